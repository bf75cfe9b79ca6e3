"""The nouns as JSON: the contract that `docs/reference/json.md` describes."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import msgspec

from whoholds.model import Struct

# Valid inside a JSON string, but a terminal obeys them or turns the line around. An escape loses nothing.
_UNSAFE = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_HALF_PAIR = re.compile(r"[\ud800-\udfff]")


def to_json(noun: Struct, *, readings: bool = False, indent: int | None = 1) -> str:
    """Return an answer, a report, a reckoning or any other noun as JSON text, without a newline at its end.

    Keys stand in the order of the struct's fields and every field is there; what is not known is null. `readings`, the
    list of every reading tried, is left out of a reckoning unless it is asked for. Numbers have at most ten
    significant digits; a number that is not finite (a window without an end) is null. `indent=None` gives one line.

    >>> from whoholds.model import Image
    >>> to_json(Image(caption="The bridge"), indent=None)
    '{"src": null, "caption": "The bridge", "alt": null}'
    """
    return json_text(_tidy(msgspec.to_builtins(noun, order="deterministic"), readings), indent=indent)


def json_text(built: Any, *, indent: int | None = 1) -> str:
    r"""Return builtin values as JSON text in which no character commands a terminal or turns a line around.

    >>> json_text({"quote": "96.5%\u202e"}, indent=None)
    '{"quote": "96.5%\\u202e"}'
    """
    text = json.dumps(built, ensure_ascii=False, allow_nan=False, indent=indent)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", _HALF_PAIR.sub("\ufffd", text))


def _tidy(value: Any, readings: bool) -> Any:
    """Return builtin values with clean numbers. Nouns nest a few levels only, so recursion is bounded."""
    if isinstance(value, float):
        return _clean_number(value)
    if isinstance(value, dict):
        keep = readings or "readings_tried" not in value
        return {key: _tidy(item, readings) for key, item in value.items() if keep or key != "readings"}
    if isinstance(value, list | tuple):
        return [_tidy(item, readings) for item in value]
    return value


def _clean_number(value: float) -> float | int | None:
    """Return a float with ten significant digits: a whole number without ".0", None for infinity and NaN."""
    if not math.isfinite(value):
        return None
    rounded = float(f"{value:.10g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded
