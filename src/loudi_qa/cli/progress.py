"""A bar for work that takes more than a second, on a terminal."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.cli.ui import Ui
    from loudi_qa.words import Words

_T = TypeVar("_T")
PATIENCE = 1.0
"""Seconds without a bar: what is done by then needs none."""


def tracked(ui: Ui, items: Sequence[_T], doing: Words) -> Iterator[_T]:
    """The items one by one, with a bar on standard error once it takes long; none through a pipe, none when quiet."""
    if ui.quiet or not sys.stderr.isatty():
        yield from items
        return
    started = monotonic()
    done = 0
    for item in items:
        if monotonic() - started > PATIENCE:
            break
        yield item
        done += 1
    if done < len(items):
        yield from _with_bar(items, done, doing.of(ui.lang))


def _with_bar(items: Sequence[_T], done: int, doing: str) -> Iterator[_T]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(doing, total=len(items), completed=done)
        for item in items[done:]:
            yield item
            progress.advance(task)
