"""``loudi-qa template``: forms for the units, verification forms for the departments."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from loudi_qa import api
from loudi_qa.cli import forms
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.files import is_folder
from loudi_qa.cli.output import check_folder, check_target, look_at, make_folder, write_file
from loudi_qa.cli.progress import tracked
from loudi_qa.cli.rules import load_rules
from loudi_qa.cli.tell import tell_findings
from loudi_qa.cli.wording import NEAR
from loudi_qa.submission.bind import bind
from loudi_qa.submission.cover import read_cover
from loudi_qa.submission.normalise import clean
from loudi_qa.submission.table import find_table
from loudi_qa.submission.year import Given
from loudi_qa.words import Words, listed
from loudi_qa.workbook import layout
from loudi_qa.workbook.form import unit_form
from loudi_qa.workbook.names import distinct_names
from loudi_qa.workbook.pack import pack
from loudi_qa.workbook.read import read
from loudi_qa.workbook.verification import Sent, verification_form, verifiers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from openpyxl import Workbook

    from loudi_qa.cli.ui import Ui
    from loudi_qa.findings import Finding
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.table import Table
    from loudi_qa.submission.year import Entry, Year

Audience = Literal["units", "departments"]

SUFFIX = ".xlsx"
_FOLDERS: dict[Audience, str] = {"units": "forms-{year}", "departments": "verification-{year}"}

_OTHER_YEAR = Words(
    "--year-file 应是 {year} 年度的工作簿：{file} 是 {got} 年度的",
    "--year-file must be the workbook of {year}: {file} is of {got}",
)
_A_FORM = Words(
    "{file} 是{sender}的表，--year-file 应是年度工作簿",
    "{file} is the form of {sender}; --year-file must be the year's workbook",
)
_NO_UNIT = Words("没有“{name}”这个单位{near}", "there is no unit {name}{near}")
_NO_DEPARTMENT = Words("{year} 年没有核验指标的“{name}”{near}", "no department {name} verifies measures in {year}{near}")
_KNOWN = Words("；有：{names}", "; there are: {names}")
_ONE_FILE = Words(
    "要写 {n} 份表，-o 应是文件夹，不是 {output}；只要一份请加 --unit",
    "forms to be written: {n}; -o must be a folder, not {output}; --unit makes a single one",
)
_THERE = Words(
    "已有 {n} 份同名的表，里面可能有填好的内容：{files}。用 -o 换一个文件夹；确定要覆盖请加 --force",
    "forms that are there already and may be filled in: {n} ({files}). Choose another folder with -o, or overwrite with --force",
)
_OTHER_EDITION = Words(
    "规则是 {edition} 版的，表格按它生成，用于 {year} 年度；{year} 年度另有一版的，先换规则",
    "the rules are of the edition {edition}, and so are these forms for {year}; if {year} has an edition of its own, change the "
    "rules first",
)
_MAKING = Words("正在生成", "making forms")
_WRITTEN: dict[Audience, Words] = {
    "units": Words("已生成 {n} 份填报表：{where}", "forms written: {n}, {where}"),
    "departments": Words("已生成 {n} 份核验表：{where}", "verification forms written: {n}, {where}"),
}
_NEXT: dict[Audience, Words] = {
    "units": Words(
        "下一步：发给各单位；收回后用 loudi-qa validate 检查",
        "next: send them to the units; loudi-qa validate checks what comes back",
    ),
    "departments": Words(
        "下一步：发给各部门；收回后用 loudi-qa collect 并入年度工作簿",
        "next: send them to the departments; loudi-qa collect joins what comes back to the year's workbook",
    ),
}
_NOT_IN_YET = Words(
    "年度工作簿里还没有这些单位的数，核验表里它们的各列是空的：{units}",
    "the year holds nothing of these units yet, their columns in the verification forms are empty: {units}",
)
_NOTHING_SENT = Words(
    "没有给 --year-file，核验表里各单位所报的各列是空的", "without --year-file the columns of what the units sent are empty"
)
_UNREAD = Words(
    "“{sheet}”有读不出的内容，没有生成表格；改好后再试", "something in {sheet} cannot be read, so no form was made; mend it first"
)
_MOST_NAMED = 10


class Form(NamedTuple):
    """A form to be made: whose, and how."""

    name: str
    make: Callable[[], Workbook]


class Stopped(Exception):
    """The year's workbook does not allow forms to be made; says what was found in it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("no forms")
        self.findings = tuple(findings)


