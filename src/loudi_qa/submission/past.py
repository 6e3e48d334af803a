"""What people wrote into an earlier ledger of rectification: it is carried on, never lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.submission.normalise import clean, prose_of, text_of
from loudi_qa.words import Words
from loudi_qa.workbook import ledger
from loudi_qa.workbook.facts import NoResult
from loudi_qa.workbook.guard import LEAST_CELLS, LEAST_ROWS, Limits
from loudi_qa.workbook.layout import CODE, UNIT, YEAR, address, letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from loudi_qa.workbook.facts import CellValue
    from loudi_qa.workbook.ledger import Part
    from loudi_qa.workbook.read import Sheet, Workbook

NO_LEDGER = Words(
    "{file} 不是整改清单：没有一张表有“单位”“编号”“整改措施”“整改状态”这几列",
    "{file} is no ledger of rectification: no sheet has the columns 单位, 编号, 整改措施 and 整改状态",
)
NO_YEAR = Words(
    "{file} 看不出是哪一年的整改清单：请在“说明”表 A 列写“考核年度”，右边一格写年份",
    "{file} does not say of which year it is: write 考核年度 in column A of the sheet 说明 and the year beside it",
)
_NO_RESULT = Words(
    "{where}：公式没有结果，读不出；请用 Excel 或 WPS 打开保存一次",
    "{where}: a formula without its result cannot be read; open and save the file in Excel or WPS once",
)
_NOT_OURS = Words(
    "工作表“{sheet}”不是整改清单的表，没有带过来；需要的请自行复制",
    "the sheet {sheet} is none of the ledger's and is not carried on; copy what is needed by hand",
)
_HEADER_WITHIN = 40
_CELLS_A_LINE = 80
"""Cells of a ledger for one indicator of one unit, all sheets together, with room for columns of one's own."""


class NoLedger(Exception):
    """A workbook that is no ledger, or does not say of which year; ``words`` take the name of the ``file``."""

    def __init__(self, words: Words, file: str) -> None:
        super().__init__(words.of("en", file=file))
        self.words, self.file = words, file


class PastEntry(NamedTuple):
    """The hand-written cells of one row of a ledger, as text; empty where nothing was written."""

    measures: str = ""
    person: str = ""
    done_on: str = ""
    state: str = ""
    remark: str = ""
    extended_to: str = ""
    more: tuple[tuple[str, str], ...] = ()
    """What stands in columns that people have added, by their titles."""

    @property
    def is_written(self) -> bool:
        """Whether anything stands there that a person wrote."""
        return any((*self[:3], *self[4:])) or self.state not in ledger.UNTOUCHED


class PastRow(NamedTuple):
    """A row of a ledger: whose and what as it stands there, the other told cells by title, and what people wrote."""

    sheet: str
    row: int
    unit: str
    code: str
    told: Mapping[str, str]
    entry: PastEntry


class Past(NamedTuple):
    """An earlier ledger: last year's, or this year's own earlier try."""

    file: str
    sha256: str
    year: int
    rows: tuple[PastRow, ...]
    unread: tuple[Words, ...] = ()
    """What could not be read, and sheets that are not carried on: to be told."""

    def of(self, part: Part) -> tuple[PastRow, ...]:
        """The rows of one sheet."""
        return tuple(r for r in self.rows if r.sheet == part.name)


def ledger_limits(units: int, indicators: int) -> Limits:
    """How large a ledger may be: twice what such rules can ask for, never below what any workbook may be."""
    lines = 2 * units * indicators
    return Limits(rows=max(LEAST_ROWS, lines), cells=max(LEAST_CELLS, _CELLS_A_LINE * lines))


def read_past(book: Workbook) -> Past:
    """Everything that people wrote into a ledger; raises :class:`NoLedger`.

    Sheets are found by their names, else by their titles; columns by their titles, wherever they stand.
    """
    tables = {part.name: table for part in ledger.PARTS if (table := _find(book, part))}
    if ledger.BY_UNIT.name not in tables:
        raise NoLedger(NO_LEDGER, book.name)
    year = _year(book, tables[ledger.BY_UNIT.name])
    if year is None:
        raise NoLedger(NO_YEAR, book.name)
    rows, unread = list[PastRow](), list[Words]()
    for table in tables.values():
        rows += table.read(unread)
    known = {t.sheet.name for t in tables.values()}
    others = [s for s in book.sheets.values() if s.name not in known and clean(s.name) not in ledger.NAMES]
    unread += [_NOT_OURS.filled(sheet=s.name) for s in others if any(True for _ in s.rows())]
    return Past(book.name, book.sha256, year, tuple(rows), tuple(unread))


