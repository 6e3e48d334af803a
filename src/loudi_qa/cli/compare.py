"""``loudi-qa compare OLDER... NEWER``: results side by side, each by its own edition of the rules where one is given."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.compare.comparison import compare
from loudi_qa.assess.score import assess
from loudi_qa.cli import way
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.files import is_folder, stat_of
from loudi_qa.cli.named import unit_of
from loudi_qa.cli.output import check_target, emit, pick_format, tell_written
from loudi_qa.cli.rules import load_rules
from loudi_qa.cli.tell import tell_findings
from loudi_qa.report.compared import comparison_document
from loudi_qa.report.compared_json import comparison_json
from loudi_qa.report.followed import Shown
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES
from loudi_qa.words import Words
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    "{folder} 里没有 indicators.yaml，也没有 responsibilities.yaml",
    "there is no indicators.yaml and no responsibilities.yaml in {folder}",
)
_NOT_A_FOLDER = Words(
    "找不到规则文件夹 {folder}（写法：2018.xlsx=规则文件夹）", "there is no folder of rules {folder} (write 2018.xlsx=FOLDER)"
)
_NO_DATE = Words(
    "通报日期写作 2019-03-20，或 2018=2019-03-20 指明是哪个年度的；读到 {text}",
    "write the day of the notice as 2019-03-20, or 2018=2019-03-20 for the year it is of; got {text}",
)
_WHICH_YEAR = Words("有几个年度，通报日期请写明年度：{year}={text}", "of which year is the notice? Write {year}={text}")
_NO_SUCH_YEAR = Words(
    "没有 {year} 年度的结果，用不上它的通报日期", "there is no result of {year} whose notice could have that day"
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
    how = pick_format(chosen, output, as_json=as_json)
    check_target(output, [*(s.workbook for s in sources), asked.indicators, asked.responsibilities], force=force)
    results = _results(ui, sources, asked)
    pairs = compare(results, _notices(asked.notices, results))
    unit = unit_of(results[-1].rules, asked.unit, ui).name.zh if asked.unit else None
    emit(
        ui,
        how,
        output,
        document=lambda: comparison_document(pairs, Shown(ui.lang, unit)),
        data=lambda: comparison_json(pairs, ui.lang, unit),
    )
    tell_written(ui, output)
    findings = [f for result in results for f in result.findings if unit is None or f.unit in {None, unit}]
    tell_findings(ui, findings)
    return Exit.FINDINGS if any(f.severity == "error" for result in results for f in result.findings) else Exit.FINE


def source(text: str) -> Source:
    """``2018.xlsx`` or ``2018.xlsx=FOLDER``; a file whose own name holds a = is taken for what it is."""
    file, equals, rules = text.rpartition("=")
    if not equals or not file or stat_of(Path(text)) is not None:
        return Source(Path(text), None)
    return Source(Path(file), Path(rules))


def _results(ui: Ui, sources: Sequence[Source], asked: Asked) -> list[Assessment]:
    """Every workbook scored, after the year before it where that is among them."""
    known: dict[Path | None, Rules] = {}
    results: list[Assessment] = []
    for workbook, folder in sources:
        if folder not in known:
            known[folder] = load_rules(ui, *_rule_files(folder, asked))
        rules = known[folder]
        year, findings = way.year_of(read(workbook, way.limits(rules)), rules)
        if results and results[-1].year.year > year.year:
            last = results[-1].year
            raise UsageError(_ORDER, file=workbook, year=year.year, before=last.file, later=last.year)
        before = next((r for r in reversed(results) if r.year.year == year.year - 1), None)
        results.append(assess(rules, year, findings, before))
    return results


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


def _notices(texts: Sequence[str], results: Sequence[Assessment]) -> dict[int, date]:
    """The days of the notices by the year they are of."""
    earlier = list(dict.fromkeys(r.year.year for r in results[:-1]))
    found: dict[int, date] = {}
    for text in texts:
        year, equals, day = text.rpartition("=")
        try:
            when, of = date.fromisoformat(day.strip()), int(year) if equals else None
        except ValueError as error:
            raise UsageError(_NO_DATE, text=text) from error
        if of is None and len(earlier) > 1:
            raise UsageError(_WHICH_YEAR, year=earlier[0], text=text)
        if of is not None and of not in earlier:
            raise UsageError(_NO_SUCH_YEAR, year=of)
        found[earlier[0] if of is None else of] = when
    return found
