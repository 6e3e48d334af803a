"""``validate`` on files and folders: what is looked at, what is said first, what is told together, how it ends."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from tests.cli.conftest import BROKEN, FORM, SAMPLES, YEAR, Ran
from tests.conftest import TINY
from tests.submission.books import AVERAGES, COVER, DATA, EXTRAS, GOOD, INCIDENTS, PREVIOUS, QUOTAS, Book

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[..., Ran]

RULES = ("--indicators", TINY / "indicators.yaml", "--responsibilities", TINY / "responsibilities.yaml")
"""The small scheme: the units 甲区 and 乙县."""
FORMS = SAMPLES / "forms-2019"


def form(path: Path, unit: str = "甲区", *, year: int = 2019, filled_on: str = "", **cells: Any) -> Path:
    """A unit's form under the small scheme, without a fault but for the cells named, as ``C2=约53``; C is 填报值."""
    title, *lines = GOOD[DATA].strip().splitlines()
    own = [
        f"{title} 指标名称 | 计量单位 | 佐证材料 | 备注 |",
        *(f"{line} | | 台账 | |" for line in lines if f"| {unit} |" in line),
    ]
    cover = f"| 考核年度 | {year} |\n| 填报单位 | {unit} |\n| 填报日期 | {filled_on} |"
    book = Book(**{COVER: cover, DATA: "\n".join(own)})
    for sheet in (QUOTAS, AVERAGES, PREVIOUS, EXTRAS, INCIDENTS):
        book.drop(sheet)
    for address, value in cells.items():
        book.put(f"{DATA}!{address}", value)
    path.parent.mkdir(parents=True, exist_ok=True)
    return book.save(path)


def codes(said: str) -> list[str]:
    """The codes of the findings told, in their order."""
    return re.findall(r"(?:错误|警告|提示|error|warning|note)\[(E\d{3})\]", said)


def next_line(typed: object, command: str = "收齐以后汇总：loudi-qa collect", rest: str = " -o 2019.xlsx") -> str:
    """What validate ends with where nothing is wrong: the command that comes next, with the rules that were typed."""
    return f"下一步：{command} {typed} {' '.join(map(str, RULES))}{rest}\n"


def test_a_form_without_a_fault_is_said_to_be_fine(ask: Ask, tmp_path: Path) -> None:
    ran = ask("validate", form(tmp_path / "甲区.xlsx"), *RULES)
    assert (ran.code, ran.err) == (0, next_line(tmp_path / "甲区.xlsx"))
    assert ran.out.splitlines()[:2] == ["共 1 个文件：1 个没有错误，0 个有错误，0 个读不了", "合计：没有问题"]
    assert "甲区.xlsx（甲区的填报表，2019 年度）：没有问题" in ran.out


@pytest.mark.parametrize("file", sorted(FORMS.glob("*.xlsx")), ids=lambda p: p.stem)
def test_every_form_of_the_sample_round_is_without_errors(file: Path, ask: Ask) -> None:
    assert ask("validate", file, "-q").code == 0


def test_a_years_workbook_is_checked_too(ask: Ask) -> None:
    ran = ask("validate", YEAR)
    assert "（年度工作簿，2019 年度）" in ran.out


def test_a_finding_tells_sentence_place_reading_and_mend(ask: Ask, tmp_path: Path) -> None:
    path = form(tmp_path / "甲区.xlsx", C3="约53")
    assert ask("validate", path, *RULES).out.splitlines()[3:] == [
        f"{path}（甲区的填报表，2019 年度）：1 个错误",
        "错误[E301]: 甲区的 C1：填报值应填数字，读到“约53”",
        f"  --> {path} 指标数据!C3",
        "  读到：约53",
        "  改法：只填数字，文字说明写到“备注”",
    ]


def test_the_same_finding_reads_as_well_in_english(ask: Ask, tmp_path: Path) -> None:
    path = form(tmp_path / "甲区.xlsx", C3="约53")
    lines = ask("validate", path, *RULES, "--lang", "en").out.splitlines()
    assert lines[:2] == ["files: 1; without errors: 0, with errors: 1, unreadable: 0", "in all: 1 error"]
    assert lines[4:] == [
        "error[E301]: 填报值 of C1 of 甲区 must be a number, it reads 约53",
        f"  --> {path} 指标数据!C3",
        "  read: 约53",
        "  fix:  write the number alone; remarks go under 备注",
    ]


