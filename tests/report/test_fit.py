"""Laid out for any width: no glyph lost, no number cut, nothing left out without being named."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from wcwidth import wcwidth

from loudi_qa.report import plain
from loudi_qa.report.document import Column, Document, Note, Table
from loudi_qa.report.fit import cells, fit, wrap
from loudi_qa.report.flow import Grid, flow

WIDTHS = st.integers(20, 200)
WORDS = st.sampled_from(
    ["质量", "娄底经开区", "pass rate", "97.50", "≈0.3333", "（设定）", "P03-2020(2.50)", "，", "。", "%", "·", "-1.00", "Ⅲ", "é",
     "D*(C)", " "]
)  # fmt: skip
PHRASES = st.lists(WORDS, max_size=30).map("".join)
ANYTHING = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=120)
VALUES = st.one_of(PHRASES, st.decimals(-999, 999, places=2).map(str), st.just(""))


def bare(text: str) -> str:
    """What is left of a text when nothing but its blanks is taken away: those a line may lose at its end."""
    return "".join(text.split())


@given(st.one_of(PHRASES, ANYTHING), WIDTHS)
def test_a_folded_text_holds_every_glyph_in_its_order(text: str, width: int) -> None:
    assert bare("".join(wrap(text, width))) == bare(text)


@pytest.mark.parametrize("width", [0, -5])
def test_a_window_narrower_than_the_indent_does_not_hold_the_program_up_for_ever(width: int) -> None:
    assert wrap("质量ab", width) == ["质", "量", "a", "b"]


@given(st.one_of(PHRASES, ANYTHING), WIDTHS)
def test_no_line_of_a_folded_text_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cells(line) <= width for line in wrap(text, width))


@given(
    st.lists(st.tuples(st.text("质量工作考核，。", max_size=9), st.decimals(-9999, 9999, places=2).map(str)), max_size=12), WIDTHS
)
def test_a_number_is_never_broken_over_two_lines(pairs: list[tuple[str, str]], width: int) -> None:
    lines = wrap("合".join(f"{words}计{number}%" for words, number in pairs), width)
    for _, number in pairs:
        assert any(f"{number}%" in line for line in lines), f"{number} is cut in {lines}"


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=20), min_size=1, max_size=12), WIDTHS)
def test_an_english_word_is_broken_only_where_it_is_wider_than_the_line(words: list[str], width: int) -> None:
    assert [w for line in wrap(" ".join(words), width) for w in line.split(" ")] == words


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 20, [""]),
        ("质量强市", 4, ["质量", "强市"]),
        ("得满分，不扣分", 6, ["得满", "分，不", "扣分"]),
        ("about the data", 9, ["about the", "data"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("合格率97.50%以上", 8, ["合格率", "97.50%以", "上"]),
    ],
)
def test_a_text_is_folded_where_a_typesetter_would(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def columns(draw: st.DrawFn, count: int) -> tuple[Column, ...]:
    return tuple(
        Column(
            title=draw(st.sampled_from(["位次", "单位", "产品质量", "Main indicators", "Unit", "Who answers for it"])) + str(i),
            rank=draw(st.integers(0, 9)) if i else 0,
            align=draw(st.sampled_from(["left", "right"])),
            free=draw(st.booleans()),
        )
        for i in range(count)
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 6))
    rows = draw(st.lists(st.tuples(*[VALUES] * count), max_size=5))
    return Table("表", columns(draw, count), tuple(rows), draw(st.sampled_from(["", "另有 4 行未列出"])))


def laid_out(table: Table, width: int) -> list[str]:
    return plain.text(Document("结果", ("口径",), (table, Note("注"))), width, "zh").splitlines()


@given(tables(), WIDTHS)
@settings(max_examples=50)
def test_every_value_of_a_kept_column_is_there_whole(table: Table, width: int) -> None:
    fitted = fit(table, width)
    grids = [item for item in flow(Document("", (), (table,)), width, "zh") if isinstance(item, Grid)]
    if fitted is None:
        assert grids == []
        return
    (grid,) = grids
    assert [c.title for c in grid.columns] == [table.columns[i].title for i in fitted.places]
    assert [bare(t) for t in grid.titles] == [bare(c.title) for c in grid.columns]
    for row, shown in zip(table.rows, grid.rows, strict=True):
        for place, value in zip(fitted.places, shown, strict=True):
            free = table.columns[place].free
            assert bare(value) == bare(row[place]) if free else value == row[place]


@given(tables(), WIDTHS)
@settings(max_examples=50)
@example(Table("表", (Column("单位"), Column("得分")), (("娄" * 30, "1"),)), 20)
def test_no_line_is_wider_than_the_window_and_none_trails_blanks(table: Table, width: int) -> None:
    for line in laid_out(table, width):
        assert cells(line) <= width
        assert line == line.rstrip()


@given(tables(), WIDTHS)
@settings(max_examples=50)
def test_what_a_grid_holds_stands_on_the_page(table: Table, width: int) -> None:
    page = "\n".join(laid_out(table, width))
    for item in flow(Document("", (), (table,)), width, "zh"):
        pieces = (
            [p for row in (item.titles, *item.rows) for v in row for p in v.split("\n")]
            if isinstance(item, Grid)
            else [item.text]
        )
        assert all(p.strip() in page for p in pieces)


@given(tables(), WIDTHS)
@settings(max_examples=50)
def test_a_column_that_does_not_fit_is_named_and_rank_nought_never_goes(table: Table, width: int) -> None:
    fitted = fit(table, width)
    if fitted is None:
        return
    titles = [c.title for c in table.columns]
    assert sorted([titles[i] for i in fitted.places] + list(fitted.dropped)) == sorted(titles)
    assert all(table.columns[titles.index(t)].rank > 0 for t in fitted.dropped)
    page = bare("".join(laid_out(table, width)))
    told = f"省略的列：{bare('、'.join(fitted.dropped))}；"
    assert (told in page) if fitted.dropped else ("省略的列" not in page)


@given(tables(), WIDTHS)
@settings(max_examples=50)
def test_where_no_table_fits_the_rows_are_told_one_by_one(table: Table, width: int) -> None:
    if fit(table, width) is not None:
        return
    page = bare("".join(laid_out(table, width)))
    for row in table.rows:
        for value in row:
            assert all(glyph in page for glyph in bare(value))


def test_a_wider_window_never_shows_fewer_columns() -> None:
    names = ["位次", "单位", "总分", "产品质量", "工程质量", "服务质量"]
    table = Table(
        "表",
        tuple(Column(n, rank=i if i > 2 else 0) for i, n in enumerate(names)),
        (("1", "娄星区", "91.45", "20.00", "6.00", "9.31"),),
    )
    shown = [0 if (f := fit(table, w)) is None else len(f.places) for w in range(5, 80)]
    assert shown == sorted(shown)
    assert (shown[0], shown[-1]) == (0, len(names))


def test_the_sentence_on_rows_left_out_is_folded_as_any_other() -> None:
    table = Table("表", (Column("单位"),), (("甲",),), more="另有四行未列出；不加选项或换一种格式可以查看全部内容")
    assert all(cells(line) <= 20 for line in laid_out(table, 20))


def test_a_glyph_takes_the_cells_that_terminals_give_it() -> None:
    scripts = [(0xA0, 0x0900), (0x2000, 0x2630), (0x2700, 0x2E00), (0x2E80, 0x3130), (0x3190, 0x4DC0), (0x4E00, 0xA000),
               (0xF900, 0xFFA0), (0xFFA1, 0xFFE7), (0x1F300, 0x1F700), (0x20000, 0x2A6DF)]  # fmt: skip
    glyphs = [chr(point) for start, end in scripts for point in range(start, end) if chr(point).isprintable()]
    tone_marks = {"\u302e", "\u302f"}  # of old Hangul
    assert len(glyphs) > 60_000
    assert [g for g in glyphs if cells(g) != wcwidth(g) and g not in tone_marks] == []
