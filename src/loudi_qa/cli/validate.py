"""``loudi-qa validate``: what is wrong in forms or a year's workbook, cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.cli import forms
from loudi_qa.cli.exits import Exit, NotThere, UsageError
from loudi_qa.cli.files import as_typed, files, stat_of
from loudi_qa.cli.marked import check_apart, write_marked
from loudi_qa.cli.options import FindingsFormat, Format
from loudi_qa.cli.output import TWO_FORMATS, check_target, emit, pick_format, tell_written, write_text
from loudi_qa.cli.rules import load_rules
from loudi_qa.report.checked import Checked, Compared, checked_document, findings_table, github_lines
from loudi_qa.report.checked_json import checked_json
from loudi_qa.submission.round import most_common_year, round_of
from loudi_qa.submission.since import since
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.cli.ui import Ui
    from loudi_qa.report.checked import CheckedFile
    from loudi_qa.submission.submit import Submission

_CHECKING = Words("检查", "checking")
_LAST_TRY = Words("读上次的表", "reading the last try")
_NEXT = Words(
    "要把问题标在表里退回，加 --annotate 文件夹；某个代码的说明：loudi-qa explain {code}",
    "--annotate FOLDER writes marked copies to send back; loudi-qa explain {code} explains a code",
)
_COLLECT = Words(
    "下一步：收齐以后汇总：loudi-qa collect {paths} -o {year}.xlsx",
    "next, when all are in: loudi-qa collect {paths} -o {year}.xlsx",
)
_JOIN = Words(
    "下一步：收齐以后并入年度工作簿：loudi-qa collect {paths} -o {year}.xlsx --force",
    "next, when all are in, join them to the year's workbook: loudi-qa collect {paths} -o {year}.xlsx --force",
)
_SCORE = Words("下一步：计分：loudi-qa score {file}", "next: loudi-qa score {file}")
_SAME = Words("--since 要指上次的表，不能就是这次检查的文件", "--since names the last try, not the files being checked")
_NO_ROUND = Words(
    "{file} 是年度工作簿；--round 和 --year 查的是收回的填报表和核验表。直接检查：loudi-qa validate {file}",
    "{file} is a year's workbook; --round and --year look at forms that came back. To check it: loudi-qa validate {file}",
)
_NO_LAST_TRY = Words(
    "--since 要指上次的表：{path} 不存在，或打不开", "--since names the last try: there is no {path}, or it cannot be opened"
)


_FEW = 3
"""Names that a command shown to be typed holds at the most."""


class Asked(NamedTuple):
    """What was asked besides the files."""

    round: bool = False
    year: int | None = None
    since: Path | None = None
    annotate: Path | None = None
    previous: Path | None = None
    strict: bool = False
    jobs: int | None = None
    """How many processes to work in; None for as many as is worth while."""

    @property
    def whole(self) -> bool:
        """Whether the round is looked at as a whole."""
        return self.round or self.year is not None


def run(
    ui: Ui, paths: Sequence[Path], asked: Asked, *, indicators: Path | None, responsibilities: Path | None,
    chosen: FindingsFormat | None, as_json: bool, output: Path | None, force: bool,
) -> Exit:  # fmt: skip
    """Check every file, then speak; a file that cannot be read does not keep the others from being checked."""
    github = chosen is FindingsFormat.github
    if github and as_json:
        raise UsageError(TWO_FORMATS, format=chosen)
    how = pick_format(None if github or chosen is None else Format(chosen.value), None if github else output, as_json=as_json)
    if asked.year is not None:
        forms.check_year(asked.year)
    found, earlier = _found(ui, paths, asked)
    check_target(output, [*found, *earlier, indicators, responsibilities, asked.previous], force=force)
    rules = load_rules(ui, indicators, responsibilities)
    previous = forms.read_last_year(asked.previous, rules) if asked.previous else None
    check = forms.Check(rules, previous.values if previous else None, with_values=asked.whole)
    checked_files = forms.check_all(ui, found, check, _CHECKING, asked.jobs)
    sent = [f.submission for f in checked_files if f.submission]
    if asked.whole and sent and all(s.sender.kind == "office" for s in sent):
        raise UsageError(_NO_ROUND, file=as_typed(sent[0].file))
    if previous and (year := asked.year or most_common_year(sent)):
        previous.before(year)
    checked = Checked(
        checked_files,
        round=round_of(sent, rules, year=asked.year) if asked.whole else None,
        compared=_compared(checked_files, forms.check_all(ui, earlier, check, _LAST_TRY, asked.jobs)) if asked.since else None,
    )
    checked = _years_told_by_file(checked)
    tell_marked = None
    if asked.annotate:
        tell_marked = write_marked(ui, asked.annotate, list(zip(found, checked_files, strict=True)), force=force)
    if github:
        write_text(ui, output, github_lines(checked, ui.lang))
    else:
        table = how in {Format.csv, Format.md}
        emit(
            ui, how, output,
            document=lambda: findings_table(checked, ui.lang) if table
            else checked_document(checked, ui.lang, quiet=ui.quiet, verbose=ui.verbose or output is not None),
            data=lambda: checked_json(checked, ui.lang),
        )  # fmt: skip
    tell_written(ui, output)
    if tell_marked:
        tell_marked()
    ended = _ending(ui, paths, checked, asked, hint=how is Format.table and not github)
    if ended is Exit.FINE and how is Format.table and not github and not ui.quiet:
        rules_typed = {"--indicators": indicators, "--responsibilities": responsibilities}
        few = paths if len(paths) <= _FEW else list(dict.fromkeys(p.parent for p in paths))  # a shell makes many of *.xlsx
        _tell_next(ui, [*few, *(word for pair in rules_typed.items() if pair[1] for word in pair)], sent)
    return ended


def _tell_next(ui: Ui, named: Sequence[object], sent: Sequence[Submission]) -> None:
    """The command that comes next where nothing is wrong; none where forms and a year's workbook were checked together."""
    kinds, typed = {s.sender.kind for s in sent}, as_typed(*named)
    if kinds == {"office"} and len(sent) == 1:
        ui.tell(_SCORE, file=typed)
    elif "office" not in kinds and (year := most_common_year(sent)):
        carried_on = kinds == {"department"} or stat_of(Path(f"{year}.xlsx")) is not None
        ui.tell(_JOIN if carried_on else _COLLECT, paths=typed, year=year)


