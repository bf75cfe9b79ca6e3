"""By what a reader's comment is known in markup, and what the parts of one are, for each system that writes them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lxml.html import HtmlElement

from whoholds.reading.pages.page_words import vocabulary

CAN_BE_COMMENT = ("li", "div", "article", "section", "dd", "tr", "blockquote")
_IDENT = r"(\d{1,20}|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,40})"
_ID = re.compile(rf"(remark42__|[a-z]{{1,4}}[-_])?(?:comment|cmt|comm)[-_]?{_IDENT}$|(isso)-(\d{{1,20}})$", re.I)
_POST_ID = re.compile(r"p(?:ost)?[-_]?(\d{1,20})$")
_IDENT_AT_END = re.compile(rf"(?:^|[-_/=.#]|(?<=[a-z])){_IDENT}/?$", re.I)
_OWN_ID = ("data-comment-id", "data-commentid", "data-cid", "data-id")
_SAID_PARENT = ("data-parent", "data-parent-id", "data-parentid", "data-comment-parent", "data-parent-comment-id")
_SCHEMA = re.compile(r"schema\.org/(?:(?:User)?Comments?|(DiscussionForumPosting))$", re.I)
_PROPERTY = {
    **dict.fromkeys(("text", "commenttext", "articlebody"), "text"),
    **dict.fromkeys(("author", "creator"), "author"),
    **dict.fromkeys(("datecreated", "datepublished", "commenttime"), "date"),
    **dict.fromkeys(("upvotecount", "userinteractioncount"), "votes"),
    **dict.fromkeys(("parentitem", "publisher", "image", "datemodified", "interactiontype", "headline"), "skip"),
    "downvotecount": "down",
    "name": "name",
}
_KINDS = ("skip", "name", "author", "date", "text", "votes", "down", "meta")
FORUMS = frozenset(("discourse", "phpbb", "posting"))


class Head(NamedTuple):
    """What is known of a comment's element: who wrote the markup, its ID, and whether it can be nothing else."""

    system: str
    ident: str | None = None
    sure: bool = False


NO_COMMENT = Head("nobody")
BOX = Head("box")


def head_of(element: HtmlElement) -> Head | None:
    """Judge whether an element is a comment's: None for a part of the page, `NO_COMMENT` for what only looks like one.

    `BOX` is what a comment system writes around its comments: sorting, forms, notices.

    >>> from lxml.html import fromstring
    >>> head_of(fromstring('<li id="comment-7"></li>')), head_of(fromstring('<li class="item"></li>'))
    (Head(system='general', ident='7', sure=True), None)
    """
    named, ident, kind = element.get("class"), element.get("id"), element.get("itemtype")
    if named is None and ident is None and kind is None:
        return None
    classes = named.lower().split() if named else []
    if _any(classes, "not_comment"):
        return NO_COMMENT
    if ident is not None:
        if ident in _words("boxes"):
            return BOX
        if found := _ID.match(ident):
            is_remark = (found[1] or "").lower() == "remark42__"
            return Head("remark42" if is_remark else "general", found[2] or found[4], True)
        if (post := _POST_ID.match(ident)) and (forum := _forum(element, ident, classes)):
            return Head(forum, post[1], True)
    if kind is not None and (schema := _SCHEMA.search(kind.strip())):
        return Head("posting" if schema[1] else "schema", _own_ident(element), True)
    if _any(classes, "comment"):
        return Head("general", _own_ident(element))
    return None


def fills_page(box: HtmlElement) -> bool:
    """Tell whether a comment system's box fills a page of its own, which a browser saves beside the page around it."""
    return bool(box.get("id") == "conversation" and box.get("data-role") == "main")  # Disqus's


def _forum(element: HtmlElement, ident: str, classes: list[str]) -> str | None:
    """Tell whose post it is. Blogs have articles with IDs such as "post-7", so its system's own marks must be there."""
    if "crawler-post" in classes or (element.tag == "article" and element.get("data-post-id") is not None):
        return "discourse"
    if element.tag == "li" and "post" in classes and element.find("./div[@data-role='post-content']") is not None:
        return "disqus"
    if element.tag == "div" and "post" in classes and ident[1:].isdigit():
        return "phpbb" if element.find(".//div[@class='postbody']") is not None else None
    return None


