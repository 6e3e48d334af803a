"""What the tests of the submission share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.submission.books import tell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.submission.books import Book, Told

    from loudi_qa.scheme.load import Rules


@pytest.fixture
def told(tiny: Rules, tmp_path: Path) -> Callable[[Book], Told]:
    """What the program makes of a workbook under the tiny rules."""
    return lambda book: tell(book, tiny, tmp_path)
