"""The first sheet of the ledger: what it is, from what it was made, how to work with it, what happens next year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.report import heading
from loudi_qa.report.deadline import deadline
from loudi_qa.report.grounds import basis_of_points, is_silent
from loudi_qa.report.xlsx.ledger.rows import AGAIN, FIRST, NOT_BEFORE
from loudi_qa.report.xlsx.ledger.table import NEAR, TOLD_FILL
from loudi_qa.report.xlsx.looks import (
    HIGHEST,
    LINE,
    NOTICE,
    SECTION,
    TEXT,
    TITLE,
    WARNING,
    Look,
    Pen,
    set_page,
    set_widths,
)
from loudi_qa.scheme.called import of_year
from loudi_qa.workbook import layout
from loudi_qa.workbook import ledger as names
from loudi_qa.workbook.text_size import lines

if TYPE_CHECKING:
    from openpyxl import Workbook

    from loudi_qa.report.dossier import Dossier
    from loudi_qa.report.xlsx.ledger.past import Carried
    from loudi_qa.workbook.write import Value

_WIDTHS = (16, 122)
_KEY = TEXT._replace(bold=True, fill=TOLD_FILL, indent=1)


def guide(book: Workbook, dossier: Dossier, carried: Carried) -> None:
    """What the ledger is, from what it was made, how to work with it, what happens next year."""
    sheet = book.create_sheet(names.GUIDE)
    pen = Pen(sheet)
    set_widths(sheet, _WIDTHS)
    pen.put(1, 1, f"{of_year(dossier.result.rules.scheme, dossier.year)}整改清单", TITLE)
    sheet.row_dimensions[1].height = 36
    row = 2
    for section, pairs in (("这份清单", _about(dossier, carried)), ("怎样用", _steps(dossier)), ("列了什么", _scope(dossier))):
        pen.put(row, 1, section, SECTION)
        sheet.row_dimensions[row].height = 28
        for row, (key, value, look) in enumerate(pairs, start=row + 1):  # noqa: B020 -- goes on from the heading's row
            pen.put(row, 1, key, _KEY)
            pen.put(row, 2, value, look._replace(indent=1))
            sheet.row_dimensions[row].height = min(HIGHEST, LINE * lines(str(value), _WIDTHS[1] - 4) + 7)
        row += 1
    set_page(sheet, "zh", dossier.result.year.notice)


Pair = tuple[str, "Value", Look]


def _about(dossier: Dossier, carried: Carried) -> list[Pair]:
    result, papers = dossier.result, dossier.papers
    standing = heading.standing(result, "zh")
    day = dossier.day.isoformat() if dossier.day else "未定：期限写作“通报印发之日起……”，定了以后重新生成"
    rectify = f"{deadline(papers.rectify, dossier.day).zh}（文件没有规定，本办设定：responsibilities.yaml 的 papers.rectify）"
    pairs: list[Pair] = [(layout.YEAR, dossier.year, TEXT._replace(align="left"))]
    if result.year.notice:
        pairs.append(("数据说明", result.year.notice, NOTICE._replace(grid=True)))
    state = "；".join(standing) or "数据没有错误，没有待定的单位"
    pairs += [
        ("结果状态", state, WARNING._replace(grid=True) if standing else TEXT),
        ("编制单位", papers.issuer.zh if papers.issuer else "", TEXT),
        ("通报日期", day, TEXT),
        (names.DUE, rectify, TEXT),
    ]
    for line in heading.lines(result, "zh"):
        if line not in standing and line != f"数据说明：{result.year.notice}":
            key, colon, rest = line.partition("：")
            pairs.append((key, rest, TEXT) if colon and len(key) < len("数据说明：") else ("分值依据", line, TEXT))
    return [*pairs, *_carried_on(dossier, carried)]


def _carried_on(dossier: Dossier, carried: Carried) -> list[Pair]:
    past = dossier.past
    if past is None:
        return [("带入的清单", "没有：各项从头填写", TEXT)]
    whose = "同一年度" if past.year == dossier.year else f"{past.year}年度"
    kept = sum(e.is_written for e in (*carried.items.values(), *carried.demands.values()))
    told = f"{past.file}（{whose}，sha256 {past.sha256[:12]}）：带入 {kept} 项手写内容"
    more = f"；{carried.unmatched} 行未能对应，列在“{names.LAST.name}”最后，请逐行看" if carried.unmatched else ""
    return [("带入的清单", told + more, WARNING._replace(grid=True) if carried.unmatched else TEXT)]


def _steps(dossier: Dossier) -> list[Pair]:
    by_unit, by_department, last, year = names.BY_UNIT.name, names.BY_DEPARTMENT, names.LAST.name, dossier.year
    steps = {
        "填在哪里": f"只填“{by_unit}”和“{names.DEMANDS.name}”里白底的各列（列名为黄底）。"
        "灰底的各列由程序算出，重新生成时会重写。",
        names.STATE: f"{names.TO_DO} → {names.DOING} → {names.DONE}（单位报结）→ {names.STRUCK_OFF}（本办核实）。"
        f"“{names.UNDECIDED}”是数据或基准不全、还没有计分的指标，补齐以后重新生成。",
        "期限": f"到期前 {NEAR} 天起提示“剩几天”，过期提示“超期几天”，以打开当天为准。"
        f"批准延期的，写在“{names.EXTENDED}”，不要改“{names.DUE}”。",
        "筛选和排序": "每张表的列名右边都有筛选箭头，表头上方的合计随筛选变化。"
        f"排序、加列都可以；“{layout.UNIT}”“{layout.CODE}”和列名不要改。",
        "分发": f"“{by_unit}”打印时每个单位另起一页，“{by_department}”每个牵头部门另起一页。"
        f"只要一家的，先按单位或部门筛选再打印；配合部门按“{names.SUPPORT}”筛选。排过序的，分页位置不随行移动，请改用筛选。"
        "嫌字小的，点左上角的“1”收起分组、满分、原因、条款、核验部门几列再打印，点“2”恢复。",
        by_department: f"同样的事项按牵头部门列出；整改措施、状态等自动取自“{by_unit}”，不在这里填。"
        f"“{names.WRITTEN_IN}”指明写在“{by_unit}”第几行。",
        "重新生成": "本年数据改过、通报日期定了以后，带着这份清单重新生成，手写内容照旧："
        f"loudi-qa report {year}.xlsx --ledger 整改清单.xlsx -o 新文件夹",
        "明年": f"loudi-qa report {year + 1}.xlsx --previous {year}.xlsx --ledger 整改清单.xlsx -o out。"
        f"还没达标的，措施和责任人带入；今年记为{names.DONE}、{names.STRUCK_OFF}而又未达标的，退回{names.TO_DO}并注明；"
        f"其余列在“{last}”。对不上的（单位或指标没有了、自己加的行）列在它的最后。请保存好这份文件。",
    }
    return [(key, text, TEXT) for key, text in steps.items()]


def _scope(dossier: Dossier) -> list[Pair]:
    scope = {
        names.MATTER: "失了分的和未填报的指标，一个单位的一项指标为一行；单位按位次，失分多的在前。"
        f"分值{basis_of_points(dossier.result).zh}{'（文件没有规定分值）' if is_silent(dossier.result) else ''}。",
        "不列的": "不适用的分值按本组得分率折算所差的分，不是整改事项；加分扣分另有规定。"
        f"两者都列在“{names.SUMMARY}”，与失分相加后和总分对得上。",
        "部门": f"按{dossier.year}年底的机构名称；牵头部门是文件中该条责任单位的第一家，其余为配合部门。"
        "核验部门是核定该项数值的部门。",
        names.BEFORE: f"与上年结果对比：{AGAIN}，上年也未达标；{FIRST}，上年已达标；{NOT_BEFORE}，上年没有这一项的得分。"
        "空着的，生成时没有给上年的工作簿。",
        names.DEMANDS.name: "考核结果引出的有期限的要求，以及由否决、末位、连续不合格引出的要求；"
        "随通报办理的表扬、抄送不列。以工作日计的期限请按当年放假安排推算。",
    }
    return [(key, text, TEXT) for key, text in scope.items()]
