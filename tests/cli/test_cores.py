"""Work over several processes: the same results as in one, and a process that dies costs only what it held."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from loudi_qa.cli import cores
from loudi_qa.cli.cores import WORTH_A_PROCESS, Lost, processes, spread

if TYPE_CHECKING:
    from pathlib import Path


def square(number: int) -> int:
    return number * number


def process_of(_: int) -> int:
    return os.getpid()


def deadly(number: int) -> int:
    """Ends the process without a word, as a system without memory does."""
    if number in {1, 5}:
        os._exit(9)
    return number


def choosy(number: int) -> int:
    if number == 3:
        raise LookupError(f"no {number}")
    return number


def read_only(number: int) -> object:
    return MappingProxyType({number: number})


def unsendable(number: int) -> object:
    return lambda: number


def interrupted(number: int) -> int:
    signal.raise_signal(signal.SIGINT)
    return number


def held_back(_: int) -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


class Stillborn:
    """Ends the process that it is brought to, before anything can be done there."""

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(os._exit, 7), ()

    def __call__(self, number: int) -> int:
        return -number


@pytest.mark.parametrize("count", [1, 2, 5])
def test_results_come_in_the_order_of_the_items_and_each_is_counted_once(count: int) -> None:
    done: list[None] = []
    assert spread(square, range(9), count, lambda: done.append(None)) == [n * n for n in range(9)]
    assert len(done) == 9


def test_several_processes_are_asked_for_and_none_of_them_is_this_one() -> None:
    assert set(spread(process_of, range(4), 1)) == {os.getpid()}
    assert os.getpid() not in spread(process_of, range(4), 2)


def test_a_process_that_dies_costs_only_what_it_held() -> None:
    assert spread(deadly, range(8), 2) == [0, Lost(9), 2, 3, 4, Lost(9), 6, 7]


def test_the_last_item_may_end_its_process_too() -> None:
    assert spread(deadly, [0, 1], 2) == [0, Lost(9)]


@pytest.mark.parametrize("count", [1, 2])
def test_what_a_task_raises_is_raised_to_who_asked_for_it(count: int) -> None:
    with pytest.raises(LookupError, match="no 3"):
        spread(choosy, range(5), count)


def test_read_only_mappings_come_back_as_what_they_were() -> None:
    assert spread(read_only, [1, 2], 2) == [MappingProxyType({1: 1}), MappingProxyType({2: 2})]


def test_a_result_that_cannot_be_sent_is_our_fault_and_not_the_files() -> None:
    with pytest.raises(Exception, match=r"pickle|local object"):
        spread(unsendable, range(3), 2)


def test_where_no_process_comes_to_life_all_is_done_in_this_one() -> None:
    assert spread(Stillborn(), [1, 2, 3], 2) == [-1, -2, -3]


def test_where_no_process_can_be_started_all_is_done_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: bytes) -> None:
        raise BlockingIOError

    monkeypatch.setattr(cores, "_Worker", refuse)
    assert spread(process_of, range(3), 2) == [os.getpid()] * 3


def test_no_process_is_left_when_the_work_is_interrupted() -> None:
    from multiprocessing import active_children

    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        spread(square, range(50), 2, interrupt)
    assert active_children() == []


def test_ctrl_c_is_for_the_command_to_answer_and_not_for_its_processes() -> None:
    assert spread(interrupted, [1, 2, 3], 2) == [1, 2, 3]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot hold a signal back")
def test_a_process_is_not_interrupted_before_it_can_say_that_it_will_not_be() -> None:
    assert spread(held_back, [1, 2, 3], 2) == [True] * 3
    assert not held_back(0), "the command itself hears it again"


@pytest.fixture
def cores_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "_cores", lambda: 4)


@pytest.mark.usefixtures("cores_here")
class TestHowMany:
    def of_size(self, folder: Path, *sizes: int) -> list[Path]:
        made = [folder / f"{n}.xlsx" for n in range(len(sizes))]
        for path, size in zip(made, sizes, strict=True):
            path.write_bytes(bytes(size))
        return made

    def test_a_few_forms_are_read_before_another_process_has_begun(self, tmp_path: Path) -> None:
        assert processes(None, self.of_size(tmp_path, *[30_000] * 7)) == 1

    def test_many_forms_take_all_cores_and_no_more(self, tmp_path: Path) -> None:
        assert processes(None, self.of_size(tmp_path, *[WORTH_A_PROCESS] * 9)) == 4

    def test_none_is_begun_for_next_to_nothing(self, tmp_path: Path) -> None:
        assert processes(None, self.of_size(tmp_path, WORTH_A_PROCESS, WORTH_A_PROCESS, 1000)) == 2

    def test_one_large_file_needs_one(self, tmp_path: Path) -> None:
        assert processes(None, self.of_size(tmp_path, 9 * WORTH_A_PROCESS)) == 1

    def test_as_many_as_asked_for_but_no_more_than_there_are_files(self, tmp_path: Path) -> None:
        files = self.of_size(tmp_path, 10, 10, 10)
        assert [processes(asked, files) for asked in (1, 2, 3, 99)] == [1, 2, 3, 3]

    def test_a_file_that_is_not_there_is_for_its_reader_to_tell(self, tmp_path: Path) -> None:
        assert processes(None, [tmp_path / "无.xlsx", tmp_path / "a\0b.xlsx"]) == 1
