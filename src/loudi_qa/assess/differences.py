"""Where two printed results differ, in terms of the result: which unit, which line, which figure."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = ("unit", "id", "indicator", "department", "code")
"""What an entry of a list goes by; findings, of which several share a code, by their place."""
_LONGEST = 80
_BEFORE = 20
_ORDER = "order"


class Difference(NamedTuple):
    """One place; ``key`` is the way to it below the unit and the line, None stands for what only one of the two has."""

    unit: str | None
    indicator: str | None
    key: str
    stored: str | None
    recomputed: str | None


class _Place(NamedTuple):
    unit: str | None = None
    indicator: str | None = None
    key: str = ""

    def within(self, step: str, name: str | None) -> _Place:
        """The place of an entry of a list: the units and their lines have columns of their own."""
        if name is not None and self.key == "units":
            return _Place(name)
        if name is not None and self.key == "indicators" and self.unit is not None:
            return _Place(self.unit, name)
        return self._replace(key=f"{self.key}[{step}]")

    def below(self, key: str) -> _Place:
        return self._replace(key=f"{self.key}.{key}" if self.key else key)

    def differs(self, stored: str | None, recomputed: str | None) -> Difference:
        return Difference(
            self.unit, self.indicator, self.key or ("indicators" if self.indicator else "units"), stored, recomputed
        )


def differences(stored: Any, recomputed: Any) -> Iterator[Difference]:
    """Every place where two results differ, in the order of the one that was computed again; both are plain JSON."""
    yield from _compared(stored, recomputed, _Place())


def _compared(stored: Any, recomputed: Any, place: _Place) -> Iterator[Difference]:
    if isinstance(stored, dict) and isinstance(recomputed, dict):
        for key in [*recomputed, *(k for k in stored if k not in recomputed)]:
            yield from _each(key in stored, stored.get(key), key in recomputed, recomputed.get(key), place.below(key))
    elif isinstance(stored, list) and isinstance(recomputed, list):
        yield from _lists(stored, recomputed, place)
    elif type(stored) is not type(recomputed) or stored != recomputed:
        yield place.differs(*_side_by_side(stored, recomputed))


def _lists(stored: list[Any], recomputed: list[Any], place: _Place) -> Iterator[Difference]:
    before, after = _named(stored), _named(recomputed)
    if before is None or after is None:
        before, after = dict(enumerate(stored)), dict(enumerate(recomputed))
    for name in [*after, *(n for n in before if n not in after)]:
        within = place.within(name if isinstance(name, str) else str(name + 1), name if isinstance(name, str) else None)
        yield from _each(name in before, before.get(name), name in after, after.get(name), within)
    common = [n for n in before if n in after]
    if common != (order := [n for n in after if n in before]):
        yield place.below(_ORDER).differs(shown(common), shown(order))


def _each(was: bool, stored: Any, now: bool, recomputed: Any, place: _Place) -> Iterator[Difference]:
    """What stands in both is compared; what stands in one is a difference by itself."""
    if was and now:
        yield from _compared(stored, recomputed, place)
    else:
        yield place.differs(shown(stored) if was else None, shown(recomputed) if now else None)


def _named(entries: list[Any]) -> dict[str | int, Any] | None:
    """The entries of a list by name, or None where they have none of their own."""
    for key in _NAMES:
        names = [e.get(key) if isinstance(e, dict) else None for e in entries]
        if all(isinstance(n, str) for n in names) and len(set(names)) == len(names):
            return {str(n): e for n, e in zip(names, entries, strict=True)}
    return None


def _side_by_side(stored: Any, recomputed: Any) -> tuple[str, str]:
    """Two values; of long sentences what follows from shortly before the place where they part."""
    if isinstance(stored, str) and isinstance(recomputed, str) and max(len(stored), len(recomputed)) > _LONGEST:
        alike = next((i for i, (a, b) in enumerate(zip(stored, recomputed, strict=False)) if a != b), len(stored))
        start = max(0, min(alike, len(stored), len(recomputed)) - _BEFORE)
        mark = "…" if start else ""
        return shown(mark + stored[start:]), shown(mark + recomputed[start:])
    return shown(stored), shown(recomputed)


def shown(value: Any) -> str:
    """A value on one line, short, and with nothing that a stream could not carry."""
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list) and any(isinstance(v, dict | list) for v in value):
        return "[…]"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.encode("utf-8", "replace").decode("utf-8").splitlines())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def first_line(stored: bytes, recomputed: bytes) -> Difference | None:
    """The first line that differs, for what is no JSON any more, or is the same JSON written in another way."""
    before, after = stored.split(b"\n"), recomputed.split(b"\n")
    for number, (one, other) in enumerate(zip_longest(before, after), start=1):
        if one != other:
            return Difference(None, None, f"line {number}", _line(one), _line(other))
    return None


def _line(raw: bytes | None) -> str | None:
    """A line with its blanks, which may be all that differs."""
    return None if raw is None else shown(json.dumps(raw.decode("utf-8", "replace"), ensure_ascii=False))
