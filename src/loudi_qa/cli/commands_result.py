"""The commands on a result, as they are typed. The work is done in modules of their own."""

from pathlib import Path
from typing import Annotated

import typer

from loudi_qa.cli import options, wording
from loudi_qa.cli.ui import Ui
from loudi_qa.cli.wording import Help, one_of
from loudi_qa.words import Words


def score(
    workbook: options.WorkbookArgument,
    unit: options.UnitLinesOption = None,
    by: Annotated[
        options.View | None,
        typer.Option("--by"),
        Help(
            "换个角度看：department 各部门名下的失分，city 全市的目标",
            "another view: department for lost points by department, city for the targets of the city",
            one_of(options.View),
        ),
    ] = None,
    top: Annotated[int | None, typer.Option("--top", min=1), Help("只列前 N 行", "the first N rows only", wording.NUMBER)] = None,
    supposed: Annotated[
        list[str] | None,
        typer.Option("--set"),
        Help(
            "假设某单位某一项的数是这样，看总分和位次怎么变，如 双峰县:P03=98.2；可以写多次；不是考核结果",
            "suppose a value, as 双峰县:P03=98.2, and see what moves; may be repeated; never the result",
            wording.SUPPOSED,
            wording.WHAT_IF,
        ),
    ] = None,
    set_file: Annotated[
        Path | None,
        typer.Option("--set-file", readable=False),
        Help("同上，写在一个文本文件里，每行一个", "the same from a text file, one a line", wording.FILE, wording.WHAT_IF),
    ] = None,
    bundle: Annotated[
        Path | None,
        typer.Option("--bundle", readable=False),
        Help(
            "另存一个结果包（.zip），以后用 verify 核对",
            "also write a bundle (.zip) that verify proves years later",
            wording.FILE,
        ),
    ] = None,
    previous: options.PreviousOption = None,
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
    """Score a year's workbook."""
    ui = Ui(lang.value, colour.value, quiet, verbose)
    if supposed or set_file:
        from loudi_qa.cli import whatif

        whatif.refuse({"--bundle": bundle, "--unit": unit, "--by": by, "--top": top})
        texts = tuple(supposed or ())
        what_if = whatif.Asked(workbook, texts, set_file, previous, indicators, responsibilities)
        return whatif.run(ui, what_if, chosen=chosen, as_json=as_json, output=output, force=force)
    from loudi_qa.cli import score as command

    return command.run(
        ui, workbook, indicators=indicators, responsibilities=responsibilities, previous=previous,
        unit=unit, by=by, top=top, chosen=chosen, as_json=as_json, output=output, force=force, bundle=bundle,
    )  # fmt: skip


def explain(
    what: Annotated[
        str | None,
        typer.Argument(),
        Help(
            "问题代码（如 E203），或年度工作簿；不写就列出全部代码",
            "a code of a finding (as E203) or the year's workbook; without it all codes are listed",
            Words("代码或工作簿", "CODE|WORKBOOK"),
        ),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Argument(),
        Help("工作簿里的单位，简称也行，如 双峰", "a unit of the workbook; a short name will do", wording.UNIT),
    ] = None,
    indicator: Annotated[
        str | None,
        typer.Argument(),
        Help(
            "这个单位的一项指标、填报项或加减分，编号或名称都行；写了就从单元格一直讲到得分",
            "an indicator, measure, bonus or deduction, by id or name: told from its cell to its points",
            Words("指标", "INDICATOR"),
        ),
    ] = None,
    previous: options.PreviousOption = None,
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
    """What a code means, or how a unit came by its points."""
    from loudi_qa.cli import explain as of_code

    ui = Ui(lang.value, colour.value, quiet, verbose)
    if what is None or not of_code.means_a_file(what):
        of_code.refuse_more(what, unit, indicator)
        return of_code.run(ui, what, chosen=chosen, as_json=as_json, output=output, force=force)
    from loudi_qa.cli import explain_result as command

    asked = command.Asked(Path(what), unit, indicator, previous, indicators, responsibilities)
    return command.run(ui, asked, chosen=chosen, as_json=as_json, output=output, force=force)


def robust(
    workbook: options.WorkbookArgument,
    unit: Annotated[
        str | None,
        typer.Option("--unit"),
        Help("只看一个单位；简称也行，如 双峰", "one unit only; a short name will do", wording.UNIT),
    ] = None,
    previous: options.PreviousOption = None,
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
    """How firmly places and grades stand."""
    from loudi_qa.cli import robust as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    return command.run(
        ui, workbook, indicators=indicators, responsibilities=responsibilities, previous=previous,
        unit=unit, chosen=chosen, as_json=as_json, output=output, force=force,
    )  # fmt: skip
