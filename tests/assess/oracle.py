"""The result of a year worked out a second time, by docs/arithmetic.md alone and without a line of the program.

The rule files are read as bare text, the workbook through openpyxl, everything is a fraction. What the page does not settle
is not guessed here: the cases keep clear of it.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import load_workbook
from tests.assess.reader import Number, Row, Rules, Tree, half_even, half_up, number, rows, written, zh

if TYPE_CHECKING:
    from pathlib import Path

Key = tuple[str, str]


class Line(NamedTuple):
    """One indicator of one unit."""

    id: str
    state: str
    points: Fraction
    of: Fraction
    lead: str


class Unit(NamedTuple):
    """One unit, before it is held against the others."""

    name: str
    lines: dict[str, list[Line]]
    moved: dict[str, tuple[Fraction, Fraction]]
    extras: Fraction
    barred: list[str]
    held_back: int
    """In how many groups without an open line points could not move (E501)."""
    asked: dict[str, Fraction]
    """By group, the points of its indicators for units of this kind; a group without any is not on the unit's card."""
    only_lowest: bool

    @property
    def is_open(self) -> bool:
        return any(x.state == "open" for lines in self.lines.values() for x in lines)

    def group(self, group: str) -> tuple[Fraction, Fraction]:
        points, of = self.moved.get(group, (Fraction(0), Fraction(0)))
        return points + sum(x.points for x in self.lines[group]), of + sum(x.of for x in self.lines[group])

    @property
    def counted(self) -> list[str]:
        """The groups that make the total: all, or the lowest of those that the unit is assessed on."""
        if not self.only_lowest:
            return [*self.lines]
        earning = [g for g in self.lines if self.group(g)[1]] or [g for g in self.lines if self.asked[g]]
        return [min(earning, key=lambda g: self.group(g)[0])]

    @property
    def total(self) -> Fraction:
        return sum((self.group(g)[0] for g in self.counted), self.extras)


def several(value: str) -> list[tuple[str, int]]:
    """How many things stand at each answer."""
    return [(answer, int(count)) for answer, count in re.findall(r"([^\s，,]+) (\d+)", value)]


def enters(rule: Tree, value: Fraction) -> bool:
    """Whether a value takes a place at all: beyond the entry bound, on the side of the best."""
    if "beyond" not in rule:
        return True
    bound = Fraction(rule["beyond"])
    return value < bound if rule.get("best") == "lowest" else value > bound


