"""The result under other policies, as a table; and what each policy means, for those who have not set it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.numbers import show
from loudi_qa.report.change import NONE, step
from loudi_qa.report.document import Block, Column, Table
from loudi_qa.report.overview import OPEN
from loudi_qa.report.robust_item import joined
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.assess.robust.policies import Policy, Shift
    from loudi_qa.words import Lang

_POLICIES = Words("换一种口径会怎样", "Under other policies")
_POLICY = Words("口径", "Policy")
_MEANINGS = Words("各口径的含义", "What each policy means")
_NAMES = {
    "half_up": Words("得分四舍五入", "points rounded half up"),
    "half_even": Words("得分四舍六入五成双", "points rounded half even"),
    "unrounded": Words("位次按未修约的总分", "places by unrounded totals"),
    "rounded": Words("修约值比较", "values compared rounded"),
    "exact": Words("全数值比较", "values compared unrounded"),
    "none": Words("不适用分值不转移", "points not applicable left out"),
    "group": Words("不适用分值按本组得分率计入", "points not applicable go to their group"),
    "verified": Words("只认核定值（共核定 {n} 项，其余按未填报）", "verified values only ({n} in all; others as not reported)"),
    "sent": Words("只认填报值，不看核定值", "values as sent, unverified"),
}
_MEANS = {
    "half_even": Words(
        "恰好是 5 的舍入到偶数，其余同四舍五入", "a 5 with nothing after it goes to the even digit; all else as half up"
    ),
    "unrounded": Words(
        "各项得分都不修约；未修约的总分不公布，只看位次，等级不变",
        "no points are rounded; unrounded totals are not published: only places are shown, grades stay",
    ),
    "rounded": Words(
        "数值先修约到与基准相同的位数再比较", "a value is rounded to the digits of its benchmark before they are compared"
    ),
    "exact": Words("数值不修约，直接与基准比较", "a value is compared with its benchmark as it is"),
    "none": Words("不适用的指标不计分，也不按得分率补回", "what is not applicable earns nothing, and nothing stands in for it"),
    "group": Words(
        "不适用的指标按本组其他指标的得分率计分",
        "what is not applicable earns at the rate of the rest of its group",
    ),
    "verified": Words(
        "没有核定值的按未填报计 0 分；核定的少，总分自然低，不说明数据有问题",
        "a value without 核定值 earns nothing: where few are verified totals are low, which says nothing against the data",
    ),
    "sent": Words("填报了的都按填报值计分", "what was sent is scored as it was sent"),
}
_NOTHING = Words("无", "none")
_AND_OTHERS = Words("{listed} 等 {n} 个", "{listed} and others, {n} in all")
_MOST_MOVES = 12


def policies_blocks(policies: Sequence[Policy], lang: Lang) -> Iterator[Block]:
    """The table of the policies, and one of what they mean."""
    yield _table(policies, lang)
    columns = (Column(_POLICY.of(lang), free=True, floor=16), Column(Words("含义", "Meaning").of(lang), free=True, floor=24))
    rows = [(policy_name(p, lang), _MEANS[p.name].of(lang)) for p in policies if p.name in _MEANS]
    yield Table(_MEANINGS.of(lang), columns, tuple(rows))


def policy_name(policy: Policy, lang: Lang) -> str:
    """What a policy says, in a few words."""
    words = _NAMES[policy.name]
    return words.of(lang) if policy.verified is None else words.of(lang, n=policy.verified)


def _table(policies: Sequence[Policy], lang: Lang) -> Table:
    columns = (
        Column(_POLICY.of(lang), free=True, floor=16),
        Column(Words("总分有变的单位数", "Units whose total changes").of(lang), rank=2, align="right"),
        Column(Words("最多变", "Largest change").of(lang), rank=1, align="right"),
        Column(Words("位次变化", "Places").of(lang), free=True, floor=12),
        Column(Words("等级变化", "Grades").of(lang), free=True, floor=12),
    )
    return Table(_POLICIES.of(lang), columns, tuple(_row(p, lang) for p in policies))


def _row(policy: Policy, lang: Lang) -> tuple[str, ...]:
    published = policy.name != "unrounded"
    return (
        policy_name(policy, lang),
        str(sum(s.change != 0 for s in policy.shifts)) if published else NONE,
        show(policy.largest) if published else NONE,
        _listed([_moved(s, s.unit.rank, s.place, lang) for s in policy.shifts], lang),
        _listed([_moved(s, *_grades(s), lang) for s in policy.shifts], lang),
    )


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
    return listed or _NOTHING.of(lang)
