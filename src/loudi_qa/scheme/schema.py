"""JSON Schema of the rule files, for completion, hovering words and underlined mistakes in the editors people have.

It is drawn from the models that load the files, so that the two cannot part. Draft 7, since it is the youngest one that
the YAML language server (VS Code, Neovim), JetBrains and Visual Studio all know in full. It asks for shape only: sums,
names that lead nowhere and rules that cannot work are told by ``loudi-qa rules check``.
"""

from __future__ import annotations

from decimal import Decimal
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from pydantic.fields import FieldInfo

from loudi_qa.scheme.cases import CaseFile, LineCase, WholeCase
from loudi_qa.scheme.hints import INDICATORS
from loudi_qa.scheme.hints_cases import CASES
from loudi_qa.scheme.hints_mandate import RESPONSIBILITIES
from loudi_qa.scheme.mandate import Mandate, When, Within
from loudi_qa.scheme.models import CityTarget, Extra, Indicator, Measure, Scheme, Veto
from loudi_qa.scheme.rules import Model, PerStep, Ramp, Reach
from loudi_qa.scheme.terms import Text
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = dict[str, Any]

FILES: dict[str, type[Model]] = {"indicators": Scheme, "responsibilities": Mandate, "cases": CaseFile}
"""The files that have a schema, and what is read from each."""
HINTS = INDICATORS | RESPONSIBILITIES | CASES
"""By the name of a model, the words of each of its keys."""

_TITLES = {
    "indicators": Words("指标体系", "the indicators"),
    "responsibilities": Words("责任", "the responsibilities"),
    "cases": Words("案例", "the cases"),
}
_ID_PATTERN = Words(
    "编号须以英文字母开头，只用字母、数字和 _.-，最多 32 个",
    "an id begins with a letter and holds up to 32 letters, digits and _.- only",
)

YEAR = "^[12][0-9]{3}$"
_DRAFT = "http://json-schema.org/draft-07/schema#"
_PLAIN: dict[object, Json] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    Any: {},
}
_LIMITS: tuple[tuple[type, str, str], ...] = (
    (Gt, "gt", "exclusiveMinimum"),
    (Ge, "ge", "minimum"),
    (Lt, "lt", "exclusiveMaximum"),
    (Le, "le", "maximum"),
)
_ONE = {"minProperties": 1, "maxProperties": 1}
_CLAUSE = {"if": {"properties": {"basis": {"const": "assumed"}}}, "else": {"required": ["clause"]}}
_TELLING: dict[type[Model], str] = {LineCase: "indicator", WholeCase: "units", PerStep: "per", Ramp: "zero_at"}
"""Where one of several models may stand, the key by which an editor knows which is being written."""
_TOGETHER: dict[type[Model], Json] = {
    Reach: {
        "if": {"required": ["at_most"]},
        "then": {"properties": {"at_least": False, "short": {"not": {"const": "proportional"}}}},
        "else": {"required": ["at_least"]},
    },
    Measure: {
        "if": {"required": ["answers"]},
        "then": {"properties": {"range": False}},
        "else": {"required": ["unit", "range"]},
    },
    CityTarget: {
        "if": {"required": ["by"]},
        "then": {"properties": {"yearly": {"const": False}}},
        "else": {"required": ["yearly"], "properties": {"yearly": {"const": True}}},
    },
    Indicator: _CLAUSE,
    Extra: _CLAUSE,
    Veto: _CLAUSE,
    When: _ONE,
    Within: _ONE,
}
"""What is asked of several keys of a model at once."""


def schema(which: str) -> Json:
    """The schema of one file: ``indicators``, ``responsibilities`` or ``cases``."""
    drawn = _Drawing()
    top = drawn.model(FILES[which])
    title = _TITLES[which]
    return {"$schema": _DRAFT, "title": f"{title.zh} / {title.en}", **top, "definitions": dict(sorted(drawn.models.items()))}


def file_name(which: str) -> str:
    """The name of the file that a schema is written to."""
    return f"{which}.schema.json"


