"""``score --bundle``: the result with all that it was computed from, in one file that ``verify`` can check anywhere."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from loudi_qa import __version__
from loudi_qa.cli.exits import UsageError
from loudi_qa.cli.output import check_target, json_bytes, write_file
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from loudi_qa.assess.result import Assessment
    from loudi_qa.cli.ui import Ui
    from loudi_qa.workbook.bundle import Part
    from loudi_qa.workbook.manifest import Role

NO_WHAT_IF = Words(
    "假设测算（--set）的结果不是考核结果，不写成结果包；去掉 --set 再运行",
    "a what-if result (--set) is not the result of the year and is not bundled; leave --set out",
)
_SUFFIX = Words("结果包的文件名要以 .zip 结尾：{file}", "the bundle must be named .zip: {file}")
_SAME = Words("-o 与 --bundle 不能写同一个文件 {file}；各用一个名字", "-o and --bundle cannot both write {file}: name two files")
_CHANGED = Words(
    "{file} 在计分时被改动了，没有写结果包；请再运行一次",
    "{file} was changed while it was scored; no bundle was written, run it again",
)
_NOT_TAKEN = Words("这份结果不能生成结果包：{why}", "no bundle can be made of this result: {why}")
_WRITTEN = Words("结果包已写入 {file}", "the bundle is written to {file}")
_DIGEST = Words("  sha256 {digest}", "  sha256 {digest}")
_ON_PAPER = Words(
    "  请把这串 sha256 写在签字的纸质结果上：没有它，整个包被换掉也看不出来",
    "  put this sha256 on the signed paper: without it no one can tell if the whole bundle is replaced",
)


def check_bundle(target: Path, output: Path | None, sources: Sequence[Path | None], *, force: bool) -> None:
    """Refuse before the work what could not be written after it; raises :class:`UsageError`."""
    if target.suffix.lower() != ".zip":
        raise UsageError(_SUFFIX, file=target)
    check_target(target, sources, force=force)
    if output is not None and output.resolve() == target.resolve():
        raise UsageError(_SAME, file=target)


def write_bundle(ui: Ui, target: Path, assessment: Assessment, workbook: Path, previous: Path | None) -> None:
    """Write the bundle of a result that was just computed from these files; then tell its digest.

    Raises :class:`UsageError` where a file is no longer the one that was scored.
    """
    from loudi_qa.report.json import assessment_stream
    from loudi_qa.workbook.bundle import bundled
    from loudi_qa.workbook.bundle_gate import NotABundle, members_of

    result = assessment_stream(assessment, ui.lang)
    if result.get("what_if") is not None:
        raise UsageError(NO_WHAT_IF)
    parts = _parts(assessment, json_bytes(result), workbook, previous)
    data = bundled(parts, version=__version__, language=ui.lang, year=assessment.year.year)
    try:
        members_of(data)  # what verify would refuse is better refused here; list and result were just written by us
    except NotABundle as error:
        raise UsageError(_NOT_TAKEN, why=error.words.of(ui.lang, **error.fields)) from error
    write_file(target, data)
    if not ui.quiet:
        ui.tell(_WRITTEN, file=target)
        ui.tell(_DIGEST, digest=hashlib.sha256(data).hexdigest())
        ui.tell(_ON_PAPER)


def _parts(assessment: Assessment, result: bytes, workbook: Path, previous: Path | None) -> dict[Role, Part]:
    """The files of a bundle by what they are, under the names they go by."""
    from loudi_qa.workbook.bundle import Part

    rules, year, last = assessment.rules, assessment.year, assessment.last_year
    parts: dict[Role, Part] = {
        "input": Part(year.file, _scored(workbook, year.sha256)),
        "indicators": Part(rules.indicators.name, _scored(rules.indicators, rules.sha256)),
        "responsibilities": Part(rules.responsibilities.name, _scored(rules.responsibilities, rules.mandate_sha256)),
        "result": Part("result.json", result),
    }
    if last is not None and previous is not None:
        parts["previous"] = Part(last.file, _scored(previous, last.sha256))
    return parts


def _scored(path: Path, sha256: str) -> bytes:
    """The bytes of a file, which must still be those that were scored."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(_CHANGED, file=path) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UsageError(_CHANGED, file=path)
    return data
