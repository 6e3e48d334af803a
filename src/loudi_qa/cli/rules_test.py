"""``loudi-qa rules test``: the cases of the rules, run by the engine that scores a year."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.cli.exits import Exit, NotThere, UsageError
from loudi_qa.cli.files import stat_of
from loudi_qa.cli.options import Format
from loudi_qa.cli.output import check_target, emit, pick_format, tell_written
from loudi_qa.cli.progress import tracked
from loudi_qa.cli.rules import load_rules
from loudi_qa.scheme.cases import CASES
from loudi_qa.scheme.fault import RulesError
from loudi_qa.scheme.unreadable import misnamed
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from loudi_qa.assess.cases.ready import Ready
    from loudi_qa.assess.cases.run import Outcome
    from loudi_qa.cli.ui import Ui
    from loudi_qa.report.document import Document
    from loudi_qa.report.tried.session import Coverage, Session
    from loudi_qa.scheme.fault import Fault
    from loudi_qa.scheme.load import Rules

_NO_CASES = Words(
    "{folder} 里没有 {name}，也没有指明案例文件。把案例写进 {name}（写法见 docs/rules-test.md），"
    "或指明文件：loudi-qa rules test 文件",
    "there is no {name} in {folder}, and no file was named. Write cases into {name} (docs/rules-test.md shows how), "
    "or name a file: loudi-qa rules test FILE",
)
_NOWHERE = Words("找不到案例文件 {file}{hint}", "there is no file of cases {file}{hint}")
_QUOTES = Words('；-k 后面有几个词时要加引号：-k "{words}"', '; several words behind -k go in quotes: -k "{words}"')
_NONE_SELECTED = Words("没有一个案例的名称或指标含有“{wanted}”", "no case has {wanted} in its name or its indicator")
_ALL_OR_NOTHING = Words("--coverage 要看全部案例，不能与 -k 同用", "--coverage looks at all cases: it does not go with -k")
_CHANGING = Words("逐个改动规则里的数", "changing the numbers of the rules")


class Asked(NamedTuple):
    """What was typed."""

    cases: tuple[Path, ...]
    select: str | None
    coverage: bool
    indicators: Path | None
    responsibilities: Path | None


def run(ui: Ui, asked: Asked, *, chosen: Format | None, as_json: bool, output: Path | None, force: bool) -> Exit:
    """Run the cases; the exit code says whether one failed, or with ``--coverage`` whether something is untried."""
    if asked.coverage and asked.select:
        raise UsageError(_ALL_OR_NOTHING)
    how = pick_format(chosen, output, as_json=as_json)
    check_target(output, [*asked.cases, asked.indicators, asked.responsibilities], force=force)
    rules = load_rules(ui, asked.indicators, asked.responsibilities)
    _check_there(asked)
    files = _ready(asked.cases or (_beside(rules),), rules)
    all_of_them = sum(len(cases) for _, cases in files)
    if asked.select:
        files = [(path, _selected(cases, asked.select, rules)) for path, cases in files]
        if not any(cases for _, cases in files):
            raise UsageError(_NONE_SELECTED, wanted=asked.select)
    session = _session(ui, rules, files, coverage=asked.coverage)
    session = session._replace(left_out=all_of_them - len(session.outcomes))
    emit(ui, how, output, document=lambda: _document(session, ui, how), data=lambda: _data(session, ui))
    tell_written(ui, output)
    incomplete = session.coverage is not None and not session.coverage.is_complete
    return Exit.FINDINGS if session.failed or incomplete else Exit.FINE


def _beside(rules: Rules) -> Path:
    """The cases that lie beside the rules in use: in the folder of a scheme, or inside the package."""
    path = rules.indicators.with_name(CASES)
    if stat_of(path) is None:
        raise UsageError(_NO_CASES, folder=rules.indicators.absolute().parent, name=CASES)
    return path


def _check_there(asked: Asked) -> None:
    """Say what was typed that is no file; what stands behind ``-k`` without quotes is taken for files, word by word."""
    for path in asked.cases:
        if not os.path.lexists(path) and not misnamed(path):
            words = " ".join([asked.select or "", *(str(p) for p in asked.cases if not os.path.lexists(p))])
            hint = _QUOTES.filled(words=words) if asked.select else Words("", "")
            raise NotThere(path, _NOWHERE.filled(file=path, hint=hint))


def _ready(paths: Sequence[Path], rules: Rules) -> list[tuple[Path, tuple[Ready, ...]]]:
    """The cases of every file; raises :class:`RulesError` with the faults of all of them."""
    from loudi_qa.assess.cases.ready import ready_file

    found: list[tuple[Path, tuple[Ready, ...]]] = []
    faults: list[Fault] = []
    for path in dict.fromkeys(paths):
        try:
            found.append((path, ready_file(path, rules)))
        except RulesError as error:
            faults += error.faults
    if faults:
        raise RulesError(faults)
    return found


def _selected(cases: Iterable[Ready], words: str, rules: Rules) -> tuple[Ready, ...]:
    """The cases that have every word in their name, their indicator, or the name of what it measures."""
    scheme = rules.scheme
    names = {i.id: scheme.measure[i.measure].name for i in scheme.indicators} | {e.id: e.name for e in scheme.extras}
    wanted = words.casefold().split()

    def text(case: Ready) -> str:
        name, measured = case.case.name, names.get(case.about or "")
        parts = (name.zh, name.en, case.about or "", *((measured.zh, measured.en) if measured else ()))
        return " ".join(parts).casefold()

    return tuple(case for case in cases if all(word in text(case) for word in wanted))


def _session(ui: Ui, rules: Rules, files: Sequence[tuple[Path, tuple[Ready, ...]]], *, coverage: bool) -> Session:
    from loudi_qa.assess.cases.run import Runner
    from loudi_qa.report.tried.session import Session

    runner = Runner(rules)
    done = tuple((path, tuple(runner.run(case) for case in cases)) for path, cases in files)
    session = Session(rules, done)
    return session._replace(coverage=_coverage(ui, rules, session.outcomes)) if coverage else session


def _coverage(ui: Ui, rules: Rules, outcomes: Sequence[Outcome]) -> Coverage:
    from loudi_qa.assess.cases.coverage import gaps
    from loudi_qa.assess.cases.survivors import mutation
    from loudi_qa.report.tried.session import Coverage
    from loudi_qa.scheme import yamlfile

    changed = None
    if all(outcome.passed for outcome in outcomes):
        changed = mutation(rules, [o.ready for o in outcomes], lambda spots: tracked(ui, spots, _CHANGING))
    return Coverage(yamlfile.read(rules.indicators), gaps(rules, outcomes), changed)


def _document(session: Session, ui: Ui, how: Format) -> Document:
    from loudi_qa.report.tried.page import document

    return document(session, ui.lang, listed=ui.verbose or how is Format.csv, verbose=ui.verbose)


def _data(session: Session, ui: Ui) -> object:
    from loudi_qa.report.tried.json import session_json

    return session_json(session, ui.lang)
