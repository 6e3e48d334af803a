"""The second half of the catalogue of findings: E3 a value, E4 what a value is held against, E5 the result."""

from __future__ import annotations

from loudi_qa.catalogue.entry import Entry
from loudi_qa.words import Words

VALUES: dict[str, Entry] = {
    "E301": Entry(
        "error",
        Words(
            "{unit}的 {measure}：{column}应填数字，读到“{read}”",
            "{column} of {measure} of {unit} must be a number, it reads {read}",
        ),
        Words("只填数字，文字说明写到“备注”{hint}", "write the number alone; remarks go under 备注{hint}"),
    ),
    "E302": Entry(
        "error",
        Words(
            "{name}的 {measure} 读到 {read}，超出 {low} 至 {high}",
            "{measure} of {name} reads {read}, outside {low} to {high}",
        ),
        Words(
            "填 {low} 至 {high} 之间的数；检查小数点、百分号和正负号{hint}",
            "write a number from {low} to {high}; look at the decimal point, the percent sign and the sign{hint}",
        ),
    ),
    "E303": Entry(
        "error",
        Words("单元格是错误值 {read}", "the cell holds the error {read}"),
        Words("改正公式，或直接填数", "mend the formula, or write the number"),
    ),
    "E304": Entry(
        "error",
        Words("公式没有保存计算结果", "the formula has no stored result"),
        Words("用 Excel 或 WPS 打开文件，保存一次", "open the file in Excel or WPS and save it once"),
    ),
    "E305": Entry(
        "error",
        Words(
            "{unit}的 {measure} 读到“{read}”，只能填：{allowed}",
            "{measure} of {unit} reads {read}; allowed: {allowed}",
        ),
        Words("点格子右边的箭头选一个；手写的要一字不差", "choose one with the arrow beside the cell, or write it word for word"),
    ),
    "E306": Entry(
        "error",
        Words(
            "{unit}的 {measure} 不能因“{read}”不适用；允许的原因：{allowed}",
            "{measure} of {unit} cannot be left out for {read}; allowed reasons: {allowed}",
        ),
        Words(
            "改选允许的原因；都不符合的，清空原因，填报数值", "use an allowed reason; if none fits, empty it and fill in a value"
        ),
    ),
    "E307": Entry(
        "error",
        Words(
            "{unit}的 {measure}：{column}应填数字，读到{kind} {read}",
            "{column} of {measure} of {unit} must be a number, it holds {kind}: {read}",
        ),
        Words("把单元格格式改为常规，重新填数字", "set the cell's format to General and write the number again"),
    ),
    "E308": Entry(
        "error",
        Words("{unit}的 {measure} 只能是整数，读到 {read}", "{measure} of {unit} must be a whole number, it reads {read}"),
        Words("填实际的个数，不带小数", "write the number of things counted, without decimals"),
    ),
    "E309": Entry(
        "warning",
        Words(
            "{name}的 {measure} 读到 {read}，百分比是否漏乘了 100？",
            "{measure} of {name} reads {read}: was a percentage not multiplied by 100?",
        ),
        Words(
            "确为 {read}% 的，在“备注”说明；不是的，改填 {hint}",
            "if it really is {read} %, say so under 备注; otherwise write {hint}",
        ),
    ),
    "E310": Entry(
        "note",
        Words("“{read}”读作 {taken_as}（{rule}）", "{read} is read as {taken_as} ({rule})"),
        Words("不用处理；下次请直接填 {taken_as}", "nothing to do; next time write {taken_as}"),
    ),
    "E311": Entry(
        "error",
        Words(
            "{unit}的 {measure} 既填了 {read} 又填了不适用原因“{reason}”",
            "{measure} of {unit} has both a value, {read}, and a reason not to apply, {reason}",
        ),
        Words(
            "适用的，清空“不适用原因”；不适用的，清空填报的数",
            "if it applies, empty 不适用原因; if it does not, empty the value",
        ),
    ),
    "E312": Entry(
        "error",
        Words(
            "{unit}的 {measure} 分子 {good} 与分母 {all} 不合",
            "{measure} of {unit}: a numerator of {good} does not go with a denominator of {all}",
        ),
        Words(
            "看看是否填反：分子应在 0 与分母之间，分母大于 0",
            "see if they changed places: the numerator lies between 0 and the denominator, which is above 0",
        ),
    ),
    "E401": Entry(
        "error",
        Words(
            "没有 {measure} {name}在{group}的全省平均",
            "there is no provincial average of {measure} {name} for {group}",
        ),
        Words(
            "在“全省平均”表中补上当年数字、统计口径和来源；各组同一个数的，适用组可写“全部”",
            "add the year's figure with scope and source to 全省平均; one figure for all groups goes under 全部",
        ),
    ),
    "E402": Entry(
        "error",
        Words("{unit}没有 {measure} {name}的上年值", "{unit} has no value of last year for {measure} {name}"),
        Words(
            "在“上年数据”表中补上；有上年工作簿的，用 loudi-qa collect 汇总时加 --previous 带入",
            "add it to the sheet 上年数据, or let loudi-qa collect take it from last year's workbook with --previous",
        ),
    ),
    "E403": Entry(
        "error",
        Words("{indicator} 没有 {year} 年的目标值", "{indicator} has no target for {year}"),
        Words("在 indicators.yaml 中写上这一年的目标", "give that year's target in indicators.yaml"),
    ),
    "E404": Entry(
        "error",
        Words(
            "{measure} 的全省平均有两行，前一行在 {first}",
            "the provincial average of {measure} stands twice, first in {first}",
        ),
        Words("留下口径正确的一行，删去另一行", "keep the row whose scope is right and delete the other"),
    ),
    "E405": Entry(
        "warning",
        Words("{measure} 的全省平均没有写明{what}", "the provincial average of {measure} does not give its {what}"),
        Words("补上统计口径和来源，否则结果无法复核", "add scope and source, or no one can check it"),
    ),
    "E406": Entry(
        "error",
        Words("不认识的适用组“{read}”{near}", "unknown benchmark group {read}{near}"),
        Words("改为：{names}", "use one of: {names}"),
    ),
    "E407": Entry(
        "error",
        Words("不认识的事件类别“{read}”{near}", "unknown kind of incident {read}{near}"),
        Words("改为：{names}", "use one of: {names}"),
    ),
    "E408": Entry(
        "error",
        Words(
            "“{sheet}”表的“{what}”应为不小于 0 的数字，读到“{read}”",
            "{what} in {sheet} must be a number from 0 up, it reads {read}",
        ),
        Words("改成数字，如 3、95.2", "write a number, as 3 or 95.2"),
    ),
    "E409": Entry(
        "warning",
        Words(
            "{unit}的事件日期是 {read}，不在考核年度 {year} 内",
            "the incident of {unit} is dated {read}, not in the year assessed, {year}",
        ),
        Words("核对日期；确不属于本年度的删去这一行", "check the date; if it is of another year, delete the row"),
    ),
    "E410": Entry(
        "warning",
        Words(
            "“目标分解”里一个年度目标也没有，数量指标都按不适用处理",
            "目标分解 holds no quota at all: no count that a quota asks for applies",
        ),
        Words("把全市目标分解到各单位，填入“年度目标”", "hand the city's targets out to the units, under 年度目标"),
    ),
    "E501": Entry(
        "warning",
        Words(
            "{unit}的{group}有 {share} 分不适用，超过可转移的 {cap} 分，满分按 {of} 分计",
            "{unit}: {share} points of {group} do not apply, more than the {cap} that may move; the group counts {of}",
        ),
        Words("核对不适用原因和目标分解是否齐全", "check the reasons given and whether quotas are missing"),
    ),
    "E502": Entry(
        "warning",
        Words(
            "{unit}总分 {total}，距 {grade}下限 {bound} 只差 {short} 分",
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
    "E504": Entry(
        "warning",
        Words(
            "{unit}上一年度没有等级（{file} 有错误或缺数据），“连续两年”的后果未作判断",
            "{unit} has no grade of last year ({file} has errors or gaps): repeated failure was not examined",
        ),
        Words(
            "用 loudi-qa validate 检查上一年度的工作簿，改好再计分",
            "check last year's workbook with loudi-qa validate, mend it and score again",
        ),
    ),
}
