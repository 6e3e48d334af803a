"""``loudi-qa collect``: the forms of a round become the year's workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.cli import forms
from loudi_qa.cli.existing import existing
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.files import are_one, as_typed, files
from loudi_qa.cli.output import check_target, look_at, write_file
from loudi_qa.cli.tell import tell_findings
from loudi_qa.findings import Finding
from loudi_qa.report.told import totals
from loudi_qa.scheme.load import load
from loudi_qa.submission.collect import plan
from loudi_qa.submission.round import most_common_year, round_of
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from loudi_qa.cli.existing import Existing
    from loudi_qa.cli.ui import Ui
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.collect import Plan
    from loudi_qa.submission.submit import Submission

_READING = Words("读表", "reading")
_NOT_XLSX = Words("年度工作簿的文件名要以 .xlsx 结尾：{file}", "the year's workbook must be named .xlsx: {file}")
_NOTHING = Words("没有可以汇总的表，没有写年度工作簿", "there is no form to collect; no workbook was written")
_REFUSED = Words("没有收：{file}（{why}）", "refused: {file} ({why})")
_HINT = Words(
    "看哪一格、怎么改：loudi-qa validate {file}\n改好再汇总；确要先收下的，加 --allow-errors，年度工作簿里会标出来",
    "which cells, and what to do: loudi-qa validate {file}\nmend and collect again; --allow-errors takes them in marked",
)
_MERGED = Words(
    "{file} 的 {cell} 在合并单元格里，写不进去；取消合并，再汇总一次",
    "{cell} of {file} lies under merged cells and cannot be written; unmerge them and collect again",
)
_NEW = Words(
    "已写入 {file}（{year} 年度）：单位填报表 {units} 份，部门核验表 {departments} 份",
    "written to {file} ({year}): forms of units {units}, of departments {departments}",
)
_AGAIN = Words("  {unit}：再次汇总，{n} 个值与原来不同", "  {unit}: collected again, values that differ from before: {n}")
_NO_CHANGE = Words("  再次汇总的单位，值都与原来相同", "  of units collected again no value differs from before")
_EMPTIED = Words(
    "  {unit}：{measures} 原来有值，这次报的表里是空的", "  {unit}: {measures} held values that the form sent now leaves empty"
)
_KEPT = Words(
    "  {unit}：{measures} 的核定值在核验表里是空的，年度工作簿里原有的保留；确要撤销请在工作簿里删去",
    "  {unit}: {measures} have no verified value in the department's form; the workbook keeps them until they are deleted there",
)
_FORMULAS = Words(
    "  工作簿有 {n} 处公式，结果可能是旧的：用 Excel 或 WPS 打开保存一次再计分",
    "  formulas whose results may be out of date: {n}; open the workbook in Excel or WPS and save it before scoring",
)
_EXISTS = Words(
    "{file} 已存在；要续写请加 --force，核定值和各表的内容都会保留",
    "{file} is there already; --force carries it on, verified values and the office's sheets stay",
)
_MISSING = Words(
    "还没有收入的单位：{units}。收到以后再汇总一次，加 --force 续写",
    "units not yet in: {units}. Collect again when they have sent, with --force",
)
_NEXT = Words(
    "下一步：填写目标分解、全省平均等表，再用 loudi-qa validate {file} 检查",
    "next: fill in the office's sheets, then loudi-qa validate {file}",
)
_CHECK = Words("下一步：用 loudi-qa validate {file} 检查", "next: loudi-qa validate {file}")
_NO_UNITS = Words(
    "{file} 还不存在，这些都是核验表：核验表要并入已有的年度工作簿，请核对 -o 的文件名",
    "{file} is not there and these are all forms of departments, which join a year that is there: look at the name after -o",
)
_ERRORS = Words("有错误：{totals}", "has errors: {totals}")
_UNREAD = Words("读不了", "unreadable")
_TWICE = Words(
    "同一单位报了几份，分不出哪份作数：只留一份，或改封面的填报日期",
    "several forms of one sender, none is the one that counts: leave one, or mend 填报日期 on their covers",
)
_WRONG_YEAR = Words("考核年度不同", "of another year")
_NO_FORM = Words("不是填报表或核验表", "no form")
_EMPTY = Words("没有读到任何数据", "nothing could be read in it")
_MOST_NAMED = 10


class _Refusal(NamedTuple):
    file: str
    why: str
    for_errors: bool = False


class _Gathered(NamedTuple):
    """The forms that are taken, those refused by name, and everything to be told of them."""

    accepted: list[Submission]
    refused: list[_Refusal]
    findings: list[Finding]
    unreadable: bool
    year: int | None
    years: list[Path]
    """Workbooks of the office among the files."""

    @property
    def faulty(self) -> str | None:
        """The first form that was refused for what stands in its cells, which ``--allow-errors`` would take."""
        return next((r.file for r in self.refused if r.for_errors), None)

    def besides(self, target: Path | None, ui: Ui) -> _Gathered:
        """With the office's workbooks refused, but for the one that is carried on: it lies where the forms lie."""
        others = [str(p) for p in self.years if target is None or not are_one(p, target)]
        refused = [*self.refused, *(_Refusal(f, _NO_FORM.of(ui.lang)) for f in others)]
        return self._replace(refused=refused, findings=[*self.findings, *(Finding("E606", f) for f in others)])


