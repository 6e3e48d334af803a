"""An answer in the words of each shell, as its script in ``scripts`` reads it.

To bash, zsh and fish the first line says what follows: ``choices``, ``files .xlsx``, ``folders``; a choice is a line.
"""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TYPE_CHECKING

from loudi_qa.cli.completion.answer import Choice
from loudi_qa.words import one_line, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from loudi_qa.cli.completion.answer import Answer
    from loudi_qa.cli.completion.line import Line

ESCAPES = {"bash": "\\", "zsh": "\\", "fish": "\\", "powershell": "`"}
"""By shell, the character that takes its meaning from the next one."""

PART, LISTING, COLUMNS = "_LOUDI_QA_PART", "_LOUDI_QA_LISTING", "COLUMNS"
"""What the script of bash says besides: the part of the word that it will replace, whether it only lists, and how wide it is."""

_OPEN = (":", "=")
"""How a choice ends that is not the whole word: no space comes after it."""
_SPECIAL = re.compile(r"""([\s"'\\$`|&;<>()\[\]{}*?!#~^])""")
_SINGLE_QUOTES = re.compile("(['\u2018-\u201b])")
"""PowerShell ends a text at any of these."""
_NARROWEST, _CUT = 20, "..."


def told(shell: str, line: Line, answer: Answer, encoding: str) -> bytes:
    """The answer as the bytes that the shell reads; a choice that its encoding does not have is left out.

    So is one with a line end or a sign that acts on a terminal: names are as a rule file has them, which anybody may have sent.
    """
    choices = (Choice(value, printable(one_line(words))) for value, words in answer.choices if value.isprintable())
    return b"".join(_SHELLS[shell](line, answer._replace(choices=tuple(choices)), encoding))


def _bash(line: Line, answer: Answer, encoding: str) -> Iterator[bytes]:
    """Bash puts what it is given in place of a part of the word, as it is; where it only lists, words may stand beside it."""
    yield _head(answer)
    part = os.environ.get(PART, "")
    kept = line.word[: len(line.word) - len(part)] if line.word.endswith(part) else ""
    typed = [_quoted((answer.kept + choice.value).removeprefix(kept), line.quote) for choice in answer.choices]
    if os.environ.get(LISTING):
        rows = _listed(zip(typed, answer.choices, strict=True), int(os.environ.get(COLUMNS) or 80))
    else:
        rows = (word if line.quote or word.endswith(_OPEN) else f"{word} " for word in typed)
    for row in rows:
        yield _line(row, encoding)


def _zsh(line: Line, answer: Answer, encoding: str) -> Iterator[bytes]:
    """Zsh quotes by itself; a sign says whether a space follows, and colons part the choice from the words on it."""
    yield _head(answer, len(answer.kept if line.quote else _quoted(answer.kept, "")))
    for choice in answer.choices:
        sign = "+" if choice.value.endswith(_OPEN) else "-"
        value, words = (text.replace("\\", "\\\\").replace(":", "\\:") for text in choice)
        yield _line(f"{sign}{value}:{words}" if words else f"{sign}{value}", encoding)


def _fish(_line_typed: Line, answer: Answer, encoding: str) -> Iterator[bytes]:
    """Fish quotes by itself, and takes the whole word."""
    yield _head(answer)
    for choice in answer.choices:
        value = answer.kept + choice.value
        yield _line(f"{value}\t{choice.told}" if choice.told else value, encoding)


def _powershell(line: Line, answer: Answer, _encoding: str) -> Iterator[bytes]:
    """JSON in ASCII, which comes through whatever the console's encoding is; of nothing at all, PowerShell completes files."""
    import json

    found = []
    for choice in answer.choices:
        word = answer.kept + choice.value
        if not re.fullmatch(r"[\w:=./%+-]+", word) or line.quote:
            word = "'" + _SINGLE_QUOTES.sub(r"\1\1", word) + "'"
        found.append({"value": word, "shown": choice.value, "tip": choice.told or choice.value})
    yield json.dumps(found).encode("ascii")


_SHELLS: dict[str, Callable[[Line, Answer, str], Iterator[bytes]]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
    "powershell": _powershell,
}


def _head(answer: Answer, kept: int = 0) -> bytes:
    paths = answer.paths
    kind = "choices" if paths is None else "folders" if paths.folders_only else f"files {paths.suffix}"
    return f"{kept or ''}{kind}\n".encode("ascii")


def _line(text: str, encoding: str) -> bytes:
    try:
        return f"{text}\n".encode(encoding)
    except UnicodeEncodeError:
        return b""


def _quoted(word: str, quote: str) -> str:
    """A word as it is typed inside an open quote, or outside of any."""
    if quote == "'":
        return word.replace("'", r"'\''")
    return re.sub(r'(["\\$`])', r"\\\1", word) if quote else _SPECIAL.sub(r"\\\1", word)


def _listed(choices: Iterable[tuple[str, Choice]], columns: int) -> Iterator[str]:
    """Each choice with the words on it, one below the other, cut where the screen ends."""
    rows = [(typed, choice.told) for typed, choice in choices]
    widest = max((_cells(typed) for typed, _ in rows), default=0)
    for typed, words in rows:
        row = f"{typed}{' ' * (widest - _cells(typed))}  ({words})" if words else typed
        yield _cut(row, max(columns, _NARROWEST) - 2)


def _cut(text: str, columns: int) -> str:
    if _cells(text) <= columns:
        return text
    while _cells(text) > columns - len(_CUT):
        text = text[:-1]
    return text + _CUT


def _cells(text: str) -> int:
    """Columns on the screen; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
