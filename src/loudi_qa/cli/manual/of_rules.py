"""The pages of the commands on the rules."""

from loudi_qa.cli.manual.entry import OF_RULES, Entry, Example
from loudi_qa.words import Words

RULES = Entry(
    Words(
        "规则在两个文件里，谁都可以看、可以改：indicators.yaml 是指标体系，responsibilities.yaml 是责任分工。",
        "The rules are two files that anyone may read and change: indicators.yaml and responsibilities.yaml.",
    ),
    (
        Example("loudi-qa rules show", Words("列成表来读", "read them as tables")),
        Example("loudi-qa rules check", Words("看有没有错、有没有漏", "see what is wrong or missing")),
        Example("loudi-qa rules show --help", Words("看其中一个命令怎么用", "how one of the commands is used")),
    ),
    Words("改规则之前先读一遍，改完检查一遍：", "Read them before you change them, and check them afterwards:"),
    ("loudi-qa rules show", "loudi-qa rules check"),
)

SHOW = Entry(
    Words(
        "把规则列成表：每项指标怎么计分、谁负责、出自哪一条、哪些是设定。",
        "The rules as tables: how each indicator is scored, who answers for it, from which clause, what is assumed.",
    ),
    (
        Example("loudi-qa rules show", Words("按指标组列在屏幕上", "by group, on the screen")),
        Example("loudi-qa rules show --by department", Words("按部门列：各管哪些", "by department: who answers for what")),
        Example("loudi-qa rules show -o rules.html", Words("写成网页，发给别人看", "a page to hand on")),
    ),
    Words("标着设定的由质量办定，可以改；改完检查：", "What is marked as assumed is for the office to set. After a change:"),
    ("loudi-qa rules check",),
    OF_RULES,
)

CHECK = Entry(
    Words(
        "检查规则文件：错在哪个文件第几行、读到什么、怎么改；还能对照文件原文和年度工作簿。",
        "Checks the rule files: which line, what was read, how to mend it; also against the document and a year's workbook.",
    ),
    (
        Example("loudi-qa rules check", Words("检查当前文件夹里的规则", "the rules in the working folder")),
        Example(
            "loudi-qa rules check --workbook 2019.xlsx", Words("再核对目标分解加起来对不对", "and whether the quotas add up")
        ),
        Example("loudi-qa rules check --strict", Words("有警告也算不通过", "warnings count too")),
    ),
    Words("没有错误了，按案例试算：", "When no error is left, run the cases:"),
    ("loudi-qa rules test",),
    Words(
        "0 规则没有错误；1 有警告，又写了 --strict；2 规则有错误，或命令写错了；3 文件读不了",
        "0 the rules are right; 1 warnings, with --strict; 2 the rules or the command are wrong; 3 a file cannot be read",
    ),
)

TEST = Entry(
    Words(
        "按案例试算规则：填什么数、该得几分、为什么。改了规则，先用它看有没有改坏。",
        "Runs the cases: what goes in, what must come out, why. After a change of the rules it shows what broke.",
    ),
    (
        Example("loudi-qa rules test", Words("全部案例", "all cases")),
        Example("loudi-qa rules test -k 空气", Words("只试与空气有关的", "only those that have this word")),
        Example("loudi-qa rules test --coverage", Words("哪些规则还没有案例", "which rules no case tries")),
    ),
    Words(
        "不符的案例，改规则或改案例。要看两版规则差在哪里：", "Mend the rule or the case. To see what changed between editions:"
    ),
    ("loudi-qa rules diff old .",),
    Words(
        "0 全部相符；1 有案例不符，或 --coverage 看到遗漏；2 命令或规则写错了",
        "0 all cases hold; 1 a case fails, or --coverage finds a gap; 2 the command or the rules are wrong",
    ),
)

DIFF = Entry(
    Words(
        "对比两版规则：改了什么；有年度工作簿，还能算出对每个单位的影响。",
        "What changed between two editions of the rules; with a year's workbook also what that does to each unit.",
    ),
    (
        Example(
            "loudi-qa rules diff old .", Words("旧版在文件夹 old，新版在当前文件夹", "the older in old, the newer right here")
        ),
        Example(
            "loudi-qa rules diff old . --workbook 2019.xlsx",
            Words("再看各单位的总分受什么影响", "and what it does to every total"),
        ),
    ),
    Words("有意改的，在通知里说明；不是有意改的，改回来再检查：", "Announce what was meant; put right what was not, and check:"),
    ("loudi-qa rules check",),
    Words(
        "0 正常；1 工作簿的数据有错误；2 命令或规则写错了；3 文件读不了",
        "0 fine; 1 the data of the workbook have errors; 2 the command or the rules are wrong; 3 a file cannot be read",
    ),
)

SCHEMA = Entry(
    Words(
        "写出 JSON Schema：编辑规则文件时有提示，写错了有下划线。",
        "Writes JSON Schema: an editor then gives hints in the rule files, and underlines what is wrong.",
    ),
    (
        Example(
            "loudi-qa rules schema -o schema",
            Words("三个文件的，写进文件夹 schema", "of all three files, into the folder schema"),
        ),
    ),
    Words(
        "规则文件的第一行指向文件夹 schema，编辑器打开就有提示。改完检查：",
        "The first line of each rule file points to the folder schema, where an editor finds it. After a change:",
    ),
    ("loudi-qa rules check",),
    Words("0 正常；2 命令写错了", "0 fine; 2 the command is wrong"),
)

INIT = Entry(
    Words(
        "新建一套规则：带注释，能通过检查，马上能用。不写 --name 和 --units，就逐项来问。",
        "Begins a scheme of your own, with remarks, ready for use. Without --name and --units it asks for what it needs.",
    ),
    (
        Example(
            "loudi-qa init anhua --name 安化县质量考核 --units 甲乡,乙乡 --year 2020",
            Words("不提问，直接写进文件夹 anhua", "without a question, into the folder anhua"),
        ),
    ),
    Words("用编辑器改指标、分值、目标；改一处查一遍：", "Change indicators, points and targets in an editor; check after each:"),
    ("loudi-qa rules check",),
    OF_RULES,
)
