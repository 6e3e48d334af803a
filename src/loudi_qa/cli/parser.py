"""Commands that speak the reader's language, and what they make of flags that were not typed.

The language of a run is found once, before anything is parsed (``main``), and is the ``obj`` of every context.
"""

from functools import partial
from inspect import get_annotations, unwrap
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from loudi_qa.cli import wording
from loudi_qa.cli.ui import Ui
from loudi_qa.cli.wording import Help
from loudi_qa.words import Lang

_OF_THE_PARSER = {"help": Help("显示这份说明", "show this page", under=wording.DISPLAY)}
"""Options that nobody declares."""


def lang_of(ctx: Any) -> Lang:
    """The language of this run."""
    return "en" if ctx.obj == "en" else "zh"


class Command(TyperCommand):
    """A command that tells of itself in the language of the run."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its arguments and options, with what is said of them."""
        return _spoken(self, ctx, super().get_params(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help, which prints as all else is printed."""
        return _printing(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Its page of help."""
        _write_page(ctx, formatter)


class Group(TyperGroup):
    """A group of commands that tells of itself in the language of the run, and makes sure only of what was typed.

    Left to itself typer holds a flag or an option that was not typed for a value of which it must make sure, and loads
    pydantic for that: a ``score --help`` takes half the time without.
    """

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options; flags, typer's own among them, are off, and the others are left alone, unless they are typed."""
        params = _spoken(self, ctx, super().get_params(ctx))
        for option in params:
            if option.default is None and option.is_flag:
                option.default = False
            elif option.default is None:
                option.process_value = partial(_process_what_was_typed, option)
        return params

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help, which prints as all else is printed."""
        return _printing(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Its page of help."""
        _write_page(ctx, formatter)


def _spoken(command: Any, ctx: Any, params: list[Any]) -> list[Any]:
    """The parameters with their help, the name of their value and their heading in one language."""
    lang = lang_of(ctx)
    declared = get_annotations(unwrap(command.callback)) if command.callback else {}
    for param in params:
        beside = getattr(declared.get(param.name), "__metadata__", ())
        told = next((each for each in beside if isinstance(each, Help)), _OF_THE_PARSER.get(param.name))
        if told is not None:
            param.help = told.en if lang == "en" else told.zh
            param.metavar = told.takes.of(lang) if told.takes else None
            param.rich_help_panel = told.under.of(lang)
    return params


def _process_what_was_typed(option: TyperOption, ctx: Any, value: Any) -> Any:
    return None if value is None else TyperOption.process_value(option, ctx, value)


def _printing(option: Any) -> Any:
    option.callback = _show_help
    return option


def _show_help(ctx: Any, _param: Any, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        Ui().give(ctx.get_help() + "\n")
        raise typer.Exit


def _write_page(ctx: Any, formatter: Any) -> None:
    from loudi_qa.cli.help import page

    formatter.write(page(ctx, lang_of(ctx)))
