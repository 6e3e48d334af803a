"""The commands on the rules themselves, as they are typed. The work is done in modules of their own."""

from pathlib import Path
from typing import Annotated

import typer

from loudi_qa.cli import options, wording
from loudi_qa.cli.ui import Ui
from loudi_qa.cli.wording import Help, one_of
from loudi_qa.words import Words

YearOption = Annotated[
    int | None,
    typer.Option("--year"),
    Help("看哪个考核年度的（默认照规则的版本）", "of which year (default: the edition of the rules)", wording.YEAR),
]


def check(
    text: Annotated[
        Path | None,
        typer.Option("--text", readable=False),
        Help(
            "文件原文（.txt），逐条核对出处和数字",
            "the document's own text (.txt), to hold clauses and figures against",
            wording.FILE,
        ),
    ] = None,
    workbook: Annotated[
        Path | None,
        typer.Option("--workbook", readable=False),
        Help("年度工作簿，核对目标分解加起来对不对", "a year's workbook, to add up its quotas", wording.FILE),
    ] = None,
    cases: Annotated[
        Path | None,
        typer.Option("--cases", readable=False),
        Help("案例（默认用规则旁边的 cases.yaml）", "the cases (default: cases.yaml beside the rules)", wording.FILE),
    ] = None,
    year: YearOption = None,
    strict: Annotated[
        bool,
        typer.Option("--strict"),
        Help("有警告时退出码也是 1（默认只有错误才是 1）", "warnings too end with exit code 1 (default: errors only)"),
    ] = False,
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
    """Check the rules, and hold them against the document's text."""
    from loudi_qa.cli import rules_check as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    asked = command.Asked(text, workbook, cases, year, strict, indicators, responsibilities)
    return command.run(ui, asked, chosen=chosen, as_json=as_json, output=output, force=force)


def show(
    by: Annotated[
        options.RulesView,
        typer.Option("--by"),
        Help(
            "按什么排：group 指标组，department 部门，clause 条款，assumption 哪些是设定（默认 group）",
            "laid out by group, department, clause or assumption (default group)",
            one_of(options.RulesView),
        ),
    ] = options.RulesView.group,
    year: YearOption = None,
    chosen: Annotated[
        options.RulesFormat | None,
        typer.Option("--format"),
        Help(
            "输出格式：table 在屏幕上看，html 和 xlsx 发给别人看，csv、md、json 接着用（默认 table）",
            "table for the screen, html and xlsx for handing on, csv, md and json for going on (default table)",
            one_of(options.RulesFormat),
            wording.OUTPUT,
        ),
    ] = None,
    as_json: options.JsonOption = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", readable=False),
        Help(
            "写进文件，不打印到屏幕；后缀 .md .html .xlsx .csv .json .txt 决定格式",
            "write to a file, not to the screen; its suffix .md .html .xlsx .csv .json .txt picks the format",
            wording.FILE,
            wording.OUTPUT,
        ),
    ] = None,
    force: options.ForceOption = False,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    colour: options.ColourOption = options.Colour.auto,
    lang: options.LanguageOption = options.Language.zh,
    indicators: options.IndicatorsOption = None,
    responsibilities: options.ResponsibilitiesOption = None,
) -> int:
    """The rules as tables to read."""
    from loudi_qa.cli import rules_show as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    asked = command.Asked(by, year, indicators, responsibilities)
    return command.run(ui, asked, chosen=chosen, as_json=as_json, output=output, force=force)


