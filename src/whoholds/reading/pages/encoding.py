"""Bytes to text: which encoding a page is in, by what it says and then by what its bytes look like."""

from __future__ import annotations

import codecs
import re

from whoholds.errors import UnreadableSource

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}encoding=["']([\w-]{2,40})|<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,40})""", re.I
)
# What browsers read under these names (the WHATWG encoding standard).
_AS_BROWSERS_DO = {
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "windows-1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "iso-8859-9": "windows-1254",
}
_SAMPLE = 64_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_BYTES = bytes((*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20)))


def decode(raw: bytes, *, charset: str | None = None, name: str = "the source") -> str:
    """Decode a page's bytes: its byte order mark, `charset`, what its markup declares, UTF-8, then what fits best.

    `charset` is what the server says. Raises `UnreadableSource` if the bytes are not text.

    >>> decode("Идлиб".encode("windows-1251"))
    'Идлиб'
    >>> decode("Alep, libérée".encode("latin-1"))
    'Alep, libérée'
    """
    text = _decode(raw, charset)
    if text is None or _is_binary(text):
        raise UnreadableSource(f"{name} is not text: give a text, HTML, Markdown, PDF or e-mail file, or a web address")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decode(raw: bytes, charset: str | None) -> str | None:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    wide = _utf16_without_mark(raw)
    if wide is not None:
        return wide
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        # One broken byte, or a page cut in the middle of a letter, does not make a UTF-8 page something else.
        if _mostly_utf8(raw, error):
            return raw.decode("utf-8", errors="replace")
    for said in (charset, _declared(raw)):
        text = _as_said(raw, said)
        if text is not None:
            return text
    return _guessed(raw)


def _mostly_utf8(raw: bytes, error: UnicodeDecodeError) -> bool:
    text = raw[:_SAMPLE].decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text if char > "\x7f") - broken
    return whole > 20 * broken or (error.start >= len(raw) - 3 and whole > 0)


def _declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:4096])
    return (found[1] or found[2]).decode("ascii") if found else None


def _as_said(raw: bytes, said: str | None) -> str | None:
    if not said:
        return None
    encoding = _AS_BROWSERS_DO.get(said.lower(), said)
    try:
        if (
            codecs.lookup(encoding).name in {"utf-8", "utf-16", "utf-32"}
            or not codecs.lookup(encoding)._is_text_encoding
        ):
            return None  # UTF-8 did not fit, and wide pages were looked for above
        return raw.decode(encoding, errors="replace")
    except (LookupError, UnicodeError):
        return None


def _utf16_without_mark(raw: bytes) -> str | None:
    """Know UTF-16 by every second byte: 0 (Latin, blanks), 4 (Cyrillic), 6 (Arabic) or 0x20 (marks)."""
    sample = raw[: _SAMPLE // 2 * 2]
    if len(raw) % 2 or len(sample) < 4 or b"\0" not in sample:
        return None
    for high, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        tops = sample[high::2]
        few = sum(tops.count(byte) for byte in (0, 4, 6, 0x20))
        # The other half must hold no zeros: letters do not have them, and binary files do.
        if tops.count(0) and few > 0.95 * len(tops) and not sample[1 - high :: 2].count(0):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _guessed(raw: bytes) -> str | None:
    """One byte a letter: high bytes that stand alone are accents, those in rows are another script."""
    sample = raw[:_SAMPLE]
    rows = re.findall(rb"[\x80-\xff]+", sample)
    if _CONTROL.search(sample.decode("latin-1")):
        return None
    if sum(len(row) for row in rows if len(row) > 1) < 0.5 * sum(map(len, rows)):
        return raw.decode("windows-1252", errors="replace")
    best = max(("windows-1251", "koi8-r"), key=lambda encoding: _russian_look(sample, encoding))
    if _russian_look(sample, best) > 0.8:
        return raw.decode(best, errors="replace")
    return _by_frequency(raw)


def _russian_look(sample: bytes, encoding: str) -> float:
    """The share of Cyrillic letters among the high characters, less those that are capital after a small one."""
    text = sample.decode(encoding, errors="replace")
    high = [char for char in text if char > "\x7f"]
    cyrillic = sum(1 for char in high if "\u0400" <= char <= "\u04ff" or char in "«»—–…№“”„’ \u00a0")
    odd = len(re.findall("[а-яёіїєґ][А-ЯЁІЇЄҐ]", text)) + len(re.findall("(?<![А-ЯЁ])[А-ЯЁ]{2}[а-яё]", text))
    return (cyrillic - 2 * odd) / max(1, len(high))


def _by_frequency(raw: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    return None if best is None else raw.decode(best.encoding, errors="replace")


def _is_binary(text: str) -> bool:
    """A stray control character is dirt; one in a hundred is not text."""
    sample = text[:_SAMPLE]
    raw = sample.encode(errors="replace")
    return len(raw) - len(raw.translate(None, _CONTROL_BYTES)) > len(sample) // 100
