"""The cover: which year, whose workbook, made for which rules."""

from __future__ import annotations

import re
from collections import ChainMap
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from loudi_qa.findings import Finding
from loudi_qa.submission.normalise import ALIAS, clean, is_empty, one_of, prose_of, text_of
from loudi_qa.submission.recorder import MENDED
from loudi_qa.submission.table import find_sheet, find_table, missing_sheet, near
from loudi_qa.words import Words
from loudi_qa.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loudi_qa.scheme.load import Rules
    from loudi_qa.workbook.read import Sheet, Workbook

NO_HINT = Words("", "")
_AS_MADE = Words("这张表生成时", "the form as it was made")


class Sender(NamedTuple):
    """Who sent a workbook: a unit its form, a department its verification, or the office the year."""

    kind: Literal["unit", "department", "office"]
    name: str


class Cover(NamedTuple):
    """What the cover says; ``at`` gives the address of each key's value."""

    values: Mapping[str, str]
    at: Mapping[str, str]
    year: int | None
    sender: Sender
    findings: tuple[Finding, ...]
    sheet: str | None
    """What the cover's sheet is called; None where there is none."""
    made_in: str = ""
    """The year that the form was made for, by its properties; empty where it has none."""

    @property
    def notice(self) -> str | None:
        """What the cover says of the data, above all that they are a sample."""
        return self.values.get(layout.DATA_NOTICE) or None


