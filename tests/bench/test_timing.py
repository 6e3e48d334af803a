"""A process is measured as it is: its end, its words, and no longer than one has patience."""

from __future__ import annotations

import sys
from importlib import import_module

import pytest

pytest.importorskip("resource", reason="this system does not tell how much memory a process took")

import stages
import timing


def test_a_run_tells_how_the_process_ended_and_what_it_said() -> None:
    done = timing.run([sys.executable, "-c", "print('done'); raise SystemExit(3)"], kept=4)
    assert (done.code, done.said) == (3, "done")
    assert done.seconds > 0 < done.processor
    assert done.mebibytes > 1


def test_the_memory_is_that_of_the_process_and_not_of_the_one_that_measures() -> None:
    held = bytearray(200 << 20)
    assert timing.run([sys.executable, "-c", "pass"]).mebibytes < len(held) >> 20


def test_a_process_that_does_not_end_is_ended() -> None:
    assert timing.run([sys.executable, "-c", "import time; time.sleep(600)"], patience=0.5).code is None


def test_a_command_that_fails_ends_the_measurement() -> None:
    """What breaks off early would be the fastest of all."""
    with pytest.raises(SystemExit, match="ended with 70"):
        timing.timed([sys.executable, "-c", "raise SystemExit(70)"])


def test_a_pair_is_told_with_its_ratio_and_what_it_is_held_against(capsys: pytest.CaptureFixture[str]) -> None:
    quick = [sys.executable, "-S", "-c", "pass"]
    timing.print_pair(timing.Pair("a pair", quick, quick, "the same"), 1)
    line = capsys.readouterr().out
    assert line.startswith("a pair ")
    assert line.endswith("against the same\n")
    assert " to " in line


@pytest.mark.parametrize("place", stages.STAGES.values())
def test_each_stage_has_a_function_that_its_caller_knows_by_name(place: str) -> None:
    """Else a clock would stand where nobody passes."""
    module, _, function = place.partition(":")
    assert callable(getattr(import_module(module), function))
