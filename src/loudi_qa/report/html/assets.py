"""What our pages have in common: templates in which everything is escaped, and styles that the page's own policy knows."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import DictLoader, Environment, StrictUndefined

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = "loudi_qa.report.html"


def environment(names: Iterable[str], package: str = HERE) -> Environment:
    """Templates of a package; everything is escaped, and a name that is not there is a fault, not a blank."""
    sources = {name: asset(name, package) for name in names}
    return Environment(
        loader=DictLoader(sources), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def asset(name: str, package: str = HERE) -> str:
    """A file beside the code, as text."""
    return (files(package) / "templates" / name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """What the page's own policy lets run and be shown: this text and no other."""
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"
