"""An edition of the rules as it was typed: a folder, an indicators file, or the bundle of a published result."""

from __future__ import annotations

import stat
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.cli.exits import NotThere, UsageError
from loudi_qa.cli.files import is_folder, stat_of
from loudi_qa.cli.rules import load_rules
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, find, from_bytes, packaged
from loudi_qa.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.cli.ui import Ui
    from loudi_qa.scheme.load import Rules

_NONE = Words(
    "找不到规则 {path}；请写规则文件夹、indicators.yaml，或结果包（.zip）",
    "there are no rules at {path}; name a folder of rules, an indicators.yaml, or a bundle of a result (.zip)",
)
_EMPTY = Words(
    "{folder} 里没有 indicators.yaml，也没有 responsibilities.yaml；请写规则所在的文件夹",
    "there is no indicators.yaml and no responsibilities.yaml in {folder}",
)
_NO_BUNDLE = Words("{file} 里没有规则：{why}", "there are no rules in {file}: {why}")
_FAULTS_IN = Words("{file} 里的规则有错，对比不了：", "the rules in {file} are faulty and cannot be compared:")

_OWN = Words("程序自带的 {name}", "the program's own {name}")


class Edition(NamedTuple):
    """Rules, with what was read, for the heading and for not being written over."""

    rules: Rules
    where: tuple[str, ...]
    files: tuple[Path, ...]


def edition(ui: Ui, path: Path) -> Edition:
    """The rules at a path; raises :class:`UsageError` where there are none and ``RulesError`` with every fault in them."""
    there = stat_of(path)
    if there is None:
        raise NotThere(path, _NONE, path=path)
    if stat.S_ISREG(there.st_mode) and zipfile.is_zipfile(path):
        return Edition(_bundled(ui, path), (str(path),), (path,))
    both = _files(path)
    rules = load_rules(ui, *both)
    return Edition(rules, tuple(_told(file, ui) for file in both), both)


def _told(file: Path, ui: Ui) -> str:
    """A file by its path; the program's own by that, for its path means nothing to anyone."""
    return _OWN.of(ui.lang, name=file.name) if file == packaged(file.name) else str(file)


def _files(path: Path) -> tuple[Path, Path]:
    """The two files; one that is not beside the other is the working folder's, or the one that came with the program."""
    folder = path if is_folder(path) else path.parent
    beside = {name: folder / name for name in (INDICATORS, RESPONSIBILITIES) if stat_of(folder / name)}
    if is_folder(path) and not beside:
        raise UsageError(_EMPTY, folder=path)
    if not is_folder(path) and path.name != RESPONSIBILITIES:
        beside[INDICATORS] = path
    return find(INDICATORS, beside.get(INDICATORS)), find(RESPONSIBILITIES, beside.get(RESPONSIBILITIES))


def _bundled(ui: Ui, path: Path) -> Rules:
    from loudi_qa.cli.verify import read_bundle
    from loudi_qa.scheme.fault import RulesError
    from loudi_qa.workbook.bundle_gate import NotABundle, opened

    try:
        members = opened(read_bundle(path)).members
        return from_bytes(members["indicators"].data, members["responsibilities"].data)
    except NotABundle as error:
        raise UsageError(_NO_BUNDLE, file=path, why=error.words.of(ui.lang, **error.fields)) from error
    except RulesError:
        ui.tell(_FAULTS_IN, file=path)
        raise
