"""A zip that packs nothing: the same bytes on every machine, and read so that a damaged shell still gives up its contents.

Members are stored as they are (what zlib makes of them differs between versions), with fixed times and attributes. Each stands
twice in a zip, in a header before its bytes and in the directory at the end, so one of the two may be broken. Written out here
instead of by ``zipfile``, which refuses a whole archive for one wrong byte and whose headers are another's to change.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADER = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_HEADER_MARK, _ENTRY_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"

_VERSION = 20
_UTF8 = 0x800
_STORED = 0
_ENCRYPTED, _STREAMED = 0x1, 0x8
_DAY = 33
"""1980-01-01 as a zip writes it, as far back as it goes."""
MOST_ENTRIES = 64


class File(NamedTuple):
    """A file to be stored; ``crc`` only where another checksum than its own is to stand beside it."""

    name: str
    data: bytes
    crc: int | None = None


class Entry(NamedTuple):
    """A file as one of the two lists has it; ``data`` is None where its bytes cannot be told from this list."""

    name: str
    encrypted: bool
    packed: bool
    crc: int
    data: memoryview | None


def pack(files: Sequence[File]) -> bytes:
    """The archive of some files, in their order."""
    pieces, length, directory = list[bytes](), 0, bytearray()
    for file in files:
        name, size = file.name.encode("utf-8"), len(file.data)
        crc = zlib.crc32(file.data) if file.crc is None else file.crc
        common = (_UTF8, _STORED, 0, _DAY, crc, size, size, len(name), 0)
        directory += _ENTRY.pack(_ENTRY_MARK, _VERSION, _VERSION, *common, 0, 0, 0, 0, length) + name
        header = _HEADER.pack(_HEADER_MARK, _VERSION, *common) + name
        pieces += header, file.data
        length += len(header) + size
    end = _END.pack(_END_MARK, 0, 0, len(files), len(files), len(directory), length, 0)
    return b"".join([*pieces, directory, end])  # a nation's result is there once more, not three times


def by_directory(data: bytes) -> list[Entry] | None:
    """The files as the directory at the end lists them; None where there is no such directory."""
    at = len(data) - _END.size
    if at < 0:
        return None
    mark, _, _, _, count, length, start, comment = _END.unpack_from(data, at)
    if mark != _END_MARK or comment or start + length != at or not 0 < count <= MOST_ENTRIES:
        return None
    found, view = list[Entry](), memoryview(data)
    here, there = start, 0  # in the directory, and where the next file should begin if nothing lies between
    for _ in range(count):
        if here + _ENTRY.size > at:
            return None
        fields = _ENTRY.unpack_from(data, here)
        mark, _, _, flags, method, _, _, crc, packed, size, name_size, extra, note, _, _, _, offset = fields
        here += _ENTRY.size
        name = _name(data[here : here + name_size])
        if mark != _ENTRY_MARK or name is None:
            return None
        here += name_size + extra + note
        begin = there + _HEADER.size + name_size
        there = begin + size
        sound = offset == begin - _HEADER.size - name_size and packed == size and there <= start
        found.append(Entry(name, bool(flags & _ENCRYPTED), method != _STORED, crc, view[begin:there] if sound else None))
    return found if here == at else None


def by_headers(data: bytes) -> list[Entry] | None:
    """The files as the header before each has it, from the first on; None where the first is none."""
    found, view = list[Entry](), memoryview(data)
    here = 0
    while data.startswith(_HEADER_MARK, here) and here + _HEADER.size <= len(data) and len(found) <= MOST_ENTRIES:
        _, _, flags, method, _, _, crc, packed, size, name_size, extra = _HEADER.unpack_from(data, here)
        here += _HEADER.size
        name = _name(data[here : here + name_size])
        here += name_size + extra
        if name is None:
            return None
        sound = packed == size and not flags & _STREAMED and here + size <= len(data)
        found.append(Entry(name, bool(flags & _ENCRYPTED), method != _STORED, crc, view[here : here + size] if sound else None))
        if flags & _STREAMED:  # its length stands behind it, so no one can tell where it ends
            break
        here += packed
    return found or None


def _name(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
