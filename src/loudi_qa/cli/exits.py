"""How a run may end: the exit codes of the contract, and the refusal of a command that cannot be carried out."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.words import Words


class Exit(IntEnum):
    """What the process says when it ends."""

    FINE = 0
    FINDINGS = 1
    """The data have errors."""
    USAGE = 2
    """The command or the rules are wrong."""
    UNREADABLE = 3
    """A file cannot be read."""
    FAULT = 70
    """A fault of this program."""
    INTERRUPTED = 130


class ReaderGone(Exception):
    """Whoever read our output has stopped, as ``head`` does; there is no one left to write to."""


class UsageError(Exception):
    """The command asks for something that cannot be done; says what to do instead."""

    def __init__(self, words: Words, **fields: object) -> None:
        super().__init__(words.of("en", **fields))
        self.words, self.fields = words, fields


class NotThere(UsageError):
    """A file or folder that is to be read is not there; whoever tells it may name the one beside that was meant."""

    def __init__(self, path: Path, words: Words, /, **fields: object) -> None:
        super().__init__(words, **fields)
        self.path = path
