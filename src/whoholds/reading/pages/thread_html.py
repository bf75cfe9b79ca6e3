"""Readers' comments in HTML, lifted out of the page in one pass, so that what is left is the page without them.

The tree comes from the markup: a comment inside another one's element answers it; so does one in a list of answers
that follows a comment's element. Where a theme writes the depth ("depth-2") or the parent (data-parent) beside the
comment, that counts more than the nesting, which is often broken.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import NamedTuple

from whoholds.model import Comment
from whoholds.reading.pages.dates import find_days
from whoholds.reading.pages.nesting import BLOCKS, VOID, OpenElements
from whoholds.reading.pages.page_words import vocabulary
from whoholds.reading.pages.tags import MOST_TAGS, NO_TAG, Tag, attributes, slim, tags
from whoholds.reading.pages.thread_text import MOST_COMMENTS, without_says
from whoholds.reading.pages.tidy import tidy

DEEPEST = 200
_ID = re.compile(
    r"(?:[a-z]{1,4}[-_])?(?:comment|cmt|comm)[-_]?(\d{1,20}|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,40})$", re.I
)
_IDENT_AT_END = re.compile(r"(?:^|[-_]|(?<=[a-z]))(\d{1,20}|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,40})$", re.I)
_OWN_ID = ("data-comment-id", "data-commentid", "data-cid", "data-id")
_PARENT = ("data-parent", "data-parent-id", "data-parentid", "data-comment-parent", "data-parent-comment-id")
_CAN_BE_COMMENT = frozenset(("li", "div", "article", "section", "dd", "tr", "blockquote"))
_SCHEMA = re.compile(r"schema\.org/(?:User)?Comments?$", re.I)
_PROPERTY = {
    **dict.fromkeys(("text", "commenttext"), "text"),
    **dict.fromkeys(("author", "creator"), "author"),
    **dict.fromkeys(("datecreated", "datepublished", "commenttime"), "date"),
    "name": "name",
}


class Lifted(NamedTuple):
    """The page's markup without the comments, the comments, and what was cut."""

    html: str
    thread: tuple[Comment, ...]
    warnings: tuple[str, ...]


def lift_thread(html: str) -> Lifted:
    """Take the readers' comments out of a page's markup, and cut nesting deeper than `DEEPEST`.

    >>> lifted = lift_thread('<p>Text</p><ol><li id="comment-7"><b class="fn">Ana</b> <p>Who says so?</p></li></ol>')
    >>> lifted.html.replace(" ", ""), [(c.id, c.author, c.text) for c in lifted.thread]
    ('<p>Text</p><ol></ol>', [('7', 'Ana', 'Who says so?')])
    """
    lifter = _Lifter(html)
    for tag in tags(html):
        lifter.take(tag)
    return lifter.finish()


class _Draft:
    """A comment while it is being read."""

    def __init__(self, ident: str | None, parent: _Draft | None, said_parent: str | None, level: int | None) -> None:
        self.ident, self.parent, self.said_parent, self.level = ident, parent, said_parent, level
        self.texts: dict[str, list[str]] = {}
        self.posted: str | None = None
        self.number = 0
        self.is_sure = False

    def add(self, role: str, text: str) -> None:
        self.texts.setdefault(role, []).append(text)

    def read(self, role: str) -> str:
        return unescape("".join(self.texts.get(role, ())))


class _Open(NamedTuple):
    """What is known of an open element: whose text stands in it, as what, and what comments in it answer."""

    draft: _Draft | None
    role: str
    answers: _Draft | None
    is_comment: bool
    kept: bool


_PAGE = _Open(None, "page", None, False, True)
_NOBODY = _Draft(None, None, None, None)  # takes the text of what is no reader's comment, and is thrown away


