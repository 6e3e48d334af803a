"""``loudi-qa explain``: what a code means, how it comes about, what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.options import Format
from loudi_qa.cli.output import check_target, emit, pick_format, tell_written, write_text
from loudi_qa.report.findings_page import codes, codes_json, explanation, overview, page
from loudi_qa.submission.normalise import clean
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from loudi_qa.cli.ui import Ui

_NO_CODE = Words(
    "没有“{code}”这个代码{near}loudi-qa explain 列出全部代码", "there is no code {code}{near}loudi-qa explain lists them all"
)
_NEAR, _FAR = Words("，是不是 {near}？", ", did you mean {near}? "), Words("；", "; ")
_A_FILE = Words(
    "目前只能说明代码，如 loudi-qa explain E204；检查 {file} 请用 loudi-qa validate",
    "only codes are explained so far, as in loudi-qa explain E204; loudi-qa validate checks {file}",
)
_WORKBOOKS = (".xlsx", ".xls", ".et")


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


def known_code(target: str, ui: Ui) -> str:
    """The code that is meant: small or full-width letters will do, another code will not."""
    code = clean(target).upper()
    if code in codes():
        return code
    if code.lower().endswith(_WORKBOOKS):
        raise UsageError(_A_FILE, file=target)
    near = nearest(code, codes())
    raise UsageError(_NO_CODE, code=target[:40], near=_NEAR.of(ui.lang, near=near) if near else _FAR.of(ui.lang))


def nearest(text: str, known: Sequence[str]) -> str | None:
    """The code whose digits begin like those of the text, of these the one next to it in number; None without digits."""
    if not re.search(r"\d", text):
        return None
    digits = re.sub(r"\D", "", text.translate(str.maketrans("OIL", "011")))[:9]
    return min(known, key=lambda code: (-_alike(code[1:], digits), abs(int(code[1:]) - int(digits))))


def _alike(one: str, other: str) -> int:
    """How many characters two texts share from their beginning."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
