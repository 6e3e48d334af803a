"""Find the two rule files, read them, and hold them against each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pydantic import ValidationError

from loudi_qa.scheme import yamlfile
from loudi_qa.scheme.check import scheme_faults
from loudi_qa.scheme.check_mandate import mandate_faults
from loudi_qa.scheme.fault import Fault, RulesError
from loudi_qa.scheme.mandate import Mandate
from loudi_qa.scheme.models import Scheme
from loudi_qa.scheme.place import INDICATORS, RESPONSIBILITIES, find, packaged
from loudi_qa.scheme.unreadable import misnamed
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.scheme.rules import Model

__all__ = ["INDICATORS", "RESPONSIBILITIES", "Rules", "find", "from_bytes", "load", "packaged"]

_NO_POINTS = Words(
    "没有 {year} 年的分值，只有 {years} 年的；补上这一年，或用 --indicators 指定有这一年的规则",
    "there are no points for {year}, only for {years}; add that year, or name rules that have it with --indicators",
)

_M = TypeVar("_M", bound="Model")


class Rules(NamedTuple):
    """A scheme and its mandate, with the files they were read from."""

    scheme: Scheme
    mandate: Mandate
    indicators: Path
    responsibilities: Path
    sha256: str
    """The digest of ``indicators.yaml`` as it lies on the disk: any tool gives the same."""
    mandate_sha256: str
    """The digest of ``responsibilities.yaml``, likewise."""

    def in_year(self, year: int) -> Rules:
        """The rules with the points and shares of a year; raises :class:`RulesError` where they give it no points."""
        years = self.scheme.years
        if years is not None and year not in years:
            told = [str(y) for y in sorted(years)]
            fields = {"year": year, "years": Words("、".join(told), ", ".join(told))}
            raise RulesError([Fault(self.indicators, 0, _NO_POINTS, fields)])
        scheme = self.scheme.in_year(year)
        return self if scheme is self.scheme else self._replace(scheme=scheme)

    def as_of(self, year: int | None) -> Rules:
        """The rules of a year; as they stand where the year is not known, or has no points, which is for scoring to refuse."""
        known = year is not None and (self.scheme.years is None or year in self.scheme.years)
        return self.in_year(year) if known and year is not None else self


def load(indicators: Path | None = None, responsibilities: Path | None = None) -> Rules:
    """Load both files; raises :class:`RulesError` with every fault of both, or where a file here is all but named as they are."""
    given = {INDICATORS: indicators, RESPONSIBILITIES: responsibilities}
    if wrong := [f for name, path in given.items() if path is None and (f := misnamed(Path(name)))]:
        raise RulesError(wrong)  # or the rules that came with the program would quietly be used in its place
    return _rules((find(INDICATORS, indicators), find(RESPONSIBILITIES, responsibilities)), yamlfile.read)


def from_bytes(indicators: bytes, responsibilities: bytes) -> Rules:
    """The rules that some bytes are, under the names that rule files go by; raises as :func:`load` does."""
    held = {Path(INDICATORS): indicators, Path(RESPONSIBILITIES): responsibilities}
    return _rules((Path(INDICATORS), Path(RESPONSIBILITIES)), lambda path: yamlfile.parse(held[path], path))


def _rules(paths: tuple[Path, Path], read: Callable[[Path], yamlfile.Document]) -> Rules:
    faults: list[Fault] = []
    scheme = _model(paths[0], read, Scheme, faults)
    mandate = _model(paths[1], read, Mandate, faults)
    if scheme:
        faults += scheme_faults(*scheme)
    if scheme and mandate:
        faults += mandate_faults(*mandate, scheme[1])
    if faults or not scheme or not mandate:
        raise RulesError(faults)
    return Rules(scheme[1], mandate[1], *paths, scheme[0].sha256, mandate[0].sha256)


def _model(
    path: Path, read: Callable[[Path], yamlfile.Document], kind: type[_M], faults: list[Fault]
) -> tuple[yamlfile.Document, _M] | None:
    try:
        document = read(path)
    except RulesError as error:
        faults += error.faults
        return None
    if not isinstance(document.value, dict):
        faults.append(Fault(path, 1, Words("最外层应当是“键: 值”", "the outermost level must be key: value")))
        return None
    try:
        return document, kind.model_validate(document.value)
    except ValidationError as error:
        from loudi_qa.scheme.shape import shape_faults

        faults += shape_faults(document, error)
        return None
