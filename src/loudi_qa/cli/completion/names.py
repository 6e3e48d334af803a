"""The names that the rules in force give to things, read without loading the rules: a key is waiting for them."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from loudi_qa.cli.completion.answer import Choice
from loudi_qa.scheme import yamlfile
from loudi_qa.scheme.place import INDICATORS, RESPONSIBILITIES, find

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from loudi_qa.cli.completion.answer import Tiers
    from loudi_qa.words import Lang

PROVINCE = {"zh": "全省平均", "en": "province"}
"""In place of a unit before a measure: ``submission/suppose.py`` knows both."""
_THIS_EDITION = {"zh": "规则的年度", "en": "the year of the rules"}
_PROVINCE_TOLD = {"zh": "假设全省平均是另一个数", "en": "suppose another provincial average"}


class Names:
    """What is in the two rule files that a command would use; raises as ``yamlfile.read`` does, and where they are no rules."""

    def __init__(self, lang: Lang, indicators: Path | None = None, responsibilities: Path | None = None) -> None:
        self.lang = lang
        self._paths = find(INDICATORS, indicators), find(RESPONSIBILITIES, responsibilities)

    @cached_property
    def _scheme(self) -> Any:
        return yamlfile.read(self._paths[0]).value

    @cached_property
    def _mandate(self) -> Any:
        return yamlfile.read(self._paths[1]).value

    def units(self) -> Tiers:
        """The units, by name, by shorter names, by English ones."""
        return self._called(self._mandate["units"])

    def departments(self, year: int) -> Tiers:
        """The departments that verify, by the names that they have at the end of a year, by older and by English ones."""
        known = {name: d for d in self._mandate["departments"] for name in (_zh(d), *d.get("aliases", ()))}
        now = {owner["department"]: _carried_on(owner["department"], year, known) for owner in self._mandate["owners"]}
        own, others, english = self._called([known[name] for name in dict.fromkeys(now.values())])
        return own, [*(Choice(old, new) for old, new in now.items() if old != new), *others], english

    def lines(self) -> Tiers:
        """What a unit's result is made of: indicators and extras; measures, each for all its indicators; measures by name."""
        measures = {m["id"]: _in(self.lang, m["name"]) for m in self._scheme["measures"]}
        indicators = [Choice(i["id"], measures[i["measure"]]) for i in self._scheme["indicators"]]
        return [*indicators, *self._extras()], _choices(measures), [Choice(name, i) for i, name in measures.items()]

    def measures(self, unit: str) -> Tiers:
        """What may be supposed of a unit: measures and extras; of the province, measures held against its average."""
        measures = {m["id"]: _in(self.lang, m["name"]) for m in self._scheme["measures"]}
        if unit in PROVINCE.values():
            compared = {i["measure"] for i in self._scheme["indicators"] if _is_held_against_province(i["rule"])}
            return (_choices({i: name for i, name in measures.items() if i in compared}),)
        return ([*_choices(measures), *self._extras()],)

    def answers(self, measure: str) -> Tiers:
        """What may be answered to a measure, or why it may not be applicable; of a number nothing is known beforehand."""
        found: Mapping[str, Any] = next((m for m in self._scheme["measures"] if m["id"].casefold() == measure.casefold()), {})
        return ([Choice(str(each)) for each in (*found.get("answers", ()), *found.get("na", ()))],)

    def years(self) -> Tiers:
        """The year that the rules are for, last year and this year."""
        own = re.findall(r"(?<!\d)20\d\d(?!\d)", str(self._scheme["edition"]))
        others = (str(date.today().year - ago) for ago in (1, 0))
        told = dict.fromkeys(others, "") | dict.fromkeys(own, _THIS_EDITION[self.lang])
        return (_choices(dict(sorted(told.items()))),)

    def settable(self) -> Tiers:
        """Of whom a value may be supposed: the units, or the province."""
        units, shorter, english = self.units()
        province = Choice(PROVINCE[self.lang], _PROVINCE_TOLD[self.lang])
        return [*units, province], shorter, english

    def _extras(self) -> list[Choice]:
        return [Choice(e["id"], _in(self.lang, e["name"])) for e in self._scheme.get("extras", ())]

    def _called(self, things: Iterable[Mapping[str, Any]]) -> Tiers:
        """Things under their own names, under others, and under the English ones that are not typed in Chinese."""
        named = [(_zh(thing), _in("en", thing["name"]), thing.get("aliases", ())) for thing in things]
        own = [Choice(zh, en if self.lang == "en" and en != zh else "") for zh, en, _ in named]
        others = [Choice(alias, zh) for zh, _, aliases in named for alias in aliases]
        return own, others, [Choice(en, zh) for zh, en, _ in named if en != zh]


def _choices(told: Mapping[str, str]) -> list[Choice]:
    return [Choice(value, words) for value, words in told.items()]


def _in(lang: Lang, name: Any) -> str:
    """A name in a language; one that is plain Chinese is the same in both."""
    return str(name if isinstance(name, str) else name[lang])


def _zh(thing: Mapping[str, Any]) -> str:
    return _in("zh", thing["name"])


def _is_held_against_province(rule: Mapping[str, Any]) -> bool:
    return "province" in (rule.get("at_least"), rule.get("at_most"))


def _carried_on(name: str, year: int, known: Mapping[str, Any]) -> str:
    """Who carries on a department at the end of a year, as ``Mandate.as_of`` has it."""
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        due = [s for s in known[name].get("successors", ()) if s["from"] <= f"{year}-12-31" and "takes" not in s]
        if due:
            name = str(max(due, key=lambda s: str(s["from"]))["name"])
    return name
