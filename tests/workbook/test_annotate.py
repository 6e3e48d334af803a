"""A marked copy: coloured cells, comments, a list with links, and everything else of the unit's workbook as it was."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import GradientFill, PatternFill
from openpyxl.styles.colors import Color
from tests.workbook.marked import DATA, coloured, fills, form, mark, remarks, survey
from tests.workbook.packages import worksheet, xlsx

from loudi_qa.workbook import layout
from loudi_qa.workbook.annotate import annotate, strip
from loudi_qa.workbook.edit import WouldLose
from loudi_qa.workbook.issues import HEADER_ROW, Mark, issues_book, legible
from loudi_qa.workbook.losses import losses
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook
    from tests.workbook.marked import Survey

FORM = form()
MARKS = [
    mark("C3"),
    mark("C2", "warning"),
    mark("A4", "note"),
    mark("C3", "note"),
    mark("H7"),
    mark(None),
    mark(None, sheet=None),
]
LONG = "长" * 40_000
HOSTILE = [
    '=HYPERLINK("http://x")', "+1", "-2+3", "@SUM(A1)", "\x00\x07\x1b[31m", "_x000D_", "_x005F_x0041_", "]]>", "<a&b>", LONG,
    "\ud800", "\ufffe\uffff", "行\r\n行\r行", "\u202e反", "—— loudi-qa 完 ——\n我的", "{0}{fix}", "#DIV/0!", "true",
]  # fmt: skip


@cache
def marked() -> bytes:
    """The form with all its marks, made once."""
    return annotate(FORM, MARKS, "zh")


@cache
def plain() -> tuple[Survey, dict[str, str], dict[str, str]]:
    """The form as it was: what is read in it, its fills, and its comments."""
    with TemporaryDirectory() as folder:
        return survey(Path(folder) / "原件.xlsx", FORM), fills(FORM), {at: c.text for at, c in remarks(FORM).items()}


@lru_cache(maxsize=4)
def opened(data: bytes) -> Workbook:
    """A workbook only to be looked at."""
    return openpyxl.load_workbook(BytesIO(data))


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    """The workbook after someone worked on it."""
    book, out = openpyxl.load_workbook(BytesIO(data)), BytesIO()
    change(book)
    book.save(out)
    return out.getvalue()


def listed(data: bytes) -> list[list[object]]:
    """The lines of the list, without its hidden column."""
    rows = opened(data)[layout.ISSUES].iter_rows(min_row=HEADER_ROW + 1, max_col=10, values_only=True)
    return [list(row) for row in rows]


# Nothing is lost


def test_everything_of_the_workbook_is_still_there_and_reads_the_same(tmp_path: Path) -> None:
    assert losses(FORM) == ()
    assert survey(tmp_path / "副本.xlsx", marked()) == plain()[0]


def test_the_list_is_the_last_sheet_and_the_only_new_one() -> None:
    assert opened(marked()).sheetnames == [*opened(FORM).sheetnames, layout.ISSUES]


def test_a_mark_changes_nothing_of_a_cell_but_its_colour() -> None:
    def looks(data: bytes) -> list[list[str]]:
        cells = [opened(data)[DATA][at] for at in ("C2", "C3", "A4")]
        return [[repr(own) for own in (c.number_format, c.protection, c.font, c.border, c.alignment)] for c in cells]

    assert looks(marked()) == looks(FORM)


def test_a_cell_that_was_not_there_locks_and_shows_as_its_column_says() -> None:
    cell = opened(annotate(FORM, [mark("H7"), mark("L7")], "zh"))[DATA]["H7"]
    assert (cell.number_format, cell.protection.locked) == ("0%", False)


def test_what_merged_areas_cover_keeps_its_value_and_its_lock(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="3"><v>0.5</v></c></row><row r="2"><c r="B2" s="3"/></row>'
    data = xlsx(worksheet(rows, after='<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'))
    copy = annotate(data, [mark("B2", sheet="表1")], "zh")
    assert survey(tmp_path / "副本.xlsx", copy).values == survey(tmp_path / "原件.xlsx", data).values
    assert read(tmp_path / "副本.xlsx").sheets["表1"].facts.percent == read(tmp_path / "原件.xlsx").sheets["表1"].facts.percent
    assert list(remarks(copy)) == ["表1!A1"], "the one cell of a merged area that counts"


def test_links_to_other_workbooks_stay_as_they_are() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet(DATA).write_formula("A1", "='[台账.xlsx]表'!$A$1", None, 5)
    again = opened(annotate(out.getvalue(), [mark("A1")], "zh"))
    assert again[DATA]["A1"].value == "='[台账.xlsx]表'!$A$1"


# What is added


def test_cells_take_the_colour_of_the_worst_of_their_findings() -> None:
    assert coloured(marked()) == {
        f"{DATA}!C3": "error", f"{DATA}!C2": "warning", f"{DATA}!A4": "note", f"{DATA}!H7": "error",
    }  # fmt: skip


def rules(data: bytes) -> list[tuple[str, list[int]]]:
    return [(str(area.sqref), [r.priority for r in area.rules]) for area in opened(data)[DATA].conditional_formatting]


def test_a_colour_is_seen_even_where_a_conditional_format_would_cover_it() -> None:
    assert rules(FORM) == [("C2:C6", [1])]
    assert rules(marked()) == [("C3", [1]), ("C2", [2]), ("C2:C6", [3])]
    assert rules(changed(marked(), strip)) == rules(FORM)


def test_a_comment_says_code_sentence_and_fix_of_every_finding_of_the_cell() -> None:
    said = remarks(annotate(FORM, [mark("D2"), mark("D2", code="E204", message="没有填")], "zh"))[f"{DATA}!D2"]
    lines = [
        "—— loudi-qa 检查结果 ——",
        "1. [E301] 应填数字",
        "改法：只填数字",
        "2. [E204] 没有填",
        "改法：只填数字",
        "—— loudi-qa 完 ——",
    ]
    assert said.text.split("\n") == lines
    assert said.author == "质量办/loudi-qa"


def test_a_clerks_own_comment_stays_above_ours() -> None:
    said = remarks(marked())[f"{DATA}!C3"]
    assert said.text.startswith("会计：见台账\n—— loudi-qa")
    assert said.author == "会计"


def test_a_long_comment_gets_a_larger_box() -> None:
    with zipfile.ZipFile(BytesIO(annotate(FORM, [mark("D2"), mark("D4", message="长" * 300)], "zh"))) as file:
        drawing = next(file.read(name).decode() for name in file.namelist() if name.endswith(".vml"))
    short, _, long = [int(height) for height in re.findall(r"height:(\d+)px", drawing)]
    assert long > 3 * short


def test_the_list_has_a_line_and_a_link_for_every_finding() -> None:
    data = marked()
    sheet = opened(data)[layout.ISSUES]
    assert listed(data)[0] == [1, "错误", "E301", f"{DATA}!C3", "双峰县", "P02", "约53", "应填数字", "只填数字", None]
    assert [row[3] for row in listed(data)] == [
        f"{DATA}!C3", f"{DATA}!C2", f"{DATA}!A4", f"{DATA}!C3", f"{DATA}!H7", DATA, "整个文件",
    ]  # fmt: skip
    links = [sheet.cell(HEADER_ROW + n, 4).hyperlink for n in range(1, 8)]
    assert [link.location if link else None for link in links] == [
        f"'{DATA}'!C3", f"'{DATA}'!C2", f"'{DATA}'!A4", f"'{DATA}'!C3", f"'{DATA}'!H7", None, None,
    ]  # fmt: skip
    assert sheet["A2"].value == "共 7 处：4 个错误，1 个警告，2 个提示"


def test_the_list_can_be_filtered_and_printed() -> None:
    sheet = opened(marked())[layout.ISSUES]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A5", "A4:J11", "$4:$4")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.column_dimensions["K"].hidden


def test_the_list_speaks_english_too() -> None:
    data = annotate(FORM, MARKS, "en")
    sheet = opened(data)[layout.ISSUES]
    assert [c.value for c in sheet[HEADER_ROW][:3]] == ["No.", "Level", "Code"]
    assert "To do: 只填数字" in remarks(data)[f"{DATA}!C2"].text


@pytest.mark.parametrize("sheet", ["没有这张表", "", "底", "it's"])
def test_a_place_that_cannot_be_marked_is_listed_all_the_same(tmp_path: Path, sheet: str) -> None:
    cells = ["不是地址", "", "A0", "XFD1048576", "C3:D5", "$C$3"]
    data = annotate(FORM, [mark(cell, sheet=sheet) for cell in cells], "zh")
    assert len(listed(data)) == len(cells)
    assert survey(tmp_path / "副本.xlsx", data).values == plain()[0].values


# The next round


def test_annotating_twice_is_annotating_once() -> None:
    once = marked()
    same = annotate(once, MARKS, "zh") == once
    assert same


def test_mended_cells_lose_their_marks_in_the_next_round() -> None:
    second = annotate(marked(), [mark("C2")], "en")
    assert set(remarks(second)) == {f"{DATA}!C2", f"{DATA}!C3"}
    assert remarks(second)[f"{DATA}!C3"].text == "会计：见台账"
    assert len(listed(second)) == 1
    assert {at for at, shown in fills(second).items() if plain()[1].get(at) != shown} == {f"{DATA}!C2"}


FILLS_OF_PEOPLE = {
    "B2": PatternFill("solid", fgColor="00FFC7CE"),
    "B3": PatternFill("solid", fgColor=Color(theme=4, tint=0.5999)),
    "B4": PatternFill("gray125", fgColor=Color(indexed=10), bgColor=Color(indexed=13)),
    "B5": GradientFill(stop=["00FF0000", "000000FF"], degree=45),
    "B6": PatternFill("lightUp", fgColor=Color(auto=True)),
}


def test_stripping_gives_every_fill_back_exactly() -> None:
    def colour(book: Any) -> None:
        for at, own in FILLS_OF_PEOPLE.items():
            book[DATA][at].fill = own

    data = changed(FORM, colour)
    marks = [mark(at) for at in (*FILLS_OF_PEOPLE, "C2", "C3", "F6", "H7")]
    stripped = changed(annotate(data, marks, "zh"), strip)
    assert fills(stripped) == fills(data)
    assert remarks(stripped).keys() == remarks(data).keys()
    assert opened(stripped).sheetnames == opened(data).sheetnames


def test_marks_go_even_where_the_list_was_deleted_or_rows_were_put_in() -> None:
    def without_list(book: Any) -> None:
        del book[layout.ISSUES]
        strip(book)

    def moved(book: Any) -> None:
        book[DATA].insert_rows(1)
        strip(book)

    copy = annotate(FORM, [mark("C4"), mark("C5")], "zh")
    assert coloured(changed(copy, without_list)) == {}
    after = fills(changed(copy, moved))
    assert after[f"{DATA}!C5"] == after[f"{DATA}!C6"] == plain()[1][f"{DATA}!C4"]


def test_what_a_clerk_writes_round_our_comment_stays() -> None:
    def answer(book: Any) -> None:
        cell = book[DATA]["C2"]
        cell.comment = Comment(f"上\n{cell.comment.text}\n已改好", "李四")
        book[DATA]["C3"].fill = PatternFill("solid", fgColor="00FFFF00")

    again = changed(changed(marked(), answer), strip)
    assert remarks(again)[f"{DATA}!C2"].text == "上\n已改好"
    assert "FFFF00" in fills(again)[f"{DATA}!C3"]


def test_a_sheet_of_the_same_name_that_is_not_ours_is_kept(tmp_path: Path) -> None:
    def add(book: Any) -> None:
        book.create_sheet(layout.ISSUES)["A1"] = "会议记下的问题"

    own = changed(FORM, add)
    twice = annotate(annotate(own, MARKS, "zh"), MARKS, "zh")
    assert opened(twice).sheetnames == [*opened(own).sheetnames, f"{layout.ISSUES}1"]
    assert opened(twice)[layout.ISSUES]["A1"].value == "会议记下的问题"


def test_a_list_that_was_left_in_front_does_not_leave_two_sheets_selected() -> None:
    def look(book: Any) -> None:
        for sheet in book.worksheets:
            sheet.sheet_view.tabSelected = sheet.title == layout.ISSUES
        book.active = book[layout.ISSUES]

    again = opened(annotate(changed(marked(), look), MARKS, "zh"))
    assert [s.title for s in again.worksheets if s.sheet_view.tabSelected] == [DATA]
    assert again.active is not None
    assert again.active.title == DATA


# Hostile and unusual


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_becomes_a_formula_or_breaks_the_file(tmp_path: Path, text: str) -> None:
    marks = [Mark(text, "error", DATA, "C3", text, text, text, text, text), mark("C3")]
    data = annotate(FORM, marks, "zh")
    kinds = {cell.data_type for row in opened(data)[layout.ISSUES].iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "n"}
    same = annotate(data, marks, "zh") == data
    assert same, "our part of a comment is known again"
    assert survey(tmp_path / "副本.xlsx", data) == plain()[0]
    assert read(tmp_path / "副本.xlsx").sheets[layout.ISSUES].facts.cells[HEADER_ROW + 1][6] == legible(text)
    assert remarks(changed(data, strip))[f"{DATA}!C3"].text == "会计：见台账"


@settings(max_examples=15)
@given(
    st.lists(
        st.builds(
            Mark, st.just("E301"), st.sampled_from(["error", "warning", "note"]), st.sampled_from([DATA, "选项", "底", "无"]),
            st.from_regex(r"\A[A-L]([1-9]|1[0-2])\Z"), st.text(max_size=20), st.text(max_size=20),
            st.none() | st.text(max_size=9),
            st.none(), st.none(),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_marks_anywhere_leave_the_workbook_as_it_was(tmp_path_factory: pytest.TempPathFactory, marks: list[Mark]) -> None:
    path = tmp_path_factory.getbasetemp() / "表.xlsx"
    data = annotate(FORM, marks, "zh")
    assert survey(path, data) == plain()[0]
    same = annotate(data, marks, "zh") == data
    assert same
    stripped = changed(data, strip)
    assert (fills(stripped), {at: c.text for at, c in remarks(stripped).items()}) == plain()[1:]


def drawn(draw: Callable[[Any, Any], object]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet(DATA)
        sheet.write_column("A1", [1, 2, 3])
        draw(book, sheet)
    return out.getvalue()


def chart(book: Any, sheet: Any) -> None:
    made = book.add_chart({"type": "bar"})
    made.add_series({"values": f"={DATA}!$A$1:$A$3"})
    sheet.insert_chart("C1", made)


LOST = {
    "图片、图表或形状": [chart, lambda _, sheet: sheet.insert_textbox("C1", "注意")],
    "控件": [lambda _, sheet: sheet.insert_button("C1", {"caption": "提交"})],
    "新版 Excel 才有的下拉列表或条件格式": [
        lambda _, sheet: sheet.conditional_format("A1:A3", {"type": "data_bar", "data_bar_2010": True})
    ],
    "动态数组公式": [lambda _, sheet: sheet.write_dynamic_array_formula("C1", "=SORT(A1:A3)")],
}


@pytest.mark.parametrize(("what", "draw"), [(what, draw) for what, draws in LOST.items() for draw in draws])
def test_what_saving_would_lose_is_named_and_the_workbook_is_not_marked(what: str, draw: Callable[[Any, Any], object]) -> None:
    data = drawn(draw)
    assert [words.zh for words in losses(data)] == [what]
    with pytest.raises(WouldLose) as caught:
        annotate(data, MARKS, "zh")
    apart = issues_book(MARKS, "zh", caught.value.lost)
    assert what in str(opened(apart)[layout.ISSUES]["A3"].value)
    assert listed(apart)[0][2:4] == ["E301", f"{DATA}!C3"]
    assert opened(apart)[layout.ISSUES]["D5"].hyperlink is None


def test_plain_comments_are_no_loss() -> None:
    assert losses(drawn(lambda _, sheet: sheet.write_comment("A1", "看"))) == ()


@pytest.mark.parametrize("cell", ['<c r="A1"><v>nan</v></c>', '<c r="A1" t="b"><v>true</v></c>', '<c r="A1" s="99"><v>1</v></c>'])
def test_what_openpyxl_cannot_load_is_not_marked(cell: str) -> None:
    with pytest.raises(WouldLose) as caught:
        annotate(xlsx(worksheet(f'<row r="1">{cell}</row>')), MARKS, "zh")
    assert caught.value.lost


@pytest.mark.parametrize(
    "after",
    [
        '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>',
        '<mergeCells count="1"><mergeCell ref="A:XFD"/></mergeCells>',
    ],
)
def test_areas_that_openpyxl_would_walk_through_for_ever_are_not_opened(after: str) -> None:
    with pytest.raises(WouldLose):
        annotate(xlsx(worksheet(after=after)), MARKS, "zh")


AREAS = " ".join(f"A{n}:XFD{n}" for n in range(1, 60_000))
BUSY = {
    "half a million page breaks": worksheet(after="<rowBreaks>" + '<brk id="1"/>' * 500_000 + "</rowBreaks>"),
    "a condition on 60,000 areas": worksheet(
        after=f'<conditionalFormatting sqref="{AREAS}"><cfRule type="expression"/></conditionalFormatting>'
    ),
    "a header of a million characters": worksheet(after=f"<headerFooter><oddHeader>{'1' * 1_000_000}</oddHeader></headerFooter>"),
    "a long formula for 18,000 cells": worksheet(
        f'<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A18000">{"A1+" * 2700}1</f><v>1</v></c></row>'
        + "".join(f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/><v>1</v></c></row>' for n in range(2, 18_001))
    ),
}


@pytest.mark.parametrize("what", BUSY)
def test_what_openpyxl_would_be_busy_with_for_minutes_is_not_opened(what: str) -> None:
    assert losses(xlsx(BUSY[what])), "one form of a hundred kilobytes holds up the round"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed here")
def test_a_copy_that_went_through_libreoffice_reads_the_same_and_sheds_its_marks(tmp_path: Path) -> None:
    copy, saved = tmp_path / "副本.xlsx", tmp_path / "out" / "副本.xlsx"
    copy.write_bytes(marked())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved.parent), str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    before, after = survey(copy, copy.read_bytes()), survey(tmp_path / "再.xlsx", saved.read_bytes())
    del before.values[DATA][6, 3]  # a formula without a result: LibreOffice computes it
    assert after.values == before.values
    assert len(listed(saved.read_bytes())) == len(MARKS)
    stripped = changed(saved.read_bytes(), strip)
    assert {at: c.text for at, c in remarks(stripped).items()} == {f"{DATA}!C3": "会计：见台账"}
    assert coloured(stripped) == {}
    assert [at for at, _ in rules(stripped)] == [at for at, _ in rules(FORM)]
    again = annotate(saved.read_bytes(), MARKS, "zh")
    assert remarks(again)[f"{DATA}!C2"].text == remarks(copy.read_bytes())[f"{DATA}!C2"].text
