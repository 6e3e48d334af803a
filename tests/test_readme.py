"""The READMEs and the pages of docs/: what they show is what the program does.

After a change of the printed result, ``python tests/test_readme.py --update`` pastes it into the pages again.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from openpyxl import load_workbook
from pydantic import TypeAdapter

from loudi_qa.catalogue import CATALOGUE
from loudi_qa.cli.app import program
from loudi_qa.cli.exits import Exit
from loudi_qa.cli.main import run
from loudi_qa.scheme import mandate, models, policies, rules, terms, yamlfile
from loudi_qa.workbook import layout, yearbook

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"
PAGES = [ENGLISH, CHINESE, *sorted((ROOT / "docs").glob("*.md"))]
ALONE = [page for page in PAGES if not page.name.startswith("year.")]
"""Pages whose commands are run each by itself; test_walk.py walks through the year from the first line to the last."""
OPTIONS = {"zh": ROOT / "docs" / "options.zh-CN.md", "en": ROOT / "docs" / "options.md"}
WORKBOOK, JSON = ROOT / "docs" / "workbook.md", ROOT / "docs" / "json.md"
COMMANDS = ["template", "validate", "collect", "score", "explain", "report", "robust", "compare", "verify", "rules", "init"]
LONGEST = 200

_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_PASTED = re.compile(
    r"^<!-- output of: (?P<command>loudi-qa [^|>]+?)(?: \| from: (?P<start>[^|>]+?))?(?: \| until: (?P<end>[^|>]+?))? -->\n"
    r"```text\n(?P<shown>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Pasted(NamedTuple):
    """Output shown in a page: the command it is of, and the lines it begins with and ends before."""

    command: str
    start: str | None
    end: str | None
    shown: str


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, *kinds: str) -> list[str]:
    """The code blocks of the given kinds; those inside a list lose their indent."""
    return [dedent(body) for _, kind, body in _BLOCK.findall(text(page)) if kind in kinds]


def headings(page: Path) -> list[tuple[int, str]]:
    lines = _BLOCK.sub("", text(page)).splitlines()
    return [(len(line.split()[0]), line.lstrip("# ")) for line in lines if re.match(r"#+ ", line)]


def commands(page: Path) -> list[str]:
    lines = [line for body in blocks(page, "sh") for line in body.splitlines()]
    return [line for line in lines if line.startswith("loudi-qa ")]


def lay_out_samples(folder: Path) -> None:
    """The samples where the pages suppose them: a checkout with samples/, and a working folder with its own files.

    In ``forms`` lies what came back, in ``first-try`` what one unit had sent before.
    """
    shutil.copytree(ROOT / "samples", folder / "samples")
    shutil.copytree(ROOT / "samples" / "forms-2019", folder / "forms")
    (folder / "first-try").mkdir()
    shutil.copy(ROOT / "samples" / "broken.xlsx", folder / "first-try" / "双峰县.xlsx")
    for file in [*ROOT.glob("samples/*.xlsx"), *ROOT.glob("samples/forms-2019/*.xlsx"), *ROOT.glob("*.yaml")]:
        shutil.copy(file, folder)


def printed(command: str) -> tuple[int, str]:
    """The exit code of a command and what it gives on 80 columns, run in the working folder as a shell would."""
    words = [w for word in shlex.split(command)[1:] for w in (sorted(map(str, Path().glob(word))) if "*" in word else [word])]
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = run(words)
    return code, out.getvalue()


def set_the_scene(command: str) -> None:
    """A page tells of a whole year: what a command reads has come back by then, what it makes is not there yet."""
    words = shlex.split(command)
    if "verified" in words:
        assert printed("loudi-qa template 2019 --for departments --year-file 2019.xlsx -o verified")[0] == Exit.FINE
    if "--ledger" in words:
        assert printed("loudi-qa report 2018.xlsx --xlsx -o .")[0] == Exit.FINE
    if "verify" in words:
        assert printed("loudi-qa score 2019.xlsx --bundle result-2019.zip")[0] == Exit.FINE
    if words[1:] == ["validate", "forms-2019"]:
        assert printed("loudi-qa template 2019 --unit 双峰县")[0] == Exit.FINE
    if "-o" in words and "--force" not in words:
        Path(words[words.index("-o") + 1]).unlink(missing_ok=True)


def excerpt(pasted: Pasted) -> str:
    """The lines of the output that are shown now."""
    code, given = printed(pasted.command)
    assert code != Exit.FAULT, f"{pasted.command} has a fault, and would leave an empty block"
    lines = given.splitlines()
    first = _line(lines, pasted.start, 0) if pasted.start else 0
    last = _line(lines, pasted.end, first) if pasted.end else len(lines)
    return "\n".join(lines[first:last]).strip("\n") + "\n"


def _line(lines: list[str], start: str, first: int) -> int:
    found = [i for i, line in enumerate(lines) if i >= first and (line == start or line.startswith(start + " "))]
    assert found, f"no line of the output begins with {start!r} any more"
    return found[0]


def pasted_in(page: Path) -> list[Pasted]:
    return [Pasted(**match.groupdict()) for match in _PASTED.finditer(text(page))]


def update() -> None:
    """Paste the output of today into every page that shows one."""
    os.environ["COLUMNS"] = "80"
    with tempfile.TemporaryDirectory() as folder:
        lay_out_samples(Path(folder))
        os.chdir(folder)
        for page in SHOWING:
            page.write_text(_PASTED.sub(_refreshed, text(page)), encoding="utf-8")
        os.chdir(ROOT)


SHOWING = [page for page in PAGES if pasted_in(page)]


def _refreshed(match: re.Match[str]) -> str:
    pasted, whole, before = Pasted(**match.groupdict()), match[0], match.start("shown") - match.start()
    return whole[:before] + excerpt(pasted) + whole[before + len(pasted.shown) :]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the samples in it, and nothing around that would change what is printed."""
    lay_out_samples(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("LOUDI_QA_LANG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_both_readmes_have_the_same_headings_level_by_level() -> None:
    levels = [level for level, _ in headings(ENGLISH)]
    assert levels == [level for level, _ in headings(CHINESE)], "a reader of one language misses a section of the other"
    assert len(levels) > 10


def test_both_readmes_have_the_same_commands() -> None:
    assert blocks(ENGLISH, "sh") == blocks(CHINESE, "sh")
    assert blocks(ENGLISH, "yaml") == blocks(CHINESE, "yaml")
    assert commands(ENGLISH)


@pytest.mark.parametrize(("page", "other"), [(ENGLISH, CHINESE), (CHINESE, ENGLISH)], ids=["English", "Chinese"])
def test_a_readme_begins_with_the_way_to_the_other_language(page: Path, other: Path) -> None:
    assert f"]({other.name})" in text(page).splitlines()[0]


@pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_a_readme_is_read_in_one_sitting(page: Path) -> None:
    assert len(text(page).splitlines()) < LONGEST


@pytest.mark.parametrize("page", [CHINESE, OPTIONS["zh"]], ids=lambda page: page.name)
def test_no_line_breaks_between_two_chinese_characters(page: Path) -> None:
    """A browser shows a break as a space, and a gap in the middle of a word makes the reader stop."""
    prose = _BLOCK.sub("", text(page))
    assert not re.findall(r"[\u3000-\u9fff\uff00-\uffef”](?=\n *[\u3000-\u9fff\uff00-\uffef“]).*", prose)


SHOWN = sorted({command for page in ALONE for command in commands(page)})
"""What the pages teach, each command once; it stands in several of them."""


@pytest.mark.parametrize("command", SHOWN)
def test_a_command_that_a_page_shows_runs(workplace: Path, command: str) -> None:
    set_the_scene(command)
    pages = [page.name for page in ALONE if command in commands(page)]
    assert printed(command)[0] in {Exit.FINE, Exit.FINDINGS}, f"{pages} teach a command that is refused"


def test_both_readmes_and_the_page_on_forms_show_what_is_printed() -> None:
    assert {ENGLISH, CHINESE, ROOT / "docs" / "forms.md"} <= set(SHOWING)


@pytest.mark.parametrize("page", SHOWING, ids=lambda page: page.name)
def test_the_output_pasted_in_a_page_is_what_is_printed_now(workplace: Path, page: Path) -> None:
    pasted = pasted_in(page)
    assert len(pasted) == len(blocks(page, "text")), "an output without the command it is of grows old unseen"
    for each in pasted:
        assert each.shown == excerpt(each), "refresh it: python tests/test_readme.py --update"


def test_an_outdated_output_would_be_replaced(workplace: Path) -> None:
    stale = "<!-- output of: loudi-qa --version -->\n```text\nloudi-qa 0.0.0\n```\nmore\n"
    fresh = _PASTED.sub(_refreshed, stale)
    assert "0.0.0" not in fresh
    assert fresh == stale.replace("loudi-qa 0.0.0\n", printed("loudi-qa --version")[1])


def parts_of(command: Any, name: str) -> dict[str, Any]:
    """A command and those below it, by what is typed for them."""
    below = getattr(command, "commands", {})
    return {name: command} | {k: v for word, part in below.items() for k, v in parts_of(part, f"{name} {word}".strip()).items()}


TYPED = {name: part for name, part in parts_of(program(), "").items() if name}
"""Every command by its words: score, rules show."""


def options_of(command: str) -> set[str]:
    return {name for parameter in TYPED[command].params for name in parameter.opts if name.startswith("-")}


def options_in(told: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z0-9-]*", told))


@pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_the_readme_has_every_command(page: Path) -> None:
    assert set(re.findall(r"^\| `loudi-qa (\w+) ", text(page), re.MULTILINE)) == set(program().commands) == set(COMMANDS)


@pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_the_readme_names_no_option_that_does_not_exist(page: Path) -> None:
    rows = re.findall(r"^\| `loudi-qa (\w+)(.*)$", text(page), re.MULTILINE)
    assert any(options_in(row) for _, row in rows)
    for command, row in rows:
        own = set().union(*(options_of(name) for name in TYPED if name.split()[0] == command))
        assert options_in(row) <= own, f"{command} does not know it"


@pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_the_readme_leads_to_all_options(page: Path) -> None:
    own = OPTIONS["zh" if page == CHINESE else "en"]
    assert f"](docs/{own.name})" in text(page)


@pytest.mark.parametrize("lang", OPTIONS)
@pytest.mark.parametrize("command", TYPED)
def test_every_option_of_a_command_is_in_its_part_of_the_page_on_options(lang: str, command: str) -> None:
    pasted = {each.command: each.shown for each in pasted_in(OPTIONS[lang])}
    asked = f"loudi-qa {command} --help" + (" --lang en" if lang == "en" else "")
    assert asked in pasted, "a command whose options can be looked up nowhere"
    assert not options_of(command) - options_in(pasted[asked])
    assert f"\n## {command}\n" in text(OPTIONS[lang])


@pytest.mark.parametrize("lang", OPTIONS)
def test_the_page_on_options_begins_with_the_program_itself(lang: str) -> None:
    first = pasted_in(OPTIONS[lang])[0]
    assert first.command == "loudi-qa --help" + (" --lang en" if lang == "en" else "")
    assert all(name in first.shown for parameter in program().params for name in parameter.opts)


@pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_the_readme_leads_to_every_page(page: Path) -> None:
    """To each in its own language where it has two."""
    docs = {file.name for file in (ROOT / "docs").glob("*.md")}
    twins = {name.replace(".zh-CN", "") for name in docs if ".zh-CN" in name}
    other = {name for name in docs if (".zh-CN" in name) == (page == ENGLISH) and name.replace(".zh-CN", "") in twins}
    linked = set(re.findall(r"\]\(docs/([\w.-]+\.md)", text(page)))
    assert not (docs - other) - linked, "a page that nobody finds"


@pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_the_readme_names_every_exit_code_and_no_other(page: Path) -> None:
    assert re.findall(r"^\| (\d+) \|", text(page), re.MULTILINE) == [str(int(code)) for code in Exit]


def test_the_table_of_findings_is_the_catalogue() -> None:
    rows = re.findall(r"^\| (E\d{3}) \| (\w+) \|", text(WORKBOOK), re.MULTILINE)
    assert rows == [(code, CATALOGUE[code].level) for code in sorted(CATALOGUE)], "someone looks up a code in vain"


def test_no_page_names_a_finding_that_does_not_exist() -> None:
    named = {code for page in PAGES for code in re.findall(r"(?<!!)\bE[1-6]\d\d\b", text(page))}  # not a cell, 指标数据!E118
    assert named <= set(CATALOGUE)


def section(page: Path, heading: str) -> str:
    """What stands under a heading of the third level."""
    _, found, rest = text(page).partition(f"\n### {heading}\n")
    assert found, f"{page.name} has no part {heading}"
    return re.split(r"\n##+ ", rest)[0]


@pytest.mark.parametrize("sheet", layout.SHEETS, ids=lambda sheet: sheet.name)
def test_the_page_on_the_workbook_has_every_column_and_says_which_are_needed(sheet: layout.SheetLayout) -> None:
    rows = re.findall(r"^\| (`.*?) \| [^|]+ \| (yes)? ?\|", section(WORKBOOK, sheet.name), re.MULTILINE)
    told = {title: bool(needed) for titles, needed in rows for title in re.findall(r"`(.*?)`", titles)}
    assert told == {title: title in sheet.needed for title in (*sheet.columns, *sheet.further)}


def test_the_page_on_the_workbook_has_every_key_of_the_cover() -> None:
    told = re.findall(r"`(.*?)`", section(WORKBOOK, layout.COVER))
    assert not {*layout.COVER_KEYS, layout.DATA_NOTICE} - set(told)


def test_the_page_on_the_workbook_has_what_forms_and_a_collected_year_have_besides() -> None:
    form = {layout.TARGET, layout.COUNT, layout.VERIFIER, layout.SELF_CHECK}
    told = re.findall(r"^\| `(.*?)` \|", section(WORKBOOK, "What a form has besides"), re.MULTILINE)
    assert set(told) == {*form, layout.INSTRUCTIONS, layout.LISTS}
    told = re.findall(r"^\| `(.*?)` \|", section(WORKBOOK, "What a collected year has besides"), re.MULTILINE)
    assert set(told) == {*yearbook.ADDED, layout.MENDS, *yearbook.MEND_COLUMNS} - {layout.UNIT, layout.CODE, layout.GROUNDS}


def keys_of(module: ModuleType) -> set[str]:
    """The keys that the models of one module take, as the YAML writes them."""
    own = [m for m in vars(module).values() if isinstance(m, type) and m.__module__ == module.__name__]
    return {field.alias or name for m in own if issubclass(m, rules.Model) for name, field in m.model_fields.items()}


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("indicators.md", keys_of(models) | keys_of(policies) | keys_of(terms) | keys_of(rules)),
        ("responsibilities.md", keys_of(mandate)),
    ],
)
def test_the_page_on_a_rule_file_has_every_key(page: str, keys: set[str]) -> None:
    told = text(ROOT / "docs" / page)
    assert len(keys) > 10
    assert not {key for key in keys if not re.search(rf"`[^`\n]*\b{key}\b[^`\n]*`", told)}


