"""From a year to its assessment: lines, groups, totals, then grades, ranks, consequences.

Points are rounded once per line; from there on everything is addition of published decimals, which is exact, so that
the sheet adds up on a desk calculator.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from loudi_qa.assess.consequences import known_as, with_consequences
from loudi_qa.assess.departments import leads, lost_points
from loudi_qa.assess.lines import LineScorer
from loudi_qa.assess.result import IDLE, NOTHING, Assessment, ExtraLine, GroupResult, Moved, UnitResult, VetoLine
from loudi_qa.assess.standing import earned, grade_of, lowest, ranks, withheld, worse
from loudi_qa.findings import Finding
from loudi_qa.numbers import rounded, rounded_ratio, show
from loudi_qa.scheme.called import grade_words
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from loudi_qa.assess.result import Line
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.mandate import Department, Mandate, Unit
    from loudi_qa.scheme.models import Extra, Group, Scheme
    from loudi_qa.submission.year import Figure, Incident, Year


_UNIT_SHEETS = (layout.EXTRAS.name, layout.INCIDENTS.name)
"""Sheets that bear on a unit as a whole, not on one of its indicators."""


def assess(rules: Rules, year: Year, findings: Sequence[Finding] = (), previous: Assessment | None = None) -> Assessment:
    """Score every unit of the mandate; ``previous`` is last year's assessment, for what follows from repeated failure.

    Raises :class:`~loudi_qa.scheme.fault.RulesError` where the rules give the year no points.
    """
    rules = rules.in_year(year.year)
    scorer = LineScorer(rules.scheme, year, rules.mandate.units)
    incidents: dict[str, list[Incident]] = {}
    for incident in year.incidents:
        incidents.setdefault(incident.unit, []).append(incident)
    lead = leads(rules.mandate, year.year)
    results = [_unit(u, rules.scheme, scorer, incidents.get(u.name.zh, []), lead) for u in rules.mandate.units]
    places = ranks([u.total for u in results if not u.is_open])
    ranked = [u._replace(rank=None if u.is_open else places[u.total]) for u in results]
    ranked = with_consequences(ranked, rules.mandate, previous)
    ranked.sort(key=lambda u: (u.rank is None, u.rank or 0, u.unit.name.zh))
    own = [*_shares_exceeded(ranked, rules.scheme, year), *_near_bounds(ranked, rules.scheme, year)]
    if any(c.when.repeat for c in rules.mandate.consequences):
        own += _unknown_last_year(ranked, rules.mandate, previous, year)
    return Assessment(rules, year, tuple(ranked), (*findings, *own), previous)


def _unit(
    unit: Unit, scheme: Scheme, scorer: LineScorer, incidents: Sequence[Incident], lead: dict[str, Department]
) -> UnitResult:
    groups = tuple(group_of(g, scorer.lines(g, unit), scheme) for g in scheme.groups)
    extras = tuple(extra_lines(unit, scheme, scorer.year))
    extra_points = sum((e.points for e in extras), NOTHING)
    total = earned(groups, scheme) + extra_points
    vetoes = {v.id: v for v in scheme.vetoes}
    struck = tuple(VetoLine(vetoes[i.veto], i) for i in incidents)
    result = UnitResult(
        unit=unit,
        groups=groups,
        extras=extras,
        extra_points=extra_points,
        total=total,
        of=NOTHING,
        vetoes=struck,
        lost=(),
        doubtful_sheets=tuple(s for s in _UNIT_SHEETS if scorer.year.doubtful(s, unit.name.zh)),
        lowest=lowest(groups, scheme),
    )
    counted = result.counted
    result = result._replace(of=sum((g.of for g in counted), NOTHING), lost=lost_points(counted, lead))
    if result.is_open:
        return result
    before = grade_of(total, groups, scheme)
    final = before
    for line in struck:
        final = worse(final, line.veto.grade, scheme)
    return result._replace(grade_before_veto=before, grade=final, withheld=withheld(total, groups, scheme))


def group_of(group: Group, lines: Sequence[Line], scheme: Scheme) -> GroupResult:
    """A group from its lines: what they earned, and the points of what is not applicable at the group's own rate."""
    got = sum((x.points for x in lines), NOTHING)
    of = sum((x.of for x in lines), NOTHING)
    idle = sum((x.indicator.points for x in lines if x.state in IDLE), NOTHING)
    share = _share(idle, group, scheme) if idle and scheme.na.points_go_to == "group" else NOTHING
    available = of - sum((x.of for x in lines if x.state == "open"), NOTHING)
    if not share or not available:
        return GroupResult(group, tuple(lines), None, got, of)
    points = moved_points(got, available, share, scheme)
    return GroupResult(group, tuple(lines), Moved(got, available, share, points), got + points, of + share)


