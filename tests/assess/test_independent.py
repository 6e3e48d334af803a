"""Every number of the result, held against the same numbers worked out a second time by ``oracle.py``.

The samples come first; then years made up for the rules of Loudi, as shipped and bent; then schemes that are made up as well,
so that every kind of rule and every policy of docs/arithmetic.md is met. Each case is fixed by its seed.
"""

from __future__ import annotations

import json
import random
import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from loudi_qa.cli.main import run
from tests.assess.oracle import Office, half_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Sheet = list[list[object]]
Found = dict[str, object]
Case = tuple[dict[str, Any], dict[str, Any], set[str], int]
"""What the program says, what the oracle says, the branches met, and the digits of a point."""

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "indicators.yaml", ROOT / "responsibilities.yaml"
LOUDI, INVENTED = range(12), range(100, 140)

BENT: dict[str, list[tuple[str, str]]] = {
    "as shipped": [],
    "half_even": [("rounding: half_up", "rounding: half_even")],
    "compare rounded": [("compare: exact", "compare: rounded")],
    "nothing moves": [(r"points_go_to: group, at_most: 0\.5", "points_go_to: none, at_most: 0.5")],
    "a cap of 0": [(r"group, at_most: 0\.5", "group, at_most: 0")],
    "a cap of 0.2": [(r"group, at_most: 0\.5", "group, at_most: 0.2")],
    "a cap of 1": [(r"group, at_most: 0\.5", "group, at_most: 1")],
    "steps started": [(r"short: \{zero_at: \d+\}", "short: {per: 0.7, lose: 0.25, count: started}")],
    "steps in full": [(r"short: (zero|proportional)\}", "short: {per: 0.3, lose: 0.15, count: full}}")],
    "steps exact": [(r"short: (zero|proportional)\}", "short: {per: 0.3, lose: 0.15, count: exact}}")],
    "last year": [("at_least: province, short: zero", "at_least: previous, plus: 0.5, short: proportional")],
    "no more than": [("at_least: province, short: zero", "at_most: province, short: {per: 0.5, lose: 0.3, count: exact}")],
}
"""The rules of Loudi with other policies and other short forms, as patterns and what stands in their place."""




# -- the cases ----------------------------------------------------------------------------------------------------------------


def score(workbook: Path, indicators: Path, responsibilities: Path, printed: Callable[[], str]) -> dict[str, Any]:
    """The program's result as JSON."""
    code = run(["score", str(workbook), "--json", "--quiet", "--indicators", str(indicators), "--responsibilities", str(responsibilities)])
    result: dict[str, Any] = json.loads(printed())
    assert code == any(f["level"] == "error" for f in result["findings"])
    return result


def expected(oracle: Office) -> Found:
    """The oracle's result, point for point as it is printed."""
    places, result = oracle.places, oracle.result()
    found: Found = {}

    def put(value: Fraction) -> str:
        rounded = half_up(value, places)
        return f"{'-' if rounded < 0 else ''}{abs(rounded) // 1}.{abs(rounded) % 1 * 10**places // 1:0{places}}"

    for name, unit in result["units"].items():
        for key, value in unit.items():
            found[f"{name} {key}"] = put(value) if isinstance(value, Fraction) else value
        found[f"{name} groups"] = {g: (put(p), put(of)) for g, (p, of) in unit["groups"].items()}
        found[f"{name} indicators"] = {i: (s, put(p), put(of)) for i, (s, p, of) in unit["indicators"].items()}
        found[f"{name} lost_by_department"] = {d: put(p) for d, p in unit["lost_by_department"].items()}
    for indicator, (value, silent) in result["city"].items():
        found[f"city {indicator}"] = None if value is None else half_up(value, 6), silent
    return found


def given(result: dict[str, Any]) -> Found:
    """The program's result in the same words."""
    found: Found = {}
    codes = [(f["unit"], f["code"]) for f in result["findings"]]
    for unit in result["units"]:
        name = unit["unit"]
        for key in ("open", "total", "of", "total_without_na_points", "extras", "rank", "grade_before_veto", "grade"):
            found[f"{name} {key}"] = unit[key]
        found[f"{name} groups"] = {g["id"]: (g["points"], g["of"]) for g in unit["groups"]}
        found[f"{name} indicators"] = {i["id"]: (i["state"], i["points"], i["of"]) for i in unit["indicators"]}
        found[f"{name} lost_by_department"] = {x["department"] if x["indicators"] else None: x["points"] for x in unit["lost_by_department"]}
        found |= {f"{name} {code}": codes.count((name, code)) for code in ("E501", "E502")}
    for target in result["city"]:
        value = None if target["value"] is None else Fraction(target["value"])
        found[f"city {target['indicator']}"] = value, target["blocked_by"]
    return found