def run(
    ui: Ui, paths: Sequence[Path], *, output: Path | None, previous: Path | None, allow_errors: bool, force: bool,
    indicators: Path | None, responsibilities: Path | None, jobs: int | None = None,
) -> Exit:  # fmt: skip
    """Read every form, refuse by name what cannot be taken, and put the rest into the year."""
    if output is not None and output.suffix.lower() != ".xlsx":
        raise UsageError(_NOT_XLSX, file=output)
    check_target(output, [previous, indicators, responsibilities], force=force, exists=_EXISTS)
    rules = load(indicators, responsibilities)
    found = [p for p in files(ui, paths) if not are_one(p, output) and not are_one(p, previous)]
    gathered = _gather(ui, found, rules, allow_errors=allow_errors, jobs=jobs)
    if gathered.unreadable:
        from loudi_qa.cli.beside import tell_near

        tell_near(ui, paths)
    target = output or Path(f"{gathered.year}.xlsx")
    gathered = gathered.besides(target if gathered.year else None, ui)
    if gathered.year is None or not gathered.accepted:
        _tell_refused(ui, gathered, allow_errors=allow_errors)
        ui.tell(_NOTHING)
        return Exit.UNREADABLE if gathered.unreadable else Exit.FINDINGS
    check_target(target, [*(p for p in found if p not in gathered.years), previous], force=force, exists=_EXISTS)
    if look_at(target) is None and all(s.sender.kind == "department" for s in gathered.accepted):
        raise UsageError(_NO_UNITS, file=target)
    rules = rules.in_year(gathered.year)
    last_year = forms.last_year(previous, rules, gathered.year) if previous else {}
    written = _write(ui, target, gathered, rules, last_year)
    write_file(target, written.data)
    gathered = gathered._replace(findings=[*gathered.findings, *written.plan.findings])
    _tell_refused(ui, gathered, allow_errors=allow_errors)
    if not ui.quiet:
        _tell_written(ui, target, gathered, written, rules)
    if gathered.unreadable:
        return Exit.UNREADABLE
    return Exit.FINDINGS if gathered.refused or any(f.severity == "error" for f in gathered.findings) else Exit.FINE


def _gather(ui: Ui, paths: Sequence[Path], rules: Rules, *, allow_errors: bool, jobs: int | None) -> _Gathered:
    read: list[Submission] = []
    refused: list[_Refusal] = []
    findings: list[Finding] = []
    years: list[Path] = []
    unreadable = False
    for path, file in zip(paths, forms.check_all(ui, paths, forms.Check(rules), _READING, jobs), strict=True):
        sent = file.submission
        if sent is None:
            findings += file.findings
            refused.append(_Refusal(file.file, _UNREAD.of(ui.lang)))
            unreadable = True
        elif sent.sender.kind == "office":
            years.append(path)
        elif not sent.sender.name or sent.year is None:
            findings += sent.findings
            refused.append(_Refusal(sent.file, _ERRORS.of(ui.lang, totals=totals(sent.findings, ui.lang))))
        else:
            read.append(sent)
    year = most_common_year(read)
    accepted, others, found = _counted(ui, read, rules, year, allow_errors=allow_errors)
    findings += [*found, *(f for form in accepted for f in form.findings)]
    if ui.verbose:
        not_taken = {r.file for r in others}
        findings += [f for form in read if form.file in not_taken for f in form.findings]
    return _Gathered(accepted, [*refused, *others], findings, unreadable, year, years)


def _counted(
    ui: Ui, read: Sequence[Submission], rules: Rules, year: int | None, *, allow_errors: bool
) -> tuple[list[Submission], list[_Refusal], list[Finding]]:
    """The forms that count and are taken, those that are refused, and what was found of the round."""
    found = round_of(read, rules, year=year)
    findings = [f for f in found.findings if f.code != "E601"]
    accepted: list[Submission] = []
    refused: list[_Refusal] = []
    undecided = {*found.undecided}
    for form in read:
        if form.year and form.year.year != year:
            refused.append(_Refusal(form.file, _WRONG_YEAR.of(ui.lang)))
        elif form.sender in undecided:
            refused.append(_Refusal(form.file, _TWICE.of(ui.lang)))
        elif found.counted[form.sender] is not form:
            continue  # a later one counts, which is told
        elif why := _why_refused(ui, form, allow_errors=allow_errors):
            refused.append(_Refusal(form.file, why, for_errors=bool(form.errors)))
        else:
            accepted.append(form)
    return accepted, refused, findings


