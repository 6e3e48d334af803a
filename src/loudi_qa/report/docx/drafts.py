"""Why a paper is still a draft, in the words that stand on top of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.report.dossier import Dossier, Doubt

_ERRORS = "数据有 {n} 个错误，改正之前不得公布。"
_OPEN = "结果未定，不得公布：有数据或对照值缺失，{n} 个单位没有位次和等级，其余单位的位次为暂定。"
_SAMPLE = "数据说明：{notice}"
_NUMBER, _DAY = "文号未定", "日期未定，期限写作自通报印发之日起算"


def reasons(dossier: Dossier, told: Callable[[str], str] = str) -> tuple[str, ...]:
    """One line for each grave reason, one for all that is only to be filled in; ``told`` passes what people wrote."""
    result, doubts = dossier.result, dossier.doubts
    grave: dict[Doubt, str] = {
        "errors": _ERRORS.format(n=sum(f.severity == "error" for f in result.findings)),
        "open": _OPEN.format(n=sum(u.is_open for u in result.units)),
        "sample": _SAMPLE.format(notice=told(result.year.notice or "")),
    }
    blank: dict[Doubt, str] = {"number": _NUMBER, "day": _DAY}
    lines = [grave[d] for d in doubts if d in grave]
    to_fill_in = [blank[d] for d in doubts if d in blank]
    return (*lines, f"{'；'.join(to_fill_in)}。") if to_fill_in else tuple(lines)
