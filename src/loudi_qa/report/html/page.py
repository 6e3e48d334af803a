"""The result as one page: one file, no request to anywhere, all text escaped, readable without its script."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from loudi_qa.catalogue.titles import LEVELS
from loudi_qa.report import heading
from loudi_qa.report.html import change, ranking, targets
from loudi_qa.report.html.assets import asset, digest, environment
from loudi_qa.report.html.cards import ROOM as CARD_ROOM
from loudi_qa.report.html.cards import cards
from loudi_qa.report.html.change import years
from loudi_qa.report.html.heat import heat
from loudi_qa.report.html.texts import Texts
from loudi_qa.report.overview import moves
from loudi_qa.report.told import totals
from loudi_qa.report.withheld import withheld_note
from loudi_qa.words import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.findings import Finding
    from loudi_qa.report.dossier import Dossier
    from loudi_qa.words import Lang

_TEMPLATES = ("index.html.j2", "pictures.html.j2", "card.html.j2")


class Told(NamedTuple):
    """A finding as the page shows it."""

    level: str
    severity: str
    code: str
    place: str
    message: str
    fix: str


def page(dossier: Dossier, lang: Lang) -> bytes:
    """The page's bytes, in UTF-8; the same ones for the same result."""
    result = dossier.result
    style, script = asset("page.css"), asset("page.js")
    text = environment(_TEMPLATES).get_template("index.html.j2").render(
        t=Texts(lang),
        lang="zh-CN" if lang == "zh" else "en",
        title=heading.title(result, lang),
        lines=heading.lines(result, lang),
        notice=result.year.notice,
        warnings=heading.standing(result, lang),
        ranking=ranking.ranking(result, lang),
        heat=heat(result, lang),
        years=years(dossier.pair, lang) if dossier.pair else None,
        targets=targets.targets(result, lang),
        cards=cards(dossier, lang),
        names=[u.unit.name.of(lang) for u in result.units],
        vetoed=any(u.vetoes for u in result.units),
        withheld=withheld_note(result.units, lang),
        moving=moves(result),
        lowest=result.rules.scheme.points.total == "lowest_group",
        assumptions=[a.text.of(lang) for a in result.rules.scheme.assumptions],
        vetoes=[(v.name.of(lang), v.definition.of(lang), v.grade) for v in result.rules.scheme.vetoes],
        findings=[_told(f, lang) for f in result.findings],
        told=totals([f for f in result.findings if f.severity != "note"], lang) if _grave(result.findings) else "",
        lang_code=lang,
        room={"rank": ranking.ROOM, "change": change.ROOM, "target": targets.ROOM, "card": CARD_ROOM},
        style=Markup(style),  # noqa: S704 -- our own file, checked by its digest
        script=Markup(script),  # noqa: S704 -- our own file, checked by its digest
        style_digest=digest(style),
        script_digest=digest(script),
    )  # fmt: skip
    return printable(text).encode("utf-8", "replace")


def _grave(findings: Sequence[Finding]) -> bool:
    """Whether there is more than notes: then the first screen says so."""
    return any(f.severity != "note" for f in findings)


def _told(finding: Finding, lang: Lang) -> Told:
    level = LEVELS[finding.severity].of(lang)
    return Told(level, finding.severity, finding.code, finding.place, finding.message(lang), finding.fix(lang))
