"""One member of a WARC file taken apart by itself: its good records are kept, and what is wrong is said."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from fastwarc import ArchiveIterator

from whoholds.sweeping.members import Packing, unpacked
from whoholds.sweeping.record import Item, PassedOver, Place
from whoholds.sweeping.warc import MOST_RECORD, PAGE_TYPES, Truncated, in_words, is_panic, item_of

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r?\n", re.IGNORECASE)
_BLANKS = b"\r\n \t\0"


def take_apart(raw: bytes, packing: Packing, offset: int) -> Iterator[Item]:
    """Yield the records of the member that `raw` begins with, and behind them what cannot be read, if anything.

    `raw` goes up to the next member, or as far as a record may.
    """
    member = unpacked(raw, packing, MOST_RECORD)
    content, at, number = member.content, 0, 0
    while content[at : at + 5] == b"WARC/":
        end = _end_of(content, at)
        place = Place(offset, number)
        if end is None:
            yield PassedOver(place, None, member.wrong or "its length does not fit it")
            return
        yield from _record(content[at:end], place)
        number += 1
        blank = len(content) - len(content[end:].lstrip(_BLANKS))
        at = max(end, blank)
    if member.wrong or at < len(content):
        yield PassedOver(
            Place(offset, number), None, member.wrong or "what stands behind the records before it is none"
        )
    elif member.used < len(raw) and raw[member.used :].strip(_BLANKS):
        yield PassedOver(Place(offset + member.used), None, "what stands here is no record")


def _end_of(content: bytes, at: int) -> int | None:
    """Where the record at a place ends by its own word; None if the word is wrong."""
    head = _HEAD_END.search(content, at)
    length = _LENGTH.search(content, at, head.end()) if head else None
    if head is None or length is None:
        return None
    end = head.end() + int(length[1])
    # Behind a record stand two line ends.
    if end > len(content) or content[end : end + 1] not in (b"", b"\r", b"\n"):
        return None
    return end


def _record(content: bytes, place: Place) -> Iterator[Item]:
    try:
        for record in ArchiveIterator(io.BytesIO(content), record_types=PAGE_TYPES):
            yield item_of(record, place)
            return
    except (OSError, Truncated) as error:
        yield PassedOver(place, None, in_words(error))
    except BaseException as error:
        if not is_panic(error):
            raise
        yield PassedOver(place, None, "the archive reader failed on it")
