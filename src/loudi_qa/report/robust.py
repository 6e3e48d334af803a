"""How firmly a result stands: neighbours, places, flips, ways and policies, as a document."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from loudi_qa.numbers import show
from loudi_qa.report import heading
from loudi_qa.report.change import step
from loudi_qa.report.document import Block, Column, Document, Note, Table
from loudi_qa.report.overview import OPEN, RANK, UNIT
from loudi_qa.report.robust_changes import changes, joined
from loudi_qa.words import Lang, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.assess.result import UnitResult
    from loudi_qa.assess.robust.places import Extreme, Places
    from loudi_qa.assess.robust.policies import Policy, Shift
    from loudi_qa.assess.robust.study import Robustness
    from loudi_qa.assess.robust.weights import Pair

_TITLE = Words("{year} 年度质量工作考核结果的稳健性", "Quality-work assessment {year}: how firmly the result stands")
_NEIGHBOURS = Words("相邻单位：权重变动多少才会换位", "Neighbours: how far weights must vary before they change places")
_FIRM = Words(
    "除非有权重变动超过 {p}%，否则{above}始终排在{below}前面",
    "{above} stays ahead of {below} unless some weights change by more than {p} %",
)
_NEVER = Words(
    "权重变动在 100% 以内，{above}始终排在{below}前面", "no change of weights below 100 % brings {below} level with {above}"
)
_LEVEL = Words("现在总分相同，权重稍有变动就可能分出先后", "level now: any change of weights may part them")
_ALIKE = Words("各项得分都相同，权重怎样变动都分不出先后", "the same points on every indicator: no weights part them")
_PLACES = Words("位次范围：所有权重都可上下变动时", "Places, with every weight free within a share of itself")
_BOUND = Words("*：不会越过的界限，未必达得到。", "*: a bound that is not passed, and may not be reached.")
_WEIGHTS = Words(
    "权重即各指标的分值，各自在原值上下独立变动；各单位每项指标的得分率不变，不适用分值折算的得分归入原指标，加减分不随权重变动。",
    "Weights are the points of the indicators, each free by itself; the share a unit earned of each stays, points moved from "
    "what is not applicable belong to those indicators, and extras do not move with the weights.",
)
_LEFT_OUT = Words("待定的单位没有位次，不参加比较：{units}", "open, without a place, and so not compared: {units}")
_POLICIES = Words("换一种口径会怎样", "Under other policies")
POLICY_NAMES = {
    "half_up": Words("得分四舍五入", "points rounded half up"),
    "half_even": Words("得分四舍六入五成双", "points rounded half even"),
    "unrounded": Words("位次按未修约的总分", "places by unrounded totals"),
    "rounded": Words("修约值比较", "values compared rounded"),
    "exact": Words("全数值比较", "values compared unrounded"),
    "none": Words("不适用分值不转移", "points not applicable left out"),
    "group": Words("不适用分值按本组得分率计入", "points not applicable go to their group"),
    "verified": Words("只认核定值，其余按未填报", "verified values only, others missing"),
    "sent": Words("只认填报值，不看核定值", "values as sent, unverified"),
}
_NONE = Words("无", "none")
_AND_OTHERS = Words("{listed} 等 {n} 个", "{listed} and others, {n} in all")
_MOST_MOVES = 12


def robust(study: Robustness, lang: Lang, only: UnitResult | None = None) -> Document:
    """The document that ``robust`` prints."""
    assessment = study.assessment
    title = _TITLE.of(lang, year=assessment.year.year)
    blocks: list[Block] = [_neighbours(study.pairs, lang), _places(study.places, lang)]
    if not all(p.best.exact and p.worst.exact for p in study.places):
        blocks.append(Note(_BOUND.of(lang)))
    blocks.append(Note(_WEIGHTS.of(lang)))
    if study.left_out:
        blocks.append(Note(_LEFT_OUT.of(lang, units=joined([u.unit.name.of(lang) for u in study.left_out], lang))))
    blocks += [*changes(study, lang), _policies(study.policies, lang)]
    return Document(
        f"{only.unit.name.of(lang)} {title}" if only else title,
        heading.lines(assessment, lang),
        tuple(blocks),
        heading.origin(assessment, lang),
    )


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
        Column(Words("说明", "Which says").of(lang), rank=1, free=True, floor=24),
    )
    rows = [
        (
            p.above.unit.name.of(lang),
            p.below.unit.name.of(lang),
            str(p.gap),
            "-" if p.turns_at is None else f"{tenths_below(p.turns_at)}%",
            _meaning(p).of(
                lang,
                above=p.above.unit.name.of(lang),
                below=p.below.unit.name.of(lang),
                p=tenths_below(p.turns_at or Fraction(0)),
            ),
        )
        for p in pairs
    ]
    return Table(_NEIGHBOURS.of(lang), columns, tuple(rows))


def _meaning(pair: Pair) -> Words:
    if not pair.gap:
        return _LEVEL if pair.swing else _ALIKE
    return _NEVER if pair.turns_at is None else _FIRM


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


def _policies(policies: Sequence[Policy], lang: Lang) -> Table:
    columns = (
        Column(Words("口径", "Policy").of(lang), free=True, floor=16),
        Column(Words("总分有变", "Totals changed").of(lang), rank=2, align="right"),
        Column(Words("最多变", "By at most").of(lang), rank=1, align="right"),
        Column(Words("位次变化", "Places").of(lang), free=True, floor=12),
        Column(Words("等级变化", "Grades").of(lang), free=True, floor=12),
    )
    rows = [
        (
            POLICY_NAMES[p.name].of(lang),
            str(sum(s.change != 0 for s in p.shifts)),
            show(p.largest),
            _listed([_moved(s, s.unit.rank, s.place, lang) for s in p.shifts], lang),
            _listed([_moved(s, *_grades(s), lang) for s in p.shifts], lang),
        )
        for p in policies
    ]
    return Table(_POLICIES.of(lang), columns, tuple(rows))


def _grades(shift: Shift) -> tuple[str | None, str | None]:
    before, after = shift.unit.grade, shift.grade
    return before.grade if before else None, after.grade if after else None


def _moved(shift: Shift, before: object, after: object, lang: Lang) -> str:
    """The unit with what it had and would have; nothing where both are one."""
    if before == after:
        return ""
    was, will = (OPEN.of(lang) if v is None else v for v in (before, after))
    return f"{shift.unit.unit.name.of(lang)} {step(str(was), str(will))}"


def _listed(moves: Sequence[str], lang: Lang) -> str:
    found = [m for m in moves if m]
    listed = joined(found[:_MOST_MOVES], lang)
    if len(found) > _MOST_MOVES:
        return _AND_OTHERS.of(lang, listed=listed, n=len(found))
    return listed or _NONE.of(lang)
