"""What things of an edition are called; what it does not know goes by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules


def indicator_name(rules: Rules, key: str) -> Words | None:
    """The name of what an indicator scores."""
    indicator = next((i for i in rules.scheme.indicators if i.id == key), None)
    return measure_name(rules, indicator.measure) if indicator else None


def measure_name(rules: Rules, code: str) -> Words | None:
    """The name of a measure."""
    measure = rules.scheme.measure.get(code)
    return measure.name.words if measure else None


def code_and_name(rules: Rules, code: str) -> Words:
    """A measure by code and name."""
    name = measure_name(rules, code)
    return Words("{code} {name}", "{code} {name}").filled(code=code, name=name) if name else Words.same(code)


def body_name(rules: Rules, section: str, name: str) -> Words:
    """What a unit or a department is called, by any of its names."""
    found = (rules.mandate.unit if section == "units" else rules.mandate.department).get(name)
    return found.name.words if found else Words.same(name)


def benchmark_group_name(rules: Rules, key: str) -> Words:
    """A group of units that are held against one provincial average."""
    return next((g.name.words for g in rules.mandate.benchmark_groups if g.id == key), Words.same(key))


def group_name(rules: Rules, key: str) -> Words:
    """A group of indicators."""
    return next((g.name.words for g in rules.scheme.groups if g.id == key), Words.same(key))
