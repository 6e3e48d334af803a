"""Carrying an earlier ledger on: what people wrote stays with its item, or is listed where it can be found. Nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.compare.failures import failed
from loudi_qa.assess.compare.units import renamed
from loudi_qa.report.followed import OUTCOMES, STATES
from loudi_qa.report.xlsx.ledger.rows import day_or_words
from loudi_qa.submission.normalise import clean
from loudi_qa.submission.past import PastEntry
from loudi_qa.submission.table import by_folded
from loudi_qa.workbook import layout
from loudi_qa.workbook import ledger as names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from loudi_qa.assess.compare.comparison import Pair
    from loudi_qa.assess.compare.failures import Failure
    from loudi_qa.assess.compare.followup import FollowUp
    from loudi_qa.assess.result import Line
    from loudi_qa.report.dossier import Dossier
    from loudi_qa.report.xlsx.ledger.rows import Demand, Item, Key
    from loudi_qa.submission.past import PastRow
    from loudi_qa.workbook.ledger import Part
    from loudi_qa.workbook.write import Value

NOTHING_WRITTEN = PastEntry()
_NOT_LISTED = "未达标，但四舍五入后没有失分，今年清单不列"
_NOT_IN_RESULT = "今年的结果里没有这一项"


class LastRow(NamedTuple):
    """A row of 上年事项."""

    told: dict[str, Value]
    entry: PastEntry = NOTHING_WRITTEN


class Carried(NamedTuple):
    """What was carried on: hand-written cells by item and by demand, and the rows of 上年事项."""

    items: Mapping[Key, PastEntry]
    demands: Mapping[Key, PastEntry]
    last: tuple[LastRow, ...]
    unmatched: int = 0


def carry(dossier: Dossier, items: Collection[Item], demands: Collection[Demand]) -> Carried:
    """Give every row of the earlier ledger its place in this one."""
    pair = dossier.pair if dossier.pair and not dossier.pair.one_year else None
    rows, past = _Rows(dossier, pair), dossier.past
    kept: Mapping[Key, PastEntry] = {}
    asked: Mapping[Key, PastEntry] = {}
    if past and rows.same_year:
        kept, asked = rows.take(names.BY_UNIT, items), rows.take(names.DEMANDS, demands)
    elif past:
        when = "上年" if past.year == dossier.year - 1 else f"{past.year}年"
        kept = {i.key: _renewed(row.entry, when, i) for i in items if (row := rows.look(names.BY_UNIT.name, i.key))}
    last = [*_failures(dossier, pair, rows, {i.key for i in items}), *_follow_ups(dossier, pair, rows)] if pair else []
    last += _of_the_ledger(dossier, rows)
    unmatched = [_unmatched(row, past.year) for row in rows.left()] if past else []
    return Carried(kept, asked, (*last, *unmatched), len(unmatched))


class _Rows:
    """The rows of the earlier ledger; each is given away once."""

    def __init__(self, dossier: Dossier, pair: Pair | None) -> None:
        past = dossier.past
        self.same_year = bool(past and past.year == dossier.year)
        mandates = [dossier.result.rules.mandate, *([pair.older.rules.mandate] if pair else [])]
        schemes = [dossier.result.rules.scheme, *([pair.older.rules.scheme] if pair else [])]
        self.units = {clean(name): unit.name.zh for name, unit in mandates[0].unit.items()}
        if pair:
            called = renamed(mandates[1], mandates[0])
            for name, unit in mandates[1].unit.items():
                self.units.setdefault(clean(name), called.get(unit.name.zh, unit.name.zh))
        self.codes = by_folded(
            [*(i.id for s in schemes for i in s.indicators), *(c.id for m in mandates for c in m.consequences)]
        )
        self._rows: dict[tuple[str, Key | None, str], list[PastRow]] = {}
        for row in past.rows if past else ():
            self._rows.setdefault((row.sheet, self.key(row), row.told.get(names.KIND, "")), []).append(row)

    def key(self, row: PastRow) -> Key | None:
        """The unit by its present name, and the code; None where either is not known."""
        unit, code = self.units.get(clean(row.unit)), self.codes.get(clean(row.code).casefold())
        return (unit, code) if unit and code else None

    def look(self, sheet: str, key: Key, kind: str = "") -> PastRow | None:
        """The row of a key; of two, the first."""
        return next(iter(self._rows.get((sheet, key, kind), ())), None)

    def pop(self, sheet: str, key: Key, kind: str = "") -> PastEntry | None:
        """What was written in the row of a key, which has found its place."""
        found = self._rows.get((sheet, key, kind))
        return found.pop(0).entry if found else None

    def take(self, part: Part, wanted: Collection[Item] | Collection[Demand]) -> dict[Key, PastEntry]:
        """What was written beside what is there still, or is there again."""
        found: dict[Key, PastEntry] = {}
        for thing in wanted:
            entry = self.pop(part.name, thing.key) or self.pop(names.LAST.name, thing.key, names.UNMATCHED)
            if entry:
                found[thing.key] = entry
        return found

    def last(self, sheet: str, kind: str, key: Key) -> PastEntry:
        """What was written on a thing of last year: in last year's ledger, or carried on in this year's own earlier try."""
        found = self.pop(names.LAST.name, key, kind) if self.same_year else self.pop(sheet, key)
        return found or NOTHING_WRITTEN

    def rest(self, sheet: str, *kinds: str) -> Iterator[tuple[Key | None, PastRow]]:
        """The rows of a sheet that have no place yet, in their order; they are given away."""
        own = [(key, row) for (s, key, kind), rows in self._rows.items() if s == sheet and kind in kinds for row in rows]
        for at in [at for at in self._rows if at[0] == sheet and at[2] in kinds]:
            del self._rows[at]
        return iter(sorted(own, key=lambda x: x[1].row))

    def left(self) -> Iterator[PastRow]:
        """What found no place: rows in which something is written, or of a unit or a code that no one knows."""
        for sheet in (names.BY_UNIT.name, names.DEMANDS.name):
            yield from (row for key, row in self.rest(sheet, "") if row.entry.is_written or key is None)
        yield from (row for _, row in self.rest(names.LAST.name, names.UNMATCHED, ""))
        if not self.same_year:  # what was written on the year before last has no other place any more
            yield from (row for _, row in self.rest(names.LAST.name, names.FAILED, names.DEMAND) if row.entry.is_written)


def _renewed(entry: PastEntry, when: str, item: Item) -> PastEntry:
    """What was written last year on an item that is there again: it starts anew, and says what was held of it."""
    if entry.state in {*names.UNTOUCHED, names.DOING}:
        return entry._replace(extended_to="")
    day = f"（{entry.done_on}）" if entry.done_on else ""
    said = f"{when}记为{entry.state}{day}，今年{'待定' if item.lost is None else '再次未达标'}"
    remark = f"{said}。{entry.remark}" if entry.remark else said
    return entry._replace(state="", done_on="", extended_to="", remark=remark)


def _failures(dossier: Dossier, pair: Pair, rows: _Rows, listed: set[Key]) -> Iterator[LastRow]:
    """Every failure of last year and what became of it: of each unit first what failed again."""
    order = {"open": 0, "unknown": 1, "closed": 2}
    units = [*dict.fromkeys(f.unit for f in pair.failures)]
    for failure in sorted(pair.failures, key=lambda f: (units.index(f.unit), order[f.outcome])):
        key = failure.unit, failure.before.indicator.id
        yield LastRow(_failure(dossier, pair, failure, key in listed), rows.last(names.BY_UNIT.name, names.FAILED, key))


def _failure(dossier: Dossier, pair: Pair, failure: Failure, listed: bool) -> dict[str, Value]:
    before, after = failure.before, failure.after
    note = _NOT_IN_RESULT if after is None else f"得分 {before.points} → {'待定' if after.state == 'open' else after.points}"
    if failure.outcome == "open" and not listed:
        note = f"{note}；{_NOT_LISTED}"
    return {
        names.KIND: names.FAILED,
        layout.UNIT: failure.unit,
        layout.CODE: before.indicator.id,
        names.MATTER: pair.older.rules.scheme.measure[before.indicator.measure].name.zh,
        names.ANSWERS: failure.department.name.zh,
        names.LAST_LOST: before.lost,
        names.LAST_DUE: day_or_words(pair.older.rules.mandate.papers.rectify, dossier.last_day),
        names.OUTCOME: OUTCOMES[failure.outcome].zh,
        names.NOTE: note,
    }


def _follow_ups(dossier: Dossier, pair: Pair, rows: _Rows) -> Iterator[LastRow]:
    for follow in pair.follow_ups:
        key = follow.unit, follow.consequence.id
        yield LastRow(_followed(dossier, follow), rows.last(names.DEMANDS.name, names.DEMAND, key))


def _followed(dossier: Dossier, follow: FollowUp) -> dict[str, Value]:
    grades = [u.grade.grade if u and u.grade else "待定" for u in (follow.before, follow.after)]
    further = "；".join(c.do.zh for c in follow.further)
    return {
        names.KIND: names.DEMAND,
        layout.UNIT: follow.unit,
        layout.CODE: follow.consequence.id,
        names.MATTER: follow.consequence.do.zh,
        names.ANSWERS: follow.consequence.to.zh,
        names.LAST_DUE: day_or_words(follow.consequence.within, dossier.last_day),
        names.OUTCOME: STATES[follow.state].zh,
        names.NOTE: f"等级 {grades[0]} → {grades[1]}" + (f"；随后：{further}" if further else ""),
    }


def _of_the_ledger(dossier: Dossier, rows: _Rows) -> Iterator[LastRow]:
    """What the earlier ledger has of last year and the comparison has not, as without last year's workbook."""
    if rows.same_year:
        for _, row in rows.rest(names.LAST.name, names.FAILED, names.DEMAND):
            yield LastRow({**row.told, layout.UNIT: row.unit, layout.CODE: row.code}, row.entry)
        return
    for unit in dossier.result.units:
        for line in unit.lines:
            key = unit.unit.name.zh, line.indicator.id
            found = rows.look(names.BY_UNIT.name, key)
            if found:
                rows.pop(names.BY_UNIT.name, key)
                yield LastRow(_listed(found, key, line), found.entry)


