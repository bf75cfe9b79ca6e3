"""What the columns of an export are: name, type, unit and meaning, from `fields.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from whoholds.model import Struct


class Field(Struct, frozen=True, kw_only=True):
    """A column. `type` is that of a Frictionless table schema, "geometry" apart; `one_of` is all that it can hold."""

    name: str
    type: str
    says: str
    unit: str | None = None
    one_of: tuple[str, ...] = ()


def field(name: str, *, of_shares: bool = False) -> Field:
    """Return what a column is; `of_shares` for those of a published table. One that nobody described is a text.

    >>> field("area_km2").unit, field("value", of_shares=True).type, field("colour").says
    ('km2', 'number', '')
    """
    known = _known()
    found = (known["shares"].get(name) if of_shares else None) or known.get(name) or {"type": "string", "says": ""}
    return Field(
        name=name,
        type=found["type"],
        says=found["says"],
        unit=found.get("unit"),
        one_of=tuple(found.get("one_of", ())),
    )


@cache
def _known() -> dict[str, Any]:
    text = resources.files("whoholds.atlas.exporting").joinpath("fields.toml").read_text("utf-8")
    return tomllib.loads(text)
