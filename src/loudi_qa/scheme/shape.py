"""Faults of shape: what pydantic refused, said with file and line, what was got, what is allowed, the nearest match."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from loudi_qa.scheme.fault import Fault
from loudi_qa.scheme.rules import Model
from loudi_qa.words import Words

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from loudi_qa.scheme.yamlfile import Document, PathTo

LONGEST = 60
"""Characters of what was read; the line number leads to the rest."""

# Where a key takes one of several forms, pydantic complains about each of them; the reader gets the forms instead.
_BOUND = Words("province、quota、previous、数字，或 {年份: 数字}", "province, quota, previous, a number, or {year: number}")
_FORMS = {
    "at_least": _BOUND,
    "at_most": _BOUND,
    "short": Words(
        "zero、proportional、{per: , lose: , count: exact|full|started} 或 {zero_at: }",
        "zero, proportional, {per: , lose: , count: exact|full|started} or {zero_at: }",
    ),
}
_UNION_TAGS = {"number", "by_year", "by_group", "text", "reason", "case", "whole"}
"""Forms of a number, of a value and of a case; pydantic names them in a location, the file does not have them."""

_SHORT_FORMS = {"per": "PerStep", "lose": "PerStep", "zero_at": "Ramp"}

_KIND = Words("kind：读到 {got}，只能是 {expected}", "kind: got {got}, allowed: {expected}")
_NUMBER = Words("{key}：读到 {got}，应为数字（不加引号）", "{key}: got {got}, a number is needed (no quotes)")
_NUMBER_OR = Words(
    "{key}：读到 {got}，应为数字（不加引号）或 {expected}", "{key}: got {got}, allowed: a number (no quotes), {expected}"
)
_LIST = Words("{key}：读到 {got}，应为列表，如 [甲, 乙]", "{key}: got {got}, a list is needed, as [a, b]")
_KEYS = Words("{key}：读到 {got}，应为“键: 值”", "{key}: got {got}, key: value is needed")
_TWO = Words("{key} 应正好写两个数，如 [0, 100]", "{key} takes exactly two numbers, as [0, 100]")

_SENTENCES = {
    "missing": Words("缺少 {key}", "{key} is missing"),
    "exact_number": _NUMBER,
    "decimal_type": _NUMBER,
    "string_type": Words(
        "{key}：读到 {got}，应为文字；若写的是数字或日期请加引号",
        "{key}: got {got}, text is needed; put numbers and dates in quotes",
    ),
    "literal_error": Words("{key}：读到 {got}，只能是 {expected}", "{key}: got {got}, allowed: {expected}"),
    "union_tag_invalid": _KIND,
    "union_tag_not_found": Words("缺少 kind", "kind is missing"),
    "int_type": Words("{key}：读到 {got}，应为整数", "{key}: got {got}, a whole number is needed"),
    "only_true": Words("{key} 只能写 true；不用就删去这一行", "{key} can only be true; leave it out if it is not meant"),
    "bool_type": Words("{key}：读到 {got}，只能是 true 或 false", "{key}: got {got}, allowed: true or false"),
    "string_pattern_mismatch": Words(
        "{key}：读到 {got}，编号须以英文字母开头，只用字母、数字和 _.-，最多 32 个",
        "{key}: got {got}; an id begins with a letter and holds up to 32 letters, digits and _.- only",
    ),
    "not_a_date": Words(
        '{key}：读到 {got}，应为加引号的日期，如 "2019-03-01"',
        '{key}: got {got}, a date in quotes is needed, as "2019-03-01"',
    ),
    "string_too_long": Words("{key}：最多 {max_length} 个字，读到 {got}", "{key}: at most {max_length} characters, got {got}"),
    "string_too_short": Words("{key} 不能为空", "{key} must not be empty"),
    "greater_than": Words("{key}：读到 {got}，必须大于 {gt}", "{key}: got {got}, it must be greater than {gt}"),
    "greater_than_equal": Words("{key}：读到 {got}，不能小于 {ge}", "{key}: got {got}, it must not be below {ge}"),
    "less_than_equal": Words("{key}：读到 {got}，不能大于 {le}", "{key}: got {got}, it must not be above {le}"),
    "one_bound": Words("at_least 和 at_most 必须且只能写一个", "exactly one of at_least and at_most is needed"),
    "proportional_at_most": Words("short: proportional 只能与 at_least 同用", "short: proportional goes with at_least only"),
    "too_short": Words("{key} 至少要有 {min_length} 项", "{key} needs at least {min_length}"),
    "too_long": _TWO,
    "tuple_type": _LIST,
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
}
_OTHER = Words("{key}：读到 {got}，写法不对（{msg}）", "{key}: got {got}, which does not fit ({msg})")
_FORM = Words("{key}：读到 {got}，只能是 {forms}", "{key}: got {got}, allowed: {forms}")
_VARIES = Words(
    "{key}：读到 {got}；分值写一个数，或全按年份写 {{2019: 12, 2020: 10}}，或全按单位组的编号写 {{urban: 6, county: 8}}",
    "{key}: got {got}; points are a number, or by year {{2019: 12, 2020: 10}}, or by group of units {{urban: 6, county: 8}}",
)
_UNKNOWN = Words("不认识的键 {key}", "unknown key {key}")
_UNKNOWN_NEAR = Words("不认识的键 {key}，是不是 {near}？", "unknown key {key}; did you mean {near}?")
_MISPLACED = Words("键 {key} 不能写在这里", "the key {key} does not belong here")


def shape_faults(document: Document, error: ValidationError) -> list[Fault]:
    """One fault for each place pydantic refused, in words."""
    found: dict[tuple[PathTo, str], Fault] = {}
    details = error.errors(include_url=False)
    for detail in details:
        if _echo(detail, details):
            continue
        path = _path(document, detail["loc"])
        form = next((i for i in range(len(path)) if _is_form(document, detail, path[: i + 1])), None)
        if form is not None:
            path = path[: form + 1]
            found.setdefault((path, "form"), _form_fault(document, path))
        elif not _other_form(document, detail, path):
            found.setdefault((path, f"{detail['type']} {detail['loc'][-1]}"), _fault(document, path, detail))
    return list(found.values())


def _echo(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """A list is called too short when its entries are refused; the entries' own faults say enough."""
    loc = detail["loc"]
    return detail["type"] == "too_short" and any(d["loc"][: len(loc)] == loc and d is not detail for d in details)


