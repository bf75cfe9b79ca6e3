"""What kind of source some bytes are, by how they begin: a file's name may say anything."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from whoholds.errors import UnreadableSource

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
_MOST_LINE = 1_000_000  # characters of the first line that may be one of JSON
_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')
_CHAT = re.compile(
    rb'"type"\s*:\s*"(?:(?:public|private)_(?:channel|supergroup|group)|personal_chat|bot_chat|saved_messages)"'
)
# An export of a whole account: what it says of itself, or the list of its chats.
_ACCOUNT = re.compile(
    rb'\{\s*"about"\s*:.*?"(?:personal_information|profile_pictures|contacts|frequent_contacts|sessions|chats)"\s*:\s*\{'
    rb'|\{\s*"chats"\s*:\s*\{[^\[]{0,2000}"list"\s*:\s*\[',
    re.DOTALL,
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
    """Tell whether some bytes begin an export by Telegram Desktop: of one chat, or of an account."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096]
    if not start.startswith(b"{"):
        return False
    return is_telegram_account(head) or (_MESSAGES.search(start) is not None and _CHAT.search(start) is not None)


def is_telegram_account(head: bytes) -> bool:
    """Tell whether some bytes begin an export of an account with all its chats.

    >>> is_telegram_account(b'{"about": "Here is your data", "chats": {"list": [')
    True
    >>> is_telegram_account(b'{"name": "Front", "type": "public_channel", "messages": [')
    False
    """
    return _ACCOUNT.match(head.lstrip(b"\xef\xbb\xbf \t\r\n")[:HEAD]) is not None


def refuse_json_lines(text: str, name: str) -> None:
    """Raise `UnreadableSource` if a text is JSON lines, passages or pages: its first line is an object with a text.

    >>> refuse_json_lines('{"id": "a", "text": "Half of it is held."}', "a.txt")
    Traceback (most recent call last):
    whoholds.errors.UnreadableSource: a.txt is JSON lines: read it with --lines, or its pages with whoholds sweep
    >>> refuse_json_lines('{"id": "a"} is how a line begins.', "a.txt")
    """
    first = text[:_MOST_LINE].lstrip("\ufeff \t\r\n").partition("\n")[0]
    if not first.startswith("{"):
        return
    try:
        fields = msgspec.json.decode(first, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, RecursionError):
        return
    if {"text", "html"} & fields.keys() and not {"headline", "paragraphs", "report"} & fields.keys():
        raise UnreadableSource(f"{name} is JSON lines: read it with --lines, or its pages with whoholds sweep")


def not_a_report(name: str, why: str) -> str:
    """Say that a source is JSON and no report, and what to do."""
    why = f"{why[:1].lower()}{why[1:]}".replace("input data was truncated", "it breaks off")
    return f"{name} is not a report as JSON: {why}. Give what `whoholds read --json` prints, or the page itself as text"


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