def read_cover(book: Workbook, rules: Rules) -> Cover:
    """Read the cover: a form is told by its sender, by what it carries in its properties, or by its single unit."""
    sheet = find_sheet(book, layout.COVER)
    values, at = _keys(sheet) if sheet else ({}, {})
    years = set(re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", clean(values.get(layout.YEAR, ""))))
    year = int(min(years)) if len(years) == 1 else None
    name = clean(values.get(layout.REPORTING_UNIT, ""))
    data_alone = find_sheet(book, layout.DATA.name) and not any(find_sheet(book, s.name) for s in layout.OFFICE_SHEETS)
    made_for = book.properties.get(layout.IDENTITY.sender, "")
    sender = _sender(name, rules, a_form=bool(made_for or data_alone))
    cover = Cover(values, at, year, sender or Sender("office", name), (), sheet.name if sheet else None)
    findings = [] if sheet else [missing_sheet(book, layout.COVER)]
    if sender is None and (made_for or data_alone):
        units = _units_in(book, rules)
        meant = _sender(made_for, rules, a_form=True) or (Sender("unit", *units) if len(units) == 1 else None)
        if meant or not units:
            cover = cover._replace(sender=meant or Sender("unit", ""))
            known = [u.name.zh for u in rules.mandate.units]
            findings += [_at(book, cover, "E212", layout.REPORTING_UNIT, read=name, near=near(name, known))] if sheet else []
    else:
        findings += _mended_name(book, cover, rules)
    findings += _scheme(book, rules, cover)
    findings += _identity(book, cover, rules, made_for)
    made_in = book.properties.get(layout.IDENTITY.year, "")
    return cover._replace(sender=_now(cover.sender, rules, year), findings=tuple(findings), made_in=made_in)


def _keys(sheet: Sheet) -> tuple[dict[str, str], dict[str, str]]:
    """The keys of the cover with what stands to their right, and where; 填 报 单 位 is typeset, not another key."""
    values, at = dict[str, str](), dict[str, str]()
    for row, cells in sheet.rows():
        filled = [i for i, c in enumerate(cells) if not is_empty(c)]
        if not filled:
            continue
        key = text_of(cells[filled[0]]).replace(" ", "").removesuffix(":")
        value = filled[1] if len(filled) > 1 else filled[0] + 1
        if key not in values:
            values[key] = prose_of(cells[value]) if len(filled) > 1 else ""
            at[key] = layout.address(row, value)
    return values, at


def _sender(name: str, rules: Rules, *, a_form: bool) -> Sender | None:
    """The office is a department too, yet the year is its own: only a workbook without its sheets is a department's."""
    if found := one_of(name, rules.mandate.unit):
        return Sender("unit", rules.mandate.unit[found[0]].name.zh)
    if a_form and (department := one_of(name, rules.mandate.department)):
        return Sender("department", rules.mandate.department[department[0]].name.zh)
    return None


def _units_in(book: Workbook, rules: Rules) -> set[str]:
    """The units that the rows of a workbook name."""
    table, _ = find_table(book, layout.DATA)
    texts = {table.text(cells, layout.UNIT) for _, cells in table.rows()} if table else set()
    return {rules.mandate.unit[t].name.zh for t in texts if t in rules.mandate.unit}


def _mended_name(book: Workbook, cover: Cover, rules: Rules) -> list[Finding]:
    """That the sender goes by another name on the cover, and what was done to know it."""
    typed, meant = cover.values.get(layout.REPORTING_UNIT, ""), cover.sender.name
    by_name: tuple[Any, Any] = rules.mandate.unit, rules.mandate.department
    known: Mapping[str, object] = ChainMap(*by_name)  # not one set: a nation has thousands of names, and as many forms
    found = one_of(typed, known) if cover.sender.kind != "office" else None
    if found is None:
        return []
    mends = found[1] if found[0] == meant else (*found[1], ALIAS)
    if not mends:
        return []
    rule = Words("、".join(m.zh for m in mends), ", ".join(m.en for m in mends))
    told = _at(book, cover, MENDED, layout.REPORTING_UNIT, read=typed, rule=rule)
    return [told._replace(taken_as=meant, unit=meant)]


def _at(book: Workbook, cover: Cover, code: str, key: str, *, read: str, **fields: object) -> Finding:
    return Finding(code, book.name, cover.sheet, cover.at.get(key), read=read, fields=fields, column=key)


def _scheme(book: Workbook, rules: Rules, cover: Cover) -> list[Finding]:
    """Another scheme or edition is likely last year's form; another digest only says that the rules were worked on."""
    made_for, ours = cover.values.get(layout.SCHEME), f"{rules.scheme.scheme} {rules.scheme.edition}"
    if not made_for:
        return []
    if not f"{made_for} ".startswith(f"{ours} "):
        return [_at(book, cover, "E209", layout.SCHEME, read=made_for, expected=ours)]
    digest, now = made_for.removeprefix(ours).strip(), rules.sha256[: layout.DIGEST_DIGITS]
    if re.fullmatch(r"[0-9a-f]{12}", digest) and digest != now:
        return [_at(book, cover, "E215", layout.SCHEME, read=digest, expected=now)]
    return []


def _identity(book: Workbook, cover: Cover, rules: Rules, made_for: str) -> list[Finding]:
    """The cover against what the form carries in its properties: a clerk may have typed over it."""
    made_in = book.properties.get(layout.IDENTITY.year, "")
    found = []
    if made_in and cover.year and made_in != str(cover.year):
        told = {"against": _AS_MADE, "expected": made_in, "hint": NO_HINT}
        found.append(_at(book, cover, "E214", layout.YEAR, read=str(cover.year))._replace(fields=told))
    typed = cover.values.get(layout.REPORTING_UNIT, "")
    meant = _sender(made_for, rules, a_form=True)
    if meant and cover.sender.name and _now(meant, rules, cover.year) != _now(cover.sender, rules, cover.year):
        found.append(_at(book, cover, "E224", layout.REPORTING_UNIT, read=typed, expected=made_for))
    return found


def _now(sender: Sender, rules: Rules, year: int | None) -> Sender:
    """The sender by its name of the year: a department that was reformed is still the same one."""
    if sender.kind != "department" or year is None:
        return sender
    return Sender("department", rules.mandate.as_of(sender.name, year).name.zh)