def _listed(row: PastRow, key: Key, line: Line) -> dict[str, Value]:
    """An item of last year's ledger, held against this year's line."""
    return {
        names.KIND: names.FAILED,
        layout.UNIT: key[0],
        layout.CODE: key[1],
        names.MATTER: row.told.get(layout.NAME),
        names.ANSWERS: row.told.get(names.LEAD),
        names.LAST_LOST: row.told.get(names.LOST),
        names.LAST_DUE: row.told.get(names.DUE),
        names.OUTCOME: _outcome(line),
        names.NOTE: "按上年清单列出",
    }


def _outcome(line: Line) -> str:
    if line.state not in {"scored", "missing"}:
        return OUTCOMES["unknown"].zh
    return OUTCOMES["open" if failed(line) else "closed"].zh


def _unmatched(row: PastRow, year: int) -> LastRow:
    """A row that found no place, with all that stood in it; one that had none before stays as it is."""
    if row.told.get(names.KIND) == names.UNMATCHED:
        again: dict[str, Value] = {**row.told, layout.UNIT: row.unit, layout.CODE: row.code}
        return LastRow(again, row.entry)
    matter = next((row.told[t] for t in (names.MATTER, layout.NAME, names.ASKED) if t in row.told), "")
    rest = (f"{t}：{text}" for t, text in row.told.items() if text != matter and t not in {names.SERIAL, names.HINT})
    told: dict[str, Value] = {
        names.KIND: names.UNMATCHED,
        layout.UNIT: row.unit,
        layout.CODE: row.code,
        names.MATTER: matter,
        names.NOTE: "；".join((f"原在{year}年度清单“{row.sheet}”第 {row.row} 行", *rest)),
    }
    return LastRow(told, row.entry)
