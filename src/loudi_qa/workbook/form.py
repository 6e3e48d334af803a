"""The form of a unit: what the rules ask it for, with drop-downs, input rules and a self-check made from the same rules."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from loudi_qa.scheme.ask import asked_of, quota_only, targets, told
from loudi_qa.scheme.called import of_year
from loudi_qa.workbook import layout
from loudi_qa.workbook.inputs import (
    EMPTY,
    count_input,
    formula,
    jump_check,
    reason_input,
    unit_checks,
    value_input,
)
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
    from collections.abc import Iterator, Mapping

    from openpyxl import Workbook

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.mandate import Unit
    from loudi_qa.scheme.models import Measure
    from loudi_qa.workbook.inputs import Input

_NO_FIGURES: Mapping[tuple[str, str], Decimal] = MappingProxyType({})

_COLUMNS = (
    Column(layout.UNIT, 10),
    Column(layout.CODE, 6.5, "center"),
    Column(layout.NAME, 22),
    Column(layout.UNIT_OF_MEASURE, 9, "center"),
    Column(layout.TARGET, 23),
    Column(layout.COUNT, 32),
    Column(layout.VERIFIER, 11),
    Column(layout.LAST_VALUE, 8.5, "right"),
    Column(layout.VALUE, 10, "right"),
    Column(layout.NUMERATOR, 8.5, "right"),
    Column(layout.DENOMINATOR, 8.5, "right"),
    Column(layout.VERIFIED, 8.5, "right"),
    Column(layout.REASON, 12, text=True),
    Column(layout.EVIDENCE, 18, text=True),
    Column(layout.REMARK, 14, text=True),
    Column(layout.SELF_CHECK, 16),
)
_OPTIONAL = f"{EMPTY}（没有分解目标的可不填）"


def unit_form(
    rules: Rules, year: int, unit: Unit, *,
    quotas: Mapping[tuple[str, str], Decimal] = _NO_FIGURES, last: Mapping[tuple[str, str], Decimal] = _NO_FIGURES,
) -> Workbook:  # fmt: skip
    """The form of a unit for a year; quotas and last year's values by unit and measure, as far as they are known."""
    sender = Sender(f"{of_year(rules.scheme, year)}填报表", year, unit.name.zh, scheme_text(rules))
    asked, jump = asked_of(rules.scheme, year, unit.group), rules.scheme.checks.jump if rules.scheme.checks else None
    measures = tuple(m for m in rules.scheme.measures if m.id in asked)
    columns = [c for c in _COLUMNS if last or c.title != layout.LAST_VALUE]
    letters = letters_of(columns)
    names = list_names(measures)
    book = new_book(sender)
    add_cover(book, sender, rules.scheme.name.zh, _progress(letters, len(measures)), _NOTES)
    add_instructions(book, sender, _steps(rules, measures), ())
    rows, by_quota = [], quota_only(rules.scheme)
    for row, measure in enumerate(measures, start=2):
        quota = _quota(rules, unit, measure, quotas)
        at = {title: f"{letter}{row}" for title, letter in letters.items()}
        before = last.get((unit.name.zh, measure.id))
        checks = unit_checks(measure, at, names, optional=_optional(quota) if measure.id in by_quota else None)
        checks += jump_check(jump, measure, before, at)
        rows.append(_told(rules, year, unit, measure, quota) | _asked(measure, before, formula(checks)))
    add_rows(book, sender, columns, rows, _inputs(measures, names, letters))
    add_lists(book, names)
    return book


def _quota(rules: Rules, unit: Unit, measure: Measure, quotas: Mapping[tuple[str, str], Decimal]) -> Decimal | None:
    """The unit's quota; 0 where quotas are known and it has none, None where none is known or asked for."""
    if not quotas or "quota" not in rules.scheme.sources_of(unit.group)[measure.id]:
        return None
    return quotas.get((unit.name.zh, measure.id), Decimal(0))


def _optional(quota: Decimal | None) -> str | None:
    """What the self-check says of a value left empty that only a quota asks for; None where it may not be left empty."""
    if quota:
        return None
    return "" if quota == 0 else _OPTIONAL


def _told(rules: Rules, year: int, unit: Unit, measure: Measure, quota: Decimal | None) -> dict[str, Field]:
    """What a row tells its reader."""
    words = told(rules, measure, year)
    texts = {
        layout.UNIT: unit.name.zh,
        layout.CODE: measure.id,
        layout.NAME: measure.name.zh,
        layout.UNIT_OF_MEASURE: measure.unit,
        layout.TARGET: targets(rules.scheme, measure, year, quota).zh,
        layout.COUNT: words.explanation,
        layout.VERIFIER: words.verifier,
    }
    return {title: Field(text) for title, text in texts.items()}