class TestSeveralFiles:
    def test_the_totals_of_all_files_come_first(self, ask: Ask, tmp_path: Path) -> None:
        good, bad = form(tmp_path / "甲区.xlsx"), form(tmp_path / "乙县.xlsx", "乙县", C3="三十", C4="０．５", D2="191.5")
        torn = tmp_path / "坏.xlsx"
        torn.write_bytes(good.read_bytes()[:500])
        lines = ask("validate", good, bad, torn, *RULES).out.splitlines()
        assert lines[0] == "共 3 个文件：1 个没有错误，1 个有错误，1 个读不了"
        assert lines[1].startswith("合计：")
        assert lines[2] == ""
        headings = [line for line in lines if line.startswith(str(tmp_path))]
        assert [line.split("（")[0].split("：")[0] for line in headings] == [str(good), str(bad), str(torn)]

    def test_the_totals_are_the_sums_of_the_files(self, ask: Ask) -> None:
        lines = ask("validate", BROKEN, FORMS).out.splitlines()
        headings = [line for line in lines[2:] if "年度）：" in line]
        assert len(headings) == 8
        for level in ("错误", "警告", "提示"):
            counts = [sum(map(int, re.findall(rf"(\d+) 个{level}", line))) for line in (lines[1], *headings)]
            assert counts[0] == sum(counts[1:])

    def test_a_file_named_twice_is_looked_at_once(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx")
        assert ask("validate", path, tmp_path / "." / "甲区.xlsx", tmp_path, *RULES).out.startswith("共 1 个文件")

    def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_checked(self, ask: Ask, tmp_path: Path) -> None:
        bad = form(tmp_path / "甲区.xlsx", C3="约53")
        ran = ask("validate", tmp_path / "没有.xlsx", bad, *RULES)
        assert ran.code == 3
        assert codes(ran.out) == ["E101", "E301"]


class TestFolders:
    def test_a_folder_stands_for_the_workbooks_in_it_by_name(self, ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "乙县.xlsx", "乙县")
        form(tmp_path / "甲区.XLSX")
        (tmp_path / "说明.txt").write_text("不是表格", encoding="utf-8")
        out = ask("validate", tmp_path, *RULES).out
        assert out.startswith("共 2 个文件：2 个没有错误")
        assert out.index("乙县.xlsx") < out.index("甲区.XLSX")

    def test_workbooks_in_folders_below_are_named_not_passed_over_in_silence(self, ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "甲区.xlsx")
        form(tmp_path / "补报" / "乙县.xlsx", "乙县")
        form(tmp_path / "补报" / "乙县2.xlsx", "乙县")
        ran = ask("validate", tmp_path, *RULES)
        assert ran.out.startswith("共 1 个文件")
        assert ran.err == f"没有看子文件夹里的 2 个表格：{tmp_path / '补报'}；要看请一并写上\n" + next_line(tmp_path)
        assert "乙县.xlsx" not in ran.out

    def test_a_folder_below_that_holds_no_workbook_is_not_spoken_of(self, ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "甲区.xlsx")
        (tmp_path / "旧").mkdir()
        assert ask("validate", tmp_path, *RULES).err == next_line(tmp_path)

    @pytest.mark.parametrize("lock", ["~$甲区.xlsx", ".~甲区.xlsx", ".~lock.甲区.xlsx#", "._甲区.xlsx"])
    def test_the_lock_file_of_an_open_workbook_is_left_out(self, lock: str, ask: Ask, tmp_path: Path) -> None:
        form(tmp_path / "甲区.xlsx")
        (tmp_path / lock).write_bytes(b"\x05owner")
        ran = ask("validate", tmp_path, *RULES)
        assert (ran.code, ran.err) == (0, next_line(tmp_path))
        assert ran.out.startswith("共 1 个文件")

    @pytest.mark.parametrize("name", ["甲区.xls", "甲区.et", "甲区.csv", "甲区.ods", "甲区.xlsm", "甲区.xlsb"])
    def test_what_a_unit_sent_in_another_format_is_refused_in_words_not_left_unseen(
        self, name: str, ask: Ask, tmp_path: Path
    ) -> None:
        form(tmp_path / "乙县.xlsx", "乙县")
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        ran = ask("validate", tmp_path, *RULES)
        assert ran.code == 3
        assert codes(ran.out) == ["E103"]
        assert ran.out.startswith("共 2 个文件：1 个没有错误，0 个有错误，1 个读不了")

    @pytest.mark.parametrize("others", [[], ["说明.txt"], ["~$甲区.xlsx"]])
    def test_a_folder_without_a_workbook_is_a_mistake_of_the_command(self, others: list[str], ask: Ask, tmp_path: Path) -> None:
        for name in others:
            (tmp_path / name).write_bytes(b"x")
        ran = ask("validate", tmp_path, *RULES)
        assert (ran.code, ran.out) == (2, "")
        assert f"文件夹 {tmp_path} 里没有表格文件（.xlsx）" in ran.err

    def test_a_lock_file_alone_is_no_workbook(self, ask: Ask, tmp_path: Path) -> None:
        (tmp_path / "~$甲区.xlsx").write_bytes(b"x")
        ran = ask("validate", tmp_path / "~$甲区.xlsx", *RULES, "--lang", "en")
        assert (ran.code, ran.out) == (2, "")
        assert "only lock files" in ran.err

    def test_a_folder_that_may_not_be_looked_into_is_said_to_be_so(
        self, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def locked(_: Path) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "iterdir", locked)
        ran = ask("validate", tmp_path, *RULES)
        assert ran.code in {2, 3}
        assert str(tmp_path) in ran.out + ran.err


class TestAlikeFindings:
    WRONG: ClassVar[dict[str, Any]] = {f"C{row}": "约5" for row in (2, 3, 4, 6, 8)}

    def test_three_and_more_are_told_under_one_headline_with_every_place(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx", **self.WRONG)
        lines = ask("validate", path, *RULES).out.splitlines()
        at = lines.index("错误[E301]: 不是数字（5 处）")
        assert lines[at + 1] == f"  --> {path} 指标数据!C2:C4, C6, C8"
        assert [line.split("：")[0].strip() for line in lines[at + 2 : at + 7]] == ["C2", "C3", "C4", "C6", "C8"]
        assert lines[at + 7] == "  改法：只填数字，文字说明写到“备注”"

    def test_two_are_told_one_by_one(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx", C2="约5", C3="约6")
        assert codes(ask("validate", path, *RULES).out) == ["E301", "E301"]

    def test_each_is_told_by_itself_with_v(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx", **self.WRONG)
        ran = ask("validate", path, *RULES, "-v")
        assert codes(ran.out) == ["E301"] * 5
        assert re.findall(r"指标数据!(C\d)", ran.out) == list(self.WRONG)

    def test_alike_findings_of_two_files_are_not_told_together(self, ask: Ask, tmp_path: Path) -> None:
        paths = [form(tmp_path / f"{unit}.xlsx", unit, C2="约5", C3="约6") for unit in ("甲区", "乙县")]
        assert codes(ask("validate", *paths, *RULES).out) == ["E301"] * 4

    def test_beyond_eight_the_rest_is_counted_and_its_places_are_there(self, ask: Ask, tmp_path: Path) -> None:
        rows = range(9, 29)
        wrong: dict[str, Any] = {f"{c}{r}": v for r in rows for c, v in (("A", "丙镇"), ("B", f"Z{r}"), ("C", 1))}
        path = form(tmp_path / "甲区.xlsx", **wrong)
        lines = ask("validate", path, *RULES).out.splitlines()
        at = next(i for i, line in enumerate(lines) if "E206" in line)
        assert lines[at].endswith("（20 处）")
        assert lines[at + 1].endswith("指标数据!B9:B28")
        assert "另有 12 处，位置已列在上面；逐条看加 -v" in "\n".join(lines[at:])

    def test_every_place_of_the_broken_sample_is_given(self, ask: Ask) -> None:
        def places(*options: str) -> set[str]:
            arrows = re.findall(r"--> .*!(.+)$", ask("validate", BROKEN, *options).out, flags=re.MULTILINE)
            return {place for line in arrows for place in line.split(", ")}

        assert len(places("-v")) > 15
        assert places("-v") - places() == {"E2"}, "the one note of the sample"


class TestExitCodes:
    def test_0_with_warnings_1_with_warnings_under_strict(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx", C4=0.84)
        ran = ask("validate", path, *RULES)
        assert codes(ran.out) == ["E309"]
        assert ran.code == 0
        assert ask("validate", path, *RULES, "--strict").code == 1

    def test_notes_are_fine_under_strict_too(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx", C4="８４")
        ran = ask("validate", path, *RULES, "--strict", "-v")
        assert codes(ran.out) == ["E310"]
        assert ran.code == 0

    @pytest.mark.parametrize("strict", [(), ("--strict",)])
    def test_1_with_errors_and_3_with_a_file_that_cannot_be_read_whatever_else_there_is(
        self, strict: tuple[str, ...], ask: Ask, tmp_path: Path
    ) -> None:
        bad = form(tmp_path / "甲区.xlsx", C3="约53")
        assert ask("validate", bad, *RULES, *strict).code == 1
        assert ask("validate", bad, tmp_path / "没有.xlsx", *RULES, *strict).code == 3

    def test_2_without_a_path(self, ask: Ask) -> None:
        assert ask("validate").code == 2


class TestHowMuchIsSaid:
    def test_notes_are_counted_and_listed_with_v(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx", C4="８４")
        plain = ask("validate", path, *RULES).out
        assert "合计：1 个提示（提示未列出，加 -v 查看）" in plain
        assert codes(plain) == []
        full = ask("validate", path, *RULES, "-v").out
        assert codes(full) == ["E310"]
        assert "未列出" not in full

    def test_quiet_tells_errors_alone(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx", C4=0.84, C3="约53")
        assert codes(ask("validate", path, *RULES).out) == ["E301", "E309"]
        ran = ask("validate", path, *RULES, "-q")
        assert codes(ran.out) == ["E301"]
        assert ran.err == ""

    def test_errors_come_before_warnings_and_notes(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx", C4=0.84, C5="６", C6="约53")
        assert codes(ask("validate", path, *RULES, "-v").out) == ["E301", "E309", "E310"]

    def test_the_next_step_is_told_on_standard_error(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx", C3="约53")
        assert (
            ask("validate", path, *RULES).err
            == "要把问题标在表里退回，加 --annotate 文件夹；某个代码的说明：loudi-qa explain E301\n"
        )
        assert "explain E301" in ask("validate", path, *RULES, "--lang", "en").err
        assert ask("validate", path, *RULES, "--json").err == ""

    def test_a_file_gets_everything_and_the_screen_says_where(self, ask: Ask, tmp_path: Path) -> None:
        path, out = form(tmp_path / "甲区.xlsx", C4="８４", C3="约53"), tmp_path / "问题.txt"
        ran = ask("validate", path, *RULES, "-o", out)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(f"已写入 {out}\n") or f"\n已写入 {out}\n" in ran.err
        assert codes(out.read_text(encoding="utf-8")) == ["E301", "E310"]

    def test_the_file_that_is_checked_is_never_written_over(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx")
        before = path.read_bytes()
        ran = ask("validate", path, *RULES, "--format", "csv", "-o", path, "--force")
        assert (ran.code, path.read_bytes()) == (2, before)

    def test_nor_is_one_that_lies_in_the_folder_that_is_checked(self, ask: Ask, tmp_path: Path) -> None:
        path = form(tmp_path / "甲区.xlsx")
        before = path.read_bytes()
        ran = ask("validate", tmp_path, *RULES, "--format", "csv", "-o", path, "--force")
        assert (ran.code, path.read_bytes()) == (2, before)

    def test_colour_is_only_colour(self, ask: Ask) -> None:
        plain = ask("validate", FORM, BROKEN).out
        coloured = ask("validate", FORM, BROKEN, "--color", "always").out
        assert "\x1b[" in coloured
        text = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
        assert [line.rstrip() for line in text.splitlines()] == plain.splitlines()
