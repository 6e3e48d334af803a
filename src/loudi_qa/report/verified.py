"""What ``verify`` says: one verdict, every check, where the results differ, and what no check can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loudi_qa.assess.differences import shown
from loudi_qa.assess.witnesses import NAMES
from loudi_qa.report.differing import MOST_SHOWN, differing
from loudi_qa.report.document import Column, Document, Note, Table
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from loudi_qa.assess.verdict import Verdict
    from loudi_qa.assess.witnesses import Outcome
    from loudi_qa.report.document import Block
    from loudi_qa.words import Lang

SCHEMA = 1
_HALF = 32

_SAME = Words("核对结果包 {file}：一致", "Bundle {file}: the same")
_DIFFERS = Words("核对结果包 {file}：不一致（{what}）", "Bundle {file}: differs ({what})")
_UNKNOWN = Words("核对结果包 {file}：有无法核对的内容", "Bundle {file}: not everything could be checked")
_DIGEST = Words("结果包 sha256（64 位，分两段）：", "Bundle sha256 (64 digits, in two halves):")
_OF = Words("{year} 年度；规则 {scheme} {edition} 版", "Year {year}; rules {scheme} {edition}")
_PROGRAM = Words("由 loudi-qa {made} 版生成，用 {this} 版核对", "Made by loudi-qa {made}, verified by {this}")
_NO_PROGRAM = Words("生成它的版本不明，用 loudi-qa {this} 版核对", "Made by an unknown version, verified by loudi-qa {this}")
_OUTCOMES: dict[Outcome, Words] = {
    "same": Words("一致", "same"),
    "differs": Words("不一致", "DIFFERS"),
    "unknown": Words("无法核对", "not checked"),
}
_CHECKS, _FILES = Words("核对", "Checks"), Words("包内文件", "Files")
_LIMIT = Words(
    "以上核对只能说明包内各部分是否相互一致，看不出整个结果包是否被换过：请照签字的纸质结果填入 sha256 再核对一次"
    "（loudi-qa verify 结果包 --sha256 纸面上的 sha256），或与上面的逐位比对。",
    "These checks tell whether the parts of the bundle agree with each other. They cannot tell whether all of it was replaced: "
    "verify it once more with the sha256 on the signed paper (loudi-qa verify BUNDLE --sha256 DIGITS), "
    "or compare it with the one above digit by digit.",
)
_TYPED = Words(
    "“与纸面上的 sha256”一项能否说明问题，要看填入的是不是签字的纸质结果上写明的那一串；从别处抄来的不能作准。",
    "The check against the sha256 on paper is worth what was typed in: only the digits on the signed paper count.",
)


def verified_document(verdict: Verdict, file: str, lang: Lang) -> Document:
    """The verdict for reading."""
    blocks: list[Block] = [_checks(verdict, lang)]
    if verdict.differences:
        blocks.append(differing(verdict, lang))
    typed = any(c.what == "paper" for c in verdict.checks)
    blocks += [_files(verdict, lang), Note((_TYPED if typed else _LIMIT).of(lang))]
    return Document(_title(verdict, file, lang), _lines(verdict, lang), tuple(blocks), _origin(verdict, file, lang))


def _title(verdict: Verdict, file: str, lang: Lang) -> str:
    if verdict.differs:
        what = listed(NAMES[w] for w in verdict.differs).of(lang)
        return _DIFFERS.of(lang, file=file, what=what)
    return (_SAME if verdict.same else _UNKNOWN).of(lang, file=file)


def _lines(verdict: Verdict, lang: Lang) -> tuple[str, ...]:
    scheme, edition = _rules(verdict)
    found = [_DIGEST.of(lang), _in_halves(verdict.bundle.sha256)]
    if edition is not None:
        found.append(_OF.of(lang, year=_year(verdict), scheme=scheme, edition=edition))
    made = _made_by(verdict)
    words = _NO_PROGRAM if made is None else _PROGRAM
    return (*found, words.of(lang, made=made, this=verdict.this))


def _in_halves(digest: str) -> str:
    """A digest as it can be read and folded: a narrow window parts the halves and breaks neither."""
    return f"{digest[:_HALF]} {digest[_HALF:]}"


def _checks(verdict: Verdict, lang: Lang) -> Table:
    columns = (
        Column(Words("核对项", "What").of(lang)),
        Column(Words("结果", "Outcome").of(lang)),
        Column(Words("说明", "Remark").of(lang), rank=1, free=True, floor=30),
    )
    rows = tuple((NAMES[c.what].of(lang), _OUTCOMES[c.outcome].of(lang), c.said.of(lang)) for c in verdict.checks)
    return Table(_CHECKS.of(lang), columns, rows)


def _files(verdict: Verdict, lang: Lang) -> Table:
    columns = (
        Column(Words("文件", "File").of(lang)),
        Column(Words("原名", "Name").of(lang), rank=1, free=True),
        Column("sha256", free=True, floor=_HALF),
    )
    rows = tuple((NAMES[f["role"]].of(lang), f["original"] or "", _in_halves(f["sha256"])) for f in _listing(verdict))
    return Table(_FILES.of(lang), columns, rows)


def _origin(verdict: Verdict, file: str, lang: Lang) -> tuple[tuple[str, str], ...]:
    titles = Words("结果包|结果包 sha256|年度|规则|生成版本|核对版本", "bundle|bundle sha256|year|rules|made by|verified by").of(
        lang
    )
    rules = " ".join(v for v in _rules(verdict) if v)
    values = (file, verdict.bundle.sha256, _year(verdict), rules, _made_by(verdict) or "", verdict.this)
    return tuple(zip(titles.split("|"), (str(v) for v in values), strict=True))


def verified_json(verdict: Verdict, file: str, lang: Lang) -> dict[str, Any]:
    """The verdict as data."""
    return {
        "schema": SCHEMA,
        "bundle": {"file": file, "sha256": verdict.bundle.sha256},
        "program": {"made_by": _made_by(verdict), "this": verdict.this},
        "year": year if type(year := verdict.data.get("year")) is int else None,
        "edition": _rules(verdict)[1],
        "same": verdict.same,
        "differs": list(verdict.differs),
        "checks": [{"what": c.what, "outcome": c.outcome, "message": c.said.of(lang)} for c in verdict.checks],
        "differences": [d._asdict() for d in verdict.differences[:MOST_SHOWN]],
        "differences_in_all": len(verdict.differences),
        "differences_in_findings": verdict.in_findings,
        "files": _listing(verdict),
    }


def unreadable_json(file: str, why: Words, fix: Words, lang: Lang) -> dict[str, Any]:
    """What is no bundle, as data."""
    return {"schema": SCHEMA, "bundle": {"file": file}, "unreadable": {"message": why.of(lang), "fix": fix.of(lang)}}


def _listing(verdict: Verdict) -> list[dict[str, Any]]:
    """The files that are there, with the digests they have, not those they are said to have."""
    bundle = verdict.bundle
    listed = bundle.manifest.files if bundle.manifest else {}
    return [
        {
            "role": role,
            "name": member.name,
            "original": shown(listed[role].original) if role in listed else None,
            "size": len(member.data),
            "sha256": member.sha256,
        }
        for role, member in bundle.members.items()
    ]


def _made_by(verdict: Verdict) -> str | None:
    return verdict.bundle.manifest.version if verdict.bundle.manifest else None


def _year(verdict: Verdict) -> str:
    return shown(verdict.data.get("year", ""))


def _rules(verdict: Verdict) -> tuple[str | None, str | None]:
    """The scheme and its edition."""
    said = verdict.data.get("scheme")
    found = (said.get(k) if isinstance(said, dict) else None for k in ("id", "edition"))
    scheme, edition = (None if v is None else shown(v) for v in found)
    return scheme, edition
