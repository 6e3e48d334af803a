"""Slips of the command line in the reader's language, which the parser tells in English alone; and files that were meant."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loudi_qa.cli.app import PROGRAM
from loudi_qa.cli.files import stat_of
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    import typer

    from loudi_qa.words import Lang

_WORKBOOK = ".xlsx"

_MISSING = Words("缺少{name}", "missing: {name}")
_NO_OPTION = Words("没有选项 {name}{near}", "there is no option {name}{near}")
_BAD = Words("{name}的值不对：{message}", "wrong value of {name}: {message}")
_NO_COMMAND = Words("没有命令 {name}{near}", "there is no command {name}{near}")
_TOO_MUCH = Words("多写了 {rest}", "there is too much: {rest}")
_NO_VALUE = Words("选项 {name} 后面要写值", "the option {name} takes a value")
_NEAR = Words("，是不是 {near}？", "; did you mean {near}?")

_MUST_BE_ONE = Words("“{got}”不是其中之一：{known}", "{got} is none of {known}")
_INTEGER, _AND = Words("应是整数", "a whole number is needed"), Words("、", ", ")

_AT_LEAST = Words("应是不小于 {least} 的整数", "a whole number of at least {least} is needed")
_COMMAND = re.compile(r"No such command '(.*?)'\.")
_REST = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", re.DOTALL)
_VALUE = re.compile(r"Option '(.*?)' requires an argument\.")
_ONE_OF = re.compile("'(.*?)' is not (?:one )?of (.*)")
_TOO_LOW = re.compile(r"(?:greater than or equal to |x>=)(\d+)")
_DETAIL = re.compile("[：；:;]")
"""What follows in the help of an argument is more than its name."""


def told(error: typer.TyperException, lang: Lang) -> str:
    """What is wrong with the command line."""
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    match type(error).__name__:
        case "MissingParameter":
            return _MISSING.of(lang, name=_name(error, lang))
        case "NoSuchOption":
            options = [opt for param in _command(error, "params") for opt in getattr(param, "opts", ())]
            name = str(getattr(error, "option_name", ""))
            return _NO_OPTION.of(lang, name=name, near=_near(name, [o for o in options if o.startswith("-")], lang))
        case "BadParameter":
            return _BAD.of(lang, name=_name(error, lang).lstrip(), message=_value(str(getattr(error, "message", message)), lang))
    if found := _COMMAND.match(message):
        return _NO_COMMAND.of(lang, name=found[1], near=_near(found[1], list(_command(error, "commands")), lang))
    if found := _REST.match(message):
        return _TOO_MUCH.of(lang, rest=found[1])
    if found := _VALUE.match(message):
        return _NO_VALUE.of(lang, name=found[1])
    return message


def command_of(error: typer.TyperException) -> str:
    """The command whose help tells what may be typed, as it is typed."""
    return str(getattr(getattr(error, "ctx", None), "command_path", None) or PROGRAM)


def workbook_beside(name: str, arguments: Iterable[str]) -> Path | None:
    """The workbook that lies beside a file that was typed and cannot be read: 2025.xlsx of 2025.xls, or of 2025."""
    for path in map(Path, arguments):
        if path.name == name and path.suffix.lower() != _WORKBOOK:
            beside = (path.with_name(path.stem + _WORKBOOK), path.with_name(path.name + _WORKBOOK))
            return next((other for other in beside if stat_of(other)), None)
    return None


def _command(error: typer.TyperException, what: str) -> Any:
    return getattr(getattr(getattr(error, "ctx", None), "command", None), what, None) or ()


def _name(error: typer.TyperException, lang: Lang) -> str:
    """An option as it is typed; an argument by the first words of its help, in English after the name in the line of usage."""
    param: Any = getattr(error, "param", None)
    if getattr(param, "param_type_name", "") == "option":
        return f" {'/'.join(param.opts)} " if lang == "zh" else "/".join(param.opts)
    zh, _, en = (getattr(param, "help", None) or "").partition(" / ")
    typed = str(getattr(param, "metavar", None) or getattr(param, "name", "")).upper()
    if lang == "zh":
        return f"“{_DETAIL.split(zh)[0] or typed}”"
    return f"{typed}, {_DETAIL.split(en)[0]}" if en else typed


def _value(message: str, lang: Lang) -> str:
    """What a value must be."""
    if found := _ONE_OF.search(message):
        return _MUST_BE_ONE.of(lang, got=found[1], known=_AND.of(lang).join(re.findall("'(.*?)'", found[2])))
    if found := _TOO_LOW.search(message):
        return _AT_LEAST.of(lang, least=found[1])
    return _INTEGER.of(lang) if "valid integer" in message else message


def _near(name: str, known: list[str], lang: Lang) -> str:
    match = get_close_matches(name, known, n=1, cutoff=0.7)
    return _NEAR.of(lang, near=match[0]) if match else ""
