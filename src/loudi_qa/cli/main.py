"""The command line: what may be typed, and how every run ends."""

import os
import sys
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

from loudi_qa import __version__
from loudi_qa.cli import options
from loudi_qa.cli.exits import Exit, ReaderGone, UsageError
from loudi_qa.cli.ui import Ui
from loudi_qa.findings import Unreadable
from loudi_qa.scheme.fault import RulesError
from loudi_qa.words import Lang, Words

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

  loudi-qa score 2019.xlsx               位次、等级、后果 / ranks, grades, what follows
  loudi-qa score 2019.xlsx --unit 双峰县  一个单位的每一分 / every point of one unit
  loudi-qa validate 双峰县.xlsx           检查填报表 / check a form

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


@app.command()
def score(
    workbook: Annotated[Path, typer.Argument(help="年度工作簿 / the year's workbook (.xlsx)")],
    unit: Annotated[str | None, typer.Option("--unit", help="只看一个单位，逐项说明 / one unit, line by line")] = None,
    by: Annotated[
        options.View | None,
        typer.Option("--by", help="按部门或全市目标看 / by department or by city target"),
    ] = None,
    top: Annotated[int | None, typer.Option("--top", min=1, help="只列前 N 行 / the first N rows only")] = None,
    previous: Annotated[
        Path | None, typer.Option("--previous", help="上一年度工作簿，用于判断连续两年的后果 / last year's workbook")
    ] = None,
    chosen: options.FormatOption = None,
    as_json: options.JsonOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    colour: options.ColourOption = options.Colour.auto,
    lang: options.LanguageOption = options.Language.zh,
    indicators: options.IndicatorsOption = None,
    responsibilities: options.ResponsibilitiesOption = None,
) -> int:
    """计分：位次、各组得分、总分、等级、否决、后果和失分责任 / Score a year's workbook."""
    from loudi_qa.cli import score as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    return command.run(
        ui, workbook, indicators=indicators, responsibilities=responsibilities, previous=previous,
        unit=unit, by=by, top=top, chosen=chosen, as_json=as_json, output=output, force=force,
    )  # fmt: skip


@app.command(short_help="检查填报表：哪个单元格、怎么改 / Check forms cell by cell.")
def validate(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="填报表或年度工作簿 / forms or a year's workbook (.xlsx)")
    ],
    chosen: options.FormatOption = None,
    as_json: options.JsonOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    colour: options.ColourOption = options.Colour.auto,
    lang: options.LanguageOption = options.Language.zh,
    indicators: options.IndicatorsOption = None,
    responsibilities: options.ResponsibilitiesOption = None,
) -> int:
    """检查填报表：哪个单元格、读到什么、怎么改；缺项在这里是错误 / Check forms cell by cell; a missing value is an error here."""
    from loudi_qa.cli import validate as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    return command.run(
        ui, paths, indicators=indicators, responsibilities=responsibilities,
        chosen=chosen, as_json=as_json, output=output, force=force,
    )  # fmt: skip


_FAULT = Words(
    "程序出错，不是您的数据有问题。请把这段信息发给维护者：{error}\n  用 LOUDI_QA_DEBUG=1 再运行一次可看到详情",
    "a fault of this program, not of your data. Please report: {error}\n  run again with LOUDI_QA_DEBUG=1 for details",
)
_USAGE = {
    "MissingParameter": "缺少参数 {name}",
    "NoSuchOption": "没有选项 {name}",
    "BadParameter": "参数 {name} 的值不对：{message}",
}
"""Mistakes of the command line that typer tells in English only."""

_INTERRUPTED = Words("已中断，没有写入任何文件", "interrupted; no file was written")


def run(arguments: list[str]) -> int:
    """Run one command; every way it can end becomes an exit code, and a sentence where one is due."""
    ui = Ui(_language(arguments))
    try:
        code = int(app(arguments, prog_name="loudi-qa", standalone_mode=False) or 0)
    except (KeyboardInterrupt, typer.Abort):
        code = Exit.INTERRUPTED
    except typer.Exit as end:
        code = int(end.exit_code)
    except typer.TyperException as error:
        return _usage(ui, error)
    except (ReaderGone, UsageError, RulesError, Unreadable) as end:
        return _ended(ui, end)
    except Exception as error:  # noqa: BLE001 -- the last net: whatever is left is our fault and is said as such
        return _own_fault(ui, error)
    if code == Exit.INTERRUPTED:
        ui.tell(_INTERRUPTED)
    return code


def _ended(ui: Ui, end: ReaderGone | UsageError | RulesError | Unreadable) -> int:
    match end:
        case ReaderGone():
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return Exit.FINE
        case UsageError():
            ui.tell(end.words, **end.fields)
            return Exit.USAGE
        case RulesError():
            for fault in end.faults:
                ui.say(fault.text(ui.lang))
            return Exit.USAGE
        case Unreadable():
            from loudi_qa.cli.tell import tell_finding

            tell_finding(ui, end.finding)
            return Exit.UNREADABLE


def _usage(ui: Ui, error: typer.TyperException) -> int:
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    known = _USAGE.get(type(error).__name__)
    if known and ui.lang == "zh":
        param = getattr(error, "param", None)
        name = getattr(error, "option_name", None) or getattr(param, "name", None) or ""
        message = known.format(name=name, message=message)
    ui.tell(Words("用法有误：{message}", "usage: {message}"), message=message)
    ui.tell(Words("  用 loudi-qa --help 查看用法", "  loudi-qa --help shows what may be typed"))
    return Exit.USAGE


def _own_fault(ui: Ui, error: Exception) -> int:
    if os.environ.get("LOUDI_QA_DEBUG"):
        import traceback

        ui.say("".join(traceback.format_exception(error)))
    ui.tell(_FAULT, error=f"{type(error).__name__}: {error}")
    return Exit.FAULT


def _language(arguments: list[str]) -> Lang:
    """The language of messages about a command line that could not even be read."""
    asked = [*arguments, ""]
    given = [a.removeprefix("--lang=") for a in asked if a.startswith("--lang=")]
    given += [value for option, value in pairwise(asked) if option == "--lang"]
    return "en" if (given or [os.environ.get("LOUDI_QA_LANG", "")])[-1] == "en" else "zh"
