"""The archive of a result: the same bytes everywhere, its files reached behind a broken shell, all else refused in words."""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO

import pytest
from tests.workbook.bundles import SOURCES, VERSION, mini, parts, result, rezipped, written

from loudi_qa.workbook.bundle import LARGEST, README, Part, bundled, rebuilt
from loudi_qa.workbook.bundle_gate import NotABundle, opened
from loudi_qa.workbook.container import File, by_directory, by_headers, pack
from loudi_qa.workbook.manifest import manifest_bytes, read_manifest

MINI = mini()
NAMES = [
    "manifest.json", "input/年度.xlsx", "previous/上年.xlsx", "rules/indicators.yaml", "rules/responsibilities.yaml",
    "result.json", "说明-README.txt",
]  # fmt: skip


def test_the_format_is_pinned_for_another_would_fail_every_bundle_that_hangs_on_a_signature() -> None:
    data = pack([File("manifest.json", b"{}"), File("input/年度.xlsx", b"\0\1")])
    assert hashlib.sha256(data).hexdigest() == "d8bde5f4b1b0ebe047a20e2b78e0c8a8452140820b8f831fa0495f4c072edbc1"


def test_any_unzip_shows_the_files_and_they_are_stored_without_a_clock_or_an_owner() -> None:
    with zipfile.ZipFile(BytesIO(MINI)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == NAMES
        for info in archive.infolist():
            assert (info.compress_type, info.date_time, info.create_system) == (zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0), 0)
            assert (info.external_attr, info.extra, info.comment) == (0, b"", b"")
        assert archive.read("input/年度.xlsx") == SOURCES["input"]
        assert archive.read("result.json") == written(result(**SOURCES))


def test_the_same_files_give_the_same_bytes_and_a_bundle_gives_back_what_went_in() -> None:
    assert mini() == MINI
    bundle = opened(MINI)
    assert {role: bundle.members[role].data for role in SOURCES} == SOURCES  # type: ignore[index]  # roles by name
    assert all(m.intact for m in bundle.members.values())
    assert rebuilt(bundle, ()) == MINI
    assert bundle.sha256 == hashlib.sha256(MINI).hexdigest()


def test_the_list_names_every_file_and_nothing_of_the_machine() -> None:
    manifest = opened(MINI).manifest
    assert manifest is not None
    assert (manifest.version, manifest.language, manifest.year) == (VERSION, "zh", 2019)
    assert [f.name for f in manifest.files.values()] == NAMES[1:]
    for role, part in parts().items():
        listed = manifest.files[role]
        assert (listed.original, listed.size, listed.sha256) == (
            part.original, len(part.data), hashlib.sha256(part.data).hexdigest(),
        )  # fmt: skip
    data = json.loads(manifest_bytes(manifest))
    assert data.keys() == {"schema", "kind", "program", "language", "year", "files"}


@pytest.mark.parametrize(
    "name",
    ["双峰县 2019 年度.xlsx", "质" * 200 + ".xlsx", '<>:"|?*.xlsx', "..", "../../etc/passwd", "NUL.xlsx", "年度", ".xlsx",
     "a.b.XLSX", "con", "\u202egpj.xlsx", "\udcff.xlsx", "x\x01\n.xlsx", ""],
)  # fmt: skip
def test_whatever_a_workbook_is_called_its_name_inside_is_legal_everywhere_and_its_own_name_is_kept(name: str) -> None:
    given = parts() | {"input": Part(name, SOURCES["input"])}
    bundle = opened(bundled(given, version=VERSION, language="en", year=2019))
    inside = bundle.members["input"].name
    assert inside.startswith("input/")
    assert inside.endswith(".xlsx")
    stem = inside.removeprefix("input/").removesuffix(".xlsx")
    assert not set(stem) & set('<>:"/\\|?*. \n\x01\u202e')
    assert stem.casefold() not in {"", "con", "nul"}
    assert len(inside.encode()) < 255
    assert bundle.manifest is not None
    kept = bundle.manifest.files["input"].original
    assert kept == name.replace("\u202e", "").replace("\udcff", "?")


def test_a_name_that_was_kept_is_kept_the_same_when_it_is_bundled_again() -> None:
    manifest = opened(MINI).manifest
    assert manifest is not None
    assert read_manifest(manifest_bytes(manifest)) == manifest


