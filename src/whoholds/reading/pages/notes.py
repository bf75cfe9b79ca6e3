"""Editors' notes: remarks of the page's own that stand inside its body or between its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from whoholds.model import Note
from whoholds.reading.speech.words import speech

Kind = Literal["note", "update", "correction"]

# A bracket that closes further on than this is taken to close nowhere.
_MOST_PARAGRAPHS = 20
_MOST_CHARACTERS = 20_000
_FEWEST_WORDS = 3
_LONGEST_SIGNED = 1_000
_LONGEST_LEAD = 40
_CLOSERS = {"[": "]", "(": ")", "{": "}"}
_MARKS = re.compile(r"[\[\](){}]")
_LEAD = "*_•#>–—- \t\n\r\u00a0"


class _Label(NamedTuple):
    """What marks a remark: the label as it stands, who it names, its kind, and where the remark begins."""

    label: str
    by: str | None
    kind: Kind
    end: int


def find_notes(paragraphs: Sequence[str]) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """Take the editors' notes out of a body.

    Returns the paragraphs without those that are wholly notes, and the notes. A note of its own has `after`, the index
    (in what is returned) of the paragraph that it follows, -1 before the first. A note inside a paragraph has
    `paragraph` and `span`, and the paragraph keeps its words. Ordinary brackets ("[the government]", "[1]") are none.

    >>> body, notes = find_notes(["They took 5 towns.", "[JK: It is not clear which towns.]", "More follows."])
    >>> body
    ('They took 5 towns.', 'More follows.')
    >>> notes[0].text, notes[0].by, notes[0].after
    ('It is not clear which towns.', 'JK', 0)
    """
    kept: list[str] = []
    notes: list[Note] = []
    rest = list(paragraphs)
    at = 0
    while at < len(rest):
        paragraph = rest[at]
        at += 1
        labelled = _unbracketed(paragraph)
        if labelled is not None:
            at = _take_labelled(paragraph, labelled, rest, at, len(kept) - 1, notes)
            continue
        at = _take_bracketed(paragraph, rest, at, kept, notes)
    return tuple(kept), tuple(notes)


def is_labelled(text: str) -> bool:
    """Tell whether a text begins with a note's label, in brackets or without.

    >>> is_labelled("Editor's note: It rained."), is_labelled("[JK: It did not rain there.]"), is_labelled("It rained.")
    (True, True, False)
    """
    return _unbracketed(text) is not None or _bracket_label(text, _lead(text)) is not None


def _take_labelled(
    paragraph: str, label: _Label, rest: Sequence[str], at: int, after: int, notes: list[Note]
) -> int:  # fmt: skip
    """Take a paragraph that begins with a label; a label alone takes the next paragraph with it."""
    text = paragraph[label.end :].strip().rstrip("*_ ")
    if not text and at < len(rest):
        text = rest[at].strip()
        at += 1
    if text:
        notes.append(Note(text=text, by=label.by, label=label.label, kind=label.kind, after=after))
    return at


def _take_bracketed(paragraph: str, rest: list[str], at: int, kept: list[str], notes: list[Note]) -> int:
    """Take the bracketed notes of one paragraph, and of the following ones if a bracket closes there."""
    index = len(kept)
    found: list[Note] = []
    position = 0
    lead = _lead(paragraph)
    while (mark := _next_mark(paragraph, position)) is not None:
        label, start, end, close = mark
        whole = start == lead
        if close is None:
            text, used, remainder = _over_paragraphs(paragraph[label.end :], paragraph[start], rest, at)
            at += used
            if remainder is not None:
                at -= 1
                rest[at] = remainder
            close = end = len(paragraph) - 1
        else:
            text = paragraph[label.end : end].strip()
        if whole and not paragraph[close + 1 :].strip(_LEAD + "."):
            notes.append(Note(text=text, by=label.by, label=label.label, kind=label.kind, after=index - 1))
            return at
        span = (start, close + 1)
        found.append(Note(text=text, by=label.by, label=label.label, kind=label.kind, paragraph=index, span=span))
        position = close + 1
    notes.extend(found)
    kept.append(paragraph)
    return at


def _next_mark(text: str, position: int) -> tuple[_Label, int, int, int | None] | None:
    """Find the next bracketed note: its label, and where its bracket opens, its remark ends and its bracket closes."""
    if not position and _MARKS.search(text) is None:
        return None
    for found in _candidates().finditer(text, position):
        if found["signed"]:
            signed = _signed(text, position, found)
            if signed is not None:
                return signed
            continue
        label = _bracket_label(text, found.start())
        if label is not None:
            close = _closing(text, found.start())
            return label, found.start(), close or 0, close
    return None


def _closing(text: str, start: int) -> int | None:
    """Return where the bracket that opens here closes in its paragraph; brackets of the same kind may lie in it."""
    depth = 0
    closer = _CLOSERS[text[start]]
    for mark in _MARKS.finditer(text, start, start + _MOST_CHARACTERS):
        depth += (mark[0] == text[start]) - (mark[0] == closer)
        if not depth:
            return mark.start()
    return None


def _over_paragraphs(first: str, bracket: str, rest: Sequence[str], at: int) -> tuple[str, int, str | None]:
    """Return a remark that goes on over paragraphs, how many it fills, and what is left of the last one.

    A bracket that never closes ends with its own paragraph.
    """
    parts = [first.strip()]
    depth = 1
    closer = _CLOSERS[bracket]
    for used, paragraph in enumerate(rest[at : at + _MOST_PARAGRAPHS], start=1):
        if _bracket_label(paragraph, 0) is not None:
            break  # the next note begins
        for mark in _MARKS.finditer(paragraph, 0, _MOST_CHARACTERS):
            depth += (mark[0] == bracket) - (mark[0] == closer)
            if not depth:
                parts.append(paragraph[: mark.start()].strip())
                remainder = paragraph[mark.end() :].strip() if paragraph[mark.end() :].strip(_LEAD + ".") else None
                return "\n\n".join(parts), used, remainder
        parts.append(paragraph.strip())
    return parts[0], 0, None


def _bracket_label(text: str, start: int) -> _Label | None:
    """Read the label of a remark whose bracket opens at `start`: "[SF: …", "(Ed.: …", "[Update, 5 May: …"."""
    if text[start : start + 1] not in _CLOSERS:
        return None
    label = _label_at(text, start + 1)
    if label is not None:
        return label
    initials = _initials().match(text, start + 1, start + 60)
    if initials is None:
        return None
    remark, closed, after = text[initials.end() : initials.end() + _LONGEST_SIGNED].partition(_CLOSERS[text[start]])
    if len(remark[:200].split()) < _FEWEST_WORDS:
        return None
    # "(YPG: People's Protection Units)" spells a name out; a remark in round brackets is a sentence.
    sentence = remark.rstrip()[-1:] in ".!?" or (
        start <= _LONGEST_LEAD and start == _lead(text[: start + 1]) and not after.strip(_LEAD + ".")
    )
    if text[start] == "(" and closed and not sentence:
        return None
    return _Label(initials["by"], initials["by"], "note", initials.end())


def _signed(text: str, position: int, found: re.Match[str]) -> tuple[_Label, int, int, int] | None:
    """Read a remark that is signed at its end: "[the town, not the province – Ed.]"."""
    opener = "[" if found[0][-1] == "]" else "("
    start = text.rfind(opener, max(position, found.start() - _LONGEST_SIGNED), found.start())
    if start < 0:
        return None
    generic = found["signed"].rstrip(".").lower() in {"ed", "eds", "editor"}
    label = _Label(found["signed"], None if generic else found["signed"], "note", start + 1)
    return label, start, found.start(), found.end() - 1


def _unbracketed(paragraph: str) -> _Label | None:
    """Read the label of a paragraph that is a remark: "Editor's note: …", "UPDATE (12 Dec): …"."""
    start = _lead(paragraph)
    head = paragraph[start : start + 80].lower()
    amended = next((phrase for phrase in speech().notes["amended"] if head.startswith(phrase)), None)
    if amended is not None:
        changed: Kind = "update" if "updated" in head else "correction"
        return _Label(paragraph[start : start + len(amended)], None, changed, start)
    return _label_at(paragraph, start)


def _lead(text: str) -> int:
    """Return how many white spaces, bullets and the like a paragraph begins with."""
    return len(text) - len(text.lstrip(_LEAD))


def _label_at(text: str, start: int) -> _Label | None:
    found = _labels().match(text, start, start + 120)
    if found is None:
        return None
    word = found["label"].lower()
    kind: Kind = "note"
    if word in speech().notes["update"]:
        kind = "update"
    elif word in speech().notes["correction"]:
        kind = "correction"
    if found["mark"] is None and (found.end() != len(text) or " " not in word):
        return None  # only a whole line such as "Editor's note" does without a colon
    label = text[start : found.start("mark") if found["mark"] else found.end()].strip(" *_")
    by = (found["by"] or "").strip() or None
    return _Label(label, by, kind, found.end())


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    """One pattern for all labels, with a number, a day or a name after them, and the mark that ends them."""
    notes = speech().notes
    names = sorted((*notes["note"], *notes["update"], *notes["correction"]), key=len, reverse=True)
    listed = "|".join(re.escape(name) for name in names)
    by = r"\s+(?:by|from)\s+(?P<by>[^:\[\]()\n]{2,40}?)"
    numbered, bracketed = r"(?:\s+#?\d{1,3})", r"\s*\([^()\n]{1,40}\)"
    clock = r"(?::\d\d(?:\s?[ap]\.?m\.?)?[\w ,]{0,12})?"
    dated = rf",?\s+(?:[^\W\d]{{3,9}}\.?\s+)?#?\d[\w .,/]{{0,20}}{clock}(?=\s*[:–—-])"
    mark = r"(?P<mark>:|\s[–—-]\s|[–—]\s*)[*_]{0,3}"
    return re.compile(
        rf"[*_]{{0,3}}(?P<label>{listed})(?![\w’'])(?:{by}|{numbered}?{bracketed}|{dated})?[*_]{{0,3}}\s*(?:{mark}|$)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _initials() -> re.Pattern[str]:
    return re.compile(r"\s*(?P<by>[A-Z]{2,4}|(?:[A-Z]\.\s?){2,3})\s*(?::|\s[–—]\s)\s*")


@lru_cache(maxsize=1)
def _candidates() -> re.Pattern[str]:
    """A bracket that may open a note, or the signature and the bracket at a note's end."""
    return re.compile(r"[\[({](?=[\s*_]{0,3}[A-Za-z])|[–—-]\s*(?P<signed>[Ee]ds?\.?|[Ee]ditor|[A-Z]{2,3})\s*[\])]")