class _Drawing:
    """One schema on its way: the models met so far, each drawn once."""

    def __init__(self) -> None:
        self.models: dict[str, Json] = {}

    def model(self, model: type[Model]) -> Json:
        """The keys of a model: what each takes, which must be there; no other key may."""
        keys, needed = {}, []
        for name, field in model.model_fields.items():
            key = field.alias or name
            keys[key] = _described(self.field(field), HINTS.get(model.__name__, {}).get(key))
            if field.is_required():
                needed.append(key)
        drawn: Json = {"type": "object", "additionalProperties": False, "properties": keys}
        return drawn | ({"required": needed} if needed else {}) | _TOGETHER.get(model, {})

    def field(self, field: FieldInfo) -> Json:
        """What one key takes. Nothing but its colon is a mistake even where the key may be left out."""
        by_kind = isinstance(field.discriminator, str)
        drawn = self.one_of_kinds(field.annotation) if by_kind else self.of_type(field.annotation, _flat([field]))
        default = _number(field.default)
        return drawn | ({"default": default} if isinstance(default, str | bool | int) else {})

    def of_type(self, kind: Any, metadata: Iterable[Any] = ()) -> Json:
        """A type with its limits, as JSON Schema says it."""
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Annotated:
            own = inner[1:]
            choice = any(isinstance(getattr(m, "discriminator", None), str) for m in own)
            return self.one_of_kinds(inner[0]) if choice else self.of_type(inner[0], [*_flat(own), *metadata])
        limits = _limits(metadata)
        if origin in {Union, UnionType}:
            return self.forms([t for t in inner if t is not NoneType]) | limits
        if origin is Literal:
            return {"type": _PLAIN[type(inner[0])]["type"], "enum": list(inner)}
        if origin is tuple:
            return self.tuple(inner, limits)
        if origin is dict:
            return self.dict(*inner)
        if isinstance(kind, type) and issubclass(kind, Model):
            return self.text() if kind is Text else self.ref(kind)
        return _PLAIN[kind] | limits

    def ref(self, model: type[Model]) -> Json:
        """A model by its name; drawn where it is met first."""
        if model.__name__ not in self.models:
            self.models[model.__name__] = {}
            self.models[model.__name__] = self.model(model)
        return {"$ref": f"#/definitions/{model.__name__}"}

    def text(self) -> Json:
        """What people read: one text for both languages, or one for each."""
        return {"if": {"type": "object"}, "then": self.ref(Text), "else": {"type": "string", "minLength": 1}}

    def tuple(self, inner: tuple[Any, ...], limits: Json) -> Json:
        """A list of one kind of thing, or of so many things."""
        if inner[-1] is Ellipsis:
            bounds = {k.replace("Length", "Items"): v for k, v in limits.items()}
            return {"type": "array", "items": self.of_type(inner[0]), **bounds}
        return {"type": "array", "items": [self.of_type(t) for t in inner], "minItems": len(inner), "maxItems": len(inner)}

    def dict(self, key: Any, value: Any) -> Json:
        """Keys that the file chooses: years, or words."""
        named, drawn = self.of_type(key), self.of_type(value)
        pattern = YEAR if named["type"] == "integer" else named.get("pattern")
        if pattern:
            return {"type": "object", "patternProperties": {pattern: drawn}, "additionalProperties": False, "minProperties": 1}
        return {"type": "object", "additionalProperties": drawn}

    def forms(self, kinds: list[Any]) -> Json:
        """One of several forms: by what is written so far it is decided which one an editor holds it against."""
        objects = [k for k in kinds if _is_object(k)]
        plain = [self.of_type(k) for k in kinds if k not in objects]
        others = plain[0] if len(plain) == 1 else {"anyOf": plain}
        if not objects:
            return others
        several = self.one_of_objects(objects)
        words = [word for each in plain for word in each.get("enum", [])]
        offered = {"examples": words} if words else {}  # editors offer the words of no branch before it is decided
        return offered | {"if": {"type": "object"}, "then": several, "else": others} if plain else several

    def one_of_objects(self, kinds: list[Any]) -> Json:
        """The one whose telling key is there; before any is, all of them are offered."""
        forms = [self.of_type(kind) for kind in kinds]
        drawn = forms[0] if len(forms) == 1 else {"anyOf": forms}
        for kind, form in zip(kinds, forms, strict=True):
            if key := _TELLING.get(_bare(kind)):
                drawn = {"if": {"required": [key]}, "then": form, "else": drawn}
        return drawn

    def one_of_kinds(self, union: Any) -> Json:
        """The rule whose ``kind`` is written: only its own keys are offered and only its own faults told."""
        models = [t for t in get_args(union) if t is not NoneType]
        kinds = {get_args(m.model_fields["kind"].annotation)[0]: m for m in models}
        known = {"kind": _described({"type": "string", "enum": list(kinds)}, HINTS["Rule"]["kind"])}
        chosen = [
            {"if": {"required": ["kind"], "properties": {"kind": {"const": kind}}}, "then": self.ref(model)}
            for kind, model in kinds.items()
        ]
        return {"type": "object", "required": ["kind"], "properties": known, "allOf": chosen}


def _bare(kind: Any) -> Any:
    """A type without its limits."""
    return _bare(get_args(kind)[0]) if get_origin(kind) is Annotated else kind


def _is_object(kind: Any) -> bool:
    bare = _bare(kind)
    return get_origin(bare) is dict or (isinstance(bare, type) and issubclass(bare, Model) and bare is not Text)


def _described(drawn: Json, hint: Words | None) -> Json:
    """Words beside a reference would be overlooked in draft 7, so it goes into a list of one."""
    words = {"description": f"{hint.zh}\n\n{hint.en}"} if hint else {}
    return words | ({"allOf": [drawn]} if "$ref" in drawn else drawn)


def _flat(metadata: Iterable[Any]) -> Iterable[Any]:
    """The limits of a type; a ``Field`` inside ``Annotated`` still holds its own."""
    for each in metadata:
        yield from (*each.metadata, each) if isinstance(each, FieldInfo) else (each,)


def _limits(metadata: Iterable[Any]) -> Json:
    found: Json = {}
    for each in metadata:
        found |= {said: _number(getattr(each, name)) for kind, name, said in _LIMITS if isinstance(each, kind)}
        if isinstance(each, FieldInfo) and isinstance(each.json_schema_extra, dict):
            found |= each.json_schema_extra
        if isinstance(each, MinLen):
            found["minLength"] = each.min_length
        if isinstance(each, MaxLen):
            found["maxLength"] = each.max_length
        if pattern := getattr(each, "pattern", None):
            found |= {"pattern": pattern, "patternErrorMessage": f"{_ID_PATTERN.zh} / {_ID_PATTERN.en}"}
    return found


def _number(value: Any) -> Any:
    """A default or a limit as JSON writes it: whole numbers without a point."""
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value
