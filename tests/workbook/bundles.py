"""Bundles in miniature, of a program that does nothing but write down what it read: small enough to try every byte."""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from loudi_qa.assess.verdict import Recomputed
from loudi_qa.workbook.bundle import Part, bundled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loudi_qa.workbook.bundle import Bundle
    from loudi_qa.workbook.manifest import Role

VERSION = "0.1.0"
NOTHING: Mapping[str, bytes | None] = MappingProxyType({})


def result(**sources: bytes) -> dict[str, Any]:
    """What a result says of the files it was computed from, and a point that depends on them."""
    digests = {k: hashlib.sha256(v).hexdigest() for k, v in sources.items()}
    return {
        "schema": 1,
        "year": 2019,
        "scheme": {"id": "mini", "edition": "2019", "sha256": digests["indicators"]},
        "responsibilities": {"sha256": digests["responsibilities"]},
        "input": {"file": "年度.xlsx", "sha256": digests["input"]},
        "previous": {"file": "上年.xlsx", "sha256": digests["previous"]},
        "units": [{"unit": "甲区", "total": str(len(sources["input"]))}],
    }


def written(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


SOURCES = {"input": b"4321", "previous": b"before", "indicators": b"scheme: mini\n", "responsibilities": b"units: []\n"}


def parts(**changes: bytes) -> dict[Role, Part]:
    """The files of a bundle that is right in itself, but for the changes."""
    held = SOURCES | {"result": written(result(**SOURCES))} | changes
    names: dict[Role, str] = {
        "input": "年度.xlsx", "previous": "上年.xlsx", "indicators": "indicators.yaml",
        "responsibilities": "responsibilities.yaml", "result": "result.json",
    }  # fmt: skip
    return {role: Part(name, held[role]) for role, name in names.items()}


def mini(**changes: bytes) -> bytes:
    return bundled(parts(**changes), version=VERSION, language="zh", year=2019)


def again(bundle: Bundle) -> Recomputed:
    """What the miniature program makes of a bundle."""
    data = result(**{role: bundle.members[role].data for role in ("input", "previous", "indicators", "responsibilities")})
    return Recomputed(written(data), data)


def rezipped(data: bytes, changes: Mapping[str, bytes | None] = NOTHING, how: int = zipfile.ZIP_STORED) -> bytes:
    """An archive packed again by another program, with files (by their last name) replaced, left out or added."""
    out, left = BytesIO(), dict(changes)
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", how) as target:
        for name in source.namelist():
            held = left.pop(name.rpartition("/")[2], source.read(name))
            if held is not None:
                target.writestr(name, held)
        for name, held in left.items():
            target.writestr(name, held or b"")
    return out.getvalue()
