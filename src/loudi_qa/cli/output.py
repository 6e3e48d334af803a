"""Where a result goes: a stream, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from codecs import BOM_UTF8
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

from loudi_qa.catalogue.system import reason
from loudi_qa.cli.exits import UsageError
from loudi_qa.cli.files import are_one, is_folder
from loudi_qa.cli.options import Format
from loudi_qa.cli.ui import is_unicode, width
from loudi_qa.words import Words, listed, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from loudi_qa.cli.ui import Ui
    from loudi_qa.report.document import Document

_SUFFIXES = {".json": Format.json, ".csv": Format.csv, ".md": Format.md, ".txt": Format.table}
_BAD_SUFFIX = Words("不认识的文件后缀 {suffix}；可用：.json .csv .md .txt", "unknown suffix {suffix}; use .json .csv .md .txt")
_NO_SUFFIX = Words(
    "{file} 没有后缀，不知道写成什么；写 {file}.csv 这样的名字，可用：.json .csv .md .txt",
    "{file} has no suffix to tell what to write; name it as {file}.csv; there are .json .csv .md .txt",
)
_A_FOLDER = Words(
    "{folder} 是文件夹；-o 后面要写文件名，如 {example}", "{folder} is a folder; -o takes the name of a file, as {example}"
)
TWO_FORMATS = Words("--json 与 --format {format} 只能用一个", "use either --json or --format {format}, not both")
_ITSELF = Words(
    "{file} 是本次读取的文件，不能覆盖；换一个文件名", "{file} is being read and is not written over; choose another name"
)
_NO_FILE = Words("{file} 不能当文件写；换一个文件名", "{file} cannot be written like a file; choose another name")
_EXISTS = Words(
    "{file} 已存在；换一个文件名，要覆盖请加 --force",
    "{file} is there already; choose another name, or add --force to overwrite it",
)
_NO_FOLDER = Words("文件夹 {folder} 不存在；先建好，或换一个", "there is no folder {folder}; make it first, or choose another")
_IS_FILE = Words("{folder} 是文件，不是文件夹；换一个名字", "{folder} is a file and no folder; choose another name")
_NOT_MADE = Words(
    "建不了文件夹 {folder}（{why}）；换一个位置", "the folder {folder} cannot be made ({why}); choose another place"
)
_ONE_TABLE = Words(
    "CSV 只含“{table}”这一张表；其余的表用 --format md 或 json",
    "the CSV holds the table “{table}” alone; --format md or json has the others",
)
_WRITTEN = Words("已写入 {file}", "written to {file}")
_LOCKED = Words(
    "写不了 {file}（{why}）；若它正在 Word、Excel 或 WPS 中打开，请先关闭，不然换一个文件夹",
    "{file} cannot be written ({why}); if it is open in Word, Excel or WPS, close it first, else choose another folder",
)
_HALFWAY = Words(
    "{why}。已写好 {n} 个文件，还没有写的：{left}；排除后请重新运行",
    "{why}. Files written: {n}, not written yet: {left}; run it again once this is mended",
)


def pick_format(chosen: Format | None, output: Path | None, *, as_json: bool) -> Format:
    """The format asked for, else the one the file's suffix means, else a table."""
    if as_json and chosen not in {None, Format.json}:
        raise UsageError(TWO_FORMATS, format=chosen)
    if as_json:
        return Format.json
    if chosen is not None:
        return chosen
    if output is None:
        return Format.table
    suffix = output.suffix.lower()
    if is_folder(output):
        raise UsageError(_A_FOLDER, folder=output, example=output / "result.csv")
    if suffix not in _SUFFIXES:
        raise UsageError(_BAD_SUFFIX, suffix=suffix) if suffix else UsageError(_NO_SUFFIX, file=output)
    return _SUFFIXES[suffix]


def check_target(output: Path | None, sources: Sequence[Path | None], *, force: bool, exists: Words = _EXISTS) -> None:
    """Refuse before the work is done what would be refused after it, and above all to write over what is being read."""
    if output is None:
        return
    there = look_at(output)
    if any(are_one(output, other) for other in sources):
        raise UsageError(_ITSELF, file=output)
    if there and not stat.S_ISREG(there.st_mode):
        raise UsageError(_NO_FILE, file=output)
    if there and not force:
        raise UsageError(exists, file=output)
    if not is_folder(output.parent):
        raise UsageError(_NO_FOLDER, folder=output.parent)


def look_at(target: Path) -> os.stat_result | None:
    """What lies where a file is to be written; raises :class:`UsageError` where one may not even look."""
    try:
        return target.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise UsageError(_LOCKED, file=target, why=reason(error)) from error


