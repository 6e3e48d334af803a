"""The whole round of forms: who has not sent, who sent twice and which one counts, whose figures disagree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.findings import Finding
from loudi_qa.numbers import show
from loudi_qa.submission.cover import NO_HINT
from loudi_qa.submission.year import Given
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from decimal import Decimal

    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.mandate import Shared
    from loudi_qa.submission.cover import Sender
    from loudi_qa.submission.submit import Submission

_OR_THE_COVER = Words("；只是封面写错的，改正“考核年度”", "; if only the cover is wrong, mend 考核年度")
_ROUND = Words("本次收的", "this round")


class Round(NamedTuple):
    """A round of forms: the one of each sender that counts, and what was found about the round as a whole."""

    counted: dict[Sender, Submission]
    findings: tuple[Finding, ...]
    undecided: tuple[Sender, ...]
    """Senders of several forms of which no one can say which counts."""
    expected: int
    """How many are to send."""


def round_of(submissions: Sequence[Submission], rules: Rules, *, year: int | None = None) -> Round:
    """Look at the forms of a round together; ``year`` is the round's, else the year that most of them give."""
    forms = sorted((s for s in submissions if s.sender.kind != "office" and s.sender.name), key=lambda s: s.file)
    year = year or most_common_year(forms)
    findings: list[Finding] = list(_other_years(forms, year))
    forms = [s for s in forms if s.year is None or s.year.year == year]
    counted: dict[Sender, Submission] = {}
    undecided: list[Sender] = []
    by_sender: dict[Sender, list[Submission]] = {}
    for form in forms:
        by_sender.setdefault(form.sender, []).append(form)
    for sender, own in by_sender.items():
        chosen, found = _chosen(own, sender)
        findings += found
        if chosen:
            counted[sender] = chosen
        else:
            undecided.append(sender)
    findings += [Finding("E601", "", unit=name) for name in _missing(submissions, rules, year)]
    for shared in rules.mandate.shared:
        findings += _shared(shared, rules, counted)
    wanted = expected({s.sender.kind for s in submissions}, rules, year)
    return Round(counted, tuple(findings), tuple(undecided), len(wanted))


def expected(kinds: Collection[str], rules: Rules, year: int | None) -> list[str]:
    """Who is to send: every unit, and every department that verifies, each where at least one of its kind has sent."""
    names = [u.name.zh for u in rules.mandate.units] if "unit" in kinds or not kinds else []
    if "department" in kinds and year is not None:
        owners = (rules.mandate.as_of(owner.department, year).name.zh for owner in rules.mandate.owners)
        names += dict.fromkeys(owners)
    return names


def _missing(submissions: Sequence[Submission], rules: Rules, year: int | None) -> list[str]:
    """Who has sent nothing at all; a form of another year is told as such."""
    there = {s.sender.name for s in submissions}
    return [name for name in expected({s.sender.kind for s in submissions}, rules, year) if name not in there]


def most_common_year(forms: Sequence[Submission]) -> int | None:
    """The year that most forms are of; the later one of two."""
    years = Counter(s.year.year for s in forms if s.year)
    return max(years, key=lambda y: (years[y], y)) if years else None


def _other_years(forms: Sequence[Submission], year: int | None) -> Iterator[Finding]:
    for form in forms:
        told = any(f.code == "E214" for f in form.findings)
        if form.year and form.year.year != year and not told:
            cell = form.cover.at.get(layout.YEAR)
            hint = NO_HINT if form.cover.made_in == str(form.year.year) else _OR_THE_COVER
            fields = {"against": _ROUND, "expected": year, "hint": hint}
            read = str(form.year.year)
            yield Finding("E214", form.file, layout.COVER, cell, form.sender.name, read=read, fields=fields, column=layout.YEAR)


def _chosen(forms: Sequence[Submission], sender: Sender) -> tuple[Submission | None, list[Finding]]:
    """The form that counts: the only one, the one of several with the same content, or the latest by its cover."""
    latest = max(forms, key=lambda s: (s.filled_on is not None, s.filled_on or 0))
    findings: list[Finding] = []
    others: list[Submission] = []
    for form in forms:
        if form is latest:
            continue
        if _content(form) == _content(latest):
            same = {"file": form.file, "counts": latest.file}
            findings.append(Finding("E605", form.file, unit=sender.name, fields=same))
        else:
            others.append(form)
    if not others:
        return latest, findings
    count = len(forms)
    if latest.filled_on and all(s.filled_on and s.filled_on < latest.filled_on for s in others):
        fields: dict[str, object] = {"n": count, "counts": latest.file}
        return latest, [*findings, Finding("E602", latest.file, unit=sender.name, read=str(latest.filled_on), fields=fields)]
    files = "、".join(s.file for s in forms)
    return None, [*findings, Finding("E603", forms[0].file, unit=sender.name, fields={"n": count, "files": files})]


def _content(form: Submission) -> object:
    """What a form says, whatever its file is called and wherever its rows stand."""
    if form.year is None:
        return form.sha256
    return {
        (unit, measure): (entry.state._replace(cell=None), *entry[1:])  # type: ignore[arg-type]  # compared, not kept
        for unit, own in form.year.entries.items()
        for measure, entry in own.items()
    }


def _shared(shared: Shared, rules: Rules, counted: dict[Sender, Submission]) -> Iterator[Finding]:
    """A figure that several units have in common and tell differently."""
    told: dict[str, Decimal | str] = {}
    units = {rules.mandate.unit[u].name.zh for u in shared.units}
    for sender, form in counted.items():
        if form.year is None or sender.kind != "unit":
            continue
        entry = form.year.entries.get(sender.name, {}).get(shared.measure)
        if sender.name in units and entry and isinstance(entry.state, Given):
            told[sender.name] = entry.state.value
    if len(set(told.values())) > 1:
        name = rules.scheme.measure[shared.measure].name
        read = "、".join(f"{unit} {value if isinstance(value, str) else show(value)}" for unit, value in told.items())
        fields = {"name": Words(name.zh, name.en), "units": "、".join(told)}
        yield Finding("E604", "", layout.DATA.name, measure=shared.measure, read=read, fields=fields)
