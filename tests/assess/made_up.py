"""Rules and years made up from a seed, for ``test_independent.py``: schemes with every kind of rule, workbooks for any scheme."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from tests.assess.reader import zh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.assess.reader import Rules

Sheet = list[list[object]]


# -- a scheme made up ---------------------------------------------------------------------------------------------------------


def decimal(rng: random.Random, low: float, high: float, places: int) -> str:
    return f"{rng.uniform(low, high):.{places}f}"


def made_up_rule(rng: random.Random, kind: str, points: str) -> str:
    """A rule for a measure of a kind: a rate, a count, a change that may be negative, or answers."""
    if kind == "answers":
        return f"{{kind: levels, levels: {{建成: 1, 在建: {rng.choice(['0.5', '0.35', '0.333'])}, 未建: 0}}}}"
    what = rng.choice(["reach"] * 5 + ["bands", "tally"])
    if what == "bands":
        half = Decimal(points) / 2
        return f"{{kind: bands, bands: [[{decimal(rng, 60, 90, 1)}, {points}], [12.5, {half}], [5, 0.01]]}}"
    if what == "tally" and kind != "change":
        return f"{{kind: tally, each: {rng.choice(['0.5', '0.125', '1'])}, cap: {points}}}"
    side = rng.choice(["at_least", "at_least", "at_most"])
    number = decimal(rng, 20, 60, rng.choice([0, 1, 2]))
    dated = f"{{2019: {number}, 2020: {decimal(rng, 20, 60, 1)}}}"
    bounds = ["province", "previous", number, dated, "quota"]
    bound = rng.choice(bounds[:3] if kind == "change" else bounds)
    steps = [
        f"{{per: {p}, lose: {decimal(rng, 0.1, 2, 2)}, count: {c}}}"
        for p in ("0.5", "3", "0.7")
        for c in ("exact", "full", "started")
    ]
    ramp = "{zero_at: -200}" if side == "at_least" else "{zero_at: 400}"
    shares = ["proportional"] if side == "at_least" and kind != "change" else []
    short = rng.choice(["zero", *shares, *shares, ramp, rng.choice(steps), rng.choice(steps)])
    plus = rng.choice(["", "", "plus: 0.5, ", "plus: 2, "])
    return f"{{kind: reach, {side}: {bound}, {plus}short: {short}}}"


MEASURES = {
    "rate": 'unit: "%", range: [0, 100], places: 2, city: pooled, na: [未抽查, 停办]',
    "count": "unit: 项, range: [0, 99], city: {city}, na: [停办]",
    "change": "unit: 分, range: [-50, 99], places: 2, na: [停办]",
    "answers": "answers: [建成, 在建, 未建]",
}


def made_up_parts(rng: random.Random, full: int, *, lowest: bool) -> list[str]:
    """The points of fifteen indicators, which make the full score; where the lowest group counts, each five of them do."""
    step, each = Fraction(full, 2000), 5 if lowest else 15
    found: list[str] = []
    for _ in range(15 // each):
        cuts = sorted(rng.sample(range(20, 1980, 10), each - 1))
        found += [f"{float((b - a) * step):.2f}" for a, b in zip([0, *cuts], [*cuts, 2000], strict=True)]
    return found


def made_up_scheme(rng: random.Random, full: int = 100, *, lowest: bool = False) -> str:
    """An ``indicators.yaml`` with three groups of five indicators, some of which share a measure."""
    parts = made_up_parts(rng, full, lowest=lowest)
    kinds = rng.choices(list(MEASURES), [5, 4, 2, 2], k=15)
    measures: list[str] = []
    indicators: list[str] = []
    for i, (kind, points) in enumerate(zip(kinds, parts, strict=True)):
        shared = i and kinds[i - 1] == kind and rng.random() < 0.5
        measure = indicators[-1].split("measure: ")[1][:3] if shared else f"M{i:02}"
        facts = MEASURES[kind].replace("{city}", rng.choice(["sum", "least", "none"]))
        city = "" if kind == "answers" or "none" in facts else "city: {at_least: 50, by: 2020}, "
        if not shared:
            measures.append(f"- {{id: {measure}, name: 测{i}, {facts}, count: 数}}")
        rule = made_up_rule(rng, kind, points)
        # the figure of the city has to be that of the rule, where the rule has one
        fixed = re.search(r"at_(least|most): (-?[\d.]+|\{)", rule)
        city = "" if fixed or kind == "change" else city
        indicators.append(
            f"- {{id: I{i:02}, group: g{i // 5}, measure: {measure}, points: {points}, basis: assumed, {city}rule: {rule}}}"
        )
    groups = [f"- {{id: g{n}, name: 组{n}, points: {sum(map(Decimal, parts[5 * n : 5 * n + 5]))}}}" for n in range(3)]
    na = f"{{points_go_to: {rng.choice(['group', 'group', 'group', 'none'])}, at_most: {rng.choice(['0', '0.2', '0.5', '1'])}}}"
    policy = f"places: {rng.choice([2, 2, 1])}, rounding: {rng.choice(['half_up', 'half_even'])}"
    return f"""scheme: made_up
