"""``loudi-qa compare OLDER... NEWER``: results side by side, each by its own edition of the rules where one is given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa import api
from loudi_qa.assess.compare.comparison import Compared, compare
from loudi_qa.assess.consequences import known_as
from loudi_qa.assess.score import assess
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.files import is_folder, stat_of
from loudi_qa.cli.named import unit_of
from loudi_qa.cli.notices import notices
from loudi_qa.cli.output import check_target, emit, pick_format, tell_written
from loudi_qa.cli.rules import load_rules
from loudi_qa.cli.scored import is_no_workbook, told_if_none
from loudi_qa.cli.tell import tell_findings, tell_of_unit
from loudi_qa.report.compared import comparison_document
from loudi_qa.report.compared_json import comparison_json
from loudi_qa.report.followed import Shown
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES
from loudi_qa.submission.normalise import clean
from loudi_qa.submission.table import columns
from loudi_qa.words import Words
from loudi_qa.workbook import layout
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from loudi_qa.assess.result import Assessment
    from loudi_qa.cli.options import Format
    from loudi_qa.cli.ui import Ui
    from loudi_qa.scheme.load import Rules

_TOO_FEW = Words(
    "对比至少要两个工作簿，按年度先后写：loudi-qa compare 2018.xlsx 2019.xlsx",
    "two workbooks at least, the older first: loudi-qa compare 2018.xlsx 2019.xlsx",
)
_ORDER = Words(
    "请按年度先后写：{file} 是 {year} 年度的，排在它前面的 {before} 是 {later} 年度的",
    "put the older first: {file} is of {year}, {before} before it of {later}",
)
_NO_RULES = Words(
    "{folder} 里没有 indicators.yaml，也没有 responsibilities.yaml；请写规则所在的文件夹",
    "there is no indicators.yaml and no responsibilities.yaml in {folder}",
)
_NOT_A_FOLDER = Words(
    "找不到规则文件夹 {folder}（写法：2018.xlsx=规则文件夹）", "there is no folder of rules {folder} (write 2018.xlsx=FOLDER)"
)


class Asked(NamedTuple):
    """What is to be compared, under which rules, and the days of the notices."""

    workbooks: tuple[str, ...]
    unit: str | None = None
    notices: tuple[str, ...] = ()
    indicators: Path | None = None
    responsibilities: Path | None = None


class Source(NamedTuple):
    """A workbook, and the edition of the rules it is scored by; None for the one of the options."""

    workbook: Path
    rules: Path | None


def run(ui: Ui, asked: Asked, *, chosen: Format | None, as_json: bool, output: Path | None, force: bool) -> Exit:
    """Score every workbook and hold each against the one before it; the exit code says whether any of them has errors."""
    sources = [source(text) for text in asked.workbooks]
    if len(sources) < 2:
        raise UsageError(_TOO_FEW)
    if any(is_no_workbook(ui, s.workbook, "compare") for s in sources):
        return Exit.UNREADABLE
    how = pick_format(chosen, output, as_json=as_json)
    files = {s.rules: _rule_files(s.rules, asked) for s in sources}
    check_target(output, [*(s.workbook for s in sources), *(f for both in files.values() for f in both)], force=force)
    rules = {folder: load_rules(ui, *both) for folder, both in files.items()}
    unit = None if asked.unit is None else _unit(asked.unit, [rules[s.rules] for s in sources], ui)
    with told_if_none(ui, how, output):
        compared = _compared(sources, rules)
    results = [c.result for c in compared]
    pairs = [pair.of(unit) for pair in compare(compared, _notices(ui, asked.notices, results))]
    emit(
        ui,
        how,
        output,
        document=lambda: comparison_document(pairs, Shown(ui.lang, unit)),
        data=lambda: comparison_json(pairs, ui.lang),
    )
    tell_written(ui, output)
    findings = [f for result in results for f in result.findings]
    if unit is None:
        tell_findings(ui, findings)
    else:
        tell_of_unit(ui, findings, unit)
    return Exit.FINDINGS if any(f.severity == "error" for f in findings) else Exit.FINE


def _unit(name: str, editions: Sequence[Rules], ui: Ui) -> str:
    """A unit by a name of the latest edition that has it, as the newest calls it."""
    for rules in reversed(editions[:-1]):
        if clean(name) in rules.mandate.unit and clean(name) not in editions[-1].mandate.unit:
            return known_as(rules.mandate.unit[clean(name)].name.zh, editions[-1].mandate)
    return unit_of(editions[-1], name, ui).name.zh


def source(text: str) -> Source:
    """``2018.xlsx`` or ``2018.xlsx=FOLDER``; a file whose own name holds a = is taken for what it is."""
    file, equals, rules = text.rpartition("=")
    if not equals or not file or stat_of(Path(text)) is not None:
        return Source(Path(text), None)
    return Source(Path(file), Path(rules))


def _compared(sources: Sequence[Source], editions: Mapping[Path | None, Rules]) -> list[Compared]:
    """Every workbook scored, after the year before it where that is among them; files of one name go by their paths."""
    alike = len({s.workbook.name for s in sources}) < len(sources)
    found: list[Compared] = []
    for workbook, folder in sources:
        rules = editions[folder]
        book = read(workbook, api.limits(rules), str(workbook) if alike else None)
        year, findings, _ = api.year_in(book, rules)
        if found and found[-1].result.year.year > year.year:
            last = found[-1].result.year
            raise UsageError(_ORDER, file=workbook, year=year.year, before=last.file, later=last.year)
        before = next((c.result for c in reversed(found) if c.result.year.year == year.year - 1), None)
        found.append(Compared(assess(rules, year, findings, before), columns(book, layout.SHEETS)))
    return found


def _rule_files(folder: Path | None, asked: Asked) -> tuple[Path | None, Path | None]:
    """The two rule files of a folder; one that it lacks is the one of the options."""
    if folder is None:
        return asked.indicators, asked.responsibilities
    if not is_folder(folder):
        raise UsageError(_NOT_A_FOLDER, folder=folder)
    own = [folder / name if stat_of(folder / name) else None for name in (INDICATORS, RESPONSIBILITIES)]
    if own == [None, None]:
        raise UsageError(_NO_RULES, folder=folder)
    return own[0] or asked.indicators, own[1] or asked.responsibilities


def _notices(ui: Ui, texts: Sequence[str], results: Sequence[Assessment]) -> dict[int, date]:
    """The days of the notices of all years but the newest, whose deadlines are still to come."""
    earlier = list(dict.fromkeys(r.year.year for r in results[:-1]))
    return notices(ui, texts, earlier, usual=earlier[0] if len(earlier) == 1 else None)
