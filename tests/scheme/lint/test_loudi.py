"""Every clause of 娄政发〔2017〕28号 has something that measures it, or a reason why nothing does.

The numbers of the clauses are typed here by hand; the document itself is no part of the project.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loudi_qa.scheme.lint.provenance import stated

if TYPE_CHECKING:
    from loudi_qa.scheme.load import Rules

FIELDS = ["一", *(f"一·{name}" for name in ("产品质量", "工程质量", "服务质量", "环境质量", "质量技术基础"))]
TASKS = {"二(一)": 5, "二(二)": 4, "二(三)": 3, "二(四)": 3, "二(五)": 3, "附件1·一(二)": 4, "附件1·一(三)": 8, "附件2·二(一)": 4,
         "附件2·二(二)": 4, "附件2·二(三)": 3}  # fmt: skip
"""Sections with items, and how many."""
PARAGRAPHS = {"附件1·一(三)4": 3, "附件1·一(三)5": 6, "附件1·一(三)7": 3}
"""Items of several paragraphs, and how many."""
LISTED = {"三": 3, "附件1·二": 4, "附件2·一": 3, "附件2·二": 3, "附件2·三": 4}
"""Parts whose sections say something themselves, and how many."""
NUMBERS = "一二三四五"

CLAUSES = {
    *FIELDS,
    "附件1·一(一)",
    *(f"{part}({NUMBERS[n]})" for part, count in LISTED.items() for n in range(count)),
    *(f"{section}{n}" for section, items in TASKS.items() for n in range(1, items + 1)),
    *(f"{item}¶{n}" for item, count in PARAGRAPHS.items() for n in range(2, count + 1)),
}


def test_the_document_has_seventy_four_clauses() -> None:
    assert len(CLAUSES) == 74


def test_every_clause_is_measured_or_its_reason_is_given(shipped: Rules) -> None:
    scheme, mandate = shipped.scheme, shipped.mandate
    measured = {item.clause for _, item in stated(scheme) if item.clause}
    measured |= {d.clause for d in mandate.duties if d.indicators or d.supports}
    listed = {u.clause for u in scheme.uncovered if u.anchor is None}
    assert measured | listed == CLAUSES
    assert measured & listed == set()


def test_reasons_name_only_indicators_that_there_are(shipped: Rules) -> None:
    scheme = shipped.scheme
    known = {m.id for m in scheme.measures} | {e.id for e in scheme.extras}
    for entry in scheme.uncovered:
        named = re.findall(r"[A-Z]\d\d", entry.why.zh)
        assert set(named) <= known, entry.clause
        assert named == re.findall(r"[A-Z]\d\d", entry.why.en), f"{entry.clause}: both languages name the same"


def test_reasons_are_short_and_our_own_in_both_languages(shipped: Rules) -> None:
    for entry in shipped.scheme.uncovered:
        assert len(entry.why.zh) <= 40
        assert entry.why.en.isascii()
