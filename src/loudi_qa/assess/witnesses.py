"""The files of a bundle, each held against its witnesses.

There are three: the digest in the list, the checksum of the archive, and the result, which names the digests of what it was
computed from and can be computed again. Where two of them agree it is the third that was changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from loudi_qa.words import Words
from loudi_qa.workbook.bundle import README
from loudi_qa.workbook.manifest import ROLES, Role

if TYPE_CHECKING:
    from loudi_qa.workbook.bundle import Bundle, Member
    from loudi_qa.workbook.manifest import Listed

Outcome = Literal["same", "differs", "unknown"]
What = Role | Literal["recomputed", "container", "program", "paper"]

NAMES: dict[What, Words] = {
    "manifest": Words("清单 manifest.json", "list (manifest.json)"),
    "input": Words("输入工作簿", "input workbook"),
    "previous": Words("上年工作簿", "last year's workbook"),
    "indicators": Words("规则 indicators.yaml", "rules (indicators.yaml)"),
    "responsibilities": Words("规则 responsibilities.yaml", "rules (responsibilities.yaml)"),
    "result": Words("结果 result.json", "result (result.json)"),
    "readme": Words("说明文件", "readme"),
    "recomputed": Words("重新计算的结果", "result computed again"),
    "container": Words("压缩包本身", "archive itself"),
    "program": Words("程序", "program"),
    "paper": Words("与纸面上的 sha256", "sha256 on paper"),
}
SOURCES: tuple[Role, ...] = ("input", "previous", "indicators", "responsibilities")
_STATED = {"input": "input", "previous": "previous", "indicators": "scheme", "responsibilities": "responsibilities"}
"""Under which key the result names the digest of what it was computed from."""

_HOLDS = Words("与清单所写一致", "as the list has it")
_WITNESSED = Words("没有改动（除清单外，其他凭据都能证明）", "not changed: everything but the list bears it out")
_NO_LIST = Words("清单无法识别，没有可供核对的依据", "the list cannot be made out, so there is nothing to check it against")
_CHANGED = Words(
    "内容被改动：清单所写 sha256 为 {listed}…，实际为 {found}…",
    "changed: by the list its sha256 is {listed}…, it has {found}…",
)
_CRC = Words("内容被改动：与压缩包内的校验码不符", "changed: it does not match the archive's checksum")
_GONE = Words("清单中有，包内没有", "it is listed and not there")
_UNLISTED = Words("包内有，清单中没有", "it is there and not listed")
_ANOTHER = Words(
    "不是计算这份结果所用的那一份：结果所写 sha256 为 {stated}…，实际为 {found}…",
    "not the one that the result was computed from: that had sha256 {stated}…, this has {found}…",
)


class Check(NamedTuple):
    """One thing that was held against another."""

    what: What
    outcome: Outcome
    said: Words


def files(bundle: Bundle, again: bool) -> tuple[list[Check], list[Role]]:
    """Every file but the list; and which of them are in order where the list is not, ``again`` being that the result came out."""
    checks, lies = list[Check](), list[Role]()
    result = _file("result", bundle, again)
    stated = None if result.outcome == "differs" else bundle.result
    for role in (r for r in ROLES if r != "manifest"):
        if role in bundle.members or (bundle.manifest and role in bundle.manifest.files):
            check = result if role == "result" else _file(role, bundle, again)
            if check.said is _WITNESSED and bundle.manifest:
                lies.append(role)
            checks.append(_of_the_result(check, bundle.members.get(role), stated))
    return checks, lies


def _file(role: Role, bundle: Bundle, again: bool) -> Check:
    member = bundle.members.get(role)
    if member is None:
        return Check(role, "differs", _GONE)
    witnessed = member.intact and (member.data == README if role == "readme" else again)
    if bundle.manifest is None:
        return Check(role, *_unlisted(member, witnessed))
    listed = bundle.manifest.files.get(role)
    if listed is None:
        return Check(role, "differs", _UNLISTED)
    if _holds(listed, member):
        return Check(role, "same", _HOLDS)
    if witnessed or (member.intact and not bundle.members["manifest"].intact):
        return Check(role, "same", _WITNESSED)
    return Check(role, "differs", _CHANGED.filled(listed=listed.sha256[:12], found=member.sha256[:12]))


def _unlisted(member: Member, witnessed: bool) -> tuple[Outcome, Words]:
    """A file whose list makes no sense."""
    if witnessed:
        return "same", _WITNESSED
    return ("unknown", _NO_LIST) if member.intact else ("differs", _CRC)


def _holds(listed: Listed, member: Member) -> bool:
    return listed.sha256 == member.sha256 and listed.size == len(member.data)


def _of_the_result(check: Check, member: Member | None, stated: dict[str, Any] | None) -> Check:
    """A file that agrees with the list may still be another than the one that the result was computed from."""
    key = _STATED.get(check.what)
    if key is None or member is None or stated is None or check.outcome == "differs":
        return check
    named = stated.get(key)
    digest = named.get("sha256") if isinstance(named, dict) else None
    if digest == member.sha256:
        return check
    return check._replace(outcome="differs", said=_ANOTHER.filled(stated=str(digest)[:12], found=member.sha256[:12]))
