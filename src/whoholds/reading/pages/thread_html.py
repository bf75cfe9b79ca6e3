"""Readers' comments in HTML, lifted out of the page's tree in one pass, so that what is left is the page without them.

The tree of comments comes from the markup: a comment inside another one's element answers it; so does one in a list of
answers that follows a comment's element. Where a theme writes the depth ("depth-2"), the parent (data-parent) or a link
to it beside the comment, that counts more than the nesting, which is often broken. In forums a post answers the post
that it quotes, and the quoted words are not its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from whoholds.model import Comment
from whoholds.reading.pages.markup import parse
from whoholds.reading.pages.thread_draft import NOBODY, Draft, comments_of, posted_of
from whoholds.reading.pages.thread_gather import MOST_COMMENTS
from whoholds.reading.pages.thread_marks import (
    BOX,
    CAN_BE_COMMENT,
    FORUMS,
    NO_COMMENT,
    Head,
    fills_page,
    head_of,
    ident_at_end,
    is_gone,
    is_list_of_answers,
    level_of,
    role_of,
    said_parent,
    votes_in_class,
)
from whoholds.reading.pages.thread_read import read_comments

_MOST_FRAMES = 20
_LIST_OF_ANSWERS = re.compile(r"repl(?:y|ies).{0,40}?(\d{1,20}|[0-9a-f]{8}-[0-9a-f-]{27})$", re.I)


class Lifted(NamedTuple):
    """The comments, and warnings. On a forum's page `opening` is the post that opens the topic: the text of the page.

    `opened` is when it was written. `is_thread` says that there is no other text on the page.
    """

    thread: tuple[Comment, ...]
    warnings: tuple[str, ...] = ()
    opening: HtmlElement | None = None
    opened: str | None = None
    is_thread: bool = False


def lift_thread(tree: HtmlElement) -> Lifted:
    """Take the readers' comments out of a page's tree. The post that opens a forum's topic stays: it is the text.

    >>> page = parse('<p>Text</p><ol><li id="comment-7"><b class="fn">Ana</b> <p>Who says so?</p></li></ol>').tree
    >>> [(c.id, c.author, c.text) for c in lift_thread(page).thread], "".join(page.itertext())
    ([('7', 'Ana', 'Who says so?')], 'Text')
    """
    lifter = _Lifter()
    lifter.lift(tree)
    for page in _frames(tree):
        lifter.lift(page, is_frame=True)
    return lifter.finish()


def _frames(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Give the pages inside the page that a browser saved with it: comment systems live in frames."""
    for number, frame in enumerate(tree.iter("iframe")):
        if number == _MOST_FRAMES:
            return
        page = frame.get("srcdoc")
        if page and (inner := parse(page).tree) is not None:
            yield inner


class _Around(NamedTuple):
    """What stands around an element: the comment that it is in, and what a list of answers on the way says."""

    draft: Draft | None = None
    system: str = ""
    in_list: bool = False
    follows: Draft | None = None
    said: str | None = None


