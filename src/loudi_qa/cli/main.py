"""The command line: one run, and how it ends."""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import typer

from loudi_qa.cli.app import app
from loudi_qa.cli.exits import Exit, ReaderGone, UsageError
from loudi_qa.cli.ui import Ui
from loudi_qa.findings import NoYear, Unreadable
from loudi_qa.scheme.fault import RulesError
from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.words import Lang

_FAULT = Words(
    "程序出错，不是您的数据有问题。请把这段信息发给维护者：{error}\n  用 LOUDI_QA_DEBUG=1 再运行一次可看到详情",
    "a fault of this program, not of your data. Please report: {error}\n  run again with LOUDI_QA_DEBUG=1 for details",
)
_USAGE = {
    "MissingParameter": "缺少参数 {name}",
    "NoSuchOption": "没有选项 {name}",
    "BadParameter": "参数 {name} 的值不对：{message}",
}
"""Mistakes of the command line that typer tells in English only."""

_INTERRUPTED = Words("已中断，没有留下写了一半的文件", "interrupted; no file was left half written")


def run(arguments: list[str]) -> int:
    """Run one command; every way it can end becomes an exit code, and a sentence where one is due."""
    ui = Ui(_language(arguments))
    try:
        code = int(app(arguments, prog_name="loudi-qa", standalone_mode=False) or 0)
    except (KeyboardInterrupt, typer.Abort):
        code = Exit.INTERRUPTED
    except typer.Exit as end:
        code = int(end.exit_code)
    except typer.TyperException as error:
        return _usage(ui, error)
    except (NoYear, ReaderGone, UsageError, RulesError, Unreadable) as end:
        return _ended(ui, end)
    except Exception as error:  # noqa: BLE001 -- the last net: whatever is left is our fault and is said as such
        return _own_fault(ui, error)
    if code == Exit.INTERRUPTED:
        ui.tell(_INTERRUPTED)
    return code


def _ended(ui: Ui, end: NoYear | ReaderGone | UsageError | RulesError | Unreadable) -> int:
    match end:
        case NoYear():
            from loudi_qa.cli.tell import tell_findings

            tell_findings(ui, end.findings)
            return Exit.FINDINGS
        case ReaderGone():
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return Exit.FINE
        case UsageError():
            ui.tell(end.words, **end.fields)
            return Exit.USAGE
        case RulesError():
            for fault in end.faults:
                ui.say(fault.text(ui.lang))
            return Exit.USAGE
        case Unreadable():
            from loudi_qa.cli.tell import tell_finding

            tell_finding(ui, end.finding)
            return Exit.UNREADABLE


def _usage(ui: Ui, error: typer.TyperException) -> int:
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    known = _USAGE.get(type(error).__name__)
    if known and ui.lang == "zh":
        param = getattr(error, "param", None)
        name = getattr(error, "option_name", None) or getattr(param, "name", None) or ""
        message = known.format(name=name, message=message)
    ui.tell(Words("用法有误：{message}", "usage: {message}"), message=message)
    ui.tell(Words("  用 loudi-qa --help 查看用法", "  loudi-qa --help shows what may be typed"))
    return Exit.USAGE


def _own_fault(ui: Ui, error: Exception) -> int:
    if os.environ.get("LOUDI_QA_DEBUG"):
        import traceback

        ui.say("".join(traceback.format_exception(error)))
    ui.tell(_FAULT, error=f"{type(error).__name__}: {error}")
    return Exit.FAULT


def _language(arguments: list[str]) -> Lang:
    """The language of messages about a command line that could not even be read."""
    asked = [*arguments, ""]
    given = [a.removeprefix("--lang=") for a in asked if a.startswith("--lang=")]
    given += [value for option, value in pairwise(asked) if option == "--lang"]
    return "en" if (given or [os.environ.get("LOUDI_QA_LANG", "")])[-1] == "en" else "zh"
