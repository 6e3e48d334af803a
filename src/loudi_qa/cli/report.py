"""``loudi-qa report``: everything that leaves the office, written into one folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from loudi_qa import api
from loudi_qa.assess.compare.comparison import Compared, compare
from loudi_qa.cli import way
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.files import are_one
from loudi_qa.cli.notices import notices
from loudi_qa.cli.output import check_folder, check_target, look_at, make_folder, write_files
from loudi_qa.cli.progress import tracked
from loudi_qa.cli.report_end import LETTER, Ended, is_letter, tell_end
from loudi_qa.cli.rules import load_rules
from loudi_qa.cli.scored import is_no_workbook
from loudi_qa.cli.tell import tell_findings
from loudi_qa.report.dossier import Dossier
from loudi_qa.scheme.terms import Text
from loudi_qa.submission.origin import Origins
from loudi_qa.submission.past import NoLedger, Past, ledger_limits, read_past
from loudi_qa.words import Words, listed
from loudi_qa.workbook.names import distinct_names
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.cli.ui import Ui
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.mandate import Papers

Kind = Literal["html", "docx", "xlsx"]
KINDS: tuple[Kind, ...] = ("docx", "xlsx", "html")

LEDGER = "整改清单.xlsx"
_LIKE_A_FILE = {".docx", ".xlsx", ".html", ".zip"}
_FOLDER = "report-{year}"
_MOST_NAMED = 10
_THERE = Words(
    "{folder} 里已有 {n} 个同名文件：{files}；要覆盖请加 --force：整改清单里手写的内容会带入新表，在 Word 文件里手改过的不会保留",
    "files that are there already in {folder}: {n} ({files}); add --force to overwrite them: what was written by hand into the "
    "ledger is carried on, what was changed in Word is not",
)
_NO_FOLDER = Words(
    "-o 应是文件夹，要写 {n} 个文件；{output} 像是文件名",
    "-o must be a folder, for the number of files is {n}; {output} looks like the name of a file",
)
_TWO_LEDGERS = Words(
    "{there} 里可能有手写的内容，又用 --ledger 指定了 {named}：只能带入一份。先把其中一份移走或改名",
    "{there} may hold what was written by hand, and --ledger names {named}: only one can be carried on; move one away first",
)
_NO_LEDGER = Words(
    "--ledger 用来把以前的整改清单带入新表，这次没有要写整改清单（--xlsx）",
    "--ledger carries an earlier ledger on, and no ledger is to be written this time (--xlsx)",
)
_OTHER_YEAR = Words(
    "{file} 是 {got} 年度的整改清单；本次写 {year} 年度的，只能带入 {before} 或 {year} 年度的",
    "{file} is the ledger of {got}; that of {year} carries on one of {before} or {year}",
)
MOST_UNITS = 200
"""So many units go into a page or a workbook, more than any province has counties: that page has 26 MB, that workbook is made in
0.9 GB of memory."""
_TOO_MANY = Words(
    "规则里有 {n} 个单位，{kinds} 最多写 {most} 个单位，再多的文件打不开\n"
    "  全部单位的结果：loudi-qa score {file} -o 结果.csv\n"
    "  一个单位的推导：loudi-qa explain {file} {unit}\n"
    "  公文：loudi-qa report {file} --docx",
    "the rules have {n} units; {kinds} hold {most} at most, a larger file cannot be opened\n"
    "  the result of all: loudi-qa score {file} -o result.csv\n"
    "  how one came about: loudi-qa explain {file} {unit}\n"
    "  the papers: loudi-qa report {file} --docx",
)
_LIMITED: dict[Kind, str] = {"xlsx": "--xlsx", "html": "--html"}
_MAKING = Words("正在生成", "writing")


class Imprint(NamedTuple):
    """What the command line says of the papers; None leaves it to the rules."""

    issuer: str | None = None
    number: str | None = None
    addressees: str | None = None
    notices: tuple[str, ...] = ()


class Asked(NamedTuple):
    """What is to be written, of which workbook, under which rules."""

    workbook: Path
    kinds: tuple[Kind, ...]
    imprint: Imprint
    previous: Path | None = None
    ledger: Path | None = None
    indicators: Path | None = None
    responsibilities: Path | None = None


class Paper(NamedTuple):
    """A file to be written, and how its bytes are made."""

    name: str
    make: Callable[[], bytes]


def run(ui: Ui, asked: Asked, *, output: Path | None, force: bool) -> Exit:
    """Write the papers of a year; none is written unless all of them can be. The exit code says whether the data have errors."""
    if is_no_workbook(ui, asked.workbook, "report"):
        return Exit.UNREADABLE
    if asked.ledger and "xlsx" not in asked.kinds:
        raise UsageError(_NO_LEDGER)
    rules = load_rules(ui, asked.indicators, asked.responsibilities)
    _check_size(asked, rules)
    dossier = _dossier(ui, asked, rules)
    folder = output or Path(_FOLDER.format(year=dossier.year))
    named = list(_papers(dossier, asked.kinds, ui))
    if folder.suffix.lower() in _LIKE_A_FILE:
        raise UsageError(_NO_FOLDER, n=len(named), output=folder)
    earlier = _check(folder, [p.name for p in named], asked, force=force)
    if earlier:
        dossier = dossier._replace(past=_past(ui, earlier, rules, dossier.year))
        named = list(_papers(dossier, asked.kinds, ui))
    made = [paper.make() for paper in tracked(ui, named, _MAKING)]
    make_folder(folder)
    write_files([(folder / paper.name, data) for paper, data in zip(named, made, strict=True)])
    tell_findings(ui, dossier.result.findings)
    if not ui.quiet:
        tell_end(ui, Ended(folder, [p.name for p in named], dossier, earlier, _unmatched(dossier), _strays(folder, named)))
    return Exit.FINDINGS if any(f.severity == "error" for f in dossier.result.findings) else Exit.FINE


def _check_size(asked: Asked, rules: Rules) -> None:
    """Refuse before a large workbook is read what would end in files that nobody can open."""
    units, large = rules.mandate.units, [_LIMITED[kind] for kind in asked.kinds if kind in _LIMITED]
    if large and len(units) > MOST_UNITS:
        example = units[0].name.zh
        raise UsageError(_TOO_MANY, n=len(units), kinds=listed(large), most=MOST_UNITS, file=asked.workbook.name, unit=example)


def _dossier(ui: Ui, asked: Asked, rules: Rules) -> Dossier:
    """Workbook in, result out, with last year's beside it where it was given."""
    last = way.score(asked.previous, rules) if asked.previous else None
    book = read(asked.workbook, api.limits(rules))
    result = way.score_book(book, rules, last)
    year = result.year.year
    days = notices(ui, asked.imprint.notices, [year, year - 1], usual=year, refuse_early=True)
    if year not in days and (day := rules.mandate.papers.date):
        days |= notices(ui, [f"{year}={day}"], [year], usual=year, refuse_early=True)
    pair = compare([Compared(last), Compared(result)], days)[0] if last else None
    papers = _imprinted(rules.mandate.papers, asked.imprint)
    return Dossier(result, papers, days.get(year), days.get(year - 1), Origins(book), pair)


