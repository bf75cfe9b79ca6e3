"""A message in a file (.eml), or a box of them (.mbox), taken apart by the standard library.

What the message says is the report; earlier messages of its chain are the thread. Nothing is fetched. Files that hang
on it are named in the warnings and never opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from whoholds.errors import UnreadableSource
from whoholds.model import Comment
from whoholds.reading.formats.mail_message import Message, message_of, plain_subject
from whoholds.reading.formats.mail_passed_on import PassedOn, passed_on
from whoholds.reading.formats.mail_text import Split, split_chain, split_replies
from whoholds.reading.pages.page import Page
from whoholds.reading.pages.plain import read_plain
from whoholds.reading.pages.thread_draft import cut_circles, depths
from whoholds.reading.pages.tidy import tidy

MOST_MESSAGES = 10_000
_BOX = re.compile(rb"(?:^|(?<=\n)\r?\n)From \S{1,200} [^\r\n]{0,200}\d{4}[^\r\n]{0,20}\r?\n(?=[!-9;-~]{1,60}:)")
_QUOTED_FROM = re.compile(rb"(?m)^>(>*From )")


def read_mail(raw: bytes, *, name: str = "the message") -> Page:
    r"""Read the skeleton of a message. Raises UnreadableSource if there is no text in it.

    >>> fields = b"From: Press Office <p@example.org>\nSubject: Re: Half\nDate: Tue, 11 Dec 2018 10:41:00 +0300\n\n"
    >>> page = read_mail(fields + b"The army holds half of it.\n")
    >>> page.headline, page.site, page.published, page.paragraphs
    ('Half', 'Press Office', '2018-12-11', ('The army holds half of it.',))
    """
    read = message_of(raw, name)
    if not read.text.strip():
        raise UnreadableSource(f"{name} is a message without text. {' '.join(read.warnings) or 'It is empty.'}")
    return _page(read)


def read_mbox(raw: bytes, *, name: str = "the box of messages") -> Page:
    """Read a box of messages: the first is the report, those that answer it are its thread; others are left out.

    Raises UnreadableSource if there is no message in it.
    """
    messages = [message_of(message, name) for message in _messages(raw)]
    if not messages:
        raise UnreadableSource(f"{name} is a box without messages: there is nothing to read")
    first = next((message for message in messages if message.text.strip()), None)
    if first is None:
        raise UnreadableSource(f"{name} is a box of messages without text: there is nothing to read")
    page = _page(first)
    thread = _answers(first, messages)
    others = len(messages) - len(thread) - 1
    told = f"The box has {len(messages):,} messages; {others:,} that are no answers to the first were left out."
    return replace(page, thread=(*page.thread, *thread), warnings=(*page.warnings, *((told,) if others else ())))


def _messages(raw: bytes) -> Iterator[bytes]:
    starts = [(found.start(), found.end()) for found in _BOX.finditer(raw)][: MOST_MESSAGES + 1]
    for (_, start), (end, _) in zip(starts, [*starts[1:], (len(raw), 0)], strict=False):
        yield _QUOTED_FROM.sub(rb"\1", raw[start:end])


def _answers(first: Message, messages: Sequence[Message]) -> tuple[Comment, ...]:
    """Give the messages that answer the first, or one that does, as comments."""
    by_ident = {message.ident: number for number, message in enumerate(messages) if message.ident}
    root = messages.index(first)
    above: dict[int, int] = {}
    for number, message in enumerate(messages):
        known = [by_ident[ident] for ident in message.answers if by_ident.get(ident, number) != number]
        if number != root and known:
            above[number] = known[-1]
    cut_circles(range(len(messages)), above)
    chain = depths(range(len(messages)), above)
    roots: dict[int, int] = {}
    for number in sorted(chain, key=lambda number: chain[number]):
        roots[number] = roots[above[number]] if number in above else number
    kept = [number for number in range(len(messages)) if number != root and roots[number] == root]
    parents = {number: above[number] for number in kept if above[number] != root}
    return tuple(
        Comment(
            id=f"message-{number + 1}",
            parent=f"message-{parents[number] + 1}" if number in parents else None,
            author=messages[number].author,
            posted=messages[number].posted,
            text=" ".join(_page(messages[number], alone=True).paragraphs),
            depth=chain[number] - 1,
        )
        for number in kept
    )


# -------------------------------------------------------------------------------- one message as a page


def _page(read: Message, *, alone: bool = False) -> Page:
    above, below = ("", ()) if read.is_html else passed_on(read.text)
    if below and below[0].is_forwarded and not alone:
        page = _forwarded(read, above, below)
    else:
        page = _html_page(read) if read.is_html else _text_page(read, above, below)
        page = replace(
            page,
            headline=read.subject or page.headline,
            published=(read.posted or "")[:10] or page.published,
            site=read.author or page.site,
        )
    return replace(page, url=read.url or page.url, warnings=(*read.warnings, *page.warnings))


def _html_page(read: Message) -> Page:
    from whoholds.reading.formats.mail_html import read_mail_html

    return read_mail_html(read.text)


def _text_page(read: Message, above: str, below: Sequence[PassedOn]) -> Page:
    split = split_chain(above, below, flowed=read.flowed)
    page = read_plain(split.text, headline=read.subject)
    return replace(page, thread=split.thread or page.thread, warnings=(*page.warnings, *_unclaimed(split)))


def _forwarded(read: Message, above: str, below: Sequence[PassedOn]) -> Page:
    """A message that was passed on is the report; what stands above it is the remark of who passed it on."""
    report, *older = below
    split = split_chain(report.text, older, flowed=read.flowed)
    page = read_plain(split.text, headline=plain_subject(report.subject or "") or read.subject)
    remark = tidy(split_replies(above).text)
    number = len(split.thread) + 1
    thread = (Comment(id=number, author=read.author, posted=read.posted, text=remark),) if remark else ()
    told = (
        f"The message was passed on by {read.author or 'somebody'}; the report is what {report.by or 'another'} wrote."
    )
    return replace(
        page,
        published=(report.posted or "")[:10] or page.published,
        site=report.by,
        thread=(*split.thread, *thread),
        warnings=(*page.warnings, told, *_unclaimed(split)),
    )


def _unclaimed(split: Split) -> tuple[str, ...]:
    if not split.unclaimed:
        return ()
    return (f"{split.unclaimed:,} quoted lines do not say whose they are; they were left out.",)
