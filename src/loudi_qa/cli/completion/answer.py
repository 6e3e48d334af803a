"""What may stand at the cursor, whatever the shell."""

from __future__ import annotations

from typing import NamedTuple


class Choice(NamedTuple):
    """Something that may be typed, and a few words on it."""

    value: str
    told: str = ""


Tiers = tuple[list[Choice], ...]
"""Choices in their order of preference: a later list is for those who have begun to type what is in no earlier one."""


class Paths(NamedTuple):
    """Files, which the shell itself knows best how to complete."""

    suffix: str = ""
    """How the files end that come first, or alone as long as there are any; any file where it is empty."""
    folders_only: bool = False


class Answer(NamedTuple):
    """What may stand at the cursor."""

    choices: tuple[Choice, ...] = ()
    paths: Paths | None = None
    kept: str = ""
    """The beginning of the word that stays as it was typed: --unit= or 双峰县: ; choices and paths come after it."""
