"""The rows of the trial, unit by unit: its total, grade and place, its extras, its groups with their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess.result import NOTHING
from loudi_qa.numbers import percent, show
from loudi_qa.report.because import because
from loudi_qa.report.card import MOVED
from loudi_qa.report.overview import EXTRAS, GRADE, RANK
from loudi_qa.report.xlsx.looks import NUMBER, PALE, SUBTOTAL_FILL, TEXT, TOTAL_FILL, Look
from loudi_qa.report.xlsx.result import choices
from loudi_qa.report.xlsx.result.benchmarks import OPEN, key_of
from loudi_qa.report.xlsx.result.choices import Offer
from loudi_qa.report.xlsx.result.formulas import Cells, number, published, quoted
from loudi_qa.report.xlsx.result.live import DIGITS, Live, benchmark_of, live, value_of
from loudi_qa.report.xlsx.result.trial_grades import conditions, earned
from loudi_qa.report.xlsx.result.trial_rows import Column, Writer, Written
from loudi_qa.scheme.ask import target
from loudi_qa.scheme.called import grade_words
from loudi_qa.scheme.rules import Levels, Reach
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from loudi_qa.assess.result import ExtraLine, GroupResult, Line, UnitResult
    from loudi_qa.report.dossier import Dossier
    from loudi_qa.report.xlsx.result.benchmarks import Shared
    from loudi_qa.report.xlsx.result.choices import Choices
    from loudi_qa.report.xlsx.result.formulas import States
    from loudi_qa.report.xlsx.result.page import Page
    from loudi_qa.scheme.models import Extra
    from loudi_qa.words import Lang
    from loudi_qa.workbook.write import Value

_TOTAL = Words("总分", "Unit total")
"""Unlike any code, for those have neither Chinese nor spaces: by it the totals are found among the rows."""
_SUM = Words("{group} 小计", "{group}: sum")
_LAST = Words(
    "上年值 {last} 写在公式里，不能在表上改", "last year's value {last} stands in the formula and cannot be changed here"
)
_STRUCK = Words("{veto}，定 {grade}", "{veto}: grade {grade}")
_NO_VETO = Words("没有一票否决；数值格可以试填否决所定的等级", "no veto; the grade that one sets may be tried as a value")
_VETOED = Words("一票否决：{struck}", "veto: {struck}")
_PLACE = Words("按总分从高到低，同分同位次", "by total, from the highest; equal totals share a place")
_DOUBT = Words("“{sheets}”表有读不出的内容，总分待定", "something in {sheets} cannot be read: the total is open")
_PARTS = Words("各组小计与加减分之和", "the sums of the groups, and extras")
_LOWEST = Words("各组小计中最低的一个，与加减分之和", "the lowest of the sums of the groups, and extras")
_EACH = Words("每 1 {unit} {each} 分，最多 {cap} 分", "{each} points for each {unit}, at most {cap}")
_TAKEN_OFF = Words("扣分：{rule}", "taken off: {rule}")
_RATE = Words(
    "数值（得分）÷ 对照值（可得满分）× 满分（转入分值：不适用和未到期的，最多占本组 {share}%）",
    "value (points earned) ÷ benchmark (points that could be) × of (points moved: not applicable or not due, "
    "at most {share} % of the group)",
)
_DIFFERS = Words('"不同";"不同";0', '"differs";"differs";0')
_MIDDLE = TEXT._replace(align="center", wrap=False)
_HEAD, _GROUP = Look(bold=True, fill=TOTAL_FILL), Look(bold=True, fill=SUBTOTAL_FILL)
_HEADS = 3
"""Rows at the top of a unit: total, grade, place."""


class Sources(NamedTuple):
    """What the rows are made from, besides the dossier."""

    states: States
    shared: Shared
    lists: Choices
    held: Mapping[tuple[str, str], Line]


class Units(Writer):
    """Writes the rows of all units; ``offers`` are the rows of open values by what they offer."""

    def __init__(self, page: Page, dossier: Dossier, lang: Lang, sources: Sources) -> None:
        super().__init__(page, dossier.result.rules.scheme.points, lang, page.row)
        self.result, self.scheme, self.sources = dossier.result, dossier.result.rules.scheme, sources
        self.states = sources.states
        self.offers: dict[Offer, list[int]] = {}
        self.by_place: dict[str, list[str]] = {id_: [] for id_ in sources.lists.fields}
        """By indicator scored by place, the cells of the units' values."""
        self._top = self.row
        self._lines: dict[str, tuple[str, str, str]] = {}

    def write(self) -> int:
        """Write them all; gives back the last row."""
        first = self.row
        tops = [self._unit(unit) for unit in self.result.units]
        last = self.row - 1
        for unit, top in zip(self.result.units, tops, strict=True):
            self._top, self.row = top, top + 2
            self._place(unit, first, last)
        return last

    def _unit(self, unit: UnitResult) -> int:
        self._top = top = self.row
        self.row += _HEADS
        extras, groups = [], dict[str, str]()
        for extra in self.scheme.extras:
            extras.append(self.at(Column.POINTS))
            own = next((e for e in unit.extras if e.extra.id == extra.id), None)
            self._extra(unit, extra, own)
        for group in unit.groups:
            if unit.lowest is None or group.declared:
                groups[self.at(Column.POINTS)] = self._available(self.row + 1, self.row + len(group.lines))
            self._group(unit, group)
        end = self.row
        self.row = top
        counted = groups if unit.lowest is None else [self._lowest(groups)]
        self._total(unit, "+".join([*extras, *counted]), end - 1)
        self.row = top + 1
        self._grade(unit)
        self.row = end
        return top

    def _available(self, first: int, last: int) -> str:
        """What can be earned on some lines: the points of those that apply and are due."""
        of, state = self.area(Column.OF, first, last), self.area(Column.STATE, first, last)
        idle = "".join(f"-SUMIF({state},{quoted(w)},{of})" for w in (self.states.not_applicable, self.states.not_due))
        return f"ROUND(SUM({of}){idle},10)"

    def _lowest(self, groups: Mapping[str, str]) -> str:
        """The least of the groups in which something can be earned; ``groups`` are their points and what can be earned."""
        full = number(self.scheme.points.full)
        least = ",".join(f"IF({available}>0,{points},{full})" for points, available in groups.items())
        return f"IF({'+'.join(groups.values())}>0,MIN({least}),0)"

    def _texts(self, text: Written, look: Look = TEXT, level: int = 0) -> None:
        self.texts(text, look, level)
        if self.row >= self._top + _HEADS:
            for column, row in ((Column.TOTAL, 0), (Column.GRADE, 1), (Column.RANK, 2)):
                look = NUMBER._replace(format=self.digits) if column == Column.TOTAL else _MIDDLE
                self.pen.formula(self.row, column, self.at(Column.POINTS, self._top + row), look._replace(ink=PALE))

    def _joined(self, sentences: Iterable[str]) -> str:
        return ("；" if self.lang == "zh" else "; ").join(sentences)

    def _state(self, content: str, look: Look = TEXT, *, live: bool = True) -> None:
        put = self.pen.formula if live else self.pen.put
        put(self.row, Column.STATE, content, look._replace(align="center"))

    def _open(self, column: Column, value: Value, offer: Offer | None = None) -> None:
        """A cell that a reader may change."""
        self.pen.put(self.row, column, value, OPEN)
        if offer is not None:
            self.offers.setdefault(offer, []).append(self.row)

    def _total(self, unit: UnitResult, parts: str, last: int) -> None:
        name, states = unit.unit.name.of(self.lang), self.states
        doubt = ("、" if self.lang == "zh" else ", ").join(unit.doubtful_sheets)
        parts_ = _PARTS if unit.lowest is None else _LOWEST
        rule = _DOUBT.of(self.lang, sheets=doubt) if doubt else parts_.of(self.lang)
        self._texts(Written(name, "", _TOTAL.of(self.lang), name, rule), _HEAD)
        self.number(Column.OF, self.scheme.points.full, _HEAD, self.digits)
        if doubt:
            self._state(states.open, _HEAD, live=False)
        else:
            count = f"COUNTIF({self.area(Column.STATE, self._top + _HEADS, last)},{quoted(states.open)})"
            self._state(f"IF({count}>0,{quoted(states.open)},{quoted(states.scored)})", _HEAD)
        self.scored(f"ROUND({parts},{self.policy.places})", unit.total, _HEAD)

    def _grade(self, unit: UnitResult) -> None:
        """The grade by the total, or that of a veto where it is the worse one."""
        struck = self._joined(
            _STRUCK.of(self.lang, veto=v.veto.name.of(self.lang), grade=grade_words(v.veto.grade).of(self.lang))
            for v in unit.vetoes
        )
        rule = _VETOED.of(self.lang, struck=struck) if struck else _NO_VETO.of(self.lang)
        rule = self._joined([rule, *conditions(self.scheme, self.lang)])
        self._texts(Written(unit.unit.name.of(self.lang), "", GRADE.of(self.lang), "", rule))
        order = [g.grade for g in self.scheme.grades]
        worst = max((order.index(v.veto.grade) for v in unit.vetoes), default=None)
        grades = self.sources.shared.grades
        self._open(Column.VALUE, None if worst is None else order[worst], Offer("grade", grades.names))
        total, value = self.at(Column.POINTS, self._top), self.at(Column.VALUE)
        earned_ = earned(self.scheme, grades, total, self._lines, self.states)
        barred = f"SUMPRODUCT(EXACT({grades.names},{value})*{grades.order})"
        grade = f"INDEX({grades.names},MAX({earned_},{barred}))"
        self._compared(grade, unit.grade.grade if unit.grade else None, _DIFFERS.of(self.lang))

    def _place(self, unit: UnitResult, first: int, last: int) -> None:
        """One more than there are units with a higher total."""
        self._texts(Written(unit.unit.name.of(self.lang), "", RANK.of(self.lang), "", _PLACE.of(self.lang)))
        total = self.at(Column.POINTS, self._top)
        codes, states, points = (self.fixed(c, first, last) for c in (Column.CODE, Column.STATE, Column.POINTS))
        named, scored = quoted(_TOTAL.of(self.lang)), quoted(self.states.scored)
        self._compared(f'1+COUNTIFS({codes},{named},{states},{scored},{points},">"&{total})', unit.rank, "+0;-0;0")

    def _compared(self, formula: str, program: str | int | None, digits: str) -> None:
        """A grade or a place, neither of which an open total has; 0 where it is that of the program."""
        open_ = quoted(self.states.open)
        own = f"IF({self.at(Column.STATE, self._top)}={open_},{open_},{formula})"
        self.pen.formula(self.row, Column.POINTS, own, _MIDDLE._replace(bold=True))
        self.pen.put(self.row, Column.PROGRAM, self.states.open if program is None else program, _MIDDLE)
        own, other = self.at(Column.POINTS), self.at(Column.PROGRAM)
        unlike = f"IF(EXACT({own},{other}),0,1)"
        self.formula(Column.DIFFERENCE, f"IF(AND(ISNUMBER({own}),ISNUMBER({other})),{own}-{other},{unlike})", TEXT, digits)

    def _extra(self, unit: UnitResult, extra: Extra, own: ExtraLine | None) -> None:
        """A bonus or a deduction for so many things."""
        rule = _EACH.of(self.lang, unit=extra.unit, each=show(extra.rule.each), cap=show(extra.rule.cap))
        taken = extra.effect == "deduction"
        rule = _TAKEN_OFF.of(self.lang, rule=rule) if taken else rule
        name = unit.unit.name.of(self.lang)
        self._texts(Written(name, EXTRAS.of(self.lang), extra.id, extra.name.of(self.lang), rule), level=1)
        self._open(Column.VALUE, own.quantity if own else None, Offer("count"))
        value, scored, open_ = self.at(Column.VALUE), quoted(self.states.scored), quoted(self.states.open)
        self._state(f'IF(LEN(TRIM({value}))=0,"",IF(ISNUMBER({value}),{scored},{open_}))')
        sum_ = f"MIN({value}*{number(extra.rule.each)},{number(extra.rule.cap)})"
        points = self.exact(f"IF({self.at(Column.STATE)}={scored},{sum_},0)")
        self.scored(f"-{points}" if taken else points, own.points if own else NOTHING)
        self.row += 1

    def _group(self, unit: UnitResult, group: GroupResult) -> None:
        """The sum of a group, its lines below it, and what its idle lines give."""
        head, name = self.row, group.group.name.of(self.lang)
        self.row += 1
        for line in group.lines:
            self._line(unit, group, line)
        states, points, of = (self.area(c, head + 1, self.row - 1) for c in (Column.STATE, Column.POINTS, Column.OF))
        self._lines[group.group.id] = states, points, of
        if self.scheme.na.points_go_to == "group":
            self._moved(unit, group, head)
        end, self.row = self.row, head
        self._texts(Written(unit.unit.name.of(self.lang), name, "", _SUM.of(self.lang, group=name)), _GROUP, 1)
        self.number(Column.OF, group.group.points if group.declared else NOTHING, _GROUP, self.digits)
        lines = self.area(Column.POINTS, head + 1, end - 1)
        self.scored(f"ROUND(SUM({lines}),{self.policy.places})", group.points, _GROUP)
        self.row = end

    def _line(self, unit: UnitResult, group: GroupResult, line: Line) -> None:
        indicator, name = line.indicator, unit.unit.name
        measure, states = self.scheme.measure[indicator.measure], self.states
        probe = self.sources.held[name.zh, indicator.id]
        own = live(line, probe, self._cells(), states, self.scheme, self.sources.lists)
        told = [target(indicator, measure, self.result.year.year).of(self.lang)]
        told += [because(line, self.lang)] if line.state != "scored" else []
        told += [own.of(self.lang)] if isinstance(own, Words) else []
        if isinstance(own, Live) and isinstance(indicator.rule, Reach) and probe.last and indicator.rule.bound != "previous":
            told.append(_LAST.of(self.lang, last=show(probe.last.value)))
        rule = self._joined(filter(None, told))
        texts = (name.of(self.lang), group.group.name.of(self.lang), indicator.id, measure.name.of(self.lang), rule)
        self._texts(Written(*texts), level=2)
        self.number(Column.OF, indicator.points, digits=self.digits)
        self._values(unit, line, probe, open_=isinstance(own, Live) or own == DIGITS)
        if indicator.id in self.by_place:
            self.by_place[indicator.id].append(f"'{self.page.sheet.title}'!{self.at(Column.VALUE)}")
        if isinstance(own, Words):
            self._state(getattr(states, line.state), live=False)
            self.scored(line.points, line.points)
        else:
            self._state(own.state)
            points = self.exact(f"IF({self.at(Column.STATE)}={quoted(states.scored)},{own.exact},0)")
            self.scored(points, line.points)
        self.row += 1

    def _values(self, unit: UnitResult, line: Line, probe: Line, *, open_: bool) -> None:
        """The value, and what it is held against: shared with other units, the line's own, or nothing."""
        if not open_:
            self.number(Column.VALUE, value_of(line, self.states))
            return
        rule = line.indicator.rule
        lists = self.sources.lists
        answers = Offer("answer", lists.offered[choices.key_of(rule)]) if isinstance(rule, Levels) else None
        self._open(Column.VALUE, value_of(line, self.states), answers or Offer("number", lists.states))
        key = key_of(unit, probe)
        if key is not None:
            shared = self.sources.shared.cells[key]
            self.formula(Column.BENCHMARK, f"IF(LEN(TRIM({shared}))=0,{quoted(self.states.open)},{shared})")
        elif isinstance(rule, Reach):
            self._open(Column.BENCHMARK, benchmark_of(line, probe, self.result.year.quotas, unit.unit.name.zh, self.states))

    def _cells(self) -> Cells:
        return Cells(*(self.at(c) for c in (Column.VALUE, Column.BENCHMARK, Column.OF, Column.STATE)))

    def _moved(self, unit: UnitResult, group: GroupResult, head: int) -> None:
        """The points of what is not applicable or not due, at the group's own rate and rounded once."""
        name, states, last = group.group.name.of(self.lang), self.states, self.row - 1
        rule = _RATE.of(self.lang, share=show(percent(self.scheme.na.at_most)))
        text = Written(unit.unit.name.of(self.lang), name, group.moved_id, MOVED.of(self.lang, group=name), rule)
        self._texts(text, TEXT._replace(ink=PALE), 2)
        of, earned, open_to = (self.area(c, head + 1, last) for c in (Column.OF, Column.POINTS, Column.STATE))
        idle = "+".join(f"SUMIF({open_to},{quoted(word)},{of})" for word in (states.not_applicable, states.not_due))
        self.formula(Column.VALUE, f"ROUND(SUM({earned}),{self.policy.places})", TEXT, self.digits)
        out = f"{idle}+SUMIF({open_to},{quoted(states.open)},{of})"
        self.formula(Column.BENCHMARK, f"ROUND(SUM({of})-({out}),{self.policy.places})", TEXT, self.digits)
        most = f"{number(self.scheme.na.at_most)}*{self.at(Column.OF, head)}"
        self.formula(Column.OF, published(f"MIN({idle},{most})", self.policy), TEXT, self.digits)
        share, got, of_all = (self.at(c) for c in (Column.OF, Column.VALUE, Column.BENCHMARK))
        points = self.exact(f"IF(AND({share}>0,{of_all}>0),{got}*{share}/{of_all},0)")
        self.scored(points, group.moved.points if group.moved else NOTHING)
        self.row += 1
