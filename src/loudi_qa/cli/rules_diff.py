"""``loudi-qa rules diff OLD NEW``: what changed between two editions, and what it does to each unit of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.cli.edition import edition
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.options import Format
from loudi_qa.cli.output import check_target, emit, pick_format, tell_written
from loudi_qa.cli.scored import is_no_workbook, told_if_none
from loudi_qa.cli.tell import tell_findings
from loudi_qa.findings import NoYear
from loudi_qa.report.rules_diff.document import Shown, changes_document
from loudi_qa.report.rules_diff.json import changes_json
from loudi_qa.scheme.diff.change import changes
from loudi_qa.scheme.fault import RulesError
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from loudi_qa.assess.result import Assessment
    from loudi_qa.cli.ui import Ui
    from loudi_qa.findings import Finding
    from loudi_qa.report.rules_diff.impact import Impact
    from loudi_qa.scheme.diff.change import Changes
    from loudi_qa.scheme.fault import Fault

_HEADS: Mapping[str, Words] = {
    "both": Words("按两版规则读 {file} 都有的问题：", "found in {file} under both editions:"),
    "old": Words("只在按旧规则读 {file} 时有的问题：", "found in {file} under the old rules alone:"),
    "new": Words("只在按新规则读 {file} 时有的问题：", "found in {file} under the new rules alone:"),
}
_NOT_SCORED = Words(
    "{file} 不能按两版规则都算出结果，所以没有列出对各单位的影响；原因见下。",
    "{file} has no result under both editions, so what the changes do to each unit is not told; the reasons follow.",
)


_EXPECTED = Words(
    "{codes} 没有列出：{file} 是按一版规则做的，另一版要求的它当然没有，不用改。",
    "{codes} not listed: {file} was made for one edition and cannot have what the other asks for; there is nothing to mend.",
)
_OF_OTHER_RULES = frozenset({"E209", "E215"})
"""Said of the cover: it names the rules that the workbook was made for."""
_NO_WORKBOOK = Words(
    "--previous 是上一年度的工作簿，要与 --workbook 一起用",
    "--previous is the workbook of the year before the one of --workbook; give both",
)
_FAULTS = Words("{file} 按{which}规则算不了：", "{file} cannot be scored by the {which} rules:")
_SIDES = (Words("旧", "old"), Words("新", "new"))


class Asked(NamedTuple):
    """The two editions, and the workbook that is scored by both."""

    old: Path
    new: Path
    workbook: Path | None = None
    previous: Path | None = None


class _Tried(NamedTuple):
    """What came of a workbook under one edition."""

    result: Assessment | None
    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...] = ()
    """Why the edition does not hold for the year of the workbook."""


def run(ui: Ui, asked: Asked, *, chosen: Format | None, as_json: bool, output: Path | None, force: bool) -> Exit:
    """Tell what changed; whether anything did has no bearing on the exit code, errors in the workbook have."""
    if asked.previous is not None and asked.workbook is None:
        raise UsageError(_NO_WORKBOOK)
    if asked.workbook is not None and is_no_workbook(ui, asked.workbook, "rules diff"):
        return Exit.UNREADABLE
    how = pick_format(chosen, output, as_json=as_json)
    old, new = edition(ui, asked.old), edition(ui, asked.new)
    check_target(output, [*old.files, *new.files, asked.workbook, asked.previous], force=force)
    found, where = changes(old.rules, new.rules), (old.where, new.where)
    with told_if_none(ui, how, output):
        tried = _tried(asked, found)
    made = _impact(found, tried)
    findings = _apart(tried, found.renames.same["units"]) if tried else None
    shown = Shown(ui.lang, wording=ui.verbose or how is Format.csv, flat=how is Format.csv)
    emit(
        ui,
        how,
        output,
        document=lambda: changes_document(found, where, shown, made),
        data=lambda: changes_json(found, where, ui.lang, made, findings),
    )
    tell_written(ui, output)
    if tried and made is None:
        ui.tell(_NOT_SCORED, file=asked.workbook)
    for which, some in (findings or {}).items():
        _tell(ui, which, [f for f in some if not _to_be_expected(f, made)], asked.workbook)
    left_out = {f.code: None for some in (findings or {}).values() for f in some if _to_be_expected(f, made)}
    if left_out and not ui.quiet:
        ui.tell(_EXPECTED, file=asked.workbook, codes=listed(sorted(left_out)))
    return _ended(ui, asked, tried, made)


def _ended(ui: Ui, asked: Asked, tried: tuple[_Tried, _Tried] | None, made: Impact | None) -> Exit:
    """Rules that do not hold for the year are told last; without a workbook nothing can be wrong with one."""
    for which, side in zip(_SIDES, tried or (), strict=False):
        if side.faults:
            ui.tell(_FAULTS, file=asked.workbook, which=which.of(ui.lang))
        for fault in side.faults:
            ui.say(fault.text(ui.lang))
    if any(side.faults for side in tried or ()):
        return Exit.USAGE
    errors = any(f.severity == "error" for side in tried or () for f in side.findings)
    return Exit.FINDINGS if errors or (tried and made is None) else Exit.FINE


def _tried(asked: Asked, found: Changes) -> tuple[_Tried, _Tried] | None:
    """The workbook under both editions; raises :class:`~loudi_qa.findings.Unreadable` where it cannot be read at all."""
    if asked.workbook is None:
        return None
    from loudi_qa.cli import way

    sides = []
    for rules in (found.old, found.new):
        try:
            result = way.score(asked.workbook, rules, asked.previous)
            sides.append(_Tried(result, result.findings))
        except NoYear as nothing:
            sides.append(_Tried(None, nothing.findings))
        except RulesError as error:
            sides.append(_Tried(None, (), tuple(error.faults)))
    return sides[0], sides[1]


def _impact(found: Changes, tried: tuple[_Tried, _Tried] | None) -> Impact | None:
    if tried is None or tried[0].result is None or tried[1].result is None:
        return None
    from loudi_qa.report.rules_diff.impact import impact

    return impact(found, tried[0].result, tried[1].result)


def _apart(tried: tuple[_Tried, _Tried], units: Mapping[str, str]) -> dict[str, list[Finding]]:
    """What was found under both editions, and under each alone; nothing twice, whatever a unit is called now."""
    old, new = (side.findings for side in tried)
    named = [f._replace(unit=units.get(f.unit or "", f.unit)) for f in old]
    said = [[(f.code, f.place, f.message("zh")) for f in found] for found in (named, new)]
    return {
        "both": [f for f, text in zip(new, said[1], strict=True) if text in said[0]],
        "old": [f for f, text in zip(old, said[0], strict=True) if text not in said[1]],
        "new": [f for f, text in zip(new, said[1], strict=True) if text not in said[0]],
    }


def _to_be_expected(finding: Finding, made: Impact | None) -> bool:
    """Whether a finding only says that the workbook was made for one edition and not for the other: there is nothing to mend."""
    if made is None:
        return False
    other = {code for found in made.unheld if found for code in found.measures}
    return finding.code in _OF_OTHER_RULES or (finding.code == "E211" and finding.measure in other)


def _tell(ui: Ui, which: str, findings: Sequence[Finding], workbook: Path | None) -> None:
    """Under its heading, what the level of speech lets through."""
    if findings and (not ui.quiet or any(f.severity == "error" for f in findings)):
        ui.tell(_HEADS[which], file=workbook)
        tell_findings(ui, findings)
