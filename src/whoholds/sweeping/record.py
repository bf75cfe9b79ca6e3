"""What an archive is read into: pages, and what was passed over, each with its place in the archive."""

from __future__ import annotations

from typing import Literal, NamedTuple

MOST_BYTES = 20_000_000  # of a page; more is no page, and the reader takes no more


class Place(NamedTuple):
    """Where a record stands in its archive.

    `offset` is the first byte of the record, or of the packed member that holds it; in packed lines, of the line as
    unpacked. `number` counts the records of one member; it is 0 where each has a member of its own.
    """

    offset: int
    number: int = 0


class Found(NamedTuple):
    """A page: its bytes as they were served, without transfer and content encodings."""

    place: Place
    url: str | None
    date: str | None
    kind: Literal["html", "text"]
    charset: str | None
    body: bytes


class PassedOver(NamedTuple):
    """A record that could not be read, and why, in words."""

    place: Place
    url: str | None
    reason: str


class Looked(NamedTuple):
    """A record that is no page, or ground that was covered: it counts in the progress and nowhere else."""

    place: Place


class Begin(NamedTuple):
    """Where the first record of a part of a WARC file begins. It comes before them, and only if there are any."""

    place: Place


class End(NamedTuple):
    """Where the first record behind a part of a WARC file begins, None if there is none; it comes last."""

    following: int | None


Item = Found | PassedOver | Looked
