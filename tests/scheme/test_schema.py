"""JSON Schema of the rule files: drawn from the models, worded for every key, and of one mind with the loader.

After a change of the models: ``loudi-qa rules schema -o schema --force``.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from loudi_qa.scheme import rules
from loudi_qa.scheme import schema as drawn
from loudi_qa.scheme.fault import RulesError
from loudi_qa.scheme.yamlfile import parse, read

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TINY = HERE / "tiny"

SHAPE = [
    "bad_id", "bare_point", "both_bounds", "bound_in_quotes", "checks_misspelt", "city_by_and_yearly",
    "each_zero", "edition_a_year", "effect_misspelt", "empty_value", "extra_of_the_wrong_kind", "extra_without_a_clause",
    "level_above_one", "lose_negative", "mandate_date_in_words", "mandate_grade_not_in_a_list", "mandate_no_condition",
    "mandate_no_such_day", "mandate_two_conditions", "mandate_two_times", "misspelt_basis",
    "misspelt_kind", "misspelt_short", "name_without_english", "negative_points", "neither_range_nor_answers", "no_bound",
    "no_kind", "no_unit", "number_in_quotes", "places_not_whole", "proportion_of_a_ceiling", "range_and_answers",
    "range_of_one", "short_half_written", "text_for_list", "text_without_a_clause", "unknown_bound", "unknown_key",
    "unknown_key_in_rule", "veto_without_a_clause",
]  # fmt: skip


@cache
def schema(which: str) -> dict[str, Any]:
    return drawn.schema(which)


@cache
def validator(which: str) -> Draft7Validator:
    Draft7Validator.check_schema(schema(which))
    return Draft7Validator(schema(which), format_checker=FormatChecker())


def plain(value: Any) -> Any:
    """What was read as an editor sees it: keys are texts, numbers any numbers."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return float(value) if isinstance(value, Decimal) else value


def marked(which: str, text: str) -> list[str]:
    """What an editor would underline: where, and what is wrong."""
    value = plain(parse(text.encode(), Path(f"{which}.yaml")).value)
    return [f"{e.json_path}: {e.message}" for e in validator(which).iter_errors(value)]


def of_file(path: Path) -> str:
    return "responsibilities" if path.stem.startswith(("mandate_", "responsibilities")) else "indicators"


@pytest.mark.parametrize("which", drawn.FILES)
def test_the_schema_in_the_repository_is_that_of_the_models_now(which: str) -> None:
    kept = (ROOT / "schema" / drawn.file_name(which)).read_text(encoding="utf-8")
    assert json.loads(kept) == schema(which), "an editor would go by old rules: loudi-qa rules schema -o schema --force"


@pytest.mark.parametrize("folder", [ROOT, TINY], ids=["shipped", "tiny"])
@pytest.mark.parametrize("which", ["indicators", "responsibilities"])
def test_a_file_that_loads_has_nothing_underlined(folder: Path, which: str) -> None:
    assert not marked(which, (folder / f"{which}.yaml").read_text(encoding="utf-8"))


OTHERS = [ROOT / "cases.yaml", *(p for p in sorted(ROOT.glob("examples/*/*.yaml")) if p.stem in drawn.FILES)]


