"""Pages on E4 and E5: what a value is held against, and the result."""

from __future__ import annotations

from loudi_qa.catalogue.page import Page
from loudi_qa.words import Words

RESULT: dict[str, Page] = {
    "E401": Page(
        why=Words(
            "有的指标要同全省平均比。单位报了数，全省平均却没有，就没有东西可比：不能算达到，也不能算没达到，只好待定。",
            "Some indicators are held against the provincial average. A unit gave a value and there is nothing to hold "
            "it against: neither reached nor missed, it stays open.",
        ),
        wrong=Words("“全省平均”表里没有 P04 县城组的行", "no row of P04 for 县城组 in 全省平均"),
        right=Words(
            "“全省平均”表：P04，县城组，95.2，并写明统计口径和来源", "in 全省平均: P04, 县城组, 95.2, with its 统计口径 and 来源"
        ),
    ),
    "E402": Page(
        why=Words(
            "这个指标要同上年比。上年的数没有，就说不出是进步还是退步，这一项待定。",
            "This indicator is held against last year. Without last year's number no one can say whether it rose or "
            "fell, and it stays open.",
        ),
        wrong=Words("“上年数据”表里没有双峰县的这个指标", "the measure of 双峰县 is not in 上年数据"),
        right=Words("“上年数据”表补上一行：单位、编号、上年值", "a row in 上年数据: 单位, 编号, 上年值"),
    ),
    "E403": Page(
        why=Words(
            "目标是分年写的，偏偏没有这一年。程序不沿用上一年的目标，也不取两年的中间数，这一年的目标要由规则写明。",
            "The target is given year by year, and this year is not among them. Nothing is carried over and nothing put "
            "between: the rules have to say it.",
        ),
        wrong=Words(
            "at_least 只写了 2018 年 80、2020 年 83，考核的是 2019 年",
            "at_least gives 80 for 2018 and 83 for 2020, while 2019 is assessed",
        ),
        right=Words("at_least 再写上 2019 年 82", "at_least gives 82 for 2019 as well"),
    ),
    "E404": Page(
        why=Words(
            "同一指标、同一适用组只能有一行全省平均。两行数不同时，相关的得分都待定；两行相同的，也请删去一行。",
            "There is one average for each measure and benchmark group. Where two differ, what is held against them "
            "stays open; where they agree, one should still go.",
        ),
        wrong=Words("P04 城区组有两行：95.2 和 96.1", "P04 has two rows for 城区组: 95.2 and 96.1"),
        right=Words("P04 城区组只有一行，口径与单位数据相同", "P04 has one row for 城区组, in the same scope as the units' data"),
    ),
    "E405": Page(
        why=Words(
            "口径相同的数才能比。不写统计口径和来源，计分照常，但谁也没法复核比得对不对。",
            "Only figures of the same scope can be compared. Scoring goes on without scope and source, but no one can "
            "check whether it was right.",
        ),
        wrong=Words("全省平均 95.2，来源空着", "全省平均 95.2, 来源 empty"),
        right=Words(
            "来源写公布它的文件，统计口径写数的是什么", "来源 names the document that published it, 统计口径 what is counted"
        ),
    ),
    "E406": Page(
        why=Words(
            "适用组决定这个平均数拿来同哪些单位比。组名认不出来，这一行就用不上。",
            "The benchmark group says which units the average is held against. While its name is not known the row "
            "cannot be used.",
        ),
        wrong=Words("适用组：县市组", "适用组: 县市组"),
        right=Words("适用组：县城组", "适用组: 县城组"),
    ),
    "E407": Page(
        why=Words(
            "事件类别决定怎样否决，名称要和 indicators.yaml 里 vetoes 的一致。认不出来，就说不准这个单位是否被否决，"
            "它的等级和位次待定。",
            "The kind decides on the veto; it must be the name of one of the vetoes in indicators.yaml. While it is not "
            "known no one can say whether the unit is barred, and its grade and rank stay open.",
        ),
        wrong=Words("类别：质量事故", "类别: 质量事故"),
        right=Words("类别：重特大质量安全事故", "类别: 重特大质量安全事故"),
    ),
    "E408": Page(
        why=Words(
            "目标、平均值、上年值和加减分的数量，都必须是不小于 0 的数。看不出是多少的，不能当作没有，也不能当作零，"
            "所以相关的结果待定。",
            "Quotas, averages, values of last year and quantities are numbers from 0 up. One that cannot be read is "
            "neither nothing nor zero, so what rests on it stays open.",
        ),
        wrong=Words("年度目标：三", "年度目标: 三"),
        right=Words("年度目标：3", "年度目标: 3"),
    ),
    "E409": Page(
        why=Words(
            "“质量安全事件”里的每一行都会引起否决，日期在别的年度的也一样，所以请您核对。",
            "Every row of 质量安全事件 leads to a veto, one dated in another year included; hence the question.",
        ),
        wrong=Words("日期 2018-11-03，考核年度 2019", "日期 2018-11-03, 考核年度 2019"),
        right=Words(
            "日期确是 2019-11-03；属于 2018 年的，删去这一行", "日期 2019-11-03; or the row is deleted, if it belongs to 2018"
        ),
    ),
    "E410": Page(
        why=Words(
            "靠分解目标考核的数量指标，没有分到目标的单位按不适用处理。一个目标也没有填，这些分值就都转给别的指标了，"
            "多半是这张表还没有填。",
            "A count that is held against a quota does not apply to a unit without one. Without a single quota all those points "
            "move elsewhere; most likely the sheet is still to be filled in.",
        ),
        wrong=Words("“年度目标”一列全空", "年度目标 empty in every row"),
        right=Words("双峰县 T08 年度目标 240", "双峰县 T08: 240"),
    ),
    "E501": Page(
        why=Words(
            "不适用的分值会转给同组的其他指标，但规则给转多少定了上限。超过的部分不再计入，这个单位的满分就变少了。"
            "往往是目标没有分解齐，或者不适用写得太多。",
            "Points of what does not apply move to the rest of their group, up to a share that the rules set. What is "
            "beyond is lost, and the unit can reach less. Often quotas are missing, or too much is called not applicable.",
        ),
        wrong=Words(
            "一组 13 分，9 分不适用，最多转 6.5 分，满分按 10.5 分计",
            "of 13 points 9 do not apply and 6.5 may move: the group counts 10.5",
        ),
        right=Words(
            "补齐目标分解，核对原因，不适用的不超过 6.5 分",
            "quotas complete and reasons checked: no more than 6.5 points do not apply",
        ),
    ),
    "E502": Page(
        why=Words(
            "总分离上一等级很近，一个填错的数就可能改变等级。这里只是提醒，不改变结果；差多少才提醒，由规则的 near_bound 定。",
            "The total lies so close to the next grade that one wrong figure could change it. This is a reminder and "
            "changes nothing; how close it must be is near_bound in the rules.",
        ),
        wrong=Words("总分 89.75，A 级的下限是 90", "a total of 89.75, while grade A begins at 90"),
        right=Words("公布前把这个单位的数据再核对一次", "the data of this unit are checked once more before publishing"),
    ),
    "E503": Page(
        why=Words(
            "有的后果要连续两年才会发生。没有上一年度的工作簿，这类后果就没有判断，其他后果照常列出。",
            "Some consequences follow only from two years in a row. Without last year's workbook these were not "
            "examined; all others are listed.",
        ),
        wrong=Words("loudi-qa score 2019.xlsx", "loudi-qa score 2019.xlsx"),
        right=Words("loudi-qa score 2019.xlsx --previous 2018.xlsx", "loudi-qa score 2019.xlsx --previous 2018.xlsx"),
    ),
    "E504": Page(
        why=Words(
            "上一年度的工作簿里，这个单位有待定的内容，所以没有等级，“连续两年”无从判断。",
            "In last year's workbook something about this unit is open, so it has no grade there, and repeated failure "
            "cannot be examined.",
        ),
        wrong=Words("2018.xlsx 里没有万宝新区的数据", "no data of 万宝新区 in 2018.xlsx"),
        right=Words("改好 2018.xlsx，再运行一次", "2018.xlsx is mended and the command run again"),
    ),
}
