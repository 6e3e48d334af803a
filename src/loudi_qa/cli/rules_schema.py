"""``loudi-qa rules schema``: what an editor needs to help with the rule files."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from loudi_qa.cli.exits import Exit
from loudi_qa.cli.files import is_folder
from loudi_qa.cli.output import check_folder, check_target, json_bytes, look_at, make_folder, tell_written, write_files
from loudi_qa.cli.ui import is_unicode
from loudi_qa.scheme.schema import FILES, file_name, schema
from loudi_qa.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from loudi_qa.cli.options import RulesFile
    from loudi_qa.cli.ui import Ui

_FIRST = "indicators"
_HEADER = Words(
    "让编辑器用上它：规则文件第一行写 # yaml-language-server: $schema={file}",
    "for editors to use it, begin the rule file with: # yaml-language-server: $schema={file}",
)


def run(ui: Ui, which: RulesFile | None, *, output: Path | None, force: bool) -> Exit:
    """Print one schema, or write it to a file; into a folder go all of them, or the one that was named."""
    if output is None:
        ui.give(json.dumps(schema(which or _FIRST), ensure_ascii=not is_unicode(sys.stdout), indent=1) + "\n")
        return Exit.FINE
    if output.suffix.lower() == ".json" and not is_folder(output):
        files = [(output, json_bytes(schema(which or _FIRST)))]
        check_target(output, [], force=force)
    else:
        files = schema_files(output, which)
        check_folder(output)
        for path, _ in files:
            if look_at(path):
                check_target(path, [], force=force)
        make_folder(output)
    write_files(files)
    for path, _ in files:
        tell_written(ui, path)
    if not ui.quiet:
        ui.tell(_HEADER, file=files[0][0].as_posix())
    return Exit.FINE


def schema_files(folder: Path, which: str | None = None) -> list[tuple[Path, bytes]]:
    """The schema of one file or of all of them, as they lie in a folder."""
    return [(folder / file_name(name), json_bytes(schema(name))) for name in ([which] if which else FILES)]
