"""Nothing in the rules can change without being told: every field of every model is changed once, and must come up.

What is walked here are the models themselves, so a field added next year is tried without anyone thinking of it.
"""

from __future__ import annotations

from contextlib import nullcontext, suppress
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, cast, get_args, get_origin

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from loudi_qa.report.rules_diff.document import Shown, changes_document
from loudi_qa.report.rules_diff.json import changes_json
from loudi_qa.report.rules_diff.labels import label
from loudi_qa.report.rules_diff.sentences import sentences
from loudi_qa.scheme.diff.alike import alike
from loudi_qa.scheme.diff.change import changes
from loudi_qa.scheme.diff.walk import ORDER
from loudi_qa.scheme.load import Rules, load
from loudi_qa.scheme.mandate import Mandate, Papers, Shared
from loudi_qa.scheme.models import Grade, Indicator, Scheme, Uncovered
from loudi_qa.scheme.policies import Checks
from loudi_qa.scheme.rules import Model
from loudi_qa.scheme.terms import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

TINY = Path(__file__).parents[1] / "tiny"
TEXT = {"zh": "另一种说法", "en": "other words"}
OBJECTIONS = {"within": {"working_days": 9}, "to": TEXT, "how": TEXT}
EACH = {"group": "product", "share": Decimal("0.6")}
FIXED = (
    "assumed derived half_even rounded none lowest_group group pooled least bonus deduction zero proportional exact full started"
)
OTHERS = "lowest highest previous quota pattern general collective office 2031-05-06 Z9 另一个"
VALUES: list[Any] = [
    *(Decimal("0.7"), Decimal(7), 3, 4, True, False, *FIXED.split(), *OTHERS.split()),
    *(("另一个", "又一个"), ("Z8", "Z9"), (Decimal(1), Decimal(2)), ((Decimal(9), Decimal(1)),)),
    *({2031: Decimal(1)}, {"E319": 2031}, {"甲": Decimal(1)}, TEXT, {"months": 9}, {"zero_at": Decimal(1)}),
    *(
        {"percent": Decimal(9)},
        {"at_least": Decimal(9)},
        {"group": "product", "share": Decimal("0.3")},
        {"any": True},
        OBJECTIONS,
    ),
    *({"kind": "tally", "each": Decimal(9), "cap": Decimal(9)}, {"kind": "bands", "bands": ((Decimal(9), Decimal(1)),)}),
    ({"name": "另一个", "from": "2031-05-06", "evidence": "general", "takes": TEXT},),
    None,
]
"""Something for every kind of field; each field gets the first of these that it takes and that it has not already."""

RULES = {
    "bands": {"kind": "bands", "bands": ((Decimal(90), Decimal(3)), (Decimal(80), Decimal(1)))},
    "tally": {"kind": "tally", "each": Decimal(1), "cap": Decimal(3)},
    "places": {"kind": "places", "best": "highest", "less": Decimal("0.05")},
    "per step": {"kind": "reach", "at_least": Decimal(9), "short": {"per": Decimal(1), "lose": Decimal(1)}},
}


@pytest.fixture(scope="module")
def rules() -> Rules:
    return RICH


def _rich() -> Rules:
    """The small rules of the tests, with something of every kind in them that they do not use."""
    tiny = load(TINY / "indicators.yaml", TINY / "responsibilities.yaml")
    scheme, mandate = tiny.scheme, tiny.mandate
    more = []
    for n, rule in enumerate(RULES.values()):
        fields = scheme.indicators[0].model_dump(by_alias=True) | {"id": f"more-{n}", "rule": rule}
        more.append(Indicator.model_validate(fields))
    each = Grade.model_validate({"grade": "A", "at_least": Decimal(90), "name": "优", "each": EACH})
    papers = Papers.model_validate(mandate.papers.model_dump(by_alias=True) | {"objections": OBJECTIONS})
    checks = Checks.model_validate({"jump": {"percent": Decimal("0.2")}, "warn_until": {"E319": 2019}})
    uncovered = Uncovered.model_validate({"clause": "三(一)", "why": "无指标"})
    shared = Shared.model_validate({"measure": "B1", "units": ("甲区", "乙县"), "why": "同一监测", "basis": "assumed"})
    last = {
        "indicators": (*scheme.indicators, *more),
        "grades": (each, *scheme.grades[1:]),
        "checks": checks,
        "uncovered": (uncovered,),
    }
    return tiny._replace(
        scheme=scheme.model_copy(update=last), mandate=mandate.model_copy(update={"papers": papers, "shared": (shared,)})
    )


def kinds(model: type[Model]) -> set[type[Model]]:
    """Every kind of model that a model is made of."""
    found: set[type[Model]] = {model}
    for field in model.model_fields.values():
        for inside in _inside(field.annotation):
            if inside not in found:
                found |= kinds(inside)
    return found


