"""What an editor shows beside each key of ``responsibilities.yaml``."""

from __future__ import annotations

from loudi_qa.scheme.hints import BASIS, Hints
from loudi_qa.words import Words

_ID = Words("编号：以英文字母开头", "id: begins with a letter")
_NAME = Words("名称，如 {zh: 双峰县, en: Shuangfeng County}；只写一个词则两种语言同用", "name; one text serves both languages")
_ALIASES = Words("表格里可能出现的其他叫法", "other names that workbooks may use")
_DAY = Words('日期，如 "2019-03-01"，须加引号', 'a day, as "2019-03-01", in quotes')
_DEPARTMENT = Words("部门名称，须在 departments 中", "name of a department listed under departments")
_WITHIN = Words(
    "期限，自通报之日起：{months: 1} 或 {working_days: 15}", "time from the notice: {months: 1} or {working_days: 15}"
)

RESPONSIBILITIES: Hints = {
    "Mandate": {
        "scheme": Words("指标体系的编号，与 indicators.yaml 相同", "id of the scheme, as in indicators.yaml"),
        "benchmark_groups": Words("适用组：共用一个全省平均数的单位", "groups of units that share a provincial average"),
        "units": Words("被考核单位", "the governments that are assessed"),
        "departments": Words("部门", "departments, with those that took over from them"),
        "duties": Words("责任条目：每项指标由谁负责", "clauses with the departments that answer for indicators"),
        "owners": Words("每项填报值由谁核定", "who verifies which measure"),
        "shared": Words("几个单位共有的一个数，如同城的空气质量", "figures that several units have in common"),
        "consequences": Words("结果出来以后怎么办", "what follows from a result"),
        "papers": Words("通报和反馈函上的落款、主送等", "what stands on the notice and the letters"),
    },
    "BenchmarkGroup": {"id": _ID, "name": _NAME, "basis": BASIS},
    "Unit": {
        "name": _NAME,
        "aliases": _ALIASES,
        "group": Words("属于哪个适用组", "id of its benchmark group"),
        "leaders": Words("领导班子的称呼", "how its leaders are called"),
        "addressee": Words("反馈函的主送；不写即单位名称", "to whom its letter goes; else the unit's name"),
    },
    "Department": {
        "name": _NAME,
        "aliases": _ALIASES,
        "kind": Words("office 一个部门，collective 多个部门的合称", "one department, or a phrase for many"),
        "since": _DAY,
        "successors": Words("由谁承接", "who carries it on"),
    },
    "Successor": {
        "name": _DEPARTMENT,
        "from": _DAY,
        "evidence": Words("依据：confirmed 已查实，pattern 参照各地，general 一般了解", "how well the change is known"),
        "takes": Words("只承接一部分时写明哪部分", "the part it took over, if only a part"),
    },
    "Duty": {
        "clause": Words("文件中的条目，如 二(二)1", "the clause, as the document numbers it"),
        "title": Words("简称", "a short title"),
        "units": Words("责任部门，第一个为牵头", "the departments; the first is the lead"),
        "indicators": Words("负责的指标；每项指标只写一处", "indicators it answers for; each stands in one duty only"),
        "supports": Words("有关但不负责的指标", "indicators it bears on without answering for them"),
    },
    "Owner": {"department": _DEPARTMENT, "measures": Words("由它核定的填报项", "the measures it verifies")},
    "Shared": {
        "measure": Words("哪一项", "id of the measure"),
        "units": Words("哪些单位，至少两个", "the units, two or more"),
        "why": Words("为什么是同一个数", "why it is one figure"),
        "basis": BASIS,
    },
    "Consequence": {
        "id": _ID,
        "when": Words("什么情况下；只写一个条件", "when it follows: exactly one condition"),
        "do": Words("做什么", "what is to be done"),
        "within": _WITHIN,
        "to": Words("对谁", "whom it addresses"),
        "basis": BASIS,
        "source": Words("出处或参照", "the clause or the model it follows"),
        "public": Words("true 写进通报，false 只写进反馈函", "whether the public notice tells it"),
    },
    "When": {
        "grade": Words("等级属于其中之一，如 [D]", "one of these grades, as [D]"),
        "veto": Words("true：被一票否决", "true: struck by a veto"),
        "last": Words("最后几名", "the last so many units"),
        "repeat": Words("今年和上年都属于其中之一", "one of these grades in this year and the last"),
        "any": Words("true：所有单位", "true: every unit"),
    },
    "Within": {"months": Words("几个月", "months"), "working_days": Words("几个工作日", "working days")},
    "Objections": {
        "within": _WITHIN,
        "to": Words("向谁提出", "to whom"),
        "how": Words("怎样提出", "how"),
    },
    "Papers": {
        "basis": BASIS,
        "issuer": Words("发文机关", "who signs"),
        "number": Words("通报文号；未定留空", "number of the notice; empty until it is given"),
        "date": _DAY,
        "addressees": Words("通报主送", "to whom the notice goes"),
        "copies": Words("抄送", "who gets a copy"),
        "approved_by": Words("经谁同意", "with whose consent the notice goes out"),
        "procedure": Words("结果经过哪些步骤得出", "the steps by which the result came about"),
        "rectify": Words("整改期限：{months: 3} 或 {working_days: 60}", "time for mending what the ledger lists"),
        "contact": Words("联系人和电话", "whom to ask about a letter"),
        "objections": Words("异议怎样提出", "how a unit objects to its result"),
    },
}
