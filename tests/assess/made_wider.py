"""Made-up schemes with what other places need: points by year or group of units, shares of a target, places, several things.

Each begins as one of ``made_up.py`` and is bent line by line, so that all the rules it had go on being drawn beside the new.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.assess.made_up import made_up_scheme

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

YEARS = (2018, 2019, 2020, 2021)
GROUPS = ("a", "b")
SHARES = ("share: 0.35", "share: 1.1", "share: {2018: 0.1, 2019: 0.35, 2020: 0.65, 2021: 1}", "share: {2019: 0.5, 2020: 0.8}")
_FIXED = re.compile("kind: (bands|tally)")
_INDICATOR = re.compile(r"- \{id: (I\d\d), group: (g\d), measure: (M\d\d), points: ([\d.]+), (.*)\}$")


def wider_scheme(rng: random.Random) -> str:
    """An ``indicators.yaml`` of three groups of five indicators with the additions strewn over it."""
    lowest, full = rng.random() < 0.4, rng.choice([100, 20, 80])
    lines = made_up_scheme(rng, full, lowest=lowest).splitlines()
    several = {m for m in re.findall(r"id: (M\d\d), name: \S+ answers:", "\n".join(lines)) if rng.random() < 0.7}
    lines = [_measure(line, several) for line in lines]
    lines = [_rule(rng, line) for line in lines]
    lines = _points(rng, lines, off_the_card=lowest)
    text = "\n".join(lines)
    policy = f"full: {full}, total: {'lowest_group' if lowest else 'sum'}"
    text = text.replace("round: each_indicator", f"round: each_indicator, {policy}")
    each = f"each: {{group: {rng.choice(['g0', 'g1'])}, share: {rng.choice(['0.1', '0.25', '0.6'])}}}"
    grade = rng.choice(["优", "中", ""])
    return text.replace(f"grade: {grade}, at", f"grade: {grade}, {each}, at", 1) if grade else text


def _measure(line: str, several: set[str]) -> str:
    found = re.match(r"- \{id: (M\d\d), name", line)
    return line.replace("answers:", "several: true, answers:") if found and found[1] in several else line


def _rule(rng: random.Random, line: str) -> str:
    """The line with a share, with last year's value not to be undercut, or with points by place."""
    if not _INDICATOR.match(line) or "kind: levels" in line:
        return line
    if rng.random() < 0.15:
        best, less = rng.choice(["highest", "lowest"]), rng.choice(["0.05", "0.3", "0.333", "1"])
        entry = ", beyond: 30" if less == "0.3" else ""
        rule = f"rule: {{kind: places, best: {best}, less: {less}{entry}}}}}"
        return re.sub(r"(?:city: \{[^}]*\}, )?rule: .*", rule, line)
    if "kind: reach" in line and rng.random() < 0.4:
        share = rng.choice(SHARES)
        line = line if "2020" in share and "quota" in line else line.replace("short:", f"{share}, short:")
    if "kind: reach" in line and rng.random() < 0.4:
        line = line.replace("short:", "no_worse_than: previous, short:")
    return line


def _points(rng: random.Random, lines: list[str], *, off_the_card: bool) -> list[str]:
    """The lines with points by year or by group of units: what one indicator of a group has more, another has less."""
    keys = rng.choice([YEARS, GROUPS, ()])
    varied = {i: found for i, line in enumerate(lines) if (found := _INDICATOR.match(line)) and not _FIXED.search(line)}
    last = [i for i, line in enumerate(lines) if "group: g2" in line]
    if off_the_card and keys == GROUPS and varied.keys() >= {*last}:
        gone, kept = rng.sample(GROUPS, 2)
        for i in last:
            lines[i] = _with_points(lines[i], {gone: "0", kept: varied.pop(i)[4]})
    for one, other in zip([*varied][::2], [*varied][1::2], strict=False):
        a, b = varied[one], varied[other]
        if keys and a[2] == b[2]:
            both = Decimal(a[4]), Decimal(b[4])
            told = [both, *(_parted(rng, *both) for _ in keys[1:])]
            rng.shuffle(told)
            for i, which in ((one, 0), (other, 1)):
                lines[i] = _with_points(lines[i], {key: parts[which] for key, parts in zip(keys, told, strict=True)})
    return lines


def _with_points(line: str, points: Mapping[Any, object]) -> str:
    told = ", ".join(f"{key}: {number}" for key, number in points.items())
    return re.sub(r"points: [\d.]+", f"points: {{{told}}}", line, count=1)


def _parted(rng: random.Random, one: Decimal, other: Decimal) -> tuple[Decimal, Decimal]:
    """Two numbers with the same sum, now and then all of it and nothing."""
    more = rng.choice([Decimal(0), Decimal("0.1"), Decimal("-0.1"), other, -one])
    return one + more, other - more
