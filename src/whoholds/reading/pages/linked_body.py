"""A report's text in a page's JSON-LD: the body of a page that scripts would build, and what a page does not show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whoholds.reading.pages.html_meta import is_report, report_node
from whoholds.reading.pages.linked_data import Node, items, text_at, without_tags
from whoholds.reading.pages.moments import moment

_LONGEST = 500_000  # characters of one text
_MOST_UPDATES = 2_000
_LEAST_WORDS = 5
_MOST_SEARCHED = 100_000_000  # letters of the page, times the sentences
_PARAGRAPHS = re.compile(r"\n+|</p\s*>|<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?…。؟])[\"'”’»)]?\s+")


def linked_paragraphs(nodes: Sequence[Node]) -> tuple[str, ...]:
    """Give the paragraphs of the report in a page's JSON-LD, and those of its live updates, each below its day.

    >>> update = {"datePublished": "2021-05-04T10:00:00Z", "articleBody": "A third is lost."}
    >>> linked_paragraphs([{"@type": "LiveBlogPosting", "articleBody": "Half is held.", "liveBlogUpdate": [update]}])
    ('Half is held.', '2021-05-04 10:00', 'A third is lost.')
    """
    node = _node_with_text(nodes)
    paragraphs = _paragraphs(node)
    for update in items(node.get("liveBlogUpdate"))[:_MOST_UPDATES]:
        if texts := _paragraphs(update):
            paragraphs += [line for line in (_day(update), text_at(update, "headline")) if line]
            paragraphs += texts
    return tuple(paragraphs)


def _node_with_text(nodes: Sequence[Node]) -> Node:
    """Find the node of the page's report; of several reports that have a text none, if none is the page's."""
    report = report_node(nodes)
    if _has_text(report):
        return report
    others = [node for node in nodes if is_report(node) and _has_text(node)]
    return others[0] if len(others) == 1 else {}


def _has_text(node: Node) -> bool:
    return bool(_paragraphs(node)) or any(_paragraphs(update) for update in items(node.get("liveBlogUpdate"))[:1])


def _paragraphs(node: Node) -> list[str]:
    said = node.get("articleBody")
    parts = _PARAGRAPHS.split(said[:_LONGEST]) if isinstance(said, str) else []
    return [text for part in parts if (text := without_tags(part))]


def _day(update: Node) -> str | None:
    said = text_at(update, "datePublished") or text_at(update, "dateModified")
    found = re.match(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?", moment(said) or "") if said else None
    return " ".join(part for part in found.groups() if part) if found else None


def shows_text(paragraphs: Sequence[str]) -> bool:
    """Tell whether a page has a body of its own, and not only a word or two that scripts would replace."""
    return any(len(text.split()) >= _LEAST_WORDS for text in paragraphs)


def taken_from_linked(nodes: Sequence[Node]) -> str:
    """Say where the body of a page comes from that shows none."""
    keys = "articleBody" if _paragraphs(_node_with_text(nodes)) else "articleBody of liveBlogUpdate"
    return f"The page shows no text of its own; its body was taken from its JSON-LD ({keys})."


def hidden_sentences(linked: Sequence[str], shown: Sequence[str]) -> tuple[str, ...]:
    """Say which sentences of the JSON-LD a page does not show.

    >>> hidden_sentences(["Half is held. A third of it is lost."], ["“Half is held.”"])
    ('The JSON-LD has 1 sentence that the page does not show; left out: A third of it is lost.',)
    """
    page = _letters("".join(shown))
    sentences = [sentence for text in linked for sentence in _SENTENCES.split(text) if _is_sentence(sentence)]
    if len(page) * len(sentences) > _MOST_SEARCHED:
        return ()
    hidden = [sentence for sentence in sentences if _letters(sentence) not in page]
    if not hidden:
        return ()
    count = "1 sentence" if len(hidden) == 1 else f"{len(hidden):,} sentences"
    return (f"The JSON-LD has {count} that the page does not show; left out: {hidden[0][:200]}",)


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 2


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
