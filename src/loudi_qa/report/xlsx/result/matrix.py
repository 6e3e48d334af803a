"""Every indicator of every unit at a glance: points where it was scored, the state in words where it was not."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.utils import get_column_letter

from loudi_qa.assess.result import IDLE, NOTHING
from loudi_qa.numbers import rounded
from loudi_qa.report import overview
from loudi_qa.report.naming import indicator_name, points_range
from loudi_qa.report.xlsx.looks import (
    HEAD,
    HIGHEST,
    INK,
    LINE,
    NOTICE_FILL,
    NUMBER,
    PALE,
    SUBTOTAL_FILL,
    TEXT,
    TOTAL_FILL,
    Look,
    set_page,
)
from loudi_qa.report.xlsx.result import names
from loudi_qa.report.xlsx.result.page import Page, column_for, head
from loudi_qa.words import Lang, Words
from loudi_qa.workbook.text_size import lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from openpyxl import Workbook

    from loudi_qa.assess.result import GroupResult, Line
    from loudi_qa.report.dossier import Dossier

STATES = {
    "missing": Words("未填报", "missing"),
    "not_applicable": Words("不适用", "n/a"),
    "not_due": Words("未到期", "not due"),
    "open": Words("待定", "open"),
}
_TITLE = Words("{year} 年度得分矩阵", "Points {year}: every indicator of every unit")
_LEGEND = Words(
    "格中为得分，橙色越深，失去的分占满分的比例越大。“未填报”计 0 分；“不适用”“未到期”不计分，也不计入满分；"
    "“待定”尚未计分。平均得分按已计分和未填报的单位计算。",
    "Points; the deeper the orange, the larger the share of the full points that was lost. missing counts 0; n/a and not due "
    "are left out of the full points; open is not scored yet. The average is over the units that were scored or sent nothing.",
)
_NOT_THEIRS = Words(
    "“不考核”是该单位所在的组没有这一项；满分因单位组而异的，写从最少到最多。",
    "not assessed: not asked of units of that group; full points that differ between groups are told from the least to the most.",
)
_CODE, _INDICATOR, _OF = Words("编号", "Code"), Words("指标", "Indicator"), Words("满分", "Of")
_AVERAGE, _SHARE = Words("平均得分", "Average"), Words("得分率", "Share")
_SUM, _MOVED = (
    Words("{group} 小计", "{group}: sum"),
    Words("不适用分值按本组得分率计入", "points not applicable, at the group's rate"),
)
_LOW, _HIGH = "F4A261", "FFFFFF"
_FILLS = {"missing": _LOW, "not_applicable": SUBTOTAL_FILL, "not_due": SUBTOTAL_FILL, "open": NOTICE_FILL}
_FIRST = 4
"""The first column of a unit."""
_ON_A_PAGE = 12
"""Units that fit beside each other on a printed page."""


def add_matrix(book: Workbook, dossier: Dossier, lang: Lang) -> None:
    """Add the sheet: indicators down, units across in the order of their places."""
    result = dossier.result
    sheet = book.create_sheet(names.MATRIX.of(lang))
    count = len(result.units)
    page = Page(sheet, [13, 40, 9, *[column_for(u.unit.name.of(lang) for u in result.units)] * count, 11, 11])
    head(page, _TITLE.of(lang, year=dossier.year), result, lang)
    page.say(_LEGEND.of(lang))
    if any(not line.theirs for unit in result.units for line in unit.lines):
        page.say(_NOT_THEIRS.of(lang))
    header = _add_header(page, dossier, lang)
    for group in range(len(result.rules.scheme.groups)):
        _add_group(page, dossier, [u.groups[group] for u in result.units], lang)
    _add_totals(page, dossier, lang)
    sheet.freeze_panes = f"{get_column_letter(_FIRST)}{header + 1}"
    set_page(sheet, lang, result.year.notice, pages_wide=-(-count // _ON_A_PAGE), repeat=f"{header}:{header}")
    if count > _ON_A_PAGE:
        sheet.print_title_cols = "A:C"


def _add_header(page: Page, dossier: Dossier, lang: Lang) -> int:
    units = [u.unit.name for u in dossier.result.units]
    titles = [*(w.of(lang) for w in (_CODE, _INDICATOR, _OF)), *(n.of(lang) for n in units), _AVERAGE.of(lang), _SHARE.of(lang)]
    for column, title in enumerate(titles, start=1):
        page.pen.put(page.row, column, title, HEAD)
    tall = max(lines(t, w - 2) for t, w in zip(titles, page.widths, strict=True))
    page.sheet.row_dimensions[page.row].height = min(HIGHEST, LINE * tall + 6)
    page.row += 1
    return page.row - 1


def _add_group(page: Page, dossier: Dossier, groups: Sequence[GroupResult], lang: Lang) -> None:
    places = dossier.result.rules.scheme.points.places
    points = NUMBER._replace(format=_digits(places))
    for own in zip(*(g.lines for g in groups), strict=True):
        _add_line(page, dossier, own, points, lang)
    group = groups[0].group
    if any(g.moved for g in groups):
        moved = [g.moved.points if g.moved else "" for g in groups]
        _add_row(page, ("", _MOVED.of(lang), ""), moved, points._replace(ink=PALE), ("", ""))
    theirs = [g.points for g in groups if g.declared]
    sums = [g.points if g.declared else overview.NO_GROUP for g in groups]
    share = _share(sum(theirs, NOTHING), sum((g.of for g in groups), NOTHING))
    look = points._replace(bold=True, fill=SUBTOTAL_FILL)
    ends = (_mean(theirs, places), share)
    _add_row(page, ("", _SUM.of(lang, group=group.name.of(lang)), group.points), sums, look, ends)


def _add_line(page: Page, dossier: Dossier, own: Sequence[Line], points: Look, lang: Lang) -> None:
    """One indicator; the colours of its row go from nothing to its own full points."""
    indicator = own[0].indicator
    scheme = dossier.result.rules.scheme
    counted = [x for x in own if x.state not in {*IDLE, "open"}]
    earned = [x.points for x in counted]
    ends = (
        _mean(earned, scheme.points.places),
        _share(sum(earned, NOTHING), sum((x.of for x in counted), NOTHING)),
    )
    words = [_word(x, lang) for x in own]
    values = [word or x.points for word, x in zip(words, own, strict=True)]
    row = page.row
    full = [x.indicator.points for x in own]
    theirs = {p for p in full if p}
    of = theirs.pop() if len(theirs) == 1 else points_range(full)
    _add_row(page, (indicator.id, indicator_name(scheme, indicator).of(lang), of), values, points, ends)
    for column, (line, word) in enumerate(zip(own, words, strict=True), start=_FIRST):
        if word:
            look = TEXT._replace(align="center", fill=_FILLS[line.state])
            page.pen.put(row, column, word, look)
    for most in dict.fromkeys(p for p in full if p):
        scale = ColorScaleRule("num", 0, _LOW, end_type="num", end_value=float(most), end_color=_HIGH)  # type: ignore[no-untyped-call]  # not in the stubs
        page.sheet.conditional_formatting.add(_area(row, [n for n, p in enumerate(full) if p == most]), scale)


def _area(row: int, places: Sequence[int]) -> str:
    """The cells of units in a row, by their places: all of them as one range."""
    if places[-1] - places[0] == len(places) - 1:
        return f"{get_column_letter(_FIRST + places[0])}{row}:{get_column_letter(_FIRST + places[-1])}{row}"
    return " ".join(f"{get_column_letter(_FIRST + place)}{row}" for place in places)


def _add_row(
    page: Page, begin: tuple[str, str, str | Decimal], values: Sequence[str | Decimal], look: Look,
    ends: tuple[str | Decimal, str | Decimal],
) -> None:  # fmt: skip
    name, word = (
        look._replace(align="left", format="General", wrap=True),
        look._replace(align="center", ink=INK if look.bold else PALE),
    )
    for column, value in enumerate(begin, start=1):
        page.pen.put(page.row, column, value, name if column < _FIRST - 1 else look)
    for column, value in enumerate(values, start=_FIRST):
        page.pen.put(page.row, column, value, word if isinstance(value, str) else look)
    last = _FIRST + len(values)
    page.pen.put(page.row, last, ends[0], look)
    page.pen.put(page.row, last + 1, ends[1], look._replace(format="0.0%"))
    page.sheet.row_dimensions[page.row].height = LINE * lines(begin[1], page.widths[1] - 2) + 5
    page.row += 1


def _add_totals(page: Page, dossier: Dossier, lang: Lang) -> None:
    result = dossier.result
    places = result.rules.scheme.points.places
    look = NUMBER._replace(bold=True, format=_digits(places), fill=TOTAL_FILL)
    extras, totals = [u.extra_points for u in result.units], [u.total for u in result.units]
    if any(extras):
        signed = look._replace(bold=False, fill="", format=f"+{_digits(places)};-{_digits(places)};0")
        _add_row(page, ("", overview.EXTRAS.of(lang), ""), extras, signed, (_mean(extras, places), ""))
    full = result.rules.scheme.points.full
    _add_row(page, ("", overview.TOTAL.of(lang), full), totals, look, (_mean(totals, places), ""))
    grades = [overview.grade_text(u, lang) for u in result.units]
    _add_row(page, ("", overview.GRADE.of(lang), ""), grades, look, ("", ""))
    ranks = ["-" if u.rank is None else str(u.rank) for u in result.units]
    _add_row(page, ("", overview.RANK.of(lang), ""), ranks, look, ("", ""))


def _word(line: Line, lang: Lang) -> str:
    """The state of a line that has no points to show; empty for one that has."""
    if not line.theirs:
        return overview.NOT_ASSESSED.of(lang)
    return STATES[line.state].of(lang) if line.state in STATES else ""


def _digits(places: int) -> str:
    return f"0.{'0' * places}" if places else "0"


def _mean(points: Sequence[Decimal], places: int) -> Decimal | str:
    return rounded(Fraction(sum(points, NOTHING)) / len(points), places) if points else ""


def _share(earned: Decimal, of: Decimal) -> Decimal | str:
    return rounded(Fraction(earned) / Fraction(of), 3) if of else ""
