"""The commands on a result, as they are typed: score and explain it. The work is done in modules of their own."""

from pathlib import Path
from typing import Annotated

import typer

from loudi_qa.cli import options
from loudi_qa.cli.ui import Ui


def score(
    workbook: Annotated[Path, typer.Argument(readable=False, help="年度工作簿 / the year's workbook (.xlsx)")],
    unit: Annotated[str | None, typer.Option("--unit", help="只看一个单位，逐项说明 / one unit, line by line")] = None,
    by: Annotated[
        options.View | None,
        typer.Option("--by", help="按部门或全市目标看 / by department or by city target"),
    ] = None,
    top: Annotated[int | None, typer.Option("--top", min=1, help="只列前 N 行 / the first N rows only")] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", readable=False, help="上一年度工作簿，用于判断连续两年的后果 / last year's workbook"),
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


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="问题代码，如 E203；不写则列出全部 / a code; all without")
    ] = None,
    chosen: options.FormatOption = None,
    as_json: options.JsonOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
    quiet: options.QuietOption = False,
    colour: options.ColourOption = options.Colour.auto,
    lang: options.LanguageOption = options.Language.zh,
) -> int:
    """说明一个问题代码：为什么要管、例子、怎么改 / Why a finding matters, an example, what to do."""
    from loudi_qa.cli import explain as command

    ui = Ui(lang.value, colour.value, quiet)
    return command.run(ui, code, chosen=chosen, as_json=as_json, output=output, force=force)
