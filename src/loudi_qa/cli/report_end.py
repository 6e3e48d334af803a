"""What ``report`` says at its end: what was written, what keeps it from being sent out, what is to be done next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.report.facts import verified
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from loudi_qa.cli.ui import Ui
    from loudi_qa.report.dossier import Dossier, Doubt
    from loudi_qa.words import Lang

LETTER = "反馈函-{name}.docx"
_WRITTEN = Words("已写入 {folder}：{files}", "written to {folder}: {files}")
_LETTERS = Words("反馈函 {n} 份", "letters 反馈函-*.docx: {n}")
_CARRIED = Words("{file} 里手写的内容已带入新的整改清单", "what was written by hand into {file} is carried on in the new ledger")
_UNMATCHED = Words(
    "其中 {n} 行对不上单位或编号，列在“上年事项”最后，请逐行看",
    "rows of it whose unit or code is not known: {n}, listed at the end of 上年事项; look at each",
)
_STRAYS = Words(
    "文件夹里还有不是这次写的反馈函，不要一起发出：{files}",
    "letters in the folder that are not of this run, not to be sent with the others: {files}",
)
_MOST_NAMED = 10
_LAST_YEAR_WRONG = Words(
    "上年工作簿 {file} 有 {n} 个错误，连续两年的后果和与上年的对比可能不对；先检查改好：loudi-qa validate {file}",
    "errors in last year's workbook {file}: {n}; failing twice and the change may be told wrong, see loudi-qa validate {file}",
)
_VERIFIED = Words(
    "计分的 {of} 个数值中，{n} 个有核定值，其余按填报值",
    "of {of} values that were scored {n} are verified, the others are as the units sent them",
)
_DRAFT = Words("公文都标着“征求意见稿”，还不能印发：{why}", "all papers are drafts, not to be sent out yet: {why}")
_NOT_FINAL = Words("结果还不能公布：{why}", "the result is not to be published yet: {why}")
_DOUBTS: dict[Doubt, Words] = {
    "errors": Words("数据有错误", "the data have errors"),
    "open": Words("有总分待定", "a total is open"),
    "missing": Words(
        "有必报数没有填，现按 0 分计（确定不报的填核定值 0）", "values are missing and count 0 (a 核定值 of 0 settles it)"
    ),
    "repeat": Words("没有对照上年，连续两年的后果没有判断（--previous）", "failing twice was not examined (--previous)"),
    "sample": Words("数据是示例", "the data are a sample"),
    "source": Words(
        "依据文件还是（待填）（indicators.yaml 的 source）", "the document is still to be filled in (source in indicators.yaml)"
    ),
    "issuer": Words(
        "没有发文机关或主送机关（--issuer、--to，或 responsibilities.yaml 的 papers）",
        "nobody signs, or to whom it goes is not told (--issuer, --to, or papers in responsibilities.yaml)",
    ),
    "number": Words("没有文号（--number）", "no number (--number)"),
    "day": Words("没有通报日期（--notice-date）", "no day of the notice (--notice-date)"),
}
_ON_PAPER: frozenset[Doubt] = frozenset({"source", "issuer", "number", "day"})
"""What is only to be filled in on the papers."""
_NO_SUCH_NUMBER = Words(
    "文号一般写作 娄质强办〔2020〕3号；现在是 {number}，请核对",
    "a number is usually written as 娄质强办〔2020〕3号; this one is {number}, please check",
)
_OTHER_YEAR = Words(
    "文号 {number} 的年份与通报日期 {day} 不同，请核对",
    "the year in the number {number} is not that of the notice, {day}; please check",
)
_BY_HAND = Words("反馈函上还须手填：{what}", "still to be filled in by hand on the letters: {what}")
_LETTER_NUMBER = Words("文号", "their numbers")
_CONTACT = Words(
    "联系人和电话（写进 responsibilities.yaml 的 papers.contact 就不用手填）",
    "whom to ask (papers.contact in responsibilities.yaml spares this)",
)
_MEND = Words("下一步：改正数据，再重新运行并加 --force", "next: mend the data, then run it again with --force")
_COMPLETE = Words("下一步：补齐上面所缺的，再重新运行并加 --force", "next: add what is lacking, then run it again with --force")
_LOOK = Words("下一步：用浏览器打开 {page} 核对", "next: open {page} in a browser and check it")
_SIGN = Words("下一步：逐份看过，再送签", "next: read each of them, then have them signed")


class Ended(NamedTuple):
    """What was written where, from what."""

    folder: Path
    names: Sequence[str]
    dossier: Dossier
    carried: Path | None = None
    unmatched: int = 0
    """Rows of the earlier ledger that found no place."""
    strays: tuple[str, ...] = ()
    """Letters that lie in the folder and are not of this run."""


def is_letter(name: str) -> bool:
    """Whether a file is one of the letters."""
    return name.startswith(LETTER.partition("{")[0])


def tell_end(ui: Ui, ended: Ended) -> None:
    """Everything in the order of reading; what is to be done next comes last, where the eye is."""
    for words in _told(ended, ui.lang):
        ui.tell(words)


def _told(ended: Ended, lang: Lang) -> Iterator[Words]:
    letters = sum(map(is_letter, ended.names))
    files = [name for name in ended.names if not is_letter(name)]
    files[1:1] = [_LETTERS.of(lang, n=letters)] if letters else []
    yield _WRITTEN.filled(folder=ended.folder, files=_joined(files, lang))
    yield from _beside(ended, lang)
    why = [_DOUBTS[d] for d in ended.dossier.doubts if letters or d not in _ON_PAPER]
    if why:
        reasons = Words("；".join(w.zh for w in why), "; ".join(w.en for w in why))
        yield (_DRAFT if letters else _NOT_FINAL).filled(why=reasons)
    if letters:
        yield from _numbers(ended.dossier)
        blank = [_LETTER_NUMBER, *([] if ended.dossier.papers.contact else [_CONTACT])]
        yield _BY_HAND.filled(what=listed(blank))
    if {"errors", "open"} & {*ended.dossier.doubts}:
        yield _MEND
    elif "index.html" in ended.names:
        yield _LOOK.filled(page=ended.folder / "index.html")
    elif letters:
        yield _COMPLETE if why else _SIGN


def _beside(ended: Ended, lang: Lang) -> Iterator[Words]:
    """What else is in the folder and behind the result."""
    if ended.carried:
        yield _CARRIED.filled(file=ended.carried)
    if ended.unmatched:
        yield _UNMATCHED.filled(n=ended.unmatched)
    if ended.strays:
        more = "…" if len(ended.strays) > _MOST_NAMED else ""
        yield _STRAYS.filled(files=_joined(ended.strays[:_MOST_NAMED], lang) + more)
    last = ended.dossier.result.previous
    if last and (wrong := sum(f.severity == "error" for f in last.findings)):
        yield _LAST_YEAR_WRONG.filled(n=wrong, file=last.year.file)
    count, of = verified(ended.dossier.result)
    if count < of:
        yield _VERIFIED.filled(of=of, n=count)


def _joined(files: Sequence[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(files)


def _numbers(dossier: Dossier) -> Iterator[Words]:
    """A 文号 that is none by its looks, or of another year than the notice."""
    number, day = dossier.papers.number, dossier.day
    found = re.fullmatch(r"\D*〔(\d{4})〕\d+号", number)
    if number and not found:
        yield _NO_SUCH_NUMBER.filled(number=number)
    if found and day and int(found[1]) != day.year:
        yield _OTHER_YEAR.filled(number=number, day=day)
