"""The options that commands share; each is declared once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from loudi_qa.cli import wording
from loudi_qa.cli.wording import Help, one_of


class Format(StrEnum):
    """How a result is written."""

    table = "table"
    json = "json"
    csv = "csv"
    md = "md"


class FindingsFormat(StrEnum):
    """How findings are written."""

    table = "table"
    json = "json"
    csv = "csv"
    md = "md"
    github = "github"


class Language(StrEnum):
    """The language of everything a person reads."""

    zh = "zh"
    en = "en"


class Audience(StrEnum):
    """Who is to fill a form in."""

    units = "units"
    departments = "departments"


class Colour(StrEnum):
    """When to colour."""

    auto = "auto"
    always = "always"
    never = "never"


class View(StrEnum):
    """Other views of the result."""

    department = "department"
    city = "city"


class RulesView(StrEnum):
    """How the rules are laid out for reading."""

    group = "group"
    department = "department"
    clause = "clause"
    assumption = "assumption"


class RulesFormat(StrEnum):
    """How the rules are written for reading."""

    table = "table"
    json = "json"
    csv = "csv"
    md = "md"
    html = "html"
    xlsx = "xlsx"


class RulesFile(StrEnum):
    """The files that have a JSON Schema."""

    indicators = "indicators"
    responsibilities = "responsibilities"
    cases = "cases"


class Shell(StrEnum):
    """The shells that can be taught to complete."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"
    powershell = "powershell"


def _spoken(ctx: typer.Context, typed: Language) -> Language:
    """The language of the run, wherever on the line it was asked for."""
    return Language(ctx.obj or typed)


WorkbookArgument = Annotated[
    Path,
    typer.Argument(readable=False),
    Help("collect 汇总成的 .xlsx 文件，如 2019.xlsx", "the year's workbook (.xlsx): collect makes it", wording.BOOK),
]
UnitLinesOption = Annotated[
    str | None,
    typer.Option("--unit"),
    Help("只看一个单位，逐项列出；简称也行，如 双峰", "one unit only, line by line; a short name will do", wording.UNIT),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format"),
    Help(
        "输出格式：table 在屏幕上看，csv 用 Excel 或 WPS 打开，md 贴进文档，json 给程序读（默认 table）",
        "table for the screen, csv for Excel or WPS, md for a document, json for programs (default table)",
        one_of(Format),
        wording.OUTPUT,
    ),
]
FindingsFormatOption = Annotated[
    FindingsFormat | None,
    typer.Option("--format"),
    Help(
        "输出格式：table 在屏幕上看，csv 用 Excel 或 WPS 打开，md 贴进文档，json 给程序读，github 给自动检查用（默认 table）",
        "table for the screen, csv for Excel or WPS, md for a document, json for programs, github for its checks (default table)",
        one_of(FindingsFormat),
        wording.OUTPUT,
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json"), Help("等于 --format json", "the same as --format json", under=wording.OUTPUT)
]
OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", readable=False),
    Help(
        "写进文件，不打印到屏幕；后缀 .json .csv .md .txt 决定格式",
        "write to a file, not to the screen; its suffix .json .csv .md .txt picks the format",
        wording.FILE,
        wording.OUTPUT,
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", min=1),
    Help(
        "同时用几个进程读表（默认电脑有几个核就用几个）",
        "read the files in so many processes (default: as many as there are cores)",
        wording.NUMBER,
    ),
]
ForceOption = Annotated[
    bool,
    typer.Option("--force"),
    Help(
        "文件已经有了也写，覆盖旧的（默认不覆盖）",
        "overwrite a file that is there (default: it is left alone)",
        under=wording.OUTPUT,
    ),
]
QuietOption = Annotated[bool, typer.Option("-q", "--quiet"), Help("只说错误", "tell errors only", under=wording.DISPLAY)]
VerboseOption = Annotated[
    bool,
    typer.Option("-v", "--verbose"),
    Help("列出全部提示，并说明用了哪些文件", "list every note, and the files used", under=wording.DISPLAY),
]
ColourOption = Annotated[
    Colour,
    typer.Option("--color"),
    Help(
        "着色：auto 只在屏幕上，always 总是，never 从不（默认 auto）",
        "colours: auto on a terminal only, always, never (default auto)",
        one_of(Colour),
        wording.DISPLAY,
    ),
]
_LANGUAGE = Help(
    "语言：zh 中文，en 英文（默认 zh；设环境变量 LOUDI_QA_LANG=en 则一直用英文）",
    "language: zh Chinese, en English (default zh; the variable LOUDI_QA_LANG=en makes it English for good)",
    one_of(Language),
    wording.DISPLAY,
)
LanguageOption = Annotated[
    Language, typer.Option("--lang", envvar="LOUDI_QA_LANG", show_envvar=False, callback=_spoken), _LANGUAGE
]
LanguageBeforeOption = Annotated[Language | None, typer.Option("--lang"), _LANGUAGE]
"""Typed before the command. Without a value of its own typer has nothing to make sure of, for which it would load pydantic."""
PreviousOption = Annotated[
    Path | None,
    typer.Option("--previous", readable=False),
    Help(
        "上一年度工作簿，用来判断连续两年的后果",
        "last year's workbook, for what follows from failing two years running",
        wording.FILE,
    ),
]
IndicatorsOption = Annotated[
    Path | None,
    typer.Option("--indicators", readable=False),
    Help(
        "指标体系（默认用当前文件夹里的 indicators.yaml，没有就用程序自带的）",
        "the indicators (default: indicators.yaml of the working folder, else the one shipped)",
        wording.FILE,
        wording.RULE_FILES,
    ),
]
ResponsibilitiesOption = Annotated[
    Path | None,
    typer.Option("--responsibilities", readable=False),
    Help(
        "责任分工（默认用当前文件夹里的 responsibilities.yaml，没有就用程序自带的）",
        "the responsibilities (default: responsibilities.yaml of the working folder, else the one shipped)",
        wording.FILE,
        wording.RULE_FILES,
    ),
]
