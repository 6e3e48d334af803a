"""How an indicator scores, and what changed in it, in the words that forms use."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from loudi_qa.report.rules_diff.labels import label
from loudi_qa.report.rules_diff.names import benchmark_group_name
from loudi_qa.report.rules_diff.values import from_to, listed, points_words, said
from loudi_qa.scheme.ask import short_of, target, with_unit
from loudi_qa.scheme.diff.alike import alike
from loudi_qa.scheme.rules import Reach
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.models import CityTarget, Indicator, Measure
    from loudi_qa.scheme.rules import Model

_AND = Words("；", "; ")
_TARGET = Words("目标", "target")
_HOW = Words("计分办法由“{before}”改为“{after}”", "scored otherwise: was “{before}”, now “{after}”")


def rule_words(indicator: Indicator, measure: Measure) -> Words:
    """The whole rule, without regard to a year."""
    rule = indicator.rule
    if not isinstance(rule, Reach):
        return target(indicator, measure, 0)
    parts = [_bound(rule, measure), short_of(rule, measure)]
    parts += [_besides(rule, f, measure) for f in _others(rule) if f != "short" and not _usual(rule, f)]
    return listed(parts, Words("，", ", "))


def rule_change(before: Indicator, was: Measure, after: Indicator, now: Measure) -> Words:
    """What is different in how an indicator scores; every field of the rule that changed is told."""
    old, new = before.rule, after.rule
    if isinstance(old, Reach) and isinstance(new, Reach):
        return listed([*_reach(old, was, new, now)] or by_field(old, new), _AND)
    if type(old) is type(new) and (one := rule_words(before, was)) == (other := rule_words(after, now)):
        return listed(by_field(old, new), _AND)
    one, other = rule_words(before, was), rule_words(after, now)
    return _HOW.filled(before=one, after=other)


def _reach(old: Reach, was: Measure, new: Reach, now: Measure) -> Iterator[Words]:
    if not (alike(old.at_least, new.at_least) and alike(old.at_most, new.at_most)):
        one_side = (old.at_least is None) == (new.at_least is None)
        before, after = (_held_to(r, m) if one_side else _bound(r, m) for r, m in ((old, was), (new, now)))
        yield from [from_to(_TARGET, before, after)] if before != after else by_field(old, new)
    for field in _others(new):
        if alike(getattr(old, field), getattr(new, field)):
            continue
        if field == "short":
            yield from_to(label("", field), short_of(old, was), short_of(new, now))
        else:
            yield from_to(label("", field), *(said(field, getattr(r, field)) for r in (old, new)))


def by_field(old: Model, new: Model) -> Iterator[Words]:
    """Each field of two rules of one kind that differs."""
    for field in type(new).model_fields:
        before, after = getattr(old, field), getattr(new, field)
        if not alike(before, after):
            yield from_to(label("", field), said(field, before), said(field, after))


def _others(rule: Reach) -> Iterator[str]:
    return (f for f in type(rule).model_fields if f not in {"kind", "at_least", "at_most"})


def _usual(rule: Reach, field: str) -> bool:
    return alike(getattr(rule, field), type(rule).model_fields[field].get_default())


def _besides(rule: Reach, field: str, measure: Measure) -> Words:
    value = getattr(rule, field)
    if field == "plus":
        by = with_unit(value, measure) if isinstance(value, Decimal) else str(value)
        return Words("另加 {by}", "plus {by}").filled(by=by)
    return Words("{label} {value}", "{label} {value}").filled(label=label("", field), value=said(field, value))


def _bound(rule: Reach, measure: Measure) -> Words:
    side = Words("不低于", "at least") if rule.at_least is not None else Words("不高于", "at most")
    bound = _held_to(rule, measure)
    return Words("{side}{gap}{bound}", "{side} {bound}").filled(side=side, bound=bound, gap=" " if bound.zh[:1].isascii() else "")


def _held_to(rule: Reach, measure: Measure) -> Words:
    match rule.bound:
        case Decimal() as number:
            return Words.same(with_unit(number, measure))
        case dict() as dated:
            return listed(Words(f"{y}年 {with_unit(v, measure)}", f"{with_unit(v, measure)} in {y}") for y, v in dated.items())
        case source:
            return said("short", source)


def city_words(target: CityTarget, measure: Measure) -> Words:
    """The document's figure for the whole city, with its year."""
    number = Words.same(with_unit(target.at_least, measure))
    if target.up_to is not None:
        number = Words("{low} 至 {high}", "{low} to {high}").filled(low=number, high=with_unit(target.up_to, measure))
    number = Words("每年 {n}", "{n} a year").filled(n=number) if target.yearly else number
    return number if target.by is None else Words("{n}（{year}年）", "{n} by {year}").filled(n=number, year=target.by)


def weight_words(indicator: Indicator, rules: Rules) -> Words:
    """Its points: one number, or one for each year or each group of units."""
    by = indicator.points_by
    if by is None:
        return points_words(indicator.points)
    keys = [Words(f"{k}年", f"{k}") if isinstance(k, int) else benchmark_group_name(rules, k) for k in by]
    each = Words("{k} {n}", "{k}: {n}")
    return listed(each.filled(k=k, n=points_words(v)) for k, v in zip(keys, by.values(), strict=True))
