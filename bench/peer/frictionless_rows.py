"""frictionless validates the rows of 指标数据: ``python frictionless_rows.py WORKBOOK WHAT.json``.

Types, required cells, ranges and lists stand in the schema, unit and code together are its key, and what depends on the measure
is a check of its own, as the documentation teaches. Prints what it found: row, column, kind.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from frictionless import Check, Checklist, Resource, Schema, errors, formats, system

if TYPE_CHECKING:
    from collections.abc import Iterator

ALL = 10**9


@attrs.define(kw_only=True, repr=False)
class MeasureCheck(Check):  # type: ignore[misc]  # frictionless is not installed where types are checked
    """What the cells of a row must hold depends on its measure."""

    type = "measure"
    Errors = [errors.ConstraintError]  # noqa: RUF012 -- as its documentation has it
    measures: dict[str, dict[str, Any]] = attrs.field(factory=dict)

    def validate_row(self, row: Any) -> Iterator[Any]:
        measure = self.measures.get(row["编号"])
        if measure:
            for column, note in faults(row, measure):
                yield errors.ConstraintError.from_row(row, note=note, field_name=column)


def faults(row: Any, measure: dict[str, Any]) -> Iterator[tuple[str, str]]:
    reason, value = row["不适用原因"], row["填报值"]
    if reason is not None and reason not in measure["reasons"]:
        yield "不适用原因", "reason"
    if reason is not None and value is not None:
        yield "填报值", "value beside a reason"
    if reason is None and value is None and measure["required"]:
        yield "填报值", "required"
    for column in ("填报值", "核定值"):
        if row[column] is not None and (note := wrong(row[column], measure)):
            yield column, note
    if row["分子"] is not None and row["分母"] is not None and row["分子"] > row["分母"]:
        yield "分子", "more than the whole"
    if value is not None and row["佐证材料"] is None:
        yield "佐证材料", "required"


def wrong(value: Any, measure: dict[str, Any]) -> str:
    if measure["answers"]:
        return "" if value in measure["answers"] else "answer"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "type"
    if not measure["low"] <= value <= measure["high"]:
        return "range"
    return "" if measure["places"] or value == int(value) else "whole number"


def schema(what: dict[str, Any]) -> Schema:
    counts = {"type": "number", "constraints": {"minimum": 0}}
    typed: dict[str, dict[str, Any]] = {
        "单位": {"type": "string", "constraints": {"required": True, "enum": what["units"]}},
        "编号": {"type": "string", "constraints": {"required": True, "enum": list(what["measures"])}},
        "填报值": {"type": "any"},
        "核定值": {"type": "any"},
        "分子": counts,
        "分母": counts,
    }
    fields = [{"name": name, "type": "string"} | typed.get(name, {}) for name in what["columns"]]
    return Schema.from_descriptor({"fields": fields, "primaryKey": ["单位", "编号"]})


def main() -> None:
    path, what = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    with system.use_context(trusted=True):
        resource = Resource(path=path, control=formats.ExcelControl(sheet="指标数据"), schema=schema(what))
        report = resource.validate(Checklist(checks=[MeasureCheck(measures=what["measures"])]), limit_errors=ALL)
    told = (*report.errors, *(error for task in report.tasks for error in task.errors))
    print(json.dumps([[getattr(e, "row_number", None), getattr(e, "field_name", None), e.type] for e in told]))


if __name__ == "__main__":
    main()
