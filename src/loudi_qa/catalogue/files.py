"""The first half of the catalogue of findings: E1 the file, E2 the structure."""

from __future__ import annotations

from loudi_qa.catalogue.entry import Entry
from loudi_qa.words import Words

_RESAVE = Words("用 Excel 或 WPS 打开，另存为 .xlsx 再试", "open it in Excel or WPS and save it as .xlsx")

FILES: dict[str, Entry] = {
    "E101": Entry(
        "error",
        Words("找不到这个文件", "there is no such file"),
        Words("检查文件名和所在文件夹", "check the name and the folder"),
    ),
    "E102": Entry(
        "error",
        Words("这个文件打不开：{why}", "this file cannot be opened: {why}"),
        Words("若正在 Excel 或 WPS 中打开，请先关闭", "if it is open in Excel or WPS, close it first"),
    ),
    "E103": Entry("error", Words("不是 .xlsx 文件（内容是 {what}）", "not an .xlsx file (it holds {what})"), _RESAVE),
    "E104": Entry(
        "error",
        Words("文件有密码保护，无法读取", "the file is protected by a password"),
        Words("取消打开密码后重新保存", "remove the password and save it again"),
    ),
    "E105": Entry("error", Words("文件损坏，或不是完整的 .xlsx：{why}", "the file is damaged or incomplete: {why}"), _RESAVE),
    "E106": Entry(
        "error",
        Words("文件含有宏，不予读取", "the file holds macros and is not read"),
        Words("另存为不含宏的 .xlsx", "save it as .xlsx without macros"),
    ),
    "E107": Entry(
        "error",
        Words("文件是“严格 Open XML”格式", "the file is in the Strict Open XML format"),
        Words("另存为普通的“Excel 工作簿 (.xlsx)”", "save it as a plain Excel workbook (.xlsx)"),
    ),
    "E108": Entry(
        "error",
        Words(
            "文件含有正常表格不会有的内容（{what}），不予读取",
            "the file holds what no honest workbook holds ({what}) and is not read",
        ),
        Words("请从原始表格重新填写并保存", "fill in the original form again and save it"),
    ),
    "E109": Entry(
        "error",
        Words("文件过大：{what} 为 {got}，上限 {limit}", "the file is too large: {what} is {got}, the limit {limit}"),
        Words(
            "删除表格外的空行、空列和多余的工作表后重新保存",
            "delete empty rows and columns beyond the table and spare sheets, then save again",
        ),
    ),
    "E110": Entry(
        "error",
        Words("这个文件没有读完：{why}", "this file could not be read to its end: {why}"),
        Words(
            "其他文件不受影响。关掉别的程序，单独再试这一个；还不行，从原始表格重新填写并保存",
            "other files are not affected. Close other programs and try this one alone; else fill in the original form again",
        ),
    ),
    "E201": Entry(
        "error",
        Words("缺少工作表“{sheet}”{near}", "the sheet {sheet} is missing{near}"),
        Words("补上这张表，或改回原来的表名", "add the sheet, or give it back its name"),
    ),
    "E202": Entry(
        "error",
        Words("工作表“{sheet}”缺少列“{column}”{near}", "the sheet {sheet} has no column {column}{near}"),
        Words("补上这一列，或改回原来的列名", "add the column, or give it back its title"),
    ),
    "E203": Entry(
        "error",
        Words("没有{unit}的任何数据", "there are no data of {unit}"),
        Words(
            "填报表：填好再报；年度工作簿：用 collect 收入该单位的表", "a form: fill it in; a year: collect the form of this unit"
        ),
    ),
    "E204": Entry(
        "error",
        Words("{unit}的 {measure} {name}没有填", "{unit} has left {measure} {name} empty"),
        Words("{what}{reasons}", "write {what}{reasons}"),
    ),
    "E205": Entry(
        "error",
        Words("不认识的单位“{read}”{more}{near}", "unknown unit {read}{more}{near}"),
        Words("改为：{names}；若是合计或说明，请删去这一行", "use one of: {names}; if the row is a sum or a remark, delete it"),
    ),
    "E206": Entry(
        "error",
        Words("{what}{near}", "{what}{near}"),
        Words(
            "从原始表格把编号抄回来，如 P01、T10；若是合计，请删去这一行",
            "copy the code back from the original form, as P01 or T10; if the row is a sum, delete it",
        ),
    ),
    "E207": Entry(
        "error",
        Words("{unit}的 {measure} 重复，已见于 {first}", "{measure} of {unit} stands twice, first in {first}"),
        Words("只保留正确的一行", "keep only the row that is right"),
    ),
    "E208": Entry(
        "error",
        Words("封面没有写明考核年度（读到“{read}”）", "the cover does not give the year assessed (it reads {read})"),
        Words("在封面“考核年度”右边填四位年份，如 2019", "write the year beside 考核年度, as 2019"),
    ),
    "E209": Entry(
        "warning",
        Words(
            "填报所依据的指标体系是“{read}”，现用的是“{expected}”",
            "the workbook was made for {read}, the rules in use are {expected}",
        ),
        Words(
            "核对是否用了往年的表，或用 --indicators 指定当年的规则",
            "check that it is not last year's form, or name that year's rules with --indicators",
        ),
    ),
    "E210": Entry(
        "warning",
        Words(
            "工作表“{sheet}”没有列“{column}”{near}这一列的内容不会被读取",
            "the sheet {sheet} has no column {column}{near} what stands in it is not read",
        ),
        Words("改回原来的列名", "give the column back its title"),
    ),
    "E223": Entry(
        "error",
        Words("{what}出现了两次（{where}），不知道该读哪一个", "{what} stands twice ({where}); no one can say which is meant"),
        Words("删去或改名多余的那一个", "delete or rename the one too many"),
    ),
}
