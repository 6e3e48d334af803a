"""The program as it is typed: its name, its landing page, and every command with its line in the list of commands."""

from typing import Annotated

import typer

from loudi_qa import __version__
from loudi_qa.cli import commands_result, commands_round, commands_rules
from loudi_qa.cli.ui import Ui

app = typer.Typer(
    name="loudi-qa",
    help="质量工作考核：从 Excel 到结果，逐分可查。 / The yearly quality-work assessment, from Excel to the result.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

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


@app.callback(invoke_without_command=True)
def _landing(
    ctx: typer.Context,
    _version: Annotated[
        bool, typer.Option("-V", "--version", is_eager=True, callback=_print_version, help="版本 / version")
    ] = False,
) -> None:
    """质量工作考核：从 Excel 到结果，逐分可查。 / The yearly quality-work assessment, from Excel to the result."""
    if ctx.invoked_subcommand is None:
        Ui().give(LANDING.format(version=__version__))


app.command()(commands_result.score)
app.command(short_help="检查填报表：哪个单元格、怎么改 / Check forms cell by cell.")(commands_round.validate)
app.command(short_help="生成填报表和核验表 / Make the forms to be filled in.")(commands_round.template)
app.command(short_help="把填报表汇总成年度工作簿 / Join forms into the year's workbook.")(commands_round.collect)
app.command(short_help="说明一个单位的得分，或一个问题代码 / Explain points, or a code.")(commands_result.explain)
app.command(short_help="写出通报、反馈函、整改清单、网页 / Write all that leaves the office.")(commands_result.report)
app.command(short_help="结果稳不稳：位次和等级会不会变 / How firmly the result stands.")(commands_result.robust)
app.command(short_help="对比历年结果：变动从何而来 / Results of several years side by side.")(commands_result.compare)
app.command(short_help="核对结果包 / Recompute a bundled result and compare.")(commands_result.verify)
app.add_typer(
    commands_rules.rules, name="rules", short_help="规则：检查、查看、试算、对比 / Check, show, test, compare the rules."
)
app.command(short_help="新建一套规则 / Begin a scheme of your own.")(commands_rules.init)
