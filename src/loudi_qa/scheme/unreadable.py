"""A file that cannot be read at all, or is not where it should be: what it is, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.catalogue.system import reason
from loudi_qa.scheme.fault import Fault
from loudi_qa.words import Words

if TYPE_CHECKING:
    from pathlib import Path

_NONE = Words("找不到这个规则文件；核对文件名和所在的文件夹", "there is no such rule file; check its name and the folder")
_FOLDER = Words("这是一个文件夹，请写出里面的文件", "it is a folder: name the file in it")
_OTHER_KINDS = {
    b"PK\x03\x04": Words(
        "这是 Excel、WPS 或 Word 文件，不是规则文件；规则是 .yaml 文本文件",
        "an Excel, WPS or Word file; rules are a .yaml text file",
    ),
    b"\xd0\xcf\x11\xe0": Words(
        "这是旧版 Excel 或 Word 文件，不是规则文件；规则是 .yaml 文本文件",
        "an old Excel or Word file; rules are a .yaml text file",
    ),
    b"%PDF": Words("这是 PDF 文件，不是规则文件；规则是 .yaml 文本文件", "a PDF file; rules are a .yaml text file"),
    b"\xff\xfe": Words(
        "存成了 UTF-16（记事本里叫“Unicode”）：请另存为，编码选 UTF-8", 'saved as UTF-16 ("Unicode" in Notepad): save it as UTF-8'
    ),
}
"""The first bytes of what is no text in UTF-8, and what it is."""
_NOT_UTF8 = Words("不是 UTF-8 编码（多半存成了 ANSI，即 GBK）：请另存为，编码选 UTF-8", "not UTF-8: save the file as UTF-8")


def misnamed(path: Path) -> Fault | None:
    """A file that Notepad or an editor has saved beside ``path`` under almost the same name, while there is none at ``path``."""
    names = [f"{path.name}.txt", f"{path.stem}.yml", f"{path.stem}.yaml"]
    other = next((name for name in names if path.with_name(name).is_file()), None)
    if path.exists() or other is None:
        return None
    words = Words(
        "没有这个文件，旁边却有 {other}：请改名为 {name}（在资源管理器里先勾选“文件扩展名”）",
        "there is no such file, but {other} beside it: rename it to {name} (let the Explorer show file name extensions)",
    )
    return Fault(path, 0, words, {"other": other, "name": path.name})


def unread(path: Path, error: OSError) -> Fault:
    """A file that the system does not give."""
    if isinstance(error, FileNotFoundError):
        return misnamed(path) or Fault(path, 0, _NONE)
    why = _FOLDER if path.is_dir() else reason(error)
    return Fault(path, 0, Words("读不了这个文件：{why}", "this file cannot be read: {why}"), {"why": why})


def undecodable(data: bytes, start: int, path: Path) -> Fault:
    """A file that is not text in UTF-8: what it is, or the line where that shows."""
    kind = next((words for head, words in _OTHER_KINDS.items() if data.startswith(head)), None)
    return Fault(path, 1, kind) if kind else Fault(path, data[:start].count(b"\n") + 1, _NOT_UTF8)
