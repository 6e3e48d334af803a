"""Whether two pieces of the rules say the same, and what a piece goes by among its like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.scheme.rules import Model
from loudi_qa.scheme.terms import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEYS = ("id", "grade", "department", "clause", "measure", "name")
"""What an entry of a list goes by: the first of these that it has."""


def alike(one: object, other: object, *, translated: bool = False) -> bool:
    """Whether two values mean the same: 3 and 3.0 do, a list in another order does not.

    With ``translated`` the English beside a text may differ.
    """
    if one is other:
        return True
    if isinstance(one, Model) and isinstance(other, Model):
        fields = [f for f in type(one).model_fields if not (translated and isinstance(one, Text) and f == "en")]
        same = (alike(getattr(one, f), getattr(other, f), translated=translated) for f in fields)
        return type(one) is type(other) and all(same)
    if isinstance(one, tuple) and isinstance(other, tuple):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(alike(a, b, translated=translated) for a, b in pairs)
    return type(one) is type(other) and one == other


def key_field(kind: type[Model]) -> str | None:
    """The field that an entry of this kind goes by; None for a kind that has no such field."""
    return next((f for f in _KEYS if f in kind.model_fields), None)


def key_of(entry: Model) -> str:
    """What an entry goes by among its like; of two figures of one clause the anchor tells which."""
    field = key_field(type(entry))
    own = getattr(entry, field) if field else ""
    if field == "clause" and getattr(entry, "anchor", None):
        return f"{own} {entry.anchor}"  # type: ignore[attr-defined]  # asked for a line above
    return str(getattr(own, "zh", own))


def by_key(entries: Iterable[Model]) -> dict[str, Model]:
    """Entries by what they go by; a second one of a name is ``name (2)``, so that none is lost."""
    found: dict[str, Model] = {}
    for entry in entries:
        key, n = key_of(entry), 1
        while (name := key if n == 1 else f"{key} ({n})") in found:
            n += 1
        found[name] = entry
    return found
