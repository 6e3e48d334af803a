"""``loudi-qa verify``: computes a stored result again and says what differs."""

from __future__ import annotations

import json
import re
import stat
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa import __version__, api
from loudi_qa.assess.paper import ALL_DIGITS, FEWEST_DIGITS
from loudi_qa.assess.verdict import Recomputed, judge
from loudi_qa.catalogue.system import reason
from loudi_qa.cli import way
from loudi_qa.cli.exits import Exit, UsageError
from loudi_qa.cli.options import Format
from loudi_qa.cli.output import check_target, emit, json_bytes, pick_format, tell_written
from loudi_qa.findings import Finding, NoYear, Unreadable
from loudi_qa.report.document import Document
from loudi_qa.report.json import assessment_stream
from loudi_qa.report.verified import unreadable_json, verified_document, verified_json
from loudi_qa.scheme.fault import RulesError
from loudi_qa.scheme.load import from_bytes
from loudi_qa.words import Words
from loudi_qa.workbook.bundle import LARGEST_BUNDLE
from loudi_qa.workbook.bundle_gate import TOO_LARGE, NotABundle, opened
from loudi_qa.workbook.read import opened as opened_book

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.assess.result import Assessment
    from loudi_qa.cli.ui import Ui
    from loudi_qa.words import Lang
    from loudi_qa.workbook.bundle import Bundle
    from loudi_qa.workbook.manifest import Role

_WHY = Words("{file}：{why}", "{file}: {why}")
_FIX = Words("  {fix}", "  {fix}")
_A_FOLDER = Words("这是文件夹，不是结果包", "a folder, no bundle")
_NO_FILE = Words("不是普通文件", "no ordinary file")
_FAULTS = Words("{fault}（共 {n} 处）", "{fault} ({n} faults in all)")
_NO_DIGEST = Words(
    "--sha256 后应填纸面上的 64 位 sha256，或它开头的 12 位以上：只有数字和字母 a 至 f，中间有空格时请加引号；填入的是“{given}”",
    "--sha256 takes the 64 digits on paper or the first 12 of them or more: 0 to 9 and a to f, in quotes where there are blanks; "
    "typed was {given}",
)
_DIGITS = re.compile(f"[0-9a-f]{{{FEWEST_DIGITS},{ALL_DIGITS}}}")
_LONGEST_SHOWN = 80


def run(ui: Ui, path: Path, *, paper: str | None, chosen: Format | None, as_json: bool, output: Path | None, force: bool) -> Exit:
    """Verify a bundle and print every check; nothing is written but the report.

    ``paper`` is the digest as it was typed from the signed paper; raises :class:`UsageError` where it cannot be one.
    """
    on_paper = None if paper is None else _digits(paper)
    how = pick_format(chosen, output, as_json=as_json)
    check_target(output, [path], force=force)
    try:
        bundle = opened(read_bundle(path))
    except NotABundle as error:
        why, fix = error.words.filled(**error.fields), error.fix
        _say_nothing_but_why(ui, how, output, path, why, fix)
        ui.tell(_WHY, file=path, why=why.of(ui.lang))
        ui.tell(_FIX, fix=fix.of(ui.lang))
        return Exit.UNREADABLE
    except Unreadable as error:
        why, fix = (Words(say("zh"), say("en")) for say in (error.finding.message, error.finding.fix))
        _say_nothing_but_why(ui, how, output, path, why, fix)
        raise
    verdict = judge(bundle, recomputed(bundle), __version__, on_paper)
    emit(
        ui,
        how,
        output,
        document=lambda: verified_document(verdict, path.name, ui.lang),
        data=lambda: verified_json(verdict, path.name, ui.lang),
    )
    tell_written(ui, output)
    return Exit.FINE if verdict.same else Exit.FINDINGS


def _digits(typed: str) -> str:
    """The digits of a digest, or of its beginning, without blanks and in small letters."""
    digits = "".join(typed.split()).lower()
    if not _DIGITS.fullmatch(digits):
        raise UsageError(_NO_DIGEST, given=typed[:_LONGEST_SHOWN])
    return digits


