"""What differs in a bundle: its files, its list, its result against a new computation, its shell, the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from loudi_qa.assess.differences import Difference, differences, first_line
from loudi_qa.assess.witnesses import NAMES, SOURCES, Check, What, files
from loudi_qa.words import Words
from loudi_qa.workbook.bundle import rebuilt
from loudi_qa.workbook.manifest import ROLES, Role, manifest_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.workbook.bundle import Bundle

_LIST_FINE = Words("完好", "in order")
_LIST_GARBLED = Words("被改动，看不懂", "changed, and it makes no sense any more")
_LIST_CHANGED = Words("内容被改动", "changed")
_LIST_LIES = Words("所写的摘要与完好的文件不符：{names}", "its digest is not that of a file that is in order: {names}")
_LIST_YEAR = Words("写明 {listed} 年度，数据是 {found} 年度的", "it says {listed}, the data are of {found}")
_AGAIN = Words("逐字节相同", "the same byte for byte")
_NOT_AGAIN = Words("有 {n} 处不同", "places that differ: {n}")
_IMPOSSIBLE = Words("无法重新计算：{why}", "it cannot be computed again: {why}")
_MADE_UP = Words(
    "清单、数据、规则都一致，同一版本的程序却算不出这个结果：结果和清单一起被改过；若非如此，是程序有错，请报告维护者",
    "list, data and rules agree, yet the program of the same version does not come to it: it was changed together with the list; "
    "if that is ruled out, the program has a fault, please report it",
)
_SHELL_SAME = Words("逐字节相同", "the same byte for byte")
_SHELL = Words("从第 {offset} 字节起不同（从 0 数起）", "it differs from byte {offset} on (counted from 0)")
_SHELL_NAMES = Words("文件名与清单不符", "names of files are not those of the list")
_SAME_PROGRAM = Words("同一版本 {this}", "the same version {this}")
_OTHER_PROGRAM = Words("包由 {made} 版写成，这里是 {this} 版", "made by version {made}, this is {this}")
_OTHER_FINE = Words(
    "包由 {made} 版写成，这里是 {this} 版，结果相同", "made by version {made}, this is {this}: the result is the same"
)
_OTHER_RESULT = Words(
    "包由 {made} 版写成，这里是 {this} 版：清单、数据、规则都一致而结果不同，请用 {made} 版再核对",
    "made by version {made}, this is {this}: list, data and rules agree and the result does not; verify it with {made} too",
)
_OTHER_CANNOT = Words(
    "包由 {made} 版写成，这里是 {this} 版：清单、数据、规则都一致而无法重新计算，请用 {made} 版核对",
    "made by version {made}, this is {this}: list, data and rules agree and cannot be computed again; verify it with {made}",
)
_NO_VERSION = Words("清单看不懂，不知道是哪一版", "the list makes no sense, so the version is not known")


class Recomputed(NamedTuple):
    """The result as it comes out now, as bytes and as data; or why it does not."""

    written: bytes | None
    data: dict[str, Any] | None = None
    why: Words = Words("", "")


class Verdict(NamedTuple):
    """Every check of a bundle, and where its result differs from the new one."""

    bundle: Bundle
    this: str
    """The version of the program that checked."""
    checks: tuple[Check, ...]
    differences: tuple[Difference, ...]
    """All of them; how many are shown is the reader's matter."""
    data: dict[str, Any]
    """The result that was computed again, else the stored one, else nothing: for year and edition."""

    @property
    def same(self) -> bool:
        """Whether every check was made and found nothing."""
        return all(c.outcome == "same" for c in self.checks)

    @property
    def differs(self) -> tuple[What, ...]:
        """What was changed; that the result comes out otherwise is no thing of its own, but what one sees of it."""
        return tuple(c.what for c in self.checks if c.outcome == "differs" and c.what != "recomputed")