def _why_refused(ui: Ui, form: Submission, *, allow_errors: bool) -> str | None:
    if form.errors and not allow_errors:
        return _ERRORS.of(ui.lang, totals=totals(form.findings, ui.lang))
    if form.sender.kind == "unit" and form.year and form.sender.name not in form.year.entries:
        return _EMPTY.of(ui.lang)
    return None


class _Written(NamedTuple):
    """The year as it is to be: its bytes, the plan it was made by, and how many formulas may need working out again."""

    data: bytes
    plan: Plan
    formulas: int


def _write(ui: Ui, target: Path, gathered: _Gathered, rules: Rules, last_year: Mapping[tuple[str, str], Decimal]) -> _Written:
    assert gathered.year is not None  # noqa: S101 -- run() has looked
    there = existing(target, rules, gathered.year, ui.lang)
    if there is not None:
        return _carried_on(target, there, gathered, rules, last_year)
    from loudi_qa.workbook import yearrows
    from loudi_qa.workbook.edit import save_book
    from loudi_qa.workbook.yearbook import new_year

    planned = plan(gathered.accepted, rules, None)
    made = new_year(rules, gathered.year, "", next((s.cover.notice for s in gathered.accepted if s.cover.notice), None))
    verified_alone = {row.key for row in planned.verified if row.key[0] not in planned.anew}
    yearrows.new_rows(made, planned.sent, planned.verified, len(planned.anew) * len(rules.scheme.measures) + len(verified_alone))
    yearrows.new_last_year(made, last_year)
    yearrows.new_mends(made, planned.mends)
    return _Written(save_book(made.book, tables=made.tables), planned, 0)


def _carried_on(
    target: Path, there: Existing, gathered: _Gathered, rules: Rules, last_year: Mapping[tuple[str, str], Decimal]
) -> _Written:
    from loudi_qa.workbook import yearrows
    from loudi_qa.workbook.edit import save_book

    planned = plan(gathered.accepted, rules, there.year, there.digests)
    percent = {m.id for m in rules.scheme.measures if m.is_percent}
    there.book.calculation.fullCalcOnLoad = True  # formulas of the office's own may rest on what is written now
    try:
        yearrows.put_rows(there.book, there.place, planned.rows, percent)
        yearrows.put_last_year(there.book, last_year, there.last_year, there.last_year_filled, percent)
    except yearrows.Merged as error:
        raise UsageError(_MERGED, file=target, cell=error) from error
    yearrows.put_mends(there.book, planned.replaces(), planned.mends)
    return _Written(save_book(there.book, there.data), planned, there.formulas)


def _tell_refused(ui: Ui, gathered: _Gathered, *, allow_errors: bool) -> None:
    tell_findings(ui, gathered.findings)
    for refusal in gathered.refused:
        ui.tell(_REFUSED, file=refusal.file, why=refusal.why)
    if gathered.faulty and not allow_errors and not ui.quiet:
        ui.tell(_HINT, file=as_typed(gathered.faulty))


def _tell_written(ui: Ui, target: Path, gathered: _Gathered, written: _Written, rules: Rules) -> None:
    planned = written.plan
    units = [s.sender.name for s in gathered.accepted if s.sender.kind == "unit"]
    departments = len(gathered.accepted) - len(units)
    ui.tell(_NEW, file=target, year=gathered.year, units=len(units), departments=departments)
    for unit, n in planned.changed.items():
        if n:
            ui.tell(_AGAIN, unit=unit, n=n)
    if planned.changed and not any(planned.changed.values()):
        ui.tell(_NO_CHANGE)
    for words, keys in ((_EMPTIED, planned.emptied), (_KEPT, planned.kept)):
        by_unit: dict[str, list[str]] = {}
        for unit, measure in keys:
            by_unit.setdefault(unit, []).append(measure)
        for unit, measures in by_unit.items():
            ui.tell(words, unit=unit, measures=listed(measures, _MOST_NAMED))
    if written.formulas:
        ui.tell(_FORMULAS, n=written.formulas)
    there = {*units, *planned.held}
    missing = [u.name.zh for u in rules.mandate.units if u.name.zh not in there]
    if missing:
        ui.tell(_MISSING, units=listed(missing, _MOST_NAMED))
    ui.tell(_CHECK if planned.held else _NEXT, file=as_typed(target))
