"""Remarks on the other kinds of rule: bands no value falls into, caps no count reaches, answers that are all one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loudi_qa.numbers import show
from loudi_qa.scheme.ask import with_unit
from loudi_qa.scheme.lint.remark import Said
from loudi_qa.scheme.lint.values import span, values
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.models import Indicator, Measure
    from loudi_qa.scheme.rules import Bands, Levels, Places, Tally
    from loudi_qa.scheme.yamlfile import PathTo

_TO_ALL = Words("改得有高有低，或者删去这项指标", "make the points differ, or leave the indicator out")


def bands_remarks(path: PathTo, indicator: Indicator, rule: Bands, measure: Measure) -> Iterator[Said]:
    """A band between two whole numbers when only whole numbers are taken; a top band that begins where the range does."""
    taken = values(measure)
    if taken is None:
        return
    for (_, (ceiling, _)), (place, (lower, points)) in pairwise(enumerate(rule.bands)):
        if taken.first_from(lower) >= ceiling:
            message = Words(
                "{id}：{lower} 起得 {points} 分这一档，没有数能落进去（{measure} 只填整数，上一档从 {ceiling} 起）",
                "{id}: no value falls into the band of {points} points from {lower} ({measure} takes whole numbers, the band "
                "above begins at {ceiling})",
            ).filled(
                id=indicator.id, lower=with_unit(lower, measure), points=show(points), measure=measure.id,
                ceiling=with_unit(ceiling, measure),
            )  # fmt: skip
            fix = Words("改这一档的下限或删去这一档", "change the lower bound of this band, or leave the band out")
            yield Said("band-out-of-reach", (*path, "rule", "bands", place), message, fix)
    if rule.bands[0][0] <= taken.low:
        yield _met_by_all(path, indicator, measure)


def tally_remarks(path: PathTo, indicator: Indicator, rule: Tally, measure: Measure) -> Iterator[Said]:
    """A cap that the largest count does not reach, or that the first thing already passes."""
    taken = values(measure)
    if taken is not None and taken.high * rule.each < rule.cap:
        message = Words(
            "{id}：{measure} 最多填 {most}，每件 {each} 分，只能得 {reached} 分，到不了上限 {cap} 分",
            "{id}: {measure} takes {most} at most, at {each} points each that is {reached}, never the cap of {cap}",
        ).filled(
            id=indicator.id, measure=measure.id, most=with_unit(taken.high, measure), each=show(rule.each),
            reached=show(taken.high * rule.each), cap=show(rule.cap),
        )  # fmt: skip
        fix = Words("改大 each，或放宽 range", "make each greater, or widen the range")
        yield Said("points-out-of-reach", (*path, "rule"), message, fix)
    if taken is not None and taken.low * rule.each >= rule.cap:
        yield _met_by_all(path, indicator, measure)
    yield from cap_remarks(path, indicator.id, rule)


def cap_remarks(path: PathTo, id_: str, rule: Tally) -> Iterator[Said]:
    """A first thing that is worth more than all may be: of an indicator or an extra."""
    if rule.each > rule.cap:
        message = Words("{id}：每件 {each} 分，上限却只有 {cap} 分", "{id}: {each} points for each, and a cap of only {cap}")
        fix = Words("each 不应大于 cap，看看是否写反", "each should not be above cap: have they changed places?")
        yield Said("cap-below-each", (*path, "rule"), message.filled(id=id_, each=show(rule.each), cap=show(rule.cap)), fix)


def levels_remarks(path: PathTo, indicator: Indicator, rule: Levels, measure: Measure) -> Iterator[Said]:
    """Answers that all earn the same."""
    if len(set(rule.levels.values())) == 1:
        yield _met_by_all(path, indicator, measure)


def places_remarks(path: PathTo, indicator: Indicator, rule: Places, units: int) -> Iterator[Said]:
    """Places at the end that earn nothing, where there are so many units."""
    first = int(1 / rule.less) + 1 + (1 % rule.less != 0)
    if first <= units:
        message = Words(
            "{id}：每后一名少得 {less}，第 {first} 名起不得分（共 {units} 个单位）",
            "{id}: with {less} less for each place, nothing is earned from place {first} on (of {units} units)",
        ).filled(id=indicator.id, less=show(rule.less), first=first, units=units)
        fix = Words("若本意如此可不理会，否则改小 less", "if this is meant, leave it; otherwise make less smaller")
        yield Said("place-earns-nothing", (*path, "rule"), message, fix)


def _met_by_all(path: PathTo, indicator: Indicator, measure: Measure) -> Said:
    takes = "、".join(measure.answers) if measure.answers else span(measure)
    message = Words(
        "{id}：{measure} 不论填什么（{takes}）都得满分", "{id}: whatever {measure} is ({takes}), all the points are earned"
    ).filled(id=indicator.id, measure=measure.id, takes=takes)
    return Said("always-met", (*path, "rule"), message, _TO_ALL)
