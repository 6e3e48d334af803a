"""``loudi-qa report``: what lands in the folder, what is refused before anything is written, and what people wrote is kept."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest
from docx import Document
from openpyxl import load_workbook
from tests.cli.conftest import LAST_YEAR, SAMPLES, YEAR
from tests.conftest import TINY
from tests.report.cities import other_units
from tests.submission.books import Book

from loudi_qa.cli import way
from loudi_qa.cli.exits import Exit
from loudi_qa.cli.report import LEDGER, letter_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules


RULES = ("--indicators", TINY / "indicators.yaml", "--responsibilities", TINY / "responsibilities.yaml")


class Small(NamedTuple):
    """Two years of two units, which are written in a moment: for whatever does not hang on the sample."""

    ask: Callable[..., Ran]
    folder: Path

    def report(self, *arguments: object, year: int = 2019) -> Ran:
        return self.ask("report", self.folder / f"{year}.xlsx", *RULES, *arguments)


@pytest.fixture
def small(ask: Callable[..., Ran], tmp_path: Path) -> Small:
    Book().save(tmp_path / "2019.xlsx")
    Book().put("封面!B1", 2018).save(tmp_path / "2018.xlsx")
    return Small(ask, tmp_path)


@pytest.fixture(scope="module")
def sample(shipped: Rules) -> Assessment:
    return way.score(YEAR, shipped, LAST_YEAR)


OF_TWO = {"通报.docx", "质量状况分析.docx", "反馈函-甲区.docx", "反馈函-乙县.docx"}
EXCEL = {LEDGER, "result.xlsx"}
PAGE = {"index.html"}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("flags", "files"), [(["--html"], PAGE), (["--xlsx"], EXCEL), (["--docx"], OF_TWO), (["--html", "--xlsx"], PAGE | EXCEL)]
)
def test_a_flag_picks_what_is_written(small: Small, flags: list[str], files: set[str]) -> None:
    assert small.report("-o", small.folder / "out", *flags).code == Exit.FINE
    assert names(small.folder / "out") == files


def test_without_a_folder_it_is_named_after_the_year(
    ask: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ask("report", YEAR, "--html").code == Exit.FINE
    assert names(tmp_path / "report-2019") == PAGE


def test_drafts_say_why_they_are_drafts(ask: Callable[..., Ran], tmp_path: Path) -> None:
    ran = ask("report", YEAR, "-o", tmp_path, "--html")
    assert "结果还不能公布：有必报数没有填" in ran.err
    assert "文号" not in ran.err, "a page has none"
    ran = ask("report", YEAR, "-o", tmp_path, "--docx")
    assert "还不能印发：有必报数没有填" in ran.err
    for why in ("没有对照上年", "数据是示例", "没有文号（--number）", "没有通报日期（--notice-date）"):
        assert f"；{why}" in ran.err
    given = ("--number", "娄质强办〔2020〕3号", "--notice-date", "2020-03-20")
    ran = ask("report", YEAR, "-o", tmp_path, "--docx", "--force", "--previous", LAST_YEAR, *given)
    assert "填核定值 0）；数据是示例\n" in ran.err
    assert "反馈函上还须手填：文号、联系人和电话" in ran.err


def test_what_is_there_is_not_written_over_unasked(ask: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    ran = ask("report", YEAR, "-o", tmp_path)
    assert ran.code == Exit.USAGE
    assert "index.html" in ran.err
    assert names(tmp_path) == PAGE
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "mine"


def test_what_was_written_into_the_ledger_outlives_a_second_run(small: Small) -> None:
    out = small.folder / "out"
    assert small.report("-o", out, "--xlsx").code == Exit.FINE
    write_into(out / LEDGER, "责任人", "张三")
    ran = small.report("-o", out, "--xlsx", "--force")
    assert ran.code == Exit.FINE
    assert "手写的内容已带入" in ran.err
    assert "张三" in written(out / LEDGER)


def test_an_earlier_ledger_is_carried_on_by_name(small: Small) -> None:
    small.report("-o", small.folder / "old", "--xlsx", year=2018)
    earlier = small.folder / "old" / LEDGER
    write_into(earlier, "整改措施", "补齐台账，逐项销号")
    before = earlier.read_bytes()
    last = small.folder / "2018.xlsx"
    ran = small.report("--previous", last, "--ledger", earlier, "-o", small.folder / "new", "--xlsx")
    assert ran.code == Exit.FINE
    assert "补齐台账，逐项销号" in written(small.folder / "new" / LEDGER)
    assert earlier.read_bytes() == before


def test_drafts_are_not_sent_to_be_signed(small: Small) -> None:
    ran = small.report("-o", small.folder / "out", "--docx")
    assert "还不能印发" in ran.err
    assert ran.err.endswith("下一步：补齐上面所缺的，再重新运行并加 --force\n")


def test_rows_that_found_no_place_are_counted_on_the_screen(small: Small) -> None:
    out = small.folder / "out"
    small.report("-o", out, "--xlsx")
    write_into(out / LEDGER, "单位", "丙县")
    ran = small.report("-o", out, "--xlsx", "--force")
    assert "其中 1 行对不上单位或编号，列在“上年事项”最后" in ran.err


def write_into(ledger: Path, title: str, text: str) -> None:
    """Write into the first row under a title of 按单位, as a clerk does."""
    book = load_workbook(ledger)
    sheet = book["按单位"]
    head = next(c for row in sheet.iter_rows() for c in row if c.value == title)
    sheet.cell(head.row + 1, head.column).value = text
    book.save(ledger)


def written(ledger: Path) -> set[str]:
    return {str(c.value) for sheet in load_workbook(ledger) for row in sheet.iter_rows() for c in row if c.value is not None}


def test_a_ledger_that_is_none_is_refused_before_anything_is_written(ask: Callable[..., Ran], tmp_path: Path) -> None:
    ran = ask("report", YEAR, "--ledger", SAMPLES / "2018.xlsx", "-o", tmp_path / "out", "--xlsx")
    assert ran.code == Exit.USAGE
    assert "整改清单" in ran.err
    assert not (tmp_path / "out").exists()


def test_the_ledger_of_another_year_is_refused(small: Small) -> None:
    """Its deadlines and states would be told as those of last year."""
    assert small.report("-o", small.folder / "new", "--xlsx").code == Exit.FINE
    ran = small.report("--ledger", small.folder / "new" / LEDGER, "-o", small.folder / "old", "--xlsx", year=2018)
    assert ran.code == Exit.USAGE
    assert "是 2019 年度的整改清单" in ran.err
    assert not (small.folder / "old").exists()


def test_a_ledger_without_a_ledger_to_write_is_refused(ask: Callable[..., Ran], tmp_path: Path) -> None:
    ran = ask("report", YEAR, "--ledger", tmp_path / LEDGER, "-o", tmp_path / "out", "--html")
    assert ran.code == Exit.USAGE
    assert "--xlsx" in ran.err


def test_a_folder_that_is_a_file_is_refused(ask: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    assert ask("report", YEAR, "-o", tmp_path / "out", "--html").code == Exit.USAGE


def test_the_workbook_itself_is_never_written_over(ask: Callable[..., Ran], tmp_path: Path) -> None:
    shutil.copy(YEAR, tmp_path / "result.xlsx")
    before = (tmp_path / "result.xlsx").read_bytes()
    ran = ask("report", tmp_path / "result.xlsx", "-o", tmp_path, "--force")
    assert ran.code == Exit.USAGE
    assert (tmp_path / "result.xlsx").read_bytes() == before


def test_a_form_makes_no_papers(ask: Callable[..., Ran], tmp_path: Path) -> None:
    ran = ask("report", SAMPLES / "forms-2019" / "双峰县.xlsx", "-o", tmp_path / "out")
    assert ran.code == Exit.FINDINGS
    assert "E222" in ran.err
    assert not (tmp_path / "out").exists()


def test_data_with_errors_make_papers_that_say_so_and_exit_1(ask: Callable[..., Ran], tmp_path: Path) -> None:
    book = load_workbook(YEAR)
    sheet = book["指标数据"]
    sheet["E2"] = "九十八点几"
    book.save(tmp_path / "wrong.xlsx")
    ran = ask("report", tmp_path / "wrong.xlsx", "-o", tmp_path / "out", "--html")
    assert ran.code == Exit.FINDINGS
    assert "不能公布" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "数据有错误；有总分待定" in ran.err


def test_options_go_before_the_rules(small: Small) -> None:
    said = ("--issuer", "某某市质量办", "--to", "各有关单位", "--number", "某质〔2020〕1号", "--notice-date", "2020-03-20")
    assert small.report("-o", small.folder / "out", "--docx", *said).code == Exit.FINE
    text = "\n".join(p.text for p in Document(str(small.folder / "out" / "通报.docx")).paragraphs)
    for words in ("某某市质量办", "各有关单位：", "某质〔2020〕1号", "2020年3月20日"):
        assert words in text


def test_in_english_page_and_workbook_are_english_and_word_stays_chinese(small: Small) -> None:
    ran = small.report("-o", small.folder / "out", "--lang", "en")
    assert ran.code == Exit.FINE
    assert "Tiny 2019: result" in (small.folder / "out" / "index.html").read_text(encoding="utf-8")
    assert load_workbook(small.folder / "out" / "result.xlsx").sheetnames[0] == "Ranking"
    assert "通报.docx" in names(small.folder / "out")
    assert "written to" in ran.err


def test_units_whose_letters_would_share_a_name_get_one_each(sample: Assessment) -> None:
    units = ("a/b", "a b", "A?B", "../x", "con")
    files = {unit.unit.name.zh: file for unit, file in letter_names(other_units(sample, units))}
    assert [files[name] for name in units] == [
        "反馈函-a_b.docx",
        "反馈函-a_b-2.docx",
        "反馈函-A_B-3.docx",
        "反馈函-x.docx",
        "反馈函-con_.docx",
    ], "by the order of the rules: a correction of ranks must not make one unit's file another's"


def test_two_ledgers_with_handwriting_are_never_weighed_by_the_program(small: Small) -> None:
    """Carrying on the one named would destroy what was written since into the one in the folder."""
    old, new = small.folder / "old", small.folder / "new"
    small.report("-o", old, "--xlsx", year=2018)
    small.report("-o", new, "--xlsx")
    write_into(new / LEDGER, "责任人", "张三")
    ran = small.report("--ledger", old / LEDGER, "-o", new, "--xlsx", "--force")
    assert ran.code == Exit.USAGE
    assert "只能带入一份" in ran.err
    assert "张三" in written(new / LEDGER)


def test_a_file_that_another_program_holds_stops_all_of_it(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half new papers beside half old ones would be sent out together."""
    out = small.folder / "out"
    assert small.report("-o", out, "--xlsx").code == Exit.FINE
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    opened = type(out).open

    def held(path: Path, mode: str = "r", *rest: object, **more: object) -> object:
        if path.name == "result.xlsx" and mode == "r+b":
            raise PermissionError(13, "Permission denied")
        return opened(path, mode, *rest, **more)  # type: ignore[call-overload]  # as it was called

    monkeypatch.setattr(type(out), "open", held)
    ran = small.report("-o", out, "--xlsx", "--force", "--lang", "en")
    assert ran.code == Exit.USAGE
    assert "result.xlsx" in ran.err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_letters_of_another_run_are_pointed_out(small: Small) -> None:
    (small.folder / "反馈函-撤销县.docx").write_bytes(b"old")
    ran = small.report("-o", small.folder, "--docx")
    assert "不是这次写的反馈函，不要一起发出：反馈函-撤销县.docx" in ran.err


