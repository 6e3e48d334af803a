"""A number of the rules that is wrong breaks a case; and no number is forgotten, of these models or of those to come."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import pytest

from loudi_qa.assess.cases.mutants import LEFT_OUT, spots
from loudi_qa.assess.cases.run import Runner
from loudi_qa.assess.cases.survivors import mutation
from loudi_qa.scheme.models import Scheme
from loudi_qa.scheme.rules import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from loudi_qa.assess.cases.ready import Ready
    from loudi_qa.assess.cases.run import Outcome
    from loudi_qa.scheme.load import Rules


def inner(annotation: Any) -> Iterator[Any]:
    """Every type that an annotation is made of."""
    if get_origin(annotation) is None or get_origin(annotation) is Literal:
        yield annotation
    else:
        for part in get_args(annotation):
            yield from inner(part)


def fields(model: type[Model], seen: set[type[Model]]) -> Iterator[tuple[type[Model], str]]:
    """Every field of a model, and of the models in it, that holds a number or a choice of words."""
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        types = list(inner(field.annotation))
        numbers = any(t in {Decimal, int} for t in types)
        choice = any(get_origin(t) is Literal and len(get_args(t)) > 1 for t in types)
        if numbers or choice:
            yield model, name
        for part in types:
            if isinstance(part, type) and issubclass(part, Model):
                yield from fields(part, seen)


def visited(scheme: Scheme) -> set[tuple[type[Model], str]]:
    """The fields in which the walk over a scheme changes something."""
    found = set()
    for spot in spots(scheme):
        here: Any = scheme
        for step in spot.path:
            if isinstance(here, Model):
                found.add((type(here), str(step)))
            here = getattr(here, str(step)) if isinstance(here, Model) else here[step]
    return found


def test_every_number_and_choice_of_the_models_is_changed_or_left_out_for_a_reason(
    tiny: Rules, varied: Rules, shipped: Rules
) -> None:
    walked = visited(tiny.scheme) | visited(varied.scheme) | visited(shipped.scheme)
    every = set(fields(Scheme, set()))
    forgotten = {f"{model.__name__}.{name}" for model, name in every - walked - LEFT_OUT.keys()}
    assert not forgotten, "neither changed nor left out: try it in a scheme of these tests, or say why it is left out"
    assert not {f"{m.__name__}.{n}" for m, n in LEFT_OUT.keys() & walked}, "left out and changed all the same"


def test_what_is_left_out_is_there_and_has_a_reason() -> None:
    for (model, name), why in LEFT_OUT.items():
        assert name in model.model_fields
        assert why.zh
        assert why.en


def test_a_number_is_moved_by_one_unit_of_the_digit_it_is_written_with(shipped: Rules) -> None:
    at = {spot.line: spot.others for spot in spots(shipped.scheme) if spot.is_number}
    places = {i.id: place for place, i in enumerate(shipped.scheme.indicators)}
    assert at["indicators", places["E01-2020"], "rule", "at_least"] == (Decimal("99.2"), Decimal("99.4"))
    assert at["indicators", places["P01-2020"], "points"] == (2, 4)


def test_a_change_is_a_change_and_the_scheme_itself_stays_as_it_was(varied: Rules) -> None:
    before = varied.scheme.model_dump()
    for spot in spots(varied.scheme):
        for mutant in spot.mutants():
            assert mutant.of(varied.scheme).model_dump() != before, mutant
    assert varied.scheme.model_dump() == before


def test_every_change_of_the_varied_scheme_breaks_a_case(varied: Rules, varied_cases: Sequence[Ready]) -> None:
    found = mutation(varied, varied_cases)
    assert [(m.line, m.old.zh, m.new.zh) for m in found.survivors] == []
    assert found.numbers > 30
    assert found.mutants > 70


def test_without_its_cases_nearly_every_change_survives(varied: Rules, varied_cases: Sequence[Ready]) -> None:
    """The judge is the case and nothing else: rules that no load would accept are changed and not noticed either."""
    lenient = [case for case in varied_cases if case.about == "X1"]
    found = mutation(varied, lenient)
    noticed = found.mutants - len(found.survivors)
    assert 0 < noticed < 10


def test_a_bound_that_no_case_stands_on_survives(run: Callable[..., list[Outcome]], tiny: Rules) -> None:
    far = [o.ready for o in run("- {name: 远超, indicator: R1-2020, given: {value: 99}, expect: 20}\n")]
    near = [o.ready for o in run("- {name: 正好, indicator: R1-2020, given: {value: 97}, expect: 20}\n")]
    bound = ("indicators", 0, "rule", "at_least")
    assert bound in {m.line for m in mutation(tiny, far).survivors}
    left = [m.new.zh for m in mutation(tiny, near).survivors if m.line == bound]
    assert left == ["96", "at_most"], "one that stands on it notices a higher bound, and asks for one just short of it"


def test_the_last_grade_is_excused_for_it_takes_whatever_is_left(varied: Rules, varied_cases: Sequence[Ready]) -> None:
    excused = {e.mutant.line: e.why.zh for e in mutation(varied, varied_cases).excused}
    assert "最后一级" in excused["grades", 2, "at_least"]
    assert ("grades", 1, "at_least") not in excused


@pytest.mark.parametrize("lost", ["正好 8 分，5.5+2.5", "8.5 分够了，投诉只得一半，不能为优", "2014 年 11 件不满一档"])
def test_a_case_taken_away_leaves_something_unnoticed(lost: str, varied: Rules, varied_cases: Sequence[Ready]) -> None:
    fewer = [case for case in varied_cases if case.case.name.zh != lost]
    assert len(fewer) == len(varied_cases) - 1
    assert mutation(varied, fewer).survivors


def test_a_changed_scheme_fails_its_cases_by_name(varied: Rules, varied_cases: Sequence[Ready]) -> None:
    mutant = next(m for s in spots(varied.scheme) if s.path[-1] == "less" for m in s.mutants())
    changed = Runner(varied._replace(scheme=mutant.of(varied.scheme)))
    failed = {case.case.name.zh for case in varied_cases if not changed.run(case).passed}
    assert failed == {"第三名少 10%", "并列第二，都是 95%", "一天也算，排第四"}
