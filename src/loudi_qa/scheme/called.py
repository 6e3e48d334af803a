"""What a scheme, its year and its grades are called in a sentence: the words of titles, letters and tables.

The name of a scheme is no title by itself: 娄底市质量工作考核指标体系 is the book, 2019年度质量工作考核 is what is done by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loudi_qa.scheme.models import Grade, Scheme

_BOOKS = ("指标体系", "体系", "实施细则", "细则", "办法", "方案")
"""How the name of a book of rules ends; what is done by it goes before."""
_ACTS = ("考核", "评价", "评估", "考评", "评定", "评比", "评审", "评分", "赋分", "测评", "排名", "验收")
_GOVERNMENT = "人民政府"
_OF_THINGS = ("工作", "情况")
"""What can be assessed in the sense of 对……进行考核."""
_EN_BOOKS, _EN_GOVERNMENTS = (" scheme", " rules"), (" Municipal People's Government", " People's Government", " Government")
_YEARLY = "年度"


def called(scheme: Scheme) -> Words:
    """The act, without the place that issues it: 质量工作考核, "quality-work assessment"."""
    zh = scheme.name.zh.removeprefix(_place_zh(scheme))
    zh = zh.removesuffix(next((b for b in _BOOKS if zh.endswith(b)), ""))
    return Words(zh if zh.endswith(_ACTS) else f"{zh}考核", _called_en(scheme))


def _place_zh(scheme: Scheme) -> str:
    """The place whose government issued the document; nothing where another body did."""
    place, government, _ = scheme.source.issuer.zh.partition(_GOVERNMENT)
    return place if government else ""


def _called_en(scheme: Scheme) -> str:
    issuer, en = scheme.source.issuer.en, scheme.name.en
    place = next((issuer.removesuffix(g) for g in _EN_GOVERNMENTS if issuer.endswith(g)), "")
    en = en.removeprefix(f"{place} ") if place else en
    for book in _EN_BOOKS:
        en = en.removesuffix(book)
    return en


def year_zh(scheme: Scheme, year: int) -> str:
    """The year as it stands before the act: 2019年度, but 2009年 before what calls itself yearly."""
    return f"{year}{'年' if _YEARLY in called(scheme).zh else _YEARLY}"


def of_year(scheme: Scheme, year: int) -> str:
    """The act of a year in Chinese: 2019年度质量工作考核."""
    return year_zh(scheme, year) + called(scheme).zh


def title_of_year(scheme: Scheme, year: int) -> Words:
    """The act of a year as a title begins: "2019 年度质量工作考核", "Quality-work assessment 2019"."""
    when, (zh, en) = year_zh(scheme, year), called(scheme)
    return Words(f"{year} {when.removeprefix(str(year))}{zh}", f"{en[:1].upper()}{en[1:]} {year}")


def act_of(scheme: Scheme) -> str:
    """The act alone in Chinese: 考核."""
    zh = called(scheme).zh
    return next(act for act in _ACTS if zh.endswith(act))


def carried_out(scheme: Scheme, year: int, units: int) -> str:
    """That so many units were assessed, in Chinese: 对7个单位2019年度的质量工作进行了考核."""
    zh, when = called(scheme).zh, year_zh(scheme, year)
    act = act_of(scheme)
    thing = zh.removesuffix(act)
    if thing.endswith(_OF_THINGS):
        return f"对{units}个单位{when}的{thing}进行了{act}"
    return f"对{units}个单位进行了{when}{zh}"


def grade_zh(grade: str, space: str = "") -> str:
    """A grade in a Chinese sentence: A级, but 优秀 and 一级 as they are; ``space`` sets letters off, as in "A 级".

    >>> grade_zh("A"), grade_zh("A", " "), grade_zh("优秀")
    ('A级', 'A 级', '优秀')
    """
    return f"{grade}{space}级" if grade.isascii() and grade.isalnum() else grade


def grade_words(grade: str) -> Words:
    """A grade in a sentence of either language, set off by a space in Chinese."""
    return Words(grade_zh(grade, " "), grade)


def grades_zh(grades: Iterable[str]) -> str:
    """Several grades in a Chinese sentence: A、B级, but 优秀、良好."""
    named = list(grades)
    if all(g != grade_zh(g) for g in named):
        return f"{'、'.join(named)}级"
    return "、".join(map(grade_zh, named))


def grade_in_full(grade: Grade) -> str:
    """A grade with its name in Chinese, A级（优秀）; once only where both are one."""
    short, name = grade_zh(grade.grade), grade.name.zh
    return short if name in {grade.grade, short} else f"{short}（{name}）"
