"""What is said where nothing more was typed: what this is, the next step, and the way to the rest."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from loudi_qa import __version__
from loudi_qa.cli.app import COMMANDS, RULES
from loudi_qa.cli.help import WIDEST
from loudi_qa.cli.manual import MANUAL
from loudi_qa.cli.paragraphs import listed, paragraph
from loudi_qa.cli.ui import width
from loudi_qa.report.fit import cells
from loudi_qa.words import Lang, Words

_YEARBOOK = re.compile(r"(20\d\d)\.xlsx")
_FORMS = re.compile(r"forms(?:-(20\d\d))?")

_FIRST = Words(
    "这个文件夹里还没有填报表。第一步，生成它们：", "There are no forms in this folder yet. The first step is to make them:"
)
_CHECK = Words(
    "有文件夹 {name}。刚生成的填报表，先发给各单位；收回来的，下一步检查：",
    "There is a folder {name}. Forms just made go out to the units; forms that came back are checked:",
)
_SCORE = Words("有 {name}。它若是年度工作簿，下一步计分：", "There is {name}. If it is the year's workbook, score it:")
_YEAR = Words("一年的工作：", "The work of a year:")
_MORE = Words(
    "loudi-qa --help 列出全部命令；命令后面加 --help，就讲它怎么用。",
    "loudi-qa --help lists every command; --help after a command tells how it is used.",
)
_MORE_RULES = Words(
    "loudi-qa rules --help 列出全部命令；命令后面加 --help，就讲它怎么用。",
    "loudi-qa rules --help lists every command; --help after a command tells how it is used.",
)
_OTHER = "English: loudi-qa --lang en"

_STEPS = (
    ("loudi-qa template 2019", COMMANDS["template"].words),
    ("loudi-qa validate forms", COMMANDS["validate"].words),
    ("loudi-qa collect forms -o 2019.xlsx", COMMANDS["collect"].words),
    ("loudi-qa score 2019.xlsx", COMMANDS["score"].words),
    ("loudi-qa explain 2019.xlsx 双峰县", Words("每一分从何而来", "how a unit came by its points")),
    ("loudi-qa explain E204", Words("说明一个问题代码", "what a code means")),
    ("loudi-qa report 2019.xlsx", COMMANDS["report"].words),
    ("loudi-qa robust 2019.xlsx", COMMANDS["robust"].words),
    ("loudi-qa compare 2018.xlsx 2019.xlsx", COMMANDS["compare"].words),
    ("loudi-qa rules", COMMANDS["rules"].words),
)
_RULES = (
    ("loudi-qa rules show", RULES["show"].words),
    ("loudi-qa rules check", RULES["check"].words),
    ("loudi-qa rules check --text law.txt", Words("对照文件原文", "held against the document's own text")),
    ("loudi-qa rules test", RULES["test"].words),
    ("loudi-qa rules diff old new", RULES["diff"].words),
    ("loudi-qa rules schema -o schema", RULES["schema"].words),
    ("loudi-qa init anhua", COMMANDS["init"].words),
)

_LONGEST = max(cells(typed) for typed, _ in (*_STEPS, *_RULES))


class Step(NamedTuple):
    """What to type next, and what was seen that it rests on."""

    typed: str
    why: Words


def next_step(names: Iterable[str]) -> Step:
    """The next step by the names of what lies in a folder: a year that is joined is scored, forms of a later one are checked."""
    seen = [("", 0, Step("loudi-qa template 2019", _FIRST))]
    for name in names:
        if book := _YEARBOOK.fullmatch(name):
            seen.append((book[1], 2, Step(f"loudi-qa score {name}", _SCORE.filled(name=name))))
        elif forms := _FORMS.fullmatch(name):
            seen.append((forms[1] or "", 1, Step(f"loudi-qa validate {name}", _CHECK.filled(name=name))))
    return max(seen)[-1]


def program(lang: Lang) -> str:
    """The landing page of the program."""
    step, columns = next_step(_names()), _columns()
    lines = [f"loudi-qa {__version__}", *paragraph(MANUAL[""].does.of(lang), columns), ""]
    lines += [*paragraph(step.why.of(lang), columns), "", f"  {step.typed}", ""]
    lines += [_YEAR.of(lang), "", *listed([(typed, words.of(lang)) for typed, words in _STEPS], columns, widest=_LONGEST), ""]
    lines += paragraph(_MORE.of(lang), columns) + ([_OTHER] if lang == "zh" else [])
    return "\n".join(lines) + "\n"


def rules(lang: Lang) -> str:
    """The landing page of the commands on the rules."""
    columns = _columns()
    lines = [*paragraph(MANUAL["rules"].does.of(lang), columns), ""]
    lines += [*listed([(typed, words.of(lang)) for typed, words in _RULES], columns, widest=_LONGEST), ""]
    return "\n".join([*lines, *paragraph(_MORE_RULES.of(lang), columns)]) + "\n"


def _columns() -> int:
    return min(width(terminal=sys.stdout.isatty()), WIDEST)


def _names() -> list[str]:
    """The names in the working folder; of one that cannot be listed nothing is known."""
    try:
        return [path.name for path in Path().iterdir()]
    except OSError:
        return []
