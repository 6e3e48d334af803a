"""What people wrote into an earlier ledger of rectification: it is carried on, never lost."""

from __future__ import annotations

from typing import NamedTuple


class PastEntry(NamedTuple):
    """The hand-written cells of one row of a ledger, as text; empty where nothing was written."""

    measures: str = ""
    person: str = ""
    done_on: str = ""
    state: str = ""
    remark: str = ""
