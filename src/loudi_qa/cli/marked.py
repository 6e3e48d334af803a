"""The marked copies that go back to the senders: one beside each workbook in which anything was found."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.cli.exits import UsageError
from loudi_qa.cli.files import are_one, is_folder, stat_of
from loudi_qa.cli.output import check_folder, check_target, make_folder, write_file
from loudi_qa.words import Words, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from loudi_qa.cli.ui import Ui
    from loudi_qa.findings import Finding
    from loudi_qa.report.checked import CheckedFile
    from loudi_qa.words import Lang
    from loudi_qa.workbook.issues import Mark

_SUFFIX, _LIST_SUFFIX = "-标注", "-问题清单"
_WRITTEN = Words("已写 {n} 份标注副本到 {folder}", "marked copies written to {folder}: {n}")
_SEND_BACK = Words(
    "下一步：把副本发回填表的单位；改好收回以后，再检查一次",
    "next: send them back to who filled them in; check again what comes back",
)
_NONE = Words("没有要标注的问题", "there is nothing to mark")
_LOST = Words(
    "{file} 含有标注时会丢失的内容（{what}），所以没有标注，另写了一份问题清单：{written}",
    "{file} holds what a marked copy would lose ({what}); its findings are listed in {written}",
)
_AMONG_THE_CHECKED = Words(
    "{folder} 里就是这次检查的表，标注副本放进去，下次会当作又报了一份；--annotate 换一个文件夹",
    "{folder} holds the files being checked; marked copies there would pass for forms sent again: name another for --annotate",
)
_CHANGED = Words(
    "{file} 在检查之后改动过，没有写标注副本；请再运行一次",
    "{file} changed after it was checked, so no marked copy was written; run again",
)


class _Copy(NamedTuple):
    """What is written for one file: its marked copy, or the list alone where a copy would lose something."""

    source: Path
    target: Path
    data: bytes
    lost: Sequence[Words]


def check_apart(folder: Path, paths: Sequence[Path], found: Sequence[Path]) -> None:
    """Refuse a folder for the marked copies that is checked itself: in the next round they would be sent a second time."""
    check_folder(folder)
    if any(are_one(folder, other) for other in dict.fromkeys([*paths, *(file.parent for file in found)])):
        raise UsageError(_AMONG_THE_CHECKED, folder=folder)


def write_marked(ui: Ui, folder: Path, checked: Sequence[tuple[Path, CheckedFile]], *, force: bool) -> Callable[[], None]:
    """Write a marked copy of each file with errors or warnings; a file that cannot be read has none.

    What was written is told by calling what is returned, when the findings are said: above a long list no one would see it.
    """
    wanted = [(p, f) for p, f in checked if f.submission and any(x.severity != "note" for x in f.findings)]
    targets = _targets(folder, [path for path, _ in wanted])
    copies = [_copy(path, file, target, ui.lang) for (path, file), target in zip(wanted, targets, strict=True)]
    if is_folder(folder):
        sources = {_lying(path): path for path, _ in checked}
        for copy in copies:
            check_target(copy.target, [sources.get(_lying(copy.target))], force=force)
    make_folder(folder)
    for copy in copies:
        write_file(copy.target, copy.data)
    to_send = any(file.submission and file.submission.sender.kind != "office" for _, file in wanted)
    return partial(_tell_written, ui, folder, copies, to_send=to_send)


def _tell_written(ui: Ui, folder: Path, copies: Sequence[_Copy], *, to_send: bool) -> None:
    for copy in copies:
        if copy.lost:
            ui.tell(_LOST, file=copy.source, what=listed(copy.lost), written=copy.target)
    if not ui.quiet:
        ui.tell(_WRITTEN if copies else _NONE, n=len(copies), folder=folder)
        if to_send:
            ui.tell(_SEND_BACK)


def _lying(path: Path) -> tuple[int, int] | None:
    """Where a file lies, whatever it is called; the same question of each pair of files would be asked eight million times."""
    found = stat_of(path)
    return (found.st_dev, found.st_ino) if found else None


def _copy(source: Path, file: CheckedFile, target: Path, lang: Lang) -> _Copy:
    from loudi_qa.workbook.annotate import annotate
    from loudi_qa.workbook.edit import WouldLose
    from loudi_qa.workbook.guard import read_bytes
    from loudi_qa.workbook.issues import issues_book

    data = read_bytes(source, file.file)
    if file.submission is None or sha256(data).hexdigest() != file.submission.sha256:
        raise UsageError(_CHANGED, file=source)
    marks = [_mark(finding, lang) for finding in _down_the_sheets(file.findings)]
    try:
        return _Copy(source, target, annotate(data, marks, lang), ())
    except WouldLose as error:
        listed = target.with_name(target.name.replace(_SUFFIX, _LIST_SUFFIX))
        return _Copy(source, listed, issues_book(marks, lang, error.lost), error.lost)


def _targets(folder: Path, sources: Sequence[Path]) -> list[Path]:
    """A name for each copy; two files of one name in different folders get numbers."""
    taken: dict[str, int] = {}
    targets = []
    for source in sources:
        stem = source.stem.removesuffix(_SUFFIX)
        taken[stem] = taken.get(stem, 0) + 1
        number = "" if taken[stem] == 1 else f"-{taken[stem]}"
        targets.append(folder / f"{stem}{_SUFFIX}{number}.xlsx")
    return targets


def _down_the_sheets(findings: Sequence[Finding]) -> list[Finding]:
    """Sheet by sheet, row by row: who mends them goes down the form once."""
    from loudi_qa.workbook.layout import cell_of

    sheets = list(dict.fromkeys(finding.sheet for finding in findings))
    return sorted(findings, key=lambda f: (sheets.index(f.sheet), (f.cell and cell_of(f.cell)) or (0, 0)))


def _mark(finding: Finding, lang: Lang) -> Mark:
    from loudi_qa.workbook.issues import Mark

    said = finding.message(lang), finding.fix(lang)
    place = finding.sheet, finding.cell
    return Mark(finding.code, finding.severity, *place, *said, finding.read, finding.unit, finding.measure)
