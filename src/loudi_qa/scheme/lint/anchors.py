"""Each anchor held against the document: it stands there once, in the clause that is named, beside the figure that is scored."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.scheme.lint.provenance import stated
from loudi_qa.scheme.lint.remark import Said
from loudi_qa.scheme.text.folding import fold
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.scheme.models import Scheme
    from loudi_qa.scheme.text.clauses import Clause, Parted
    from loudi_qa.scheme.text.figures import Figure
    from loudi_qa.scheme.yamlfile import PathTo

_MOST_PLACES = 5


class Anchor(NamedTuple):
    """The anchor of an indicator, extra, veto, or of a figure that is listed as uncovered (``id`` is then that word)."""

    path: PathTo
    id: str
    clause: str | None
    text: str
    covers: bool

    @property
    def place(self) -> PathTo:
        """Where the YAML has it."""
        return (*self.path, "anchor")


class Found(NamedTuple):
    """A place of an anchor: a run of a clause's folded text."""

    anchor: Anchor
    clause: Clause
    start: int
    end: int

    def touches(self, figure: Figure) -> bool:
        """Whether a figure of the clause overlaps it, or begins or ends where it does."""
        return self.start <= figure.end and figure.start <= self.end


def anchors_of(scheme: Scheme) -> Iterator[Anchor]:
    """Every anchor of the scheme, in the order of the file's lists."""
    for path, item in stated(scheme):
        if item.anchor is not None:
            yield Anchor(path, item.id, item.clause, item.anchor, covers=True)
    for i, entry in enumerate(scheme.uncovered):
        if entry.anchor is not None:
            yield Anchor(("uncovered", i), "uncovered", entry.clause, entry.anchor, covers=False)


def places(anchor: Anchor, parted: Parted) -> tuple[Found, ...]:
    """Everywhere an anchor stands in the clauses."""
    wanted = fold(anchor.text)
    found = []
    for clause in parted.clauses:
        at = clause.folded.text.find(wanted)
        while at >= 0 and wanted:
            found.append(Found(anchor, clause, at, at + len(wanted)))
            at = clause.folded.text.find(wanted, at + 1)
    return tuple(found)


def anchor_remarks(anchor: Anchor, found: Sequence[Found], parted: Parted) -> Iterator[Said]:
    """What is wrong with where an anchor stands; nothing for one place in the clause that is named."""
    fields = {"id": anchor.id, "anchor": anchor.text, "clause": anchor.clause or "—"}
    if not found:
        yield _not_found(anchor, parted, fields)
    elif len(found) > 1:
        names = list(dict.fromkeys(f.clause.name for f in found))
        message = Words("{id}：“{anchor}”在原文里有 {n} 处：{names}", "{id}: “{anchor}” stands {n} times in the text: {names}")
        fix = Words("前后多取几个字，取到只有一处为止", "take a few characters more, until there is only one place")
        told = "、".join(names[:_MOST_PLACES]) + ("…" if len(names) > _MOST_PLACES else "")
        yield Said("anchor-repeated", anchor.place, message.filled(**fields, n=len(found), names=told), fix)
    elif anchor.clause is not None and not parted.within(found[0].clause.name, anchor.clause):
        message = Words(
            "{id}：“{anchor}”在 {there}，不在 {clause}", "{id}: “{anchor}” stands in {there}, not in {clause}"
        ).filled(**fields, there=found[0].clause.name)
        fix = Words("clause 改为 {there}", "make the clause {there}").filled(there=found[0].clause.name)
        yield Said("anchor-elsewhere", anchor.place, message, fix)


def clause_remarks(path: PathTo, id_: str | Words, clause: str, parted: Parted) -> Iterator[Said]:
    """A clause that the document does not have, with the one that is written most like it."""
    if parted.has(clause):
        return
    near = get_close_matches(clause, [c.name for c in parted.clauses], n=1)
    message = Words("{id}：原文里没有条款 {clause}", "{id}: the text has no clause {clause}").filled(id=id_, clause=clause)
    fix = (
        Words("是不是 {near}？条款按原文的编号写", "is it {near}? A clause is written as the document numbers it").filled(
            near=near[0]
        )
        if near
        else Words(
            "条款按原文的编号写，如 一、二(一)1、附件1·一(三)4", "write it as the document numbers it: 一, 二(一)1, 附件1·一(三)4"
        )
    )
    yield Said("clause-not-found", (*path, "clause"), message, fix)


def _not_found(anchor: Anchor, parted: Parted, fields: dict[str, str]) -> Said:
    near = nearest(anchor, parted)
    message = Words("{id}：原文里没有“{anchor}”", "{id}: “{anchor}” is not in the text").filled(**fields)
    if near is None:
        fix = Words("从原文重新取几个字，照抄", "take a few characters from the text again, as they stand")
        return Said("anchor-not-found", anchor.place, message, fix)
    fix = Words("最接近的是 {clause} 的“{passage}”；照原文改", "nearest is “{passage}” in {clause}: copy it as it stands").filled(
        clause=near.clause.name, passage=near.clause.passage(near.start)
    )
    return Said("anchor-not-found", anchor.place, message, fix)


def nearest(anchor: Anchor, parted: Parted) -> Found | None:
    """The passage most like an anchor; None where less than half of it is."""
    wanted = fold(anchor.text)
    best: tuple[int, Found] | None = None
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(wanted)
    for clause in parted.clauses:
        text = clause.folded.text
        matcher.set_seq1(text)
        run = matcher.find_longest_match()
        start = max(run.a - run.b, 0)
        window = text[start : start + len(wanted)]
        alike = sum(b.size for b in SequenceMatcher(None, window, wanted, autojunk=False).get_matching_blocks())
        if run.size and (best is None or alike > best[0]):
            best = alike, Found(anchor, clause, start, start + len(window))
    return best[1] if best is not None and 2 * best[0] > len(wanted) else None