def run(
    ui: Ui, year: int, *, unit: str | None, audience: Audience, year_file: Path | None, previous: Path | None,
    output: Path | None, force: bool, indicators: Path | None, responsibilities: Path | None,
) -> Exit:  # fmt: skip
    """Write the forms of a year; nothing is written unless all of them can be."""
    forms.check_year(year)
    rules = load_rules(ui, indicators, responsibilities).in_year(year)
    last = forms.last_year(previous, rules, year) if previous else {}
    try:
        wanted = (_units if audience == "units" else _departments)(ui, rules, year, unit, year_file, last)
    except Stopped as stopped:
        tell_findings(ui, stopped.findings)
        return Exit.FINDINGS
    targets = _targets(wanted, output or Path(_FOLDERS[audience].format(year=year)), single=unit is not None)
    _check(targets, [year_file, previous, indicators, responsibilities], force=force)
    stamp = datetime(year, 12, 31)
    packed = [pack(form.make(), stamp) for form in tracked(ui, wanted, _MAKING)]
    make_folder(targets[0].parent)
    for target, data in zip(targets, packed, strict=True):
        write_file(target, data)
    if not ui.quiet:
        _tell_edition(ui, rules.scheme.edition, year)
        _tell(ui, audience, targets, nothing_sent=audience == "departments" and year_file is None)
    return Exit.FINE


def _tell_edition(ui: Ui, edition: str, year: int) -> None:
    """Say that the rules are those of another year: forms made before the new edition was put in place look like any others."""
    if (years := re.findall(r"(?<!\d)20\d\d(?!\d)", edition)) and str(year) not in years:
        ui.tell(_OTHER_EDITION, edition=edition, year=year)


def _tell(ui: Ui, audience: Audience, targets: Sequence[Path], *, nothing_sent: bool) -> None:
    if nothing_sent:
        ui.tell(_NOTHING_SENT)
    if ui.verbose:
        for target in targets:
            ui.say(f"  {target}")
    ui.tell(_WRITTEN[audience], n=len(targets), where=targets[0] if len(targets) == 1 else targets[0].parent)
    ui.tell(_NEXT[audience])


def _units(
    ui: Ui, rules: Rules, year: int, name: str | None, year_file: Path | None, last: Mapping[tuple[str, str], Decimal]
) -> list[Form]:
    """A form for each unit, or for the one that is asked for."""
    units = rules.mandate.units
    if name is not None:
        known = rules.mandate.unit | {u.name.en: u for u in units}
        units = (known[_meant(ui, name, known, [u.name.zh for u in units], _NO_UNIT, year)],)
    quotas: dict[tuple[str, str], Decimal] = {}
    if year_file is not None:
        bound, _, findings = _year(year_file, rules, year)
        if any(d.sheet == layout.QUOTAS.name for d in bound.doubts):
            raise _stopped(ui, layout.QUOTAS.name, findings)
        quotas = {key: figure.value for key, figure in bound.quotas.items()}
    return [Form(u.name.zh, partial(unit_form, rules, year, u, quotas=quotas, last=last)) for u in units]


def _departments(
    ui: Ui, rules: Rules, year: int, name: str | None, year_file: Path | None, last: Mapping[tuple[str, str], Decimal]
) -> list[Form]:
    """A form for each department that verifies, or for the one that is asked for, under any of its names, older ones too."""
    verifying = verifiers(rules, year)
    departments = list(verifying)
    if name is not None:
        now = {n: rules.mandate.as_of(n, year).name for n in rules.mandate.department}
        known = {n: d.zh for n, d in now.items() if d.zh in verifying} | {d.en: d.zh for d in now.values() if d.zh in verifying}
        departments = [known[_meant(ui, name, known, departments, _NO_DEPARTMENT, year)]]
    sent: dict[tuple[str, str], Sent] = {}
    if year_file is not None:
        bound, table, findings = _year(year_file, rules, year)
        if table is None or bound.unplaced:  # what no form would show would be taken for not sent
            raise _stopped(ui, layout.DATA.name, findings)
        sent = _sent(bound, table)
        absent = [u.name.zh for u in rules.mandate.units if u.name.zh not in bound.entries]
        if absent:
            ui.tell(_NOT_IN_YET, units=listed(absent, _MOST_NAMED))
    return [Form(d, partial(verification_form, rules, year, d, verifying[d], sent, last)) for d in departments]


