"""The pictures at the top of the two READMEs: what the program prints, drawn as a window.

``python tests/picture.py --update`` draws them anew; ``test_picture.py`` fails while they are old.

Rich can write SVG too, but squeezes Chinese into one cell and asks a web server for its font. Here every glyph has an ``x`` of
its own: it stands on its column with whatever fonts the reader has, and the picture asks nobody for anything.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch
from xml.sax.saxutils import escape

from rich.ansi import AnsiDecoder
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from loudi_qa.cli.exits import Exit
from loudi_qa.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style

ROOT = Path(__file__).resolve().parents[1]

CELL, LINE, MARGIN, BAR = 10, 22, 20, 38
"""Of the drawing's own units: a column, a line, the edge, the bar with the command. A browser scales them to the page."""
FONTS = (
    "'Cascadia Mono',Consolas,Menlo,'DejaVu Sans Mono',"
    "'Noto Sans Mono CJK SC','Microsoft YaHei','PingFang SC','Noto Sans CJK SC',monospace"
)
SHADES = {
    "plain": "#dbe2ec", "dim": "#9eabbd", "command": "#ffffff",
    "green": "#7ee2a0", "cyan": "#7fd4f5", "yellow": "#f3cf6b", "red": "#ff8f86",
}  # fmt: skip
"""Each at least 4.5 to 1 on window and bar, whatever the colour of the page around them."""
ANSI = {1: "red", 2: "green", 3: "yellow", 6: "cyan", 7: "command"}
"""The colours of a terminal by their number; one that the program did not use before asks for its shade by a KeyError."""
WINDOW, BAND, EDGE = "#1a2230", "#2b374a", "#46566f"


class Scene(NamedTuple):
    """A command as it is typed, and the lines that are shown: each from one that begins with the first to before the second."""

    command: str
    cuts: tuple[tuple[str, str], ...]


class Picture(NamedTuple):
    """One picture: its file, its columns, what it tells those who cannot see it, what the window says of the data, its scenes."""

    file: Path
    columns: int
    title: str
    told: str
    mark: str
    scenes: tuple[Scene, ...]


CHINESE = Picture(
    ROOT / "docs" / "result.zh-CN.svg",
    92,
    "loudi-qa 的输出",
    "窗口中有两条命令及其结果。第一条给七个单位排出位次，列出总分、等级和各组得分，标明谁因一票否决定级、随后要做什么；"
    "第二条检查一份填报表，指出哪个单元格有问题、怎么改。",
    "示例数据（虚构）",
    (
        Scene(
            "loudi-qa score samples/2019.xlsx --previous samples/2018.xlsx",
            (
                ("2019 年度", "数据说明"),
                ("位次表", "“不计转入”"),
                ("后果", "全部 7 个单位"),
                ("新化县 +书面报告", "新化县 +按方案"),
            ),
        ),
        Scene("loudi-qa validate samples/broken.xlsx", (("错误.E302", "错误.E302.*T02"),)),
    ),
)
ENGLISH = Picture(
    ROOT / "docs" / "result.svg",
    100,
    "What loudi-qa prints",
    "A window with two commands and what they print. The first ranks seven units with total, grade and points by group, and says "
    "whose grade a veto has set and what follows. The second checks a form, and says which cell is wrong and what to write.",
    "sample data, fictional",
    (
        Scene(
            "loudi-qa score samples/2019.xlsx --previous samples/2018.xlsx --lang en",
            (("Quality-work", "About the data"), ("Ranking", r"\(too narrow"), (r"\*: ", "The column"),
             ("What follows", "all 7 units"), ("Xinhua County +Written", "Xinhua County +Carry out")),
        ),
        Scene("loudi-qa validate samples/broken.xlsx --lang en", (("error.E302", "error.E302.*T02"),)),
    ),
)  # fmt: skip
PICTURES = (CHINESE, ENGLISH)


def lines_of(command: str, columns: int) -> list[Text]:
    """What a command sends to a colour terminal that wide, line by line, in the folder above the samples."""
    out, said, place = io.StringIO(), io.StringIO(), Path.cwd()
    around = {"COLUMNS": str(columns), "TERM": "xterm-256color", "COLORTERM": "", "NO_COLOR": "", "LOUDI_QA_LANG": ""}
    os.chdir(ROOT)
    try:
        with patch.dict(os.environ, around), contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
            code = run([*command.split()[1:], "--color", "always"])
    finally:
        os.chdir(place)
    assert code in {Exit.FINE, Exit.FINDINGS}, said.getvalue()
    return list(AnsiDecoder().decode(out.getvalue()))


