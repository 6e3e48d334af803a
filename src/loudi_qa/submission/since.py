"""The last try and this one: what was mended, what is left, what is new, by what a finding is and not by its row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loudi_qa.findings import Finding


class Since(NamedTuple):
    """Findings of one sender's last try against this one; notes are left out, they ask for nothing."""

    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]
    new: tuple[Finding, ...]


def since(before: Iterable[Finding], now: Iterable[Finding]) -> Since:
    """Compare two tries; of alike findings as many are left as stand in both."""
    old = [f for f in before if f.severity != "note"]
    new = [f for f in now if f.severity != "note"]
    mended = _without(old, Counter(f.identity for f in new))
    fresh = _without(new, Counter(f.identity for f in old))
    known = {id(f) for f in fresh}
    return Since(tuple(mended), tuple(f for f in new if id(f) not in known), tuple(fresh))


def _without(findings: Sequence[Finding], others: Counter[tuple[str | None, ...]]) -> list[Finding]:
    """The findings that have no partner among the others."""
    kept = []
    for finding in findings:
        if others[finding.identity]:
            others[finding.identity] -= 1
        else:
            kept.append(finding)
    return kept
