"""What a form lets a person write: input rules that refuse, a self-check in words, colours that follow it.

All three come from the same :class:`~loudi_qa.scheme.ask.Takes`. An input rule is wiped by pasting and does not move with a
sorted row; the self-check is a formula in the row itself, so that it stays true, and the colours look at nothing but it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation

from loudi_qa.numbers import show
from loudi_qa.scheme.ask import asks, reasons, takes
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from loudi_qa.scheme.models import Measure
    from loudi_qa.scheme.policies import Jump

LONGEST_PROMPT, LONGEST_ERROR, LONGEST_TITLE = 255, 224, 32
LONGEST_SPREAD = 500
"""Characters in which a unit tells how many things stand at each answer."""
"""What Excel takes, in characters; it calls a file with longer ones damaged."""

MOST_PLACES = 10
"""Digits after the point beyond which a stored number is a formula's noise."""

EMPTY = f"{layout.VALUE}未填"
WRONG_FILL, ASKED_FILL = "F8CBAD", "FFF2CC"


class Check(NamedTuple):
    """A condition on a row, and what is said where it holds; the sentence names the columns to look at."""

    when: str
    says: str
    number: str = ""
    """A formula whose number ends the sentence."""


class Input(NamedTuple):
    """An input rule with its words; cells with equal rules share one."""

    type: str
    operator: str | None
    low: str
    high: str | None
    title: str
    prompt: str
    error: str


def value_input(title: str, measure: Measure, names: Mapping[tuple[str, ...], str], before: str, after: str = "") -> Input:
    """The input rule of 填报值 or 核定值: a number within its range, or one of the answers."""
    wanted, what = takes(measure), asks(measure).zh
    how = {"list": "，点右边的箭头选", "several": "；没有的不写"}.get(wanted.kind, "；确实是零就填 0")
    prompt, error = f"{before}{what}{how}。{after}", f"{what}。"
    if wanted.kind == "list":
        return _input("list", None, names[wanted.answers], None, title, prompt, error)
    if wanted.kind == "several":
        return _input("textLength", "between", "2", str(LONGEST_SPREAD), title, prompt, error)
    return _input(wanted.kind, "between", show(wanted.low), show(wanted.high), title, prompt, error)


def count_input(title: str) -> Input:
    """The input rule of 分子 or 分母."""
    what = f"按“{layout.COUNT}”填{title}，只写数，不写单位"
    return _input("decimal", "greaterThanOrEqual", "0", None, title, f"{what}。", f"{title}应是不小于 0 的数。")


def reason_input(measure: Measure, names: Mapping[tuple[str, ...], str]) -> Input:
    """The input rule of 不适用原因: one of those the rules allow."""
    prompt = f"只在本项不适用时填：{layout.VALUE}留空，点右边的箭头选原因。"
    error = f"{reasons(measure).zh}。其他说明写在“{layout.REMARK}”。"
    return _input("list", None, names[measure.na], None, layout.REASON, prompt, error)


def _input(type_: str, operator: str | None, low: str, high: str | None, title: str, prompt: str, error: str) -> Input:
    return Input(type_, operator, low, high, fit(title, LONGEST_TITLE), fit(prompt, LONGEST_PROMPT), fit(error, LONGEST_ERROR))


