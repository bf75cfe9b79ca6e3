"""Give the words of comments to whom they belong, walking through their elements once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from whoholds.reading.pages.moments import from_epoch
from whoholds.reading.pages.nesting import BLOCKS
from whoholds.reading.pages.thread_draft import NOBODY, Draft
from whoholds.reading.pages.thread_marks import FORUMS, Head, ident_at_end, is_link_up, role_of

_COUNT = re.compile(r"([+\u2212\u2013-]?)\s?(\d{1,3}(?:[,. \u00a0\u202f]\d{3})+|\d{1,9})(?![\d.,]*\s?[km]\b)", re.I)
_LONGEST_CITE = 200


class _State(NamedTuple):
    draft: Draft
    role: str
    system: str


def read_comments(root: HtmlElement, heads: Mapping[HtmlElement, tuple[Head, Draft]], topic: str | None) -> None:
    """Fill the draft of a comment's element, and those of the comments inside it.

    `heads` are the elements of comments. `topic` is the number of a forum's topic: what is quoted from another one
    answers nothing here.
    """
    stack: list[_State] = []
    for event, element in iterwalk(root, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            found = heads.get(element)
            state = _State(found[1], "rest", found[0].system) if found else _inside(element, stack[-1], topic)
            stack.append(state)
            if tag in BLOCKS:
                state.draft.add(state.role, " ")
            if element.text and state.role != "skip":
                state.draft.add(state.role, element.text)
        else:
            ended = stack.pop()
            if tag in BLOCKS:
                ended.draft.add(ended.role, " ")
            if stack and element.tail and stack[-1].role != "skip":
                stack[-1].draft.add(stack[-1].role, element.tail)


def _inside(element: HtmlElement, around: _State, topic: str | None) -> _State:
    """Judge an element inside a comment, and take what its attributes say."""
    draft, role_around, system = around
    if draft is NOBODY:
        return around
    tag = element.tag
    named = element.get("class")
    classes = named.lower().split() if named else []
    if tag == "br":
        draft.add(role_around, "\n")
    elif tag == "img":
        _add_emoji(element, classes, draft, role_around)
    if role_around == "text" and system in FORUMS and _quotes(element, classes, draft, topic):
        return _State(draft, "skip", system)
    if (element.get("itemprop") or "").lower() == "parentitem":
        said = element.get("href") or element.get("content") or element.get("itemid") or ""
        draft.said_above = draft.said_above or ident_at_end(said)
    role = role_of(element, classes, system, role_around)
    if role != role_around and role == "name":
        draft.add("name", "\n")
    if role not in ("text", "skip") or tag == "a":
        _note_marks(element, classes, draft, role, system)
    return _State(draft, role, system)


def _quotes(element: HtmlElement, classes: list[str], draft: Draft, topic: str | None) -> bool:
    """Note whom a quotation in a post is from; True if it is from another post."""
    if element.tag == "aside" and "quote" in classes:
        if topic is None or element.get("data-topic") in (None, topic):
            draft.said_above = draft.said_above or element.get("data-post")
            draft.names_above = draft.names_above or element.get("data-username")
        return element.get("data-username") is not None
    cite = _cite(element) if element.tag == "blockquote" else None
    if cite is None:
        return False
    for link in cite.iter("a"):
        _, mark, post = (link.get("href") or "").rpartition("#p")
        said = link.get("data-post-id") or (ident_at_end(post) if mark else None)
        if said:
            draft.said_above = draft.said_above or said
            return True
    draft.names_above = draft.names_above or "".join(cite.itertext())[:_LONGEST_CITE]
    return True


def _cite(quotation: HtmlElement) -> HtmlElement | None:
    for path in ("./div/cite", "./cite"):
        cite = quotation.find(path)
        if cite is not None:
            return cite
    return None


def _note_marks(element: HtmlElement, classes: list[str], draft: Draft, role: str, system: str) -> None:
    """Take what attributes say: when, how many votes, and a link to the comment that is answered."""
    tag = element.tag
    if tag == "a":
        if draft.said_above is None and is_link_up(element, classes):
            said = ident_at_end((element.get("href") or "").partition("#")[2])
            draft.said_above = said if said != draft.ident else None
        if system == "discourse" and role != "text":
            _note_names(element, classes, draft)
    if role == "date" and draft.posted is None:
        draft.posted = (
            element.get("datetime")
            or from_epoch(element.get("data-time") or "")
            or element.get("content")
            or (element.get("title") if tag != "time" and re.search(r"\d{4}", element.get("title") or "") else None)
        )
    elif role in ("votes", "down"):
        _count(element, draft, role)
    elif system == "remark42" and role == "meta" and element.get("title") and not len(element):
        _count(element, draft, "votes")


def _note_names(element: HtmlElement, classes: list[str], draft: Draft) -> None:
    """Discourse names whom a post answers only by who it is, and people by two names."""
    if "reply-to-tab" in classes:
        draft.names_above = draft.names_above or " ".join("".join(element.itertext()).split())
    elif element.get("data-user-card"):
        draft.aliases.append(element.get("data-user-card") or "")


def _count(element: HtmlElement, draft: Draft, role: str) -> None:
    found = _COUNT.match((element.get("content") or "".join(element.itertext())[:60]).strip())
    if found is None:
        return
    number = int(re.sub(r"\D", "", found[2])) * (-1 if found[1] and found[1] != "+" else 1)
    if role == "down":
        draft.down = abs(number) if draft.down is None else draft.down
    elif draft.votes is None:
        draft.votes = number


def _add_emoji(element: HtmlElement, classes: list[str], draft: Draft, role: str) -> None:
    alt = element.get("alt")
    if alt and role in ("text", "rest") and any("emoji" in name or "smil" in name for name in classes):
        draft.add(role, alt)
