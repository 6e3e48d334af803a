"""What goes by another name in the newer edition, so that it is told once and not as one thing gone and another come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.scheme.diff.alike import alike, by_key, key_field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.mandate import Department, Mandate, Unit
    from loudi_qa.scheme.rules import Model

Names = dict[str, str]
"""From the older name to the newer."""

NAMED_BY_WORDS = ("units", "departments")
"""Whose names are words: the new entry lists the old name among its aliases."""
_NUMBERED = ("benchmark_groups", "groups", "grades", "measures", "extras", "vetoes", "assumptions", "consequences", "duties")
_REFERS: Mapping[tuple[str, str], str] = {
    ("indicators", "group"): "groups",
    ("indicators", "measure"): "measures",
    ("vetoes", "grade"): "grades",
    ("units", "group"): "benchmark_groups",
    ("duties", "units"): "departments",
    ("duties", "indicators"): "indicators",
    ("duties", "supports"): "indicators",
    ("departments", "successors"): "departments",
    ("owners", "department"): "departments",
    ("owners", "measures"): "measures",
    ("shared", "measure"): "measures",
    ("shared", "units"): "units",
}
"""Fields that name an entry of another list."""


class Renames(NamedTuple):
    """By list, old names and the new ones of the same thing; ``follow`` has besides who took over from a department."""

    same: Mapping[str, Names]
    follow: Mapping[str, Names]

    def key(self, section: str, key: str) -> str:
        """The name by which an old entry is to be looked for in the newer edition."""
        field = {"owners": "department", "shared": "measure"}.get(section)
        names = self.same.get(_REFERS[section, field] if field else section, {})
        return names.get(key, key)

    def now(self, section: str, field: str, value: object) -> object:
        """An old value with the names that the newer edition has for what it refers to."""
        names = self.follow.get(_REFERS.get((section, field), ""), {})
        return _renamed(value, names) if names else value


def _renamed(value: object, names: Names) -> object:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, tuple) and all(isinstance(v, str) for v in value):
        return tuple(dict.fromkeys(names.get(v, v) for v in value))  # two that were joined are one
    if isinstance(value, tuple):
        return tuple(v.model_copy(update={"name": names.get(v.name, v.name)}) if hasattr(v, "name") else v for v in value)
    return value


def renames(old: Rules, new: Rules) -> Renames:
    """What was renamed or renumbered; a number only where exactly one entry went and one came that say the same."""
    same: dict[str, Names] = {
        "units": _by_alias(by_key(old.mandate.units), by_key(new.mandate.units), new.mandate.unit),
        "departments": _by_alias(by_key(old.mandate.departments), by_key(new.mandate.departments), new.mandate.department),
    }
    for section in _NUMBERED:
        before, after = (getattr(r.scheme if hasattr(r.scheme, section) else r.mandate, section) for r in (old, new))
        same[section] = _renumbered(by_key(before), by_key(after), _all_but_the_number)
    measures = same["measures"]

    def one_rule(was: Model, now: Model) -> bool:
        measure = getattr(was, "measure", "")
        return measures.get(measure, measure) == getattr(now, "measure", "") and alike(
            getattr(was, "rule", None), getattr(now, "rule", None)
        )

    same["indicators"] = _renumbered(by_key(old.scheme.indicators), by_key(new.scheme.indicators), one_rule)
    followed = {**_successions(old.mandate, new.mandate), **same["departments"]}
    return Renames(same, {**same, "departments": followed})


def _by_alias(
    before: Mapping[str, Model], after: Mapping[str, Model], known: Mapping[str, Unit] | Mapping[str, Department]
) -> Names:
    gone = [name for name in before if name not in after and name in known]
    found = {name: known[name].name.zh for name in gone}
    return {old: new for old, new in found.items() if new not in before and list(found.values()).count(new) == 1}


def _renumbered(before: Mapping[str, Model], after: Mapping[str, Model], same: Callable[[Model, Model], bool]) -> Names:
    gone, come = ([k for k in one if k not in other] for one, other in ((before, after), (after, before)))
    pairs = [(was, now) for was in gone for now in come if same(before[was], after[now])]
    olds, news = [was for was, _ in pairs], [now for _, now in pairs]
    return {was: now for was, now in pairs if olds.count(was) == news.count(now) == 1}


def _all_but_the_number(was: Model, now: Model) -> bool:
    number = key_field(type(was))
    return all(alike(getattr(was, f), getattr(now, f)) for f in type(was).model_fields if f != number)


def _successions(old: Mandate, new: Mandate) -> Names:
    """Departments that are gone, and who carries them on: by a name of the newer edition, else by a successor of the older."""
    kept = {d.name.zh for d in new.departments}
    found: Names = {}
    for department in old.departments:
        name = department.name.zh
        heirs = [name, *(s.name for s in reversed(department.successors) if s.takes is None)]
        heir = next((new.department[h].name.zh for h in heirs if h in new.department), None)
        if name not in kept and heir:
            found[name] = heir
    return found
