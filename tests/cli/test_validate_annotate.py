"""``validate --annotate``: marked copies that go back to the units, and come back."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from tests.cli.conftest import BROKEN, Ran
from tests.cli.test_validate import RULES, codes, form

from loudi_qa.cli import validate
from loudi_qa.submission.round import round_of
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[..., Ran]

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def with_a_picture(path: Path) -> Path:
    """A form of 甲区 with a wrong value and a picture, as only another program writes it."""
    with xlsxwriter.Workbook(path) as book:
        cover, data = book.add_worksheet("封面"), book.add_worksheet("指标数据")
        cover.write_row("A1", ["考核年度", 2019])
        cover.write_row("A2", ["填报单位", "甲区"])
        data.write_row("A1", ["单位", "编号", "填报值", "不适用原因"])
        data.write_row("A2", ["甲区", "C1", "约53"])
        data.insert_image("F2", "章.png", {"image_data": BytesIO(PIXEL)})
    return path


def findings(ask: Ask, path: Path, *options: object) -> list[tuple[Any, ...]]:
    """What validate finds in a file, but for the file's name."""
    found = json.loads(ask("validate", path, *options, "--json").out)["findings"]
    return [tuple(v for k, v in f.items() if k != "file") for f in found]


def test_a_copy_of_each_file_with_findings_is_written(ask: Ask, tmp_path: Path) -> None:
    bad, good = form(tmp_path / "甲区.xlsx", C3="约53"), form(tmp_path / "乙县.xlsx", "乙县")
    before = bad.read_bytes()
    ran = ask("validate", bad, good, *RULES, "--annotate", tmp_path / "退回")
    assert ran.code == 1
    assert [p.name for p in (tmp_path / "退回").iterdir()] == ["甲区-标注.xlsx"]
    assert f"已写 1 份标注副本到 {tmp_path / '退回'}" in ran.err
    assert "--annotate" not in ran.err, "what was done is not proposed"
    assert bad.read_bytes() == before


def test_the_copy_shows_where_and_what(ask: Ask, tmp_path: Path) -> None:
    ask("validate", form(tmp_path / "甲区.xlsx", C3="约53"), *RULES, "--annotate", tmp_path / "退回")
    book = openpyxl.load_workbook(tmp_path / "退回" / "甲区-标注.xlsx")
    cell = book["指标数据"]["C3"]
    assert cell.value == "约53"
    assert cell.fill.fill_type == "solid"
    assert cell.comment is not None
    assert "应填数字" in cell.comment.text
    assert "只填数字" in cell.comment.text
    assert layout.ISSUES in book.sheetnames


def test_the_list_goes_down_the_form_once(ask: Ask, tmp_path: Path) -> None:
    """In the order of the checks a clerk would go from the last row back to the first, and past it again."""
    ask("validate", BROKEN, "--annotate", tmp_path / "退回")
    listed = openpyxl.load_workbook(tmp_path / "退回" / f"{BROKEN.stem}-标注.xlsx")[layout.ISSUES]
    places = [str(row[3].value).rpartition("!") for row in listed.iter_rows(min_row=5)]
    rows = [layout.cell_of(cell) or (0, 0) for sheet, _, cell in places if sheet == layout.DATA.name]
    assert len(rows) > 5
    assert rows == sorted(rows)


def test_the_copy_speaks_the_language_of_the_run(ask: Ask, tmp_path: Path) -> None:
    ask("validate", form(tmp_path / "甲区.xlsx", C3="约53"), *RULES, "--annotate", tmp_path / "退回", "--lang", "en")
    comment = openpyxl.load_workbook(tmp_path / "退回" / "甲区-标注.xlsx")["指标数据"]["C3"].comment
    assert comment is not None
    assert "must be a number" in comment.text


def test_where_nothing_is_wrong_nothing_is_written_and_that_is_said(ask: Ask, tmp_path: Path) -> None:
    ran = ask("validate", form(tmp_path / "甲区.xlsx"), *RULES, "--annotate", tmp_path / "退回")
    assert ran.code == 0
    assert ran.err.startswith("没有要标注的问题\n下一步：收齐以后汇总：")
    assert not list((tmp_path / "退回").glob("*"))