def _path(document: Document, loc: tuple[int | str, ...]) -> PathTo:
    """pydantic's location without the names of union members, which the file does not have."""
    path: PathTo = ()
    for part in loc:
        if document.holds((*path, part)):
            path = (*path, part)
    return path


def _is_form(document: Document, detail: ErrorDetails, path: PathTo) -> bool:
    """Whether ``path`` is a key of a reach rule that takes several forms, of which none was meant clearly."""
    if "rule" not in path[:-1] or path[-1] not in _FORMS or "reach" not in detail["loc"]:
        return False
    return path[-1] != "short" or _short_form(_at(document, path)) is None


def _other_form(document: Document, detail: ErrorDetails, path: PathTo) -> bool:
    """Whether this is a complaint about a form of ``short`` other than the one that was written."""
    if "short" not in path or "reach" not in detail["loc"]:
        return False
    meant = _short_form(_at(document, path[: path.index("short") + 1]))
    return meant is not None and meant not in detail["loc"]


def _short_form(value: object) -> str | None:
    return next((_SHORT_FORMS[k] for k in value if k in _SHORT_FORMS), None) if isinstance(value, dict) else None


def _form_fault(document: Document, path: PathTo) -> Fault:
    key = str(path[-1])
    forms = _FORMS[key]
    sentence = Words(
        _FORM.zh.replace("{forms}", forms.zh.replace("{", "{{").replace("}", "}}")),
        _FORM.en.replace("{forms}", forms.en.replace("{", "{{").replace("}", "}}")),
    )
    return Fault(document.path, document.line(path), sentence, {"key": key, "got": _got(_at(document, path))})


def _fault(document: Document, path: PathTo, detail: ErrorDetails) -> Fault:
    kind, last = detail["type"], detail["loc"][-1]
    line = document.line(path)
    key = next((part for part in reversed(detail["loc"]) if isinstance(part, str) and part not in _UNION_TAGS), "")
    if "[key]" in detail["loc"] and "points" in path:
        return Fault(document.path, line, _VARIES, {"key": "points", "got": _got(detail["input"])})
    if kind == "extra_forbidden":
        from difflib import get_close_matches

        near = get_close_matches(key, _known_keys(), n=1)
        words = _MISPLACED if key in near else _UNKNOWN_NEAR if near else _UNKNOWN
        return Fault(document.path, line, words, {"key": key, "near": near[0] if near else ""})
    context = detail.get("ctx", {})
    fields: dict[str, object] = {
        **context,
        "key": key,
        "got": _got(context.get("tag", detail["input"])),
        "msg": detail["msg"],
        "expected": _choices(str(context.get("expected", context.get("expected_tags", "")))),
    }
    if context.get("class_name") == "Text":
        kind = "string_type"
    words = _TWO if kind == "missing" and isinstance(last, int) else _SENTENCES.get(kind, _OTHER)
    words = _NUMBER_OR if kind == "literal_error" and last == "text" else words  # of the cases: points, or a state
    return Fault(document.path, line, words, fields)


def _choices(expected: str) -> Words:
    """pydantic's ``'a', 'b' or 'c'`` as a plain list."""
    words = re.findall(r"'([^']*)'", expected)
    return Words("、".join(words), ", ".join(words))


def _at(document: Document, path: PathTo) -> Any:
    value = document.value
    for part in path:
        value = value[part]
    return value


def _got(value: object) -> str | Words:
    """What was read, as the file writes it."""
    if value is None:
        return Words("（空）", "nothing")
    text = _written(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _written(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_written(k) if str(k).isdigit() else k}: {_written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


@cache
def _known_keys() -> tuple[str, ...]:
    keys: set[str] = set()
    todo = list(Model.__subclasses__())
    while todo:
        model = todo.pop()
        todo += model.__subclasses__()
        keys.update(f.alias or name for name, f in model.model_fields.items())
    return tuple(sorted(keys))
