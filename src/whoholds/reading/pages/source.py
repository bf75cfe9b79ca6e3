"""Where a page comes from: a file, standard input or a web address in; its bytes, and of what kind they are, out."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from whoholds.errors import UnreadableSource
from whoholds.reading.formats.kinds import HEAD, is_telegram, marked_kind, refuse_json_lines
from whoholds.reading.pages.encoding import decode

Kind = Literal["text", "markdown", "html", "json", "mail", "mbox", "pdf", "telegram"]
LIMIT = 20_000_000

_KIND_OF_ENDING: dict[str, Kind] = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    ".txt": "text",
    ".json": "json",
    ".eml": "mail",
    ".mbox": "mbox",
}
_MAGIC = (
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


# What a page of HTML begins with, whatever its name; and a page of Markdown: a title, or front matter.
_IS_HTML = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype\s+html|html)\b", re.I)
_LOOKS_LIKE_MARKDOWN = re.compile(r"\s*# \S|---[ \t]*\n[A-Za-z_][\w-]{0,40}:[ \t]+\S")
_LOOKS_LIKE_A_REPORT = re.compile(r"""\s*\{\s*"(?:report|headline)"\s*:""")


class Source(NamedTuple):
    """A page as it came: where from (`name`), its bytes, of what kind they are, their text, and its web address.

    The text is empty where the bytes are no text by themselves: a PDF, a message, a box of messages. Of an export of a
    chat, which may be far larger than a page, `raw` is only the beginning, if it is a file: its `path` is there then.
    """

    name: str
    raw: bytes
    text: str
    kind: Kind
    url: str | None = None
    path: Path | None = None


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
    ending = _KIND_OF_ENDING.get(path.suffix.lower())
    raw, is_whole = _file(path, limit)
    return _source(source, raw, ending) if is_whole else Source(source, raw, "", "telegram", path=path)


def from_bytes(raw: bytes, *, name: str = "the page", kind: Kind | None = None, url: str | None = None) -> Source:
    """Make a source of bytes that are already here.

    >>> from_bytes(b"<p>Half the country.").kind
    'html'
    """
    return _source(name, raw, kind, url=url)


def _file(path: Path, limit: int) -> tuple[bytes, bool]:
    """Read a file: all of it, or the beginning of an export of a chat; say which."""
    if "\0" in str(path):
        raise UnreadableSource("there is no such file: its name holds a NUL character")
    try:
        if path.is_dir():
            raise UnreadableSource(f"{path} is a folder: give a file in it")
        with path.open("rb") as file:
            head = file.read(min(HEAD, limit))
            if is_telegram(head) and path.is_file():
                return head, False
            raw = head + file.read(limit + 1 - len(head))
            refuse_too_large(raw, limit, str(path))
            return raw, True
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
    """Make a source; `kind` is what the file's name or the server says, and what the bytes say goes before it."""
    marked = marked_kind(raw[:HEAD])
    if marked in ("pdf", "telegram") or (marked is not None and kind in (None, "text")):
        return Source(name, raw, "", marked, url)
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            raise UnreadableSource(f"{name} is {what}, not a page: save its text as .txt or .html")
    if kind in ("mail", "mbox") and raw.strip():
        return Source(name, raw, "", kind if marked != "mbox" else marked, url)
    text = decode(raw, charset=charset, name=name)
    if not text.strip(" \t\n\f\v\x00\ufeff\xa0"):
        raise UnreadableSource(f"{name} is empty: there is nothing to read")
    refuse_json_lines(text, name)
    if kind == "text" and _IS_HTML.match(text.lstrip("\ufeff")):
        kind = "html"
    elif kind in ("text", "markdown", "html") and _LOOKS_LIKE_A_REPORT.match(text.lstrip("\ufeff")):
        kind = "json"
    return Source(name, raw, text, kind or kind_of(text), url)


def kind_of(text: str) -> Kind:
    """Tell HTML, Markdown, a report as JSON and plain text apart by how they begin.

    >>> kind_of("<!DOCTYPE html><title>A map</title>"), kind_of("Less than < half"), kind_of("# Half")
    ('html', 'text', 'markdown')
    """
    start = text.lstrip("\ufeff")
    if _LOOKS_LIKE_HTML.match(start):
        return "html"
    if _LOOKS_LIKE_MARKDOWN.match(start):
        return "markdown"
    return "json" if _LOOKS_LIKE_A_REPORT.match(start) else "text"
