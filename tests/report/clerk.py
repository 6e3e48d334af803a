"""A clerk with a desk calculator: works out points from the printed steps of a line, and from nothing else.

It knows no rule, no workbook and no part of the engine: only arithmetic, comparison and rounding, in both languages.
"""

from __future__ import annotations

import ast
import operator
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SIGNS = str.maketrans({"÷": "/", "×": "*", "－": "-"})
_RELATIONS = {"≥": operator.ge, "≤": operator.le, "<": operator.lt, ">": operator.gt}
_OPERATIONS: dict[type, Any] = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
_NUMBER = r"-?\d+(?:\.\d+)?"
_SUM = re.compile(r"[-+÷×－()\d.…\s]*\d[-+÷×－()\d.…\s]*")
_LINE_ID = re.compile(r"[A-Za-z][\w.-]* (?=\d)")
"""The id of a line before its points: ``T04-quota 1.5 + T11-quota 1``."""
CUT = 8
"""Digits after the point that the printed text shows of a number that does not end."""


def value(expression: str) -> Fraction:
    """What a sum comes to, exactly."""
    return _value(ast.parse(expression.translate(_SIGNS).strip(), mode="eval").body)


def _value(node: ast.expr) -> Fraction:
    match node:
        case ast.Constant(value=int() | float()):
            return Fraction(repr(node.value))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand)
        case ast.BinOp(left=left, op=op, right=right):
            return Fraction(_OPERATIONS[type(op)](_value(left), _value(right)))
    raise AssertionError(f"no sum: {ast.dump(node)}")


def as_shown(exact: Fraction) -> str:
    """A number as a calculator with eight digits after the point shows it, cut off and not rounded."""
    scaled = abs(exact) * 10**CUT
    whole = scaled.numerator // scaled.denominator
    digits = f"{whole:0{CUT + 1}d}"
    text = f"{digits[:-CUT]}.{digits[-CUT:]}".rstrip("0").rstrip(".")
    sign = "-" if exact < 0 and whole else ""
    return f"{sign}{text}" if whole == scaled else f"{sign}{digits[:-CUT]}.{digits[-CUT:]}…"


def check_equalities(text: str) -> Fraction | None:
    """Every ``a = b = c`` in a text must hold; gives what the first sum of the last of them comes to."""
    last = None
    for chain in re.findall(rf"{_SUM.pattern}(?:={_SUM.pattern})+", text):
        first, *others = (part.strip() for part in chain.split("="))
        last = value(first)
        for other in others:
            if other.endswith("…"):
                assert other == as_shown(last), f"{chain}: {other} is not how {first} begins"
            else:
                assert value(other) == last, f"{chain}: {other} is not {first}"
    return last


def check_relations(text: str) -> int:
    """Every comparison in a text must be true; gives how many there are."""
    found = re.findall(rf"({_NUMBER}) ([≥≤<>]) ({_NUMBER})(?: ([≥≤<>]) ({_NUMBER}))?", text)
    for left, sign, right, further, end in found:
        assert _RELATIONS[sign](Fraction(left), Fraction(right)), text
        assert not end or _RELATIONS[further](Fraction(right), Fraction(end)), text
    return len(found)


def rounded(exact: Fraction, places: int, *, half_even: bool) -> Fraction:
    scale = 10**places
    if half_even:
        return Fraction(round(exact * scale), scale)
    return Fraction((abs(exact) * scale + Fraction(1, 2)).__floor__(), scale) * (-1 if exact < 0 else 1)


class Worked(NamedTuple):
    """What the clerk made of a line."""

    exact: Fraction
    points: Fraction


def worked(steps: Iterable[Mapping[str, str]]) -> Worked | None:
    """The points of a line by its printed steps; None for a line that is not scored. Fails on anything that does not add up."""
    texts: dict[str, str] = {step["step"]: step["text"] for step in steps}
    for key in ("target", "idle", "earned", "at_most", "counts", "sum"):
        check_equalities(_LINE_ID.sub("", texts.get(key, "")))
    check_relations(texts.get("comparison", ""))
    if "state" in texts:
        return None
    exact = _exact(texts)
    told = re.fullmatch(rf"(\S+) (?:取|to) (\d) .*?({_NUMBER})", texts["points"])
    assert told, texts["points"]
    assert told[1] == as_shown(exact), f"{texts['points']}: worked out by hand it is {as_shown(exact)}"
    half_even = "五成双" in texts["points"] or "half even" in texts["points"]
    points = rounded(exact, int(told[2]), half_even=half_even)
    assert points == Fraction(told[3]), texts["points"]
    if "deducted" in texts:
        points = -points
        assert Fraction(re.findall(_NUMBER, texts["deducted"])[-1]) == points
    return Worked(exact, points)


def _exact(texts: Mapping[str, str]) -> Fraction:
    """The points before rounding: all of them where the target is met, else what the sum comes to."""
    if "comparison" in texts and re.search(r"，达到|: met", texts["comparison"]):
        full = re.search(rf"(?:满分|full points:) ({_NUMBER})", texts["rule"])
        assert full
        return Fraction(full[1])
    band = re.search(rf"(?:这一档得|this band gives) ({_NUMBER})", texts["sum"])
    if band:
        assert check_relations(texts["sum"]), "a band without its bounds cannot be checked"
        return Fraction(band[1])
    worth = check_equalities(texts["sum"])
    if worth is None:
        assert texts["sum"].endswith(("：0", ": 0")), texts["sum"]
        return Fraction(0)
    capped = re.search(rf"(?:计|so) ({_NUMBER})$", texts["sum"])
    assert capped is None or worth < 0 or worth > Fraction(capped[1]), texts["sum"]
    return worth if capped is None else Fraction(capped[1])
