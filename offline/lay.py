"""What both folders have alike: text as Windows and Linux read it, the samples, the zip."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from loudi_qa import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[1]
FILES = Path(__file__).with_name("files")
START, README, SAMPLES, RULES = "质量考核.bat", "说明.txt", "示例", "规则"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
NOT_OURS = """{folder} 里有别的东西，没有动它；请写一个新的文件夹
{folder} holds something else and was left as it is; name another folder"""


def may_be_renewed(folder: Path) -> bool:
    """Whether nothing is lost if a folder is made anew: it is not there, or empty, or one of these."""
    return not folder.exists() or (folder.is_dir() and (not any(folder.iterdir()) or (folder / START).is_file()))


def write_batch(path: Path, source: str, fields: Mapping[str, str] | None = None) -> None:
    """A batch file: CRLF, and GB 2312, whose bytes are either ASCII or above 0xA0 so that none is a sign of the shell.

    ``cmd`` reads the file line by line in the code page of that moment, and the file sets 936 first. Raises
    :class:`UnicodeEncodeError` for a character outside of GB 2312.
    """
    path.write_bytes(_filled(source, fields).replace("\n", "\r\n").encode("gb2312"))


def write_note(path: Path, source: str, fields: Mapping[str, str] | None = None) -> None:
    """A text for people: UTF-8 with its mark and CRLF, which Notepad has always understood."""
    path.write_bytes(_filled(source, fields).replace("\n", "\r\n").encode("utf-8-sig"))


def write_script(path: Path, source: str) -> None:
    """A script for Linux, or for Python anywhere."""
    path.write_bytes((FILES / source).read_bytes().replace(b"\r\n", b"\n"))
    path.chmod(0o755)


def _filled(source: str, fields: Mapping[str, str] | None) -> str:
    """A source with its ``@FIELDS@`` filled in."""
    text = (FILES / source).read_text(encoding="utf-8")
    for name, value in {"VERSION": __version__, **(fields or {})}.items():
        text = text.replace(f"@{name}@", value)
    return text


def lay_samples(folder: Path) -> None:
    """The sample years and forms, to try the program on before the first own file; and the rules, for the year's own folder."""
    there = folder / SAMPLES
    shutil.copytree(ROOT / "samples" / "forms-2019", there / "forms-2019")
    for name in ("2018.xlsx", "2019.xlsx", "broken.xlsx"):
        shutil.copy(ROOT / "samples" / name, there)
    (folder / RULES).mkdir()
    for name in ("indicators.yaml", "responsibilities.yaml", "cases.yaml"):
        shutil.copy(ROOT / name, folder / RULES)


def pack(folder: Path) -> Path:
    """The folder as one ``.zip`` beside it, the same bytes for the same content."""
    target = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            member = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), _EARLIEST)
            member.external_attr = (0o755 if path.suffix == ".sh" else 0o644) << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(member, path.read_bytes())
    return target


def size(path: Path) -> str:
    """How large a file or folder is, as ``31 MB``."""
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return f"{sum(p.stat().st_size for p in files) / 1e6:.0f} MB"
