"""A run of cases for reading: a line for each file, each failure with its reasons, then the sum of it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.report.document import Block, Column, Document, Note, Table
from loudi_qa.report.tried.failure import given, how, result_text, what_text
from loudi_qa.report.tried.untried import coverage_blocks
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loudi_qa.assess.cases.run import Compared, Outcome
    from loudi_qa.report.tried.session import Session
    from loudi_qa.words import Lang

_TITLE = Words("{name} {scheme} {edition} 版：按案例试算", "{name}, {scheme} {edition}: cases")
_FILE = Words("{file}：{n} 个案例，{told}", "{file}: {n} cases, {told}")
_ALL_PASSED, _SOME_FAILED = (
    Words("全部通过", "all passed"),
    Words("通过 {passed}，未通过 {failed}", "{passed} passed, {failed} failed"),
)
_SUMMARY = Words("共 {n} 个案例：通过 {passed}，未通过 {failed}", "{n} cases: {passed} passed, {failed} failed")
_LEFT_OUT = Words("（另有 {n} 个没有选）", " ({n} not selected)")
_CASES, _LINE = Words("案例", "Cases"), Words("行", "Line")
_RESULT, _ABOUT, _NAME = Words("结果", "Result"), Words("指标", "Indicator"), Words("案例", "Case")
_GIVEN, _WANTED, _GOT = Words("给定", "Given"), Words("应得", "Expected"), Words("实得", "Got")
_PASSED, _FAILED = Words("通过", "passed"), Words("未通过", "failed")
_WHOLE = Words("全年", "whole year")
_HEAD = Words("未通过：{name}", "failed: {name}")
_PLACE = Words("  {file}:{line}　{about}", "  {file}:{line}  {about}")
_GAVE = Words("  给定：{given}", "  given: {given}")
_DIFFERS = Words("  {what}应得 {wanted}，实得 {got}", "  {what}expected {wanted}, got {got}")
_OF = Words("{what}：", "{what}: ")
_STEP = Words("    {label}：{text}", "    {label}: {text}")
_WHY = Words("  案例说明：{why}", "  the case says: {why}")
_MEND = Words(
    "案例与规则不一致：核对原文，改 {rules} 或改案例。",
    "Cases and rules differ: look at the text, then mend {rules} or the case.",
)
_MARK = Words("；", "; ")


def document(session: Session, lang: Lang, *, listed: bool, verbose: bool) -> Document:
    """The run; ``listed`` puts every case into a table, ``verbose`` tells what was left out of the changes and why."""
    scheme = session.rules.scheme
    title = _TITLE.of(lang, name=scheme.name.of(lang), scheme=scheme.scheme, edition=scheme.edition)
    lines = tuple(_FILE.of(lang, file=path, n=len(outcomes), told=_told(outcomes, lang)) for path, outcomes in session.files)
    blocks: list[Block] = [_table(session, lang)] if listed else []
    for outcome in session.failed:
        blocks += [Note(""), *_failure(outcome, lang)]
    if session.failed:
        blocks += [Note(""), Note(_MEND.of(lang, rules=session.rules.indicators), "aside")]
    if session.coverage:
        blocks += coverage_blocks(session.coverage, session.rules, lang, verbose=verbose)
    n, failed = len(session.outcomes), len(session.failed)
    summary = _SUMMARY.of(lang, n=n, passed=n - failed, failed=failed)
    summary += _LEFT_OUT.of(lang, n=session.left_out) if session.left_out else ""
    blocks += [Note(""), Note(summary, "error" if failed else "title")]
    return Document(title, lines, tuple(blocks), close=True)


def _told(outcomes: Sequence[Outcome], lang: Lang) -> str:
    failed = sum(not o.passed for o in outcomes)
    return _SOME_FAILED.of(lang, passed=len(outcomes) - failed, failed=failed) if failed else _ALL_PASSED.of(lang)


def _table(session: Session, lang: Lang) -> Table:
    columns = (
        Column(_LINE.of(lang)),
        Column(_RESULT.of(lang)),
        Column(_ABOUT.of(lang)),
        Column(_NAME.of(lang), free=True, floor=24),
        Column(_GIVEN.of(lang), rank=2, free=True),
        Column(_WANTED.of(lang), rank=1, free=True),
        Column(_GOT.of(lang), rank=1, free=True),
    )
    return Table(_CASES.of(lang), columns, tuple(_row(outcome, lang) for outcome in session.outcomes))


def _row(outcome: Outcome, lang: Lang) -> tuple[str, ...]:
    ready = outcome.ready
    place, about = f"{ready.path.name}:{ready.line}", ready.about or _WHOLE.of(lang)
    told = [(_named(c, outcome, lang), c) for c in outcome.compared]
    scheme = outcome.assessment.rules.scheme
    wanted = [n + result_text(c.expected.wanted, c.expected.what, scheme).of(lang) for n, c in told]
    got = [n + result_text(c.got, c.expected.what, scheme).of(lang) for n, c in told]
    result = (_PASSED if outcome.passed else _FAILED).of(lang)
    mark = _MARK.of(lang)
    return place, result, about, ready.case.name.of(lang), given(outcome).of(lang), mark.join(wanted), mark.join(got)


def _named(compared: Compared, outcome: Outcome, lang: Lang) -> str:
    what = what_text(compared, outcome).of(lang)
    return f"{what} " if what else ""


def _failure(outcome: Outcome, lang: Lang) -> Iterator[Note]:
    ready, scheme = outcome.ready, outcome.assessment.rules.scheme
    yield Note(_HEAD.of(lang, name=ready.case.name.of(lang)), "error")
    yield Note(_PLACE.of(lang, file=ready.path, line=ready.line, about=_about(outcome, lang)))
    yield Note(_GAVE.of(lang, given=given(outcome).of(lang)))
    for compared in outcome.compared:
        if compared.agrees:
            continue
        what, key = what_text(compared, outcome).of(lang), compared.expected.what
        fields = {
            "what": _OF.of(lang, what=what) if what else "",
            "wanted": result_text(compared.expected.wanted, key, scheme).of(lang),
            "got": result_text(compared.got, key, scheme).of(lang),
        }
        yield Note(_DIFFERS.of(lang, **fields))
        yield from (Note(_STEP.of(lang, label=label.of(lang), text=text.of(lang))) for label, text in how(outcome, compared))
    if ready.case.why is not None:
        yield Note(_WHY.of(lang, why=ready.case.why.of(lang)))


def _about(outcome: Outcome, lang: Lang) -> str:
    """The indicator with the name of what is measured."""
    about, scheme = outcome.ready.about, outcome.assessment.rules.scheme
    if about is None:
        return _WHOLE.of(lang)
    names = {i.id: scheme.measure[i.measure].name for i in scheme.indicators} | {e.id: e.name for e in scheme.extras}
    return f"{about} {names[about].of(lang)}"
