"""A chart's place in a document: its part, the workbook behind it, the frame in the text, and what it says in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from openpyxl import Workbook

from loudi_qa.report.docx.chart import Chart, chart_xml
from loudi_qa.report.docx.text import clean
from loudi_qa.workbook.pack import pack
from loudi_qa.workbook.write import put

if TYPE_CHECKING:
    from docx.package import Package
    from docx.text.paragraph import Paragraph

_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MM = 36000
"""English Metric Units in a millimetre."""
_WIDTH, _BAR, _FRAME, _LEAST, _MOST = 154, 5.6, 26, 46, 195
"""In millimetres; a chart is as high as its bars ask for, and never more than most of a page."""
_CHART_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>
<wp:docPr id="{id}" name=""/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{chart}"><c:chart xmlns:c="{chart}" r:id="{part}"/></a:graphicData></a:graphic>
</wp:inline></w:drawing></w:r>"""


def add_chart(paragraph: Paragraph, chart: Chart, name: str, told: str) -> None:
    """Put a chart into a paragraph; ``told`` says in words what it shows."""
    assert not chart.is_empty  # noqa: S101 -- nobody may find an empty frame
    chart = chart.clean()
    package = paragraph.part.package
    assert package is not None  # noqa: S101 -- the part of a document always has one
    book = _part(package, "/word/embeddings/chart%d.xlsx", _SHEET, pack(_figures(chart)))
    part = _part(package, "/word/charts/chart%d.xml", _CHART, b"")
    part._blob = chart_xml(chart, part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))
    written = _DRAWING.format(
        width=_WIDTH * _MM,
        height=_height(chart) * _MM,
        id=paragraph.part.next_id,
        chart=_CHART_SPACE,
        part=paragraph.part.relate_to(part, RELATIONSHIP_TYPE.CHART),
    )
    run = parse_xml(written)
    for drawn in run.iter("{*}docPr"):
        drawn.set("name", clean(name))
        drawn.set("descr", clean(told))
    paragraph._p.append(run)


def _part(package: Package, pattern: str, kind: str, blob: bytes) -> Part:
    return Part(PackURI(package.next_partname(pattern)), kind, blob, package)


def _height(chart: Chart) -> int:
    return round(min(_MOST, max(_LEAST, _FRAME + _BAR * len(chart.labels))))


def _figures(chart: Chart) -> Workbook:
    """The figures as Word keeps those of its own charts: labels in the first column, a series in each further one."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 -- a new workbook has one
    sheet.title = "Sheet1"
    for row, label in enumerate(chart.labels, start=2):
        put(sheet, row, 1, label)
    for column, (series, values) in enumerate(zip(chart.series, chart.shown, strict=True), start=2):
        put(sheet, 1, column, series.name)
        for row, value in enumerate(values, start=2):
            put(sheet, row, column, value)
    return book
