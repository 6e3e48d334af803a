"""``loudi-qa template``: which files it writes, what it refuses, and that a form filled in comes back right."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from tests.cli.conftest import FORM, LAST_YEAR, SAMPLES, YEAR
from tests.workbook.filled import cell, cover, fill

from loudi_qa.cli import forms
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.template import run
from loudi_qa.cli.ui import Ui
from loudi_qa.findings import Unreadable
from loudi_qa.submission.year import Given, NotApplicable
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules

TINY = Path(__file__).parents[1] / "scheme" / "tiny"
SMALL: dict[str, Any] = {"indicators": TINY / "indicators.yaml", "responsibilities": TINY / "responsibilities.yaml"}
UNITS = {"娄星区", "冷水江市", "涟源市", "双峰县", "新化县", "娄底经开区", "万宝新区"}


def template(year: int = 2019, *, ui: Ui | None = None, **options: Any) -> Exit:
    usual: dict[str, Any] = {
        "unit": None, "audience": "units", "year_file": None, "previous": None, "output": None, "force": False,
        "indicators": None, "responsibilities": None,
    }  # fmt: skip
    return run(ui or Ui(), year, **usual | options)


def refused(**options: Any) -> str:
    """What is said of a command that cannot be done."""
    with pytest.raises(UsageError) as caught:
        template(**options)
    assert caught.value.words.en.format(**caught.value.fields)
    return caught.value.words.zh.format(**caught.value.fields)


def stems(folder: Path) -> set[str]:
    return {p.stem for p in folder.iterdir()}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Forms of units


def test_each_unit_gets_a_form_in_a_folder_of_the_year(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert template() == Exit.FINE
    assert stems(here / "forms-2019") == UNITS
    said = capsys.readouterr()
    assert said.out == ""
    assert "已生成 7 份填报表：forms-2019" in said.err
    assert "下一步" in said.err


def test_quiet_says_nothing_and_verbose_names_each_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template(ui=Ui(quiet=True), output=here / "a", **SMALL)
    assert capsys.readouterr().err == ""
    template(ui=Ui(lang="en", verbose=True), output=here / "b", **SMALL)
    said = capsys.readouterr().err
    assert "甲区.xlsx" in said
    assert "乙县.xlsx" in said
    assert "forms written: 2" in said


@pytest.mark.parametrize("name", ["双峰县", "双峰", "双峰县人民政府", " Shuangfeng County "])
def test_one_unit_is_asked_for_by_any_of_its_names(here: Path, name: str) -> None:
    assert template(unit=name, output=here / "forms") == Exit.FINE
    assert stems(here / "forms") == {"双峰县"}


def test_one_form_may_go_to_a_file_of_its_own(here: Path) -> None:
    template(unit="双峰县", output=here / "new" / "给双峰.xlsx")
    assert cover(load_workbook(here / "new" / "给双峰.xlsx"))[layout.REPORTING_UNIT] == "双峰县"


def test_an_unknown_unit_is_told_with_the_nearest_name(here: Path) -> None:
    assert refused(unit="双丰县") == "没有“双丰县”这个单位，是不是 双峰县？"
    assert "；有：娄星区、" in refused(unit="zzz")
    assert not list(here.iterdir())


def test_quotas_and_last_years_values_come_from_the_workbooks(here: Path) -> None:
    template(unit="双峰县", year_file=YEAR, previous=LAST_YEAR, output=here / "form.xlsx")
    book = load_workbook(here / "form.xlsx")
    assert cell(book, "双峰县", "T01", layout.TARGET).value == "不低于 3 项（本单位年度目标），不足按比例得分"
    assert isinstance(cell(book, "双峰县", "P01", layout.LAST_VALUE).value, float)


def test_quotas_that_cannot_be_read_make_no_form(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = load_workbook(YEAR)
    book["目标分解"]["E2"] = "约三项"
    book.save(here / "2019.xlsx")
    assert template(year_file=here / "2019.xlsx") == Exit.FINDINGS
    said = capsys.readouterr().err
    assert "没有生成表格" in said
    assert "目标分解!E2" in said
    assert stems(here) == {"2019"}


# What is refused before anything is written


@pytest.mark.parametrize("year", [19, 1999, 2100, -2019])
def test_a_year_is_one_of_this_age(here: Path, year: int) -> None:
    assert "年度应在 2000 至 2099 之间" in refused(year=year)


def test_a_form_that_may_be_filled_in_is_not_written_over(here: Path) -> None:
    folder = here / "forms-2019"
    folder.mkdir()
    (folder / "乙县.xlsx").write_text("filled in", encoding="utf-8")
    assert "1 份同名的表" in refused(**SMALL)
    assert "乙县.xlsx" in refused(**SMALL)
    assert stems(folder) == {"乙县"}
    assert template(force=True, **SMALL) == Exit.FINE
    assert stems(folder) == {"甲区", "乙县"}


def test_what_is_being_read_is_not_written_over_even_by_force(here: Path) -> None:
    (here / "双峰县.xlsx").write_bytes(YEAR.read_bytes())
    assert "是本次读取的文件" in refused(year_file=here / "双峰县.xlsx", output=here, force=True)
    assert (here / "双峰县.xlsx").read_bytes() == YEAR.read_bytes()


def test_many_forms_go_to_a_folder(here: Path) -> None:
    assert "-o 应是文件夹" in refused(output=here / "all.xlsx", **SMALL)
    (here / "file").write_text("", encoding="utf-8")
    assert "不是文件夹" in refused(output=here / "file", **SMALL)
    assert "建不了文件夹" in refused(output=here / "file" / "forms", **SMALL)
    (here / "甲区.xlsx").mkdir()
    assert "不能当文件写" in refused(output=here, **SMALL)


def test_workbooks_of_other_years_are_refused(here: Path) -> None:
    assert "应是 2018 年度的工作簿" in refused(year=2018, year_file=YEAR)
    assert "应是上一年度的工作簿" in refused(previous=YEAR)
    assert "是双峰县的表" in refused(year_file=FORM)
    assert "是双峰县的表" in refused(previous=FORM)
    book = load_workbook(LAST_YEAR)
    book[layout.COVER]["B1"] = None
    book.save(here / "无年度.xlsx")
    assert "没有写明考核年度" in refused(previous=here / "无年度.xlsx")
    (here / "无年度.xlsx").unlink()
    with pytest.raises(Unreadable):
        template(year_file=here / "none.xlsx")
    assert not list(here.iterdir())


# Names


def with_units(folder: Path, *names: str) -> dict[str, Any]:
    """Rules whose two units go by other names."""
    text = (TINY / "responsibilities.yaml").read_text(encoding="utf-8")
    for old, new in zip(("甲区", "乙县"), names, strict=True):
        text = text.replace(f"{{zh: {old},", f'{{zh: "{new}",')
    (folder / "responsibilities.yaml").write_text(text, encoding="utf-8")
    return {"indicators": TINY / "indicators.yaml", "responsibilities": folder / "responsibilities.yaml"}


def test_a_name_leads_out_of_no_folder(here: Path) -> None:
    template(output=here / "forms" / "2019", **with_units(here, "../../escaped", "NUL"))
    assert stems(here / "forms" / "2019") == {"escaped", "NUL_"}
    assert stems(here) == {"forms", "responsibilities"}


def test_names_that_would_fall_together_are_told_apart(here: Path) -> None:
    template(output=here / "forms", **with_units(here, "A/b", "a_B"))
    assert stems(here / "forms") == {"A_b", "a_B-2"}
    assert {cover(load_workbook(p))[layout.REPORTING_UNIT] for p in (here / "forms").iterdir()} == {"A/b", "a_B"}


# Forms of departments


def test_each_department_that_verifies_gets_a_form(here: Path, capsys: pytest.CaptureFixture[str], shipped: Rules) -> None:
    assert template(audience="departments") == Exit.FINE
    made = stems(here / "verification-2019")
    assert "市市场监督管理局" in made
    assert not {"市质监局", "市公安局"} & made
    said = capsys.readouterr().err
    assert "没有给 --year-file" in said
    assert f"已生成 {len(made)} 份核验表" in said


@pytest.mark.parametrize(
    "name", ["市质监局", "市市监局", "市食品药品监督管理局", "Municipal Administration for Market Regulation"]
)
def test_a_department_is_asked_for_by_its_old_names_too(here: Path, name: str) -> None:
    template(audience="departments", unit=name, year_file=YEAR, output=here / "out")
    assert stems(here / "out") == {"市市场监督管理局"}


def test_a_department_that_verifies_nothing_is_told_so(here: Path) -> None:
    assert "没有核验指标的“市公安局”" in refused(audience="departments", unit="市公安局")


@pytest.mark.parametrize(("address", "value", "code"), [("A2", "双丰", "E205"), ("B2", "P99", "E206")])
def test_rows_that_no_form_would_show_make_no_form(
    address: str, value: str, code: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(YEAR)
    book[layout.DATA.name][address] = value
    book.save(here / "2019.xlsx")
    assert template(audience="departments", year_file=here / "2019.xlsx") == Exit.FINDINGS
    said = capsys.readouterr().err
    assert "“指标数据”有读不出的内容，没有生成表格" in said
    assert code in said
    assert stems(here) == {"2019"}


def test_a_value_that_is_wrong_is_the_departments_to_see(here: Path, shipped: Rules) -> None:
    book = load_workbook(YEAR)
    book[layout.DATA.name]["E2"] = "约九成"
    unit, measure = (str(book[layout.DATA.name][at].value) for at in ("A2", "B2"))
    book.save(here / "2019.xlsx")
    theirs = shipped.mandate.as_of(shipped.mandate.verifier[measure], 2019).name.zh
    assert template(audience="departments", unit=theirs, year_file=here / "2019.xlsx", output=here / "out") == Exit.FINE
    assert cell(load_workbook(here / "out" / f"{theirs}.xlsx"), unit, measure, layout.VALUE).value == "约九成"


def test_a_verification_form_shows_what_the_year_holds(here: Path, shipped: Rules) -> None:
    template(audience="departments", year_file=YEAR, previous=LAST_YEAR, output=here)
    year = forms.submission(YEAR, shipped).year
    assert year is not None
    books = {p.stem: load_workbook(p) for p in here.iterdir()}
    for unit, entries in year.entries.items():
        for measure, entry in entries.items():
            book = books[shipped.mandate.as_of(shipped.mandate.verifier[measure], 2019).name.zh]
            shown = {
                t: cell(book, unit, measure, t).value for t in (layout.VALUE, layout.NUMERATOR, layout.VERIFIED, layout.REASON)
            }
            assert exact(shown[layout.VALUE]) == entry.sent
            assert exact(shown[layout.NUMERATOR]) == entry.numerator
            verified = isinstance(entry.state, Given) and entry.state.verified
            assert exact(shown[layout.VERIFIED]) == (entry.state.value if isinstance(entry.state, Given) and verified else None)
            if isinstance(entry.state, NotApplicable):
                assert shown[layout.REASON] == entry.state.reason


def exact(value: Any) -> Decimal | str | None:
    return value if value is None or isinstance(value, str) else Decimal(repr(value).removesuffix(".0"))


# There and back


def fill_from_the_samples(path: Path, unit: str) -> None:
    """Fill in a form with what the sample form of the unit holds."""
    book, sample = load_workbook(path), load_workbook(SAMPLES / "forms-2019" / f"{unit}.xlsx")
    titles = (layout.VALUE, layout.NUMERATOR, layout.DENOMINATOR, layout.REASON, layout.EVIDENCE, layout.REMARK)
    codes = [str(row[1]) for row in sample[layout.DATA.name].iter_rows(min_row=2, values_only=True)]
    for measure in codes:
        fill(book, unit, measure, **{t: cell(sample, unit, measure, t).value for t in titles})
        number_format = cell(sample, unit, measure, layout.VALUE).number_format
        cell(book, unit, measure, layout.VALUE).number_format = number_format
    book.save(path)


def test_a_form_filled_in_comes_back_as_it_was_filled_in(here: Path, shipped: Rules) -> None:
    template(unit="双峰县", output=here / "双峰县.xlsx")
    fill_from_the_samples(here / "双峰县.xlsx", "双峰县")
    sent, sample = (forms.submission(p, shipped) for p in (here / "双峰县.xlsx", FORM))
    assert not sent.errors, [f.message("zh") for f in sent.findings]
    assert sent.year is not None
    assert sample.year is not None

    def values(entries: dict[str, Any]) -> dict[str, Any]:
        return {m: (e.sent, e.numerator, e.denominator, getattr(e.state, "reason", None)) for m, e in entries.items()}

    assert values(sent.year.entries["双峰县"]) == values(sample.year.entries["双峰县"])


def test_a_verification_form_comes_back_as_the_departments(here: Path, shipped: Rules) -> None:
    template(audience="departments", unit="市环保局", year_file=YEAR, output=here)
    path = here / "市生态环境局.xlsx"
    book = load_workbook(path)
    fill(book, "双峰县", "N03", 核定值=85.5, 依据="监测站复核")
    book.save(path)
    sent = forms.submission(path, shipped)
    assert (sent.sender.kind, sent.sender.name) == ("department", "市生态环境局")
    assert not sent.errors
    assert sent.year is not None
    state = sent.year.entries["双峰县"]["N03"].state
    assert isinstance(state, Given)
    assert (state.value, state.verified) == (Decimal("85.5"), True)


# Another year than that of the rules


@pytest.mark.parametrize(("year", "told"), [(2019, False), (2020, True)])
def test_forms_of_a_year_that_the_edition_does_not_name_are_made_and_it_is_said(
    year: int, told: bool, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert template(year, output=here / "forms") == Exit.FINE
    assert ("规则是 2019 版的" in capsys.readouterr().err) is told
    assert template(year, unit="双峰县", output=here / "more", ui=Ui(quiet=True)) == Exit.FINE
    assert capsys.readouterr().err == ""