def _inside(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    elif get_origin(annotation) in {Annotated, Union, UnionType, tuple, dict}:
        for part in get_args(annotation):
            yield from _inside(part)


def mutants(model: Model, path: str = "", seen: set[tuple[object, ...]] | None = None) -> Iterator[tuple[str, Model]]:
    """The model with one field changed, for every field of it and of what is in it; of entries alike in kind, one is enough."""
    seen = set() if seen is None else seen
    for name, field in type(model).model_fields.items():
        value, here = getattr(model, name), f"{path}.{type(model).__name__}.{name}"
        for where, made in changed_values(field, value, here, seen):
            yield where, model.model_copy(update={name: made})


def changed_values(field: Any, value: object, here: str, seen: set[tuple[object, ...]]) -> Iterator[tuple[str, object]]:
    if isinstance(value, Model):
        yield from mutants(value, here, seen)
    if not (isinstance(value, tuple) and value and all(isinstance(v, Model) for v in value)):
        with suppress(LookupError) if isinstance(value, Model) else nullcontext():
            yield here, other(field, value, here)
        return
    yield f"{here} one less", value[:-1]
    if len(value) > 1:
        yield f"{here} turned round", value[::-1]
    for n, entry in enumerate(value):
        rule = getattr(entry, "rule", None)
        kind = (here, type(entry), type(rule), type(getattr(rule, "short", None)))
        if kind not in seen:
            seen.add(kind)
            yield from ((where, (*value[:n], made, *value[n + 1 :])) for where, made in mutants(entry, here, seen))


def other(field: Any, value: object, here: str) -> object:
    """Another value that the field takes; where it takes only one, one that it would not."""
    taken = TAKEN.setdefault(repr(field), [])
    if not taken:
        taken += taken_by(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)
    for made in taken:
        if not alike(made, value):
            return made
    if get_origin(field.annotation) is Literal:
        return "something else"
    raise LookupError(f"give this test a value for {here}: {field.annotation}")


TAKEN: dict[object, list[object]] = {}
"""What each kind of field takes, found once."""


def taken_by(annotation: Any) -> Iterator[object]:
    adapter: TypeAdapter[object] = TypeAdapter(annotation)
    for tried in VALUES:
        with suppress(ValidationError):
            yield adapter.validate_python(tried)


def changed(rules: Rules, model: Model) -> Rules:
    return rules._replace(scheme=model) if isinstance(model, Scheme) else rules._replace(mandate=cast("Mandate", model))


@pytest.mark.parametrize("file", ["scheme", "mandate"])
def test_a_change_of_any_field_is_told_and_in_words_that_tell_before_from_after(rules: Rules, file: str) -> None:
    tried = 0
    for path, mutant in mutants(getattr(rules, file)):
        tried += 1
        found = changes(rules, changed(rules, mutant))
        assert found.every, f"{path} was changed and nothing is told"
        there = [t.sentence.zh for t in sentences(found) if t.change.difference.field != ORDER]
        back = changes(changed(rules, mutant), rules)
        again = [t.sentence.zh for t in sentences(back) if t.change.difference.field != ORDER]
        assert not there or there != again, f"{path}: whether it was put in or taken out reads the same: {there}"
        document = changes_document(found, (("old",), ("new",)), Shown("en", wording=True))
        assert len([row for table in document.tables for row in table.rows]) == len(found.every)
        changes_json(found, (("old",), ("new",)), "zh")
    assert tried > 60


@pytest.mark.parametrize(("file", "top"), [("scheme", Scheme), ("mandate", Mandate)])
def test_the_walk_above_comes_through_every_kind_of_model(rules: Rules, file: str, top: type[Model]) -> None:
    passed = {path.split(".")[-2] for path, _ in mutants(getattr(rules, file))}
    assert {k.__name__ for k in kinds(top)} <= passed, "a new kind of model needs a place in the rich rules of this test"


RICH = _rich()


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_several_changes_at_once_hide_none_of_each_other(data: st.DataObject) -> None:
    """Whatever else changed: a part in which anything did is told of, or what changed there only follows a renaming."""
    new, parts = RICH, set()
    for file in data.draw(st.lists(st.sampled_from(["scheme", "mandate"]), min_size=1, max_size=4)):
        top: Model = getattr(new, file)
        lists = [n for n in type(top).model_fields if isinstance(v := getattr(top, n), tuple) and v]
        section = data.draw(st.sampled_from(lists))
        entries = getattr(top, section)
        n = data.draw(st.integers(0, len(entries) - 1))
        name, field = data.draw(st.sampled_from(sorted(type(entries[n]).model_fields.items())))
        made = []
        with suppress(LookupError):  # drawn twice: the values that the field takes may be used up
            made += [made for _, made in changed_values(field, getattr(entries[n], name), name, set())]
        assume(made)
        entry = entries[n].model_copy(update={name: data.draw(st.sampled_from(made))})
        new = changed(new, top.model_copy(update={section: (*entries[:n], entry, *entries[n + 1 :])}))
        parts.add((file, section))
    found = changes(RICH, new)
    told = {c.difference.section for c in found.every}
    for file, section in parts:
        same = alike(getattr(getattr(RICH, file), section), getattr(getattr(new, file), section))  # changed, and changed back
        assert same or section in told or found.following, f"{section} was changed and nothing is told"
    assert all(t.sentence.zh.strip() and t.sentence.en.strip() for t in sentences(found))


@pytest.mark.parametrize("top", [Scheme, Mandate])
def test_every_field_has_a_name_that_officials_know(top: type[Model]) -> None:
    fields = {field.alias or name for kind in kinds(top) - {Text} for name, field in kind.model_fields.items()}
    bare = {field for field in fields - set(top.model_fields) if label("", field).zh.isascii()}
    assert not bare, "these go by their keys: name them in labels.py"


def test_rules_that_are_the_same_have_no_change(rules: Rules) -> None:
    found = changes(rules, rules)
    assert (found.every, found.following) == ((), 0)
