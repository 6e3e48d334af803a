"""Each change of the rules as a sentence. What has no sentence of its own is told by field, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.numbers import show
from loudi_qa.report.rules_diff.labels import label
from loudi_qa.report.rules_diff.names import (
    benchmark_group_name,
    body_name,
    code_and_name,
    group_name,
    indicator_name,
    measure_name,
)
from loudi_qa.report.rules_diff.rule_words import by_field, city_words, rule_change, rule_words, weight_words
from loudi_qa.report.rules_diff.values import NOTHING, from_to, listed, said, spelt_out
from loudi_qa.scheme.diff.walk import ORDER
from loudi_qa.scheme.mandate import Unit
from loudi_qa.scheme.models import CityTarget, Each, Indicator
from loudi_qa.scheme.rules import Model
from loudi_qa.scheme.terms import Text
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from loudi_qa.scheme.diff.change import Change, Changes
    from loudi_qa.scheme.diff.walk import Difference
    from loudi_qa.scheme.load import Rules

_COMMA = Words("，", ", ")
_SEMICOLON = Words("；", "; ")
_NEW, _GONE = Words("新增{what}", "new: {what}"), Words("取消{what}", "gone: {what}")
_DETAILED = Words("{what}：{details}", "{what}: {details}")
_QUOTED = Words("“{name}”", "“{name}”")
_OF = Words("{name}：{what}", "{name}: {what}")
_SET = Words("新规定{what}：{after}", "{what} is now set: {after}")
_TAKEN = Words("不再规定{what}（原为：{before}）", "{what} is no longer set (was {before})")
_TEXT = Words("{what}由“{before}”改为“{after}”", "{what}: was “{before}”, now “{after}”")
_ENGLISH = Words("{what}只改了英文：“{before}”改为“{after}”", "{what}: its English was “{before}”, now “{after}”")
_ADDED, _REMOVED = Words("增加 {names}", "added {names}"), Words("去掉 {names}", "taken out {names}")
_TURNED = Words("次序改为 {names}", "their order is now {names}")
_LISTED = Words("{what}{how}", "{what}: {how}")
_ORDER = Words("排列次序改了", "their order changed")
_NUMBER = Words("改号：{before} 改为 {after}，内容未变", "renumbered: {before} is now {after}, with the same content")
_MOVED_NUMBER = Words("改号：{before} 改为 {after}", "renumbered: {before} is now {after}")
_RENAMED = Words("改名：“{before}”改为“{after}”", "renamed: “{before}” is now “{after}”")
_LEAD = Words("牵头部门由{before}改为{after}", "the lead passes from {before} to {after}")
_VERIFIER = Words("核验部门由{before}改为{after}", "verified by {after}, was {before}")
_VERIFIED, _NOT_VERIFIED = (
    Words("由{after}核验", "verified by {after}"),
    Words("不再由{before}核验", "no longer verified by {before}"),
)
_EACH = Words("{group}的各项指标都要得到其分值的 {share}", "every indicator of {group} has earned {share} of its points")
_POINTS = Words("分值由 {before} 改为 {after}（{change}）", "points changed from {before} to {after} ({change})")

_DETAILS: Mapping[str, tuple[str, ...]] = {
    "groups": ("points",),
    "grades": ("at_least",),
    "measures": ("unit", "answers"),
    "extras": ("effect", "rule"),
    "vetoes": ("grade", "definition"),
    "assumptions": ("text",),
    "uncovered": ("why",),
    "units": ("group",),
    "benchmark_groups": (),
    "departments": ("successors",),
    "duties": ("units", "indicators"),
    "shared": ("units",),
    "consequences": ("when", "do", "within"),
}
"""What is told of an entry that came; of one of another part, all."""


class Told(NamedTuple):
    """A change and its sentence."""

    change: Change
    sentence: Words


def sentences(changes: Changes) -> tuple[Told, ...]:
    """Every change with its sentence, in the order of the files."""
    teller = _Teller(changes)
    return tuple(Told(c, teller.sentence(c.difference)) for c in changes.every)


class _Teller:
    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.own: dict[tuple[str, str], Callable[[Difference], Words]] = {
            ("indicators", "rule"): self._rule,
            ("indicators", "points"): self._points,
            ("indicators", "measure"): self._measure,
            ("indicators", "group"): self._group,
            ("na", "at_most"): lambda d: _from_to(d, "share"),
            ("duties", "units"): self._responsible,
            ("units", "group"): self._benchmark_group,
            ("indicators", "city"): lambda d: self._came_to_be(d, self._city),
            ("owners", "department"): self._verifier,
            ("extras", "rule"): _rule_by_field,
            ("grades", "each"): lambda d: self._came_to_be(d, self._each),
        }

    def sentence(self, difference: Difference) -> Words:
        """What a deputy is told of one difference."""
        d = difference
        name = self._name(d)
        if not d.field:
            return self._came_or_went(d, name)
        own = self.own.get((d.section, d.field))
        what = own(d) if own else self._plainly(d)
        return _OF.filled(name=name, what=what) if name.zh and d.field != "name" else what

    def _name(self, d: Difference) -> Words:
        """What the entry is called, beside what it goes by."""
        rules = self.changes.old if d.after is None and not d.field else self.changes.new
        if d.section == "indicators":
            return indicator_name(rules, d.key) or indicator_name(self.changes.old, d.key) or Words("", "")
        if d.section == "owners":
            codes = d.key.split("、") if d.key else []
            named = [measure_name(self.changes.new, c) or measure_name(self.changes.old, c) or Words.same(c) for c in codes]
            return listed(named)
        if d.section in {"units", "departments"}:
            return body_name(rules, d.section, d.key)
        entry = self._entry(d)
        text = next((t for t in (getattr(entry, f, None) for f in ("name", "title", "do")) if isinstance(t, Text)), None)
        return text.words if text else Words("", "")

    def _entry(self, d: Difference) -> object:
        if not d.field:
            return d.after if d.after is not None else d.before
        for rules in (self.changes.new, self.changes.old):
            for entry in getattr(rules.scheme if d.file == "indicators" else rules.mandate, d.section or "?", ()):
                if d.key and d.key in {str(getattr(entry, f, None)) for f in ("id", "grade", "clause")}:
                    return entry
        return None

    def _came_or_went(self, d: Difference, name: Words) -> Words:
        entry, come = (d.after, True) if d.before is None else (d.before, False)
        what = (_NEW if come else _GONE).filled(what=_QUOTED.filled(name=name if name.zh else Words.same(d.key)))
        details = self._details(d.section, entry, come)
        return _DETAILED.filled(what=what, details=details) if details.zh else what

    def _details(self, section: str, entry: object, come: bool) -> Words:
        if isinstance(entry, Indicator):
            rules = self.changes.new if come else self.changes.old
            measure = rules.scheme.measure.get(entry.measure)
            parts = [weight_words(entry, rules), group_name(rules, entry.group)]
            return listed([*parts, *([rule_words(entry, measure)] if measure else [])], _COMMA)
        if isinstance(entry, Unit):
            group = benchmark_group_name(self.changes.new if come else self.changes.old, entry.group)
            return Words("列入{group}", "in the group {group}").filled(group=group) if come else Words("", "")
        fields = _DETAILS.get(section) if come else ()
        if fields is None:
            return said("", entry)
        set_ones = [(f, getattr(entry, f)) for f in fields if getattr(entry, f) is not None and getattr(entry, f) != ()]
        return listed((Words("{a} {b}", "{a} {b}").filled(a=label(section, f), b=said(f, v)) for f, v in set_ones), _COMMA)

    def _plainly(self, d: Difference) -> Words:
        """By its field, before and after."""
        what, before, after = label(d.section, d.field), d.before, d.after
        if not d.section and d.file == "responsibilities":  # its id of the scheme stands in the other file too
            what = Words("责任文件的{what}", "{what} in the responsibilities").filled(what=what)
        if d.field == ORDER:
            return _ORDER
        if d.field in {"id", "grade", "clause"} and d.after == d.key:
            number = _MOVED_NUMBER if d.section == "indicators" else _NUMBER
            return number.filled(before=before, after=after)
        if isinstance(before, Text) and isinstance(after, Text):
            return _texts(d, what, before, after)
        if _are_words(before) and _are_words(after):
            return _LISTED.filled(what=what, how=_lists(before, after))  # type: ignore[arg-type]  # both are tuples of text
        if before is None:
            return _SET.filled(what=what, after=said(d.field, after))
        if after is None:
            return _TAKEN.filled(what=what, before=said(d.field, before))
        return _from_to(d, d.field, what)

    def _rule(self, d: Difference) -> Words:
        before, after = self._pair(d.key)
        was = self.changes.old.scheme.measure.get(before.measure) if before else None
        now = self.changes.new.scheme.measure.get(after.measure) if after else None
        return rule_change(before, was, after, now) if before and after and was and now else _from_to(d, "rule")

    def _pair(self, key: str) -> tuple[Indicator | None, Indicator | None]:
        """An indicator in both editions."""
        numbers = {new: old for old, new in self.changes.renames.same["indicators"].items()}
        old = {i.id: i for i in self.changes.old.scheme.indicators}
        new = {i.id: i for i in self.changes.new.scheme.indicators}
        return old.get(numbers.get(key, key)), new.get(key)

    def _points(self, d: Difference) -> Words:
        before, after = self._pair(d.key)
        if not before or not after:
            return _from_to(d, "points")
        if before.points_by is None and after.points_by is None:
            change = _exact(after.points - before.points)
            return _POINTS.filled(before=show(before.points), after=show(after.points), change=change)
        old, new = weight_words(before, self.changes.old), weight_words(after, self.changes.new)
        return from_to(label("indicators", "points"), old, new)

    def _measure(self, d: Difference) -> Words:
        names = [code_and_name(r, str(v)) for r, v in ((self.changes.old, d.before), (self.changes.new, d.after))]
        return from_to(label("indicators", "measure"), names[0], names[1])

    def _group(self, d: Difference) -> Words:
        names = [group_name(r, str(v)) for r, v in ((self.changes.old, d.before), (self.changes.new, d.after))]
        return from_to(label("indicators", "group"), names[0], names[1])

    def _benchmark_group(self, d: Difference) -> Words:
        names = [benchmark_group_name(r, str(v)) for r, v in ((self.changes.old, d.before), (self.changes.new, d.after))]
        return from_to(label("units", "group"), names[0], names[1])

    def _responsible(self, d: Difference) -> Words:
        """Who is responsible: the first is the lead."""
        before, after = (tuple(map(str, v)) if isinstance(v, tuple) else () for v in (d.before, d.after))
        if not before or not after or before[0] == after[0]:
            return _LISTED.filled(what=label("duties", "units"), how=_lists(before, after))
        old, new = (body_name(r, "departments", v[0]) for r, v in ((self.changes.old, before), (self.changes.new, after)))
        lead = _LEAD.filled(before=old, after=new)
        others = _lists_changed(before, after)
        return listed([lead, *([_LISTED.filled(what=label("duties", "units"), how=others)] if others.zh else [])], _SEMICOLON)

    def _verifier(self, d: Difference) -> Words:
        words = _VERIFIED if d.before is None else _NOT_VERIFIED if d.after is None else _VERIFIER
        names = [body_name(r, "departments", str(v)) for r, v in ((self.changes.old, d.before), (self.changes.new, d.after))]
        return words.filled(before=names[0], after=names[1])

    def _came_to_be(self, d: Difference, words: Callable[[Rules, Difference, object], Words]) -> Words:
        """A value with a phrase of its own that is set, set otherwise, or no longer set."""
        what = label(d.section, d.field)
        before, after = (words(r, d, v) for r, v in ((self.changes.old, d.before), (self.changes.new, d.after)))
        if d.before is None:
            return _SET.filled(what=what, after=after)
        return _TAKEN.filled(what=what, before=before) if d.after is None else from_to(what, before, after)

    def _each(self, rules: Rules, _: Difference, each: object) -> Words:
        if not isinstance(each, Each):
            return NOTHING
        return _EACH.filled(group=group_name(rules, each.group), share=said("share", each.share))

    def _city(self, rules: Rules, d: Difference, target: object) -> Words:
        indicator = self._pair(d.key)[rules is self.changes.new]
        measure = rules.scheme.measure.get(indicator.measure) if indicator else None
        return city_words(target, measure) if isinstance(target, CityTarget) and measure else said("", target)


def _texts(d: Difference, what: Words, before: Text, after: Text) -> Words:
    if before.zh == after.zh:
        return _ENGLISH.filled(what=what, before=before.en, after=after.en)
    renamed = d.field == "name" and d.section in {"units", "departments"}
    return (_RENAMED if renamed else _TEXT).filled(what=what, before=before.words, after=after.words)


def _rule_by_field(d: Difference) -> Words:
    if isinstance(d.before, Model) and isinstance(d.after, Model) and type(d.before) is type(d.after):
        return listed(by_field(d.before, d.after), _SEMICOLON)
    return _from_to(d, d.field)


def _from_to(d: Difference, field: str, what: Words | None = None) -> Words:
    what = what or label(d.section, d.field)
    before, after = said(field, d.before), said(field, d.after)
    if before == after:  # what the usual phrase leaves out is just what changed
        before, after = spelt_out(field, d.before), spelt_out(field, d.after)
    if before.zh == after.zh:
        return _ENGLISH.filled(what=what, before=before.en, after=after.en)
    return from_to(what, before, after)


def _are_words(value: object) -> bool:
    return value is None or (isinstance(value, tuple) and all(isinstance(v, str) for v in value))


def _lists(before: tuple[str, ...] | None, after: tuple[str, ...] | None) -> Words:
    """What came to a list and what went; where it is the same but for the order, the order."""
    before, after = before or (), after or ()
    changed = _lists_changed(before, after)
    return changed if changed.zh else _TURNED.filled(names=said("", after))


def _lists_changed(before: tuple[str, ...], after: tuple[str, ...]) -> Words:
    come, gone = tuple(v for v in after if v not in before), tuple(v for v in before if v not in after)
    parts = [words.filled(names=said("", names)) for words, names in ((_ADDED, come), (_REMOVED, gone)) if names]
    return listed(parts, _SEMICOLON)


def _exact(change: Decimal) -> str:
    return f"+{show(change)}" if change > 0 else show(change)
