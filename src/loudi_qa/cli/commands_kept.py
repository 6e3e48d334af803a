"""The commands for what goes out, is compared and proved later, as they are typed. The work is done in modules of their own."""

from pathlib import Path
from typing import Annotated

import typer

from loudi_qa.cli import options, wording
from loudi_qa.cli.ui import Ui
from loudi_qa.cli.wording import Help
from loudi_qa.words import Words


def report(
    workbook: options.WorkbookArgument,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", readable=False),
        Help(
            "写到哪个文件夹（默认 report-年度）", "the folder to write to (default report-YEAR)", wording.FOLDER, wording.OUTPUT
        ),
    ] = None,
    docx: Annotated[
        bool,
        typer.Option("--docx"),
        Help(
            "只写 Word 文件：通报、反馈函、质量状况分析", "only the Word files: notice, letters, analysis", under=wording.PAPERS
        ),
    ] = False,
    xlsx: Annotated[
        bool,
        typer.Option("--xlsx"),
        Help("只写 Excel 文件：整改清单、结果工作簿", "only the Excel files: ledger and result workbook", under=wording.PAPERS),
    ] = False,
    html: Annotated[bool, typer.Option("--html"), Help("只写网页", "only the page", under=wording.PAPERS)] = False,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", readable=False),
        Help("上一年度工作簿，用来写升降和再次未达标", "last year's workbook, for change and repeated failure", wording.FILE),
    ] = None,
    ledger: Annotated[
        Path | None,
        typer.Option("--ledger", readable=False),
        Help(
            "以前的整改清单，其中手写的内容带进新表", "an earlier ledger; what people wrote into it is carried on", wording.FILE
        ),
    ] = None,
    notice: Annotated[
        list[str] | None,
        typer.Option("--notice-date"),
        Help(
            "通报日期，如 2020-03-20，整改期限从这天算起；往年的写 2018=2019-03-20",
            "the day of the notice, as 2020-03-20, from which deadlines run; of an earlier year 2018=2019-03-20",
            wording.DAY,
            wording.IMPRINT,
        ),
    ] = None,
    number: Annotated[
        str | None,
        typer.Option("--number"),
        Help("文号，如 娄质强办〔2020〕3号", "the number of the notice", wording.TEXT, wording.IMPRINT),
    ] = None,
    issuer: Annotated[
        str | None,
        typer.Option("--issuer"),
        Help(
            "发文机关（默认照 responsibilities.yaml）",
            "who signs (default: as responsibilities.yaml has it)",
            wording.TEXT,
            wording.IMPRINT,
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to"),
        Help(
            "主送机关（默认照 responsibilities.yaml）",
            "to whom the notice goes (default: as responsibilities.yaml has it)",
            wording.TEXT,
            wording.IMPRINT,
        ),
    ] = None,
    force: options.ForceOption = False,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    lang: options.LanguageOption = options.Language.zh,
    indicators: options.IndicatorsOption = None,
    responsibilities: options.ResponsibilitiesOption = None,
) -> int:
    """Write all that leaves the office."""
    from loudi_qa.cli import report as command

    ui = Ui(lang.value, "never", quiet, verbose)
    wanted = {"docx": docx, "xlsx": xlsx, "html": html}
    kinds = tuple(kind for kind in command.KINDS if wanted[kind]) or command.KINDS
    imprint = command.Imprint(issuer, number, to, tuple(notice or ()))
    asked = command.Asked(workbook, kinds, imprint, previous, ledger, indicators, responsibilities)
    return command.run(ui, asked, output=output, force=force)


def compare(
    workbooks: Annotated[
        list[str],
        typer.Argument(),
        Help(
            "两个以上的年度工作簿，先旧后新；某一年用当年的规则，就在后面写 =规则文件夹，如 2018.xlsx=rules-2018",
            "two or more workbooks, the older first; 2018.xlsx=FOLDER scores that year by the rules of the folder",
            Words("年度工作簿[=规则文件夹]", "WORKBOOK[=FOLDER]"),
        ),
    ],
    unit: options.UnitLinesOption = None,
    notice: Annotated[
        list[str] | None,
        typer.Option("--notice-date"),
        Help(
            "通报日期，如 2019-03-20，整改期限从这天算起；可以写多次，各年的写 2018=2019-03-20",
            "the day of the notice, as 2019-03-20, from which deadlines run; may be repeated, of one year 2018=2019-03-20",
            wording.DAY,
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
    """Why totals changed, what failed again, what was mended."""
    from loudi_qa.cli import compare as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    asked = command.Asked(tuple(workbooks), unit, tuple(notice or ()), indicators, responsibilities)
    return command.run(ui, asked, chosen=chosen, as_json=as_json, output=output, force=force)


def verify(
    bundle: Annotated[
        Path,
        typer.Argument(readable=False),
        Help(
            "score --bundle 存下的 .zip 文件",
            "the bundle (.zip): score --bundle writes it",
            Words("结果包", "BUNDLE"),
        ),
    ],
    paper: Annotated[
        str | None,
        typer.Option("--sha256"),
        Help(
            "签字的纸质结果上的 sha256，至少写前 12 位",
            "the sha256 on the signed paper, 12 digits or more",
            Words("摘要值", "HEX"),
        ),
    ] = None,
    chosen: options.FormatOption = None,
    as_json: options.JsonOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
    quiet: options.QuietOption = False,
    colour: options.ColourOption = options.Colour.auto,
    lang: options.LanguageOption = options.Language.zh,
) -> int:
    """Recompute a bundled result and say what differs."""
    from loudi_qa.cli import verify as command

    ui = Ui(lang.value, colour.value, quiet)
    return command.run(ui, bundle, paper=paper, chosen=chosen, as_json=as_json, output=output, force=force)