def _share(idle: Decimal, group: Group, scheme: Scheme) -> Decimal:
    """How many of the points that do not apply may move."""
    share = min(idle, scheme.na.at_most * group.points)
    return rounded(Fraction(share), scheme.points.places, scheme.points.rounding)


def moved_points(earned: Decimal, available: Decimal, share: Decimal, scheme: Scheme) -> Decimal:
    """What the points that moved give at the group's own rate, earned / available * share, rounded once."""
    (a, b), (c, d), (e, f) = earned.as_integer_ratio(), share.as_integer_ratio(), available.as_integer_ratio()
    return rounded_ratio(
        a * c * f, b * d * e, scheme.points.places, scheme.points.rounding
    )  # as exact as fractions, 5 times as fast


def extra_lines(unit: Unit, scheme: Scheme, year: Year) -> Iterator[ExtraLine]:
    """The bonuses and deductions of a unit; one of none is left out."""
    for extra in scheme.extras:
        figure = year.extras.get((unit.name.zh, extra.id))
        if figure is None or figure.value == 0:
            continue
        yield extra_line(extra, figure, scheme)


def extra_line(extra: Extra, figure: Figure, scheme: Scheme) -> ExtraLine:
    """A bonus or deduction for so many things."""
    award = extra.rule.award(figure.value)
    points = rounded(award.points, scheme.points.places, scheme.points.rounding)
    signed = points if extra.effect == "bonus" else -points
    return ExtraLine(extra, figure.value, signed, award.met, figure.cell)


def _shares_exceeded(units: Sequence[UnitResult], scheme: Scheme, year: Year) -> Iterator[Finding]:
    """Where more does not apply than may move, the unit is judged on less than a hundred points: someone should look.

    Nothing is said of a group with an open line: what its points can move to is not known yet.
    """
    for unit in units if scheme.na.points_go_to == "group" else ():
        for group in unit.groups:
            idle = sum((x.indicator.points for x in group.lines if not x.of), NOTHING)
            moved = group.moved.of if group.moved else NOTHING
            if idle > moved and not group.is_open:
                fields: dict[str, object] = {
                    "group": Words(group.group.name.zh, group.group.name.en),
                    "share": show(idle),
                    "cap": show(moved),
                    "of": show(group.of),
                }
                yield Finding("E501", year.file, unit=unit.unit.name.zh, fields=fields)


def _unknown_last_year(
    units: Sequence[UnitResult], mandate: Mandate, previous: Assessment | None, year: Year
) -> Iterator[Finding]:
    """Where repeated failure could not be examined, for all units or for one."""
    if previous is None:
        yield Finding("E503", year.file)
        return
    graded = {known_as(u.unit.name.zh, mandate) for u in previous.units if u.grade}
    for unit in units:
        if unit.unit.name.zh not in graded:
            yield Finding("E504", year.file, unit=unit.unit.name.zh, fields={"file": previous.year.file})


def _near_bounds(units: Sequence[UnitResult], scheme: Scheme, year: Year) -> Iterator[Finding]:
    for unit in units:
        for grade in () if unit.is_open else scheme.grades:
            short: Decimal = grade.at_least - unit.total
            if 0 < short <= scheme.near_bound:
                fields: dict[str, object] = {
                    "total": unit.total,
                    "grade": grade_words(grade.grade),
                    "bound": grade.at_least,
                    "short": show(short),
                }
                yield Finding("E502", year.file, unit=unit.unit.name.zh, fields=fields)
