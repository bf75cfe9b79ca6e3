"""Whether a sentence asserts its figure: "does not hold", "will hold", "if it takes" and "is not held by" do not."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from whoholds.model import Figure

CLAUSE = 160  # characters before and behind a figure in which its verb is looked for
_CLAUSE_END = re.compile(r"[.!?;:,\n]\s|\n| - | – |—| but | and | while | although ")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?:\s|$)|\n")


def is_asserted(text: str, figure: Figure) -> bool:
    """Return whether the clause that a figure stands in says that it is so, as far as the words around it tell.

    >>> text = "The army does not hold 60 percent of Oruland."
    >>> is_asserted(text, Figure(quote="60 percent", span=(23, 33), value=60, kind="share", unit="percent"))
    False
    >>> text = "Only 60 percent of Oruland is no longer controlled by the army."
    >>> is_asserted(text, Figure(quote="60 percent", span=(5, 15), value=60, kind="share", unit="percent"))
    False
    """
    start, end = figure.span
    before = text[max(0, start - CLAUSE) : start]
    # The quote may begin with a bound, which has no say in this; the clause before it does.
    opening = _plain(before[_last_end(_CLAUSE_END, before) :])
    behind = text[end : end + CLAUSE]
    over = _SENTENCE_END.search(behind)
    words = _words()
    if words.keeps.search(words.is_no_matter.sub(" ", opening)):
        return False
    if over is not None and over[0][0] == "?" and words.asks.match(_plain(before[_last_end(_SENTENCE_END, before) :])):
        return False
    rest = _plain(behind[: over.start()] if over else behind)
    if words.judged.match(rest):
        return False
    # Only what a clause is about can be denied behind it: "40 percent is not held by", not "holds 40 percent of what is
    # not desert".
    return len(opening.split()) > words.longest_opening or words.denied_behind.match(rest) is None


def _plain(words: str) -> str:
    return " ".join(words.replace("n’t", " not").replace("n't", " not").split()) + " "


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=0)


class _Words(NamedTuple):
    keeps: re.Pattern[str]
    is_no_matter: re.Pattern[str]
    asks: re.Pattern[str]
    judged: re.Pattern[str]
    denied_behind: re.Pattern[str]
    longest_opening: int


@cache
def _words() -> _Words:
    file = resources.files("whoholds.reading").joinpath("vocabulary", "assertion_en.toml")
    words = tomllib.loads(file.read_text("utf-8"))
    being, relative = _either(words["being"]), _either(words["relative"])
    # Some words of the figure's own phrase ("of the country's territory"), and then its verb.
    phrase = rf" ?(?:(?!{being}\b|{relative}\b)[^\s,;:]+ ){{0,8}}{being} (?:\w+ )?"
    return _Words(
        keeps=re.compile(rf"\b{_either(words['denied'] + words['supposed'] + words['ahead'])}\b", re.IGNORECASE),
        is_no_matter=re.compile(rf"\b{_either(words['but_for'])}\b", re.IGNORECASE),
        asks=re.compile(rf"[\W_]*{_either(words['asking'])}\b", re.IGNORECASE),
        judged=re.compile(rf"{phrase}{_either(words['judged'])}\b", re.IGNORECASE),
        denied_behind=re.compile(rf"{phrase}{_either(words['denied_behind'])}\b", re.IGNORECASE),
        longest_opening=words["longest_opening"],
    )


def _either(phrases: list[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True)))})"