def try_cases(
    cases: Annotated[
        list[Path] | None,
        typer.Argument(readable=False),
        Help(
            "可以写多个（默认用规则旁边的 cases.yaml）",
            "files of cases (default: cases.yaml beside the rules)",
            Words("案例文件", "CASES"),
        ),
    ] = None,
    select: Annotated[
        str | None,
        typer.Option("-k"),
        Help("只试名称或指标里有这些字的案例", "only cases whose name or indicator has these words", wording.TEXT),
    ] = None,
    coverage: Annotated[
        bool,
        typer.Option("--coverage"),
        Help(
            "看哪些规则还没有案例；再逐个改动规则里的数，看案例能不能发现",
            "which rules no case tries, and which number could change without a case noticing",
        ),
    ] = False,
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
    """Run the cases: what goes in, what must come out, why."""
    from loudi_qa.cli import rules_test as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    asked = command.Asked(tuple(cases or ()), select, coverage, indicators, responsibilities)
    return command.run(ui, asked, chosen=chosen, as_json=as_json, output=output, force=force)


def diff(
    old: Annotated[
        Path,
        typer.Argument(readable=False),
        Help("旧版所在的文件夹，或其中的 indicators.yaml", "the older: a folder, or its indicators.yaml", Words("旧规则", "OLD")),
    ],
    new: Annotated[
        Path,
        typer.Argument(readable=False),
        Help("新版所在的文件夹，写法相同", "the newer, written alike", Words("新规则", "NEW")),
    ],
    workbook: Annotated[
        Path | None,
        typer.Option("--workbook", readable=False),
        Help(
            "年度工作簿：用它算一算改动对每个单位的影响", "a year's workbook, for what the change does to each unit", wording.FILE
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
) -> int:
    """What changed between two editions, and what it does to each unit."""
    from loudi_qa.cli import rules_diff as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    asked = command.Asked(old, new, workbook, previous)
    return command.run(ui, asked, chosen=chosen, as_json=as_json, output=output, force=force)


def schema(
    which: Annotated[
        options.RulesFile | None,
        typer.Argument(),
        Help(
            "indicators、responsibilities 或 cases（默认 indicators）",
            "of which file: indicators, responsibilities or cases (default indicators)",
            Words("哪个文件", "WHICH"),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", readable=False),
        Help(
            "写到哪里：写一个文件，或写一个文件夹，三个文件的全写进去（默认打印到屏幕）",
            "where to: a file, or a folder for all three (default: printed)",
            Words("文件或文件夹", "PATH"),
            wording.OUTPUT,
        ),
    ] = None,
    force: options.ForceOption = False,
    quiet: options.QuietOption = False,
    lang: options.LanguageOption = options.Language.zh,
) -> int:
    """JSON Schema, for completion and errors while typing."""
    from loudi_qa.cli import rules_schema as command

    ui = Ui(lang.value, "never", quiet)
    return command.run(ui, which, output=output, force=force)


def init(
    folder: Annotated[
        Path,
        typer.Argument(readable=False),
        Help("新规则放在哪个文件夹，没有就新建", "the folder of the new rules; made where it is not there", wording.FOLDER),
    ],
    name: Annotated[
        str | None,
        typer.Option("--name"),
        Help("指标体系的名称，如 某市质量工作考核", "the name of the scheme", wording.TEXT, wording.ANSWERS),
    ] = None,
    scheme: Annotated[
        str | None,
        typer.Option("--id"),
        Help(
            "英文编号，如 moushi-quality（默认用文件夹名）",
            "its id (default: the name of the folder)",
            wording.TEXT,
            wording.ANSWERS,
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option("--year"),
        Help("第一个考核年度（默认今年）", "the first year assessed (default: this year)", wording.YEAR, wording.ANSWERS),
    ] = None,
    units: Annotated[
        str | None,
        typer.Option("--units"),
        Help("被考核的单位，用逗号分开，如 甲县,乙县", "the units assessed, parted by commas", wording.TEXT, wording.ANSWERS),
    ] = None,
    groups: Annotated[
        str | None,
        typer.Option("--groups"),
        Help(
            "指标组和分值，合计 100（默认 产品质量=60,质量工作=40）",
            "groups and their points, 100 in sum (default 产品质量=60,质量工作=40)",
            wording.TEXT,
            wording.ANSWERS,
        ),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option("--document"),
        Help("依据的文件，如 某政发〔2020〕1号", "the document behind it", wording.TEXT, wording.ANSWERS),
    ] = None,
    force: options.ForceOption = False,
    quiet: options.QuietOption = False,
    lang: options.LanguageOption = options.Language.zh,
) -> int:
    """Begin a scheme of one's own."""
    from loudi_qa.cli import init as command

    ui = Ui(lang.value, "never", quiet)
    asked = command.Asked(folder, name, scheme, year, units, groups, document)
    return command.run(ui, asked, force=force)
