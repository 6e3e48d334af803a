"""The line in front of the cursor, in words, as the shell in which it is typed would part it."""

from __future__ import annotations

from typing import NamedTuple

_IN_DOUBLE_QUOTES = '$`"\\'
"""All that the escape of a shell escapes there; before anything else it stands for itself, as in "C:\\2019"."""


class Line(NamedTuple):
    """What has been typed."""

    words: tuple[str, ...]
    """The words that are finished, without their quotes; the first is the program."""
    word: str = ""
    """What is there of the word at the cursor."""
    quote: str = ""
    """The quote that the word at the cursor has opened and not closed."""


def split(typed: str, escape: str = "\\") -> Line:
    """The words of a line that need not be finished.

    >>> split("loudi-qa score 'my year.xlsx' --unit 双")
    Line(words=('loudi-qa', 'score', 'my year.xlsx', '--unit'), word='双', quote='')
    >>> split('loudi-qa score "my ye')
    Line(words=('loudi-qa', 'score'), word='my ye', quote='"')
    """
    words: list[str] = []
    word, quote, begun = "", "", False
    rest = iter(typed)
    for char in rest:
        if not quote and char in " \t\n":
            words += [word] if begun else []
            word, begun = "", False
            continue
        begun = True
        if char == escape and quote != "'":
            following = next(rest, "")
            word += following if not quote or following in _IN_DOUBLE_QUOTES else char + following
        elif char == quote:
            quote = ""
        elif char in "'\"" and not quote:
            quote = char
        else:
            word += char
    return Line(tuple(words), word, quote)
