"""Comments of plain text while their lines come by: who, when, whom they answer, what was voted, and the words."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from whoholds.model import Comment
from whoholds.reading.pages.moments import moment
from whoholds.reading.pages.page_words import vocabulary
from whoholds.reading.pages.tidy import tidy

MOST_COMMENTS = 50_000


class Line(NamedTuple):
    """One line of a page: how far in its text begins, its text, and the text after its bullet if it has one."""

    indent: int
    text: str
    bullet: str | None


class Found(NamedTuple):
    """A thread and the lines that it fills: from `start` up to `end`."""

    thread: tuple[Comment, ...]
    start: int
    end: int
    warnings: tuple[str, ...]


class _Begun:
    """A comment that has begun. `names_above` is the name of whom it answers, where the copy shows that."""

    def __init__(self, parent: int | None, author: str | None, posted: str | None, names_above: str | None) -> None:
        self.parent, self.author, self.posted, self.names_above = parent, author, posted, names_above
        self.votes: int | None = None
        self.texts: list[str] = []


class Gathered:
    """Gathers comments as their lines come by. The open comments stand on a stack with their indents."""

    def __init__(self) -> None:
        self._begun: list[_Begun] = []
        self._open: list[tuple[int, int]] = []  # indent, ID
        self.warnings: tuple[str, ...] = ()

    def begin(
        self, indent: int, author: str | None, posted: str | None = None, *, names_above: str | None = None
    ) -> bool:
        """Begin a comment; False if there are too many."""
        if len(self._begun) == MOST_COMMENTS:
            self.warnings = (
                f"The page has more than {MOST_COMMENTS:,} comments; only the first {MOST_COMMENTS:,} were read.",
            )
            return False
        while self._open and self._open[-1][0] >= indent:
            self._open.pop()
        parent = self._open[-1][1] if self._open else None
        self._begun.append(_Begun(parent, author, posted, names_above))
        self._open.append((indent, len(self._begun)))
        return True

    @property
    def has_begun(self) -> bool:
        """Whether there is a comment at all."""
        return bool(self._begun)

    @property
    def has_words(self) -> bool:
        """Whether the last comment has words already."""
        return bool(self._begun[-1].texts)

    def add(self, text: str) -> None:
        """Add a line to the words of the last comment."""
        self._begun[-1].texts.append(text)

    def note(self, *, posted: str | None = None, votes: int | None = None, names_above: str | None = None) -> None:
        """Note what a line beside the last comment's words says, where nothing said it before."""
        last = self._begun[-1]
        last.posted = last.posted or posted
        last.votes = votes if last.votes is None else last.votes
        last.names_above = last.names_above or names_above

    def comments(self) -> tuple[Comment, ...]:
        """Make the comments, in the order of the page."""
        made: list[Comment] = []
        by_author: dict[str | None, list[Comment]] = {}
        for number, begun in enumerate(self._begun, 1):
            posted, texts = begun.posted, begun.texts
            if posted is None and len(texts) > 1 and (posted := day_alone(texts[0]) or ago(texts[0])):
                texts = texts[1:]
            above = made[begun.parent - 1] if begun.parent else None
            # Of several comments of one author it is not guessed which one is answered.
            if above is None and begun.names_above and len(named := by_author.get(begun.names_above, [])) == 1:
                above = named[0]
            made.append(
                Comment(
                    id=number,
                    parent=above.id if above else None,
                    author=begun.author,
                    posted=posted,
                    text=tidy(" ".join(texts)),
                    depth=above.depth + 1 if above else 0,
                    votes=begun.votes,
                )
            )
            by_author.setdefault(begun.author, []).append(made[-1])
        return tuple(made)


def split_head(head: str) -> tuple[str | None, str | None]:
    """Split a comment's first line into its author and when it was posted.

    >>> split_head("Ana Li says:"), split_head("Bo — 12 December 2018 at 10:41"), split_head("Cy")
    (('Ana Li', None), ('Bo', '2018-12-12T10:41'), ('Cy', None))
    """
    name, posted = tidy(head), None
    parts = re.split(r"\s+[•·|–—-]\s+|,\s+(?=\d)|\s+\(", name, maxsplit=1)
    if len(parts) == 2 and (posted := day_alone(parts[1]) or ago(parts[1].rstrip(") "))):
        name = parts[0]
    return without_says(name), posted


def says(text: str) -> bool:
    """Tell whether a line ends in "says:" or the like."""
    return _says().search(text) is not None


def without_says(name: str) -> str | None:
    """Take "says:" and the like off a name.

    >>> without_says("Ana sagt:"), without_says("Simon says")
    ('Ana', 'Simon says')
    """
    # Only with its colon: "Simon says" may be how somebody calls himself.
    return _says().sub("", name).rstrip(" :") or None


@cache
def _says() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(vocabulary("page")["says"], key=len, reverse=True))
    return re.compile(rf"\s+(?:{words})\s*:$", re.IGNORECASE)


def day_alone(text: str) -> str | None:
    """Read when something was posted from a line that says nothing else."""
    is_short = len(text) <= 60 and len(text.split()) <= 8
    return moment(text) if is_short and not re.search(r"\w{12}", text) else None


def ago(text: str) -> str | None:
    """Keep "3 days ago" and "3d" as the page gives it: it is not a day."""
    return text if len(text) <= 40 and _ages().fullmatch(text) else None


@cache
def _ages() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary("thread_text")["ages"]), re.IGNORECASE)
