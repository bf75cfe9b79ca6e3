"""One message taken apart: its fields, the part that holds its words, and what hangs on it."""

from __future__ import annotations

import re
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from functools import cache
from typing import NamedTuple

from whoholds.errors import UnreadableSource
from whoholds.reading.pages.encoding import decode
from whoholds.reading.pages.moments import moment
from whoholds.reading.pages.page_words import vocabulary
from whoholds.reading.pages.tidy import tidy

_MOST_PARTS = 1_000
_DEEPEST = 50  # parts in parts: whoever reads them calls itself for each
_LONGEST_FIELD = 2_000  # the reader of fields takes quadratic time on some
_SHORT = 200  # characters: "Your program cannot show this message" is no message
_MOST_NAMED = 10
# What the library raises where a message breaks it: it has no error of its own for that.
_BREAKS = (
    MessageError,
    RecursionError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
)
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_LONG_FIELD = re.compile(rb"(?m)^([!-9;-~]{1,60}:(?:[^\n]|\n[ \t]){2000})(?:[^\n]|\n[ \t])+")


class Message(NamedTuple):
    """A message: who wrote it, when, what about, its IDs, its text as plain text or as HTML, and what was left out."""

    author: str | None
    posted: str | None
    subject: str | None
    ident: str | None
    answers: tuple[str, ...]
    url: str | None
    text: str
    is_html: bool
    flowed: bool
    warnings: tuple[str, ...]


def message_of(raw: bytes, name: str) -> Message:
    """Take a message apart. Raises UnreadableSource if it cannot be."""
    # No part may be nested in more than these; each needs a boundary of its own.
    if len(_BOUNDARY.findall(raw)) > _MOST_PARTS:
        raise UnreadableSource(f"{name} is a message of too many parts: save its text as .txt")
    raw = _LONG_FIELD.sub(rb"\1", raw)
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(raw)
        body, others = _parts(message)
        text = "" if body is None else _text(body, name)
    except _BREAKS as error:
        raise UnreadableSource(
            f"{name} is a message that cannot be taken apart ({type(error).__name__}): save its text as .txt"
        ) from None
    is_html = body is not None and _type(body) == "text/html"
    subject = plain_subject(_field(message, "Subject"))
    return Message(
        author=_author(_field(message, "From")),
        posted=_posted(_field(message, "Date")),
        subject=subject or None,
        ident=next(iter(_idents(_field(message, "Message-ID"))), None),
        answers=(*_idents(_field(message, "References")), *_idents(_field(message, "In-Reply-To"))),
        url=next(iter(re.findall(r"<(https?://[^\s>]{1,500})>", _field(message, "Archived-At"))), None),
        text=text,
        is_html=is_html,
        flowed=body is not None and "flowed" in _field(body, "Content-Type").lower(),
        warnings=tuple(others),
    )


def _parts(message: EmailMessage) -> tuple[EmailMessage | None, list[str]]:
    """Find the part that holds the message's words, and name what hangs on it."""
    plain: list[EmailMessage] = []
    marked: list[EmailMessage] = []
    named: list[str] = []
    inside: list[tuple[object, int]] = [(message, 0)]
    while inside:
        part, depth = inside.pop()
        if not isinstance(part, EmailMessage):
            continue
        kind = _type(part)
        attached = _field(part, "Content-Disposition").lower().startswith("attachment")
        payload = part.get_payload() if part.is_multipart() else None
        if kind.startswith("multipart/") and isinstance(payload, list):
            if depth >= _DEEPEST:
                raise RecursionError
            inside += [(below, depth + 1) for below in reversed(payload)]
        elif kind in ("text/plain", "text/html") and not attached:
            (plain if kind == "text/plain" else marked).append(part)
        elif depth or attached:
            named.append(f"{_file_name(part)} ({kind})")
    told = [f"{what} hangs on the message and was not opened." for what in named[:_MOST_NAMED]]
    if len(named) > _MOST_NAMED:
        told.append(f"{len(named) - _MOST_NAMED:,} more files hang on the message and were not opened.")
    bodies = [part for part in (*plain[:1], *marked[:1]) if _has_words(part)]
    if len(bodies) == 2 and _size(bodies[0]) < min(_SHORT, _size(bodies[1]) / 3):
        return bodies[1], told
    if not bodies:
        return next(iter((*plain, *marked)), None), told
    return bodies[0], told


def _has_words(part: EmailMessage) -> bool:
    return bool(_payload(part).strip())


def _size(part: EmailMessage) -> int:
    return len(_payload(part))


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage, name: str) -> str:
    charset = part.get_content_charset()
    return decode(_payload(part), charset=charset, name=f"the text of {name}")


def _type(part: EmailMessage) -> str:
    try:
        return part.get_content_type()
    except _BREAKS:
        return "text/plain"


def _file_name(part: EmailMessage) -> str:
    try:
        name = part.get_filename()
    except _BREAKS:
        name = None
    return f"The file {tidy(str(name))[:100]}" if name else "A part without a name"


def _field(part: EmailMessage, name: str) -> str:
    """Give a field as text; as it stands, where the library's reader of fields breaks."""
    try:
        value = part.get(name)
    except _BREAKS:
        value = next((raw for key, raw in part.raw_items() if key.lower() == name.lower()), None)
    return "" if value is None else tidy(str(value).encode("utf-8", "replace").decode())[:_LONGEST_FIELD]


def _idents(field: str) -> tuple[str, ...]:
    return tuple(re.findall(r"<([^<>\s]{1,500})>", field))


def _author(field: str) -> str | None:
    """Give the name in "Ana Li <ana@example.org>", or the address where there is none."""
    found = re.match(r"\s*\"?([^\"<>]{0,200}?)\"?\s*<([^<>]{0,300})>", field)
    if found is None:
        return tidy(field)[:200] or None
    return tidy(found[1]) or tidy(found[2]) or None


def _posted(field: str) -> str | None:
    """Read the field's day and time (RFC 5322), else whatever day stands in it."""
    try:
        return parsedate_to_datetime(field).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, TypeError, IndexError, OverflowError):
        found = moment(field)
        return found if found and not found.startswith("--") else None


@cache
def _before_subject() -> re.Pattern[str]:
    words = vocabulary("mail")
    marks = "|".join(map(re.escape, (*words["answers"], *words["passed_on"])))
    return re.compile(rf"(?:\s*(?:{marks})\s?(?:\[\d{{1,3}}\]|\(\d{{1,3}}\))?\s*:)+\s*", re.IGNORECASE)


def plain_subject(subject: str) -> str:
    """Take "Re:" and "Fwd:" off a subject.

    >>> plain_subject("Re: Fwd: Half")
    'Half'
    """
    return tidy(_before_subject().sub("", subject, count=1) if _before_subject().match(subject) else subject)
