"""What ``loudi-qa init`` leaves to be filled in: a text in its own brackets, so that nobody takes it for a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loudi_qa.scheme.policies import SourceDocument

_BEGINS = ("（待填", "(待填")


def is_left(text: str) -> bool:
    """Whether a text still holds a placeholder.

    >>> is_left("（待填：文件标题）"), is_left("关于待填事项的通知")
    (True, False)
    """
    return any(begin in text for begin in _BEGINS)


def source_is_left(source: SourceDocument) -> bool:
    """Whether number, title, issuer or date of the document behind a scheme are still to be given."""
    return any(map(is_left, (source.document, source.title.zh, source.issuer.zh, source.date)))
