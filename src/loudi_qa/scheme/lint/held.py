"""A scheme held against its document: anchors, figures and clauses, and what nothing covers and nobody explains."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from loudi_qa.numbers import show
from loudi_qa.scheme.cover import MEASURED, Cover, named
from loudi_qa.scheme.lint.anchors import Found, anchor_remarks, anchors_of, clause_remarks, nearest, places
from loudi_qa.scheme.lint.provenance import stated
from loudi_qa.scheme.lint.remark import Remark, Said, located
from loudi_qa.scheme.rules import Bands, Reach
from loudi_qa.scheme.text.figures import Figure, figures
from loudi_qa.scheme.text.folding import fold
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.mandate import Mandate
    from loudi_qa.scheme.models import Indicator, Scheme
    from loudi_qa.scheme.text.clauses import Clause, Parted
    from loudi_qa.scheme.yamlfile import Document

_FOLLOWS = Words("写的是结果运用，本身不计分", "it tells what follows from a result")

Standing = Literal["covered", "listed", "left"]
"""Something is measured by it, the scheme says why nothing is, or neither."""


class FigureAt(NamedTuple):
    """A statement of a figure in a clause, and by which entries it is covered or listed."""

    clause: Clause
    figure: Figure
    by: tuple[str, ...]
    standing: Standing
    near: tuple[str, ...] = ()
    """Of one that is left: by which entries it would be covered if their anchors were not misquoted."""
    why: Words | None = None
    """Of one that is listed: the reason."""

    @property
    def excerpt(self) -> str:
        """The original up to the figure, a few characters."""
        return self.clause.excerpt(self.figure.start, self.figure.end)


class ClauseAt(NamedTuple):
    """A clause of the document, and what becomes of it."""

    clause: Clause
    cover: Cover
    why: Words | None = None
    """Of one that is listed: the reason."""

    @property
    def standing(self) -> Standing:
        """Whether something is measured by it, or the rules say why nothing is."""
        return "covered" if self.cover in MEASURED else "listed" if self.cover == "reason" else "left"


class Held(NamedTuple):
    """What came of holding a scheme against its document."""

    file: Path
    parted: Parted
    anchors: int
    placed: tuple[Found, ...]
    """The anchors that stand once."""
    figures: tuple[FigureAt, ...]
    clauses: tuple[ClauseAt, ...]
    remarks: tuple[Remark, ...]


def held_against(rules: Rules, documents: tuple[Document, Document], parted: Parted, file: Path) -> Held:
    """Hold a scheme against a document that was parted; ``documents`` are the two YAML files, for the lines."""
    scheme, mandate = rules.scheme, rules.mandate
    if not parted.clauses:
        return Held(file, parted, 0, (), (), (), (_no_clauses(file),))
    anchors = [*anchors_of(scheme)]
    found = {a: places(a, parted) for a in anchors}
    wrong = {a: [*anchor_remarks(a, found[a], parted)] for a in anchors}
    placed = tuple(found[a][0] for a in anchors if len(found[a]) == 1)
    stand = [f for a in anchors for f in found[a]]
    meant = [f for a in anchors if not found[a] for f in filter(None, [nearest(a, parted)])]
    told = tuple(_figures(scheme, parted, stand, meant))
    clauses = tuple(_clauses(scheme, mandate, parted))
    unmeasured = {fold(d.clause) for d in mandate.duties if not (d.indicators or d.supports)}
    remarks = [
        *located(documents[0], _document(scheme, parted)),
        *located(documents[0], [s for a in anchors for s in wrong[a]]),
        *located(documents[0], _unknown_clauses(scheme, parted, {a.path for a in anchors if wrong[a]})),
        *located(documents[0], _differing(scheme, placed, told)),
        *located(documents[0], _needless(placed, told)),
        *located(documents[1], _unknown_duties(mandate, parted)),
        *_left(file, told, clauses, unmeasured),
    ]
    return Held(file, parted, len(anchors), placed, told, clauses, tuple(remarks))


def _no_clauses(file: Path) -> Remark:
    message = Words(
        "在原文里认不出条款编号（一、（一）、1.、第一条）", "no numbered clause (一、 （一） 1. 第一条) was found in the text"
    )
    fix = Words(
        "请给文件的正文，每条另起一行，另存为 .txt", "give the document's own text as .txt, each clause on a line of its own"
    )
    return Remark("text-without-clauses", file, 0, message, fix)


def _document(scheme: Scheme, parted: Parted) -> Iterator[Said]:
    """Whether it is this document at all: its number stands somewhere in the text, be it in the heading."""
    if fold(scheme.source.document) not in parted.whole:
        message = Words(
            "原文里没有文号“{document}”，可能不是同一份文件", "the text does not have the number {document}: is it this document?"
        )
        fix = Words(
            "核对 source 的 document，或换成带标题的原文", "look at document under source, or take the text with its heading"
        )
        yield Said("document-differs", ("source", "document"), message.filled(document=scheme.source.document), fix)


def _figures(scheme: Scheme, parted: Parted, stand: Sequence[Found], meant: Sequence[Found]) -> Iterator[FigureAt]:
    """Every figure, with the anchors that it overlaps or touches; one that is misquoted (``meant``) covers nothing."""
    whole = {u.clause: u.why.words for u in scheme.uncovered if u.anchor is None}
    single = {(u.clause, u.anchor): u.why.words for u in scheme.uncovered if u.anchor is not None}
    for clause in parted.clauses:
        reason = next((why for name, why in whole.items() if parted.within(clause.name, name)), None)
        for figure in figures(clause.folded.text):
            at = [f.anchor for f in stand if f.clause is clause and f.touches(figure)]
            near = tuple(f.anchor.id for f in meant if f.clause is clause and f.touches(figure))
            covering = tuple(a.id for a in at if a.covers)
            if covering:
                yield FigureAt(clause, figure, covering, "covered")
            elif at or reason:
                why = next((single[a.clause, a.text] for a in at if a.clause), reason)
                yield FigureAt(clause, figure, (), "listed", why=why)
            else:
                yield FigureAt(clause, figure, (), "left", near)


def _clauses(scheme: Scheme, mandate: Mandate, parted: Parted) -> Iterator[ClauseAt]:
    """Every clause, and what covers it: counted as the view of the rules by clause counts."""
    clauses = named(scheme, mandate, fold)
    whole = {u.clause: u.why.words for u in scheme.uncovered if u.anchor is None}
    for clause in parted.clauses:
        cover = clauses.cover(clause.name, parted.within)
        why = next((why for name, why in whole.items() if parted.within(clause.name, name)), _FOLLOWS)
        yield ClauseAt(clause, cover, why if cover == "reason" else None)


def _unknown_clauses(scheme: Scheme, parted: Parted, told: set[object]) -> Iterator[Said]:
    """Clauses the document does not have; of an entry whose anchor is already told, nothing more."""
    for path, item in stated(scheme):
        if item.clause and path not in told:
            yield from clause_remarks(path, item.id, item.clause, parted)
    for i, entry in enumerate(scheme.uncovered):
        if ("uncovered", i) not in told:
            yield from clause_remarks(("uncovered", i), "uncovered", entry.clause, parted)


def _unknown_duties(mandate: Mandate, parted: Parted) -> Iterator[Said]:
    for i, duty in enumerate(mandate.duties):
        yield from clause_remarks(("duties", i), duty.title.words, duty.clause, parted)


def _differing(scheme: Scheme, placed: Iterable[Found], told: Iterable[FigureAt]) -> Iterator[Said]:
    """A figure beside an anchor that is not the one scored; only where there is one alone, and it is the document's."""
    indicators = {i.id: i for i in scheme.indicators}
    for found in placed:
        indicator = indicators.get(found.anchor.id)
        beside = [t for t in told if t.clause is found.clause and found.anchor.id in t.by]
        if indicator is None or indicator.basis != "text" or len(beside) != 1:
            continue
        figure = beside[0].figure
        if figure.low is None or not (scored := _scored(indicator)) or (figure.low, figure.high) in scored:
            continue
        message = Words("{id}：原文写 {there}，规则写 {here}", "{id}: the text says {there}, the rules say {here}").filled(
            id=indicator.id, there=figure.text, here="、".join(_written(s) for s in scored)
        )
        fix = Words(
            "以原文为准改 city 或规则；确实另有依据的，basis 改为 assumed",
            "go by the text in city or the rule; where something else was set, write basis: assumed",
        )
        yield Said("figure-differs", (*found.anchor.path, "city" if indicator.city else "rule"), message, fix)


