"""What ``validate`` says: totals first, then every file with its findings, then the round and the last try."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.catalogue.titles import LEVELS
from loudi_qa.report.document import Column, Document, Note, RowsOf, Table
from loudi_qa.report.told import told, totals
from loudi_qa.words import Words, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.catalogue.entry import Level
    from loudi_qa.findings import Finding
    from loudi_qa.report.document import Block
    from loudi_qa.submission.round import Round
    from loudi_qa.submission.since import Since
    from loudi_qa.submission.submit import Submission
    from loudi_qa.words import Lang

_TITLE = Words("检查结果", "Findings")
_FILES = Words(
    "共 {n} 个文件：{fine} 个没有错误，{wrong} 个有错误，{unread} 个读不了",
    "files: {n}; without errors: {fine}, with errors: {wrong}, unreadable: {unread}",
)
_SUM = Words("合计：{totals}", "in all: {totals}")
_FILE = Words("{file}（{who}，{year} 年度）：{totals}", "{file} ({who}, {year}): {totals}")
_FILE_ALONE = Words("{file}：{totals}", "{file}: {totals}")
_KINDS = {
    "unit": Words("{name}的填报表", "the form of {name}"),
    "department": Words("{name}的核验表", "the verification form of {name}"),
    "office": Words("年度工作簿", "a year's workbook"),
}
_NOTES = Words("（提示未列出，加 -v 查看）", " (notes are not listed; -v shows them)")
_ROUND = Words("整轮：应报 {units} 份，已报 {sent} 份；{totals}", "The round: {sent} of {units} have sent; {totals}")
_SINCE = Words(
    "与上次相比：{before} 处已改 {mended} 处，还剩 {left} 处，新增 {new} 处",
    "against the last try: of {before}, {mended} mended, {left} left, {new} new",
)
_SINCE_OF = Words(
    "  {who}：{before} 处已改 {mended} 处，还剩 {left} 处，新增 {new} 处",
    "  {who}: of {before}, {mended} mended, {left} left, {new} new",
)
_SINCE_FIRST = Words("  {who}：上次没有这份表", "  {who}: not among the last try")
_SINCE_GONE = Words("  {who}：上次有这份表，这次没有", "  {who}: among the last try, not in this one")
_NEW = Words("    新增 {code} {place}", "    new: {code} {place}")


class CheckedFile(NamedTuple):
    """One file: what was sent, or only the finding that says why it cannot be read."""

    file: str
    submission: Submission | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(f.severity == "error" for f in self.findings)


class Compared(NamedTuple):
    """One sender's last try against this one; ``since`` is None where one of the two is not there."""

    who: str
    since: Since | None
    gone: bool = False
    """Whether the sender is in the last try and not in this one."""