def fit(text: str, longest: int) -> str:
    """The text cut to what Excel takes; it counts a character beyond the basic plane as two."""
    room = longest - (len(text.encode("utf-16-le")) // 2 > longest)
    kept = text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
    return kept if kept == text else f"{kept}…"


def add_inputs(sheet: Worksheet, inputs: Iterable[tuple[int, str, Input]]) -> None:
    """Put input rules on cells (row, letters of the column); those that are alike are written once."""
    cells: dict[Input, list[tuple[str, int]]] = {}
    for row, column, rule in inputs:
        cells.setdefault(rule, []).append((column, row))
    for rule, own in cells.items():
        validation = DataValidation(
            type=rule.type,  # type: ignore[arg-type]  # one of the kinds that takes() knows
            operator=rule.operator,  # type: ignore[arg-type]  # likewise
            formula1=rule.low,
            formula2=rule.high,
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="stop",
            errorTitle=fit(f"{rule.title}不能这样填", LONGEST_TITLE),
            error=rule.error,
            showInputMessage=True,
            promptTitle=rule.title,
            prompt=rule.prompt,
            sqref=" ".join(_runs(sorted(own))),
        )
        sheet.add_data_validation(validation)


def _runs(cells: Sequence[tuple[str, int]]) -> Iterable[str]:
    """Cells (letters of the column, row) as few ranges as their columns allow."""
    start = last = cells[0]
    for cell in [*cells[1:], ("", 0)]:
        if cell == (last[0], last[1] + 1):
            last = cell
            continue
        yield f"{start[0]}{start[1]}" + (f":{last[0]}{last[1]}" if last != start else "")
        start = last = cell


def unit_checks(
    measure: Measure, at: Mapping[str, str], names: Mapping[tuple[str, ...], str], *, optional: str | None = None
) -> list[Check]:
    """What may be wrong with a unit's row, the gravest first. ``optional`` is what is said of an empty value that may be so."""
    value, reason = at[layout.VALUE], at[layout.REASON]
    counted = [layout.NUMERATOR, layout.DENOMINATOR] if measure.has_counts else []
    checks = [_error(t, at[t]) for t in (layout.VALUE, *counted, layout.REASON)]
    checks.append(Check(f"AND({_filled(value)},{_filled(reason)})", f"{layout.VALUE}与{layout.REASON}只留其一"))
    if measure.na:
        checks.append(Check(f"AND({_filled(reason)},{_not_in(names[measure.na], reason)})", f"{layout.REASON}不在选项内"))
    else:
        checks.append(Check(_filled(reason), f"{layout.REASON}不能填：本项都适用"))
    checks += [Check(_filled(reason), ""), Check(f"NOT({_filled(value)})", EMPTY if optional is None else optional)]
    checks += value_checks(layout.VALUE, measure, value, names)
    checks += _count_checks(measure, at) if counted else []
    return [*checks, Check(f"NOT({_filled(at[layout.EVIDENCE])})", f"{layout.EVIDENCE}未写")]


def value_checks(title: str, measure: Measure, cell: str, names: Mapping[tuple[str, ...], str]) -> list[Check]:
    """What may be wrong with a value that stands there."""
    wanted = takes(measure)
    if wanted.kind == "list":
        return [Check(f"AND({_filled(cell)},{_not_in(names[wanted.answers], cell)})", f"{title}不在选项内")]
    if wanted.kind == "several":
        return [Check(f"ISNUMBER({cell})", f"{title}要写明每种情况各有几个")]
    low, high = show(wanted.low), show(wanted.high)
    checks = [
        Check(f"AND({_filled(cell)},NOT(ISNUMBER({cell})))", f"{title}不是数字"),
        Check(f"AND(ISNUMBER({cell}),OR({cell}<{low},{cell}>{high}))", f"{title}超出 {low} 至 {high}"),
    ]
    if wanted.kind == "whole":
        checks.append(Check(f"IF(ISNUMBER({cell}),{cell}<>INT({cell}),FALSE)", f"{title}应为整数"))
    if measure.is_percent and wanted.high > 1:
        says = f"{title}请核对：97.5% 填 97.5，不填 0.975；已显示成 97.5% 的不用改"  # how it shows, a formula cannot see
        checks.append(Check(f"AND(ISNUMBER({cell}),{cell}>0,{cell}<=1)", says))
    return checks


def _count_checks(measure: Measure, at: Mapping[str, str]) -> list[Check]:
    good, of, value = at[layout.NUMERATOR], at[layout.DENOMINATOR], at[layout.VALUE]
    return [
        Check(f"AND(NOT({_filled(good)}),NOT({_filled(of)}))", "分子、分母未填"),
        Check(f"NOT({_filled(good)})", "分子未填"),
        Check(f"NOT({_filled(of)})", "分母未填"),
        Check(f"NOT(ISNUMBER({good}))", "分子不是数字"),
        Check(f"NOT(ISNUMBER({of}))", "分母不是数字"),
        Check(f"{good}<0", "分子小于 0"),
        Check(f"{of}<=0", "分母应大于 0"),
        Check(f"{good}>{of}", "分子大于分母"),
        *_rate_checks(value, f"{good}*100/{of}", measure.places),
    ]


def _rate_checks(value: str, exact: str, places: int) -> list[Check]:
    """A rate that its counts do not give: another one altogether, or not rounded half up to its places or its own more digits."""
    digits = ",".join(str(n) for n in range(places, max(places, MOST_PLACES) + 1))
    right = f"SUMPRODUCT(--(ROUND({value},{MOST_PLACES})=ROUND({exact},{{{digits}}})))>0"
    off = f"ROUND(ABS({value}-{exact}),{MOST_PLACES})"
    near = [f"{off}<{show(Decimal(1).scaleb(-places))}"]
    near += [f"AND({value}=ROUND({value},{n}),{off}<{show(Decimal(1).scaleb(-n))})" for n in range(places)]
    asked = f"ROUND({exact},{places})"
    return [
        Check(f"NOT(OR({','.join(near)}))", f"{layout.VALUE}与分子、分母对不上，算得 ", asked),
        Check(f"NOT({right})", f"{layout.VALUE}应四舍五入为 ", asked),
    ]


def jump_check(jump: Jump | None, measure: Measure, last: Decimal | None, at: Mapping[str, str]) -> list[Check]:
    """A change against last year that asks for a remark, where the rules set one and last year's value is known."""
    limit = None if jump is None else jump.percent if measure.is_percent else jump.count
    if limit is None or not last:
        return []
    value, remark = at[layout.VALUE], at[layout.REMARK]
    beyond = f"AND(ISNUMBER({value}),ABS({value}-{show(last)})>{show(abs(last) * limit)},NOT({_filled(remark)}))"
    return [Check(beyond, f"与{layout.LAST_VALUE}相差超过 {show(limit * 100)}%，请写{layout.REMARK}")]


def verified_checks(measure: Measure, at: Mapping[str, str], names: Mapping[tuple[str, ...], str]) -> list[Check]:
    """What may be wrong with a department's row: no 核定值 means that it agrees."""
    verified, value, grounds = at[layout.VERIFIED], at[layout.VALUE], at[layout.GROUNDS]
    differs = f"OR(NOT({_filled(value)}),{verified}<>{value})"
    return [
        *(_error(t, at[t]) for t in (layout.VERIFIED, layout.GROUNDS)),
        *value_checks(layout.VERIFIED, measure, verified, names),
        Check(f"AND({_filled(verified)},{differs},NOT({_filled(grounds)}))", f"与{layout.VALUE}不同，请写{layout.GROUNDS}"),
    ]


def formula(checks: Iterable[Check]) -> str:
    """The first check that holds, as a formula of nested IFs that old programs understand; empty where none does."""
    text = '""'
    for check in reversed(list(checks)):
        says = '"' + check.says.replace('"', '""') + '"' + (f"&{check.number}" if check.number else "")
        text = f"IF({check.when},{says},{text})"
    return text


def _filled(cell: str) -> str:
    return f"LEN(TRIM({cell}))>0"


def _not_in(name: str, cell: str) -> str:
    return f"SUMPRODUCT(--EXACT({name},TRIM({cell})))=0"  # COUNTIF would take * for any text


def _error(title: str, cell: str) -> Check:
    return Check(f"ISERROR({cell})", f"{title}是错误值")


def add_colours(sheet: Worksheet, titles: Iterable[str], letters: Mapping[str, str], last: int) -> None:
    """Colour input cells by what 自查 says: what is wrong in red, what is still asked for in yellow."""
    told = f"${letters[layout.SELF_CHECK]}2"
    wrong, asked = _filled_with(WRONG_FILL), _filled_with(ASKED_FILL)
    for title in titles:
        cell, named = f"{letters[title]}2", f'ISNUMBER(FIND("{title}",{told}))'
        place = f"{cell}:{letters[title]}{last}"
        rules = {f"IF(ISERROR({cell}),TRUE,AND({_filled(cell)},{named}))": wrong, f"AND(NOT({_filled(cell)}),{named})": asked}
        for when, style in rules.items():
            sheet.conditional_formatting.add(place, Rule("expression", dxf=style, formula=[when], stopIfTrue=True))


def add_asked(sheet: Worksheet, cell: str) -> None:
    """Colour a cell for as long as it is empty."""
    rule = Rule("expression", dxf=_filled_with(ASKED_FILL), formula=[f"NOT({_filled(cell)})"])
    sheet.conditional_formatting.add(cell, rule)


def _filled_with(colour: str) -> DifferentialStyle:
    return DifferentialStyle(fill=PatternFill("solid", fgColor=colour, bgColor=colour))
