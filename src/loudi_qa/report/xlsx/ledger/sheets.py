"""The sheets of the ledger in which people work: by unit, by department, what was asked, what became of last year's items."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from loudi_qa.numbers import from_text
from loudi_qa.report.xlsx.ledger.past import NOTHING_WRITTEN
from loudi_qa.report.xlsx.ledger.rows import AGAIN, asked, told
from loudi_qa.report.xlsx.ledger.table import (
    DAY,
    HEADER_ROW,
    NEAR,
    POINTS,
    Column,
    Formula,
    Sheet,
    any_of,
)
from loudi_qa.report.xlsx.looks import ALARM
from loudi_qa.scheme.called import of_year
from loudi_qa.workbook import layout
from loudi_qa.workbook import ledger as names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from openpyxl import Workbook

    from loudi_qa.report.dossier import Dossier
    from loudi_qa.report.xlsx.ledger.past import Carried
    from loudi_qa.report.xlsx.ledger.rows import Demand, Item
    from loudi_qa.report.xlsx.ledger.table import Row
    from loudi_qa.submission.past import PastEntry
    from loudi_qa.workbook.ledger import Part
    from loudi_qa.workbook.stored import Stored
    from loudi_qa.workbook.write import Value

_DAYS = ("extended_to", "done_on")
_HAND = "以下各列由人填写"
_NO_ITEMS = "本年度没有失分或未填报的指标，没有整改事项。"
_NO_DEMANDS = "本年度没有带期限的要求，也没有由否决、末位或连续不合格引出的要求。"
_NO_LAST = "没有上年事项。"

_SERIAL = Column(names.SERIAL, 5, "center")
_UNIT = Column(layout.UNIT, 9.5)
_CODE = Column(layout.CODE, 10.5)
_NAME = Column(layout.NAME, 18)
_AIM, _VALUE, _GAP = Column(names.AIM, 15), Column(names.VALUE, 8, "center"), Column(names.GAP, 10)
_LOST = Column(names.LOST, 7.5, "center", format=POINTS)
_CLAUSE = Column(names.CLAUSE, 10.5, folds=True)
_LEAD, _SUPPORT, _VERIFIER = Column(names.LEAD, 12.5), Column(names.SUPPORT, 18), Column(layout.VERIFIER, 12.5, folds=True)
_BEFORE = Column(names.BEFORE, 8.5, "center")
_DUE, _HINT = Column(names.DUE, 11.5, "center", format=DAY), Column(names.HINT, 9, "center")
_EXTENDED = Column(names.EXTENDED, 11.5, "center", "hand", DAY)
_PERSON, _DONE_ON = Column(names.PERSON, 8, "left", "hand"), Column(names.DONE_ON, 11.5, "center", "hand", DAY)
_REMARK = Column(layout.REMARK, 18, "left", "hand")
_BY_UNIT = (
    _SERIAL, _UNIT, _CODE, _NAME, Column(names.GROUP, 9.5, folds=True), _AIM, _VALUE, _GAP, _LOST,
    Column(names.OF, 7.5, "center", format=POINTS, folds=True), Column(names.BECAUSE, 24, folds=True), _CLAUSE,
    _LEAD, _SUPPORT, _VERIFIER, _BEFORE, _DUE, _HINT, _EXTENDED, Column(names.MEASURES, 24, "left", "hand"), _PERSON, _DONE_ON,
    Column(names.STATE, 9, "center", "hand", choices=names.STATES), _REMARK,
)  # fmt: skip
_SHOWN = (names.HINT, names.MEASURES, names.PERSON, names.EXTENDED, names.DONE_ON, names.STATE)
_BY_DEPARTMENT = (
    _LEAD, _UNIT, _CODE, _NAME, _AIM, _VALUE, _GAP, _LOST, _CLAUSE, _SUPPORT, _VERIFIER, _BEFORE, _DUE,
    Column(names.HINT, 9, "center", "shown"), Column(names.WRITTEN_IN, 7, "center"),
    Column(names.MEASURES, 24, role="shown"), Column(names.PERSON, 8, role="shown"),
    Column(names.EXTENDED, 11.5, "center", "shown", DAY), Column(names.DONE_ON, 11.5, "center", "shown", DAY),
    Column(names.STATE, 9, "center", "shown"),
)  # fmt: skip
_DEMANDS = (
    _SERIAL, Column(layout.UNIT, 12), Column(layout.CODE, 16), Column(names.ASKED, 38), Column(names.TO, 22),
    Column(names.UNTIL, 16, "center", format=DAY), _HINT, Column(names.BASIS, 28),
    _EXTENDED, Column(names.CARRIED_OUT, 28, "left", "hand"), _PERSON, _DONE_ON,
    Column(names.ASKED_STATE, 10, "center", "hand", choices=names.ASKED_STATES), _REMARK,
)  # fmt: skip
_LAST = (
    _SERIAL, Column(names.KIND, 11.5), _UNIT, Column(layout.CODE, 13), Column(names.MATTER, 28), Column(names.ANSWERS, 18),
    Column(names.LAST_LOST, 9.5, "center", format=POINTS), Column(names.LAST_DUE, 12, "center", format=DAY),
    Column(names.OUTCOME, 12, "center"), Column(names.NOTE, 26),
    *(Column(title, width, "left" if width > 12 else "center", "kept", DAY if field in _DAYS else "General")
      for (title, field), width in zip(names.LAST.hand.items(), (12, 24, 11, 12, 10, 20), strict=True)),
    Column(names.OPINION, 20, "left", "hand"),
)  # fmt: skip


def hint(letters: Mapping[str, str], due: str, state: str, settled: Sequence[str]) -> Formula:
    """How far a date has passed, or that it is near, until the matter is settled; a date that was put off counts as it is now."""
    put_off = f"${letters[names.EXTENDED]}{{r}}"
    day = f"IF(ISNUMBER({put_off}),{put_off},${letters[due]}{{r}})"
    passed = f'"{names.OVERDUE}"&(TODAY()-{day})&"天"'
    near = f'IF({day}-TODAY()<={NEAR},"{names.LEFT}"&({day}-TODAY())&"天","")'
    is_settled = any_of(letters[state], settled)
    return Formula(f'IF({is_settled},"",IF(ISNUMBER({day}),IF({day}<TODAY(),{passed},{near}),""))', "")


def by_unit(
    book: Workbook, stored: Stored, dossier: Dossier, items: Sequence[Item], carried: Carried, notes: Sequence[str]
) -> Sheet:
    """The items unit by unit, with all that people write."""
    columns = _with_more(names.BY_UNIT, _BY_UNIT, carried.items.values())
    sheet = Sheet(book, stored, names.BY_UNIT.name, columns)
    sheet.head(_title(dossier, "整改清单（按单位）"), notes, {names.EXTENDED: _HAND})
    rows: list[Row] = []
    for number, item in enumerate(items, start=1):
        entry = carried.items.get(item.key, NOTHING_WRITTEN)
        state = names.TO_DO if item.lost is not None else names.UNDECIDED
        own = hint(sheet.letters, names.DUE, names.STATE, (*names.SETTLED, names.UNDECIDED))
        hand = written(names.BY_UNIT, entry, state)
        sheet.states[item.key] = str(hand[names.STATE])
        rows.append({names.SERIAL: number, **told(dossier, item), names.HINT: own, **hand})
    sheet.fill(rows, _NO_ITEMS)
    sheet.sums(layout.UNIT, (names.LOST, names.OF), rows)
    units = [item.unit.unit.name.zh for item in items]
    sheet.finish(_title(dossier, "整改清单（按单位）"), dossier.result.year.notice, layout.NAME, _starts(units))
    sheet.colour_states(names.STATE)
    _mark(sheet, layout.UNIT)
    return sheet


def by_department(
    book: Workbook, stored: Stored, dossier: Dossier, items: Sequence[Item], source: Sheet, notes: Sequence[str]
) -> None:
    """The same items by lead department, those who answer for most first; what people wrote is looked up, never written twice."""
    lost: dict[str, Decimal] = {}
    for item in items:
        lost[item.lead] = lost.get(item.lead, Decimal(0)) + (item.lost or Decimal(0))
    place = {item.key: source.first + i for i, item in enumerate(items)}
    ordered = sorted(items, key=lambda i: (-lost[i.lead], i.lead))
    sheet = Sheet(book, stored, names.BY_DEPARTMENT, _BY_DEPARTMENT)
    sheet.head(_title(dossier, "整改清单（按部门）"), notes, {})
    rows: list[Row] = []
    for item in ordered:
        row: Row = {**told(dossier, item), names.WRITTEN_IN: _row_there(sheet, source, place[item.key])}
        rows.append(row | _looked_up(sheet, source, place[item.key]))
    sheet.fill(rows, _NO_ITEMS)
    sheet.sums(layout.UNIT, (names.LOST,), rows)
    sheet.finish(
        _title(dossier, "整改清单（按部门）"), dossier.result.year.notice, layout.NAME, _starts([i.lead for i in ordered])
    )
    sheet.colour_states(names.STATE)
    _mark(sheet, names.LEAD)


def _row_there(sheet: Sheet, source: Sheet, row: int) -> Formula:
    """Where in 按单位 an item stands: found by unit and code, so that sorting either sheet does no harm."""
    unit, code = (source.area(t, room=True, sheet=True) for t in (layout.UNIT, layout.CODE))
    own = f"({unit}=${sheet.letters[layout.UNIT]}{{r}})*({code}=${sheet.letters[layout.CODE]}{{r}})"
    return Formula(f"SUMPRODUCT(MAX({own}*ROW({unit})))", row)


def _looked_up(sheet: Sheet, source: Sheet, row: int) -> Row:
    """What people wrote on an item in 按单位, empty where nothing stands there."""
    found: Row = {}
    at = f"${sheet.letters[names.WRITTEN_IN]}{{r}}"
    for title in _SHOWN:
        column = source.letters[title]
        there = f"INDEX('{source.sheet.title}'!${column}:${column},{at})"
        value = None if title == names.HINT else source.sheet[f"{column}{row}"].value
        result = Decimal((value - date(1899, 12, 30)).days) if isinstance(value, date) else str(value or "")
        found[title] = Formula(f'IF({at}=0,"",IF({there}="","",{there}))', result)
    return found


def demand_sheet(
    book: Workbook, stored: Stored, dossier: Dossier, demands: Sequence[Demand], carried: Carried, notes: Sequence[str]
) -> None:
    """What follows from the results and is to be carried out."""
    sheet = Sheet(book, stored, names.DEMANDS.name, _with_more(names.DEMANDS, _DEMANDS, carried.demands.values()))
    sheet.head(_title(dossier, "要求事项"), notes, {names.EXTENDED: _HAND})
    rows: list[Row] = []
    for number, demand in enumerate(demands, start=1):
        entry = carried.demands.get(demand.key, NOTHING_WRITTEN)
        own = hint(sheet.letters, names.UNTIL, names.ASKED_STATE, names.ASKED_STATES[2:])
        hand = written(names.DEMANDS, entry, names.ASKED_STATES[0])
        rows.append({names.SERIAL: number, **asked(dossier, demand), names.HINT: own, **hand})
    sheet.fill(rows, _NO_DEMANDS)
    units = [d.unit.unit.name.zh for d in demands]
    sheet.finish(_title(dossier, "要求事项"), dossier.result.year.notice, names.ASKED, _starts(units))
    sheet.colour_states(names.ASKED_STATE)
    _mark(sheet, layout.UNIT)


def last_sheet(book: Workbook, stored: Stored, dossier: Dossier, carried: Carried, notes: Sequence[str]) -> None:
    """What became of last year's items, with what people wrote then; at the end what could not be matched."""
    entries = [row.entry for row in carried.last]
    columns = _with_more(names.LAST, _LAST, entries)
    sheet = Sheet(book, stored, names.LAST.name, columns)
    sheet.head(_title(dossier, "上年事项"), notes, {names.LAST_EXTENDED: _kept(dossier), names.OPINION: _HAND})
    rows: list[Row] = []
    for number, (told_, entry) in enumerate(carried.last, start=1):
        figures: Row = {names.LAST_LOST: _number(told_.get(names.LAST_LOST)), names.LAST_DUE: _day(told_.get(names.LAST_DUE))}
        rows.append({**told_, **figures, names.SERIAL: number, **written(names.LAST, entry, "")})
    sheet.fill(rows, _NO_LAST)
    sheet.sums(layout.UNIT, (names.LAST_LOST,), rows)
    sheet.finish(_title(dossier, "上年事项"), dossier.result.year.notice, layout.CODE)
    outcome = sheet.letters[names.OUTCOME]
    for fill, ink, words in (
        ("FDE7E9", ALARM, ("再次未达标", "情形仍在", "再次不合格，按规则升级")),
        ("E2F0D9", "", ("已达标", "情形已消除")),
    ):
        holds = ",".join(f'${outcome}{{r}}="{w}"' for w in words)
        sheet.colour(f"OR({holds})", [names.OUTCOME], fill=fill, ink=ink)
    _mark(sheet, layout.UNIT)


