"""Faults of shape: what pydantic refused, said with file and line, what was got, what is allowed, the nearest match."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from loudi_qa.scheme import meant
from loudi_qa.scheme import shape_words as said
from loudi_qa.scheme.fault import Fault
from loudi_qa.scheme.misplaced import strange_entries, strange_faults, wrong_file
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

_SHARES = {"levels", "share", "less", "jump", "na"}
"""Where a percentage is written as a share of one."""
_WRAPPED = {"given": "{{value: {}}}", "within": "{{months: {}}}"}
"""Where a bare number has a key that it was most likely meant for."""


def shape_faults(document: Document, error: ValidationError) -> list[Fault]:
    """One fault for each place pydantic refused, in words."""
    if wrong := wrong_file(document, error.title):
        return [wrong]
    found: dict[tuple[PathTo, str], Fault] = {}
    details = error.errors(include_url=False)
    strangers = strange_entries(document, details)
    details = [d for d in details if not any(d["loc"][: len(loc)] == loc for loc in strangers)]
    missing = _missing(details)
    meant_here = {(d["loc"][:-1], _near(d, missing)) for d in details if d["type"] == "extra_forbidden"}
    for detail in details:
        if _echo(detail, details) or (detail["type"] == "missing" and (detail["loc"][:-1], detail["loc"][-1]) in meant_here):
            continue
        path = _path(document, detail["loc"])
        form = next((i for i in range(len(path)) if _is_form(document, detail, path[: i + 1])), None)
        if form is not None:
            path = path[: form + 1]
            found.setdefault((path, "form"), _form_fault(document, path))
        elif "[key]" in detail["loc"] and "points" in path:
            found.setdefault((path[: path.index("points") + 1], "varies"), _fault(document, path, detail, missing))
        elif detail["type"] == "tuple_type" and "bands" in path[:-1]:
            path = path[: path.index("bands") + 1]
            found.setdefault(
                (path, "pairs"), Fault(document.path, document.line(path), said.PAIRS, {"got": _got(_at(document, path))})
            )
        elif not _other_form(document, detail, path):
            found.setdefault((path, f"{detail['type']} {detail['loc'][-1]}"), _fault(document, path, detail, missing))
    return [*strange_faults(document, strangers), *found.values()]


def _missing(details: list[ErrorDetails]) -> dict[tuple[int | str, ...], list[str]]:
    """The keys that are missing, by the place they are missed at."""
    found: dict[tuple[int | str, ...], list[str]] = {}
    for detail in details:
        if detail["type"] == "missing":
            found.setdefault(detail["loc"][:-1], []).append(str(detail["loc"][-1]))
    return found


def _near(detail: ErrorDetails, missing: dict[tuple[int | str, ...], list[str]]) -> str | None:
    """The key that an unknown one was meant to be."""
    return meant.key(str(detail["loc"][-1]), missing.get(detail["loc"][:-1], ()))


def _echo(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """A list is called too short when its entries are refused; the entries' own faults say enough."""
    loc = detail["loc"]
    if detail["type"] == "missing" and isinstance(loc[-1], int):
        loc = loc[:-1]
    elif detail["type"] != "too_short":
        return False
    return any(d["loc"][: len(loc)] == loc and d is not detail for d in details)


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
        said.FORM.zh.replace("{forms}", forms.zh.replace("{", "{{").replace("}", "}}")),
        said.FORM.en.replace("{forms}", forms.en.replace("{", "{{").replace("}", "}}")),
    )
    value = _at(document, path)
    allowed = [word for word in ("province", "quota", "previous", "zero", "proportional") if word in forms.en]
    write = (
        _in_years(value)
        or _keyed(value)
        or (_number(value, path) or meant.choice(value, allowed) if isinstance(value, str) else None)
    )
    return Fault(document.path, document.line(path), *_with(write, sentence, {"key": key, "got": _got(value)}))


def _in_years(value: object) -> str | None:
    """Years in quotes, or with 年: how they are written."""
    if not isinstance(value, dict) or not value:
        return None
    years = {meant.number(str(k)): v for k, v in value.items()}
    return _written(years).replace('"', "") if None not in years else None


def _keyed(value: object) -> str | None:
    """Keys run apart or misspelt: as they are meant."""
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        return None
    keys = {meant.key(key) or "": v for key, v in value.items()}
    return _written(keys) if keys != value and all(keys) else None


def _with(write: str | None, words: Words, fields: dict[str, object]) -> tuple[Words, dict[str, object]]:
    """The sentence with what to write, where that can be told."""
    if not write:
        return words, fields
    return Words(words.zh + said.WRITE.zh, words.en + said.WRITE.en), {**fields, "meant": write}


