"""The program as it is typed: its name, its landing page, and every command with its line in the list of commands."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Annotated, Any, NamedTuple

import typer

from loudi_qa import __version__
from loudi_qa.cli import commands_result, commands_round, commands_rules
from loudi_qa.cli.flags import Group
from loudi_qa.cli.ui import Ui

PROGRAM = "loudi-qa"

LANDING = """loudi-qa {version}
质量工作考核：从 Excel 到结果，逐分可查。
The yearly quality-work assessment, from Excel to the result.

  loudi-qa template 2019 -o forms-2019     生成填报表 / make the forms
  loudi-qa validate forms                  检查填报表 / check what comes back
  loudi-qa collect forms -o 2019.xlsx      汇总成年度工作簿 / join them into the year
  loudi-qa score 2019.xlsx                 位次、等级、后果 / ranks, grades, what follows
  loudi-qa explain 2019.xlsx 双峰县        每一分从何而来 / how a unit came by its points
  loudi-qa explain E204                    说明一个问题代码 / what a code means
  loudi-qa report 2019.xlsx                通报、反馈函、整改清单、网页 / all that goes out
  loudi-qa robust 2019.xlsx                位次和等级稳不稳 / how firmly it stands
  loudi-qa compare 2018.xlsx 2019.xlsx     为何变动 / what changed and why
  loudi-qa rules                           看规则、查规则、改规则 / the rules: read, check, change

loudi-qa --help 列出全部命令 / lists every command
"""


def _print_version(value: bool) -> None:
    if value:
        Ui().give(f"loudi-qa {__version__}\n")
        raise typer.Exit


def _landing(
    ctx: typer.Context,
    _version: Annotated[
        bool, typer.Option("-V", "--version", is_eager=True, callback=_print_version, help="版本 / version")
    ] = False,
) -> None:
    """质量工作考核：从 Excel 到结果，逐分可查。 / The yearly quality-work assessment, from Excel to the result."""
    if ctx.invoked_subcommand is None:
        Ui().give(LANDING.format(version=__version__))


class Command(NamedTuple):
    """What a command, or a group of them, calls; and its line in the list of commands, where that is not its docstring."""

    work: Callable[..., object] | typer.Typer
    line: str | None = None


COMMANDS = {
    "score": Command(commands_result.score),
    "validate": Command(commands_round.validate, "检查填报表：哪个单元格、怎么改 / Check forms cell by cell."),
    "template": Command(commands_round.template, "生成填报表和核验表 / Make the forms to be filled in."),
    "collect": Command(commands_round.collect, "把填报表汇总成年度工作簿 / Join forms into the year's workbook."),
    "explain": Command(commands_result.explain, "说明一个单位的得分，或一个问题代码 / Explain points, or a code."),
    "report": Command(commands_result.report, "写出通报、反馈函、整改清单、网页 / Write all that leaves the office."),
    "robust": Command(commands_result.robust, "结果稳不稳：位次和等级会不会变 / How firmly the result stands."),
    "compare": Command(commands_result.compare, "对比历年结果：变动从何而来 / Results of several years side by side."),
    "verify": Command(commands_result.verify, "核对结果包 / Recompute a bundled result and compare."),
    "init": Command(commands_rules.init, "新建一套规则 / Begin a scheme of your own."),
    "rules": Command(commands_rules.rules, "规则：检查、查看、试算、对比 / Check, show, test, compare the rules."),
}


def program(arguments: Sequence[str] = ()) -> Any:
    """The program, to be called with what was typed.

    Where that begins with a command, it has this one alone: to make all of them is a twentieth of a short run.
    """
    asked = arguments[0] if arguments else None
    return _made((asked,) if asked in COMMANDS else tuple(COMMANDS))


@cache
def _made(names: tuple[str, ...]) -> Any:
    app = typer.Typer(
        cls=Group,
        help="质量工作考核：从 Excel 到结果，逐分可查。 / The yearly quality-work assessment, from Excel to the result.",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_landing)
    for name in names:
        work, line = COMMANDS[name]
        if isinstance(work, typer.Typer):
            app.add_typer(work, name=name, short_help=line)
        else:
            app.command(name, short_help=line)(work)
    return typer.main.get_command(app)