def _own_ident(element: HtmlElement) -> str | None:
    own = next((given for key in _OWN_ID if (given := element.get(key))), None)
    return own[:80] if own else ident_at_end(element.get("itemid") or "")


def said_parent(element: HtmlElement) -> str | None:
    """Give the ID of the comment that a comment's element says it answers."""
    said = next((given for key in _SAID_PARENT if (given := element.get(key))), None)
    ident = ident_at_end(said) if said else None
    return None if ident == "0" else ident


def ident_at_end(text: str) -> str | None:
    """Take the comment's ID off the end of an address or of another ID.

    >>> ident_at_end("https://example.org/half#comment-7"), ident_at_end("#respond")
    ('7', None)
    """
    found = _IDENT_AT_END.search(text[-120:])
    return found[1] if found else None


def level_of(classes: list[str]) -> int | None:
    """Give the depth that a theme writes beside the comment, from 1."""
    return next((int(name[6:]) for name in classes if re.fullmatch(r"depth-\d{1,4}", name)), None)


def votes_in_class(classes: list[str]) -> int | None:
    """Give the votes that Coral writes as a class ("coral-reacted-3")."""
    return next((int(name[14:]) for name in classes if re.fullmatch(r"coral-reacted-\d{1,9}", name)), None)


def is_list_of_answers(classes: list[str]) -> bool:
    """Tell whether an element holds the answers to a comment."""
    return _any(classes, "children")


def is_gone(classes: list[str]) -> bool:
    """Tell whether a comment was taken away and only its place is left."""
    return _any(classes, "gone")


def is_link_up(element: HtmlElement, classes: list[str]) -> bool:
    """Tell whether a link leads to the comment that is answered."""
    if _any(classes, "answers"):
        return True
    box = element.getparent()
    return box is not None and _any((box.get("class") or "").lower().split(), "links_up")


def _any(classes: list[str], kind: str) -> bool:
    return not _words(kind).isdisjoint(classes)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(vocabulary("thread_html")[kind])


def role_of(element: HtmlElement, classes: list[str], system: str, around: str) -> str:
    """Say what the text of an element inside a comment is, given what the text around it is.

    One of "name", "author", "date", "text", "votes", "down", "meta", "skip", "children", or "rest" where nothing tells.
    """
    tag = element.tag
    found = _by_class(classes, system)
    if around == "skip":  # buttons hold counts, and in one system the time
        return found if found in ("votes", "down", "date") else "skip"
    if around == "name":
        return "skip" if found == "skip" or tag in _skip_tags() else "name"
    if found is None and (said := element.get("itemprop")):
        found = _by_property(element, said.lower(), around)
    if around == "text":
        return "skip" if found == "skip" or tag in _skip_tags() else "text"
    if found == "skip" or (tag in _skip_tags() and found not in ("name", "date", "votes", "down")):
        return "skip"
    if found is not None:
        return found
    if is_list_of_answers(classes):
        return "children"
    if around == "children":
        return "skip"
    if tag in ("header", "footer"):
        return "meta"
    if tag == "time":
        return "date"
    return "author" if tag == "cite" and around in ("rest", "meta") else around


def _by_class(classes: list[str], system: str) -> str | None:
    if not classes:
        return None
    table = _roles(system)
    found = [table[name] for name in classes if name in table]
    return _KINDS[min(found)] if found else None


@cache
def _roles(system: str) -> dict[str, int]:
    """Give the place in `_KINDS` of each class that a system uses; of a class of two kinds the first counts."""
    words = vocabulary("thread_html")
    roles = words["roles_of"].get(system) or words["roles"]
    table: dict[str, int] = {}
    for place, kind in enumerate(_KINDS):
        for name in roles.get(kind, ()):
            table.setdefault(name, place)
    return table


@cache
def _skip_tags() -> frozenset[str]:
    return frozenset(vocabulary("thread_html")["tags"]["skip"])


def _by_property(element: HtmlElement, said: str, around: str) -> str | None:
    role = _PROPERTY.get(said)
    if role == "name":
        return "name" if around == "author" else "skip"
    if said == "userinteractioncount":
        box = element.getparent()
        liked = box is not None and any(
            (other.get("content") or other.get("href") or "").endswith("LikeAction") for other in box
        )
        return "votes" if liked else "skip"
    return role