def _stopped(ui: Ui, sheet: str, findings: Sequence[Finding]) -> Stopped:
    """The end of a run that would leave out of the forms what stands in a sheet; says what is wrong there."""
    ui.tell(_UNREAD, sheet=sheet)
    return Stopped([f for f in findings if f.sheet == sheet and f.severity == "error"])


def _meant(ui: Ui, typed: str, known: Iterable[str], names: Sequence[str], words: Words, year: int) -> str:
    """The name among those known, or a usage error that tells the nearest one."""
    name, everyone = clean(typed), list(known)
    if name in everyone:
        return name
    from difflib import get_close_matches

    match = get_close_matches(name, everyone, n=1, cutoff=0.4)
    hint = NEAR.of(ui.lang, near=match[0]) if match else _KNOWN.of(ui.lang, names=listed(names[:_MOST_NAMED]))
    raise UsageError(words, name=name, near=hint, year=year)


def _year(path: Path, rules: Rules, year: int) -> tuple[Year, Table | None, list[Finding]]:
    """The year's workbook, its rows, and what was found in it."""
    book = read(path, api.limits(rules))
    cover = read_cover(book, rules)
    if cover.sender.kind != "office":
        raise UsageError(_A_FORM, file=path, sender=cover.sender.name)
    bound, findings = bind(book, rules, cover)
    if bound is None:
        raise Stopped(findings)
    if bound.year != year:
        raise UsageError(_OTHER_YEAR, file=path, got=bound.year, year=year)
    return bound, find_table(book, layout.DATA)[0], findings


def _sent(year: Year, table: Table) -> dict[tuple[str, str], Sent]:
    """What stands in the rows of a year, numbers as they were understood, all else as it was written."""
    written = dict(table.rows())
    titles = (*layout.DATA.columns, layout.GROUNDS)
    found = {}
    for unit, entries in year.entries.items():
        for measure, entry in entries.items():
            cells = written[entry.state.cell.row] if entry.state.cell else None
            found[unit, measure] = _row(entry, {t: table.prose(cells, t) if cells else "" for t in titles})
    return found


def _row(entry: Entry, text: Mapping[str, str]) -> Sent:
    state = entry.state
    return Sent(
        entry.sent if entry.sent is not None else text[layout.VALUE] or None,
        entry.numerator,
        entry.denominator,
        text[layout.REASON] or None,
        text[layout.EVIDENCE] or None,
        text[layout.REMARK] or None,
        state.value if isinstance(state, Given) and state.verified else text[layout.VERIFIED] or None,
        text[layout.GROUNDS] or None,
    )


def _targets(forms: Sequence[Form], output: Path, *, single: bool) -> list[Path]:
    """The file of each form; names that would fall together on any system are told apart by a number."""
    if output.suffix.lower() == SUFFIX and not is_folder(output):
        if single:
            return [output]
        raise UsageError(_ONE_FILE, n=len(forms), output=output)
    return [output / f"{name}{SUFFIX}" for name in distinct_names(form.name for form in forms)]


def _check(targets: Sequence[Path], sources: Sequence[Path | None], *, force: bool) -> None:
    """Refuse before anything is written: what is no folder, what is being read, what may be filled in."""
    check_folder(targets[0].parent)
    there = [t for t in targets if look_at(t)]
    for target in there:
        check_target(target, sources, force=True)
    if there and not force:
        raise UsageError(_THERE, n=len(there), files=listed((t.name for t in there), _MOST_NAMED))
