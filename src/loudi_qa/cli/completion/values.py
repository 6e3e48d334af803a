"""What the value of an option or argument is completed with, by the parameter's name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.cli.completion.answer import Answer, Choice, Paths

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from loudi_qa.cli.completion.answer import Tiers
    from loudi_qa.cli.completion.names import Names
    from loudi_qa.words import Lang


class Typed(NamedTuple):
    """What the line says besides the word at the cursor."""

    values: Mapping[str, Sequence[str]]
    """By parameter."""
    lang: Lang

    def first(self, name: str) -> str | None:
        """The value of a parameter, the first where there are several."""
        return next(iter(self.values.get(name, ())), None)

    @property
    def names(self) -> Names:
        """The names of the rules that the command would use; to read them takes longer than all else here."""
        from loudi_qa.cli.completion.names import Names

        indicators, responsibilities = (self._path(name) for name in ("indicators", "responsibilities"))
        return Names(self.lang, indicators, responsibilities)

    def _path(self, name: str) -> Path | None:
        given = self.first(name)
        return None if given is None else Path(given).expanduser()


FILES = {
    "workbook": ".xlsx", "workbooks": ".xlsx", "paths": ".xlsx", "previous": ".xlsx", "year_file": ".xlsx", "ledger": ".xlsx",
    "bundle": ".zip", "set_file": ".txt", "text": ".txt", "output": "",
    "indicators": ".yaml", "responsibilities": ".yaml", "cases": ".yaml", "old": ".yaml", "new": ".yaml",
}  # fmt: skip
"""How the files end that a parameter takes."""
FOLDERS = frozenset({"folder", "since", "annotate"})
FREE = frozenset({"document", "groups", "issuer", "jobs", "name", "notice", "number", "paper", "scheme", "to", "top", "units"})
"""What nobody but the user can know."""

_LINE_OF_SETTING = re.compile("([^:：]*[:：])?([^=＝]*[=＝])?(.*)", re.DOTALL)
_CODE = re.compile(r"E\d*", re.IGNORECASE)


def value(name: str, word: str, typed: Typed) -> Answer:
    """What the value of a parameter may be, of which ``word`` is there."""
    if name in _CHOICES:
        return _begun(_CHOICES[name](typed), word)
    if name in _SPECIAL:
        return _SPECIAL[name](word, typed)
    if name in FOLDERS:
        return Answer(paths=Paths(folders_only=True))
    return Answer(paths=Paths(FILES[name])) if name in FILES else Answer()


def beginning(choices: Sequence[Choice], word: str) -> tuple[Choice, ...]:
    """The choices that begin with what is typed, in small or capital letters."""
    return tuple(choice for choice in choices if choice.value.casefold().startswith(word.casefold()))


def _begun(tiers: Tiers, word: str, kept: str = "") -> Answer:
    """The choices of the first list that has any, since what is typed tells which list is meant."""
    return Answer(next((found for tier in tiers if (found := beginning(tier, word))), ()), kept=kept)


def _units(typed: Typed) -> Tiers:
    """Units; of ``template --for departments``, the departments."""
    year = typed.first("year") or ""
    if typed.first("audience") == "departments" and year.isdecimal():
        return typed.names.departments(int(year))
    return typed.names.units()


def _code_or_workbook(word: str, typed: Typed) -> Answer:
    if _CODE.match(word):
        from loudi_qa.catalogue.titles import TITLES

        titles = [Choice(code, title.of(typed.lang)) for code, title in TITLES.items()]
        if found := beginning(titles, word):
            return Answer(found)
    return Answer(paths=Paths(FILES["workbook"]))


def _setting(word: str, typed: Typed) -> Answer:
    """A supposed value, step by step: 双峰县: and then P03= and then what may be answered; full-width marks do as well."""
    unit, measure, rest = _LINE_OF_SETTING.fullmatch(word).groups("")  # type: ignore[union-attr]  # it takes anything
    if not unit:
        tiers = typed.names.settable()
        return _begun(tuple([Choice(f"{c.value}:", c.told) for c in tier] for tier in tiers), word)
    if not measure:
        tiers = typed.names.measures(unit[:-1].strip())
        return _begun(tuple([Choice(f"{c.value}=", c.told) for c in tier] for tier in tiers), rest, unit)
    return _begun(typed.names.answers(measure[:-1].strip()), rest, unit + measure)


def _workbook_and_rules(word: str, _typed: Typed) -> Answer:
    book, equals, _ = word.rpartition("=")
    return Answer(paths=Paths(folders_only=True), kept=book + equals) if equals else Answer(paths=Paths(FILES["workbook"]))


_CHOICES: Mapping[str, Callable[[Typed], Tiers]] = {
    "unit": _units,
    "indicator": lambda typed: typed.names.lines(),
    "select": lambda typed: typed.names.lines(),
    "year": lambda typed: typed.names.years(),
}
_SPECIAL: Mapping[str, Callable[[str, Typed], Answer]] = {
    "what": _code_or_workbook,
    "supposed": _setting,
    "workbooks": _workbook_and_rules,
}
KNOWN = FILES.keys() | FOLDERS | FREE | _CHOICES.keys() | _SPECIAL.keys()
"""The parameters of which this module knows what they take."""
