"""What is missing from a year: units, values, averages. Nothing here changes the year; it only says what it lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loudi_qa.findings import Finding
from loudi_qa.scheme.rules import Reach
from loudi_qa.submission.year import Given, Missing
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.catalogue.entry import Level
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Measure
    from loudi_qa.submission.year import Year


def check(year: Year, rules: Rules, *, missing: Level, form_of: str | None = None) -> list[Finding]:
    """Findings on the whole year; ``missing`` is the level of a value not filled in: scoring warns, validating refuses.

    ``form_of`` names the unit of a form: the office's sheets are not its own, only the unit's values are looked at.
    """
    expected = [form_of] if form_of else [u.name.zh for u in rules.mandate.units]
    findings = [Finding("E203", year.file, sheet=layout.DATA.name, unit=u) for u in expected if u not in year.entries]
    findings += _missing_values(year, rules, missing, form=form_of is not None)
    if form_of is None:
        findings += _missing_averages(year, rules)
        findings += _missing_previous(year, rules)
        findings += _undated_targets(year, rules)
        findings += _incidents_of_other_years(year)
    return findings


def _missing_values(year: Year, rules: Rules, level: Level, *, form: bool) -> Iterator[Finding]:
    """Values that are asked for and not there; a count that only a quota asks for is not asked for without one."""
    by_quota = _asked_for_by_quota_only(rules)
    for unit, entries in year.entries.items():
        for measure in rules.scheme.measures:
            entry = entries.get(measure.id)
            if entry is not None and not isinstance(entry.state, Missing):
                continue
            quota = year.quotas.get((unit, measure.id))
            if measure.id in by_quota and (form or quota is None or quota.value == 0):
                continue
            cell = entry.state.cell if entry else None
            fields = {"name": Words(measure.name.zh, measure.name.en), **_what_to_fill(measure)}
            where = cell.address if cell else None
            yield Finding("E204", year.file, layout.DATA.name, where, unit, measure.id, level=level, fields=fields)


def _what_to_fill(measure: Measure) -> dict[str, Words]:
    """What is asked for, and the reasons for which it may be left out."""
    answers = "、".join(measure.answers or ())
    what = Words(f"{answers} 之一", f"one of {answers}") if answers else Words("数值", "a value")
    reasons = "、".join(measure.na)
    if not reasons:
        return {"what": what, "reasons": Words("；此项必须填写", "; it may not be left out")}
    return {"what": what, "reasons": Words(f"，或在“不适用原因”中写：{reasons}", f", or under 不适用原因: {reasons}")}


def _asked_for_by_quota_only(rules: Rules) -> set[str]:
    other = {i.measure for i in rules.scheme.indicators if not (isinstance(i.rule, Reach) and i.rule.bound == "quota")}
    return {m.id for m in rules.scheme.measures} - other


def _missing_averages(year: Year, rules: Rules) -> Iterator[Finding]:
    """One finding for each measure and benchmark group in which some unit gave a value and no average is there."""
    units = [u for u in rules.mandate.units if u.name.zh in year.entries]
    for measure in rules.scheme.measures:
        if "province" not in rules.scheme.sources_used[measure.id]:
            continue
        for group in rules.mandate.benchmark_groups:
            members = [year.entries[u.name.zh].get(measure.id) for u in units if u.group == group.id]
            given = any(e and isinstance(e.state, Given) for e in members)
            if given and year.average(measure.id, group.id) is None:
                fields = {"name": Words(measure.name.zh, measure.name.en), "group": Words(group.name.zh, group.name.en)}
                yield Finding("E401", year.file, sheet=layout.AVERAGES.name, measure=measure.id, fields=fields)


def _missing_previous(year: Year, rules: Rules) -> Iterator[Finding]:
    for measure in rules.scheme.measures:
        if "previous" not in rules.scheme.sources_used[measure.id]:
            continue
        for unit, entries in year.entries.items():
            entry = entries.get(measure.id)
            if entry and isinstance(entry.state, Given) and (unit, measure.id) not in year.previous:
                fields = {"name": Words(measure.name.zh, measure.name.en)}
                yield Finding("E402", year.file, sheet=layout.PREVIOUS.name, unit=unit, measure=measure.id, fields=fields)


def _undated_targets(year: Year, rules: Rules) -> Iterator[Finding]:
    """A target dated by year that has begun and names no number for this year: it is open, not carried over."""
    for indicator in rules.scheme.indicators:
        bound = indicator.rule.bound if isinstance(indicator.rule, Reach) else None
        if isinstance(bound, dict) and year.year not in bound and year.year > min(bound):
            yield Finding("E403", year.file, measure=indicator.measure, fields={"indicator": indicator.id, "year": year.year})


def _incidents_of_other_years(year: Year) -> Iterator[Finding]:
    for incident in year.incidents:
        dated = re.search(r"(?<!\d)(19|20)\d\d(?!\d)", incident.date)
        if dated and int(dated[0]) != year.year:
            cell = incident.cell
            yield Finding(
                "E409", year.file, cell.sheet, cell.address, incident.unit, read=incident.date, fields={"year": year.year}
            )
