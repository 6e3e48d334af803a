"""Two languages: a text in Chinese with English beside it."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Lang = Literal["zh", "en"]
_LANGS: tuple[Lang, Lang] = ("zh", "en")


NO_FIELDS: Mapping[str, object] = MappingProxyType({})
"""For a sentence that needs nothing filled in."""


_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""All but the tab and the line end. ``str.translate`` says the same and takes ten times as long over Chinese."""


def printable(text: str) -> str:
    """The text without marks that act on a terminal or turn the direction of writing."""
    return _CONTROLS.sub("", text)


def one_line(text: str) -> str:
    """The text without line ends: what stands in a file, or is its name, must not begin a line that passes for one of ours.

    >>> one_line("甲县\\n错误[E999]: …")
    '甲县 错误[E999]: …'
    """
    return text if text.isprintable() else " ".join(text.splitlines())


class Words(NamedTuple):
    """One phrase in both languages, with ``{fields}`` of the same names."""

    zh: str
    en: str

    def of(self, lang: Lang, **fields: object) -> str:
        """The phrase in one language, its fields filled in; a field that is a phrase itself is said in that language."""
        phrase = self.zh if lang == "zh" else self.en
        said = {name: value.of(lang) if isinstance(value, Words) else value for name, value in fields.items()}
        return phrase.format(**said) if fields else phrase

    def filled(self, **fields: object) -> Words:
        """The phrase with its fields filled in, in both languages; a field that is a phrase itself is said in each.

        >>> Words("{n} 项，{how}", "{n} items, {how}").filled(n=3, how=Words("齐", "complete"))
        Words(zh='3 项，齐', en='3 items, complete')
        """
        own = {k: v if isinstance(v, Words) else Words(str(v), str(v)) for k, v in fields.items()}
        zh, en = ({k: v.of(lang) for k, v in own.items()} for lang in _LANGS)
        return Words(self.zh.format(**zh), self.en.format(**en))

    @classmethod
    def same(cls, text: str) -> Words:
        """What needs no translation: a name, a number, a formula."""
        return cls(text, text)


def listed(names: Iterable[object], most: int | None = None) -> Words:
    """Names in a row, with what stands between them in each language; of more than ``most`` the first.

    >>> listed(["E01", Words("双峰县", "Shuangfeng")]), listed([1, 2, 3], 2)
    (Words(zh='E01、双峰县', en='E01, Shuangfeng'), Words(zh='1、2…', en='1, 2…'))
    """
    said = [name if isinstance(name, Words) else Words.same(str(name)) for name in names]
    more = "" if most is None or len(said) <= most else "…"
    return Words("、".join(w.zh for w in said[:most]) + more, ", ".join(w.en for w in said[:most]) + more)
