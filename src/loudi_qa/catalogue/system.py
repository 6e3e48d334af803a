"""Why the system refuses a file, in both languages: its own words are English on most machines."""

from __future__ import annotations

import errno

from loudi_qa.words import Words

_LOCKED = Words("没有权限，或正被别的程序占用", "there is no permission, or another program holds it")
_BAD_NAME = Words("文件名里有不能用的字符", "its name holds characters that cannot be used")

_REASONS = {
    errno.EACCES: _LOCKED,
    errno.EPERM: _LOCKED,
    errno.EBUSY: Words("正被别的程序占用", "another program holds it"),
    errno.EINVAL: _BAD_NAME,  # what Windows says of ? and * in a name
    errno.EIO: Words("磁盘或 U 盘读写出错", "the disk or stick fails"),
    errno.EISDIR: Words("这是文件夹，不是文件", "it is a folder, not a file"),
    errno.ENAMETOOLONG: Words("文件名太长", "its name is too long"),
    errno.ENOENT: Words("没有这个文件或文件夹", "there is no such file or folder"),
    errno.ENOSPC: Words("磁盘已满", "the disk is full"),
    errno.ENOTDIR: Words("上一级不是文件夹", "what should be the folder above is a file"),
    errno.EROFS: Words("这个盘只能读，不能写", "the disk can only be read"),
}


def reason(error: OSError | ValueError) -> Words:
    """Why a file could not be read or written; a ``ValueError`` is what Python says of a NUL in a name."""
    if not isinstance(error, OSError):
        return _BAD_NAME
    return _REASONS.get(error.errno or 0, Words.same(error.strerror or str(error)))
