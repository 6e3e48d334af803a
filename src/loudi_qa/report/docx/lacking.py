"""What a unit is asked to add: values that are missing, evidence, counts that do not go with a rate, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.assess import lines as reasons
from loudi_qa.report.because import because, value_text
from loudi_qa.submission.sense import lacks_evidence
from loudi_qa.submission.year import Given
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.assess.result import Assessment, Line, UnitResult
    from loudi_qa.findings import Finding

_SILENT, _SILENT_ASKED = "没有收到数据", "报送全部数据和佐证材料"
_MISSING, _MISSING_ASKED = "没有填报", "补报数值和佐证材料；确不适用的，写明原因"
_EVIDENCE, _EVIDENCE_ASKED = "填报 {value}，没有写佐证材料", "写明文件名称或文号，并附复印件"
_UNCLEAR_ASKED = "重新填报数值，并附佐证材料"
_BY_OFFICE = "由考核单位补齐，无需报送"
_SHEET, _SHEET_ASKED = "“{sheet}”表有读不出的内容", "由考核单位核对，无需报送"
_EVERYTHING = "全部指标"
_SAID_ALREADY = frozenset({"E204", "E211", "E319"})
"""That a value or its evidence is missing: told from the value itself."""
_OFFICE = reasons.UNREAD | {reasons.NO_QUOTA, reasons.NO_AVERAGE, reasons.NO_PREVIOUS, reasons.NO_TARGET}
"""Why a line is open through no fault of the unit."""


class Lacking(NamedTuple):
    """One thing that is asked for; a measure once, though several indicators may rest on it."""

    measure: str
    name: str
    state: str
    asked: str


def lacking(result: Assessment, unit: UnitResult) -> list[Lacking]:
    """All that a unit is asked for, in the order of the measures; what concerns no one measure comes last."""
    by_measure: dict[str, list[Line]] = {}
    for line in unit.lines:
        by_measure.setdefault(line.indicator.measure, []).append(line)
    own = [f for f in result.findings if f.unit == unit.unit.name.zh and f.sheet == layout.DATA.name]
    sheets = [Lacking("", "", _SHEET.format(sheet=sheet), _SHEET_ASKED) for sheet in unit.doubtful_sheets]
    if any(line.reason == reasons.NO_DATA for line in unit.lines):
        return [Lacking("", _EVERYTHING, _SILENT, _SILENT_ASKED), *sheets]
    found: list[Lacking] = []
    for measure in result.rules.scheme.measures:
        doubts = [f for f in own if f.measure == measure.id]
        asked = dict.fromkeys(_of_measure(by_measure.get(measure.id, []), doubts))
        found += [Lacking(measure.id, measure.name.zh, *pair) for pair in asked]
    return [*found, *sheets]


def _of_measure(lines: Sequence[Line], findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """State and request; what a finding says is not said again in the words of the line."""
    told = [f for f in findings if f.severity != "note" and f.code not in _SAID_ALREADY]
    for finding in told:
        yield finding.message("zh"), finding.fix("zh")
    for line in lines:
        if line.state == "open" and line.reason in _OFFICE:
            yield because(line, "zh"), _BY_OFFICE
        elif line.state == "open" and not told:
            yield because(line, "zh"), _UNCLEAR_ASKED
        elif line.state == "missing":
            yield _MISSING, _MISSING_ASKED
    entry = next((line.entry for line in lines if line.entry), None)
    if entry and isinstance(entry.state, Given) and not entry.state.verified and lacks_evidence(entry):
        yield _EVIDENCE.format(value=value_text(lines[0])), _EVIDENCE_ASKED
