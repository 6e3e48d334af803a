"""The form of a unit: its words, lists and input rules are those of the YAML, and only what is to be filled in is open."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.workbook.filled import carried, cell, columns, cover, opened, rows, saved

from loudi_qa.scheme.ask import asks, takes, targets
from loudi_qa.scheme.mandate import Mandate
from loudi_qa.scheme.models import Scheme
from loudi_qa.scheme.terms import Text
from loudi_qa.workbook import layout
from loudi_qa.workbook.form import unit_form
from loudi_qa.workbook.inputs import LONGEST_ERROR, LONGEST_PROMPT, LONGEST_TITLE, fit
from loudi_qa.workbook.pack import pack
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

    from loudi_qa.scheme.load import Rules

YEAR, UNIT = 2019, "双峰县"
QUOTAS = {(UNIT, "T01"): Decimal(4), (UNIT, "T02"): Decimal("2.5")}
OPEN_ON_THE_COVER = {"填报人", "联系电话", "填报日期", "审核人"}


@pytest.fixture(scope="module")
def form(shipped: Rules) -> Workbook:
    return saved(unit_form(shipped, YEAR, shipped.mandate.unit[UNIT]))


@pytest.fixture(scope="module")
def with_figures(shipped: Rules) -> Workbook:
    return saved(unit_form(shipped, YEAR, shipped.mandate.unit[UNIT], quotas=QUOTAS, last={(UNIT, "P01"): Decimal("97.1")}))


def rule_of(book: Workbook, measure: str, title: str, unit: str = UNIT) -> DataValidation:
    """The one input rule that lies on a cell."""
    here = cell(book, unit, measure, title).coordinate
    found: list[DataValidation] = book[layout.DATA.name].data_validations.dataValidation
    (rule,) = (r for r in found if any(here in area for area in r.sqref.ranges))
    return rule


def listed(book: Workbook, name: str | None) -> tuple[Any, ...]:
    """What stands behind a defined name."""
    ((sheet, area),) = book.defined_names[str(name)].destinations
    return tuple(row[0].value for row in book[sheet][area])


# The rows


def test_each_measure_has_its_row_in_the_order_of_the_scheme(form: Workbook, shipped: Rules) -> None:
    assert list(rows(form[layout.DATA.name])) == [(UNIT, m.id) for m in shipped.scheme.measures]


def test_a_row_tells_what_the_rules_say(form: Workbook, with_figures: Workbook, shipped: Rules) -> None:
    for m in shipped.scheme.measures:
        told = {title: cell(form, UNIT, m.id, title).value for title in columns(form[layout.DATA.name])}
        assert told[layout.NAME] == m.name.zh
        assert told[layout.UNIT_OF_MEASURE] == m.unit
        assert told[layout.COUNT] == m.count.zh
        assert told[layout.TARGET] == targets(shipped.scheme, m, YEAR).zh
        assert told[layout.VERIFIER] == shipped.mandate.as_of(shipped.mandate.verifier[m.id], YEAR).name.zh
    assert cell(with_figures, UNIT, "T01", layout.TARGET).value == "不低于 4 项（本单位年度目标），不足按比例得分"
    assert cell(with_figures, UNIT, "T04", layout.TARGET).value == "未分解到本单位，可以不填"


def test_last_years_figure_stands_there_where_it_is_known(form: Workbook, with_figures: Workbook) -> None:
    assert layout.LAST_VALUE not in columns(form[layout.DATA.name])
    assert cell(with_figures, UNIT, "P01", layout.LAST_VALUE).value == 97.1
    assert cell(with_figures, UNIT, "P02", layout.LAST_VALUE).value is None


def test_every_column_of_the_layout_is_there(form: Workbook) -> None:
    assert set(layout.DATA.columns) - {layout.GROUNDS} <= set(columns(form[layout.DATA.name]))


# Input rules


def test_an_input_rule_takes_what_the_measure_takes_and_refuses_the_rest(form: Workbook, shipped: Rules) -> None:
    for m in shipped.scheme.measures:
        rule, wanted = rule_of(form, m.id, layout.VALUE), takes(m)
        assert rule.type == wanted.kind
        assert rule.showErrorMessage
        assert rule.errorStyle in {None, "stop"}
        if wanted.kind == "list":
            assert listed(form, rule.formula1) == m.answers
            assert not rule.showDropDown, "which would hide the arrow"
        else:
            assert rule.operator == "between"
            assert (Decimal(str(rule.formula1)), Decimal(str(rule.formula2))) == m.range


def test_prompt_and_error_say_what_the_measure_asks_for(form: Workbook, shipped: Rules) -> None:
    for m in shipped.scheme.measures:
        rule = rule_of(form, m.id, layout.VALUE)
        assert asks(m).zh in str(rule.prompt)
        assert asks(m).zh in str(rule.error)
        assert (layout.REASON in str(rule.prompt)) is bool(m.na)


def test_counts_and_reasons_are_asked_for_only_where_the_rules_have_them(form: Workbook, shipped: Rules) -> None:
    for m in shipped.scheme.measures:
        for title in (layout.NUMERATOR, layout.DENOMINATOR):
            assert cell(form, UNIT, m.id, title).protection.locked is not m.has_counts
        assert cell(form, UNIT, m.id, layout.REASON).protection.locked is not bool(m.na)
        if m.has_counts:
            rule = rule_of(form, m.id, layout.NUMERATOR)
            assert (rule.type, rule.operator, rule.formula1) == ("decimal", "greaterThanOrEqual", "0")
        if m.na:
            rule = rule_of(form, m.id, layout.REASON)
            assert listed(form, rule.formula1) == m.na
            assert all(reason in str(rule.error) for reason in m.na)


def test_no_words_are_longer_than_excel_takes(form: Workbook) -> None:
    for rule in form[layout.DATA.name].data_validations.dataValidation:
        assert len(rule.prompt or "") <= LONGEST_PROMPT
        assert len(rule.error or "") <= LONGEST_ERROR
        assert len(rule.promptTitle or "") <= LONGEST_TITLE
        assert len(rule.errorTitle or "") <= LONGEST_TITLE
        assert rule.type != "list" or not str(rule.formula1).startswith('"'), "a literal list ends at 255 characters"


CUT = {"四个字的": "四个字的", "五个字的话": "五个字…", "𠀀𠀀": "𠀀𠀀", "𠀀𠀀𠀀": "𠀀…"}


@pytest.mark.parametrize(("text", "kept"), CUT.items())
def test_long_words_are_cut_as_excel_counts_them(text: str, kept: str) -> None:
    assert fit(text, 4) == kept


def test_a_list_has_no_blank_cell_that_would_let_anything_pass(form: Workbook) -> None:
    for name in form.defined_names:
        if name.startswith(layout.LISTS):
            assert all(listed(form, name))


# What is open, and what stays


def test_only_what_is_to_be_filled_in_is_open(form: Workbook) -> None:
    inputs = (layout.VALUE, layout.NUMERATOR, layout.DENOMINATOR, layout.REASON, layout.EVIDENCE, layout.REMARK)
    expected = {(layout.DATA.name, title) for title in inputs} | {(layout.COVER, key) for key in OPEN_ON_THE_COVER}
    assert opened(form) == expected
    assert all(sheet.protection.sheet for sheet in form.worksheets)


def test_there_is_no_password_and_resizing_and_filtering_stay_allowed(form: Workbook) -> None:
    guard = form[layout.DATA.name].protection
    assert guard.password is None
    for what in ("formatColumns", "formatRows", "sort", "autoFilter", "selectLockedCells"):
        assert getattr(guard, what) is False, "false means: not forbidden"
    assert form.security.lockStructure
    assert form[layout.LISTS].sheet_state == "veryHidden"


def test_what_is_typed_as_text_stays_text(form: Workbook) -> None:
    for title in (layout.REASON, layout.EVIDENCE, layout.REMARK):
        assert cell(form, UNIT, "P01", title).number_format == "@"
    assert cell(form, UNIT, "P01", layout.VALUE).number_format == "General", "a percent sign that is typed must show"


def test_it_prints_on_a4_lying_with_its_head_on_every_page(form: Workbook) -> None:
    for sheet in form.worksheets[:3]:
        page = sheet.page_setup
        assert (page.orientation, page.paperSize, page.fitToHeight) == ("landscape", 9, 0)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.center.text == "第 &P 页 / 共 &N 页"
    data = form[layout.DATA.name]
    assert data.print_title_rows == "$1:$1"
    assert data.freeze_panes == "D2"
    assert data.auto_filter.ref == data.dimensions


def test_a_row_is_as_high_as_its_longest_cell(form: Workbook) -> None:
    sheet = form[layout.DATA.name]
    at = columns(sheet)
    for number in rows(sheet).values():
        for title in (layout.NAME, layout.TARGET, layout.COUNT):
            broad = sum(2 if ord(c) > 0x2E7F else 1 for c in str(sheet.cell(number, at[title]).value))
            width = sheet.column_dimensions[layout.letters(at[title] - 1)].width
            assert sheet.row_dimensions[number].height >= 13.5 * broad / width


# Whose it is


def test_the_form_carries_whose_it_is_and_what_it_was_made_for(form: Workbook, shipped: Rules) -> None:
    made_for = f"{shipped.scheme.scheme} {shipped.scheme.edition} {shipped.sha256[:12]}"
    assert carried(form) == dict(zip(layout.IDENTITY, (made_for, str(YEAR), UNIT), strict=True))
    told = {key: value for key, value in cover(form).items() if key in layout.COVER_KEYS}
    assert told == {**dict.fromkeys(layout.COVER_KEYS), "考核年度": YEAR, "填报单位": UNIT, "指标体系": made_for}


def test_beside_a_key_of_the_cover_stands_nothing_but_its_value(form: Workbook) -> None:
    """The reader takes the first text after a key for its value: a hint there would be read as a date."""
    assert form[layout.COVER].max_column == 2


def test_the_instructions_speak_of_what_the_rules_have(form: Workbook, tiny: Rules, shipped: Rules) -> None:
    def said(book: Workbook) -> str:
        return "\n".join(str(c) for row in book[layout.INSTRUCTIONS].iter_rows(values_only=True) for c in row if c)

    told = said(form)
    assert f"共 {len(shipped.scheme.measures)} 项" in told
    assert f"分子、分母（{sum(m.has_counts for m in shipped.scheme.measures)} 项）" in told
    assert f"选填（{sum(bool(m.answers) for m in shipped.scheme.measures)} 项）" in told
    bare = tiny._replace(scheme=tiny.scheme.model_copy(update={"measures": tiny.scheme.measures[1:2], "checks": None}))
    told = said(saved(unit_form(bare, YEAR, tiny.mandate.units[0])))
    assert not re.search("分子|选填|不适用的|百分数|去年", told)


def test_the_instructions_say_that_a_form_with_empty_cells_comes_back(form: Workbook, tiny: Rules) -> None:
    def of_empty(book: Workbook) -> str:
        told = {topic: text for _, topic, text in book[layout.INSTRUCTIONS].iter_rows(values_only=True)}
        return str(told["还没有数的"])

    assert "报送前必须填齐" in of_empty(form)
    assert "没有分解到本单位的，可以空着" in of_empty(form)
    events = tiny._replace(scheme=tiny.scheme.model_copy(update={"measures": tiny.scheme.measures[-1:]}))
    assert "可以空着" not in of_empty(saved(unit_form(events, YEAR, tiny.mandate.units[0]))), "no quota asks for them"


def test_two_runs_write_the_same_bytes(shipped: Rules) -> None:
    unit = shipped.mandate.unit[UNIT]
    assert pack(unit_form(shipped, YEAR, unit)) == pack(unit_form(shipped, YEAR, unit))


# Names that mean harm, and many of them


def hostile(rules: Rules, name: str) -> Rules:
    """The rules with a unit and a measure of that name."""
    named = Text(zh=name, en="x")
    unit = rules.mandate.units[0].model_copy(update={"name": named})
    measures = tuple(m.model_copy(update={"name": named, "na": (name,) if m.na else ()}) for m in rules.scheme.measures)
    mandate = rules.mandate.model_copy(update={"units": (unit, *rules.mandate.units[1:])})
    return rules._replace(mandate=mandate, scheme=rules.scheme.model_copy(update={"measures": measures}))


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x","点这里")', "<甲&乙>", "甲" * 40, "&P&N", "'甲'!A1", "+1", "@SUM(A1)"])
def test_a_name_is_text_whatever_it_looks_like(tiny: Rules, tmp_path: Path, name: str) -> None:
    rules = hostile(tiny, name)
    book = saved(unit_form(rules, YEAR, rules.mandate.units[0]))
    assert cell(book, name, "R1", layout.UNIT).data_type == "s"
    assert cell(book, name, "R1", layout.NAME).data_type == "s"
    formulas = [c for s in book.worksheets for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert len(formulas) == len(rules.scheme.measures) + 1, "the self-checks and the progress"
    (tmp_path / "form.xlsx").write_bytes(pack(book))
    assert read(tmp_path / "form.xlsx").sheets.keys() >= {layout.COVER, layout.DATA.name}


def test_two_hundred_measures_fit_in_a_form(tiny: Rules) -> None:
    scheme, mandate = tiny.scheme, tiny.mandate
    measures = [m.model_copy(update={"id": f"{m.id}_{i}", "na": (f"原因{i}",)}) for i in range(29) for m in scheme.measures]
    indicators = [n.model_copy(update={"measure": f"{n.measure}_{i}"}) for i in range(29) for n in scheme.indicators]
    owner = mandate.owners[0].model_copy(update={"measures": tuple(m.id for m in measures)})
    rules = tiny._replace(
        scheme=Scheme.model_construct(**{**dict(scheme), "measures": tuple(measures), "indicators": tuple(indicators)}),
        mandate=Mandate.model_construct(**{**dict(mandate), "owners": (owner,)}),
    )
    book = saved(unit_form(rules, YEAR, rules.mandate.units[0]))
    sheet = book[layout.DATA.name]
    assert len(rows(sheet)) == 203
    assert max(len(str(cell(book, *key, layout.SELF_CHECK).value)) for key in rows(sheet)) < 8192, "the longest of Excel"
    assert len([n for n in book.defined_names if n.startswith(layout.LISTS)]) == 30
    assert len(sheet.data_validations.dataValidation) < 100
    assert sum(len(c.rules) for c in sheet.conditional_formatting) < 20
