"""Pages on E301 to E312: what stands in a cell."""

from __future__ import annotations

from loudi_qa.catalogue.page import Page
from loudi_qa.words import Words

VALUES: dict[str, Page] = {
    "E301": Page(
        why=Words(
            "计分要的是一个确定的数。“约97”“97以上”“三十一”可以有好几种理解，程序不替您猜，这一项先待定。",
            "Scoring needs one definite number. 约97 (about 97), 97以上 (97 or more) or 三十一 may mean several things; "
            "the program does not guess, and the value stays open.",
        ),
        wrong=Words("填报值：约97", "填报值: 约97"),
        right=Words("填报值：97.2", "填报值: 97.2"),
    ),
    "E302": Page(
        why=Words(
            "规则给每个指标定了最小值和最大值。超出的多半是漏了小数点、多打了一位，或者正负号错了；这样的数不参加计分。",
            "The rules give each measure a least and a greatest value. A number outside usually has lost its decimal "
            "point, has a digit too many or a wrong sign; it is not scored.",
        ),
        wrong=Words("合格率：975", "pass rate: 975"),
        right=Words("合格率：97.5", "pass rate: 97.5"),
    ),
    "E303": Page(
        why=Words(
            "格子里的公式算不出结果：除以了零、引用的格子被删掉、找不到要查的内容。错误值不是数，也不能当作零。",
            "The formula in the cell has no result: it divides by zero, what it refers to was deleted, or what it looks "
            "up is not there. An error is no number, and not zero either.",
        ),
        wrong=Words("填报值：#DIV/0!", "填报值: #DIV/0!"),
        right=Words("填报值：92.46", "填报值: 92.46"),
    ),
    "E304": Page(
        why=Words(
            "程序不计算公式，只读文件里存下的结果，而这里没有存。用程序生成、还没有在 Excel 或 WPS 里保存过的表常常这样。",
            "The program runs no formulas; it reads the results stored in the file, and here none is stored. That is "
            "common in files made by a program and never saved by Excel or WPS.",
        ),
        wrong=Words(
            "填报值是公式 =F5/G5*100，文件里没有它的结果", "填报值 is the formula =F5/G5*100, and its result is not in the file"
        ),
        right=Words(
            "用 Excel 或 WPS 打开，保存一次，结果就在文件里了", "opened in Excel or WPS and saved once: the result is in the file"
        ),
    ),
    "E305": Page(
        why=Words(
            "这一项是选择题，每个答案对应一个得分比例。写成别的话，就不知道该按哪个答案算。",
            "This is a choice, and each answer has its share of the points. With other words no one can say which answer "
            "is meant.",
        ),
        wrong=Words("填报值：差不多了", "填报值: 差不多了"),
        right=Words("填报值：已完成、推进中、未开展 之一", "填报值: one of 已完成, 推进中, 未开展"),
    ),
    "E306": Page(
        why=Words(
            "不适用的指标不计分，会影响其他指标的分量，所以只认规则为这个指标列出的原因。没有列出原因的指标，必须填写。",
            "A measure that does not apply is not scored, which gives others more weight; so only the reasons that the "
            "rules list for it will do. A measure without listed reasons must be filled in.",
        ),
        wrong=Words("不适用原因：数据不好统计", "不适用原因: 数据不好统计 (hard to count)"),
        right=Words("不适用原因：无进出口业务", "不适用原因: 无进出口业务 (no foreign trade)"),
    ),
    "E307": Page(
        why=Words(
            "Excel 会把“3-5”“1/2”这样的输入自动变成日期，把 TRUE、FALSE 当作逻辑值。它们存的都不是要填的数。",
            "Excel turns what is typed as 3-5 or 1/2 into a date, and takes TRUE and FALSE for truth values. Neither "
            "holds the number asked for.",
        ),
        wrong=Words("输入 3-5，存成了日期 2019-03-05", "3-5 was typed and became the date 2019-03-05"),
        right=Words("单元格格式改为“常规”，填一个数：4", "the cell's format is General, and it holds one number: 4"),
    ),
    "E308": Page(
        why=Words(
            "这一项数的是个数，不会有半个。出现小数，多半是填错了行，或者填成了平均数、比率。",
            "This is a count, and there are no halves. A fraction usually stands in the wrong row, or is an average or a rate.",
        ),
        wrong=Words("填报值：2.5", "填报值: 2.5"),
        right=Words("填报值：2", "填报值: 2"),
    ),
    "E309": Page(
        why=Words(
            "计量单位是 % 的，97.5% 要填 97.5。普通格式的单元格里填 0.975，很可能是漏乘了 100；但真有不到 1% 的情况，"
            "所以只问一句，不替您改。填了分子、分母的，由它们说了算，对不上的是 E316。",
            "For a measure in %, 97.5 % is written 97.5. A plain 0.975 was probably not multiplied by 100; but rates "
            "below 1 % do exist, so it is questioned and not changed. "
            "Where the counts are given they decide, and E316 tells what they contradict.",
        ),
        wrong=Words("填报值：0.975", "填报值: 0.975"),
        right=Words("填报值：97.5", "填报值: 97.5"),
    ),
    "E310": Page(
        why=Words(
            "写法不规范、意思很清楚的，程序照规则读，并记下原样、读法和所用的规则，方便您核对。公式带出的超过十位的小数，"
            "也照规则取十位。",
            "What is written unusually but is perfectly clear is read by a rule, and what stood there, what it was read "
            "as and the rule are kept for you to check. A formula's noise beyond ten decimals is rounded by rule as well.",
        ),
        wrong=Words("填报值：９７．５（全角数字）", "填报值: ９７．５ (full-width digits)"),
        right=Words("填报值：97.5", "填报值: 97.5"),
    ),
    "E311": Page(
        why=Words(
            "既填了数，又说不适用，两句话不能同时成立。程序不替您选，这一项待定；已有核定值的，以核定值为准。",
            "A value says that the measure applies, a reason says that it does not. The program does not choose: the "
            "value stays open, unless a 核定值 has settled it.",
        ),
        wrong=Words("填报值 97.5，不适用原因“无进出口业务”", "填报值 97.5, 不适用原因 无进出口业务"),
        right=Words("填报值 97.5，不适用原因空着", "填报值 97.5, 不适用原因 empty"),
    ),
    "E312": Page(
        why=Words(
            "分子是分母里的一部分，不会比分母大，也不会是负数；分母是零就没有比率可算。这样的分子、分母不能用来算全市的比率。",
            "The numerator is part of the denominator: never above it, never negative; and over zero there is no rate. "
            "Such counts cannot go into the rate of the city.",
        ),
        wrong=Words("分子 345，分母 319（填反了）", "分子 345, 分母 319 (the wrong way round)"),
        right=Words("分子 319，分母 345", "分子 319, 分母 345"),
    ),
}