class _Lifter:
    def __init__(self, html: str) -> None:
        self._html = html
        self._elements = OpenElements()
        self._open: list[_Open] = []
        self._drafts: list[_Draft] = []
        self._kept: list[str] = []
        self._copied = 0  # up to here the page was copied or given to a comment
        self._at_level: dict[int, _Draft] = {}
        self._closed: tuple[int, _Draft] | None = None  # the comment that ended last, and the place where it stood
        self._page_depth = 0
        self._taken = 0
        self._is_deep = self._is_full = False

    # ------------------------------------------------------------------------------------------------- walking

    def take(self, tag: Tag) -> None:
        self._taken += 1
        if tag.name == NO_TAG:
            self._give_text(tag.start)
            self._copied = tag.end
        elif tag.closing:
            self._close(tag)
        elif tag.name in VOID:
            self._void(tag)
        else:
            self._start(tag)

    def _top(self) -> _Open:
        return self._open[-1] if self._open else _PAGE

    def _give_text(self, end: int) -> None:
        """Give the text since the last tag to whom it belongs."""
        top = self._top()
        if top.draft is not None:
            if self._copied < end:
                top.draft.add(top.role, self._html[self._copied : end])
        else:
            self._kept.append(self._html[self._copied : end])
        self._copied = end

    def _skip(self, tag: Tag) -> None:
        """Leave a tag out of the page, or of a comment, with a blank in the place of a block."""
        self._copied = tag.end
        top = self._top()
        if tag.name in BLOCKS or tag.name == "br":
            if top.draft is not None:
                top.draft.add(top.role, "\n" if tag.name == "br" else " ")
            else:
                self._kept.append(" ")

    def _pop_to(self, place: int) -> None:
        while len(self._elements) > place:
            self._elements.pop()
            ended = self._open.pop()
            self._page_depth -= ended.draft is None
            if ended.is_comment and ended.draft is not None:
                self._closed = (len(self._open), ended.draft)

    def _close(self, tag: Tag) -> None:
        place = self._elements.closed_by(tag.name)
        if place == len(self._elements):  # stray: nobody needs it
            self._give_text(tag.start)
            self._skip(tag)
            return
        self._give_text(tag.start)
        inside = self._open[place]
        self._pop_to(place)
        if inside.draft is None and inside.kept:
            return  # copied with the next text
        self._skip(tag)

    def _void(self, tag: Tag) -> None:
        top = self._top()
        if top.draft is None:
            self._slim(tag)
            return
        self._give_text(tag.start)
        self._skip(tag)
        if tag.name == "img" and re.search("emoji|smiley", tag.inside[:1000]):
            top.draft.add(top.role, attributes(tag).get("alt", ""))

    def _slim(self, tag: Tag) -> None:
        shorter = slim(tag)
        if shorter is not None:
            self._give_text(tag.start)
            self._kept.append(shorter)
            self._copied = tag.end

    def _start(self, tag: Tag) -> None:
        place = self._elements.ended_by(tag.name)
        if place < len(self._elements):
            self._give_text(tag.start)
            self._pop_to(place)
        opened = self._opened(tag)
        if opened.draft is not None or not opened.kept:
            self._give_text(tag.start)
            self._skip(tag)
        else:
            self._slim(tag)
        self._elements.push(tag.name)
        self._open.append(opened)
        self._page_depth += opened.draft is None

    # ------------------------------------------------------------------------------------------------- judging

    def _opened(self, tag: Tag) -> _Open:
        """Judge what an element is: a comment, a part of one, or a part of the page."""
        top = self._top()
        if top.draft is None and "omment" not in tag.inside and "cmt" not in tag.inside and self._closed is None:
            return self._page_element(top)
        given = attributes(tag)
        classes = set(given.get("class", "").lower().split())
        if tag.name in _CAN_BE_COMMENT and (draft := self._comment(tag, given, classes, top)):
            return _Open(draft, "rest", draft, True, False)
        if classes & _words("children") and self._closed and self._closed[0] == len(self._open):
            return _Open(top.draft, "skip", self._closed[1], False, top.draft is None)
        if top.draft is None:
            return self._page_element(top)
        self._note_marks(tag, given, classes, top.draft)
        role = "children" if classes & _words("children") else _role(tag, given, classes, top.role)
        return _Open(top.draft, role, top.answers, False, False)

    def _page_element(self, top: _Open) -> _Open:
        kept = self._page_depth < DEEPEST
        self._is_deep = self._is_deep or not kept
        return top._replace(kept=kept, is_comment=False)

    def _comment(self, tag: Tag, given: dict[str, str], classes: set[str], top: _Open) -> _Draft | None:
        """Begin a comment if this element is one, and not a part of the comment that it stands in."""
        if classes & _words("not_comment"):
            return _NOBODY
        named = _ID.match(given.get("id", ""))
        is_schema = _SCHEMA.search(given.get("itemtype", "")) is not None
        if not (named or is_schema or classes & _words("comment")):
            return None
        own = next((given[key] for key in _OWN_ID if given.get(key)), None)
        ident = named[1] if named else own
        inner = top.draft
        if inner is not None and inner is not _NOBODY:
            if ident is not None and ident == inner.ident:
                return None
            # Without an ID of its own, an element inside a comment is a part of it, unless a list of answers holds it.
            if ident is None and not is_schema and tag.name != "li" and top.role != "children":
                return None
        if top.role == "skip" and top.answers is None:
            return None
        if len(self._drafts) == MOST_COMMENTS:
            self._is_full = True
            return _NOBODY
        draft = _Draft(ident, self._parent(classes, top), _said_parent(given), _level(classes))
        draft.is_sure = named is not None or is_schema
        if draft.level is not None:
            self._at_level[draft.level] = draft
        self._drafts.append(draft)
        self._closed = None
        return draft

    def _parent(self, classes: set[str], top: _Open) -> _Draft | None:
        level = _level(classes)
        if level is not None and (level <= 1 or level - 1 in self._at_level):
            return None if level <= 1 else self._at_level[level - 1]
        return None if top.answers is _NOBODY else top.answers

    def _note_marks(self, tag: Tag, given: dict[str, str], classes: set[str], draft: _Draft) -> None:
        """Take the day, and a link to the comment that is answered, from the elements of a comment."""
        if draft.posted is None and tag.name == "time" and given.get("datetime"):
            draft.posted = given["datetime"][:40]
        if tag.name == "a" and draft.said_parent is None and classes & _words("answers"):
            draft.said_parent = _ident_at_end(given.get("href", "").partition("#")[2])

    # ------------------------------------------------------------------------------------------------- the end

    def finish(self) -> Lifted:
        if self._taken < MOST_TAGS:
            self._give_text(len(self._html))
        warnings = []
        if self._taken >= MOST_TAGS:
            warnings.append(f"The page has more than {MOST_TAGS:,} tags; only what stands before them was read.")
        if self._is_deep:
            warnings.append(
                f"The page's markup is nested deeper than {DEEPEST}; deeper tags were left out, their text kept."
            )
        if self._is_full:
            warnings.append(
                f"The page has more than {MOST_COMMENTS:,} comments; only the first {MOST_COMMENTS:,} were read."
            )
        return Lifted("".join(self._kept), _tree(self._drafts), tuple(warnings))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(vocabulary("thread_html")[kind])


