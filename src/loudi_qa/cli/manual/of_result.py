"""The pages of the commands on a result."""

from loudi_qa.cli.manual.entry import OF_DATA, Entry, Example
from loudi_qa.words import Words

SCORE = Entry(
    Words(
        "给年度工作簿计分：位次、各组得分、总分、等级、一票否决、后果，以及各部门名下的失分。",
        "Scores a year's workbook: ranks, points by group, totals, grades, vetoes, what follows, lost points by department.",
    ),
    (
        Example(
            "loudi-qa score 2019.xlsx --previous 2018.xlsx",
            Words("显示结果；有了上一年的，才能判断连续两年的后果", "the result, with what follows from two years running"),
        ),
        Example("loudi-qa score 2019.xlsx --unit 双峰县", Words("一个单位逐项的得分", "the points of one unit, line by line")),
        Example(
            "loudi-qa score 2019.xlsx --set 双峰县:P06=93.4",
            Words("假如这个数是 93.4，总分会变成多少", "what the total would be if this value were 93.4"),
        ),
        Example(
            "loudi-qa score 2019.xlsx -o result.csv", Words("写成文件，用 Excel 或 WPS 打开", "write a file for Excel or WPS")
        ),
    ),
    Words("有人问一分怎么来的，就说给他听；要发公文，就写出来：", "Asked about a point, explain it; then write the letters:"),
    ("loudi-qa explain 2019.xlsx 双峰县", "loudi-qa report 2019.xlsx"),
    OF_DATA,
)

EXPLAIN = Entry(
    Words(
        "说明一个单位的每一分从何而来：单元格、数值、对照值、算式、条款；也说明一个问题代码是什么意思、怎么改。",
        "Tells how a unit came by its points: cell, value, benchmark, arithmetic, clause; or what a code means.",
    ),
    (
        Example(
            "loudi-qa explain E204", Words("一个问题代码：为什么、怎么改、举个例子", "a code: why, how to mend it, an example")
        ),
        Example(
            "loudi-qa explain 2019.xlsx 双峰县",
            Words("双峰县的总分、等级、位次和各项得分", "the total, grade, place and lines of a unit"),
        ),
        Example(
            "loudi-qa explain 2019.xlsx 双峰县 E01-2020",
            Words("一项指标，从单元格一直讲到得分", "one indicator, from its cell to its points"),
        ),
    ),
    Words("想知道换一个数会怎样：", "To see what another value would change:"),
    ("loudi-qa score 2019.xlsx --set 双峰县:P06=93.4",),
    OF_DATA,
)

REPORT = Entry(
    Words(
        "写出要发出去的全部文件：通报、各单位的反馈函、质量状况分析、整改清单、结果工作簿、网页。",
        "Writes all that leaves the office: the notice, a letter for each unit, the analysis, the ledger, the result, the page.",
    ),
    (
        Example("loudi-qa report 2019.xlsx", Words("全部写进 report-2019", "everything, in report-2019")),
        Example(
            "loudi-qa report 2019.xlsx --previous 2018.xlsx --notice-date 2020-03-20 -o out",
            Words("写上与去年的对比、通报日期和整改期限", "with the change since last year, the date, and the deadlines"),
        ),
        Example(
            "loudi-qa report 2019.xlsx --docx -o letters",
            Words("只要 Word 文件，放进 letters", "only the Word files, in letters"),
        ),
    ),
    Words(
        "用 Word 或 WPS 打开看一遍再发。再留一份证据，多年以后也能核对：",
        "Read them in Word or WPS before they go out. Then keep the proof of the result:",
    ),
    ("loudi-qa score 2019.xlsx --bundle result-2019.zip",),
    OF_DATA,
)

ROBUST = Entry(
    Words(
        "看结果稳不稳：权重、数据、口径有些变动时，位次和等级会不会变；升一等最省力的是哪一步。",
        "How firmly the result stands when weights, data or policies move, and the cheapest way to the next grade.",
    ),
    (
        Example("loudi-qa robust 2019.xlsx", Words("全部单位", "all units")),
        Example(
            "loudi-qa robust 2019.xlsx --unit 双峰县",
            Words("一个单位：怎样升一等，差在哪里", "one unit: what the next grade would take"),
        ),
    ),
    Words("位次相差很小的单位，发文前把数据再核一遍：", "Where places hang by little, check the data before the letters go out:"),
    ("loudi-qa explain 2019.xlsx 双峰县",),
    OF_DATA,
)

COMPARE = Entry(
    Words(
        "对比历年结果：总分为何变动（数据、基准还是规则），哪些再次未达标，整改落实了没有。",
        "Compares years: why totals changed (data, benchmarks or rules), what failed again, what was mended.",
    ),
    (
        Example("loudi-qa compare 2018.xlsx 2019.xlsx", Words("两年对比，先旧后新", "two years, the older first")),
        Example("loudi-qa compare 2018.xlsx 2019.xlsx --unit 双峰县", Words("一个单位逐项对比", "one unit, line by line")),
        Example(
            "loudi-qa compare 2018.xlsx 2019.xlsx --notice-date 2019-03-20",
            Words("写上去年的通报日期，看整改过期没有", "with the day of last year's notice: which deadlines have passed"),
        ),
    ),
    Words("要把对比写进通报：", "To have the change in the notice:"),
    ("loudi-qa report 2019.xlsx --previous 2018.xlsx",),
    OF_DATA,
)

VERIFY = Entry(
    Words(
        "核对结果包：用包里的数据和规则重新计算，与包里的结果、纸质结果上的 sha256 对照，说明哪里不同。",
        "Proves a bundle: computes it again, holds that against its result and the digest on paper, and says what differs.",
    ),
    (
        Example("loudi-qa verify result-2019.zip", Words("重算一遍，看与存下的是否相同", "compute again and compare")),
        Example(
            "loudi-qa verify result-2019.zip -o check.json",
            Words("核对结果写成文件，留给程序读", "write the outcome to a file, for programs"),
        ),
    ),
    Words(
        "对不上时会指出被改过的是数据、规则还是结果；以签字的纸质结果上的 sha256 为准（--sha256）。结果包这样来：",
        "What was changed is named; the digest on the signed paper decides (--sha256). A bundle is made by:",
    ),
    ("loudi-qa score 2019.xlsx --bundle result-2019.zip",),
    Words(
        "0 相同；1 不同，已经说明哪里不同；2 命令写错了；3 文件读不了",
        "0 the same; 1 it differs, and where; 2 the command is wrong; 3 a file cannot be read",
    ),
)
