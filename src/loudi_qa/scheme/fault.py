"""A fault in the rules: file, line, what was got, what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.words import NO_FIELDS, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from loudi_qa.words import Lang


class Fault(NamedTuple):
    """One thing wrong in a rule file, with the line an editor can jump to."""

    path: Path
    line: int
    words: Words
    fields: Mapping[str, object] = NO_FIELDS

    def text(self, lang: Lang) -> str:
        """``file:line: sentence``, in one language."""
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.sentence(lang)}"

    def sentence(self, lang: Lang) -> str:
        """The sentence alone."""
        fields = {k: v.of(lang) if isinstance(v, Words) else v for k, v in self.fields.items()}
        return self.words.of(lang, **fields)


class RulesError(ValueError):
    """The rules cannot be used; holds every fault that was found, in the order of the lines."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda f: (str(f.path), f.line)))
        super().__init__("\n".join(f.text("en") for f in self.faults))
