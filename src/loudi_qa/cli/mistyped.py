"""Slips of the command line in the reader's language, which the parser tells in English alone, with what was likely meant."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loudi_qa.cli.app import PROGRAM
from loudi_qa.cli.files import stat_of
from loudi_qa.cli.halfwidth import plain
from loudi_qa.cli.wording import NEAR
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import typer

    from loudi_qa.words import Lang

_MISSING = Words("缺少{name}", "missing: {name}")
_NO_OPTION = Words("没有选项 {name}{near}", "there is no option {name}{near}")
_BAD = Words("{name}的值不对：{message}", "wrong value of {name}: {message}")
_NO_COMMAND = Words("没有命令 {name}{near}", "there is no command {name}{near}")
_TOO_MUCH = Words("多写了 {rest}{near}", "there is too much: {rest}{near}")
_NO_VALUE = Words("选项 {name} 后面要写值", "the option {name} takes a value")
_FLAG = Words("选项 {name} 后面不写值", "the option {name} takes no value")
_FILE_FIRST = Words("{name} 前面要写命令，如 {program} score {name}", "a command goes before {name}, as {program} score {name}")
_SPLIT = Words("；名字里有空格，要加引号：{near}", "; a name with blanks goes into quotes: {near}")

_MUST_BE_ONE = Words("“{got}”不是其中之一：{known}{near}", "{got} is none of {known}{near}")
_INTEGER = Words("应是整数", "a whole number is needed")

_AT_LEAST = Words("应是不小于 {least} 的整数", "a whole number of at least {least} is needed")
_COMMAND = re.compile(r"No such command '(.*?)'\.")
_REST = re.compile(r"Got unexpected extra argument\(s\) \((.*)\)", re.DOTALL)
_VALUE = re.compile(r"Option '(.*?)' (requires an argument|does not take a value)\.")
_ONE_OF = re.compile("'(.*?)' is not one of (.*)")
_TOO_LOW = re.compile(r"greater than or equal to (\d+)")
_FOR_HELP = {"帮助", "说明", "?", "/?"}
_DETAIL = re.compile("[：；:;（]")
"""What follows in the help of an argument is more than its name."""


def told(error: typer.TyperException, lang: Lang, arguments: Sequence[str] = ()) -> str:
    """What is wrong with the command line, and what was likely meant."""
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    match type(error).__name__:
        case "MissingParameter":
            return _MISSING.of(lang, name=_name(error, lang))
        case "NoSuchOption":
            name = _as_typed(str(getattr(error, "option_name", "")), arguments)
            return _NO_OPTION.of(lang, name=name, near=_near(name, _options(error), lang))
        case "BadParameter":
            return _BAD.of(
                lang, name=_name(error, lang).lstrip(), message=_value(str(getattr(error, "message", message)), lang, arguments)
            )
    if found := _COMMAND.match(message):
        return _no_command(error, found[1], lang)
    if found := _REST.match(message):
        return _TOO_MUCH.of(lang, rest=found[1], near=_split(arguments, lang) or _near(found[1], _options(error), lang))
    if found := _VALUE.match(message):
        return (_NO_VALUE if found[2].startswith("requires") else _FLAG).of(lang, name=found[1])
    return message


def command_of(error: typer.TyperException) -> str:
    """The command whose help tells what may be typed, as it is typed."""
    return str(getattr(getattr(error, "ctx", None), "command_path", None) or PROGRAM)


def _no_command(error: typer.TyperException, name: str, lang: Lang) -> str:
    """What there is instead of a command: a file that needs one before it, one whose line says the word, one that is near."""
    if name.lower().endswith(".xlsx") and plain(name) == name:
        return _FILE_FIRST.of(lang, name=name, program=PROGRAM)
    commands = _command(error, "commands")
    saying = [known for known, command in commands.items() if not name.isascii() and name in command.short_help]
    saying += ["--help"] if plain(name) in _FOR_HELP else []
    near = NEAR.of(lang, near=saying[0]) if saying else _near(name, [*commands, *_options(error)], lang)
    return _NO_COMMAND.of(lang, name=name, near=near)


def _command(error: typer.TyperException, what: str) -> Any:
    return getattr(getattr(getattr(error, "ctx", None), "command", None), what, None) or ()


def _options(error: typer.TyperException) -> list[str]:
    """The options that go with the command in question, --help among them."""
    return ["--help", *(o for param in _command(error, "params") for o in getattr(param, "opts", ()) if o.startswith("-"))]


def _as_typed(option: str, arguments: Sequence[str]) -> str:
    """Of -unit, which is -u to the parser, the whole."""
    single = [a for a in arguments if len(option) == 2 and a.startswith(option) and len(a) > 2]
    return single[0] if single else option


def _name(error: typer.TyperException, lang: Lang) -> str:
    """An option as it is typed; an argument by its name in the line of usage, in English with the first words of its help."""
    param: Any = getattr(error, "param", None)
    if getattr(param, "param_type_name", "") == "option":
        return f" {'/'.join(param.opts)} " if lang == "zh" else "/".join(param.opts)
    typed = str(getattr(param, "metavar", None) or getattr(param, "name", "")).partition("[")[0]
    if lang == "zh":
        return f"“{typed}”"
    return f"{typed}, {_DETAIL.split(param.help)[0]}" if getattr(param, "help", None) else typed


def _value(message: str, lang: Lang, arguments: Sequence[str]) -> str:
    """What a value must be."""
    if found := _ONE_OF.search(message):
        known = re.findall("'(.*?)'", found[2])
        return _MUST_BE_ONE.of(lang, got=found[1], known=listed(known), near=_near(found[1], known, lang))
    if found := _TOO_LOW.search(message):
        return _AT_LEAST.of(lang, least=found[1])
    if "valid integer" not in message:
        return message
    number = next((plain(a) for a in arguments if plain(a) != a and plain(a).isdecimal()), None)
    return _INTEGER.of(lang) + (NEAR.of(lang, near=number) if number else "")


def _near(typed: str, known: Sequence[str], lang: Lang) -> str:
    """What is nearest of the known words, with the value that was typed to it."""
    name, given, value = plain(typed).partition("=")
    short = name.startswith("-") and not name.startswith("--")  # -v is not -V
    match = get_close_matches(name if short else name.casefold(), known, n=1, cutoff=0.7)
    return NEAR.of(lang, near=match[0] + given + value) if match else ""


def _split(arguments: Iterable[str], lang: Lang) -> str:
    """The file whose name the shell took apart at its blanks."""
    typed = [a for a in arguments if not a.startswith("-")]
    runs = (" ".join(typed[i:j]) for i in range(len(typed)) for j in range(i + 2, min(len(typed), i + 5) + 1))
    whole = next((run for run in runs if stat_of(Path(run))), None)
    return _SPLIT.of(lang, near=f'"{whole}"') if whole else ""
