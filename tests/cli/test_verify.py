"""``score --bundle`` and ``verify``: a result that can be checked anywhere, and every changed byte of it named."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import subprocess
import sys
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from openpyxl import load_workbook
from tests.cli.conftest import LAST_YEAR, ROOT, YEAR, environment
from tests.submission.books import Book

from loudi_qa import __version__
from loudi_qa.assess.verdict import judge
from loudi_qa.cli import bundle as command_bundle
from loudi_qa.cli import way
from loudi_qa.cli.exits import UsageError
from loudi_qa.cli.options import Format
from loudi_qa.cli.ui import Ui
from loudi_qa.cli.verify import recomputed
from loudi_qa.report import json as report
from loudi_qa.scheme.load import load
from loudi_qa.workbook.bundle import Part, bundled
from loudi_qa.workbook.bundle_gate import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from tests.cli.conftest import Ran

    from loudi_qa.scheme.load import Rules
    from loudi_qa.words import Lang
    from loudi_qa.workbook.bundle import Bundle
    from loudi_qa.workbook.manifest import Role

TINY = ROOT / "tests" / "scheme" / "tiny"
RULES: dict[str, Any] = {"indicators": TINY / "indicators.yaml", "responsibilities": TINY / "responsibilities.yaml"}
SHIPPED: dict[str, Any] = {"indicators": ROOT / "indicators.yaml", "responsibilities": ROOT / "responsibilities.yaml"}


class Said(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self.out)
        return data


class Run(NamedTuple):
    """The two commands, typed as a person types them."""

    ask: Callable[..., Ran]

    def score(self, workbook: Path, target: Path, lang: Lang = "zh", *, quiet: bool = False, **options: object) -> Said:
        flags = ["-q"] if quiet else []
        return Said(*self.ask("score", workbook, "--bundle", target, "--lang", lang, *flags, *typed(RULES | options)))

    def verify(self, path: Path, lang: Lang = "zh", how: Format | None = Format.json, **options: object) -> Said:
        return Said(*self.ask("verify", path, "--lang", lang, *typed({"format": how} | options)))


def typed(options: Mapping[str, object]) -> Iterator[object]:
    """Options as they are typed; None is one that is not."""
    for name, value in options.items():
        if value is not None:
            yield f"--{name}"
            yield from [] if value is True else [value]


@pytest.fixture
def run(ask: Callable[..., Ran]) -> Run:
    return Run(ask)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year and the one before it, small ones."""
    made = tmp_path_factory.mktemp("years")
    Book().save(made / "2019.xlsx")
    Book().put("封面!B1", 2018).save(made / "2018.xlsx")
    return made


def packed(folder: Path, rules: Rules, target: Path, lang: Lang = "zh", *, previous: bool = True) -> Path:
    """A bundle of the small year."""
    last = folder / "2018.xlsx" if previous else None
    assessment = way.score(folder / "2019.xlsx", rules, last)
    command_bundle.write_bundle(Ui(lang, quiet=True), target, assessment, folder / "2019.xlsx", last)
    return target


@pytest.fixture(scope="module")
def small(folder: Path, tiny: Rules) -> Path:
    """The bundle of the small year."""
    return packed(folder, tiny, folder / "small.zip")


def again(bundle: Bundle, **changes: bytes) -> bytes:
    """A bundle with files replaced and all digests of the list brought into line, as a careful forger would."""
    assert bundle.manifest
    files = bundle.manifest.files
    held: dict[Role, Part] = {
        r: Part(files[r].original, changes.get(r, m.data)) for r, m in bundle.members.items() if r != "manifest"
    }
    return bundled(held, version=bundle.manifest.version, language=bundle.manifest.language, year=bundle.manifest.year)


def with_cell(data: bytes, place: str, value: Any) -> bytes:
    """A workbook with one cell changed."""
    book, out = load_workbook(BytesIO(data)), BytesIO()
    sheet, _, address = place.partition("!")
    book[sheet][address] = value
    book.save(out)
    return out.getvalue()


def in_halves(digest: str) -> str:
    """A digest as it is printed."""
    return f"{digest[:32]} {digest[32:]}"


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("lang", "other"), [("zh", "en"), ("en", "zh")])
def test_a_bundle_holds_the_very_result_that_is_written_and_verifies_in_the_other_language(
    run: Run, tmp_path: Path, lang: Lang, other: Lang
) -> None:
    target, output = tmp_path / "结果 2019.zip", tmp_path / "result.json"
    scored = run.score(YEAR, target, lang, previous=LAST_YEAR, output=output, **SHIPPED)
    assert scored.code == 0
    assert opened(target.read_bytes()).members["result"].data == output.read_bytes()
    said = run.verify(target, other)
    assert (said.code, said.err) == (0, "")
    assert said.data["same"]


