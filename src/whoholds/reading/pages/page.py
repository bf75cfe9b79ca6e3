"""The skeleton of a report: what a page's shape alone tells, before anybody looks for statements and figures."""

from __future__ import annotations

from whoholds.model import Appeal, Comment, Image, Origin, Review, Struct


class Page(Struct, frozen=True, kw_only=True):
    """What the readers of every kind of source hand on; the fields are those of `Report`."""

    headline: str | None = None
    url: str | None = None
    site: str | None = None
    published: str | None = None
    language: str | None = None
    images: tuple[Image, ...] = ()
    paragraphs: tuple[str, ...] = ()
    thread: tuple[Comment, ...] = ()
    appeal: Appeal | None = None
    reviews: tuple[Review, ...] = ()
    origins: tuple[Origin, ...] = ()
    warnings: tuple[str, ...] = ()
