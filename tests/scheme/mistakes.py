"""What an official may do to the shipped rules with a plain editor: each change, made to a copy of a whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

INDICATORS, RESPONSIBILITIES, CASES = "indicators.yaml", "responsibilities.yaml", "cases.yaml"


class Mistake(NamedTuple):
    """One slip: what was done, to which file, where it must be told and how many sentences that takes."""

    zh: str
    en: str
    made: Callable[[str], str | bytes]
    at: str
    """A part of the line that must be named, after the change; empty where the whole file is meant (line 1)."""
    file: str = INDICATORS
    told: int = 1


def swap(was: str, now: str) -> Callable[[str], str]:
    """A change of one place."""

    def made(text: str) -> str:
        assert text.count(was) == 1, f"{text.count(was)} times in the file: {was}"
        return text.replace(was, now)

    return made


def both(*changes: Callable[[str], str]) -> Callable[[str], str]:
    """Several changes, one after another."""

    def made(text: str) -> str:
        for change in changes:
            text = change(text)
        return text

    return made


_P01 = "- {id: P01-2020, group: product, measure: P01, points: 3, clause: 一·产品质量, anchor: 检测合格率稳定在97%以上, basis: text,\n"
_P01_RULE = "   city: {at_least: 97, by: 2020}, rule: {kind: reach, at_least: 97, short: {zero_at: 92}}}\n"
_P01_PLAIN = """- id: P01
  name: {zh: 主要食用农产品质量安全检测合格率, en: Pass rate of safety tests on staple farm products}
  unit: "%"
  range: [0, 100]
