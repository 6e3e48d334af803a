"""Run the program as ``python -m loudi_qa``."""

from loudi_qa.cli.main import main

if __name__ == "__main__":
    main()
