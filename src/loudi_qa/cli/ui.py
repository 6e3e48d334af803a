"""The two streams, their encodings and widths. Everything that is printed goes through here."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from rich.console import Console

    from loudi_qa.words import Lang, Words

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


class Ui(NamedTuple):
    """How this run speaks."""

    lang: Lang = "zh"
    colour: str = "auto"
    quiet: bool = False
    verbose: bool = False

    def say(self, text: str) -> None:
        """A line to people, on standard error."""
        print(text, file=sys.stderr)  # noqa: T201 -- the one place that prints

    def tell(self, words: Words, **fields: object) -> None:
        """A sentence to people, on standard error, in their language."""
        self.say(words.of(self.lang, **fields))

    def give(self, text: str) -> None:
        """A result, on standard output."""
        sys.stdout.write(text)

    def console(self, file: TextIO | None = None) -> Console:
        """A rich console on standard output, or on a file, that interprets nothing it is given."""
        from rich.console import Console

        stream = file or sys.stdout
        terminal = file is None and stream.isatty()
        plain = self.colour == "never" or (self.colour == "auto" and (bool(os.environ.get("NO_COLOR")) or not terminal))
        forced = self.colour == "always" or (bool(os.environ.get("FORCE_COLOR")) and self.colour == "auto" and file is None)
        return Console(
            file=stream,
            width=width(terminal=terminal),
            force_terminal=True if forced else None,
            no_color=plain and not forced,
            color_system="standard" if forced else "auto",
            markup=False,
            emoji=False,
            highlight=False,
            soft_wrap=False,
            legacy_windows=None,
        )


def width(*, terminal: bool) -> int:
    """The columns to print in: COLUMNS where it is set, else the terminal's, else no limit to speak of."""
    given = os.environ.get("COLUMNS", "")
    if given.isdigit() and int(given) > 0:
        return int(given)
    return shutil.get_terminal_size((80, 24)).columns if terminal else _UNFOLDED
