"""The words that tell to what time a number belongs, read once from `vocabulary/when_en.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def when_words() -> dict[str, Any]:
    """Return the table of the words.

    >>> when_words()["ago"]["lengths"]["year"]
    ['Y', 1]
    """
    file = resources.files("whoholds.reading").joinpath("vocabulary", "when_en.toml")
    return tomllib.loads(file.read_text("utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of the words by which clauses are told apart."""
    return frozenset(when_words()["clauses"][name])