def broken_in(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def test_either_list_of_the_archive_is_enough_to_reach_every_file() -> None:
    good = opened(MINI)
    start = MINI.index(b"PK\x01\x02")
    without_directory, without_headers = broken_in(MINI, len(MINI) - 22), broken_in(MINI, 0)
    assert by_directory(without_directory) is None
    assert by_headers(without_headers) is None
    for data in (without_directory, without_headers, MINI[:start], MINI + b"\0"):
        bundle = opened(data)
        assert {r: m.data for r, m in bundle.members.items()} == {r: m.data for r, m in good.members.items()}
        assert rebuilt(bundle, ()) == MINI != data


def test_a_bundle_packed_again_without_compression_is_read_and_its_shell_is_another() -> None:
    bundle = opened(rezipped(MINI))
    assert bundle.members["input"].data == SOURCES["input"]
    assert rebuilt(bundle, ()) == MINI != bundle.data


def encrypted(data: bytes) -> bytes:
    """An archive that says of every file that it has a password."""
    held = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            held[at + flags] |= 1
    return bytes(held)


def doubled(name: str) -> bytes:
    bundle = opened(MINI)
    files = [File(m.name, m.data) for m in bundle.members.values()]
    return pack([*files, File(name, b"more")])


def a_zip(**files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return out.getvalue()


def claimed_huge() -> bytes:
    """A bundle whose two lists say that a file of four bytes is one of a gigabyte."""
    size, huge = len(SOURCES["input"]).to_bytes(4, "little") * 2, (1 << 30).to_bytes(4, "little") * 2
    assert MINI.count(size) == 2
    return MINI.replace(size, huge)


REFUSED: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "空文件", "empty"),
    "text": ("单位,得分\n".encode("gbk"), "不是结果包", "no bundle"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "不是结果包", "no bundle"),
    "its head alone": (b"PK\x03\x04", "损坏", "damaged"),
    "half of it": (MINI[: len(MINI) // 2], "损坏", "damaged"),
    "cut between two files": (MINI[: MINI.index(b"PK\x03\x04", 100)], "缺少", "missing"),
    "some zip": (a_zip(photo=b"x"), "是压缩包", "a zip archive"),
    "a workbook": (a_zip(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "Excel 工作簿", "a workbook"),
    "compressed": (rezipped(MINI, how=zipfile.ZIP_DEFLATED), "压缩过的", "compressed"),
    "a bomb": (rezipped(MINI, {"result.json": b" " * 3_000_000}, zipfile.ZIP_DEFLATED), "压缩过的", "compressed"),
    "encrypted": (encrypted(MINI), "密码", "password"),
    "out of its folder": (rezipped(MINI, {"../x": b"x"}), "../x", "../x"),
    "out of its folder by name": (rezipped(MINI, {"input/../x.xlsx": b"x"}), "input/../x.xlsx", "input/../x.xlsx"),
    "a file too many": (rezipped(MINI, {"宏.exe": b"MZ"}), "宏.exe", "宏.exe"),
    "a file twice": (doubled("result.json"), "有两个", "twice"),
    "two workbooks": (doubled("input/other.xlsx"), "有两个", "twice"),
    "no result": (rezipped(MINI, {"result.json": None}), "缺少“result.json”", "result.json is missing"),
    "no list": (rezipped(MINI, {"manifest.json": None}), "缺少“manifest.json”", "manifest.json is missing"),
    "no workbook": (rezipped(MINI, {"年度.xlsx": None}), "缺少“input/”", "input/ is missing"),
    "a list larger than any": (rezipped(MINI, {"manifest.json": b" " * (LARGEST["manifest"] + 1)}), "过大", "too large"),
    "sizes that are not there": (claimed_huge(), "损坏", "damaged"),
    "a result alone": (written(result(**SOURCES)), "单独的结果文件", "a result alone"),
    "a what-if result alone": (written(result(**SOURCES) | {"what_if": [1]}), "假设测算", "what-if"),
    "a what-if result": (mini(result=written(result(**SOURCES) | {"what_if": [1]})), "假设测算", "what-if"),
    "other JSON": (b'{"a": 1}', "不是结果包", "no bundle"),
    "half of a JSON": (b'{"a": ', "不是结果包", "no bundle"),
    "JSON without a bottom": (b'{"a":' + b"[" * 100_000, "不是结果包", "no bundle"),
    "a later form": (rezipped(MINI, {"manifest.json": json.dumps(
        {"schema": 2, "kind": "loudi-qa bundle"}).encode()}), "更新版本", "later version"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_bundle_is_refused_with_a_sentence_and_what_to_give_instead(kind: str) -> None:
    data, zh, en = REFUSED[kind]
    with pytest.raises(NotABundle) as refused:
        opened(data)
    words = refused.value.words.filled(**refused.value.fields)
    assert zh in words.zh
    assert en in words.en
    assert refused.value.fix.zh
    assert refused.value.fix.en


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        "{}",
        "null",
        "1",
        '"x"',
        '{"kind": "loudi-qa bundle"}',
        '{"kind": "loudi-qa bundle", "schema": []}',
        "[" * 100_000,
    ],
)
def test_a_list_that_makes_no_sense_is_no_list_and_no_fault_of_ours(said: str) -> None:
    assert read_manifest(said.encode()) is None


@pytest.mark.parametrize(
    ("key", "value"),
    [("language", "fr"), ("language", []), ("year", "2019"), ("program", {"version": "0.1\n0"}), ("program", {"version": 1}),
     ("files", []), ("files", [{"role": []}]), ("files", {}), ("kind", "zip"), ("schema", 0)],
)  # fmt: skip
def test_a_list_with_one_thing_that_cannot_be_is_no_list(key: str, value: object) -> None:
    manifest = opened(MINI).manifest
    assert manifest is not None
    data = json.loads(manifest_bytes(manifest))
    assert read_manifest(json.dumps(data).encode()) == manifest
    assert read_manifest(json.dumps(data | {key: value}).encode()) is None


def test_the_readme_is_for_an_old_notepad_and_in_both_languages() -> None:
    text = README.decode("utf-8-sig")
    assert README.startswith(b"\xef\xbb\xbf")
    assert text.count("\n") == text.count("\r\n") > 10
    assert "loudi-qa verify 这个文件.zip" in text
    assert "loudi-qa verify THIS-FILE.zip" in text
    assert text.encode("gbk")
