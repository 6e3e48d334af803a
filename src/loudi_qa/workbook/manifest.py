"""The list inside a bundle: which program, language and year, and of each file its name, size and digest."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from loudi_qa.words import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loudi_qa.words import Lang

SCHEMA = 1
KIND = "loudi-qa bundle"

Role = Literal["manifest", "input", "previous", "indicators", "responsibilities", "result", "readme"]
"""What a file of a bundle is there for."""
ROLES: tuple[Role, ...] = get_args(Role)
"""In the order in which they lie in a bundle."""
OPTIONAL: frozenset[Role] = frozenset({"previous"})

_DIGEST = re.compile("[0-9a-f]{64}")
_VERSION = re.compile(r"\d[0-9A-Za-z.+!-]{0,39}", re.ASCII)


class Listed(NamedTuple):
    """A file as the list has it; ``original`` is the name it went by, which the result repeats."""

    name: str
    original: str
    size: int
    sha256: str


class Manifest(NamedTuple):
    """What a bundle says of itself. Nothing of the machine, the user or the clock: one result has one bundle."""

    version: str
    language: Lang
    year: int
    files: Mapping[Role, Listed]


class TooNew(Exception):
    """A list of a later form than this program knows."""


def listed(name: str, original: str, data: bytes) -> Listed:
    """The line of a file."""
    return Listed(name, original, len(data), hashlib.sha256(data).hexdigest())


def manifest_bytes(manifest: Manifest) -> bytes:
    """The list as it stands in the archive."""
    files = [{"role": role, **manifest.files[role]._asdict()} for role in ROLES if role in manifest.files]
    data = {
        "schema": SCHEMA,
        "kind": KIND,
        "program": {"name": "loudi-qa", "version": manifest.version},
        "language": manifest.language,
        "year": manifest.year,
        "files": files,
    }
    return printable(json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def read_manifest(data: bytes) -> Manifest | None:
    """What a list says, None where it makes no sense; raises :class:`TooNew` for one of a later form."""
    try:
        said = json.loads(data)
        if said["kind"] != KIND:
            return None
        if type(said["schema"]) is int and said["schema"] > SCHEMA:
            raise TooNew
        files = {f["role"]: _file(f) for f in said["files"]}
        found = Manifest(_text(said["program"]["version"]), said["language"], said["year"], files)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    known = files.keys() <= {*ROLES} - {"manifest"} and {*ROLES} - OPTIONAL - {"manifest"} <= files.keys()
    right = said["schema"] == SCHEMA and said["language"] in ("zh", "en") and type(found.year) is int
    return found if known and right and _VERSION.fullmatch(found.version) else None


def _file(said: dict[str, Any]) -> Listed:
    if type(said["size"]) is not int or not _DIGEST.fullmatch(said["sha256"]):
        raise ValueError
    return Listed(_text(said["name"]), _text(said["original"]), said["size"], said["sha256"])


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError
    return said
