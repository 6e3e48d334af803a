"""pydantic validates the rows of 指标数据, read one by one with openpyxl: ``python pydantic_rows.py WORKBOOK WHAT.json``.

One strict model a row; a validator of the model holds the cells against the measure, and a set the keys that were seen. Prints
what it found: row, column, kind.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

from openpyxl import load_workbook
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

Count = Annotated[float, Field(ge=0, strict=True)]
WHAT: dict[str, Any] = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
UNITS, MEASURES = set(WHAT["units"]), WHAT["measures"]


def known(names: Any) -> Any:
    def check(name: str) -> str:
        if name not in names:
            raise ValueError("unknown")
        return name

    return AfterValidator(check)


class Row(BaseModel):
    """A row of the sheet; the fields in the order in which they need each other."""

    model_config = ConfigDict(strict=True, extra="forbid")

    unit: Annotated[str, known(UNITS)] = Field(alias="单位")
    code: Annotated[str, known(MEASURES)] = Field(alias="编号")
    name: str | None = Field(alias="指标名称")
    unit_of_measure: str | None = Field(alias="计量单位")
    reason: str | None = Field(alias="不适用原因")
    value: Any = Field(alias="填报值")
    verified: Any = Field(alias="核定值")
    denominator: Count | None = Field(alias="分母")
    numerator: Count | None = Field(alias="分子")
    evidence: str | None = Field(alias="佐证材料")
    remark: str | None = Field(alias="备注")

    @field_validator("reason")
    @classmethod
    def allowed(cls, reason: str | None, info: ValidationInfo) -> str | None:
        measure = MEASURES.get(info.data.get("code"))
        if reason is not None and measure and reason not in measure["reasons"]:
            raise ValueError("reason")
        return reason

    @field_validator("value", "verified")
    @classmethod
    def fits(cls, value: Any, info: ValidationInfo) -> Any:
        measure = MEASURES.get(info.data.get("code"))
        if info.field_name == "value" and measure:
            excused = info.data.get("reason") is not None
            if (excused and value is not None) or (not excused and value is None and measure["required"]):
                raise ValueError("either a value or a reason")
        if measure and value is not None:
            hold(value, measure)
        return value

    @field_validator("numerator")
    @classmethod
    def part(cls, numerator: float | None, info: ValidationInfo) -> float | None:
        whole = info.data.get("denominator")
        if numerator is not None and whole is not None and numerator > whole:
            raise ValueError("more than the whole")
        return numerator

    @field_validator("evidence")
    @classmethod
    def given(cls, evidence: str | None, info: ValidationInfo) -> str | None:
        if evidence is None and info.data.get("value") is not None:
            raise ValueError("required")
        return evidence


def hold(value: Any, measure: dict[str, Any]) -> None:
    if measure["answers"]:
        if value not in measure["answers"]:
            raise ValueError("answer")
    elif isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("type")
    elif not measure["low"] <= value <= measure["high"]:
        raise ValueError("range")
    elif not measure["places"] and value != int(value):
        raise ValueError("whole number")


def main() -> None:
    sheet = load_workbook(sys.argv[1], read_only=True, data_only=True)["指标数据"]
    rows = sheet.iter_rows(values_only=True)
    titles = [str(title) if title is not None else "" for title in next(rows)]
    found: list[list[Any]] = []
    seen: set[tuple[Any, Any]] = set()
    for number, cells in enumerate(rows, start=2):
        row = dict(zip(titles, cells, strict=False))
        try:
            Row.model_validate(row)
        except ValidationError as caught:
            found += [[number, str(e["loc"][0]) if e["loc"] else None, e["type"]] for e in caught.errors(include_context=False)]
        key = row.get("单位"), row.get("编号")
        if key in seen:
            found.append([number, "编号", "duplicate"])
        seen.add(key)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
