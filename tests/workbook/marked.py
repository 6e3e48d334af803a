"""Workbooks to mark, marks to put on them, and all that must be the same in the copy."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl
import xlsxwriter
from tests.workbook.oracle import as_we_read

from loudi_qa.workbook import layout
from loudi_qa.workbook.colours import FILLS
from loudi_qa.workbook.issues import Mark
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.comments import Comment

DATA = layout.DATA.name


def mark(cell: str | None = "C2", level: str = "error", sheet: str | None = DATA, **changed: str | None) -> Mark:
    """A mark on a cell; what is not said is plain."""
    plain = Mark("E301", "error", sheet, cell, "应填数字", "只填数字", "约53", "双峰县", "P02")
    return plain._replace(level=level, **changed)  # type: ignore[arg-type]  # the test says a level that there is


def form() -> bytes:
    """A form with everything that a unit's workbook may hold, formulas with their results."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_custom_property("loudi_qa_sender", "双峰县")
        book.set_custom_property("份数", 3, "number")
        free = {"locked": False}
        percent, yellow = book.add_format(free | {"num_format": "0.00%"}), book.add_format(free | {"bg_color": "#FFF8DC"})
        sheet, other, deep = book.add_worksheet(DATA), book.add_worksheet("选项"), book.add_worksheet("底")
        sheet.write_row(
            "A1", ["单位", "编号", "填报值", "分子", "分母", "备注"], book.add_format({"bold": True, "bg_color": "#DDE6F0"})
        )
        for row, value in enumerate([0.9719, "约53", 97.3, True, ""], start=2):
            sheet.write_row(f"A{row}", ["双峰县", f"P0{row}"])
            sheet.write(f"C{row}", value, percent if row == 2 else yellow)
        sheet.write_formula("D2", "=SUM(D3:D4)", yellow, 12.5)
        sheet.write_formula("D3", '="有"&"字"', yellow, "有字")
        sheet.write_formula("D4", "=1/0", yellow, "#DIV/0!")
        sheet.write_formula("D5", "=1=1", yellow, "TRUE")
        sheet.write_formula("D6", '=""', yellow, "")
        sheet.write_array_formula("E2:E3", "{=ROWS(C2:C3)*{1;2}}", yellow, 2)
        sheet.write_number("E3", 4)
        sheet.write_formula("E4", "=C4/100", percent, 0.973)
        sheet.write_datetime("E5", dt.datetime(2019, 12, 31, 8, 30), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
        sheet.write_rich_string("F2", "见", book.add_format({"bold": True}), " 附件 ", "一")
        sheet.write_string("F3", "=1+1")
        sheet.write_url("F4", "https://example.org/", string="网页")
        sheet.write_comment("C3", "会计：见台账", {"author": "会计"})
        sheet.merge_range("A9:C10", "合并的格", yellow)
        book.define_name("单位名单", "=选项!$A$1:$A$2")
        other.write_column("A1", ["双峰县", "新化县"])
        sheet.data_validation("A2:A6", {"validate": "list", "source": "=单位名单", "error_message": "从列表里选"})
        sheet.data_validation("C2:C6", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100})
        sheet.conditional_format("C2:C6", {"type": "blanks", "format": book.add_format({"bg_color": "#FCE4D6"})})
        sheet.protect("口令", {"format_columns": True})
        sheet.set_column("G:J", 14, book.add_format(free | {"num_format": "0%"}))
        sheet.freeze_panes(1, 2)
        sheet.autofilter("A1:F6")
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页")
        sheet.set_row(7, None, None, {"hidden": True})
        deep.very_hidden()
        deep.write("B2", "密")
    return out.getvalue()


class Survey(NamedTuple):
    """What our reader makes of a workbook, and what openpyxl finds around its cells."""

    values: dict[str, dict[tuple[int, int], object]]
    facts: dict[str, dict[str, object]]
    around: dict[str, object]


