"""Pages on E201 to E210: sheets, columns, rows, the cover."""

from __future__ import annotations

from loudi_qa.catalogue.page import Page
from loudi_qa.words import Words

SHEETS: dict[str, Page] = {
    "E201": Page(
        why=Words(
            "工作表按名字找，前后顺序、多出来的表都不要紧，名字里的空格和全角字母也不计较。但表名换了字，"
            "程序就不知道它是哪张表了。",
            "Sheets are found by name. Their order, further sheets, spaces and full-width letters do not matter; with "
            "other words in its name a sheet is not found.",
        ),
        wrong=Words("表名：指标数据表", "sheet name: 指标数据表"),
        right=Words("表名：指标数据", "sheet name: 指标数据"),
    ),
    "E202": Page(
        why=Words(
            "列按标题找，位置和先后不要紧。这一列必不可少，标题认不出来，整张表就读不了。",
            "Columns are found by their titles, wherever they stand. This one cannot be done without: while its title is "
            "not found the whole sheet is left unread.",
        ),
        wrong=Words("列标题：填报数值", "column title: 填报数值"),
        right=Words("列标题：填报值", "column title: 填报值"),
    ),
    "E203": Page(
        why=Words(
            "这个单位一行数据也没有，或者各行全是空的。没有数据不能当作零分，所以它的总分待定，没有等级和位次，"
            "其他单位的位次也只是暂定。",
            "There is no row of this unit, or all its rows are blank. No data is not the same as no points: its total "
            "stays open, without grade or rank, and the ranks of others are provisional.",
        ),
        wrong=Words("年度工作簿里没有万宝新区的行", "no row of 万宝新区 in the year's workbook"),
        right=Words("把万宝新区填报表里的各行汇总进来", "the rows of 万宝新区 joined in from its form"),
    ),
    "E204": Page(
        why=Words(
            "空着不等于零：真的是零请填 0，不适用请写允许的原因。检查时（validate），空着的值是错误；计分时（score）只作警告，"
            "按 0 分计入并列出来。",
            "Empty does not mean zero: write 0 for zero, or an allowed reason where the measure does not apply. When forms are "
            "checked (validate) an empty value is an error; scoring (score) warns, counts 0 points and lists it.",
        ),
        wrong=Words("P05 的“填报值”和“不适用原因”都空着", "P05: both 填报值 and 不适用原因 are empty"),
        right=Words(
            "填报值 98.6；没有进出口的，不适用原因写“无进出口业务”",
            "填报值 98.6; or, without foreign trade, 不适用原因 reads 无进出口业务",
        ),
    ),
    "E205": Page(
        why=Words(
            "单位按 responsibilities.yaml 里的名称和别名来认，差一个字就不知道是谁的数据，程序不会猜给某个单位。"
            "年度工作簿里合并的单位格、合计行也会这样，因为那里没有单位的名称。",
            "Units are known by the names and aliases in responsibilities.yaml; with one letter changed no one can say "
            "whose row it is, and the program does not guess. In a year's workbook merged unit cells and rows of sums "
            "lead here too, since no unit is named there.",
        ),
        wrong=Words("单位：双锋县", "单位: 双锋县"),
        right=Words("单位：双峰县", "单位: 双峰县"),
    ),
    "E206": Page(
        why=Words(
            "编号决定这一行说的是哪个指标。常见的错是把数字 0 写成字母 O、把 1 写成字母 l，或者用了往年的编号。",
            "The code says which measure a row is about. Common slips are a letter O for a zero, an l for a one, or a "
            "code of another year.",
        ),
        wrong=Words("编号：PO4（字母 O）", "编号: PO4 (letter O)"),
        right=Words("编号：P04（数字 0）", "编号: P04 (digit 0)"),
    ),
    "E207": Page(
        why=Words(
            "同一单位的同一编号只能有一行。两行说法不同时，谁也不知道哪一行算数，这一项就待定；两行相同的，也请删去一行，"
            "免得以后只改了其中一行。",
            "There is one row for each unit and code. Where two rows differ no one can say which counts, and the value "
            "stays open; where they agree, one should still go, before only one of them is changed.",
        ),
        wrong=Words("双峰县 P04 有两行，填报值 92.46 和 92.64", "双峰县 P04 has two rows: 92.46 and 92.64"),
        right=Words("双峰县 P04 只有一行：92.46", "双峰县 P04 has one row: 92.46"),
    ),
    "E208": Page(
        why=Words(
            "目标值是按年度定的，不知道是哪一年就没法计分。程序在封面上找“考核年度”，读它右边第一个有内容的格子。",
            "Targets depend on the year; without it nothing can be scored. The program looks for 考核年度 on the cover "
            "and reads the next filled cell to its right.",
        ),
        wrong=Words("考核年度：本年", "考核年度: 本年"),
        right=Words("考核年度：2019", "考核年度: 2019"),
    ),
    "E209": Page(
        why=Words(
            "封面的“指标体系”写着这份表是按哪一版规则做的。版本不同，编号和统计口径就可能对不上，最常见的是用了往年的表。",
            "指标体系 on the cover says for which edition of the rules the form was made. With another edition codes and "
            "what is counted may differ; most often it is a form of another year.",
        ),
        wrong=Words(
            "指标体系：loudi-quality 2018，现用的是 loudi-quality 2019",
            "指标体系: loudi-quality 2018, while loudi-quality 2019 is in use",
        ),
        right=Words("用 2019 年的表填报", "the form made for 2019"),
    ),
    "E210": Page(
        why=Words(
            "这一列可以没有，所以表还能读；但标题差了字，填在这一列里的内容就读不到。例如“核定值”读不到，就会按填报值计分。",
            "The sheet can do without this column and is read; but what stands under the changed title is not. Where "
            "核定值 is not found, for one, 填报值 is scored in its place.",
        ),
        wrong=Words("列标题：核定数", "column title: 核定数"),
        right=Words("列标题：核定值", "column title: 核定值"),
    ),
    "E223": Page(
        why=Words(
            "两张表同名，或者一张表里有两列标题相同，填在哪一个里才算数，程序说不清，就都不读。多半是复制时留下的。",
            "Two sheets of one name, or two columns of one title: no one can say which counts, so neither is read. Most are left "
            "over from copying.",
        ),
        wrong=Words("“填报值”两列，分别在 I 列和 Q 列", "填报值 in two columns, I and Q"),
        right=Words("只留一列“填报值”", "one column 填报值"),
    ),
    "E224": Page(
        why=Words(
            "生成表格时记下了它是发给谁的。封面上换了单位，可能是拿别的单位的表来填了，目标和行都可能不对。",
            "A form remembers whom it was made for. Another sender on the cover may mean that another unit's form was used, with "
            "its targets and rows.",
        ),
        wrong=Words("发给涟源市的表，封面写成双峰县", "a form made for 涟源市 with 双峰县 on its cover"),
        right=Words("用发给双峰县的表填报", "the form that was made for 双峰县"),
    ),
}
