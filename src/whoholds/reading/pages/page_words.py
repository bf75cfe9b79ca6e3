"""The vocabulary of page furniture, dates and languages, from the TOML files beside the code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ANYWHERE = r".*\b"


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """Read `vocabulary/NAME.toml`."""
    return tomllib.loads(files("whoholds.reading").joinpath("vocabulary", f"{name}.toml").read_text("utf-8"))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    entries: list[str] = vocabulary("page")[kind]
    # Those that may stand anywhere in a line are looked for in one go, which is most of what a line costs.
    anywhere = "|".join(f"(?:{entry.removeprefix(_ANYWHERE)})" for entry in entries if entry.startswith(_ANYWHERE))
    others = [f"(?:{entry})" for entry in entries if not entry.startswith(_ANYWHERE)]
    return re.compile("|".join([*others, *([f"{_ANYWHERE}(?:{anywhere})"] if anywhere else [])]), re.IGNORECASE)


class NamedFor:
    """Tells whether a class or an ID has one of some words in it. A page has few classes, each of them many times."""

    def __init__(self, words: str) -> None:
        self._known = _Known(vocabulary("html")[words])

    def is_so(self, element: HtmlElement) -> bool:
        """Judge an element.

        >>> from lxml.html import fromstring
        >>> NamedFor("appeal").is_so(fromstring('<div class="donate-box"></div>'))
        True
        """
        named, ident = element.get("class"), element.get("id")
        return (named is not None and self._known[named]) or (ident is not None and self._known[ident])


class _Known(dict[str, bool]):
    """Judges each name once."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, named: str) -> bool:
        small = named.lower()
        verdict = self[named] = any(map(small.__contains__, self._words))  # the quickest of several ways to ask it
        return verdict


def is_line(kind: str, line: str, *, longest: int = 250) -> bool:
    """Tell whether a line is furniture of this kind ("captions", "appeals", "bylines").

    >>> is_line("captions", "Click to see the full-size image"), is_line("captions", "They clicked.")
    (True, False)
    """
    # Furniture is short: a whole paragraph that begins with "Support us" is somebody's text.
    return 0 < len(line) <= longest and _pattern(kind).match(line) is not None


def after_words(kind: str, line: str) -> str | None:
    """Give what follows words of this kind at the beginning of a line, or None.

    >>> after_words("published", "Published: 12 December 2018")
    '12 December 2018'
    """
    found = _pattern(kind).match(line[:250])
    return line[found.end() :] if found else None
