"""Whether a share and the area beside it are of the same ground, or the area is the whole's, or a part's."""

from __future__ import annotations

from whoholds.model import Figure
from whoholds.reckoning.inside.passages import BRACKET, between, is_of_another, words_after, words_before
from whoholds.reckoning.inside.words import ends_with_word, has_word, starts_with_word, tokens


def is_whole_or_part(text: str, first: Figure, second: Figure) -> bool:
    """Whether the words make the area the size of what the share is of, or only a part of the share.

    "60 percent of Syria, a country of 185,000 sq km" and "603,000 sq km, 19 percent of which" are of the whole,
    "28 percent of Syria, 50,000 sq km of it in the east" and "(20,000 sq km of farmland)" of a part.
    """
    share, area = (first, second) if first.kind == "share" else (second, first)
    before, after = words_before(text, area, 60), words_after(text, area, 60)
    if ends_with_word(before, "sizes", "before") or starts_with_word(after, "sizes", "after"):
        return True
    if has_word(between(text, first, second) or "", "sizes", "places"):
        return True
    if starts_with_word(words_after(text, second, 40), "nested", "after"):
        return True
    if area is first and starts_with_word(words_before(text, area), "sizes", "of"):
        return True
    return area is second and is_of_another(after, share.base)


def is_somewhere(text: str, area: Figure) -> bool:
    """Whether the area is said to lie somewhere: then it may be only that part of the share's ground."""
    return starts_with_word(words_after(text, area, 40), "sizes", "somewhere")


def is_beside_its_base(text: str, share: Figure, area: Figure) -> bool:
    """Whether the area stands in brackets behind the share's place, whose size it may be: "of the city (60 sq km)"."""
    gap = between(text, share, area) or ""
    return BRACKET.search(gap) is not None and bool(tokens(share.base) & tokens(gap))
