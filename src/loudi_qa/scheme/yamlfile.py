"""A strict reader of YAML: plain values with the line of each, and no guessing.

YAML 1.1 reads ``yes`` as a truth value, ``2.10`` as 2.1 and ``12:30`` as 750, keeps the last of two equal keys and
lets an alias of three hundred bytes grow to gigabytes. A rule file that someone's post depends on may do none of this:
numbers are read exactly (``Decimal``), everything doubtful is a fault that names its line.
"""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from loudi_qa.scheme.fault import Fault, RulesError
from loudi_qa.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 2_000_000
"""Bytes; forty times the size of the rules of Loudi."""

_TAG = "tag:yaml.org,2002:"

DEEPEST = 20
"""Levels; the rules of Loudi have seven. Without a limit, libyaml's nodes overflow the stack and kill the process."""

_BEGUN = {"while scanning a simple key", "while parsing a flow mapping", "while parsing a flow sequence"}
"""Mistakes that YAML notices later: the line where the thing began is the one to mend."""

_BRACKET = re.compile(r"[\[\]{}]")
_DOUBTFUL = re.compile(r"(?:^|[\s\[{,:?-])[&*!]|^ {40}|^(?:\s*[-?]\s){10}", re.MULTILINE)
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where there is one: 8 times faster

Key = str | int
PathTo = tuple[Key, ...]


class Document(NamedTuple):
    """What a YAML file says: plain dicts, lists, str, bool, int, Decimal and None, and where each stands."""

    path: Path
    value: Any
    lines: dict[PathTo, int]
    sha256: str

    def line(self, path: PathTo) -> int:
        """The line of the value at ``path``, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(path: Path) -> Document:
    """Read one file; raises :class:`RulesError` with every fault found."""
    try:
        data = path.read_bytes()
    except OSError as error:
        words = Words("读不了这个文件：{why}", "this file cannot be read: {why}")
        raise RulesError([Fault(path, 1, words, {"why": error.strerror or error})]) from error
    if len(data) > LARGEST:
        words = Words("文件过大（{size} 字节）", "the file is too large ({size} bytes)")
        raise RulesError([Fault(path, 1, words, {"size": len(data)})])
    return parse(data, path)


def parse(data: bytes, path: Path) -> Document:
    """Read the text of one file; ``path`` is only for the messages."""
    try:
        text = data.decode("utf-8-sig")
        if _in_doubt(text) and (faults := list(_not_plain(text, path))):
            raise RulesError(faults)
        node = _Loader(text).get_single_node()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RulesError(
            [Fault(path, line, Words("不是 UTF-8 编码，请另存为 UTF-8", "not UTF-8: save the file as UTF-8"), {})]
        ) from error
    except yaml.YAMLError as error:
        raise RulesError([_syntax_fault(error, path)]) from error
    if node is None:
        raise RulesError([Fault(path, 1, Words("文件是空的", "the file is empty"), {})])
    builder = _Builder(path)
    value = builder.build(node, ())
    if builder.faults:
        raise RulesError(builder.faults)
    return Document(path, value, builder.lines, hashlib.sha256(data).hexdigest())


def _in_doubt(text: str) -> bool:
    """A cheap look for what may be an anchor, alias, tag or deep nesting; asking libyaml every time costs 11 ms of 280."""
    depth = deepest = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest > DEEPEST or _DOUBTFUL.search(text) is not None


def _not_plain(text: str, path: Path) -> Iterator[Fault]:
    """What plain data has no need of: anchors, aliases, tags, and nesting without end."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            alias = Words(
                "不允许使用 YAML 别名（*{name}），请把内容写出来",
                "YAML aliases (*{name}) are not allowed: write the content out",
            )
            yield Fault(path, line, alias, {"name": event.anchor})
        elif tag := getattr(event, "tag", None):
            words = Words("不允许使用 YAML 标签（{tag}）", "YAML tags ({tag}) are not allowed")
            yield Fault(path, line, words, {"tag": tag.replace(_TAG, "!!")})
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            deep = Words("嵌套超过 {limit} 层", "nested more than {limit} levels deep")
            yield Fault(path, line, deep, {"limit": DEEPEST})
            return


def _syntax_fault(error: yaml.YAMLError, path: Path) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if getattr(error, "context", None) in _BEGUN:
        mark = getattr(error, "context_mark", None) or mark
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Fault(
        path,
        mark.line + 1 if mark else 1,
        Words(
            "YAML 写法有误（检查缩进、引号、冒号后的空格）：{problem}",
            "not valid YAML (look at indents, quotes, the space after a colon): {problem}",
        ),
        {"problem": problem},
    )


class _Builder:
    """Turns the nodes of one file into values, collecting lines and faults on the way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[PathTo, int] = {}
        self.faults: list[Fault] = []

    def build(self, node: yaml.Node, path: PathTo) -> Any:
        line = node.start_mark.line + 1
        self.lines[path] = line
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, line)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, i)) for i, item in enumerate(node.value)]
        return self._mapping(node, path)

    def _mapping(self, node: yaml.Node, path: PathTo) -> dict[Key, Any]:
        found: dict[Key, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(line, Words("键必须是一个词", "a key must be one word"))
                continue
            if key_node.tag == _TAG + "merge":
                self._fault(line, Words("不允许使用 <<，请把内容写出来", "<< is not allowed: write the content out"))
                continue
            year = key_node.tag == _TAG + "int" and re.fullmatch(r"[1-9]\d{0,8}", key_node.value)
            key: Key = int(key_node.value) if year else key_node.value
            if key in found:
                first = self.lines[*path, key]
                self._fault(
                    line,
                    Words("键 {key} 重复（首次出现在第 {first} 行）", "key {key} stands twice (first on line {first})"),
                    key=key,
                    first=first,
                )
                continue
            found[key] = self.build(value_node, (*path, key))
            self.lines[*path, key] = line
        return found

    def _scalar(self, node: yaml.ScalarNode, line: int) -> str | int | bool | Decimal | None:
        text: str = node.value
        kind = node.tag.removeprefix(_TAG)
        if kind == "str":
            return text
        if kind == "null":
            return None
        if kind == "bool" and text in {"true", "false"}:
            return text == "true"
        if kind in {"int", "float"} and _NUMBER.fullmatch(text):
            return Decimal(text) if "." in text else int(text)
        if kind in {"int", "float"} and ":" not in text:
            words = Words(
                '“{text}” 写法不明：数字请写成 70 或 0.5 的样子，文字请加引号："{text}"',
                '{text} is not plain: write a number as 70 or 0.5, and put text in quotes: "{text}"',
            )
        else:
            words = Words(
                '“{text}” 会被 YAML 当成别的东西，若是文字请加引号："{text}"',
                'YAML would turn {text} into something else: put it in quotes if it is text: "{text}"',
            )
        self._fault(line, words, text=text)
        return None

    def _fault(self, line: int, words: Words, **fields: object) -> None:
        self.faults.append(Fault(self.path, line, words, fields))