def _asked(measure: Measure, last: Decimal | None, check: str) -> dict[str, Field]:
    """What a row asks for: which cells are open, and the self-check."""
    counts = Field(None, "open" if measure.has_counts else "shut")
    return {
        layout.LAST_VALUE: Field(last),
        layout.VALUE: Field(None, "open"),
        layout.NUMERATOR: counts,
        layout.DENOMINATOR: counts,
        layout.VERIFIED: Field(None, "shut"),
        layout.REASON: Field(None, "open" if measure.na else "shut"),
        layout.EVIDENCE: Field(None, "open"),
        layout.REMARK: Field(None, "open"),
        layout.SELF_CHECK: Field(check, "check"),
    }


def _inputs(
    measures: tuple[Measure, ...], names: Mapping[tuple[str, ...], str], letters: Mapping[str, str]
) -> Iterator[tuple[int, str, Input]]:
    for row, measure in enumerate(measures, start=2):
        after = f"不适用的留空，到“{layout.REASON}”里选。" if measure.na else ""
        yield row, letters[layout.VALUE], value_input(layout.VALUE, measure, names, "", after)
        if measure.has_counts:
            for title in (layout.NUMERATOR, layout.DENOMINATOR):
                yield row, letters[title], count_input(title)
        if measure.na:
            yield row, letters[layout.REASON], reason_input(measure, names)


def _progress(letters: Mapping[str, str], rows: int) -> str:
    """A formula: how many rows are still to be filled in, and how many to be mended."""
    letter = letters[layout.SELF_CHECK]
    checks = f"'{layout.DATA.name}'!${letter}$2:${letter}${rows + 1}"
    empty = f'SUMPRODUCT(--(LEFT({checks},{len(EMPTY)})="{EMPTY}"))'
    said = f"SUMPRODUCT(--(LEN({checks})>0))"
    left = f'IF({empty}>0,"还有 "&{empty}&" 项未填","已填齐")'
    return f'"共 {rows} 项，"&{left}&IF({said}>{empty},"；"&({said}-{empty})&" 项看“{layout.SELF_CHECK}”","")'


_NOTES = (
    f"先看“{layout.INSTRUCTIONS}”，再填“{layout.DATA.name}”。浅黄和白色的格子可以填，其余的不用填。",
    f"{layout.FILLED_ON}写作 2020-01-15；报送不止一次的，以日期晚的为准。",
)


_RATE = f"{layout.VALUE} = 分子 ÷ 分母 × 100，四舍五入到提示所说的位数。"


def _steps(rules: Rules, measures: tuple[Measure, ...]) -> list[tuple[str, str]]:
    """How to fill in a unit's form, step by step; what none of its measures asks for is not spoken of."""
    checks = rules.scheme.checks
    counts, several = sum(m.has_counts for m in measures), sum(m.several for m in measures)
    answers = sum(m.answers is not None for m in measures) - several
    rates, excused = any(m.is_percent for m in measures), any(m.na for m in measures)
    by_quota = quota_only(rules.scheme).intersection(m.id for m in measures)
    unasked = "只有年度目标没有分解到本单位的，可以空着。" if by_quota else ""
    steps = {
        "填哪里": f"填“{layout.COVER}”，填“{layout.DATA.name}”的每一行，共 {len(measures)} 项。{layout.VERIFIED}由核验部门填。",
        "有数的": f"把数填在{layout.VALUE}。只写数，不写单位，不写“约”“以上”；要说明的写在{layout.REMARK}。",
        "确实是零的": "填 0，不要写“无”“—”“/”。",
        "不适用的": f"{layout.VALUE}留空，在“{layout.REASON}”里选原因。这一格是深灰的，就不能不适用。" if excused else "",
        "还没有数的": f"先留空，查到再填。报送前必须填齐：还有空着的，这张表会退回来。{unasked}",
        "百分数": "97.5% 就写 97.5，不写百分号，不写 0.975。" if rates else "",
        f"分子、分母（{counts} 项）": f"比率要同时填分子和分母，看“{layout.COUNT}”。{_RATE}" if counts else "",
        f"分情况填（{several} 项）": "写每种情况各有几个，如“建成 10，在建 20”；没有的不写。" if several else "",
        f"选填（{answers} 项）": f"点中{layout.VALUE}，再点格子右边的箭头，选一个。" if answers else "",
        layout.EVIDENCE: "每个数都写明出处：文件名称、文号或附件编号。",
        "和去年相差大的": f"核对无误的，在{layout.REMARK}写明原因。" if checks and checks.jump else "",
        layout.SELF_CHECK: "随填随查，说出这一行哪里不对；空着，就是没有发现问题。",
    }
    return [*((topic, text) for topic, text in steps.items() if text), *CLOSING_STEPS]


CLOSING_STEPS = (
    ("粘贴", "请用“选择性粘贴”里的“数值”：直接粘贴会抹掉下拉列表和输入提示。"),
    ("不要做的", "不要合并单元格，不要增删行列，不要改工作表名、列名和编号。筛选、调列宽和行高都可以。"),
    ("排序", f"先点“审阅”里的“撤销工作表保护”，没有密码。下拉列表和提示不随行移动，排过以后看“{layout.SELF_CHECK}”。"),
    ("报送", "存为 .xlsx 文件，不加密码，按通知的办法送回。"),
)
"""What holds for every form."""