def judge(bundle: Bundle, recomputed: Recomputed, this: str) -> Verdict:
    """Every check, whatever the others find."""
    again = recomputed.written == bundle.members["result"].data
    own, lies = files(bundle, again)
    checks = {c.what: c for c in own}
    checks["manifest"] = _manifest(bundle, lies, recomputed.data)
    found = () if again or recomputed.written is None else tuple(_places(bundle, recomputed))
    checks["recomputed"] = _again(recomputed, again, len(found))
    explained = any(checks[r].outcome == "differs" for r in (*SOURCES, "result") if r in checks)
    made = bundle.manifest.version if bundle.manifest and bundle.members["manifest"].intact else None
    checks["program"] = _program(made, this, checks["recomputed"], explained=explained)
    if not again and recomputed.written is not None and not explained and checks["program"].outcome == "same":
        checks["result"] = Check("result", "differs", _MADE_UP)
    checks["container"] = _container(bundle, {r for r in ROLES if r in checks and checks[r].outcome == "differs"})
    ordered = tuple(checks[what] for what in NAMES if what in checks)
    return Verdict(bundle, this, ordered, found, recomputed.data or bundle.result or {})


def _manifest(bundle: Bundle, lies: list[Role], data: dict[str, Any] | None) -> Check:
    manifest, member = bundle.manifest, bundle.members["manifest"]
    if manifest is None:
        return Check("manifest", "differs", _LIST_GARBLED)
    if lies:
        zh, en = "、".join(NAMES[r].zh for r in lies), ", ".join(NAMES[r].en for r in lies)
        return Check("manifest", "differs", _LIST_LIES.filled(names=Words(zh, en)))
    if not member.intact or manifest_bytes(manifest) != member.data:
        return Check("manifest", "differs", _LIST_CHANGED)
    if data and data["year"] != manifest.year:
        return Check("manifest", "differs", _LIST_YEAR.filled(listed=manifest.year, found=data["year"]))
    return Check("manifest", "same", _LIST_FINE)


def _again(recomputed: Recomputed, again: bool, places: int) -> Check:
    if recomputed.written is None:
        return Check("recomputed", "unknown", _IMPOSSIBLE.filled(why=recomputed.why))
    return Check("recomputed", "same", _AGAIN) if again else Check("recomputed", "differs", _NOT_AGAIN.filled(n=places))


def _places(bundle: Bundle, recomputed: Recomputed) -> Iterator[Difference]:
    """Where the results differ; if not in what they say, then in how it is written."""
    found = list(differences(bundle.result, recomputed.data)) if bundle.result is not None else []
    line = None if found else first_line(bundle.members["result"].data, recomputed.written or b"")
    yield from found or ([line] if line else [])


def _program(made: str | None, this: str, recomputed: Check, *, explained: bool) -> Check:
    """Another version is what differs only where nothing else explains that the result does not come out."""
    if made is None:
        return Check("program", "unknown", _NO_VERSION)
    if made == this:
        return Check("program", "same", _SAME_PROGRAM.filled(this=this))
    if recomputed.outcome == "same" or explained:
        words = _OTHER_PROGRAM if explained else _OTHER_FINE
        return Check("program", "same", words.filled(made=made, this=this))
    words = _OTHER_RESULT if recomputed.outcome == "differs" else _OTHER_CANNOT
    return Check("program", "differs", words.filled(made=made, this=this))


def _container(bundle: Bundle, changed: set[Role]) -> Check:
    """The shell: the archive of these files, made anew, against the one that is there."""
    anew, there = rebuilt(bundle, changed), bundle.data
    if anew != there:
        return Check("container", "differs", _SHELL.filled(offset=_parting(anew, there)))
    listed = bundle.manifest.files if bundle.manifest and "manifest" not in changed else {}
    if any(listed[r].name != m.name for r, m in bundle.members.items() if r in listed):
        return Check("container", "differs", _SHELL_NAMES)
    return Check("container", "same", _SHELL_SAME)


def _parting(one: bytes, other: bytes) -> int:
    """The first place where two byte strings part, found by halving: an archive may have millions of bytes before it."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
