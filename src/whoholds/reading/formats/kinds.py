"""What kind of source some bytes are, by how they begin: a file's name may say anything."""

from __future__ import annotations

import re
from typing import Literal

Marked = Literal["pdf", "mail", "mbox", "telegram"]
HEAD = 65_536  # bytes that are looked at

_PDF_WITHIN = 1024  # bytes: readers of PDF pass over what stands before the mark (ISO 32000-1, annex H)
_FIELD = re.compile(rb"([!-9;-~]{1,60}):[ \t][^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
_SENDER = re.compile(rb"From \S{1,200} [^\r\n]{0,200}\d{4}[^\r\n]{0,20}\r?\n")
# A message has these from the programs that it went through; a person who writes a text does not type them.
_BY_PROGRAMS = frozenset(
    (b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to", b"dkim-signature")
)
_BY_PERSONS = frozenset((b"from", b"to", b"subject", b"date", b"cc", b"sent", b"reply-to"))
_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')
_CHAT = re.compile(
    rb'"type"\s*:\s*"(?:(?:public|private)_(?:channel|supergroup|group)|personal_chat|bot_chat|saved_messages)"'
)


def marked_kind(head: bytes) -> Marked | None:
    r"""Tell a PDF, a message, a box of messages or Telegram's export by their first bytes; None for anything else.

    >>> marked_kind(b"%PDF-1.7\n"), marked_kind(b"From: Ana <a@example.org>\nSubject: Half\nDate: today\n\nHalf of it.")
    ('pdf', 'mail')
    >>> marked_kind(b"From the north: half is held.\n\nDate: unknown")
    """
    if b"%PDF-" in head[:_PDF_WITHIN] and not head.lstrip().startswith((b"<", b"{")):
        return "pdf" if head.startswith(b"%PDF-") or b"\0" in head or b" obj" in head else None
    sender = _SENDER.match(head)
    if sender and _is_message(head[sender.end() : HEAD]):
        return "mbox"
    if _is_message(head[:HEAD]):
        return "mail"
    return "telegram" if is_telegram(head) else None


def is_telegram(head: bytes) -> bool:
    """Tell whether some bytes begin an export of one chat by Telegram Desktop."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096]
    return start.startswith(b"{") and _MESSAGES.search(start) is not None and _CHAT.search(start) is not None


def _is_message(head: bytes) -> bool:
    """Tell whether bytes begin with the header of a message: who wrote it or what it is about, and another field."""
    names: set[bytes] = set()
    at = 0
    while len(names) < 40 and (field := _FIELD.match(head, at)):
        names.add(field[1].lower())
        at = field.end()
    if not names & {b"from", b"subject", b"received", b"return-path"}:
        return False
    if names & _BY_PROGRAMS:
        return len(names) >= 2
    return len(names & _BY_PERSONS) >= 3 and (at >= len(head) or head[at : at + 1] in (b"\n", b"\r"))
