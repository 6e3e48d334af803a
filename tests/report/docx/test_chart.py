"""Charts of a Word paper: drawn by the program that opens them, editable, readable without colour and without eyes."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from openpyxl.chart.bar_chart import BarChart
from openpyxl.chart.chartspace import ChartSpace
from openpyxl.xml.functions import fromstring
from tests.report.docx.papers import part

from loudi_qa.report.docx.chart import BLUE, ORANGE, PALETTE, Chart, Series
from loudi_qa.report.docx.chart_part import add_chart
from loudi_qa.report.docx.save import save
from loudi_qa.report.docx.style import new_paper

CHART = "word/charts/chart1.xml"
LABELS = ("甲区", "=HYPERLINK(x)", "一个名字长得在图上放不下、只有表里才写全的单位")
PARTS = Chart(
    LABELS,
    (
        Series("产品", (Decimal("20.00"), Decimal("17.14"), Fraction(1, 3))),
        Series("<工程>", (Decimal("9.00"), None, Decimal("30.00")), ORANGE),
    ),
    "得分（分）",
    form="stacked",
    low=0,
    high=100,
)


def drawn(*charts: Chart, told: str = "甲区高") -> bytes:
    paper = new_paper("图")
    for i, chart in enumerate(charts, start=1):
        add_chart(paper.add_paragraph(), chart, f"图{i}", told)
    return save(paper)


def bars(data: bytes, name: str = CHART) -> Any:
    """The bars as a strict reader has them: what the format does not know is an error there."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        tree: Any = fromstring(parts.read(name))
    for element in list(tree):
        if element.tag.endswith("externalData"):
            tree.remove(element)  # its one attribute has a prefix that the reader does not take
    space: Any = ChartSpace.from_tree(tree)
    (chart,) = space.chart.plotArea._charts
    assert isinstance(chart, BarChart)
    return chart


def test_a_chart_holds_its_names_and_figures_rounded_once() -> None:
    chart = bars(drawn(PARTS))
    figures = {s.tx.strRef.strCache.pt[0].v: {p.idx: p.v for p in s.val.numRef.numCache.pt} for s in chart.ser}
    assert figures == {"产品": {0: 20, 1: 17.14, 2: 0.33}, "<工程>": {0: 9, 2: 30}}
    names = [p.v for p in chart.ser[0].cat.strRef.strCache.pt]
    assert names[:2] == ["甲区", "=HYPERLINK(x)"]
    assert names[2].endswith("…"), "a name longer than the chart would leave no room for the bars"


def test_the_workbook_behind_it_has_the_same_figures_so_that_word_can_edit_them() -> None:
    data = drawn(PARTS)
    with zipfile.ZipFile(BytesIO(data)) as parts:
        relations = ET.fromstring(parts.read("word/charts/_rels/chart1.xml.rels"))  # noqa: S314 -- our own file
        target = relations[0].attrib["Target"].removeprefix("../")
        sheet = load_workbook(BytesIO(parts.read(f"word/{target}"))).active
        external = ET.fromstring(parts.read(CHART)).find("{*}externalData")  # noqa: S314
    assert sheet is not None
    assert [[c.value for c in row] for row in sheet.iter_rows(max_row=3)] == [
        [None, "产品", "<工程>"],
        ["甲区", 20, 9],
        ["=HYPERLINK(x)", 17.14, None],
    ]
    assert sheet["A3"].data_type == "s", "a name is no formula"
    assert external is not None
    assert relations[0].attrib["Id"] in external.attrib.values()
    refs = [(s.tx.strRef.f, s.cat.strRef.f, s.val.numRef.f) for s in bars(data).ser]
    assert refs == [
        ("Sheet1!$B$1", "Sheet1!$A$2:$A$4", "Sheet1!$B$2:$B$4"),
        ("Sheet1!$C$1", "Sheet1!$A$2:$A$4", "Sheet1!$C$2:$C$4"),
    ]


def test_axes_are_shown_and_zero_is_on_the_scale() -> None:
    """New Excel and Word hide an axis that does not say it is there; LibreOffice begins a scale at the smallest bar."""
    falling = Chart(("甲", "乙"), (Series("", (Decimal("-98.5"), Decimal("-98.6"))),), "变动", signed=True)
    for chart in (bars(drawn(PARTS)), bars(drawn(falling))):
        assert chart.x_axis.delete is False
        assert chart.y_axis.delete is False
    assert bars(drawn(falling)).y_axis.scaling.max == 0
    rising = Chart(("甲",), (Series("", (Decimal(98),)),), "比率")
    assert bars(drawn(rising)).y_axis.scaling.min == 0


