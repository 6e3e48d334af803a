"""A what-if beside the result: what is supposed and what would move. Every part of it says that it is no result."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from loudi_qa.numbers import quantise, show
from loudi_qa.report import heading
from loudi_qa.report.change import NONE, item_because, item_name, rank_text, signed, step
from loudi_qa.report.document import Block, Column, Document, Note, Table
from loudi_qa.report.json import SCHEMA, origin_json
from loudi_qa.report.overview import GRADE, OPEN, RANK, TOTAL, UNIT, grade_text
from loudi_qa.report.withheld import withheld_note
from loudi_qa.submission.suppose import PROVINCE, value_words
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.assess.items import ItemMove, UnitMove
    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.assess.whatif import WhatIf
    from loudi_qa.submission.suppose import Setting
    from loudi_qa.submission.year import Average
    from loudi_qa.words import Lang

MARK = Words("假设测算，不是考核结果", "WHAT-IF, NOT THE RESULT")
_KIND = Words("假设测算", "WHAT-IF")
_TITLE = Words("【{mark}】{year} 年度：假设改变后的变动", "[{mark}] {year}: what would move")
_MARKED = Words(
    "本页是假设测算：只列出会变动的内容，不能作为考核结果公布、报送或存档。",
    "This is a what-if: it lists only what would move, and must not be published, sent or filed as the result.",
)
_SUPPOSED, _UNITS, _LINES = (
    Words("假设", "Supposed"),
    Words("会变动的单位", "Units that would move"),
    Words("会变动的得分", "Points that would move"),
)
_NOTHING = Words("总分、位次、等级、后果和各项得分都不变。", "No total, place, grade, consequence or line would move.")
_MORE, _LESS = Words("新增：{do}", "new: {do}"), Words("不再：{do}", "gone: {do}")
_FOLLOWS = Words("后果的变动", "What would follow otherwise")
_CHANGE = Words("变动", "Change")


def what_if_document(told: WhatIf, lang: Lang) -> Document:
    """The units that would move first (CSV writes that table), then what is supposed and the lines behind it."""
    result, mark = told.result, MARK.of(lang)
    blocks: list[Block] = [_units(told, lang)]
    if note := withheld_note([u for move in told.moves for u in (move.before, move.after)], lang):
        blocks.append(Note(note))
    if not told.moves:
        blocks.append(Note(_NOTHING.of(lang)))
    blocks.append(_settings(told, lang))
    blocks += _lines(told, lang)
    blocks += _follows(told, lang)
    blocks.append(Note(f"{mark}. " if lang == "en" else f"【{mark}】", "warning"))
    lines = (_MARKED.of(lang), *heading.sources(result, lang), *heading.standing(result, lang))
    origin = (*heading.origin(result, lang), (Words("声明", "notice").of(lang), mark))
    return Document(_TITLE.of(lang, mark=mark, year=result.year.year), lines, tuple(blocks), origin)


def _units(told: WhatIf, lang: Lang) -> Table:
    columns = (
        Column(Words("性质", "Kind").of(lang)),
        Column(UNIT.of(lang), free=True, floor=10),
        Column(TOTAL.of(lang), align="right"),
        Column(_CHANGE.of(lang), align="right"),
        Column(GRADE.of(lang)),
        Column(RANK.of(lang)),
    )
    return Table(_UNITS.of(lang), columns, tuple((_KIND.of(lang), *_unit(move, lang)) for move in told.moves))


def _unit(move: UnitMove, lang: Lang) -> tuple[str, ...]:
    before, after = move.before, move.after
    return (
        after.unit.name.of(lang),
        step(_total(before, lang), _total(after, lang)),
        NONE if before.is_open or after.is_open else signed(move.change),
        step(grade_text(before, lang), grade_text(after, lang)),
        step(rank_text(before), rank_text(after)),
    )


def _total(unit: UnitResult, lang: Lang) -> str:
    """A total; one that is open says so."""
    return f"{unit.total}({OPEN.of(lang)})" if unit.is_open else str(unit.total)


def _settings(told: WhatIf, lang: Lang) -> Table:
    columns = (
        Column(UNIT.of(lang)),
        Column(Words("编号", "Code").of(lang)),
        Column(Words("名称", "Name").of(lang), rank=1, free=True),
        Column(Words("现值", "Now").of(lang), free=True, floor=10),
        Column(Words("假设为", "Supposed").of(lang), free=True, floor=10),
        Column(Words("单元格", "Cell").of(lang), rank=2),
    )
    rows = []
    for setting in told.settings:
        now, cell = _now(told.result, setting)
        name = _name_of(told.result, setting.code).of(lang)
        rows.append((_whose(told.result, setting, lang), setting.code, name, now.of(lang), setting.text.of(lang), cell))
    return Table(_SUPPOSED.of(lang), columns, tuple(rows))


def _whose(result: Assessment, setting: Setting, lang: Lang) -> str:
    if setting.unit == PROVINCE:
        return Words(PROVINCE, "province").of(lang)
    return result.rules.mandate.unit[setting.unit].name.of(lang)


def _name_of(result: Assessment, code: str) -> Words:
    scheme = result.rules.scheme
    named = scheme.measure.get(code) or next(e for e in scheme.extras if e.id == code)
    return named.name.words


def _now(result: Assessment, setting: Setting) -> tuple[Words, str]:
    """What stands there now, and where."""
    year = result.year
    if setting.unit == PROVINCE:
        found = [a for (code, _), a in year.averages.items() if code == setting.code]
        return Words.same("、".join(show(a.value) for a in found)) if found else value_words(None), _cells(found)
    if setting.code in result.rules.scheme.measure:
        entry = year.entries[setting.unit].get(setting.code)
        return value_words(entry.state if entry else None), str(entry.state.cell or "") if entry else ""
    figure = year.extras.get((setting.unit, setting.code))
    return (value_words(figure.value), str(figure.cell)) if figure else (value_words(Decimal(0)), "")


def _cells(found: Sequence[Average]) -> str:
    return "、".join(str(a.cell) for a in found)


def _lines(told: WhatIf, lang: Lang) -> list[Block]:
    columns = (
        Column(UNIT.of(lang)),
        Column(Words("指标", "Indicator").of(lang)),
        Column(Words("名称", "Name").of(lang), rank=2, free=True),
        Column(Words("得分", "Points").of(lang), align="right"),
        Column(_CHANGE.of(lang), align="right"),
        Column(Words("假设下的理由", "Because (supposed)").of(lang), rank=1, free=True, floor=30),
    )
    places = told.result.rules.scheme.points.places
    rows = [
        (move.after.unit.name.of(lang), *_line(told.result, each, places, lang)) for move in told.moves for each in move.items
    ]
    return [Table(_LINES.of(lang), columns, tuple(rows))] if rows else []


def _line(result: Assessment, move: ItemMove, places: int, lang: Lang) -> tuple[str, ...]:
    before, after = (str(quantise(i.points, places)) if i else NONE for i in (move.before, move.after))
    because = item_because(move.after, lang) if move.after else NONE
    return move.id, item_name(result, move.piece).of(lang), step(before, after), signed(move.change), because


def _follows(told: WhatIf, lang: Lang) -> list[Block]:
    rows = [(move.after.unit.name.of(lang), text) for move in told.moves for text in _otherwise(move, lang)]
    columns = (Column(UNIT.of(lang)), Column(Words("措施", "What").of(lang), free=True, floor=24))
    return [Table(_FOLLOWS.of(lang), columns, tuple(rows))] if rows else []


def _otherwise(move: UnitMove, lang: Lang) -> list[str]:
    """Consequences that would come or go."""
    before, after = ({c.id: c for c in u.consequences} for u in (move.before, move.after))
    new = [_MORE.of(lang, do=c.do.of(lang)) for i, c in after.items() if i not in before]
    return new + [_LESS.of(lang, do=c.do.of(lang)) for i, c in before.items() if i not in after]


def what_if_json(told: WhatIf, lang: Lang) -> dict[str, Any]:
    """As JSON: ``what_if`` stands first, and there are no ``units`` that a reader could take for the result's."""
    places = told.result.rules.scheme.points.places
    return {
        "what_if": {"warning": _MARKED.of(lang), "settings": [_setting_json(told.result, s, lang) for s in told.settings]},
        "schema": SCHEMA,
        **origin_json(told.result),
        "moves": [_move_json(move, places, lang) for move in told.moves],
    }


