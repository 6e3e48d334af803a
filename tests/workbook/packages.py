"""Small .xlsx packages from raw XML parts, so that a test can hold exactly the bytes it speaks of."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zipfile
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING

import pytest

from loudi_qa.findings import Finding, Unreadable
from loudi_qa.workbook.read import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from loudi_qa.workbook.guard import Limits

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Parts = dict[str, bytes]

STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0&quot;%&quot;"/>'
    '<numFmt numFmtId="165" formatCode="0.000%"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    "</fills><borders count='1'><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="10" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""Cell styles 0 general, 1 percent (built in), 2 a quoted percent sign, 3 percent (own format), 4 a date."""

STRINGS = f'<sst xmlns="{MAIN}" count="2" uniqueCount="2"><si><t>城区</t></si><si><t>计量</t></si></sst>'
ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>97.5</v></c></row><row r="2"><c r="B2" s="1"><v>0.5</v></c></row>'
"""城区 and 97.5 in the first row, 50 % in B2."""


def worksheet(rows: str = ROWS, *, before: str = "", after: str = "") -> str:
    """The XML of a sheet that holds these rows."""
    return f'{DECLARATION}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


LONGEST_SENTENCE = 400
"""No one reads more, and what a file holds must not fill a terminal."""


def relation(number: int, kind: str, target: str) -> str:
    """One line of a .rels part."""
    return f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'


def relations(*lines: str) -> str:
    """The XML of a .rels part."""
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def workbook(*sheets: str) -> str:
    """The XML of a workbook part; a sheet is its name, or its name and the attributes after it."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' if "=" not in name else f"<sheet {name}/>"
        for n, name in enumerate(sheets, start=1)
    )
    return f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>'


def content_types(sheets: int, workbook_part: str = "/xl/workbook.xml") -> str:
    """The XML of [Content_Types].xml."""
    overrides = {workbook_part: "sheet.main", "/xl/styles.xml": "styles", "/xl/sharedStrings.xml": "sharedStrings"}
    overrides |= {f"/xl/worksheets/sheet{n}.xml": "worksheet" for n in range(1, sheets + 1)}
    lines = "".join(f'<Override PartName="{p}" ContentType="{TYPES}.{t}+xml"/>' for p, t in overrides.items())
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def parts(*sheets: str, changed: Mapping[str, str | bytes | None] | None = None) -> Parts:
    """The parts of a workbook with these sheets (their XML), called 表1, 表2 ...; ``changed`` replaces or drops some."""
    sheets = sheets or (worksheet(),)
    count = len(sheets)
    made: dict[str, str | bytes | None] = {
        "[Content_Types].xml": content_types(count),
        "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook(*(f"表{n}" for n in range(1, count + 1))),
        "xl/_rels/workbook.xml.rels": relations(
            *(relation(n, "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, count + 1)),
            relation(count + 1, "styles", "styles.xml"),
            relation(count + 2, "sharedStrings", "sharedStrings.xml"),
        ),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": STRINGS,
    }
    made |= {f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets, start=1)}
    made |= changed or {}
    return {p: c.encode() if isinstance(c, str) else c for p, c in made.items() if c is not None}


def zipped(made: Mapping[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The bytes of the package."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package:
        for part, content in made.items():
            package.writestr(part, content)
    return out.getvalue()


def xlsx(*sheets: str, changed: Mapping[str, str | bytes | None] | None = None) -> bytes:
    """The bytes of a workbook with these sheets."""
    return zipped(parts(*sheets, changed=changed))


def directory_says(data: bytes, part: str, *, size: int | None = None, flag: int = 0) -> bytes:
    """The package with another unpacked size, or a flag more, in the directory entry of one part."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        before = package.getinfo(part)
    name = part.encode()
    for signature, flags_at, size_at, name_at in ((b"PK\x03\x04", 6, 22, 30), (b"PK\x01\x02", 8, 24, 46)):
        entry = data.index(name) - name_at if signature == b"PK\x03\x04" else data.rindex(name) - name_at
        assert data[entry : entry + 4] == signature
        changed = bytearray(data)
        struct.pack_into("<H", changed, entry + flags_at, before.flag_bits | flag)
        struct.pack_into("<L", changed, entry + size_at, before.file_size if size is None else size)
        data = bytes(changed)
    return data


def noise(mib: float) -> str:
    """A comment that no zip can squeeze: with it a part of so many MiB stays under any ratio that one may ask for."""
    return f"<!--{Random(17).randbytes(int(mib * (1 << 20) / 130)).hex()}-->"  # noqa: S311 -- only to be incompressible


def refusal(path: Path, limits: Limits | None = None) -> Finding:
    """The finding with which reading this file is refused; it can be said in both languages."""
    with pytest.raises(Unreadable) as caught:
        read(path, limits)
    finding = caught.value.finding
    sentences = [finding.message("zh"), finding.message("en"), finding.fix("zh"), finding.fix("en")]
    assert len(finding.place) < LONGEST_SENTENCE, "a name of any length in the place"
    assert all(0 < len(said) < LONGEST_SENTENCE and "{" not in said for said in sentences), [s[:200] for s in sentences]
    return finding


def refused(folder: Path, data: bytes, limits: Limits | None = None) -> str:
    """The code with which these bytes are refused."""
    path = folder / "表.xlsx"
    path.write_bytes(data)
    return refusal(path, limits).code


_CHILD = """
import resource, sys
from pathlib import Path
from loudi_qa.findings import Unreadable
from loudi_qa.workbook.read import read
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
def peak():  # getrusage begins at the peak of whoever started this process; Linux tells this process's own
    own = Path("/proc/self/status")
    told = own.read_text().partition("VmHWM:")[2].split() if own.exists() else []
    return int(told[0]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
try:
    rows = (cells for sheet in read(Path(sys.argv[1])).sheets.values() for _, cells in sheet.rows())
    said = f"read {next(rows, None)}"[:500]
except Unreadable as refused:
    said = refused.finding.code
print(peak() - before, said)
"""


def in_a_process(path: Path) -> tuple[str, int]:
    """What became of reading this file in a process of its own, and how many KiB of memory it took at most.

    A reader that asks for too much memory ends its whole process, which no ``except`` can prevent; one that would go on
    for ever is ended by the system.
    """
    pytest.importorskip("resource", reason="this system does not tell how much memory a process took")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(path)], capture_output=True, encoding="utf-8", env=environment, check=False
    )
    if done.returncode:
        return f"died ({done.returncode}): {done.stderr.strip()[-300:]}", 0
    taken, _, said = done.stdout.strip().partition(" ")
    return said, int(taken) // (1024 if sys.platform == "darwin" else 1)
