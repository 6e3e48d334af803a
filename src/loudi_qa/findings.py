"""A finding: what is wrong or doubtful, where, what was read, what to do. Findings are data, never exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.catalogue import CATALOGUE
from loudi_qa.words import NO_FIELDS, Words, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from loudi_qa.catalogue.entry import Level
    from loudi_qa.words import Lang


_EMPTY = Words("空白", "empty")


class Finding(NamedTuple):
    """One finding; its sentences come from the catalogue, filled with ``fields``."""

    code: str
    file: str
    sheet: str | None = None
    cell: str | None = None
    unit: str | None = None
    measure: str | None = None
    read: str | None = None
    taken_as: str | None = None
    level: Level | None = None
    """Set where this finding departs from the level of its code: a missing value warns in ``score``."""
    fields: Mapping[str, object] = NO_FIELDS
    """What the sentences need besides; a :class:`Words` is said in the reader's language."""
    column: str | None = None
    """The title of the cell's column: unlike the cell's address it stays when rows and columns are moved."""

    @property
    def identity(self) -> tuple[str | None, ...]:
        """What makes this the same finding in the next try: neither its row nor the words that were read."""
        thing = self.measure or (None if self.unit else self.read)
        return self.code, self.sheet, self.unit, thing, self.column

    @property
    def severity(self) -> Level:
        """error, warning or note."""
        return self.level or CATALOGUE[self.code].level

    def _said(self, phrase: Words, lang: Lang) -> str:
        values: dict[str, object] = {
            "unit": self.unit,
            "measure": self.measure,
            "read": self.read,
            "taken_as": _EMPTY.of(lang) if self.taken_as == "" else self.taken_as,
            "sheet": self.sheet,
            "column": self.column,
        }
        for name, value in self.fields.items():
            values[name] = value.of(lang) if isinstance(value, Words) else value
        return phrase.of(lang).format_map({k: one_line(v) if isinstance(v, str) else v for k, v in values.items()})

    def message(self, lang: Lang) -> str:
        """The sentence that says what is wrong."""
        return self._said(CATALOGUE[self.code].message, lang)

    def fix(self, lang: Lang) -> str:
        """The sentence that says what to do."""
        return self._said(CATALOGUE[self.code].fix, lang)

    @property
    def place(self) -> str:
        """``file sheet!cell``, as far as it is known."""
        return one_line(f"{self.file} {self.sheet or ''}{'!' + self.cell if self.cell else ''}").strip()


class Unreadable(Exception):
    """A file that cannot be read at all; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message("en"))
        self.finding = finding


class NoYear(Exception):
    """A workbook that is no year, or does not say which; nothing can be scored, but what was found can be told."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("no year")
        self.findings = tuple(findings)
