"""The reader of the oracle: the rule files as bare text, the workbook through openpyxl, every number a fraction."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell.cell import Cell, MergedCell

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_HALF = Fraction(1, 2)
NOISE = 10
"""Digits after the point; what has more is the result of a formula."""

Row = dict[str, "Number | str | None"]
Tree = dict[str, Any]


class Number(NamedTuple):
    """A number, and how many digits it was written with after the point."""

    value: Fraction
    digits: int


def written(text: str) -> Number:
    """A number as it stands in a text."""
    _, _, digits = text.partition(".")
    return Number(Fraction(text), len(digits))


def half_up(value: Fraction, digits: int) -> Fraction:
    """Rounded as 四舍五入 does it, by the absolute value."""
    scale = 10**digits
    whole = (abs(value) * scale + _HALF) // 1
    return Fraction(-whole if value < 0 else whole, scale)


def half_even(value: Fraction, digits: int) -> Fraction:
    """Rounded by GB/T 8170: an exact half goes to the even neighbour."""
    return Fraction(round(value * 10**digits), 10**digits)


def stored(number: float, *, percent: bool) -> Number:
    """A number that a cell stores: its shortest text, a hundredfold under a percent format, free of a formula's noise."""
    value = Fraction(repr(number)) * (100 if percent else 1)
    digits = next(n for n in range(400) if (value * 10**n).denominator == 1)
    value = half_up(value, NOISE) if digits > NOISE else value
    return Number(value, next(n for n in range(NOISE + 1) if (value * 10**n).denominator == 1))


def content(cell: Cell | MergedCell, *, percents: bool) -> Number | str | None:
    """What a cell holds; ``percents`` says that a percent format means a percentage here."""
    value = cell.value
    if value is None or isinstance(value, int | float):
        return value if value is None else stored(value, percent=percents and "%" in cell.number_format)
    return unicodedata.normalize("NFKC", str(value)).strip() or None


def rows(book: Any, sheet: str, percents: set[str]) -> list[Row]:
    """The rows of a sheet by column title; ``percents`` are the codes that are measured in percent."""
    if sheet not in book.sheetnames:
        return []
    lines = list(book[sheet].iter_rows())
    header = next(i for i, line in enumerate(lines) if any(c.value in {"编号", "类别"} for c in line))
    titles = [c.value for c in lines[header]]
    found = []
    for line in lines[header + 1 :]:
        code = next((str(c.value) for c, t in zip(line, titles, strict=True) if t == "编号"), "")
        row = {
            str(t): content(c, percents=code in percents and t not in {"分子", "分母"}) for c, t in zip(line, titles, strict=True)
        }
        found += [row] if any(v is not None for v in row.values()) else []
    return found


def number(content: Number | str | None, unit: str = "") -> Number | None:
    """The content of a cell as a number; None where it is none."""
    if isinstance(content, str):
        text = content.removesuffix(unit).strip()
        return written(text) if text.replace(".", "", 1).lstrip("+-").isdecimal() else None
    return content


def zh(name: Tree | str) -> str:
    """The Chinese of a name, which may stand alone."""
    return str(name["zh"]) if isinstance(name, dict) else name


class Rules:
    """The two rule files as bare text."""

    def __init__(self, indicators: Path, responsibilities: Path) -> None:
        self.scheme, self.mandate = (
            yaml.load(p.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 -- builds texts only
            for p in (indicators, responsibilities)
        )
        self.measures = {m["id"]: m for m in self.scheme["measures"]}
