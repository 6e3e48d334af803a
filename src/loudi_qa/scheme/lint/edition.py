"""Remarks on the year that an edition is named after, and the years that targets, points and cases are about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loudi_qa.scheme.lint.remark import Remark, Said
from loudi_qa.scheme.rules import Reach
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.cases import Cases
    from loudi_qa.scheme.models import Indicator, Scheme

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MOST = 5


def years_of(edition: str) -> tuple[int, int] | None:
    """The first and the last year that an edition is named after; None where it is named otherwise.

    >>> years_of("2014-2015"), years_of("2019"), years_of("试行")
    ((2014, 2015), (2019, 2019), None)
    """
    found = [int(year) for year in _YEAR.findall(edition)]
    return (min(found), max(found)) if found else None


def dated(indicator: Indicator) -> dict[str, frozenset[int]]:
    """By its key, the years that an indicator tells one by one: of its points, its share and its target."""
    rule = indicator.rule
    found = {"points": indicator.dated or {}}
    if isinstance(rule, Reach):
        found["share"] = rule.share if isinstance(rule.share, dict) else {}
        found["at_least" if rule.at_least is not None else "at_most"] = rule.bound if isinstance(rule.bound, dict) else {}
    return {key: frozenset(years) for key, years in found.items() if years}


def edition_remarks(scheme: Scheme, year: int) -> Iterator[Said]:
    """An edition whose years none of the dated figures reaches; figures that end before ``year`` are told by themselves."""
    edition = years_of(scheme.edition)
    if edition is None:
        return
    apart: dict[str, frozenset[int]] = {}
    for indicator in scheme.indicators:
        for years in dated(indicator).values():
            is_apart = edition[1] < min(years) or edition[0] > max(years)
            if is_apart and not year > max(years):
                apart[indicator.id] = apart.get(indicator.id, frozenset()) | years
    if apart:
        told = frozenset.union(*apart.values())
        message = Words(
            "edition 写 {edition}，{ids} 按年写的目标或分值却是 {first} 至 {last} 年的",
            "edition is {edition}, and the dated figures of {ids} are those of {first} to {last}",
        ).filled(edition=scheme.edition, ids=_some([*apart]), first=min(told), last=max(told))
        fix = Words(
            "是不是改了 edition 没有改年份，或者相反？不是的，不必改",
            "was one of them changed and the other forgotten? If this is meant, leave it",
        )
        yield Said("edition-and-years-apart", ("edition",), message, fix)


def case_year_remarks(cases: Cases, scheme: Scheme) -> Iterator[Remark]:
    """Cases of a year before the edition: most likely those of the edition before it. Later years are tried on purpose."""
    edition = years_of(scheme.edition)
    if edition is not None and cases.file.year < edition[0]:
        message = Words("案例的 year 写 {year}，规则是 {edition} 版的", "year is {year}, and the rules are the edition {edition}")
        fix = Words(
            "换成这一版考核的年度，或给早年的案例逐条写 year",
            "put the year that this edition assesses, and give older cases a year of their own",
        )
        filled = message.filled(year=cases.file.year, edition=scheme.edition)
        yield Remark("edition-and-years-apart", cases.document.path, cases.document.line(("year",)), filled, fix)


def _some(ids: list[str]) -> Words:
    if len(ids) <= _MOST:
        return Words("、".join(ids), ", ".join(ids))
    few = ids[:_MOST]
    return Words("、".join(few) + f" 等 {len(ids)} 项", ", ".join(few) + f" and others ({len(ids)})")
