"""Faults of a form's make: its sheets, columns and rows, its cover, what is hidden, merged or lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.submission.books import AVERAGES, DATA, EXTRAS, INCIDENTS, QUOTAS
from tests.submission.faults import (
    HERE,
    SENT,
    THERE,
    Fault,
    again,
    below,
    changed,
    data,
    on_cover,
    put,
    rezipped,
    title,
    typed,
    verified,
    without,
    without_column,
    year,
)
from tests.workbook.filled import cell, columns

from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from openpyxl import Workbook
    from tests.submission.faults import Make

LINK = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" '
    'Target="externalLinks/externalLink1.xml"/></Relationships>'
)


def linked(parts: dict[str, bytes]) -> None:
    """A formula that refers to another file."""
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", LINK.encode())
    parts["xl/externalLinks/externalLink1.xml"] = b'<?xml version="1.0"?><externalLink/>'


def every_unit(name: str | None) -> Make:
    """Another name in the column of units, in every row."""
    return changed(*(put(m, name, layout.UNIT) for m in reversed(SENT)))


def reversed_columns(book: Workbook) -> None:
    """The columns in another order."""
    sheet = data(book)
    for row in sheet.iter_rows():
        for at, value in zip(row, [c.value for c in reversed(row)], strict=True):
            at.value = value


def blank_row(book: Workbook) -> None:
    data(book).insert_rows(5, 2)


def spare_column(book: Workbook) -> None:
    data(book).cell(1, 20).value, data(book).cell(2, 20).value = "我的笔记", "已核"


def pasted_over(book: Workbook) -> None:
    """What pasting whole cells does to lists and input rules."""
    data(book).data_validations.dataValidation.clear()


def hide_row(book: Workbook) -> None:
    data(book).row_dimensions[cell(book, HERE, "C1", layout.CODE).row].hidden = True


def hide_column(book: Workbook) -> None:
    sheet = data(book)
    sheet.column_dimensions[layout.letters(columns(sheet)[layout.REASON] - 1)].hidden = True


def hide_sheet(book: Workbook) -> None:
    data(book).sheet_state = "hidden"


def twin_sheet(book: Workbook) -> None:
    """A copy under the same name but for a space, which a spreadsheet program allows."""
    book.copy_worksheet(data(book)).title = f"{layout.DATA.name} "


def header_again(book: Workbook) -> None:
    """The titles once more in the middle of the table."""
    sheet = data(book)
    titles = [c.value for c in sheet[1]]
    sheet.insert_rows(5)
    for at, value in zip(sheet[5], titles, strict=True):
        at.value = value


def spaced_key(book: Workbook) -> None:
    """填 报 单 位 on the cover, as typists set it."""
    (at,) = (c for c in book[layout.COVER]["A"] if c.value == layout.REPORTING_UNIT)
    at.value = " ".join(layout.REPORTING_UNIT)


def merge_values(book: Workbook) -> None:
    at = layout.letters(columns(data(book))[layout.VALUE] - 1)
    rows = [cell(book, HERE, m, layout.CODE).row for m in ("B1", "L1")]
    data(book).merge_cells(f"{at}{rows[0]}:{at}{rows[1]}")


def merge_notes(book: Workbook) -> None:
    data(book).merge_cells("A20:F22")
    data(book)["A20"].value = None


def unlock(book: Workbook) -> None:
    data(book).protection.sheet = False


def foreign(book: Workbook) -> None:
    """In a department's form a row of a measure that another one verifies, with a verified value."""
    row = cell(book, HERE, "T1", layout.CODE).row
    row_of_another: dict[str, str | int] = {"编号": "L1", "指标名称": "投诉件数", "计量单位": "件", "核定值": 5}
    for name, value in row_of_another.items():
        data(book).cell(row, columns(data(book))[name]).value = value


def rename(old: str, new: str) -> Make:
    """Another name for a sheet."""
    return changed(lambda book: setattr(book[old], "title", new))


def another_scheme(parts: str) -> Make:
    """A cover that names other rules."""
    return changed(on_cover(layout.SCHEME, parts))


