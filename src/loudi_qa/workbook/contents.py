"""What the cells of a package hold, as it is written there: for carrying it into another package unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.workbook.facts import key
from loudi_qa.workbook.layout import cell_of
from loudi_qa.workbook.package import MAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loudi_qa.workbook.facts import Key
    from loudi_qa.workbook.package import Package

_XML = "http://www.w3.org/XML/1998/namespace}"
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_TEXT = str.maketrans(_ESCAPES)
_IN_ATTRIBUTE = str.maketrans(_ESCAPES | {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def place(reference: str) -> tuple[int, int] | None:
    """Row (from 1) and column (from 0) of an address, of the first cell where it names several; None for what is none."""
    return cell_of(reference.partition(":")[0].partition(",")[0])


def escaped(text: str) -> str:
    """The text as XML."""
    return text.translate(_IN_TEXT)


def opening(name: str, attributes: Mapping[str, str]) -> str:
    """The opening tag of an element."""
    listed = "".join(f' {key}="{value.translate(_IN_ATTRIBUTE)}"' for key, value in attributes.items())
    return f"<{name}{listed}>"


class Content(NamedTuple):
    """What a cell holds: its type, the stored value, or the inside of its text; the formula."""

    kind: str
    value: str | None
    text: str | None
    formula: str | None
    shared: bool
    """Whether the formula is written out only once, in another cell."""

    def xml(self, attributes: Mapping[str, str], formula: str | None = None) -> str:
        """A cell with this content, these attributes but for the type, and the formula in the form it is given in."""
        kind = "inlineStr" if self.text is not None else self.kind
        kept = {name: value for name, value in attributes.items() if name != "t"} | ({"t": kind} if kind else {})
        if formula is None:
            formula = f"<f>{escaped(self.formula)}</f>" if self.formula else ""
        value = "" if self.value is None else f"<v>{escaped(self.value)}</v>"
        text = "" if self.text is None else f"<is>{self.text}</is>"
        return f"{opening('c', kept)}{formula}{value}{text}</c>"


class _Text:
    """The inside of an ``si`` or ``is``, put together as XML that needs no prefix; formatting and phonetics included."""

    def __init__(self) -> None:
        self.pieces: list[str] | None = None

    def opened(self, element: str, attributes: dict[str, str]) -> None:
        """An element within the text; what is not of the format is left out."""
        if self.pieces is not None and element.startswith(MAIN):
            named = {n.replace(_XML, "xml:"): v for n, v in attributes.items()}
            self.pieces.append(opening(element.removeprefix(MAIN), {n: v for n, v in named.items() if "}" not in n}))

    def closed(self, element: str) -> None:
        """The end of an element within the text."""
        if self.pieces is not None and element.startswith(MAIN):
            self.pieces.append(f"</{element.removeprefix(MAIN)}>")

    def taken(self) -> str:
        """The whole text, at its end."""
        whole = "".join(self.pieces or ())
        self.pieces = None
        return whole


def shared_texts(package: Package, part: str | None) -> list[str]:
    """The inside of every shared text, by its number."""
    found: list[str] = []
    text = _Text()

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == MAIN + "si":
            text.pieces = []
        else:
            text.opened(element, attributes)

    def end(element: str) -> None:
        if element == MAIN + "si":
            found.append(text.taken())
        else:
            text.closed(element)

    def data(characters: str) -> None:
        if text.pieces is not None:
            text.pieces.append(escaped(characters))

    if part is not None:
        package.parse(part, start, end, data)
    return found


def contents(package: Package, part: str, texts: list[str]) -> dict[Key, Content]:
    """What the cells of a sheet hold, wherever they stand; empty cells are left out."""
    reader = _Reader(texts)
    package.parse(part, reader.start, reader.end, reader.data)
    return reader.found


def results(package: Package, part: str) -> dict[Key, Content]:
    """The same of the cells with a formula alone."""
    reader = _Reader(None)
    package.parse(part, reader.start, reader.end, reader.data)
    return reader.found


def styles(package: Package, part: str) -> dict[Key, int]:
    """The styles of a sheet's cells by their numbers, where they have one."""
    found: dict[Key, int] = {}
    row, column = 0, -1

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal row, column
        if element == MAIN + "row":
            row, column = int(attributes.get("r") or row + 1), -1
        elif element == MAIN + "c":
            at, column = place(attributes.get("r", "")) or (row, column + 1)
            found[key(at, column)] = int(attributes.get("s") or 0)

    package.parse(part, start)
    return found


class _Reader:
    """The state of one pass over a sheet; without texts it keeps formulas only."""

    def __init__(self, texts: list[str] | None) -> None:
        self.texts = texts
        self.found: dict[Key, Content] = {}
        self.text = _Text()
        self.characters: list[str] = []
        self.row, self.column = 0, -1
        self.empty()

    def empty(self, attributes: dict[str, str] | None = None) -> None:
        """Begin a cell."""
        self.cell = attributes or {}
        self.value: str | None = None
        self.inline: str | None = None
        self.formula: str | None = None
        self.shared = False

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Note where a row, a cell or what it holds begins."""
        if self.text.pieces is not None:
            self.text.opened(element, attributes)
        elif element == MAIN + "row":
            self.row, self.column = int(attributes.get("r") or self.row + 1), -1
        elif element == MAIN + "c":
            self.empty(attributes)
        elif element == MAIN + "is":
            self.text.pieces = []
        elif element in {MAIN + "v", MAIN + "f"}:
            self.characters.clear()
            self.shared = self.shared or attributes.get("t") == "shared"

    def end(self, element: str) -> None:
        """Settle what has ended: a value, a formula, a text, then the cell."""
        if element == MAIN + "is":
            self.inline = self.text.taken()
        elif self.text.pieces is not None:
            self.text.closed(element)
        elif element == MAIN + "v":
            self.value = "".join(self.characters)
        elif element == MAIN + "f":
            self.formula = "".join(self.characters)
        elif element == MAIN + "c":
            self.settle()

    def data(self, characters: str) -> None:
        """The characters between the marks."""
        if self.text.pieces is None:
            self.characters.append(characters)
        else:
            self.text.pieces.append(escaped(characters))

    def settle(self) -> None:
        """Keep a finished cell that holds anything."""
        row, self.column = place(self.cell.get("r", "")) or (self.row, self.column + 1)
        kind, value, text = self.cell.get("t", ""), self.value, None
        if kind == "inlineStr":
            value, text = None, self.inline
        elif kind == "s":
            value, text = None, self.texts[int(value)] if self.texts and value and value.strip() else None
        if self.texts is None and (self.formula is None or kind == "s"):
            return
        if (value, text, self.formula) != (None, None, None):
            self.found[key(row, self.column)] = Content(kind, value, text, self.formula, self.shared)
