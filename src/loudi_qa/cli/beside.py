"""Files that were meant where one that was typed is not there or cannot be read."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from loudi_qa.cli.files import stat_of
from loudi_qa.cli.halfwidth import plain
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loudi_qa.cli.ui import Ui

_WORKBOOK = ".xlsx"
_THIS = Words("  旁边有 {file}，是不是这个？", "  there is {file} beside it: is that the one?")
_THESE = Words("  旁边的文件有：{files}", "  beside it there are: {files}")
_OPTION = Words("  选项用半角的减号写，是不是 {option}？", "  options begin with plain hyphens: did you mean {option}?")
_OF_SEVERAL = Words(
    "找不到 {typed}；旁边有 {file}，是不是这个？", "{typed} is not there; there is {file} beside it: is that the one?"
)
_MOST = 5
"""So many files are named where none is near."""
_LOCK = re.compile(r"[~.]")


def meant(name: str, arguments: Sequence[str]) -> Words | None:
    """What to say of a file that was typed and cannot be read: which one lies beside it, or which option it was to be."""
    if not name.startswith("-") and plain(name).startswith("-"):
        return _OPTION.filled(option=plain(name))
    typed = [Path(a.partition("=")[2] if a.startswith("--") else a) for a in arguments]
    path = next((p for p in typed if p.name == name), None)
    if path is None:
        return None
    return _same_stem(path) if stat_of(path) else _same_stem(path) or near(path) or _all(path)


def near(path: Path) -> Words | None:
    """Which file or folder lies beside one that is not there; what all of them share, the suffix, makes none near."""
    found = _nearest(path)
    return _THIS.filled(file=found) if found else None


def tell_near(ui: Ui, paths: Iterable[Path]) -> None:
    """For each of several that is not there, which one lies beside it."""
    for path in paths:
        if stat_of(path) is None and (found := _nearest(path)):
            ui.tell(_OF_SEVERAL, typed=path, file=found)


def _same_stem(path: Path) -> Words | None:
    """The workbook beside one of another format, or beside a name without its suffix: 2025.xlsx of 2025.xls, or of 2025."""
    if path.suffix.lower() == _WORKBOOK:
        return None
    beside = (path.with_name(path.stem + _WORKBOOK), path.with_name(path.name + _WORKBOOK))
    return next((_THIS.filled(file=other) for other in beside if stat_of(other)), None)


def _nearest(path: Path) -> Path | None:
    by_stem = {other.stem.casefold(): other for other in _like(path)}
    match = get_close_matches(Path(plain(path.name)).stem.casefold(), by_stem, n=1, cutoff=0.6)
    return by_stem[match[0]] if match else None


def _all(path: Path) -> Words | None:
    files = [other.name for other in _like(path)]
    return _THESE.filled(files=", ".join(files)) if 0 < len(files) <= _MOST else None


def _like(path: Path) -> list[Path]:
    """What lies beside and has the suffix that was typed, workbooks and folders where none was; no lock file of Office or WPS."""
    suffix = Path(plain(path.name)).suffix.lower()
    try:
        others = sorted(p for p in path.parent.iterdir() if not _LOCK.match(p.name))
        return [p for p in others if p.suffix.lower() == (suffix or _WORKBOOK) or (not suffix and p.is_dir())]
    except OSError:
        return []
