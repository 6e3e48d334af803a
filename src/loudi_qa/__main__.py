"""The program: ``loudi-qa``, or ``python -m loudi_qa``."""

import gc
import os
import sys


def main() -> None:
    """Run one command and end the process.

    One short run makes no cycles worth finding: looking for them, in the imports above all, is a tenth of it, and the last
    look at exit half as much again. Looking for pydantic's plugins would cost more than reading a form.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

    from loudi_qa.cli.main import run
    from loudi_qa.cli.ui import prepare_streams

    prepare_streams()
    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
