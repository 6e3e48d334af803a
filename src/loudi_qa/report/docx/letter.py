"""反馈函-UNIT.docx, the letter to one unit: score and place, what was lost and why, what to add, what follows, how to object."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from loudi_qa.assess.result import NOTHING
from loudi_qa.numbers import show
from loudi_qa.report.deadline import day_zh, deadline
from loudi_qa.report.docx import letter_tables as tables
from loudi_qa.report.docx.discretion import Discretion
from loudi_qa.report.docx.drafts import blank_number, reasons
from loudi_qa.report.docx.lacking import lacking
from loudi_qa.report.docx.letterhead import add_letter_head, add_letter_number
from loudi_qa.report.docx.paper import (
    add_addressee,
    add_draft,
    add_heading,
    add_note,
    add_paragraph,
    add_signature,
    add_small,
    add_title,
)
from loudi_qa.report.docx.save import save
from loudi_qa.report.docx.style import new_paper
from loudi_qa.report.grounds import grounds_of_figures, grounds_of_points, is_silent, points_by_basis
from loudi_qa.report.losses import losses, open_lines
from loudi_qa.report.overview import is_lowest_of_several
from loudi_qa.report.withheld import withheld_zh
from loudi_qa.scheme.called import called, grade_in_full, grade_zh, of_year, year_zh

if TYPE_CHECKING:
    import re

    from docx.document import Document

    from loudi_qa.assess.result import Assessment, UnitResult, VetoLine
    from loudi_qa.report.dossier import Dossier

_TITLE = ("关于反馈{year}", "{what}", "结果的函")
_OPENING = "根据《{title}》（{document}），现将你单位{what}结果反馈如下。"
_NOTICE = "各单位的等级见《关于{what}结果的通报》（{number}）。"
_STANDING = "你单位总分{total}分，在{n}个单位中{provisional}第{rank}位{tied}，等级为{grade}。"
_UNDECIDED = "你单位的结果未定，没有位次和等级：{why}。已得{total}分{open}。"
_OPEN_POINTS = "，尚未评分的{points}分待补齐后计入"
_OPEN_LINES, _OPEN_SHEETS = "{n}项指标待定", "“{sheets}”表有读不出的内容"
_LOWEST = "总分按各组中得分最低的一组计，你单位为“{group}”；以下满分、失分都指这一组。"
_ONLY = "你单位只有“{group}”一组计分。"
_SUM = "满分{of}分，失分{lost}分{idle}，{undecided}加减分{extras}分。"
_IDLE_LOST = "（其中不适用分值的折算差额{points}分）"
_IDLE = "另有{n}项不适用或未到考核期，不单独计分。"
_VETO = "发生一票否决事项“{name}”（{when}）{description}。"
_VETO_DESCRIBED, _VETO_FOUND = "：{description}", "认定依据：{found_by}。"
_VETO_GRADE = "因一票否决，等级由{before}定为{grade}。"
_WITHHELD = "你单位{why}。"
_LOST = "失分{n}项，共{lost}分，按失分从多到少列出。"
_NOTHING_LOST, _NOTHING_LOST_YET = "没有失分。", "已评分的指标没有失分。"
_FOLDED = "不适用的分值按本组得分率折算，所差的分不是整改事项。"
_NOTHING_LACKING = "没有需要补充的材料。"
_LACKING = "请就下列{n}项补充材料，{when}报{issuer}。"
_RECTIFY = "失分事项逐项整改，{when}完成，并将整改情况报{issuer}。"
_NOTHING_FOLLOWS, _LATER = "本次没有由结果引出的措施。", "措施待结果确定后另行告知。"
_LATER_BY_PLACE = "按位次的措施，待全部单位的结果确定后另行告知。"
_CLOSING = "特此函告。"
_OBJECT = "对本函所列数值、计算有异议的，{when}向{to}提出。提出的办法：{how}。"
_NO_OBJECTION_RULE = "对本函所列数值、计算有异议的，书面向{to}提出。"
_CONTACT_GIVEN = "联系人和电话：{contact}。"
_CONTACT = "联系人：　　　　　　　　联系电话：　　　　　　　　"
_ASSUMED = "（附注：{points}；{figures}{rest}。）"
_NO_POINTS = "{document}没有规定分值、等级和后果，{points}分中有{points}分依据设定"
_REST = "，其余为设定"
_CHECK = "核对：用同一规则和数据重新计算，得分应逐项相同。规则 {scheme} {edition} 版 sha256 {rules}…；数据 sha256 {data}…"


def letter(dossier: Dossier, unit: UnitResult, names: re.Pattern[str] | None = None) -> bytes:
    """The letter to a unit, as the bytes of a Word file; it names no other unit.

    ``names`` is what :func:`~loudi_qa.report.docx.discretion.any_name` gives, where many letters are written.
    """
    result, issuer = dossier.result, dossier.papers.issuer.zh
    told = Discretion(result, unit, names)
    pieces = _title(dossier)
    paper = new_paper("".join(pieces), unit.unit.name.zh)
    add_letter_head(paper, issuer)
    add_draft(paper, reasons(dossier, told))
    add_letter_number(paper, blank_number(dossier))
    add_title(paper, *pieces)
    add_addressee(paper, (unit.unit.addressee or unit.unit.name).zh)
    add_paragraph(paper, _opening(dossier))
    add_heading(paper, "一、考核结果")
    _add_standing(paper, dossier, unit, told)
    add_heading(paper, "二、失分情况")
    _add_losses(paper, result, unit, told)
    add_heading(paper, "三、需要补充的材料")
    _add_lacking(paper, dossier, unit, told)
    add_heading(paper, "四、结果运用和整改期限")
    _add_consequences(paper, dossier, unit, told)
    add_heading(paper, "五、异议")
    _add_objections(paper, dossier, told)
    add_paragraph(paper, _CLOSING)
    add_signature(paper, issuer, dossier.day, noted=True)
    _add_grounds(paper, result)
    return save(paper)


def _title(dossier: Dossier) -> list[str]:
    """The pieces of the title: no line is broken within one of them that fits on it."""
    scheme = dossier.result.rules.scheme
    fields = {"year": year_zh(scheme, dossier.year), "what": called(scheme).zh}
    return [piece.format(**fields) for piece in _TITLE]


def _opening(dossier: Dossier) -> str:
    scheme, number = dossier.result.rules.scheme, dossier.papers.number
    source, what = scheme.source, of_year(scheme, dossier.year)
    notice = _NOTICE.format(what=what, number=number) if number else ""
    return _OPENING.format(title=source.title.zh, document=source.document, what=what) + notice


def _add_standing(paper: Document, dossier: Dossier, unit: UnitResult, told: Discretion) -> None:
    idle = sum(line.theirs for group in unit.groups for line in group.idle)
    add_paragraph(paper, _standing(dossier, unit) + _sum(unit) + (_IDLE.format(n=idle) if idle else ""))
    for veto in unit.vetoes:
        add_paragraph(paper, told(_veto(veto)))
    if unit.vetoes and unit.grade and unit.grade_before_veto and unit.grade != unit.grade_before_veto:
        before, grade = grade_zh(unit.grade_before_veto.grade), grade_zh(unit.grade.grade)
        add_paragraph(paper, _VETO_GRADE.format(before=before, grade=grade))
    if unit.withheld:
        add_paragraph(paper, _WITHHELD.format(why=withheld_zh(dossier.result, unit)))
    tables.add_groups(paper, unit)


def _veto(veto: VetoLine) -> str:
    """An incident, as far as the workbook tells of it."""
    own = veto.incident
    when = "，".join(text for text in (_written(own.date), own.field.strip()) if text)
    described = _VETO_DESCRIBED.format(description=own.description.strip("。 ")) if own.description.strip("。 ") else ""
    found = _VETO_FOUND.format(found_by=own.found_by.strip("。 ")) if own.found_by.strip("。 ") else ""
    return _VETO.format(name=veto.veto.name.zh, when=when or "日期未注明", description=described) + found


def _written(day: str) -> str:
    """A day as an official document writes it; what is no day stays as it stands in the workbook."""
    try:
        return day_zh(date.fromisoformat(day))
    except ValueError:
        return day


def _standing(dossier: Dossier, unit: UnitResult) -> str:
    if unit.grade is None:
        found = len(open_lines(unit))
        why = [_OPEN_LINES.format(n=found)] if found else []
        if unit.doubtful_sheets:
            why.append(_OPEN_SHEETS.format(sheets="”“".join(unit.doubtful_sheets)))
        return _UNDECIDED.format(why="，".join(why), total=unit.total, open=_open_points(unit))
    units = dossier.result.units
    tied = sum(u.rank == unit.rank for u in units) > 1
    return _STANDING.format(
        total=unit.total,
        n=len(units),
        provisional="暂列" if dossier.unsettled.open else "列",
        rank=unit.rank,
        tied="（并列）" if tied else "",
        grade=grade_in_full(unit.grade),
    )


def _open_points(unit: UnitResult) -> str:
    points = tables.open_points(unit.lines)
    return _OPEN_POINTS.format(points=points) if points else ""


def _sum(unit: UnitResult) -> str:
    undecided, folded = tables.open_points(unit.lines), tables.folded_points(unit)
    return _counted(unit) + _SUM.format(
        of=show(unit.of),
        lost=tables.lost_points(unit),
        idle=_IDLE_LOST.format(points=folded) if folded else "",
        undecided=f"待定{undecided}分，" if undecided else "",
        extras=f"{unit.extra_points:+}" if unit.extra_points else "0",
    )


def _counted(unit: UnitResult) -> str:
    """Which group makes the total, where one alone does."""
    if unit.lowest is None:
        return ""
    (only,) = unit.counted
    return (_LOWEST if is_lowest_of_several(unit, only) else _ONLY).format(group=only.group.name.zh)


def _add_losses(paper: Document, result: Assessment, unit: UnitResult, told: Discretion) -> None:
    found = losses(result, unit)
    lost, folded = [x for x in found if x.line], [x for x in found if not x.line]
    if lost:
        add_paragraph(paper, _LOST.format(n=len(lost), lost=sum((x.lost for x in lost), NOTHING)))
        tables.add_losses(paper, lost, told)
    else:
        add_paragraph(paper, _NOTHING_LOST_YET if unit.is_open else _NOTHING_LOST)
    if folded:
        add_paragraph(paper, _FOLDED)
        tables.add_folded(paper, folded)
    if unit.extras:
        tables.add_extras(paper, unit)


def _add_lacking(paper: Document, dossier: Dossier, unit: UnitResult, told: Discretion) -> None:
    found = lacking(dossier.result, unit)
    if not found:
        add_paragraph(paper, _NOTHING_LACKING)
        return
    asked = dossier.papers.objections
    within = asked.within if asked else dossier.papers.rectify
    when = deadline(within, dossier.day).zh
    add_paragraph(paper, _LACKING.format(n=len(found), when=when, issuer=dossier.papers.issuer.zh))
    tables.add_lacking(paper, found, told)


def _add_consequences(paper: Document, dossier: Dossier, unit: UnitResult, told: Discretion) -> None:
    when = deadline(dossier.papers.rectify, dossier.day).zh
    if any(loss.line for loss in losses(dossier.result, unit)):
        add_paragraph(paper, _RECTIFY.format(when=when, issuer=dossier.papers.issuer.zh))
    if unit.consequences:
        tables.add_consequences(paper, unit, dossier.day, told)
    elif not dossier.unsettled.open:
        add_paragraph(paper, _NOTHING_FOLLOWS)
    if dossier.unsettled.open:
        add_paragraph(paper, _LATER if unit.grade is None else _LATER_BY_PLACE)


def _add_objections(paper: Document, dossier: Dossier, told: Discretion) -> None:
    asked = dossier.papers.objections
    if asked:
        when = deadline(asked.within, dossier.day).zh
        add_paragraph(paper, _OBJECT.format(when=when, to=told(asked.to.zh), how=told(asked.how.zh)))
    else:
        add_paragraph(paper, _NO_OBJECTION_RULE.format(to=dossier.papers.issuer.zh))
    contact = dossier.papers.contact
    add_paragraph(paper, _CONTACT_GIVEN.format(contact=told(contact.zh)) if contact else _CONTACT)


def _add_grounds(paper: Document, result: Assessment) -> None:
    """After the date, where the standard has notes: what is assumed, and how the sums can be checked."""
    scheme = result.rules.scheme
    note = add_note(paper, _grounds(result))
    note.paragraph_format.keep_with_next = True
    digests = {"rules": result.rules.sha256[:12], "data": result.year.sha256[:12]}
    add_small(paper, _CHECK.format(scheme=scheme.scheme, edition=scheme.edition, **digests))


def _grounds(result: Assessment) -> str:
    """How much rests on the document, in the words of every result, as a letter sets them."""
    points = grounds_of_points(result, show).zh.replace(" ", "")
    figures = grounds_of_figures(result, show).zh.replace(" ", "")
    scheme, bases = result.rules.scheme, points_by_basis(result)
    if is_silent(result):
        points = _NO_POINTS.format(document=scheme.source.document, points=show(sum(bases.values(), NOTHING)))
    partly = (
        scheme.points.total == "sum" and scheme.points.basis == "assumed" and bases["assumed"] != sum(bases.values(), NOTHING)
    )
    return _ASSUMED.format(points=points, figures=figures, rest=_REST if partly and bases["assumed"] else "")