name: 体系
edition: "1"
source: {{document: 文, title: 题, issuer: 府, date: "2019-01-01"}}
points: {{{policy}, round: each_indicator, basis: assumed}}
compare: {rng.choice(["exact", "rounded"])}
rank: {{"on": published, ties: competition}}
na: {na}
near_bound: {rng.choice(["0.5", "5"])}
assumptions:
- {{id: points, text: 设定}}
groups:
{chr(10).join(groups)}
grades:
- {{grade: 优, at_least: {full * 6 // 10}, name: 优}}
- {{grade: 中, at_least: {full * 4 // 10}, name: 中}}
- {{grade: 差, at_least: 0, name: 差}}
measures:
{chr(10).join(measures)}
indicators:
{chr(10).join(indicators)}
extras:
- {{id: X1, name: 奖, unit: 项, effect: bonus, basis: assumed, rule: {{kind: tally, each: 0.5, cap: 2}}}}
- {{id: X2, name: 迟, unit: 次, effect: deduction, basis: assumed, rule: {{kind: tally, each: 0.7, cap: 1.5}}}}
vetoes:
- {{id: V1, name: 大事故, definition: 大, basis: assumed, grade: 差}}
- {{id: V2, name: 小事故, definition: 小, basis: assumed, grade: 中}}
"""


def made_up_mandate(scheme: str) -> str:
    """A ``responsibilities.yaml``: five units in two groups, departments that were merged twice, every indicator with a lead."""
    measures, indicators = (list(dict.fromkeys(re.findall(rf"id: ({x}\d\d)", scheme))) for x in "MI")
    units = [f"- {{name: {n}县, group: {'ab'[i % 2]}, leaders: 班子}}" for i, n in enumerate("甲乙丙丁戊")]
    return f"""scheme: made_up
benchmark_groups:
- {{id: a, name: 一组, basis: assumed}}
- {{id: b, name: 二组, basis: assumed}}
units:
{chr(10).join(units)}
departments:
- {{name: 质监局, aliases: [质量局], successors: [
   {{name: 工商局, from: "2018-06-30", evidence: general}}, {{name: 环保局, from: "2018-01-01", evidence: general, takes: 计量}},
   {{name: 监管局, from: "2021-01-01", evidence: general}}]}}
- {{name: 工商局, successors: [{{name: 监管局, from: "2019-12-31", evidence: general}}]}}
- {{name: 环保局, successors: [{{name: 监管局, from: "2020-01-01", evidence: general, takes: 监测}}]}}
- {{name: 监管局, since: "2019-12-31"}}
duties:
- {{clause: 一, title: 甲, units: [质量局, 环保局], indicators: [{", ".join(indicators[::3])}], supports: [{indicators[1]}]}}
- {{clause: 二, title: 乙, units: [环保局], indicators: [{", ".join(indicators[1::3])}]}}
- {{clause: 三, title: 丙, units: [工商局], indicators: [{", ".join(indicators[2::3])}]}}
owners:
- {{department: 环保局, measures: [{", ".join(measures)}]}}
consequences:
- {{id: last, when: {{last: 1}}, do: 约谈, to: 班子, basis: assumed, source: 设定}}
"""


# -- a year made up -----------------------------------------------------------------------------------------------------------


class MadeUpYear:
    """Fills a workbook for any rules: values on a bound and just beside it, at the ends of the range, empty, not applicable."""

    def __init__(self, seed: int, rules: Rules, year: int) -> None:
        self.rng, self.rules, self.year = random.Random(seed), rules, year  # noqa: S311 -- cases, not secrets
        self.units = [(zh(u["name"]), u["group"]) for u in rules.mandate["units"]]
        self.groups = {g["id"]: zh(g["name"]) for g in rules.mandate["benchmark_groups"]}
        self.bounds: dict[str, list[Decimal]] = {}
        self.rare = 0.004 if seed % 3 else 0.0  # what leaves a line open; a third of the years are free of it

    def near(self, measure: str, unit: dict[str, Any]) -> Decimal:
        """A value of the measure: on one of its bounds, one last digit beside it, at an end of its range, or any."""
        low, high = map(Decimal, unit["range"])
        step = Decimal(1).scaleb(-int(unit.get("places", "0")))
        bound = self.rng.choice(self.bounds.get(measure) or [low])
        any_value = low + (high - low) * Decimal(self.rng.randrange(1001)) / 1000
        beside = [bound, bound - step, bound + step, bound - step * self.rng.randrange(40), bound + step * self.rng.randrange(40)]
        value = self.rng.choice([*beside, *beside, low, high, any_value])
        return min(max(value.quantize(step), low), high)

    def cell(self, value: Decimal, percent: bool) -> object:
        """The value as one of the ways in which people and programs fill a cell; a pair is a number and its format."""
        way = self.rng.random()
        if percent and way < 0.2:
            return float(value / 100), "0.00%"
        if way < 0.25:
            return f"{value}%" if percent else f"{value}"
        if percent and way < 0.28 and value < 90:
            return float(f"{value + Decimal('0.00000000000004')}")
        return int(value) if value == int(value) else float(value)

    def table(self, sheet: str) -> Sheet:
        """One of the sheets of the office, or the data."""
        return [*{
            "目标分解": self.quotas, "全省平均": self.averages, "上年数据": self.previous, "指标数据": self.data,
            "加分扣分": self.extras, "质量安全事件": self.incidents,
        }[sheet]()]  # fmt: skip

    def targets(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The measures that are held against a kind of benchmark; the bounds of all the others are noted on the way."""
        for indicator in self.rules.scheme["indicators"]:
            rule, measure = indicator["rule"], indicator["measure"]
            bound = rule.get("at_least", rule.get("at_most", ""))
            plus = Decimal(rule.get("plus", "0"))
            numbers = [b for b, _ in rule.get("bands", [])] + (list(bound.values()) if isinstance(bound, dict) else [])
            numbers += [bound] if isinstance(bound, str) and bound and not bound.isalpha() else []
            share = rule.get("share", "1")
            share = Decimal(share.get(str(self.year), "1") if isinstance(share, dict) else share)
            self.bounds.setdefault(measure, []).extend(Decimal(n) * share + plus for n in numbers)
            if kind in (bound, rule.get("no_worse_than")):
                yield measure, self.rules.measures[measure]

    def figure(self, measure: str, facts: dict[str, Any]) -> Decimal:
        """A benchmark within the range of the measure, kept so that values may fall on it."""
        low, high = (Decimal(x) for x in facts["range"])
        span = min(high - low, Decimal(100))
        value = low + span * Decimal(self.rng.randrange(150, 900)) / 1000
        value = value.quantize(Decimal(1).scaleb(-min(int(facts.get("places", "0")), self.rng.randrange(3))))
        self.bounds.setdefault(measure, []).append(value)
        return value

    def quotas(self) -> Iterator[list[object]]:
        yield ["编号", "单位", "年度目标"]
        for measure, facts in dict(self.targets("quota")).items():
            for unit, _ in self.units:
                if (chance := self.rng.random()) < 0.8:
                    quota = Decimal(0) if chance < 0.1 else Decimal(self.rng.randrange(1, 30))
                    self.bounds[measure].append(quota)
                    yield [measure, unit, self.cell(quota, facts["unit"] == "%")]

    def averages(self) -> Iterator[list[object]]:
        yield ["编号", "适用组", "全省平均", "统计口径", "来源"]
        for measure, facts in dict(self.targets("province")).items():
            both = [*self.groups.values(), "全部"]
            lacking = self.rng.random() < self.rare * 10
            for group in both[1:2] if lacking else self.rng.choice([both, both[:-1], both[2:], both[1:]]):
                yield [measure, group, self.cell(self.figure(measure, facts), facts["unit"] == "%"), "同口径", "公报"]

    def previous(self) -> Iterator[list[object]]:
        yield ["单位", "编号", "上年值"]
        for measure, facts in dict(self.targets("previous")).items():
            for unit, _ in self.units:
                if self.rng.random() > self.rare * 5:
                    yield [unit, measure, self.cell(self.figure(measure, facts), facts["unit"] == "%")]

    def data(self) -> Iterator[list[object]]:
        yield ["备注", "单位", "编号", "填报值", "分子", "分母", "核定值", "不适用原因"]
        silent = self.rng.choice(self.units)[0] if self.rng.random() < self.rare * 20 else None
        rows = [self.row(u, m, f) for u, _ in self.units for m, f in self.rules.measures.items() if u != silent]
        self.rng.shuffle(rows)
        yield from rows

    def row(self, unit: str, measure: str, facts: dict[str, Any]) -> list[object]:
        """One unit's row for one measure."""
        chance, percent = self.rng.random(), facts.get("unit") == "%"
        fill: Callable[[], object] = lambda: self.cell(self.near(measure, facts), percent)  # noqa: E731
        if "answers" in facts:
            fill = (lambda: self.several(facts["answers"])) if "several" in facts else (lambda: self.rng.choice(facts["answers"]))
        row: list[Any] = ["", unit, measure, None, None, None, None, None]
        if chance < 0.05:
            return row
        if chance < 0.12 and facts.get("na"):
            return [*row[:7], self.rng.choice(facts["na"])]
        if chance > 1 - self.rare:
            return [*row[:3], self.rng.choice(["约九成", None]), *row[4:7], "忙"]
        row[3] = fill()
        if percent and self.rng.random() > self.rare * 5:
            row[5] = self.rng.randrange(1, 500)
            row[4] = self.rng.randrange(row[5] + 1)
        if self.rng.random() < 0.1:
            row[6] = fill()
        return row

    def several(self, answers: list[str]) -> str:
        """How many things stand at each answer, in any order."""
        told = self.rng.sample(answers, self.rng.randrange(1, len(answers) + 1))
        return "，".join(f"{answer} {self.rng.randrange(1, 40)}" for answer in told)

    def extras(self) -> Iterator[list[object]]:
        yield ["单位", "编号", "项目", "数量", "依据"]
        for _ in range(self.rng.randrange(20)):
            extra = self.rng.choice(self.rules.scheme["extras"])
            yield [self.rng.choice(self.units)[0], extra["id"], "", self.rng.randrange(4), ""]

    def incidents(self) -> Iterator[list[object]]:
        yield ["单位", "日期", "类别", "说明"]
        for veto in self.rules.scheme["vetoes"]:
            if self.rng.random() < 0.5:
                yield [self.rng.choice(self.units)[0], "2019-05-01", zh(veto["name"]), ""]

    def save(self, path: Path) -> None:
        """The workbook, the sheets in any order, the data last filled since it looks at the benchmarks."""
        book = Workbook()
        book.active.append(["考核年度", self.year])  # type: ignore[union-attr]  # a new workbook has a sheet
        book.active.title = "封面"  # type: ignore[union-attr]  # as above
        for name in ("质量安全事件", "目标分解", "全省平均", "上年数据", "加分扣分", "指标数据"):
            sheet = book.create_sheet(name)
            for r, line in enumerate(self.table(name), 1):
                for c, value in enumerate(line, 1):
                    content, shown = value if isinstance(value, tuple) else (value, "General")
                    if content not in {None, ""}:
                        sheet.cell(r, c, content).number_format = shown
        book.save(path)
