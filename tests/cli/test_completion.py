"""Completion: what Tab offers, and what each shell is told of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import typer
from tests.cli.conftest import ROOT, program

from loudi_qa.catalogue import CATALOGUE
from loudi_qa.cli import app
from loudi_qa.cli.completion.cursor import LINE, SHELL, answer
from loudi_qa.cli.completion.line import Line, split
from loudi_qa.cli.completion.names import Names
from loudi_qa.cli.completion.scripts import SCRIPTS
from loudi_qa.cli.completion.shells import ESCAPES
from loudi_qa.cli.completion.values import KNOWN
from loudi_qa.cli.options import Shell
from loudi_qa.workbook.verification import verifiers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loudi_qa.scheme.load import Rules
    from loudi_qa.words import Lang


def offered(typed: str, lang: Lang = "zh") -> list[str]:
    """The whole words that Tab offers."""
    found = answer(split(typed), lang)
    return [found.kept + choice.value for choice in found.choices]


def told(typed: str, lang: Lang = "zh") -> dict[str, str]:
    return {choice.value: choice.told for choice in answer(split(typed), lang).choices}


def files(typed: str) -> tuple[str, bool] | None:
    found = answer(split(typed), "zh").paths
    return found and (found.suffix, found.folders_only)


@pytest.fixture(autouse=True)
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("loudi-qa sc", ["score"]),
        ("loudi-qa score x -- ", []),
        ("loudi-qa rules s", ["show", "schema"]),
        ("loudi-qa score x --un", ["--unit"]),
        ("loudi-qa score x -qv --un", ["--unit"]),
        ("loudi-qa score x -qoresult.csv --un", ["--unit"]),
        ("loudi-qa rules test -qk P07", ["P07-avg"]),
        ("loudi-qa score x --by ", ["department", "city"]),
        ("loudi-qa score x --format=j", ["--format=json"]),
        ("loudi-qa rules show --by d", ["department"]),
        ("loudi-qa --show-completion ", list(Shell)),
        ("loudi-qa score x --unit 双", ["双峰县"]),
        ("loudi-qa score x --unit=双", ["--unit=双峰县"]),
        ("loudi-qa score x --unit 经", ["经开区", "经开区管委会"]),
        ("loudi-qa score x --unit shuang", ["Shuangfeng County"]),
        ("loudi-qa score x --lang en --unit 双", ["双峰县"]),
        ("loudi-qa explain x.xlsx 新", ["新化县"]),
        ("loudi-qa explain x.xlsx 新化县 E01", ["E01-2020", "E01-avg"]),
        ("loudi-qa explain x.xlsx 新化县 工程项目", ["工程项目一次性验收合格率"]),
        ("loudi-qa explain e20", [code for code in CATALOGUE if code.startswith("E20")]),
        ("loudi-qa score x --set 双", ["双峰县:"]),
        ("loudi-qa score x --set 双峰县:P0", [f"双峰县:P0{n}=" for n in range(1, 8)]),
        ("loudi-qa score x --set 双峰县：P07", ["双峰县：P07="]),
        ("loudi-qa score x --set 双峰县:W01=", ["双峰县:W01=已完成", "双峰县:W01=推进中", "双峰县:W01=未开展"]),
        ("loudi-qa score x --set 双峰县:P06=9", []),
        ("loudi-qa score x --set 全省平均:P0", ["全省平均:P05=", "全省平均:P06=", "全省平均:P07="]),
        ("loudi-qa template 2019 --for departments --unit 市生", ["市生态环境局"]),
        ("loudi-qa template 2018 --for departments --unit 市环", ["市环保局"]),
        ("loudi-qa template 201", ["2019"]),
        ("loudi-qa rules test -k P07", ["P07-avg"]),
    ],
)
def test_tab_offers_what_may_stand_there(typed: str, words: list[str]) -> None:
    assert sorted(offered(typed)) == sorted(words)


def test_every_command_is_offered_with_what_it_does_in_one_language() -> None:
    assert {*told("loudi-qa ")} == {*app.COMMANDS}
    assert told("loudi-qa ")["score"] == app.COMMANDS["score"].words.zh
    assert told("loudi-qa ", "en")["score"] == app.COMMANDS["score"].words.en


def test_a_name_stands_beside_every_id() -> None:
    assert told("loudi-qa explain x.xlsx 双峰县 P06-")["P06-avg"] == "制造业产品质量合格率"
    assert told("loudi-qa explain x.xlsx 双峰县 P06-", "en")["P06-avg"] == "Pass rate of manufactured goods"
    assert told("loudi-qa explain E204")["E204"] == "没有填"
    assert told("loudi-qa score x --unit 双", "en") == {"双峰县": "Shuangfeng County"}


def test_an_option_that_is_there_is_not_offered_again_unless_it_may_be_repeated() -> None:
    left = offered("loudi-qa score x --json --set 双峰县:P06=99 --")
    assert "--json" not in left
    assert {"--set", "--unit"} <= set(left)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("loudi-qa score ", (".xlsx", False)),
        ("loudi-qa validate a b ", (".xlsx", False)),
        ("loudi-qa explain 20", (".xlsx", False)),
        ("loudi-qa verify ", (".zip", False)),
        ("loudi-qa score x --previous=", (".xlsx", False)),
        ("loudi-qa score x --indicators ", (".yaml", False)),
        ("loudi-qa score x > ", ("", False)),
        ("loudi-qa init ", ("", True)),
        ("loudi-qa compare 2018.xlsx=", ("", True)),
        ("loudi-qa report x --number ", None),
    ],
)
def test_files_are_left_to_the_shell_with_the_kind_that_comes_first(typed: str, kind: tuple[str, bool] | None) -> None:
    assert files(typed) == kind


def parameters(command: Any, parent: typer.Context | None = None) -> Iterator[Any]:
    context = typer.Context(command, parent=parent, **command.context_settings)
    yield from command.get_params(context)
    for sub in getattr(command, "commands", {}).values():
        yield from parameters(sub, context)


def test_no_parameter_is_forgotten() -> None:
    context = typer.Context(app.program())
    asked = {
        p.name
        for p in parameters(app.program())
        if not getattr(p, "is_flag", False) and not any(c.type == "plain" for c in p.shell_complete(context, ""))
    }
    assert asked - KNOWN == set(), "say in completion/values.py what it takes, even if that is nothing"
    assert "supposed" in asked, "the search finds none"


@pytest.mark.parametrize("year", [2017, 2018, 2019, 2020])
def test_the_departments_offered_are_those_that_get_a_form(shipped: Rules, year: int) -> None:
    names = [choice.value for choice in Names("zh").departments(year)[0]]
    assert sorted(names) == sorted(verifiers(shipped, year))


RULES = (ROOT / "responsibilities.yaml").read_text(encoding="utf-8")


def test_names_come_from_the_rules_in_force(away: Path) -> None:
    (away / "responsibilities.yaml").write_text(RULES.replace("zh: 双峰县,", "zh: 双牌县,"), encoding="utf-8")
    (away / "mine.yaml").write_text(RULES.replace("zh: 双峰县,", "zh: 双清区,"), encoding="utf-8")
    assert offered("loudi-qa score x --unit 双")[0] == "双牌县"
    assert offered("loudi-qa score x --responsibilities mine.yaml --unit 双")[0] == "双清区"


HOSTILE = '"双$(calc)`calc`\';calc;’;calc #"'
UNREADABLE = [r"双\ncalc", r"双\rcalc", r"双\e]0;x\a"]


@pytest.mark.parametrize(("shell", "quote", "says"), [
    ("bash", "", r"双\$\(calc\)\`calc\`\'\;calc\;’\;calc\ \#"),
    ("bash", "'", r"双$(calc)`calc`'\'';calc;’;calc #"),
    ("bash", '"', r"双\$(calc)\`calc\`';calc;’;calc #"),
    ("powershell", "", "'双$(calc)`calc`'';calc;’’;calc #'"),
    ("powershell", "'", "'双$(calc)`calc`'';calc;’’;calc #'"),
])  # fmt: skip
def test_a_name_in_rules_that_somebody_sent_runs_nothing_at_tab_or_enter(away: Path, shell: str, quote: str, says: str) -> None:
    units = "".join(f"- {{name: {name}}}\n" for name in [HOSTILE, *(f'"{name}"' for name in UNREADABLE)])
    (away / "responsibilities.yaml").write_text(f"units:\n{units}", encoding="utf-8")
    typed = {LINE: f"loudi-qa score x --unit {quote}双", "_LOUDI_QA_PART": "双"}
    ran = program(cwd=away, **{SHELL: shell, "PYTHONIOENCODING": "utf-8"} | typed)
    values = [e["value"] for e in json.loads(ran.out)] if shell == "powershell" else ran.out.decode().split("\n")[1:-1]
    assert [value.strip() for value in values] == [says]


def protocol(shell: str, line: str, **changes: str) -> list[str]:
    ran = program(cwd=None, **{SHELL: shell, LINE: line, "PYTHONIOENCODING": "utf-8"} | changes)
    assert (ran.code, ran.err) == (0, b"")
    return ran.out.decode(changes.get("PYTHONIOENCODING", "utf-8")).split("\n")


@pytest.mark.parametrize("shell", list(Shell))
@pytest.mark.parametrize("line", ["loudi-qa score x --unit 双", "loudi-qa nonsense --what ", "loudi-qa score a b c d ", ""])
def test_nothing_is_printed_into_a_line_that_is_wrong_or_whose_rules_are_broken(away: Path, shell: str, line: str) -> None:
    (away / "responsibilities.yaml").write_text("units: [", encoding="utf-8")
    ran = program(cwd=away, **{SHELL: shell, LINE: line})
    assert (ran.code, ran.err) == (0, b"")


def test_bash_replaces_only_the_part_that_it_parts_at_a_colon_or_an_equals_sign() -> None:
    part = "_LOUDI_QA_PART"
    assert protocol("bash", "loudi-qa score x --set 双峰县:P06", **{part: "P06"}) == ["choices", "P06=", ""]
    assert protocol("bash", "loudi-qa score x --unit=双", **{part: "双"}) == ["choices", "双峰县 ", ""]


def test_bash_gets_names_with_spaces_quoted_as_they_are_being_typed() -> None:
    assert protocol("bash", "loudi-qa score x --unit Shu", _LOUDI_QA_PART="Shu") == ["choices", r"Shuangfeng\ County ", ""]
    assert protocol("bash", 'loudi-qa score x --unit "Shu', _LOUDI_QA_PART="Shu") == ["choices", "Shuangfeng County", ""]


@pytest.mark.parametrize("columns", [44, 80])
def test_a_list_in_bash_ends_where_the_screen_ends(columns: int) -> None:
    lines = protocol("bash", "loudi-qa score x --", _LOUDI_QA_LISTING="1", COLUMNS=str(columns))
    assert len(lines) > 10
    assert max(sum(2 if ord(c) > 0x2E80 else 1 for c in line) for line in lines) < columns


def test_zsh_is_told_which_choices_are_no_whole_word_and_what_to_keep() -> None:
    assert protocol("zsh", "loudi-qa score x --set 双峰县:P06") == ["4choices", "+P06=:制造业产品质量合格率", ""]
    assert protocol("zsh", "loudi-qa score x --unit 双") == ["choices", "-双峰县", ""]


def test_powershell_is_answered_in_ascii_whatever_its_console_can_show() -> None:
    ran = program(cwd=None, **{SHELL: "powershell", LINE: "loudi-qa score x --unit Shu", "PYTHONIOENCODING": "gbk"})
    assert ran.out.isascii()
    assert json.loads(ran.out) == [{"value": "'Shuangfeng County'", "shown": "Shuangfeng County", "tip": "双峰县"}]
    assert split("loudi-qa a` b 'c", ESCAPES["powershell"]) == Line(("loudi-qa", "a b"), "c", "'")


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_no_encoding_stops_an_answer(encoding: str) -> None:
    ran = program(cwd=None, **{SHELL: "fish", LINE: "loudi-qa score x --unit 双", "PYTHONIOENCODING": encoding})
    assert (ran.code, ran.err) == (0, b"")
    assert ran.out.decode("gbk" if encoding == "gbk" else "utf-8") == "choices\n双峰县\n"


@pytest.mark.parametrize("shell", list(Shell))
def test_each_shell_has_a_script_that_any_encoding_can_carry(shell: str) -> None:
    ran = program("--show-completion", shell)
    assert ran.out.decode("ascii").replace("\r\n", "\n") == SCRIPTS[shell].lstrip("\n")
    assert ran.err == b"", "a start-up file would print it every time"
    assert SHELL in SCRIPTS[shell]
    assert LINE in SCRIPTS[shell]
