"""Packing a workbook: the same content gives the same bytes, whenever and wherever."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from loudi_qa.workbook.pack import FIXED, canonical, pack


def book() -> Workbook:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet["A1"], sheet["B1"] = "娄底 <&>", 97.5
    sheet["A1"].comment = Comment("批注", "loudi-qa")
    return made


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_same_content_gives_the_same_bytes() -> None:
    early, late = book(), book()
    early.properties.created, late.properties.created = datetime(2019, 1, 1), datetime(2024, 1, 1)
    assert pack(early) == pack(late)


def test_the_file_tells_a_moment_that_is_given_and_no_other() -> None:
    core = parts(pack(book(), datetime(2019, 12, 31)))["docProps/core.xml"].decode()
    assert core.count(">2019-12-31T00:00:00Z<") == 2
    assert FIXED.isoformat() in parts(pack(book()))["docProps/core.xml"].decode()


def test_parts_that_are_no_xml_stay_as_they_are() -> None:
    made = book()
    saved = BytesIO()
    made.save(saved)
    before = parts(saved.getvalue())
    after = parts(pack(made))
    assert list(after) == sorted(before)
    drawing = next(n for n in after if n.endswith(".vml"))
    assert not after[drawing].startswith(b"<?xml"), "Excel writes the drawings of comments without a declaration"


def test_a_picture_passes_through() -> None:
    class WithPicture(Workbook):
        def save(self, filename: object) -> None:
            super().save(filename)  # type: ignore[arg-type]  # a stream is fine
            with zipfile.ZipFile(filename, "a") as package:  # type: ignore[call-overload]  # likewise
                package.writestr("xl/media/image1.png", b"\x89PNG\r\n\xff\xfe")

    assert parts(pack(WithPicture()))["xl/media/image1.png"] == b"\x89PNG\r\n\xff\xfe"


def test_what_was_packed_can_be_read() -> None:
    again = load_workbook(BytesIO(pack(book()))).worksheets[0]
    assert (again["A1"].value, again["B1"].value) == ("娄底 <&>", 97.5)
    assert again["A1"].comment is not None


ATTRIBUTES = st.dictionaries(st.sampled_from(["a", "b", "p:c", "r"]), st.text("x<>&\"'\t\n é娄", max_size=4), max_size=3)


@given(
    st.recursive(
        st.text("x<>& \n\t娄", max_size=5), lambda inner: st.tuples(ATTRIBUTES, st.lists(inner, max_size=3)), max_leaves=8
    )
)
def test_the_canonical_form_is_that_of_the_standard(content: Any) -> None:
    """Else files that were made before would differ from those made now."""
    written = f'<s xmlns="urn:main" xmlns:p="urn:p" xmlns:q="urn:q">{element(content)}</s>'
    assert canonical(written.encode()) == ET.canonicalize(written)


def element(content: Any) -> str:
    if isinstance(content, str):
        return escape(content)
    attributes, inner = content
    listed = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<q:e{listed}>{''.join(map(element, inner))}</q:e>"
