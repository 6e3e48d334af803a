"""What is well written and does not fit together; cases; and files that are not what they are taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scheme.mistake import P01, ROOT, Mistake, case, grade_a, letter, m01, p01, swap, w01

from loudi_qa.scheme.cases import CASES
from loudi_qa.scheme.load import RESPONSIBILITIES

if TYPE_CHECKING:
    from collections.abc import Callable


def without(first: str, following: str) -> Callable[[str], str]:
    """Take away everything from one run of text to before another."""
    return lambda text: text[: text.index(first)] + text[text.index(following) :]


RULE = "{kind: reach, at_least: 97, short: {zero_at: 92}}"
COPY = P01.replace("P01-2020", "P01-2021")

SENSE = [
    Mistake("复制一项指标，编号没有改", "an indicator copied with its id", swap(P01, P01 + P01), told=2, at="{id: P01-2020"),
    Mistake("复制一项指标，编号改了", "an indicator copied with a new id", swap(P01, P01 + COPY), told=2, at="id: product, name"),
    Mistake("指标贴到了填报项里", "an indicator among the measures", m01("- id: P01\n", COPY + "- id: P01\n")),
    Mistake("指标贴到了加减分里", "an indicator among the extras", swap("\nextras:\n", "\nextras:\n" + COPY), at="P01-2021"),
    Mistake("删了 groups: 这一行", "the line groups: deleted", swap("groups:                    # 100 points\n", ""), told=2),
    Mistake("只改了一项的分值", "points of one indicator changed", p01("points: 3", "points: 4"), at="id: product, name"),
    Mistake(
        "只改了一组的分值",
        "points of one group changed",
        swap("Product quality}, points: 20", "Product quality}, points: 22"),
        told=2,
    ),
    Mistake("漏了一组的分值", "points of a group left out", swap("Product quality}, points: 20", "Product quality}")),
    Mistake("分值有三位小数", "points with three digits", p01("points: 3,", "points: 3.125,"), told=2),
    Mistake(
        "删了填报项，指标还在",
        "a measure deleted, its indicator left",
        without("- id: P03\n", "- id: P04\n"),
        told=2,
        at="measure: P03",
    ),
    Mistake(
        "删了指标，填报项还在",
        "an indicator deleted, its measure left",
        without("- {id: P03-2020", "- {id: P04-2020"),
        told=3,
        at="id: P03",
    ),
    Mistake("改了填报项的编号，别处没有改", "a measure's id changed in one place", m01("id: P01", "id: P51"), told=4),
    Mistake(
        "改了指标的编号，别处没有改",
        "an indicator's id changed in one place",
        p01("id: P01-2020", "id: P01-2025"),
        told=2,
        at="duties:",
    ),
    Mistake(
        "新填报项没有指标",
        "a new measure without an indicator",
        m01("- id", "- {id: P99, name: 新, answers: [有, 无], count: 有没有}\n- id"),
        told=2,
    ),
    Mistake("指标组写错", "a group misspelt", p01("group: product", "group: prodcut")),
    Mistake("填报项编号写成小写", "a measure in small letters", p01("measure: P01", "measure: p01")),
    Mistake("改了答案，没有改 levels", "answers changed, levels not", w01("推进中", "进行中")),
    Mistake("zero_at 比目标高", "zero_at above the target", p01("92", "98")),
    Mistake("at_least 写成 at_most", "at_most for at_least", p01("reach, at_least", "reach, at_most")),
    Mistake(
        "at_least 和 at_most 都写了", "both at_least and at_most", p01("reach, at_least: 97", "reach, at_least: 97, at_most: 100")
    ),
    Mistake("只改了规则的目标", "the target changed, city not", p01("reach, at_least: 97", "reach, at_least: 98")),
    Mistake(
        "目标多了一个 0",
        "a target out of range",
        p01("city: {at_least: 97, by: 2020}, rule: {kind: reach, at_least: 97", "rule: {kind: reach, at_least: 970"),
    ),
    Mistake("分档从低到高", "bands from low to high", p01(RULE, "{kind: bands, bands: [[90, 1], [95, 2], [97, 3]]}")),
    Mistake("分档重叠", "bands that overlap", p01(RULE, "{kind: bands, bands: [[97, 3], [95, 2], [95, 1]]}")),
    Mistake("最高一档不是满分", "the highest band is not all", p01(RULE, "{kind: bands, bands: [[97, 2.5], [95, 2]]}")),
    Mistake("分档少了一层方括号", "bands without their outer brackets", p01(RULE, "{kind: bands, bands: [97, 3], [95, 2]}")),
    Mistake("只有一档，少了一层方括号", "one band without the outer brackets", p01(RULE, "{kind: bands, bands: [97, 3]}")),
    Mistake("分档写成 90-95", "a band as 90-95", p01(RULE, "{kind: bands, bands: [[97, 3], [90-95, 2]]}")),
    Mistake("依据为原文，没有条款", "basis text without a clause", p01("clause: 一·产品质量, ", "")),
    Mistake(
        "删了最后一级",
        "the last grade deleted",
        swap("- {grade: D, at_least: 0, name: {zh: 不合格, en: Fail}}\n", ""),
        told=3,
        at="grade: C",
    ),
    Mistake("两级的界限相同", "two grades with one bound", swap("grade: B, at_least: 80", "grade: B, at_least: 90")),
    Mistake("等级的界限没有从高到低", "grades not from high to low", grade_a("90", "60"), at="grade: B"),
    Mistake("等级重名", "a grade twice", swap("grade: B, at_least: 80", "grade: A, at_least: 80")),
    Mistake(
        "改了等级的编号，别处没有改", "a grade renamed in one place", swap("grade: D, at", "grade: E, at"), told=2, at="grade: D"
    ),
    Mistake(
        "改了 scheme，责任文件没有改",
        "scheme changed in one file",
        swap("scheme: loudi-quality", "scheme: loudi-quality-2020"),
        at="scheme:",
    ),
    Mistake(
        "部门写错一处", "a department misspelt", swap("- {department: 市科技局,", "- {department: 市科学局,"), RESPONSIBILITIES
    ),
    Mistake(
        "名单里的部门改了名",
        "a department renamed in the list",
        swap("- {name: {zh: 市科技局,", "- {name: {zh: 市科技和信息化局,"),
        RESPONSIBILITIES,
        at="市科技局",
    ),
    Mistake(
        "承接部门不在名单里",
        "a successor that is not listed",
        swap("{name: 市应急管理局, from", "{name: 市防灾减灾局, from"),
        RESPONSIBILITIES,
    ),
    Mistake(
        "新单位没有写组",
        "a new unit without a group",
        swap("# Departments under", "- {name: 新设区, leaders: 领导班子}\n# Departments under"),
        RESPONSIBILITIES,
    ),
    Mistake(
        "单位的组写错",
        "a unit's group misspelt",
        swap("娄底市涟源市], group: county_town", "娄底市涟源市], group: countytown"),
        RESPONSIBILITIES,
    ),
    Mistake(
        "单位的组写成名称",
        "a unit's group by its name",
        swap("娄底市涟源市], group: county_town", "娄底市涟源市], group: 县城组"),
        RESPONSIBILITIES,
    ),
    Mistake(
        "别名和别的单位重复", "an alias of another unit", swap("aliases: [双峰, ", "aliases: [双峰, 涟源, "), RESPONSIBILITIES
    ),
    Mistake(
        "一项测量归两个部门核定",
        "a measure verified by two",
        swap("市食药监局, measures: [P03]}", "市食药监局, measures: [P03, P04]}"),
        RESPONSIBILITIES,
        at="P04, P06",
    ),
    Mistake(
        "删了一个核验部门",
        "a verifying department deleted",
        swap("- {department: 市科技局, measures: [T04, T05]}\n", ""),
        RESPONSIBILITIES,
        told=2,
        at="owners:",
    ),
    Mistake("后果里写等级的名称", "a grade by its name", swap("when: {grade: [A]}", "when: {grade: [优秀]}"), RESPONSIBILITIES),
    Mistake(
        "后果里的等级没有方括号", "a grade without brackets", swap("when: {grade: [A]}", "when: {grade: A}"), RESPONSIBILITIES
    ),
    Mistake("后果的条件写成一句话", "a condition as a sentence", swap("when: {grade: [A]}", "when: 评为A级"), RESPONSIBILITIES),
    Mistake("期限写了两种", "two times allowed", letter("{months: 4}", "{months: 4, working_days: 10}"), RESPONSIBILITIES),
]

TRIED = [
    Mistake("案例的指标编号写错", "an indicator misspelt", case("P01-2020", "P1-2020"), CASES),
    Mistake("案例的单位写错", "a unit misspelt", swap("    新化县: {base: targets}\n", "    新华县: {base: targets}\n"), CASES),
    Mistake("状态拼错", "a state misspelt", case("expect: 3", "expect: mising"), CASES),
    Mistake("状态写成 未填", "a state in Chinese", case("expect: 3", "expect: 未填"), CASES),
    Mistake("得分写成 3分", "points as 3分", case("expect: 3", "expect: 3分"), CASES),
    Mistake("键写成 预期", "a key in Chinese", case("expect: 3", "预期: 3"), CASES),
    Mistake("值后有百分号", "a value with a percent sign", case("98}", "98%}"), CASES, told=0),
    Mistake("没有写 value", "a value without its key", case("{value: 98}", "98"), CASES),
    Mistake(
        "复制一个案例，名称没有改",
        "a case copied with its name",
        lambda text: text.replace("农产品检测正好 97% 算达到", "农产品检测 98% 超过 97%"),
        CASES,
    ),
    Mistake("名称里有半角逗号", "a name with a plain comma", case(" 超过", ", 超过"), CASES),
    Mistake(
        "等级写成名称",
        "a grade by its name",
        swap("    涟源市: {total: 93.38, grade: A,", "    涟源市: {total: 93.38, grade: 优秀,"),
        CASES,
    ),
]

WHOLE = [
    Mistake("空文件", "an empty file", lambda _: ""),
    Mistake("只有注释", "nothing but comments", lambda _: "# 还没有写\n"),
    Mistake("只有一句话", "one sentence", lambda _: "见附件\n"),
    Mistake("存成了 ANSI（GBK）", "saved as GBK", lambda text: text.encode("gb18030"), at="# anchor"),
    Mistake("存成了 Unicode（UTF-16）", "saved as UTF-16", lambda text: b"\xff\xfe" + text.encode("utf-16-le")),
    Mistake("存成了带 BOM 的 UTF-8", "saved as UTF-8 with a mark", lambda text: text.encode("utf-8-sig"), told=0),
    Mistake("给成了责任文件", "the responsibilities given", lambda _: (ROOT / RESPONSIBILITIES).read_bytes()),
    Mistake("给成了案例", "the cases given", lambda _: (ROOT / CASES).read_bytes()),
    Mistake("给成了 Excel 工作簿", "a workbook given", lambda _: (ROOT / "samples" / "2019.xlsx").read_bytes()),
    Mistake("给成了旧版 Word 文件", "an old Word file given", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
    Mistake("给成了 PDF", "a PDF given", lambda _: b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"),
]
