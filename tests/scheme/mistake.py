"""What an official may do to the shipped rules with a plain editor: each change is made to a copy of a whole file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from loudi_qa.assess.cases.ready import ready
from loudi_qa.scheme import yamlfile
from loudi_qa.scheme.cases import CASES, read_cases
from loudi_qa.scheme.fault import RulesError
from loudi_qa.scheme.load import INDICATORS, RESPONSIBILITIES, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.scheme.fault import Fault
    from loudi_qa.scheme.yamlfile import Document

ROOT = Path(__file__).parents[2]

AS_IT_IS = yamlfile.read
shipped = cache(yamlfile.read)
"""The files that are not changed are read once for all mistakes."""


class Mistake(NamedTuple):
    """One slip: what was done, to which file, and how many sentences that takes."""

    zh: str
    en: str
    made: Callable[[str], str | bytes]
    file: str = INDICATORS
    told: int = 1
    """Sentences; 0 where the program takes it as it was meant."""
    at: str = ""
    """A part of the line that must be named, where that is not the first line that was changed."""


class Told(NamedTuple):
    """What the program says of a mistake, the lines it names, and the line that was changed first."""

    faults: tuple[Fault, ...]
    lines: dict[int, str]
    changed: int


@cache
def told(mistake: Mistake) -> Told:
    """Make the mistake in a copy of its file, and read that with the other two as they are shipped."""
    with TemporaryDirectory() as folder:
        return _told(mistake, Path(folder))


def _told(mistake: Mistake, folder: Path) -> Told:
    before = (ROOT / mistake.file).read_text(encoding="utf-8")
    made = mistake.made(before)
    data = made if isinstance(made, bytes) else made.encode()
    path = folder / mistake.file
    path.write_bytes(data)
    lines = data.decode("utf-8", "replace").split("\n")
    pairs = zip(before.split("\n"), lines, strict=False)
    changed = next((n for n, (one, other) in enumerate(pairs, 1) if one != other), 1)
    files = {name: path if name == mistake.file else ROOT / name for name in (INDICATORS, RESPONSIBILITIES, CASES)}

    def read(at: Path) -> Document:
        return AS_IT_IS(at) if at == path else shipped(at)

    with patch.object(yamlfile, "read", read):
        faults = _faults(mistake, files)
    return Told(faults, {f.line: _line(f) for f in faults}, changed)


def _faults(mistake: Mistake, files: dict[str, Path]) -> tuple[Fault, ...]:
    try:
        rules = load(files[INDICATORS], files[RESPONSIBILITIES])
        if mistake.file == CASES:
            ready(read_cases(files[CASES], rules), rules)
    except RulesError as error:
        return tuple(sorted(error.faults, key=lambda f: (f.path.name, f.line)))  # by name: folders differ from machine to machine
    return ()


def _line(fault: Fault) -> str:
    return fault.path.read_text(encoding="utf-8", errors="replace").split("\n")[max(fault.line - 1, 0)]


def swap(was: str, now: str) -> Callable[[str], str]:
    """A change of the one place where something stands."""

    def made(text: str) -> str:
        assert text.count(was) == 1, f"stands {text.count(was)} times in the file: {was}"
        return text.replace(was, now)

    return made


def within(whole: str) -> Callable[[str, str], Callable[[str], str]]:
    """Changes of one entry of a file."""

    def change(was: str, now: str) -> Callable[[str], str]:
        assert whole.count(was) == 1, f"stands {whole.count(was)} times in the entry: {was}"
        return swap(whole, whole.replace(was, now))

    return change


P01 = (
    "- {id: P01-2020, group: product, measure: P01, points: 3, clause: 一·产品质量, anchor: 检测合格率稳定在97%以上, "
    "basis: text,\n"
    "   city: {at_least: 97, by: 2020}, rule: {kind: reach, at_least: 97, short: {zero_at: 92}}}\n"
)
p01 = within(P01)
"""Changes of an indicator with a target."""
m01 = within(
    "- id: P01\n"
    "  name: {zh: 主要食用农产品质量安全检测合格率, en: Pass rate of safety tests on staple farm products}\n"
    '  unit: "%"\n'
    "  range: [0, 100]\n"
)
"""Changes of a measure."""
w01 = within("   rule: {kind: levels, levels: {已完成: 1, 推进中: 0.5, 未开展: 0}}}\n- {id: W02-duty")
"""Changes of a rule with answers."""
grade_a = within("- {grade: A, at_least: 90, name: {zh: 优秀, en: Excellent}}\n")
near_bound = within("near_bound: 0.5  ")
edition = within('edition: "2019"\n')
successor = within('{name: 市应急管理局, from: "2019-03-01", evidence')
letter = within(
    "  within: {months: 4}\n"
    "  to: {zh: 该单位主要负责人, en: the head of the unit}\n"
    "  public: false           # told in the unit's letter only\n"
)
"""Changes of a consequence."""
case = within("农产品检测 98% 超过 97%, indicator: P01-2020, given: {value: 98}, expect: 3}")
