"""What is missing from a year: units, values, averages. Nothing here changes the year; it only says what it lacks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from loudi_qa.findings import Finding
from loudi_qa.scheme.ask import asked_of, asks, quota_only
from loudi_qa.scheme.rules import Reach
from loudi_qa.submission.year import ANY, Doubt, Given, Missing
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.catalogue.entry import Level
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Measure
    from loudi_qa.submission.cover import Sender
    from loudi_qa.submission.year import Year


def check(year: Year, rules: Rules, *, missing: Level, sender: Sender | None = None) -> list[Finding]:
    """Findings on the whole year; ``missing`` is the level of a value not filled in: scoring warns, validating refuses.

    ``sender`` is whose form it is: the office's sheets are not its own, and a department need not answer for every row.
    """
    if sender and sender.kind == "department":
        return list(_foreign_measures(year, rules, sender))
    expected = [sender.name] if sender else [u.name.zh for u in rules.mandate.units]
    absent = [u for u in expected if u and u not in year.entries] if year.data_read else []
    findings = [Finding("E203", year.file, sheet=layout.DATA.name, unit=u) for u in absent]
    findings += _missing_values(year, rules, missing, form_of=sender.name if sender else None)
    if sender is None:
        findings += _missing_averages(year, rules)
        findings += _no_quota_at_all(year, rules)
        findings += _missing_previous(year, rules)
        findings += _undated_targets(year, rules)
        findings += _incidents_of_other_years(year)
    return findings


def _foreign_measures(year: Year, rules: Rules, sender: Sender) -> Iterator[Finding]:
    """Verified values of measures that another department verifies; departments go by their names of the year."""
    ours = rules.mandate.as_of(sender.name, year.year).name
    for unit, entries in year.entries.items():
        for measure, entry in entries.items():
            owner = rules.mandate.as_of(rules.mandate.verifier[measure], year.year).name
            if owner != ours and getattr(entry.state, "verified", False):
                cell = entry.state.cell
                fields = {"name": _name(rules, measure), "sender": sender.name, "owner": owner.zh}
                where = cell.address if cell else None
                yield Finding("E608", year.file, layout.DATA.name, where, unit, measure, fields=fields, column=layout.VERIFIED)


def _name(rules: Rules, measure: str) -> Words:
    name = rules.scheme.measure[measure].name
    return Words(name.zh, name.en)


def _missing_values(year: Year, rules: Rules, level: Level, *, form_of: str | None) -> Iterator[Finding]:
    """Values that are asked for and not there; a count that only a quota asks for is not asked for without one, and
    nothing is of a unit that is not assessed on it.

    A form has every row of its own unit, so that one which is gone was deleted; rows of other units are told by themselves.
    """
    form = form_of is not None
    by_quota, unplaced = quota_only(rules.scheme), _Unplaced(year, rules)

    @cache  # one for all units: there may be such a finding in every row
    def fields(measure: str) -> dict[str, object]:
        return {"name": _name(rules, measure), **_what_to_fill(rules.scheme.measure[measure])}

    @cache
    def asked_in_order(group: str) -> list[str]:
        asked = asked_of(rules.scheme, year.year, group)
        return [m.id for m in rules.scheme.measures if m.id in asked]

    for unit, entries in year.entries.items():
        if form_of and unit != form_of:
            continue
        for measure in asked_in_order(rules.mandate.unit[unit].group):
            entry = entries.get(measure)
            if entry is not None and not isinstance(entry.state, Missing):
                continue
            quota = year.quotas.get((unit, measure))
            unasked = measure in by_quota and (form or quota is None or quota.value == 0)
            if unasked and (entry or not form):
                continue
            told = fields(measure)
            if entry is None:
                if measure not in unplaced.of(unit):
                    yield Finding("E211", year.file, layout.DATA.name, None, unit, measure, level=level, fields=told)
            else:
                at = entry.state.cell
                sheet, cell = (at.sheet, at.address) if at else (layout.DATA.name, None)
                yield Finding("E204", year.file, sheet, cell, unit, measure, level=level, fields=told, column=layout.VALUE)


class _Unplaced:
    """The rows that could not be placed, by unit: counted once, for there may be as many as rows."""

    def __init__(self, year: Year, rules: Rules) -> None:
        self.entries, self.measures = year.entries, [m.id for m in rules.scheme.measures]
        self.codes: dict[str, Counter[str]] = defaultdict(Counter)
        for unit, code in year.unplaced:
            self.codes[unit][code] += 1
        self.known: dict[str, set[str]] = {}

    def of(self, unit: str) -> set[str]:
        """The unit's measures whose rows may be among them: then that is the one thing to say."""
        if unit not in self.known:
            own, of_any = self.codes[unit], self.codes[ANY]
            gaps = {m for m in self.measures if m not in self.entries[unit]}
            left = gaps - own.keys() - of_any.keys()
            self.known[unit] = gaps if len(left) <= own[ANY] + of_any[ANY] else gaps - left
        return self.known[unit]


