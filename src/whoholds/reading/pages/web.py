"""A page from a web address: http and https only, a size limit, a time limit, one-line errors."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from email.message import Message
from http.client import HTTPResponse
from typing import IO, Literal, NamedTuple

from whoholds.errors import UnreadableSource

_SILENCE = 20  # seconds without a byte
_WHOLE = 60  # seconds for the whole page
_ACCEPT = "text/html,text/plain,text/markdown,application/pdf,message/rfc822"
_AGENT = "whoholds (reads one page that its user asked for)"


class Page(NamedTuple):
    """What a server sent: the bytes, the kind and the charset that it names, and the address after redirects."""

    raw: bytes
    kind: Literal["text", "markdown", "html", "json", "mail"] | None
    charset: str | None
    url: str


class _OnlyWeb(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to http(s) only: never to a file or to another protocol."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        if not newurl.lower().startswith(("http://", "https://")):
            fp.close()
            raise UnreadableSource(f"{req.full_url} leads to {newurl[:100]}, which is not a web address")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def fetch(url: str, *, limit: int) -> Page:
    """Fetch one page of at most `limit` bytes. Raises `UnreadableSource`."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _OnlyWeb(),
    ):
        opener.add_handler(handler)
    try:
        request = urllib.request.Request(url, headers={"User-Agent": _AGENT, "Accept": _ACCEPT})  # noqa: S310
        with opener.open(request, timeout=_SILENCE) as page:
            raw = _at_most(page, limit, url)
            headers: Message = page.headers
            return Page(raw, _kind(headers.get_content_type()), headers.get_content_charset(), page.geturl())
    except UnreadableSource:
        raise
    except urllib.error.HTTPError as error:
        error.close()
        answer = str(error.reason).partition("\n")[0]
        raise UnreadableSource(f"{url} cannot be read: the server answers {error.code} {answer}") from None
    except (OSError, ValueError, EOFError) as error:
        reason = str(getattr(error, "reason", error)).splitlines() or ["no answer"]
        raise UnreadableSource(f"{url} cannot be read: {reason[0][:200]}") from None
    except Exception as error:  # http.client raises its own family for broken answers
        raise UnreadableSource(f"{url} cannot be read: the answer is broken ({type(error).__name__})") from None


def _at_most(answer: HTTPResponse, limit: int, url: str) -> bytes:
    """Read in pieces, so that a server that drips for ever is left after a minute."""
    from whoholds.reading.pages.source import refuse_too_large

    until = time.monotonic() + _WHOLE
    pieces: list[bytes] = []
    size = 0
    while size <= limit and (piece := answer.read1(65_536)):
        pieces.append(piece)
        size += len(piece)
        if time.monotonic() > until:
            raise UnreadableSource(f"{url} is too slow: it took more than {_WHOLE} seconds; save the page to a file")
    raw = b"".join(pieces)
    refuse_too_large(raw, limit, url)
    return raw


def _kind(content_type: str) -> Literal["text", "markdown", "html", "json", "mail"] | None:
    if content_type in {"text/html", "application/xhtml+xml"}:
        return "html"
    if content_type == "application/json":
        return "json"
    if content_type == "text/markdown":
        return "markdown"
    return "mail" if content_type == "message/rfc822" else None
