"""A bar for work that takes more than a second, on a terminal that can redraw it, with an estimate of the time that is left."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from loudi_qa.cli.ui import charset, is_able_terminal
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from loudi_qa.cli.ui import Ui

_T = TypeVar("_T")
PATIENCE = 1.0
"""Seconds without a bar: what is done by then needs none."""
_WIDTH, _ROOMY = 24, 70
"""Cells of a bar, and of a window in which it has its place beside words and numbers."""
_LEFT = Words("约剩 {time}", "about {time} left")


def tracked(ui: Ui, items: Sequence[_T], doing: Words) -> Iterator[_T]:
    """The items one by one, with a bar on standard error once it takes long; none through a pipe, none when quiet."""
    with counted(ui, len(items), doing) as done:
        for item in items:
            yield item
            done()


@contextmanager
def counted(ui: Ui, total: int, doing: Words) -> Iterator[Callable[[], None]]:
    """A bar over work that is done in any order: what this gives is to be called as each piece is done."""
    if ui.quiet or not is_able_terminal(sys.stderr):
        yield lambda: None
        return
    bar = _Bar(ui, total, doing)
    try:
        yield bar.advance
    finally:
        bar.close()


def left(elapsed: float, done: int, total: int) -> str:
    """How long the rest takes if it goes on as it went: ``0:20``, ``12:05``, ``1:02:00``."""
    seconds = int(elapsed / done * (total - done))
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


class _Bar:
    """A bar that comes when patience ends, and leaves nothing behind."""

    def __init__(self, ui: Ui, total: int, doing: Words) -> None:
        self.ui, self.total, self.doing = ui, total, doing
        self.started = monotonic()
        self.done = 0
        self.shown: Any = None
        self._show()

    def advance(self) -> None:
        """One piece more is done."""
        self.done += 1
        self._show()

    def _show(self) -> None:
        elapsed = monotonic() - self.started
        if self.shown is None and elapsed > PATIENCE and self.done < self.total:
            self.shown = _progress(self.ui)
            self.shown.start()
            self.task = self.shown.add_task(self.doing.of(self.ui.lang), total=self.total, bar=bar(0, self.total), left="")
        if self.shown is not None and self.done:
            time = _LEFT.of(self.ui.lang, time=left(elapsed, self.done, self.total))
            self.shown.update(self.task, completed=self.done, bar=bar(self.done, self.total), left=time)

    def close(self) -> None:
        """Take the bar away."""
        if self.shown is not None:
            self.shown.stop()


def bar(done: int, total: int) -> str:
    """A bar that every console draws: rich's own is of glyphs that some draw two cells wide.

    >>> bar(3, 12)
    '######------------------'
    """
    full = _WIDTH * done // total
    return "#" * full + "-" * (_WIDTH - full)


def _progress(ui: Ui) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn

    console = Console(stderr=True, no_color=not ui.colours(sys.stderr), markup=False, emoji=False, highlight=False)
    parts: list[ProgressColumn] = [TextColumn("{task.description}"), MofNCompleteColumn(), TextColumn("{task.fields[left]}")]
    if not charset(sys.stderr):
        parts.insert(1, BarColumn(bar_width=_WIDTH, complete_style="green", finished_style="green"))
    elif console.width >= _ROOMY:
        parts.insert(1, TextColumn("{task.fields[bar]}"))
    else:
        del parts[2]  # rich shortens its own bar; of texts that do not fit it cuts the ends, and so the numbers
    return Progress(*parts, console=console, transient=True)