"""
_W01 = "   rule: {kind: levels, levels: {已完成: 1, 推进中: 0.5, 未开展: 0}}}\n- {id: W02-duty"
_GRADES = "- {grade: A, at_least: 90, name: {zh: 优秀, en: Excellent}}\n"


def p01(was: str, now: str) -> Callable[[str], str]:
    """A change of the indicator P01-2020."""
    whole = _P01 + _P01_RULE
    assert whole.count(was) == 1, was
    return swap(whole, whole.replace(was, now))


def m01(was: str, now: str) -> Callable[[str], str]:
    """A change of the measure P01."""
    assert _P01_PLAIN.count(was) == 1, was
    return swap(_P01_PLAIN, _P01_PLAIN.replace(was, now))


def w01(was: str, now: str) -> Callable[[str], str]:
    """A change of the rule of W01-duty."""
    assert _W01.count(was) == 1, was
    return swap(_W01, _W01.replace(was, now))


PUNCTUATION = [
    Mistake("冒号打成全角：near_bound：0.5", "a full-width colon after a key", swap("near_bound: 0.5  ", "near_bound：0.5  "), "near_bound："),
    Mistake("花括号里的冒号打成全角", "a full-width colon in braces", p01("points: 3", "points：3"), "points：3"),
    Mistake("花括号里的逗号打成全角", "a full-width comma in braces", p01("points: 3, clause", "points: 3，clause"), "points: 3，"),
    Mistake("数字后的逗号打成全角，末尾", "a full-width comma at the end of a line", p01("basis: text,", "basis: text，"), "basis: text，"),
    Mistake("花括号打成全角", "full-width braces", p01("city: {at_least: 97, by: 2020}", "city: ｛at_least: 97, by: 2020｝"), "｛at_least"),
    Mistake("只有左花括号是全角", "only the opening brace is full-width", p01("city: {at", "city: ｛at"), "｛at"),
    Mistake("只有右花括号是全角", "only the closing brace is full-width", p01("by: 2020}", "by: 2020｝"), "2020｝"),
    Mistake("方括号打成【】", "full-width brackets", m01("[0, 100]", "【0, 100】"), "【0"),
    Mistake("列表里的逗号打成全角", "a full-width comma in a list", m01("[0, 100]", "[0，100]"), "[0，100]"),
    Mistake("引号打成“ ”：edition: “2020”", "curly quotes", swap('edition: "2019"', "edition: “2020”"), "edition"),
    Mistake("列表的方括号打成全角［］", "full-width square brackets", w01("x", "x") if False else swap("- {department: 市食药监局, measures: [P03]}", "- {department: 市食药监局, measures: ［P03］}"), "［P03］", RESPONSIBILITIES),
    Mistake("列表用顿号隔开：[甲、乙]", "a list divided by 、", swap("aliases: [娄星, 娄星区人民政府, 娄星区政府, 娄底市娄星区]", "aliases: 娄星、娄星区人民政府、娄星区政府"), "aliases: 娄星、", RESPONSIBILITIES),
    Mistake("方括号里用顿号隔开编号", "ids in brackets divided by 、", swap("measures: [S03, B14, B15, B16]", "measures: [S03、B14、B15、B16]"), "S03、", RESPONSIBILITIES),
    Mistake("全角数字：points: ３", "full-width digits", p01("points: 3", "points: ３"), "points: ３"),
    Mistake("全角减号/破折号：range: [—5, 100]", "a dash for a minus", m01("[0, 100]", "[—5, 100]"), "[—5"),
    Mistake("编号里的短横打成破折号：P01—2020", "a dash in an id", p01("id: P01-2020", "id: P01—2020"), "P01—2020"),
    Mistake("小数点打成句号：97。5", "a Chinese full stop for a decimal point", p01("rule: {kind: reach, at_least: 97,", "rule: {kind: reach, at_least: 97。5,"), "97。5"),
    Mistake("全角空格缩进", "an ideographic space as indent", m01('  unit: "%"', '\u3000unit: "%"'), "unit"),
    Mistake("冒号后面夹了全角空格", "an ideographic space after a colon", m01("range: [0", "range:\u3000[0"), "range"),
]

LAYOUT = [
    Mistake("用 Tab 缩进", "a tab for the indent", m01('  unit: "%"', '\tunit: "%"'), "unit"),
    Mistake("花括号里的下一行用 Tab 缩进（可以）", "a tab before the second line of braces", p01("   city: {", "\tcity: {"), "city", told=0),
    Mistake("少缩进一格", "a space too few", m01('  unit: "%"', ' unit: "%"'), "unit"),
    Mistake("多缩进一格", "a space too many", m01('  unit: "%"', '   unit: "%"'), "unit"),
    Mistake("没有缩进", "no indent", m01('  unit: "%"', 'unit: "%"'), "unit"),
    Mistake("短横前多一格", "a space before the dash of an entry", m01("- id: P01\n  name", " - id: P01\n  name"), "- id: P01"),
    Mistake("短横后没有空格：-{id", "no space after the dash", p01("- {id", "-{id"), "-{id"),
    Mistake("漏了短横", "an entry without its dash", p01("- {id", "  {id"), "{id: P01-2020"),
    Mistake("冒号后没有空格：points:3", "no space after a colon in braces", p01("points: 3", "points:3"), "points:3"),
    Mistake("冒号后没有空格：near_bound:0.5", "no space after a colon", swap("near_bound: 0.5  ", "near_bound:0.5  "), "near_bound:"),
    Mistake("漏了右花括号", "a closing brace left out", p01("{zero_at: 92}}}", "{zero_at: 92}}"), "{id: P01-2020"),
    Mistake("漏了里层的右花括号", "an inner brace left out", p01("by: 2020},", "by: 2020,"), "by: 2020, rule"),
    Mistake("多了右花括号", "a brace too many", p01("{zero_at: 92}}}", "{zero_at: 92}}}}"), "zero_at"),
    Mistake("漏了右方括号", "a closing bracket left out", m01("[0, 100]", "[0, 100"), "[0, 100"),
    Mistake("漏了逗号：points: 3 clause: …", "a comma left out", p01("points: 3, clause", "points: 3 clause"), "points: 3 clause"),
    Mistake("行末漏了逗号", "a comma left out at the end of a line", p01("basis: text,", "basis: text"), "basis: text"),
    Mistake("漏了右引号", "a closing quote left out", swap('edition: "2019"', 'edition: "2020'), "edition"),
    Mistake("单独一个短横", "a lone dash", swap("grades:\n- {grade: A", "grades:\n-\n- {grade: A"), "-"),
    Mistake("单独一个逗号：{a: 1,, b: 2}", "a comma twice", p01("points: 3, clause", "points: 3,, clause"), "points: 3,,"),
    Mistake("合并冲突的标记 <<<<<<<", "marks of a merge", swap("near_bound: 0.5  ", "<<<<<<< 我的\nnear_bound: 1\n=======\nnear_bound: 0.5\n>>>>>>> 他的\n#"), "<<<<<<<"),
    Mistake("文字里有冒号：注: 见附件", "text with a colon and a space", swap("zh: 自2017年10月文件印发至考核年末累计新获的市长质量奖项数，不含提名奖。", "zh: 自2017年10月起累计. 注: 不含提名奖"), "注: "),
    Mistake("花括号文字里有冒号", "text with a colon in braces", swap("zh: 优秀, ", "zh: 优秀: 通报表扬, "), "优秀: "),
    Mistake("花括号文字里有半角逗号", "text with a plain comma in braces", swap("zh: 优秀, ", "zh: 优秀,通报表扬, "), "优秀,"),
    Mistake("英文里的撇号：'Mayor's'", "an apostrophe in single quotes", swap("en: Mayor's quality award}", "en: 'Mayor's quality award'}"), "Mayor's"),
    Mistake("注释前没有空格：0.5#注", "a comment without a space before it", swap("near_bound: 0.5            #", "near_bound: 0.5#"), "0.5#"),
    Mistake("名称里有 # 号", "a # within a name", swap("zh: 优秀, en", "zh: 优秀 #1, en"), "优秀 #1"),
    Mistake("以 * 开头的文字", "text that begins with *", swap("zh: 优秀, en", "zh: *优秀, en"), "*优秀"),
    Mistake("以 % 开头的文字", "text that begins with %", m01('unit: "%"', "unit: %"), "unit"),
    Mistake("以 @ 开头的文字", "text that begins with @", swap("zh: 优秀, en", "zh: @优秀, en"), "@优秀"),
    Mistake("以 “「”开头不相干", "text that begins with a quote and goes on", swap("zh: 优秀, en", 'zh: "优秀"等级, en'), '"优秀"等级'),
    Mistake("两份规则粘在一个文件里", "two schemes in one file", lambda text: text + "---\n" + text, "---"),
    Mistake("两份规则直接相接", "two schemes one after the other", lambda text: text + text, "scheme: loudi-quality", told=16),
    Mistake("整段 Windows 换行（可以）", "Windows line ends", lambda text: text.replace("\n", "\r\n"), "", told=0),
    Mistake("一行一万字", "a line of ten thousand characters", p01("anchor: 检测合格率稳定在97%以上", "anchor: " + "检测" * 5000), "检测检测"),
    Mistake("Word 里粘来的不换行空格", "a no-break space from Word", p01("points: 3", "points:\u00a03"), "points"),
    Mistake("键前多了一个零宽空格", "a zero-width space before a key", p01(" points: 3", " \u200bpoints: 3"), "points"),
]

VALUES = [
    Mistake("数字带百分号：97%", "a number with a percent sign", p01("rule: {kind: reach, at_least: 97", "rule: {kind: reach, at_least: 97%"), "97%"),
    Mistake("city 的数带百分号", "a percent sign in city", p01("city: {at_least: 97", "city: {at_least: 97%"), "97%"),
    Mistake("分值写成 3分", "points with 分", p01("points: 3", "points: 3分"), "3分"),
    Mistake("组分值写成 20分", "group points with 分", swap("points: 20}", "points: 20分}"), "20分"),
    Mistake("等级写成 90分以上", "90分以上", swap("at_least: 90, name", "at_least: 90分以上, name"), "90分"),
    Mistake("中文数字：三", "a Chinese numeral", p01("points: 3", "points: 三"), "三"),
    Mistake("千位逗号：1,500", "a comma in a number", swap("city: {at_least: 1500, by: 2020}", "city: {at_least: 1,500, by: 2020}"), "1,500"),
    Mistake("千位逗号在单独一行的规则里", "a comma in a number outside braces", swap("near_bound: 0.5  ", "near_bound: 1,500  "), "1,500"),
    Mistake("数字加了引号", "a number in quotes", p01("points: 3", 'points: "3"'), '"3"'),
    Mistake("数字写成 ≥97", "≥97", p01("rule: {kind: reach, at_least: 97", "rule: {kind: reach, at_least: ≥97"), "≥97"),
    Mistake("分数写成 1/3", "a fraction", p01("points: 3", "points: 1/3"), "1/3"),
    Mistake("分值是负数", "negative points", p01("points: 3", "points: -3"), "-3"),
    Mistake("分值为空", "points left empty", p01("points: 3", "points: "), "points:"),
    Mistake("日期没有引号", "a date without quotes", swap('date: "2017-10-17"', "date: 2017-10-17"), "date"),
    Mistake("日期写成 2024年3月1日", "a date in Chinese", swap('{name: 市应急管理局, from: "2019-03-01"', "{name: 市应急管理局, from: 2024年3月1日"), "2024年", RESPONSIBILITIES),
    Mistake("日期写成 2024/3/1", "a date with slashes", swap('{name: 市应急管理局, from: "2019-03-01"', '{name: 市应急管理局, from: "2024/3/1"'), "2024/3/1", RESPONSIBILITIES),
    Mistake("日期没有引号（承接部门）", "a successor's date without quotes", swap('{name: 市应急管理局, from: "2019-03-01"', "{name: 市应急管理局, from: 2024-03-01"), "2024-03-01", RESPONSIBILITIES),
    Mistake("2月30日", "a day that is not", swap('{name: 市应急管理局, from: "2019-03-01"', '{name: 市应急管理局, from: "2024-02-30"'), "2024-02-30", RESPONSIBILITIES),
    Mistake("版本没有引号：2020", "an edition without quotes", swap('edition: "2019"', "edition: 2020"), "edition"),
    Mistake("是/否：public: 否", "是 and 否", swap("public: false           # told in the unit's letter only\n  basis: assumed\n  source:\n    zh: 参照各地不达标约谈", "public: 否\n  basis: assumed\n  source:\n    zh: 参照各地不达标约谈"), "public", RESPONSIBILITIES),
    Mistake("public: no", "no for false", swap("public: false           # told in the unit's letter only\n  basis: assumed\n  source:\n    zh: 参照各地不达标约谈", "public: no\n  basis: assumed\n  source:\n    zh: 参照各地不达标约谈"), "public", RESPONSIBILITIES),
    Mistake("yearly: 是", "是 for true", swap("city: {at_least: 10, yearly: true}", "city: {at_least: 10, yearly: 是}"), "yearly"),
    Mistake("等级叫 优/良/N：grade: N", "a grade that YAML reads as a truth value", swap("grade: A, at", "grade: Y, at"), "grade", told=1),
    Mistake("年份写成 2020年", "2020年 for a year", p01("city: {at_least: 97, by: 2020}", "city: {at_least: 97, by: 2020年}"), "2020年"),
    Mistake("年份键带引号", "a year key in quotes", p01("rule: {kind: reach, at_least: 97", 'rule: {kind: reach, at_least: {"2020": 97}'), '"2020"'),
    Mistake("年份键写成 2020年", "a year key with 年", p01("rule: {kind: reach, at_least: 97", "rule: {kind: reach, at_least: {2020年: 97}"), "2020年"),
    Mistake("分值按年写，其中一年写成文字", "points by year, one year in words", p01("points: 3", "points: {2020年: 3, 2021: 3}"), "2020年"),
    Mistake("places: 两位", "places in words", m01("range: [0, 100]", "places: 两位\n  range: [0, 100]"), "两位", told=2),
    Mistake("range 写成 0-100", "a range as 0-100", m01("[0, 100]", "0-100"), "0-100"),
    Mistake("range 写成 0~100%", "a range as 0~100%", m01("[0, 100]", "0~100%"), "0~100%"),
    Mistake("range 写反", "a range upside down", m01("[0, 100]", "[100, 0]"), "[100, 0]"),
    Mistake("目标写成 全省平均", "全省平均 for province", swap("anchor: 客户满意度、旅游服务, basis: text,\n   rule: {kind: reach, at_least: province", "anchor: 客户满意度、旅游服务, basis: text,\n   rule: {kind: reach, at_least: 全省平均"), "全省平均"),
    Mistake("依据写成 原文", "原文 for text", p01("basis: text", "basis: 原文"), "原文"),
    Mistake("计分方式写成中文：kind: 达标", "达标 for reach", p01("kind: reach", "kind: 达标"), "达标"),
    Mistake("kind 大写：Reach", "Reach with a capital", p01("kind: reach", "kind: Reach"), "Reach"),
    Mistake("修约写成 四舍五入", "四舍五入 for half_up", swap("rounding: half_up", "rounding: 四舍五入"), "四舍五入"),
    Mistake("short: 按比例", "按比例 for proportional", swap("rule: {kind: reach, at_least: 1, short: proportional}", "rule: {kind: reach, at_least: 1, short: 按比例}"), "按比例"),
    Mistake("比例写成百分数：at_most: 50", "50 for a share of 0.5", swap("at_most: 0.5}", "at_most: 50}"), "at_most: 50"),
    Mistake("答复得分写成 50%", "50% for 0.5 in levels", w01("推进中: 0.5", "推进中: 50%"), "50%"),
    Mistake("答复得分写成百分数 100、50", "100 and 50 in levels", w01("已完成: 1, 推进中: 0.5", "已完成: 100, 推进中: 50"), "100", told=2),
    Mistake("等级编号用中文：id: 甲", "an id in Chinese", p01("id: P01-2020", "id: 农产品检测"), "农产品检测"),
    Mistake("编号有空格", "an id with a space", p01("id: P01-2020", "id: P01 2020"), "P01 2020"),
    Mistake("months 写成 3个月", "3个月", swap("within: {months: 1}", "within: {months: 1个月}"), "1个月", RESPONSIBILITIES),
    Mistake("within: 1个月", "within without a key", swap("within: {months: 1}", "within: 1个月"), "1个月", RESPONSIBILITIES),
]

KEYS = [
    Mistake("键用中文：分值: 3", "a key in Chinese", p01("points: 3", "分值: 3"), "分值", told=1),
    Mistake("键用中文：指标组", "another key in Chinese", p01("group: product", "指标组: product"), "指标组"),
    Mistake("键首字母大写：Points", "a key with a capital", p01("points: 3", "Points: 3"), "Points"),
    Mistake("键全大写：POINTS", "a key in capitals", p01("points: 3", "POINTS: 3"), "POINTS"),
    Mistake("键拼错：point", "a key misspelt", p01("points: 3", "point: 3"), "point: 3"),
    Mistake("键写成另一个词：score", "a key of another word", p01("points: 3", "score: 3"), "score: 3"),
    Mistake("顶层的键用中文：指标:", "a top key in Chinese", swap("\nindicators:\n", "\n指标:\n"), "指标:"),
    Mistake("名称里 zh 写成 cn", "cn for zh", swap("{zh: 优秀, ", "{cn: 优秀, "), "cn:"),
    Mistake("名称里 zh 写成 中文", "中文 for zh", swap("{zh: 优秀, ", "{中文: 优秀, "), "中文"),
    Mistake("自己加了一个键：备注", "a key of one's own", p01("points: 3,", "points: 3, 备注: 今年调整,"), "备注"),
    Mistake("at_least 写成 at least", "a space for the underscore", p01("rule: {kind: reach, at_least", "rule: {kind: reach, at least"), "at least"),
    Mistake("at_least 写成 at-least", "a dash for the underscore", p01("rule: {kind: reach, at_least", "rule: {kind: reach, at-least"), "at-least"),
    Mistake("写成 target", "target for at_least", p01("rule: {kind: reach, at_least", "rule: {kind: reach, target"), "target"),
    Mistake("key 写了两次", "a key twice", p01("points: 3,", "points: 3, points: 4,"), "points: 3, points"),
    Mistake("漏了 points", "points left out", p01("points: 3, ", ""), "P01-2020"),
    Mistake("漏了 basis", "basis left out", p01("basis: text,", ""), "P01-2020"),
]

SENSE = [
    Mistake("复制一项指标，忘了改编号", "an indicator copied, its id not changed", p01(_P01, _P01 + _P01_RULE + _P01), "P01-2020", told=2),
    Mistake("复制一项指标，改了编号", "an indicator copied with a new id", p01(_P01, _P01 + _P01_RULE + _P01.replace("P01-2020", "P01-2021")), "P01-2021", told=2),
    Mistake("只改了一项的分值", "points of one indicator changed only", p01("points: 3", "points: 4"), "id: product, name"),
    Mistake("只改了一组的分值", "points of one group changed only", swap("en: Product quality}, points: 20", "en: Product quality}, points: 22"), "id: product, name", told=2),
    Mistake("分值写了三位小数", "points with three digits", p01("points: 3,", "points: 3.125,"), "3.125", told=2),
    Mistake("删了测量项，指标还在", "a measure deleted, its indicator left", lambda text: swap(text[text.index("- id: P03\n") : text.index("- id: P04\n")], "")(text), "measure: P03", told=1),
    Mistake("删了指标，测量项还在", "an indicator deleted, its measure left", lambda text: swap(text[text.index("- {id: P03-2020") : text.index("- {id: P04-2020")], "")(text), "- id: P03", told=2),
    Mistake("新测量项没有指标", "a new measure without indicator", m01("- id: P01\n", "- {id: P99, name: 新项, answers: [有, 无], count: 有没有}\n- id: P01\n"), "P99"),
    Mistake("指标组名写错", "a group misspelt", p01("group: product", "group: prodcut"), "prodcut", told=2),
    Mistake("指标组写成中文名", "a group by its name", p01("group: product", "group: 产品质量"), "产品质量", told=2),
    Mistake("测量项编号小写", "a measure in lower case", p01("measure: P01", "measure: p01"), "measure: p01"),
    Mistake("改了测量项的答案，没有改 levels", "answers changed, levels not", swap("name: {zh: 企业首席质量官制度, en: Chief quality officers in firms}, answers: [已完成, 推进中, 未开展]", "name: {zh: 企业首席质量官制度, en: Chief quality officers in firms}, answers: [已完成, 进行中, 未开展]"), "推进中"),
    Mistake("zero_at 比目标高", "zero_at above the target", p01("zero_at: 92", "zero_at: 98"), "zero_at"),
    Mistake("at_least 和 at_most 写反", "at_most for at_least", p01("rule: {kind: reach, at_least", "rule: {kind: reach, at_most"), "at_most"),
    Mistake("两个都写了", "both at_least and at_most", p01("rule: {kind: reach, at_least: 97", "rule: {kind: reach, at_least: 97, at_most: 100"), "at_most"),
    Mistake("只改了规则的目标，没有改 city", "the target changed and not the city's", p01("rule: {kind: reach, at_least: 97", "rule: {kind: reach, at_least: 98"), "at_least: 98"),
    Mistake("目标超出范围", "a target out of range", both(p01("rule: {kind: reach, at_least: 97", "rule: {kind: reach, at_least: 970"), swap("city: {at_least: 97, by: 2020}, rule: {kind: reach, at_least: 970", "city: {at_least: 970, by: 2020}, rule: {kind: reach, at_least: 970")), "970"),
    Mistake("删了最后一级", "the last grade deleted", swap("- {grade: D, at_least: 0, name: {zh: 不合格, en: Fail}}\n", ""), "grade: C", told=4),
    Mistake("等级界限相同", "two grades with one bound", swap("grade: B, at_least: 80", "grade: B, at_least: 90"), "grade: B"),
    Mistake("等级从低到高写", "grades from low to high", swap("grade: A, at_least: 90", "grade: A, at_least: 60"), "grade: B"),
    Mistake("等级重名", "a grade twice", swap("grade: B, at_least: 80", "grade: A, at_least: 80"), "at_least: 80"),
    Mistake("改了等级名称，别处没有改", "a grade renamed in one place", swap("grade: D, at", "grade: E, at"), "grade: D", told=4),
    Mistake("分档从低到高", "bands from low to high", p01("{kind: reach, at_least: 97, short: {zero_at: 92}}", "{kind: bands, bands: [[90, 1], [95, 2], [97, 3]]}"), "[90, 1]"),
    Mistake("分档重叠", "bands that overlap", p01("{kind: reach, at_least: 97, short: {zero_at: 92}}", "{kind: bands, bands: [[97, 3], [95, 2], [95, 1]]}"), "[95, 2]"),
    Mistake("最高一档不是满分", "the highest band is not all points", p01("{kind: reach, at_least: 97, short: {zero_at: 92}}", "{kind: bands, bands: [[97, 2.5], [95, 2]]}"), "2.5"),
    Mistake("分档写成 [90-95, 2]", "a band as 90-95", p01("{kind: reach, at_least: 97, short: {zero_at: 92}}", "{kind: bands, bands: [[97, 3], [90-95, 2]]}"), "90-95"),
    Mistake("依据为原文却没有条款", "no clause although the basis is text", p01("clause: 一·产品质量, ", ""), "P01-2020"),
    Mistake("改了指标编号，责任文件没有改", "an indicator renamed, not in the responsibilities", p01("id: P01-2020", "id: P01-2025"), "P01-2020", told=2),
    Mistake("漏了 scheme", "scheme renamed in one file", swap("scheme: loudi-quality", "scheme: loudi-quality-2020"), "scheme"),
    Mistake("部门只改了一处名字", "a department renamed in one place", swap("- {department: 市科技局,", "- {department: 市科学局,"), "市科学局", RESPONSIBILITIES),
    Mistake("部门在名单里改了名", "a department renamed in the list", swap("- {name: {zh: 市科技局,", "- {name: {zh: 市科技和信息化局,"), "市科技局", RESPONSIBILITIES, told=6),
    Mistake("新单位没有组", "a new unit without a group", swap("# Departments under", "- {name: 新设区, leaders: 领导班子}\n# Departments under"), "新设区", RESPONSIBILITIES),
    Mistake("单位的组写错", "a unit's group misspelt", swap("group: county_town, leaders: {zh: 市委市政府领导班子, en: leaders of the city Party committee and government},\n   addressee: {zh: 涟源市", "group: county-town, leaders: {zh: 市委市政府领导班子, en: leaders of the city Party committee and government},\n   addressee: {zh: 涟源市") if False else swap("娄底市涟源市], group: county_town", "娄底市涟源市], group: countytown"), "countytown", RESPONSIBILITIES),
    Mistake("两个单位同名", "a unit's name used twice", swap("aliases: [双峰, ", "aliases: [双峰, 涟源, "), "双峰", RESPONSIBILITIES),
    Mistake("承接部门不在名单", "a successor not in the list", swap("{name: 市应急管理局, from", "{name: 市应急局, from"), "市应急局", RESPONSIBILITIES),
    Mistake("一项测量项归了两个部门核定", "a measure verified by two", swap("- {department: 市食药监局, measures: [P03]}", "- {department: 市食药监局, measures: [P03, P04]}"), "P04", RESPONSIBILITIES),
    Mistake("删了一个核定部门", "an owner deleted", swap("- {department: 市科技局, measures: [T04, T05]}\n", ""), "owners", RESPONSIBILITIES, told=2),
    Mistake("后果里的等级写成 合格", "a grade by its name in a consequence", swap("when: {grade: [A]}", "when: {grade: [优秀]}"), "优秀", RESPONSIBILITIES),
    Mistake("后果里的等级没有方括号", "a grade without brackets", swap("when: {grade: [A]}", "when: {grade: A}"), "grade: A", RESPONSIBILITIES),
]

TRIED = [
    Mistake("案例的指标编号写错", "a case of a misspelt indicator", swap("农产品检测 98% 超过 97%, indicator: P01-2020", "农产品检测 98% 超过 97%, indicator: P1-2020"), "P1-2020", CASES),
    Mistake("案例的状态写错", "a state misspelt", swap("given: {value: 98.5}, expect: open}\n- {name: 进出口商品不适用，也", "given: {value: 98.5}, expect: opened}\n- {name: 进出口商品不适用，也"), "opened", CASES),
    Mistake("案例的状态写成中文", "a state in Chinese", swap("农产品检测没有填，不是 0 分而是未填, indicator: P01-2020, given: {}, expect: missing", "农产品检测没有填，不是 0 分而是未填, indicator: P01-2020, given: {}, expect: 未填"), "未填}", CASES),
    Mistake("案例的得分写成 3分", "points with 分", swap("农产品检测 98% 超过 97%, indicator: P01-2020, given: {value: 98}, expect: 3}", "农产品检测 98% 超过 97%, indicator: P01-2020, given: {value: 98}, expect: 3分}"), "3分", CASES),
    Mistake("案例的值带百分号", "a value with a percent sign", swap("农产品检测 98% 超过 97%, indicator: P01-2020, given: {value: 98}", "农产品检测 98% 超过 97%, indicator: P01-2020, given: {value: 98%}"), "98%}", CASES, told=0),
    Mistake("复制案例没有改名称", "a case copied, its name not changed", lambda text: text.replace("农产品检测正好 97% 算达到", "农产品检测 98% 超过 97%"), "given: {value: 97}", CASES),
    Mistake("案例的单位写错", "a unit misspelt", swap("    新化县: {base: targets}\n", "    新华县: {base: targets}\n"), "新华县", CASES, told=2),
    Mistake("案例的值没有 value：given: 98", "a bare number given", swap("农产品检测 98% 超过 97%, indicator: P01-2020, given: {value: 98}", "农产品检测 98% 超过 97%, indicator: P01-2020, given: 98"), "given: 98", CASES),
    Mistake("案例的键用中文：预期", "a key in Chinese", swap("given: {value: 98}, expect: 3}\n- {name: 农产品检测正好", "given: {value: 98}, 预期: 3}\n- {name: 农产品检测正好"), "预期", CASES),
    Mistake("案例名称里有半角逗号", "a plain comma in a case's name", swap("name: 农产品检测 98% 超过 97%, indicator", "name: 农产品检测 98%,超过 97%, indicator"), "98%,超过", CASES),
]

WHOLE = [
    Mistake("空文件", "an empty file", lambda _: "", ""),
    Mistake("存成 GBK（ANSI）", "saved as GBK", lambda text: text.encode("gb18030"), "source:", told=1),
    Mistake("存成 UTF-16（Unicode）", "saved as UTF-16", lambda text: text.encode("utf-16"), ""),
    Mistake("存成带 BOM 的 UTF-8（可以）", "saved as UTF-8 with a mark", lambda text: text.encode("utf-8-sig"), "", told=0),
    Mistake("给错文件：责任文件当成指标体系", "responsibilities given for indicators", lambda _: open("responsibilities.yaml", encoding="utf-8").read(), ""),
    Mistake("给错文件：Excel 工作簿", "a workbook given for rules", lambda _: open("samples/2019.xlsx", "rb").read(), ""),
    Mistake("给错文件：Word", "a Word file", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), ""),
    Mistake("给错文件：案例当成指标体系", "cases given for indicators", lambda _: open("cases.yaml", encoding="utf-8").read(), ""),
    Mistake("只有注释", "nothing but comments", lambda text: "# 还没有写\n", ""),
    Mistake("文件里只有一句话", "one sentence", lambda text: "见附件\n", ""),
]

SECTIONS = {
    "标点 / Punctuation": PUNCTUATION,
    "缩进和括号 / Layout": LAYOUT,
    "数值和用词 / Values": VALUES,
    "键 / Keys": KEYS,
    "前后不一致 / Sense": SENSE,
    "案例 / Cases": TRIED,
    "整个文件 / The whole file": WHOLE,
}