def _kept(dossier: Dossier) -> str:
    """Whose records the hand-written cells of 上年事项 are."""
    past = dossier.past
    if past is None:
        return "没有带入上年的清单，以下各列空着"
    return "上年清单的记载" if past.year == dossier.year else f"{past.year}年度清单的记载"


def written(part: Part, entry: PastEntry, usual: str) -> Row:
    """The cells that people write, filled in again; a state that nobody wrote is the ``usual`` one."""
    found: Row = {}
    for title, field in part.hand.items():
        text = getattr(entry, field)
        found[title] = _day(text) if field in _DAYS else text or None
        if field == "state" and text in names.UNTOUCHED and usual:
            found[title] = usual
    return found | {_own_title(part, t): text for t, text in entry.more}


def _own_title(part: Part, title: str) -> str:
    """The title of a column that people have added; one that this sheet has itself gives way."""
    return f"{title}（自加）" if title in part.titles else title


def _day(value: Value) -> Value:
    """A day for the text of one, as it is read from a cell; anything else as it stands."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value or None


def _number(value: Value) -> Value:
    number = from_text(value) if isinstance(value, str) else None
    return value if number is None else number


def _with_more(part: Part, columns: Iterable[Column], entries: Iterable[PastEntry]) -> tuple[Column, ...]:
    """The columns and those that people have added to an earlier ledger."""
    own = tuple(columns)
    known = {c.title for c in own}
    titles = dict.fromkeys(_own_title(part, t) for e in entries for t, _ in e.more)
    return (*own, *(Column(t, 16, "left", "hand") for t in titles if t not in known))


def _starts(names_: Sequence[str]) -> Iterator[int]:
    """The rows in which a new unit or department begins, but for the first."""
    first = HEADER_ROW + 1
    return (first + i for i, name in enumerate(names_) if i and name != names_[i - 1])


def _title(dossier: Dossier, what: str) -> str:
    return of_year(dossier.result.rules.scheme, dossier.year) + what


def _mark(sheet: Sheet, title: str) -> None:
    """What failed twice in a row stands out; a line where another unit or department begins, wherever that is after sorting."""
    if names.BEFORE in sheet.letters:
        sheet.colour(f'${sheet.letters[names.BEFORE]}{{r}}="{AGAIN}"', [names.BEFORE], ink=ALARM)
    letter = sheet.letters[title]
    sheet.colour(f"${letter}{{r}}<>${letter}{HEADER_ROW}", [c.title for c in sheet.columns], top=True)