EXAMPLES = [(page.name, body) for page in PAGES for body in blocks(page, "yaml")]


@pytest.mark.parametrize(("page", "example"), EXAMPLES)
def test_an_example_of_yaml_is_read_without_a_fault(page: str, example: str) -> None:
    assert yamlfile.parse(example.encode(), Path(page)).value


def test_every_rule_shown_is_a_rule_that_loads() -> None:
    shown = re.findall(r"\{kind: .*\}$", "\n".join(blocks(ROOT / "docs" / "indicators.md", "yaml")), re.MULTILINE)
    loaded = []
    for rule in shown:
        bare = rule[:-1] if rule.count("}") > rule.count("{") else rule  # the last of a rule written inside an indicator
        loaded.append(TypeAdapter[Any](rules.Rule).validate_python(yamlfile.parse(bare.encode(), Path("rule")).value).kind)
    assert set(loaded) == {"reach", "bands", "levels", "tally", "places"}


def keys_in(value: object) -> set[str]:
    """Every key of ours; the names of senders and the ids of indicators are keys too, and theirs."""
    if isinstance(value, dict):
        return {key for key in value if re.fullmatch(r"[a-z_0-9]+", key)} | {
            key for each in value.values() for key in keys_in(each)
        }
    return {key for each in value for key in keys_in(each)} if isinstance(value, list) else set()