def shown(scene: Scene, columns: int) -> list[list[Text]]:
    """The lines of each cut, without the empty ones around it."""
    lines = lines_of(scene.command, columns)
    return [_stripped(lines[_find(lines, start, 0) : _find(lines, end, _find(lines, start, 0) + 1)]) for start, end in scene.cuts]


def _find(lines: Sequence[Text], pattern: str, first: int) -> int:
    found = [i for i, line in enumerate(lines) if i >= first and re.match(pattern, line.plain)]
    if not found:
        raise LookupError(f"no line of the output begins with {pattern!r} any more")
    return found[0]


def _stripped(lines: list[Text]) -> list[Text]:
    kept = [i for i, line in enumerate(lines) if line.plain.strip()]
    return lines[kept[0] : kept[-1] + 1]


def svg(picture: Picture) -> str:
    """The whole drawing."""
    body: list[str] = []
    y = 0
    for scene in picture.scenes:
        body += _bar(picture, scene, y)
        y += BAR + LINE // 2
        for i, lines in enumerate(shown(scene, picture.columns)):
            body += _left_out(y) if i else []
            y += LINE if i else 0
            for line in lines:
                y += LINE
                body += words(line, y)
        y += LINE
    return "\n".join([*_head(picture, y), *body, "</g>", _frame(picture, y), "</svg>", ""])


def _width(picture: Picture) -> int:
    return 2 * MARGIN + CELL * picture.columns


def _head(picture: Picture, height: int) -> list[str]:
    width = _width(picture)
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"',
        ' role="img" aria-labelledby="title told">',
        f'<title id="title">{escape(picture.title)}</title>',
        f'<desc id="told">{escape(picture.told)}</desc>',
        f"<style>text{{font:16px {FONTS};fill:{SHADES['plain']}}}.wide{{font-size:19px}}.bold{{font-weight:700}}",
        *(f".{name}{{fill:{shade}}}" for name, shade in SHADES.items() if name != "plain"),
        "</style>",
        f'<clipPath id="window"><rect width="{width}" height="{height}" rx="10"/></clipPath>',
        '<g clip-path="url(#window)">',
        f'<rect width="{width}" height="{height}" fill="{WINDOW}"/>',
    ]


def _frame(picture: Picture, height: int) -> str:
    width = _width(picture)
    return f'<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="10" fill="none" stroke="{EDGE}"/>'


def _bar(picture: Picture, scene: Scene, y: int) -> Iterator[str]:
    yield f'<rect y="{y}" width="{_width(picture)}" height="{BAR}" fill="{BAND}"/>'
    yield from words(Text.styled("> " + scene.command, "bold white"), y + BAR - 13)
    if not y:
        yield from words(Text.styled(picture.mark, "dim"), y + BAR - 13, picture.columns - cell_len(picture.mark))


def _left_out(y: int) -> list[str]:
    """Three dots, one above the other: there is more than is shown."""
    return [f'<circle cx="{MARGIN + CELL}" cy="{y + at}" r="1.6" fill="{SHADES["dim"]}"/>' for at in (10, 16, 22)]


def words(line: Text, y: int, column: int = 0) -> Iterator[str]:
    """A line of the terminal as one ``text`` for each run of glyphs of one width and colour; spaces need none."""
    for part, style, _ in line.render(Console(), end=""):
        for (wide, blank), alike in groupby(part, lambda glyph: (cell_len(glyph) == 2, glyph.isspace())):
            glyphs = "".join(alike)
            if not blank:
                yield _text(
                    glyphs, y + wide, column, [*(["wide"] if wide else []), *_classes(style)]
                )  # larger, so a little lower
            column += cell_len(glyphs)


def _classes(style: Style | None) -> list[str]:
    if style is None:
        return []
    number = style.color.number if style.color else None
    hue = [ANSI[number]] if number is not None else ["dim"] if style.dim else []
    return [*hue, "bold"] if style.bold else hue


def _text(glyphs: str, y: int, column: int, classes: Sequence[str]) -> str:
    places = " ".join(str(MARGIN + CELL * (column + cell_len(glyphs[:i]))) for i in range(len(glyphs)))
    worn = f' class="{" ".join(classes)}"' if classes else ""
    return f'<text{worn} y="{y}" x="{places}">{escape(glyphs)}</text>'


def update() -> None:
    """Draw every picture as the program prints today."""
    for picture in PICTURES:
        picture.file.write_text(svg(picture), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if sys.argv[1:] != ["--update"]:
        sys.exit("usage: python tests/picture.py --update")
    update()
