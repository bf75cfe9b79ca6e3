"""Readers' comments in a page's JSON-LD, and what becomes of them beside those that the page shows."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from whoholds.model import Comment
from whoholds.reading.pages.linked_data import Node, items, kinds_of, number_at, text_at
from whoholds.reading.pages.thread_draft import Draft, comments_of, cut_circles, depths
from whoholds.reading.pages.thread_gather import MOST_COMMENTS
from whoholds.reading.pages.thread_marks import ident_at_end

_KINDS = frozenset(("comment", "usercomments", "correctioncomment"))
_LONGEST = 500_000
_STARTS = 60  # characters of a text by which a comment is known that has no ID


class Settled(NamedTuple):
    """The comments of a page after its JSON-LD was compared with what it shows, and what the two disagree on."""

    thread: tuple[Comment, ...]
    warnings: tuple[str, ...] = ()


def linked_thread(nodes: Sequence[Node]) -> tuple[Comment, ...]:
    """Read the comments of a page's JSON-LD: those of its report, with the answers in them, and those that stand alone.

    >>> node = {"@type": "Article", "comment": {"@type": "Comment", "text": "Half of what?", "author": {"name": "Ana"}}}
    >>> [(comment.author, comment.text) for comment in linked_thread([node])]
    [('Ana', 'Half of what?')]
    """
    drafts: list[Draft] = []
    seen: set[int] = set()
    waiting: list[tuple[Node, Draft | None]] = [(node, None) for node in reversed(nodes)]
    while waiting and len(drafts) < MOST_COMMENTS:
        node, above = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if not _KINDS.isdisjoint(kinds_of(node)):
            above = _draft(node, above)
            drafts.append(above)
        waiting += [(answer, above) for answer in reversed(items(node.get("comment")))]
    return comments_of(drafts)


def _draft(node: Node, above: Draft | None) -> Draft:
    draft = Draft(_ident(node), above)
    draft.said_above = next((ident for parent in items(node.get("parentItem")) if (ident := _ident(parent))), None)
    draft.add("text", text_at(node, "text", longest=_LONGEST) or text_at(node, "commentText", longest=_LONGEST) or "")
    names = (("author", "name"), ("author",), ("creator", "name"))
    draft.add("name", next((name for keys in names if (name := text_at(node, *keys))), ""))
    draft.posted = next(
        (said for key in ("dateCreated", "datePublished", "commentTime") if (said := text_at(node, key))), None
    )
    draft.votes, draft.down = number_at(node, "upvoteCount"), number_at(node, "downvoteCount")
    for counted in items(node.get("interactionStatistic")):
        kind = text_at(counted, "interactionType", "@type") or text_at(counted, "interactionType") or ""
        number = number_at(counted, "userInteractionCount")
        if kind.lower().endswith("dislikeaction"):
            draft.down = number if draft.down is None else draft.down
        elif kind.lower().endswith("likeaction"):
            draft.votes = number if draft.votes is None else draft.votes
    return draft


def _ident(node: Node) -> str | None:
    said = next((said for key in ("@id", "identifier", "url") if (said := text_at(node, key))), None)
    return (ident_at_end(said) or said[-80:]) if said else None


def settle(shown: tuple[Comment, ...], linked: tuple[Comment, ...]) -> Settled:
    """Compare the comments that a page shows with those of its JSON-LD.

    If it shows none, those of its JSON-LD are its thread. Else each one that it shows gets from its JSON-LD what the
    page leaves out: who, when to the second, whom it answers, how many votes. Where the two disagree, the page counts.

    >>> shown = (Comment(id="7", author="Ana", posted="2021-05-04", text="Half of what?"),)
    >>> settled = settle(shown, (Comment(id="7", author="Bo", posted="2021-05-04T09:00:00Z", text="Half of what?"),))
    >>> settled.thread[0].author, settled.thread[0].posted, settled.warnings[0]
    ('Ana', '2021-05-04T09:00:00Z', 'The JSON-LD gives another author than the page for 1 comment (7: Bo, not Ana).')
    """
    if not shown or not linked:
        return Settled(shown or linked)
    by_ident = {str(comment.id): comment for comment in reversed(linked)}
    by_text = {_start(comment): comment for comment in reversed(linked) if comment.text}
    matched = [_match(comment, by_ident, by_text) for comment in shown]
    names = {other.id: comment.id for comment, other in zip(shown, matched, strict=True) if other is not None}
    differing: dict[str, list[str]] = {}
    settled = [
        comment if other is None else _settled(comment, other, names, differing)
        for comment, other in zip(shown, matched, strict=True)
    ]
    warnings = [
        f"The JSON-LD gives another {field} than the page for {_comments(len(cases))} ({cases[0]})."
        for field, cases in differing.items()
    ]
    if hidden := len(linked) - len(names):
        warnings.append(f"The JSON-LD has {_comments(hidden)} that the page does not show; left out.")
    return Settled(_deepened(settled), tuple(warnings))


def _match(comment: Comment, by_ident: dict[str, Comment], by_text: dict[str, Comment]) -> Comment | None:
    """Find a comment's node by its ID, if the words are the same, else by its words."""
    named = by_ident.get(str(comment.id))
    if named is not None and _start(named) == _start(comment):
        return named
    return by_text.get(_start(comment)) if comment.text else None


def _start(comment: Comment) -> str:
    return re.sub(r"\W+", "", comment.text.casefold())[:_STARTS]


def _comments(number: int) -> str:
    return "1 comment" if number == 1 else f"{number:,} comments"


def _settled(
    shown: Comment, linked: Comment, names: dict[int | str, int | str], differing: dict[str, list[str]]
) -> Comment:
    if shown.author and linked.author and shown.author.casefold() != linked.author.casefold():
        differing.setdefault("author", []).append(f"{shown.id}: {linked.author}, not {shown.author}")
    if _on_another_day(shown, linked):
        differing.setdefault("day", []).append(f"{shown.id}: {linked.posted}, not {shown.posted}")
    parent = names.get(linked.parent) if linked.parent is not None else None
    if shown.parent is not None and parent is not None and shown.parent != parent:
        differing.setdefault("parent", []).append(f"{shown.id}: {parent}, not {shown.parent}")
    return replace(
        shown,
        author=shown.author or linked.author,
        posted=_finer(shown, linked),
        parent=shown.parent if shown.parent is not None else parent,
        votes=shown.votes if shown.votes is not None else linked.votes,
    )


def _on_another_day(shown: Comment, linked: Comment) -> bool:
    day, other = _day(shown.posted), _day(linked.posted)
    # Two clocks may show two days.
    return day is not None and other is not None and abs(day - other) > datetime.timedelta(days=1)


def _finer(shown: Comment, linked: Comment) -> str | None:
    """Give when a comment was posted as exactly as either says it; what the page shows, if it is another day."""
    if _day(linked.posted) is None or _on_another_day(shown, linked):
        return shown.posted
    if _day(shown.posted) is None or len(linked.posted or "") > len(shown.posted or ""):
        return linked.posted
    return shown.posted


def _day(posted: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((posted or "")[:10])
    except ValueError:
        return None


def _deepened(thread: Sequence[Comment]) -> tuple[Comment, ...]:
    """Give each comment its depth anew, without circles that new parents may have made."""
    order = [comment.id for comment in thread]
    above = {comment.id: comment.parent for comment in thread if comment.parent is not None}
    cut_circles(order, above)
    depth = depths(order, above)
    return tuple(replace(comment, parent=above.get(comment.id), depth=depth[comment.id]) for comment in thread)