FORMS = [
    Fault("按要求填好的表", "a form filled in as asked", "", changed()),
    Fault("工作表改名：指标数据表", "the sheet renamed: 指标数据表", "E201", rename(layout.DATA.name, "指标数据表")),
    Fault("封面被删去", "the cover deleted", "E201", changed(lambda b: b.remove(b[layout.COVER]))),
    Fault("列名写错：填报数值", "a column misspelt: 填报数值", "E202", changed(title("填报值", "填报数值"))),
    Fault("可以没有的列改了名：核定数", "a column that may be absent renamed: 核定数", "E210",
          changed(title("核定值", "核定数"))),
    Fault("删掉了备注列", "the column of remarks deleted", "E210", changed(without_column(layout.REMARK))),
    Fault("删掉了分子、分母两列", "the columns of both counts deleted", "E210 E210 E317",
          changed(without_column(layout.DENOMINATOR), without_column(layout.NUMERATOR))),
    Fault("多了一张只差一个空格的同名工作表", "another sheet of the same name but for a space", "E223", changed(twin_sheet)),
    Fault("有两列都叫填报值", "two columns of one title: 填报值", "E223",
          changed(lambda book: setattr(data(book).cell(1, 20), "value", "填报值"))),
    Fault("有两列都叫备注", "two columns of remarks", "", changed(lambda book: setattr(data(book).cell(1, 20), "value", "备注"))),
    Fault("只有表头，一行没填", "no row filled in", "E203", changed(*(put(m, None) for m in SENT))),
    Fault("有一项没填", "one value left empty", "E204", typed("T1", None)),
    Fault("某一行的单位写错：甲曲", "the unit of a row misspelt: 甲曲", "E205", typed("R1", "甲曲", layout.UNIT)),
    Fault("每一行的单位都写错", "the unit misspelt in every row", "E203 E205", every_unit("甲曲")),
    Fault("编号写错：字母 I 当作数字 1", "a code misspelt: a letter for a digit", "E206", typed("L1", "LI", layout.CODE)),
    Fault("编号写成小写：c1", "a code in small letters: c1", "E310", typed("C1", "c1", layout.CODE)),
    Fault("填了数，编号却空着", "a value without a code", "E206", typed("C1", None, layout.CODE)),
    Fault("一个编号写错，另一行删掉了", "a code misspelt and another row deleted", "E206 E211 E211",
          changed(put("L1", "LI", layout.CODE), without("B1"))),
    Fault("两个编号写错", "two codes misspelt", "E206 E206", changed(put("L1", "LI", layout.CODE), put("B1", "B9", layout.CODE))),
    Fault("表下写了一行说明", "a remark below the table", "", changed(below(单位="说明：数据截至年末"))),
    Fault("表下签了名", "signatures below the table", "", changed(below(单位="填表人：", 编号=None, 指标名称="张三"))),
    Fault("表下有一行没有填数的合计", "an empty sum line below the table", "", changed(below(单位="合计"))),
    Fault("表下有一行填了数的合计", "a sum line with a number below the table", "E206", changed(below(单位="合计", 填报值=12))),
    Fault("分页处又抄了一遍表头", "the header repeated at a page break", "", changed(header_again)),
    Fault("同一行出现两次，内容相同", "a row twice, both alike", "E207", changed(again("C1", 3))),
    Fault("同一行出现两次，内容不同", "a row twice, and the two differ", "E207", changed(again("C1", 7))),
    Fault("封面没有考核年度", "no year on the cover", "E208", changed(on_cover("考核年度", "今年"))),
    Fault("封面写了两个年度：2018-2019", "two years on the cover: 2018-2019", "E208",
          changed(on_cover("考核年度", "2018-2019"))),
    Fault("用了往年版本的表", "the form of another edition", "E209", another_scheme("tiny 2018")),
    Fault("表格生成之后指标体系改过", "the rules changed after the form was made", "E215",
          another_scheme("tiny 2019 0123456789ab")),
    Fault("指标体系改过，表上印的还是原来的统计说明", "the rules changed, and the form still prints the old explanation", "E215",
          changed(on_cover(layout.SCHEME, "tiny 2019 0123456789ab"), put("C1", "按原来的口径", layout.COUNT))),
    Fault("删掉一行", "a row deleted", "E211", changed(without("B1"))),
    Fault("封面填报单位写错，原表是 甲区 的", "the sender misspelt on the cover: the form was made for 甲区", "E212",
          changed(on_cover("填报单位", "甲区区"))),
    Fault("封面填报单位写别名：甲区政府", "the sender by its alias: 甲区政府", "E310", changed(on_cover("填报单位", "甲区政府"))),
    Fault("封面填报单位字间有空格：甲 区", "the sender set with spaces: 甲 区", "E310", changed(on_cover("填报单位", "甲 区"))),
    Fault("封面的“填报单位”四字间有空格", "the key 填报单位 set with spaces", "", changed(spaced_key)),
    Fault("列名字间有空格：填 报 值", "a title set with spaces: 填 报 值", "", changed(title("填报值", "填 报 值"))),
    Fault("混有别的单位的行", "a row of another unit", "E211 E213", typed("B1", THERE, layout.UNIT)),
    Fault("封面年度改成上一年", "last year on the cover", "E214", changed(on_cover("考核年度", 2018))),
    Fault("引用了别的文件（外部链接）", "refers to another file (external link)", "E216", rezipped(linked)),
    Fault("编号旁边是另一项指标的名称（排序错位）", "the name of another measure beside the code (sorted apart)", "E217",
          typed("C1", "投诉件数", layout.NAME)),
    Fault("改了锁定的指标名称", "the locked name of a measure changed", "E218",
          typed("C1", "新增标准（含企业标准）", layout.NAME)),
    Fault("改了锁定的计量单位：‰", "the locked unit of measure changed: ‰", "E218", typed("R1", "‰", layout.UNIT_OF_MEASURE)),
    Fault("改了锁定的统计说明", "the locked explanation changed", "E218", typed("C1", "按旧口径", layout.COUNT)),
    Fault("改了锁定的核验部门", "the locked verifier changed", "E218", typed("C1", "市某局", layout.VERIFIER)),
    Fault("封面改成别的单位", "another unit put on the cover", "E203 E213 E224", changed(on_cover("填报单位", THERE))),
    Fault("填报值纵向合并", "value cells merged", "E219", changed(merge_values)),
    Fault("隐藏了一行", "a hidden row", "E220", changed(hide_row)),
    Fault("隐藏了一列", "a hidden column", "E220", changed(hide_column)),
    Fault("隐藏了工作表", "a hidden sheet", "E220", changed(hide_sheet)),
    Fault("隐藏了封面", "a hidden cover", "E220", changed(lambda b: setattr(b[layout.COVER], "sheet_state", "hidden"))),
    Fault("去掉了工作表保护", "the sheet protection taken off", "E221", changed(unlock)),
    Fault("粘贴抹掉了下拉列表和输入限制", "lists and input rules pasted over", "E221", changed(pasted_over)),
    Fault("表格之间有空行", "blank rows in the table", "", changed(blank_row)),
    Fault("表头上面插了两行", "two rows put in above the header", "", changed(lambda book: data(book).insert_rows(1, 2))),
    Fault("多出一列自己的笔记", "a column of one's own notes", "", changed(spare_column)),
    Fault("列换了顺序", "columns in another order", "E221", changed(reversed_columns, pasted_over)),
    Fault("表下合并了备注格", "a note merged under the table", "", changed(merge_notes)),
    Fault("单位写别名：甲", "the unit by its alias: 甲", "E310", every_unit("甲")),
    Fault("单位写繁体：甲區", "the unit in Traditional characters: 甲區", "E310", every_unit("甲區")),
    Fault("单位字间有空格：甲 区", "the unit set with spaces: 甲 区", "E310", every_unit("甲 区")),
    Fault("单位空着，按封面填报单位读", "the unit left empty: taken from the cover", "E310", every_unit(None)),
    Fault("核验表里改了不归本部门核验的指标", "a department verifies a measure that is not its own", "E608",
          changed(foreign, of=verified, name="核验.xlsx")),
    Fault("拿填报表去计分", "a form given to score", "E222", changed(), "score"),
]  # fmt: skip

