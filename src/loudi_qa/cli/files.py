"""Files from what was typed: single ones as they are, folders by what lies in them."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from loudi_qa.catalogue.system import reason
from loudi_qa.cli.exits import UsageError
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from loudi_qa.cli.ui import Ui

SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".csv")
"""What a unit may send; all but the first are refused in words, which is better than not being seen."""
_LOCK_FILES = ("~$", ".~")
_PARTED = re.compile(r"[\s&()^%!,;='`|<>*$#]")
"""What a shell, of Windows or another, parts words at or takes for its own."""

_EMPTY = Words(
    "文件夹 {folder} 里没有表格文件（.xlsx）；核对是不是这个文件夹",
    "there is no workbook (.xlsx) in {folder}; is it the right folder?",
)
_NOT_LOOKED_INTO = Words(
    "没有看子文件夹里的 {n} 个表格：{folders}；要看请一并写上",
    "workbooks in folders below that were not looked at: {n} in {folders}; name those folders too",
)
_OTHERS = Words("跳过了不是表格的文件：{files}", "files that are no workbooks were not looked at: {files}")
_MOST_NAMED = 10
_CLOSED = Words(
    "打不开文件夹 {folder}（{why}）；把里面的表格复制到自己的文件夹再试",
    "the folder {folder} cannot be looked into ({why}); copy the workbooks in it to a folder of your own",
)
_NOTHING = Words(
    "写的只是 Excel 或 WPS 的临时文件（~$ 开头的），请写表格本身",
    "these are only lock files of Excel or WPS (~$): name the workbooks",
)


def files(ui: Ui, typed: Sequence[Path]) -> list[Path]:
    """Each file once, a folder's in the order of their names; lock files are left out. Raises :class:`UsageError` for none."""
    found: dict[Path, Path] = {}
    below: dict[Path, int] = {}
    others: list[str] = []
    for path in typed:
        for file in _in_folder(path, below, others) if is_folder(path) else [path]:
            if not file.name.startswith(_LOCK_FILES):
                found.setdefault(_key(file), file)
    if below and not ui.quiet:
        ui.tell(_NOT_LOOKED_INTO, n=sum(below.values()), folders=listed(below))
    if others and not ui.quiet:
        ui.tell(_OTHERS, files=listed(others, _MOST_NAMED))
    if not found:
        folder = next((p for p in typed if is_folder(p)), None)
        raise UsageError(_EMPTY, folder=folder) if folder else UsageError(_NOTHING)
    return list(found.values())


def as_typed(*words: object) -> str:
    """Names as they are to be typed in a command: in quotes where a shell would not take them as they are.

    >>> print(as_typed("loudi-qa", "validate", "收到 & 待查"))
    loudi-qa validate "收到 & 待查"
    """
    return " ".join(f'"{word}"' if _PARTED.search(str(word)) else str(word) for word in words)


def stat_of(path: Path) -> os.stat_result | None:
    """What lies there; None where nothing does, or where no one may look: whoever reads or writes it will say why."""
    try:
        return path.stat()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None


def is_folder(path: Path) -> bool:
    """Whether a folder lies there; Python's own question is no answer where one may not look, but an exception."""
    found = stat_of(path)
    return found is not None and stat.S_ISDIR(found.st_mode)


def are_one(one: Path, other: Path | None) -> bool:
    """Whether two paths lead to one thing that is there."""
    first, second = stat_of(one), stat_of(other) if other is not None else None
    return first is not None and second is not None and os.path.samestat(first, second)


def _key(path: Path) -> Path:
    """A key under which one file goes however it was written."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return path


def _in_folder(folder: Path, below: dict[Path, int], others: list[str]) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise UsageError(_CLOSED, folder=folder, why=reason(error)) from error
    own = []
    for entry in entries:
        if is_folder(entry):
            inside = 0
            with suppress(OSError):
                inside = sum(f.suffix.lower() == ".xlsx" for f in entry.iterdir())
            below |= {entry: inside} if inside else {}
        elif entry.suffix.lower() in SPREADSHEETS and not entry.name.startswith("."):
            own.append(entry)
        elif not entry.name.startswith((".", *_LOCK_FILES)):
            others.append(entry.name)
    return own
