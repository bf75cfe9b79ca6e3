"""One day of a Telegram chat as a page: of a channel all posts of the day, of a group one post and its answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from whoholds.errors import UnreadableSource
from whoholds.model import Comment, Origin
from whoholds.reading.formats.telegram import Chat, Post, telegram_posts
from whoholds.reading.pages.page import Page
from whoholds.reading.pages.thread_draft import cut_circles, depths
from whoholds.reading.pages.tidy import tidy

MOST_KEPT = 50_000  # posts of a day, or answers to one
_MOST_TEXT = 2_000_000  # characters of them


def read_telegram(source: str | Path | BinaryIO, chat: Chat, *, on: str | None = None, name: str) -> Page:
    """Read the skeleton of the page that a day of a chat is: `on`, or the last day that has posts.

    A channel's posts of the day are the paragraphs, and `origins` say which are whose. Of a group, whose members answer
    each other, the day's first post that answers none is the report, and what answers it is the thread. Raises
    UnreadableSource if there is no such day in it.
    """
    posts = telegram_posts(source, name=name)
    return _channel(posts, chat, on, name) if chat.is_channel else _group(posts, chat, on, name)


class _Days:
    """Keeps the days on which a chat has posts. `full` says that of the one that is read not all are kept."""

    def __init__(self) -> None:
        self.first: str | None = None
        self.last: str | None = None
        self.full = False
        self._all: set[str] = set()

    def has(self, day: str | None) -> bool:
        """Tell whether there are posts of a day; of any, for None."""
        return bool(self._all) if day is None else day in self._all

    def count(self, day: str) -> None:
        """Count a post."""
        self._all.add(day)
        self.first = min(self.first or day, day)
        self.last = max(self.last or day, day)

    def missing(self, on: str | None, name: str) -> UnreadableSource:
        """Make the error for a day without posts."""
        if self.first is None:
            return UnreadableSource(f"{name} has no posts with text: there is nothing to read")
        return UnreadableSource(f"{name} has no posts of {on}: its posts go from {self.first} to {self.last}")

    def chosen(self, day: str, on: str | None) -> tuple[str, ...]:
        """Say which day was read, where nobody asked for one and there are several."""
        if on is not None or len(self._all) < 2:
            return ()
        return (
            f"The chat has posts from {self.first} to {self.last}; those of {day} were read. Name another with --on.",
        )


def _day(post: Post) -> str | None:
    return post.posted[:10] if post.posted and post.text.strip() else None


def _channel(posts: Iterable[Post], chat: Chat, on: str | None, name: str) -> Page:
    days, kept, size = _Days(), list[Post](), 0
    for post in posts:
        day = _day(post)
        if day is None:
            continue
        days.count(day)
        if on is None and kept and day > (_day(kept[0]) or ""):
            kept, size, days.full = [], 0, False
        if day == (on or (_day(kept[0]) if kept else day)):
            days.full = days.full or len(kept) >= MOST_KEPT or size > _MOST_TEXT
            if not days.full:
                kept.append(post)
                size += len(post.text)
    if not kept:
        raise days.missing(on, name)
    paragraphs, origins = _paragraphs(kept)
    published = _day(kept[0]) or ""
    return Page(
        site=chat.name,
        published=published,
        paragraphs=paragraphs,
        origins=origins,
        warnings=(*days.chosen(published, on), *_too_many(days)),
    )


def _too_many(days: _Days) -> tuple[str, ...]:
    return ("The day has more posts than are read; the later ones were left out.",) if days.full else ()


def _paragraphs(posts: Sequence[Post]) -> tuple[tuple[str, ...], tuple[Origin, ...]]:
    """Give each line of each post as a paragraph, and where each post begins."""
    paragraphs: list[str] = []
    origins: list[Origin] = []
    for post in posts:
        lines = [line for line in map(tidy, post.text.split("\n")) if line]
        if lines:
            author = post.passed_on_from or post.author
            origins.append(Origin(paragraph=len(paragraphs), post=post.id, author=author, posted=post.posted))
            paragraphs += lines
    return tuple(paragraphs), tuple(origins)


def _group(posts: Iterable[Post], chat: Chat, on: str | None, name: str) -> Page:
    """Take the first post of the day that answers none, with what answers it, at whatever later day."""
    days = _Days()
    root: Post | None = None
    known: set[int] = set()
    answers: list[Post] = []
    others = 0
    for post in posts:
        day = _day(post)
        if day is None:
            continue
        days.count(day)
        if post.answers is not None and post.answers in known:
            days.full = days.full or len(answers) >= MOST_KEPT
            if not days.full:
                answers.append(post)
                known.add(post.id)
        elif (
            post.answers is None and (root is None or (on is None and day > (_day(root) or ""))) and day == (on or day)
        ):
            root, known, answers, others, days.full = post, {post.id}, [], 0, False
        elif root is not None and day == _day(root):
            others += 1
    if root is None:
        raise (
            days.missing(on, name)
            if not days.has(on)
            else UnreadableSource(
                f"{name} has no post that answers none{f' of {on}' if on else ''}: name another day with --on"
            )
        )
    paragraphs, origins = _paragraphs([root])
    published = _day(root) or ""
    left_out = f"{others:,} other posts of that day do not answer the first; they were left out."
    return Page(
        site=chat.name,
        published=published,
        paragraphs=paragraphs,
        origins=origins,
        thread=_thread(root, answers),
        warnings=(*days.chosen(published, on), *((left_out,) if others else ()), *_too_many(days)),
    )


def _thread(root: Post, answers: Sequence[Post]) -> tuple[Comment, ...]:
    """Make comments of answers; of two of one number the first counts."""
    first = {post.id: post for post in reversed(answers) if post.id != root.id}
    order = list(reversed(first.values()))
    above = {post.id: post.answers for post in order if post.answers is not None and post.answers in first}
    cut_circles(first, above)
    depth = depths(first, above)
    return tuple(
        Comment(
            id=post.id,
            parent=above.get(post.id),
            author=post.author,
            posted=post.posted,
            text=tidy(post.text),
            depth=depth[post.id],
        )
        for post in order
    )
