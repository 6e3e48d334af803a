"""Which unit a row is of: by its name, an alias, its name in Traditional characters, or the cover of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.submission.normalise import ALIAS, FROM_COVER, LONGEST_READ, NO_MENDS, one_of, prose_of, text_of
from loudi_qa.submission.table import MOST_NAMES, near_unit, nearest
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from loudi_qa.submission.recorder import Recorder
    from loudi_qa.workbook.facts import Cells


class UnitNames:
    """Reads the column 单位; what it puts right or cannot read is told once for each text, not once a row."""

    def __init__(self, recorder: Recorder, cover: str | None = None) -> None:
        self.recorder, self.cover = recorder, cover
        self.column = recorder.table.columns[layout.UNIT]
        self.names = recorder.rules.mandate.unit_names
        self._known: dict[str, str] = {}
        self._read: dict[str, tuple[str | None, tuple[Words, ...]]] = {}
        self._rows: dict[str, list[int]] = {}

    def unit(self, row: int, cells: Cells) -> str | None:
        """The unit's name; None where it is none, which :meth:`settle` tells."""
        cell = cells[self.column]
        if isinstance(cell, str) and cell in self._known:
            return self._known[cell]
        text = cell if isinstance(cell, str) else text_of(cell)
        if text not in self._read:
            self._read[text] = self._meant(text)
            name, mends = self._read[text]
            if name is not None and not mends:
                self._known[text] = name
                return name
        self._rows.setdefault(text, []).append(row)
        return self._read[text][0]

    def _meant(self, text: str) -> tuple[str | None, tuple[Words, ...]]:
        by_name = self.recorder.rules.mandate.unit
        if not text_of(text) and self.cover:
            return self.cover, (FROM_COVER,)
        if not (found := one_of(text, by_name)):
            return None, NO_MENDS
        name, mends = found
        unit = by_name[name].name.zh
        return unit, mends if name == unit else (*mends, ALIAS)

    def settle(self) -> None:
        """Tell what was put right and what could not be read."""
        for text, rows in self._rows.items():
            name, mends = self._read[text]
            where = layout.areas(rows, self.column)
            if name is None:
                read, more = text_of(text)[:LONGEST_READ], Words(f"（{len(rows)} 行：{where}）", f" ({len(rows)} rows: {where})")
                more = more if len(rows) > 1 else Words("", "")
                meant = nearest(read, self.names)
                known = meant or "、".join(self.names[:MOST_NAMES])
                self.recorder.add(
                    "E205", rows[0], self.column, read=read, near=near_unit(read, self.names), names=known, more=more
                )
            else:
                self.recorder.mend(
                    rows[0], self.column, name, None, read=prose_of(text)[:LONGEST_READ] or "空", taken_as=name, rules=mends
                )
