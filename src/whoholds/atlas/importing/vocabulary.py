"""The words of `words.toml`, in the form in which headers, statuses and names are compared."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from whoholds.atlas.words import normalised

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def form_of(text: str) -> str:
    """Return a header or a word as it is compared: words between single spaces, without case, accents or punctuation.

    >>> form_of("controlledBy"), form_of("ADM1_EN"), form_of("No-man’s land"), form_of("ISO 3166-2")
    ('controlled by', 'adm1 en', 'no mans land', 'iso 3166 2')
    """
    spaced = _HUMP.sub(" ", text.replace("_", " "))
    return normalised(spaced.replace("'", "").replace("’", "")).casefold()


@cache
def words(*keys: str) -> Any:
    """Return a part of `words.toml`: a list of words becomes a tuple of their forms, a table a dict of such.

    >>> words("statuses", "unknown")[:2]
    ('unknown', 'unclear')
    """
    found: Any = _file()
    for key in keys:
        found = found[key]
    return _forms(found)


@cache
def word_to(*keys: str) -> dict[str, str]:
    """Return a table of lists turned round: each word to the key that it stands under.

    >>> word_to("statuses")["grey zone"]
    'contested'
    """
    return {word: key for key, listed in words(*keys).items() for word in listed}


def has_words(form: str, listed: tuple[str, ...]) -> bool:
    """Tell whether one of the listed words or phrases stands in the text as whole words.

    >>> has_words("76 brigade east", ("brigade",)), has_words("brigadoon", ("brigade",))
    (True, False)
    """
    padded = f" {form} "
    return any(f" {word} " in padded for word in listed)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def _forms(found: Any) -> Any:
    if isinstance(found, dict):
        return {key: _forms(value) for key, value in found.items()}
    return tuple(dict.fromkeys(form_of(word) for word in found)) if isinstance(found, list) else found
