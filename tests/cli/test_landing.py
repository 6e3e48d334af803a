"""Typed without anything more, the program and its group of rule commands say what to type next, and end well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loudi_qa.cli.app import program

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def test_the_program_alone_names_the_next_step(ask: Callable[..., Ran]) -> None:
    ran = ask()
    assert ran.code == 0
    assert {"template", "validate", "collect", "score", "report", "rules"} <= set(
        re.findall(r"^  loudi-qa (\w+)", ran.out, re.MULTILINE)
    )


def test_rules_alone_names_every_command_on_the_rules(ask: Callable[..., Ran]) -> None:
    ran = ask("rules")
    assert ran.code == 0
    told = set(re.findall(r"^  loudi-qa rules (\w+)", ran.out, re.MULTILINE))
    assert told == set(program().commands["rules"].commands), "a command nobody hears of"
    assert "loudi-qa init" in ran.out


def test_a_misspelt_command_on_the_rules_is_answered_with_the_nearest(ask: Callable[..., Ran]) -> None:
    ran = ask("rules", "chek")
    assert ran.code == 2
    assert "没有命令 chek，是不是 check？" in ran.err