ASKED = {
    "json.md": ["score 2019.xlsx", "validate forms --round --since first-try", "explain E204"],
    "explain.md": [
        "explain 2019.xlsx 新化县", "explain 2019.xlsx 双峰县 E01", "score 2019.xlsx --set 新化县:X03=9 --set 新化县:N01=0",
    ],
    "robust.md": ["robust 2019.xlsx"],
    "compare.md": ["compare 2018.xlsx 2019.xlsx", "compare 2019.xlsx again.xlsx"],
    "verify.md": ["verify result-2019.zip", "verify changed.zip", "verify 2019.xlsx"],
}  # fmt: skip
"""By page, the commands whose JSON it explains; what json.md says of a result holds on all of them."""


def lay_out_results() -> None:
    """What the pages' commands have made by then: a bundle, one with a changed digit, and a second try of the year."""
    assert printed("loudi-qa score 2019.xlsx --previous 2018.xlsx --bundle result-2019.zip")[0] == Exit.FINE
    bundle = Path("result-2019.zip").read_bytes()
    Path("changed.zip").write_bytes(bundle.replace(b'"total": "84.03"', b'"total": "89.03"', 1))
    book = load_workbook("2019.xlsx")
    book[layout.DATA.name]["E3"] = 1
    book.save("again.xlsx")


