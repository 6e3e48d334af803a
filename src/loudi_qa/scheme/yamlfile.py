"""A strict reader of YAML: plain values with the line of each, and no guessing.

YAML 1.1 reads ``yes`` as a truth value, ``2.10`` as 2.1 and ``12:30`` as 750, keeps the last of two equal keys and
lets an alias of three hundred bytes grow to gigabytes. A rule file that someone's post depends on may do none of this:
numbers are read exactly (``Decimal``), everything doubtful is a fault that names its line.
"""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from loudi_qa.scheme.fault import Fault, RulesError
from loudi_qa.words import Words

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 2_000_000
"""Bytes; forty times the size of the rules of Loudi."""

_TAG = "tag:yaml.org,2002:"
_TEXT = _TAG + "str"

DEEPEST = 20
"""Levels; the rules of Loudi have seven. Without a limit, libyaml's nodes overflow the stack and kill the process."""

_BEGUN = {"while scanning a simple key", "while parsing a flow mapping", "while parsing a flow sequence"}
"""Mistakes that YAML notices later: the line where the thing began is the one to mend."""

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
_YEAR = re.compile(r"[1-9]\d{0,8}", re.ASCII)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where there is one: 8 times faster

Key = str | int
PathTo = tuple[Key, ...]


class Document(NamedTuple):
    """What a YAML file says: plain dicts, lists, str, bool, int, Decimal and None; its text still knows where each stands."""

    path: Path
    value: Any
    text: str
    sha256: str

    def holds(self, path: PathTo) -> bool:
        """Whether the file has something at ``path``."""
        return _walk(_nodes(self.text), path)[0] == len(path)

    def line(self, path: PathTo) -> int:
        """The line of what stands at ``path`` (of its key, where it has one), or of the nearest thing around it."""
        return _walk(_nodes(self.text), path)[1]


@lru_cache(maxsize=2)
def _nodes(text: str) -> yaml.Node:
    """The tree of nodes; only a fault asks for it, so a file without one is never read twice."""
    node: yaml.Node = _Loader(text).get_single_node()
    return node


def _walk(node: yaml.Node, path: PathTo) -> tuple[int, int]:
    """How many steps of a path the file has, and the line of the last."""
    line: int = node.start_mark.line + 1
    for depth, part in enumerate(path):
        key_node = None
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value in {part, str(part)}), None)
            if pair is None:
                return depth, line
            key_node, node = pair
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            return depth, line
        line = (key_node or node).start_mark.line + 1
    return len(path), line


def read(path: Path) -> Document:
    """Read one file; raises :class:`RulesError` with every fault found."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise RulesError([Fault(path, 0, Words("找不到这个规则文件", "there is no such rule file"))]) from error
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
        builder = _Builder(path, text)
        value = builder.document()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        words = Words("不是 UTF-8 编码，请另存为 UTF-8", "not UTF-8: save the file as UTF-8")
        raise RulesError([Fault(path, line, words)]) from error
    except yaml.YAMLError as error:
        raise RulesError([_syntax_fault(error, path)]) from error
    if builder.faults:
        raise RulesError(builder.faults)
    return Document(path, value, text, hashlib.sha256(data).hexdigest())


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


def _line(event: Any) -> int:
    line: int = event.start_mark.line + 1
    return line


class _Builder:
    """Turns the events of one file into values, collecting faults on the way."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.loader = _Loader(text)
        self.next: Any = self.loader.get_event
        self.depth = 0

    def document(self) -> Any:
        """The one value of the file."""
        self.next()
        if isinstance(self.next(), yaml.StreamEndEvent):
            raise RulesError([Fault(self.path, 1, Words("文件是空的", "the file is empty"))])
        value = self._value(self.next())
        self.next()
        if not isinstance(more := self.next(), yaml.StreamEndEvent):
            words = Words("一个文件只能有一份内容（多了一个 ---）", "one file holds one document (there is a --- too many)")
            self._fault(more, words)
        return value

    def _value(self, event: Any) -> Any:
        """The value that begins with an event, and of everything in it."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            words = Words(
                "不允许使用 YAML 别名（*{name}），请把内容写出来",
                "YAML aliases (*{name}) are not allowed: write the content out",
            )
            self._fault(event, words, name=event.anchor)
            return None
        if event.tag:
            self._fault(
                event,
                Words("不允许使用 YAML 标签（{tag}）", "YAML tags ({tag}) are not allowed"),
                tag=event.tag.replace(_TAG, "!!"),
            )
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        self.depth += 1
        if self.depth > DEEPEST:
            words = Words("嵌套超过 {limit} 层", "nested more than {limit} levels deep")
            self._fault(event, words, limit=DEEPEST)
            raise RulesError(self.faults)
        value = self._list() if kind is yaml.SequenceStartEvent else self._mapping()
        self.depth -= 1
        return value

    def _list(self) -> list[Any]:
        found = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            found.append(self._value(event))
        return found

    def _mapping(self) -> dict[Key, Any]:
        found: dict[Key, Any] = {}
        lines: dict[Key, int] = {}
        while type(event := self.next()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                self._fault(event, Words("键必须是一个词", "a key must be one word"))
                self._value(event)
                self._value(self.next())
                continue
            key: Key = event.value
            if event.implicit[0] and event.value[:1].isdigit() and _YEAR.fullmatch(event.value):
                key = int(event.value)
            value = self._value(self.next())
            if key == "<<":
                self._fault(event, Words("不允许使用 <<，请把内容写出来", "<< is not allowed: write the content out"))
            elif key in found:
                words = Words("键 {key} 重复（首次出现在第 {first} 行）", "key {key} stands twice (first on line {first})")
                self._fault(event, words, key=key, first=lines[key])
            else:
                found[key] = value
                lines[key] = _line(event)
        return found

    def _scalar(self, event: Any) -> str | int | bool | Decimal | None:
        """Text as it stands; what YAML would take for something else only if it is plainly a number or a truth value."""
        text: str = event.value
        tag = self.loader.resolve(yaml.ScalarNode, text, (True, False)) if event.implicit[0] else _TEXT
        if tag == _TEXT:
            return text
        kind = tag.removeprefix(_TAG)
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
        self._fault(event, words, text=text)
        return None

    def _fault(self, event: Any, words: Words, **fields: object) -> None:
        self.faults.append(Fault(self.path, _line(event), words, fields))
