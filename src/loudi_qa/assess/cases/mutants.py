"""Every number and every choice of a scheme, and the schemes that differ from it in one of them.

The models are walked, not listed: a number that is added to them is changed too unless it is left out here, with the reason.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, get_origin

from loudi_qa.assess.cases.anew import anew
from loudi_qa.scheme.models import CityTarget, Extra, Indicator, Measure, Scheme, Veto
from loudi_qa.scheme.policies import Checks, Jump, PointsPolicy
from loudi_qa.scheme.rules import Bands, Model, Reach, Tally
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.yamlfile import PathTo

Step = str | int
"""Into a model by the name of a field, into a list by a place, into a dict by a key."""

_OF_THE_CITY = Words(
    "只用于全市目标完成情况，不影响单位得分", "for the targets of the whole city alone; no unit's points hang on it"
)
_OF_CHECKS = Words("只用于填报检查，不影响得分", "for the checks of forms alone; no points hang on it")
_OF_CELLS = Words("只管单元格能填什么，不影响得分", "says what a cell takes; no points hang on it")
_IS_TOLD = Words("只说明依据，不影响得分", "says what a figure rests on; no points hang on it")

LEFT_OUT: dict[tuple[type[Model], str], Words] = {
    (Scheme, "near_bound"): Words("只决定是否提示临近下限，不影响得分", "decides only whether a near bound is pointed out"),
    (Scheme, "uncovered"): _IS_TOLD,
    (PointsPolicy, "full"): Words(
        "只用于核对各组合计，不影响得分", "what the groups are held to at loading; no points hang on it"
    ),
    (PointsPolicy, "basis"): _IS_TOLD,
    (Jump, "percent"): _OF_CHECKS,
    (Jump, "count"): _OF_CHECKS,
    (Checks, "warn_until"): _OF_CHECKS,
    (Measure, "range"): _OF_CELLS,
    (Measure, "places"): _OF_CELLS,
    (Measure, "city"): _OF_THE_CITY,
    (CityTarget, "at_least"): _OF_THE_CITY,
    (CityTarget, "up_to"): _OF_THE_CITY,
    (CityTarget, "by"): _OF_THE_CITY,
    (Indicator, "basis"): _IS_TOLD,
    (Extra, "basis"): _IS_TOLD,
    (Veto, "basis"): _IS_TOLD,
}
"""Numbers and choices that no case can be held to, and why."""

_SWAPPED = {"at_least": "at_most", "at_most": "at_least"}


class Mutant(NamedTuple):
    """A scheme with one thing changed."""

    path: tuple[Step, ...]
    """Where it stands in the models."""
    line: PathTo
    """Where it stands in the file."""
    old: Words
    new: Words
    change: object
    """What takes the place of what stands at ``path``; in a :class:`Swap` the field that takes its value."""

    def of(self, scheme: Scheme) -> Scheme:
        """The changed scheme."""
        changed: Scheme = _replaced(scheme, self.path, self.change)
        return changed


class Swap(NamedTuple):
    """What stands under one name goes under another."""

    to: Step


class Spot(NamedTuple):
    """A number or a choice of a scheme, and what may stand there instead."""

    path: tuple[Step, ...]
    line: PathTo
    value: object
    others: tuple[object, ...]
    is_number: bool

    def mutants(self) -> Iterator[Mutant]:
        """The schemes with something else at this spot."""
        for other in self.others:
            if isinstance(other, Swap):
                yield Mutant(self.path, self.line, Words.same(str(self.path[-1])), Words.same(str(other.to)), other)
            else:
                yield Mutant(self.path, self.line, _told(self.value), _told(other), other)


def _told(value: object) -> Words:
    return Words("（无）", "nothing") if value is None else Words.same(f"{value:f}" if isinstance(value, Decimal) else str(value))


def spots(scheme: Scheme) -> Iterator[Spot]:
    """Every number and choice of a scheme that a case can be held to."""
    for spot in _in_model(scheme, (), ()):
        yield _by_last_digit(spot, scheme.points.places) if spot.path[0] == "grades" and spot.path[-1] == "at_least" else spot
    for i, veto in enumerate(scheme.vetoes):
        others = tuple(g.grade for g in scheme.grades if g.grade != veto.grade)
        yield Spot(("vetoes", i, "grade"), ("vetoes", i, "grade"), veto.grade, others, is_number=False)


def _by_last_digit(spot: Spot, places: int) -> Spot:
    """A bound of a grade moved by the last digit of a total, however many digits it is written with itself."""
    value = Decimal(str(spot.value))
    return spot._replace(others=_beside(value.quantize(Decimal(1).scaleb(-places)) if places else value))


def _in_model(model: Model, path: tuple[Step, ...], line: PathTo) -> Iterator[Spot]:
    for name, field in type(model).model_fields.items():
        if (type(model), name) in LEFT_OUT:
            continue
        value, at = getattr(model, name), (*line, field.alias or name)
        own = (*path, name)
        if others := _choices(field.annotation, value, may_go=field.default is None and name not in _SWAPPED):
            yield Spot(own, at, _form(value), others, is_number=False)
        if name in model.model_fields_set:  # a number that the file does not write is none of the scheme's
            tied = isinstance(model, Indicator) and name == "declared" and isinstance(model.rule, Bands | Tally)
            yield from () if tied else _in_value(value, own, at)  # the highest band, or the cap, is the same number
        if isinstance(model, Reach) and name in _SWAPPED and value is not None:
            yield Spot(own, at, name, (Swap(_SWAPPED[name]),), is_number=False)


def _in_value(value: object, path: tuple[Step, ...], line: PathTo) -> Iterator[Spot]:
    match value:
        case bool() | str() | None:
            return
        case int() | Decimal():
            yield Spot(path, line, value, _beside(value), is_number=True)
        case Model():
            yield from _in_model(value, path, line)
        case tuple():
            for i, one in enumerate(value):
                yield from _in_value(one, (*path, i), (*line, i))
        case dict():
            for key, one in value.items():
                if isinstance(key, int):
                    years = tuple(Swap(year) for year in (key - 1, key + 1) if year not in value)
                    yield Spot((*path, key), (*line, key), key, years, is_number=True)
                yield from _in_value(one, (*path, key), (*line, key))


def _beside(value: Decimal | int) -> tuple[Decimal | int, ...]:
    """One unit of the last digit that is written, down and up: 99.3 gives 99.2 and 99.4."""
    if isinstance(value, int):
        return value - 1, value + 1
    exponent = value.as_tuple().exponent
    digit = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    return value - digit, value + digit


def _choices(annotation: Any, value: object, *, may_go: bool) -> tuple[object, ...]:
    """The other words that may stand where a choice stands; none where there is no choice."""
    words = [word for member in (annotation, *get_args(annotation)) if get_origin(member) is Literal for word in get_args(member)]
    if not words or not (value in words or isinstance(value, Model)):
        return ()
    return (*(word for word in words if word != value), *((None,) if may_go else ()))


def _form(value: object) -> object:
    """What is told of a choice: the word itself, of a form with numbers of its own the name of the first, as ``{per: …}``."""
    return f"{{{next(iter(type(value).model_fields))}: …}}" if isinstance(value, Model) else value


def _replaced(value: Any, path: tuple[Step, ...], new: object) -> Any:
    """A model, list or dict with something else at a path."""
    step, *rest = path
    if isinstance(new, Swap) and not rest:
        return _swapped(value, step, new.to)
    if isinstance(value, Model):
        inner = new if not rest else _replaced(getattr(value, str(step)), tuple(rest), new)
        return anew(value, **{str(step): inner})
    if isinstance(value, dict):
        return {k: (new if not rest else _replaced(v, tuple(rest), new)) if k == step else v for k, v in value.items()}
    return tuple((new if not rest else _replaced(v, tuple(rest), new)) if i == step else v for i, v in enumerate(value))


def _swapped(value: Any, step: Step, to: Step) -> Any:
    """What stands under ``step`` under another name."""
    if isinstance(value, Model):
        return anew(value, **{str(step): None, str(to): getattr(value, str(step))})
    return {to if k == step else k: v for k, v in value.items()}
