"""Remarks on where the rules come from: what says it is the document's and does not show where, what is set and not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.scheme.lint.remark import Said
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.mandate import Mandate
    from loudi_qa.scheme.models import Extra, Indicator, Scheme, Veto
    from loudi_qa.scheme.yamlfile import PathTo

    Stated = Indicator | Extra | Veto

LISTS = ("indicators", "extras", "vetoes")


def stated(scheme: Scheme) -> Iterator[tuple[PathTo, Stated]]:
    """Everything that may name a clause and an anchor, with its place in the file."""
    for key in LISTS:
        for i, item in enumerate(getattr(scheme, key)):
            yield (key, i), item


def provenance_remarks(scheme: Scheme, mandate: Mandate) -> Iterator[Said]:
    """Everything there is to say of sources without the document at hand."""
    yield from _anchors(scheme)
    yield from _assumptions(scheme)
    yield from _needless(scheme, mandate)


def _anchors(scheme: Scheme) -> Iterator[Said]:
    first: dict[str, str] = {}
    for path, item in stated(scheme):
        if item.anchor is None:
            if item.basis != "assumed":
                message = Words("{id}：依据为 {basis}，没有写 anchor", "{id}: basis {basis}, and no anchor").filled(
                    id=item.id, basis=item.basis
                )
                fix = Words(
                    "写上原文里只出现一次的几个字（不超过 24 个），别人才能找到出处",
                    "add a few characters that stand once in the document (24 at most), so that anyone can find the place",
                )
                yield Said("anchor-not-given", path, message, fix)
            continue
        if item.clause is None:
            message = Words("{id}：写了 anchor，没有写 clause", "{id}: an anchor and no clause").filled(id=item.id)
            fix = Words("写上这几个字所在的条款", "add the clause in which it stands")
            yield Said("anchor-without-clause", (*path, "anchor"), message, fix)
        if first.setdefault(item.anchor, item.id) != item.id:
            message = Words("{id}：anchor“{anchor}”与 {other} 相同", "{id}: its anchor “{anchor}” is that of {other}")
            fix = Words(
                "一处文字只作一项的出处，各取各的几个字",
                "one place stands for one statement: take other characters for one of them",
            )
            filled = message.filled(id=item.id, anchor=item.anchor, other=first[item.anchor])
            yield Said("anchor-shared", (*path, "anchor"), filled, fix)


def _assumptions(scheme: Scheme) -> Iterator[Said]:
    assumed = [item.id for _, item in stated(scheme) if item.basis == "assumed"]
    if not scheme.assumptions and (assumed or scheme.points.basis == "assumed"):
        message = Words(
            "有自行设定的内容（{what}），assumptions 里一条说明也没有",
            "some of this is set here ({what}), and assumptions says nothing of it",
        ).filled(what="、".join(assumed[:3]) + ("…" if len(assumed) > 3 else "") if assumed else "points")
        fix = Words("在 assumptions 里逐条写明，随结果公布", "tell each setting under assumptions; it is printed with the result")
        yield Said("assumption-not-told", ("assumptions",), message, fix)
    for i, assumption in enumerate(scheme.assumptions):
        if not assumption.bears_on:
            message = Words("设定 {id} 没有写影响哪些指标", "the assumption {id} does not say what it bears on").filled(
                id=assumption.id
            )
            fix = Words(
                "写上 bears_on：指标编号或 points、grades 等词，才能数出多少分靠它",
                "add bears_on: ids, or words such as points or grades, so that the points resting on it can be counted",
            )
            yield Said("assumption-of-nothing", ("assumptions", i), message, fix)


def _needless(scheme: Scheme, mandate: Mandate) -> Iterator[Said]:
    """A whole clause listed as uncovered, while something is measured by it after all."""
    by: dict[str, str] = {}
    for _, item in stated(scheme):
        if item.clause:
            by.setdefault(item.clause, item.id)
    for duty in mandate.duties:
        if duty.indicators or duty.supports:
            by.setdefault(duty.clause, (*duty.indicators, *duty.supports)[0])
    for i, entry in enumerate(scheme.uncovered):
        if entry.anchor is None and entry.clause in by:
            message = Words("uncovered：{clause} 已有 {id} 等考核", "uncovered: {clause} is measured by {id}, among others")
            fix = Words(
                "删去这一条，或写 anchor 只指其中一处数字", "leave this out, or add an anchor for the one figure that is meant"
            )
            yield Said("uncovered-needless", ("uncovered", i), message.filled(clause=entry.clause, id=by[entry.clause]), fix)
