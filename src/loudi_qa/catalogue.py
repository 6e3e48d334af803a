"""The catalogue of findings: a code, its level, its sentence and its mend, in Chinese and English.

E1 the file, E2 the structure, E3 a value, E4 what a value is held against, E5 the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.findings import Level


class Entry(NamedTuple):
    """What a code means."""

    level: Level
    message: Words
    fix: Words


_RESAVE = Words("用 Excel 或 WPS 打开，另存为 .xlsx 再试", "open it in Excel or WPS and save it as .xlsx")

CATALOGUE: dict[str, Entry] = {
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
        Words("没有 {unit} 的任何数据", "there are no data of {unit}"),
        Words("收齐该单位的填报表后重新汇总", "collect the form of this unit and join it in"),
    ),
    "E204": Entry(
        "error",
        Words("{unit} 的 {measure} {name} 没有填", "{unit} has left {measure} {name} empty"),
        Words(
            "填写数值；确不适用的，在“不适用原因”中写明允许的原因",
            "fill in a value; if it does not apply, give an allowed reason under 不适用原因",
        ),
    ),
    "E205": Entry(
        "error",
        Words("不认识的单位“{read}”{near}", "unknown unit {read}{near}"),
        Words("改为 responsibilities.yaml 中的单位名称", "use a unit's name as in responsibilities.yaml"),
    ),
    "E206": Entry(
        "error",
        Words("不认识的编号“{read}”{near}", "unknown code {read}{near}"),
        Words("按 indicators.yaml 填写编号", "use an id of indicators.yaml"),
    ),
    "E207": Entry(
        "error",
        Words("{unit} 的 {measure} 重复，已见于 {first}", "{measure} of {unit} stands twice, first in {first}"),
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
    "E301": Entry(
        "error",
        Words("{unit} 的 {measure} 应填数字，读到“{read}”", "{measure} of {unit} must be a number, it reads {read}"),
        Words("只填数字，文字说明写到“备注”", "write the number alone; remarks go under 备注"),
    ),
    "E302": Entry(
        "error",
        Words(
            "{unit} 的 {measure} 读到 {read}，超出 {low} 至 {high}",
            "{measure} of {unit} reads {read}, outside {low} to {high}",
        ),
        Words(
            "填 {low} 至 {high} 之间的数；检查小数点、百分号和正负号{hint}",
            "write a number from {low} to {high}; look at the decimal point, the percent sign and the sign{hint}",
        ),
    ),
    "E303": Entry(
        "error",
        Words("单元格是错误值 {read}", "the cell holds the error {read}"),
        Words("改正公式或直接填写数值", "mend the formula or write the value"),
    ),
    "E304": Entry(
        "error",
        Words("公式没有保存计算结果", "the formula has no stored result"),
        Words("用 Excel 或 WPS 打开文件，保存一次", "open the file in Excel or WPS and save it once"),
    ),
    "E305": Entry(
        "error",
        Words(
            "{unit} 的 {measure} 读到“{read}”，只能填：{allowed}",
            "{measure} of {unit} reads {read}; allowed: {allowed}",
        ),
        Words("从下拉列表中选择", "choose from the list"),
    ),
    "E306": Entry(
        "error",
        Words(
            "{unit} 的 {measure} 不能以“{read}”为由不适用；允许的原因：{allowed}",
            "{measure} of {unit} cannot be left out for {read}; allowed reasons: {allowed}",
        ),
        Words("改用允许的原因，或填写数值", "use an allowed reason, or fill in a value"),
    ),
    "E307": Entry(
        "error",
        Words(
            "{unit} 的 {measure} 应填数字，读到{kind} {read}",
            "{measure} of {unit} must be a number, it holds {kind}: {read}",
        ),
        Words("把单元格格式改为常规，重新填数字", "set the cell's format to General and write the number again"),
    ),
    "E308": Entry(
        "error",
        Words("{unit} 的 {measure} 只能是整数，读到 {read}", "{measure} of {unit} must be a whole number, it reads {read}"),
        Words("填写实际件数", "write the number of things counted"),
    ),
    "E309": Entry(
        "warning",
        Words(
            "{unit} 的 {measure} 读到 {read}，百分比是否漏乘了 100？",
            "{measure} of {unit} reads {read}: was a percentage not multiplied by 100?",
        ),
        Words(
            "确为 {read}% 的请在备注说明，否则填 {hint}",
            "if it really is {read} %, say so under 备注; otherwise write {hint}",
        ),
    ),
    "E310": Entry(
        "note",
        Words("{unit} 的 {measure} 把“{read}”读作 {taken_as}", "{measure} of {unit}: {read} is read as {taken_as}"),
        Words("无需处理；下次请直接填数字", "nothing to do; next time write the plain number"),
    ),
    "E311": Entry(
        "error",
        Words(
            "{unit} 的 {measure} 既填了 {read} 又填了不适用原因“{reason}”",
            "{measure} of {unit} has both a value, {read}, and a reason not to apply, {reason}",
        ),
        Words("二者只留其一", "keep one of the two"),
    ),
    "E401": Entry(
        "error",
        Words(
            "没有 {measure} {name} 在{group}的全省平均",
            "there is no provincial average of {measure} {name} for {group}",
        ),
        Words(
            "在“全省平均”表中补上当年数字、统计口径和来源",
            "add the year's figure with scope and source to the sheet 全省平均",
        ),
    ),
    "E402": Entry(
        "error",
        Words("{unit} 没有 {measure} {name} 的上年值", "{unit} has no value of last year for {measure} {name}"),
        Words("在“上年数据”表中补上", "add it to the sheet 上年数据"),
    ),
    "E403": Entry(
        "error",
        Words("{indicator} 没有 {year} 年的目标值", "{indicator} has no target for {year}"),
        Words("在 indicators.yaml 中写上这一年的目标", "give that year's target in indicators.yaml"),
    ),
    "E404": Entry(
        "error",
        Words(
            "{measure} 的全省平均重复，已见于 {first}",
            "the provincial average of {measure} stands twice, first in {first}",
        ),
        Words("只保留口径正确的一行", "keep the row whose scope is right"),
    ),
    "E405": Entry(
        "warning",
        Words("{measure} 的全省平均没有写明{what}", "the provincial average of {measure} does not give its {what}"),
        Words("补上统计口径和来源，否则结果无法复核", "add scope and source, or no one can check it"),
    ),
    "E406": Entry(
        "error",
        Words("不认识的适用组“{read}”{near}", "unknown benchmark group {read}{near}"),
        Words("填“全部”，或 responsibilities.yaml 中的适用组", "write 全部, or a benchmark group of responsibilities.yaml"),
    ),
    "E407": Entry(
        "error",
        Words("不认识的事件类别“{read}”{near}", "unknown kind of incident {read}{near}"),
        Words("按 indicators.yaml 中 vetoes 的名称填写", "use the name of a veto in indicators.yaml"),
    ),
    "E408": Entry(
        "error",
        Words(
            "“{sheet}”中的 {what} 应为不小于 0 的数字，读到“{read}”",
            "{what} in {sheet} must be a number from 0 up, it reads {read}",
        ),
        Words("改为数字", "write a number"),
    ),
    "E501": Entry(
        "warning",
        Words(
            "{unit} 的{group}有 {share} 分不适用，超过可转移的 {cap} 分，满分按 {of} 分计",
            "{unit}: {share} points of {group} do not apply, more than the {cap} that may move; the group counts {of}",
        ),
        Words("核对不适用原因和目标分解是否齐全", "check the reasons given and whether quotas are missing"),
    ),
    "E502": Entry(
        "warning",
        Words(
            "{unit} 总分 {total}，距 {grade} 级下限 {bound} 只差 {short} 分",
            "{unit} has {total}, {short} short of the bound {bound} of grade {grade}",
        ),
        Words("公布前再核对一次该单位的数据", "check this unit's data once more before publishing"),
    ),
    "E503": Entry(
        "note",
        Words(
            "没有上一年度的结果，“连续两年”的后果未作判断",
            "without last year's result, consequences of repeated failure were not examined",
        ),
        Words("用 --previous 指定上一年度的工作簿", "name last year's workbook with --previous"),
    ),
}
