"""Deadlines as papers give them: a day where the day of the notice is known, else the time allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.assess.compare.followup import due
from loudi_qa.words import Words

if TYPE_CHECKING:
    from datetime import date

    from loudi_qa.scheme.mandate import Within

_WITH_NOTICE = Words("随通报", "with the notice")
_BY = Words("{day}前", "by {day}")
_MONTHS = Words("通报印发之日起{n}个月内", "within {n} month(s) of the notice")
_WORKING_DAYS = Words("通报印发之日起{n}个工作日内", "within {n} working days of the notice")


def deadline(within: Within | None, notice: date | None) -> Words:
    """Until when, in words; working days stay a number of days, since which days those are is announced year by year."""
    if within is None:
        return _WITH_NOTICE
    day = due(within, notice)
    if day is not None:
        return _BY.filled(day=Words(day_zh(day), day.isoformat()))
    if within.months is not None:
        return _MONTHS.filled(n=within.months)
    return _WORKING_DAYS.filled(n=within.working_days)


def day_zh(day: date) -> str:
    """A day as an official document writes it: no leading zeros.

    >>> from datetime import date
    >>> day_zh(date(2020, 3, 5))
    '2020年3月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
