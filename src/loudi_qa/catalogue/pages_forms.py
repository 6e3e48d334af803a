"""Pages on E211 and on: what may have happened to a form on its way."""

from __future__ import annotations

from loudi_qa.catalogue.page import Page
from loudi_qa.words import Words

FORMS: dict[str, Page] = {
    "E211": Page(
        why=Words(
            "表上每个指标都有一行，这一行被删掉了。删掉不等于不适用，也不等于零：不适用请写原因，是零请填 0。"
            "补行以前，先点“审阅”里的“撤销工作表保护”，没有密码。",
            "The form has a row for each measure, and this one was deleted. A deleted row is neither zero nor not "
            "applicable: write 0 for zero, or the reason. To put a row back first choose Review, Unprotect Sheet; there "
            "is no password.",
        ),
        wrong=Words("P04 下面直接是 P06，P05 那一行被删了", "P06 follows P04: the row of P05 was deleted"),
        right=Words("P05 一行复制回来，不适用原因写“无进出口业务”", "the row of P05 is back, 不适用原因 reads 无进出口业务"),
    ),
    "E212": Page(
        why=Words(
            "要靠封面的“填报单位”才知道这份表是谁的。名称应是 responsibilities.yaml 里的单位或部门，别名也可以。",
            "填报单位 on the cover says whose form this is. It must be a unit or a department of responsibilities.yaml; "
            "their aliases will do.",
        ),
        wrong=Words("填报单位：双峰质量办", "填报单位: 双峰质量办"),
        right=Words("填报单位：双峰县", "填报单位: 双峰县"),
    ),
    "E213": Page(
        why=Words(
            "封面是一个单位，表里却有另一个单位的行。常见的是拿别人的表改了封面，或者复制时多带了几行。不弄清楚，"
            "数据就可能记到别人名下。",
            "The cover names one unit, some rows another. Often the form of another unit was taken and its cover "
            "changed, or rows were copied along. Left so, figures would go to the wrong unit.",
        ),
        wrong=Words("封面是双峰县，指标数据里有 5 行写着新化县", "the cover says 双峰县, 5 rows in 指标数据 say 新化县"),
        right=Words("封面和各行都是双峰县", "cover and rows all say 双峰县"),
    ),
    "E214": Page(
        why=Words(
            "封面的年度和应报的年度对不上，多半是用了去年的表，里面可能还留着去年的数。",
            "The year on the cover is not the one asked for. Most often it is last year's form, and last year's figures "
            "may still stand in it.",
        ),
        wrong=Words("考核年度：2018，本次考核的是 2019 年度", "考核年度: 2018, while 2019 is assessed"),
        right=Words("用 2019 年的表，填 2019 年的数", "the form of 2019, with the figures of 2019"),
    ),
    "E215": Page(
        why=Words(
            "表格做好以后，规则文件又动过，所以表上记的摘要和现在的不一样。也许只改了一个错字，也许改了统计口径，因此提一句。",
            "The rules were edited after this form was made, so the digest on it is no longer theirs. It may be a "
            "spelling, it may be what is to be counted; hence this note.",
        ),
        wrong=Words("表上的摘要与现用的 indicators.yaml 不一致", "the digest on the form is not that of today's indicators.yaml"),
        right=Words("规则定稿以后再生成表格，摘要就一致", "forms are made after the rules are settled, and the digests agree"),
    ),
    "E216": Page(
        why=Words(
            "公式引用了别的文件，而那个文件不在收表人手里，程序也从不跟着链接去读。表里只有上次存下的结果，它可能已经过时。",
            "Formulas refer to a file that whoever receives the form does not have, and the program follows no links. "
            "Only the result last stored is there, and it may be out of date.",
        ),
        wrong=Words("填报值：=[台账.xlsx]汇总!B5", "填报值: =[台账.xlsx]汇总!B5"),
        right=Words("填报值：92.46", "填报值: 92.46"),
    ),
    "E217": Page(
        why=Words(
            "同一行里编号是一个指标，名称是另一个指标，只有一个是对的。按编号算、按名称算都是猜，所以这一行的值先不采用。",
            "In one row the code means one measure and the name another; only one of them can be right. Going by either "
            "would be a guess, so the value of the row stays open.",
        ),
        wrong=Words("编号 P04，指标名称“进出口商品合格率”（那是 P05）", "编号 P04, 指标名称 进出口商品合格率 (which is P05)"),
        right=Words("编号 P05，指标名称“进出口商品合格率”", "编号 P05, 指标名称 进出口商品合格率"),
    ),
    "E218": Page(
        why=Words(
            "指标名称、计量单位这些文字由规则而来。在表上改了字，看表的人会当成另一种口径，而计分仍按规则，不会跟着变。",
            "Names and units of measure come from the rules. Changed on the form they suggest that something else is "
            "counted, while the scoring goes by the rules all the same.",
        ),
        wrong=Words("T01 的计量单位由“项”改成了“万项”", "计量单位 of T01 was changed from 项 to 万项"),
        right=Words("计量单位是“项”，意见写在“备注”", "计量单位 reads 项, the remark stands under 备注"),
    ),
    "E219": Page(
        why=Words(
            "合并以后只有左上角那一格存着内容，其余各格在程序看来是空的。一个数也不能同时填给几个指标。",
            "After merging only the cell at the top left holds anything; the others read as empty. One number cannot "
            "serve several measures either.",
        ),
        wrong=Words("填报值三行合并成一格，写着 97.5", "three rows of 填报值 are merged into one cell: 97.5"),
        right=Words("取消合并，三行各填各的数", "three cells again, each with its own number"),
    ),
    "E220": Page(
        why=Words(
            "隐藏的内容照样会被读取，填表的人和审核的人却都看不见。往年的数、试着填的数，常常就这样留在表里。",
            "What is hidden is read all the same, yet neither who fills in the form nor who checks it can see it. Old "
            "figures and first tries often stay behind that way.",
        ),
        wrong=Words("第 12 至 15 行被隐藏", "rows 12 to 15 are hidden"),
        right=Words("取消隐藏，逐行核对，不要的删去", "all rows are shown and looked at, spare ones deleted"),
    ),
    "E221": Page(
        why=Words(
            "工作表的保护和下拉列表帮人少填错，去掉了也不影响读取，每一格照样检查。常见的原因是整片粘贴，或者用别的软件转存过。",
            "Protection and drop-downs help to avoid mistakes; without them the form is read and checked all the same. "
            "They are lost when whole blocks are pasted, or when another program saves the file.",
        ),
        wrong=Words("从别的表整块复制，直接粘贴到填报区", "a block copied from another sheet and pasted over the input cells"),
        right=Words("粘贴时选“数值”，下拉列表就还在", "pasted as values only, so that the drop-downs stay"),
    ),
    "E222": Page(
        why=Words(
            "计分用的是汇总好的年度工作簿。一个单位的填报表里没有其他单位，也没有目标分解和全省平均，算出来的结果不能用。",
            "What is scored is the year's workbook. The form of one unit has no other units, no quotas and no provincial "
            "averages; a result made from it would be of no use.",
        ),
        wrong=Words("loudi-qa score 双峰县.xlsx", "loudi-qa score 双峰县.xlsx"),
        right=Words(
            "先用 loudi-qa collect 汇总成 2019.xlsx，再 loudi-qa score 2019.xlsx",
            "loudi-qa collect makes 2019.xlsx, then loudi-qa score 2019.xlsx",
        ),
    ),
}
