"""What --help says, of the program and of each command, in one language at a time.

The pages stand to the letter in ``help/``; UPDATE_GOLDEN=1 writes them anew, to be read before they are kept.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import pytest
from tests.cli.conftest import YEAR, environment
from tests.cli.conftest import command as as_process
from tests.test_readme import SHOWN, lay_out_samples, printed, set_the_scene

from loudi_qa.cli.app import program
from loudi_qa.cli.exits import Exit
from loudi_qa.cli.manual import MANUAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

    Ask = Callable[..., Ran]

KEPT = Path(__file__).with_name("help")
WIDTHS = (44, 60, 80, 100, 120, 200)
LONGEST_LINE = 100


def paths(command: Any, *names: str) -> list[tuple[str, ...]]:
    """Every command, by the words it is typed with."""
    return [names, *(path for name, each in getattr(command, "commands", {}).items() for path in paths(each, *names, name))]


PATHS = paths(program())


def parameters(path: tuple[str, ...], lang: str) -> list[Any]:
    """The arguments and options of a command, with what help says of them."""
    command, context = program((), "en" if lang == "en" else "zh"), None
    context = command.make_context("loudi-qa", [], resilient_parsing=True)
    for name in path:
        command = command.commands[name]
        context = command.make_context(name, [], parent=context, resilient_parsing=True)
    return [p for p in command.get_params(context) if not p.hidden]


@pytest.fixture
def page(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """The page of help of a command at a width, read as a person reads it."""

    def shown(path: tuple[str, ...], lang: str = "zh", width: int = 80) -> str:
        monkeypatch.setenv("COLUMNS", str(width))
        ran = ask(*path, "--help", "--lang", lang)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    return shown


def cells(line: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in line)


def check_kept(name: str, shown: str) -> None:
    golden = KEPT / name
    if os.environ.get("UPDATE_GOLDEN"):
        KEPT.mkdir(exist_ok=True)
        golden.write_bytes(shown.encode("utf-8"))
    assert golden.read_bytes().decode("utf-8") == shown, f"if this is meant: UPDATE_GOLDEN=1, then read {golden.name}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pages_are_those_that_were_read_before_they_were_kept(lang: str, page: Callable[..., str]) -> None:
    pages = [f"===== {' '.join(['loudi-qa', *path])} --help\n\n{page(path, lang)}" for path in PATHS]
    check_kept(f"all.{lang}.txt", "\n".join(pages))


@pytest.mark.parametrize("width", [44, 60, 120])
def test_a_page_is_read_in_a_narrow_window_as_in_a_wide_one(width: int, page: Callable[..., str]) -> None:
    check_kept(f"score.{width}.txt", page(("score",), "zh", width) + "\n" + page(("score",), "en", width))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_runs_over_the_window_nor_grows_too_long_to_follow(width: int, lang: str, page: Callable[..., str]) -> None:
    for path in PATHS:
        long = [line for line in page(path, lang, width).splitlines() if cells(line) > min(width, LONGEST_LINE)]
        assert not long, f"{path}: the window breaks these where it likes"


def test_a_pipe_is_folded_where_prose_is_still_followed(ask: Ask) -> None:
    lines = ask("score", "--help").out.splitlines()
    assert 80 < max(map(cells, lines)) <= LONGEST_LINE


def options_told(shown: str) -> list[str]:
    return [line.split()[0].rstrip(",") for line in shown.splitlines() if line.startswith("  -")]


def test_both_languages_tell_the_same_options_in_the_same_order(page: Callable[..., str]) -> None:
    for path in PATHS:
        told = options_told(page(path, "zh"))
        assert told == options_told(page(path, "en"))
        declared = {o for p in parameters(path, "zh") if p.param_type_name == "option" for o in p.opts}
        shown = page(path, "zh")
        assert {o for o in declared if not re.search(rf"(?m)^  (-\S, )?{o}\b", shown)} <= {"-h", "-q", "-v", "-V", "-o"}


TYPED = re.compile(
    r"^ +loudi-qa.*(?:\n {4}(?=\S).*)?|--?[a-zA-Z][\w-]*|[\w-]*\.(?:xlsx|yaml|zip|html|csv|json|md|txt)\b|\w+=\w+", re.MULTILINE
)
"""Commands, options, names of files and settings: the same in either language."""
NAMES = {"Excel", "WPS", "Word", "JSON", "Schema", "Tab", "E203", "LOUDI_QA_LANG", "N", "sha256"}
"""Names that Chinese writes as they are."""
FOLDERS = {
    "forms",
    "verification",
    "marked",
    "anhua",
    "old",
    "again",
    "letters",
    "page",
    "moushi",
    "quality",
    "rules",
    "loudi",
    "qa",
}


def typed_words() -> set[str]:
    """The words of which command lines are made: commands, choices, and the names in examples."""
    commands = {name for path in PATHS for name in path}
    choices = {word for path in PATHS for p in parameters(path, "zh") for word in (p.metavar or "").split("|")}
    return commands | choices | FOLDERS | {"indicators", "responsibilities", "cases"}


def test_no_english_word_stands_in_a_chinese_page_but_what_is_typed(page: Callable[..., str]) -> None:
    known = typed_words() | NAMES
    for path in PATHS:
        words = set(re.findall(r"[A-Za-z_]\w+|[A-Z]\b", TYPED.sub(" ", page(path, "zh"))))
        assert words - known == set(), f"{path}: half a sentence in a language the clerk need not know"


def test_no_chinese_stands_in_an_english_page_but_what_is_typed(page: Callable[..., str]) -> None:
    for path in PATHS:
        told = re.sub(r"\n +", "", re.sub(r"(?m)^ +loudi-qa.*", "", page(path, "en")))
        told = re.sub("双峰县|产品质量=60,质量工作=40", "", told)
        assert re.findall("[\u3000-\u9fff\uff00-\uffef]+", told) == [], f"{path}: a reader of English is left alone here"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_that_may_be_typed_is_explained(lang: str) -> None:
    for path in PATHS:
        for param in parameters(path, lang):
            assert param.help, f"{path}: {param.name} is a riddle"
            assert param.metavar or param.is_flag, f"{path}: nobody knows what to write behind {param.name}"


def test_a_choice_that_is_made_for_the_user_is_named() -> None:
    for path in PATHS:
        for param in parameters(path, "zh"):
            chosen = getattr(param.default, "value", None) or ("table" if "table" in (param.metavar or "") else None)
            assert chosen is None or f"默认 {chosen}" in param.help, f"{path}: what is done without {param.name}?"


def test_every_command_has_its_page_and_every_page_its_command() -> None:
    assert {" ".join(path) for path in PATHS} == set(MANUAL)


def test_an_exit_code_that_a_page_names_is_one() -> None:
    for name, entry in MANUAL.items():
        if entry.ends:
            codes = [int(n) for n in re.findall(r"(?:^|[；;] ?)(\d+) ", entry.ends.zh)]
            assert codes == [int(n) for n in re.findall(r"(?:^|[；;] ?)(\d+) ", entry.ends.en)]
            assert codes == sorted(codes), name
            assert set(codes) <= set(map(int, Exit))


EXAMPLES = {e.typed for entry in MANUAL.values() for e in entry.examples} | {t for e in MANUAL.values() for t in e.then}
UNTRIED = [typed for typed in sorted(EXAMPLES) if not any(set(typed.split()) <= set(shown.split()) for shown in SHOWN)]
"""Those that no page of docs/ shows, with more options or without: what a page shows is run there."""


def test_a_page_gives_examples_but_no_more_than_are_read() -> None:
    assert {name for name, entry in MANUAL.items() if not 1 <= len(entry.examples) <= 4} == set()


@pytest.mark.parametrize("typed", UNTRIED)
def test_an_example_runs_as_it_stands(typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out_samples(tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("old").mkdir()
    for rules in tmp_path.glob("*.yaml"):
        shutil.copy(rules, "old")
    set_the_scene(typed)
    assert printed(typed)[0] in {Exit.FINE, Exit.FINDINGS}, "help teaches a command that is refused"


@pytest.mark.parametrize(
    "line", ["--lang en score --help", "score --lang en --help", "score --help --lang=en", "--help --lang en"]
)
def test_the_language_may_be_asked_for_anywhere_on_the_line(line: str, ask: Ask) -> None:
    assert ask(*line.split()).out.startswith("Usage: loudi-qa")


def test_the_language_may_be_set_for_good(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOUDI_QA_LANG", "en")
    assert ask("score", "-h").out.startswith("Usage: ")
    assert ask("score", "-h", "--lang", "zh").out.startswith("用法：")


def test_a_language_asked_for_before_the_command_is_that_of_the_result(ask: Ask) -> None:
    assert ask("--lang", "en", "score", YEAR).out == ask("score", YEAR, "--lang", "en").out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_page_that_cannot_be_written_is_no_fault_of_the_program() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(as_process("score", "--help"), stdout=full, stderr=subprocess.PIPE, env=environment(), check=False)
    assert ran.returncode == Exit.USAGE
    assert "结果没有输出完" in ran.stderr.decode()
