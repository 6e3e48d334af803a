"""质量状况分析.docx, the yearly analysis: by group, by indicator, against the province, last year and the city's targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.shared import Pt

from loudi_qa.report import heading
from loudi_qa.report.docx.analysis.city import city
from loudi_qa.report.docx.analysis.groups import groups
from loudi_qa.report.docx.analysis.overall import overall
from loudi_qa.report.docx.analysis.page import Page
from loudi_qa.report.docx.analysis.problems import ahead, problems
from loudi_qa.report.docx.analysis.province import province
from loudi_qa.report.docx.analysis.years import years
from loudi_qa.report.docx.drafts import reasons
from loudi_qa.report.docx.look import LINE
from loudi_qa.report.docx.paper import add_draft, add_heading, add_signature, add_small, add_title
from loudi_qa.report.docx.save import save
from loudi_qa.report.docx.style import new_paper
from loudi_qa.scheme.called import called, year_zh

if TYPE_CHECKING:
    from loudi_qa.report.dossier import Dossier

_GOVERNMENT = "人民政府"
_QUALITY_WORK, _QUALITY = "质量工作", "质量状况分析"
_DEFINITIONS = (
    "得分、等级和位次取自计分结果，本报告不另行计分；比率、差和中位数由精确数值得出，只在列出时取舍一次。",
    "未填报计0分；不适用和未到考核期的指标不计失分，其分值按规则处理；待定的指标尚未计分，不作失分。",
    "达标指达到规则对该项指标规定的数值或情形；计入失分的是应得分与得分的差。",
)


def analysis(dossier: Dossier) -> bytes:
    """The analysis of a year, as the bytes of a Word file; with a doubt left it is marked as a draft."""
    result = dossier.result
    pieces = _title(dossier)
    paper = new_paper("".join(pieces), result.rules.scheme.name.zh)
    add_draft(paper, reasons(_numbered(dossier)))
    add_title(paper, *pieces)
    page = Page(paper, dossier)
    for section in (overall, groups, province, years, city, problems, ahead):
        section(page)
    add_signature(paper, dossier.papers.issuer.zh, dossier.day)
    add_heading(paper, "附：数据来源和方法").paragraph_format.space_before = Pt(LINE)
    for text in (*_DEFINITIONS, *heading.lines(result, "zh")):
        add_small(paper, text)
    return save(paper)


def _title(dossier: Dossier) -> tuple[str, ...]:
    """What the year showed: the state of quality where quality work was assessed, else how that came out."""
    scheme = dossier.result.rules.scheme
    what = called(scheme).zh
    of = (_QUALITY,) if _QUALITY_WORK in what else (what, "结果分析")
    return (*_place(dossier), year_zh(scheme, dossier.year), *of)


def _place(dossier: Dossier) -> tuple[str, ...]:
    """The place whose quality this is, after the government that issued the document; none where another body did."""
    issuer = dossier.result.rules.scheme.source.issuer.zh
    place = issuer.removesuffix(_GOVERNMENT)
    return (place,) if place and place != issuer else ()


def _numbered(dossier: Dossier) -> Dossier:
    """The dossier as if its number were given: an analysis bears none."""
    return dossier._replace(papers=dossier.papers.model_copy(update={"number": "-"}))
