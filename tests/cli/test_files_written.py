"""-o: a file that appears whole, in the format its suffix means, and never in place of another."""

from __future__ import annotations

import csv
import json
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.conftest import BROKEN, YEAR, Ran

from loudi_qa.cli.output import write_file

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[..., Ran]


def test_the_suffix_picks_the_writer(ask: Ask, tmp_path: Path) -> None:
    for name in ("a.json", "a.csv", "a.md", "a.txt", "B.JSON"):
        ran = ask("score", YEAR, "-o", tmp_path / name)
        assert (ran.code, ran.out) == (0, ""), "the result is in the file, and only there"
        assert f"已写入 {tmp_path / name}" in ran.err
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["year"] == 2019
    assert (tmp_path / "B.JSON").read_bytes() == (tmp_path / "a.json").read_bytes()
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# 2019")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith("2019 年度")


def test_a_csv_file_opens_in_excel_with_its_chinese_intact(ask: Ask, tmp_path: Path) -> None:
    ask("score", YEAR, "-o", tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "without the mark Excel reads it as GBK"
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert rows[0]["单位"] == "娄星区"
    assert len(rows) == 7


def test_json_in_a_file_is_chinese_as_written(ask: Ask, tmp_path: Path) -> None:
    ask("score", YEAR, "-o", tmp_path / "a.json")
    assert "娄星区".encode() in (tmp_path / "a.json").read_bytes()


def test_a_format_that_is_named_stands_over_the_suffix(ask: Ask, tmp_path: Path) -> None:
    assert ask("score", YEAR, "-o", tmp_path / "a.dat", "--format", "csv").code == 0
    assert (tmp_path / "a.dat").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_file_that_is_there_is_left_alone_without_force(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("mine", encoding="utf-8")
    ran = ask("score", YEAR, "-o", path)
    assert ran.code == 2
    assert "--force" in ran.err
    assert path.read_text(encoding="utf-8") == "mine"
    assert ask("score", YEAR, "-o", path, "--force").code == 0
    assert json.loads(path.read_text(encoding="utf-8"))["year"] == 2019


def test_a_refused_file_is_refused_before_any_work(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "a.json").touch()
    assert ask("score", "不在.xlsx", "-o", tmp_path / "a.json").code == 2


def test_nothing_is_written_where_nothing_could_be_scored(ask: Ask, tmp_path: Path) -> None:
    assert ask("score", "不在.xlsx", "-o", tmp_path / "a.json").code == 3
    assert list(tmp_path.iterdir()) == []


def test_findings_can_be_written_too(ask: Ask, tmp_path: Path) -> None:
    ran = ask("validate", BROKEN, "-o", tmp_path / "a.csv")
    assert ran.code == 1
    rows = list(csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["代码", "级别", "文件", "位置", "单位", "编号", "读到", "问题", "改法"]
    assert next(r[:7] for r in rows if r[0] == "E302") == ["E302", "错误", str(BROKEN), "指标数据!E7", "双峰县", "P06", "975"]
    assert all(len(r) == len(rows[0]) for r in rows)


def test_a_write_that_fails_half_way_leaves_the_old_file_and_no_rubbish(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_text("old", encoding="utf-8")

    def locked(self: Path, target: Any) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", locked)
    ran = ask("score", YEAR, "-o", path, "--force")
    assert ran.code == 2
    assert "Excel" in ran.err
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_may_not_be_written_to_is_said_to_be_so(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = Path.open

    def forbidden(path: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if {*mode} & {"w", "x"}:
            raise PermissionError(13, "Permission denied")
        return allowed(path, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", forbidden)
    ran = ask("score", YEAR, "-o", tmp_path / "a.json")
    assert ran.code == 2
    assert "a.json（没有权限，或正被别的程序占用）" in ran.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")
def test_a_file_can_be_read_by_who_may_read_the_folders_other_files(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").touch()
    ask("score", YEAR, "-o", tmp_path / "a.json")
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == stat.S_IMODE((tmp_path / "plain.txt").stat().st_mode)


def test_no_file_is_coloured(ask: Ask, tmp_path: Path) -> None:
    ask("score", YEAR, "-o", tmp_path / "a.txt", "--color", "always")
    assert b"\x1b" not in (tmp_path / "a.txt").read_bytes()


def test_what_is_being_read_is_never_written_over(ask: Ask, tmp_path: Path) -> None:
    book = tmp_path / "2019.xlsx"
    book.write_bytes(YEAR.read_bytes())
    ran = ask("score", book, "--format", "json", "-o", book, "--force")
    assert ran.code == 2
    assert "2019.xlsx" in ran.err
    assert book.read_bytes() == YEAR.read_bytes(), "the office would have lost its year"


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_link_laid_where_a_file_is_put_together_is_not_written_through(tmp_path: Path) -> None:
    precious, target = tmp_path / "precious", tmp_path / "a.csv"
    precious.write_bytes(b"kept")
    (tmp_path / f".{os.getpid()}.part").symlink_to(precious)
    write_file(target, b"new")
    assert (precious.read_bytes(), target.read_bytes()) == (b"kept", b"new"), "others choose what is lost"