def test_a_notice_before_the_year_was_over_is_refused(ask: Callable[..., Ran], tmp_path: Path) -> None:
    ran = ask("report", YEAR, "-o", tmp_path / "out", "--html", "--notice-date", "2018-03-20")
    assert ran.code == Exit.USAGE
    assert not (tmp_path / "out").exists()


def rules_with(small: Small, papers: str) -> tuple[str, Path]:
    """The small rules with settings for the papers."""
    written = (TINY / "responsibilities.yaml").read_text(encoding="utf-8") + f"papers: {{{papers}}}\n"
    path = small.folder / "responsibilities.yaml"
    path.write_text(written, encoding="utf-8")
    return "--responsibilities", path


def test_the_rules_may_say_the_day_of_the_notice_and_the_option_goes_before(small: Small) -> None:
    rules = rules_with(small, 'date: "2020-03-20"')
    for name, options, day in (("a", (), "2020年3月20日"), ("b", ("--notice-date", "2020-04-01"), "2020年4月1日")):
        assert small.report("-o", small.folder / name, "--docx", *rules, *options).code == Exit.FINE
        assert day in [p.text for p in Document(str(small.folder / name / "通报.docx")).paragraphs]


def test_a_day_left_over_from_last_year_is_refused(small: Small) -> None:
    """Deadlines that had passed before the year was over would stand on every letter."""
    ran = small.report("-o", small.folder / "out", "--docx", *rules_with(small, 'date: "2019-03-20"'))
    assert ran.code == Exit.USAGE
    assert "2019-03-20 早于该年度结束" in ran.err


@pytest.mark.parametrize(("number", "said"), [("3号", "一般写作"), ("某质〔2018〕3号", "与通报日期 2020-03-20 不同")])
def test_a_number_that_looks_wrong_is_pointed_out(small: Small, number: str, said: str) -> None:
    ran = small.report("-o", small.folder / "out", "--docx", "--number", number, "--notice-date", "2020-03-20")
    assert said in ran.err.replace("的年份", "")


def test_a_blank_is_not_taken_for_a_number_or_a_name(small: Small) -> None:
    ran = small.report("-o", small.folder / "out", "--docx", "--number", "　", "--issuer", " ")
    assert "没有文号（--number）" in ran.err
    assert "没有发文机关或主送机关" in ran.err


def test_a_file_name_for_a_folder_is_refused(ask: Callable[..., Ran], tmp_path: Path) -> None:
    ran = ask("report", YEAR, "-o", tmp_path / "通报.docx")
    assert ran.code == Exit.USAGE
    assert "像是文件名" in ran.err
