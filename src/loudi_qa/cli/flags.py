"""Flags that were not typed."""

from typing import Any

from typer.core import TyperGroup


class Group(TyperGroup):
    """A group of commands whose flags are off unless they are typed.

    Left to itself typer holds a flag that was not typed for a value of which it must make sure, and from 0.29 on it loads
    pydantic for that: a ``score --help`` takes half the time without.
    """

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options; of the flags among them the ones of typer's own, --help and those of completion, have no default."""
        params: list[Any] = super().get_params(ctx)
        for option in params:
            if getattr(option, "is_flag", False) and option.default is None:
                option.default = False
        return params
