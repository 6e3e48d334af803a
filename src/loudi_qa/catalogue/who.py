"""For whom a finding is: who mends it, or that nobody needs to."""

from __future__ import annotations

from loudi_qa.words import Words

_SENDER = Words("填表的单位或部门（年度工作簿由办公室改）", "whoever filled in the form (a year's workbook: the office)")
_DEPARTMENT = Words("核验部门", "the department that verifies")
_OFFICE = Words("汇总计分的办公室", "the office that collects and scores")
_TYPIST = Words("运行命令的人", "whoever runs the command")
_RULES = Words("管规则的人", "whoever keeps the rules")
_NOBODY = Words("不用改", "nobody: there is nothing to mend")

_GROUPS = {"E1": _SENDER, "E2": _SENDER, "E3": _SENDER, "E4": _OFFICE, "E5": _OFFICE, "E6": _OFFICE}
_OWN = {
    **dict.fromkeys(("E101", "E102", "E110", "E222"), _TYPIST),
    **dict.fromkeys(("E215", "E221", "E310", "E320", "E605"), _NOBODY),
    **dict.fromkeys(("E321", "E607", "E608"), _DEPARTMENT),
    "E403": _RULES,
}


def who_mends(code: str) -> Words:
    """Who mends what a code is about."""
    return _OWN.get(code, _GROUPS[code[:2]])
