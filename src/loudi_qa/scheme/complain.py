"""What the checks of both files share: a complaint, where it lies, and the two mistakes every list can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.scheme.fault import Fault
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from loudi_qa.scheme.yamlfile import Document, PathTo

Complaint = tuple["PathTo", Words, dict[str, object]]

_UNKNOWN = Words("{key}：没有 {got} 这个{what}", "{key}: there is no {what_en} {got}")
_UNKNOWN_NEAR = Words("{key}：没有 {got} 这个{what}，是不是 {near}？", "{key}: there is no {what_en} {got}; did you mean {near}?")


def located(document: Document, complaints: Iterable[Complaint]) -> list[Fault]:
    """Each complaint as a fault with its line."""
    return [Fault(document.path, document.line(path), words, fields) for path, words, fields in complaints]


def reference(path: PathTo, got: str, known: Collection[str], what: Words) -> Iterator[Complaint]:
    """A name that leads nowhere, with the nearest one that does not."""
    if got not in known:
        from difflib import get_close_matches

        folded = {n.casefold(): n for n in known}
        near = [folded[n] for n in get_close_matches(got.casefold(), folded, n=1)]
        fields: dict[str, object] = {
            "key": next(part for part in reversed(path) if isinstance(part, str)),
            "got": got,
            "what": what.zh,
            "what_en": what.en,
            "near": near[0] if near else "",
        }
        yield path, _UNKNOWN_NEAR if near else _UNKNOWN, fields


def names_once(key: str, named: Sequence[tuple[str, ...]]) -> Iterator[Complaint]:
    """A name that two entries of a list go by."""
    first: dict[str, int] = {}
    for i, names in enumerate(named):
        for name in names:
            if first.setdefault(name, i) != i:
                yield (
                    (key, i),
                    Words("{key}：{name} 用了两次", "{key}: {name} is used twice"),
                    {"key": key, "name": name},
                )
