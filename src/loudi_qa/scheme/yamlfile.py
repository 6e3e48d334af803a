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

_NO_WORD = Words(
    "这里应当是键，读到的却是括号里的内容：前面多半少了一层括号（如 [[97, 3], [95, 2]]）",
    "a key must be one word, here is something in brackets: most likely an outer pair is missing, as in [[97, 3], [95, 2]]",
)
MANY = 3
"""Keys at the top that stand twice, from which on it is the whole file that does."""

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
_YEAR = re.compile(r"[1-9]\d{0,8}", re.ASCII)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where there is one: 8 times faster
_NOT_TEXT = frozenset(_Loader.yaml_implicit_resolvers)
"""How a scalar begins that YAML may take for something else; a text that does not is not held against any pattern."""

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
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        from loudi_qa.scheme.unreadable import unread

        raise RulesError([unread(path, error)]) from error
    if len(data) > LARGEST:
        words = Words(
            "文件过大（超过 {most} 字节），不会是规则文件；核对文件名",
            "the file is too large for one of rules (more than {most} bytes): look at its name",
        )
        raise RulesError([Fault(path, 1, words, {"most": LARGEST})])
    return parse(data, path)


def parse(data: bytes, path: Path) -> Document:
    """Read the text of one file; ``path`` is only for the messages."""
    try:
        text = data.decode("utf-8-sig")
        builder = _Builder(path, text)
        value = builder.document()
    except UnicodeDecodeError as error:
        from loudi_qa.scheme.unreadable import undecodable

        raise RulesError([undecodable(data, error.start, path)]) from error
    except yaml.YAMLError as error:
        from loudi_qa.scheme.rawline import syntax_fault

        raise RulesError([syntax_fault(error, text, path)]) from error
    if builder.faults:
        raise RulesError(builder.faults)
    return Document(path, value, text, hashlib.sha256(data).hexdigest())


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
            words = Words("文件是空的；换回保存前的文件", "the file is empty: put back the one from before")
            raise RulesError([Fault(self.path, 1, words)])
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
        first: dict[Key, Any] = {}
        twice: list[tuple[Any, Key]] = []
        while type(event := self.next()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                self._fault(event, _NO_WORD)
                self._value(event)
                self._value(self.next())
                continue
            key: Key = event.value
            if event.implicit[0] and event.value[:1].isdigit() and _YEAR.fullmatch(event.value):
                key = int(event.value)
            value = self._value(self.next())
            if value is None and self._thousands(event, found):
                continue
            if key == "<<":
                self._fault(event, Words("不允许使用 <<，请把内容写出来", "<< is not allowed: write the content out"))
            elif key in found:
                twice.append((event, key))
            else:
                found[key] = value
                first[key] = event
        if self.depth == 1 and len(twice) >= MANY:
            words = Words(
                "从这一行起又写了一遍：{keys} 等 {n} 个键重复，一个文件只能有一份内容",
                "from here on the file is there a second time: {n} keys stand twice ({keys})",
            )
            self._fault(twice[0][0], words, keys=", ".join(str(key) for _, key in twice[:3]), n=len(twice))
        else:
            words = Words("键 {key} 重复（首次出现在第 {first} 行）", "key {key} stands twice (first on line {first})")
            for event, key in twice:
                self._fault(event, words, key=key, first=_line(first[key]))
        return found

    def _thousands(self, event: Any, found: dict[Key, Any]) -> bool:
        """``{at_least: 1,500}`` is read as 1 and a key 500 without a value."""
        last = next(reversed(found.values()), None)
        if not (re.fullmatch(r"\d{3}", event.value, re.ASCII) and type(last) is int and 0 < last < 1000):
            return False
        words = Words(
            "{last},{key}：数字里不要逗号，请写 {last}{key}", "{last},{key}: no comma within a number: write {last}{key}"
        )
        self._fault(event, words, last=last, key=event.value)
        return True

    def _scalar(self, event: Any) -> str | int | bool | Decimal | None:
        """Text as it stands; what YAML would take for something else only if it is plainly a number or a truth value."""
        text: str = event.value
        if not event.implicit[0]:
            return text
        tag = self.loader.resolve(yaml.ScalarNode, text, (True, False)) if text[:1] in _NOT_TEXT else _TEXT
        if tag == _TEXT:
            if text.startswith(("“", "‘", "＂")) and re.fullmatch(".*[”’＂\"']", text[1:]):
                words = Words(
                    "{text}：引号是全角的，请写 \"{inside}\"；引号本身是文字的一部分时，请写 '{text}'",
                    "{text}: the quotes are curly; write \"{inside}\", or '{text}' if they belong to the text",
                )
                self._fault(event, words, text=text, inside=text[1:-1])
            return text
        kind = tag.removeprefix(_TAG)
        if kind == "null":
            return None
        if kind == "bool" and text in {"true", "false"}:
            return text == "true"
        if kind in {"int", "float"} and _NUMBER.fullmatch(text):
            return Decimal(text) if "." in text else int(text)
        if kind == "bool":
            truth = "true" if text.lower() in {"yes", "on", "true"} else "false"
            words = Words(
                '“{text}”写法不明：是或否请写 {truth}，文字请加引号："{text}"',
                '{text} is not plain: for yes or no write {truth}, and put text in quotes: "{text}"',
            )
            self._fault(event, words, text=text, truth=truth)
            return None
        if kind == "timestamp":
            words = Words('日期要加引号，请写 "{text}"', 'a date stands in quotes: write "{text}"')
        elif kind in {"int", "float"} and ":" not in text:
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
