"""The commands of the round, as they are typed: forms made, checked, joined. The work is done in modules of their own."""

from pathlib import Path
from typing import Annotated

import typer

from loudi_qa.cli import options, wording
from loudi_qa.cli.ui import Ui
from loudi_qa.cli.wording import Help, one_of
from loudi_qa.words import Words


def validate(
    paths: Annotated[
        list[Path],
        typer.Argument(readable=False),
        Help(
            "填报表、放填报表的文件夹，或年度工作簿；可以写多个",
            "forms, folders of forms, or a year's workbook; as many as you like",
            Words("表或文件夹", "PATH"),
        ),
    ],
    whole_round: Annotated[
        bool,
        typer.Option("--round"),
        Help(
            "把收到的表放在一起看：谁没报，谁报了两份，几家共用的数是否一致",
            "look at all forms together: who has not sent, who sent twice, whether shared figures agree",
            under=wording.ROUND,
        ),
    ] = False,
    year: Annotated[
        int | None,
        typer.Option("--year"),
        Help(
            "这一轮的考核年度，如 2019；写了就检查整轮",
            "the year of the round, as 2019; implies --round",
            wording.YEAR,
            wording.ROUND,
        ),
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option("--since", readable=False),
        Help(
            "上次的表或文件夹：改好了几处，还剩几处，新出现几处",
            "the last try, a form or a folder: what was mended, what is left, what is new",
            Words("表或文件夹", "PATH"),
        ),
    ] = None,
    annotate: Annotated[
        Path | None,
        typer.Option("--annotate", readable=False),
        Help(
            "有问题的表各写一份副本到这个文件夹，问题标在单元格上，可以退给单位",
            "write marked copies of the forms with findings into this folder, to be sent back",
            wording.FOLDER,
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", readable=False),
        Help(
            "上一年度工作簿，用来找出变动太大的数", "last year's workbook, to notice values that changed too much", wording.FILE
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option("--strict"),
        Help("有警告时退出码也是 1（默认只有错误才是 1）", "warnings too end with exit code 1 (default: errors only)"),
    ] = False,
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
    """Check forms cell by cell."""
    from loudi_qa.cli import validate as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    asked = command.Asked(whole_round, year, since, annotate, previous, strict, jobs)
    return command.run(
        ui, paths, asked, indicators=indicators, responsibilities=responsibilities,
        chosen=chosen, as_json=as_json, output=output, force=force,
    )  # fmt: skip


def template(
    year: Annotated[int, typer.Argument(), Help("考核哪一年，如 2019", "the year assessed, as 2019", Words("考核年度", "YEAR"))],
    unit: Annotated[
        str | None,
        typer.Option("--unit"),
        Help(
            "只要一个单位的表（写了 --for departments 时，是一个部门的）",
            "the form of one unit only; with --for departments of one department",
            wording.UNIT,
        ),
    ] = None,
    audience: Annotated[
        options.Audience,
        typer.Option("--for"),
        Help(
            "给谁填：units 被考核单位的填报表，departments 核验部门的核验表（默认 units）",
            "who fills it in: units their forms, departments the verification forms (default units)",
            one_of(options.Audience),
        ),
    ] = options.Audience.units,
    year_file: Annotated[
        Path | None,
        typer.Option("--year-file", readable=False),
        Help(
            "年度工作簿，从中取目标分解和各单位已报的数", "the year's workbook, for quotas and what the units sent", wording.FILE
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", readable=False),
        Help(
            "上一年度工作簿，表里列出去年的数供对照",
            "last year's workbook, to show last year's values in the forms",
            wording.FILE,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", readable=False),
        Help(
            "写到哪个文件夹（默认 forms-年度，核验表是 verification-年度）",
            "the folder to write to (default forms-YEAR, of verification forms verification-YEAR)",
            wording.FOLDER,
            wording.OUTPUT,
        ),
    ] = None,
    force: options.ForceOption = False,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    lang: options.LanguageOption = options.Language.zh,
    indicators: options.IndicatorsOption = None,
    responsibilities: options.ResponsibilitiesOption = None,
) -> int:
    """Make the forms to be filled in."""
    from loudi_qa.cli import template as command

    ui = Ui(lang.value, "never", quiet, verbose)
    return command.run(
        ui, year, unit=unit, audience=audience.value, year_file=year_file, previous=previous, output=output, force=force,
        indicators=indicators, responsibilities=responsibilities,
    )  # fmt: skip


def collect(
    paths: Annotated[
        list[Path],
        typer.Argument(readable=False),
        Help(
            "填报表、核验表，或放着它们的文件夹；可以写多个",
            "forms of units and departments, or folders of them; as many as you like",
            Words("表或文件夹", "PATH"),
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", readable=False),
        Help(
            "年度工作簿写到哪里（默认 年度.xlsx）",
            "where the year's workbook is written (default YEAR.xlsx)",
            wording.FILE,
            wording.OUTPUT,
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", readable=False),
        Help(
            "上一年度工作簿，用来填好上年数据一表",
            "last year's workbook, which fills the sheet of last year's values",
            wording.FILE,
        ),
    ] = None,
    allow_errors: Annotated[
        bool,
        typer.Option("--allow-errors"),
        Help(
            "有错误的表也收下，并在行里标明（默认拒收）",
            "take forms with errors too and mark their rows (default: they are refused)",
        ),
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force"),
        Help(
            "工作簿已经有了就接着写进去，部门的核定值保留",
            "carry on the workbook that is there; verified values stay",
            under=wording.OUTPUT,
        ),
    ] = False,
    jobs: options.JobsOption = None,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    lang: options.LanguageOption = options.Language.zh,
    indicators: options.IndicatorsOption = None,
    responsibilities: options.ResponsibilitiesOption = None,
) -> int:
    """Join forms into the year's workbook."""
    from loudi_qa.cli import collect as command

    ui = Ui(lang.value, "never", quiet, verbose)
    return command.run(
        ui, paths, output=output, previous=previous, allow_errors=allow_errors, force=force,
        indicators=indicators, responsibilities=responsibilities, jobs=jobs,
    )  # fmt: skip
