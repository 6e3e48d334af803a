"""Files and folders that may not be read, written or even looked at: a sentence and 2 or 3, never a fault of ours."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_validate import RULES, form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.conftest import Ran

    Ask = Callable[..., Ran]

NOBODY = 65534
LONG = "长" * 300 + ".xlsx"
SENTENCES = ("E102", "写不了", "建不了", "打不开")


@pytest.fixture
def desk() -> Iterator[Path]:
    """A folder that any user may enter, with a form in each of three folders."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        for place in ("open", "closed", "unlisted"):
            form(folder / place / "甲区.xlsx", C3="约53")
            (folder / place).chmod(0o777)
        yield folder
        for place in ("closed", "unlisted"):
            (folder / place).chmod(0o777)


@pytest.fixture
def without_rights(desk: Path, ask: Ask) -> Iterator[None]:
    """Root may do anything whatever the bits say, and so becomes someone else; what is imported late is imported before."""
    if os.name == "nt":
        pytest.skip("Windows has no such bits")
    ask("validate", desk / "open", *RULES, "--annotate", desk / "warm", "-o", desk / "warm.txt")
    ask("template", "2019", *RULES, "-o", desk / "warm-forms")
    (desk / "closed").chmod(0o644)  # its names can be listed, nothing in it can be reached
    (desk / "unlisted").chmod(0o311)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def said(ran: Ran) -> str:
    """Everything that was said by a run that ended as it should."""
    assert ran.code in {2, 3}, ran
    text = ran.out + ran.err
    assert any(sentence in text for sentence in SENTENCES), text
    return text


@pytest.mark.usefixtures("without_rights")
class TestWithoutRights:
    def test_a_folder_whose_files_cannot_be_reached(self, ask: Ask, desk: Path) -> None:
        ran = ask("validate", desk / "closed", desk / "open", *RULES)
        assert "E102" in said(ran)
        assert "共 2 个文件" in ran.out, "the others are checked"

    def test_a_folder_that_cannot_be_listed(self, ask: Ask, desk: Path) -> None:
        assert f"打不开文件夹 {desk / 'unlisted'}" in said(ask("validate", desk / "unlisted", *RULES))

    def test_a_folder_below_that_cannot_be_listed_is_passed_over(self, ask: Ask, desk: Path) -> None:
        (desk / "甲区.xlsx").write_bytes((desk / "open" / "甲区.xlsx").read_bytes())
        assert ask("validate", desk, *RULES).code == 1

    @pytest.mark.parametrize("place", ["closed/甲区.xlsx", "closed/没有.xlsx", "closed/下/没有.xlsx"])
    def test_a_file_that_cannot_be_looked_at(self, place: str, ask: Ask, desk: Path) -> None:
        assert str(desk / place) in said(ask("validate", desk / place, *RULES))

    def test_a_file_that_may_not_be_read_is_said_to_be_so_in_our_own_words(self, ask: Ask, desk: Path) -> None:
        (desk / "锁.xlsx").touch(0o000)
        assert "Invalid value" not in said(ask("validate", desk / "锁.xlsx", *RULES))
        assert "Invalid value" not in said(ask("score", desk / "锁.xlsx", *RULES))
        assert "Invalid value" not in said(ask("template", "2019", "--previous", desk / "锁.xlsx", *RULES))

    @pytest.mark.parametrize(
        ("option", "place"),
        [(o, f"closed/{p}表.csv") for o in ("-o", "--annotate") for p in ("", "下/")] + [("--annotate", "closed")],
    )
    def test_results_cannot_go_where_one_may_not_go(self, option: str, place: str, ask: Ask, desk: Path) -> None:
        ran = ask("validate", desk / "open", *RULES, option, desk / place)
        assert ran.code == 2
        assert str(desk / "closed") in said(ran)

    @pytest.mark.parametrize("place", ["closed", "closed/表", "closed/表.xlsx", "closed/下/表.xlsx"])
    def test_nor_can_forms(self, place: str, ask: Ask, desk: Path) -> None:
        assert str(desk / "closed") in said(ask("template", "2019", "--unit", "甲区", *RULES, "-o", desk / place))

    def test_nor_can_the_last_try_lie_there(self, ask: Ask, desk: Path) -> None:
        assert str(desk / "closed" / "一") in said(ask("validate", desk / "open", *RULES, "--since", desk / "closed" / "一"))


class TestLongNames:
    def test_of_what_is_checked(self, ask: Ask, tmp_path: Path) -> None:
        assert "E102" in said(ask("validate", tmp_path / LONG, *RULES))

    @pytest.mark.parametrize("option", ["-o", "--annotate"])
    def test_of_what_is_written(self, option: str, ask: Ask, tmp_path: Path) -> None:
        name = LONG if option == "--annotate" else LONG.replace("xlsx", "csv")
        (tmp_path / "出").mkdir()
        assert said(ask("validate", form(tmp_path / "甲区.xlsx", C3="约53"), *RULES, option, tmp_path / "出" / name))
        assert not list((tmp_path / "出").iterdir())

    @pytest.mark.parametrize("options", [("--unit", "甲区"), ()])
    def test_of_forms(self, options: tuple[str, ...], ask: Ask, tmp_path: Path) -> None:
        name = LONG if options else LONG.removesuffix(".xlsx")
        assert said(ask("template", "2019", *options, *RULES, "-o", tmp_path / name))

    def test_a_name_as_long_as_a_name_may_be_is_written(self, ask: Ask, tmp_path: Path) -> None:
        out = tmp_path / ("长" * 83 + ".csv")
        assert ask("validate", form(tmp_path / "甲区.xlsx"), *RULES, "-o", out).code == 0
        assert out.is_file()


class TestLoops:
    @pytest.fixture
    def loop(self, tmp_path: Path) -> Path:
        """A link that leads to itself."""
        path = tmp_path / "圈.xlsx"
        try:
            path.symlink_to(path)
        except OSError:
            pytest.skip("no links here")
        return path

    def test_a_link_that_leads_to_itself_is_no_file(self, loop: Path, ask: Ask, tmp_path: Path) -> None:
        assert "E102" in said(ask("validate", loop, *RULES))
        form(tmp_path / "甲区.xlsx")
        assert "E102" in said(ask("validate", tmp_path, *RULES))

    @pytest.mark.parametrize("option", ["-o", "--annotate", "--since", "--previous"])
    def test_nor_is_it_a_place_or_a_last_try(self, option: str, loop: Path, ask: Ask, tmp_path: Path) -> None:
        how = ("--format", "csv") if option == "-o" else ()
        assert said(ask("validate", form(tmp_path / "甲" / "甲区.xlsx"), *RULES, option, loop, *how))

    def test_a_loop_among_the_last_try_is_read_as_any_bad_file(self, loop: Path, ask: Ask, tmp_path: Path) -> None:
        ran = ask("validate", form(tmp_path / "甲" / "甲区.xlsx"), *RULES, "--since", tmp_path)
        assert ran.code == 0
        assert f"{loop}：上次有这份表，这次没有" in ran.out


def test_writing_that_is_interrupted_leaves_nothing_behind(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    path = form(tmp_path / "甲区.xlsx")
    monkeypatch.setattr(Path, "replace", interrupted)
    ran = ask("validate", path, *RULES, "-o", tmp_path / "出.csv")
    assert (ran.code, list(tmp_path.iterdir())) == (130, [path])
