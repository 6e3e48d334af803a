"""The typefaces of an official paper, and what a machine without them is told to take instead."""

from __future__ import annotations

from typing import NamedTuple

LATIN = "Times New Roman"
"""Digits and Latin letters: GB/T 9704 names no face for them, those of 仿宋_GB2312 are thin, and this one is everywhere."""


class Face(NamedTuple):
    """A typeface: its name, the like face that Word takes where it is not installed, and what kind of face it is."""

    name: str
    instead: str
    family: str
    pitch: str = "fixed"
    panose: str = ""
    latin: str = LATIN
    """The face of digits and Latin letters beside it."""


BODY = Face("仿宋_GB2312", "仿宋,FangSong,STFangsong,FZFangSong-Z02S", "modern", panose="02010609030101010101")
DISPLAY = Face("方正小标宋简体", "方正小标宋_GBK,华文中宋,STZhongsong,宋体,SimSun", "auto", "variable", "02010600030101010101")
KAI = Face("楷体_GB2312", "楷体,KaiTi,STKaiti", "modern", panose="02010609030101010101")
HEI = Face("黑体", "SimHei,Heiti SC,STHeiti", "modern", "fixed", "02010609060101010101")
SONG = Face("宋体", "SimSun,Songti SC,STSong", "auto", "variable", "02010600030101010101", "宋体")
FACES = (BODY, DISPLAY, KAI, HEI, SONG)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def font_table() -> bytes:
    """The part ``word/fontTable.xml``: Word has no list of fallbacks for a run, but one for each font of a document."""
    chinese = (
        f'<w:font w:name="{f.name}"><w:altName w:val="{f.instead}"/><w:panose1 w:val="{f.panose}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{f.family}"/><w:pitch w:val="{f.pitch}"/></w:font>'
        for f in FACES
    )
    latin = (
        f'<w:font w:name="{LATIN}"><w:altName w:val="Liberation Serif"/><w:panose1 w:val="02020603050405020304"/>'
        '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:fonts xmlns:w="{_W}">{"".join(chinese)}{latin}</w:fonts>'.encode()
