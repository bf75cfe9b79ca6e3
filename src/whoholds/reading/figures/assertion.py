"""Whether a sentence asserts its figure: "does not hold", "will hold" and "if it takes" do not."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from whoholds.model import Figure

CLAUSE = 160  # characters before a figure in which its verb is looked for
_CLAUSE_END = re.compile(r"[.!?;:,\n]\s|\n| - | – |—| but | and | while | although ")


def is_asserted(text: str, figure: Figure) -> bool:
    """Return whether the clause that a figure stands in says that it is so, as far as the words before it tell.

    >>> text = "The army does not hold 60 percent of Oruland."
    >>> is_asserted(text, Figure(quote="60 percent", span=(23, 33), value=60, kind="share", unit="percent"))
    False
    """
    start = figure.span[0]
    before = text[max(0, start - CLAUSE) : start]
    ends = [match.end() for match in _CLAUSE_END.finditer(before)]
    # The quote may begin with a bound, which has no say in this; the clause before it does.
    clause = " ".join(before[ends[-1] if ends else 0 :].replace("n’t", " not").replace("n't", " not").split()) + " "
    keeps, is_no_matter = _patterns()
    return keeps.search(is_no_matter.sub(" ", clause)) is None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    file = resources.files("whoholds.reading").joinpath("vocabulary", "assertion_en.toml")
    words = tomllib.loads(file.read_text("utf-8"))
    return _any_of(words["denied"] + words["supposed"] + words["ahead"]), _any_of(words["but_for"])


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
