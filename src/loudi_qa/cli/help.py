"""The page of help of a command, in one language."""

import sys
from typing import Any

from loudi_qa.cli.manual import MANUAL
from loudi_qa.cli.paragraphs import listed, paragraph
from loudi_qa.cli.ui import width
from loudi_qa.cli.wording import OWN
from loudi_qa.report.fit import wrap
from loudi_qa.words import Lang, Words

WIDEST = 100
"""Prose is hard to follow over longer lines, on a wide screen as in a file that a pipe writes."""

_USAGE = Words("用法：", "Usage: ")
_SOME_OPTIONS, _ONE_COMMAND = Words("[选项]", "[OPTIONS]"), Words("命令", "COMMAND")
_ARGUMENTS = Words("参数", "Arguments")
_EXAMPLES = Words("例子", "Examples")
_ENDS = Words("退出码", "Exit codes")
_NEXT = Words("接下来", "Next")


def page(ctx: Any, lang: Lang) -> str:
    """What the command does, what may be typed with it, examples, how it ends, and what comes next."""
    columns = min(width(terminal=sys.stdout.isatty()), WIDEST)
    entry = MANUAL[" ".join(_names(ctx))]
    params = [p for p in ctx.command.get_params(ctx) if not p.hidden]
    groups = [_usage(ctx, params, lang, columns), paragraph(entry.does.of(lang), columns)]
    groups += _sections(_commands(ctx), columns)
    arguments = [(p.metavar, p.help) for p in params if p.param_type_name == "argument"]
    groups += _sections({_ARGUMENTS.of(lang): arguments} if arguments else {}, columns)
    groups += _sections(_options(params, lang), columns)
    examples = [(e.typed, e.does.of(lang)) for e in entry.examples]
    groups.append([_EXAMPLES.of(lang), *_shown(examples, columns)])
    if entry.ends:
        groups.append([_ENDS.of(lang), *paragraph(entry.ends.of(lang), columns, 2)])
    commands = [line for typed in entry.then for line in _typed_line(typed, columns, 4)]
    groups.append([_NEXT.of(lang), *paragraph(entry.after.of(lang), columns, 2), *commands])
    return "\n".join("\n".join(lines) + "\n" for lines in groups)


def _names(ctx: Any) -> list[str]:
    """The names of the command, without the program's: rules, show."""
    return [] if ctx.parent is None else [*_names(ctx.parent), ctx.info_name]


def _usage(ctx: Any, params: list[Any], lang: Lang, columns: int) -> list[str]:
    root = ctx.find_root().info_name
    words = [root, *_names(ctx)]
    words += [_ONE_COMMAND.of(lang)] if hasattr(ctx.command, "commands") else []
    words.append(_SOME_OPTIONS.of(lang))
    words += [_typed(p) for p in params if p.param_type_name == "argument"]
    return paragraph(_USAGE.of(lang) + " ".join(words), columns)


def _typed(argument: Any) -> str:
    name = argument.metavar if argument.required else f"[{argument.metavar}]"
    return f"{name}..." if argument.nargs != 1 else name


def _commands(ctx: Any) -> dict[str, list[tuple[str, str]]]:
    """The commands of a group, by heading."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, command in getattr(ctx.command, "commands", {}).items():
        found.setdefault(command.rich_help_panel, []).append((name, command.short_help))
    return found


def _options(params: list[Any], lang: Lang) -> dict[str, list[tuple[str, str]]]:
    """The options by heading, each as it is typed; first what the command is about."""
    found: dict[str, list[tuple[str, str]]] = {OWN.of(lang): []}
    for option in params:
        if option.param_type_name == "option":
            names = ", ".join(sorted(option.opts, key=len))
            typed = f"{names} {option.metavar}" if option.metavar else names
            found.setdefault(option.rich_help_panel, []).append((typed, option.help))
    return found


def _sections(found: dict[str, list[tuple[str, str]]], columns: int) -> list[list[str]]:
    names = [name for rows in found.values() for name, _ in rows]
    return [[heading, *listed(rows, columns, names=names)] for heading, rows in found.items() if rows]


def _shown(examples: list[tuple[str, str]], columns: int) -> list[str]:
    """Each command on a line of its own, to be copied; what it is for below."""
    return [line for typed, does in examples for line in (*_typed_line(typed, columns, 2), *paragraph(does, columns, 6))]


def _typed_line(typed: str, columns: int, indent: int) -> list[str]:
    """A command; where the window is too narrow for it, what goes on below stands further in."""
    first, *others = wrap(typed, columns - indent - 2)
    return [" " * indent + first, *(" " * (indent + 2) + line for line in others)]
