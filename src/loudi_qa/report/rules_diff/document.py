"""What changed between two editions of the rules, as a document: grouped, numbered, each change with what it bears on."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.report.document import Block, Column, Document, Note, Table
from loudi_qa.report.rules_diff.impact_tables import impact_blocks
from loudi_qa.report.rules_diff.labels import PARTS
from loudi_qa.report.rules_diff.sentences import sentences
from loudi_qa.report.rules_diff.values import points_words
from loudi_qa.scheme.diff.change import SCORING
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.report.rules_diff.impact import Impact
    from loudi_qa.report.rules_diff.sentences import Told
    from loudi_qa.scheme.diff.change import Change, Changes
    from loudi_qa.scheme.load import Rules
    from loudi_qa.words import Lang

Where = tuple[tuple[str, ...], tuple[str, ...]]
"""The files of the older and of the newer edition, as they are told."""
_TITLE = Words("两版规则对比：{old} 版 -> {new} 版", "Two editions of the rules: {old} -> {new}")
_SIDE = Words(
    "{which}：{where}（{scheme} {edition} 版，指标 {rules}，责任 {mandate}）",
    "{which}: {where} ({scheme} {edition}, indicators {rules}, responsibilities {mandate})",
)
_OLD, _NEW = Words("旧", "old"), Words("新", "new")
_SAME = Words("两版规则相同", "both editions are the same")
_SAME_BYTES = Words("{same}：两个文件逐字节一致。", "{same}, byte for byte.")
_SAME_MEANING = Words(
    "{same}：文件不是逐字节一致，但含义相同，只是注释、空格或写法不同。",
    "{same} in meaning: the files differ in bytes, but only in remarks, blanks or how things are written.",
)
_COUNTS = Words(
    "共 {n} 处变动：会影响得分、等级或位次的 {scoring} 处，只影响工作安排的 {practice} 处，只是文字的 {wording} 处。",
    "Changes: {n}, of which {scoring} may move points, grades or places, {practice} bear on the work alone, "
    "{wording} on words alone.",
)
_RULES = Words("目标或计分办法变了的指标 {n} 项，合 {points}", "indicators with another target or rule: {n}, {points}")
_WEIGHTS = Words("分值变了的指标 {n} 项", "with other points: {n}")
_COME = Words("新增指标 {n} 项，合 {points}", "new: {n}, {points}")
_GONE = Words("取消指标 {n} 项，原合 {points}", "taken out: {n}, {points}")
_FOLLOWING = Words(
    "另有 {n} 处只是随改名、改号或部门接续改写，不另列。",
    "Besides, {n} places only follow a new name or number or a department's successor; they are not listed.",
)
_WORDING = Words("只是文字的变动", "Words alone")
_NOT_LISTED = Words("只是文字的变动 {n} 处，未列出，加 -v 查看。", "Changes of words alone, not listed: {n}; -v shows them.")
_ALL = Words("变动", "Changes")
_EFFECTS = {
    "grades": Words("等级", "grades"),
    "places": Words("位次", "places"),
    "practice": Words("工作", "the work"),
    "wording": Words("文字", "words"),
}
_BEAR_ON = {
    "groups": Words("本组得分", "the group"),
    "units": Words("本单位得分", "the unit"),
    "extras": Words("加分扣分", "bonuses"),
    "indicators": Words("得分", "points"),
    "measures": Words("得分", "points"),
}
_EVERYTHING = Words("全部得分", "all points")


class Shown(NamedTuple):
    """How the changes are told: in which language, with changes of words, all in one table as a CSV needs it."""

    lang: Lang
    wording: bool = False
    flat: bool = False


def changes_document(changes: Changes, where: Where, shown: Shown, made: Impact | None = None) -> Document:
    """The changes by part, and what they do to a workbook; ``where`` says from where the two editions were read."""
    lang = shown.lang
    told = sentences(changes)
    lines = [
        _side(r, _which, ("、" if lang == "zh" else ", ").join(w), lang)
        for r, _which, w in zip((changes.old, changes.new), (_OLD, _NEW), where, strict=True)
    ]
    title = _TITLE.of(lang, old=changes.old.scheme.edition, new=changes.new.scheme.edition)
    blocks: list[Block] = [Note(("" if lang == "zh" else " ").join(summary(changes, lang)))]
    if shown.flat:
        blocks.insert(0, _table(_ALL, told, lang, part=True))
    else:
        blocks += _parts(told, shown)
    if made is not None:
        blocks += impact_blocks(changes, made, lang)
    return Document(title, tuple(lines), tuple(blocks), _origin(changes, lang))


def _side(rules: Rules, which: Words, where: str, lang: Lang) -> str:
    return _SIDE.of(
        lang, which=which.of(lang), where=where, scheme=rules.scheme.scheme, edition=rules.scheme.edition,
        rules=rules.sha256[:12], mandate=rules.mandate_sha256[:12],
    )  # fmt: skip


def _origin(changes: Changes, lang: Lang) -> tuple[tuple[str, str], ...]:
    titles = Words(
        "旧规则 sha256|旧责任 sha256|新规则 sha256|新责任 sha256",
        "old rules sha256|old responsibilities sha256|new rules sha256|new responsibilities sha256",
    )
    values = [digest for r in (changes.old, changes.new) for digest in (r.sha256, r.mandate_sha256)]
    return tuple(zip(titles.of(lang).split("|"), values, strict=True))


def summary(changes: Changes, lang: Lang) -> list[str]:
    """How much changed, in one to three sentences."""
    if not changes.every and not changes.following:
        return [(_SAME_BYTES if changes.same_files else _SAME_MEANING).of(lang, same=_SAME.of(lang))]
    counts = {"n": len(changes.every), "scoring": len(changes.of(*SCORING))}
    found = [_COUNTS.of(lang, **counts, practice=len(changes.of("practice")), wording=len(changes.of("wording")))]
    found += _indicators(changes, lang)
    return found + ([_FOLLOWING.of(lang, n=changes.following)] if changes.following else [])


def _indicators(changes: Changes, lang: Lang) -> list[str]:
    """Of how many indicators the target, the points or the being there changed, and how much they count."""
    whole = [c for c in changes.every if c.difference.section == "indicators" and not c.difference.field]
    come, gone = (tuple(c for c in whole if (c.difference.before is None) is new) for new in (True, False))
    rules, points = changes.points("rule", "measure")
    weights, _ = changes.points("points")
    said = [_RULES.of(lang, n=len(rules), points=points_words(points).of(lang))] if rules else []
    said += [_WEIGHTS.of(lang, n=len(weights))] if weights else []
    for words, some in ((_COME, come), (_GONE, gone)):
        said += [words.of(lang, n=len(some), points=_sum(some, lang))] if some else []
    return [("；".join(said) + "。") if lang == "zh" else (_capital("; ".join(said)) + ".")] if said else []


def _sum(some: Sequence[Change], lang: Lang) -> str:
    return points_words(sum((c.points for c in some if c.points), Decimal(0))).of(lang)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _parts(told: Sequence[Told], shown: Shown) -> Iterator[Block]:
    """A table for each part of the rules; what changes words alone is last, or counted."""
    lang, wording = shown.lang, [t for t in told if t.change.effect == "wording"]
    telling = [t for t in told if t.change.effect != "wording"]
    for title in dict.fromkeys(part_of(t.change) for t in telling):
        yield _table(title, [t for t in telling if part_of(t.change) == title], lang)
    if wording and shown.wording:
        yield _table(_WORDING, wording, lang, part=True)
    elif wording:
        yield Note(_NOT_LISTED.of(lang, n=len(wording)))


def part_of(change: Change) -> Words:
    """What the part of the rules is called in which something changed."""
    section = change.difference.section
    return PARTS.get(section) or Words.same(section)


def _table(title: Words, told: Sequence[Told], lang: Lang, *, part: bool = False) -> Table:
    columns = [
        Column(Words("序号", "No.").of(lang), align="right"),
        *([Column(Words("部分", "Part").of(lang), rank=2)] if part else []),
        Column(Words("编号", "Code").of(lang), rank=0, free=True, floor=8),
        Column(Words("变动", "Change").of(lang), free=True, floor=24),
        Column(Words("影响", "Bears on").of(lang), rank=1),
    ]
    rows = []
    for change, sentence in told:
        where = [part_of(change).of(lang)] if part else []
        rows.append((str(change.n), *where, change.difference.key, sentence.of(lang), bears_on(change).of(lang)))
    return Table(title.of(lang), tuple(columns), tuple(rows))


def bears_on(change: Change) -> Words:
    """What a change bears on, in a word."""
    if change.effect != "points":
        return _EFFECTS[change.effect]
    if change.points is not None:
        return points_words(change.points)
    return _BEAR_ON.get(change.difference.section, _EVERYTHING)
