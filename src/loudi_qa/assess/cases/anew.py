"""A piece of the rules with something changed, unchecked: a case must see what the checks of the file would not let in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from loudi_qa.scheme.rules import Model

_M = TypeVar("_M", bound="Model")


def anew(model: _M, **changes: object) -> _M:
    """The piece made anew with these fields; a copy would keep what was looked up in the old one."""
    own = {name: getattr(model, name) for name in type(model).model_fields}
    made = cast("_M", type(model).model_construct(model.model_fields_set | changes.keys()))
    made.__dict__.update(own | changes)  # past the aliases, which construct would look for
    return made
