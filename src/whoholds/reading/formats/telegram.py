"""Telegram Desktop's export of one chat (result.json): its posts, one by one, however large the file.

ijson parses while it reads, so that memory holds one post at a time, without what nobody asks for. Service messages
("joined", "pinned") are passed over. Links, mentions and bold words come as pieces; only their text is kept.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any, BinaryIO

from whoholds.errors import UnreadableSource
from whoholds.model import Struct

MOST_POST = 8_000_000  # bytes of the file between two posts: nobody writes more
_WANTED = frozenset(("id", "type", "date", "date_unixtime", "from", "reply_to_message_id", "forwarded_from"))
_PIECE = 65_536


class Post(Struct, frozen=True, kw_only=True):
    """One message of a chat. `answers` is the number of the one that it answers, `passed_on_from` who wrote it first.

    `posted` is local time as the export has it, or UTC with a "Z" where the export has seconds since 1970.
    """

    id: int
    posted: str | None = None
    author: str | None = None
    text: str = ""
    answers: int | None = None
    passed_on_from: str | None = None


class Chat(Struct, frozen=True, kw_only=True):
    """What an export says of its chat: its name, and whether it is a channel, where only its owner posts."""

    name: str | None
    is_channel: bool


def telegram_posts(source: str | Path | BinaryIO, *, name: str | None = None) -> Iterator[Post]:
    """Yield the posts of an export in the order of the file, in bounded memory; those without text are among them.

    Raises UnreadableSource where the file breaks off or is no such export.
    """
    with _opened(source) as file:
        yield from _posts(_Watched(file), name or (str(source) if isinstance(source, str | Path) else "the export"))


def chat_of(head: bytes) -> Chat:
    r"""Read from the first bytes of an export what chat it is of.

    >>> chat_of(b'{"name": "Front \\u041d", "type": "public_channel", "id": 1, "messages": [')
    Chat(name='Front Н', is_channel=True)
    """
    import json

    start = head.partition(b'"messages"')[0]
    found = re.search(rb'"name"\s*:\s*("(?:[^"\\]|\\.){0,2000}")', start)
    kind = re.search(rb'"type"\s*:\s*"(\w{1,40})"', start)
    try:
        name = str(json.loads(found[1])) if found else None
    except ValueError:
        name = None
    return Chat(name=name or None, is_channel=kind is not None and kind[1].endswith(b"channel"))


@contextmanager
def _opened(source: str | Path | BinaryIO) -> Iterator[IO[bytes]]:
    if isinstance(source, str | Path):
        with Path(source).open("rb") as file:
            yield file
    else:
        yield source


class _Watched:
    """A file that is read for posts, and refuses to be read on where one is larger than `MOST_POST`."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.since = 0

    def read(self, size: int = -1) -> bytes:
        """Read at most so many bytes."""
        found = self._file.read(_PIECE if size < 0 else min(size, _PIECE))
        self.since += len(found)
        if self.since > MOST_POST:
            raise _TooLarge
        return found


class _TooLarge(Exception):
    """A post that is larger than any."""


def _posts(file: _Watched, name: str) -> Iterator[Post]:
    ijson: Any = import_module("ijson")  # it has no types
    number = 0
    try:
        # Not `ijson.items`: it keeps the path of each level, so that its memory grows with the square of the depth.
        for message in _messages(ijson.basic_parse(file)):
            file.since = 0
            number += 1
            if (post := _post(message)) is not None:
                yield post
    except _TooLarge:
        raise UnreadableSource(
            f"{name}: what follows message {number:,} is larger than {MOST_POST:,} bytes, as no message is"
        ) from None
    except (ijson.JSONError, UnicodeDecodeError, ValueError, OverflowError) as error:
        why = " ".join(str(error).split())[:120]
        raise UnreadableSource(f"{name} breaks off behind message {number:,}: it is no whole JSON ({why})") from None


def _messages(events: Iterable[tuple[str, Any]]) -> Iterator[dict[str, Any]]:
    """Put together what is wanted of each message: its plain values, and its text's pieces joined.

    The list of messages stands in the outermost object (depth 1), a message in the list (2), its values in it (3), the
    pieces of its text in a list there (4), and the words of an entity in an object among them (5).
    """
    depth = 0
    key = inner_key = listed = None
    message: dict[str, Any] = {}
    pieces: list[str] = []
    for event, value in events:
        if event == "map_key":
            if depth == 3:
                key = value
            elif depth == 5:
                inner_key = value
            elif depth == 1:
                listed = value
        elif event in ("start_map", "start_array"):
            if depth == 2 and listed == "messages":
                message, pieces = {}, []
            depth += 1
        elif event in ("end_map", "end_array"):
            depth -= 1
            if depth == 2 and listed == "messages" and event == "end_map":
                yield {**message, "text": "".join(pieces)}
        elif listed != "messages" or depth not in (3, 4, 5):
            continue
        elif depth == 3 and key != "text":
            if key in _WANTED:
                message[key] = value
        elif event == "string" and key == "text" and (depth < 5 or inner_key == "text"):
            pieces.append(value)


def _post(message: dict[str, Any]) -> Post | None:
    """Make a post of a message; None for a service message and for what is none."""
    ident, answers = _number(message.get("id")), _number(message.get("reply_to_message_id"))
    if message.get("type", "message") != "message" or ident is None:
        return None
    return Post(
        id=ident,
        posted=_posted(message),
        author=_name(message.get("from")),
        text=_sound(message["text"]),
        answers=answers,
        passed_on_from=_name(message.get("forwarded_from")),
    )


def _number(found: Any) -> int | None:
    """Give the number of a message: one that every reader of JSON can hold."""
    return found if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 1 << 53 else None


def _name(found: Any) -> str | None:
    return _sound(found).strip()[:200] or None if isinstance(found, str) else None


def _sound(text: str) -> str:
    """Half of a pair of surrogates is no character."""
    return text.encode("utf-8", "replace").decode() if text and max(text) >= "\ud800" else text


def _posted(message: dict[str, Any]) -> str | None:
    said = message.get("date")
    if isinstance(said, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", said):
        try:
            return datetime.datetime.fromisoformat(said).isoformat()
        except ValueError:
            return None
    seconds = message.get("date_unixtime")
    if isinstance(seconds, str) and re.fullmatch(r"\d{9,11}", seconds, re.ASCII):
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return None
