"""The form of a department: what the units sent for the measures that it verifies, to agree with or to correct."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.scheme.ask import asked_of, asks
from loudi_qa.scheme.called import of_year
from loudi_qa.workbook import layout
from loudi_qa.workbook.form import CLOSING_STEPS
from loudi_qa.workbook.inputs import formula, value_input, verified_checks
from loudi_qa.workbook.sheets import (
    Column,
    Field,
    Sender,
    add_cover,
    add_instructions,
    add_lists,
    add_rows,
    letters_of,
    list_names,
    new_book,
    scheme_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from openpyxl import Workbook

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import Measure
    from loudi_qa.workbook.inputs import Input

_COLUMNS = (
    Column(layout.UNIT, 13),
    Column(layout.CODE, 6.5, "center"),
    Column(layout.NAME, 30),
    Column(layout.UNIT_OF_MEASURE, 9, "center"),
    Column(layout.LAST_VALUE, 9, "right"),
    Column(layout.VALUE, 11, "right"),
    Column(layout.NUMERATOR, 9, "right"),
    Column(layout.DENOMINATOR, 9, "right"),
    Column(layout.REASON, 14),
    Column(layout.EVIDENCE, 24),
    Column(layout.REMARK, 20),
    Column(layout.VERIFIED, 11, "right"),
    Column(layout.GROUNDS, 28, text=True),
    Column(layout.SELF_CHECK, 18),
)


class Sent(NamedTuple):
    """What stands in a row of the year: as the unit sent it, and as far as it is verified already."""

    value: Decimal | str | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reason: str | None = None
    evidence: str | None = None
    remark: str | None = None
    verified: Decimal | str | None = None
    grounds: str | None = None


_NOTHING = Sent()
_NONE_SENT: Mapping[tuple[str, str], Sent] = MappingProxyType({})
_NO_FIGURES: Mapping[tuple[str, str], Decimal] = MappingProxyType({})


def verifiers(rules: Rules, year: int) -> dict[str, tuple[Measure, ...]]:
    """The departments that verify, by their names at the end of a year, with their measures in the order of the scheme.

    A measure that no unit is assessed on in the year is not verified.
    """
    found: dict[str, list[Measure]] = {}
    asked = frozenset[str]().union(*(asked_of(rules.scheme, year, u.group) for u in rules.mandate.units))
    for measure in (m for m in rules.scheme.measures if m.id in asked):
        department = rules.mandate.as_of(rules.mandate.verifier[measure.id], year)
        found.setdefault(department.name.zh, []).append(measure)
    return {department: tuple(measures) for department, measures in found.items()}


def verification_form(
    rules: Rules, year: int, department: str, measures: Sequence[Measure],
    sent: Mapping[tuple[str, str], Sent] = _NONE_SENT, last: Mapping[tuple[str, str], Decimal] = _NO_FIGURES,
) -> Workbook:  # fmt: skip
    """The verification form of a department: a row for each of its measures and each unit assessed on it, with what is known."""
    sender = Sender(f"{of_year(rules.scheme, year)}核验表", year, department, scheme_text(rules))
    asked = {g.id: asked_of(rules.scheme, year, g.id) for g in rules.mandate.benchmark_groups}
    pairs = [(m, u.name.zh) for m in measures for u in rules.mandate.units if m.id in asked[u.group]]
    columns = [c for c in _COLUMNS if last or c.title != layout.LAST_VALUE]
    letters = letters_of(columns)
    names = list_names(measures)
    book = new_book(sender)
    add_cover(book, sender, rules.scheme.name.zh, _progress(letters, len(pairs)), _NOTES)
    told = [(m.id, m.name.zh, f"{m.count.zh}{asks(m).zh}。") for m in measures]
    add_instructions(book, sender, _steps(pairs), told)
    rows: list[dict[str, Field]] = []
    inputs: list[tuple[int, str, Input]] = []
    for row, (measure, unit) in enumerate(pairs, start=2):
        at = {title: f"{letter}{row}" for title, letter in letters.items()}
        check = formula(verified_checks(measure, at, names))
        key = unit, measure.id
        rows.append(dict(_row(unit, measure, sent.get(key, _NOTHING), last.get(key), check)))
        inputs.append((row, letters[layout.VERIFIED], _verified_input(measure, names)))
    add_rows(book, sender, columns, rows, inputs)
    add_lists(book, names)
    return book


def _row(unit: str, measure: Measure, sent: Sent, last: Decimal | None, check: str) -> Iterator[tuple[str, Field]]:
    yield layout.UNIT, Field(unit)
    yield layout.CODE, Field(measure.id)
    yield layout.NAME, Field(measure.name.zh)
    yield layout.UNIT_OF_MEASURE, Field(measure.unit)
    yield layout.LAST_VALUE, Field(last)
    yield layout.VALUE, Field(sent.value)
    yield layout.NUMERATOR, Field(sent.numerator)
    yield layout.DENOMINATOR, Field(sent.denominator)
    yield layout.REASON, Field(sent.reason)
    yield layout.EVIDENCE, Field(sent.evidence)
    yield layout.REMARK, Field(sent.remark)
    yield layout.VERIFIED, Field(sent.verified, "open")
    yield layout.GROUNDS, Field(sent.grounds, "open")
    yield layout.SELF_CHECK, Field(check, "check")


def _verified_input(measure: Measure, names: Mapping[tuple[str, ...], str]) -> Input:
    return value_input(layout.VERIFIED, measure, names, f"与{layout.VALUE}一致的留空。不一致的，")


def _progress(letters: Mapping[str, str], rows: int) -> str:
    """A formula: how many rows have a verified value, and how many are to be mended."""
    data = layout.DATA.name
    at = {t: f"'{data}'!${letters[t]}$2:${letters[t]}${rows + 1}" for t in (layout.VERIFIED, layout.SELF_CHECK)}
    wrong = f"SUMPRODUCT(--(LEN({at[layout.SELF_CHECK]})>0))"
    done = f"COUNTA({at[layout.VERIFIED]})"
    return f'"共 {rows} 行，另行核定 "&{done}&" 行"&IF({wrong}>0,"；"&{wrong}&" 行看“{layout.SELF_CHECK}”","")'


_NOTES = (
    f"先看“{layout.INSTRUCTIONS}”，再核“{layout.DATA.name}”。同意的不用填；不同意的，填“{layout.VERIFIED}”和“{layout.GROUNDS}”。",
)


def _steps(pairs: Sequence[tuple[Measure, str]]) -> list[tuple[str, str]]:
    """How to fill in a department's form, step by step."""
    measures, units = len({m.id for m, _ in pairs}), len({u for _, u in pairs})
    correct = f"在“{layout.VERIFIED}”填核定的数，在“{layout.GROUNDS}”写明凭什么：文件名称、文号、查证情况。"
    return [
        ("表里有什么", f"本部门核验的 {measures} 项指标，{units} 个单位，共 {len(pairs)} 行。浅灰的格子是报来的，不能改。"),
        ("同意所报的", f"{layout.VERIFIED}留空，不用填。"),
        ("不同意的", f"{correct}计分以{layout.VERIFIED}为准，{layout.VALUE}照样保留。"),
        ("单位没有数的", f"单位没有报、或者报了不适用，而本部门有数的，同样填{layout.VERIFIED}和{layout.GROUNDS}。"),
        ("怎么写数", "只写数，不写单位，不写“约”“以上”。97.5% 就写 97.5，不写百分号，不写 0.975。确实是零填 0。"),
        (layout.SELF_CHECK, "随填随查，说出这一行哪里不对；空着，就是没有发现问题。"),
        *CLOSING_STEPS,
    ]
