"""What is said to differ in a bundle: the thing that was changed, and no other."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.workbook.bundles import SOURCES, VERSION, again, mini, parts, result, rezipped, written

from loudi_qa.assess.verdict import Recomputed, Verdict, judge
from loudi_qa.assess.witnesses import NAMES
from loudi_qa.words import Words
from loudi_qa.workbook.bundle import bundled
from loudi_qa.workbook.bundle_gate import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loudi_qa.workbook.bundle import Part
    from loudi_qa.workbook.manifest import Role

MINI = mini()
DIGEST = hashlib.sha256(SOURCES["input"]).hexdigest()
WHOLE = hashlib.sha256(MINI).hexdigest()
CHECKED = [what for what in NAMES if what != "paper"]
"""What is checked where nothing was typed in from paper."""


def verdict(data: bytes, this: str = VERSION, paper: str | None = None) -> Verdict:
    bundle = opened(data)
    return judge(bundle, again(bundle), this, paper)


def outcomes(found: Verdict) -> dict[str, str]:
    return {c.what: c.outcome for c in found.checks}


def said(found: Verdict, what: str) -> Words:
    return next(c.said for c in found.checks if c.what == what)


def contents() -> Iterator[tuple[int, str]]:
    """Every byte of the archive with the file whose content it is, or the shell."""
    owner = dict.fromkeys(range(len(MINI)), "container")
    for role, member in opened(MINI).members.items():
        start = MINI.index(member.data, MINI.index(member.name.encode()))
        owner |= dict.fromkeys(range(start, start + len(member.data)), role)
    yield from owner.items()


def test_a_bundle_as_it_was_written_is_the_same_in_every_check() -> None:
    found = verdict(MINI)
    assert found.same
    assert outcomes(found) == dict.fromkeys(CHECKED, "same")
    assert (found.differs, found.differences) == ((), ())


@pytest.mark.parametrize("bit", [0, 5])
def test_whichever_byte_is_changed_the_thing_it_belongs_to_is_named_and_nothing_else(bit: int) -> None:
    wrong = {}
    for at, owner in contents():
        often = {"container": 1, "readme": 16}.get(owner, 2)  # every byte of the shell and of the files, some of the readme
        if (at + bit) % often == 0:
            found = verdict(MINI[:at] + bytes([MINI[at] ^ 1 << bit]) + MINI[at + 1 :])
            if found.differs != (owner,) or found.same:
                wrong[at] = owner, found.differs
    assert not wrong


def test_a_file_that_was_changed_is_said_to_be_with_both_digests() -> None:
    found = verdict(MINI.replace(b"4321", b"4322"))
    assert found.differs == ("input",)
    assert said(found, "input").zh.startswith(f"内容被改动：清单所写 sha256 为 {DIGEST[:12]}…，实际为 ")
    assert outcomes(found)["recomputed"] == "differs"
    assert [(d.key, d.unit) for d in found.differences] == [("input.sha256", None)]


@pytest.mark.parametrize("role", SOURCES)
def test_a_file_changed_with_its_line_in_the_list_is_not_the_one_the_result_came_from(role: str) -> None:
    found = verdict(mini(**{role: SOURCES[role] + b"#"}))
    assert found.differs == (role,)
    assert "不是计算这份结果所用的那一份" in said(found, role).zh
    keys = {"input": "input", "previous": "previous", "indicators": "scheme", "responsibilities": "responsibilities"}
    places = {(d.unit, d.key) for d in found.differences}
    assert (None, f"{keys[role]}.sha256") in places
    assert (("甲区", "total") in places) is (role == "input")


def forged(**changes: Any) -> bytes:
    """A bundle whose result was rewritten together with its list."""
    return mini(result=written(result(**SOURCES) | changes))


def test_a_result_changed_together_with_the_list_is_found_by_computing_it_again() -> None:
    found = verdict(forged(units=[{"unit": "甲区", "total": "99"}]))
    assert found.differs == ("result",)
    assert "一起被改过" in said(found, "result").zh
    assert found.differences == (("甲区", None, "total", "99", "4"),)


def test_a_result_written_another_way_differs_in_a_line_though_not_in_what_it_says() -> None:
    found = verdict(mini(result=json.dumps(result(**SOURCES)).encode()))
    assert found.differs == ("result",)
    assert [d.key for d in found.differences] == ["line 1"]
    doubled = written(result(**SOURCES)).replace(b'"schema": 1,', b'"schema": 1,\n "schema": 1,')
    assert [d.key for d in verdict(mini(result=doubled)).differences] == ["line 3"]


def test_a_result_that_is_no_json_any_more_still_shows_where_it_was_changed() -> None:
    found = verdict(MINI.replace(b' "year": 2019,\n "scheme"', b' "year": 201 ,\n "scheme"'))
    assert found.differs == ("result",)
    assert [(d.key, d.stored, d.recomputed) for d in found.differences] == [("year", "201", "2019")]
    found = verdict(MINI.replace(b' "year": 2019,\n "scheme"', b' "year": 2X19,\n "scheme"'))
    assert [d.key for d in found.differences] == ["line 3"]


def of_version(version: str, **changes: bytes) -> bytes:
    return bundled(parts(**changes), version=version, language="zh", year=2019)


def test_another_version_that_comes_to_the_same_result_is_told_and_is_no_difference() -> None:
    found = verdict(of_version("0.0.9"))
    assert found.same
    assert "0.0.9" in said(found, "program").zh
    assert "结果相同" in said(found, "program").zh


def test_another_version_that_comes_to_another_result_from_the_same_files_is_what_differs() -> None:
    other = written(result(**SOURCES) | {"units": [{"unit": "甲区", "total": "5"}]})
    found = verdict(of_version("0.0.9", result=other))
    assert found.differs == ("program",)
    assert "请用 0.0.9 版再核对" in said(found, "program").zh
    assert found.differences == (("甲区", None, "total", "5", "4"),)


def test_another_version_is_not_blamed_for_a_file_that_was_changed() -> None:
    found = verdict(of_version("0.0.9").replace(b"4321", b"4322"))
    assert found.differs == ("input",)


def test_a_list_that_lies_about_a_file_is_named_and_not_the_file() -> None:
    told = opened(MINI).members["manifest"].data
    found = verdict(rezipped(MINI, {"manifest.json": told.replace(DIGEST.encode(), b"0" * 64)}))
    assert found.differs == ("manifest", "container")
    assert "输入工作簿" in said(found, "manifest").zh


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'"year": 2019', b'"year": 2018'), (b'"schema": 1', b'"schema": 1, "more": 0'), (b'"name": "input/', b'"name": "input/x')],
)
def test_a_list_that_was_edited_with_its_checksum_is_found_too(old: bytes, new: bytes) -> None:
    found = verdict(rezipped(MINI, {"manifest.json": opened(MINI).members["manifest"].data.replace(old, new, 1)}))
    assert not found.same
    assert {"manifest", "container"} & set(found.differs)


def test_a_list_without_a_sense_leaves_the_other_checks_to_be_made() -> None:
    found = verdict(rezipped(MINI, {"manifest.json": b"{}"}))
    assert outcomes(found) == dict.fromkeys(CHECKED, "same") | {
        "manifest": "differs",
        "container": "differs",
        "program": "unknown",
    }


def test_without_a_list_the_result_still_tells_which_file_it_did_not_come_from() -> None:
    found = verdict(rezipped(MINI, {"manifest.json": b"{}", "年度.xlsx": b"another"}))
    assert found.differs == ("manifest", "input", "container")
    assert outcomes(found)["indicators"] == "unknown"
    assert outcomes(found)["recomputed"] == "differs"


def test_last_years_workbook_cannot_be_taken_out_or_put_in() -> None:
    found = verdict_without_previous(rezipped(MINI, {"上年.xlsx": None}))
    assert "previous" in found.differs
    assert "清单中有，包内没有" in said(found, "previous").zh
    alone: dict[Role, Part] = {r: p for r, p in parts().items() if r != "previous"}
    added = rezipped(bundled(alone, version=VERSION, language="zh", year=2019), {"previous/x.xlsx": b"x"})
    found = verdict(added)
    assert "previous" in found.differs
    assert "包内有，清单中没有" in said(found, "previous").zh


def verdict_without_previous(data: bytes) -> Verdict:
    bundle = opened(data)
    return judge(bundle, Recomputed(None, why=Words("缺上年", "no last year")), VERSION)


def test_what_cannot_be_computed_again_is_not_called_the_same() -> None:
    found = judge(opened(MINI), Recomputed(None, why=Words("规则读不出", "the rules cannot be read")), VERSION)
    assert not found.same
    assert found.differs == ()
    assert outcomes(found)["recomputed"] == "unknown"
    assert "规则读不出" in said(found, "recomputed").zh


def test_another_version_that_cannot_compute_the_result_is_what_differs() -> None:
    found = judge(opened(of_version("9.0")), Recomputed(None, why=Words("规则读不出", "unreadable")), VERSION)
    assert found.differs == ("program",)
    assert "请用 9.0 版核对" in said(found, "program").zh


def test_both_checksums_of_a_file_set_wrong_are_a_change_of_the_shell() -> None:
    member = opened(MINI).members["input"]
    (crc,) = member.crcs
    found = verdict(MINI.replace(crc.to_bytes(4, "little"), (crc ^ 1).to_bytes(4, "little")))
    assert found.differs == ("container",)


@pytest.mark.parametrize("added", [b"\0", b"PK\x05\x06" + b"\0" * 18, MINI])
def test_nothing_may_stand_behind_a_bundle(added: bytes) -> None:
    found = verdict(MINI + added)
    assert found.differs == ("container",)


@pytest.mark.parametrize("at", [1, 22, 100])
def test_a_tail_that_was_cut_off_is_a_change_of_the_shell_while_every_file_is_there(at: int) -> None:
    assert verdict(MINI[:-at]).differs == ("container",)


def test_files_in_another_order_are_another_archive() -> None:
    found = verdict(rezipped(MINI))
    assert found.differs == ("container",)
    assert "个字节开始不同" in said(found, "container").zh


def test_the_place_in_the_archive_is_counted_from_one_as_people_count() -> None:
    found = verdict(b"X" + MINI[1:])
    assert "从压缩包的第 1 个字节开始不同" in said(found, "container").zh


@pytest.mark.parametrize("digits", [12, 13, 40, 63, 64])
def test_the_digest_on_paper_is_held_against_the_whole_bundle_as_far_as_it_was_typed(digits: int) -> None:
    found = verdict(MINI, paper=WHOLE[:digits])
    assert found.same
    assert found.checks[-1][:2] == ("paper", "same")
    assert str(digits) in said(found, "paper").zh
    assert ("有意替换" in said(found, "paper").zh) is (digits < 64), "twelve digits can be forged, and the office is told"


@pytest.mark.parametrize("at", [0, 11, 40, 63])
def test_a_digit_that_is_another_on_paper_is_a_difference_and_its_place_is_told(at: int) -> None:
    typed = WHOLE[:at] + ("0" if WHOLE[at] != "0" else "1") + WHOLE[at + 1 :]
    found = verdict(MINI, paper=typed)
    assert (found.same, found.differs) == (False, ("paper",))
    assert f"从第 {at + 1} 位起不同" in said(found, "paper").zh
    assert f"digit {at + 1} on: {typed[at : at + 8]} on paper" in said(found, "paper").en


def test_a_bundle_that_was_replaced_as_a_whole_is_told_by_the_paper_alone() -> None:
    replaced = mini(input=b"12345", result=written(result(**SOURCES | {"input": b"12345"})))
    assert verdict(replaced).same
    assert verdict(replaced, paper=WHOLE).differs == ("paper",)


def test_places_in_findings_are_counted_by_themselves_and_come_last() -> None:
    more = {"findings": [{"code": "E310"}], "units": [{"unit": "甲区", "total": "99"}]}
    found = verdict(forged(**more))
    assert [d.key for d in found.differences] == ["total", "findings"]
    assert found.in_findings == 1
    assert said(found, "recomputed").zh == "有 1 处不同，另有 1 处只在“问题”（findings）里"
    alone = verdict(forged(findings=[{"code": "E310"}]))
    assert "得分、等级、位次都相同" in said(alone, "recomputed").zh


def test_a_list_that_is_well_formed_does_not_vouch_for_the_files() -> None:
    found = verdict(forged(units=[]))
    assert found.differs == ("result",)
    assert "各文件是否改过见下" in said(found, "manifest").zh
    assert "told below" in said(found, "manifest").en
