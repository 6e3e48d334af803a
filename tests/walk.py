"""The walk through a year, docs/year.md and docs/year.zh-CN.md, read as what it is: things to do, one after the other.

A page holds commands (blocks of kind ``sh``), what the screen then shows (blocks of kind ``text``, after a comment that says of
which command), and tables of what a person does between the commands: files taken, copied and moved, cells typed, cells pasted.
``walk`` does all of it in the order in which it stands. ``python tests/walk.py --update`` walks both pages and pastes what the
screens show today.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import load_workbook

from loudi_qa.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).resolve().parents[1]
PAGES = {"en": ROOT / "docs" / "year.md", "zh": ROOT / "docs" / "year.zh-CN.md"}
"""By the language that is read, and that the program speaks while it is walked."""

_PART = re.compile(
    r"(?:^<!-- exit code (?P<code>\d+) -->\n)?^```sh\n(?P<commands>.*?)^```$"
    r"|^<!-- on the screen: (?P<of>loudi-qa [^|>]+?)(?: \| from: (?P<start>[^|>]+?))?(?: \| until: (?P<end>[^|>]+?))? -->\n"
    r"```text\n(?P<shown>.*?)^```$"
    r"|(?P<table>(?:^\|[^\n]*\|\n)+)",
    re.MULTILINE | re.DOTALL,
)
_CODE = re.compile(r"`([^`]*)`")


class Command(NamedTuple):
    """A line typed, and the exit code that it ends with."""

    line: str
    code: int


class Screen(NamedTuple):
    """What the screen shows of a command: from a line that begins with ``start`` to before one that begins with ``end``."""

    of: str
    start: str | None
    end: str | None
    shown: str
    at: slice


class Files(NamedTuple):
    """Files taken from the program's folder, copied, or moved."""

    how: str
    pairs: tuple[tuple[str, str], ...]


class Typed(NamedTuple):
    """Into the cells of a sheet, these values; None clears a cell, a whole row ``72:72`` without a value goes."""

    book: str
    cells: tuple[tuple[str, str, tuple[str, ...] | None, bool], ...]


class Pasted(NamedTuple):
    """Values of one workbook pasted into another."""

    book: str
    into: str
    areas: tuple[tuple[str, str, str, str], ...]


Step = Command | Screen | Files | Typed | Pasted

HOW = {
    "take from the program's folder": "take", "copy": "copy", "move": "move",
    "从程序文件夹取来": "take", "复制": "copy", "移动": "move",
}  # fmt: skip
"""By the first title of a table of files, in either language, what is done with them."""
GENERAL = ("General", "常规")
"""Where a value is typed after the format of its cell was set back."""


def steps(page: str) -> Iterator[Step]:
    """All that a page says to do and to see, in its order."""
    for part in _PART.finditer(page):
        if part["commands"]:
            yield from (Command(line, int(part["code"] or 0)) for line in part["commands"].splitlines())
        elif part["of"]:
            yield Screen(part["of"], part["start"], part["end"], part["shown"], slice(*part.span("shown")))
        else:
            yield _table(part["table"])


def _table(table: str) -> Step:
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines())
    books = _CODE.findall(" ".join(head))
    if head[0] in HOW:
        return Files(HOW[head[0]], tuple((_CODE.findall(row[0])[0], _CODE.findall(row[1])[0]) for row in rows))
    if len(books) == 1:
        return Typed(books[0], tuple(_typed(*row[:3]) for row in rows))
    assert len(books) == 2, f"a table of the walk that tells of nothing to do: {head}"
    return Pasted(books[0], books[1], tuple((row[0], _bare(row[1]), row[2], _bare(row[3])) for row in rows))


def _typed(sheet: str, cells: str, what: str) -> tuple[str, str, tuple[str, ...] | None, bool]:
    values = tuple(_CODE.findall(what))
    return sheet, _bare(cells), values or None, any(word in what for word in GENERAL)


def _bare(cell: str) -> str:
    return cell.strip("`")


def walk(page: str, program: Path, run_line: Callable[[str], tuple[int, str]]) -> Iterator[tuple[Screen, str]]:
    """Go the whole way, begun in a folder of the program's; give each screen with what it shows now."""
    last: dict[str, str] = {}
    for step in steps(page):
        match step:
            case Command(line, code):
                ended, last[line] = run_line(line)
                assert ended == code, f"{line} ends with {ended}, not {code}:\n{last[line]}"
            case Screen():
                yield step, excerpt(last[step.of], step.start, step.end)
            case Files(how, pairs):
                for source, target in pairs:
                    handle(how, program, source, Path(target))
            case Typed(book, cells):
                type_in(Path(book), cells)
            case Pasted(book, into, areas):
                paste(Path(book), Path(into), areas)


