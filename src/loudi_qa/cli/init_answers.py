"""What may be said of a new scheme, by an option or in the dialogue: each answer is read, or refused with what to do."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from loudi_qa.cli.exits import UsageError
from loudi_qa.numbers import from_text, quantise, show
from loudi_qa.scheme.skeleton import FULL, LEAST
from loudi_qa.submission.normalise import clean, prose_of
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LONGEST = 60
"""Characters of a name."""
MOST_UNITS, MOST_GROUPS = 3000, 20

_PARTED = re.compile(r"[,，、;；]")
_POINTS = re.compile(r"(.*)[=＝](.*)", re.DOTALL)
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,31}")
_YEAR = re.compile(r"20\d\d", re.ASCII)
_CHINESE = re.compile("[\u3400-\u9fff]")
_DIVISIONS = ("区", "县", "市", "旗", "州", "盟")
_DEFAULT_ID = "quality"

_EMPTY = Words("{what}不能为空", "{what} must not be empty")
_NO_LETTER = Words("{what}“{text}”里没有文字", "{what} {text} has no letter or digit")
_UNSEEN = Words("{what}里有看不见或不能用的字符，请重新输入", "{what} has characters that cannot be used; type it anew")
_TOO_LONG = Words("{what}最多 {most} 个字：{text}", "{what}: at most {most} characters, got {text}")
_TWICE = Words("{what}“{text}”写了两次", "{what} {text} stands twice")
_BLANK = Words(
    "“{text}”中间有空格，看不出是几个单位：几个的写 {parted}，一个的写 {joined}",
    "{text} has a blank inside, which may part units: for several write {parted}, for one {joined}",
)
_TOO_MANY = Words("{what}最多 {most} 个，现有 {n} 个", "{what}: at most {most}, there are {n}")
_NO_ID = Words(
    "编号“{text}”不能用：以英文字母开头，只用字母、数字和 _.-，最多 32 个，如 moushi-quality",
    "the id {text} cannot be used: a letter, then letters, digits and _.-, 32 in all, as moushi-quality",
)
_NO_POINTS = Words(
    "“{text}”没有写明分值；写成 产品质量=60,质量工作=40 的样子",
    "{text} gives no points; write it as products=60,work=40",
)
_FEW_POINTS = Words(
    "“{name}”是 {points} 分；每组至少 1 分，小数不超过两位", "{name} has {points} points; at least 1, two digits at most"
)
_SUM = Words("各组合计 {total} 分，应为 100 分", "the groups add up to {total} points, not 100")
_NO_YEAR = Words("年度应是 2000 至 2099 之间的四位数字，读到“{text}”", "the year has four digits, from 2000 to 2099, not {text}")

NAME, UNIT, GROUP = Words("名称", "the name"), Words("单位", "unit"), Words("指标组", "group")
DOCUMENT = Words("文件", "the document")


def name(text: str, what: Words = NAME) -> str:
    """A name as people read it, without spaces around; raises :class:`UsageError` for what no form could carry."""
    read = prose_of(text)
    if not read:
        raise _refusal(_EMPTY, what=what)
    if not read.isprintable():
        raise _refusal(_UNSEEN, what=what)
    if not any(c.isalnum() for c in read):
        raise _refusal(_NO_LETTER, what=what, text=read)
    if len(read) > LONGEST:
        raise _refusal(_TOO_LONG, what=what, most=LONGEST, text=read)
    return read


def document(text: str) -> str | None:
    """The document, or none of it yet."""
    return name(text, DOCUMENT) if prose_of(text) else None


def units(text: str) -> tuple[str, ...]:
    """The units, parted by commas; by blanks too where each part is plainly a unit. Else a blank is refused: it may part them."""
    found = tuple(name(each, UNIT) for part in _parts(text, UNIT) for each in _at_blanks(part))
    _once(found, UNIT, MOST_UNITS)
    return found


def groups(text: str) -> tuple[tuple[str, Decimal], ...]:
    """Groups with their points, as ``产品质量=60,质量工作=40``; they add up to the full score."""
    found = tuple(_group(part) for part in _parts(text, GROUP))
    _once([called for called, _ in found], GROUP, MOST_GROUPS)
    if (total := sum(points for _, points in found)) != FULL:
        raise _refusal(_SUM, total=show(Decimal(total)))
    return found


def year(text: str) -> int:
    """A year that a form can be of."""
    read = clean(text).removesuffix("年")
    if not _YEAR.fullmatch(read):
        raise _refusal(_NO_YEAR, text=prose_of(text))
    return int(read)


def scheme_id(text: str) -> str:
    """The id of the scheme."""
    read = clean(text)
    if not _ID.fullmatch(read):
        raise _refusal(_NO_ID, text=prose_of(text))
    return read


def id_of(folder: Path) -> str:
    """An id to propose: the folder's name, as far as it is ASCII."""
    plain = re.sub(r"[^A-Za-z0-9_.-]+", "-", folder.absolute().name).strip("-._").lower()[:32]
    return plain if _ID.fullmatch(plain) else _DEFAULT_ID


def _refusal(words: Words, **fields: object) -> UsageError:
    return UsageError(words.filled(**fields))


def _parts(text: str, what: Words) -> list[str]:
    """What stands between commas; one too many at the end is no harm."""
    parts = [part for part in _PARTED.split(text) if prose_of(part)]
    if not parts:
        raise _refusal(_EMPTY, what=what)
    return parts


def _at_blanks(text: str) -> list[str]:
    """What blanks part: 东城区 西城区 are two, 甲 县 is one that was spread, of 东城 西城 no one can tell."""
    pieces = text.split()
    names = [clean(piece) for piece in pieces if len(_CHINESE.findall(piece)) > 1]
    if len(pieces) < 2 or len(names) < len(pieces):
        return [text]
    if all(each.endswith(_DIVISIONS) for each in names):
        return pieces
    raise _refusal(_BLANK, text=prose_of(text), parted=",".join(names), joined="".join(names))


def _group(text: str) -> tuple[str, Decimal]:
    written = _POINTS.fullmatch(text)
    points = from_text(clean(written[2]).removesuffix("分").strip()) if written else None
    if written is None or points is None:
        raise _refusal(_NO_POINTS, text=prose_of(text))
    read = name(written[1], GROUP)
    if points < LEAST or points != quantise(points, 2):
        raise _refusal(_FEW_POINTS, name=read, points=show(points))
    return read, points


def _once(names: Iterable[str], what: Words, most: int) -> None:
    """A name that looks like another would be taken for it in a workbook."""
    seen: set[str] = set()
    for each in names:
        key = clean(each).replace(" ", "").casefold()
        if key in seen:
            raise _refusal(_TWICE, what=what, text=each)
        seen.add(key)
    if len(seen) > most:
        raise _refusal(_TOO_MANY, what=what, most=most, n=len(seen))
