"""Remarks on how the files are written, whatever stands in them: placeholders that were left, notes that became text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loudi_qa.scheme.lint.remark import Said
from loudi_qa.scheme.placeholder import is_left
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.scheme.yamlfile import Document, PathTo

_NOTE = re.compile(r"(?<=[^\sA-Za-z0-9#＃])[#＃]\s+(?=\S)")
"""A # right behind a word and parted from what follows, as a note is; names have it behind a digit or a letter: 3# 锅炉, C#."""
_LONGEST = 20


def written_remarks(document: Document) -> Iterator[Said]:
    """Everything there is to say of the texts of one file."""
    for path, text in _texts((), document.value):
        if is_left(text):
            message = Words("{at}：“{text}”还没有填", "{at}: “{text}” is still to be filled in").filled(
                at=_named(path), text=text
            )
            fix = Words(
                "换成真实的内容；不换，结果和公文上印的就是这几个字",
                "put in what it stands for, or these very words are printed on every result and paper",
            )
            yield Said("placeholder-left", path, message, fix)
        found = _NOTE.search(text)
        if found and not _quoted(document, text):
            told = text if len(text) <= _LONGEST else text[: found.end()] + "…"
            message = Words("{at}：“{text}”里的 # 成了文字的一部分", "{at}: the # in “{text}” is part of the text").filled(
                at=_named(path), text=told
            )
            fix = Words(
                "# 前要空一格，后面才是说明；本来就是文字的，整段加引号",
                "a note needs a blank before its #; where it is meant as text, put all of it in quotes",
            )
            yield Said("hash-in-text", path, message, fix)


def _texts(path: PathTo, value: object) -> Iterator[tuple[PathTo, str]]:
    """Every text of a file with its place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, own in value.items():
            yield from _texts((*path, key), own)
    elif isinstance(value, list):
        for i, own in enumerate(value):
            yield from _texts((*path, i), own)


def _quoted(document: Document, text: str) -> bool:
    """Whether a text stands in quotes: then what is in it is meant."""
    return f'"{text}"' in document.text or f"'{text}'" in document.text


def _named(path: PathTo) -> str:
    """The keys that lead to a text; a language and a place in a list say nothing."""
    return ".".join(str(key) for key in path if isinstance(key, str) and key not in {"zh", "en"}) or "—"
