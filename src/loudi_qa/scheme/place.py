"""Where the two rule files lie."""

from __future__ import annotations

from pathlib import Path

INDICATORS = "indicators.yaml"
RESPONSIBILITIES = "responsibilities.yaml"


def find(name: str, given: Path | None = None) -> Path:
    """The rule file to use: the one given, else the working folder's, else the one that came with the program."""
    if given is not None:
        return given
    here = Path(name)
    return here if here.is_file() else packaged(name)


def packaged(name: str) -> Path:
    """The copy inside the wheel; in a checkout, the file at its top, so that nothing stale is ever read."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "rules" / name
    return inside if inside.is_file() else package.parents[1] / name