@pytest.mark.parametrize("path", OTHERS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_neither_have_the_shipped_cases_and_the_schemes_of_other_places(path: Path) -> None:
    assert not marked(path.stem, path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("which", ["indicators", "responsibilities"])
def test_the_shipped_file_leads_an_editor_to_its_schema(which: str) -> None:
    first = (ROOT / f"{which}.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=schema/{drawn.file_name(which)}"
    assert (ROOT / first.partition("$schema=")[2]).is_file()


def broken() -> Iterator[tuple[str, bool]]:
    """Each broken file that is YAML at all, and whether it is underlined."""
    for path in sorted((HERE / "broken").glob("*.yaml")):
        try:
            value = plain(read(path).value)
        except RulesError:
            continue
        yield path.stem, not validator(of_file(path)).is_valid(value)


def test_mistakes_of_shape_are_underlined_while_typing() -> None:
    seen = dict(broken())
    assert [name for name in SHAPE if name in seen and not seen[name]] == []
    assert sum(seen.values()) > 60, "an official would learn of most slips only after running the check"


@pytest.mark.parametrize(
    ("rule", "at"),
    [
        ("{kind: reach, at_least: 97, shrot: zero}", "'shrot' was unexpected"),
        ("{kind: reach, at_least: 97, at_most: 3}", "False schema does not allow 97"),
        ("{kind: reach, at_least: avg}", "at_least: 'avg' is not valid"),
        ("{kind: reach, at_least: 97, short: {per: 1, lose: 0}}", "0 is less than or equal to the minimum"),
        ("{kind: bands, at_least: 3}", "'bands' is a required property"),
        ("{kind: reech, at_least: 3}", "'reech' is not one of ['reach', 'bands', 'levels', 'tally', 'places']"),
        ("{at_least: 3}", "'kind' is a required property"),
        ("{kind: places, best: lowest, less: 2}", "2 is greater than the maximum of 1"),
    ],
)
def test_only_the_faults_of_the_kind_that_is_written_are_told(rule: str, at: str) -> None:
    text = (TINY / "indicators.yaml").read_text(encoding="utf-8")
    told = marked("indicators", text.replace("{kind: reach, at_least: province, short: zero}", rule))
    assert len(told) <= 2, told
    assert any(at in each for each in told), told


@pytest.mark.parametrize(
    "points", ["20", "{2019: 12, 2020: 10.5}", "{urban: 6, county_town: 0}"], ids=["a number", "by year", "by group of units"]
)
def test_points_take_any_form_that_the_loader_takes(points: str) -> None:
    text = (TINY / "indicators.yaml").read_text(encoding="utf-8")
    assert not marked("indicators", text.replace("measure: R1, points: 20", f"measure: R1, points: {points}"))


def test_points_by_year_and_by_group_at_once_are_underlined() -> None:
    text = (TINY / "indicators.yaml").read_text(encoding="utf-8")
    assert marked("indicators", text.replace("measure: R1, points: 20", "measure: R1, points: {2019: 12, urban: 3}"))


CASES = """
scheme: tiny
year: 2019
cases:
- {name: met, indicator: R1-avg, given: {value: 97, province: 97}, expect: 10}
- {name: {zh: 未填, en: left empty}, indicator: R1-avg, given: {}, expect: missing}
- {name: not applicable, indicator: Y1-better, year: 2020, given: {na: 无固废}, expect: not_applicable}
- name: a year
  units: {甲区: {values: {A1: 建成, Y1: {na: 无固废}}, incidents: [V1]}}
  expect: {甲区: {total: 95.00, grade: D, points: {R1-avg: open}}}
"""


def test_cases_of_a_line_and_of_a_year_are_both_known() -> None:
    assert not marked("cases", CASES)


@pytest.mark.parametrize(
    ("right", "wrong"), [("expect: missing", "expect: mising"), ("incidents:", "incident:"), ("given: {}", "given: 3")]
)
def test_a_slip_in_a_case_is_underlined(right: str, wrong: str) -> None:
    assert marked("cases", CASES.replace(right, wrong))


def all_models() -> list[type[rules.Model]]:
    """Every model that some file is read into."""
    found: dict[str, type[rules.Model]] = {}
    todo = rules.Model.__subclasses__()
    while todo:
        model = todo.pop()
        todo += model.__subclasses__()
        found |= {model.__name__: model} if model.__module__.startswith("loudi_qa.") else {}
    return [found[name] for name in sorted(found)]


@pytest.mark.parametrize("model", all_models(), ids=lambda m: m.__name__)
def test_every_key_has_words_for_whoever_points_at_it_and_no_words_are_left_over(model: type[rules.Model]) -> None:
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert set(drawn.HINTS[model.__name__]) == keys


def test_the_words_of_a_key_are_of_a_model_and_in_both_languages() -> None:
    assert set(drawn.HINTS) - {m.__name__ for m in all_models()} == {"Rule"}
    for hints in drawn.HINTS.values():
        for words in hints.values():
            assert any("\u4e00" <= c <= "\u9fff" for c in words.zh), words
            assert words.en.isascii(), words


def test_every_key_of_a_schema_shows_its_words() -> None:
    def keys(part: Any) -> Iterator[Any]:
        if isinstance(part, dict):
            for name, value in part.items():
                if name == "properties" and part.get("type") == "object":
                    yield from value.values()
                yield from keys(value)
        elif isinstance(part, list):
            for value in part:
                yield from keys(value)

    for which in drawn.FILES:
        found = list(keys(schema(which)))
        assert len(found) > 10
        assert [k for k in found if "description" not in k] == []