def survey(path: Path, data: bytes) -> Survey:
    """All that must be the same before and after; the list of findings is left out."""
    path.write_bytes(data)
    book = read(path)
    names = [name for name in book.sheets if name != layout.ISSUES]
    values = as_we_read(path)
    facts = {}
    for name in names:
        own = book.sheets[name].facts
        filled = {at for at in values[name] if book.sheets[name].is_percent(*at)}
        facts[name] = {
            "percent": filled, "without": own.without_result, "errors": own.errors, "merges": own.merges, "hidden": own.hidden,
            "rows": own.hidden_rows, "columns": own.hidden_columns, "lock": own.protected, "lists": own.lists,
        }  # fmt: skip
    return Survey({n: values[n] for n in names}, facts, _around(data))


def covers(area: Any) -> bool:
    """Whether a conditional format is there for our colours alone."""
    return any(r.dxf and r.dxf.fill and str(r.dxf.fill.bgColor.rgb)[-6:] in FILLS.values() for r in area.rules)


def _around(data: bytes) -> dict[str, object]:
    book: Any = openpyxl.load_workbook(BytesIO(data), rich_text=True)
    found: dict[str, object] = {
        "names": {name: n.attr_text for name, n in book.defined_names.items()},
        "properties": {p.name: p.value for p in book.custom_doc_props.props},
        "active": book.active.title if book.active else None,
    }
    for sheet in book.worksheets:
        if sheet.title == layout.ISSUES:
            continue
        cells = [*sheet._cells.values()]
        found[sheet.title] = {
            "state": sheet.sheet_state, "freeze": sheet.freeze_panes, "titles": sheet.print_title_rows,
            "page": dict(sheet.page_setup), "footer": str(sheet.oddFooter.center.text) if sheet.oddFooter else "",
            "lock": dict(sheet.protection), "filter": sheet.auto_filter.ref,
            "merged": {str(r) for r in sheet.merged_cells.ranges},
            "lists": sorted((str(v.sqref), v.type, v.formula1, v.error) for v in sheet.data_validations.dataValidation),
            "colours by rule": {str(c.sqref): [r.type for r in c.rules] for c in sheet.conditional_formatting if not covers(c)},
            "widths": {k: (d.width, d.hidden, d.min, d.max) for k, d in sheet.column_dimensions.items()},
            "formulas": {c.coordinate: str(getattr(c.value, "text", c.value)) for c in cells if c.data_type == "f"},
            "formats": {c.coordinate: (c.number_format, c.protection.locked, c.font.b) for c in cells if c.value},
            "links": {c.coordinate: c.hyperlink.target for c in cells if c.hyperlink},
        }  # fmt: skip
    return found


def fills(data: bytes) -> dict[str, str]:
    """The fill of every cell that has one, by its address; our list left out."""
    book = openpyxl.load_workbook(BytesIO(data))
    cells = [c for s in book.worksheets if s.title != layout.ISSUES for c in s._cells.values()]
    return {f"{c.parent.title}!{c.coordinate}": repr(c.fill) for c in cells if c.fill.fill_type}


def coloured(data: bytes) -> dict[str, str]:
    """The level whose colour a cell has, by its address."""
    book = openpyxl.load_workbook(BytesIO(data))
    levels: dict[str, str] = {rgb: level for level, rgb in FILLS.items()}
    cells = [c for s in book.worksheets if s.title != layout.ISSUES for c in s._cells.values() if c.fill.fill_type == "solid"]
    shown = {f"{c.parent.title}!{c.coordinate}": str(c.fill.fgColor.rgb)[-6:] for c in cells}
    return {at: levels[rgb] for at, rgb in shown.items() if rgb in levels}


def remarks(data: bytes) -> dict[str, Comment]:
    """The comments by their address."""
    book = openpyxl.load_workbook(BytesIO(data))
    return {f"{s.title}!{c.coordinate}": c.comment for s in book.worksheets for c in s._cells.values() if c.comment}