def test_a_file_that_cannot_be_read_has_no_copy_and_the_others_have_theirs(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    form(tmp_path / "甲区.xlsx", C3="约53")
    ran = ask("validate", tmp_path, *RULES, "--annotate", tmp_path / "退回")
    assert ran.code == 3
    assert [p.name for p in (tmp_path / "退回").iterdir()] == ["甲区-标注.xlsx"]


def test_a_copy_that_is_there_is_left_alone_without_force(ask: Ask, tmp_path: Path) -> None:
    bad, out = form(tmp_path / "甲区.xlsx", C3="约53"), tmp_path / "退回"
    out.mkdir()
    (out / "甲区-标注.xlsx").write_bytes(b"mine")
    ran = ask("validate", bad, *RULES, "--annotate", out)
    assert ran.code == 2
    assert "--force" in ran.err
    assert (out / "甲区-标注.xlsx").read_bytes() == b"mine"
    assert ask("validate", bad, *RULES, "--annotate", out, "--force").code == 1
    assert openpyxl.load_workbook(out / "甲区-标注.xlsx").sheetnames


def test_where_one_copy_is_refused_none_is_written(ask: Ask, tmp_path: Path) -> None:
    for unit in ("甲区", "乙县"):
        form(tmp_path / f"{unit}.xlsx", unit, C3="约53")
    out = tmp_path / "退回"
    out.mkdir()
    (out / "甲区-标注.xlsx").write_bytes(b"mine")
    assert ask("validate", tmp_path, *RULES, "--annotate", out).code == 2
    assert [p.name for p in out.iterdir()] == ["甲区-标注.xlsx"]


def test_a_file_in_place_of_the_folder_is_refused(ask: Ask, tmp_path: Path) -> None:
    bad = form(tmp_path / "甲区.xlsx", C3="约53")
    ran = ask("validate", bad, *RULES, "--annotate", bad)
    assert ran.code == 2
    assert str(bad) in ran.err


@pytest.mark.parametrize("how", ["the folder", "a file", "the folder by another name"])
def test_a_folder_that_is_being_checked_takes_no_copies_which_would_pass_for_forms_the_next_time(
    how: str, ask: Ask, tmp_path: Path
) -> None:
    bad, folder = form(tmp_path / "报" / "甲区.xlsx", C3="约53"), tmp_path / "报"
    into = folder / ".." / "报" if how.endswith("name") else folder
    ran = ask("validate", bad if how == "a file" else folder, *RULES, "--annotate", into)
    assert (ran.code, ran.out) == (2, "")
    assert "--annotate 换一个文件夹" in ran.err
    assert list(folder.iterdir()) == [bad]


def test_a_file_that_changed_after_it_was_checked_gets_no_marks(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = form(tmp_path / "甲区.xlsx", C3="约53")
    other = form(tmp_path / "改后" / "甲区.xlsx", C3=3)
    told = round_of

    def meanwhile(*given: Any, **named: Any) -> Any:
        bad.write_bytes(other.read_bytes())
        return told(*given, **named)

    monkeypatch.setattr(validate, "round_of", meanwhile)
    ran = ask("validate", bad, *RULES, "--round", "--annotate", tmp_path / "退回")
    assert ran.code == 2
    assert f"{bad} 在检查之后改动过" in ran.err
    assert not (tmp_path / "退回").exists()


def test_a_file_that_vanished_after_it_was_checked_is_said_to_have(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, told = form(tmp_path / "甲区.xlsx", C3="约53"), round_of

    def meanwhile(*given: Any, **named: Any) -> Any:
        bad.unlink()
        return told(*given, **named)

    monkeypatch.setattr(validate, "round_of", meanwhile)
    ran = ask("validate", bad, *RULES, "--round", "--annotate", tmp_path / "退回")
    assert ran.code == 3
    assert "E101" in ran.err
    assert not (tmp_path / "退回").exists()


def test_two_files_of_one_name_get_a_copy_each(ask: Ask, tmp_path: Path) -> None:
    first = form(tmp_path / "一" / "表.xlsx", C3="约53")
    second = form(tmp_path / "二" / "表.xlsx", "乙县", C3="约54")
    ask("validate", first, second, *RULES, "--annotate", tmp_path / "退回")
    copies = sorted((tmp_path / "退回").iterdir())
    assert len(copies) == 2
    assert {openpyxl.load_workbook(c)["指标数据"]["C3"].value for c in copies} == {"约53", "约54"}


def test_a_workbook_with_a_picture_gets_a_list_and_is_said_to(ask: Ask, tmp_path: Path) -> None:
    path = with_a_picture(tmp_path / "甲区.xlsx")
    ran = ask("validate", path, *RULES, "--annotate", tmp_path / "退回")
    (written,) = (tmp_path / "退回").iterdir()
    assert written.name == "甲区-问题清单.xlsx"
    assert "图片" in ran.err
    assert str(path) in ran.err
    texts = {str(c.value) for row in openpyxl.load_workbook(written).worksheets[0].iter_rows() for c in row}
    assert any("应填数字" in t for t in texts)


def test_a_marked_copy_has_the_findings_of_its_original_and_no_more(ask: Ask, tmp_path: Path) -> None:
    doubtful = form(tmp_path / "甲区.xlsx", C4=0.84, C3="３", I2="共三项")
    for path, options in ((BROKEN, ()), (doubtful, RULES)):
        ask("validate", path, *options, "--annotate", tmp_path / path.stem)
        (copy,) = (tmp_path / path.stem).iterdir()
        assert findings(ask, copy, *options) == findings(ask, path, *options) != []


def test_a_copy_of_a_copy_is_marked_once(ask: Ask, tmp_path: Path) -> None:
    ask("validate", BROKEN, "--annotate", tmp_path / "一")
    (first,) = (tmp_path / "一").iterdir()
    ask("validate", first, "--annotate", tmp_path / "二")
    (second,) = (tmp_path / "二").iterdir()
    assert second.name == first.name
    one, two = (openpyxl.load_workbook(p) for p in (first, second))
    assert one.sheetnames == two.sheetnames
    assert findings(ask, second) == findings(ask, BROKEN)
    for sheet in ("指标数据", layout.ISSUES):
        rows = [[[c.value for c in row] for row in book[sheet].iter_rows(max_col=10)] for book in (one, two)]
        assert rows[0] == rows[1]


def test_a_copy_that_was_put_right_is_clean_and_the_last_try_says_so(ask: Ask, tmp_path: Path) -> None:
    sent = form(tmp_path / "一" / "甲区.xlsx", C3="约53", C5="三十", C7="快了")
    ask("validate", sent, *RULES, "--annotate", tmp_path / "退回")
    (copy,) = (tmp_path / "退回").iterdir()
    book = openpyxl.load_workbook(copy)
    for address, value in {"C3": 3, "C5": 4, "C7": "建成"}.items():
        book["指标数据"][address].value = value
    (tmp_path / "二").mkdir()
    back = tmp_path / "二" / copy.name
    book.save(back)
    ran = ask("validate", back, *RULES, "--since", tmp_path / "一", "-v")
    assert ran.code == 0
    assert codes(ran.out) == []
    assert "3 处已改 3 处，还剩 0 处，新增 0 处" in ran.out


def test_a_copy_marked_again_once_it_is_right_bears_no_marks(ask: Ask, tmp_path: Path) -> None:
    ask("validate", form(tmp_path / "甲区.xlsx", C3="约53", C4=0.84), *RULES, "--annotate", tmp_path / "一")
    (copy,) = (tmp_path / "一").iterdir()
    book = openpyxl.load_workbook(copy)
    book["指标数据"]["C3"].value = 3
    book.save(copy)
    ask("validate", copy, *RULES, "--annotate", tmp_path / "二")
    (second,) = (tmp_path / "二").iterdir()
    sheet = openpyxl.load_workbook(second)["指标数据"]
    assert sheet["C3"].comment is None
    assert sheet["C3"].fill.fill_type is None
    assert sheet["C4"].comment is not None


def test_json_on_standard_output_stays_json(ask: Ask, tmp_path: Path) -> None:
    ran = ask("validate", BROKEN, "--annotate", tmp_path, "--json")
    assert json.loads(ran.out)["totals"]["errors"] > 10


def test_quiet_says_nothing_of_the_copies_but_what_was_lost(ask: Ask, tmp_path: Path) -> None:
    bad = form(tmp_path / "甲区.xlsx", C3="约53")
    assert ask("validate", bad, *RULES, "--annotate", tmp_path / "退回", "-q").err == ""
    assert (tmp_path / "退回" / "甲区-标注.xlsx").exists()
