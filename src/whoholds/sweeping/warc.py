"""The pages of a WARC file, from one place in it to another; what is damaged is passed over and named.

FastWARC reads. Where it stops, or a record does not fit what follows it, that one member is taken apart by itself
(`apart.py`), and reading goes on at the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from fastwarc import ArchiveIterator, WarcRecordType
from fastwarc.warc import WarcHeader

from whoholds.sweeping.bodies import BadBody, plain_body
from whoholds.sweeping.members import Packing, next_start
from whoholds.sweeping.record import MOST_BYTES, Begin, End, Found, Item, Looked, PassedOver, Place
from whoholds.sweeping.stretches import Stretch
from whoholds.sweeping.unpacking import Unpacking

PAGE_TYPES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
MOST_RECORD = 2 * MOST_BYTES  # as it is packed a page may be larger: chunks, headers
_MOST_SKIPPED = 1 << 30  # bytes that are unpacked to get past one record; behind more the next member is looked for
_HTML = ("text/html", "application/xhtml+xml")


class Truncated(Exception):
    """A record that is shorter than it says."""


def read_warc(
    stretch: Stretch, packing: Packing, low: int, high: int, *, start: Place | None = None
) -> Iterator[Item | Begin | End]:
    """Yield the records whose members begin at `low` or behind it and before `high`, in order.

    Before them comes a `Begin`, if there are any, and behind them an `End`.
    `start` is where an earlier reading of the same part stopped: records before it are passed over.
    """
    place = low if start is None else start.offset
    first: int | None = None
    run: _Run | None = None
    while (begins := next_start(stretch, packing, place, high)) is not None:
        if first is None:
            first = begins
            yield Begin(Place(begins))
            if place == 0 < begins:
                yield PassedOver(Place(0), None, "what stands before the first record is none")
        run = _Run(stretch, packing, high)
        for item in run.items(begins):
            if start is None or item.place >= start:
                yield item
        if run.stopped is None:
            yield End(run.following)
            return
        place = run.stopped
    if place == 0 and first is None and high == stretch.size:
        yield PassedOver(Place(0), None, "what stands before the first record is none")
    yield End(next_start(stretch, packing, place))


class _Run:
    """Records one behind the other.

    After them `stopped` is where to look for the next, or None at the end of the part; `following` is then where the
    first record behind the part begins, if there is one.
    """

    def __init__(self, stretch: Stretch, packing: Packing, high: int) -> None:
        self.stopped: int | None = None
        self.following: int | None = None
        self._stretch, self._packing, self._high = stretch, packing, high

    def items(self, begins: int) -> Iterator[Item]:
        """Yield records from a member on. Each waits until the next is found, which shows that its length fits."""
        last, waiting = Place(begins, -1), None
        source = Unpacking(self._stretch, self._packing, begins)
        try:
            records = iter(ArchiveIterator(source, record_types=PAGE_TYPES, stream_detect=False))
            while True:
                record = next(records, None)
                if record is None and waiting is not None and last.number == 0:
                    raise Truncated("it ends too soon")  # perhaps: only taking it apart will tell
                if waiting is not None:
                    yield waiting
                    waiting = None
                if record is None:
                    return
                offset = self._offset(source, record.stream_pos, begins)
                if offset >= self._high:
                    self.following = offset
                    return
                last = Place(offset, last.number + 1 if offset == last.offset else 0)
                if self._is_endless(record, offset):
                    break
                waiting = item_of(record, last)
        except (OSError, Truncated) as error:
            yield from self._apart(Place(last.offset, max(last.number, 0)), in_words(error))
            return
        except BaseException as error:
            if not is_panic(error):
                raise
            yield from self._apart(Place(last.offset, max(last.number, 0)), "the archive reader failed on it")
            return
        yield PassedOver(last, address_of(record), f"it says that it has {record.content_length:,} bytes")
        self.stopped = last.offset + 1

    def _offset(self, source: Unpacking, place: int, begins: int) -> int:
        """Where a record begins in the file, or the member that holds it."""
        return begins + place if self._packing == "none" else source.begun(place)[1]

    def _is_endless(self, record: Any, offset: int) -> bool:
        most = self._stretch.size - offset if self._packing == "none" else _MOST_SKIPPED
        return bool(record.content_length > most)

    def _apart(self, place: Place, wrong: str) -> Iterator[Item]:
        """Take a member apart by itself, from the record on that was not given yet."""
        from whoholds.sweeping.apart import take_apart

        following = next_start(self._stretch, self._packing, place.offset + 1)
        self.stopped = self._stretch.size if following is None else following
        raw = self._stretch.read_at(place.offset, min(self.stopped - place.offset, MOST_RECORD))
        items = [item for item in take_apart(raw, self._packing, place.offset) if item.place >= place]
        # Of a member of very many records only the first are within reach.
        yield from items or [PassedOver(place, None, f"{wrong}; what follows it in the same member was not read")]


def in_words(error: Exception) -> str:
    """The words of a library's error as a part of a sentence."""
    return " ".join(str(error).split()).rstrip(".").lower() or "it ends too soon"


def is_panic(error: BaseException) -> bool:
    """Tell what the reading library raises where it should have an error; it is no Exception."""
    return type(error).__name__ == "PanicException"


def address_of(record: Any) -> str | None:
    """The address of a record's page."""
    url: str | None = record.headers.get(WarcHeader.WARC_TARGET_URI)  # six times as fast as by its name
    return url.strip("<>") if url else None


def item_of(record: Any, place: Place) -> Item:
    """Make an item of a record. Raises Truncated or OSError where it is shorter than it says or damaged."""
    kind = _kind_of(record)
    url = address_of(record)
    # Crawlers store what they made of a page beside it, under addresses of their own ("urn:text:…").
    if kind is None or (url or "").startswith("urn:"):
        return Looked(place)
    expected = record.content_length
    if not expected and not record.headers.contains_key("Content-Length"):
        raise Truncated("it does not say how long it is")
    if expected > MOST_RECORD:
        return PassedOver(place, url, f"it has {expected:,} bytes, more than a page of {MOST_BYTES:,}")
    body = record.reader.read(expected)
    if len(body) < expected:
        raise Truncated("it ends too soon")
    try:
        if record.is_http_parsed:
            headers = record.http_headers
            transfer, content = headers.get("Transfer-Encoding"), headers.get("Content-Encoding")
            body = plain_body(body, transfer, content) if transfer or content else body
    except BadBody as error:
        return PassedOver(place, url, f"{error}")
    if len(body) > MOST_BYTES:
        return PassedOver(place, url, f"it has {len(body):,} bytes, more than a page of {MOST_BYTES:,}")
    charset = record.http_charset if record.is_http_parsed else None
    return Found(place, url, record.headers.get(WarcHeader.WARC_DATE), kind, charset, body)


def _kind_of(record: Any) -> Literal["html", "text"] | None:
    if record.is_http_parsed:
        status = record.http_headers.status_code
        if status is not None and not 200 <= status < 300:
            return None
        named = record.http_content_type
    else:
        named = (record.headers.get("Content-Type") or "").split(";")[0].strip()
    mime = (named or "text/html").lower()
    return "html" if mime in _HTML else "text" if mime == "text/plain" else None
