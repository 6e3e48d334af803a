"""What ``rules check`` says: totals, then each file with its remarks by line, then what came of the document's text."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.catalogue.titles import LEVELS
from loudi_qa.report.document import Column, Document, Note, Table
from loudi_qa.report.told import counted
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loudi_qa.report.document import Block
    from loudi_qa.scheme.lint.held import Held
    from loudi_qa.scheme.lint.remark import Remark
    from loudi_qa.scheme.models import Scheme
    from loudi_qa.words import Lang

_TITLE = Words("规则检查：{name}（{edition} 版），按 {year} 年度", "Rules checked: {name}, edition {edition}, for {year}")
_TITLE_FAULTY = Words("规则检查：文件有错，不能使用", "Rules checked: the files have faults and cannot be used")
_SUM = Words("合计：{totals}", "in all: {totals}")
_ELSEWHERE = Words("没有检查的", "Not examined")
_ROWS = Words("检查结果", "Remarks")
_AS_ABOVE = Words("同上", "as above")
_TEXT = Words("对照原文 {file}", "Held against {file}")
_ANCHORS = Words("出处：{n} 处，其中 {placed} 处在原文里正好出现一次", "anchors: {n}, of which {placed} stand once in the text")
_FIGURES = Words(
    "数字：{n} 处，有指标的 {covered} 处，列明理由的 {listed} 处，没有说明的 {left} 处",
    "figures: {n}; covered {covered}, listed with a reason {listed}, left unsaid {left}",
)
_CLAUSES = Words(
    "条款：{n} 条，有指标的 {covered} 条，列明理由的 {listed} 条，没有说明的 {left} 条",
    "clauses: {n}; covered {covered}, listed with a reason {listed}, left unsaid {left}",
)
_MISQUOTED = Words(
    "没有说明的数字里，{n} 处旁边的出处文字引错了，改好即有指标",
    "of the figures left unsaid {n} stand beside an anchor that is misquoted; mend it and they are covered",
)
_LISTED = Words("列明理由的条款和数字", "Clauses and figures that are listed with a reason")
_APART = Words(
    "不属于任何条款的行（标题、落款、网页文字），没有检查：第 {lines} 行",
    "lines of no clause (titles, signatures, what a web page adds), not examined: {lines}",
)
_FLOOR = 24
"""Cells; in fewer a sentence cannot be read."""
_COLUMNS = {
    "file": Words("文件", "File"),
    "line": Words("行", "Line"),
    "level": Words("级别", "Level"),
    "kind": Words("类别", "Kind"),
    "message": Words("问题", "Remark"),
    "fix": Words("改法", "What to do"),
}


class RulesChecked(NamedTuple):
    """Everything that one run of ``rules check`` found; without a scheme the files could not be used."""

    remarks: tuple[Remark, ...]
    scheme: Scheme | None = None
    year: int | None = None
    held: Held | None = None

    def count(self, level: str) -> int:
        """How many remarks are of a level."""
        return sum(r.level == level for r in self.remarks)


def rules_checked_document(checked: RulesChecked, lang: Lang, *, quiet: bool = False, verbose: bool = False) -> Document:
    """The result for reading: a table for each file; ``quiet`` leaves all but errors out, ``verbose`` tells each reason."""
    kept = [r for r in checked.remarks if r.level == "error" or not quiet]
    if quiet and not kept:
        return Document("", (), ())
    blocks: list[Block] = []
    for file, own in groupby(kept, key=_file):
        blocks += [Note(""), _table(file, [*own], lang)]
    if checked.held and not quiet:
        blocks += [Note(""), Note(_TEXT.of(lang, file=checked.held.file), "title")]
        blocks += [Note(line) for line in _held(checked.held, lang)]
        if verbose:
            blocks += [Note(""), _listed(checked.held, lang)]
    return Document(_title(checked, lang), (_totals(checked, lang),), tuple(blocks), close=True)


def rules_checked_table(checked: RulesChecked, lang: Lang) -> Document:
    """Every remark as a row: for CSV and Markdown."""
    columns = _columns(("file", "line", "level", "kind", "message", "fix"), lang)
    rows = tuple(
        (_file(r), str(r.line or ""), LEVELS[r.level].of(lang), r.kind, r.message.of(lang), r.fix.of(lang))
        for r in checked.remarks
    )
    lines = (_totals(checked, lang), *(_held(checked.held, lang) if checked.held else ()))
    return Document(_title(checked, lang), lines, (Table(_ROWS.of(lang), columns, rows),))


def _title(checked: RulesChecked, lang: Lang) -> str:
    if checked.scheme is None:
        return _TITLE_FAULTY.of(lang)
    scheme = checked.scheme
    return _TITLE.of(lang, name=scheme.name.of(lang), edition=scheme.edition, year=checked.year)


def _totals(checked: RulesChecked, lang: Lang) -> str:
    return _SUM.of(lang, totals=counted(checked.count("error"), checked.count("warning"), checked.count("note"), lang))


def _file(remark: Remark) -> str:
    return str(remark.file) if remark.file else ""


def _table(file: str, remarks: Iterable[Remark], lang: Lang) -> Table:
    rows, last = [], ""
    for r in remarks:
        fix = r.fix.of(lang)
        rows.append((str(r.line or ""), LEVELS[r.level].of(lang), r.message.of(lang), _AS_ABOVE.of(lang) if fix == last else fix))
        last = fix
    if not file:  # lines only stand in files
        return Table(_ELSEWHERE.of(lang), _columns(("level", "message", "fix"), lang), tuple(row[1:] for row in rows))
    return Table(file, _columns(("line", "level", "message", "fix"), lang), tuple(rows))


def _columns(names: Iterable[str], lang: Lang) -> tuple[Column, ...]:
    free = {"message", "fix", "file"}
    return tuple(
        Column(_COLUMNS[n].of(lang), align="right" if n == "line" else "left", free=n in free, floor=_FLOOR) for n in names
    )


def _held(held: Held, lang: Lang) -> Iterator[str]:
    yield _ANCHORS.of(lang, n=held.anchors, placed=len(held.placed))
    for words, things in ((_FIGURES, held.figures), (_CLAUSES, held.clauses)):
        of = Counter(thing.standing for thing in things)
        yield words.of(lang, n=len(things), covered=of["covered"], listed=of["listed"], left=of["left"])
    if misquoted := sum(bool(f.near) for f in held.figures):
        yield _MISQUOTED.of(lang, n=misquoted)
    if held.parted.apart:
        yield _APART.of(lang, lines=runs(held.parted.apart, "、" if lang == "zh" else ", "))


def _listed(held: Held, lang: Lang) -> Table:
    """What no indicator covers, and why the rules say so, in the order of the text."""
    columns = (
        Column(_COLUMNS["line"].of(lang), align="right"),
        Column(Words("条款", "Clause").of(lang), free=True, floor=14),
        Column(Words("数字", "Figure").of(lang)),
        Column(Words("理由", "Reason").of(lang), free=True, floor=_FLOOR),
    )
    rows = [(c.clause, "", c.why) for c in held.clauses if c.why] + [
        (f.clause, f.figure.text, f.why) for f in held.figures if f.why
    ]
    ordered = sorted(rows, key=lambda row: row[0].line)
    told = tuple((str(clause.line), clause.name, figure, why.of(lang)) for clause, figure, why in ordered)
    return Table(_LISTED.of(lang), columns, told)


def runs(numbers: Iterable[int], comma: str) -> str:
    """Numbers with those that follow each other drawn together.

    >>> runs([1, 2, 3, 7, 9, 10], ", ")
    '1-3, 7, 9-10'
    """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return comma.join(str(p[0]) if len(p) == 1 else f"{p[0]}-{p[-1]}" for p in parts)
