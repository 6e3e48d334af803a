"""What the start file of the portable folder calls, with what was dropped on it: ``python -m loudi_qa.cli.dropped PATH...``.

A year's workbook is scored, forms and folders are checked, a bundle is verified. The command is told, so that it can be typed the
next time; the window stays open with a prompt in the folder of what was dropped.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from loudi_qa.cli.files import as_typed, is_folder
from loudi_qa.cli.ui import Ui, prepare_streams
from loudi_qa.scheme.place import INDICATORS, RESPONSIBILITIES
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE, START = "LOUDI_QA_LINE", "LOUDI_QA_START"
"""What the start file hands on in the environment: the whole line that its shell was started with, and its own name."""

_OWN_PROGRAMS_ONLY = "NoDefaultCurrentDirectoryInExePath"
"""With this the shell looks for no program in its folder, where a ``loudi-qa.bat`` may lie among files that were sent."""
_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
_SAME_AS = Words("相当于输入：{command}", "the same as typing: {command}")
_RULES_BESIDE = Words("规则用的是这个文件夹里的 {files}", "the rules are those of this folder: {files}")
_GO_ON = Words(
    "可以在下面接着输入命令，loudi-qa --help 列出全部命令。看完了，关上这个窗口即可。",
    "More commands can be typed below; loudi-qa --help lists them. Or just close this window.",
)


def main() -> int:
    """Look at what was dropped, then leave a prompt; with nothing dropped it is the landing page that is looked at."""
    from loudi_qa.cli.main import language

    prepare_streams()
    found = dropped(os.environ.pop(LINE, ""), os.environ.pop(START, ""), sys.argv[1:])
    paths = [Path(each).absolute() for each in found]
    if paths:
        with suppress(OSError):  # of a folder that is not there the command itself will tell
            os.chdir(paths[0].parent)  # rules that lie beside a workbook are its rules
    code = _run(Ui(language([])), commands(paths))
    if os.name == "nt":
        _stay()
    return code


def dropped(line: str, start: str, arguments: Sequence[str]) -> Sequence[str]:
    r"""The paths that were dropped on the start file; else its arguments, as they were typed.

    They are read from the whole line of the shell, since the arguments end before the first ``&`` of a name. Explorer puts
    quotes around names with spaces only, and no name can hold a quote.

    >>> dropped(r'cmd.exe /c ""D:\qa\start.bat" D:\a&b.xlsx "D:\c d.xlsx""', "start.bat", [])
    ['D:\\a&b.xlsx', 'D:\\c d.xlsx']
    """
    _, named, rest = line.partition(f'{start}"')
    if not (start and named):
        return arguments
    return [quoted or bare for quoted, bare in _WORD.findall(rest.strip().removesuffix('"'))]


def commands(paths: Sequence[Path]) -> list[list[str]]:
    """The commands for what was dropped: one for all forms and folders together, one for each year and each bundle."""
    of_kind: dict[str, list[str]] = {"validate": [], "score": [], "verify": []}
    for path in paths:
        of_kind[_kind(path)].append(_named(path))
    checked = [["validate", *of_kind["validate"]]] if of_kind["validate"] else []
    return [*checked, *([kind, file] for kind in ("score", "verify") for file in of_kind[kind])]


def _named(path: Path) -> str:
    """A path as it is typed in the working folder; one that begins as an option does is told from it by its folder."""
    if path.parent != Path.cwd():
        return str(path)
    return f"{os.curdir}{os.sep}{path.name}" if path.name.startswith("-") else path.name


def _kind(path: Path) -> str:
    """The command that a file is for; what cannot be read is for ``validate``, which says why it cannot."""
    if path.suffix.lower() == ".zip":
        return "verify"
    return "score" if path.suffix.lower() == ".xlsx" and not is_folder(path) and _is_year(path) else "validate"


def _is_year(path: Path) -> bool:
    """Whether the cover says that a workbook is the office's year, not the form of a unit or department."""
    from loudi_qa import api
    from loudi_qa.findings import Unreadable
    from loudi_qa.scheme.fault import RulesError
    from loudi_qa.submission.cover import read_cover
    from loudi_qa.workbook.read import read

    try:
        rules = api.load()
        cover = read_cover(read(path, api.limits(rules)), rules)
    except (RulesError, Unreadable):
        return False
    return cover.sheet is not None and cover.sender.kind == "office"


def _run(ui: Ui, asked: Sequence[Sequence[str]]) -> int:
    """Run the commands one after the other; gives the worst exit code."""
    from loudi_qa.cli.main import run

    if not asked:
        return run([])
    if beside := [name for name in (INDICATORS, RESPONSIBILITIES) if Path(name).is_file()]:
        ui.tell(_RULES_BESIDE, files=listed(beside))  # whoever sent the workbook may have sent them along
    codes = []
    for command in asked:
        ui.tell(_SAME_AS, command=as_typed("loudi-qa", *command))
        codes.append(run([*command]))
        ui.say("")
    ui.tell(_GO_ON)
    return max(codes)


def _stay() -> None:
    """A prompt in the working folder; ``pushd`` gives a folder of the network, where the shell cannot stay, a letter."""
    shell = os.environ.get("COMSPEC", "cmd.exe")
    own = os.environ | {_OWN_PROGRAMS_ONLY: "1"}
    with suppress(KeyboardInterrupt):  # meant for a command that runs in it, and heard by all that share the window
        subprocess.run(f'"{shell}" /k pushd "{Path.cwd()}"', env=own, check=False)  # noqa: S603 -- the person's own shell


if __name__ == "__main__":
    sys.exit(main())
