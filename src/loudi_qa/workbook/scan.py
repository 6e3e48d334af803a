"""The sheet, streamed: every cell's value with the facts that go with it, in one pass of expat and bounded memory.

One parser reads everything, so nothing can be let through by one reading of a file and mean something else in another.
Rows are kept as they come, never as a rectangle: a stray cell in the last corner of a sheet asks for no memory, it is
refused where it stands. Beside the values stand the facts that readers of values hide: which cells show a percentage,
which formulas have no stored result, which cells hold an error, what is hidden or merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.words import Words
from loudi_qa.workbook import guard
from loudi_qa.workbook.facts import NO_RESULT, CellError, key
from loudi_qa.workbook.formats import Formats, as_date, iso_date
from loudi_qa.workbook.layout import cell_of, corners
from loudi_qa.workbook.package import MAIN
from loudi_qa.workbook.plainrows import PlainRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.workbook.facts import Cells, CellValue, SheetFacts
    from loudi_qa.workbook.guard import Limits
    from loudi_qa.workbook.package import End, Feed, Package, Start

_TRUE = {"1", "true"}
MOST_SPANS = 16_384
_ROWS, _ROWS_AT = MAIN + "sheetData", 2
"""What holds the rows, and how many elements are open between two of them."""


class Context(NamedTuple):
    """What the cells of a workbook share."""

    package: Package
    limits: Limits
    strings: list[str]
    formats: Formats
    from_1904: bool


def scan_sheet(context: Context, part: str, sheet: str, facts: SheetFacts) -> int:
    """Read one sheet into its facts and tell how many cells stand in it, empty ones too.

    Raises :class:`~loudi_qa.findings.Unreadable` where it must not be read further.
    """
    scanner = _Scanner(context, sheet, facts)
    start, end, through = scanner.handlers()
    context.package.parse(part, start, end, scanner.text.append, counted=True, through=through)
    scanner.count(max(scanner.seen, sum(map(len, facts.cells.values()))))
    return scanner.seen


class _Scanner:
    """The state of one pass; ``handlers`` makes the closures that expat calls several times a cell."""

    def __init__(self, context: Context, sheet: str, facts: SheetFacts) -> None:
        self.context, self.sheet, self.facts = context, sheet, facts
        self.name, self.limits = context.package.name, context.limits
        self.columns_by_letters: dict[str, int] = {}
        self.text: list[str] = []
        self.filled = 0
        self.seen = 0
        self.in_rows = False

    def handlers(self) -> tuple[Start, End, Callable[[Feed], PlainRows]]:  # noqa: C901 -- closures counted as one
        """What to call at the start and the end of every element, and what stands before the parser."""
        cell_name, row_name, value_name, formula_name = (MAIN + n for n in ("c", "row", "v", "f"))
        inline_name, holder_name, aid_name = MAIN + "t", MAIN + "is", MAIN + "rPh"
        facts, text, known, none = self.facts, self.text, self.columns_by_letters, dict[str, str]()
        percent, literal = self.context.formats.percent, self.context.formats.literal_percent
        next_row, row, row_text, column = 1, 0, "", -1
        values: Cells = []
        cell: dict[str, str] = none
        raw: str | None = None
        formula, aids, inside = False, 0, False
        depth, most_rows, rows, most_cells = 0, 2 * self.limits.rows, 0, self.limits.cells

        def enter(number: int) -> None:
            nonlocal row, row_text, values
            row, row_text = number, str(number)
            self._enter(number, len(values))
            values = facts.cells.setdefault(number, [])

        def place(reference: str | None) -> None:
            nonlocal column
            if reference is None:
                column += 1
            elif reference.endswith(row_text) and (letters := reference[: -len(row_text)]) in known:
                column = known[letters]
            else:
                number, column = self._place(reference)
                if number != row:
                    enter(number)
            if column >= facts.columns:
                self._check_column(column)

        def start(element: str, attributes: dict[str, str]) -> None:  # noqa: C901 -- a call more for each element is felt
            """Note where a cell, a row or a value begins."""
            nonlocal next_row, column, cell, raw, formula, aids, inside, depth, rows
            depth += 1
            if depth > guard.DEEPEST:
                raise self.context.package.too_deep()
            if element == cell_name:
                place(attributes.get("r"))
                cell, raw, formula = attributes, None, False
            elif element in (value_name, inline_name):
                text.clear()
            elif element == holder_name:
                pass
            elif element == row_name:
                enter(_row_number(attributes.get("r"), next_row))
                next_row, column = row + 1, -1
                rows += 1
                if rows > most_rows:
                    self._count_rows(rows)
                if attributes.get("hidden") in _TRUE:
                    facts.hidden_rows.append(row)
            elif element == formula_name:
                formula = True
            elif element == aid_name:
                aids += 1
            elif not inside:
                inside = self._is_sheet(element)
            else:
                self._other(element, attributes)

        def end(element: str) -> None:  # noqa: C901 -- likewise
            """Settle what has ended: a value, then its cell."""
            nonlocal raw, aids, cell, depth
            depth -= 1
            if element == value_name:
                raw = "".join(text)
            elif element == cell_name:
                self.seen += 1
                if self.seen > most_cells:
                    self.count(self.seen)
                style = cell.get("s", "0")
                if style in percent:
                    facts.percent.add(key(row, column))
                elif style in literal:
                    facts.literal_percent.add(key(row, column))
                if raw is not None or formula:
                    value = self._value(cell.get("t", "n"), style, raw or "", formula=formula)
                    if value != "":
                        self._settle(row, column, values, value)
                if row != next_row - 1:  # the cell stood in another row than the row it was written in
                    enter(next_row - 1)
                cell = none
            elif element == inline_name and not aids and cell.get("t") == "inlineStr":
                raw = (raw or "") + "".join(text)
            elif element == aid_name:
                aids -= 1
            elif element == _ROWS:
                self.in_rows = False

        def took(taken: dict[int, Cells], cells: int) -> None:
            """Note rows that were taken without the parser as if they had come through it; the last is entered and not left."""
            nonlocal next_row, row, row_text, values
            self._enter(number := next(reversed(taken)), len(values) + sum(map(len, taken.values())) - len(taken[number]))
            facts.cells.update(taken)
            row, row_text, values, next_row = number, str(number), taken[number], number + 1
            self.seen += cells
            self.count(self.seen)

        def through(feed: Feed) -> PlainRows:
            return PlainRows(
                feed, facts, self.context.strings, self.context.formats, between=lambda: self.in_rows and depth == _ROWS_AT,
                text=self._text, widen=self._widen, took=took,
            )  # fmt: skip

        return start, end, through

    def _widen(self, column: int) -> None:
        if column >= self.facts.columns:
            self._check_column(column)

    def _settle(self, row: int, column: int, values: Cells, value: CellValue) -> None:
        """Put the value of a finished cell in its place."""
        if value is NO_RESULT:
            self.facts.without_result.add(key(row, column))
        elif isinstance(value, CellError):
            self.facts.errors[key(row, column)] = value.text
        missing = column - len(values)
        if missing < 0:
            values[column] = value
            return
        if missing:
            values += [""] * missing
        values.append(value)

    def _value(self, kind: str, style: str, raw: str, *, formula: bool) -> CellValue:
        if kind == "s":
            return self.context.strings[_index(raw)] if raw.strip() else ""
        if kind in {"str", "inlineStr"}:
            return self._text(raw)
        bare = raw.strip()
        if len(bare) > guard.LONGEST_TEXT:
            guard.bounded_text(bare, self.name)
        if kind == "e":
            return CellError(bare or "#N/A")
        if not bare:
            return NO_RESULT if formula else ""
        if kind == "d":
            return iso_date(bare) or bare
        if kind == "b":
            return bare in {"1", "true"}
        if "_" in bare:
            raise ValueError(bare)  # Python's own digit groups, which no spreadsheet writes
        number = float(bare)
        if style in self.context.formats.dates:
            return as_date(number, from_1904=self.context.from_1904) or number
        return number

    def _text(self, raw: str) -> str:
        return raw if len(raw) <= guard.LONGEST_TEXT and "_x" not in raw else guard.bounded_text(guard.unescaped(raw), self.name)

    def _place(self, reference: str) -> tuple[int, int]:
        at = cell_of(reference)
        if at is None:
            words = Words(f"单元格地址 {reference[:20]}", f"the cell address {reference[:20]}")
            raise guard.damaged(self.name, words)
        self.columns_by_letters[reference.rstrip("0123456789")] = at[1]
        return at

    def count(self, filled: int) -> None:
        """Refuse a sheet of more cells than it may have, gaps within its rows included."""
        guard.refuse_more(filled, self.limits.cells, Words("表格单元格数", "the number of cells"), self.name, self.sheet)

    def _count_rows(self, rows: int) -> None:
        """Refuse a sheet of more rows than it may have, those that stand twice included."""
        guard.refuse_more(rows, 2 * self.limits.rows, Words("行数", "the number of rows"), self.name, self.sheet)

    def _enter(self, row: int, left: int) -> None:
        """Go to a row, leaving one with so many cells behind."""
        self.filled += left
        self.count(self.filled)
        if row > self.facts.rows:
            self.facts.rows = row
            guard.refuse_more(row, self.limits.rows, Words("行数", "the number of rows"), self.name, self.sheet)

    def _check_column(self, column: int) -> None:
        self.facts.columns = column + 1
        guard.refuse_more(column + 1, guard.MOST_COLUMNS, Words("列数", "the number of columns"), self.name, self.sheet)

    def _is_sheet(self, root: str) -> bool:
        """Whether the root is a worksheet's; one in another dialect would read as empty and is refused instead."""
        if root != MAIN + "worksheet":
            raise guard.damaged(self.name, Words(f"工作表“{self.sheet}”的格式", f"the format of the sheet {self.sheet}"))
        return True

    def _other(self, element: str, attributes: dict[str, str]) -> None:
        """What stands beside the cells; a merge is measured because other programs walk through each of its cells."""
        facts = self.facts
        if element == _ROWS:
            self.in_rows = True
        elif element == MAIN + "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif element == MAIN + "col" and attributes.get("hidden") in _TRUE:
            words = Words("隐藏列的段数", "the spans of hidden columns")
            guard.refuse_more(len(facts.hidden_columns), MOST_SPANS, words, self.name, self.sheet)
            facts.hidden_columns.append((int(attributes.get("min", "1")) - 1, int(attributes.get("max", "1")) - 1))
        elif element == MAIN + "sheetProtection":
            facts.protected = attributes.get("sheet") in _TRUE
        elif element in (MAIN + "cfRule", MAIN + "dataValidation"):
            facts.rules += 1
            facts.lists += element == MAIN + "dataValidation"
            words = Words("条件格式和有效性规则数", "the number of conditional formats and validations")
            guard.refuse_more(facts.rules, guard.MOST_RULES, words, self.name, self.sheet)

    def _merge(self, reference: str) -> None:
        self.facts.merges.append(reference)
        words = Words("合并单元格数", "the number of merged cells")
        guard.refuse_more(len(self.facts.merges), guard.MOST_MERGES, words, self.name, self.sheet)
        (top, left), (bottom, right) = corners(reference)
        words = Words(f"合并区域 {reference[:24]} 的单元格数", f"the cells of the merged area {reference[:24]}")
        guard.refuse_more((bottom - top + 1) * (right - left + 1), guard.LARGEST_MERGE, words, self.name, self.sheet)


def _index(text: str) -> int:
    """The number of a shared string; ValueError for what counts from the end or is no number."""
    if not (text.isascii() and text.strip().isdecimal()):
        raise ValueError(text[:20])
    return int(text)


def _row_number(text: str | None, otherwise: int) -> int:
    """A row's own number, or the next one; ValueError for what is none."""
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise ValueError(text[:20])
    return int(text)
