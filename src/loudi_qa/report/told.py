"""Findings for people: level and code, sentence, place, what was read, what to do; alike ones together, all of them counted."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from loudi_qa.catalogue import CATALOGUE
from loudi_qa.catalogue.titles import LEVELS, TITLES
from loudi_qa.report.document import Note
from loudi_qa.words import Words, one_line
from loudi_qa.workbook.layout import areas, column_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from loudi_qa.catalogue.entry import Level
    from loudi_qa.findings import Finding
    from loudi_qa.words import Lang

_CELL = re.compile(r"([A-Z]+)(\d+)")
_READ = Words("  读到：{read}", "  read: {read}")
_FIX = Words("  改法：{fix}", "  fix:  {fix}")
_EACH = Words("  {where}：{message}", "  {where}: {message}")
_WITH_FIX = Words("{line}；改法：{fix}", "{line}; fix: {fix}")
_MORE_THERE = Words("  另有 {n} 处，位置已列在上面；逐条看加 -v", "  {n} more, at the places above; -v lists each")
_MORE = Words("  另有 {n} 处；逐条看加 -v", "  {n} more; -v lists each")
_AND_OTHERS = Words("{cells} 等 {n} 处", "{cells} and others, {n} places")
_PLACES = Words("（{n} 处）", " ({n} places)")
_TOGETHER = 3
"""So many alike findings and more are told under one headline."""
_SPELT_OUT = 8
"""Of those, so many are spelt out where each has a cell;"""
_NAMED = 20
"""so many where each only has a name, which is then told nowhere else."""
_MOST_AREAS = 40
"""So many areas of cells are listed: those of a form to the last one, of a nation the first few lines."""


def totals(findings: Iterable[Finding], lang: Lang) -> str:
    """``2 个错误，1 个警告``: what there is, and ``没有问题`` where there is nothing."""
    count = Counter(f.severity for f in findings)
    return counted(count["error"], count["warning"], count["note"], lang)


def counted(errors: int, warnings: int, notes: int, lang: Lang) -> str:
    """The counts in words."""
    numbers: tuple[tuple[Level, int], ...] = (("error", errors), ("warning", warnings), ("note", notes))
    if lang == "zh":
        return "，".join(f"{n} 个{LEVELS[level].zh}" for level, n in numbers if n) or "没有问题"
    return ", ".join(f"{n} {level}{'' if n == 1 else 's'}" for level, n in numbers if n) or "nothing found"


def told(findings: Iterable[Finding], lang: Lang, *, levels: Sequence[Level], verbose: bool = False) -> Iterator[Note]:
    """The findings of these levels, in this order of levels, as blocks of lines."""
    by_level: dict[Level, list[Finding]] = {level: [] for level in levels}
    for finding in findings:
        if finding.severity in by_level:
            by_level[finding.severity].append(finding)
    for level in levels:
        for alike in _alike(by_level[level]):
            if len(alike) < _TOGETHER or verbose:
                for finding in alike:
                    yield from _one(finding, lang)
            else:
                yield from _together(alike, lang)


def _alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.code, finding.file, finding.sheet or ""), []).append(finding)
    return [groups[key] for key in sorted(groups)]


def _head(finding: Finding, lang: Lang, text: str) -> Note:
    return Note(f"{LEVELS[finding.severity].of(lang)}[{finding.code}]: {text}", finding.severity)


def _one(finding: Finding, lang: Lang) -> Iterator[Note]:
    yield _head(finding, lang, finding.message(lang))
    if finding.place:
        yield Note(f"  --> {finding.place}", "aside")
    if finding.read:
        yield Note(_READ.of(lang, read=finding.read))
    yield Note(_FIX.of(lang, fix=finding.fix(lang)))


def _together(alike: Sequence[Finding], lang: Lang) -> Iterator[Note]:
    """One headline, the places, the first sentences, and the mend once where it is the same."""
    first = alike[0]
    cells = places(alike) if all(f.cell for f in alike) else []
    yield _head(first, lang, TITLES[first.code].of(lang) + _PLACES.of(lang, n=len(alike)))
    place = f"{first.file} {first.sheet}!{_listed(cells, len(alike), lang)}" if cells else first._replace(cell=None).place
    if place:
        yield Note(f"  --> {one_line(place)}", "aside")
    fix = _fix_of_all(alike, lang)
    listed = alike[: _SPELT_OUT if cells else _NAMED]
    for finding in listed:
        line = _placed(finding, lang)
        yield Note(_WITH_FIX.of(lang, line=line, fix=finding.fix(lang)) if fix is None else line)
    if len(alike) > len(listed):
        yield Note((_MORE_THERE if 0 < len(cells) <= _MOST_AREAS else _MORE).of(lang, n=len(alike) - len(listed)))
    if fix is not None:
        yield Note(_FIX.of(lang, fix=fix))


def _placed(finding: Finding, lang: Lang) -> str:
    """Where, and what: one line of several alike. A sentence that begins with the only name there is does not get it twice."""
    where, message = finding.cell or finding.measure or finding.unit or "-", finding.message(lang)
    named = not finding.cell and message.startswith(where)
    return f"  {message}" if named else _EACH.of(lang, where=where, message=message)


def _fix_of_all(alike: Sequence[Finding], lang: Lang) -> str | None:
    """The mend that all have in common; None where they differ."""
    first = alike[0].fix(lang)
    constant = "{" not in CATALOGUE[alike[0].code].fix.of(lang)
    return first if constant or all(f.fix(lang) == first for f in alike) else None


def _listed(cells: Sequence[str], count: int, lang: Lang) -> str:
    listed = ", ".join(cells[:_MOST_AREAS])
    return listed if len(cells) <= _MOST_AREAS else _AND_OTHERS.of(lang, cells=listed, n=count)


def places(findings: Iterable[Finding]) -> list[str]:
    """The cells of several findings, runs of a column together: ``E5:E9``, ``E12``, ``J3``."""
    rows: dict[str, list[int]] = {}
    for finding in findings:
        if match := _CELL.fullmatch(finding.cell or ""):
            rows.setdefault(match[1], []).append(int(match[2]))
    columns = sorted((column_number(name), name) for name in rows)
    return [area for number, name in columns for area in areas(rows[name], number).split(", ")]
