"""All remarks on a pair of rule files, in the order of the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.scheme import yamlfile
from loudi_qa.scheme.lint.beside import case_remarks, quota_remarks
from loudi_qa.scheme.lint.held import Held, held_against
from loudi_qa.scheme.lint.mandate import mandate_remarks
from loudi_qa.scheme.lint.provenance import provenance_remarks
from loudi_qa.scheme.lint.remark import Remark, located
from loudi_qa.scheme.lint.scheme import scheme_remarks
from loudi_qa.scheme.lint.sums import sum_fix
from loudi_qa.scheme.lint.written import written_remarks
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from decimal import Decimal
    from pathlib import Path

    from loudi_qa.scheme.fault import Fault
    from loudi_qa.scheme.load import Rules
    from loudi_qa.scheme.text.clauses import Parted

_MEND = Words(
    "改好这一行再检查；其余检查要等文件能读通才做",
    "mend this line and check again; the other checks wait until the files can be used",
)
_LOOK_FOR = Words("核对文件名和所在文件夹", "look at the name and the folder")
_MEND_CASE = Words("改好这一行再检查", "mend this line and check again")


class Beside(NamedTuple):
    """What rules may be held against beside themselves; None for what was not given."""

    quotas: Mapping[tuple[str, str], Decimal] | None = None
    """By unit and measure, of the year that is looked at."""
    tried: Collection[str] | None = None
    """The ids that cases are about."""
    text: tuple[Path, Parted] | None = None


class Looked(NamedTuple):
    """The remarks on some rules, and what came of holding them against the document."""

    remarks: tuple[Remark, ...]
    held: Held | None = None


def look(rules: Rules, year: int, beside: Beside) -> Looked:
    """Everything there is to say of rules that load, for one year."""
    documents = yamlfile.read(rules.indicators), yamlfile.read(rules.responsibilities)
    scheme, mandate = rules.scheme, rules.mandate
    said = [*scheme_remarks(scheme, mandate, year), *provenance_remarks(scheme, mandate)]
    if beside.quotas is not None:
        said += quota_remarks(scheme, beside.quotas, year)
    if beside.tried is not None:
        said += case_remarks(scheme, beside.tried)
    said_of = said, mandate_remarks(scheme, mandate, year)
    remarks = [
        remark
        for document, own in zip(documents, said_of, strict=True)
        for remark in (*located(document, own), *located(document, written_remarks(document)))
    ]
    held = held_against(rules, documents, beside.text[1], beside.text[0]) if beside.text else None
    remarks += held.remarks if held else ()
    remarks += _not_looked_at(rules, beside)
    return Looked(in_order(remarks, [rules.indicators, rules.responsibilities]), held)


def fault_remarks(faults: Iterable[Fault], *, of_cases: bool = False) -> list[Remark]:
    """Faults of the files as remarks; they keep the rules, or the cases, from being looked at further."""
    mend = _MEND_CASE if of_cases else _MEND
    return [
        Remark(
            "rule-fault",
            f.path,
            f.line,
            Words(f.sentence("zh"), f.sentence("en")),
            sum_fix(f) or (mend if f.line else _LOOK_FOR),
        )
        for f in faults
    ]


def in_order(remarks: Iterable[Remark], first: Iterable[Path] = ()) -> tuple[Remark, ...]:
    """By file and line, as an editor goes through them: these files first, remarks on no file last."""
    files: dict[Path | None, int] = {file: place for place, file in enumerate(first)}
    kept = list(remarks)
    for remark in kept:
        files.setdefault(remark.file, len(files))
    return tuple(sorted(kept, key=lambda r: (r.file is None, files[r.file], r.line)))


def _not_looked_at(rules: Rules, beside: Beside) -> list[Remark]:
    """What was not given is said, so that silence is not taken for a good word."""
    notes = []
    by_quota = any("quota" in used for used in rules.scheme.sources_used.values())
    if beside.quotas is None and by_quota:
        message = Words("没有核对分解目标之和是否达到全市数", "whether quotas add up to the city's figures was not examined")
        fix = Words("加 --workbook 年度工作簿.xlsx", "add --workbook with the year's workbook")
        notes.append(Remark("quota-not-examined", None, 0, message, fix))
    if beside.tried is None:
        message = Words("没有案例文件，规则没有试算过", "there is no file of cases: the rules were not tried")
        fix = Words("在 indicators.yaml 旁边放 cases.yaml，或加 --cases", "put cases.yaml beside indicators.yaml, or add --cases")
        notes.append(Remark("no-cases", None, 0, message, fix))
    if beside.text is None:
        message = Words("没有对照文件原文，出处和数字未核对", "anchors and figures were not held against the document")
        fix = Words("加 --text 原文.txt", "add --text with the document's text")
        notes.append(Remark("text-not-examined", None, 0, message, fix))
    return notes