def keys_told(page: str) -> set[str]:
    found = re.findall(r"^\| (`[^|]*?`) \|", text(ROOT / "docs" / page), re.MULTILINE)
    return {key.split(".")[-1] for each in found for key in re.findall(r"`([\w.]+)`", each)}


@pytest.mark.parametrize("page", ASKED)
def test_a_page_on_json_has_every_key_that_is_written(workplace: Path, page: str) -> None:
    if any(words.startswith(("verify", "compare")) for words in ASKED[page]):
        lay_out_results()
    written = set().union(*(keys_in(json.loads(printed(f"loudi-qa {words} --json")[1])) for words in ASKED[page]))
    body = text(ROOT / "docs" / page).partition("\n## JSON\n")[2] or text(ROOT / "docs" / page)
    named = set(re.findall(r"`([a-z_0-9]+)`", body))
    own = {key.split(".")[-1] for key in re.findall(r"^\| `([\w.]+)` \|", body, re.MULTILINE)}
    shared = keys_told("json.md")
    assert not written - named - shared, "a script's author has to guess what a key means"
    assert not own - written, "a script's author waits for a key that never comes"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_inside_the_repository_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text(page)):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


if __name__ == "__main__":
    if sys.argv[1:] != ["--update"]:
        sys.exit("usage: python tests/test_readme.py --update")
    update()
