"""Files spread over the cores: a process for each core, a file at a time, so that a file that ends its process costs only itself.

``concurrent.futures`` gives up the whole pool when one of its processes dies, and cannot say over what; here the one that died
is known by the file it held. Processes are started anew on every system, never forked: nothing here may rest on what the
command has in memory, and what goes to them or comes back is pickled.
"""

from __future__ import annotations

import copyreg
import os
from collections import deque
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

WORTH_A_PROCESS = 512 * 1024
"""Bytes of files from which on one more process gains time."""
_MOST = 60
"""Processes that Windows can wait for at once, with some to spare."""


def _read_only(mapping: Mapping[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


copyreg.pickle(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))  # which the library cannot; findings hold some


class Lost(NamedTuple):
    """In place of a result: the process that held this item ended without one."""

    exit_code: int
    """Below zero the signal that ended it, as the system gives it."""


def processes(asked: int | None, files: Sequence[Path]) -> int:
    """How many processes to work in: as many as asked for, else a core each, but none that has next to nothing to do.

    A process takes as long to begin as fourteen forms of 32 KB take to be read (measured: 0.4 s to 28 ms, of the processor), so
    two of them are level with one at 28 forms. Bytes are what tells the time, not files: a year is as large as all its forms.
    """
    if asked is not None:
        return min(asked, len(files), _MOST)
    return max(1, min(_cores(), len(files), _MOST, sum(map(_size, files)) // WORTH_A_PROCESS))


def _cores() -> int:
    """The cores that this process may use, which may be fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):  # whoever reads it will say why
        return 0


def spread(
    task: Callable[[_Item], _Result], items: Sequence[_Item], count: int, done: Callable[[], None] = lambda: None
) -> list[_Result | Lost]:
    """What the task makes of each item, in the order of the items; ``done`` is called as each of them is.

    The task and the items are pickled, the task once a process. What it raises is raised here. With a ``count`` of one, and where
    no process can be started, all is done in this one.
    """
    results: dict[int, _Result | Lost] = {}
    if count > 1:
        _Spreading(task, items, count, results, done).run()
    for index, item in enumerate(items):
        if index not in results:
            results[index] = task(item)
            done()
    return [results[index] for index in range(len(items))]


class _Spreading(Generic[_Item, _Result]):
    """One run over several processes; what no process could be had for is not among the results."""

    def __init__(
        self, task: Callable[[_Item], _Result], items: Sequence[_Item], count: int,
        results: dict[int, _Result | Lost], done: Callable[[], None],
    ) -> None:  # fmt: skip
        import pickle

        self.task = pickle.dumps(task, pickle.HIGHEST_PROTOCOL)
        self.items, self.count, self.results, self.done = items, count, results, done
        self.waiting = deque(range(len(items)))
        self.workers: dict[Any, _Worker] = {}

    def run(self) -> None:
        """Work until every item is done, or no process is left; whatever interrupts it, none is left behind."""
        from multiprocessing.connection import wait

        try:
            for _ in range(self.count):
                self.start()
            while self.workers and len(self.results) < len(self.items):
                for line in wait(list(self.workers)):
                    self.hear(self.workers[line])
        finally:
            for worker in self.workers.values():
                worker.process.kill()  # it only reads, so there is nothing that it could leave half done
            for worker in self.workers.values():
                worker.process.join()

    def start(self) -> None:
        """Start one more process, where the system lets one be started."""
        try:
            worker = _Worker(self.task)
        except OSError:
            return
        self.workers[worker.line] = worker

    def hear(self, worker: _Worker) -> None:
        """Take what a process has to say: that it is ready, a result, or, without a word, that it has ended."""
        import pickle

        try:
            answer = pickle.loads(worker.line.recv_bytes())  # noqa: S301 -- from a process of our own
        except (EOFError, OSError):
            self.bury(worker)
            return
        if isinstance(answer, _Raised):
            raise answer.error
        if worker.held is not None:
            self.settle(worker.held, answer)
        self.give(worker)

    def give(self, worker: _Worker) -> None:
        """Give a process the next item, if there is one."""
        worker.ready, worker.held = True, self.waiting.popleft() if self.waiting else None
        if worker.held is not None:
            try:
                worker.line.send(self.items[worker.held])
            except OSError:
                self.bury(worker)

    def bury(self, worker: _Worker) -> None:
        """A process has died: what it held is lost, another takes its place, unless this one could not even begin."""
        del self.workers[worker.line]
        worker.line.close()
        worker.process.join()
        if worker.held is not None:
            self.settle(worker.held, Lost(worker.process.exitcode or 0))
        if worker.ready and self.waiting:
            self.start()

    def settle(self, index: int, result: _Result | Lost) -> None:
        """An item is done, well or not."""
        self.results[index] = result
        self.done()


class _Raised(NamedTuple):
    """What a task raised in its process."""

    error: Exception


class _Worker:
    """A process and the line to it."""

    def __init__(self, task: bytes) -> None:
        from multiprocessing import get_context

        context = get_context("spawn")
        self.line, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, task), daemon=True)
        self.held: int | None = None
        self.ready = False
        with _Uninterrupted():
            self.process.start()
        theirs.close()  # so that the line ends when the process does


class _Uninterrupted:
    """Holds Ctrl-C back while a process is started: it inherits that, and is not interrupted before it can say so itself.

    Nothing is lost: what was held back reaches this process afterwards. Windows has no such thing, there a process can be
    interrupted in its first tenth of a second.
    """

    def __enter__(self) -> None:
        self._change("SIG_BLOCK")

    def __exit__(self, *_: object) -> None:
        self._change("SIG_UNBLOCK")

    def _change(self, how: str) -> None:
        import signal

        if hasattr(signal, "pthread_sigmask"):
            from multiprocessing import resource_tracker

            resource_tracker.ensure_running()  # starting a process starts this one first, which lets Ctrl-C through again
            signal.pthread_sigmask(getattr(signal, how), {signal.SIGINT})


def _work(line: Any, packed: bytes) -> None:
    """The life of a process: say that it is ready, then answer each item until the line ends."""
    import pickle
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of a terminal; the command ends its own
    try:
        task = pickle.loads(packed)  # noqa: S301 -- pickled by the command itself a moment ago
        line.send_bytes(pickle.dumps(None))
        while True:
            line.send_bytes(_answer(task, line.recv()))
    except (EOFError, OSError):  # the command has ended, or wants no more
        return


def _answer(task: Callable[[Any], Any], item: Any) -> bytes:
    """The result, or what was raised in its place, ready to be sent; whatever cannot be is raised too."""
    import pickle
    import traceback

    try:
        return pickle.dumps(task(item), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 -- raised again where the command can tell it
        error.add_note(traceback.format_exc())
        try:
            packed = pickle.dumps(_Raised(error))
            pickle.loads(packed)  # noqa: S301 -- our own
        except Exception:  # noqa: BLE001 -- of an exception with a constructor of its own only the text can be sent
            return pickle.dumps(_Raised(RuntimeError(f"{type(error).__name__}: {error}")))
        return packed
