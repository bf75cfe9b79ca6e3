"""Words made comparable: how names are written the same way before they are looked up."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

LONGEST_NAME = 300  # characters; longer texts are no names, and are not looked at

_ACRONYM_DOTS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_POSSESSIVE = re.compile(r"(?<=\w)'s\b|(?<=s)'(?!\w)")
_NOT_A_WORD = re.compile(r"[^\w']+")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "ʿ": "'", "ʾ": "'"})
_ARTICLES = ("the", "a", "an")


def normalised(text: str) -> str:
    """Return the name in the form in which names are compared: words between single spaces, without case or accents.

    Possessive endings, dots in abbreviations and hyphens fall away. A word of one or two capitals keeps them, so that
    "US" (a state) is not "us", nor "IS" (a holder) "is".

    >>> normalised("The  Syrian Government’s troops")
    'the syrian government troops'
    >>> normalised("U.S.-backed Forces"), normalised("us"), normalised("Türkiye")
    ('US backed forces', 'us', 'turkiye')
    """
    plain = text[:LONGEST_NAME].translate(_APOSTROPHES)
    plain = _ACRONYM_DOTS.sub(lambda found: found.group().replace(".", ""), plain)
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = _NOT_A_WORD.sub(" ", _POSSESSIVE.sub("", plain)).replace("'", "").split()
    return " ".join(word if len(word) <= 2 and word.isupper() else word.casefold() for word in words)


def without_article(name: str) -> str:
    """Return the normalised name without a leading article.

    >>> without_article("the taliban"), without_article("an nusra")
    ('taliban', 'nusra')
    """
    first, _, rest = name.partition(" ")
    return rest if first in _ARTICLES and rest else name


def near_misses(wanted: str, known: list[str], most: int = 5) -> list[str]:
    """Return at most `most` of the known names that are spelt nearly as the wanted one, best first.

    >>> near_misses("Syira", ["Syria", "Cyprus"])
    ['Syria']
    """
    import difflib  # slow to load, and only wanted for an error's message

    by_form = {normalised(name).casefold(): name for name in reversed(known)}
    close = difflib.get_close_matches(normalised(wanted).casefold(), sorted(by_form), n=most, cutoff=0.6)
    return [by_form[form] for form in close]


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """Return the words around names, by what they do there, as `vocabulary.toml` lists them."""
    text = Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8")
    return {kind: frozenset(words) for kind, words in tomllib.loads(text).items()}
