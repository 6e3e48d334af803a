"""A remark on the rules: how grave, of what kind, in which file and line, what was read, what to do.

Faults that keep the rules from being used are told on loading (:mod:`loudi_qa.scheme.fault`). A remark is about rules that
work and yet say something that nobody can have meant, or that nothing shows to be right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from loudi_qa.scheme.yamlfile import Document, PathTo

Level = Literal["error", "warning", "note"]

KINDS: dict[str, tuple[Level, Words]] = {
    "rule-fault": ("error", Words("规则文件有错，不能使用", "a fault that keeps the rules from being used")),
    "points-out-of-reach": ("error", Words("谁也得不到的分", "points nobody can earn")),
    "band-out-of-reach": ("error", Words("没有数值能落入的分档", "a band no value falls into")),
    "grade-out-of-reach": ("error", Words("没有总分能落入的等级", "a grade no total falls into")),
    "target-past-range": ("warning", Words("加上 plus 后可能超出范围的目标", "a target that may lie outside the range")),
    "always-met": ("warning", Words("人人得满分的规则", "a rule that everyone meets")),
    "zero-at-out-of-range": ("warning", Words("超出范围的 zero_at", "zero_at outside the range")),
    "step-costs-nothing": ("warning", Words("从不扣分的档", "steps that never cost anything")),
    "step-costs-everything": ("warning", Words("一档就扣完的档", "a first step that costs everything")),
    "bonuses-worth-a-grade": ("warning", Words("单靠加分就能升级", "bonuses that alone lift a grade")),
    "cap-below-each": ("warning", Words("第一件就超过上限", "a first thing beyond the cap")),
    "veto-above-lowest": ("warning", Words("不是定为最低等级的否决", "a veto that gives another grade than the lowest")),
    "grade-without-consequence": ("warning", Words("没有后果的最低等级", "a lowest grade that nothing follows from")),
    "placeholder-left": ("note", Words("没有填的待填处", "a placeholder that was left")),
    "hash-in-text": ("warning", Words("成了文字的 #", "a # that is part of a text")),
    "edition-and-years-apart": ("note", Words("与版本不同的年份", "years other than that of the edition")),
    "place-earns-nothing": ("note", Words("不得分的名次", "places that earn nothing")),
    "year-missing": ("warning", Words("首末年份之间缺一年", "a year missing between the first and the last")),
    "year-without-target": ("warning", Words("考核年度没有目标", "no target in the year assessed")),
    "group-without-unit": ("warning", Words("没有单位的适用组", "a benchmark group without units")),
    "quota-not-added": ("warning", Words("分解目标不能相加的填报项", "a quota of what does not add up")),
    "quota-without-city": ("note", Words("没有全市数的分解目标", "a quota without the city's figure")),
    "quota-below-city": ("warning", Words("分解目标之和低于全市数", "quotas that add up to less than the city's figure")),
    "quota-not-yet": ("note", Words("目标年份之前的分解目标之和", "quotas before the year of the city's figure")),
    "quota-not-set": ("warning", Words("没有分解的全市数", "a city figure that reaches no unit")),
    "quota-not-examined": ("note", Words("没有核对分解目标", "quotas not examined")),
    "duty-without-indicator": ("warning", Words("没有指标的责任条目", "a duty no indicator bears on")),
    "department-not-yet": ("warning", Words("年末尚未成立的部门", "a department not there at the end of the year")),
    "department-without-successor": ("warning", Words("没有主要承接部门的部门", "a department without a main successor")),
    "successors-in-a-circle": ("warning", Words("互相承接的部门", "departments that succeed each other in a circle")),
    "anchor-not-given": ("warning", Words("没有写出处文字", "no anchor")),
    "anchor-without-clause": ("warning", Words("有出处文字而没有条款", "an anchor without a clause")),
    "anchor-shared": ("warning", Words("两项用同一处文字", "one anchor for two")),
    "assumption-not-told": ("warning", Words("有设定而没有说明", "assumptions that are not told")),
    "assumption-of-nothing": ("note", Words("没有写明影响哪些指标的设定", "an assumption that does not say what it bears on")),
    "uncovered-needless": ("warning", Words("已有指标仍列为未覆盖", "listed as uncovered and covered")),
    "rule-without-case": ("warning", Words("没有案例的规则", "a rule without a case")),
    "no-cases": ("note", Words("没有案例文件", "no file of cases")),
    "text-not-examined": ("note", Words("没有对照原文", "the text was not examined")),
    "text-without-clauses": ("error", Words("原文里认不出条款", "a text without numbered clauses")),
    "document-differs": ("warning", Words("原文里没有的文号", "a text without the number of the document")),
    "anchor-not-found": ("error", Words("原文里没有的文字", "an anchor that is not in the text")),
    "anchor-repeated": ("error", Words("原文里不止一处的文字", "an anchor that stands more than once")),
    "anchor-elsewhere": ("error", Words("在别的条款里的文字", "an anchor in another clause")),
    "clause-not-found": ("error", Words("原文里没有的条款", "a clause that is not in the text")),
    "figure-differs": ("error", Words("与原文不同的数字", "a figure other than the text's")),
    "figure-uncovered": ("warning", Words("没有指标的数字", "a figure no indicator covers")),
    "clause-uncovered": ("warning", Words("没有指标的条款", "a clause nothing covers")),
}
"""Every kind of remark, with its level and what it is about."""


class Remark(NamedTuple):
    """One remark, with the line an editor can jump to; without a line it is about no single one."""

    kind: str
    file: Path | None
    line: int
    message: Words
    fix: Words

    @property
    def level(self) -> Level:
        """error, warning or note."""
        return KINDS[self.kind][0]


class Said(NamedTuple):
    """A remark before its line is looked up."""

    kind: str
    path: PathTo
    message: Words
    fix: Words


def located(document: Document, said: Iterable[Said]) -> list[Remark]:
    """Remarks with their lines in a file."""
    return [Remark(s.kind, document.path, document.line(s.path), s.message, s.fix) for s in said]