def test_the_digest_to_put_on_paper_is_told_in_full_and_not_when_quiet(run: Run, folder: Path, tmp_path: Path) -> None:
    said = run.score(folder / "2019.xlsx", tmp_path / "a.zip")
    digest = hashlib.sha256((tmp_path / "a.zip").read_bytes()).hexdigest()
    assert f"sha256 {digest}" in said.err
    assert "签字" in said.err
    assert "总分" in said.out
    assert run.score(folder / "2019.xlsx", tmp_path / "b.zip", quiet=True).err == ""
    assert in_halves(digest) in run.verify(tmp_path / "b.zip", how=None).out


def test_a_view_or_a_format_changes_nothing_in_the_bundle(run: Run, folder: Path, tmp_path: Path) -> None:
    run.score(folder / "2019.xlsx", tmp_path / "a.zip")
    run.score(folder / "2019.xlsx", tmp_path / "b.zip", unit="甲区", format=Format.csv, output=tmp_path / "b.csv")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_byte_changed_anywhere_is_found_and_named(small: Path) -> None:
    data = small.read_bytes()
    owner = dict.fromkeys(range(len(data)), "container")
    for role, member in opened(data).members.items():
        start = data.index(member.data, data.index(member.name.encode()))
        owner |= dict.fromkeys(range(start, start + len(member.data)), role)
    places = [*range(7, len(data), len(data) // 40), len(data) - 1, 0]
    wrong = {}
    for at in places:
        bundle = opened(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        verdict = judge(bundle, recomputed(bundle), __version__)
        if verdict.differs != (owner[at],) or verdict.same:
            wrong[at] = owner[at], verdict.differs
    assert not wrong
    assert len({owner[at] for at in places}) >= 6


ELSEWHERE = """
import sys
from loudi_qa.cli.main import run
from loudi_qa.cli.ui import prepare_streams
prepare_streams()
book, previous, target, other, *rules = sys.argv[1:]
rules = ["--indicators", rules[0], "--responsibilities", rules[1]]
made = run(["score", book, "--previous", previous, "--lang", "zh", "--bundle", target, *rules])
ends = [run(["verify", path]) for path in (target, other)]
sys.exit(10 * made + sum(ends))
"""


@pytest.mark.parametrize(
    "place",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "TZ": "America/New_York", "PYTHONHASHSEED": "4711", "LOUDI_QA_LANG": "en"},
    ],
    ids=["Shanghai", "New York"],
)
def test_a_bundle_made_elsewhere_is_the_same_to_the_byte_and_each_verifies_the_other(
    place: dict[str, str], folder: Path, small: Path, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere.zip"
    files = [folder / "2019.xlsx", folder / "2018.xlsx", target, small, *RULES.values()]
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, *map(str, files)],
        cwd=tmp_path,
        env=environment(**place),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr.decode("utf-8", "replace")
    assert target.read_bytes() == small.read_bytes()


NAMES = ["双峰县 2019 年度（定稿）.xlsx", "质" * 80 + ".xlsx", '<a>:"b"|c?*.xlsx', "x", "-o.xlsx", "..xlsx", "年\n度.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_may_be_called_anything(name: str, run: Run, folder: Path, tmp_path: Path) -> None:
    book = written(tmp_path / name, (folder / "2019.xlsx").read_bytes())
    assert run.score(book, tmp_path / "r.zip", quiet=True).code == 0
    said = run.verify(tmp_path / "r.zip")
    assert (said.code, said.data["same"]) == (0, True)
    assert run.verify(tmp_path / "r.zip", how=None).code == 0


def test_a_result_that_is_open_or_has_errors_is_bundled_and_verified_like_any_other(run: Run, tmp_path: Path) -> None:
    book = Book().put("指标数据!C2", "约97").put("指标数据!C3", -3).without("上年数据", 2).save(tmp_path / "2019.xlsx")
    assert run.score(book, tmp_path / "r.zip", quiet=True).code == 1
    bundle = opened((tmp_path / "r.zip").read_bytes())
    assert bundle.result
    assert bundle.result["open"]
    assert [f for f in bundle.result["findings"] if f["level"] == "error"]
    assert run.verify(tmp_path / "r.zip").code == 0


def test_a_workbook_that_cannot_be_scored_leaves_no_bundle(run: Run, tmp_path: Path) -> None:
    book = Book().put("封面!B1", "今年").save(tmp_path / "2019.xlsx")
    assert run.score(book, tmp_path / "r.zip").code == 1
    assert [p.name for p in tmp_path.iterdir()] == ["2019.xlsx"]


def test_a_figure_changed_in_the_workbook_with_its_digest_is_located_in_the_result(run: Run, small: Path, tmp_path: Path) -> None:
    bundle = opened(small.read_bytes())
    changed = with_cell(bundle.members["input"].data, "指标数据!C4", 79)
    said = run.verify(written(tmp_path / "r.zip", again(bundle, input=changed)))
    assert said.code == 1
    assert said.data["differs"] == ["input"]
    found = [(d["unit"], d["indicator"], d["key"], d["stored"], d["recomputed"]) for d in said.data["differences"]]
    assert ("甲区", "B1-bands", "points", "20.00", "5.00") in found
    assert (None, None, "input.sha256", bundle.members["input"].sha256, hashlib.sha256(changed).hexdigest()) in found
    printed = run.verify(tmp_path / "r.zip", how=None).out
    assert "不一致（输入工作簿）" in printed
    assert re.search(r"甲区 +B1-bands +得分 +points +20.00 +5.00", printed)


def test_a_result_forged_together_with_the_list_is_located_too(run: Run, small: Path, tmp_path: Path) -> None:
    bundle = opened(small.read_bytes())
    forged = bundle.members["result"].data.replace(b'"grade": "D"', b'"grade": "A"', 1)
    assert forged != bundle.members["result"].data
    said = run.verify(written(tmp_path / "r.zip", again(bundle, result=forged)))
    assert (said.code, said.data["differs"]) == (1, ["result"])
    assert [(d["key"], d["stored"], d["recomputed"]) for d in said.data["differences"]] == [("grade", "A", "D")]


def test_rules_that_were_changed_are_named_and_so_is_what_they_do_to_the_result(run: Run, small: Path, tmp_path: Path) -> None:
    bundle = opened(small.read_bytes())
    rules = bundle.members["indicators"].data.replace(b"[[83, 20], [80, 15]", b"[[85, 20], [80, 15]")
    data = small.read_bytes().replace(bundle.members["indicators"].data, rules)
    for bytes_ in (data, again(bundle, indicators=rules)):
        said = run.verify(written(tmp_path / "r.zip", bytes_))
        assert (said.code, said.data["differs"]) == (1, ["indicators"])
        found = [(d["unit"], d["indicator"], d["key"], d["recomputed"]) for d in said.data["differences"]]
        assert ("甲区", "B1-bands", "points", "15.00") in found


@pytest.mark.parametrize(
    ("role", "data", "why"),
    [
        ("indicators", b"scheme: [", "indicators.yaml:"),
        ("responsibilities", b"", "responsibilities.yaml:1: 文件是空的"),
        ("input", b"PK\x03\x04", "文件损坏"),
        ("input", b"text", "不是 .xlsx"),
        ("previous", b"", "空文件"),
    ],
)
def test_what_cannot_be_read_any_more_is_named_and_the_other_checks_are_made(
    run: Run, small: Path, tmp_path: Path, role: str, data: bytes, why: str
) -> None:
    said = run.verify(written(tmp_path / "r.zip", again(opened(small.read_bytes()), **{role: data})))
    assert (said.code, said.data["differs"], said.data["same"]) == (1, [role], False)
    outcomes = {c["what"]: c["outcome"] for c in said.data["checks"]}
    assert outcomes == dict.fromkeys(outcomes, "same") | {role: "differs", "recomputed": "unknown"}
    assert why in next(c["message"] for c in said.data["checks"] if c["what"] == "recomputed")


@pytest.mark.parametrize(
    ("role", "place", "value", "why"),
    [
        ("input", "封面!B1", "今年", "没有写明考核年度"),
        ("input", "封面!B2", "甲区", "甲区"),
        ("previous", "封面!B1", 2016, "--previous 应是上一年度的工作簿：2018.xlsx 是 2016 年度的"),
    ],
)
def test_a_workbook_that_is_no_longer_the_years_is_told_with_the_reason(
    run: Run, small: Path, tmp_path: Path, role: str, place: str, value: object, why: str
) -> None:
    bundle = opened(small.read_bytes())
    changed = with_cell(bundle.members[role].data, place, value)  # type: ignore[index]  # a role by name
    said = run.verify(written(tmp_path / "r.zip", again(bundle, **{role: changed})))
    assert (said.code, said.data["differs"]) == (1, [role])
    assert why in next(c["message"] for c in said.data["checks"] if c["what"] == "recomputed")


def test_a_bundle_of_another_version_verifies_where_the_result_is_the_same(run: Run, small: Path, tmp_path: Path) -> None:
    bundle = opened(small.read_bytes())
    assert bundle.manifest
    older = bundle._replace(manifest=bundle.manifest._replace(version="0.0.1"))
    said = run.verify(written(tmp_path / "r.zip", again(older)))
    assert (said.code, said.data["same"], said.data["program"]) == (0, True, {"made_by": "0.0.1", "this": __version__})
    assert "0.0.1" in run.verify(tmp_path / "r.zip", how=None).out
    points = bundle.members["result"].data.replace(b'"points": "20.00"', b'"points": "19.99"')
    said = run.verify(written(tmp_path / "r.zip", again(older, result=points)))
    assert (said.code, said.data["differs"]) == (1, ["program"])


def test_a_changed_list_is_worked_around_by_what_the_result_says(run: Run, folder: Path, tiny: Rules, tmp_path: Path) -> None:
    data = packed(folder, tiny, tmp_path / "en.zip", "en").read_bytes()
    assert data.count(b'"language": "en"') == 1
    said = run.verify(written(tmp_path / "r.zip", data.replace(b'"language": "en"', b'"language": "xx"')))
    assert (said.code, said.data["differs"]) == (1, ["manifest"])
    assert {c["what"]: c["outcome"] for c in said.data["checks"]}["recomputed"] == "same"
    assert data.count(b'"original": "2019.xlsx"') == 1
    said = run.verify(written(tmp_path / "r.zip", data.replace(b'"original": "2019.xlsx"', b'"original": "2017.xlsx"')))
    assert said.data["differs"] == ["manifest"]


def test_at_most_twenty_places_are_listed_and_all_are_counted(run: Run, small: Path, tmp_path: Path) -> None:
    bundle = opened(small.read_bytes())
    said = run.verify(written(tmp_path / "r.zip", again(bundle, result=b"{}")))
    assert len(said.data["differences"]) == said.data["differences_in_all"] < 20
    zeros = re.sub(rb'"(points|of|declared)": "[\d.]+"', rb'"\1": "0.00"', bundle.members["result"].data)
    said = run.verify(written(tmp_path / "r.zip", again(bundle, result=zeros)))
    assert len(said.data["differences"]) == 20 < said.data["differences_in_all"]
    assert said.data["differences_in_findings"] == 0
    assert f"共 {said.data['differences_in_all']} 处不同，只列前 20 处" in run.verify(tmp_path / "r.zip", how=None).out


def no_bundles(folder: Path, small: Path) -> dict[str, tuple[Path, str]]:
    data = small.read_bytes()
    result = opened(data).members["result"].data
    what_if = result.replace(b'"schema": 1,', b'"schema": 1,\n "what_if": ["x"],', 1)
    files = {
        "empty.zip": (b"", "空文件"),
        "text.zip": ("数据".encode(), "不是结果包"),
        "half.zip": (data[: len(data) // 2], "损坏或不完整"),
        "result.json": (result, "单独的结果文件"),
        "what-if.json": (what_if, "假设测算"),
        "what-if.zip": (again(opened(data), result=what_if), "假设测算"),
    }
    made = {name: (written(folder / name, held), said) for name, (held, said) in files.items()}
    return made | {
        "workbook": (YEAR, "Excel 工作簿"), "folder": (folder, "文件夹"), "missing": (folder / "没有.zip", "E101"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "kind",
    ["empty.zip", "text.zip", "half.zip", "result.json", "what-if.json", "what-if.zip", "workbook", "folder", "missing"],
)
def test_3_for_what_is_no_bundle_with_a_sentence_and_what_to_give(kind: str, run: Run, small: Path, tmp_path: Path) -> None:
    path, sentence = no_bundles(tmp_path, small)[kind]
    said = run.verify(path, how=None)
    assert (said.code, said.out) == (3, "")
    assert sentence in said.err
    assert len(said.err.splitlines()) >= 2, "it says what to do"
    data = run.verify(path, "en").data
    assert data.keys() == {"schema", "bundle", "unreadable"}
    assert all(data["unreadable"].values())


def test_the_json_has_the_keys_of_its_page_and_the_digests_of_what_is_there(run: Run, small: Path) -> None:
    data = run.verify(small, "en").data
    assert data.keys() == {
        "schema", "bundle", "program", "year", "edition", "same", "differs", "checks", "files",
        "differences", "differences_in_all", "differences_in_findings",
    }  # fmt: skip
    assert data["bundle"] == {"file": "small.zip", "sha256": hashlib.sha256(small.read_bytes()).hexdigest()}
    assert (data["year"], data["edition"], data["differences"], data["differences_in_all"]) == (2019, "2019", [], 0)
    assert [c["what"] for c in data["checks"]] == [
        "manifest", "input", "previous", "indicators", "responsibilities", "result", "readme",
        "recomputed", "container", "program",
    ]  # fmt: skip
    for file in data["files"]:
        assert file["sha256"] == opened(small.read_bytes()).members[file["role"]].sha256
    page = (ROOT / "docs" / "verify.md").read_text(encoding="utf-8")
    keys = {*data, *data["bundle"], *data["program"], *data["checks"][0], *data["files"][0], "unit", "indicator", "key", "stored"}
    assert not {k for k in (*keys, "recomputed", "unreadable", "message", "fix") if f"`{k}`" not in page}
    assert not {c["what"] for c in data["checks"] if f"`{c['what']}`" not in page}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_says_the_verdict_and_what_no_check_can_tell(run: Run, small: Path, lang: Lang) -> None:
    table, markdown, rows = (run.verify(small, lang, how).out for how in (Format.table, Format.md, Format.csv))
    digest = hashlib.sha256(small.read_bytes()).hexdigest()
    for text in (table, markdown):
        assert in_halves(digest) in text
        assert {"zh": "签字的纸质结果", "en": "signed paper"}[lang] in text
        assert {"zh": "一致", "en": "the same"}[lang] in text.splitlines()[0]
    read = list(csv.reader(StringIO(rows)))
    assert len(read) == 11
    assert {len(row) for row in read} == {9}
    assert digest in read[1]
    if lang == "zh":
        assert table.encode("gbk")


@pytest.mark.parametrize("typed", ["{0}", "{1}", "{2}", "{3} {4}", "\t{1}\n"])
def test_the_digest_on_paper_is_taken_as_people_type_it(typed: str, run: Run, small: Path) -> None:
    digest = hashlib.sha256(small.read_bytes()).hexdigest()
    given = typed.format(digest, digest.upper(), digest[:12], digest[:6].upper(), digest[6:13])
    said = run.verify(small, sha256=given)
    assert (said.code, said.data["same"], said.data["checks"][-1]["outcome"]) == (0, True, "same")
    assert run.verify(small, sha256=in_halves(digest)).code == 0, "what verify itself prints"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_another_digest_on_paper_is_a_difference_in_every_format(run: Run, small: Path, lang: Lang) -> None:
    said = run.verify(small, lang, sha256="0" * 64)
    assert (said.code, said.data["same"], said.data["differs"]) == (1, False, ["paper"])
    check = said.data["checks"][-1]
    assert (check["what"], check["outcome"]) == ("paper", "differs")
    page = (ROOT / "docs" / "verify.md").read_text(encoding="utf-8")
    assert "`paper`" in page
    table, rows = (run.verify(small, lang, how, sha256="0" * 64).out for how in (Format.table, Format.csv))
    name = {"zh": "与纸面上的 sha256", "en": "sha256 on paper"}[lang]
    assert name in table.splitlines()[0]
    assert name in list(csv.reader(StringIO(rows)))[-1]
    assert {"zh": "签字的纸质结果", "en": "signed paper"}[lang] in table


@pytest.mark.parametrize("typed", ["", " ", "0123456789a", "0123456789ag", "0" * 65, "０123456789abc", "sha256 0123456789abcdef"])
def test_2_for_what_can_be_no_digest_and_the_bundle_is_not_even_read(typed: str, run: Run, tmp_path: Path) -> None:
    said = run.verify(tmp_path / "none.zip", sha256=typed)
    assert (said.code, said.out) == (2, "")
    assert "64 位" in said.err
    assert "12 位" in said.err
    assert "64 digits" in run.verify(tmp_path / "none.zip", "en", sha256=typed).err


@pytest.mark.parametrize("columns", [33, 64, 80])
def test_neither_half_of_a_digest_is_ever_folded(columns: int, run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    digest = hashlib.sha256(small.read_bytes()).hexdigest()
    lines = run.verify(small, how=None).out.splitlines()
    assert in_halves(digest) in " ".join(lines[:6])
    if columns > 64:
        assert in_halves(digest) in lines


def test_what_matters_is_listed_before_what_follows_and_findings_last(run: Run, small: Path, tmp_path: Path) -> None:
    bundle = opened(small.read_bytes())
    changed = opened(again(bundle, input=with_cell(bundle.members["input"].data, "指标数据!C4", "约79")))
    verdict = judge(changed, recomputed(changed), __version__)
    keys = [d.key for d in verdict.differences]
    assert keys[0] == "total"
    assert [key.startswith("findings") for key in keys] == sorted(key.startswith("findings") for key in keys)
    assert verdict.in_findings == sum(key.startswith("findings") for key in keys) > 0
    assert keys.index("total") < keys.index("points") < keys.index("value") < keys.index("input.sha256")
    data = run.verify(written(tmp_path / "r.zip", changed.data)).data
    assert [d["key"] for d in data["differences"]] == keys[:20]
    assert (data["differences_in_all"], data["differences_in_findings"]) == (len(keys), verdict.in_findings)
    told = f"这 {len(keys)} 处中有 {verdict.in_findings} 处只在“问题”（findings）里"
    assert (told in run.verify(tmp_path / "r.zip", how=None).out) is (len(keys) > 20)


def test_a_report_is_written_to_a_file_and_never_over_the_bundle(run: Run, small: Path, tmp_path: Path) -> None:
    said = run.verify(small, how=None, output=tmp_path / "report.json")
    assert (said.code, said.out) == (0, "")
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["same"]
    before = small.read_bytes()
    assert run.verify(small, output=small, force=True).code == 2
    assert small.read_bytes() == before


def test_2_for_a_bundle_that_cannot_be_written_where_it_should_and_nothing_is_scored(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    book, there = folder / "2019.xlsx", written(tmp_path / "there.zip", b"kept")
    zipped = written(tmp_path / "book.zip", book.read_bytes())
    for workbook, target, options, sentence in (
        (book, tmp_path / "r.json", {}, ".zip"),
        (book, there, {}, "--force"),
        (book, tmp_path / "none" / "r.zip", {}, "none"),
        (zipped, zipped, {"force": True}, "换一个文件名"),
        (book, tmp_path / "r.zip", {"output": tmp_path / "x" / ".." / "r.zip", "format": Format.json}, "-o"),
    ):
        (tmp_path / "x").mkdir(exist_ok=True)
        said = run.score(workbook, target, **options)
        assert (said.code, said.out) == (2, ""), target
        assert sentence in said.err
    assert there.read_bytes() == b"kept"
    assert zipped.read_bytes() == book.read_bytes()
    assert run.score(book, there, force=True).code == 0
    assert run.verify(there).code == 0


@pytest.mark.parametrize("changed", ["2019.xlsx", "2018.xlsx", "indicators.yaml", "responsibilities.yaml"])
def test_a_file_that_changes_while_it_is_scored_is_not_bundled_as_if_it_had_not(
    changed: str, folder: Path, tmp_path: Path
) -> None:
    for source in (folder / "2019.xlsx", folder / "2018.xlsx", *RULES.values()):
        written(tmp_path / source.name, source.read_bytes())
    rules = load(tmp_path / "indicators.yaml", tmp_path / "responsibilities.yaml")
    assessment = way.score(tmp_path / "2019.xlsx", rules, tmp_path / "2018.xlsx")
    files = Ui(quiet=True), tmp_path / "r.zip", assessment, tmp_path / "2019.xlsx", tmp_path / "2018.xlsx"
    written(tmp_path / changed, (tmp_path / changed).read_bytes() + b"#")
    with pytest.raises(UsageError, match="was changed"):
        command_bundle.write_bundle(*files)
    (tmp_path / changed).unlink()
    with pytest.raises(UsageError, match="was changed"):
        command_bundle.write_bundle(*files)
    assert not (tmp_path / "r.zip").exists()


def test_a_what_if_result_is_never_bundled(monkeypatch: pytest.MonkeyPatch, folder: Path, tiny: Rules, tmp_path: Path) -> None:
    whole = report.assessment_stream
    monkeypatch.setattr(report, "assessment_stream", lambda *a: whole(*a) | {"what_if": ["甲区:R1=99"]})
    with pytest.raises(UsageError, match="what-if"):
        packed(folder, tiny, tmp_path / "r.zip")
    assert not (tmp_path / "r.zip").exists()
