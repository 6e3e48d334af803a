"""``loudi-qa init``: the files of a new scheme, from options or from a short dialogue."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from typer import Abort

from loudi_qa.cli import init_answers as answers
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.output import check_folder, check_target, look_at, make_folder, write_files
from loudi_qa.cli.rules_schema import schema_files
from loudi_qa.scheme.skeleton import FILES, Wanted, skeleton
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from loudi_qa.cli.ui import Ui

GROUPS = "产品质量=60,质量工作=40"
"""The groups of who names none."""
SCHEMA = "schema"

_MISSING = Words(
    "还缺 {options}；例：loudi-qa init 某市 --name 某市质量工作考核 --units 甲县,乙县",
    "{options} missing; for example: loudi-qa init anyang --name Quality --units Jia,Yi",
)
_WELCOME = Words(
    "新建一套规则，放在 {folder}。共 {n} 问；有方括号的，直接按回车就用括号里的。Ctrl-C 退出，什么都不会留下。",
    "A new scheme in {folder}. Questions: {n}; Enter takes what stands in brackets. Ctrl-C leaves, and nothing is left.",
)
_ASK_NAME = Words("指标体系的名称，如 某市质量工作考核", "Name of the scheme, as Quality work of Anyang")
_ASK_UNITS = Words("被考核的单位，用逗号分开，如 甲县,乙县,丙区", "The units assessed, parted by commas, as Jia,Yi,Bing")
_ASK_GROUPS = Words("指标组和分值，合计 100 分", "Groups and their points, 100 in sum")
_ASK_YEAR = Words("第一个考核年度", "The first year assessed")
_ASK_DOCUMENT = Words("依据的文件文号，如 某政发〔2026〕1号", "Number of the document behind it, as No. 1 of 2026")
_ASK_ID = Words("英文编号，三个文件共用，定了不要再改", "Its id, shared by all three files and not to be changed later")
_LATER = Words("以后再填", "later")
_UNREADABLE_LINE = Words("读不懂这一行的编码，请重新输入", "the encoding of this line cannot be read; type it again")

_WRITTEN = Words(
    "已在 {folder} 写好：{files}，以及供编辑器用的 {schema}",
    "written in {folder}: {files}, and {schema} for editors",
)
_TAKEN = Words("被考核单位共 {n} 个：{names}", "units assessed: {n} ({names})")
_ALONE = Words(
    "只有一个单位，排不出位次；本来是几个的，用逗号分开，加 --force 再来一次",
    "one unit alone has no place among others; if several were meant, part them by commas and run it again with --force",
)
_MOST_NAMES = 10
_EXAMPLES = Words(
    "现在就能用。里面的指标、分值、目标、部门都是示例（basis: assumed），请用编辑器逐项改成本地的。",
    "It works as it stands. Indicators, points, targets and departments are examples (basis: assumed): replace them.",
)
_NEXT = Words(
    '下一步：cd "{folder}"，再运行 loudi-qa rules check；填报表用 loudi-qa template {year} 生成',
    'next: cd "{folder}", then loudi-qa rules check; loudi-qa template {year} makes the forms',
)


class Asked(NamedTuple):
    """What the options say; None where nothing was said."""

    folder: Path
    name: str | None
    scheme: str | None
    year: int | None
    units: str | None
    groups: str | None
    document: str | None


class Question(NamedTuple):
    """One thing to be known of a scheme: how it is asked for, how an answer is read, what holds without one."""

    option: str
    words: Words
    read: Callable[[str], Any]
    default: str | None = None
    shown: Words | None = None
    """The default in words, where it is not to be shown as it is."""


def questions(folder: Path) -> dict[str, Question]:
    """What is asked, by the field it fills."""
    return {
        "name": Question("--name", _ASK_NAME, answers.name),
        "units": Question("--units", _ASK_UNITS, answers.units),
        "groups": Question("--groups", _ASK_GROUPS, answers.groups, GROUPS),
        "year": Question("--year", _ASK_YEAR, answers.year, str(date.today().year)),
        "document": Question("--document", _ASK_DOCUMENT, answers.document, "", _LATER),
        "scheme": Question("--id", _ASK_ID, answers.scheme_id, answers.id_of(folder)),
    }


def run(ui: Ui, asked: Asked, *, force: bool) -> Exit:
    """Write a scheme; nothing is asked where the options suffice, and nothing written before all is answered."""
    schemas = schema_files(asked.folder / SCHEMA)
    check_folder(asked.folder)
    check_folder(asked.folder / SCHEMA)
    _check_free([*(asked.folder / name for name in FILES), *(path for path, _ in schemas)], force=force)
    wanted = Wanted(**_answered(ui, asked))
    made = [(asked.folder / name, to_bytes(text)) for name, text in skeleton(wanted).items()]
    make_folder(asked.folder / SCHEMA)
    write_files([*made, *schemas])
    if not ui.quiet:
        files = listed(FILES)
        ui.say(_WRITTEN.filled(folder=asked.folder, files=files, schema=SCHEMA).of(ui.lang))
        _tell_units(ui, wanted.units)
        ui.say(_EXAMPLES.of(ui.lang))
        ui.say(_NEXT.filled(folder=asked.folder, year=wanted.year).of(ui.lang))
    return Exit.FINE


def _tell_units(ui: Ui, units: tuple[str, ...]) -> None:
    """How many units were understood, and which: a comma that is none would join two without a word."""
    ui.say(_TAKEN.filled(n=len(units), names=listed(units, _MOST_NAMES)).of(ui.lang))
    if len(units) == 1:
        ui.say(_ALONE.of(ui.lang))


def _check_free(files: list[Path], *, force: bool) -> None:
    """Refuse to write over what is there; a folder that is not there yet is no obstacle."""
    for file in files:
        if look_at(file):
            check_target(file, [], force=force)


def _answered(ui: Ui, asked: Asked) -> dict[str, Any]:
    """What the options say, then what is answered; without a terminal, what holds without an answer."""
    to_ask = questions(asked.folder)
    said = {k: str(v) for k, v in asked._asdict().items() if k in to_ask and v is not None}
    known = {key: to_ask[key].read(text) for key, text in said.items()}
    missing = [question.option for key, question in to_ask.items() if question.default is None and key not in known]
    if missing and not sys.stdin.isatty():
        raise UsageError(_MISSING.filled(options=listed(missing)))
    left = {key: question for key, question in to_ask.items() if key not in known}
    if not missing:
        return known | {key: question.read(question.default or "") for key, question in left.items()}
    ui.tell(_WELCOME.filled(folder=asked.folder, n=len(left)))
    return known | {key: _ask(ui, place, question) for place, (key, question) in enumerate(left.items(), start=1)}


def _ask(ui: Ui, place: int, question: Question) -> Any:
    """Ask until the answer can be read; what is wrong with one is said at once."""
    default = question.shown.of(ui.lang) if question.shown else question.default
    while True:
        ui.say(f"\n{place}. {question.words.of(ui.lang)}" + (f" [{default}]" if default else ""))
        try:
            return question.read(_line(ui).strip() or question.default or "")
        except UnicodeDecodeError:
            ui.tell(_UNREADABLE_LINE)
        except UsageError as error:
            ui.tell(error.words, **error.fields)


def _line(ui: Ui) -> str:
    """A line that is typed; the end of the input is a way to leave, as Ctrl-C is."""
    sys.stderr.write("> ")
    sys.stderr.flush()
    try:
        if line := sys.stdin.readline():
            return line
    except KeyboardInterrupt:
        pass
    ui.say("")
    raise Abort


def to_bytes(text: str) -> bytes:
    """The bytes of a file that people edit: old versions of Notepad know only the line ends of Windows."""
    return text.replace("\n", os.linesep).encode()
