"""What each command loads stands in ``loads.txt``, so that an import that makes every start slower is seen before it is merged.

Each command runs as a process of its own on the samples. ``python tests/cli/test_imports.py`` writes the table anew.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loudi_qa.cli.app import program

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("loads.txt")
FORM, YEAR, LAST_YEAR = "samples/forms-2019/双峰县.xlsx", "samples/2019.xlsx", "samples/2018.xlsx"

LIBRARIES = {"docx", "jinja2", "lxml", "opencc", "openpyxl", "pydantic", "rich", "typer", "yaml"}
"""What the program is built on. What these load in turn differs from version to version."""

COMPLETION, OF_NAMES = "(completion)", "(completion of a unit)"
COMMANDS = [
    "",
    "--version",
    "--help",
    COMPLETION,
    OF_NAMES,
    "rules",
    "score --help",
    "explain E204",
    f"validate {FORM}",
    f"score {YEAR}",
    f"score {YEAR} --color always",
    f"score {YEAR} --format json",
    f"score {YEAR} --format csv --bundle OUT/result.zip",
    "verify OUT/result.zip",
    f"explain {YEAR} 双峰县",
    f"score {YEAR} --set 双峰县:P06=93.4",
    f"robust {YEAR} --unit 双峰县",
    f"compare {LAST_YEAR} {YEAR}",
    "template 2019 --unit 双峰县 -o OUT/forms",
    f"validate {FORM} --annotate OUT/marked",
    f"collect {FORM} -o OUT/year.xlsx",
    f"report {YEAR} --html -o OUT/page",
    f"report {YEAR} --docx -o OUT/papers",
    f"report {YEAR} --xlsx -o OUT/books",
    "rules show",
    "rules check",
    "rules test",
    "rules diff . OUT/scheme",
    "rules schema -o OUT/schema",
    "init OUT/new --name 某市 --units 甲县,乙县",
]
"""Every command, on the samples; what one writes a later one may read."""
TYPING = {COMPLETION: "loudi-qa sc", OF_NAMES: "loudi-qa score 2019.xlsx --unit "}
"""Lines that somebody is typing when the shell asks what may come next."""

OBSERVED = """
import atexit, sys
from pathlib import Path
atexit.register(lambda: Path({loads!r}).write_text("\\n".join(sys.modules), encoding="utf-8"))
from loudi_qa.__main__ import main
main()
"""


def loaded(typed: str, folder: Path) -> set[str]:
    """The modules of ours and the libraries that a command loads, as ``cli.app`` and ``yaml``."""
    loads = folder / "loads.txt"
    arguments = [word.replace("OUT", str(folder)) for word in typed.split()]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "LOUDI_QA_LANG": "zh"}
    if typed in TYPING:
        arguments = []
        environment |= {"_LOUDI_QA_COMPLETE": "bash", "_LOUDI_QA_LINE": TYPING[typed]}
    process = [sys.executable, "-c", OBSERVED.format(loads=str(loads)), *arguments]
    ran = subprocess.run(process, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert ran.returncode in {0, 1}, f"{typed}: {ran.stderr.decode()}"
    names = loads.read_text(encoding="utf-8").split()
    ours = {name.removeprefix("loudi_qa.") for name in names if name.startswith("loudi_qa.")}
    return ours | LIBRARIES.intersection(names)


def everything(folder: Path) -> dict[str, set[str]]:
    """What every command loads."""
    (folder / "scheme").mkdir()
    for name in ("indicators.yaml", "responsibilities.yaml"):
        (folder / "scheme" / name).write_bytes((ROOT / name).read_bytes())
    return {typed: loaded(typed, folder) for typed in COMMANDS}


def table(loads: dict[str, set[str]]) -> str:
    """A paragraph a command: the libraries, then our modules by package; what all of them load stands first, once."""
    always = set.intersection(*loads.values())
    told = {"every command": always, **{f"loudi-qa {typed}".strip(): loads[typed] - always for typed in loads}}
    return "\n".join("\n".join([f"{name}:", *lines(modules)]) + "\n" for name, modules in told.items())


def lines(modules: set[str]) -> Iterator[str]:
    if not modules:
        yield "    nothing more"
    parts = {name.partition(".")[0] for name in modules}
    for part in sorted(parts, key=lambda p: (p not in LIBRARIES, p)):
        inside = sorted(name.partition(".")[2] for name in modules if name.startswith(f"{part}."))
        told = " ".join([f"{part}:" if inside else part, *inside])
        yield from textwrap.wrap(told, 126, initial_indent="    ", subsequent_indent=" " * 8)


@pytest.fixture(scope="module")
def loads(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    return everything(tmp_path_factory.mktemp("loads"))


def test_no_command_loads_anything_that_the_table_does_not_tell(loads: dict[str, set[str]]) -> None:
    assert table(loads) == TABLE.read_text(encoding="utf-8"), "is it needed? then python tests/cli/test_imports.py"


@pytest.mark.parametrize("typed", ["", "--version", "--help", COMPLETION, "rules", "score --help"])
def test_who_only_asks_what_may_be_typed_waits_for_the_parser_of_commands_alone(typed: str, loads: dict[str, set[str]]) -> None:
    assert loads[typed] & LIBRARIES == {"typer"}
    parts = {name.partition(".")[0] for name in loads[typed] - {"report", "report.fit"}} - LIBRARIES  # folds the pages of help
    assert parts.isdisjoint({"workbook", "submission", "assess", "report", "api"})
    assert not any(name.startswith(("scheme.rules", "scheme.models", "scheme.mandate")) for name in loads[typed])


@pytest.mark.parametrize("typed", [f"validate {FORM}", f"score {YEAR}", f"explain {YEAR} 双峰县", f"compare {LAST_YEAR} {YEAR}"])
def test_who_only_reads_workbooks_waits_for_nothing_that_writes_them(typed: str, loads: dict[str, set[str]]) -> None:
    assert loads[typed] & LIBRARIES == {"typer", "pydantic", "yaml"}


def test_who_is_typing_a_unit_waits_for_its_name_alone(loads: dict[str, set[str]]) -> None:
    assert loads[OF_NAMES] - loads[COMPLETION] == {"yaml", "cli.completion.names", "scheme.place", "scheme.yamlfile"}


def test_every_command_is_in_the_table() -> None:
    found = program().commands
    typed = {" ".join(words.split()[:2]) for words in COMMANDS}
    every = {*found, *(f"rules {name}" for name in found["rules"].commands)}
    assert [name for name in sorted(every) if not any(f"{words} ".startswith(f"{name} ") for words in typed)] == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        TABLE.write_text(table(everything(Path(scratch))), encoding="utf-8")
