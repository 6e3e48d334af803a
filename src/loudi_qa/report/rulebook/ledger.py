"""What rests on assumptions: points by what is behind their figures, each assumption with its indicators, other settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.scheme.bearing import bearing
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from loudi_qa.report.rulebook.book import Item, Points, Rulebook
    from loudi_qa.scheme.bearing import Bearing
    from loudi_qa.scheme.models import Assumption
    from loudi_qa.scheme.terms import Basis

BASES: tuple[Basis, ...] = ("text", "derived", "assumed")


class Entry(NamedTuple):
    """An assumption, what it bears on in the year, and the points of that."""

    assumption: Assumption
    bearing: Bearing
    items: tuple[Item, ...]
    points: Points

    @property
    def is_linked(self) -> bool:
        """Whether the rules say what it bears on."""
        return bool(self.assumption.bears_on)


class Setting(NamedTuple):
    """Something else that has a basis of its own; without one, none is declared and the document is silent on it."""

    kind: str
    id: str
    what: Words
    basis: Basis
    source: Words


KINDS = {
    "extra": Words("加减分", "extra"),
    "veto": Words("一票否决", "veto"),
    "benchmark_group": Words("适用组", "benchmark group"),
    "owner": Words("核定分工", "who verifies"),
    "duty": Words("条款与指标的对应", "duty of an indicator"),
    "shared": Words("共用数据", "shared figure"),
    "consequence": Words("结果运用", "consequence"),
    "papers": Words("公文", "papers"),
}
FEATURE_WORDS: Mapping[str, Words] = {
    "points": Words("全部指标", "all indicators"),
    "province": Words("对照全省平均的", "held against the provincial average"),
    "quota": Words("对照分解目标的", "held against a quota"),
    "previous": Words("对照上年的", "held against last year"),
    "early": Words("提前对照以后年度目标的", "held to a figure of a later year"),
    "share": Words("只对照一部分目标的", "held against a share of the target"),
    "no_worse_than": Words("比上年差不得分的", "earning nothing when worse than last year"),
    "several": Words("一格报几种情况的", "telling of several things in one value"),
    "zero_at": Words("不足时递减到下限的", "losing points down to a floor"),
    "proportional": Words("不足时按比例得分的", "earning points in proportion"),
    "per": Words("不足时逐档扣分的", "losing points step by step"),
    "bands": Words("分档得分的", "scored in bands"),
    "levels": Words("按答案得分的", "scored by an answer"),
    "tally": Words("逐项计分的", "points for each thing"),
    "places": Words("按名次得分的", "scored by place"),
    "count": Words("报数量的", "reported as a count"),
    "na": Words("可以不适用的", "that may be not applicable"),
    "extras": Words("加分扣分", "extras"),
    "vetoes": Words("一票否决", "vetoes"),
    "grades": Words("各单位的等级", "every unit's grade"),
}
"""What an assumption bears on, by the word the rules use for it."""
_NO_WORDS = Words("", "")
_VERIFIES = Words(
    "{n} 项数据各由哪个部门核定（见“按部门”）", "which department verifies each of {n} measures (see By department)"
)
_UNDECLARED = Words("规则没有另写依据，按设定看", "no basis is declared: taken as assumed")
_DUTIES = Words("{n} 项指标各由哪一条款的责任单位负责", "which clause's units answer for each of {n} indicators")
_SHARED = Words("{name}：{units}数据相同", "{name}: the same figure for {units}")
_PAPERS = Words("发文机关、时限、异议等", "issuer, time limits, objections")


def entries(book: Rulebook) -> tuple[Entry, ...]:
    """The assumptions in the order of the file."""
    found = []
    for assumption in book.scheme.assumptions:
        bears = bearing(book.scheme, assumption, book.year)
        items = book.of(i.id for i in bears.indicators)
        found.append(Entry(assumption, bears, items, book.sum(items)))
    return tuple(found)


def by_basis(book: Rulebook) -> dict[Basis, tuple[Item, ...]]:
    """The indicators by what stands behind their figures in the year."""
    items = tuple(book.items.values())
    return {basis: tuple(i for i in items if i.indicator.basis_in(book.year) == basis) for basis in BASES}


def settings(book: Rulebook) -> Iterator[Setting]:
    """What else is set: outside the points, and in ``responsibilities.yaml``."""
    scheme, mandate = book.scheme, book.mandate
    for extra in scheme.extras:
        yield Setting("extra", extra.id, extra.name.words, extra.basis, _NO_WORDS)
    for veto in scheme.vetoes:
        yield Setting("veto", veto.id, veto.name.words, veto.basis, _NO_WORDS)
    for group in mandate.benchmark_groups:
        yield Setting("benchmark_group", group.id, group.name.words, group.basis, _NO_WORDS)
    yield Setting("duty", "", _DUTIES.filled(n=len(book.items)), "assumed", _UNDECLARED)
    yield Setting("owner", "", _VERIFIES.filled(n=len(mandate.verifier)), "assumed", _UNDECLARED)
    for shared in mandate.shared:
        name, units = scheme.measure[shared.measure].name.words, [mandate.unit[u].name for u in shared.units]
        listed = Words("、".join(u.zh for u in units), ", ".join(u.en for u in units))
        yield Setting("shared", shared.measure, _SHARED.filled(name=name, units=listed), shared.basis, shared.why.words)
    for consequence in mandate.consequences:
        yield Setting("consequence", consequence.id, consequence.do.words, consequence.basis, consequence.source.words)
    yield Setting("papers", "", _PAPERS, mandate.papers.basis, _NO_WORDS)
