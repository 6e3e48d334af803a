"""The two streams, their encodings and widths. Everything that is printed goes through here."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from loudi_qa.cli.exits import ReaderGone, UsageError
from loudi_qa.words import Words, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loudi_qa.report.document import Document
    from loudi_qa.words import Lang

_UNFOLDED = 4096
"""The width of a pipe: wide enough that nothing is folded or left out."""


_READABLE = "loudi_qa.readable"
"""The name under which Python knows how we write what a character set lacks."""
_DRAWN_WIDE = {932, 936, 949, 950, 54936}
"""Code pages of East Asian consoles on Windows. Such a console takes every character, and draws well what is in GBK."""


def prepare_streams() -> None:
    """No character may end the program: a stream that has no Chinese becomes UTF-8, others get a stand-in for what they lack.

    A stream that is closed, or was never there as under pythonw, takes everything and keeps nothing.
    """
    codecs.register_error(_READABLE, _readable)
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_READABLE, **({} if _has_chinese(stream) else {"encoding": "utf-8"}))


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _has_chinese(stream: TextIO) -> bool:
    try:
        "质量".encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _readable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from loudi_qa.report.glyphs import legible

    return legible(error.object[error.start : error.end], error.encoding), error.end


def charset(stream: TextIO) -> str | None:
    """The set of characters that a stream is bound to, by its encoding or by the console behind it; None where it shows all."""
    if sys.platform == "win32" and stream.isatty():
        import ctypes

        return "gbk" if ctypes.windll.kernel32.GetConsoleOutputCP() in _DRAWN_WIDE else None
    return None if is_unicode(stream) else stream.encoding


def is_unicode(stream: TextIO) -> bool:
    """Whether the stream can carry every character."""
    return codecs.lookup(stream.encoding or "ascii").name.startswith("utf")


def _folded(text: str) -> str:
    """The text as standard error can show it: folded where it is a window, which itself would break words."""
    bound = charset(sys.stderr)
    if bound:
        from loudi_qa.report.glyphs import legible

        text = legible(text, bound)
    if not sys.stderr.isatty():
        return text
    from loudi_qa.report.fit import cells, most_cells
    from loudi_qa.report.flow import folded

    columns, measure = width(terminal=True), most_cells if bound else cells
    return "\n".join(part for line in text.split("\n") for part in folded(line, columns, measure))


def _let_go(stream: TextIO) -> None:
    """Send nowhere what a stream holds that takes no more: Python would try it again at the end, and end with 120."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _no_longer_written(error: OSError) -> Exception:
    """Why standard output takes no more: its reader has gone (EINVAL on Windows), or it is full."""
    _let_go(sys.stdout)
    if isinstance(error, BrokenPipeError) or error.errno == errno.EINVAL:
        return ReaderGone()
    from loudi_qa.catalogue.system import reason

    words = Words("结果没有输出完：{why}", "the output is not complete: {why}")
    return UsageError(words, why=reason(error))


class Ui(NamedTuple):
    """How this run speaks."""

    lang: Lang = "zh"
    colour: str = "auto"
    quiet: bool = False
    verbose: bool = False

    def say(self, text: str) -> None:
        """Lines to people, on standard error; whoever has closed it still gets the exit code."""
        try:
            print(_folded(printable(text)), file=sys.stderr)  # noqa: T201 -- the one place that prints
        except OSError:
            _let_go(sys.stderr)

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

    def colours(self, stream: TextIO) -> bool:
        """Whether a stream is coloured: as asked, else as NO_COLOR and FORCE_COLOR have it, else on a terminal that can."""
        if self.colour != "auto":
            return self.colour == "always"
        if os.environ.get("NO_COLOR"):
            return False
        return bool(os.environ.get("FORCE_COLOR")) or is_able_terminal(stream)

    def show(self, document: Document) -> None:
        """A document, on standard output: through rich where it is coloured, else as plain text; an empty one is no line."""
        if not (document.title or document.lines or document.blocks):
            return
        from loudi_qa.report.fit import cells, most_cells

        columns, measure = width(terminal=sys.stdout.isatty()), cells
        if bound := charset(sys.stdout):
            from loudi_qa.report.glyphs import adapted

            document, measure = adapted(document, bound), most_cells
        if not self.colours(sys.stdout):
            from loudi_qa.report import plain

            self.give(plain.text(document, columns, self.lang, measure))
            return
        from rich.console import Console

        from loudi_qa.report import terminal

        console = Console(
            width=columns,
            force_terminal=True,
            color_system="standard",  # all our styles use; rich has none for a dumb terminal, not even when asked
            no_color=False,  # that has been decided
            legacy_windows=None if sys.stdout.isatty() else False,  # a pipe has no attributes to set: it gets escapes
            markup=False,
            emoji=False,
            highlight=False,
        )
        try:
            terminal.write(document, console, columns, self.lang, measure)
            sys.stdout.flush()
        except OSError as error:
            raise _no_longer_written(error) from error


def is_able_terminal(stream: TextIO) -> bool:
    """Whether a stream is a terminal that does more than print text: one that has a name, and not that of a dumb one.

    Windows names its terminals nothing, and all of them can.
    """
    name = os.environ.get("TERM", "" if sys.platform != "win32" else "windows")
    return stream.isatty() and name not in {"", "dumb", "unknown"}


def width(*, terminal: bool) -> int:
    """The columns to print in: COLUMNS where it is set, else the window's, else no limit to speak of."""
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdecimal() and int(given) > 0:
        return int(given)
    if not terminal:
        return _UNFOLDED
    # An old console on Windows goes to the next line once the last column is filled, and the line end then leaves one blank.
    return _window() - (sys.platform == "win32")


def _window() -> int:
    """The columns of the window: one stream may be a file, the other tells."""
    for stream in (sys.__stdout__, sys.__stderr__):
        with suppress(AttributeError, OSError, ValueError):
            if columns := os.get_terminal_size(stream.fileno()).columns:  # type: ignore[union-attr] # absent where closed
                return columns
    return 80