class _Lifter:
    def __init__(self) -> None:
        self._drafts: list[Draft] = []
        self._opening: Draft | None = None
        self._at_level: dict[int, Draft] = {}
        self._heads: dict[HtmlElement, tuple[Head, Draft]] = {}
        self._around: dict[HtmlElement, _Around] = {}
        self._is_full = False
        self._opened: HtmlElement | None = None
        self.fills_page = False  # with comments: there is no other text on it

    def lift(self, tree: HtmlElement, *, is_frame: bool = False) -> None:
        """Find the comments of a tree, read them, and take them out of it; a frame has no text but comments."""
        self._heads, self._around, self._at_level = {}, {}, {}
        found = [(element, head) for element in tree.iter(*CAN_BE_COMMENT) if (head := head_of(element)) is not None]
        # One posting of a forum is the page itself; several in a row are its posts.
        boxes_of_postings = [element.getparent() for element, head in found if head.system == "posting"]
        is_list = len(boxes_of_postings) > len(set(boxes_of_postings))
        outermost: list[HtmlElement] = []
        boxes: list[HtmlElement] = []
        for element, head in found:
            if head is BOX:
                boxes.append(element)
            elif is_list or head.system != "posting":
                around = self._what_is_around(element)
                draft = self._draft(element, head, around)
                if draft is not None:
                    self._heads[element] = head, draft
                    if around.draft is None:
                        outermost.append(element)
        if not outermost:
            return
        if not is_frame:
            self._find_opening(tree)
        topic = _topic(tree) if any(head.system == "discourse" for head, _ in self._heads.values()) else None
        for element in outermost:
            read_comments(element, self._heads, topic)
        for element in outermost:
            if element is self._opened:
                _leave_only_text(element, self._heads[element][0].system)
            else:
                _take_out(element)
        for box in boxes:
            if fills_page(box) and not is_frame:
                self.fills_page = True
                for title in list(tree.iter("title")):  # which names the system
                    _take_out(title)
            _take_out(box)

    # ------------------------------------------------------------------------------------------------- judging

    def _what_is_around(self, element: HtmlElement) -> _Around:
        """Climb to the next element of which it is known what stands around it, and remember it for all on the way."""
        path = []
        at = element.getparent()
        while at is not None and at not in self._around and at not in self._heads:
            path.append(at)
            at = at.getparent()
        if at is None:
            around = _Around()
        elif at in self._heads:
            head, draft = self._heads[at]
            around = _Around(draft, head.system)
        else:
            around = self._around[at]
        for above in reversed(path):
            around = self._past(above, around)
            self._around[above] = around
        return around

    def _past(self, element: HtmlElement, around: _Around) -> _Around:
        ident = element.get("id")
        if ident and (found := _LIST_OF_ANSWERS.search(ident[:200])):
            return around._replace(said=found[1], in_list=True)
        if (named := element.get("class")) and is_list_of_answers(named.lower().split()):
            before = element.getprevious()
            follows = self._heads[before][1] if before is not None and before in self._heads else around.follows
            return around._replace(in_list=True, follows=follows)
        return around

    def _draft(self, element: HtmlElement, head: Head, around: _Around) -> Draft | None:
        """Begin a comment, unless the element is a part of the comment that it stands in."""
        if head is NO_COMMENT:
            return NOBODY
        if around.draft is not None and around.draft is not NOBODY and _is_part(element, head, around):
            if head.ident is not None and around.draft.ident is None:
                around.draft.ident, around.draft.is_sure = head.ident, True
            return None
        if len(self._drafts) == MOST_COMMENTS:
            self._is_full = True
            return NOBODY
        classes = (element.get("class") or "").lower().split()
        level = level_of(classes)
        draft = Draft(head.ident, self._above(level, around), level)
        draft.said_above = said_parent(element) or around.said
        draft.is_sure = head.sure
        draft.is_gone = is_gone(classes)
        draft.votes = votes_in_class(classes)
        if level is not None:
            self._at_level[level] = draft
        self._drafts.append(draft)
        return draft

    def _above(self, level: int | None, around: _Around) -> Draft | None:
        if level is not None and (level <= 1 or level - 1 in self._at_level):
            return None if level <= 1 else self._at_level[level - 1]
        above = around.follows or around.draft
        return None if above is NOBODY else above

    def _find_opening(self, tree: HtmlElement) -> None:
        """Find the post that opens a forum's topic: it is the text of the page, and no comment."""
        for element, (head, draft) in self._heads.items():
            if head.system in FORUMS:
                self.fills_page = draft is NOBODY or not _opens_topic(tree, head)
                if not self.fills_page:
                    self._drafts.remove(draft)
                    self._opening, self._opened = draft, element
                return

    # ------------------------------------------------------------------------------------------------- the end

    def finish(self) -> Lifted:
        warnings: tuple[str, ...] = ()
        if self._is_full:
            warnings = (
                f"The page has more than {MOST_COMMENTS:,} comments; only the first {MOST_COMMENTS:,} were read.",
            )
        return Lifted(
            comments_of(self._drafts, self._opening),
            warnings,
            opening=self._opened,
            opened=posted_of(self._opening) if self._opening is not None else None,
            is_thread=self.fills_page,
        )


def _is_part(element: HtmlElement, head: Head, around: _Around) -> bool:
    """Tell whether an element that is marked as a comment is only a part of the one that it stands in."""
    outer = around.draft
    if head.ident is not None and outer is not None and head.ident == outer.ident:
        return True
    if around.in_list:
        return False
    if outer is not None and outer.ident is None and outer.level is not None and element.tag != "li":
        return True  # what has a depth is a comment, and its ID stands further in
    if head.system in ("schema", "posting"):
        # A theme's element around the standard's: the same comment twice. One of the standard's in another answers it.
        return around.system not in ("schema", "posting")
    # Without an ID of its own, an element inside a comment is a part of it.
    return head.ident is None and element.tag != "li"


def _opens_topic(tree: HtmlElement, head: Head) -> bool:
    """Tell whether the first post on a page is the first of its topic."""
    if head.system == "discourse":
        return head.ident == "1"
    pages = tree.find(".//div[@class='pagination']")
    if pages is None:
        return True
    marked = (item for item in pages.iter("li", "strong") if item.tag == "strong" or item.get("class") == "active")
    now = next(marked, None)
    return now is None or "".join(now.itertext()).strip() in ("", "1")


def _topic(tree: HtmlElement) -> str | None:
    """Give the number of a forum's topic: by its posts, or by the link of its title."""
    post = tree.find(".//article[@data-topic-id]")
    link = tree.find(".//h1/a[@href]")
    return (
        post.get("data-topic-id")
        if post is not None
        else ident_at_end(link.get("href") or "")
        if link is not None
        else None
    )


def _take_out(element: HtmlElement) -> None:
    """Take an element out of its tree, and leave a blank and the text after it in its place."""
    box = element.getparent()
    if box is None:
        for child in list(element):
            element.remove(child)
        element.text = None
        return
    tail = element.tail
    if tail and tail.strip():
        before = element.getprevious()
        if before is None:
            box.text = f"{box.text or ''} {tail}"
        else:
            before.tail = f"{before.tail or ''} {tail}"
    element.tail = None
    box.remove(element)


def _leave_only_text(element: HtmlElement, system: str) -> None:
    """Make an article of the post that opens a topic: its words, without who wrote them, buttons and signatures."""
    texts = []
    walk = iterwalk(element, events=("start",))
    for _, inner in walk:
        if role_of(inner, (inner.get("class") or "").lower().split(), system, "rest") == "text":
            texts.append(inner)
            walk.skip_subtree()
    if not texts:
        return
    element.text, element.tag = None, "article"
    element[:] = texts
    for bare in (element, *texts):
        bare.attrib.clear()
    for text in texts:
        text.tail, text.tag = None, "div"