def _scored(indicator: Indicator) -> list[tuple[Decimal, Decimal | None]]:
    """The figures of the rules that the document's may agree with: the city's, else those of the rule itself."""
    if indicator.city:
        return [(indicator.city.at_least, indicator.city.up_to)]
    rule = indicator.rule
    if isinstance(rule, Bands):
        return [(lower, None) for lower, _ in rule.bands]
    bound = rule.bound if isinstance(rule, Reach) else None
    if isinstance(bound, dict):
        return [(b, None) for b in bound.values()]
    return [(bound, None)] if isinstance(bound, Decimal) else []


def _written(scored: tuple[Decimal, Decimal | None]) -> str:
    low, high = scored
    return show(low) if high is None else f"{show(low)}-{show(high)}"


def _needless(placed: Iterable[Found], told: Iterable[FigureAt]) -> Iterator[Said]:
    """A figure listed as uncovered that an indicator covers after all."""
    for found in placed:
        if found.anchor.covers:
            continue
        by = next(
            (
                t.by[0]
                for t in told
                if t.by and t.clause is found.clause and found.start < t.figure.end and t.figure.start < found.end
            ),
            None,
        )
        if by is not None:
            message = Words(
                "uncovered：{clause} 的“{anchor}”已有 {id} 考核", "uncovered: “{anchor}” in {clause} is covered by {id}"
            )
            fix = Words("删去这一条", "leave this entry out")
            filled = message.filled(clause=found.clause.name, anchor=found.anchor.text, id=by)
            yield Said("uncovered-needless", found.anchor.place, filled, fix)


def _left(file: Path, told: Iterable[FigureAt], clauses: Iterable[ClauseAt], unmeasured: set[str]) -> Iterator[Remark]:
    """Figures and clauses of the document that nothing covers; a duty without indicators is told where it stands."""
    fix = Words(
        "增加一项指标，或者在 indicators.yaml 的 uncovered 里写明不考核的理由",
        "add an indicator, or say under uncovered in indicators.yaml why there is none",
    )
    for t in told:
        if t.standing == "left" and not t.near:  # of a misquoted anchor that is told already
            message = Words(
                "{clause} 的数字 {figure} 没有指标（…{excerpt}）", "{clause}: no indicator covers {figure} (…{excerpt})"
            )
            filled = message.filled(clause=t.clause.name, figure=t.figure.text, excerpt=t.excerpt)
            yield Remark("figure-uncovered", file, t.clause.line, filled, fix)
    for c in clauses:
        if c.standing == "left" and c.clause.name not in unmeasured:
            message = Words(
                "{clause} 没有指标，也没有说明（{excerpt}…）", "{clause}: nothing covers it, and no reason is given ({excerpt}…)"
            )
            filled = message.filled(clause=c.clause.name, excerpt=c.clause.text[:12])
            yield Remark("clause-uncovered", file, c.clause.line, filled, fix)