def _say_nothing_but_why(ui: Ui, how: Format, output: Path | None, path: Path, why: Words, fix: Words) -> None:
    """Where there is nothing to verify, JSON on standard output still says why; a file is not made for it."""
    if how is Format.json and output is None:
        data = unreadable_json(path.name, why, fix, ui.lang)
        emit(ui, how, output, document=lambda: Document("", (), ()), data=lambda: data)


def read_bundle(path: Path) -> bytes:
    """The bytes of a file no larger than a bundle may be; raises :class:`NotABundle`, or :class:`Unreadable` for none."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise NotABundle(_A_FOLDER if stat.S_ISDIR(found.st_mode) else _NO_FILE)
        if found.st_size > LARGEST_BUNDLE:
            raise NotABundle(TOO_LARGE, part=path.name, got=found.st_size, limit=LARGEST_BUNDLE)
        with path.open("rb") as file:
            return file.read(found.st_size + 1)  # one that has grown since then is not read on
    except FileNotFoundError as error:
        raise Unreadable(Finding("E101", str(path))) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unreadable(Finding("E102", str(path), fields={"why": reason(error)})) from error


class _Claims(NamedTuple):
    """What a result is said to be: the names of its workbooks, and the languages it may be in."""

    file: str
    previous: str
    languages: tuple[Lang, ...]


def recomputed(bundle: Bundle) -> Recomputed:
    """The result of a bundle's own data and rules as it comes out now, or why none does."""
    claims = _claims(bundle)
    try:
        assessment = _assessed(bundle, claims)
    except RulesError as error:
        zh, en = (_FAULTS.of(lang, fault=error.faults[0].text(lang), n=len(error.faults)) for lang in ("zh", "en"))
        return Recomputed(None, why=Words(zh, en))
    except UsageError as error:
        return Recomputed(None, why=error.words.filled(**error.fields))
    except (Unreadable, NoYear) as error:
        finding = error.finding if isinstance(error, Unreadable) else error.findings[-1]
        return Recomputed(None, why=Words(finding.message("zh"), finding.message("en")))
    found = [_again(bundle, assessment, lang) for lang in claims.languages]
    return next((r for r in found if r.written == bundle.members["result"].data), found[0])


def _again(bundle: Bundle, assessment: Assessment, lang: Lang) -> Recomputed:
    """The result in one language; where its bytes are those of the bundle, so are its data, which have been read already."""
    written = json_bytes(assessment_stream(assessment, lang))
    return Recomputed(written, bundle.result if written == bundle.members["result"].data else json.loads(written))


def _assessed(bundle: Bundle, claims: _Claims) -> Assessment:
    rules = from_bytes(bundle.members["indicators"].data, bundle.members["responsibilities"].data)
    limits, before = api.limits(rules), bundle.members.get("previous")
    last_year = way.score_book(opened_book(before.data, claims.previous, limits), rules, forget=True) if before else None
    return way.score_book(opened_book(bundle.members["input"].data, claims.file, limits), rules, last_year, forget=True)


def _claims(bundle: Bundle) -> _Claims:
    """By the list; where that was changed, by the result itself, in whichever language it turns out to be."""
    manifest = bundle.manifest
    if manifest and bundle.members["manifest"].intact:
        return _Claims(_listed_name(bundle, "input"), _listed_name(bundle, "previous"), (manifest.language,))
    return _Claims(_stated_name(bundle, "input"), _stated_name(bundle, "previous"), ("zh", "en"))


def _listed_name(bundle: Bundle, role: Role) -> str:
    """The name a workbook went by as the list has it, else its name in the bundle."""
    if bundle.manifest and role in bundle.manifest.files:
        return bundle.manifest.files[role].original
    return bundle.members[role].name.rpartition("/")[2] if role in bundle.members else ""


def _stated_name(bundle: Bundle, role: Role) -> str:
    """The name a workbook went by as the result has it, else as the list has it."""
    said = (bundle.result or {}).get(role)
    name = said.get("file") if isinstance(said, dict) else None
    return name if isinstance(name, str) else _listed_name(bundle, role)
