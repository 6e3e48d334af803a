"""The gate: what a file must be before any parser sees it.

Looks at the bytes and at the zip directory only. Everything that does not need the XML to be read is refused here, in
words; ``scan`` refuses the rest. The limits on rows and cells come from the rules (units times measures, with headroom).
"""

from __future__ import annotations

import re
import stat
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.catalogue.system import reason
from loudi_qa.findings import Finding, Unreadable
from loudi_qa.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.scheme.load import Rules

MIB = 1024 * 1024
LARGEST_FILE = 40 * MIB
MOST_MEMBERS = 1000
LARGEST_PART = 200 * MIB
LARGEST_TOTAL = 400 * MIB
HIGHEST_RATIO = 150
RATIO_FROM = 10 * MIB  # small parts of honest files compress better than any ratio worth having
MOST_SHEETS = 50
LEAST_ROWS = 20_000  # whatever the rules declare, a sheet may hold this much
LEAST_CELLS = 500_000
BYTES_A_CELL = 84  # of XML, with room to spare; what a part may hold follows from the cells it may hold
DEEPEST = 100  # elements in elements
LONGEST_TOKEN = MIB  # one tag or comment: a parser that is fed in pieces begins each over again
MOST_COLUMNS = 256
MOST_MERGES = 5000
LARGEST_MERGE = 50_000  # cells
MOST_RULES = 2000  # conditional formats and validations of a sheet
MOST_NAMES = 1000
MOST_STYLES = 65_490
LONGEST_TEXT = 32_767
LONGEST_NAME = 255  # of a sheet or a number format; Excel takes 31 and 255
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENTRY = b"PK\x01\x02"

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"PK\x05\x06")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


class Limits(NamedTuple):
    """How much of a table a file may hold."""

    rows: int = LEAST_ROWS
    cells: int = LEAST_CELLS
    """In all sheets together, empty ones that are there for their format included."""

    @property
    def part(self) -> int:
        """The bytes that a part may unpack to."""
        return min(LARGEST_PART, BYTES_A_CELL * max(self.cells, LEAST_CELLS))

    @classmethod
    def declared(cls, units: int, measures: int) -> Limits:
        """Twice the rows that the rules ask for, sixteen columns each; never below what seven units may need."""
        rows = 2 * units * measures
        return cls(rows=max(LEAST_ROWS, rows), cells=max(LEAST_CELLS, 16 * rows))

    @classmethod
    def under(cls, rules: Rules) -> Limits:
        """As much as the units and measures of the rules may need."""
        return cls.declared(len(rules.mandate.units), len(rules.scheme.measures))


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of a file that is no larger than a workbook may be; raises :class:`Unreadable` where there are none."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise Unreadable(
                Finding("E103", name, fields={"what": Words("文件夹（请写出里面的文件）", "a folder (name the file in it)")})
            )
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable(Finding("E103", name, fields={"what": Words("系统的设备", "a device of the system")}))
        if found.st_size > LARGEST_FILE:
            raise too_large(name, Words("文件大小", "its size"), _mib(found.st_size), _mib(LARGEST_FILE))
        with path.open("rb") as file:
            data = file.read(found.st_size + 1)  # one that has grown since then is not read on, but refused as damaged
    except FileNotFoundError as error:
        raise Unreadable(Finding("E101", name)) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unreadable(Finding("E102", name, fields={"why": reason(error)})) from error
    return data


def refuse_other_kinds(data: bytes, name: str) -> None:
    """Say what a file is that is no zip: old Excel, encrypted, a renamed page or text."""
    head = data[:8]
    if data.startswith(b"PK\x03\x04"):
        return
    if head == _OLE:
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable(Finding("E104", name))
        raise Unreadable(
            Finding("E103", name, fields={"what": Words("旧版的 .xls、.et 或 .doc 文件", "an old .xls, .et or .doc file")})
        )
    if not data:
        what = Words("空文件", "an empty file")
    elif data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        what = Words("网页或 XML 文件", "a web page or XML text")
    elif data.startswith(_ARCHIVES):
        what = Words("压缩包", "an archive")
    elif data.startswith(b"%PDF"):
        what = Words("一个 PDF 文件", "a PDF file")
    elif data.startswith(_PICTURES):
        what = Words("图片", "a picture")
    elif b"\0" not in data[:4096]:
        what = Words("纯文本或 CSV 文件", "plain text or CSV")
    else:
        what = Words("认不出的文件", "a file of unknown kind")
    raise Unreadable(Finding("E103", name, fields={"what": what}))


