"""Faults of shape: what pydantic refused, said with file and line, what was got, what is allowed, the nearest match."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from loudi_qa.scheme.fault import Fault
from loudi_qa.scheme.rules import Model
from loudi_qa.words import Words

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from loudi_qa.scheme.yamlfile import Document, PathTo

# Where a key takes one of several forms, pydantic complains about each of them; the reader gets the forms instead.
_FORMS = {
    "at_least": Words(
        "province、quota、previous、数字，或 {年份: 数字}", "province, quota, previous, a number, or {year: number}"
    ),
    "short": Words(
        "zero、proportional、{per: , lose: , count: exact|full|started} 或 {zero_at: }",
        "zero, proportional, {per: , lose: , count: exact|full|started} or {zero_at: }",
    ),
    "rule": Words("kind 为 reach、bands、levels 或 tally", "kind is reach, bands, levels or tally"),
}
_FORMS["at_most"] = _FORMS["at_least"]

_SENTENCES = {
    "missing": Words("缺少 {key}", "{key} is missing"),
    "exact_number": Words("{key}：读到 {got}，应为数字（不加引号）", "{key}: got {got}, a number is needed (no quotes)"),
    "string_type": Words(
        "{key}：读到 {got}，应为文字；若写的是数字或日期请加引号",
        "{key}: got {got}, text is needed; put numbers and dates in quotes",
    ),
    "literal_error": Words("{key}：读到 {got}，只能是 {expected}", "{key}: got {got}, allowed: {expected}"),
    "int_type": Words("{key}：读到 {got}，应为整数", "{key}: got {got}, a whole number is needed"),
    "bool_type": Words("{key}：读到 {got}，只能是 true 或 false", "{key}: got {got}, allowed: true or false"),
    "string_pattern_mismatch": Words(
        "{key}：读到 {got}，不合格式 {pattern}", "{key}: got {got}, which does not have the form {pattern}"
    ),
    "string_too_long": Words("{key}：最多 {max_length} 个字，读到 {got}", "{key}: at most {max_length} characters, got {got}"),
    "greater_than": Words("{key}：读到 {got}，必须大于 {gt}", "{key}: got {got}, it must be greater than {gt}"),
    "greater_than_equal": Words("{key}：读到 {got}，不能小于 {ge}", "{key}: got {got}, it must not be below {ge}"),
    "less_than_equal": Words("{key}：读到 {got}，不能大于 {le}", "{key}: got {got}, it must not be above {le}"),
    "one_bound": Words("at_least 和 at_most 必须且只能写一个", "exactly one of at_least and at_most is needed"),
    "proportional_at_most": Words("short: proportional 只能与 at_least 同用", "short: proportional goes with at_least only"),
    "too_short": Words("{key} 不能为空", "{key} must not be empty"),
}
_OTHER = Words("{key}：读到 {got}，写法不对（{msg}）", "{key}: got {got}, which does not fit ({msg})")
_FORM = Words("{key}：读到 {got}，只能是 {forms}", "{key}: got {got}, allowed: {forms}")
_UNKNOWN = Words("不认识的键 {key}", "unknown key {key}")
_UNKNOWN_NEAR = Words("不认识的键 {key}，是不是 {near}？", "unknown key {key}; did you mean {near}?")


def shape_faults(document: Document, error: ValidationError) -> list[Fault]:
    """One fault for each place pydantic refused, in words."""
    found: dict[tuple[PathTo, str], Fault] = {}
    for detail in error.errors(include_url=False):
        path = _path(document, detail["loc"])
        form = next((i for i, part in enumerate(path) if part in _FORMS and _is_choice(detail, path, i)), None)
        if form is not None:
            path = path[: form + 1]
            found.setdefault((path, "form"), _form_fault(document, path))
        else:
            found.setdefault((path, detail["type"]), _fault(document, path, detail))
    return list(found.values())


def _path(document: Document, loc: tuple[int | str, ...]) -> PathTo:
    """pydantic's location without the names of union members, which the file does not have."""
    path: PathTo = ()
    for part in loc:
        if (*path, part) in document.lines:
            path = (*path, part)
    return path


def _is_choice(detail: ErrorDetails, path: PathTo, index: int) -> bool:
    key = path[index]
    return key != "rule" or (index == len(path) - 1 and detail["type"].startswith("union_tag"))


def _form_fault(document: Document, path: PathTo) -> Fault:
    key = str(path[-1])
    forms = _FORMS[key]
    sentence = Words(
        _FORM.zh.replace("{forms}", forms.zh.replace("{", "{{").replace("}", "}}")),
        _FORM.en.replace("{forms}", forms.en.replace("{", "{{").replace("}", "}}")),
    )
    return Fault(document.path, document.line(path), sentence, {"key": key, "got": _got(_at(document, path))})


def _fault(document: Document, path: PathTo, detail: ErrorDetails) -> Fault:
    kind, key = detail["type"], str(detail["loc"][-1])
    line = document.line(path)
    if kind == "extra_forbidden":
        near = get_close_matches(key, _known_keys(), n=1)
        return Fault(document.path, line, _UNKNOWN_NEAR if near else _UNKNOWN, {"key": key, "near": near[0] if near else ""})
    fields: dict[str, object] = {
        **detail.get("ctx", {}),
        "key": key,
        "got": _got(detail["input"]),
        "msg": detail["msg"],
    }
    return Fault(document.path, line, _SENTENCES.get(kind, _OTHER), fields)


def _at(document: Document, path: PathTo) -> Any:
    value = document.value
    for part in path:
        value = value[part]
    return value


def _got(value: object) -> str:
    text = "（空）" if value is None else str(value)
    return text if len(text) <= 40 else text[:40] + "…"


@cache
def _known_keys() -> tuple[str, ...]:
    keys: set[str] = set()
    todo = list(Model.__subclasses__())
    while todo:
        model = todo.pop()
        todo += model.__subclasses__()
        keys.update(f.alias or name for name, f in model.model_fields.items())
    return tuple(sorted(keys))
