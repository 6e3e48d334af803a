"""The program: ``loudi-qa``, or ``python -m loudi_qa``."""

import gc
import os
import sys


def main() -> None:
    """Run one command and end the process.

    One short run makes no cycles worth finding: looking for them takes a twentieth of it while it runs (measured, pair by
    pair: 310 ms to 296) and a twelfth when it ends (296 to 272), which is why what is left is frozen. Pydantic looks for
    plugins, of which there are none.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

    from loudi_qa.cli.main import run
    from loudi_qa.cli.ui import prepare_streams

    prepare_streams()
    if "_LOUDI_QA_COMPLETE" in os.environ:  # a shell asks what may be typed next
        from loudi_qa.cli.completion import cursor

        cursor.run()
        return
    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
