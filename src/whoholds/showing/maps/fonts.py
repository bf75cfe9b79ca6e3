"""The font of all pictures: how wide its letters are, and the pieces of it that a picture in SVG carries."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

FAMILY = "Source Sans 3"
# What a viewer takes that does not read fonts out of a picture: fonts of about the same width.
STACK = f"'{FAMILY}','Source Sans Pro','Noto Sans','Open Sans','Segoe UI',Roboto,Helvetica,Arial,sans-serif"
UNKNOWN_WIDTH = 1000  # thousandths of the size: as wide as a letter of another script may be
WEIGHTS = {"regular": 400, "semibold": 600}


def width_of(words: str, size: float, *, bold: bool = False, spacing: float = 0.0) -> float:
    """Return how wide a line of words is. Kerning is left out, so it may be a little narrower in fact.

    >>> width_of("km", 10), width_of("km", 10, bold=True)
    (13.24, 13.65)
    """
    widths = _facts()["widths"]["semibold" if bold else "regular"]
    total: int = sum(widths.get(letter, UNKNOWN_WIDTH) for letter in words)
    return round(total * size / 1000 + spacing * len(words), 2)


def wrapped(words: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Return words in lines that are no wider than `room`. A word that is too wide is cut; a hard space is none.

    >>> wrapped("Lines are as the source gives them", 80, 10)
    ['Lines are as the', 'source gives them']
    """
    lines: list[str] = []
    line = ""
    for word in filter(None, words.split(" ")):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while width_of(word, size, bold=bold) > room and len(word) > 1:
            fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or width_of(word[:n], size, bold=bold) <= room)
            lines.append(word[:fits])
            word = word[fits:]
        line = word
    return [*lines, line] if line else lines


def cut_to(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return the words, with "…" in the place of what does not fit into `room`.

    >>> cut_to("Deir ez-Zor", 40, 10)
    'Deir ez…'
    """
    if width_of(words, size, bold=bold) <= room:
        return words
    while words and width_of(words + "…", size, bold=bold) > room:
        words = words[:-1]
    return words.rstrip(" -") + "…"


def files() -> list[str]:
    """Return the paths of the whole fonts."""
    return [str(Path(str(_folder() / f"SourceSans3-{weight}.ttf"))) for weight in WEIGHTS]


def knows(words: Iterable[str]) -> bool:
    """Say whether the font has every letter of the words.

    >>> knows(["Al Ḩasakah", "Київ"]), knows(["حلب"])
    (True, False)
    """
    regular, bold = _facts()["widths"]["regular"], _facts()["widths"]["semibold"]
    return all(letter in regular and letter in bold for text in words for letter in text)


def font_faces(words: dict[bool, set[str]]) -> str:
    """Return the CSS that puts the font into a picture: only the pieces whose letters its words have.

    `words` maps bold to the letters that are set bold, and the other way round.
    """
    rules = []
    for weight, number in WEIGHTS.items():
        letters = words.get(weight == "semibold", set())
        for script, ranges in _facts()["scripts"].items():
            beyond = any(_inside(letter, ranges) for letter in letters if ord(letter) > 255)
            if beyond or (script == "latin" and letters):
                data = _piece(f"SourceSans3-{weight}-{script}.woff2")
                rules.append(
                    f"@font-face{{font-family:'{FAMILY}';font-weight:{number};unicode-range:{ranges};"
                    f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
                )
    return "".join(rules)


def _inside(letter: str, ranges: str) -> bool:
    """Say whether a letter is in ranges such as "U+0000-00FF,U+0131"; those of Latin are of no account here."""
    for each in ranges.split(","):
        first, _, last = each.removeprefix("U+").partition("-")
        if int(first, 16) <= ord(letter) <= int(last or first, 16):
            return True
    return False


@cache
def _piece(name: str) -> str:
    return base64.b64encode((_folder() / name).read_bytes()).decode("ascii")


def _folder() -> Any:
    return resources.files("whoholds.showing.maps") / "fonts"


@cache
def _facts() -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((_folder() / "fonts.json").read_text("utf-8"))
    return facts