def _setting_json(result: Assessment, setting: Setting, lang: Lang) -> dict[str, Any]:
    now, cell = _now(result, setting)
    values = {"now": now.of(lang), "supposed": setting.text.of(lang), "cell": cell or None}
    return {"unit": setting.unit, "code": setting.code, "name": _name_of(result, setting.code).of(lang), **values}


def _move_json(move: UnitMove, places: int, lang: Lang) -> dict[str, Any]:
    return {
        "unit": move.name,
        "before": _standing_json(move.before, places),
        "supposed": _standing_json(move.after, places),
        "change": None if move.before.is_open or move.after.is_open else str(quantise(move.change, places)),
        "lines": [
            {
                "id": each.id,
                "before": str(quantise(each.before.points, places)) if each.before else None,
                "supposed": str(quantise(each.after.points, places)) if each.after else None,
                "change": str(quantise(each.change, places)),
                "because": item_because(each.after, lang) if each.after else None,
            }
            for each in move.items
        ],
        "consequences": _otherwise(move, lang),
    }


def _standing_json(unit: UnitResult, places: int) -> dict[str, Any]:
    grade = unit.grade.grade if unit.grade else None
    return {"total": str(quantise(unit.total, places)), "grade": grade, "rank": unit.rank, "open": unit.is_open}
