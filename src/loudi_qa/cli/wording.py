"""What help says of an option or an argument, in both languages, beside its declaration; and of a slip the nearest word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.words import Words

if TYPE_CHECKING:
    from enum import StrEnum

NEAR = Words("，是不是 {near}？", "; did you mean {near}?")
"""What is said after a word that is none, of the nearest that is one."""

OWN = Words("常用", "Options")
WHAT_IF = Words("假设测算", "What if")
ROUND = Words("整轮检查", "The whole round")
PAPERS = Words("只写其中几样", "Only some of the papers")
IMPRINT = Words("公文上写的", "What stands on the papers")
ANSWERS = Words("先答好，就不再问", "Answers given beforehand")
OUTPUT = Words("输出", "Output")
DISPLAY = Words("显示", "Display")
RULE_FILES = Words("规则文件", "Rule files")
"""The headings that options stand under: first what the command is about, then what all commands share."""

BOOK = Words("年度工作簿", "WORKBOOK")
FILE = Words("文件", "FILE")
FOLDER = Words("文件夹", "FOLDER")
UNIT = Words("单位", "UNIT")
YEAR = Words("年度", "YEAR")
SUPPOSED = Words("单位:编号=数值", "UNIT:CODE=VALUE")
DAY = Words("[年度=]日期", "[YEAR=]DATE")
TEXT = Words("文字", "TEXT")
NUMBER = Words.same("N")
"""What stands for a value that is typed."""


class Help(NamedTuple):
    """What is said of one option or argument."""

    zh: str
    en: str
    takes: Words | None = None
    """What stands for its value; a flag has none."""
    under: Words = OWN
    """The heading it stands under; arguments have one of their own."""


def one_of(choices: type[StrEnum]) -> Words:
    """What stands for a value that is one of these: they are typed as they are, in either language."""
    return Words.same("|".join(choices))