def _role(tag: Tag, given: dict[str, str], classes: set[str], around: str) -> str:
    """Say what the text of an element inside a comment is."""
    if around in ("skip", "name", "text") and not (around == "text" and classes & _words("skip")):
        return around
    if tag.name in _words("skip_tags") or classes & _words("skip"):
        return "skip"
    by_property = _PROPERTY.get(given.get("itemprop", "").lower())
    if by_property:
        return by_property
    for role in ("name", "author", "date", "text", "meta"):
        if classes & _words(role):
            return role
    if around == "children":
        return "skip"
    if tag.name in ("header", "footer"):
        return "meta"
    return {"time": "date", "cite": "author" if around in ("rest", "meta") else around}.get(tag.name, around)


def _said_parent(given: dict[str, str]) -> str | None:
    said = next((given[key] for key in _PARENT if given.get(key)), None)
    ident = _ident_at_end(said) if said else None
    return None if ident == "0" else ident


def _ident_at_end(text: str) -> str | None:
    found = _IDENT_AT_END.search(text[-80:])
    return found[1] if found else None


def _level(classes: set[str]) -> int | None:
    return next((int(name[6:]) for name in sorted(classes) if re.fullmatch(r"depth-\d{1,4}", name)), None)


def _tree(drafts: list[_Draft]) -> tuple[Comment, ...]:
    """Make comments of the drafts: each after the one that it answers, with its depth."""
    by_ident = {draft.ident: draft for draft in reversed(drafts) if draft.ident}
    made: list[Comment] = []
    ids: dict[str, int] = {}
    done: dict[_Draft, Comment] = {}
    for draft in drafts:
        author, text = _author(draft), _text(draft)
        if not draft.is_sure and not text:
            continue  # a box around comments that is named like one
        parent = draft.parent
        if draft.said_parent in by_ident and by_ident[draft.said_parent] in done:
            parent = by_ident[draft.said_parent]
        while parent is not None and parent not in done:
            parent = parent.parent
        above = done[parent] if parent is not None else None
        comment = Comment(
            id=_unused(draft.ident or f"{len(made) + 1}", ids),
            parent=above.id if above else None,
            author=author,
            posted=_posted(draft),
            text=text,
            depth=above.depth + 1 if above else 0,
        )
        done[draft] = comment
        made.append(comment)
    return tuple(made)


def _unused(wanted: str, ids: dict[str, int]) -> str:
    """Keep two comments of one ID apart: the second gets a number after it."""
    ident = wanted
    while ident in ids:
        ids[wanted] += 1
        ident = f"{wanted}-{ids[wanted]}"
    ids[ident] = 1
    return ident


def _author(draft: _Draft) -> str | None:
    for role in ("name", "author"):
        lines = [line for part in draft.read(role).split("\n") if (line := tidy(part))]
        if lines and (name := without_says(lines[0])):
            return name[:200]
    return None


def _text(draft: _Draft) -> str:
    return tidy(draft.read("text")) or tidy(draft.read("rest"))


def _posted(draft: _Draft) -> str | None:
    """Give the day in ISO 8601 where it can be read, else as the page has it."""
    if draft.posted and re.match(r"\d{4}-\d\d-\d\d", draft.posted):
        return draft.posted
    shown = tidy(draft.read("date"))[:80]
    days = find_days(shown) or find_days(tidy(draft.read("meta"))[:200])
    return days[0][0] if days else shown or draft.posted
