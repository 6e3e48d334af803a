"""The commands on the rules themselves, as they are typed. The work is done in modules of their own."""

from pathlib import Path
from typing import Annotated

import typer

from loudi_qa.cli import options
from loudi_qa.cli.flags import Group
from loudi_qa.cli.ui import Ui

rules = typer.Typer(
    cls=Group,
    help="规则：检查、查看、试算案例、对比、编辑提示 / The rules: check, show, test, compare, schema.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

LANDING = """规则在两个文件里，谁都可以看、可以改：indicators.yaml（指标体系）、responsibilities.yaml（责任分工）。
The rules are two files that anyone may read and change.

  loudi-qa rules show                      列成表来读 / read them as tables
  loudi-qa rules check                     有没有错、有没有漏 / what is wrong or missing
  loudi-qa rules check --text 文件.txt     对照文件原文 / held against the document's text
  loudi-qa rules test                      按案例试算 / run the cases
  loudi-qa rules diff 旧文件夹 新文件夹    改了什么，影响谁 / what changed, and for whom
  loudi-qa rules schema -o schema          编辑器提示 / completion in an editor
  loudi-qa init 新文件夹                   新建一套规则 / begin a scheme of your own

loudi-qa rules --help 列出全部选项 / lists every option
"""


@rules.callback(invoke_without_command=True)
def _landing(ctx: typer.Context) -> None:
    """规则：检查、查看、试算案例、对比、编辑提示 / The rules: check, show, test, compare, schema."""
    if ctx.invoked_subcommand is None:
        Ui().give(LANDING)


YearOption = Annotated[int | None, typer.Option("--year", help="考核年度 / the year assessed [edition]")]


@rules.command(short_help="检查规则有没有错 / What is wrong with the rules.")
def check(
    text: Annotated[
        Path | None,
        typer.Option(
            "--text", readable=False, help="文件原文（.txt），核对出处和数字 / the document's text, to hold anchors against"
        ),
    ] = None,
    workbook: Annotated[
        Path | None,
        typer.Option("--workbook", readable=False, help="年度工作簿，核对分解目标 / a year's workbook, to add up its quotas"),
    ] = None,
    cases: Annotated[Path | None, typer.Option("--cases", readable=False, help="案例文件 / the cases [cases.yaml]")] = None,
    year: YearOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="有警告也返回 1 / warnings too end with 1")] = False,
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
    """检查规则：错在哪一行、读到什么、怎么改；可对照文件原文 / Check the rules, and hold them against the document's text."""
    from loudi_qa.cli import rules_check as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    asked = command.Asked(text, workbook, cases, year, strict, indicators, responsibilities)
    return command.run(ui, asked, chosen=chosen, as_json=as_json, output=output, force=force)


@rules.command(short_help="把规则列成表来读 / The rules as tables.")
def show(
    by: Annotated[
        options.RulesView,
        typer.Option("--by", help="按指标组、部门、条款或设定看 / by group, department, clause or assumption"),
    ] = options.RulesView.group,
    year: YearOption = None,
    chosen: Annotated[options.RulesFormat | None, typer.Option("--format", help="输出格式 / output format [table]")] = None,
    as_json: options.JsonOption = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            readable=False,
            help="写入文件，按后缀 .md .html .xlsx .csv .json .txt 定格式 / write to a file; its suffix picks the format",
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
    """把规则列成表：每项指标怎么计分、谁负责、出自哪一条、哪些是设定 / The rules as tables to read."""
    from loudi_qa.cli import rules_show as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    asked = command.Asked(by, year, indicators, responsibilities)
    return command.run(ui, asked, chosen=chosen, as_json=as_json, output=output, force=force)


@rules.command("test", short_help="按案例试算规则 / Run the cases of the rules.")
def try_cases(
    cases: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[CASES]...", readable=False, help="案例文件 / files of cases [cases.yaml]"),
    ] = None,
    select: Annotated[
        str | None,
        typer.Option(
            "-k", metavar="WORDS", help="只跑名称或指标含这些字的案例 / only cases whose name or indicator has these words"
        ),
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="哪些规则没有案例；逐个改动规则里的数，看案例能否发现 / what no case tries")
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
    """按案例试算：填什么、该得几分、为什么 / Run the cases: what goes in, what must come out, why."""
    from loudi_qa.cli import rules_test as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    asked = command.Asked(tuple(cases or ()), select, coverage, indicators, responsibilities)
    return command.run(ui, asked, chosen=chosen, as_json=as_json, output=output, force=force)


@rules.command(short_help="两版规则有何不同 / What changed between two editions.")
def diff(
    old: Annotated[
        Path, typer.Argument(readable=False, help="旧规则：文件夹或 indicators.yaml / the older: a folder or its file")
    ],
    new: Annotated[Path, typer.Argument(readable=False, help="新规则 / the newer")],
    workbook: Annotated[
        Path | None,
        typer.Option(
            "--workbook", readable=False, help="年度工作簿：看对每个单位的影响 / a year's workbook, for what it does to each unit"
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
    """对比两版规则：改了什么，对各单位有什么影响 / What changed between two editions, and what it does to each unit."""
    from loudi_qa.cli import rules_diff as command

    ui = Ui(lang.value, colour.value, quiet, verbose)
    asked = command.Asked(old, new, workbook, previous)
    return command.run(ui, asked, chosen=chosen, as_json=as_json, output=output, force=force)


@rules.command(short_help="写出 JSON Schema，供编辑器提示 / JSON Schema, for editors.")
def schema(
    which: Annotated[
        options.RulesFile | None,
        typer.Argument(help="哪个文件的 / of which file: indicators, responsibilities, cases [indicators]"),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", readable=False, help="文件或文件夹 / a file, or a folder for all of them")
    ] = None,
    force: options.ForceOption = False,
    quiet: options.QuietOption = False,
    lang: options.LanguageOption = options.Language.zh,
) -> int:
    """写出 JSON Schema：编辑规则文件时有提示、写错有下划线 / JSON Schema, for completion and errors while typing."""
    from loudi_qa.cli import rules_schema as command

    ui = Ui(lang.value, "never", quiet)
    return command.run(ui, which, output=output, force=force)


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", readable=False, help="新规则放在哪个文件夹 / the folder of the new rules")
    ],
    name: Annotated[str | None, typer.Option("--name", help="指标体系名称，如 某市质量工作考核 / name of the scheme")] = None,
    scheme: Annotated[
        str | None, typer.Option("--id", help="英文编号，如 moushi-quality / its id [文件夹名 the folder's name]")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", help="第一个考核年度 / the first year assessed [今年 this year]")] = None,
    units: Annotated[str | None, typer.Option("--units", help="被考核单位，用逗号分开 / the units, parted by commas")] = None,
    groups: Annotated[
        str | None,
        typer.Option("--groups", help="指标组和分值，合计 100 / groups and points, 100 in sum [产品质量=60,质量工作=40]"),
    ] = None,
    document: Annotated[str | None, typer.Option("--document", help="依据的文件，如 某政发〔2020〕1号 / the document")] = None,
    force: options.ForceOption = False,
    quiet: options.QuietOption = False,
    lang: options.LanguageOption = options.Language.zh,
) -> int:
    """新建一套规则：写出带注释、能通过检查的文件；不写 --name 和 --units 就逐项来问 / A new scheme, commented and right in
    itself; without --name and --units it asks for what it needs."""
    from loudi_qa.cli import init as command

    ui = Ui(lang.value, "never", quiet)
    asked = command.Asked(folder, name, scheme, year, units, groups, document)
    return command.run(ui, asked, force=force)
