"""Pages on E313 and on: values that can be read and do not make sense."""

from __future__ import annotations

from loudi_qa.catalogue.page import Page
from loudi_qa.words import Words

SENSE: dict[str, Page] = {
    "E313": Page(
        why=Words(
            "真正的百分比格式，存 0.975，显示 97.5%。这一格的百分号只是格式里的一个字，看上去一样，存的数却差一百倍，"
            "所以请您看一眼。",
            "A true percent format stores 0.975 and shows 97.5%. Here the sign is only a letter of the format: it looks "
            "the same, while what is stored is a hundred times as much. Please have a look.",
        ),
        wrong=Words('存的是 97.5，格式是 0.0"%"，显示 97.5%', '97.5 is stored, the format is 0.0"%", it shows 97.5%'),
        right=Words("格式“常规”，填 97.5", "format General, value 97.5"),
    ),
    "E314": Page(
        why=Words(
            "“—”“/”“无”可以是零，可以是不适用，也可以是还没有统计，三种情况得分不同，所以要写明是哪一种。"
            "旁边已写不适用原因的，就当作空着。",
            "A dash, a slash or 无 may mean zero, not applicable or not counted yet. These score differently, so please "
            "say which. Beside a reason under 不适用原因 it counts as empty.",
        ),
        wrong=Words("填报值：—", "填报值: —"),
        right=Words(
            "填报值：0；不适用的清空填报值，在“不适用原因”写原因", "填报值: 0; or empty, with the reason under 不适用原因"
        ),
    ),
    "E315": Page(
        why=Words(
            "截掉尾数、少写一位或者多进一位，都可能让本来达到的变成没达到，或者反过来。请按规定的位数四舍五入。",
            "Cutting digits off, giving fewer of them or rounding up may turn a target reached into one missed, or the "
            "other way round. Please round half up to the places asked for.",
        ),
        wrong=Words("分子 319，分母 345，填报值 92.5", "分子 319, 分母 345, 填报值 92.5"),
        right=Words("填报值：92.46（319÷345＝0.92463……）", "填报值: 92.46 (319 / 345 = 0.92463...)"),
    ),
    "E316": Page(
        why=Words(
            "比率应等于分子除以分母再乘 100，三个数里至少有一个错了。单位得分看比率，全市的比率看分子和分母，"
            "对不上就成了两种说法。备注里写什么都改变不了这三个数。",
            "The rate is the numerator over the denominator, times 100; at least one of the three is wrong. The unit is "
            "scored by its rate and the city's rate comes from the counts: they would tell two stories. "
            "No remark changes these numbers.",
        ),
        wrong=Words("分子 319，分母 345，填报值 95.4", "分子 319, 分母 345, 填报值 95.4"),
        right=Words("分子 319，分母 345，填报值 92.46", "分子 319, 分母 345, 填报值 92.46"),
    ),
    "E317": Page(
        why=Words(
            "比率是分子除以分母，缺一个就没法核对。全市的比率也要靠各单位的分子、分母合计来算。",
            "The rate is the numerator over the denominator; with one of them missing it cannot be checked. The rate of "
            "the city is made of these counts too.",
        ),
        wrong=Words("填报值 92.46，分子 319，分母空着", "填报值 92.46, 分子 319, 分母 empty"),
        right=Words("填报值 92.46，分子 319，分母 345", "填报值 92.46, 分子 319, 分母 345"),
    ),
    "E318": Page(
        why=Words(
            "一年之间变化很大，可能是真的，也可能是填错了行、换了口径。规则定了一个幅度，超过的请说明一句，免得再来问您。",
            "A large change within a year may be real, or a wrong row, or another way of counting. The rules set a "
            "share; beyond it a sentence saves everyone a telephone call.",
        ),
        wrong=Words("上年 61.2，今年 98.5，备注空着", "61.2 last year, 98.5 now, 备注 empty"),
        right=Words("备注：上年少统计两个乡镇，今年已补全", "备注: two townships were left out last year and are counted now"),
    ),
    "E319": Page(
        why=Words(
            "核验部门要凭材料核对这个数，不写材料名称就不知道该看什么。",
            "The department verifies the number by documents; without their names it does not know what to look at.",
        ),
        wrong=Words("B02 填报值 2，佐证材料空着", "B02: 填报值 2, 佐证材料 empty"),
        right=Words("佐证材料：授奖文件的名称和文号", "佐证材料: title and number of the document that gave the award"),
    ),
    "E320": Page(
        why=Words(
            "核验部门核定的数和单位填报的不一样。计分用核定值，填报值照样保留，两个数都看得到。",
            "The department arrived at another number than the unit sent. The verified one is scored; what was sent is "
            "kept beside it.",
        ),
        wrong=Words("填报值 95.4，核定值 92.46", "填报值 95.4, 核定值 92.46"),
        right=Words("按 92.46 计分，95.4 保留备查", "92.46 is scored, 95.4 is kept"),
    ),
    "E321": Page(
        why=Words(
            "核定值会代替单位填报的数，单位自然要问为什么。写明依据，才说得清楚，也经得起复核。",
            "The verified value takes the place of what the unit sent, and the unit will ask why. With the grounds "
            "written down it can be explained and checked again.",
        ),
        wrong=Words("填报值 95.4，核定值 92.46，依据空着", "填报值 95.4, 核定值 92.46, no grounds"),
        right=Words("依据：抽查台账，345 批次中 319 批次合格", "依据: record of the spot checks, 319 of 345 batches passed"),
    ),
    "E322": Page(
        why=Words(
            "核定值是核验部门的结论，单位自己填的不算数，程序不采用。单位的数请填在“填报值”。",
            "核定值 is what the department found; filled in by the unit itself it is not taken. The unit's own figure "
            "belongs under 填报值.",
        ),
        wrong=Words("双峰县的填报表：核定值 97.5", "form of 双峰县: 核定值 97.5"),
        right=Words("填报值 97.5，核定值空着", "填报值 97.5, 核定值 empty"),
    ),
    "E323": Page(
        why=Words(
            "格子的格式是百分比，填的却是个数。同样敲 319，有的软件存成 3.19，有的存成 319，程序不替您猜。",
            "The cell is formatted as a percentage while a count is asked for. Typing 319 there stores 3.19 in one program and "
            "319 in another; nothing is guessed.",
        ),
        wrong=Words("分子显示 319%", "分子 shows 319%"),
        right=Words("单元格格式改为常规，填 319", "format General, 319"),
    ),
}
