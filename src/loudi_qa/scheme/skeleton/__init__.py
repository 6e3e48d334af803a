"""A scheme to begin with: small, whole, commented, right in itself, and every figure in it an example to be replaced."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from loudi_qa.numbers import quantise, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

FULL = Decimal(100)
"""Points, which the groups add up to."""
LEAST = Decimal(1)
"""Points of a group, so that each of its examples has some."""
NOTES = "说明.md"
FILES = ("indicators.yaml", "responsibilities.yaml", "cases.yaml", NOTES)

_KINDS = ("target", "average", "bands", "levels", "tally", "quota", "places")
_CENT = Decimal("0.01")
_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff_.（）〔〕·-]*")
_SHOWN = re.compile(r"[ -~\u00a1-\u024f\u2010-\u2027\u3001-\u9fff\uff01-\uffe6]")


class Wanted(NamedTuple):
    """What is known of a scheme before it is written."""

    scheme: str
    """Its id."""
    name: str
    year: int
    units: tuple[str, ...]
    groups: tuple[tuple[str, Decimal], ...]
    """Names and points, which add up to :data:`FULL`."""
    document: str | None = None


class Group(NamedTuple):
    """A group of indicators, with the one department that answers for it."""

    id: str
    name: str
    department: str
    points: Decimal


class Example(NamedTuple):
    """A measure, and the indicator that scores it by one kind of rule."""

    number: int
    kind: str
    group: Group
    points: Decimal

    @property
    def measure(self) -> str:
        """The id of the measure."""
        return f"M{self.number:02}"

    @property
    def indicator(self) -> str:
        """The id of the indicator."""
        return f"{self.measure}-{self.kind}"

    @property
    def each(self) -> Decimal:
        """Points for each thing, of which five reach the cap."""
        return (self.points / 5).quantize(_CENT, ROUND_CEILING)

    def part(self, percent: int) -> Decimal:
        """A share of the points, as published."""
        return quantise(self.points * percent / 100, 2)


def skeleton(wanted: Wanted) -> dict[str, str]:
    """The new files by their names."""
    groups = [Group(f"g{n}", name, f"{name}主管部门", points) for n, (name, points) in enumerate(wanted.groups, start=1)]
    fields = {"wanted": wanted, "groups": groups, "examples": list(_examples(groups))}
    return {name: _templates().get_template(name).render(fields) for name in FILES}


def _examples(groups: list[Group]) -> Iterator[Example]:
    """At least one of each kind, dealt to the groups in turn; each group's points are shared out among its own."""
    count, number = max(len(_KINDS), len(groups)), 0
    for place, group in enumerate(groups):
        own = (place + 1) * count // len(groups) - place * count // len(groups)
        for points in _shared(group.points, own):
            yield Example(number + 1, _KINDS[number % len(_KINDS)], group, points)
            number += 1


def _shared(points: Decimal, count: int) -> list[Decimal]:
    """Points in so many parts, in whole numbers where they go round; the first takes what is left over."""
    step = Decimal(1) if points >= count else _CENT
    part = (points / count).quantize(step, ROUND_FLOOR)
    return [points - part * (count - 1), *([part] * (count - 1))]


def quoted(value: object) -> str:
    """A value as it stands in YAML: numbers plain, texts plain where nothing in them could be taken for something else."""
    if isinstance(value, Decimal):
        return show(value)
    if not isinstance(value, str):
        return str(value)
    if _PLAIN.fullmatch(value) and _means_text(value):
        return value
    return '"' + "".join(c if _SHOWN.fullmatch(c) and c not in '"\\' else _escaped(c) for c in value) + '"'


def _means_text(value: str) -> bool:
    loader: Any = yaml.SafeLoader("")
    return bool(loader.resolve(yaml.ScalarNode, value, (True, False)) == "tag:yaml.org,2002:str")


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    """The templates; whatever they put in goes through :func:`quoted`, so that no name can break out of its place."""
    from jinja2 import DictLoader, Environment, StrictUndefined

    return Environment(  # noqa: S701 -- makes YAML, where escaping for HTML would change names
        loader=DictLoader({name: _template(name) for name in FILES}),
        finalize=quoted,
        undefined=StrictUndefined,
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _template(name: str) -> str:
    own = "notes.md" if name == NOTES else name  # what is installed goes by plain names everywhere
    return (files("loudi_qa.scheme.skeleton") / "templates" / own).read_text(encoding="utf-8")
