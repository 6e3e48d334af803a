"""What does not make sense about a value that can be read: E313 and on."""

from __future__ import annotations

from loudi_qa.catalogue.entry import Entry
from loudi_qa.words import Words

SENSE: dict[str, Entry] = {
    "E313": Entry(
        "warning",
        Words(
            "{unit}的 {measure} 单元格里的百分号只是显示的文字，存的数是 {read}，按 {taken_as} 读",
            "{measure} of {unit}: the percent sign is mere text of the format; {read} is stored and read as {taken_as}",
        ),
        Words("把单元格格式改为常规，填 97.5 这样的数", "set the cell's format to General and write a number such as 97.5"),
    ),
    "E314": Entry(
        "error",
        Words(
            "{unit}的 {measure} 填的是“{read}”，说不清是零、不适用还是没有数",
            "{measure} of {unit} reads {read}: it may mean zero, not applicable or not known",
        ),
        Words("是零就填 0；还没有数的，查到再填{reasons}", "write 0 for zero; if the figure is not known yet, find it{reasons}"),
    ),
    "E315": Entry(
        "warning",
        Words(
            "{unit}的 {measure} 填报值 {read} 是 {good} ÷ {all} {how}的结果，四舍五入到 {places} 位是 {exact}",
            "{measure} of {unit}: {read} is {good}/{all} {how}; rounded half up to {places} places it is {exact}",
        ),
        Words("填 {exact}", "write {exact}"),
    ),
    "E316": Entry(
        "error",
        Words(
            "{unit}的 {measure} 填报值 {read} 与分子分母对不上：{good} ÷ {all} = {exact}%",
            "{measure} of {unit}: {read} does not go with its counts: {good} ÷ {all} = {exact} %",
        ),
        Words("核对三个数，改正错的那个{hint}", "check the three numbers and mend the wrong one{hint}"),
        may_wait=True,
    ),
    "E317": Entry(
        "warning",
        Words("{unit}的 {measure} 没有填{what}，无法核对比率", "{measure} of {unit} has no {what}: the rate is unchecked"),
        Words("补上{what}", "fill in {what}"),
    ),
    "E318": Entry(
        "warning",
        Words(
            "{unit}的 {measure} 从上年 {last} 变为 {read}，变动超过 {share}，没有说明",
            "{measure} of {unit} went from {last} to {read}, a change beyond {share}, without a remark",
        ),
        Words("核对无误的，在“备注”写明原因", "if it is right, give the reason under 备注"),
    ),
    "E319": Entry(
        "error",
        Words("{unit}的 {measure} 没有写佐证材料", "{measure} of {unit} names no evidence"),
        Words("在“佐证材料”写明文件名称或文号", "name the document or its number under 佐证材料"),
        may_wait=True,
    ),
    "E323": Entry(
        "error",
        Words(
            "{unit}的 {measure}：{column}显示成了百分数（{shown}），说不清是 {read} 还是 {hundredfold}",
            "{column} of {measure} of {unit} is shown as a percentage ({shown}): it may mean {read} or {hundredfold}",
        ),
        Words("把单元格格式改为常规，重新填数字", "set the cell's format to General and write the number again"),
    ),
    "E320": Entry(
        "note",
        Words(
            "{unit}的 {measure} 填报 {sent}，核定为 {read}，以核定值为准",
            "{unit} sent {sent} for {measure}, verified as {read}, which counts",
        ),
        Words("不用处理；反馈时向该单位说明", "nothing to do; tell the unit in the feedback"),
    ),
    "E321": Entry(
        "warning",
        Words(
            "{unit}的 {measure} 填报 {sent}，核定为 {read}，没有写依据",
            "{unit} sent {sent} for {measure}, verified as {read}, without grounds",
        ),
        Words("在“依据”或“备注”写明核定依据", "give the grounds under 依据 or 备注"),
    ),
    "E322": Entry(
        "error",
        Words(
            "{unit}自己填了 {measure} 的核定值 {read}，不采用",
            "{unit} itself filled in 核定值 of {measure} ({read}); it is not taken",
        ),
        Words(
            "清空“核定值”；本单位的数填在“填报值”，这一列由核验部门填",
            "empty 核定值, which is the department's to fill in; your own figure goes under 填报值",
        ),
    ),
}
