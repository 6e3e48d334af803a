"""The page that the sections of the analysis write on: numbered headings, tables and charts, and the small words they share."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from loudi_qa.numbers import rounded, show
from loudi_qa.report.docx import look, paper
from loudi_qa.report.docx.chart_part import add_chart
from loudi_qa.report.docx.follows import numeral
from loudi_qa.report.docx.table import Column, add_table
from loudi_qa.report.naming import indicator_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.report.docx.chart import Chart
    from loudi_qa.report.dossier import Dossier
    from loudi_qa.scheme.models import Indicator, Measure

MOST_ROWS = 40
"""More rows than this belong into a workbook."""
MOST_NAMES = 6
MOST_SIDE_BY_SIDE = 8
"""More units than this have no room as columns."""
NOTHING = "—"
"""What stands where there is nothing to say."""


class Page:
    """A paper under way, with what it is written from and how many sections, tables and charts it has."""

    def __init__(self, written: Document, dossier: Dossier) -> None:
        self.written, self.dossier, self.result = written, dossier, dossier.result
        self._sections = self._parts = self._tables = self._charts = 0

    def section(self, title: str) -> None:
        """A heading of the first level with the next number."""
        self._sections, self._parts = self._sections + 1, 0
        paper.add_heading(self.written, f"{numeral(self._sections)}、{title}")

    def part(self, title: str) -> None:
        """A heading of the second level with the next number of its section."""
        self._parts += 1
        paper.add_heading(self.written, f"（{numeral(self._parts)}）{title}", 2)

    def say(self, *sentences: str) -> None:
        """A paragraph of the sentences that there are."""
        text = "".join(sentences)
        if text:
            paper.add_paragraph(self.written, text)

    def note(self, text: str) -> None:
        """What a table or a picture rests on, in smaller print."""
        if text:
            paper.add_note(self.written, text)

    def table(self, title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], rest: str = "") -> None:
        """A table under its number; beyond :data:`MOST_ROWS` its rows are left out, and ``rest`` says where they stand."""
        if not rows:
            return
        self._tables += 1
        add_table(self.written, columns, rows[:MOST_ROWS], f"表{self._tables}　{title}")
        if len(rows) > MOST_ROWS:
            self.note(f"本表列前{MOST_ROWS}行，另有{len(rows) - MOST_ROWS}行未列出{rest or '，全部内容见result.xlsx'}。")

    def chart(self, title: str, chart: Chart, told: str) -> None:
        """A chart over its number; ``told`` says in words what it shows. Without a figure there is none."""
        if chart.is_empty:
            return
        self._charts += 1
        caption = f"图{self._charts}　{title}"
        add_chart(self.written.add_paragraph(style=look.FIGURE), chart, f"图{self._charts}", f"{title}。{told}")
        paper.add_paragraph(self.written, caption, look.FIGURE_CAPTION)

    def measure(self, indicator: Indicator) -> Measure:
        """What an indicator is scored on."""
        return self.result.rules.scheme.measure[indicator.measure]

    def name(self, indicator: Indicator) -> str:
        """What an indicator is called: the name of its measure, and what it is held against where that is not plain."""
        return indicator_name(self.result.rules.scheme, indicator).zh


def percent_text(share: Fraction | None) -> str:
    """A share as percent with one digit, rounded once.

    >>> percent_text(Fraction(2, 3)), percent_text(None)
    ('66.7%', '—')
    """
    return NOTHING if share is None else f"{rounded(100 * share, 1)}%"


def signed(points: Decimal | Fraction, places: int | None = None) -> str:
    """A change or a distance with its sign: with ``places`` rounded to so many digits or to the first that is not 0.

    Points have the digits they have.

    >>> signed(Fraction(-1, 3), 2), signed(Fraction(-1, 500), 2), signed(Fraction(0)), signed(Decimal("1.20"))
    ('-0.33', '-0.002', '0', '+1.20')
    """
    if not points:
        return "0"
    if places is not None:
        while not rounded(Fraction(points), places):
            places += 1
        return f"{rounded(Fraction(points), places):+f}"
    return f"{points:+f}" if isinstance(points, Decimal) else ("+" if points > 0 else "") + show(points)


def listed(names: Sequence[str], most: int = MOST_NAMES, counter: str = "个单位") -> str:
    """Names in a row; of many, the first and how many there are, or without a ``counter`` just that there are more.

    >>> listed(["甲", "乙", "丙"], 2), listed(["甲", "乙", "丙"], 2, "")
    ('甲、乙等3个单位', '甲、乙等')
    """
    shown = "、".join(names[:most])
    return shown if len(names) <= most else f"{shown}等{f'{len(names)}{counter}' if counter else ''}"


def unit_names(units: Sequence[UnitResult], most: int = MOST_NAMES) -> str:
    """Units by name."""
    return listed([u.unit.name.zh for u in units], most)
