"""The form of a page of help: what it says of a command beside its options."""

from typing import NamedTuple

from loudi_qa.words import Words


class Example(NamedTuple):
    """A command as it is typed in a folder with the forms and workbooks of two years, and what it is for."""

    typed: str
    does: Words


class Entry(NamedTuple):
    """The page of one command."""

    does: Words
    examples: tuple[Example, ...]
    after: Words
    """What to do when it is done, and with which commands."""
    then: tuple[str, ...]
    ends: Words | None = None
    """Its exit codes; a group of commands has none of its own."""


OF_DATA = Words(
    "0 数据没有错误；1 数据有错误，已经列出；2 命令或规则写错了；3 文件读不了",
    "0 the data are fine; 1 they have errors, which are listed; 2 the command or the rules are wrong; 3 a file cannot be read",
)
OF_RULES = Words("0 正常；2 命令或规则写错了", "0 fine; 2 the command or the rules are wrong")
"""Exit codes of commands on data, and of commands on rules."""