def tell_written(ui: Ui, output: Path | None) -> None:
    """Say where a result went that is not on the screen."""
    if output is not None and not ui.quiet:
        ui.tell(_WRITTEN, file=output)


def emit(ui: Ui, how: Format, output: Path | None, *, document: Callable[[], Document], data: Callable[[], Any]) -> None:
    """Write a result in the format asked for; ``document`` and ``data`` are made only where needed.

    JSON and CSV go out as they are made: of a list that is given as an iterator no more than one entry is in memory.
    """
    if how is Format.table and output is None:
        ui.show(document())
        return
    if how is Format.json:
        _emit_json(ui, output, data())
        return
    if how is Format.csv:
        _emit_csv(ui, output, document())
        return
    write_text(ui, output, _text(ui, how, document))


def _emit_csv(ui: Ui, output: Path | None, document: Document) -> None:
    from loudi_qa.report.columns import csv_lines

    if len(document.tables) > 1 and not ui.quiet:
        ui.tell(_ONE_TABLE, table=document.tables[0].title)
    if output is None:
        ui.give_all(csv_lines(document))
    else:
        write_pieces(output, chain([BOM_UTF8], (printable(line).encode("utf-8", "replace") for line in csv_lines(document))))


def _emit_json(ui: Ui, output: Path | None, data: object) -> None:
    from loudi_qa.report.json_text import pieces

    if output is None:
        ui.give_all(pieces(data, ascii_only=not is_unicode(sys.stdout)))
    else:
        write_pieces(output, json_pieces(data))


def json_pieces(data: object) -> Iterator[bytes]:
    """Data as they stand in a file of JSON: the same bytes on every machine, which is what ``verify`` compares."""
    from loudi_qa.report.json_text import pieces

    return (printable(piece).encode("utf-8", "replace") for piece in pieces(data))


def json_bytes(data: object) -> bytes:
    """The same as a whole."""
    return b"".join(json_pieces(data))


def write_text(ui: Ui, output: Path | None, text: str) -> None:
    """Write a text that is no document."""
    if output is None:
        ui.give(text)
    else:
        write_file(output, printable(text).encode("utf-8", "replace"))


def _text(ui: Ui, how: Literal[Format.md, Format.table], document: Callable[[], Document]) -> str:
    match how:
        case Format.md:
            from loudi_qa.report.columns import markdown_text

            return markdown_text(document())
        case Format.table:
            from loudi_qa.report import plain

            return plain.text(document(), width(terminal=False), ui.lang)


def check_folder(folder: Path) -> None:
    """Refuse what is there and no folder, and what may not be looked at."""
    try:
        found = folder.stat()
    except (FileNotFoundError, NotADirectoryError):
        return
    except (OSError, ValueError) as error:
        raise UsageError(_NOT_MADE, folder=folder, why=reason(error)) from error
    if not stat.S_ISDIR(found.st_mode):
        raise UsageError(_IS_FILE, folder=folder)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(_NOT_MADE, folder=folder, why=reason(error)) from error


def write_files(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write several files, none of them unless all that are there already can be written over.

    Each appears whole; where one cannot be written all the same, the error tells which ones are not written yet.
    """
    for path, _ in files:
        _check_writable(path)
    for place, (path, data) in enumerate(files):
        try:
            write_file(path, data)
        except UsageError as error:
            left = listed(p.name for p, _ in files[place:])
            raise UsageError(_HALFWAY, why=error.words.filled(**error.fields), n=place, left=left) from error


def _check_writable(path: Path) -> None:
    """Raise for a file that another program holds open, as Word, Excel and WPS do on Windows."""
    try:
        with path.open("r+b"):
            pass
    except FileNotFoundError:
        return
    except OSError as error:
        raise UsageError(_LOCKED, file=path, why=reason(error)) from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole: beside its place first, then moved there in one step, with the rights any new file gets."""
    write_pieces(path, [data])


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """The same for a file whose pieces are made while it is written."""
    part = path.with_name(f".{os.getpid()}.part")  # however long the name, this one is short
    try:
        part.unlink(missing_ok=True)
        with part.open("xb") as file:  # made anew: a link that someone has laid there is not written through
            file.writelines(pieces)
        part.replace(path)
    except OSError as error:
        raise UsageError(_LOCKED, file=path, why=reason(error)) from error
    finally:  # whoever interrupts the writing leaves no half of it either
        with suppress(OSError):
            part.unlink(missing_ok=True)
