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
_TEXT = _TAG + "str"

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
    """What a YAML file says: plain dicts, lists, str, bool, int, Decimal and None; its nodes still know where each stands."""

    path: Path
    value: Any
    root: yaml.Node
    sha256: str

    def holds(self, path: PathTo) -> bool:
        """Whether the file has something at ``path``."""
        return _walk(self.root, path)[0] == len(path)

    def line(self, path: PathTo) -> int:
        """The line of what stands at ``path`` (of its key, where it has one), or of the nearest thing around it."""
        return _walk(self.root, path)[1]


def _walk(node: yaml.Node, path: PathTo) -> tuple[int, int]:
    """How many steps of a path the file has, and the line of the last."""
    line: int = node.start_mark.line + 1
    for depth, part in enumerate(path):
        key_node = None
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if isinstance(k, yaml.ScalarNode) and _key(k) == part), None)
            if pair is None:
                return depth, line
            key_node, node = pair
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            return depth, line
        line = (key_node or node).start_mark.line + 1
    return len(path), line


def _key(node: yaml.ScalarNode) -> Key:
    """A key as text, or as a number where it is a year."""
    year = node.tag == _TAG + "int" and re.fullmatch(r"[1-9]\d{0,8}", node.value)
    return int(node.value) if year else str(node.value)


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
    value = builder.build(node)
    if builder.faults:
        raise RulesError(builder.faults)
    return Document(path, value, node, hashlib.sha256(data).hexdigest())


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
    """Turns the nodes of one file into values, collecting faults on the way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def build(self, node: yaml.Node) -> Any:
        """The value of a node and of everything under it."""
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.tag == _TEXT else self._scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item) for item in node.value]
        return self._mapping(node)

    def _mapping(self, node: yaml.Node) -> dict[Key, Any]:
        found: dict[Key, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(key_node, Words("键必须是一个词", "a key must be one word"))
                continue
            if key_node.tag == _TAG + "merge":
                self._fault(key_node, Words("不允许使用 <<，请把内容写出来", "<< is not allowed: write the content out"))
                continue
            key = key_node.value if key_node.tag == _TEXT else _key(key_node)
            if key in found:
                first = next(k for k, _ in node.value if isinstance(k, yaml.ScalarNode) and _key(k) == key)
                words = Words("键 {key} 重复（首次出现在第 {first} 行）", "key {key} stands twice (first on line {first})")
                self._fault(key_node, words, key=key, first=first.start_mark.line + 1)
                continue
            found[key] = self.build(value_node)
        return found

    def _scalar(self, node: yaml.ScalarNode) -> int | bool | Decimal | None:
        """A scalar that YAML does not take for text."""
        text: str = node.value
        kind = node.tag.removeprefix(_TAG)
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
        self._fault(node, words, text=text)
        return None

    def _fault(self, node: yaml.Node, words: Words, **fields: object) -> None:
        self.faults.append(Fault(self.path, node.start_mark.line + 1, words, fields))
