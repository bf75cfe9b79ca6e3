"""A comment while it is being read, and the tree that drafts make: no cycles, no two of one ID, nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import TypeVar

from whoholds.model import Comment
from whoholds.reading.pages.moments import moment
from whoholds.reading.pages.page_words import vocabulary
from whoholds.reading.pages.thread_gather import without_says
from whoholds.reading.pages.tidy import tidy

# Characters that turn the direction of what follows them: no part of a name.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LONGEST_NAME = 200
_Key = TypeVar("_Key", bound=Hashable)


class Draft:
    """A comment while it is being read.

    `above` is the comment that it answers by its place on the page, `said_above` the ID of the one that it says it
    answers, and `names_above` the name of the one whom it says it answers. `aliases` are further names of who wrote it.
    `shown_as` is the same comment where the page shows it first.
    """

    def __init__(self, ident: str | None, above: Draft | None = None, level: int | None = None) -> None:
        self.ident, self.above, self.level = ident, above, level
        self.said_above: str | None = None
        self.names_above: str | None = None
        self.aliases: list[str] = []
        self.shown_as: Draft | None = None
        self.texts: dict[str, list[str]] = {}
        self.posted: str | None = None
        self.votes: int | None = None
        self.down: int | None = None
        self.is_sure = False
        self.is_gone = False

    def add(self, role: str, text: str) -> None:
        """Add words that stand in the comment as what `role` names."""
        self.texts.setdefault(role, []).append(text)

    def read(self, role: str) -> str:
        """Give all words of one role."""
        return "".join(self.texts.get(role, ()))

    @cached_property
    def author(self) -> str | None:
        """The name that stands in it, once it is read."""
        for role in ("name", "author"):
            for part in self.read(role).split("\n"):
                name = without_says(tidy(_TURNING.sub("", part[:5_000])))
                if name:
                    return name[:_LONGEST_NAME].strip()
        return None

    @cached_property
    def text(self) -> str:
        """Its words, once it is read: none, if all that is left of it says that it is gone."""
        text = tidy(self.read("text")) or tidy(self.read("rest"))
        return "" if self.is_gone or (len(text) < _LONGEST_NAME and _gone().fullmatch(text)) else text


NOBODY = Draft(None)  # takes the text of what is no reader's comment, and is thrown away


@cache
def _gone() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary("thread_html")["words"]["gone"]), re.IGNORECASE)


def posted_of(draft: Draft) -> str | None:
    """Give the day, with its time where the page has one, in ISO 8601 where it can be read, else as the page has it."""
    shown = tidy(draft.read("date"))[:80]
    for said in (draft.posted, shown, tidy(draft.read("meta"))[:200]):
        if said and (read := moment(said)):
            return read
    return shown or (tidy(draft.posted)[:80] if draft.posted else None)


def comments_of(drafts: Sequence[Draft], opening: Draft | None = None) -> tuple[Comment, ...]:
    """Make comments of drafts, in the order of the page, each with its parent and its depth.

    `opening` is the post that opened a forum's topic: it is no comment, but may be whom a comment names.
    """
    kept = _without_copies([draft for draft in drafts if draft.is_sure or draft.text])
    above = _parents(kept, opening)
    ids: dict[str, int] = {}
    names = {draft: _unused(draft.ident or str(number), ids) for number, draft in enumerate(kept, 1)}
    depth = depths(kept, above)
    return tuple(
        Comment(
            id=names[draft],
            parent=names[above[draft]] if draft in above else None,
            author=draft.author,
            posted=posted_of(draft),
            text=draft.text,
            depth=depth[draft],
            votes=_votes(draft),
        )
        for draft in kept
    )


def _votes(draft: Draft) -> int | None:
    if draft.votes is None and draft.down is None:
        return None
    return (draft.votes or 0) - (draft.down or 0)


def _without_copies(drafts: Sequence[Draft]) -> list[Draft]:
    """Of comments that are shown twice, keep the one that stands under another, else the first.

    Where others answer the first, it is kept: parents come before their answers. Two of one ID that say different
    things stay two.
    """
    seen: dict[tuple[str, str | None, str], Draft] = {}
    listed = set(drafts)
    answered: set[tuple[str | None, str | None, str]] = set()
    nearest: dict[Draft, Draft | None] = {}
    for draft in drafts:
        parent = _listed_above(draft, listed, nearest)
        if parent is not None:
            answered.add((parent.ident, parent.author, parent.text))
        if draft.ident is not None:
            key = (draft.ident, draft.author, draft.text)
            first = seen.setdefault(key, draft)
            if first is not draft:
                is_told_more = first.above is None and draft.above is not None and key not in answered
                kept, copy = (draft, first) if is_told_more else (first, draft)
                seen[key] = kept
                copy.shown_as = kept
                kept.said_above = kept.said_above or copy.said_above
    return [draft for draft in drafts if draft.shown_as is None]


def _listed_above(draft: Draft, listed: set[Draft], known: dict[Draft, Draft | None]) -> Draft | None:
    """Return the next comment above that is listed; `known` keeps what was found, so that no way is gone twice."""
    path = []
    at: Draft | None = draft
    while at is not None and at not in known:
        path.append(at)
        at = at.above
        if at in listed:
            break
    found = at if at is None or at in listed else known[at]
    known.update((on_path, found) for on_path in path)
    return found


def _parents(drafts: Sequence[Draft], opening: Draft | None) -> dict[Draft, Draft]:
    """Find which comment each one answers: as it says itself, else by its place. A circle is cut at its first."""
    known = set(drafts)
    by_ident = {draft.ident: draft for draft in reversed(drafts) if draft.ident}
    by_name: dict[str, list[Draft]] = {}
    above: dict[Draft, Draft] = {}
    for draft in (opening, *drafts) if opening is not None else drafts:
        named = _named(draft.names_above, by_name)
        # Who wrote several comments before this one cannot be told apart by name.
        parent = by_ident.get(draft.said_above or "") or (named[0] if len(named) == 1 else None) or draft.above
        while parent is not None and parent not in known:
            parent = parent.shown_as or parent.above
        if parent is not None and parent is not draft:
            above[draft] = parent
        for alias in {" ".join(alias.casefold().split()) for alias in (draft.author, *draft.aliases) if alias}:
            by_name.setdefault(alias, []).append(draft)
    cut_circles(drafts, above)
    return above


def _named(said: str | None, by_name: Mapping[str, Sequence[Draft]]) -> Sequence[Draft]:
    """Find the comments of whom a text names, alone or before some words: "Ana Li wrote:" in whatever language."""
    said = (said or "").casefold().rstrip()
    words = said.rstrip(" :").split()
    shortest = 1 if said.endswith(":") else len(words)
    names = (" ".join(words[:count]) for count in range(len(words), shortest - 1, -1))
    return next((by_name[name] for name in names if name in by_name), ())


def cut_circles(order: Iterable[_Key], above: dict[_Key, _Key]) -> None:
    """Cut each circle of parents at the first of it that comes by."""
    done: set[_Key] = set()
    for start in order:
        path: dict[_Key, None] = {}
        at: _Key | None = start
        while at is not None and at not in done and at not in path:
            path[at] = None
            at = above.get(at)
        if at is not None and at in path:
            del above[at]
        done.update(path)


def depths(order: Iterable[_Key], above: Mapping[_Key, _Key]) -> dict[_Key, int]:
    """Give how many stand above each one; there must be no circle.

    >>> depths("abc", {"c": "b", "b": "a"})
    {'a': 0, 'b': 1, 'c': 2}
    """
    found: dict[_Key, int] = {}
    for start in order:
        path: list[_Key] = []
        at: _Key | None = start
        while at is not None and at not in found:
            path.append(at)
            at = above.get(at)
        depth = -1 if at is None else found[at]
        for step, on_path in enumerate(reversed(path), 1):
            found[on_path] = depth + step
    return found


def _unused(wanted: str, ids: dict[str, int]) -> str:
    """Keep two comments of one ID apart: the second gets a number after it."""
    ident = wanted
    while ident in ids:
        ids[wanted] += 1
        ident = f"{wanted}-{ids[wanted]}"
    ids[ident] = 1
    return ident