class _Table(NamedTuple):
    """A sheet of the ledger with its header: the titles by column, an empty one where there is none."""

    part: Part
    sheet: Sheet
    header: int
    titles: Sequence[str]

    def read(self, unread: list[Words]) -> Iterator[PastRow]:
        """Every row under the header that says whose or what, or has something written in it."""
        for number, cells in self.sheet.rows():
            if number <= self.header:
                continue
            found: dict[str, str] = {}
            for column, cell in enumerate(cells):
                title = self._title(column)
                if isinstance(cell, NoResult) and title not in self.part.told:
                    unread.append(_NO_RESULT.filled(where=f"{self.sheet.name}!{address(number, column)}"))
                elif (text := _text(cell)) and (title not in found or title not in self.part.told):
                    found[title] = f"{found[title]}\n{text}" if title in found else text
            if found.keys() - {ledger.SERIAL, ledger.HINT}:
                yield self._row(number, found)

    def _title(self, column: int) -> str:
        title = self.titles[column] if column < len(self.titles) else ""
        return title or f"{letters(column)}列"

    def _row(self, number: int, found: Mapping[str, str]) -> PastRow:
        hand = {field: found.get(title, "") for title, field in self.part.hand.items()}
        more = tuple((t, text) for t, text in found.items() if t not in self.part.titles)
        told = {t: found[t] for t in self.part.told if t in found and t not in {UNIT, CODE}}
        return PastRow(self.part.name, number, found.get(UNIT, ""), found.get(CODE, ""), told, PastEntry(**hand, more=more))


def _find(book: Workbook, part: Part) -> _Table | None:
    """The sheet of a part: by its name before any that only has its titles."""
    named = [s for s in book.sheets.values() if clean(s.name) == part.name]
    others = [s for s in book.sheets.values() if clean(s.name) not in ledger.NAMES]
    for sheet in [*named, *others]:
        header, titles = _header(sheet, part)
        if part.marks <= set(titles) and ledger.WRITTEN_IN not in titles:
            return _Table(part, sheet, header, titles)
    return None


def _header(sheet: Sheet, part: Part) -> tuple[int, list[str]]:
    """The row with the most titles of the part, and its texts; spaces set between characters for looks are nothing."""
    best, header, titles = 0, 0, list[str]()
    for number, cells in sheet.rows():
        if number > _HEADER_WITHIN:
            break
        texts = [text_of(c).replace(" ", "") for c in cells]
        known = len(set(texts).intersection(part.titles))
        if known > best:
            best, header, titles = known, number, texts
    return header, titles


def _text(cell: CellValue) -> str:
    """What stands in a cell, its lines kept."""
    if not isinstance(cell, str):
        return text_of(cell)
    return "\n".join(prose_of(line) for line in cell.splitlines()).strip()


def _year(book: Workbook, by_unit: _Table) -> int | None:
    """The year of the ledger: of its document property, of 说明, or of the title above the table."""
    kept = book.properties.get(ledger.YEAR_PROPERTY, "")
    if found := re.fullmatch(r"\d{4}", clean(kept)):
        return int(found[0])
    for sheet in (s for s in book.sheets.values() if clean(s.name) == ledger.GUIDE):
        for _, cells in sheet.rows():
            texts = [t for t in map(text_of, cells) if t]
            if len(texts) > 1 and texts[0].replace(" ", "") == YEAR and (found := re.match(r"\d{4}", texts[1])):
                return int(found[0])
    above = (text_of(c) for n, cells in by_unit.sheet.rows() if n < by_unit.header for c in cells)
    return next((int(m[1]) for text in above if (m := re.search(r"(\d{4})年度.*整改清单", text))), None)
