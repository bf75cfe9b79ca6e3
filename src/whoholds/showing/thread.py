"""The readers' thread as steps that write a nested list, however deep and however broken the tree is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from whoholds.model import Comment, Struct

# Lists are nested this deep and no deeper: a browser stops at 512 elements, a phone's width much sooner.
DEEPEST = 7
# Answers from this depth on are folded away until a reader opens them.
FOLDED = 4


class Step(Struct, frozen=True, kw_only=True):
    """One step in writing the list: begin or end a comment, open or close the list of its answers.

    `position` is the comment's place in the thread; `answers` is the number of direct answers; `fold` says that their
    list is folded away; `answering` is whom a comment answers that could not be nested below what it answers.
    """

    do: Literal["begin", "end", "open", "close"]
    position: int = 0
    answers: int = 0
    fold: bool = False
    answering: str | None = None


def steps(thread: Sequence[Comment]) -> Iterator[Step]:
    """Yield the steps that write a thread as nested lists, each comment once, in the page's order.

    A comment whose parent is missing, or that answers itself round a circle, stands at the top.

    >>> talk = [Comment(id=1, text="Who says so?"), Comment(id=2, parent=1, text="The map.")]
    >>> [step.do for step in steps(talk)]
    ['begin', 'open', 'begin', 'end', 'close', 'end']
    """
    places, children = _places(thread), _children(thread)
    todo: list[Step | tuple[int, int]] = [(root, 0) for root in reversed(_roots(thread, children))]
    while todo:
        task = todo.pop()
        if isinstance(task, Step):
            yield task
            continue
        position, level = task
        answers = children.get(position, [])
        answering = _answering(thread, places, position) if level >= DEEPEST else None
        yield Step(do="begin", position=position, answers=len(answers), answering=answering)
        below = [(child, min(level + 1, DEEPEST)) for child in reversed(answers)]
        if not answers or level >= DEEPEST:
            yield Step(do="end")
            todo += below
            continue
        fold = level + 1 == FOLDED
        yield Step(do="open", answers=len(answers), fold=fold)
        todo += [Step(do="end"), Step(do="close", fold=fold), *below]


def _answering(thread: Sequence[Comment], places: dict[int | str, int], position: int) -> str | None:
    parent = thread[position].parent
    if parent is None or parent not in places or thread[position].depth <= DEEPEST:
        return None
    return thread[places[parent]].author or str(parent)


def _children(thread: Sequence[Comment]) -> dict[int, list[int]]:
    """Return each comment's answers, all by their places in the thread."""
    places = _places(thread)
    children: dict[int, list[int]] = {}
    for position, comment in enumerate(thread):
        parent = places.get(comment.parent) if comment.parent is not None else None
        if parent is not None and parent != position:
            children.setdefault(parent, []).append(position)
    return children


def _places(thread: Sequence[Comment]) -> dict[int | str, int]:
    places: dict[int | str, int] = {}
    for position, comment in enumerate(thread):
        places.setdefault(comment.id, position)
    return places


def _roots(thread: Sequence[Comment], children: dict[int, list[int]]) -> list[int]:
    """Return the comments that answer none, and one of every circle, whose link to its parent is cut."""
    answered = {child: parent for parent, answers in children.items() for child in answers}
    roots = [position for position in range(len(thread)) if position not in answered]
    seen: set[int] = set()
    _reach(roots, children, seen)
    for position in range(len(thread)):
        if position not in seen:
            children[answered[position]].remove(position)
            roots.append(position)
            _reach([position], children, seen)
    return sorted(roots)


def _reach(start: Sequence[int], children: dict[int, list[int]], seen: set[int]) -> None:
    todo = list(start)
    while todo:
        position = todo.pop()
        if position not in seen:
            seen.add(position)
            todo += children.get(position, ())
