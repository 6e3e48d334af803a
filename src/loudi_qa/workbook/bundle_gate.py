"""The gate of bundles: what may be verified, and what is said of everything else.

A damaged file is let in as long as each of its files can be reached, so that what was changed can be named. All that no
bundle has is refused: other files, packed, doubled or missing ones.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from loudi_qa.words import Words
from loudi_qa.workbook.bundle import FIXED, LARGEST, Bundle, Member
from loudi_qa.workbook.container import by_directory, by_headers
from loudi_qa.workbook.manifest import OPTIONAL, ROLES, TooNew, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loudi_qa.workbook.container import Entry
    from loudi_qa.workbook.manifest import Manifest, Role

_BY_NAME = {name: role for role, name in FIXED.items()}
_IN_FOLDER = re.compile(r'(input|previous)/[^\x00-\x1f\x7f-\x9f<>:"/\\|?*]{1,120}\.xlsx')
_LONGEST_SHOWN = 80

FIX = Words(
    "请写 loudi-qa score 2019.xlsx --bundle 2019.zip 这样写出的 .zip 文件",
    "name the .zip that a line such as loudi-qa score 2019.xlsx --bundle 2019.zip has written",
)
_AS_WRITTEN = Words(
    "请用原样的结果包，不要解开后重新压缩；没有的，重新生成：loudi-qa score 2019.xlsx --bundle 2019.zip",
    "take it as it was written, not unpacked and packed again, or make it anew: loudi-qa score 2019.xlsx --bundle 2019.zip",
)
_NOTHING = Words("空文件", "an empty file")
_NO_ZIP = Words("不是结果包", "no bundle")
_WORKBOOK = Words("这是 Excel 工作簿，不是结果包", "a workbook, no bundle")
_RESULT = Words(
    "这是单独的结果文件，没有数据和规则，无法重新计算",
    "a result alone, without the data and rules to compute it again",
)
WHAT_IF = Words(
    "这是假设测算（--set）的结果，不是考核结果，不予核对",
    "a what-if result (--set), not the result of the year: it is not verified",
)
_SCORE_AGAIN = Words("不带 --set 重新计分", "score without --set")
_OTHER_ZIP = Words("是压缩包，但不是结果包", "a zip archive, but no bundle")
_BROKEN = Words("文件损坏或不完整", "damaged or incomplete")
_ENCRYPTED = Words("压缩包有密码", "the archive is protected by a password")
_PACKED = Words("“{part}”是压缩过的，结果包内的文件不压缩", "{part} is compressed; a bundle stores its files as they are")
_UNKNOWN = Words("含有结果包不该有的文件“{part}”", "it holds {part}, which no bundle does")
_TWICE = Words("“{part}”有两个", "{part} is there twice")
_MISSING = Words("缺少“{part}”", "{part} is missing")
TOO_LARGE = Words("“{part}”过大（{got} 字节，上限 {limit}）", "{part} is too large ({got} bytes, the limit is {limit})")
_TOO_NEW = Words("这个结果包由更新版本的程序生成", "made by a later version of this program")
_NEWER = Words("请用新版 loudi-qa 核对", "verify it with that version of loudi-qa")


class NotABundle(Exception):
    """What was given cannot be verified; says why, and what to give instead."""

    def __init__(self, words: Words, fix: Words = FIX, **fields: object) -> None:
        super().__init__(words.of("en", **fields))
        self.words, self.fix, self.fields = words, fix, fields


def opened(data: bytes) -> Bundle:
    """The bundle that some bytes are, wrong bytes included as long as every file can be reached; else :class:`NotABundle`."""
    members = members_of(data)
    return Bundle(data, members, _manifest(members["manifest"]), _result(members["result"].data))


def members_of(data: bytes) -> dict[Role, Member]:
    """The files of a bundle, not read yet; else :class:`NotABundle`."""
    lists = [entries for entries in (by_directory(data), by_headers(data)) if entries]
    if not lists:
        raise _other_kind(data)
    sound, refusals = None, list[NotABundle]()
    for entries in lists:
        try:
            sound = sound or _by_role(entries)
        except NotABundle as why:
            refusals.append(why)
    if sound is None:
        raise next((r for r in refusals if r.words is not _BROKEN), refusals[0])
    crcs = {role: frozenset(e.crc for entries in lists for e in entries if e.name == name) for role, (name, _) in sound.items()}
    return {role: Member(name, bytes(held), crcs[role]) for role, (name, held) in sound.items()}


def _other_kind(data: bytes) -> NotABundle:
    """What a file is that is no zip."""
    if not data:
        return NotABundle(_NOTHING)
    if not data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return NotABundle(_BROKEN, _AS_WRITTEN) if data.startswith(b"PK") else NotABundle(_NO_ZIP)
    result = _result(data)
    return NotABundle(_RESULT if result and "units" in result else _NO_ZIP)


def _by_role(entries: Sequence[Entry]) -> dict[Role, tuple[str, memoryview]]:
    """The files of a list by what they are; refuses every list that a bundle does not have."""
    names = {e.name for e in entries}
    if FIXED["manifest"] not in names and FIXED["result"] not in names:
        raise NotABundle(_WORKBOOK if "[Content_Types].xml" in names else _OTHER_ZIP)
    found: dict[Role, tuple[str, memoryview]] = {}
    for entry in entries:
        shown = _shown(entry.name)
        role = _BY_NAME.get(entry.name) or _role_in_folder(entry.name)
        if entry.encrypted:
            raise NotABundle(_ENCRYPTED, _AS_WRITTEN)
        if role is None:
            raise NotABundle(_UNKNOWN, _AS_WRITTEN, part=shown)
        if entry.packed:
            raise NotABundle(_PACKED, _AS_WRITTEN, part=shown)
        if role in found:
            raise NotABundle(_TWICE, _AS_WRITTEN, part=shown)
        if entry.data is None:
            raise NotABundle(_BROKEN, _AS_WRITTEN)
        if len(entry.data) > LARGEST[role]:
            raise NotABundle(TOO_LARGE, _AS_WRITTEN, part=shown, got=len(entry.data), limit=LARGEST[role])
        found[role] = entry.name, entry.data
    _refuse_gaps(found)
    return found


def _refuse_gaps(found: Iterable[Role]) -> None:
    missing = next((r for r in ROLES if r not in {*found, *OPTIONAL}), None)
    if missing:
        raise NotABundle(_MISSING, _AS_WRITTEN, part=FIXED.get(missing, f"{missing}/"))


def _role_in_folder(name: str) -> Role | None:
    if not _IN_FOLDER.fullmatch(name) or ".." in name:
        return None
    return "input" if name.startswith("input/") else "previous"


def _shown(name: str) -> str:
    return name if len(name) <= _LONGEST_SHOWN else name[: _LONGEST_SHOWN - 1] + "…"


def _manifest(member: Member) -> Manifest | None:
    try:
        return read_manifest(member.data)
    except TooNew as error:
        if member.intact:
            raise NotABundle(_TOO_NEW, _NEWER) from error
        return None


def _result(data: bytes) -> dict[str, Any] | None:
    """A result as far as it can be read; a what-if result is refused wherever it lies."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    if found.get("what_if") is not None:
        raise NotABundle(WHAT_IF, _SCORE_AGAIN)
    return found