def _fault(document: Document, path: PathTo, detail: ErrorDetails, missing: dict[tuple[int | str, ...], list[str]]) -> Fault:
    kind, last, got = detail["type"], detail["loc"][-1], detail["input"]
    line = document.line(path)
    key = next((part for part in reversed(detail["loc"]) if isinstance(part, str) and part not in _UNION_TAGS), "")
    if "[key]" in detail["loc"] and "points" in path:
        return Fault(document.path, line, said.VARIES, {"key": "points", "got": _got(got)})
    if kind in {"extra_forbidden", "invalid_key"}:
        return Fault(document.path, line, *_unknown(str(last), got, _near(detail, missing)))
    context = detail.get("ctx", {})
    expected = str(context.get("expected", context.get("expected_tags", "")))
    got = context.get("tag", got)
    fields: dict[str, object] = {**context, "key": key, "got": _got(got), "msg": detail["msg"], "expected": _choices(expected)}
    if context.get("class_name") == "Text":
        kind = "string_type"
    words = said.TWO if kind == "missing" and isinstance(last, int) else said.SENTENCES.get(kind, said.OTHER)
    words = said.NUMBER_OR if kind == "literal_error" and last == "text" else words  # of the cases: points, or a state
    words = said.SENTENCES["string_too_short"] if got is None and kind == "string_type" else words
    words = said.EMPTY if got is None and words is said.KEYS else words
    words = said.NO_DAY if kind == "not_a_date" and re.fullmatch(r"\d{4}-\d\d-\d\d", str(got)) else words
    return Fault(document.path, line, *_with(_write(document, path, kind, got, key, expected), words, fields))


def _unknown(key: str, value: object, near: str | None) -> tuple[Words, dict[str, object]]:
    """A key that is none: misspelt, in Chinese, run together with its value, or the rest of a text."""
    plain = key.translate(meant.INVISIBLE)
    colon = re.fullmatch(r"(\w+)\s*[:：=＝]\s*(.+)", plain)
    if value is None and colon and near:
        return said.NO_COLON, {"key": key, "near": f"{near}: {colon[2].strip()}"}
    if near and (wide := re.fullmatch(r"\w+\s*[:：]\s*([^，]+)，\s*(\w+)", plain)):
        return said.WIDE, {"key": key, "write": f"{near}: {wide[1].strip()}, {wide[2]}: {value}"}
    if plain != key and plain == near:
        return said.INVISIBLE, {"near": near}
    if value is None and near is None:
        return said.NO_KEY, {"key": key}
    words = said.MISPLACED if key == near else said.UNKNOWN_NEAR if near else said.UNKNOWN
    return words, {"key": key, "near": near or ""}


def _write(document: Document, path: PathTo, kind: str, got: object, key: str, expected: str) -> str | None:
    """What to write in place of what was read, where that can be told."""
    if isinstance(got, int | Decimal) and not isinstance(got, bool):
        if kind == "string_type":
            return f'"{got}"'
        share = kind == "less_than_equal" and _SHARES.intersection(path) and 1 < got <= 100
        return f"{(Decimal(got) / 100).normalize():f}" if share else _WRAPPED[key].format(got) if key in _WRAPPED else None
    if kind == "dict_type" and isinstance(got, list) and got and all(isinstance(one, dict) for one in got):
        return _written({key: value for one in got for key, value in one.items()})
    if not isinstance(got, str):
        return None
    choices = re.findall(r"'([^']*)'", expected)
    number = _number(got, path)
    return {
        "exact_number": number,
        "int_type": number,
        "bool_type": meant.choice(got, ("true", "false")),
        "literal_error": (number if path[-1:] == ("expect",) else None) or meant.choice(got, choices),
        "union_tag_invalid": meant.choice(got, choices),
        "string_pattern_mismatch": _id_of(document, got) or meant.identifier(got),
        "not_a_date": f'"{day}"' if (day := meant.day(got)) else None,
        "tuple_type": meant.listed(got) if len(got) <= LONGEST else None,
        "model_type": _WRAPPED[key].format(number) if number and key in _WRAPPED else None,
    }.get(kind)


def _number(got: str, path: PathTo) -> str | None:
    """The number that was meant, or the numbers between full-width commas."""
    got, *comment = got.split("#", maxsplit=1)
    if "bands" in path and (span := re.fullmatch(r"(\d+(?:\.\d+)?)\s*[-~～—–至到].+", got)):
        return span[1]  # a band is written with its lower end
    parts = re.split("[，、]", got)
    numbers = [meant.number(part, share=bool(_SHARES.intersection(path))) for part in parts]
    if one := meant.number(got, share=bool(_SHARES.intersection(path))):
        return f"{one} # {comment[0].strip()[:12]}…" if comment else one
    return ", ".join(n for n in numbers if n) if all(numbers) else None


def _id_of(document: Document, name: str) -> str | None:
    """The id of what goes by a name, where a name stands in place of an id."""
    for entries in document.value.values():
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                own = entry.get("name")
                if name == (own.get("zh") if isinstance(own, dict) else own):
                    return str(entry["id"])
    return None


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
