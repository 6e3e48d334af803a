"""The workbook of the result: its sheets, what stands on them, that it prints, and that no name, number or grade breaks it."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from tests.assess.drawn import CELL, RULES, changed, good_year, incident

from loudi_qa.assess.result import IDLE
from loudi_qa.assess.score import assess
from loudi_qa.report import heading
from loudi_qa.report.dossier import Dossier
from loudi_qa.report.xlsx.result.matrix import STATES
from loudi_qa.report.xlsx.result.names import LONGEST, unit_sheets
from loudi_qa.report.xlsx.result.result import result_workbook
from loudi_qa.scheme.terms import Text
from loudi_qa.submission.year import Entry, Figure, Given
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.submission.year import Year
    from loudi_qa.words import Lang

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    "../x",
    "县" * 40,
    "县" * 40 + "二",
    "总表",
    "History",
    "a'b\"c&d",
)
CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


def year_of(names: Sequence[str], **values: Decimal | str) -> Year:
    """A year of units by these names, each a little worse than the one before it."""
    pattern = good_year(**values)
    one = next(iter(pattern.entries.values()))
    entries = {n: one | {"B1": Entry(Given(Decimal(90) - i % 20, CELL))} for i, n in enumerate(names)}
    quotas, previous = (
        {(n, code): Figure(value, CELL) for n in names} for code, value in (("C1", Decimal(6)), ("Y1", Decimal(50)))
    )
    return pattern._replace(entries=entries, quotas=quotas, previous=previous)


def dossier_with(names: Sequence[str], year: Year | None = None, vetoed: Iterable[str] = ()) -> Dossier:
    """The small scheme with units of these names."""
    units = tuple(changed(RULES.mandate.units[0], name=Text(zh=n, en=n), aliases=()) for n in names)
    rules = RULES._replace(mandate=changed(RULES.mandate, units=units))
    own = (year or year_of(names))._replace(incidents=tuple(incident(n) for n in vetoed))
    return Dossier(assess(rules, own), rules.mandate.papers)


def opened(dossier: Dossier, lang: Lang = "zh") -> Workbook:
    return load_workbook(BytesIO(result_workbook(dossier, lang)))


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def margins(sheet: Worksheet) -> tuple[str, str, str]:
    """What is printed above, and below at the left and at the right."""
    header: Any = sheet.oddHeader
    footer: Any = sheet.oddFooter
    return header.center.text or "", footer.left.text or "", footer.right.text or ""


def charts(data: bytes) -> Iterator[ET.Element]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if re.fullmatch(r"xl/charts/chart\d+\.xml", name):
                yield ET.fromstring(package.read(name))  # noqa: S314 -- our own


@pytest.fixture(scope="module")
def written(dossier: Dossier) -> bytes:
    return result_workbook(dossier, "zh")


@pytest.fixture(scope="module")
def book(written: bytes) -> Workbook:
    return load_workbook(BytesIO(written))


@pytest.fixture(scope="module")
def english(dossier: Dossier) -> Workbook:
    return opened(dossier, "en")


def test_the_sheets_stand_in_the_order_in_which_they_are_read(book: Workbook, english: Workbook) -> None:
    units = ["娄星区", "娄底经开区", "双峰县", "涟源市", "冷水江市", "万宝新区", "新化县"]
    assert book.sheetnames == ["总表", "矩阵", "失分", "试算", "对照值", "选项", "问题", *units]
    assert english.sheetnames[:7] == ["Ranking", "Matrix", "Lost points", "Try it", "Benchmarks", "Choices", "Findings"]
    assert english.sheetnames[7] == "Louxing District"
    assert [s.title for s in book.worksheets if s.sheet_state != "visible"] == ["选项"]


def test_the_first_sheet_gives_place_total_grade_and_points_by_group_as_numbers(book: Workbook, dossier: Dossier) -> None:
    sheet = book["总表"]
    header = next(r for r in range(1, 30) if sheet.cell(r, 1).value == "位次")
    for row, unit in enumerate(dossier.result.units, start=header + 1):
        values = [sheet.cell(row, c).value for c in range(1, 12)]
        assert values[:2] == [unit.rank, unit.unit.name.zh]
        assert [Decimal(str(v)) for v in (values[2], *values[4:11])] == [unit.total, *(g.points for g in unit.groups)]
    assert sheet.cell(header + 7, 4).value == "D*(C)", "a grade that a veto set has a star"
    assert not [t for t in texts(sheet) if t.startswith("=")], "the result stands as values"


def test_the_first_sheet_says_what_the_result_rests_on(book: Workbook, dossier: Dossier) -> None:
    assert set(heading.lines(dossier.result, "zh")) <= set(texts(book["总表"]))


def test_a_name_leads_to_the_card_of_the_unit(book: Workbook) -> None:
    links = {cell.value: str(cell.hyperlink.location) for row in book["总表"].iter_rows() for cell in row if cell.hyperlink}
    assert links["双峰县"] == "'双峰县'!A1"
    assert len(links) == 7
    assert all(link.split("'")[1] in book.sheetnames for link in links.values())


def test_every_cell_of_the_matrix_is_a_number_or_a_state_in_words(book: Workbook, dossier: Dossier) -> None:
    """Told apart by colour alone, 不适用 and 0 would be one for a reader who prints in grey."""
    sheet = book["矩阵"]
    rows = {str(sheet.cell(r, 1).value): r for r in range(1, sheet.max_row + 1)}
    for column, unit in enumerate(dossier.result.units, start=4):
        for line in unit.lines:
            value = sheet.cell(rows[line.indicator.id], column).value
            if line.state == "scored":
                assert Decimal(str(value)) == line.points
            else:
                assert value == STATES[line.state].zh


def test_a_card_has_every_line_of_its_unit_and_no_other_unit(book: Workbook, dossier: Dossier) -> None:
    for unit in dossier.result.units:
        said = texts(book[unit.unit.name.zh])
        assert {line.indicator.id for line in unit.lines} <= set(said)
        others = {u.unit.name.zh for u in dossier.result.units} - {unit.unit.name.zh}
        assert not others & set(said)


def test_what_each_line_lost_stands_on_the_card(book: Workbook, dossier: Dossier) -> None:
    unit = dossier.result.units[-1]
    sheet = book[unit.unit.name.zh]
    rows = {str(sheet.cell(r, 1).value): r for r in range(1, sheet.max_row + 1)}
    lost = {i: Decimal(str(sheet.cell(row, 5).value)) for i, row in rows.items() if i in {x.indicator.id for x in unit.lines}}
    assert lost == {x.indicator.id: x.lost for x in unit.lines}


def test_the_lost_points_of_all_departments_add_up(book: Workbook, dossier: Dossier) -> None:
    sheet = book["失分"]
    last = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == "合计")
    units = dossier.result.units
    assert Decimal(str(sheet.cell(last, 2).value)) == sum(x.points for u in units for x in u.lost)
    assert [Decimal(str(sheet.cell(last, 5 + i).value)) for i in range(7)] == [sum(x.points for x in u.lost) for u in units]


def test_every_finding_stands_on_its_sheet(book: Workbook, dossier: Dossier) -> None:
    said = texts(book["问题"])
    assert {f.message("zh") for f in dossier.result.findings} <= set(said)


def test_the_trial_says_what_it_is_and_how_its_points_are_rounded(book: Workbook, english: Workbook) -> None:
    for sheet, words in (
        (book["试算"], ("不是结果", "总表", "ROUND(…,12)")),
        (english["Try it"], ("never the result", "Ranking", "ROUND")),
    ):
        above = " ".join(str(sheet.cell(r, 1).value) for r in range(1, 8))
        assert all(word in above for word in words)


def test_every_point_of_the_trial_is_a_formula_beside_the_value_of_the_program(book: Workbook, dossier: Dossier) -> None:
    rows = [row for row in book["试算"].iter_rows(min_col=1, max_col=13) if str(row[12].value).startswith("=")]
    assert len(rows) == 7 * (3 + 7 + 7 + 77 + 7), "total, grade, place; extras; groups; indicators; moved points"
    assert all(str(row[10].value).startswith("=") for row in rows)
    assert not any(str(row[11].value).startswith("=") for row in rows)


def test_nothing_is_locked(book: Workbook) -> None:
    assert not any(s.protection.sheet for s in book.worksheets)


def test_every_sheet_prints_on_a4_with_its_name_a_page_number_and_what_the_data_are(book: Workbook, dossier: Dossier) -> None:
    for sheet in (s for s in book.worksheets if s.sheet_state == "visible"):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == ("landscape", 9, 1)
        assert margins(sheet) == (dossier.result.year.notice, "&A", "第 &P 页 / 共 &N 页")
        assert any("示例数据" in t for t in texts(sheet)[:3]), f"{sheet.title} does not say that its data are a sample"
        assert any("依据设定" in t for t in texts(sheet)[:8]), f"{sheet.title} does not say that points are assumed"


def test_charts_have_titles_axes_and_something_to_show(written: bytes) -> None:
    found = [*charts(written)]
    assert len(found) == 2 + 1 + 7, "points by group and totals, lost points, a card each"
    space = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    for chart in found:
        assert chart.findall(f".//{space}ser")
        assert len(chart.findall(f".//{space}title")) == 3
        assert {e.get("val") for e in chart.findall(f".//{space}delete")} == {"0"}, "new versions of Excel would hide the axes"


def test_without_last_year_nothing_speaks_of_it(bare_dossier: Dossier) -> None:
    data = result_workbook(bare_dossier, "zh")
    assert "上年总分" not in texts(load_workbook(BytesIO(data))["总表"])
    assert len([*charts(data)]) == 1 + 1 + 7


def test_english_has_no_chinese_but_what_the_data_and_the_rules_say(dossier: Dossier) -> None:
    """What is ours is English; a cell, a clause, an answer or a unit of measure stays as it is written there."""
    book = opened(dossier_with(["Jia", "Yi"], vetoed=["Jia", "Jia"]), "en")
    scheme = RULES.scheme
    theirs = {a for m in scheme.measures for a in (*(m.answers or ()), *m.na, m.unit or "")} | {e.unit for e in scheme.extras}
    theirs |= {i.clause or "" for i in scheme.indicators} | {scheme.source.document, "食品", "通报", "设定"}
    theirs |= {s.name for s in layout.SHEETS} | {d.name.en for d in RULES.mandate.departments}
    words = sorted((t for t in theirs if CHINESE.search(t)), key=len, reverse=True)
    for sheet in book.worksheets:
        prompts = [v.prompt or "" for v in sheet.data_validations.dataValidation]
        for text in [*texts(sheet), *margins(sheet), *prompts]:
            rest = text
            for word in words:
                rest = rest.replace(word, "")
            assert not CHINESE.search(rest), f"{sheet.title}: {text}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_name_of_a_unit_breaks_the_workbook(lang: Lang) -> None:
    book = opened(dossier_with(HOSTILE, vetoed=HOSTILE[:2]), lang)
    assert len(set(map(str.casefold, book.sheetnames))) == len(book.sheetnames)
    assert all(len(n) <= LONGEST and not set(n) & set("[]:*?/\\'") for n in book.sheetnames)
    names = {t for sheet in book.worksheets for t in texts(sheet)} & set(HOSTILE)
    assert names == set(HOSTILE), "a name is shown as it is written"
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.value not in HOSTILE or cell.data_type == "s", "a name is a text, never a formula"


def test_sheets_of_units_have_names_that_excel_takes_and_that_differ() -> None:
    found = unit_sheets(HOSTILE, "zh")
    assert found == [
        "script alert 1 script",
        "HYPERLINK http x",
        "x",
        "县" * 31,
        "县" * 29 + " 2",
        "总表 2",
        "History 2",
        "a b c d",
    ]
    assert unit_sheets(["X", "x", "𠀀" * 20], "en") == ["X", "x 2", "𠀀" * 15], "Excel counts a rare character as two"


@pytest.mark.parametrize("vetoed", [(), ("甲县",)])
def test_one_unit_is_enough(vetoed: tuple[str, ...]) -> None:
    data = result_workbook(dossier_with(["甲县"], year_of(["甲县"], L1=Decimal(5)), vetoed), "zh")
    assert load_workbook(BytesIO(data)).sheetnames[-1] == "甲县"
    assert len([*charts(data)]) == 3


def test_all_units_may_be_vetoed() -> None:
    names = ["甲县", "乙县", "丙县"]
    sheet = opened(dossier_with(names, vetoed=names))["总表"]
    assert sum(t.startswith("D*") for t in texts(sheet)) == 3


def test_where_nothing_was_lost_the_sheet_says_so_and_has_no_chart() -> None:
    data = result_workbook(dossier_with(["甲县"]), "zh")
    sheet = load_workbook(BytesIO(data))["失分"]
    assert "没有失分。" in texts(sheet)
    assert len([*charts(data)]) == 2


def test_where_nothing_was_earned_there_is_no_empty_chart() -> None:
    names = ["甲县", "乙县"]
    silent = year_of(names)._replace(entries={n: {} for n in names})
    data = result_workbook(dossier_with(names, silent), "zh")
    for chart in charts(data):
        titles = "".join(t.text or "" for t in chart.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t"))
        assert "各组得分（" not in titles


def test_two_hundred_units_have_one_sheet_of_lines_and_a_chart_of_the_first_thirty() -> None:
    names = [f"第{i}县" for i in range(200)]
    dossier = dossier_with(names)
    data = result_workbook(dossier, "zh")
    book = load_workbook(BytesIO(data))
    assert book.sheetnames[-1] == "逐项"
    lines = book["逐项"]
    idle = sum(line.state in IDLE for u in dossier.result.units for line in u.lines)
    assert lines.auto_filter.ref.endswith(str(lines.max_row))
    assert lines.max_row > 200 * 8 - idle
    assert book["矩阵"].freeze_panes is not None
    assert book["矩阵"].page_setup.fitToWidth == 17, "the units stand on several pages, with the indicators on each"
    assert "前 30 个" in "".join(t for chart in charts(data) for t in chart.itertext())


def test_what_has_more_digits_than_a_spreadsheet_keeps_stays_a_value_and_says_why() -> None:
    names = ["甲县", "乙县"]
    year = year_of(names, R1=Decimal("97.12345678901"))
    sheet = opened(dossier_with(names, year))["试算"]
    rows = [row for row in sheet.iter_rows(min_col=1, max_col=13) if row[2].value == "R1-2020"]
    for row in rows:
        assert "多于电子表格能保留的位数" in str(row[7].value)
        assert row[10].data_type == "n"
        assert row[10].value == row[11].value
    others = [row for row in sheet.iter_rows(min_col=1, max_col=13) if row[2].value == "C1-quota"]
    assert all(str(row[10].value).startswith("=ROUND(") for row in others)
