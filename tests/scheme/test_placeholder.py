"""What init leaves to be filled in is known wherever it is met, so that no paper goes out with it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, from_bytes, load, packaged
from loudi_qa.scheme.placeholder import source_is_left
from loudi_qa.scheme.skeleton import Wanted, skeleton

NEW = Wanted("new", "某市考核", 2026, ("甲县", "乙县"), (("产品质量", Decimal(60)), ("质量工作", Decimal(40))))


@pytest.mark.parametrize("document", [None, "某政发〔2026〕1号"])
def test_the_source_of_a_new_scheme_is_still_to_be_filled_in(document: str | None) -> None:
    files = skeleton(NEW._replace(document=document))
    rules = from_bytes(files[INDICATORS].encode(), files[RESPONSIBILITIES].encode())
    assert source_is_left(rules.scheme.source), "a number alone is no title"


def test_the_source_of_the_shipped_rules_is_there() -> None:
    assert not source_is_left(load(packaged(INDICATORS), packaged(RESPONSIBILITIES)).scheme.source)