def _found(ui: Ui, paths: Sequence[Path], asked: Asked) -> tuple[list[Path], list[Path]]:
    """The files to check and those of the last try; refuses what would take the one for the other."""
    found = files(ui, paths)
    if asked.annotate:
        check_apart(asked.annotate, paths, found)
    if asked.since is None:
        return found, []
    if stat_of(asked.since) is None:
        raise NotThere(asked.since, _NO_LAST_TRY, path=asked.since)
    earlier = files(ui, [asked.since])
    lying = [{(s.st_dev, s.st_ino) for s in map(stat_of, those) if s} for those in (found, earlier)]
    if lying[0] & lying[1]:
        raise UsageError(_SAME)
    return found, earlier


def _years_told_by_file(checked: Checked) -> Checked:
    """A form of another year is told under its own file, so that its marked copy says so too."""
    if checked.round is None:
        return checked
    of_files = {f.file: f for f in checked.round.findings if f.code == "E214"}
    told = tuple(f._replace(findings=(*f.findings, of_files[f.file])) if f.file in of_files else f for f in checked.files)
    rest = tuple(f for f in checked.round.findings if f.code != "E214")
    return checked._replace(files=told, round=checked.round._replace(findings=rest))


def _compared(now: Sequence[CheckedFile], earlier: Sequence[CheckedFile]) -> tuple[Compared, ...]:
    """Each file against its sender's last try, else against a nameless file of its name; then who is in the last try alone."""
    before = [(_name(file), file) for file in earlier]
    by_sender = {f.submission.sender: f for _, f in before if f.submission and f.submission.sender.name}
    by_name = dict(before)
    nameless = {name for name, file in before if _who(file) == file.file}
    compared, matched = [], set[str]()
    for file in now:
        sent = file.submission
        last = by_sender.get(sent.sender) if sent else None
        name = _name(file)
        if last is None and (name in nameless or _who(file) == file.file):  # a file of another sender is not this one's last try
            last = by_name.get(name)
        compared.append(Compared(_who(file), since(last.findings, file.findings) if last else None))
        matched |= {_who(file), *([_who(last), last.file] if last else [])}
    gone = dict.fromkeys(_who(f) for _, f in before if not {_who(f), f.file} & matched)
    return (*compared, *(Compared(who, None, gone=True) for who in gone))


def _name(file: CheckedFile) -> str:
    """The name of a file without its folder, on any system."""
    return file.file.replace("\\", "/").rsplit("/", 1)[-1]


def _who(file: CheckedFile) -> str:
    """The sender of a file, else the file itself."""
    return file.submission.sender.name if file.submission and file.submission.sender.name else file.file


def _ending(ui: Ui, paths: Sequence[Path], checked: Checked, asked: Asked, *, hint: bool) -> Exit:
    errors = [f for f in checked.findings if f.severity == "error"]
    readable = [f for file in checked.files if file.submission for f in file.findings if f.severity == "error"]
    warnings = any(f.severity == "warning" for f in checked.findings)
    if hint and readable and not ui.quiet and not asked.annotate:
        ui.tell(_NEXT, code=readable[0].code)
    if any(f.submission is None for f in checked.files):
        from loudi_qa.cli.beside import tell_near

        tell_near(ui, paths)
        return Exit.UNREADABLE
    return Exit.FINDINGS if errors or (warnings and asked.strict) else Exit.FINE
