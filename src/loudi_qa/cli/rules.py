"""The rules that a command works by; with -v it says which files they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.scheme.load import load
from loudi_qa.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.cli.ui import Ui
    from loudi_qa.scheme.load import Rules

_USED = Words("规则：{indicators}，{responsibilities}", "rules: {indicators}, {responsibilities}")


def load_rules(ui: Ui, indicators: Path | None, responsibilities: Path | None) -> Rules:
    """Load both rule files; raises :class:`~loudi_qa.scheme.fault.RulesError` with every fault of them."""
    rules = load(indicators, responsibilities)
    if ui.verbose:
        ui.tell(_USED, indicators=rules.indicators, responsibilities=rules.responsibilities)
    return rules
