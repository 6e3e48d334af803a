"""What differs in a bundle: its files, its list, its result against a new computation, its shell, the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from loudi_qa.assess.differences import Difference, differences, first_line
from loudi_qa.assess.foremost import foremost_first, in_findings
from loudi_qa.assess.paper import on_paper
from loudi_qa.assess.witnesses import NAMES, SOURCES, Check, What, files
from loudi_qa.words import Words
from loudi_qa.workbook.bundle import rebuilt
from loudi_qa.workbook.manifest import ROLES, Role, manifest_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.workbook.bundle import Bundle

_LIST_FINE = Words("格式完好（各文件是否改过见下）", "well formed (whether a file was changed is told below)")
_LIST_GARBLED = Words("被改动，已无法识别", "changed, and it can no longer be made out")
_LIST_CHANGED = Words("内容被改动", "changed")
_LIST_LIES = Words(
    "所写的 sha256 与没有改动的文件不符：{names}", "its sha256 is not that of a file that was not changed: {names}"
)
_LIST_YEAR = Words("写的是 {listed} 年度，数据是 {found} 年度的", "it says {listed}, the data are of {found}")
_AGAIN = Words("逐字节相同", "the same byte for byte")
_NOT_AGAIN = Words("有 {n} 处不同", "places that differ: {n}")
_FINDINGS_TOO = Words(
    "有 {n} 处不同，另有 {more} 处只在“问题”（findings）里", "places that differ: {n}, and {more} in findings alone"
)
_FINDINGS_ALONE = Words(
    "有 {more} 处不同，都在“问题”（findings）里，得分、等级、位次都相同",
    "places that differ: {more}, all of them in findings; points, grades and ranks are the same",
)
_IMPOSSIBLE = Words("无法重新计算：{why}", "it cannot be computed again: {why}")
_MADE_UP = Words(
    "数据、规则都与清单一致，用同一版本的程序重新计算却得不出这份结果：结果应是连同清单一起被改过；"
    "如能确定无人改动，则是程序有错，请告知维护者",
    "data and rules are as the list has them, yet the program of the same version does not come to this result: it was changed "
    "together with the list; if it is certain that nobody touched it, the program has a fault, please report it",
)
_SHELL_SAME = Words("逐字节相同", "the same byte for byte")
_SHELL = Words(
    "文件以外的部分不是程序写出的原样，从压缩包的第 {place} 个字节开始不同",
    "what is not its files is not as the program writes it, from byte {place} of the archive on",
)
_SHELL_NAMES = Words("包内文件名与清单不符", "the names of its files are not those of the list")
_SAME_PROGRAM = Words("同一版本 {this}", "the same version {this}")
_OTHER_PROGRAM = Words("结果包由 {made} 版生成，核对用的是 {this} 版", "made by version {made}, this is {this}")
_OTHER_FINE = Words(
    "结果包由 {made} 版生成，核对用的是 {this} 版，结果相同", "made by version {made}, this is {this}: the result is the same"
)
_OTHER_RESULT = Words(
    "结果包由 {made} 版生成，核对用的是 {this} 版：数据、规则都与清单一致而结果不同，请用 {made} 版再核对一次",
    "made by version {made}, this is {this}: data and rules are as the list has them and the result differs; "
    "verify it with {made} too",
)
_OTHER_CANNOT = Words(
    "结果包由 {made} 版生成，核对用的是 {this} 版：数据、规则都与清单一致却无法重新计算，请用 {made} 版核对",
    "made by version {made}, this is {this}: data and rules are as the list has them and the result cannot be computed again; "
    "verify it with {made}",
)
_NO_VERSION = Words("清单无法识别，不知道是哪一版程序生成的", "the list cannot be made out, so the version is not known")


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
    """All of them, the foremost first; how many are shown is the reader's matter."""
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

    @property
    def in_findings(self) -> int:
        """How many of the differences lie in the findings alone."""
        return sum(map(in_findings, self.differences))


def judge(bundle: Bundle, recomputed: Recomputed, this: str, paper: str | None = None) -> Verdict:
    """Every check, whatever the others find; ``paper`` are the 12 to 64 digits on paper, in small letters, without blanks."""
    again = recomputed.written == bundle.members["result"].data
    own, lies = files(bundle, again)
    checks = {c.what: c for c in own}
    checks["manifest"] = _manifest(bundle, lies, recomputed.data)
    found = () if again or recomputed.written is None else foremost_first(_places(bundle, recomputed))
    checks["recomputed"] = _again(recomputed, again, found)
    explained = any(checks[r].outcome == "differs" for r in (*SOURCES, "result") if r in checks)
    made = bundle.manifest.version if bundle.manifest and bundle.members["manifest"].intact else None
    checks["program"] = _program(made, this, checks["recomputed"], explained=explained)
    if not again and recomputed.written is not None and not explained and checks["program"].outcome == "same":
        checks["result"] = Check("result", "differs", _MADE_UP)
    checks["container"] = _container(bundle, {r for r in ROLES if r in checks and checks[r].outcome == "differs"})
    if paper is not None:
        checks["paper"] = on_paper(bundle.sha256, paper)
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


def _again(recomputed: Recomputed, again: bool, found: Sequence[Difference]) -> Check:
    if recomputed.written is None:
        return Check("recomputed", "unknown", _IMPOSSIBLE.filled(why=recomputed.why))
    if again:
        return Check("recomputed", "same", _AGAIN)
    more = sum(map(in_findings, found))
    words = _NOT_AGAIN if not more else _FINDINGS_TOO if more < len(found) else _FINDINGS_ALONE
    return Check("recomputed", "differs", words.filled(n=len(found) - more, more=more))


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
        return Check("container", "differs", _SHELL.filled(place=_parting(anew, there) + 1))
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
