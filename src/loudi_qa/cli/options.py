"""The options that commands share; each is declared once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


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


FormatOption = Annotated[Format | None, typer.Option("--format", help="输出格式 / output format [table]")]
FindingsFormatOption = Annotated[FindingsFormat | None, typer.Option("--format", help="输出格式 / output format [table]")]
JsonOption = Annotated[bool, typer.Option("--json", help="等于 --format json / same as --format json")]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        readable=False,
        help="写入文件，按后缀 .json .csv .md .txt 定格式 / write to a file; its suffix picks the format",
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", metavar="N", min=1, help="同时用几个进程 / processes to work in [有几个核用几个 the cores there are]"),
]
ForceOption = Annotated[bool, typer.Option("--force", help="允许覆盖已有文件 / overwrite an existing file")]
QuietOption = Annotated[bool, typer.Option("-q", "--quiet", help="只说错误 / errors only")]
VerboseOption = Annotated[
    bool, typer.Option("-v", "--verbose", help="列出全部提示和所用文件 / list every note and the files used")
]
ColourOption = Annotated[Colour, typer.Option("--color", help="何时着色 / when to colour")]
LanguageOption = Annotated[Language, typer.Option("--lang", envvar="LOUDI_QA_LANG", show_envvar=False, help="语言 / language")]
PreviousOption = Annotated[
    Path | None,
    typer.Option("--previous", readable=False, help="上一年度工作簿，用于判断连续两年的后果 / last year's workbook"),
]
IndicatorsOption = Annotated[
    Path | None,
    typer.Option(
        "--indicators",
        readable=False,
        help="指标体系文件 / the indicators [./indicators.yaml, 否则用自带的 else the one shipped]",
    ),
]
ResponsibilitiesOption = Annotated[
    Path | None,
    typer.Option(
        "--responsibilities",
        readable=False,
        help="责任文件 / the responsibilities [./responsibilities.yaml, 否则用自带的 else the one shipped]",
    ),
]
