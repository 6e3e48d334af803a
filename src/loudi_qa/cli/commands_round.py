"""The commands of the round, as they are typed: forms made, checked, joined. The work is done in modules of their own."""

from pathlib import Path
from typing import Annotated

import typer

from loudi_qa.cli import options
from loudi_qa.cli.ui import Ui


def validate(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", readable=False, help="填报表、文件夹或年度工作簿 / forms, folders or a year's workbook"
        ),
    ],
    whole_round: Annotated[
        bool, typer.Option("--round", help="检查整轮：谁没报、谁报了两份、共用的数是否一致 / look at the round as a whole")
    ] = False,
    year: Annotated[
        int | None, typer.Option("--year", help="本轮的考核年度，并检查整轮 / the year of the round; implies --round")
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option("--since", metavar="DIR", readable=False, help="与上次的表相比，改了几处 / compare with the last try"),
    ] = None,
    annotate: Annotated[
        Path | None,
        typer.Option("--annotate", metavar="DIR", readable=False, help="把问题标在表的副本里 / write marked copies into DIR"),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", readable=False, help="上一年度工作簿，用于看变动大小 / last year's workbook, for jumps"),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="有警告也返回 1 / warnings too end with 1")] = False,
    jobs: options.JobsOption = None,
    chosen: options.FindingsFormatOption = None,
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
    asked = command.Asked(whole_round, year, since, annotate, previous, strict, jobs)
    return command.run(
        ui, paths, asked, indicators=indicators, responsibilities=responsibilities,
        chosen=chosen, as_json=as_json, output=output, force=force,
    )  # fmt: skip


def template(
    year: Annotated[int, typer.Argument(metavar="YEAR", help="考核年度 / the year assessed")],
    unit: Annotated[
        str | None, typer.Option("--unit", help="只要一个单位（或部门）的 / the form of one unit or department only")
    ] = None,
    audience: Annotated[
        options.Audience, typer.Option("--for", help="units 单位填报表，departments 部门核验表 / who is to fill it in")
    ] = options.Audience.units,
    year_file: Annotated[
        Path | None,
        typer.Option(
            "--year-file", readable=False, help="年度工作簿：取分解目标和已报的值 / the year's workbook: quotas, values sent"
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous", readable=False, help="上一年度工作簿，列出去年数 / last year's workbook, for last year's values"
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", readable=False, help="文件夹 / folder [forms-YEAR, verification-YEAR]")
    ] = None,
    force: options.ForceOption = False,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    lang: options.LanguageOption = options.Language.zh,
    indicators: options.IndicatorsOption = None,
    responsibilities: options.ResponsibilitiesOption = None,
) -> int:
    """生成填报表：每个单位一份，或给核验部门的核验表 / Make a form for each unit, or verification forms for the departments."""
    from loudi_qa.cli import template as command

    ui = Ui(lang.value, "never", quiet, verbose)
    return command.run(
        ui, year, unit=unit, audience=audience.value, year_file=year_file, previous=previous, output=output, force=force,
        indicators=indicators, responsibilities=responsibilities,
    )  # fmt: skip


def collect(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", readable=False, help="填报表、核验表或文件夹 / forms of units and departments, or folders"
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", readable=False, help="年度工作簿 / the year's workbook [YEAR.xlsx]")
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", readable=False, help="上一年度工作簿，用于填上年数据 / last year's workbook, for 上年数据"),
    ] = None,
    allow_errors: Annotated[
        bool,
        typer.Option("--allow-errors", help="有错误的表也收下，行内标记 / take forms with errors, their rows marked"),
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="续写已有的工作簿，核定值保留 / carry on a workbook; verified values stay"),
    ] = False,
    jobs: options.JobsOption = None,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    lang: options.LanguageOption = options.Language.zh,
    indicators: options.IndicatorsOption = None,
    responsibilities: options.ResponsibilitiesOption = None,
) -> int:
    """把填报表和核验表汇总成年度工作簿；有错误的点名拒收 / Join forms into the year; those with errors are refused by name."""
    from loudi_qa.cli import collect as command

    ui = Ui(lang.value, "never", quiet, verbose)
    return command.run(
        ui, paths, output=output, previous=previous, allow_errors=allow_errors, force=force,
        indicators=indicators, responsibilities=responsibilities, jobs=jobs,
    )  # fmt: skip
