"""Which unit of an older edition is which of a newer one: the same name, or a name that the newer one keeps as an alias."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loudi_qa.scheme.mandate import Mandate


def renamed(older: Mandate, newer: Mandate) -> dict[str, str]:
    """By its older name, the newer name of each unit that both editions have, in the order of the older one."""
    names = [u.name.zh for u in older.units]
    found: dict[str, str] = {}
    for name in names:
        unit = newer.unit.get(name)
        if unit is not None and (unit.name.zh == name or unit.name.zh not in names):
            found[name] = unit.name.zh
    return found
