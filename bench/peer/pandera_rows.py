"""pandera with pandas validates the rows of 指标数据: ``python pandera_rows.py WORKBOOK WHAT.json [openpyxl|calamine]``.

The frame is read as objects, so that pandas guesses no types; checks work on whole columns, and lazily, so that all faults are
told. Prints what it found: row, column, kind.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa


def numbers(column: Any) -> Any:
    """The numbers of a column of objects; what is none is NaN."""
    true_numbers = column.map(lambda value: isinstance(value, int | float) and not isinstance(value, bool))
    return pd.to_numeric(column.where(true_numbers), errors="coerce")


def schema(what: dict[str, Any]) -> pa.DataFrameSchema:
    measures = what["measures"]
    low, high, places = ({m: d[key] for m, d in measures.items()} for key in ("low", "high", "places"))
    answers = {(m, answer) for m, d in measures.items() for answer in d["answers"] or ()}
    reasons = {(m, reason) for m, d in measures.items() for reason in d["reasons"]}
    required = {m for m, d in measures.items() if d["required"]}
    answered = {m for m, d in measures.items() if d["answers"]}

    def among(allowed: set[tuple[str, str]], codes: Any, values: Any) -> Any:
        return pd.Series([pair in allowed for pair in zip(codes, values, strict=True)], index=codes.index)

    def fits(frame: Any, column: str) -> Any:
        """Whether a cell is empty, an answer, or a number within the range and the places of its measure."""
        value, code = frame[column], frame["编号"]
        number = numbers(value)
        ranged = number.between(code.map(low), code.map(high)) & ((code.map(places) > 0) | (number % 1 == 0))
        own = ranged.where(~code.isin(answered), among(answers, code, value))
        return value.isna() | own | ~code.isin(measures)

    def beside(frame: Any) -> Any:
        return frame["填报值"].isna() | frame["不适用原因"].isna()

    def given(frame: Any) -> Any:
        return frame["填报值"].notna() | frame["不适用原因"].notna() | ~frame["编号"].isin(required)

    def part(frame: Any) -> Any:
        return ~(numbers(frame["分子"]) > numbers(frame["分母"]))

    def evidence(frame: Any) -> Any:
        return frame["填报值"].isna() | frame["佐证材料"].notna()

    def reason(frame: Any) -> Any:
        return frame["不适用原因"].isna() | among(reasons, frame["编号"], frame["不适用原因"])

    count = pa.Column(object, pa.Check(lambda c: numbers(c) >= 0, name="count"), nullable=True)
    text = pa.Column(object, pa.Check(lambda c: c.map(lambda value: isinstance(value, str)), name="text"), nullable=True)
    columns = dict.fromkeys(what["columns"], text) | {
        "单位": pa.Column(object, pa.Check.isin(what["units"])),
        "编号": pa.Column(object, pa.Check.isin(list(measures))),
        "填报值": pa.Column(object, nullable=True),
        "核定值": pa.Column(object, nullable=True),
        "分子": count,
        "分母": count,
    }
    rows = {
        "填报值": lambda frame: fits(frame, "填报值") & beside(frame) & given(frame),
        "核定值": lambda frame: fits(frame, "核定值"),
        "分子": part,
        "佐证材料": evidence,
        "不适用原因": reason,
    }
    return pa.DataFrameSchema(
        columns,
        checks=[pa.Check(check, name=name, ignore_na=False) for name, check in rows.items()],
        unique=["单位", "编号"],
        strict=True,
    )


def main() -> None:
    path, what = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    engine: Any = sys.argv[3] if len(sys.argv) > 3 else "openpyxl"
    frame = pd.read_excel(path, sheet_name="指标数据", dtype=object, engine=engine, keep_default_na=False, na_values=[""])
    found: set[tuple[int | None, str, str]] = set()
    try:
        schema(what).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as caught:  # of a row that fails, every cell is a case; the check tells which is meant
        cases = caught.failure_cases
        for index, column, check, case in zip(
            cases["index"], cases["column"], cases["check"], cases["failure_case"], strict=True
        ):
            name = check if check in what["columns"] else column if column in what["columns"] else str(case)
            found.add((None if pd.isna(index) else int(index) + 2, name, str(check)))
    print(json.dumps(sorted(found, key=str)))


if __name__ == "__main__":
    main()
