"""Bars as Word, WPS and LibreOffice draw them themselves: no picture, so that no machine's fonts matter and an office can edit.

The figures stand in the chart as they are shown, and in the small workbook that Word opens for 编辑数据.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from openpyxl.chart import BarChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.chartspace import ChartContainer, ChartSpace
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumFmt,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.plotarea import PlotArea
from openpyxl.chart.series import Series as Drawn
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun, RichTextProperties
from openpyxl.xml.functions import tostring

from loudi_qa.numbers import rounded
from loudi_qa.report.docx import fonts
from loudi_qa.report.docx.text import clean, ems
from loudi_qa.workbook.layout import letters
from loudi_qa.workbook.pack import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

MOST_BARS = 20
"""More bars than this no one reads; what is left out stands in a table or in the workbook of the result."""

BLUE, ORANGE, GREY = "2F6B9E", "D9822B", "B4B4B4"
"""Apart for every eye, and on a grey print: what is reached, what is not, what cannot be told."""
PALETTE = ("2F4B7C", "8FBCE0", "2F8070", "A8D5B5", "B0772F", "F0DDA0", "A5455C", "E7B3BD")
"""For parts of a whole: dark beside light, so that neighbours stay apart without colour."""

_SIZE, _SMALL, _INK, _RULE = 900, 800, "262626", "D9D9D9"
_LABEL = 17
"""Characters of a label beside its bar; the table has the whole name."""
_THIN = 17
"""A part of a stacked bar narrower than one in so many of the longest bar has no room for its figure."""
_FEW = 10
"""Whole things up to this are counted one by one on the axis."""
_DARK = 140
"""A colour less bright than this takes white letters."""
_SAYS = dict.fromkeys(("showLegendKey", "showCatName", "showSerName", "showPercent", "showBubbleSize"), False)
"""What else might stand in a label, and does not."""
_END = "</chartSpace>"
_EXTERNAL = (
    '<externalData xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{}">'
    '<autoUpdate val="0"></autoUpdate></externalData>'
)


class Series(NamedTuple):
    """One colour of a chart: a name for the legend and a value for each bar; None where there is none."""

    name: str
    values: tuple[Decimal | Fraction | None, ...]
    colour: str = BLUE


class Chart(NamedTuple):
    """Bars that lie one under the other; every figure is rounded once, to ``places`` digits, and shown so."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    axis: str
    """What the figures are, with their unit."""
    places: int = 2
    form: Literal["single", "stacked"] = "single"
    """One figure a bar, whose series says what kind it is; or parts that add up."""
    signed: bool = False
    """Whether a figure is a change or a distance, which has a sign."""
    low: int | None = None
    high: int | None = None
    """Where the axis begins and ends, if not where the program likes; zero is always on it."""
    legend: bool = True
    """Whether the names of the series tell the reader anything."""

    @property
    def shown(self) -> tuple[tuple[Decimal | None, ...], ...]:
        """The figures as they stand beside the bars, series by series."""
        return tuple(tuple(None if v is None else rounded(Fraction(v), self.places) for v in s.values) for s in self.series)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: no figure, or none but zeros."""
        return not any(v for s in self.series for v in s.values)

    @property
    def ends(self) -> tuple[Decimal | int, Decimal | int]:
        """How far the bars reach to both sides of zero, or the axis where it is set."""
        stacks = list(zip(*self.shown, strict=True))
        if self.form == "single":
            stacks = [(v,) for stack in stacks for v in stack]
        least = min(sum(v for v in stack if v and v < 0) for stack in stacks)
        most = max(sum(v for v in stack if v and v > 0) for stack in stacks)
        return (least if self.low is None else self.low), (most if self.high is None else self.high)

    def has_room(self, value: Decimal | None) -> bool:
        """Whether a part of a stacked bar is long enough for its figure."""
        least, most = self.ends
        return value is not None and value != 0 and abs(value) * _THIN >= most - least

    def clean(self) -> Chart:
        """The chart with texts that a document can hold and a reader can take in beside a bar."""
        series = tuple(s._replace(name=clean(s.name)) for s in self.series)
        return self._replace(labels=tuple(_short(clean(label)) for label in self.labels), series=series)


def chart_xml(chart: Chart, book: str) -> bytes:
    """The part of a document that is the chart; ``book`` is its relation to the workbook behind it."""
    plot = PlotArea()
    plot.barChart = _bars(chart)
    container = ChartContainer(
        autoTitleDeleted=True,
        plotArea=plot,
        legend=Legend(legendPos="t", overlay=False, txPr=_text()) if chart.legend else None,
        plotVisOnly=True,
        dispBlanksAs="gap",
    )
    blank = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    space = ChartSpace(roundedCorners=False, chart=container, spPr=blank, txPr=_text())
    tree = space.to_tree()
    for form in tree.iter("{*}numFmt"):
        form.set("sourceLinked", "0")
    written = canonical(tostring(tree))
    return written.replace(_END, _EXTERNAL.format(book) + _END).encode()


def _bars(chart: Chart) -> BarChart:
    bars = BarChart(
        barDir="bar",
        grouping="stacked" if chart.form == "stacked" else "clustered",
        varyColors=False,
        gapWidth=55,
        overlap=100,
        ser=list(_series(chart)),
    )
    names, numbers = bars.x_axis, bars.y_axis
    names.delete = numbers.delete = False
    names.axPos, numbers.axPos = "l", "b"
    names.scaling.orientation = "maxMin"  # the first on top
    names.tickLblPos, names.majorTickMark, names.txPr = "low", "none", _text()
    names.graphicalProperties = _line(_INK, 9525)
    numbers.crosses = "max"  # and the scale below all the same
    numbers.majorGridlines = ChartLines(spPr=_line(_RULE, 6350))
    numbers.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    numbers.numFmt, numbers.majorTickMark, numbers.txPr = NumFmt("General"), "none", _text()
    least, most = chart.ends
    numbers.scaling.min, numbers.scaling.max = (0 if least == 0 else chart.low), (0 if most == 0 else chart.high)
    numbers.majorUnit = 20 if (least, most) == (0, 100) else 1 if chart.places == 0 and most - least <= _FEW else None
    numbers.title = _title(chart.axis)
    return bars


def _line(colour: str, width: int) -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(solidFill=colour, w=width))


def _series(chart: Chart) -> Iterator[Drawn]:
    """The series, each with the cells of the workbook behind the chart and the figures that stand in them."""
    last = len(chart.labels) + 1
    names = StrData(len(chart.labels), [StrVal(i, label) for i, label in enumerate(chart.labels)])
    for i, (series, values) in enumerate(zip(chart.series, chart.shown, strict=True)):
        column = letters(i + 1)
        numbers = [NumVal(n, None, f"{v:f}") for n, v in enumerate(values) if v is not None]
        yield Drawn(
            idx=i,
            order=i,
            tx=SeriesLabel(StrRef(f"Sheet1!${column}$1", StrData(1, [StrVal(0, series.name)]))),
            cat=AxDataSource(strRef=StrRef(f"Sheet1!$A$2:$A${last}", names)),
            val=NumDataSource(NumRef(f"Sheet1!${column}$2:${column}${last}", NumData("General", len(values), numbers))),
            spPr=GraphicalProperties(solidFill=series.colour, ln=LineProperties(solidFill="FFFFFF", w=6350)),
            invertIfNegative=False,
            dLbls=_labels(chart, i),
        )


def _labels(chart: Chart, i: int) -> DataLabelList:
    """The figure at the end of its bar, or within its part of one that has room for it."""
    digits = f"0.{'0' * chart.places}" if chart.places else "0"
    form = f"+{digits};-{digits};{digits}" if chart.signed else f"{digits};-{digits};{digits}"
    if chart.form == "single":
        return DataLabelList(numFmt=form, txPr=_text(size=_SMALL), dLblPos="outEnd", **_SAYS, showVal=True)
    ink = "FFFFFF" if _brightness(chart.series[i].colour) < _DARK else _INK
    thin = [DataLabel(n, **_SAYS, showVal=False) for n, value in enumerate(chart.shown[i]) if not chart.has_room(value)]
    return DataLabelList(dLbl=thin, numFmt=form, txPr=_text(ink, _SMALL), dLblPos="ctr", **_SAYS, showVal=True)


def _short(label: str) -> str:
    """A label that leaves room for its bar."""
    if ems(label) <= _LABEL:
        return label
    kept = next(n for n in range(len(label), 0, -1) if ems(label[:n]) <= _LABEL - 1)
    return f"{label[:kept]}…"


def _brightness(colour: str) -> int:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    return (299 * red + 587 * green + 114 * blue) // 1000


def _letters(colour: str, size: int) -> CharacterProperties:
    face = Font(typeface=fonts.HEI.name)
    return CharacterProperties(sz=size, b=False, solidFill=colour, latin=face, ea=face)


def _text(colour: str = _INK, size: int = _SIZE) -> RichText:
    """How letters look, lying as they are read."""
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=_letters(colour, size)), r=[], endParaRPr=CharacterProperties())
    return RichText(bodyPr=RichTextProperties(rot=0), p=[paragraph])


def _title(text: str) -> Title:
    """The title of an axis."""
    run = RegularTextRun(rPr=_letters(_INK, _SIZE), t=text)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=_letters(_INK, _SIZE)), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)
