"""The JSON that other people's scripts read: every key, its type, and points as decimal strings."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from tests.report.conftest import SAMPLES

from loudi_qa.cli import way
from loudi_qa.report.json import assessment_json, line_json, unit_json
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules

POINTS = re.compile(r"-?\d+\.\d\d")
FIGURE = re.compile(r"≈?-?\d+(\.\d+)?")
STATES = {"scored", "missing", "not_applicable", "not_due", "open"}
BASES = {"text", "derived", "assumed"}


def text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def points(value: Any) -> bool:
    return isinstance(value, str) and POINTS.fullmatch(value) is not None


def figure(value: Any) -> bool:
    return isinstance(value, str) and FIGURE.fullmatch(value) is not None


def whole(value: Any) -> bool:
    return type(value) is int


def truth(value: Any) -> bool:
    return type(value) is bool


def listed(value: Any) -> bool:
    return isinstance(value, list)


def mapped(value: Any) -> bool:
    return isinstance(value, dict)


def basis(value: Any) -> bool:
    return value in BASES


def digest(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value) is not None


def place(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\w+![A-Z]+\d+", value) is not None


def or_none(check: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or check(value)


CONTRACT: dict[str, dict[str, Callable[[Any], bool]]] = {
    "result": {"schema": whole, "year": whole, "scheme": mapped, "input": mapped, "assumed_points": points, "units": listed,
               "findings": listed},
    "scheme": {"id": text, "edition": text, "sha256": digest},
    "input": {"file": text, "sha256": digest},
    "unit": {"unit": text, "rank": or_none(whole), "total": points, "grade": or_none(text), "grade_before_veto": or_none(text),
             "vetoes": listed, "extras": points, "groups": listed, "indicators": listed, "consequences": listed,
             "lost_by_department": listed},
    "group": {"id": text, "name": text, "points": points, "of": points},
    "indicator": {"id": text, "measure": or_none(text), "name": text, "group": text, "points": points, "of": points,
                  "state": STATES.__contains__, "value": or_none(text), "benchmark": or_none(figure), "cell": or_none(place),
                  "clause": or_none(text), "basis": basis, "because": text},
    "consequence": {"do": text, "within": text, "to": text, "basis": basis},
    "lost": {"department": text, "points": points},
    "finding": {"code": lambda v: re.fullmatch(r"E\d{3}", v) is not None, "level": {"error", "warning", "note"}.__contains__,
                "file": text, "sheet": or_none(text), "cell": or_none(text), "unit": or_none(text), "measure": or_none(text),
                "message": text, "fix": text, "read": or_none(lambda v: isinstance(v, str)), "as": or_none(text)},
}  # fmt: skip
"""What section 4 of the design promises: these keys are there, and hold this."""

ADDED: dict[str, dict[str, Callable[[Any], bool]]] = {
    "result": {"responsibilities": mapped, "open": truth, "points_by_basis": mapped, "policies": mapped, "city": listed,
               "assumptions": listed, "previous": or_none(mapped)},
    "input": {"notice": or_none(text)},
    "unit": {"of": points, "total_without_na_points": points, "open": truth, "extra_lines": listed,
             "doubtful_sheets": listed, "withheld": listed, "lowest": or_none(text)},
    "group": {"assessed": truth},
    "indicator": {"assessed": truth, "declared": or_none(points), "met": or_none(truth), "verified": or_none(truth),
                  "sent": or_none(text), "verified_by": or_none(text)},
    "consequence": {"id": text},
    "lost": {"indicators": listed},
}  # fmt: skip
"""What the program gives besides."""


def hold(kind: str, value: dict[str, Any]) -> None:
    """Every key that is promised or known, no other, and each as promised."""
    expected = CONTRACT[kind] | ADDED.get(kind, {})
    assert value.keys() == expected.keys(), f"{kind}: {sorted(value.keys() ^ expected.keys())}"
    wrong = {key: value[key] for key, check in expected.items() if not check(value[key])}
    assert not wrong, f"{kind}: {wrong}"


def hold_all(data: dict[str, Any]) -> None:
    hold("result", data)
    hold("scheme", data["scheme"])
    hold("input", data["input"])
    for unit in data["units"]:
        hold("unit", unit)
        for kind, key in (("group", "groups"), ("indicator", "indicators"), ("consequence", "consequences"),
                          ("lost", "lost_by_department")):  # fmt: skip
            assert unit[key] or key in {"consequences", "lost_by_department"}
            for part in unit[key]:
                hold(kind, part)
    for finding in data["findings"]:
        hold("finding", finding)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_result_keeps_the_contract(sample: Assessment, lang: Any) -> None:
    data = assessment_json(sample, lang)
    hold_all(data)
    assert json.loads(json.dumps(data)) == data, "it is plain JSON: no tuple, no Decimal, no key that is no text"
    assert data["findings"]
    assert data["schema"] == 1


def test_a_line_says_the_same_whether_it_is_written_alone_or_among_all(sample: Assessment) -> None:
    unit = sample.units[0]
    alone = [line_json(x, sample, "zh") for x in unit.lines]
    assert alone == [x for x in unit_json(unit, sample, "zh")["indicators"] if not x["id"].endswith("-na")]
    assert [list(x) for x in alone] == [list(alone[0])] * len(alone), "scripts that write tables rely on the order"


def test_a_result_that_is_open_keeps_the_contract(shipped: Rules, tmp_path: Path) -> None:
    book = load_workbook(SAMPLES / "2019.xlsx")
    sheet = book[layout.DATA.name]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 5).value = "约97"
    book.save(tmp_path / "2019.xlsx")
    data = assessment_json(way.score(tmp_path / "2019.xlsx", shipped), "zh")
    hold_all(data)
    assert data["open"]
    assert {u["rank"] for u in data["units"]} == {None}
    assert {u["grade"] for u in data["units"]} == {None}
    assert "open" in {x["state"] for u in data["units"] for x in u["indicators"]}


def test_every_state_that_the_sample_shows_is_one_of_the_five_and_says_why(sample: Assessment) -> None:
    lines = [x for u in assessment_json(sample, "zh")["units"] for x in u["indicators"]]
    assert {"scored", "missing", "not_applicable"} <= {x["state"] for x in lines} <= STATES
    for line in lines:
        if line["state"] == "missing":
            assert (line["value"], line["points"]) == (None, "0.00")
        if line["state"] == "not_applicable":
            assert (line["points"], line["of"]) == ("0.00", "0.00")


def test_the_points_add_up_on_a_desk_calculator(sample: Assessment) -> None:
    for unit in assessment_json(sample, "zh")["units"]:
        groups = {g["id"]: Decimal(g["points"]) for g in unit["groups"]}
        for group, total in groups.items():
            assert sum(Decimal(x["points"]) for x in unit["indicators"] if x["group"] == group) == total
        assert sum(groups.values()) + Decimal(unit["extras"]) == Decimal(unit["total"])
        assert sum(Decimal(x["points"]) for x in unit["extra_lines"]) == Decimal(unit["extras"])
        lost = sum(Decimal(x["points"]) for x in unit["lost_by_department"])
        assert sum(groups.values()) + lost == Decimal(unit["of"])


def test_a_veto_says_what_it_rests_on_and_keeps_the_grade_before_it(sample: Assessment) -> None:
    (struck,) = [u for u in assessment_json(sample, "zh")["units"] if u["vetoes"]]
    (veto,) = struck["vetoes"]
    assert (struck["unit"], struck["grade"], struck["grade_before_veto"]) == ("新化县", "D", "C")
    assert veto.keys() == {"id", "name", "grade", "date", "field", "found_by", "description", "cell", "basis"}
    assert place(veto["cell"])


def test_the_language_changes_words_and_nothing_else(sample: Assessment) -> None:
    said = {"name", "because", "do", "within", "to", "department", "verified_by", "text", "message", "fix"}

    def without_words(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: without_words(v) for k, v in value.items() if k not in said}
        return [without_words(v) for v in value] if isinstance(value, list) else value

    zh, en = assessment_json(sample, "zh"), assessment_json(sample, "en")
    assert without_words(zh) == without_words(en)
    assert zh != en


def test_the_digests_are_those_of_the_files_themselves(sample: Assessment) -> None:
    import hashlib

    data = assessment_json(sample, "zh")
    for told, path in (
        (data["scheme"]["sha256"], sample.rules.indicators),
        (data["responsibilities"]["sha256"], sample.rules.responsibilities),
        (data["input"]["sha256"], SAMPLES / "2019.xlsx"),
    ):
        assert told == hashlib.sha256(Path(path).read_bytes()).hexdigest(), path


def test_the_citys_targets_say_what_blocks_them(sample: Assessment) -> None:
    for target in assessment_json(sample, "zh")["city"]:
        assert target.keys() == {"indicator", "target", "up_to", "by", "value", "gap", "reported", "expected", "blocked_by"}
        assert figure(target["target"])
        assert target["reported"] <= target["expected"]
        assert bool(target["blocked_by"]) <= (target["value"] is None)
