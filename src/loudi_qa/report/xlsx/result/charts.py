"""Native charts: bars that lie, the first row on top, in colours that a colour-blind reader tells apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import NumFmt
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun, RichTextProperties

from loudi_qa.report.xlsx.looks import FACE, INK, PALE
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

MOST_BARS = 30
"""Rows that a chart shows; more than these no one tells apart."""
FIRST_ONLY = Words("{title}（前 {n} 个）", "{title} (first {n})")
COLOURS = ("0072B2", "E69F00", "009E73", "CC79A7", "56B4E9", "D55E00", "F0E442", "8C8C8C", "004D80", "8A5F00")
"""After Okabe and Ito, with a grey and two darker shades for more series; then from the first again."""
NOW, BEFORE, MISSED = "0072B2", "B9C4CE", "C9D1D9"


_MOST_ROWS = 30
"""Rows of the usual height that fit on a printed page."""
_MARGIN = 38100
"""Three points above a chart, so that its frame does not fall on the edge of a printed page."""


class Frame(NamedTuple):
    """The columns and rows that a chart covers, from 1; so it is as wide as they are in every program."""

    left: int
    top: int
    right: int
    bottom: int


class Bars(NamedTuple):
    """A chart of rows of a sheet: what it is called, what its bars are and what their length means."""

    title: str
    rows: str
    length: str
    names: int
    """The column with the names of the rows."""
    series: Sequence[int]
    """The columns with the lengths; their titles stand in the header row."""
    colours: Sequence[str] = COLOURS
    stacked: bool = False
    most: int | None = None
    """Where the scale ends."""
    labels: str = ""
    """The number format of labels on the bars; none without it."""


def add_bars(sheet: Worksheet, bars: Bars, header: int, last: int, frame: Frame) -> None:
    """Put a chart of the rows below a header on a sheet."""
    chart = BarChart()
    chart.type, chart.grouping = "bar", "stacked" if bars.stacked else "clustered"
    chart.overlap, chart.gapWidth = 100 if bars.stacked else 0, 45
    for i, column in enumerate(bars.series):
        chart.add_data(Reference(sheet, min_col=column, min_row=header, max_row=last), titles_from_data=True)
        shape = chart.series[i].graphicalProperties
        shape.solidFill = bars.colours[i % len(bars.colours)]
        shape.line.solidFill = "FFFFFF"
    chart.set_categories(Reference(sheet, min_col=bars.names, min_row=header + 1, max_row=last))
    chart.title, chart.roundedCorners = _title(bars.title, 1200, bold=True), False
    chart.legend.position = "b"
    chart.legend.txPr = _text(900)
    if len(bars.series) == 1:
        chart.legend = None
    _set_axes(chart, bars)
    if bars.labels:
        chart.dataLabels = DataLabelList(numFmt=bars.labels, showVal=True, txPr=_text(800))
        for off in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(chart.dataLabels, off, False)
    chart.anchor = TwoCellAnchor(  # type: ignore[assignment]  # takes either, says the library
        editAs="oneCell",
        _from=AnchorMarker(col=frame.left - 1, row=frame.top - 1, rowOff=_MARGIN),
        to=AnchorMarker(col=frame.right, row=frame.bottom),
    )
    sheet.add_chart(chart)


def _set_axes(chart: BarChart, bars: Bars) -> None:
    rows, length = chart.x_axis, chart.y_axis
    rows.tickLblSkip = 1  # every bar is named
    for axis, title in ((rows, bars.rows), (length, bars.length)):
        axis.delete = False  # without it new versions of Excel hide the axis
        axis.title, axis.txPr = _title(title, 900, bold=False), _text(900)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill="8C96A0"))
    rows.scaling.orientation, length.crosses = "maxMin", "max"  # the first row on top, and the scale below all the same
    rows.majorTickMark, length.majorTickMark = "none", "out"
    length.numFmt = NumFmt(formatCode="0", sourceLinked=False)
    length.majorGridlines = ChartLines(GraphicalProperties(ln=LineProperties(solidFill="E1E5EA")))
    if bars.most is not None:
        length.scaling.min, length.scaling.max, length.majorUnit = 0, bars.most, bars.most / 5


def rows_of(bars: int, each: float = 1.5) -> int:
    """How many rows of the usual height a chart of so many bars takes; title, scale and legend take the rest."""
    return min(_MOST_ROWS, max(13, round(6 + each * bars)))


def _characters(size: int, *, bold: bool, ink: str) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=ink, latin=Font(typeface=FACE), ea=Font(typeface=FACE))


def _text(size: int) -> RichText:
    own = ParagraphProperties(defRPr=_characters(size, bold=False, ink=PALE))
    return RichText(bodyPr=RichTextProperties(), p=[Paragraph(pPr=own, endParaRPr=CharacterProperties())])


def _title(text: str, size: int, *, bold: bool) -> Title:
    look = _characters(size, bold=bold, ink=INK if bold else PALE)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=text)])
    return Title(tx=Text(rich=RichText(bodyPr=RichTextProperties(), p=[paragraph])), overlay=False, layout=Layout(ManualLayout()))
