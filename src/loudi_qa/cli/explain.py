"""``loudi-qa explain``: what a code means, how it comes about, what to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.files import SPREADSHEETS, as_typed, stat_of
from loudi_qa.cli.options import Format
from loudi_qa.cli.output import check_target, emit, pick_format, tell_written, write_text
from loudi_qa.report.findings_page import codes, codes_json, explanation, overview, page
from loudi_qa.submission.normalise import clean
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.cli.ui import Ui

_NO_CODE = Words(
    "没有“{code}”这个代码{near}loudi-qa explain 列出全部代码", "there is no code {code}{near}loudi-qa explain lists them all"
)
_NEAR, _FAR = Words("，是不是 {near}？", ", did you mean {near}? "), Words("；", "; ")
_NEITHER = Words(
    "“{text}”既不是年度工作簿，也不是问题代码。看得分：loudi-qa explain 2019.xlsx {unit}；看代码：loudi-qa explain E204",
    "{text} is neither a workbook nor a code. For points: loudi-qa explain 2019.xlsx {unit}; for a code: loudi-qa explain E204",
)
_INDICATOR = Words(
    "“{text}”像是指标的编号。看得分：loudi-qa explain 2019.xlsx 双峰县 {text}；看规则：loudi-qa rules show",
    "{text} looks like an indicator. For points: loudi-qa explain 2019.xlsx 双峰县 {text}; for its rule: loudi-qa rules show",
)
_TURNED = Words("顺序写反了，应为：loudi-qa explain {typed}", "the other way round: loudi-qa explain {typed}")
_TOO_MANY = Words(
    "说明代码时后面不写别的；说明得分请写工作簿：loudi-qa explain 2019.xlsx {unit}",
    "nothing stands after a code; for points name the workbook: loudi-qa explain 2019.xlsx {unit}",
)
_OF_AN_INDICATOR = re.compile(r"[A-Z]\d{2}-\w{1,10}|[A-DF-Z]\d{1,2}")


def means_a_file(target: str) -> bool:
    """Whether what was typed is a workbook's name; a code is a code, whatever lies in the folder."""
    if clean(target).upper() in codes():
        return False
    return target.lower().endswith(SPREADSHEETS) or stat_of(Path(target)) is not None


def run(ui: Ui, target: str | None, *, chosen: Format | None, as_json: bool, output: Path | None, force: bool) -> Exit:
    """Explain one code; without one list them all, as Markdown the whole page in both languages."""
    code = None if target is None else known_code(target, ui)
    how = pick_format(chosen, output, as_json=as_json)
    check_target(output, [], force=force)
    if code is None and how is Format.md:
        write_text(ui, output, page())
    else:
        emit(
            ui,
            how,
            output,
            document=lambda: overview(ui.lang) if code is None else explanation(code, ui.lang),
            data=lambda: codes_json(codes() if code is None else [code], ui.lang),
        )
    tell_written(ui, output)
    return Exit.FINE


def refuse_more(what: str | None, more: str | None, last: str | None) -> None:
    """A code is explained by itself; a unit before its workbook is the wrong way round."""
    if more is not None and means_a_file(more):
        raise UsageError(_TURNED, typed=as_typed(*filter(None, (more, what, last))))
    if more is not None:
        raise UsageError(_TOO_MANY, unit=more)


def known_code(target: str, ui: Ui) -> str:
    """The code that is meant: small or full-width letters will do, another code will not."""
    code = clean(target).upper()
    if code in codes():
        return code
    if not re.search(r"\d", code):
        raise UsageError(_NEITHER, text=target[:40], unit=target[:40] or "双峰县")
    if _OF_AN_INDICATOR.fullmatch(code):
        raise UsageError(_INDICATOR, text=clean(target))
    near = nearest(code, codes())
    raise UsageError(_NO_CODE, code=target[:40], near=_NEAR.of(ui.lang, near=near) if near else _FAR.of(ui.lang))


def nearest(text: str, known: Sequence[str]) -> str | None:
    """The code that is most like the text; None where the two have nothing in common.

    A code from which digits were left out comes first, then one whose digits begin alike, of these the one next to it in number.
    """
    digits = re.sub(r"\D", "", text.translate(str.maketrans("OIL", "011")))[:9]
    if not re.search(r"\d", text):
        return None

    def likeness(code: str) -> tuple[bool, int, int]:
        return _holds(code[1:], digits), _alike(code[1:], digits), -abs(int(code[1:]) - int(digits))

    best = max(known, key=likeness)
    return best if any(likeness(best)[:2]) else None


def _holds(whole: str, part: str) -> bool:
    """Whether all of a part stands in the whole, in its order."""
    left = iter(whole)
    return all(digit in left for digit in part)


def _alike(one: str, other: str) -> int:
    """How many characters two texts share from their beginning."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
