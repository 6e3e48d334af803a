"""``--notice-date``: on which day the notice of a year went out, from which deadlines run."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from loudi_qa.cli.exits import UsageError
from loudi_qa.cli.forms import FIRST_YEAR, LAST_YEAR
from loudi_qa.submission.normalise import clean
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.cli.ui import Ui

_NO_DATE = Words(
    "通报日期写作 2019-03-20，或 2018=2019-03-20 指明是哪个年度的；读到 {text}",
    "write the day of the notice as 2019-03-20, or 2018=2019-03-20 for the year it is of; got {text}",
)
_WHICH_YEAR = Words("有几个年度，通报日期请写明年度：{year}={text}", "of which year is the notice? Write {year}={text}")
_NO_SUCH_YEAR = Words(
    "没有 {year} 年度的结果，用不上它的通报日期", "there is no result of {year} whose notice could have that day"
)
_TWO_DAYS = Words("{year} 年度的通报日期写了两个：{first} 和 {second}", "two days for the notice of {year}: {first} and {second}")
_EARLY = Words(
    "{year} 年度的通报日期 {day} 早于该年度结束，请核对",
    "the notice of {year} is dated {day}, before the year was over: please check",
)
_NOTICE = re.compile(r"((?P<of>\d{4})=)?(?P<year>\d{4})[-./年](?P<month>\d{1,2})[-./月](?P<day>\d{1,2})日?", re.ASCII)


def notices(
    ui: Ui, texts: Sequence[str], years: Sequence[int], *, usual: int | None, refuse_early: bool = False
) -> dict[int, date]:
    """The days of the notices by the year they are of, one of ``years``; a day without a year is of the ``usual`` one.

    A day before the year was over is pointed out, or refused where deadlines on paper would run from it.
    """
    found: dict[int, date] = {}
    for text in texts:
        of, day = _notice(text)
        year = usual if of is None else of
        if year is None:
            raise UsageError(_WHICH_YEAR, year=years[0], text=text)
        if year not in years:
            raise UsageError(_NO_SUCH_YEAR, year=year)
        if found.setdefault(year, day) != day:
            raise UsageError(_TWO_DAYS, year=year, first=found[year], second=day)
        if day.year <= year and refuse_early:
            raise UsageError(_EARLY, year=year, day=day)
        if day.year <= year:
            ui.tell(_EARLY, year=year, day=day)
    return found


def _notice(text: str) -> tuple[int | None, date]:
    """``2019-03-20``, ``2019年3月20日`` or ``2018=2019.3.20``: of which year, if that is told, and the day."""
    typed = _NOTICE.fullmatch(clean(text).replace(" ", ""))
    try:
        day = date(*(int(typed[part]) for part in ("year", "month", "day"))) if typed else None
    except ValueError:
        day = None
    if typed is None or day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageError(_NO_DATE, text=text)
    return int(typed["of"]) if typed["of"] else None, day
