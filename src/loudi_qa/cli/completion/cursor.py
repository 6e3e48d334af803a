"""Completion: what may stand at the cursor of a line that is being typed, told to the shell that asks.

The scripts in ``scripts`` run the program with two variables set: which shell asks, and the line up to the cursor.
Whatever is wrong with the line or with the rules, nothing is completed and nothing is printed.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any

import typer

from loudi_qa.cli.app import program
from loudi_qa.cli.completion.answer import Answer, Choice, Paths
from loudi_qa.cli.completion.line import split
from loudi_qa.cli.completion.shells import ESCAPES, told
from loudi_qa.cli.completion.values import Typed, beginning, value
from loudi_qa.cli.main import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loudi_qa.cli.completion.line import Line
    from loudi_qa.words import Lang

SHELL, LINE = "_LOUDI_QA_COMPLETE", "_LOUDI_QA_LINE"
"""The variables that the scripts set."""

_REDIRECTIONS = [(">",), (">>",), ("<",), ("2>",)]
"""After these a file is meant, whatever the command."""
_FURTHER = re.compile(r"[；;]|（默认| \(default")
"""What follows in the help of an option is more than a list has room for."""


def run() -> None:
    """Tell the shell that asks what may come next; it reads bytes, and lines that end as it knows them."""
    shell = os.environ[SHELL]
    try:
        line = split(os.environ.get(LINE, ""), ESCAPES[shell])
        text = told(shell, line, answer(line, language(list(line.words))), sys.stdout.encoding)
    except Exception:  # noqa: BLE001 -- nothing that is wrong may write into the line that someone is typing
        return
    sys.stdout.buffer.write(text)


def answer(line: Line, lang: Lang) -> Answer:
    """What may stand at the cursor."""
    words, word = line.words[1:], line.word
    if words[-1:] in _REDIRECTIONS:
        return Answer(paths=Paths())
    at = _Place(program(words, lang), lang)
    for each in words:
        at.take(each)
    return at.answer(word)


class _Place:
    """Where on the line we are: in which command, and what has been typed for it."""

    def __init__(self, command: Any, lang: Lang) -> None:
        self.lang = lang
        self.values: dict[str, list[str]] = {}
        self.waiting: Any = None
        """The option whose value comes next."""
        self.no_more_options = False
        self._enter(command, typer.Context(command, **command.context_settings))

    def _enter(self, command: Any, context: typer.Context) -> None:
        self.command, self.context = command, context
        params = command.get_params(context)
        self.options = {name: p for p in params for name in p.opts if p.param_type_name == "option"}
        self.arguments = [p for p in params if p.param_type_name == "argument"]

    def take(self, word: str) -> None:
        """A finished word."""
        name, equals, text = word.partition("=")
        if self.waiting is not None:
            self._give(self.waiting, word)
            self.waiting = None
        elif self._is_option(word) and name not in self.options and not word.startswith("--"):
            self._take_letters(word[1:])
        elif self._is_option(word):
            option = self.options[name]
            self.values.setdefault(option.name, [])
            if equals:
                self._give(option, text)
            elif not option.is_flag:
                self.waiting = option
        elif word == "--":
            self.no_more_options = True
        elif commands := getattr(self.command, "commands", {}):
            sub = commands[word]
            self._enter(sub, typer.Context(sub, parent=self.context, info_name=word, **sub.context_settings))
        else:
            self._give(self.arguments[0], word)
            if self.arguments[0].nargs == 1:
                del self.arguments[0]

    def _take_letters(self, letters: str) -> None:
        """Short options in one word, as ``-qv`` or ``-oout``: the first that takes a value has the rest of it."""
        option, rest = self.options[f"-{letters[0]}"], letters[1:]
        self.values.setdefault(option.name, [])
        if option.is_flag and rest:
            self._take_letters(rest)
        elif rest:
            self._give(option, rest)
        elif not option.is_flag:
            self.waiting = option

    def answer(self, word: str) -> Answer:
        """What the word at the cursor may be."""
        name, equals, text = word.partition("=")
        if self.waiting is not None:
            return self._value(self.waiting, word)
        if self._is_option(word) and equals:
            found = self._value(self.options[name], text)
            return found._replace(kept=name + equals + found.kept)
        if word.startswith("-") and not self.no_more_options:
            return Answer(beginning(self._options(), word))
        if commands := getattr(self.command, "commands", {}):
            return Answer(beginning([Choice(n, c.short_help or "") for n, c in commands.items()], word))
        if self.arguments:
            return self._value(self.arguments[0], word)
        return Answer() if self.no_more_options else Answer(beginning(self._options(), word))

    def _is_option(self, word: str) -> bool:
        return word.startswith("-") and word not in {"-", "--"} and not self.no_more_options

    def _give(self, param: Any, text: str) -> None:
        self.values.setdefault(param.name, []).append(text)

    def _options(self) -> Sequence[Choice]:
        """The options that may still be typed, under their long names."""
        left = {max(p.opts, key=len): p for p in self.options.values() if p.multiple or p.name not in self.values}
        return [Choice(name, _FURTHER.split(p.help or "")[0]) for name, p in left.items()]

    def _value(self, param: Any, word: str) -> Answer:
        if listed := [Choice(each.value) for each in param.shell_complete(self.context, "") if each.type == "plain"]:
            return Answer(beginning(listed, word))
        return value(param.name, word, Typed(self.values, self.lang))
