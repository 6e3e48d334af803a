"""A bundle: a result with all that it was computed from, in one archive.

Made and described here, let in by ``bundle_gate``. It knows names, sizes and digests and nothing of scoring.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from loudi_qa.scheme import yamlfile
from loudi_qa.workbook import guard
from loudi_qa.workbook.container import File, pack
from loudi_qa.workbook.manifest import ROLES, Manifest, Role, listed, manifest_bytes
from loudi_qa.workbook.names import safe_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from loudi_qa.words import Lang

FIXED: dict[Role, str] = {
    "manifest": "manifest.json",
    "indicators": "rules/indicators.yaml",
    "responsibilities": "rules/responsibilities.yaml",
    "result": "result.json",
    "readme": "说明-README.txt",
}
"""The names inside; those of the workbooks follow from their own."""
_SMALL = 1 << 16
LARGEST: dict[Role, int] = {
    "manifest": _SMALL,
    "input": guard.LARGEST_FILE,
    "previous": guard.LARGEST_FILE,
    "indicators": yamlfile.LARGEST,
    "responsibilities": yamlfile.LARGEST,
    "result": guard.LARGEST_PART,
    "readme": _SMALL,
}
"""Bytes; what ``score`` would not read or write is not read here either."""
LARGEST_BUNDLE = sum(LARGEST.values()) + _SMALL

README = """这是一份考核结果，连同算出它的全部材料。

  input/          计分所用的年度工作簿
  previous/       上年工作簿（计分时用到才有）
  rules/          计分所用的规则
  result.json     结果
  manifest.json   清单：程序版本、语言、年度，各文件的大小和 sha256

核对：在任何一台装有 loudi-qa 的电脑上运行

  loudi-qa verify 这个文件.zip

程序用包内的数据和规则重新计算，与包内的结果逐字节比较，并说明哪里不同。
各部分相互一致，并不排除整个包被换掉：请把整个文件的 sha256 与签字的纸质结果上写明的核对。
请勿修改本包，也不要解开后重新压缩。


This is the result of an assessment, with all that it was computed from.

  input/          the year's workbook that was scored
  previous/       last year's workbook, where it was used
  rules/          the rules
  result.json     the result
  manifest.json   program, language and year; size and sha256 of each file

To check it, on any computer that has loudi-qa:

  loudi-qa verify THIS-FILE.zip

The program computes the result again from the data and rules in here, compares it byte for byte and says what differs.
That all parts agree does not rule out that the whole was replaced: compare the sha256 of the whole file with the one on
the signed paper. Do not change this file, and do not unpack and pack it again.
""".replace("\n", "\r\n").encode("utf-8-sig")
"""For a reader with nothing but Notepad, an old one too, hence the line ends."""


class Part(NamedTuple):
    """A file that goes into a bundle, with the name it goes by outside."""

    original: str
    data: bytes


class Member(NamedTuple):
    """A file in a bundle, with the checksums that the archive states for it: two, which may differ once a byte is wrong."""

    name: str
    data: bytes
    crcs: frozenset[int]

    @property
    def intact(self) -> bool:
        """Whether the bytes are those that were put into the archive, as far as its own checksum tells."""
        return zlib.crc32(self.data) in self.crcs

    @property
    def sha256(self) -> str:
        """The digest of the bytes that are there."""
        return hashlib.sha256(self.data).hexdigest()


class Bundle(NamedTuple):
    """A bundle that was let in: its bytes, its files by role, and as far as they can be read its list and its result."""

    data: bytes
    members: Mapping[Role, Member]
    manifest: Manifest | None
    result: dict[str, Any] | None

    @property
    def sha256(self) -> str:
        """The digest of the whole: the one to be put on paper."""
        return hashlib.sha256(self.data).hexdigest()


def bundled(parts: Mapping[Role, Part], *, version: str, language: Lang, year: int) -> bytes:
    """The archive of a result and what it was computed from; the same parts give the same bytes everywhere."""
    parts = {**parts, "readme": Part(FIXED["readme"], README)}
    files = {r: listed(_name(r, parts[r]), parts[r].original, parts[r].data) for r in ROLES if r in parts}
    manifest = manifest_bytes(Manifest(version, language, year, files))
    return pack([File(FIXED["manifest"], manifest), *(File(f.name, parts[r].data) for r, f in files.items())])


def _name(role: Role, part: Part) -> str:
    """The name inside: a fixed one, or one that leads into no folder and is legal on every system."""
    stem = part.original.rpartition(".")[0] or part.original
    return FIXED.get(role) or f"{role}/{safe_name(stem)}.xlsx"


def rebuilt(bundle: Bundle, changed: Collection[Role]) -> bytes:
    """The archive of the very files that are in a bundle: where it differs from the bundle, the shell was changed.

    Beside a file whose bytes are known to be changed the old checksum is left: that is no change of the shell.
    """
    files = []
    for role in (r for r in ROLES if r in bundle.members):
        name, data, crcs = bundle.members[role]
        files.append(File(name, data, min(crcs) if role in changed and zlib.crc32(data) not in crcs else None))
    return pack(files)
