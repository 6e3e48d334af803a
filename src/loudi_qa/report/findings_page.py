"""What each finding means: one code for the one who asks, all of them as a list, a page and data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from loudi_qa.catalogue import CATALOGUE
from loudi_qa.catalogue.fields import unfilled
from loudi_qa.catalogue.pages import PAGES
from loudi_qa.catalogue.titles import GROUPS, LEVELS, TITLES
from loudi_qa.catalogue.who import who_mends
from loudi_qa.report.document import Column, Document, Note, Table
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loudi_qa.words import Lang

SCHEMA = 1

_HEAD = Words("{code} {title}", "{code}: {title}")
_COLON = Words("：", ": ")
_LEVEL, _CODE, _TITLE = Words("级别", "Level"), Words("代码", "Code"), Words("问题", "Finding")
_SHOWN, _WHY, _FIX = Words("显示为", "Shown as"), Words("说明", "Why"), Words("改法", "Fix")
_WHO = Words("由谁改", "For whom")
_EXAMPLE, _WRONG, _RIGHT = Words("例子", "Example"), Words("原来", "What stands there"), Words("应为", "What should stand there")
_MAY_WAIT = Words(
    "可在 indicators.yaml 的 checks.warn_until 中规定，到某一年为止只作警告",
    "checks.warn_until in indicators.yaml may make it a mere warning until some year",
)
_ALL = Words("全部问题代码", "All findings")
_CODES = Words("代码", "Codes")
_HOW = Words("loudi-qa explain E204 说明其中一个", "loudi-qa explain E204 explains one of them")

_TOP = """# 问题代码 / Findings

程序发现的每一种问题：什么意思、怎么会这样、怎么改、由谁改。〈〉里的内容视具体情况而定。
错误须改正，有错误时退出码为 1（E1 为 3）；警告请核对；提示只是告知。在命令行用 `loudi-qa explain E204` 查看同样的文字。

Every finding of the program: what it means, how it comes about, what to do, and who does it. What stands in 〈〉 depends on
the case.
An error has to be mended and gives exit code 1 (E1: 3); a warning should be looked at; a note only tells.
`loudi-qa explain E204` says the same on the command line.

本页由程序生成，请勿手工修改 / generated, not to be edited: `loudi-qa explain -o docs/findings.md --force`
"""
_MARKS = re.compile(r"[\\*\[\]<`]")
"""What Markdown would take for more than itself within a sentence."""


def codes() -> list[str]:
    """Every code, in the order of its number."""
    return sorted(CATALOGUE)


def explanation(code: str, lang: Lang) -> Document:
    """One code: its sentence, why, an example, the fix, and for whom it is."""
    entry, page, title = CATALOGUE[code], PAGES[code], TITLES[code].of(lang)
    level, shown = LEVELS[entry.level].of(lang), unfilled(code, entry.message, lang)
    why, fix = page.why.of(lang), unfilled(code, entry.fix, lang)
    lines = [f"{_LEVEL.of(lang)}{_COLON.of(lang)}{level}"]
    lines += [_MAY_WAIT.of(lang)] if entry.may_wait and entry.level == "error" else []
    columns = (Column(_WRONG.of(lang), free=True), Column(_RIGHT.of(lang), free=True))
    example = Table(_EXAMPLE.of(lang), columns, ((page.wrong.of(lang), page.right.of(lang)),))
    who = who_mends(code).of(lang)
    said = [(_SHOWN.of(lang), shown), (_WHY.of(lang), why), (_FIX.of(lang), fix), (_WHO.of(lang), who)]
    notes = [Note(f"{head}{_COLON.of(lang)}{text}") for head, text in said]
    origin = ((_CODE.of(lang), code), (_LEVEL.of(lang), level), (_TITLE.of(lang), title), *said)
    return Document(_HEAD.of(lang, code=code, title=title), tuple(lines), (*notes[:2], example, *notes[2:]), origin)


def overview(lang: Lang) -> Document:
    """Every code with its level and headline."""
    columns = (Column(_CODE.of(lang)), Column(_LEVEL.of(lang)), Column(_TITLE.of(lang), free=True))
    rows = tuple((code, LEVELS[CATALOGUE[code].level].of(lang), TITLES[code].of(lang)) for code in codes())
    return Document(_ALL.of(lang), (_HOW.of(lang),), (Table(_CODES.of(lang), columns, rows),))


def codes_json(chosen: Iterable[str], lang: Lang) -> dict[str, Any]:
    """The codes as data; a key for each part of an explanation."""
    return {"schema": SCHEMA, "codes": [_code_json(code, lang) for code in chosen]}


def _code_json(code: str, lang: Lang) -> dict[str, str]:
    entry, page = CATALOGUE[code], PAGES[code]
    return {
        "code": code,
        "level": entry.level,
        "title": TITLES[code].of(lang),
        "message": unfilled(code, entry.message, lang),
        "why": page.why.of(lang),
        "wrong": page.wrong.of(lang),
        "right": page.right.of(lang),
        "fix": unfilled(code, entry.fix, lang),
        "who": who_mends(code).of(lang),
    }


def page() -> str:
    """``docs/findings.md``: all codes by group, in Chinese and English, each with an anchor of its own."""
    parts = [_TOP, *(_index(group) for group in GROUPS), ""]
    for group, name in GROUPS.items():
        parts.append(f"## {group} {name.zh} / {name.en}\n")
        parts += [_section(code) for code in codes() if code.startswith(group)]
    return "\n".join(parts)


def _index(group: str) -> str:
    links = " ".join(f"[{code}](#{code.lower()})" for code in codes() if code.startswith(group))
    return f"- {GROUPS[group].zh} / {GROUPS[group].en}: {links}"


def _section(code: str) -> str:
    title, level = TITLES[code], LEVELS[CATALOGUE[code].level]
    head = f'### <a id="{code.lower()}"></a>{code} {_literal(title.zh)} / {_literal(title.en)}\n'
    return "\n".join([head, f"{level.zh} / {level.en}\n", *_told(code, "zh"), "", *_told(code, "en"), ""])


def _told(code: str, lang: Lang) -> Iterator[str]:
    entry, own, colon = CATALOGUE[code], PAGES[code], _COLON.of(lang)
    example = f"{own.wrong.of(lang)} → {own.right.of(lang)}"
    yield f"> {_literal(unfilled(code, entry.message, lang))}"
    yield ""
    yield f"- {_WHY.of(lang)}{colon}{_literal(own.why.of(lang))}"
    yield f"- {_EXAMPLE.of(lang)}{colon}{_literal(example)}"
    yield f"- {_FIX.of(lang)}{colon}{_literal(unfilled(code, entry.fix, lang))}"
    yield f"- {_WHO.of(lang)}{colon}{who_mends(code).of(lang)}"


def _literal(text: str) -> str:
    return _MARKS.sub(lambda mark: "\\" + mark[0], text)