def typed_line(line: str) -> tuple[int, str]:
    """The exit code of a line typed, and what the screen shows then: both streams, as they come."""
    word, *rest = shlex.split(line)
    if word in {"mkdir", "cd"}:
        Path(rest[0]).mkdir() if word == "mkdir" else os.chdir(rest[0])
        return 0, ""
    assert word == "loudi-qa", f"the walk cannot run {line}"
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
        code = run(rest)
    return code, screen.getvalue()


def excerpt(screen: str, start: str | None, end: str | None) -> str:
    lines = [line.rstrip() for line in screen.splitlines()]
    first = _line(lines, start, 0) if start else 0
    last = _line(lines, end, first + 1) if end else len(lines)
    return "\n".join(lines[first:last]).strip("\n") + "\n"


def _line(lines: list[str], start: str, first: int) -> int:
    """The line that is ``start``, else the first that begins with it."""
    found = [i for i, line in enumerate(lines) if i >= first and line.startswith(start)]
    assert found, f"no line of the screen begins with {start!r} any more:\n" + "\n".join(lines)
    return next((i for i in found if lines[i] == start), found[0])


def handle(how: str, program: Path, source: str, target: Path) -> None:
    """What a person does with files: whole folders by ``*``."""
    base = program if how == "take" else Path()
    found = sorted(base.glob(source))
    assert found, f"nothing there to {how}: {source}"
    (target if "*" in source else target.parent).mkdir(parents=True, exist_ok=True)
    for file in found:
        to = target / file.name if "*" in source else target
        shutil.move(file, to) if how == "move" else shutil.copy(file, to)


def type_in(book: Path, cells: tuple[tuple[str, str, tuple[str, ...] | None, bool], ...]) -> None:
    """What a person types into a workbook before saving it; rows go from below, as their numbers are those of the beginning."""
    open_book = load_workbook(book)
    rows = [each for each in cells if each[1].replace(":", "").isdecimal()]
    for sheet, area, values, general in (each for each in cells if each not in rows):
        fill(open_book[sheet], area, values, general=general)
    for sheet, area, values, _ in sorted(rows, key=lambda each: -int(each[1].split(":")[0])):
        assert values is None, f"{area} is whole rows: they are deleted, nothing is typed into them"
        first, last = map(int, area.split(":"))
        open_book[sheet].delete_rows(first, last - first + 1)
    open_book.save(book)


def fill(sheet: Worksheet, area: str, values: tuple[str, ...] | None, *, general: bool) -> None:
    cells = [cell for row in sheet[area] for cell in row] if ":" in area else [sheet[area]]
    for cell, value in zip(cells, values or [None] * len(cells), strict=True):
        assert open_to_a_clerk(sheet, cell), f"{sheet.title}!{cell.coordinate} is locked for whoever types"
        if general:
            cell.number_format = "General"
        cell.value = taken(value)


def open_to_a_clerk(sheet: Worksheet, cell: Cell | MergedCell) -> bool:
    return not (sheet.protection.sheet and cell.protection.locked)


def taken(value: str | None) -> str | float | datetime.date | None:
    """What a spreadsheet makes of what is typed: a number, a date, else text."""
    if value is None:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return datetime.date.fromisoformat(value)
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return float(value) if "." in value else int(value)
    return value


def paste(book: Path, into: Path, areas: tuple[tuple[str, str, str, str], ...]) -> None:
    """Paste special, values; a corner says where."""
    source, target = load_workbook(book), load_workbook(into)
    for sheet, area, onto, corner in areas:
        at = target[onto][corner]
        for row, line in enumerate(source[sheet][area]):
            for column, cell in enumerate(line):
                if cell.value is not None:
                    there = target[onto].cell(at.row + row, at.column + column)
                    assert open_to_a_clerk(target[onto], there), f"{onto}!{there.coordinate} is locked for whoever pastes"
                    there.value = cell.value
    target.save(into)


def lay_out_program(folder: Path) -> None:
    """The folder of the program, as far as the walk takes files from it."""
    shutil.copytree(ROOT / "samples", folder / "samples")
    for file in ROOT.glob("*.yaml"):
        shutil.copy(file, folder)


def update() -> None:
    """Walk both pages and paste what the screens show today."""
    os.environ["COLUMNS"] = "80"
    for lang, page in PAGES.items():
        os.environ["LOUDI_QA_LANG"] = lang
        with tempfile.TemporaryDirectory() as folder:
            lay_out_program(Path(folder))
            os.chdir(folder)
            text = page.read_text(encoding="utf-8")
            for screen, now in reversed(list(walk(text, Path(folder), typed_line))):
                text = text[: screen.at.start] + now + text[screen.at.stop :]
            os.chdir(ROOT)
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--update"]:
        sys.exit("usage: python tests/walk.py --update")
    update()
