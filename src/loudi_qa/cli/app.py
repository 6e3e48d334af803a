"""The program as it is typed: its name, and every command with its line in the list of commands."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, NamedTuple

import typer

from loudi_qa import __version__
from loudi_qa.cli import commands_kept, commands_result, commands_round, commands_rules
from loudi_qa.cli.options import LanguageBeforeOption, Shell
from loudi_qa.cli.parser import Command, Group, lang_of
from loudi_qa.cli.ui import Ui
from loudi_qa.cli.wording import DISPLAY, Help, one_of
from loudi_qa.words import Lang, Words

PROGRAM = "loudi-qa"

YEAR = Words("一年的工作，照这个顺序", "The work of a year, in this order")
LATER = Words("结果出来以后", "When the result is there")
RULES_HEADING = Words("规则", "Rules")
READ = Words("看和查", "Read and check")
MAKE = Words("改和编", "Change and edit")
"""The headings that commands stand under."""


class Entry(NamedTuple):
    """What a command, or a group of them, calls; its line in the list of commands, and the heading it stands under."""

    work: "Callable[..., object] | Mapping[str, Entry]"
    words: Words
    under: Words


RULES = {
    "show": Entry(commands_rules.show, Words("把规则列成表来读", "the rules as tables to read"), READ),
    "check": Entry(commands_rules.check, Words("检查规则有没有错、有没有漏", "what is wrong or missing in the rules"), READ),
    "test": Entry(commands_rules.try_cases, Words("按案例试算规则", "run the cases of the rules"), READ),
    "diff": Entry(commands_rules.diff, Words("对比两版规则，看影响谁", "what changed between two editions, and for whom"), MAKE),
    "schema": Entry(commands_rules.schema, Words("写出 JSON Schema，编辑时有提示", "JSON Schema, for hints in an editor"), MAKE),
}

COMMANDS = {
    "template": Entry(commands_round.template, Words("生成填报表和核验表", "make the forms to be filled in"), YEAR),
    "validate": Entry(commands_round.validate, Words("检查填报表：哪个单元格、怎么改", "check forms, cell by cell"), YEAR),
    "collect": Entry(commands_round.collect, Words("把表汇总成年度工作簿", "join the forms into the year's workbook"), YEAR),
    "score": Entry(commands_result.score, Words("计分：位次、等级、后果", "ranks, points, grades, and what follows"), YEAR),
    "explain": Entry(
        commands_result.explain, Words("说明每一分从何而来，或一个问题代码", "how points came about, or what a code means"), YEAR
    ),
    "report": Entry(commands_kept.report, Words("写出通报、反馈函、整改清单、网页", "write all that leaves the office"), YEAR),
    "robust": Entry(commands_result.robust, Words("位次和等级稳不稳", "how firmly places and grades stand"), LATER),
    "compare": Entry(
        commands_kept.compare, Words("对比历年结果：为何变动", "results of several years: what changed, and why"), LATER
    ),
    "verify": Entry(commands_kept.verify, Words("核对结果包", "recompute a bundled result and compare"), LATER),
    "rules": Entry(RULES, Words("看规则、查规则、改规则", "the rules: read, check, change"), RULES_HEADING),
    "init": Entry(commands_rules.init, Words("新建一套规则", "begin a scheme of your own"), RULES_HEADING),
}


def program(arguments: Sequence[str] = (), lang: Lang = "zh") -> Any:
    """The program, to be called with what was typed, in the language that is to be spoken.

    Where that begins with a command, it has this one alone: to make all of them is a twentieth of a short run.
    """
    asked = arguments[0] if arguments else None
    return _made((asked,) if asked in COMMANDS else tuple(COMMANDS), lang)


@cache
def _made(names: tuple[str, ...], lang: Lang) -> Any:
    app = _group(landing, {name: COMMANDS[name] for name in names}, lang)
    return typer.main.get_command(app)


def _group(first: Callable[..., object], lines: Mapping[str, Entry], lang: Lang) -> typer.Typer:
    app = typer.Typer(
        cls=Group,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,  # ours knows units and measures, and writes into no start-up file: completion/
        context_settings={"help_option_names": ["-h", "--help"], "obj": lang},
    )
    app.callback(invoke_without_command=True)(first)
    for name, (work, words, under) in lines.items():
        line, panel = words.of(lang), under.of(lang)
        if callable(work):
            app.command(name, cls=Command, short_help=line, rich_help_panel=panel)(work)
        else:
            app.add_typer(_group(rules_landing, work, lang), name=name, short_help=line, rich_help_panel=panel)
    return app


def _print_version(asked: bool) -> None:
    if asked:
        Ui().give(f"{PROGRAM} {__version__}\n")
        raise typer.Exit


VersionOption = Annotated[
    bool,
    typer.Option("-V", "--version", is_eager=True, callback=_print_version),
    Help("显示版本", "show the version", under=DISPLAY),
]


def _print_completion(ctx: typer.Context, shell: Shell | None) -> None:
    if shell is not None and not ctx.resilient_parsing:
        from loudi_qa.cli.completion.scripts import show

        show(Ui(lang_of(ctx)), shell.value)
        raise typer.Exit


CompletionOption = Annotated[
    Shell | None,
    typer.Option("--show-completion", is_eager=True, callback=_print_completion),
    Help(
        "打印脚本，让命令行按 Tab 键补全命令、单位和指标；只打印，不改动任何文件",
        "print the script with which a shell completes commands, units and indicators at Tab; no file is changed",
        one_of(Shell),
        under=DISPLAY,
    ),
]


def landing(
    ctx: typer.Context,
    _version: VersionOption = False,
    _completion: CompletionOption = None,
    _lang: LanguageBeforeOption = None,
) -> None:
    """What this is and what to type next."""
    if ctx.invoked_subcommand is None:
        from loudi_qa.cli import landing as of

        Ui().give(of.program(lang_of(ctx)))


def rules_landing(ctx: typer.Context, _lang: LanguageBeforeOption = None) -> None:
    """What the rules are and what to type next."""
    if ctx.invoked_subcommand is None:
        from loudi_qa.cli import landing as of

        Ui().give(of.rules(lang_of(ctx)))
