"""The first half of the catalogue of findings: E1 the file, E2 the structure."""

from __future__ import annotations

from loudi_qa.catalogue.entry import Entry
from loudi_qa.words import Words

FILES: dict[str, Entry] = {
    "E101": Entry(
        "error",
        Words("找不到这个文件", "there is no such file"),
        Words("核对文件名（连同后缀 .xlsx）和所在的文件夹", "check the name, with its suffix .xlsx, and the folder"),
    ),
    "E102": Entry(
        "error",
        Words("这个文件打不开：{why}", "this file cannot be opened: {why}"),
        Words(
            "正在 Excel 或 WPS 中打开的，先关闭；没有权限的，复制到自己的文件夹里再试",
            "if it is open in Excel or WPS, close it first; if you may not read it, copy it to a folder of your own",
        ),
    ),
    "E103": Entry(
        "error",
        Words("不是 .xlsx 文件，而是{what}", "not an .xlsx file but {what}"),
        Words(
            "是表格的，用 Excel 或 WPS 打开，另存为 .xlsx；是压缩包的，先解压；都不是的，换成正确的表格",
            "open a table in Excel or WPS and save it as .xlsx; unpack an archive; for anything else take the right file",
        ),
    ),
    "E104": Entry(
        "error",
        Words("文件有打开密码，无法读取", "the file needs a password to be opened"),
        Words("用 Excel 或 WPS 打开，取消打开密码，重新保存", "open it in Excel or WPS, remove the password and save it again"),
    ),
    "E105": Entry(
        "error",
        Words("文件损坏或不完整：{why}", "the file is damaged or incomplete: {why}"),
        Words(
            "重新复制或下载一次，或请对方重发；还能打开的，用 Excel 或 WPS 另存为 .xlsx",
            "copy or download it again, or have it sent again; if it still opens, save it as .xlsx in Excel or WPS",
        ),
    ),
    "E106": Entry(
        "error",
        Words("文件含有宏，不予读取", "the file holds macros and is not read"),
        Words("用 Excel 或 WPS 打开，另存为不含宏的 .xlsx", "open it in Excel or WPS and save it as .xlsx, without macros"),
    ),
    "E107": Entry(
        "error",
        Words("文件是“严格 Open XML”格式", "the file is in the Strict Open XML format"),
        Words(
            "用 Excel 打开，另存为普通的“Excel 工作簿 (*.xlsx)”",
            "open it in Excel and save it as a plain Excel Workbook (*.xlsx)",
        ),
    ),
    "E108": Entry(
        "error",
        Words(
            "文件含有正常表格不会有的内容（{what}），不予读取",
            "the file holds what no ordinary workbook holds ({what}) and is not read",
        ),
        Words(
            "在原来的填报表里重新填写，用 Excel 或 WPS 保存",
            "fill in the original form again and save it in Excel or WPS",
        ),
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
            "其他文件不受影响。先关掉别的程序，单独再试这一个；还不行，请在原来的填报表里重新填写",
            "other files are not affected. Close other programs and try this one alone; else fill in the original form again",
        ),
    ),
    "E201": Entry(
        "error",
        Words("缺少工作表“{sheet}”{near}", "the sheet {sheet} is missing{near}"),
        Words(
            "表名改过的，改回“{sheet}”；删掉了的，从原来的表格复制过来；拿错了文件的，换成对的",
            "if it was renamed, name it {sheet} again; if it was deleted, copy it from the original workbook; if this is the "
            "wrong file, take the right one",
        ),
    ),
    "E202": Entry(
        "error",
        Words("工作表“{sheet}”缺少列“{column}”{near}", "the sheet {sheet} has no column {column}{near}"),
        Words(
            "列名改过的，改回“{column}”；删掉了的，从原来的表格复制过来",
            "if it was renamed, call it {column} again; if it was deleted, copy it from the original workbook",
        ),
    ),
    "E203": Entry(
        "error",
        Words("没有{unit}的任何数据", "there are no data of {unit}"),
        Words(
            "填报表：填好再报；年度工作簿：用 loudi-qa collect 汇总该单位的填报表",
            "a form: fill it in; a year's workbook: add the form of this unit with loudi-qa collect",
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
            "照原来的表格改回编号，如 P01、T10；若是合计，请删去这一行",
            "copy the code back from the original form, as P01 or T10; if the row is a sum, delete it",
        ),
    ),
    "E207": Entry(
        "error",
        Words("{unit}的 {measure} 有两行，前一行在 {first}", "{measure} of {unit} stands twice, first in {first}"),
        Words("留下正确的一行，删去另一行", "keep the row that is right and delete the other"),
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
            "核对是不是拿了往年的表；确要按往年的规则，用 --indicators 和 --responsibilities 指定",
            "see whether it is an old form; to go by older rules name them with --indicators and --responsibilities",
        ),
    ),
    "E210": Entry(
        "warning",
        Words(
            "工作表“{sheet}”没有列“{column}”{near}这一列的内容不会被读取",
            "the sheet {sheet} has no column {column}{near} what stands in it is not read",
        ),
        Words("列名改回“{column}”", "call the column {column} again"),
    ),
    "E223": Entry(
        "error",
        Words("{what}出现了两次（{where}），不知道该读哪一个", "{what} stands twice ({where}); no one can say which is meant"),
        Words("删去或改名多余的那一个", "delete or rename the one too many"),
    ),
}
