"""Where figures stand: the passages of a report with their figures in order, and the words around a figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from whoholds.model import Figure, Report, Struct
from whoholds.reckoning.inside.words import ends_with_word, has_word, starts_with_word, tokens, word_list

Key = tuple[str, int | str]

# How far a figure's own sentence is looked for, in characters. It bounds the work for texts without full stops.
REACH = 300
SENTENCE_END = re.compile(r"""[.!?…]["”’)\]]*\s+(?=["“‘(\[]?[^\W\d_a-z])|\n\s*\n|[;•]""")
# A figure may be the first word of its sentence, with a digit for a capital.
JUST_ENDED = re.compile(r"""[.!?…]["”’)\]]*\s+["“‘(\[]?$""")
BRACKET = re.compile(r"[(\[]\s*(?:or\s+|i\.e\.,?\s*)?$")


class Passage(Struct, frozen=True, kw_only=True):
    """One paragraph, note, caption, comment or the headline: its text and its figures, as they follow each other.

    `name` says in words which one it is ("paragraph 2", "the note by SF").
    """

    key: Key
    name: str
    text: str
    figures: tuple[int, ...]


def passages_of(report: Report) -> tuple[Passage, ...]:
    """The passages that have figures, in the order of the page."""
    held: dict[Key, list[int]] = defaultdict(list)
    for index, figure in enumerate(report.figures):
        key = _key_of(figure)
        if key is not None:
            held[key].append(index)
    return tuple(
        Passage(key=key, name=name, text=text, figures=tuple(sorted(held[key], key=lambda i: report.figures[i].span)))
        for key, name, text in _texts(report)
        if key in held
    )


def _key_of(figure: Figure) -> Key | None:
    if figure.comment is not None:
        return ("comment", figure.comment)
    if figure.note is not None:
        return ("note", figure.note)
    if figure.image is not None:
        return ("image", figure.image)
    if figure.paragraph is not None:
        return ("paragraph", figure.paragraph)
    return ("headline", 0) if figure.where == "headline" else None


def _texts(report: Report) -> Iterator[tuple[Key, str, str]]:
    if report.headline:
        yield ("headline", 0), "the headline", report.headline
    for number, image in enumerate(report.images):
        yield ("image", number), f"the caption of picture {number + 1}", image.caption or ""
    for number, text in enumerate(report.paragraphs):
        yield ("paragraph", number), f"paragraph {number + 1}", text
    for number, note in enumerate(report.notes):
        yield ("note", number), f"the note by {note.by}" if note.by else f"note {number + 1}", note.text
    for comment in report.thread:
        by = f" by {comment.author}" if comment.author else ""
        yield ("comment", comment.id), f"comment {comment.id}{by}", comment.text


# ------------------------------------------------------------------------------------------- the words around a figure


def words_before(text: str, figure: Figure, reach: int = REACH) -> str:
    """What stands before the figure in its own sentence.

    >>> figure = Figure(quote="15%", span=(24, 27), value=15, kind="share", unit="percent")
    >>> words_before("They hold 85%. The rest 15% is free.", figure)
    'The rest '
    """
    start = min(figure.span[0], len(text))
    window = text[max(0, start - reach) : start]
    if JUST_ENDED.search(window):
        return ""
    ends = [found.end() for found in SENTENCE_END.finditer(window)]
    return window[ends[-1] :] if ends else window


def sentence_start(text: str, figure: Figure) -> int:
    """Where the figure's own sentence begins."""
    return figure.span[0] - len(words_before(text, figure))


def words_after(text: str, figure: Figure, reach: int = REACH) -> str:
    """What stands behind the figure in its own sentence."""
    window = text[figure.span[1] : figure.span[1] + reach]
    found = SENTENCE_END.search(window)
    return window[: found.start()] if found else window


def sentence(text: str, figure: Figure) -> str:
    """The sentence that the figure stands in, as far as it can be told."""
    return words_before(text, figure) + text[figure.span[0] : figure.span[1]] + words_after(text, figure)


def between(text: str, first: Figure, second: Figure) -> str | None:
    """What stands between two figures; None if they overlap, or stand in different sentences or far apart."""
    gap = text[first.span[1] : second.span[0]]
    if first.span[1] > second.span[0] or len(gap) > 100 or SENTENCE_END.search(gap):
        return None
    return gap


def says_twice(text: str, first: Figure, second: Figure) -> bool:
    """Whether the second figure only says the first one in another way: "15 percent, about 27,000 sq km".

    Between them stand a comma, a bracket, "or", and words like "of the country"; or few words before a bracket.
    """
    gap = between(text, first, second)
    if gap is None:
        return False
    pieces = re.findall(r"[^\W\d_]+(?:['’]s)?|[^\w\s]", gap.casefold())
    if len(pieces) > 10 or re.search(r"\d", gap):
        return False
    links, fill = word_list("apposition", "links"), word_list("apposition", "fill") | _name_words(first, second)
    if any(piece in links for piece in pieces) and all(
        p in links or p in fill or p.replace("’", "'") in fill for p in pieces
    ):
        return True
    few = len(pieces) <= 7 and not any(sign in gap[:-2] for sign in ",;:)")
    return BRACKET.search(gap) is not None and few and not has_word(gap, "apposition", "stops")


def _name_words(*figures: Figure) -> frozenset[str]:
    """The words of the figures' bases, and their adjectives: "Syria", "Syrian", "Syria's". A long base is no name."""
    bases = [re.findall(r"[^\W\d_]+", (figure.base or "").casefold()) for figure in figures]
    stems = {word for base in bases if len(base) <= 3 for word in base}
    return frozenset(stem + ending for stem in stems for ending in ("", "n", "ian", "an", "i", "'s", "’s"))


def is_of_another(after: str, base: str | None) -> bool:
    """Whether the words behind a figure make it one of something else than the base: neither it, nor "the land".

    >>> is_of_another(" of the suburbs", "Aleppo"), is_of_another(" of Syrian soil", "Syria"), is_of_another("", None)
    (True, False, False)
    """
    words = after.split()
    if words[:1] != ["of"]:
        return False
    named, starts = tokens(" ".join(words[1:5])), tuple(word[:4] for word in tokens(base))
    return not any(word in word_list("rest", "ground") or word.startswith(starts) for word in named)


def is_rest(text: str, figure: Figure) -> bool:
    """Whether the words say that the figure is what remains: "the remaining 15 percent", "15 percent is left"."""
    before = words_before(text, figure, 40)
    return (
        ends_with_word(before, "rest", "before")
        or starts_with_word(figure.quote, "rest", "before")
        or starts_with_word(words_after(text, figure, 60), "rest", "after")
        or bool(
            re.match(r"\s+(?:of\s+(?:\w+\s+){1,4})?(?:remains?|(?:is|are)\s+left)\b", words_after(text, figure, 60))
        )
    )


def is_part_of_rest(text: str, figure: Figure) -> bool:
    """Whether the figure is a share of what remains, and not what remains: "of the rest, they hold the other 10"."""
    before = words_before(text, figure)
    return has_word(before, "rest", "share_of") and not ends_with_word(before, "rest", "share_of")


def is_nested(text: str, figure: Figure) -> bool:
    """Whether the words make the figure a part of another one: "20 percent, including 5 percent in the north"."""
    before = words_before(text, figure)
    return (
        has_word(before, "nested", "words")
        or has_word(before, "rest", "share_of")
        or starts_with_word(words_after(text, figure, 40), "nested", "after")
    )
