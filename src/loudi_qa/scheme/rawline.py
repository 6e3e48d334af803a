"""The one place that looks at a raw line: what YAML could not read there, said as the person who typed it would see it.

libyaml says "did not find expected key". Behind that stands a full-width comma, a Tab, a brace left open; most of these
can be seen on the line itself, or on the one before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from loudi_qa.scheme.fault import Fault
from loudi_qa.scheme.slips import SLIPS
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import yaml

LONGEST = 60
"""Characters of a line that a message shows."""

_FLOWS = {"while parsing a flow mapping": ("{", "}"), "while parsing a flow sequence": ("[", "]")}
_KEY = "while scanning a simple key"
_QUOTED = "while scanning a quoted scalar"
_INDENTS = {"did not find expected key", "did not find expected '-' indicator", "mapping values are not allowed in this context"}


_COMMA = re.compile(r"(?P<key>[A-Za-z_]+):\s+(?P<value>[^,{}\[\]\"'：，]+?)\s+(?P<next>[A-Za-z_]+):(?:\s|$)")
_COMMA_LEFT_OUT = Words("{next} 前面少一个逗号，请写 {key}: {value}, {next}:", "a comma is missing: {key}: {value}, {next}:")
_COMMA_AFTER = re.compile(r"(?P<end>[}\]·])\s+(?P<next>[A-Za-z_]+):(?:\s|$)")
_COMMA_LEFT_OUT_AFTER = Words("{next} 前面少一个逗号", "a comma before {next} is missing")
_NO_COLON = re.compile(r"(?:^\s*(?:- )?|[{,]\s*)(?P<key>[A-Za-z_]+)\s*(?P<open>[{\[])")
_COLON_LEFT_OUT = Words("{key} 后面少一个冒号，请写 {key}: {open}…", "the colon after {key} is missing: write {key}: {open}...")
_COLON = re.compile(r"(?P<key>[A-Za-z_]+):\s+(?P<text>(?!['\"])[^,{}\[\]\"]*?[^,{}\[\]\"\s]):(?:\s|$)")
_COLON_IN_LINE = re.compile(r"^\s*(?:- )?(?P<key>[A-Za-z_]+):\s+(?P<text>(?!['\"{\[>|]).*?\S):(?:\s|$)")
_NO_BRACES = Words(
    "{key} 的内容要放进花括号，请写 {key}: {{{text}: …}}", "what belongs to {key} goes into braces: {key}: {{{text}: ...}}"
)
_COLON_IN_TEXT = Words(
    "{key} 的文字里有冒号加空格（{text}: ）：请把整段文字放进引号，或改用全角冒号",
    'the text of {key} holds a colon and a space ("{text}: "): put it in quotes',
)
_LINE_END = Words("行末少一个逗号（下一行是 {next}:）", "a comma is missing at the end of the line ({next}: follows)")
_LEFT_OPEN = Words("从这一行的 {open} 起，少一个 {close}", "the {open} that begins on this line lacks its {close}")
_TOO_MANY = Words("多了一个 {close}：前面没有和它相配的括号", "a {close} too many: nothing opens it")
_NEEDLESS = Words("这一条的末尾多了一个逗号", "there is a comma too many at the end of this entry")
_NO_DASH = Words("这一条前面少了短横和空格（- ）", 'the dash and space ("- ") before this entry are missing')
_NO_QUOTE = Words("这一行的引号没有配上另一半（全角的“ ”不算）", "a quote on this line is not closed (curly ones do not count)")
_INDENT = Words(
    "缩进对不上：这一行前面有 {got} 个空格，同一条目的其他行是 {wanted} 个",
    "the indent of this line is {got}, that of its neighbours {wanted}",
)
_DASH = Words(
    "短横前后的空格不对：这一条的第一个键在第 {got} 列，下面的键在第 {wanted} 列",
    "the spaces round the dash are wrong: the first key of this entry is in column {got}, those below in column {wanted}",
)
_NOT_A_PAIR = Words(
    "这一行不是“键: 值”（冒号要半角，后面加一个空格；说明要以 # 开头）：{line}",
    "this line is not key: value (a remark begins with #): {line}",
)
_OTHER = Words(
    "这一行写法有误，请检查这里的引号、括号、逗号、缩进和冒号后的空格：{line}",
    "not valid YAML; look at quotes, brackets, commas, indents and the space after a colon here: {line}",
)
_CHARACTER = Words(
    "这一行有看不见的控制字符（{line}），请删去重打", "there is a control character on this line ({line}): type it anew"
)


class _Look(NamedTuple):
    """A text that YAML could not read, where that was noticed and where the thing had begun (lines from 0)."""

    lines: list[str]
    context: str | None
    problem: str
    begun: int
    noticed: int
    column: int

    @property
    def flow(self) -> tuple[str, str] | None:
        """The brackets that stand open, if any do."""
        return _FLOWS.get(self.context or "")

    def bare(self, at: int) -> str:
        """A line without what quotes hold, and without its comment."""
        return re.sub(r"(^|\s)#.*", "", re.sub(r'"(?:[^"\\]|\\.)*"', lambda m: "·" * len(m[0]), self.lines[at]))

    def content(self, at: int) -> bool:
        """Whether a line holds more than a comment."""
        return 0 <= at < len(self.lines) and bool(self.bare(at).strip())


def syntax_fault(error: yaml.YAMLError, text: str, path: Path) -> Fault:
    """What is wrong, on the line to mend."""
    look = _look(error, text)
    if look is None:
        return Fault(path, 1, _CHARACTER, {"line": _shown(text.split("\n", maxsplit=1)[0])})
    looks: tuple[Callable[[_Look], Iterator[tuple[int, Words, dict[str, object]]]], ...] = (_quotes, _slips, _brackets, _indents)
    for one in looks:
        for at, words, fields in one(look):
            return Fault(path, at + 1, words, {k: _shown(v) if isinstance(v, str) else v for k, v in fields.items()})
    if "<document start>" in look.problem:
        at = next(n for n in range(len(look.lines)) if look.content(n))
        return Fault(path, at + 1, _NOT_A_PAIR, {"line": _shown(look.lines[at])})
    if look.context == _KEY:
        return Fault(path, look.begun + 1, _NOT_A_PAIR, {"line": _shown(look.lines[look.begun])})
    around = look.lines[look.noticed][max(look.column - LONGEST // 2, 0) :]
    return Fault(path, look.noticed + 1, _OTHER, {"line": _shown(around)})


def _look(error: yaml.YAMLError, text: str) -> _Look | None:
    mark, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None:
        return None
    lines = [line.rstrip("\r") for line in text.split("\n")]
    context = getattr(error, "context", None)
    noticed = min(mark.line, len(lines) - 1)
    first = min(begun.line, noticed) if begun and context in {*_FLOWS, _KEY, _QUOTED} else noticed
    return _Look(lines, context, str(getattr(error, "problem", "")), first, noticed, mark.column)


def _shown(text: str) -> str:
    text = text.strip()
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _slips(look: _Look) -> Iterator[tuple[int, Words, dict[str, object]]]:
    """The slips that can be seen on a line; outside braces the line before may hold the one that was noticed."""
    first = look.begun if look.flow else max(look.begun - 1, 0)
    last = min(look.noticed, look.begun + 1) if look.context == _KEY else look.noticed
    for at in range(first, last + 1):
        for slip in SLIPS:
            if (look.flow or not slip.flow) and (found := slip.look.search(look.lines[at] if slip.raw else look.bare(at))):
                fields: dict[str, object] = {k: v for k, v in found.groupdict().items() if v is not None}
                yield at, slip.words, {**fields, "mark": fields.get("mark", fields.get("other"))}
        yield from _colons(look, at)


def _colons(look: _Look, at: int) -> Iterator[tuple[int, Words, dict[str, object]]]:
    """A key within the value of another: a comma is missing, or the value is a text with a colon."""
    from loudi_qa.scheme.meant import known_keys

    line = look.bare(at)
    if look.flow and (found := _COMMA.search(line)) and found["next"] in known_keys():
        yield at, _COMMA_LEFT_OUT, found.groupdict()
    if look.flow and (found := _COMMA_AFTER.search(line)) and found["next"] in known_keys():
        yield at, _COMMA_LEFT_OUT_AFTER, found.groupdict()
    if (found := _NO_COLON.search(line)) and found["key"] in known_keys():
        yield at, _COLON_LEFT_OUT, found.groupdict()
    if found := _COLON.search(line) or (None if look.flow else _COLON_IN_LINE.search(line)):
        yield at, _NO_BRACES if found["text"] in known_keys() else _COLON_IN_TEXT, found.groupdict()


def _quotes(look: _Look) -> Iterator[tuple[int, Words, dict[str, object]]]:
    """A quote left open: it ends at the next one, which opens another text, or never."""
    opened = re.compile(r"""(?:^\s*|[:\[{,]\s*|- )"[^"]*$""")
    if look.context == _QUOTED or (look.context == _KEY and look.lines[look.begun].lstrip().startswith('"')):
        yield look.begun, _NO_QUOTE, {}
    for end in (look.noticed, look.noticed - 1):
        if not re.search(r"[:\[{,]\s*\"", look.lines[end]):
            continue
        before = next((at for at in range(end - 1, -1, -1) if '"' in look.bare(at)), None)
        if before is not None and opened.search(look.bare(before)):
            yield before, _NO_QUOTE, {}


def _brackets(look: _Look) -> Iterator[tuple[int, Words, dict[str, object]]]:
    """A bracket left open or closed twice, a comma left out at the end of a line."""
    if look.flow is None:
        here = look.lines[look.noticed][look.column : look.column + 1]
        if here in {"}", "]", ","}:
            yield look.noticed, _NEEDLESS if here == "," else _TOO_MANY, {"close": here}
        return
    depth = 0
    for at in range(look.begun, len(look.lines)):
        line = look.bare(at)
        if at > look.begun and re.match(r"\s*- |\S", line):
            break
        depth += sum(line.count(c) for c in "{[") - sum(line.count(c) for c in "}]")
        following = re.match(r"\s+([A-Za-z_]+):(\s|$)", look.bare(at + 1)) if look.content(at + 1) else None
        if at < look.noticed and depth > 0 and following and not re.search(r"[,{\[:]\s*$", line) and "{" in line:
            yield at, _LINE_END, {"next": following[1]}
    if depth > 0:
        yield look.begun, _LEFT_OPEN, {"open": look.flow[0], "close": look.flow[1]}


def _indents(look: _Look) -> Iterator[tuple[int, Words, dict[str, object]]]:
    """The line that stands out from its neighbours, or an entry without its dash."""
    if look.flow or look.problem not in _INDENTS or not look.content(look.noticed):
        return
    at = look.noticed
    before = next((n for n in range(at - 1, -1, -1) if look.content(n)), at)
    after = next((n for n in range(at + 1, len(look.lines)) if look.content(n)), at)
    if look.bare(at).lstrip().startswith("-"):
        for bare in range(at - 1, max(at - 6, -1), -1):
            if re.match(r"\s*\{", look.lines[bare]):
                yield bare, _NO_DASH, {}
    got, wanted = _column(look.bare(at)), _column(look.bare(before))
    if got == wanted and "mapping values" in look.problem and ":" not in look.bare(before):
        yield before, _NOT_A_PAIR, {"line": look.lines[before]}
    if got == wanted:
        return
    if after != at and _column(look.bare(after)) == got:
        dashed = look.bare(before).lstrip().startswith("-")
        yield (
            (before, _DASH, {"got": wanted + 1, "wanted": got + 1})
            if dashed
            else (before, _INDENT, {"got": wanted, "wanted": got})
        )
    yield at, _INDENT, {"got": got, "wanted": wanted}


def _column(line: str) -> int:
    """Where the key of a line begins, past the dashes of its list."""
    return len(line) - len(re.sub(r"^[\s-]+", "", line))