class Checked(NamedTuple):
    """Everything that one run of ``validate`` found."""

    files: tuple[CheckedFile, ...]
    round: Round | None = None
    compared: tuple[Compared, ...] | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, those of the round last."""
        return tuple(f for file in self.files for f in file.findings) + (self.round.findings if self.round else ())


def checked_document(checked: Checked, lang: Lang, *, quiet: bool = False, verbose: bool = False) -> Document:
    """The result for reading."""
    levels: tuple[Level, ...] = ("error",) if quiet else ("error", "warning", "note") if verbose else ("error", "warning")
    blocks: list[Block] = []
    apart = True
    for file in checked.files:
        if quiet and not file.errors:
            continue
        own = list(_file(file, lang, levels, verbose=verbose))
        blocks += [Note(""), *own] if apart or len(own) > 1 else own
        apart = len(own) > 1
    blocks += _round(checked, lang, levels, verbose=verbose)
    blocks += _since(checked, lang)
    if quiet and not any(f.severity == "error" for f in checked.findings):
        return Document("", (), ())
    return Document(_heading(checked, lang), tuple(_sums(checked, lang, verbose=verbose)), tuple(blocks), close=True)


def _heading(checked: Checked, lang: Lang) -> str:
    unread = sum(f.submission is None for f in checked.files)
    wrong = sum(bool(f.errors) for f in checked.files) - unread
    return _FILES.of(lang, n=len(checked.files), fine=len(checked.files) - wrong - unread, wrong=wrong, unread=unread)


def _sums(checked: Checked, lang: Lang, *, verbose: bool) -> Iterator[str]:
    unsaid = not verbose and any(f.severity == "note" for f in checked.findings)
    yield _SUM.of(lang, totals=totals(checked.findings, lang)) + (_NOTES.of(lang) if unsaid else "")


def _file(file: CheckedFile, lang: Lang, levels: tuple[Level, ...], *, verbose: bool) -> Iterator[Block]:
    summary, name = totals(file.findings, lang), one_line(file.file)
    sent = file.submission
    if sent is None or sent.year is None:
        yield Note(_FILE_ALONE.of(lang, file=name, totals=summary), "title")
    else:
        who = _KINDS[sent.sender.kind].of(lang, name=sent.sender.name or "?")
        yield Note(_FILE.of(lang, file=name, who=who, year=sent.year.year, totals=summary), "title")
    yield from told(file.findings, lang, levels=levels, verbose=verbose)


def _round(checked: Checked, lang: Lang, levels: tuple[Level, ...], *, verbose: bool) -> Iterator[Block]:
    if checked.round is None:
        return
    senders = {*checked.round.counted, *checked.round.undecided}
    summary = totals(checked.round.findings, lang)
    yield Note("")
    yield Note(_ROUND.of(lang, units=checked.round.expected, sent=len(senders), totals=summary), "title")
    yield from told(checked.round.findings, lang, levels=levels, verbose=verbose)


def _since(checked: Checked, lang: Lang) -> Iterator[Block]:
    if checked.compared is None:
        return
    pairs = [c.since for c in checked.compared if c.since]
    mended, left, new = (sum(len(getattr(s, part)) for s in pairs) for part in ("mended", "left", "new"))
    yield Note("")
    yield Note(_SINCE.of(lang, before=mended + left, mended=mended, left=left, new=new), "title")
    for who, since, gone in checked.compared:
        if since is None:
            yield Note((_SINCE_GONE if gone else _SINCE_FIRST).of(lang, who=who))
            continue
        if not (since.mended or since.left or since.new):
            continue
        counts = {"before": len(since.mended) + len(since.left), "mended": len(since.mended)}
        yield Note(_SINCE_OF.of(lang, who=who, left=len(since.left), new=len(since.new), **counts))
        yield from (Note(_NEW.of(lang, code=f.code, place=f.place), "aside") for f in since.new)


def findings_table(checked: Checked, lang: Lang) -> Document:
    """Every finding as a row: for CSV and Markdown."""
    columns = (
        Column(Words("代码", "Code").of(lang)),
        Column(Words("级别", "Level").of(lang)),
        Column(Words("文件", "File").of(lang)),
        Column(Words("位置", "Place").of(lang)),
        Column(Words("单位", "Unit").of(lang)),
        Column(Words("编号", "Measure").of(lang)),
        Column(Words("读到", "Read").of(lang), rank=2),
        Column(Words("问题", "Finding").of(lang), free=True),
        Column(Words("改法", "Fix").of(lang), rank=1, free=True),
    )
    rows = RowsOf(checked.findings, partial(_row, lang=lang))
    title = _TITLE.of(lang)
    return Document(title, (_heading(checked, lang), *_sums(checked, lang, verbose=True)), (Table(title, columns, rows),))


def _row(f: Finding, lang: Lang) -> tuple[str, ...]:
    place = f"{f.sheet}!{f.cell}" if f.sheet and f.cell else f.sheet or ""
    known = f.unit or "", f.measure or "", f.read or ""
    return (f.code, LEVELS[f.severity].of(lang), f.file, place, *known, f.message(lang), f.fix(lang))


def github_lines(checked: Checked, lang: Lang) -> str:
    """Workflow commands, one a finding: a review shows them beside the file."""
    kinds = {"error": "error", "warning": "warning", "note": "notice"}
    lines = []
    for f in checked.findings:
        where = [f"file={_property(f.file)}"] if f.file else []
        head = ",".join([*where, f"title={_property(f.code)}"])
        place = f"{f.sheet}!{f.cell}: " if f.cell else ""
        text = f"{place}{f.message(lang)}; {f.fix(lang)}".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        lines.append(f"::{kinds[f.severity]} {head}::{text}\n")
    return "".join(lines)


def _property(text: str) -> str:
    for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(char, code)
    return text
