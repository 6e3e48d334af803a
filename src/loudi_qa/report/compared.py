"""Results side by side: why totals changed, what lies behind it, what failed again, what became of what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.consequences import known_as
from loudi_qa.assess.result import Line
from loudi_qa.numbers import quantise, show
from loudi_qa.report import heading
from loudi_qa.report.because import value_text
from loudi_qa.report.change import NONE, grade_or_none, item_name, rank_text, signed, step, total_text
from loudi_qa.report.document import Block, Column, Document, Note, Table
from loudi_qa.report.followed import Shown, later, unit_name
from loudi_qa.report.overview import GRADE, NOT_ASSESSED, RANK, TOTAL, UNIT, grade_text
from loudi_qa.report.withheld import withheld_note
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.assess.compare.comparison import Pair
    from loudi_qa.assess.compare.split import Change, ItemChange, UnitChange
    from loudi_qa.assess.items import Item
    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.words import Lang

CHANGE, DATA, BENCHMARKS, RULES = (
    Words("变动", "Change"),
    Words("数据", "Data"),
    Words("基准", "Benchmarks"),
    Words("规则", "Rules"),
)
_TITLE = Words("{years} 年度结果对比", "Results of {years} side by side")
_TRIES = Words("{year} 年度两份工作簿对比", "Two workbooks of {year} side by side")
_SOURCE = Words(
    "{year} 年度：{file}（sha256 {digest}），规则 {scheme} {edition} 版（指标 {rules}，责任 {mandate}）",
    "{year}: {file} (sha256 {digest}), rules {scheme} {edition} (indicators {rules}, responsibilities {mandate})",
)
ORDER = Words(
    "变动按固定顺序分解：先换数据（填报值、核定值、加分扣分），再换基准（目标年份、全省平均、年度目标、上年值），最后换规则；三项相加等于总分变动。",
    "Changes are split in a fixed order: first the data (values, bonuses, deductions), then the benchmarks (year of the target, "
    "averages, quotas, last year's values), last the rules; the three add up to the change of the total.",
)
_BY_YEAR = Words(
    "各年用同一套规则文件，其中的分值或目标份额按年不同，规则一栏由此而来",
    "every year by the same rule files, whose points or shares of targets differ by year: hence the column of rules",
)
_SAME_RULES = Words(
    "各份都用同一套规则文件计分，所以规则一栏都是 0；某一年当时若用另一套规则，请写 {file}=规则文件夹。",
    "All of them are scored by the same rule files, so nothing is due to rules; if a year had other ones, write {file}=FOLDER.",
)
_VETOED = Words(
    "{year} 年度 {unit}：总分 {total}，按分数为 {earned}；因 {date} {veto}，一票否决定为 {grade}，表中写作 {grade}*({earned})。",
    "{unit} in {year}: the total {total} earns {earned}; {veto} on {date} sets it to {grade}, shown as {grade}*({earned}).",
)
_UNSPLIT = Words(
    "“-”：该单位只在其中一份里，或有一份总分待定，不作分解。",
    "-: the unit is in one of the two only, or one of its totals is open; not split.",
)
_SPLIT = Words("总分变动从何而来", "Where the change of a total comes from")
_LINES = Words("变动较大的得分", "Points that changed most")
_ALL_LINES = Words("变动的每一项得分", "Every line that changed")
_NO_LINES = Words("各项得分都没有变动。", "No line has other points.")
_STATES = {
    "missing": Words("未填", "missing"),
    "not_applicable": Words("不适用", "n/a"),
    "not_due": Words("未到期", "not due"),
    "open": Words("待定", "open"),
}
_OF_YEAR = Words("{year} 年度 {note}", "{year} {note}")
_OVERVIEW = Words("历年总分、等级和位次", "Totals, grades and places by year")
_MOST_LINES = 3
"""Lines of a unit in the overview of all; with --unit there are all of them."""


def comparison_document(pairs: Sequence[Pair], shown: Shown) -> Document:
    """The whole comparison; CSV writes the first table, the split of every total."""
    lang = shown.lang
    results = [pairs[0].older, *(pair.newer for pair in pairs)]
    years = [str(result.year.year) for result in results]
    title = _TRIES.of(lang, year=years[0]) if len(set(years)) == 1 else _TITLE.of(lang, years=_listed(dict.fromkeys(years), lang))
    lines = [*_notices(results, lang), *(_source(result, lang) for result in results), ORDER.of(lang)]
    for result in results:
        lines += [f"{result.year.file}: {line}" for line in heading.standing(result, lang)]
    blocks: list[Block] = [_split(pairs, shown)]
    blocks += [*_vetoes(pairs, lang), *_remarks(pairs, lang)]
    if len(results) > 2:
        blocks.append(_overview(results, shown))
    for pair in pairs:
        blocks += _pair(pair, shown, of_many=len(pairs) > 1)
    return Document(title, tuple(lines), tuple(blocks), _origin(results, lang))


def _origin(results: Sequence[Assessment], lang: Lang) -> tuple[tuple[str, str], ...]:
    """From which files and under which rules, for each row of a CSV."""
    words = (
        Words("数据|数据 sha256|规则 sha256|责任 sha256", "data|data sha256|rules sha256|responsibilities sha256")
        .of(lang)
        .split("|")
    )
    found: list[tuple[str, str]] = []
    for n, result in enumerate(results, 1):
        values = (result.year.file, result.year.sha256, result.rules.sha256, result.rules.mandate_sha256)
        found += [(f"{title} {n}", value) for title, value in zip(words, values, strict=True)]
    return tuple(found)


def _listed(names: dict[str, None], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(names)


def _notices(results: Sequence[Assessment], lang: Lang) -> list[str]:
    """What the covers say of the data, each once."""
    return list(dict.fromkeys(heading.sources(r, lang)[0] for r in results if r.year.notice))


def _source(result: Assessment, lang: Lang) -> str:
    year, rules = result.year, result.rules
    return _SOURCE.of(
        lang, year=year.year, file=year.file, digest=year.sha256[:12], scheme=rules.scheme.scheme, edition=rules.scheme.edition,
        rules=rules.sha256[:12], mandate=rules.mandate_sha256[:12],
    )  # fmt: skip


def span(pair: Pair) -> str:
    """``2018 -> 2019``; of two tries the files."""
    return (
        f"{pair.older.year.file} -> {pair.newer.year.file}"
        if pair.one_year
        else f"{pair.older.year.year} -> {pair.newer.year.year}"
    )


def _split(pairs: Sequence[Pair], shown: Shown) -> Table:
    lang = shown.lang
    columns = [
        Column(UNIT.of(lang), free=True, floor=10),
        Column(TOTAL.of(lang), align="right"),
        Column(CHANGE.of(lang), align="right"),
        Column(DATA.of(lang), align="right"),
        Column(BENCHMARKS.of(lang), align="right"),
        Column(RULES.of(lang), rank=1, align="right"),
        Column(GRADE.of(lang), rank=2),
        Column(RANK.of(lang), rank=3),
    ]
    rows = [(pair, _split_row(pair, c, lang)) for pair in pairs for c in pair.changes]
    if len(pairs) == 1:
        return Table(_SPLIT.of(lang), tuple(columns), tuple(row for _, row in rows))
    columns.insert(0, Column(Words("对比", "Years").of(lang)))
    return Table(_SPLIT.of(lang), tuple(columns), tuple((span(pair), *row) for pair, row in rows))


def _split_row(pair: Pair, change: UnitChange, lang: Lang) -> tuple[str, ...]:
    before, after = change.before, change.after
    return (
        unit_name(pair, change.name, lang),
        step(total_text(before), total_text(after)),
        *parts(change.change),
        step(grade_or_none(before, lang), grade_or_none(after, lang)),
        step(rank_text(before), rank_text(after)),
    )


def parts(change: Change | None) -> tuple[str, str, str, str]:
    """A change and its three parts with their signs; dashes where there is none to split."""
    if change is None:
        return NONE, NONE, NONE, NONE
    total, data, benchmarks, rules = (signed(p) for p in (change.total, *change))
    return total, data, benchmarks, rules


def _remarks(pairs: Sequence[Pair], lang: Lang) -> Iterator[Note]:
    if all(_rules(p.older) == _rules(p.newer) for p in pairs):
        by_year = any(p.older.rules.scheme != p.newer.rules.scheme for p in pairs)
        yield Note((_BY_YEAR if by_year else _SAME_RULES).of(lang, file=pairs[0].older.year.file))
    if any(c.change is None for p in pairs for c in p.changes):
        yield Note(_UNSPLIT.of(lang))


def _vetoes(pairs: Sequence[Pair], lang: Lang) -> list[Note]:
    """Why a grade is not the one that the points earn, once for each result."""
    sides = [(pairs[0].older, c.before) for c in pairs[0].changes] + [(p.newer, c.after) for p in pairs for c in p.changes]
    struck = [(r, u) for r, u in sides if u and u.grade and u.grade_before_veto not in {None, u.grade}]
    told = [_vetoed(result, unit, lang) for result, unit in struck]
    told += [note for result, unit in sides if unit and (note := _withheld(result, unit, lang))]
    return [Note(text) for text in dict.fromkeys(told)]


def _vetoed(result: Assessment, unit: UnitResult, lang: Lang) -> str:
    earned, grade = unit.grade_before_veto, unit.grade
    assert earned and grade  # noqa: S101, PT018 -- only units whose grade a veto has set come here
    veto, incident = next(v for v in unit.vetoes if v.veto.grade == grade.grade)
    return _VETOED.of(
        lang, year=result.year.year, unit=unit.unit.name.of(lang), total=unit.total, date=incident.date,
        earned=earned.grade, veto=veto.name.of(lang), grade=grade.grade,
    )  # fmt: skip


def _withheld(result: Assessment, unit: UnitResult, lang: Lang) -> str:
    note = withheld_note([unit], lang)
    return note and _OF_YEAR.of(lang, year=result.year.year, note=note)


def _rules(result: Assessment) -> tuple[str, str]:
    return result.rules.sha256, result.rules.mandate_sha256


def _overview(results: Sequence[Assessment], shown: Shown) -> Table:
    """Every unit by its latest name."""
    lang, newest = shown.lang, results[-1].rules.mandate
    standing = [{known_as(u.unit.name.zh, newest): u for u in result.units} for result in results]
    names = [n for n in dict.fromkeys(n for year in reversed(standing) for n in year) if shown.unit in {None, n}]
    latest = {n: next(year[n] for year in reversed(standing) if n in year) for n in names}
    columns = [Column(UNIT.of(lang), free=True, floor=10)]
    columns += [Column(_head(result, results), rank=i, align="right") for i, result in enumerate(reversed(results))][::-1]
    rows = [(latest[n].unit.name.of(lang), *(_standing(year.get(n), lang) for year in standing)) for n in names]
    return Table(_OVERVIEW.of(lang), tuple(columns), tuple(rows))


def _head(result: Assessment, results: Sequence[Assessment]) -> str:
    alone = sum(r.year.year == result.year.year for r in results) == 1
    return str(result.year.year) if alone else result.year.file


def _standing(unit: UnitResult | None, lang: Lang) -> str:
    return f"{unit.total} {grade_text(unit, lang)} {rank_text(unit)}" if unit else "-"


def _pair(pair: Pair, shown: Shown, *, of_many: bool) -> Iterator[Block]:
    head = f"{span(pair)} " if of_many else ""
    own, besides = _lines(pair, shown), [*later(pair, shown)]
    if pair.one_year:  # the cells first: they are what was asked for
        yield from (_headed(block, head) for block in [*besides, own])
    else:
        yield _headed(own, head)
        yield from besides


def _headed(block: Block, head: str) -> Block:
    """The block with what it is of, where several pairs are told; the titles of two years name them anyway."""
    return block._replace(title=head + block.title) if isinstance(block, Table) else block


def _lines(pair: Pair, shown: Shown) -> Block:
    lang = shown.lang
    columns = [
        Column(UNIT.of(lang), free=True, floor=8),
        Column(Words("指标", "Indicator").of(lang)),
        Column(Words("名称", "Name").of(lang), rank=2, free=True),
        Column(Words("得分", "Points").of(lang), align="right"),
        Column(DATA.of(lang), align="right"),
        Column(BENCHMARKS.of(lang), align="right"),
        Column(RULES.of(lang), rank=4, align="right"),
        Column(Words("数值", "Value").of(lang), rank=1, align="right"),
        Column(Words("对照值", "Benchmark").of(lang), rank=3, align="right"),
    ]
    most = None if shown.unit else _MOST_LINES
    rows = tuple(_line_row(pair, c.name, item, lang) for c in pair.changes for item in c.items[:most])
    if shown.unit:
        columns, rows = columns[1:], tuple(row[1:] for row in rows)
    return Table((_ALL_LINES if shown.unit else _LINES).of(lang), tuple(columns), rows) if rows else Note(_NO_LINES.of(lang))


def _line_row(pair: Pair, unit: str, item: ItemChange, lang: Lang) -> tuple[str, ...]:
    result = pair.newer if item.after else pair.older
    places = result.rules.scheme.points.places
    points = (str(quantise(i.points, places)) if i else NONE for i in (item.before, item.after))
    values = [value_of(i) or _no_value(i, lang) for i in (item.before, item.after)]
    benchmarks = [benchmark_of(i) or NONE for i in (item.before, item.after)]
    _, *split = parts(item.change)
    name = item_name(result, item.piece).of(lang)
    return unit_name(pair, unit, lang), item.id, name, step(*points), *split, step(*values), step(*benchmarks)


def value_of(item: Item | None) -> str | None:
    """The value that a line was scored by."""
    line = item.of if item else None
    return (value_text(line) if isinstance(line, Line) else "") or None


def _no_value(item: Item | None, lang: Lang) -> str:
    """What stands in the place of a value: that nothing was filled in, or does not apply, or a dash."""
    line = item.of if item else None
    if isinstance(line, Line) and not line.theirs:
        return NOT_ASSESSED.of(lang)
    return _STATES[line.state].of(lang) if isinstance(line, Line) and line.state in _STATES else NONE


def benchmark_of(item: Item | None) -> str | None:
    """The number that a line was held against."""
    line = item.of if item else None
    return show(line.benchmark.value) if isinstance(line, Line) and line.benchmark else None
