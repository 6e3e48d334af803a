"""The ledger of rectification (整改清单): the names of its sheets and columns, by which it is written and found again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Mapping

YEAR_PROPERTY = "loudi_qa_ledger"
"""The document property that holds the year of a ledger; 说明 shows it as 考核年度."""

GUIDE, SUMMARY = "说明", "汇总"
SERIAL, GROUP, AIM, VALUE, GAP, LOST, OF, BECAUSE = "序号", "分组", "目标或对照值", "现值", "差距", "失分", "满分", "原因"
CLAUSE, LEAD, SUPPORT, BEFORE, DUE, HINT = "条款", "牵头部门", "配合部门", "上年", "整改期限", "期限提示"
EXTENDED, MEASURES, PERSON, DONE_ON, STATE = "延期至", "整改措施", "责任人", "完成日期", "整改状态"
WRITTEN_IN = "登记行"
"""In 按部门, the row of 按单位 in which an item is written up; no other sheet has such a column."""
ASKED, TO, UNTIL, BASIS, CARRIED_OUT, ASKED_STATE = "要求", "对象", "期限", "依据", "落实情况", "落实状态"
KIND, MATTER, ANSWERS, LAST_LOST, LAST_DUE = "类别", "事项", "牵头部门或对象", "上年失分", "上年期限"
OUTCOME, NOTE, LAST_EXTENDED, LAST_STATE, OPINION = "今年结果", "说明", "上年延期至", "上年状态", "处理意见"

TO_DO, DOING, DONE, STRUCK_OFF, UNDECIDED = "待整改", "整改中", "已完成", "已销号", "待定"
STATES = (TO_DO, DOING, DONE, STRUCK_OFF, UNDECIDED)
"""What 整改状态 may be; 已销号 follows 已完成 once the office has checked it, 待定 is an indicator not scored yet."""
ASKED_STATES = ("待落实", "落实中", "已落实")
SETTLED = (DONE, STRUCK_OFF)
UNTOUCHED = ("", TO_DO, UNDECIDED, ASKED_STATES[0])
"""States of a row in which nobody has written one."""

OVERDUE, LEFT = "超期", "剩"
"""How 期限提示 begins: so many days have passed, so many are left."""
FAILED, DEMAND, UNMATCHED = "未达标指标", "要求事项", "未能对应"
"""What 类别 may be."""


class Part(NamedTuple):
    """A sheet of the ledger; ``hand`` gives by its title what each column holds that people write."""

    name: str
    told: tuple[str, ...]
    hand: Mapping[str, str]
    marks: frozenset[str]
    """Titles by which the sheet is known where it goes by another name."""

    @property
    def titles(self) -> tuple[str, ...]:
        """All titles in order."""
        return (*self.told, *self.hand)


_ITEM = (SERIAL, layout.UNIT, layout.CODE, layout.NAME, GROUP, AIM, VALUE, GAP, LOST, OF, BECAUSE, CLAUSE, LEAD, SUPPORT)
BY_UNIT = Part(
    "按单位",
    (*_ITEM, layout.VERIFIER, BEFORE, DUE, HINT),
    {
        EXTENDED: "extended_to", MEASURES: "measures", PERSON: "person", DONE_ON: "done_on", STATE: "state",
        layout.REMARK: "remark",
    },
    frozenset({layout.UNIT, layout.CODE, MEASURES, STATE}),
)  # fmt: skip
BY_DEPARTMENT = "按部门"
DEMANDS = Part(
    "要求事项",
    (SERIAL, layout.UNIT, layout.CODE, ASKED, TO, UNTIL, HINT, BASIS),
    {
        EXTENDED: "extended_to", CARRIED_OUT: "measures", PERSON: "person", DONE_ON: "done_on", ASKED_STATE: "state",
        layout.REMARK: "remark",
    },
    frozenset({layout.UNIT, ASKED, ASKED_STATE}),
)  # fmt: skip
LAST = Part(
    "上年事项",
    (SERIAL, KIND, layout.UNIT, layout.CODE, MATTER, ANSWERS, LAST_LOST, LAST_DUE, OUTCOME, NOTE),
    {
        LAST_EXTENDED: "extended_to", "上年措施": "measures", "上年责任人": "person", "上年完成日期": "done_on",
        LAST_STATE: "state", "上年备注": "remark",
    },
    frozenset({layout.UNIT, MATTER, LAST_STATE}),
)  # fmt: skip
PARTS = (BY_UNIT, DEMANDS, LAST)
"""The sheets in which people write."""
NAMES = frozenset({GUIDE, SUMMARY, BY_DEPARTMENT, *(p.name for p in PARTS)})
