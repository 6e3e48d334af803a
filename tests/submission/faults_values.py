"""Faults of single values, of what does not make sense about them, and of the round of forms."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from tests.submission.books import DATA
from tests.submission.faults import (
    HERE,
    THERE,
    Fault,
    both,
    changed,
    counts,
    filled,
    on_cover,
    put,
    raw,
    renamed,
    stored,
    typed,
    verified,
    year,
)

from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.submission.faults import Change, Make

VALUE, NUMERATOR, DENOMINATOR, VERIFIED = layout.VALUE, layout.NUMERATOR, layout.DENOMINATOR, layout.VERIFIED
REASON, EVIDENCE, REMARK, GROUNDS = layout.REASON, layout.EVIDENCE, layout.REMARK, layout.GROUNDS


def excused(value: object, reason: str | None, measure: str = "R1") -> Make:
    """A value and a reason not to apply, without counts."""
    row = {VALUE: value, REASON: reason, NUMERATOR: None, DENOMINATOR: None}
    return changed(*(put(measure, v, t) for t, v in row.items()))


HARMLESS = [
    Fault("前后有空格：“ 97.5 ”", "spaces around: “ 97.5 ”", "E310", typed("R1", " 97.5 ")),
    Fault("夹着看不见的零宽字符", "zero-width characters inside", "E310", typed("R1", "9\u200b7.5\ufeff")),
    Fault("全角数字：９７．５", "full-width digits: ９７．５", "E310", typed("R1", "９７．５")),
    Fault("千位分隔符：1,204", "thousands separators: 1,204", "E310", typed("C1", "1,204")),
    Fault("文本型数字：97.5", "a number typed as text: 97.5", "E310", typed("R1", "97.5")),
    Fault("粘上计量单位：3项、97.5%、９７．５％", "the unit of measure glued on: 3项, 97.5%, ９７．５％", "E310 E310 E310",
          changed(put("C1", "3项"), put("R1", "９７．５％"), put("B1", "84%"))),
    Fault("答案写成繁体或带空格", "an answer in Traditional characters, or with spaces", "E310 E310",
          changed(put("A1", " 建成 "), put("Y1", None), put("Y1", "無固廢", REASON))),
    Fault("公式算出的尾差：97.4999999999999", "binary noise of a formula: 97.4999999999999", "E310",
          stored("97.499999999999986")),
    Fault("百分比格式，显示 97.50%", "a percent format that shows 97.50%", "", typed("R1", 0.975, number_format="0.00%")),
    Fault("没有的指标填 0", "0 where there was none", "", typed("L1", 0)),
    Fault("写了不适用原因，填报值又写“—”", "a reason not to apply, and a dash for the value", "E310", excused("—", "当年未抽查")),
    Fault("不适用原因那一格写了“/”，填报值照填", "a slash under 不适用原因 beside a value", "E310", typed("R1", "/", REASON)),
    Fault("答案中间有空格：建 成", "an answer set with spaces: 建 成", "E310", typed("A1", "建 成")),
    Fault("占比确实不到 1%，分子分母对得上", "a share below 1 %, as its counts show", "", counts(0.5, 1, 200)),
    Fault("占比确实不到 1%，备注写明了", "a share below 1 %, as a remark says", "",
          changed(put("B1", 0.5), put("B1", "确为 0.5%", REMARK))),
    Fault("不适用，选了允许的原因", "does not apply, for an allowed reason", "", excused(None, "当年未抽查")),
]  # fmt: skip

DOUBTFUL = [
    Fault("百分数写成 0.84，格式是常规", "0.84 for a percentage, in a plain cell", "E309", typed("B1", 0.84)),
    Fault('格式 0.00"%"：百分号只是文字', 'the format 0.00"%": the percent sign is mere text', "E313",
          typed("R1", 97.5, number_format='0.00"%"')),
    Fault(r"格式 0.0\%：百分号只是文字", r"the format 0.0\%: the percent sign is mere text", "E313",
          typed("R1", 97.5, number_format=r"0.0\%")),
    Fault('格式 0.00"%"，存的是 0.975', 'the format 0.00"%" over a stored 0.975', "E313 E316",
          typed("R1", 0.975, number_format='0.00"%"')),
    Fault("97.5 的单元格设成百分比格式，成了 9750%", "97.5 in a percent cell, which is 9750 %", "E302",
          typed("R1", 97.5, number_format="0.00%")),
    Fault("约97", "约97 (about 97)", "E301", typed("R1", "约97")),
    Fault("97以上", "97以上 (97 and more)", "E301", typed("R1", "97以上")),
    Fault("个数的单元格设成百分比格式，显示 319%", "a count in a percent cell that shows 319%", "E323",
          typed("C1", 3.19, number_format="0%")),
    Fault("分子的单元格设成百分比格式", "a numerator in a percent cell", "E323",
          typed("R1", 1.95, NUMERATOR, "0%")),
    Fault("汉字数字：三十一", "a number in words: 三十一", "E301", typed("C1", "三十一")),
    Fault("单位不是本项的：3件", "the unit of another measure: 3件", "E301", typed("C1", "3件")),
    Fault("上标：10²", "a raised digit: 10²", "E301", typed("C1", "10²")),
    Fault("分母成了日期", "a denominator that became a date", "E307", typed("R1", date(1900, 7, 18), DENOMINATOR)),
    Fault("日期：2019-12-31", "a date: 2019-12-31", "E307", typed("R1", date(2019, 12, 31))),
    Fault("逻辑值 TRUE", "the truth value TRUE", "E307", typed("R1", True)),
    Fault("错误值 #DIV/0!", "the error #DIV/0!", "E303", typed("R1", "#DIV/0!")),
    Fault("写了 nan", "the text nan", "E301", typed("R1", "nan")),
    Fault("存着 nan", "a stored nan", "E301", stored("nan")),
    Fault("存着 1e400", "a stored 1e400", "E301", stored("1e400")),
    Fault("公式没有保存结果", "a formula without a stored result", "E304", typed("R1", "=J2/K2*100")),
    Fault("135%", "135 per cent", "E302", typed("R1", 135)),
    Fault("975：丢了小数点", "975: the decimal point lost", "E302", typed("R1", 975)),
    Fault("2.5 项", "2.5 things", "E308", typed("C1", 2.5)),
    Fault("负数：-4", "a negative count: -4", "E302", typed("C1", -4)),
    Fault("填“—”，没有原因", "a dash without a reason", "E314", excused("—", None)),
    Fault("填报值写“—”，原因那一格写“/”", "a dash for the value and a slash for the reason", "E310 E314", excused("—", "/")),
    Fault("填“/”，没有原因", "a slash without a reason", "E314", typed("C1", "/")),
    Fault("填“无”，没有原因", "无 without a reason", "E314", typed("C1", "无")),
    Fault("答案不在列表里：快了", "an answer outside the list: 快了", "E305", typed("A1", "快了")),
    Fault("不适用的原因不允许：数据不全", "a reason that is not allowed: 数据不全", "E306", excused(None, "数据不全")),
    Fault("不能不适用的也写了原因", "a reason for what always applies", "E306", excused(None, "没有统计", "C1")),
    Fault("填了数，又写不适用", "a value and a reason not to apply", "E311", typed("R1", "当年未抽查", REASON)),
]  # fmt: skip

SENSE = [
    Fault("319/345 报成 95.4（应为 92.46）", "319 of 345 told as 95.4 (it is 92.46)", "E316", counts(95.4, 319, 345)),
    Fault("195/200 报成 0.975：漏乘了 100", "195 of 200 told as 0.975: not times 100", "E316", counts(0.975, 195, 200)),
    Fault("195/200 报成 0.975，备注写了“确为此数”", "195 of 200 told as 0.975, with a remark that it is so", "E316",
          changed(put("R1", 0.975), put("R1", "确为此数", REMARK))),
    Fault("319/345 报成 92.4：截尾", "319 of 345 told as 92.4: cut off", "E315", counts(92.4, 319, 345)),
    Fault("319/345 报成 92：少取位数", "319 of 345 told as 92: too few digits", "E315", counts(92, 319, 345)),
    Fault("319/345 报成 92.47：进位", "319 of 345 told as 92.47: rounded up", "E315", counts(92.47, 319, 345)),
    Fault("319/345 报成 92.5，本项要一位小数", "319 of 345 told as 92.5, where one place is asked for", "",
          counts(92.5, 319, 345)),
    Fault("319/345 报成 92.46", "319 of 345 told as 92.46", "", counts(92.46, 319, 345)),
    Fault("合格数多于抽查数", "more good than all", "E312", counts(97.5, 201, 200)),
    Fault("分母为 0", "division by zero", "E312", counts(97.5, 0, 0)),
    Fault("分子是负数", "a numerator below zero", "E312", counts(97.5, -195, 200)),
    Fault("只填了分母，又填的是 0", "a denominator of 0 alone", "E312 E317", counts(97.5, None, 0)),
    Fault("只填了分子，又是负数", "a negative numerator alone", "E312 E317", counts(97.5, -5, None)),
    Fault("件数旁边填了负的分子", "a negative numerator beside a count", "E312", typed("C1", -1, NUMERATOR)),
    Fault("只填了分子", "a numerator alone", "E317", counts(97.5, 195, None)),
    Fault("只填了分母", "a denominator alone", "E317", counts(97.5, None, 200)),
    Fault("分子写成汉字", "a numerator in words", "E301", counts(97.5, "一百九十五", 200)),
    Fault("比上年少两成多，没有说明", "a fifth below last year, without a remark", "E318", counts(75, 150, 200)),
    Fault("件数是上年的三倍多，没有说明", "more than thrice last year, without a remark", "E318", typed("T1", 13)),
    Fault("变动大，备注写明了原因", "a great change, with a remark", "",
          changed(put("T1", 13), put("T1", "新增十个站点", REMARK))),
    Fault("没有写佐证材料", "no evidence named", "E319", typed("C1", None, EVIDENCE)),
    Fault("单位自己填了核定值", "a unit verifies itself", "E322", typed("C1", 3, VERIFIED)),
    Fault("核定值与填报值不同，写了依据", "a verified value that differs, with grounds", "E320",
          changed(put("C1", 2, VERIFIED), put("C1", "台账只有两项", GROUNDS), of=verified, name="核验.xlsx")),
    Fault("核定值与填报值不同，没有依据", "a verified value that differs, without grounds", "E321",
          changed(put("C1", 2, VERIFIED), of=verified, name="核验.xlsx")),
    Fault("填报的是不适用原因，核定为一个数，没有依据", "a reason was sent and a number verified, without grounds", "E321",
          year(lambda b: b.without(DATA, 2).put("指标数据!A15", HERE).put("指标数据!B15", "R1").put("指标数据!F15", 96)
               .put("指标数据!G15", "当年未抽查"))),
    Fault("填报的看不懂，核定为一个数，没有依据", "what was sent cannot be read and a number was verified, without grounds",
          "E301 E321", year(lambda b: b.put("指标数据!C4", "八十四").put("指标数据!F4", 84)), lowered="E301"),
    Fault("什么也没填，核定为一个数，没有依据", "nothing was sent and a number verified, without grounds", "E321",
          year(lambda b: b.put("指标数据!C4", None).put("指标数据!F4", 84))),
    Fault("核定以后，填报的分子分母不合", "verified, and the counts that were sent cannot be", "E312",
          year(lambda b: b.put("指标数据!D2", 201).put("指标数据!F2", 97.5)), lowered="E312"),
    Fault("核定以后，填报值与分子分母对不上", "verified, and what was sent does not go with its counts", "E316 E321",
          year(lambda b: b.put("指标数据!C2", 95.4).put("指标数据!F2", 97.5)), lowered="E316"),
    Fault("核验表什么也没有改", "a verification form agreed to in every row", "", raw(verified, "核验.xlsx")),
    Fault("核定值超出范围", "a verified value outside the range", "E302",
          changed(put("R1", 135, VERIFIED), of=verified, name="核验.xlsx")),
]  # fmt: skip


def form(unit: str, *changes: Change, name: str = "", day: str | None = None) -> Make:
    """The form of a unit in the round."""
    dated: tuple[Callable[..., object], ...] = (on_cover(layout.FILLED_ON, day),) if day else ()
    return changed(*changes, *dated, of=partial(filled, unit), name=name or f"{unit}.xlsx")


ROUND = [
    Fault("两个单位都报了", "both units have sent", "", both(form(HERE), form(THERE)), "round"),
    Fault("有一个单位没有报", "a unit has not sent", "E601", form(HERE), "round"),
    Fault("报了两份，填报日期有先后", "sent twice, and the dates tell which counts", "E602",
          both(form(THERE), form(HERE, day="2020-01-10"),
               form(HERE, put("C1", 4), name="甲区改.xlsx", day="2020年1月15日")), "round"),
    Fault("报了两份，分不出先后", "sent twice, and no date tells which counts", "E603",
          both(form(THERE), form(HERE), form(HERE, put("C1", 4), name="甲区改.xlsx")), "round"),
    Fault("同一份报了两次", "the same form sent twice", "E605",
          both(form(THERE), form(HERE), form(HERE, name="副本.xlsx")), "round"),
    Fault("两地共用的数报得不一样", "a figure that two units share, told differently", "E604",
          both(form(HERE), form(THERE, put("B1", 85, unit=THERE))), "round"),
    Fault("有一份是上一年度的表", "one form is of the year before", "E214",
          both(form(HERE), changed(of=partial(filled, THERE, 2018), name="乙县.xlsx")), "round"),
    Fault("有一份的填报单位空着，凭生成时的记录认出", "the sender of one is left empty: known by what the form carries", "E212",
          both(form(HERE, on_cover("填报单位", None)), form(THERE)), "round"),
    Fault("有一份的填报单位写错，凭各行的单位认出", "the sender of one is misspelt: known by the unit of its rows", "E212",
          both(form(HERE, on_cover("填报单位", "某局"), renamed({layout.IDENTITY.sender: ""})), form(THERE)), "round"),
]  # fmt: skip
