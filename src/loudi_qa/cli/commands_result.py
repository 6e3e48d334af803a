"""The commands on a result, as they are typed. The work is done in modules of their own."""

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
    supposed: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="UNIT:CODE=VALUE",
            help="假设测算：双峰县:P03=98.2，可多次写；不是考核结果 / what if; may be repeated",
        ),
    ] = None,
    set_file: Annotated[
        Path | None,
        typer.Option("--set-file", readable=False, help="假设测算：文件里每行一个 单位:编号=值 / what if, one a line"),
    ] = None,
    bundle: Annotated[
        Path | None,
        typer.Option("--bundle", readable=False, help="另存结果包（.zip），可用 verify 核对 / also write a bundle for verify"),
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
    """计分：位次、各组得分、总分、等级、否决、后果和失分责任 / Score a year's workbook."""
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
        typer.Argument(
            metavar="[CODE | WORKBOOK]", help="问题代码如 E203，或年度工作簿；不写则列出全部代码 / a code or a workbook"
        ),
    ] = None,
    unit: Annotated[str | None, typer.Argument(metavar="[UNIT]", help="工作簿里的单位 / a unit of the workbook")] = None,
    indicator: Annotated[
        str | None,
        typer.Argument(
            metavar="[INDICATOR]", help="一项指标、数据项或加减分，从单元格讲到得分 / one line, from its cell to its points"
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
    """说明一个问题代码，或一个单位的得分从何而来 / What a code means, or how a unit came by its points."""
    from loudi_qa.cli import explain as of_code

    ui = Ui(lang.value, colour.value, quiet, verbose)
    if what is None or not of_code.means_a_file(what):
        of_code.refuse_more(what, unit, indicator)
        return of_code.run(ui, what, chosen=chosen, as_json=as_json, output=output, force=force)
    from loudi_qa.cli import explain_result as command

    asked = command.Asked(Path(what), unit, indicator, previous, indicators, responsibilities)
    return command.run(ui, asked, chosen=chosen, as_json=as_json, output=output, force=force)


def report(
    workbook: Annotated[Path, typer.Argument(readable=False, help="年度工作簿 / the year's workbook (.xlsx)")],
    output: Annotated[Path | None, typer.Option("-o", "--output", readable=False, help="文件夹 / folder [report-YEAR]")] = None,
    docx: Annotated[bool, typer.Option("--docx", help="只要通报、反馈函、质量状况分析 / only notice, letters, analysis")] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="只要整改清单、结果工作簿 / only ledger and result workbook")] = False,
    html: Annotated[bool, typer.Option("--html", help="只要网页 / only the page")] = False,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", readable=False, help="上一年度工作簿：对比、再次未达标 / last year's workbook, for change"),
    ] = None,
    ledger: Annotated[
        Path | None,
        typer.Option("--ledger", readable=False, help="以前的整改清单，手写内容带入新表 / an earlier ledger, to be carried on"),
    ] = None,
    notice: Annotated[
        list[str] | None,
        typer.Option(
            "--notice-date",
            metavar="[YEAR=]DATE",
            help="通报日期，由它推算期限 / the day of the notice, from which deadlines run",
        ),
    ] = None,
    number: Annotated[str | None, typer.Option("--number", help="文号，如 娄质强办〔2020〕3号 / number of the notice")] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", help="发文机关 / who signs [responsibilities.yaml]")] = None,
    to: Annotated[str | None, typer.Option("--to", help="主送机关 / to whom the notice goes [responsibilities.yaml]")] = None,
    force: options.ForceOption = False,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    lang: options.LanguageOption = options.Language.zh,
    indicators: options.IndicatorsOption = None,
    responsibilities: options.ResponsibilitiesOption = None,
) -> int:
    """写出全部公文：通报、反馈函、整改清单、质量状况分析、网页、结果工作簿 / Write all that leaves the office."""
    from loudi_qa.cli import report as command

    ui = Ui(lang.value, "never", quiet, verbose)
    wanted = {"docx": docx, "xlsx": xlsx, "html": html}
    kinds = tuple(kind for kind in command.KINDS if wanted[kind]) or command.KINDS
    imprint = command.Imprint(issuer, number, to, tuple(notice or ()))
    asked = command.Asked(workbook, kinds, imprint, previous, ledger, indicators, responsibilities)
    return command.run(ui, asked, output=output, force=force)


def robust(
    workbook: Annotated[Path, typer.Argument(readable=False, help="年度工作簿 / the year's workbook (.xlsx)")],
    unit: Annotated[str | None, typer.Option("--unit", help="只看一个单位 / one unit")] = None,
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
    """结果稳不稳：权重、数据、口径变动时位次和等级会不会变 / How firmly places and grades stand."""
    from loudi_qa.cli import robust as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    return command.run(
        ui, workbook, indicators=indicators, responsibilities=responsibilities, previous=previous,
        unit=unit, chosen=chosen, as_json=as_json, output=output, force=force,
    )  # fmt: skip


def compare(
    workbooks: Annotated[
        list[str],
        typer.Argument(
            metavar="WORKBOOK[=RULES]...",
            help="两个以上年度工作簿，先旧后新；=文件夹 用那一版规则 / two or more, the older first; =FOLDER for its own rules",
        ),
    ],
    unit: Annotated[str | None, typer.Option("--unit", help="只看一个单位，逐项列出 / one unit, line by line")] = None,
    notice: Annotated[
        list[str] | None,
        typer.Option(
            "--notice-date",
            metavar="[YEAR=]DATE",
            help="通报日期，由它推算整改期限 / the day of the notice, from which deadlines run",
        ),
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
    """对比历年结果：分数为何变动，哪些再次未达标，整改落实了没有 / Why totals changed, what failed again, what was mended."""
    from loudi_qa.cli import compare as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    asked = command.Asked(tuple(workbooks), unit, tuple(notice or ()), indicators, responsibilities)
    return command.run(ui, asked, chosen=chosen, as_json=as_json, output=output, force=force)


def verify(
    bundle: Annotated[Path, typer.Argument(readable=False, help="结果包 / the bundle (.zip)")],
    paper: Annotated[
        str | None,
        typer.Option("--sha256", metavar="HEX", help="纸面上的 sha256，至少前 12 位 / the sha256 on paper, 12 digits or more"),
    ] = None,
    chosen: options.FormatOption = None,
    as_json: options.JsonOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
    quiet: options.QuietOption = False,
    colour: options.ColourOption = options.Colour.auto,
    lang: options.LanguageOption = options.Language.zh,
) -> int:
    """核对结果包：用包内的数据和规则重新计算，说明哪里不同 / Recompute a bundled result and say what differs."""
    from loudi_qa.cli import verify as command

    ui = Ui(lang.value, colour.value, quiet)
    return command.run(ui, bundle, paper=paper, chosen=chosen, as_json=as_json, output=output, force=force)