OFFICE = [
    Fault("按要求填好的年度工作簿", "a year's workbook without a fault", "", year(lambda b: b)),
    Fault("年度工作簿里少一个单位", "a unit missing from the year", "E203", year(lambda b: b.without(DATA, *range(9, 16)))),
    Fault("没有县城组的全省平均", "no provincial average of a group", "E401", year(lambda b: b.without(AVERAGES, 3))),
    Fault("没有上年值", "no value of last year", "E402", year(lambda b: b.put("上年数据!C2", None))),
    Fault("规则没有这一年的目标", "no target for the year in the rules", "E403 E409", year(lambda b: b.put("封面!B1", 2021))),
    Fault(
        "同一组的全省平均写了两次", "the average of a group twice", "E401 E404", year(lambda b: b.put("全省平均!B3", "城区组"))
    ),
    Fault("全省平均没有来源", "an average without its source", "E405", year(lambda b: b.put("全省平均!E2", None))),
    Fault("适用组写错：市区组", "a benchmark group misspelt: 市区组", "E406", year(lambda b: b.put("全省平均!B2", "市区组"))),
    Fault(
        "事件类别写错：大事故", "a kind of incident misspelt: 大事故", "E407", year(lambda b: b.put("质量安全事件!C2", "大事故"))
    ),
    Fault("年度目标写成汉字：三", "a quota in words: 三", "E408", year(lambda b: b.put("目标分解!C2", "三"))),
    Fault("一个年度目标也没有", "not a single quota", "E410", year(lambda b: b.without(QUOTAS, 2, 3))),
    Fault("年度目标全是 0", "every quota is 0", "E410", year(lambda b: b.put("目标分解!C2", 0).put("目标分解!C3", 0))),
    Fault("目标分解有两列都叫年度目标", "two columns of quotas", "E223", year(lambda b: b.put("目标分解!D1", "年度目标"))),
    Fault(
        "目标分解的编号写成小写：c1",
        "a code in small letters among the quotas: c1",
        "",
        year(lambda b: b.put("目标分解!B2", "c1")),
    ),
    Fault("事件是别的年度的", "an incident of another year", "E409", year(lambda b: b.put("质量安全事件!B2", "2017-08-23"))),
    Fault("缺少加分扣分表", "the sheet of extras is missing", "E201", year(lambda b: b.drop(EXTRAS))),
    Fault("缺少质量安全事件表", "the sheet of incidents is missing", "E201", year(lambda b: b.drop(INCIDENTS))),
]
