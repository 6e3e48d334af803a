"""What-if: values that are supposed in place of those of a year, as a person types them (``双峰县:P03=98.2``).

A supposed value is held to what a cell is held to: range, whole numbers, declared answers, allowed reasons.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.numbers import show
from loudi_qa.scheme.ask import asks, reasons
from loudi_qa.submission.normalise import Trouble, clean, number, one_of
from loudi_qa.submission.table import by_folded, near, near_code
from loudi_qa.submission.values import answered
from loudi_qa.submission.year import EVERY_GROUP, Average, Cell, Doubt, Entry, Figure, Given, Missing, NotApplicable, Unclear
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Measure
    from loudi_qa.submission.year import State, Year

PROVINCE = layout.AVERAGE
"""In place of a unit: the provincial average of a measure, for every group that has one."""
_FOR_PROVINCE = {PROVINCE, "province"}
_NOTHING = {"", "空", "未填", "missing"}
MISSING = Words("未填", "not filled in")

_FORM = Words("写法是 单位:编号=值，如 双峰县:P03=98.2；读到 {text}", "write UNIT:CODE=VALUE, as 双峰县:P03=98.2; got {text}")
_NO_UNIT = Words("没有“{unit}”这个单位{near}", "there is no unit {unit}{near}")
_NO_CODE = Words("没有编号为 {code} 的填报项或加减分{near}", "there is no measure, bonus or deduction {code}{near}")
_NO_AVERAGE = Words("{code} 不与全省平均比较", "{code} is not held against a provincial average")
_BAD_VALUE = Words("{code} 的值不能写成 {value}：{asks}；{reasons}", "{code} cannot be {value}: {asks}; {reasons}")
_BAD_AVERAGE = Words("{code} 的全省平均不能写成 {value}：{asks}", "the average of {code} cannot be {value}: {asks}")
_BAD_COUNT = Words("{code} 的数量不能写成 {value}：填不小于 0 的整数", "{code} cannot be {value}: a whole number from 0 on")
_TWICE = Words("{unit}的 {code} 假设了两次：{first} 和 {second}", "{code} of {unit} is supposed twice: {first} and {second}")
_SILENT = Words("{unit}还没有数据，先汇总它的填报表再测算", "{unit} has sent no data: collect its form first")


class NotSupposable(Exception):
    """What was typed supposes nothing that could be."""

    def __init__(self, words: Words, at: int = 0) -> None:
        super().__init__(words.en)
        self.words = words
        """The sentence."""
        self.at = at
        """Which of the texts it is about, from 0."""


class Setting(NamedTuple):
    """One supposed value: of a unit's measure, a unit's bonus or deduction, or a provincial average (``unit`` is 全省平均)."""

    unit: str
    code: str
    value: State | Decimal
    """A state of a measure; a bare number of an extra or an average."""

    def is_like_a_share(self, rules: Rules) -> bool:
        """Whether a percentage is supposed that may have been meant a hundred times as large."""
        measure = rules.scheme.measure.get(self.code)
        value = self.value.value if isinstance(self.value, Given) else self.value
        return measure is not None and measure.is_percent and isinstance(value, Decimal) and 0 < value <= 1

    @property
    def text(self) -> Words:
        """The value as people write it."""
        return value_words(self.value)


def value_words(value: State | Decimal | None) -> Words:
    """A state or number as people write it; None is what was not there."""
    match value:
        case None | Missing():
            return MISSING
        case Given(value=Decimal() as given) | (Decimal() as given):
            return Words.same(show(given))
        case Given(value=answer):
            return Words.same(str(answer))
        case NotApplicable(reason):
            return Words("不适用（{why}）", "not applicable ({why})").filled(why=reason)
        case Unclear(text):
            return Words("读不出（{text}）", "unreadable ({text})").filled(text=text)


def settings(texts: Iterable[str], rules: Rules) -> tuple[Setting, ...]:
    """What was typed, understood; raises :class:`NotSupposable` at the first that cannot be."""
    found: dict[tuple[str, str], Setting] = {}
    for at, text in enumerate(texts):
        try:
            own = _setting(text, rules)
        except NotSupposable as error:
            raise NotSupposable(error.words, at) from error
        before = found.setdefault((own.unit, own.code), own)
        if before != own:
            fields = {"unit": own.unit, "code": own.code, "first": before.text, "second": own.text}
            raise NotSupposable(_TWICE.filled(**fields), at)
    return tuple(found.values())


def _setting(text: str, rules: Rules) -> Setting:
    place, equals, value = clean(text).partition("=")
    unit, colon, code = place.partition(":")
    if not (equals and colon and unit.strip() and code.strip()):
        raise NotSupposable(_FORM.filled(text=text))
    unit, code, value = unit.strip(), code.strip(), value.strip()
    scheme = rules.scheme
    codes = [*scheme.measure, *(e.id for e in scheme.extras)]
    names = {n.casefold(): m.id for m in scheme.measures for n in (m.name.zh, m.name.en)}
    names |= {n.casefold(): e.id for e in scheme.extras for n in (e.name.zh, e.name.en)}
    known = by_folded(codes).get(code.casefold()) or names.get(code.casefold())
    if known is None:
        close = near_code(code, codes) if code.isascii() else near(code, [m.name.zh for m in scheme.measures])
        raise NotSupposable(_NO_CODE.filled(code=code, near=close))
    if unit.casefold() in _FOR_PROVINCE:
        return Setting(PROVINCE, known, _average(known, value, rules))
    units = rules.mandate.unit | {u.name.en: u for u in rules.mandate.units}
    if unit not in units:
        raise NotSupposable(_NO_UNIT.filled(unit=unit, near=near(unit, units)))
    measure = scheme.measure.get(known)
    return Setting(units[unit].name.zh, known, _count(known, value) if measure is None else _state(measure, value))


def _state(measure: Measure, text: str) -> State:
    """The state of a measure; a reason that the rules allow makes it not applicable."""
    if text in _NOTHING:
        return Missing()
    if measure.answers and (answer := answered(measure, text)):
        return Given(answer[0], _NOWHERE)
    if reason := one_of(text, measure.na):
        return NotApplicable(reason[0])
    value = None if measure.answers else _within(measure, text)
    if value is None:
        fields = {"code": measure.id, "value": text, "asks": asks(measure), "reasons": reasons(measure)}
        raise NotSupposable(_BAD_VALUE.filled(**fields))
    return Given(value, _NOWHERE)


_NOWHERE = Cell(layout.DATA.name, 0, 0)
"""Stands for the cell until the year is known that the value goes into."""


def _within(measure: Measure, text: str) -> Decimal | None:
    """A number that a cell of the measure would take."""
    value = _in_range(measure, text)
    return value if value is None or measure.places > 0 or value == value.to_integral_value() else None


def _in_range(measure: Measure, text: str) -> Decimal | None:
    reading = number(text, unit=measure.unit)
    if isinstance(reading, Trouble):
        return None
    low, high = measure.range or (reading.number, reading.number)
    return reading.number if low <= reading.number <= high else None


def _average(code: str, text: str, rules: Rules) -> Decimal:
    measure = rules.scheme.measure.get(code)
    if measure is None or "province" not in rules.scheme.sources_used[code]:
        raise NotSupposable(_NO_AVERAGE.filled(code=code))
    value = _in_range(measure, text)
    if value is None:
        raise NotSupposable(_BAD_AVERAGE.filled(code=code, value=text, asks=asks(measure)))
    return value


def _count(code: str, text: str) -> Decimal:
    reading = number(text)
    if isinstance(reading, Trouble) or reading.number < 0 or reading.number != reading.number.to_integral_value():
        raise NotSupposable(_BAD_COUNT.filled(code=code, value=text or '""'))
    return reading.number


def supposed(year: Year, settings: Iterable[Setting]) -> Year:
    """The year with the supposed values in place of its own; everything else stands, doubts that a value answers go.

    Raises :class:`NotSupposable` for a unit that sent nothing: one value would make the rest of it look missing.
    """
    entries = {u: dict(own) for u, own in year.entries.items()}
    extras, averages, doubts = dict(year.extras), dict(year.averages), set(year.doubts)
    for at, (unit, code, value) in enumerate(settings):
        if not isinstance(value, Decimal):
            if unit not in entries:
                raise NotSupposable(_SILENT.filled(unit=unit), at)
            own = entries[unit]
            own[code] = _entry(own.get(code), value)
        elif unit == PROVINCE:
            known = [averages.pop(key) for key in list(averages) if key[0] == code]
            averages[code, EVERY_GROUP] = _average_of(known[0] if known else None, value)
            doubts = {d for d in doubts if (d.sheet, d.code) != (layout.AVERAGES.name, code)}
        else:
            before = extras.get((unit, code))
            extras[unit, code] = Figure(value, before.cell if before else Cell(layout.EXTRAS.name, 0, 0))
            doubts.discard(Doubt(layout.EXTRAS.name, unit, code))
    return year._replace(entries=entries, extras=extras, averages=averages, doubts=frozenset(doubts))


def _entry(before: Entry | None, state: State) -> Entry:
    """The row with another state; its counts would contradict it, and go."""
    if before is None:
        return Entry(state)
    cell = before.state.cell or _NOWHERE
    verified = isinstance(before.state, Given) and before.state.verified
    placed = Given(state.value, cell, verified) if isinstance(state, Given) else state._replace(cell=cell)
    return before._replace(state=placed, numerator=None, denominator=None)


def _average_of(before: Average | None, value: Decimal) -> Average:
    return before._replace(value=value) if before else Average(value, "", "", Cell(layout.AVERAGES.name, 0, 0))
