"""``loudi-qa init``: a scheme from options or from a dialogue, right in itself, and never over what is there."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.cli.conftest import OURS, command, environment

from loudi_qa.cli import forms, init, init_answers
from loudi_qa.cli.exits import UsageError
from loudi_qa.scheme.load import load
from loudi_qa.scheme.schema import FILES as SCHEMAS
from loudi_qa.scheme.schema import file_name
from loudi_qa.scheme.skeleton import FILES, Wanted, skeleton

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

    from loudi_qa.scheme.load import Rules

CTRL_C = b"\x03"
ENOUGH = ("--name", "安阳市质量工作考核", "--units", "甲县，乙县、丙区")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rules(folder: Path) -> Rules:
    return load(folder / "indicators.yaml", folder / "responsibilities.yaml")


def written(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


ALL = {*FILES, *(f"schema/{file_name(which)}" for which in SCHEMAS)}


# Options


def test_name_and_units_are_enough(ask: Callable[..., Ran], here: Path) -> None:
    ran = ask("init", "anyang", *ENOUGH)
    assert (ran.code, ran.out) == (0, "")
    assert written(here / "anyang") == ALL
    scheme, mandate, *_ = rules(here / "anyang")
    assert (scheme.scheme, scheme.name.zh, scheme.edition) == ("anyang", "安阳市质量工作考核", str(date.today().year))
    assert [u.name.zh for u in mandate.units] == ["甲县", "乙县", "丙区"]
    assert [(g.name.zh, g.points) for g in scheme.groups] == [("产品质量", Decimal(60)), ("质量工作", Decimal(40))]
    assert "示例" in ran.err
    assert 'cd "anyang"' in ran.err


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("东城区 西城区", ["东城区", "西城区"]),
        ("东城区　西城区  甲县", ["东城区", "西城区", "甲县"]),
        ("东城区,西城区 甲县", ["东城区", "西城区", "甲县"]),
        ("甲 县,乙县", ["甲 县", "乙县"]),
        ("Jia Xian, Yi Xian", ["Jia Xian", "Yi Xian"]),
    ],
)
def test_blanks_part_what_are_plainly_units_and_what_was_taken_is_always_said(
    typed: str, taken: list[str], ask: Callable[..., Ran], here: Path
) -> None:
    ran = ask("init", "x", "--name", "某市", "--units", typed)
    assert [u.name.zh for u in rules(here / "x").mandate.units] == taken
    assert f"被考核单位共 {len(taken)} 个：{'、'.join(taken)}\n" in ran.err
    assert "排不出位次" not in ran.err


def test_a_blank_of_which_no_one_can_tell_what_it_parts_is_refused(ask: Callable[..., Ran], here: Path) -> None:
    ran = ask("init", "x", "--name", "某市", "--units", "东城 西城,甲县")
    assert (ran.code, written(here)) == (2, set())
    assert "几个的写 东城,西城，一个的写 东城西城" in ran.err


def test_one_unit_alone_is_told_to_have_no_place(ask: Callable[..., Ran], here: Path) -> None:
    assert "排不出位次" in ask("init", "x", "--name", "某市", "--units", "东城区").err
    assert "排不出位次" not in ask("init", "y", "--name", "某市", "--units", "东城区，西城区").err


def test_every_option_is_in_the_files(ask: Callable[..., Ran], here: Path) -> None:
    more = ("--id", "a-1", "--year", "2019", "--groups", "食品=33.5，工程＝66.5分", "--document", "某政发〔2019〕1号")
    assert ask("init", ".", *ENOUGH, *more, "-q").err == ""
    scheme = rules(here).scheme
    assert (scheme.scheme, scheme.edition, scheme.source.document) == ("a-1", "2019", "某政发〔2019〕1号")
    assert [(g.name.zh, g.points) for g in scheme.groups] == [("食品", Decimal("33.5")), ("工程", Decimal("66.5"))]


def test_what_is_missing_is_named_where_no_one_can_be_asked(
    ask: Callable[..., Ran], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    ran = ask("init", "anyang", "--name", "x", "--lang", "en")
    assert ran.code == 2
    assert "--units missing" in ran.err
    assert "--name、--units" in ask("init", "anyang").err
    assert not (here / "anyang").exists()


@pytest.mark.parametrize(
    ("options", "zh", "en"),
    [
        (("--units", "甲县,甲县"), "单位“甲县”写了两次", "unit 甲县 stands twice"),
        (("--units", "甲县,甲 县"), "写了两次", "stands twice"),
        (("--units", "，,"), "单位不能为空", "unit must not be empty"),
        (("--units", "甲县,<<"), "没有文字", "no letter"),
        (("--units", "甲" * 61), "最多 60 个字", "at most 60"),
        (("--units", "甲\ue000县"), "不能用的字符", "cannot be used"),
        (("--name", " "), "名称不能为空", "the name must not be empty"),
        (("--groups", "食品=50,工程=49"), "各组合计 99 分，应为 100 分", "add up to 99 points, not 100"),
        (("--groups", "食品"), "没有写明分值；写成 产品质量=60", "gives no points"),
        (("--groups", "食品=一百"), "没有写明分值", "gives no points"),
        (("--groups", "食品=0.5,工程=99.5"), "每组至少 1 分", "at least 1"),
        (("--groups", "食品=33.333,工程=66.667"), "小数不超过两位", "two digits at most"),
        (("--groups", "食品=50,食品=50"), "写了两次", "stands twice"),
        (("--groups", ",".join(f"组{n}=4" for n in range(25))), "最多 20 个", "at most 20"),
        (("--year", "19"), "四位数字", "four digits"),
        (("--year", "1919"), "2000 至 2099", "from 2000 to 2099"),
        (("--id", "质量"), "以英文字母开头", "a letter, then"),
    ],
)
def test_an_answer_that_cannot_be_used_is_told_with_what_to_write(
    ask: Callable[..., Ran], here: Path, options: tuple[str, ...], zh: str, en: str
) -> None:
    given_twice = (*ENOUGH, *options)  # of an option that is there twice the last counts
    ran = ask("init", "anyang", *given_twice)
    assert ran.code == 2
    assert zh in ran.err
    assert en in ask("init", "anyang", *given_twice, "--lang", "en").err
    assert not (here / "anyang").exists(), "nothing is begun that cannot be finished"


def test_the_years_are_those_that_a_form_can_be_of() -> None:
    taken = [y for y in range(1990, 2110) if _takes(str(y))]
    assert taken == list(range(forms.FIRST_YEAR, forms.LAST_YEAR + 1))
    assert init_answers.year("２０１９年") == 2019


def _takes(text: str) -> bool:
    try:
        return init_answers.year(text) > 0
    except UsageError:
        return False


def test_braces_in_an_answer_are_no_fields_of_a_sentence(ask: Callable[..., Ran], here: Path) -> None:
    assert "单位“{a}{0}”写了两次" in ask("init", "x", "--name", "{n}", "--units", "{a}{0},{a}{0}").err
    assert ask("init", "{x}", "--name", "{n}", "--units", "{a}{0}").code == 0
    assert rules(here / "{x}").scheme.name.zh == "{n}"


def test_what_is_there_is_kept_unless_forced(ask: Callable[..., Ran], here: Path) -> None:
    (here / "cases.yaml").write_text("mine", encoding="utf-8")
    ran = ask("init", ".", *ENOUGH)
    assert ran.code == 2
    assert "--force" in ran.err
    assert written(here) == {"cases.yaml"}
    assert ask("init", ".", *ENOUGH, "--force").code == 0
    assert written(here) == ALL


def test_on_windows_lines_end_as_old_notepad_needs_them(
    ask: Callable[..., Ran], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(init.os, "linesep", "\r\n")  # type: ignore[attr-defined]  # the module's own import
    assert ask("init", ".", *ENOUGH).code == 0
    data = (here / "indicators.yaml").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > 100, "all of it would stand in one line"
    assert len(rules(here).mandate.units) == 3


def test_a_file_in_the_place_of_a_folder_is_told(ask: Callable[..., Ran], here: Path) -> None:
    (here / "anyang").write_text("", encoding="utf-8")
    assert "不是文件夹" in ask("init", "anyang", *ENOUGH).err
    (here / "other").mkdir()
    (here / "other" / "schema").write_text("", encoding="utf-8")
    assert ask("init", "other", *ENOUGH).code == 2
    assert written(here / "other") == {"schema"}


@pytest.mark.parametrize(
    ("folder", "proposed"),
    [("anyang", "anyang"), ("An Yang", "an-yang"), ("a/b.c", "b.c"), ("安阳", "quality"), ("2026", "quality"), ("安阳x", "x")],
)
def test_an_id_is_proposed_from_the_name_of_the_folder(folder: str, proposed: str) -> None:
    assert init_answers.scheme_id(init_answers.id_of(Path(folder))) == proposed


def test_the_working_folder_has_a_name_too(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "anyang").mkdir()
    monkeypatch.chdir(here / "anyang")
    assert init_answers.id_of(Path()) == "anyang"


@given(units=st.text(max_size=60), groups=st.text(max_size=20), name=st.text(max_size=60), document=st.text(max_size=30))
@example("'甲\"县: #1,=1+1", "a=b", "- {x}", "@")
def test_whatever_is_accepted_loads_back_as_it_was_accepted(
    tmp_path_factory: pytest.TempPathFactory, units: str, groups: str, name: str, document: str
) -> None:
    try:
        wanted = Wanted(
            "x", init_answers.name(name), 2026, init_answers.units(units), init_answers.groups(f"{groups}=60,z9=40"),
            init_answers.document(document),
        )  # fmt: skip
    except UsageError:
        return
    folder = tmp_path_factory.mktemp("x")
    for file, text in skeleton(wanted).items():
        (folder / file).write_bytes(init.to_bytes(text))
    scheme, mandate, *_ = rules(folder)
    assert scheme.name.zh == wanted.name
    assert tuple(u.name.zh for u in mandate.units) == wanted.units
    assert tuple((g.name.zh, g.points) for g in scheme.groups) == wanted.groups
    assert wanted.document in {None, scheme.source.document}


# What comes of it


def test_the_check_finds_neither_errors_nor_warnings(
    ask: Callable[..., Ran], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("init", "anyang", *ENOUGH)
    monkeypatch.chdir(here / "anyang")
    assert ask("rules", "check", "--strict").code == 0


@pytest.mark.parametrize("groups", ["甲=100", "甲=1,乙=99", "甲=33.3,乙=33.3,丙=33.4", ",".join(f"组{n}=5" for n in range(20))])
def test_all_cases_pass_however_the_points_fall(
    ask: Callable[..., Ran], here: Path, monkeypatch: pytest.MonkeyPatch, groups: str
) -> None:
    assert ask("init", "anyang", *ENOUGH, "--groups", groups).code == 0
    monkeypatch.chdir(here / "anyang")
    ran = ask("rules", "test")
    assert ran.code == 0, ran.out
    assert ask("rules", "check", "--strict").code == 0


# The dialogue


class Talk(NamedTuple):
    """How a dialogue on a terminal ended, and all that stood there."""

    code: int
    said: str


def talk(folder: Path, arguments: list[str], answers: list[bytes]) -> Talk:
    """Type each answer once the program waits for it."""
    import pty

    ours, theirs = pty.openpty()
    env = {k: v for k, v in environment(PYTHONIOENCODING="utf-8").items() if k not in set(OURS) - {"PYTHONIOENCODING"}}
    with subprocess.Popen(
        command("init", *arguments), stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=env,
    ) as running:  # fmt: skip
        said, begun = b"", 0
        while (chunk := _read(ours)) or running.poll() is None:
            said += chunk
            if said.endswith(b"> ") and len(said) > begun and answers:
                answer = answers.pop(0)
                if answer == CTRL_C:
                    running.send_signal(signal.SIGINT)
                else:
                    os.write(ours, answer)
                begun = len(said)
    os.close(theirs)  # not before: what the last to leave has just written may be lost with its side
    os.close(ours)
    return Talk(running.returncode, said.decode("utf-8", "replace").replace("\r\n", "\n"))


def _read(terminal: int) -> bytes:
    """What has come within a moment."""
    ready, _, _ = select.select([terminal], [], [], 0.05)
    return os.read(terminal, 65536) if ready else b""


on_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX")


@on_a_terminal
def test_six_answers_make_a_scheme_and_each_slip_is_told_and_asked_again(tmp_path: Path) -> None:
    lines = ["", "安阳市质量考核", "甲县,甲县", "甲县,乙县", "食品=9", "食品=70，工程=30", "明年", "2021", "", "9", "a1"]
    ran = talk(tmp_path, ["anyang"], [f"{line}\n".encode() for line in lines])
    assert ran.code == 0, ran.said
    for told in ("名称不能为空", "单位“甲县”写了两次", "各组合计 9 分，应为 100 分", "读到“明年”", "编号“9”不能用"):
        assert ran.said.count(told) == 1
    assert ran.said.count("\n1. ") == 2, "what was refused is asked again"
    scheme, mandate, *_ = rules(tmp_path / "anyang")
    assert (scheme.scheme, scheme.name.zh, scheme.edition) == ("a1", "安阳市质量考核", "2021")
    assert [g.name.zh for g in scheme.groups] == ["食品", "工程"]
    assert len(mandate.units) == 2


@on_a_terminal
def test_what_an_option_says_is_not_asked_and_enter_takes_what_stands_in_brackets(tmp_path: Path) -> None:
    ran = talk(tmp_path, ["anyang", "--lang", "en", "--name", "Q", "--year", "2019"], [b"Jia\n", b"\n", b"\n", b"\n"])
    assert ran.code == 0, ran.said
    assert "4. " in ran.said
    assert "5. " not in ran.said
    assert f"[{init.GROUPS}]" in ran.said
    assert rules(tmp_path / "anyang").scheme.scheme == "anyang"


@on_a_terminal
def test_options_that_suffice_are_not_followed_by_questions(tmp_path: Path) -> None:
    assert "?" not in talk(tmp_path, ["anyang", "--name", "Q", "--units", "Jia", "--lang", "en"], []).said
    assert written(tmp_path / "anyang") == ALL


@on_a_terminal
@pytest.mark.parametrize("leaving", [CTRL_C, b"\x04"], ids=["Ctrl-C", "end of input"])
def test_leaving_in_the_middle_leaves_nothing(tmp_path: Path, leaving: bytes) -> None:
    ran = talk(tmp_path, ["anyang"], ["安阳\n".encode(), leaving])
    assert ran.code == 130, ran.said
    assert "已中断" in ran.said
    assert "Traceback" not in ran.said
    assert list(tmp_path.iterdir()) == []


@on_a_terminal
def test_a_line_that_is_not_in_the_encoding_of_the_terminal_is_asked_again(tmp_path: Path) -> None:
    ran = talk(tmp_path, ["anyang", "--units", "甲县"], ["安阳".encode("gbk") + b"\n", "安阳\n".encode(), *[b"\n"] * 4])
    assert ran.code == 0, ran.said
    assert rules(tmp_path / "anyang").scheme.name.zh == "安阳"
