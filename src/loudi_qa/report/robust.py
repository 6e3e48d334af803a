"""How firmly a result stands: neighbours, places, flips, ways and policies, as a document."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from loudi_qa.numbers import rounded, show
from loudi_qa.report import heading
from loudi_qa.report.document import Block, Column, Document, Note, Table
from loudi_qa.report.overview import RANK, UNIT
from loudi_qa.report.robust_changes import changes
from loudi_qa.report.robust_item import joined
from loudi_qa.report.robust_policies import policies_blocks
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.assess.robust.places import Extreme, Places
    from loudi_qa.assess.robust.study import Robustness
    from loudi_qa.assess.robust.ties import Lead, Tie
    from loudi_qa.assess.robust.weights import Pair

_TITLE = Words("{what}结果的稳健性", "{what}: how firmly the result stands")
NOTE = Words(
    "测算，不是考核结果：下表是实绩达到什么程度位次或等级会变；数值只能随实绩改变或如实更正，不得为此改报。",
    "Worked out, not the result: the tables tell at what actual performance a place or grade would change; a figure changes only "
    "with the facts or to correct what was wrong, and must not be reported otherwise for this.",
)
"""Stands above everything, whatever the format."""
_NEIGHBOURS = Words("相邻单位：权重变动多少才会换位", "Neighbours: how far weights must vary before they change places")
_FIRM = Words(
    "除非有权重变动超过 {p}%，否则{above}始终排在{below}前面",
    "{above} stays ahead of {below} unless some weights change by more than {p}%",
)
_NEVER = Words(
    "权重变动在 100% 以内，{above}始终排在{below}前面", "no change of weights below 100% brings {below} level with {above}"
)
_LEVEL = Words("总分相同、并列", "level on the same total")
_ALIKE = Words(
    "总分相同、并列，各项得分也都相同，权重怎样变动都分不出先后",
    "level, with the same points on every indicator: no weights part them",
)
_UNROUNDED = Words("未修约时", "unrounded, "), Words("未修约也相同", "and level unrounded as well")
_UNMOVED = (
    Words("不计不适用转入时", "without N/A points, "),
    Words("不计不适用转入也相同", "and level without N/A points as well"),
)
_AHEAD = Words("{unit}高{by}分", "{unit} is{by}points ahead")
_EXACTLY, _ABOUT, _HARDLY = Words.same(" {n} "), Words("约 {n} ", " about {n} "), Words("不到 {n} ", " less than {n} ")
_LEAST = 4
"""So many digits of a lead are shown."""
_PLACES = Words("位次范围：所有权重都可上下变动时", "Places, with every weight free within a share of itself")
_BOUND = Words("*：不会越过的界限，未必达得到。", "*: a bound that is not passed, and may not be reached.")
_WEIGHTS = Words(
    "权重即各指标的分值，各自在原值上下独立变动；各单位每项指标的得分率不变，不适用分值折算的得分归入原指标，加减分不随权重变动。",
    "Weights are the points of the indicators, each free by itself; the share a unit earned of each stays, points moved from "
    "what is not applicable belong to those indicators, and extras do not move with the weights.",
)
_LEFT_OUT = Words("待定的单位没有位次，不参加比较：{units}", "open, without a place, and so not compared: {units}")


def robust(study: Robustness, lang: Lang, only: UnitResult | None = None) -> Document:
    """The document that ``robust`` prints."""
    assessment = study.assessment
    title = _TITLE.of(lang, what=heading.what(assessment, lang))
    blocks = [*_of_weights(study, lang), *(Note(words.of(lang)) for words in study.untold)]
    if study.left_out:
        blocks.append(Note(_LEFT_OUT.of(lang, units=joined([u.unit.name.of(lang) for u in study.left_out], lang))))
    blocks += [*changes(study, lang), *policies_blocks(study.policies, lang)]
    return Document(
        f"{only.unit.name.of(lang)} {title}" if only else title,
        (NOTE.of(lang), *heading.lines(assessment, lang)),
        tuple(blocks),
        (*heading.origin(assessment, lang), (Words("声明", "notice").of(lang), NOTE.of(lang))),
    )


def _of_weights(study: Robustness, lang: Lang) -> list[Block]:
    """What other weights would do; nothing where the rules make a total that no weights of lines tell."""
    if study.untold:
        return []
    blocks: list[Block] = [_neighbours(study.pairs, lang), _places(study.places, lang)]
    if not all(p.best.exact and p.worst.exact for p in study.places):
        blocks.append(Note(_BOUND.of(lang)))
    return [*blocks, Note(_WEIGHTS.of(lang))]


def tenths_below(share: Fraction) -> str:
    """A share in percent with one decimal, rounded down: what is said to hold up to it does."""
    tenths = 1000 * share.numerator // share.denominator
    return f"{tenths // 10}.{tenths % 10}"


def _neighbours(pairs: Sequence[Pair], lang: Lang) -> Table:
    columns = (
        Column(Words("前", "Ahead").of(lang), free=True, floor=10),
        Column(Words("后", "Behind").of(lang), free=True, floor=10),
        Column(Words("分差", "Gap").of(lang), align="right"),
        Column(Words("限度", "Limit").of(lang), align="right"),
        Column(Words("说明", "What it means").of(lang), rank=1, free=True, floor=24),
    )
    rows = [
        (
            p.above.unit.name.of(lang),
            p.below.unit.name.of(lang),
            str(p.gap),
            "-" if p.turns_at is None else f"{tenths_below(p.turns_at)}%",
            _meaning(p, lang),
        )
        for p in pairs
    ]
    return Table(_NEIGHBOURS.of(lang), columns, tuple(rows))


def _meaning(pair: Pair, lang: Lang) -> str:
    if pair.tie is not None:
        return _told_apart(pair.tie, _LEVEL if pair.swing else _ALIKE, lang)
    words = _NEVER if pair.turns_at is None else _FIRM
    names = {"above": pair.above.unit.name.of(lang), "below": pair.below.unit.name.of(lang)}
    return words.of(lang, p=tenths_below(pair.turns_at or Fraction(0)), **names)


def _told_apart(tie: Tie, level: Words, lang: Lang) -> str:
    """That two are level, and who would be ahead without the rounding and without moved points."""
    parts = [_lead(tie.unrounded, *_UNROUNDED, lang)]
    if tie.without_moved:
        parts.append(_lead(tie.without_moved, *_UNMOVED, lang))
    return level.of(lang) + ("；" if lang == "zh" else ": ") + ("，" if lang == "zh" else "; ").join(parts)


def _lead(lead: Lead, where: Words, level: Words, lang: Lang) -> str:
    if lead.unit is None:
        return level.of(lang)
    near = rounded(lead.by, _LEAST)
    how = _EXACTLY if near == lead.by else _ABOUT if near else _HARDLY
    by = how.of(lang, n=show(near) if near else "0.0001")
    return where.of(lang) + _AHEAD.of(lang, unit=lead.unit.unit.name.of(lang), by=by)


def _places(places: Sequence[Places], lang: Lang) -> Table:
    shares = list(dict.fromkeys(p.share for p in places))
    columns = (
        Column(UNIT.of(lang), free=True, floor=10),
        Column(RANK.of(lang), align="right"),
        *(Column(f"±{show(100 * s)}%", align="right") for s in shares),
    )
    of_unit: dict[str, list[Places]] = {}
    for place in places:
        of_unit.setdefault(place.unit.unit.name.zh, []).append(place)
    rows = [(p[0].unit.unit.name.of(lang), str(p[0].unit.rank), *map(_range, p)) for p in of_unit.values()]
    return Table(_PLACES.of(lang), columns, tuple(rows))


def _range(places: Places) -> str:
    best, worst = places.best, places.worst
    return _extreme(best) if best.place == worst.place else f"{_extreme(best)}-{_extreme(worst)}"


def _extreme(extreme: Extreme) -> str:
    return f"{extreme.place}{'' if extreme.exact else '*'}"