class Office:
    """One workbook under one pair of rule files."""

    def __init__(self, workbook: Path, rules: Rules) -> None:
        self.scheme, self.mandate, self.measures = rules.scheme, rules.mandate, rules.measures
        percents = {m for m, x in self.measures.items() if x.get("unit") == "%"}
        book = load_workbook(workbook, data_only=True)
        self.year = next(int(str(r[1].value)) for r in book["封面"].iter_rows() if r[0].value == "考核年度")
        self.data = {(str(r["单位"]), str(r["编号"])): r for r in reversed(rows(book, "指标数据", percents))}
        self.quotas = self._figures(rows(book, "目标分解", percents), "单位", "年度目标")
        self.averages = self._figures(rows(book, "全省平均", percents), "适用组", "全省平均")
        self.previous = self._figures(rows(book, "上年数据", percents), "单位", "上年值")
        self.extras = [(r["单位"], r["编号"], number(r["数量"])) for r in rows(book, "加分扣分", percents)]
        self.incidents = [(r["单位"], r["类别"]) for r in rows(book, "质量安全事件", percents)]
        self.places = int(self.scheme["points"]["places"])
        self.met: set[str] = set()
        """The branches of the page that this workbook went through."""

    def _figures(self, found: list[Row], by: str, title: str) -> dict[Key, Number]:
        units = {code: m.get("unit", "") for code, m in self.measures.items()}
        numbers = {(str(r[by]), str(r["编号"])): number(r[title], units[str(r["编号"])]) for r in found}
        return {key: n for key, n in numbers.items() if n is not None}

    def rounded(self, points: Fraction) -> Fraction:
        """Rounded once, as the scheme says."""
        how = half_even if self.scheme["points"]["rounding"] == "half_even" else half_up
        if how(points, self.places) != points:
            self.met.add(f"rounded {how.__name__}")
        if (points * 10**self.places) % 1 == Fraction(1, 2):
            self.met.add(f"a final five {how.__name__}")
        return how(points, self.places)

    # -- one line -----------------------------------------------------------------------------------------------------

    def state(self, unit: str, measure: Tree) -> tuple[str, Number | str | None]:
        """What a unit says of a measure: given, missing, not_applicable or open."""
        row = self.data.get((unit, measure["id"]))
        if row is None:
            return "missing", None
        value, verified, reason = row["填报值"], row.get("核定值"), row.get("不适用原因")
        if verified is not None:
            self.met.add("verified")
            value = verified
        elif reason is not None:
            allowed = value is None and reason in measure.get("na", [])
            self.met.add("a reason" if allowed else "a reason that does not hold")
            return ("not_applicable" if allowed else "open"), None
        if value is None:
            return "missing", None
        if "answers" in measure:
            told = several(str(value)) if "several" in measure else [(value, 1)]
            return ("given" if told and all(answer in measure["answers"] for answer, _ in told) else "open"), value
        got = number(value, measure["unit"])
        low, high = map(Fraction, measure["range"])
        whole = got is not None and (measure.get("places", "0") != "0" or got.value.denominator == 1)
        return ("given", got) if got is not None and low <= got.value <= high and whole else ("open", None)

    def benchmark(self, unit: Tree, measure: str, bound: Any) -> Number | None:
        """What a value is held against; None where it is not there."""
        name = zh(unit["name"])
        if isinstance(bound, dict):
            return written(bound[str(self.year)]) if str(self.year) in bound else None
        if bound == "province":
            names = {g["id"]: zh(g["name"]) for g in self.mandate["benchmark_groups"]}
            own = self.averages.get((names[unit["group"]], measure))
            self.met.add("the average of the group" if own else "the average for all")
            return own or self.averages.get(("全部", measure))
        if bound in {"quota", "previous"}:
            return (self.quotas if bound == "quota" else self.previous).get((name, measure))
        return written(bound)

    def points(self, unit: Tree, indicator: Tree) -> Fraction:
        """The points that an indicator has in this year for a unit."""
        points = indicator["points"]
        if not isinstance(points, dict):
            return Fraction(points)
        dated = str(self.year) in points
        self.met.add("points by year" if dated else "points by group")
        return Fraction(points[str(self.year) if dated else unit["group"]])

    def line(self, unit: Tree, indicator: Tree) -> tuple[str, Fraction]:
        """State and points of one indicator."""
        rule, measure, name = indicator["rule"], self.measures[indicator["measure"]], zh(unit["name"])
        bound, points = rule.get("at_least", rule.get("at_most")), self.points(unit, indicator)
        if not points:
            self.met.add("not theirs")
            return "not_applicable", Fraction(0)
        if isinstance(rule.get("share"), dict) and self.year < min(map(int, rule["share"])):
            self.met.add("no share due yet")
            return "not_due", Fraction(0)
        if bound == "quota" and not self.quotas.get((name, measure["id"]), Number(Fraction(0), 0)).value:
            return "not_applicable", Fraction(0)
        if isinstance(bound, dict) and self.year < min(map(int, bound)):
            return "not_due", Fraction(0)
        if not any(u == name for u, _ in self.data):
            self.met.add("no data of the unit")
            return "open", Fraction(0)
        state, value = self.state(name, measure)
        if state != "given":
            return state, Fraction(0)
        if rule["kind"] == "levels":
            return "scored", self.rounded(self.mean_share(rule["levels"], str(value)) * points)
        assert isinstance(value, Number)
        if rule["kind"] == "places":
            return self.by_place(indicator, value.value, points)
        if rule["kind"] != "reach":
            return "scored", self.rounded(self.counted(rule, value.value))
        return self.held(unit, indicator, value.value, points)

    def held(self, unit: Tree, indicator: Tree, value: Fraction, points: Fraction) -> tuple[str, Fraction]:
        """State and points of a value that is held against something: first last year's, where it must not be worse."""
        rule, measure = indicator["rule"], indicator["measure"]
        bound = rule.get("at_least", rule.get("at_most"))
        benchmark = self.benchmark(unit, measure, bound)
        share = rule.get("share", "1")
        share = share.get(str(self.year)) if isinstance(share, dict) else share
        if benchmark is None or share is None:
            self.met.add("open for want of " + ("a share" if not share else bound if isinstance(bound, str) else "a target"))
            return "open", Fraction(0)
        if "no_worse_than" in rule:
            last = self.benchmark(unit, measure, rule["no_worse_than"])
            if last is None:
                self.met.add("open for want of last year's")
                return "open", Fraction(0)
            now = half_up(value, last.digits) if self.scheme["compare"] == "rounded" else value
            if now < last.value if "at_least" in rule else now > last.value:
                self.met.add("worse than last year")
                return "scored", Fraction(0)
            self.met.add("as good as last year" if now == last.value else "better than last year")
        return "scored", self.rounded(self.reached(rule, value, benchmark, points, Fraction(share)))

    def by_place(self, indicator: Tree, value: Fraction, points: Fraction) -> tuple[str, Fraction]:
        """State and points of a value that is placed among those of the other units, or takes no place."""
        if not enters(indicator["rule"], value):
            self.met.add("no place")
            return "scored", Fraction(0)
        place = self.place(indicator, value)
        return ("scored", self.rounded(self.placed(indicator["rule"], place) * points)) if place else ("open", Fraction(0))

    def mean_share(self, levels: dict[str, str], value: str) -> Fraction:
        """The share of an answer, or the mean over several things."""
        if value in levels:
            self.met.add("levels")
            return Fraction(levels[value])
        self.met.add("levels of several")
        each = [Fraction(levels[answer]) for answer, count in several(value) for _ in range(count)]
        return sum(each, Fraction(0)) / len(each)

    def place(self, indicator: Tree, value: Fraction) -> int | None:
        """The place of a value among those of all units that are assessed; None while one of them cannot be told."""
        rivals: list[Fraction] = []
        for unit in self.mandate["units"]:
            name = zh(unit["name"])
            if not self.points(unit, indicator):
                continue
            state, got = self.state(name, self.measures[indicator["measure"]])
            if state == "open" or not any(u == name for u, _ in self.data):
                self.met.add("places not known")
                return None
            if state == "given" and isinstance(got, Number) and enters(indicator["rule"], got.value):
                rivals.append(got.value)
        lowest = indicator["rule"].get("best") == "lowest"
        self.met |= {"the lowest is best" if lowest else "the highest is best"} | (
            {"a place shared"} if rivals.count(value) > 1 else set()
        )
        return 1 + sum(r < value if lowest else r > value for r in rivals)

    def placed(self, rule: Tree, place: int) -> Fraction:
        """The share of the points at a place."""
        share = 1 - (place - 1) * Fraction(rule["less"])
        self.met |= {"the best"} if place == 1 else {"behind the best"} if share > 0 else {"nothing left for the place"}
        return max(share, Fraction(0))

    def counted(self, rule: Tree, value: Fraction) -> Fraction:
        """The points of bands and tally."""
        if rule["kind"] == "tally":
            self.met.add("tally at its cap" if value * Fraction(rule["each"]) > Fraction(rule["cap"]) else "tally")
            return min(value * Fraction(rule["each"]), Fraction(rule["cap"]))
        reached = [Fraction(points) for lower, points in rule["bands"] if value >= Fraction(lower)]
        self.met.add("bands" if reached else "below the bands")
        return max(reached, default=Fraction(0))

    def reached(self, rule: Tree, value: Fraction, benchmark: Number, points: Fraction, share: Fraction) -> Fraction:
        """The points of reach."""
        side = "at_least" if "at_least" in rule else "at_most"
        target = benchmark.value * share + Fraction(rule.get("plus", "0"))
        self.met |= {"a share of the target"} if share != 1 else set()
        held = half_up(value, benchmark.digits) if self.scheme["compare"] == "rounded" else value
        if held != value:
            self.met.add("compared rounded")
        shortfall = target - held if side == "at_least" else held - target
        short = rule.get("short", "zero")
        bound = rule[side] if isinstance(rule[side], str) and rule[side].isalpha() else "a number"
        if shortfall <= 0:
            self.met |= {f"{side} met", f"{bound} met"} | ({f"{side} on the bound"} if shortfall == 0 else set())
            return points
        self.met |= {f"{side} {next(iter(short)) if isinstance(short, dict) else short}", f"{bound} missed"}
        if short == "proportional":
            return held / target * points
        if short == "zero":
            return Fraction(0)
        if "zero_at" in short:
            zero = Fraction(short["zero_at"])
            return max((held - zero) / (target - zero) * points, Fraction(0))
        steps = shortfall / Fraction(short["per"])
        self.met.add(short["count"] + (" steps: broken" if steps.denominator > 1 else " steps"))
        steps = {"exact": steps, "full": Fraction(steps // 1), "started": Fraction(-(-steps // 1))}[short["count"]]
        return max(points - steps * Fraction(short["lose"]), Fraction(0))

    # -- one unit -----------------------------------------------------------------------------------------------------

    def lead(self, indicator: str) -> str:
        """Who answers for an indicator at the end of the year."""
        known = {n: d for d in self.mandate["departments"] for n in [zh(d["name"]), *d.get("aliases", [])]}
        name = next(d["units"][0] for d in self.mandate["duties"] if indicator in d.get("indicators", []))
        for _ in known:
            main = [s for s in known[name].get("successors", []) if "takes" not in s and s["from"] <= f"{self.year}-12-31"]
            self.met |= {"the department of the end of the year"} if main else set()
            name = max(main, key=lambda s: s["from"])["name"] if main else name
        return zh(known[name]["name"])

    def unit(self, unit: Tree) -> Unit:
        """One unit, line by line."""
        name, held_back = zh(unit["name"]), 0
        moved: dict[str, tuple[Fraction, Fraction]] = {}
        lines: dict[str, list[Line]] = {}
        asked: dict[str, Fraction] = {}
        for group in self.scheme["groups"]:
            own = [i for i in self.of_the_year() if i["group"] == group["id"]]
            states = {i["id"]: (*self.line(unit, i), self.points(unit, i)) for i in own}
            asked[group["id"]] = sum((of for _, _, of in states.values()), Fraction(0))
            self.met |= {"a group that is not theirs"} if not asked[group["id"]] else set()
            self.met |= {s for s, _, _ in states.values()}
            lines[group["id"]] = [
                Line(i, s, p, of if s in {"scored", "missing", "open"} else Fraction(0), self.lead(i))
                for i, (s, p, of) in states.items()
            ]
            earned = sum(p for _, p, _ in states.values())
            scored = sum((of for s, _, of in states.values() if s in {"scored", "missing"}), Fraction(0))
            left = sum(of for s, _, of in states.values() if s in {"not_applicable", "not_due"})
            most = Fraction(self.scheme["na"]["at_most"]) * Fraction(group["points"])
            goes = self.scheme["na"].get("points_go_to", "group") == "group"
            of = min(left, most) if goes and scored else Fraction(0)
            if left > of:
                waiting = any(s == "open" for s, _, _ in states.values())
                held_back += goes and not waiting  # where the scheme moves no points at all, there is nothing to point out
                self.met.add(("not all may move" if of else "nothing may move") if goes else "points go nowhere")
            if not scored:
                self.met.add("a whole group not applicable")
            if of:
                self.met.add("moved")
                moved[group["id"]] = self.rounded(earned / scored * of), of
        lowest = self.scheme["points"].get("total") == "lowest_group"
        self.met |= {"the lowest group counts"} if lowest else set()
        return Unit(name, lines, moved, self.beside(name), self.barred(name), held_back, asked, lowest)

    def of_the_year(self) -> list[Tree]:
        """The indicators that have points in this year."""
        dated = [(i, i["points"]) for i in self.scheme["indicators"]]
        return [i for i, p in dated if not isinstance(p, dict) or Fraction(p.get(str(self.year), "1"))]

    def beside(self, unit: str) -> Fraction:
        """Bonuses less deductions, each at most its cap."""
        total = Fraction(0)
        for extra in self.scheme.get("extras", []):
            count = sum((n.value for u, c, n in self.extras if (u, c) == (unit, extra["id"]) and n), Fraction(0))
            points = min(count * Fraction(extra["rule"]["each"]), Fraction(extra["rule"]["cap"]))
            self.met |= {f"{extra['effect']} at its cap"} if points < count * Fraction(extra["rule"]["each"]) else set()
            total += points if extra["effect"] == "bonus" else -points
        return total

    def barred(self, unit: str) -> list[str]:
        """The grades that the unit's incidents set."""
        grades = {zh(v["name"]): v["grade"] for v in self.scheme.get("vetoes", [])}
        return [grades[str(kind)] for u, kind in self.incidents if u == unit]

    # -- the result ---------------------------------------------------------------------------------------------------

    def result(self) -> dict[str, Any]:
        """The numbers of the result under the keys of the JSON; points stay fractions."""
        units = [self.unit(u) for u in self.mandate["units"]]
        return {"units": {u.name: self.judged(u, units) for u in units}, "city": self.city()}

    def judged(self, unit: Unit, units: list[Unit]) -> dict[str, Any]:
        """A unit held against the grades and the other units."""
        grades, total = [g["grade"] for g in self.scheme["grades"]], unit.total
        before = next((g["grade"] for g in self.scheme["grades"] if self.deserves(unit, g)), grades[-1])
        short = [Fraction(g["at_least"]) - total for g in self.scheme["grades"]]
        near = sum(0 < s <= Fraction(self.scheme["near_bound"]) for s in short)
        lost: dict[str | None, Fraction] = {}
        for line in (x for g in unit.counted for x in unit.lines[g] if x.state != "open"):
            lost[line.lead] = lost.get(line.lead, Fraction(0)) + line.of - line.points
        moved = [unit.moved[g] for g in unit.counted if g in unit.moved]
        lost[None] = sum((of - points for points, of in moved), Fraction(0))
        closed = not unit.is_open
        self.met |= {"veto" if closed and before != max([before, *unit.barred], key=grades.index) else "no veto"}
        self.met |= {"a tie"} if any(u is not unit and u.total == total for u in units) else set()
        return {
            "open": unit.is_open,
            "total": total,
            "of": sum(unit.group(g)[1] for g in unit.counted),
            "total_without_na_points": total - sum(points for points, _ in moved),
            "extras": unit.extras,
            "rank": 1 + sum(u.total > total for u in units if not u.is_open) if closed else None,
            "grade_before_veto": before if closed else None,
            "grade": max([before, *unit.barred], key=grades.index) if closed else None,
            "groups": {g: unit.group(g) for g in unit.lines},
            "indicators": {x.id: (x.state, x.points, x.of) for lines in unit.lines.values() for x in lines}
            | {f"{g}-na": ("scored", *m) for g, m in unit.moved.items()},
            "lost_by_department": {k: v for k, v in lost.items() if v},
            "E501": unit.held_back,
            "E502": near * closed,
        }

    def deserves(self, unit: Unit, grade: Tree) -> bool:
        """Whether a unit has a grade's bound, and has earned of each indicator what the grade asks."""
        if unit.total < Fraction(grade["at_least"]):
            return False
        each = grade.get("each")
        if each is None:
            return True
        enough = all(x.points >= self.rounded(Fraction(each["share"]) * x.of) for x in unit.lines[each["group"]])
        self.met.add("each has its share" if enough else "one without its share")
        return enough

    def city(self) -> dict[str, tuple[Fraction | None, list[str]]]:
        """By indicator with a figure for the city: the city's value, and the units that keep a rate from being one."""
        return {i["id"]: self.city_value(self.measures[i["measure"]]) for i in self.of_the_year() if "city" in i}

    def stands(self, unit: str, measure: Tree, counts: list[Any]) -> bool:
        """Whether two counts can stand for a rate: no 核定值 in its place, no more good than all."""
        good, every = counts
        if good is None or every is None or self.data[unit, measure["id"]].get("核定值") not in {None, ""}:
            return False
        return bool(0 <= good.value <= every.value and every.value)

    def city_value(self, measure: Tree) -> tuple[Fraction | None, list[str]]:
        """Counts added up, or the smallest; a rate from the counts behind it."""
        names = [zh(u["name"]) for u in self.mandate["units"]]
        given = {n: v.value for n in names for s, v in [self.state(n, measure)] if s == "given" and isinstance(v, Number)}
        kind = measure.get("city", "none")
        if kind != "pooled":
            self.met |= {f"city {kind}"} if given else set()
            values = list(given.values())
            return (sum(values, Fraction(0)) if kind == "sum" else min(values)) if values and kind != "none" else None, []
        counts = {n: [number(self.data[n, measure["id"]].get(c)) for c in ("分子", "分母")] for n in given}
        silent = [n for n, both in counts.items() if not self.stands(n, measure, both)]
        over, under = (sum((c[i].value for c in counts.values() if c[i]), Fraction(0)) for i in (0, 1))  # type: ignore[union-attr]  # tested in the same line
        self.met |= {"no rate of the city" if silent else "city pooled"} if given else set()
        return (None if silent or not under else over / under * 100), silent
