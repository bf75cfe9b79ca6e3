"""Where a page comes from: a file, standard input or a web address in; its text and what kind of text it is out."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from whoholds.errors import UnreadableSource
from whoholds.reading.pages.encoding import decode

Kind = Literal["text", "markdown", "html", "json"]
LIMIT = 20_000_000

_KIND_OF_ENDING: dict[str, Kind] = {".txt": "text", ".md": "markdown", ".html": "html", ".htm": "html", ".json": "json"}
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, a sound or a film"),
    (b"PK\x03\x04", "a zip file or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
)
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|article|main|div|section|title|meta|p|h1)\b",
    re.I | re.S,
)


class Source(NamedTuple):
    """A page as it came: where from (`name`), its bytes, its text, what kind of text, and its web address."""

    name: str
    raw: bytes
    text: str
    kind: Kind
    url: str | None = None


def load(source: str, *, limit: int = LIMIT) -> Source:
    """Get a page: `source` is a file's path, "-" for standard input, or an http(s) address.

    At most `limit` bytes are read. Raises `UnreadableSource`, with one line that says what is wrong.

    >>> load("no-such-file.txt")
    Traceback (most recent call last):
    whoholds.errors.UnreadableSource: there is no file no-such-file.txt: check the path
    """
    if re.match(r"https?://", source, re.I):
        from whoholds.reading.pages.web import fetch

        page = fetch(source, limit=limit)
        return _source(source, page.raw, page.kind, charset=page.charset, url=page.url)
    if source == "-":
        return _source("standard input", _at_most(sys.stdin.buffer, limit, "standard input"), None)
    path = Path(source)
    return _source(source, _file(path, limit), _KIND_OF_ENDING.get(path.suffix.lower()))


def from_bytes(raw: bytes, *, name: str = "the page", kind: Kind | None = None, url: str | None = None) -> Source:
    """Make a source of bytes that are already here.

    >>> from_bytes(b"<p>Half the country.").kind
    'html'
    """
    return _source(name, raw, kind, url=url)


def _file(path: Path, limit: int) -> bytes:
    if "\0" in str(path):
        raise UnreadableSource("there is no such file: its name holds a NUL character")
    try:
        if path.is_dir():
            raise UnreadableSource(f"{path} is a folder: give a file in it")
        with path.open("rb") as file:
            return _at_most(file, limit, str(path))
    except FileNotFoundError:
        raise UnreadableSource(f"there is no file {path}: check the path") from None
    except OSError as error:
        raise UnreadableSource(f"{path} cannot be read: {(error.strerror or 'an error').lower()}") from None


def _at_most(file: BinaryIO, limit: int, name: str) -> bytes:
    raw = file.read(limit + 1)
    refuse_too_large(raw, limit, name)
    return raw


def refuse_too_large(raw: bytes, limit: int, name: str) -> None:
    """Raise `UnreadableSource` if more than `limit` bytes were read."""
    if len(raw) > limit:
        raise UnreadableSource(f"{name} is larger than {limit:,} bytes: cut the page out of it")


def _source(name: str, raw: bytes, kind: Kind | None, *, charset: str | None = None, url: str | None = None) -> Source:
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            raise UnreadableSource(f"{name} is {what}, not a page: save its text as .txt or .html")
    text = decode(raw, charset=charset, name=name)
    if not text.strip(" \t\n\f\v\x00\ufeff\xa0"):
        raise UnreadableSource(f"{name} is empty: there is nothing to read")
    return Source(name, raw, text, kind or kind_of(text), url)


def kind_of(text: str) -> Kind:
    """Tell HTML from plain text by how it begins.

    >>> kind_of("<!DOCTYPE html><title>A map</title>"), kind_of("Less than < half")
    ('html', 'text')
    """
    return "html" if _LOOKS_LIKE_HTML.match(text.lstrip("\ufeff")) else "text"
