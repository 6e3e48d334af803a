"""What may be wrong with a form as a whole, and with a round of forms: E211 and on, and E6."""

from __future__ import annotations

from loudi_qa.catalogue.entry import Entry
from loudi_qa.words import Words

FORMS: dict[str, Entry] = {
    "E211": Entry(
        "error",
        Words("{unit}的 {measure} {name}这一行不见了", "the row of {measure} {name} of {unit} is gone"),
        Words("照原来的表格补回这一行；{what}", "put the row back as in the original form; write {what}"),
    ),
    "E212": Entry(
        "error",
        Words(
            "封面的“填报单位”读到“{read}”，不是被考核单位或核验部门{near}",
            "填报单位 on the cover reads {read}, which is neither a unit nor a department that verifies{near}",
        ),
        Words("在封面“填报单位”右边写单位或部门的全称", "write the full name beside 填报单位 on the cover"),
    ),
    "E213": Entry(
        "error",
        Words(
            "这是{sender}的表，却有 {rows} 行写的是{unit}（{where}）",
            "this is the form of {sender}, yet {rows} rows are of {unit} ({where})",
        ),
        Words(
            "核对这张表是谁的：封面写错的，改正封面；混进了别的单位的，删去那些行",
            "see whose form it is: mend the cover if that is wrong, else delete the rows of the other unit",
        ),
    ),
    "E214": Entry(
        "error",
        Words("封面写的是 {read} 年度，{against}是 {expected} 年度", "the cover says {read}, {against} is of {expected}"),
        Words("用当年发下的表重新填报{hint}", "fill in the form of the right year{hint}"),
    ),
    "E215": Entry(
        "note",
        Words(
            "表格生成之后指标体系改过（表上摘要 {read}，现为 {expected}）",
            "the rules were changed after the form was made (digest {read}, now {expected})",
        ),
        Words(
            "通常不用处理；统计口径也改了的，由发表的单位重新发表",
            "usually nothing; if what is to be counted has changed, new forms are to be sent out",
        ),
    ),
    "E216": Entry(
        "warning",
        Words("表格引用了别的文件（外部链接），本程序不会去读", "the workbook refers to other files, which are never read"),
        Words(
            "复制引用来的数，“选择性粘贴”为数值；再到“数据”里的“编辑链接”断开",
            "copy what is referred to and paste it as values; then break the links under Data, Edit Links",
        ),
    ),
    "E217": Entry(
        "error",
        Words(
            "编号 {measure} 旁边的指标名称是 {other} 的（“{read}”），不知道这一行填的是哪一项",
            "beside the code {measure} stands the name of {other} ({read}); no one can say which of them the row is about",
        ),
        Words("核对这一行填的是哪一项，改正编号或名称", "see which measure the row is about and mend the code or the name"),
    ),
    "E218": Entry(
        "warning",
        Words(
            "{measure} 的{column}改成了“{read}”，原为“{expected}”",
            "{column} of {measure} now reads {read}; it was {expected}",
        ),
        Words("改回原文；对指标有意见请写在“备注”", "put the original text back; remarks on the measure go under 备注"),
    ),
    "E219": Entry(
        "error",
        Words("填报区有合并单元格 {area}，只有左上角一格算数", "cells are merged ({area}): only the one at the top left counts"),
        Words("取消合并，逐行填写", "unmerge them and fill in each row"),
    ),
    "E220": Entry(
        "warning",
        Words("有隐藏的{what}，里面的内容照样会被读取", "{what} are hidden; what stands there is read all the same"),
        Words(
            "取消隐藏并核对；不该有的内容清空，多余的工作表删去",
            "unhide and look at them; empty what should not be there, delete spare sheets",
        ),
    ),
    "E221": Entry(
        "note",
        Words("表格的{what}已被去掉", "the form has lost its {what}"),
        Words("不用处理；填写的内容照样逐格检查", "nothing to do; every cell is checked all the same"),
    ),
    "E222": Entry(
        "error",
        Words("这是{sender}的填报表，不是年度工作簿", "this is the form of {sender}, not a year's workbook"),
        Words(
            "先把各单位的填报表汇总成年度工作簿：loudi-qa collect 文件夹 -o 2019.xlsx",
            "first join the forms of all units into the year's workbook: loudi-qa collect FOLDER -o 2019.xlsx",
        ),
    ),
    "E224": Entry(
        "warning",
        Words(
            "封面的“填报单位”是“{read}”，这张表是发给{expected}的",
            "填报单位 on the cover reads {read}; the form was made for {expected}",
        ),
        Words("改回原来的单位，或换用本单位的表", "put the name back, or use the form of the right unit"),
    ),
    "E601": Entry(
        "error",
        Words("{unit}没有报送", "{unit} has not sent its form"),
        Words(
            "请该单位报送，收到后再检查一次；收到了却读不了的，先处理那份文件",
            "ask for it, then check again; if its file is here and cannot be read, see to that first",
        ),
    ),
    "E602": Entry(
        "warning",
        Words(
            "{unit}报送了 {n} 份，按填报日期以 {counts}（{read}）为准",
            "{unit} sent {n} forms; by their dates {counts} ({read}) is the one that counts",
        ),
        Words("核对无误后，把不作数的移到别的文件夹", "make sure of it and move the others to another folder"),
    ),
    "E603": Entry(
        "error",
        Words(
            "{unit}报送了 {n} 份（{files}），填报日期分不出先后",
            "{unit} sent {n} forms ({files}); by date none is the later",
        ),
        Words(
            "只留下作数的一份；改过再报的表，要把封面的“填报日期”改成新的日期",
            "keep the one that counts; a form that was mended needs a new 填报日期 on its cover",
        ),
    ),
    "E604": Entry(
        "error",
        Words(
            "{measure} {name}是{units}共用的一个数，报得不一样：{read}",
            "{measure} {name} is one figure shared by {units}, who tell it differently: {read}",
        ),
        Words("请这些单位与核验部门对数，报同一个数", "let them settle it with the department and report one figure"),
    ),
    "E605": Entry(
        "note",
        Words("{unit}的 {file} 与 {counts} 内容相同", "{file} of {unit} has the same content as {counts}"),
        Words("不用处理，按一份计", "nothing to do; they count as one"),
    ),
    "E606": Entry(
        "error",
        Words("这不是填报表或核验表，不能汇总", "this is neither a unit's form nor a department's, and cannot be collected"),
        Words(
            "要汇总的只写填报表和核验表；年度工作簿写在 -o 后面",
            "name only forms to be collected; the year's workbook goes behind -o",
        ),
    ),
    "E607": Entry(
        "warning",
        Words(
            "{unit}的 {measure} 核定以后又改报为 {read}（原报 {before}），核定值 {verified} 保留",
            "{unit} sent {read} for {measure} after {before} had been verified; the verified value {verified} is kept",
        ),
        Words("请核验部门看过新报的数，再定核定值", "ask the department to look at the new value and settle 核定值"),
    ),
    "E608": Entry(
        "error",
        Words(
            "{measure} {name}不由{sender}核验，而由{owner}核验",
            "{measure} {name} is for {owner}, not {sender}, to verify",
        ),
        Words(
            "删去这一行；分工有变的，请汇总的人改 responsibilities.yaml 的 owners",
            "delete the row; if it is this department's now, whoever collects the forms mends owners in responsibilities.yaml",
        ),
    ),
}
