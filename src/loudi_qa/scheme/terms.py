"""What every part of the rules is written with: ids, texts in two languages, what stands behind a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field, StrictInt

from loudi_qa.scheme.rules import Model
from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.words import Lang

Basis = Literal["text", "derived", "assumed"]
Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,31}$")]
Word = Annotated[str, Field(min_length=1)]
Digits = Annotated[StrictInt, Field(ge=0, le=6)]


class Text(Model):
    """A name or sentence that people read: Chinese, and English beside it."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def of(self, lang: Lang) -> str:
        """The text in one language."""
        return self.zh if lang == "zh" else self.en

    @property
    def words(self) -> Words:
        """The text as a phrase."""
        return Words(self.zh, self.en)


Named = Annotated[Text, BeforeValidator(lambda v: {"zh": v, "en": v} if isinstance(v, str) else v)]
