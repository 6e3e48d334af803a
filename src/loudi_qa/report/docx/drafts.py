"""Why a paper is still a draft, in the words that stand on top of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.report.dossier import Dossier, Doubt

_BLANK_NUMBER = "〔{year}〕　　号"
_ERRORS = "数据有 {n} 个错误，改正之前不得公布。"
_OPEN = "结果未定，不得公布：有数据或对照值缺失，{whom}没有位次和等级{others}。"
_ALL, _SOME, _OTHERS = "各单位", "{n} 个单位", "，其余单位的位次为暂定"
_MISSING = "有{n}项必报数没有填报，现按0分计，可能影响等级和位次；确定不报的，由核验部门填核定值0。"
_REPEAT = "没有与上年结果对照，连续两年引出的后果没有判断。"
_SAMPLE = "数据说明：{notice}"
_SOURCE = "依据文件的标题、文号、印发机关或日期仍是待填"
_ISSUER, _NUMBER, _DAY = "发文机关或主送机关未定", "文号未定", "日期未定，期限写作自通报印发之日起算"


def blank_number(dossier: Dossier) -> str:
    """The place of a 文号 that is still to be given."""
    return _BLANK_NUMBER.format(year=dossier.day.year if dossier.day else dossier.year + 1)


def reasons(dossier: Dossier, told: Callable[[str], str] = str) -> tuple[str, ...]:
    """One line for each grave reason, one for all that is only to be filled in; ``told`` passes what people wrote."""
    doubts, unsettled = dossier.doubts, dossier.unsettled
    grave: dict[Doubt, str] = {
        "errors": _ERRORS.format(n=unsettled.errors),
        "open": _open(unsettled.open, len(dossier.result.units)),
        "missing": _MISSING.format(n=unsettled.missing),
        "repeat": _REPEAT,
        "sample": _SAMPLE.format(notice=told(dossier.result.year.notice or "")),
    }
    blank: dict[Doubt, str] = {"source": _SOURCE, "issuer": _ISSUER, "number": _NUMBER, "day": _DAY}
    lines = [grave[d] for d in doubts if d in grave]
    to_fill_in = [blank[d] for d in doubts if d in blank]
    return (*lines, f"{'；'.join(to_fill_in)}。") if to_fill_in else tuple(lines)


def _open(without: int, units: int) -> str:
    """How many units have no place; of those that have one, that it may still change."""
    if without == units:
        return _OPEN.format(whom=_ALL, others="")
    return _OPEN.format(whom=_SOME.format(n=without), others=_OTHERS)
