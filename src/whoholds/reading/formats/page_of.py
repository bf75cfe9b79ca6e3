"""The page of a source that is neither plain text nor HTML: each kind by its own reader."""

from __future__ import annotations

import io

from whoholds.errors import UnreadableSource
from whoholds.reading.formats.kinds import is_telegram_account
from whoholds.reading.pages.page import Page
from whoholds.reading.pages.source import Source


def page_of(source: Source, *, on: str | None = None) -> Page:
    """Read the skeleton of Markdown, of messages, of a PDF, or of a day of a chat. Raises UnreadableSource."""
    if source.kind == "markdown":
        from whoholds.reading.formats.markdown import read_markdown

        return read_markdown(source.text)
    if source.kind == "mail":
        from whoholds.reading.formats.mail import read_mail

        return read_mail(source.raw, name=source.name)
    if source.kind == "mbox":
        from whoholds.reading.formats.mail import read_mbox

        return read_mbox(source.raw, name=source.name)
    if source.kind == "pdf":
        from whoholds.reading.formats.pdf import read_pdf

        return read_pdf(source.raw, name=source.name)
    if source.kind == "telegram":
        from whoholds.reading.formats.telegram import chat_of
        from whoholds.reading.formats.telegram_page import read_telegram

        if is_telegram_account(source.raw):
            raise UnreadableSource(
                f"{source.name} holds all chats of an account: export one, with Export chat history in its menu"
            )
        # A file stays on the disk: it may be far larger than a page.
        whole = io.BytesIO(source.raw) if source.path is None else source.path
        return read_telegram(whole, chat_of(source.raw), on=on, name=source.name)
    raise UnreadableSource(f"{source.name} is of a kind that is read elsewhere ({source.kind})")
