"""Remarks on ``responsibilities.yaml``: duties nothing bears on, departments that are not there at the end of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.scheme.lint.remark import Said
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.mandate import Department, Mandate
    from loudi_qa.scheme.models import Scheme


def mandate_remarks(scheme: Scheme, mandate: Mandate, year: int) -> Iterator[Said]:
    """Everything there is to say of the responsibilities in a year."""
    yield from _duties(scheme, mandate)
    yield from _groups(mandate)
    yield from _consequences(scheme, mandate)
    yield from _departments(mandate, year)


def _duties(scheme: Scheme, mandate: Mandate) -> Iterator[Said]:
    """A duty is measured by something, or the scheme says why nothing measures it."""
    explained = {u.clause for u in scheme.uncovered if u.anchor is None}
    for i, duty in enumerate(mandate.duties):
        if not duty.indicators and not duty.supports and duty.clause not in explained:
            message = Words("{clause}（{title}）：没有一项指标考核它", "{clause} ({title}): no indicator bears on it")
            fix = Words(
                "写上 indicators 或 supports；确实不考核的，在 indicators.yaml 的 uncovered 里写明理由",
                "add indicators or supports; where nothing is to measure it, say why under uncovered in indicators.yaml",
            )
            yield Said("duty-without-indicator", ("duties", i), message.filled(clause=duty.clause, title=duty.title.words), fix)


def _groups(mandate: Mandate) -> Iterator[Said]:
    used = {u.group for u in mandate.units}
    for i, group in enumerate(mandate.benchmark_groups):
        if group.id not in used:
            message = Words("{name}（{id}）：没有单位属于这一组", "{name} ({id}): no unit belongs to it")
            fix = Words("核对各单位的 group，或删去这一组", "look at the group of each unit, or leave this one out")
            said = message.filled(name=group.name.words, id=group.id)
            yield Said("group-without-unit", ("benchmark_groups", i), said, fix)


def _consequences(scheme: Scheme, mandate: Mandate) -> Iterator[Said]:
    """What follows from grades reaches the lowest one, wherever anything follows from a grade or nothing from every result."""
    named = {grade for c in mandate.consequences for grade in (*(c.when.grade or ()), *(c.when.repeat or ()))}
    lowest = scheme.grades[-1]
    if lowest.grade in named or (not named and any(c.when.any for c in mandate.consequences)):
        return
    fields: dict[str, object] = {"lowest": lowest.grade, "name": lowest.name.words}
    told = [g.grade for g in scheme.grades if g.grade in named]
    if told:
        message = Words(
            "最低等级 {lowest}（{name}）没有后果，有后果的等级是 {named}",
            "nothing follows from the lowest grade, {lowest} ({name}); the grades with consequences are {named}",
        )
        fields["named"] = Words("、".join(told), ", ".join(told))
    else:
        message = Words(
            "最低等级 {lowest}（{name}）没有后果，也没有别的等级有后果",
            "nothing follows from the lowest grade, {lowest} ({name}), nor from any other",
        )
    fix = Words(
        "写一条 when: {{grade: [{lowest}]}} 的后果；原来的最低等级另有后果的，看要不要一并加上 {lowest}",
        "add one with when: {{grade: [{lowest}]}}; see whether {lowest} belongs to what follows from the last but one too",
    ).filled(lowest=lowest.grade)
    yield Said("grade-without-consequence", ("consequences",), message.filled(**fields), fix)


def _departments(mandate: Mandate, year: int) -> Iterator[Said]:
    """Who is named in a duty or verifies something, and cannot be written to at the end of the year."""
    named = {mandate.department[n].name.zh for d in mandate.duties for n in d.units}
    named |= {mandate.department[o.department].name.zh for o in mandate.owners}
    day = f"{year}-12-31"
    for i, department in enumerate(mandate.departments):
        if department.name.zh not in named:
            continue
        at = ("departments", i)
        fields = {"name": department.name.words, "year": year}
        if _circles(mandate, department, day):
            message = Words(
                "{name}：承接关系绕成一圈，到 {year} 年末找不到承接部门", "{name}: its successors run in a circle up to {year}"
            )
            fix = Words("核对 successors 和日期（from）", "look at successors and their dates (from)")
            yield Said("successors-in-a-circle", at, message.filled(**fields), fix)
            continue
        last = mandate.as_of(department.name.zh, year)
        if last.since is not None and last.since > day:
            message = Words(
                "{name}：到 {year} 年末由 {last} 承担，而它 {since} 才成立",
                "{name}: at the end of {year} its work is with {last}, which only begins on {since}",
            ).filled(**fields, last=last.name.words, since=last.since)
            fix = Words("核对 since 与承接日期（from）", "look at since and the successor's date (from)")
            yield Said("department-not-yet", at, message, fix)
        parts = [s for s in last.successors if s.since <= day]
        if parts and all(s.takes for s in parts):
            message = Words(
                "{last} 的职能到 {year} 年末只转出了 {parts}，没有写谁承接其余部分",
                "of the work of {last} only {parts} went on by the end of {year}; who has the rest is not said",
            ).filled(**fields, last=last.name.words, parts=_joined([s.takes.words for s in parts if s.takes]))
            fix = Words(
                "已撤销的，补一条不写 takes 的 successors；仍保留的，删去转出的职能或在新部门名下写明",
                "if it was abolished, add a successor without takes; if it was kept, leave out what it gave away",
            )
            yield Said("department-without-successor", at, message, fix)


def _joined(parts: list[Words]) -> Words:
    return Words("、".join(p.zh for p in parts), ", ".join(p.en for p in parts))


def _circles(mandate: Mandate, department: Department, day: str) -> bool:
    """Whether the main successors that are due lead back to a department already passed."""
    seen: list[str] = []
    while department.name.zh not in seen:
        seen.append(department.name.zh)
        due = [s for s in department.successors if s.since <= day and s.takes is None]
        if not due:
            return False
        department = mandate.department[max(due, key=lambda s: s.since).name]
    return True
