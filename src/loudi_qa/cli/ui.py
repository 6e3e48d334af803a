"""The two streams, their encodings and widths. Everything that is printed goes through here."""

from __future__ import annotations

import codecs
import errno
import os
import shutil
import sys
from typing import TYPE_CHECKING, NamedTuple, TextIO

from loudi_qa.cli.exits import ReaderGone, UsageError
from loudi_qa.words import Words, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loudi_qa.report.document import Document
    from loudi_qa.words import Lang

_UNFOLDED = 4096
"""The width of a pipe: wide enough that nothing is folded or left out."""


def prepare_streams() -> None:
    """No character may end the program: an ASCII stream becomes UTF-8, others replace what they do not have."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            ascii_only = codecs.lookup(stream.encoding or "ascii").name in {"ascii", "iso8859-1"}
            stream.reconfigure(errors="replace", **({"encoding": "utf-8"} if ascii_only else {}))


def is_unicode(stream: TextIO) -> bool:
    """Whether the stream can carry every character."""
    return codecs.lookup(stream.encoding or "ascii").name.startswith("utf")


def _no_longer_written(error: OSError) -> Exception:
    """Why standard output takes no more: its reader has gone (EINVAL on Windows), or it is full."""
    if isinstance(error, BrokenPipeError) or error.errno == errno.EINVAL:
        return ReaderGone()
    words = Words("写不了标准输出：{why}", "standard output cannot be written: {why}")
    return UsageError(words, why=error.strerror or error)


class Ui(NamedTuple):
    """How this run speaks."""

    lang: Lang = "zh"
    colour: str = "auto"
    quiet: bool = False
    verbose: bool = False

    def say(self, text: str) -> None:
        """A line to people, on standard error."""
        print(printable(text), file=sys.stderr)  # noqa: T201 -- the one place that prints

    def tell(self, words: Words, **fields: object) -> None:
        """A sentence to people, on standard error, in their language."""
        self.say(words.of(self.lang, **fields))

    def give(self, text: str) -> None:
        """A result, on standard output."""
        self.give_all([text])

    def give_all(self, pieces: Iterable[str]) -> None:
        """A result, on standard output, while its pieces are made."""
        try:
            sys.stdout.writelines(map(printable, pieces))
            sys.stdout.flush()
        except OSError as error:
            raise _no_longer_written(error) from error

    @property
    def coloured(self) -> bool:
        """Whether results are coloured: as asked, else as NO_COLOR and FORCE_COLOR have it, else on a terminal only."""
        if self.colour != "auto":
            return self.colour == "always"
        if os.environ.get("NO_COLOR"):
            return False
        return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()

    def show(self, document: Document) -> None:
        """A document, on standard output: through rich where it is coloured, else as plain text; an empty one is no line."""
        if not (document.title or document.lines or document.blocks):
            return
        columns = width(terminal=sys.stdout.isatty())
        if not self.coloured:
            from loudi_qa.report import plain

            self.give(plain.text(document, columns, self.lang))
            return
        from rich.console import Console

        from loudi_qa.report import terminal

        console = Console(width=columns, force_terminal=True, markup=False, emoji=False, highlight=False)
        try:
            terminal.write(document, console, self.lang)
            sys.stdout.flush()
        except OSError as error:
            raise _no_longer_written(error) from error


def width(*, terminal: bool) -> int:
    """The columns to print in: COLUMNS where it is set, else the terminal's, else no limit to speak of."""
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdecimal() and int(given) > 0:
        return int(given)
    return shutil.get_terminal_size((80, 24)).columns if terminal else _UNFOLDED