def test_figures_stand_beside_the_bars_so_that_colour_is_never_alone() -> None:
    signed = Chart(
        ("甲", "乙"), (Series("高", (Decimal(1), None), BLUE), Series("低", (None, Decimal(-1)), ORANGE)), "差", signed=True
    )
    for series in bars(drawn(signed)).ser:
        assert series.dLbls.showVal
        assert series.dLbls.numFmt == "+0.00;-0.00;0.00"
    thin = bars(drawn(PARTS)).ser[0].dLbls.dLbl
    assert [label.idx for label in thin] == [2], "a third of a point has no room for its figure, the rest has"


def test_neighbours_in_a_stack_differ_in_brightness() -> None:
    """A grey print must still tell them apart."""

    def brightness(colour: str) -> float:
        return sum(weight * int(colour[i : i + 2], 16) for i, weight in ((0, 0.299), (2, 0.587), (4, 0.114)))

    for one, other in pairwise(PALETTE):
        assert abs(brightness(one) - brightness(other)) > 35, (one, other)


def test_a_chart_says_what_it_shows_to_who_does_not_see_it() -> None:
    data = drawn(PARTS, PARTS, told='甲区"高"\x00<于>乙县')
    properties = [e for e in part(data, "word/document.xml").iter() if e.tag.endswith("docPr")]
    assert [e.attrib["descr"] for e in properties] == ['甲区"高"<于>乙县'] * 2
    assert [e.attrib["name"] for e in properties] == ["图1", "图2"]
    assert len({e.attrib["id"] for e in properties}) == 2, "Word takes a file with a number twice for a damaged one"


def test_every_part_has_its_kind_told() -> None:
    """A part without its content type makes Word repair the file."""
    data = drawn(PARTS, PARTS)
    told = {e.attrib.get("PartName", e.attrib.get("Extension")) for e in part(data, "[Content_Types].xml")}
    with zipfile.ZipFile(BytesIO(data)) as parts:
        names = {f"/{n}" for n in parts.namelist() if n != "[Content_Types].xml"}
    assert {n for n in names if n not in told and n.rsplit(".", 1)[-1] not in told} == set()
    assert {"/word/charts/chart1.xml", "/word/charts/chart2.xml", "/word/embeddings/chart1.xlsx"} <= names


@pytest.mark.parametrize("values", [(None, None, None), (Decimal(0), Decimal("0.00"), None)])
def test_nothing_to_draw_is_known_before_it_is_drawn(values: tuple[Decimal | None, ...]) -> None:
    empty = Chart(LABELS, (Series("产品", values),), "得分")
    assert empty.is_empty
    with pytest.raises(AssertionError):
        drawn(empty)


def test_the_same_chart_is_the_same_bytes() -> None:
    assert drawn(PARTS) == drawn(PARTS)


AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr "
    "crossAx crosses crossesAt"
)
ORDER = {
    "chartSpace": "roundedCorners chart spPr txPr externalData",
    "chart": "autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "plotArea": "barChart catAx valAx",
    "barChart": "barDir grouping varyColors ser gapWidth overlap axId",
    "ser": "idx order tx spPr invertIfNegative dLbls cat val",
    "dLbls": "dLbl numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize",
    "dLbl": "idx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize",
    "catAx": f"{AXIS} auto lblAlgn lblOffset noMultiLvlLbl",
    "valAx": f"{AXIS} crossBetween majorUnit minorUnit",
    "scaling": "orientation max min",
    "legend": "legendPos overlay spPr txPr",
}
"""What may stand in what, in the order of ECMA-376: Word refuses a chart whose parts stand in another one."""


def test_the_parts_of_a_chart_stand_in_the_order_that_word_insists_on() -> None:
    for chart in (PARTS, Chart(("甲",), (Series("产品", (Decimal(1),)),), "个", places=0, signed=True)):
        for element in part(drawn(chart), CHART).iter():
            kind = element.tag.partition("}")[2]
            if kind in ORDER and "/chart}" in element.tag:
                asked, found = ORDER[kind].split(), [child.tag.partition("}")[2] for child in element]
                assert found == sorted(found, key=asked.index), kind
