"""What the slips of a Chinese keyboard and of a plain editor look like on a line, and how each is told."""

from __future__ import annotations

import re
from typing import NamedTuple

from loudi_qa.words import Words


class Slip(NamedTuple):
    """What a slip of the keyboard looks like, and how it is told; named groups of the pattern are the fields."""

    look: re.Pattern[str]
    words: Words
    raw: bool = False
    """Whether quoted texts and comments are looked at too."""
    flow: bool = False
    """Whether it is one only within braces or brackets."""


SLIPS = (
    Slip(
        re.compile(r"^(?P<mark><{7}|={7}|>{7})"),
        Words(
            "{mark} 是合并文件时留下的标记：两种写法留一种，再删去这些标记行", "{mark} is left over from a merge: keep one side"
        ),
    ),
    Slip(re.compile(r"^ *\t"), Words("行首用了 Tab，请改为空格", "the line begins with a Tab: use spaces")),
    Slip(
        re.compile("^ *[\u3000\u00a0]|[:-][\u3000\u00a0]"),
        Words("这里的空格是全角（或不换行）空格，请改为半角空格", "a full-width or no-break space stands here: use a plain one"),
    ),
    Slip(
        re.compile(r"(?:^|[\s{,，｛-])(?P<key>[A-Za-z_]+)：\s*(?P<rest>[^\s,，}]*)"),
        Words(
            "{key} 后面的冒号是全角的，请写 {key}: {rest}（半角冒号加一个空格）", "the colon is full-width: write {key}: {rest}"
        ),
    ),
    Slip(
        re.compile(r"(?:^|[:：,，\[{]|- )\s*(?P<mark>[｛［【])|^[^｛［【]*(?P<other>[｝］】])\s*(?:[,，}\]｝]|$)"),
        Words("括号 {mark} 是全角的，请用半角的 {{ }} [ ]", "the bracket {mark} is full-width: use {{ }} and [ ]"),
    ),
    Slip(
        re.compile(r"，\s*(?P<key>[A-Za-z_]+|\d{4})[:：]"),
        Words("{key} 前面的逗号是全角的，请用半角逗号“,”", "the comma before {key} is full-width: use a plain one"),
    ),
    Slip(
        re.compile(r"(?P<before>\S{1,12})，\s*$"),
        Words("行末“{before}”后面的逗号是全角的，请用半角逗号“,”", "the comma after {before} is full-width: use a plain one"),
        flow=True,
    ),
    Slip(
        re.compile(r"\s#(?P<rest>.*[}\]].*)$"),
        Words(
            "“ #”后面的都当成了注释（{rest}），括号因此没有配上；# 是名称的一部分时，整段文字要加引号",
            'all after " #" is taken for a comment ({rest}), so a bracket is left open; put the text in quotes',
        ),
        raw=True,
        flow=True,
    ),
    Slip(
        re.compile(r"""(?:[:\[{,]\s*|- )(?P<text>"[^"]*"|'[^']*')(?P<rest>[^\s,}\]:#][^,}\]]*)"""),
        Words(
            "引号到 {text} 就结束了，后面还有“{rest}”：里面的引号改用“ ”，撇号要放进双引号",
            'the quoted text ends at {text}, and "{rest}" goes on: use curly quotes within, double ones round an apostrophe',
        ),
        raw=True,
    ),
    Slip(
        re.compile(r"^\s*(?P<mark>[－—–―])\s*(?P<rest>\S.{0,20})"),
        Words("行首的“{mark}”不是短横，请写 - {rest}（半角短横加一个空格）", 'the line begins with "{mark}": write - {rest}'),
    ),
    Slip(
        re.compile(r"^\s*(?:- )?(?P<key>[A-Za-z_]+)\s*[=＝]\s*(?P<rest>[^\s,}]+)"),
        Words("{key} 后面不用等号，请写 {key}: {rest}", "no equals sign after {key}: write {key}: {rest}"),
    ),
    Slip(
        re.compile(r"^\s*-(?P<rest>[{\[\"A-Za-z\u4e00-\u9fff]\S{0,20})"),
        Words("短横后面少一个空格，请写 - {rest}", "a space is missing after the dash: write - {rest}"),
    ),
    Slip(
        re.compile(r"(?:^\s*(?:- )?|[{,]\s*)(?P<key>[A-Za-z_]+):(?P<rest>[^\s/,}]+)"),
        Words("冒号后面少一个空格，请写 {key}: {rest}", "a space is missing after the colon: write {key}: {rest}"),
    ),
    Slip(
        re.compile(r",\s*,|[{\[]\s*,"),
        Words("多了一个逗号，两个逗号之间是空的", "a comma too many: nothing stands between two"),
    ),
    Slip(
        re.compile(r"(?:[:\[{,]\s+|- )(?P<mark>[@%`*&!])(?P<rest>[^\s,}\]]*)"),
        Words('以 {mark} 开头的文字要加引号，请写 "{mark}{rest}"', 'text that begins with {mark} needs quotes: "{mark}{rest}"'),
    ),
)
