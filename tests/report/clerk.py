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

_SIGNS = str.maketrans({"÷": "/", "×": "*", "－": "-", "%": "/100"})
_RELATIONS = {"≥": operator.ge, "≤": operator.le, "<": operator.lt, ">": operator.gt}
_OPERATIONS: dict[type, Any] = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
_NUMBER = r"-?\d+(?:\.\d+)?"
_SUM = re.compile(r"[-+÷×－()\d.…%\s]*\d[-+÷×－()\d.…%\s]*")
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
    check_counts(texts)
    check_comparison(texts)
    check_steps(texts)
    check_moved(texts)
    check_tally(texts)
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


def numbers(text: str) -> list[Fraction]:
    return [Fraction(n) for n in re.findall(_NUMBER, text)]


def check_counts(texts: Mapping[str, str]) -> None:
    """What is said of the counts is so: the rate they give, rounded as what was sent is written, is or is not the same."""
    told = texts.get("counts")
    sent = re.search(
        rf"填报值(?:：| |:)\D*?({_NUMBER})(?:，单元格显示为 ({_NUMBER})|, which the cell shows as ({_NUMBER}))?",
        texts.get("as_sent", ""),
    )
    if not told or not sent:
        return
    shown = next(n for n in (sent[3], sent[2], sent[1]) if n)
    rate = value(told.split("=")[0])
    agrees = rounded(rate, 2, half_even=False) == Fraction(shown)
    assert agrees == told.endswith(("与填报值一致", "as was sent")), (told, texts["as_sent"])


def check_comparison(texts: Mapping[str, str]) -> None:
    """The value that was read, or as it says it was rounded, against the benchmark and what is added to it, and how far it is."""
    told = texts.get("comparison")
    if told is None:
        return
    check_relations(told)
    read, benchmark = numbers(texts["as_read"])[0], numbers(texts["benchmark"])[0]
    bound = check_equalities(texts["target"]) if "target" in texts else benchmark
    taken = re.match(rf"({_NUMBER})\D+?({_NUMBER})(?:，再比较|: )", told)
    if taken and re.search(r"修约为|is ", told[: taken.end()]):
        digits = len(re.findall(_NUMBER, texts["benchmark"])[0].partition(".")[2])
        assert Fraction(taken[1]) == read
        read = Fraction(taken[2])
        assert read == rounded(Fraction(taken[1]), digits, half_even=False), told
        told = told[taken.end() :]
    left, right, *short = numbers(told)
    assert (left, right) == (read, bound), (told, texts)
    assert not short or short == [abs(left - right)], told


def check_steps(texts: Mapping[str, str]) -> None:
    """How many steps a shortfall counts for: in proportion, full ones only, or a started one too."""
    told = texts.get("steps")
    if told is None:
        return
    short, per = numbers(told)[:2]
    assert short == numbers(texts["comparison"])[-1]
    exact, steps = short / per, re.findall(r"-?\d+(?:\.\d+)?…?", told)[-1]
    assert f"= {as_shown(exact)}" in told
    whole = Fraction(exact.__floor__())
    if re.search("不足一档按一档|a started step", told):
        whole += whole != exact
    expected = as_shown(exact) if re.search("按比例|in proportion", told) else as_shown(whole)
    assert steps == expected, told


def check_moved(texts: Mapping[str, str]) -> None:
    """What moves is what does not apply, as far as the group lets it, rounded as it says."""
    told = texts.get("at_most")
    if told is None:
        return
    idle, most = check_equalities(_LINE_ID.sub("", texts["idle"])), check_equalities(told)
    assert idle is not None
    assert most is not None
    moved, places = numbers(told)[-1], re.search(r"取 (\d) 位|to (\d) places", told)
    least = min(idle, most)
    if places:
        half_even = "五成双" in told or "half even" in told
        least = rounded(least, int(places[1] or places[2]), half_even=half_even)
    assert moved == least, (told, texts["idle"])


def check_tally(texts: Mapping[str, str]) -> None:
    """So many things, so much for each, at most the cap: as the rule and the cell have them."""
    each = re.search(rf"(?:每 1 \S+?得? ?|^)({_NUMBER}) (?:分，最多|points for each, at most) ({_NUMBER})", texts.get("rule", ""))
    if each is None or "sum" not in texts:
        return
    count = numbers(texts["as_read"])[0] if "as_read" in texts else numbers(texts["cell"])[-1]
    assert numbers(texts["sum"])[:2] == [count, Fraction(each[1])], texts
    capped = re.search(rf"(?:计|so) ({_NUMBER})$", texts["sum"])
    assert (Fraction(capped[1]) if capped else None) == (
        Fraction(each[2]) if count * Fraction(each[1]) > Fraction(each[2]) else None
    )


def _exact(texts: Mapping[str, str]) -> Fraction:
    """The points before rounding: all of them where the target is met, else what the sum comes to."""
    if "comparison" in texts and re.search(r"得满分$|all points$", texts["comparison"]):
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
