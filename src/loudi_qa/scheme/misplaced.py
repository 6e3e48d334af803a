"""What stands in the wrong place: a file given for another, entries of a list among those of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.scheme import shape_words as said
from loudi_qa.scheme.fault import Fault
from loudi_qa.scheme.meant import known_keys
from loudi_qa.words import Words

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from loudi_qa.scheme.yamlfile import Document

_OWN = {
    "Scheme": ({"measures", "indicators", "groups"}, Words("指标体系（indicators.yaml）", "the indicators (indicators.yaml)")),
    "Mandate": (
        {"units", "departments", "duties", "owners"},
        Words("责任文件（responsibilities.yaml）", "the responsibilities (responsibilities.yaml)"),
    ),
    "CaseFile": ({"cases", "bases"}, Words("案例（cases.yaml）", "cases (cases.yaml)")),
}
"""What each file alone has at its top, and how it is called."""
_WRONG_FILE = Words(
    "给错了文件：这里要的是{wanted}，这个文件是{got}", "the wrong file: {wanted} are wanted here, these are {got}"
)


def wrong_file(document: Document, model: str) -> Fault | None:
    """A file that has nothing of its own kind at the top and something of another."""
    keys = {name: own.intersection(document.value) for name, (own, _) in _OWN.items()}
    other = next((name for name, own in keys.items() if own), None)
    if model not in _OWN or keys[model] or other is None:
        return None
    return Fault(document.path, 1, _WRONG_FILE, {"wanted": _OWN[model][1], "got": _OWN[other][1]})


def strange_entries(document: Document, details: list[ErrorDetails]) -> dict[tuple[int | str, ...], list[str]]:
    """Entries of a list that have several keys of another list, and the keys: they were put into the wrong place."""
    found: dict[tuple[int | str, ...], list[str]] = {}
    for detail in details:
        loc = detail["loc"]
        in_a_list = len(loc) > 2 and isinstance(loc[-2], int)  # (list, place, key)
        if in_a_list and detail["type"] == "extra_forbidden" and loc[-1] in known_keys() and document.holds(loc[:-1]):
            found.setdefault(loc[:-1], []).append(str(loc[-1]))
    return {loc: keys for loc, keys in found.items() if len(keys) > 1}


def strange_faults(document: Document, strangers: dict[tuple[int | str, ...], list[str]]) -> list[Fault]:
    """The first such entry of each list, with the number of the others."""
    told: dict[int | str, Fault] = {}
    for loc, keys in strangers.items():
        n = sum(other[:-1] == loc[:-1] for other in strangers)
        fields = {"key": loc[-2], "keys": Words("、".join(keys), ", ".join(keys)), "n": n}
        told.setdefault(loc[-2], Fault(document.path, document.line(loc), said.STRANGER if n == 1 else said.STRANGERS, fields))
    return list(told.values())
