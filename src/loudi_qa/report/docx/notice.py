"""通报.docx, the public notice: grades and order, what follows, how to object. It holds no score."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from loudi_qa.report.deadline import deadline
from loudi_qa.report.docx.drafts import blank_number, reasons
from loudi_qa.report.docx.follows import Strike, numbered, numeral, strikes
from loudi_qa.report.docx.paper import (
    add_addressee,
    add_draft,
    add_heading,
    add_imprint,
    add_mark,
    add_note,
    add_number,
    add_paragraph,
    add_signature,
    add_title,
)
from loudi_qa.report.docx.save import save
from loudi_qa.report.docx.style import new_paper
from loudi_qa.report.grounds import silence
from loudi_qa.report.withheld import withheld_zh
from loudi_qa.scheme.called import act_of, called, carried_out, grade_in_full, grade_zh, year_zh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

    from loudi_qa.assess.result import Assessment, UnitResult
    from loudi_qa.report.dossier import Dossier

_TITLE = ("关于{year}", "{what}", "结果的通报")
_BASIS = "根据《{title}》（{document}），{carried_out}。"
_PROCEDURE = "{act}通过{procedure}得出结果。"
_APPROVED = "经{who}同意，现将结果通报如下："
_NOT_APPROVED = "现将结果通报如下："
_GRADE = "{grade}："
_OPEN = "结果待定："
_OPEN_WHY = "{units}。所需的数据或对照值尚未齐备，齐备后另行通报。"
_TIED = "{units}位次相同"
_VETO = "{units}发生一票否决事项{names}，定为{grade}。"
_WITHHELD = "{unit}{why}。"
_VETO_TOLD = "{units}发生一票否决事项{names}。"
_ORDER = "各等级内的单位按位次先后排列。"
_ITEM, _ITEM_DUE = "{n}{do}。对象：{to}。", "{n}{do}。期限：{when}；对象：{to}。"
_ELSEWHERE = "对有关单位的其他措施，由{issuer}另行书面通知。"
_NOTHING_FOLLOWS = "本次没有由结果引出的措施。"
_UNTIL_SETTLED = "按位次的措施，待全部单位的结果确定后另行通报。"
_ALL_UNTIL_SETTLED = "结果运用的各项措施，待结果确定后另行通报。"
_RECTIFY = "各单位对照反馈的失分事项逐项整改，{when}完成，并将整改情况报{issuer}。"
_LETTERS = "各单位的失分事项、原因和需要补充的材料，由{issuer}分别书面反馈，不在本通报中公布。"
_OBJECT = "对结果有异议的，{when}向{to}提出。提出的办法：{how}。"
_ASSUMED = "（附注：{no_points}{grades}{measures}。）"
_NO_POINTS = "{document}没有规定分值、等级和结果运用的期限。"
_GRADES = "本通报所用的等级由考核规则设定；"
_ALL_SET = "各项措施和期限均为设定"
_ALL_TEXT = "各项措施出自文件"
_SOME_SET = "第二部分{text}出自文件，其余措施和期限均为设定"


def notice(dossier: Dossier) -> bytes:
    """The notice of a year, as the bytes of a Word file; with a doubt left it is marked as a draft."""
    result, papers = dossier.result, dossier.papers
    scheme = result.rules.scheme
    fields = {"year": year_zh(scheme, dossier.year), "what": called(scheme).zh}
    pieces = [piece.format(**fields) for piece in _TITLE]
    issuer = papers.issuer.zh
    paper = new_paper("".join(pieces), result.rules.scheme.name.zh)
    add_mark(paper, issuer, add_draft(paper, reasons(dossier)))
    add_number(paper, papers.number or blank_number(dossier))
    add_title(paper, *pieces)
    add_addressee(paper, papers.addressees.zh)
    add_paragraph(paper, _opening(dossier))
    add_heading(paper, "一、考核结果")
    _add_grades(paper, result)
    add_heading(paper, "二、结果运用")
    struck = strikes(result)
    _add_measures(paper, dossier, struck)
    add_heading(paper, "三、工作要求")
    for number, text in enumerate(_demands(dossier), start=1):
        add_paragraph(paper, text, lead=f"（{numeral(number)}）")
    add_signature(paper, issuer, dossier.day, noted=True)
    add_note(paper, _assumed(result, struck))
    add_imprint(paper, papers.copies.zh if papers.copies else "", issuer, dossier.day)
    return save(paper)


def _opening(dossier: Dossier) -> str:
    scheme, papers = dossier.result.rules.scheme, dossier.papers
    done = carried_out(scheme, dossier.year, len(dossier.result.units))
    basis = _BASIS.format(title=scheme.source.title.zh, document=scheme.source.document, carried_out=done)
    procedure = _PROCEDURE.format(act=act_of(scheme), procedure=papers.procedure.zh) if papers.procedure else ""
    return basis + procedure + (_APPROVED.format(who=papers.approved_by.zh) if papers.approved_by else _NOT_APPROVED)


def _add_grades(paper: Document, result: Assessment) -> None:
    """A line for each grade, its units in order; then whom a veto struck, and who is open."""
    add_paragraph(paper, _ORDER)
    for grade in result.rules.scheme.grades if any(u.grade for u in result.units) else ():
        units = [u for u in result.units if u.grade and u.grade.grade == grade.grade]
        add_paragraph(paper, _in_order(units), lead=_GRADE.format(grade=grade_in_full(grade)))
    still_open = [u for u in result.units if u.is_open]
    if still_open:
        add_paragraph(paper, _OPEN_WHY.format(units=_names(still_open)), lead=_OPEN)
    struck: dict[tuple[str, str], list[UnitResult]] = {}
    for unit in result.units:
        if unit.vetoes:
            struck.setdefault(_veto(unit), []).append(unit)
    for (names, set_to), of_them in struck.items():
        words = _VETO if set_to else _VETO_TOLD
        add_paragraph(paper, words.format(units=_names(of_them), names=names, grade=grade_zh(set_to)))
    for unit in result.units:
        if unit.withheld and unit.grade == unit.grade_before_veto:
            add_paragraph(paper, _WITHHELD.format(unit=unit.unit.name.zh, why=withheld_zh(result, unit)))


def _in_order(units: Sequence[UnitResult]) -> str:
    """Units by rank; that some share a place is said."""
    if not units:
        return "无"
    shared = [list(group) for _, group in groupby(units, key=lambda u: u.rank)]
    if len(shared) == 1 < len(units):
        return f"{_names(units)}（{_TIED.format(units='')}）"
    tied = "；".join(_TIED.format(units=_names(group)) for group in shared if len(group) > 1)
    return f"{_names(units)}（{tied}）" if tied else _names(units)


def _names(units: Sequence[UnitResult]) -> str:
    return "、".join(u.unit.name.zh for u in units)


def _veto(unit: UnitResult) -> tuple[str, str]:
    """The vetoes in words, and the grade where they set it; the grade without them is not told."""
    names = "".join(f"“{name}”" for name in dict.fromkeys(v.veto.name.zh for v in unit.vetoes))
    grade = unit.grade.grade if unit.grade else ""
    return names, grade if any(v.veto.grade == grade for v in unit.vetoes) else ""


def _add_measures(paper: Document, dossier: Dossier, struck: Sequence[Strike]) -> None:
    for number, strike in enumerate(struck, start=1):
        add_heading(paper, f"（{numeral(number)}）{strike.whom}", 2)
        for n, follows in numbered(strike.consequences):
            when, words = deadline(follows.within, dossier.day).zh, _ITEM_DUE if follows.within else _ITEM
            add_paragraph(paper, words.format(n=n and f"{n}.", do=follows.do.zh, when=when, to=follows.to.zh))
    if any(not c.public for u in dossier.result.units for c in u.consequences):
        add_paragraph(paper, _ELSEWHERE.format(issuer=dossier.papers.issuer.zh))
    if dossier.result.is_open:
        add_paragraph(paper, _UNTIL_SETTLED if struck else _ALL_UNTIL_SETTLED)
    elif not struck:
        add_paragraph(paper, _NOTHING_FOLLOWS)


def _demands(dossier: Dossier) -> list[str]:
    papers, day = dossier.papers, dossier.day
    issuer = papers.issuer.zh
    texts = [_RECTIFY.format(when=deadline(papers.rectify, day).zh, issuer=issuer), _LETTERS.format(issuer=issuer)]
    if asked := papers.objections:
        texts.append(_OBJECT.format(when=deadline(asked.within, day).zh, to=asked.to.zh, how=asked.how.zh))
    return texts


def _assumed(result: Assessment, struck: Sequence[Strike]) -> str:
    """What the document does not say; the measures that it does are named by their numbers."""
    text, others = [], 0
    for number, strike in enumerate(struck, start=1):
        for n, follows in numbered(strike.consequences):
            if follows.basis == "text":
                text.append(f"（{numeral(number)}）{n}")
            else:
                others += 1
    measures = _SOME_SET.format(text="、".join(text)) if text and others else _ALL_TEXT if text else _ALL_SET
    silent = silence(result.rules)
    no_points = _NO_POINTS.format(document=result.rules.scheme.source.document) if all(silent) else ""
    return _ASSUMED.format(no_points=no_points, grades=_GRADES if silent.grades else "", measures=measures)
