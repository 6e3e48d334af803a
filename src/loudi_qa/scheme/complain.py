"""What the checks of both files share: a complaint, where it lies, and the two mistakes every list can have."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.scheme.fault import Fault
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from loudi_qa.scheme.yamlfile import Document, PathTo

Complaint = tuple["PathTo", Words, dict[str, object]]


class At(NamedTuple):
    """Places in a file, told by their lines where they are a field of a sentence."""

    paths: tuple[PathTo, ...]


_UNKNOWN = Words("{key}：没有 {got} 这个{what}", "{key}: there is no {what_en} {got}")
_UNKNOWN_NEAR = Words("{key}：没有 {got} 这个{what}，是不是 {near}？", "{key}: there is no {what_en} {got}; did you mean {near}?")
_ALSO = Words("（另有 {more} 处：第 {lines}）", " ({more} more: line {lines})")
_TWICE = Words("{key}：{name} 用了两次，第一次在第 {first}", "{key}: {name} is used twice, first on line {first}")
NO_NAMES: Mapping[str, str] = MappingProxyType({})
MOST_LINES = 6
"""How many lines a sentence lists."""


def located(document: Document, complaints: Iterable[Complaint]) -> list[Fault]:
    """Each complaint as a fault with its line; a name that leads nowhere is told once, with all the lines it stands on."""
    told: list[Fault] = []
    places: dict[object, list[int]] = {}
    for path, words, fields in complaints:
        line = document.line(path)
        if words in {_UNKNOWN, _UNKNOWN_NEAR}:
            lines = places.setdefault((fields["got"], fields["what"]), [])
            lines.append(line)
            if len(lines) > 1:
                continue
        told.append(Fault(document.path, line, words, {k: _lines(document, v) for k, v in fields.items()}))
    return [_with_the_others(fault, places) for fault in told]


def _lines(document: Document, field: object) -> object:
    return _listed([document.line(path) for path in field.paths]) if isinstance(field, At) else field


def _listed(lines: Sequence[int]) -> Words:
    told = [*map(str, lines[:MOST_LINES])]
    more = len(lines) > MOST_LINES
    return Words("、".join(told) + (" 行等" if more else " 行"), ", ".join(told) + (" and on" if more else ""))


def _with_the_others(fault: Fault, places: dict[object, list[int]]) -> Fault:
    """A name that leads nowhere in many places: the first, the others beside it, and what to do if all are right."""
    first, *more = places.get((fault.fields.get("got"), fault.fields.get("what")), [fault.line])
    if not more or fault.words not in {_UNKNOWN, _UNKNOWN_NEAR}:
        return fault
    renamed = fault.fields.get("renamed", Words("", ""))
    assert isinstance(renamed, Words)  # noqa: S101 -- of this module's own making
    words = Words(fault.words.zh + _ALSO.zh + renamed.zh, fault.words.en + _ALSO.en + renamed.en)
    return Fault(fault.path, first, words, {**fault.fields, "more": len(more), "lines": _listed(more)})


def reference(
    path: PathTo,
    got: str,
    known: Collection[str],
    what: Words,
    *,
    called: Mapping[str, str] = NO_NAMES,
    renamed: Words | None = None,
) -> Iterator[Complaint]:
    """A name that leads nowhere, with the nearest one that does not.

    ``called`` has the known ones by what people call them; ``renamed`` tells what else to do, where the name is used in
    many places.
    """
    if got not in known:
        near = called.get(got) or meant(got, known)
        fields: dict[str, object] = {
            "key": next(part for part in reversed(path) if isinstance(part, str)),
            "got": got,
            "what": what.zh,
            "what_en": what.en,
            "near": near or "",
        }
        yield path, _UNKNOWN_NEAR if near else _UNKNOWN, {**fields, "renamed": renamed} if renamed else fields


def meant(written: str, known: Collection[str]) -> str | None:
    """The name that was meant by a misspelt one, if it is plain; how that is told is loaded only where one is misspelt."""
    from loudi_qa.scheme.meant import name

    return name(written, known)


def names_once(key: str, named: Sequence[tuple[str, ...]]) -> Iterator[Complaint]:
    """A name that two entries of a list go by."""
    first: dict[str, int] = {}
    for i, names in enumerate(named):
        for name in names:
            if (before := first.setdefault(name, i)) != i:
                yield (key, i), _TWICE, {"key": key, "name": name, "first": At(((key, before),))}
