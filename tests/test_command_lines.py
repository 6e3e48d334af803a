"""Every line that a page gives to be typed is tried: run, or where that cannot be, held against the program that it calls.

Blocks of kind ``sh`` are run: those of the program by test_readme.py, each in a folder of samples; those of the walk by
test_walk.py, in one go; those of the examples here. What calls another program, and what stands in the middle of a sentence
(`loudi-qa score -v`, `--annotate`), is looked up: the target, the script, the command, each option and the choice it is given.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tests.test_readme import ROOT, SHOWN, TYPED, printed, text
from tests.walk import PAGES as WALK
from tests.walk import Command, steps

from loudi_qa.cli.app import program
from loudi_qa.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FOLDERS = ["", "docs", ".github", "examples/*", "samples", "bench", "offline"]
PAGES = sorted(page for folder in FOLDERS for page in ROOT.glob(f"{folder}/*.md".lstrip("/")))
SHELLS = {"sh", "console", "bat", "powershell", "fish", "bash", "zsh"}
"""Kinds of blocks that hold what is typed. ``sh`` is run here, others where there is such a shell, by a test of their own."""

_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_SCRIPT = re.compile(r"(?:UPDATE_GOLDEN=1 )?\S*(?:python3?|pytest) (\S+\.py)")


class Given(NamedTuple):
    """A line that a page gives to be typed, and the kind of its block; none in the middle of a sentence."""

    page: str
    kind: str
    line: str


def given(page: Path) -> Iterator[Given]:
    name, whole = str(page.relative_to(ROOT)), text(page)
    for _, kind, body in _BLOCK.findall(whole):
        lines = [line.strip().removeprefix("$ ") for line in body.splitlines()] if kind in SHELLS else []
        yield from (Given(name, kind, line) for line in lines if line and line[0] != "#")
    yield from (Given(name, "", span) for span in _SPAN.findall(_BLOCK.sub("", whole)))


GIVEN = [each for page in PAGES for each in given(page)]
IN_BLOCKS = [each for each in GIVEN if each.kind]
IN_SENTENCES = [each for each in GIVEN if not each.kind]
OF_EXAMPLES = sorted({each.line for each in IN_BLOCKS if each.page.startswith("examples") and each.line.startswith("loudi-qa")})
RUN = {*SHOWN, *OF_EXAMPLES, *(step.line for page in WALK.values() for step in steps(text(page)) if isinstance(step, Command))}
"""The lines of the program that are run: by the two other modules, and those of the examples here."""


def told_by(line: str) -> list[str]:
    return sorted({each.page for each in GIVEN if each.line == line})


def words_of(line: str) -> list[str]:
    """What was typed, word for word, without the brackets of what may be left out and what follows a pipe."""
    bare = line.translate({ord(mark): None for mark in "[]"})
    try:
        words = shlex.split(re.split(r" [|>&]+ ", bare)[0], comments=True)
    except ValueError:  # a quotation mark that stands alone: a sentence, nothing to be typed
        return []
    return words[words[:1] == ["loudi-qa"] :]


def wrong(words: list[str]) -> str | None:
    """What is wrong with a command of the program's, if anything: an unknown command, option or choice."""
    part, rest = program(), words
    while rest and rest[0] in getattr(part, "commands", {}):
        part, rest = part.commands[rest[0]], rest[1:]
    if hasattr(part, "commands") and rest and re.fullmatch(r"[a-z]+", rest[0]):
        return f"there is no command {rest[0]}"
    known = {option: each for each in part.params for option in each.opts} | dict.fromkeys(("-h", "--help"))
    for word, following in zip(rest, [*rest[1:], ""], strict=False):
        option, _, value = word.partition("=")
        if re.fullmatch(r"--?[A-Za-z][a-z0-9-]*", option):
            if option not in known:
                return f"there is no option {option}"
            choices, chosen = choices_of(known[option]), value or following
            if choices and re.fullmatch(r"[a-z_]+", chosen) and chosen not in choices:
                return f"{option} does not take {chosen}"
    return None


def choices_of(option: Any) -> set[str]:
    """What an option can be given, where that is one of a few words."""
    kind = option.type_descriptor.annotation if option else None
    return {each.value for each in kind} if isinstance(kind, type) and issubclass(kind, Enum) else set()


def ours(line: str) -> bool:
    """Whether a line tells of a command of the program's: by its name, or by that of a command and an option of it."""
    first, *rest = line.split() or [""]
    return first == "loudi-qa" or (first in program().commands and any(word.startswith("-") for word in rest))


def is_begun(each: Given) -> bool:
    """The page on completion speaks of lines that end before the key is pressed."""
    return not each.kind and each.page.startswith("docs/completion")


@pytest.mark.parametrize("line", sorted({each.line for each in GIVEN if ours(each.line) and not is_begun(each)}))
def test_a_command_that_is_named_exists_with_its_options(line: str) -> None:
    assert wrong(words_of(line)) is None, f"{told_by(line)} lead their reader astray"


OF_OTHERS = {"--no-index", "--find-links"}
"""Options of other programs that the pages speak of; those of the measuring scripts stand in these."""