def open_package(data: bytes, name: str) -> zipfile.ZipFile:
    """The zip of a workbook, its directory checked; sizes there bind, for no more is ever unpacked than they say."""
    if (entries := data.count(_ENTRY)) > MOST_MEMBERS:  # before a directory of a million entries is made objects of
        raise too_large(name, Words("压缩包内文件数", "the number of its parts"), entries, MOST_MEMBERS)
    try:
        package = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise damaged(name, Words("没有传完，或复制时断了", f"its archive does not end as it should ({error})")) from error
    members = package.infolist()
    names = {m.filename for m in members}
    if len({n.casefold() for n in names}) != len(members):
        raise hostile(name, Words("重复的部件", "one part twice"))
    if any(m.flag_bits & 1 for m in members):
        raise Unreadable(Finding("E104", name))
    if any(n.lower().endswith("vbaproject.bin") for n in names):
        raise Unreadable(Finding("E106", name))
    if any(m.compress_type not in _PACKED for m in members):
        raise hostile(name, Words("表格文件不用的压缩方法", "parts packed in a way that no workbook is"))
    refuse_bombs(members, name)
    if "[Content_Types].xml" not in names:
        raise Unreadable(Finding("E103", name, fields={"what": Words("压缩包", "an archive")}))
    return package


def refuse_bombs(members: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse what would unpack to more than any workbook needs."""
    total = sum(m.file_size for m in members)
    if len(members) > MOST_MEMBERS:
        raise too_large(name, Words("压缩包内文件数", "the number of its parts"), len(members), MOST_MEMBERS)
    if total > LARGEST_TOTAL:
        raise too_large(name, Words("解压后的大小", "its unpacked size"), _mib(total), _mib(LARGEST_TOTAL))
    for member in members:
        if member.file_size > LARGEST_PART:
            raise too_large(name, member.filename[:LONGEST_NAME], _mib(member.file_size), _mib(LARGEST_PART))
        if member.file_size > RATIO_FROM and member.file_size > HIGHEST_RATIO * max(member.compress_size, 1):
            raise hostile(name, Words("解压后大得不合常理", "far more data than its size allows"))


def _mib(size: int) -> str:
    """A size in bytes as a clerk reads it; what is over a limit never looks like the limit."""
    return f"{-(-size * 10 // MIB) / 10:g} MB"


def bounded_text(text: str, name: str) -> str:
    """The text of a cell, refused where it is longer than any spreadsheet lets a person type."""
    if len(text) > LONGEST_TEXT:
        raise too_large(name, Words("单元格文字的长度", "the length of a cell's text"), len(text), LONGEST_TEXT)
    return text


def unescaped(text: str) -> str:
    """``_x000D_`` and its like are how the format writes characters that XML does not take."""
    return _ESCAPED.sub(lambda m: _character(int(m[1], 16)), text) if "_x" in text else text


def _character(code: int) -> str:
    return chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd"  # half a pair is no character


def damaged(name: str, why: Words | str) -> Unreadable:
    """The file is broken."""
    return Unreadable(Finding("E105", name, fields={"why": why}))


def hostile(name: str, what: Words | str) -> Unreadable:
    """The file holds what no honest workbook holds."""
    return Unreadable(Finding("E108", name, fields={"what": what}))


def refuse_more(got: int, limit: int, what: Words, name: str, sheet: str | None = None) -> None:
    """Refuse more of something than there may be."""
    if got > limit:
        raise too_large(name, what, got, limit, sheet)


def too_large(name: str, what: Words | str, got: int | str, limit: int | str, sheet: str | None = None) -> Unreadable:
    """Something is larger than it may be."""
    return Unreadable(Finding("E109", name, sheet=sheet, fields={"what": what, "got": got, "limit": limit}))
