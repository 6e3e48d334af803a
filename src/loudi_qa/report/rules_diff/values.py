"""Any value of the rules in words, so that whatever changed can be told."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from loudi_qa.numbers import percent, show
from loudi_qa.report.overview import within_text
from loudi_qa.report.rules_diff.labels import fixed_word, label
from loudi_qa.scheme.mandate import Within
from loudi_qa.scheme.rules import Model
from loudi_qa.scheme.terms import Text
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTHING = Words("无", "nothing")
_YES, _NO = Words("是", "yes"), Words("否", "no")


_AND, _STOP = Words("、", ", "), Words("；", "; ")


def listed(parts: Iterable[Words], between: Words = _AND) -> Words:
    """Several phrases in a row."""
    phrases = list(parts)
    return Words(between.zh.join(p.zh for p in phrases), between.en.join(p.en for p in phrases))


_FROM_TO = Words("{what}由{before}改为{after}", "{what} changed from {before} to {after}")
_LONGEST_BARE = 12


def from_to(what: Words, before: Words, after: Words) -> Words:
    """That something was this and is now that; what is long or has stops in it is quoted."""
    quoted = any(len(w.zh) > _LONGEST_BARE or set(w.zh) & set("，；、") for w in (before, after))
    told = _FROM_TO.filled(what=what, before=_set_off(before, quoted), after=_set_off(after, quoted))
    return Words(told.zh.rstrip(), told.en)


def _set_off(words: Words, quoted: bool) -> Words:
    """A phrase within a sentence: quoted, or parted by blanks where it does not begin or end with a character."""
    if quoted:
        return Words(f"“{words.zh}”", f"“{words.en}”")
    before, after = (" " if edge.isascii() else "" for edge in (words.zh[:1], words.zh[-1:]))
    return Words(f"{before}{words.zh}{after}", words.en)


def said(field: str, value: object) -> Words:
    """A value of a field: a share as a percentage, a fixed word by its meaning, an entry by its own fields."""
    match value:
        case bool():
            return _YES if value else _NO
        case Decimal():
            return Words.same(f"{show(percent(value))}%") if field == "share" else Words.same(show(value))
        case str() if value:
            return fixed_word(field, value) or Words.same(value)
        case Text():
            return value.words
        case Within():
            return Words(within_text(value, "zh"), within_text(value, "en"))
        case Model():
            return _entry(value)
        case dict() | tuple() if value:
            return _several(field, value)
        case int():
            return Words.same(str(value))
        case _:  # None, and what is empty
            return NOTHING


def _several(field: str, values: dict[object, object] | tuple[object, ...]) -> Words:
    if isinstance(values, dict):
        each = (Words("{k}：{v}", "{k}: {v}").filled(k=k, v=said(field, v)) for k, v in values.items())
        return listed(each, _STOP)
    return listed((said(field, v) for v in values), _STOP if any(isinstance(v, Model | tuple) for v in values) else _AND)


def spelt_out(field: str, value: object) -> Words:
    """A value with every field of it that is set, for where its usual phrase does not tell it from another."""
    if isinstance(value, Model):
        return _entry(value)
    if isinstance(value, tuple):
        return listed((spelt_out(field, v) for v in value), _STOP)
    return said(field, value)


def _entry(entry: Model) -> Words:
    """Every field of an entry that says more than its default."""
    parts = []
    for name, declared in type(entry).model_fields.items():
        value = getattr(entry, name)
        if value != declared.get_default(call_default_factory=False):
            field = declared.alias or name
            parts.append(Words("{label} {value}", "{label} {value}").filled(label=label("", field), value=said(field, value)))
    return listed(parts, Words("，", ", "))


def points_words(points: Decimal) -> Words:
    """So many points."""
    return Words(f"{show(points)} 分", f"{show(points)} point{'' if points == 1 else 's'}")
