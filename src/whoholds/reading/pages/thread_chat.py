"""Messages copied out of Telegram Desktop: "Ana, [12.03.2018 14:15]", and the words below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from whoholds.model import Comment
from whoholds.reading.pages.moments import moment
from whoholds.reading.pages.thread_buttons import answers
from whoholds.reading.pages.thread_gather import Gathered

_HEAD = re.compile(
    r"(?P<author>\S.{0,80}), \[(?P<when>[^\[\]]{0,24}\d{1,4}[./ -][^\[\]]{0,12}\d{1,2}:\d\d[^\[\]]{0,12})\]"
)


class ChatHead(NamedTuple):
    """Who wrote a message and when."""

    author: str
    posted: str


class Chat(NamedTuple):
    """A copied chat: when its first message was posted, the lines of the page's own messages, and the answers."""

    posted: str
    body: list[str]
    thread: tuple[Comment, ...]
    warnings: tuple[str, ...]


def chat_head(line: str) -> ChatHead | None:
    """Read the line above a copied message.

    >>> chat_head("Ana Li, [12.03.2018 14:15]")
    ChatHead(author='Ana Li', posted='2018-03-12T14:15')
    >>> chat_head("Ana Li, [sic]") is None
    True
    """
    found = _HEAD.fullmatch(line.strip()) if len(line) <= 160 and line.rstrip().endswith("]") else None
    return ChatHead(found["author"], moment(found["when"]) or found["when"]) if found else None


def read_chat(lines: Sequence[str]) -> Chat | None:
    """Read a text that begins with a copied message, or None.

    Whoever wrote first has posted the report: a channel's messages are all its own. Where others answer, the first
    message is the page's text, as in a forum, and all others are its thread.

    >>> chat = read_chat(["The Post, [12.03.2018 14:05]", "They hold half.", "", "Ana, [12.03.2018 14:15]", "No."])
    >>> chat.body, [(comment.author, comment.text) for comment in chat.thread]
    (['They hold half.', ''], [('Ana', 'No.')])
    """
    first = next((place for place, line in enumerate(lines) if line.strip()), None)
    opening = chat_head(lines[first]) if first is not None else None
    if first is None or opening is None:
        return None
    heads = {place: head for place, line in enumerate(lines) if (head := chat_head(line))}
    is_channel = all(head.author == opening.author for head in heads.values())
    body: list[str] = []
    reader = Gathered()
    for place, line in enumerate(lines[first + 1 :], first + 1):
        whom = answers(line.strip())
        if head := heads.get(place):
            if is_channel:
                body.append("")
            elif not reader.begin(0, head.author, head.posted):
                break
        elif not reader.has_begun:
            body += [] if whom else [line]
        elif whom:
            reader.note(names_above=whom)
        elif line.strip():
            reader.add(line.strip())
    return Chat(opening.posted, body, reader.comments(), reader.warnings)