def _imprinted(papers: Papers, imprint: Imprint) -> Papers:
    """The rules' papers with what the command line says instead."""
    said = {"issuer": imprint.issuer, "addressees": imprint.addressees, "number": imprint.number}
    given = {key: text.strip() for key, text in said.items() if text and text.strip()}
    changes = {key: text if key == "number" else Text(zh=text, en=text) for key, text in given.items()}
    return papers.model_copy(update=changes)


def _papers(dossier: Dossier, kinds: Sequence[Kind], ui: Ui) -> Iterator[Paper]:
    """The files of the kinds asked for; each kind's library is loaded only if it is."""
    if "docx" in kinds:
        from loudi_qa.report.docx.analysis.analysis import analysis
        from loudi_qa.report.docx.discretion import any_name
        from loudi_qa.report.docx.letter import letter
        from loudi_qa.report.docx.notice import notice

        yield Paper("通报.docx", partial(notice, dossier))
        names = any_name(dossier.result)
        for unit, name in letter_names(dossier.result):
            yield Paper(name, partial(letter, dossier, unit, names))
        yield Paper("质量状况分析.docx", partial(analysis, dossier))
    if "xlsx" in kinds:
        from loudi_qa.report.xlsx.ledger.ledger import ledger
        from loudi_qa.report.xlsx.result.result import result_workbook

        yield Paper(LEDGER, partial(ledger, dossier))
        yield Paper("result.xlsx", partial(result_workbook, dossier, ui.lang))
    if "html" in kinds:
        from loudi_qa.report.html.page import page

        yield Paper("index.html", partial(page, dossier, ui.lang))


def letter_names(result: Assessment) -> list[tuple[UnitResult, str]]:
    """Every unit with the file of its letter, in the order of the rules.

    By rank a correction could turn one unit's file into another's, where two names fall together.
    """
    by_name = {u.unit.name.zh: u for u in result.units}
    units = [by_name[u.name.zh] for u in result.rules.mandate.units]
    return [(u, LETTER.format(name=n)) for u, n in zip(units, distinct_names(u.unit.name.zh for u in units), strict=True)]


def _check(folder: Path, names: Sequence[str], asked: Asked, *, force: bool) -> Path | None:
    """Refuse before anything is written; gives the ledger that is to be carried on: the one named, else the one there."""
    check_folder(folder)
    there = [folder / name for name in names if look_at(folder / name)]
    sources = [asked.workbook, asked.previous, asked.indicators, asked.responsibilities]
    for target in there:
        check_target(target, sources, force=True)
    if there and not force:
        raise UsageError(_THERE, folder=folder, n=len(there), files=listed((t.name for t in there), _MOST_NAMED))
    earlier = next((t for t in there if t.name == LEDGER), None)
    if asked.ledger and earlier and not are_one(asked.ledger, earlier):
        raise UsageError(_TWO_LEDGERS, there=earlier, named=asked.ledger)
    return asked.ledger or earlier


def _past(ui: Ui, ledger: Path, rules: Rules, year: int) -> Past:
    """What was written by hand into a ledger; raises :class:`UsageError` for a file that is none."""
    limits = ledger_limits(len(rules.mandate.units), len(rules.scheme.indicators))
    try:
        past = read_past(read(ledger, limits))
    except NoLedger as error:
        raise UsageError(error.words, file=ledger) from error
    if past.year not in {year, year - 1}:
        raise UsageError(_OTHER_YEAR, file=ledger, got=past.year, year=year, before=year - 1)
    for words in past.unread:
        ui.tell(words)
    return past


def _unmatched(dossier: Dossier) -> int:
    """How many rows of the earlier ledger found no place in the new one."""
    if dossier.past is None:
        return 0
    from loudi_qa.report.xlsx.ledger.ledger import unmatched

    return unmatched(dossier)


def _strays(folder: Path, named: Sequence[Paper]) -> tuple[str, ...]:
    """Letters in the folder that were not written now: of units that are no more, or from elsewhere."""
    own = {paper.name for paper in named}
    letters = sorted(path.name for path in folder.glob(LETTER.format(name="*"))) if any(map(is_letter, own)) else []
    return tuple(name for name in letters if name not in own)
