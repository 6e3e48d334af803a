"""The pages of the program, and of the commands of the round: forms made, checked, joined."""

from loudi_qa.cli.manual.entry import OF_DATA, Entry, Example
from loudi_qa.words import Words

PROGRAM = Entry(
    Words(
        "质量工作考核：从 Excel 表到位次、等级和公文，每一分都说得清来历。",
        "The yearly quality-work assessment, from Excel forms to ranks, grades and letters; every point can be traced.",
    ),
    (
        Example("loudi-qa template 2019", Words("给每个单位生成一份填报表", "make a form for each unit")),
        Example("loudi-qa score 2019.xlsx", Words("给年度工作簿计分", "score the year's workbook")),
        Example(
            "loudi-qa score --help", Words("看一个命令怎么用，其他命令也一样", "how one command is used; so with the others")
        ),
    ),
    Words(
        "不知道从哪里开始，就只输入程序的名字：它看一眼当前文件夹里有什么，告诉您下一步。",
        "Not sure where to begin? Type the name alone: it looks at what lies in the working folder and names the next step.",
    ),
    ("loudi-qa",),
)

TEMPLATE = Entry(
    Words(
        "生成填报表：每个被考核单位一份，在 Excel 或 WPS 里填；也能给核验部门生成核验表。",
        "Makes the forms, one for each unit, to be filled in with Excel or WPS; or verification forms for the departments.",
    ),
    (
        Example("loudi-qa template 2019", Words("每个单位一份，放进 forms-2019", "one for each unit, in forms-2019")),
        Example(
            "loudi-qa template 2019 --previous 2018.xlsx",
            Words("表里列出去年的数，填的人好对照", "last year's values stand in the forms, to compare with"),
        ),
        Example("loudi-qa template 2019 --unit 双峰县 -o again", Words("只补一份双峰县的", "the form of one unit, anew")),
        Example(
            "loudi-qa template 2019 --for departments --year-file 2019.xlsx",
            Words(
                "给每个核验部门一份核验表，放进 verification-2019", "one for each department that verifies, in verification-2019"
            ),
        ),
    ),
    Words(
        "把表发给各单位。收回的放进一个文件夹，如 forms，然后检查：",
        "Send the forms out. Put what comes back into a folder, say forms, and check it:",
    ),
    ("loudi-qa validate forms",),
    Words(
        "0 正常；1 给的年度工作簿有错误；2 命令或规则写错了；3 文件读不了",
        "0 fine; 1 the year's workbook has errors; 2 the command or the rules are wrong; 3 a file cannot be read",
    ),
)

VALIDATE = Entry(
    Words(
        "检查填报表：哪个单元格有问题、读到了什么、怎么改。漏填在这里是错误。",
        "Checks forms cell by cell: what is wrong, what was read, how to mend it. A missing value is an error here.",
    ),
    (
        Example("loudi-qa validate forms", Words("检查文件夹里所有的表", "check every form in a folder")),
        Example(
            "loudi-qa validate forms --year 2019 --previous 2018.xlsx",
            Words(
                "再看谁没报、谁报了两份，哪些数比去年变动太大",
                "and see who has not sent, who sent twice, what changed too much since last year",
            ),
        ),
        Example(
            "loudi-qa validate forms --annotate marked",
            Words("问题标在副本上，放进 marked，好退给单位", "mark the findings in copies, in marked, to be sent back"),
        ),
        Example(
            "loudi-qa validate forms --since first-try",
            Words("单位改过再报，看改好了几处", "a unit sent again: see what was mended"),
        ),
    ),
    Words(
        "看不懂一条问题，就用它的代码再问；没有错误了，就汇总：",
        "Ask by its code what a finding means; when no error is left, join the forms:",
    ),
    ("loudi-qa explain E204", "loudi-qa collect forms -o 2019.xlsx"),
    OF_DATA,
)

COLLECT = Entry(
    Words(
        "把填报表和核验表汇总成年度工作簿。有错误的表点名拒收，其他的照收。",
        "Joins the forms into the year's workbook. Forms with errors are refused by name, the others are taken.",
    ),
    (
        Example(
            "loudi-qa collect forms --previous 2018.xlsx -o 2019.xlsx",
            Words("汇总成 2019.xlsx，上年数据一并填好", "join them into 2019.xlsx, last year's values filled in"),
        ),
        Example(
            "loudi-qa collect verified -o 2019.xlsx --force",
            Words("把部门交回的核验表并进去", "add what the departments verified"),
        ),
        Example(
            "loudi-qa collect forms -o draft.xlsx --allow-errors",
            Words("先看个大概：有错误的也收，行里标明", "a first look: forms with errors too, their rows marked"),
        ),
    ),
    Words(
        "打开工作簿，填好目标分解、全省平均、加分扣分、质量安全事件，保存后计分：",
        "Fill in quotas, provincial averages, bonuses and incidents in the workbook, save it, and score it:",
    ),
    ("loudi-qa score 2019.xlsx",),
    Words(
        "0 全部收下；1 有表被拒收，或数据有错误；2 命令或规则写错了；3 文件读不了",
        "0 all taken; 1 forms are refused, or data have errors; 2 the command or the rules are wrong; 3 a file cannot be read",
    ),
)