def _what_to_fill(measure: Measure) -> dict[str, Words]:
    """What is asked for, in the words of the form, and the reasons for which it may be left out."""
    reasons = "、".join(measure.na)
    if not reasons:
        return {"what": asks(measure), "reasons": Words("；此项必须填写", "; it may not be left out")}
    return {
        "what": asks(measure),
        "reasons": Words(f"；不适用的在“不适用原因”写：{reasons}", f"; if it does not apply, write under 不适用原因: {reasons}"),
    }


def _unread(year: Year, sheet: layout.SheetLayout) -> bool:
    """Whether a sheet of the office could not be read at all, which is told as such."""
    return Doubt(sheet.name) in year.doubts


def _told(year: Year, sheet: layout.SheetLayout, unit: str, code: str) -> bool:
    """Whether it is told already that the very number stands there and cannot be read."""
    return not {Doubt(sheet.name, unit, code), Doubt(sheet.name, ANY, code)}.isdisjoint(year.doubts)


def _missing_averages(year: Year, rules: Rules) -> Iterator[Finding]:
    """One finding for each measure and benchmark group in which some unit gave a value and no average is there."""
    if _unread(year, layout.AVERAGES):
        return
    units = [u for u in rules.mandate.units if u.name.zh in year.entries]
    for group in rules.mandate.benchmark_groups:
        held = rules.scheme.sources_of(group.id)
        for measure in (m for m in rules.scheme.measures if "province" in held[m.id]):
            members = [year.entries[u.name.zh].get(measure.id) for u in units if u.group == group.id]
            given = any(e and isinstance(e.state, Given) for e in members)
            told = _told(year, layout.AVERAGES, group.id, measure.id)
            if given and not told and year.average(measure.id, group.id) is None:
                fields = {"name": _name(rules, measure.id), "group": Words(group.name.zh, group.name.en)}
                yield Finding("E401", year.file, sheet=layout.AVERAGES.name, measure=measure.id, fields=fields)


def _no_quota_at_all(year: Year, rules: Rules) -> Iterator[Finding]:
    """A year without a single quota: likely the sheet is still to be filled in, and whole groups would not apply."""
    asked = any("quota" in used for used in rules.scheme.sources_used.values())
    doubted = any(d.sheet == layout.QUOTAS.name for d in year.doubts)
    if asked and year.entries and not doubted and not any(q.value for q in year.quotas.values()):
        yield Finding("E410", year.file, layout.QUOTAS.name)


def _missing_previous(year: Year, rules: Rules) -> Iterator[Finding]:
    if _unread(year, layout.PREVIOUS):
        return
    held = {g.id: rules.scheme.sources_of(g.id) for g in rules.mandate.benchmark_groups}
    for measure in rules.scheme.measures:
        asked = {group for group, sources in held.items() if "previous" in sources[measure.id]}
        for unit, entries in year.entries.items() if asked else ():
            entry = entries.get(measure.id)
            if rules.mandate.unit[unit].group not in asked:
                continue
            told = (unit, measure.id) in year.previous or _told(year, layout.PREVIOUS, unit, measure.id)
            if entry and isinstance(entry.state, Given) and not told:
                fields = {"name": _name(rules, measure.id)}
                yield Finding("E402", year.file, sheet=layout.PREVIOUS.name, unit=unit, measure=measure.id, fields=fields)


def _undated_targets(year: Year, rules: Rules) -> Iterator[Finding]:
    """A target, or the share of it that is due, dated by year, begun, and without a number for this year: it is open."""
    for indicator in rules.scheme.indicators:
        rule = indicator.rule
        dated = [d for d in (rule.bound, rule.share) if isinstance(d, dict)] if isinstance(rule, Reach) else []
        if any(year.year not in d and year.year > min(d) for d in dated):
            yield Finding("E403", year.file, measure=indicator.measure, fields={"indicator": indicator.id, "year": year.year})


def _incidents_of_other_years(year: Year) -> Iterator[Finding]:
    for incident in year.incidents:
        dated = re.search(r"(?<!\d)(19|20)\d\d(?!\d)", incident.date)
        if dated and int(dated[0]) != year.year:
            cell = incident.date_cell or incident.cell
            yield Finding(
                "E409", year.file, cell.sheet, cell.address, incident.unit, read=incident.date, fields={"year": year.year}
            )
