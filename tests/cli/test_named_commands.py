"""Every command and option that a message names can be typed: advice that ends in a usage error is worse than none."""

from __future__ import annotations

import ast
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import typer

from loudi_qa.cli.app import program

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[2] / "src" / "loudi_qa"
MODULES = [p for p in sorted(PACKAGE.rglob("*.py")) if p.name != "scripts.py"]  # its texts are programs
STANDS_FOR = {
    *("文件", "文件夹", "工作簿", "年度工作簿", "单位", "单位名", "旧文件夹", "新文件夹", "新规则", "旧规则"),
    *("双峰县", "某市", "某市质量工作考核", "甲县,乙县", "空气"),
}
"""Chinese words that a message writes where something is to be typed; any other one goes on with the sentence."""
FILLED = {"year": "2019", "code": "E204", "typed": "2019.xlsx 双峰县", "made": "--version", "this": "--version"}
"""What stands in a field, where the name of a workbook would not do."""
NO_COMMANDS = {"findings", "end", "bundle", "2019.xlsx"}
"""What follows the program's name in headings, and where a whole command is filled in."""
LINE = re.compile(r"loudi-qa ((?:[^\n，。；：、（）“”;,]|,(?! ))+)")


class Said(NamedTuple):
    """A text of the program and where it stands."""

    place: str
    text: str


@cache
def texts() -> tuple[Said, ...]:
    """Every text in the package that is no docstring; what is filled in stands in braces."""
    return tuple(said for path in MODULES for said in texts_of(path))


def texts_of(path: Path) -> Iterator[Said]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed: set[int] = set()
    for node in ast.walk(tree):  # what holds a text comes before it
        if isinstance(node, ast.Expr):
            passed.add(id(node.value))  # a docstring
        elif isinstance(node, ast.JoinedStr):
            passed |= {id(part) for part in node.values}
            parts = (str(p.value) if isinstance(p, ast.Constant) else "{x}" for p in node.values)
            yield Said(f"{path.relative_to(PACKAGE)}:{node.lineno}", "".join(parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield Said(f"{path.relative_to(PACKAGE)}:{node.lineno}", node.value)


def command_lines(text: str) -> Iterator[list[str]]:
    """The commands in a text, each as far as it is to be typed."""
    for found in LINE.finditer(re.sub(r"\{(\w+)\}", lambda m: FILLED.get(m[1], "2019.xlsx"), text)):
        words = found[1].strip(" .`").split()
        yield words[: next((i for i, word in enumerate(words) if not is_typed(word, words[:i])), len(words))]


def is_typed(word: str, before: list[str]) -> bool:
    """Whether a word is to be typed, and does not go on with the sentence."""
    if not before or before == ["rules"]:
        return word.isascii()
    if before[-1] == "--help":
        return False
    value = before[-1].startswith("-") and word.isascii()
    return value or word in STANDS_FOR or bool(re.search(r"^-|[./=]|\d|^[A-Z-]{2,}$", word))


def parse(words: list[str]) -> None:
    """Parse a command as the program does; raises what it would say of it."""
    command, rest = program(), list(words)
    while rest and rest[0] in getattr(command, "commands", {}):
        command = command.commands[rest.pop(0)]
    if rest:
        command.make_context(words[0], rest)


def options(command: Any) -> set[str]:
    own = {name for param in command.params for name in (*param.opts, *param.secondary_opts)} | {"--help"}
    return own.union(*(options(c) for c in getattr(command, "commands", {}).values()))


NAMED = sorted(
    {
        (said.place, " ".join(words))
        for path in MODULES
        if "loudi-qa " in path.read_text(encoding="utf-8")  # every worker makes this list, if only to count the tests
        for said in texts_of(path)
        for words in command_lines(said.text)
        if not NO_COMMANDS.issuperset(words[:1])
    }
)


@pytest.mark.parametrize(("place", "line"), NAMED)
def test_a_command_in_a_message_is_one_that_works(place: str, line: str) -> None:
    words = line.split()
    known = {*program().commands, *options(program())}
    assert words[0] in known, f"{place} names a command that is none: loudi-qa {line}"
    try:
        with suppress(typer.Exit):  # --help ends here
            parse(words)
    except typer.TyperException as error:
        pytest.fail(f"{place} says: loudi-qa {line}\n{error.format_message()}")


def test_an_option_in_a_message_is_one_of_the_program() -> None:
    known = options(program())
    named = {
        (said.place, o) for said in texts() if " " in said.text for o in re.findall(r"(?<![\w-])--[a-z][a-z0-9-]+", said.text)
    }
    assert not {(place, option) for place, option in named if option not in known}


def test_a_message_in_chinese_gives_a_command_as_it_is_typed() -> None:
    """Whoever reads “用 collect 收入” has to know that loudi-qa goes before it."""
    names = "|".join(program().commands)
    bare = re.compile(rf"(?<!loudi-qa )(?<![\w./<(-])(?:{names}) (?:--[a-z-]+ )?[\u4e00-\u9fff]")
    of_help = re.compile(r"cli/(commands_|options|manual/)")  # on a command's own page its name is enough
    assert not [said for said in texts() if not of_help.match(said.place) and bare.search(said.text)]


def test_the_test_would_tell() -> None:
    assert list(command_lines("先 loudi-qa validate {file} 检查；再 loudi-qa score {file} --top 3，看一看")) == [
        ["validate", "2019.xlsx"],
        ["score", "2019.xlsx", "--top", "3"],
    ]
    for wrong in ("score 2019.xlsx --tpo 3", "collect forms --lang", "template neunzehn"):
        with pytest.raises(typer.TyperException):
            parse(wrong.split())
