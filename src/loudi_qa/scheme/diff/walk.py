"""Every place where two editions differ, by walking the fields of the models: what no one has thought of is found too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeGuard

from loudi_qa.scheme.diff.alike import alike, by_key, key_field
from loudi_qa.scheme.diff.renames import NAMED_BY_WORDS, Renames, renames
from loudi_qa.scheme.mandate import Owner
from loudi_qa.scheme.rules import Model
from loudi_qa.scheme.terms import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.scheme.load import Rules

ORDER = "order"
"""The field of a difference that is one of order alone."""
File = Literal["indicators", "responsibilities"]


class Difference(NamedTuple):
    """One place: which part of which file, which entry, which field; a whole entry that came or went has no field."""

    file: File
    section: str
    """The key at the top of the file; empty for a single value there."""
    key: str
    """What the entry goes by, in the newer edition where it is in it; empty where the part has no entries."""
    field: str
    before: object
    after: object


class Differing(NamedTuple):
    """All differences, and at how many places there is only another name of what was renamed anyway."""

    places: tuple[Difference, ...]
    renames: Renames
    following: int


def differing(old: Rules, new: Rules) -> Differing:
    """Hold two editions against each other; nothing is left out that a field of theirs holds."""
    walk = _Walk(renames(old, new))
    places = [*walk.file("indicators", old.scheme, new.scheme), *walk.file("responsibilities", old.mandate, new.mandate)]
    return Differing(tuple(places), walk.renames, walk.following)


class _Walk:
    """The way through both; counts what only follows from a renaming."""

    def __init__(self, known: Renames) -> None:
        self.renames = known
        self.following = 0

    def file(self, file: File, old: Model, new: Model) -> Iterator[Difference]:
        """The fields of a file: single values, parts, lists of entries."""
        for section in type(old).model_fields:
            before, after = getattr(old, section), getattr(new, section)
            if section == "owners":
                yield from self._owners(before, after)
            elif _entries(before) and _entries(after):
                yield from self._list(file, section, before, after)
            elif _is_part(before) and _is_part(after):
                yield from self._fields(Difference(file, section, "", "", before, after))
            elif not alike(before, after):
                yield Difference(file, "", "", section, before, after)

    def _list(self, file: File, section: str, old: Sequence[Model], new: Sequence[Model]) -> Iterator[Difference]:
        before, after = by_key(old), by_key(new)
        now = {key: self.renames.key(section, key) for key in before}
        gone = [key for key in before if now[key] not in after]
        was = {now[key]: key for key in before if now[key] in after}
        for key, entry in after.items():
            if key in was:
                yield from self._entry(Difference(file, section, key, "", before[was[key]], entry), was[key])
            else:
                yield Difference(file, section, key, "", None, entry)
        yield from (Difference(file, section, key, "", before[key], None) for key in gone)
        one, other = tuple(was[key] for key in after if key in was), tuple(key for key in before if key not in gone)
        if one != other:
            yield Difference(file, section, "", ORDER, tuple(now[key] for key in other), tuple(now[key] for key in one))

    def _entry(self, both: Difference, was: str) -> Iterator[Difference]:
        """An entry that is in both; one that only follows another's name has that name in neither."""
        field = key_field(type(both.after)) if isinstance(both.after, Model) else None
        if was != both.key and field and both.section not in NAMED_BY_WORDS and was in self.renames.same.get(both.section, {}):
            yield both._replace(field=field, before=was, after=both.key)
            yield from (d for d in self._fields(both) if d.field != field)
        else:
            yield from self._fields(both)

    def _fields(self, both: Difference) -> Iterator[Difference]:
        for name, declared in type(both.after).model_fields.items():  # type: ignore[attr-defined]  # two models of one kind
            before, after = getattr(both.before, name), getattr(both.after, name)
            field = declared.alias or name  # as it is written in the file
            if alike(before, after):
                continue
            known = self.renames.same.get(both.section, {})
            if field == "aliases" and isinstance(after, tuple) and both.section in NAMED_BY_WORDS:
                after = tuple(a for a in after if known.get(a) != both.key)  # the old name beside the new one is no news
            if alike(self.renames.now(both.section, field, before), after):
                self.following += 1
            else:
                yield both._replace(field=field, before=before, after=after)

    def _owners(self, old: Sequence[Owner], new: Sequence[Owner]) -> Iterator[Difference]:
        """Who verifies is told by measure: a department with another list is the same news twice."""
        before = {self._now("measures", m): owner.department for owner in old for m in owner.measures}
        after = {m: owner.department for owner in new for m in owner.measures}
        moved: dict[tuple[str | None, str | None], list[str]] = {}
        followed: set[str] = set()
        for measure in [*after, *(m for m in before if m not in after)]:
            was, now = before.get(measure), after.get(measure)
            if was == now:
                continue
            if was is not None and self.renames.now("owners", "department", was) == now:
                followed.add(was)
            else:
                moved.setdefault((was, now), []).append(measure)
        self.following += len(followed)
        for (was, now), measures in moved.items():
            yield Difference("responsibilities", "owners", "、".join(measures), "department", was, now)
        if not moved and not self._follows(old, new):
            yield Difference("responsibilities", "owners", "", ORDER, tuple(before), tuple(after))

    def _follows(self, old: Sequence[Owner], new: Sequence[Owner]) -> bool:
        """Whether two lists are the same, but perhaps for the new names of what is in them."""
        renamed = [
            o.model_copy(update={f: self.renames.now("owners", f, getattr(o, f)) for f in Owner.model_fields}) for o in old
        ]
        return alike(tuple(renamed), tuple(new))

    def _now(self, section: str, name: str) -> str:
        return self.renames.same.get(section, {}).get(name, name)


def _is_part(value: object) -> TypeGuard[Model]:
    """Whether this is a part with fields of its own; a text is a single value."""
    return isinstance(value, Model) and not isinstance(value, Text)


def _entries(value: object) -> TypeGuard[tuple[Model, ...]]:
    """Whether this is a list of entries; an empty one may be."""
    return isinstance(value, tuple) and all(isinstance(v, Model) for v in value)
