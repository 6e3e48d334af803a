"""The command line: one run, and how it ends."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING

import typer

from loudi_qa.cli.app import PROGRAM, program
from loudi_qa.cli.exits import Exit, NotThere, ReaderGone, UsageError
from loudi_qa.cli.ui import Ui
from loudi_qa.findings import NoYear, Unreadable
from loudi_qa.scheme.fault import RulesError
from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.words import Lang

_FAULT = Words(
    "程序出错，不是您的数据有问题。请把这段信息发给维护者：{error}\n  先把环境变量 LOUDI_QA_DEBUG 设为 1，再运行一次，可看到详情",
    "a fault of this program, not of your data. Please report: {error}\n  set LOUDI_QA_DEBUG to 1 and run again for details",
)
_USAGE = Words("用法有误：{message}", "usage: {message}")
_HELP = Words("  用 {command} --help 查看用法", "  {command} --help shows what may be typed")
_INTERRUPTED = Words("已中断，没有留下写了一半的文件", "interrupted; no file was left half written")


def run(arguments: list[str]) -> int:
    """Run one command; every way it can end becomes an exit code, and a sentence where one is due."""
    ui = Ui(language(arguments))
    try:
        code = int(program(arguments, ui.lang)(arguments, prog_name=PROGRAM, standalone_mode=False) or 0)
    except (KeyboardInterrupt, typer.Abort):
        code = Exit.INTERRUPTED
    except typer.Exit as end:
        code = int(end.exit_code)
    except typer.TyperException as error:
        return _usage(ui, error, arguments)
    except (NoYear, ReaderGone, UsageError, RulesError, Unreadable) as end:
        return _ended(ui, end, arguments)
    except Exception as error:  # noqa: BLE001 -- the last net: whatever is left is our fault and is said as such
        return _own_fault(ui, error)
    if code == Exit.INTERRUPTED:
        ui.tell(_INTERRUPTED)
    return code


def _ended(ui: Ui, end: NoYear | ReaderGone | UsageError | RulesError | Unreadable, arguments: list[str]) -> int:
    from loudi_qa.cli.beside import meant, near

    match end:
        case NoYear():
            from loudi_qa.cli.tell import tell_findings

            tell_findings(ui, end.findings)
            return Exit.FINDINGS
        case ReaderGone():
            return Exit.FINE
        case UsageError():
            ui.tell(end.words, **end.fields)
            if isinstance(end, NotThere) and (words := near(end.path)):
                ui.tell(words)
            return Exit.USAGE
        case RulesError():
            for fault in end.faults:
                ui.say(fault.text(ui.lang))
            if not end.faults[0].path.exists() and (words := near(end.faults[0].path)):
                ui.tell(words)
            return Exit.USAGE
        case Unreadable():
            from loudi_qa.cli.tell import tell_finding

            tell_finding(ui, end.finding)
            if words := meant(end.finding.file, arguments):
                ui.tell(words)
            return Exit.UNREADABLE


def _usage(ui: Ui, error: typer.TyperException, arguments: list[str]) -> int:
    from loudi_qa.cli.mistyped import command_of, told

    ui.tell(_USAGE, message=told(error, ui.lang, arguments))
    ui.tell(_HELP, command=command_of(error))
    return Exit.USAGE


def _own_fault(ui: Ui, error: Exception) -> int:
    if os.environ.get("LOUDI_QA_DEBUG"):
        import traceback

        ui.say("".join(traceback.format_exception(error)))
    ui.tell(_FAULT, error=f"{type(error).__name__}: {error}")
    return Exit.FAULT


def language(arguments: list[str]) -> Lang:
    """The language of this run, wherever on the line it is asked for; messages about a line that cannot be read have it too."""
    asked = [*arguments, ""]
    given = [a.removeprefix("--lang=") for a in asked if a.startswith("--lang=")]
    given += [value for option, value in pairwise(asked) if option == "--lang"]
    known = [value for value in [os.environ.get("LOUDI_QA_LANG", ""), *given] if value in {"zh", "en"}]
    return "en" if known[-1:] == ["en"] else "zh"
