"""Next year's edition of the rules, as an office would make it: a copy with lines changed."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
INDICATOR = """\
- {id: E03-2022, group: engineering, measure: E03, points: 1, basis: assumed,
   rule: {kind: reach, at_least: 60, short: {zero_at: 30}}}
"""
MEASURE = """\
- {id: E03, name: {zh: 装配式建筑占比, en: Prefabricated buildings}, unit: "%", range: [0, 100], places: 2, city: pooled,
   count: {zh: 当年新建建筑面积, en: New buildings of the year}}
"""
INDICATORS: list[tuple[str, str]] = [
    ('edition: "2019"', 'edition: "2021"'),
    ("points: {places: 2, rounding: half_up", "points: {places: 2, rounding: half_even"),
    ("at_least: 80, name: {zh: 良好", "at_least: 78, name: {zh: 良好"),
    ("{id: P01-2020, group: product, measure: P01, points: 3,", "{id: P01-2020, group: product, measure: P01, points: 2.5,"),
    (
        "city: {at_least: 97, by: 2020}, rule: {kind: reach, at_least: 97, short: {zero_at: 92}}",
        "city: {at_least: 98, by: 2022}, rule: {kind: reach, at_least: 98, short: {zero_at: 92}}",
    ),
    ("{id: P02-2020, group: product, measure: P02, points: 2,", "{id: P02-2020, group: product, measure: P02, points: 2.5,"),
    (
        "rule: {kind: reach, at_least: 85, short: {zero_at: 70}}",
        "rule: {kind: reach, at_least: {2019: 85, 2020: 86}, short: {per: 1, lose: 0.5, count: started}}",
    ),
    ("id: N03-avg,", "id: N03-prov,"),
    (
        "{id: E01-avg, group: engineering, measure: E01, points: 2.5,",
        "{id: E01-avg, group: engineering, measure: E01, points: 1.5,",
    ),
    (
        "# service: 服务质量, 13 points",
        INDICATOR + "# service: 服务质量, 13 points",
    ),
    (
        "# service: 服务质量\n",
        MEASURE + "# service: 服务质量\n",
    ),
    ("en: Pass rate of imports and exports", "en: Pass rate of traded goods"),
]
"""What changed: the edition, rounding, a bound, points moved, a target, a dated one, a number, a new indicator, a name."""

RESPONSIBILITIES: list[tuple[str, str]] = [
    ("aliases: [娄底市环保局,", "aliases: [旧名, 娄底市环保局,"),
    ("市环保局", "市环境局"),
    ("en: Municipal Environmental Protection Bureau", "en: Municipal Environment Bureau"),
    ("旧名", "市环保局"),
    ("N03-avg", "N03-prov"),
    ("zh: 万宝新区, en: Wanbao New Area}", "zh: 万宝高新区, en: Wanbao High-Tech Area}"),
    ("aliases: [万宝,", "aliases: [万宝新区, 万宝,"),
    ("units: [娄星区, 娄底经开区, 万宝新区]", "units: [娄星区, 娄底经开区, 万宝高新区]"),
    ("measures: [T04, T05]", "measures: [T04]"),
    ("measures: [E01, E02,", "measures: [E01, E02, E03,"),
    ("measures: [S02, W03, W07]", "measures: [S02, W03, W07, T05]"),
    ("indicators: [E01-2020,", "indicators: [E03-2022, E01-2020,"),
    ("within: {months: 3}", "within: {months: 2}"),
]
"""What changed: a bureau and a unit renamed throughout, who verifies what, a duty, a deadline."""
NEW_UNIT = (
    "# Departments under",
    "- {name: {zh: 水府新区, en: Shuifu New Area}, group: urban, leaders: {zh: 领导班子, en: leaders}}\n# Departments under",
)


def edition(folder: Path, indicators: list[tuple[str, str]], responsibilities: list[tuple[str, str]]) -> Path:
    """A folder with the shipped rules, changed; a change that finds nothing to change is a mistake of the test."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, changes in (("indicators.yaml", indicators), ("responsibilities.yaml", responsibilities)):
        text = (ROOT / name).read_text(encoding="utf-8")
        for before, after in changes:
            assert before in text, f"{name} has no {before}"
            text = text.replace(before, after)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