def test_an_option_that_is_named_alone_is_one_of_ours() -> None:
    known = {option for part in [program(), *TYPED.values()] for each in part.params for option in each.opts} | {"--help"}
    known |= {option for script in ROOT.glob("bench/*.py") for option in re.findall(r'"(--[a-z-]+)"', text(script))} | OF_OTHERS
    alone = [each for each in IN_SENTENCES if each.line.startswith("--") and each.page.startswith(("README", "docs"))]
    named = {option: each.page for each in alone for option in re.findall(r"(?<!\S)--[a-z][a-z0-9-]*", each.line)}
    assert "--annotate" in named
    assert not {option: page for option, page in named.items() if option not in known}, "options that are not there"


@pytest.mark.parametrize("line", OF_EXAMPLES)
def test_a_line_of_an_example_runs_at_the_top_of_the_repository(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.chdir(ROOT)
    assert printed(line)[0] == Exit.FINE


def is_run(line: str) -> bool:
    return line in RUN


def is_a_target(line: str) -> bool:
    """``make TARGET VARIABLE=value``: the Makefile has the target and asks for the variable."""
    makefile = text(ROOT / "Makefile")
    targets, variables = ([w for w in line.split()[1:] if ("=" in w) == assigned] for assigned in (False, True))
    return all(re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE) for target in targets) and all(
        re.search(rf"\b{re.escape(each.split('=')[0])}\b", makefile) for each in variables
    )


def is_a_script(line: str) -> bool:
    """``python SCRIPT --option``: the script is there and has a word for each option."""
    found = _SCRIPT.match(line)
    script = ROOT / found[1] if found else None
    return script is not None and script.is_file() and all(word in text(script) for word in line.split() if word.startswith("--"))


def is_of_the_shell(line: str) -> bool:
    return len(line.split()) > 1


def is_an_environment(line: str) -> bool:
    """``. .venv/bin/activate``: it lies where ``make`` puts the environment."""
    return f"BIN := {line.split()[1].removesuffix('/activate')}\n" in text(ROOT / "Makefile")


TRIED: dict[str, Callable[[str], bool]] = {
    "loudi-qa": is_run, "make": is_a_target, "python": is_a_script, "python3": is_a_script, "pytest": is_a_script,
    "cd": is_of_the_shell, "mkdir": is_of_the_shell, ".": is_an_environment,
}  # fmt: skip
"""How a line is tried, by the program that it calls."""


def called(line: str) -> str:
    """The program that a line calls, without the folder it lies in and the variables before it."""
    words = [word for word in line.split() if not re.fullmatch(r"[A-Z_]+=\S*", word)]
    return re.sub(r"^.*[/\\]", "", words[0])


@pytest.mark.parametrize("each", [each for each in IN_BLOCKS if each.kind == "sh"], ids=lambda each: f"{each.page}: {each.line}")
def test_a_line_to_be_typed_does_something(each: Given) -> None:
    assert called(each.line) in TRIED, f"{each.page} has a line that nothing tries: {each.line}"
    assert TRIED[called(each.line)](each.line), f"{each.page} has a line that leads nowhere: {each.line}"


TASKS = sorted({each.line for each in IN_SENTENCES if re.match(r"make \w", each.line) or _SCRIPT.match(each.line)})


@pytest.mark.parametrize("line", TASKS)
def test_a_task_named_in_a_sentence_is_there(line: str) -> None:
    assert TRIED[called(line)](line), f"{told_by(line)} name what is not there"


SCRIPTS = sorted({found[1] for each in GIVEN if (found := _SCRIPT.match(each.line)) and found[1].startswith("bench/")})


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_measuring_script_says_how_it_is_used(script: str) -> None:
    asked = subprocess.run([sys.executable, ROOT / script, "--help"], capture_output=True, encoding="utf-8", check=False)
    assert asked.returncode == 0, asked.stderr
    assert "usage:" in asked.stdout


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("loudi-qa scroe 2019.xlsx", "there is no command scroe"),
        ("loudi-qa rules chek", "there is no command chek"),
        ("score 2019.xlsx --anotate", "there is no option --anotate"),
        ("score 2019.xlsx --format jsn", "--format does not take jsn"),
        ("rules show --by month", "--by does not take month"),
        ("score 2019.xlsx --format json -o FILE --set 双峰县:P06=93.4", None),
        ("validate PATH... --since FOLDER", None),
        ("loudi-qa explain [CODE]", None),
        ("loudi-qa --version", None),
    ],
)
def test_the_search_finds_what_is_wrong(line: str, fault: str | None) -> None:
    assert wrong(words_of(line)) == fault


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_block_hides_what_is_to_be_typed(page: Path) -> None:
    """A command in a block of a kind that nothing looks at grows old unseen; what the program prints is held by its own tests."""
    for _, kind, body in _BLOCK.findall(text(page)):
        hidden = re.findall(r"^(?:\$ )?(?:loudi-qa|make|python3?) .*$", body, re.MULTILINE)
        assert kind in SHELLS | {"text", "yaml"} or not hidden
