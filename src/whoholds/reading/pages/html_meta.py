"""What a page says of itself in its head: headline, site, address, day of publication, language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import msgspec
from lxml.html import HtmlElement

from whoholds.reading.pages.dates import find_days
from whoholds.reading.pages.page_words import vocabulary
from whoholds.reading.pages.tidy import tidy

_LONGEST_JSON = 500_000
_MOST_NODES = 10_000


class Meta(NamedTuple):
    """What a page says of itself; None where it says nothing."""

    headline: str | None
    site: str | None
    url: str | None
    published: str | None
    language: str | None


def read_meta(tree: HtmlElement, *, url: str | None = None) -> Meta:
    """Read JSON-LD first, then meta tags, then the elements that a reader sees."""
    tags = _meta_tags(tree)
    linked = _linked_data(tree)
    site = _first(tags, "site") or _text_at(linked, "publisher", "name")
    canonical = _first(tags, "url") or _attribute(tree, ".//link[@rel='canonical']", "href") or _text_at(linked, "url")
    stated = (_text_at(linked, "datePublished"), _first(tags, "published"), *_times(tree))
    return Meta(
        headline=_headline(tree, _text_at(linked, "headline"), _first(tags, "headline"), site),
        site=site,
        url=url or (canonical if canonical and re.match(r"https?://\S+$", canonical) else None),
        published=next((day for text in stated if text and (day := _day(text))), None),
        language=_language(
            tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang"),
            _text_at(linked, "inLanguage"),
            _first(tags, "language"),
        ),
    )


def _meta_tags(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, element in enumerate(tree.iter("meta")):
        if number > 1_000:
            break
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(key)
            if name and (content := tidy((element.get("content") or "")[:2_000])):
                found.setdefault(name.lower(), content)
    return found


def _first(tags: dict[str, str], kind: str) -> str | None:
    return next((tags[name] for name in vocabulary("html")[kind] if tags.get(name)), None)


def _attribute(tree: HtmlElement, path: str, name: str) -> str | None:
    element = tree.find(path)
    return None if element is None else element.get(name)


def _linked_data(tree: HtmlElement) -> dict[str, Any]:
    """Find the JSON-LD node that describes the page's report."""
    kinds = vocabulary("html")["reports"]
    best: dict[str, Any] = {}
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        for node in _nodes((script.text or "")[:_LONGEST_JSON]):
            kind = node.get("@type")
            names = {str(name).lower() for name in (kind if isinstance(kind, list) else [kind])}
            place = min((kinds.index(name) for name in names if name in kinds), default=None)
            if place is not None and (not best or place < best["place"]):
                best = {**node, "place": place}
    return best


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    try:
        waiting = [msgspec.json.decode(text)]
    except (msgspec.DecodeError, RecursionError, ValueError):
        return
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("mainEntity", "@graph") if key in node]


def _text_at(node: Any, *keys: str) -> str | None:
    for key in keys:
        node = node[0] if isinstance(node, list) and node else node
        node = node.get(key) if isinstance(node, dict) else None
    return tidy(node[:2_000]) or None if isinstance(node, str) else None


def _times(tree: HtmlElement) -> Iterator[str]:
    """Give the days in the elements that themes use for the day of publication."""
    for number, element in enumerate(tree.iter("time", "abbr", "span", "p", "div")):
        if number > 5_000:
            return
        classes = f" {(element.get('class') or '').lower()} "
        named = (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None
        dated = re.search(
            r" (?:entry-date|published|post-date|posted-on|article-date|pubdate|date-published|meta-date) ", classes
        )
        if named or dated or element.tag == "time":
            if " updated " in classes and " published " not in classes:
                continue
            yield element.get("datetime") or element.get("content") or element.get("title") or ""
            yield tidy("".join(element.itertext())[:200])


def _day(text: str) -> str | None:
    """Read a day with its year."""
    found = re.match(r"\s*((?:19|20)\d\d)-?([01]\d)-?([0-3]\d)(?!\d)", text)
    if found:
        text = "-".join(found.groups())
    return next((day for day, _ in find_days(text[:200]) if not day.startswith("--")), None)


def _language(*said: str | None) -> str | None:
    for text in said:
        found = re.match(r"([a-z]{2,3})(?:[-_]|$)", (text or "").strip(), re.IGNORECASE)
        if found:
            return found[1].lower()
    return None


def _headline(tree: HtmlElement, linked: str | None, tagged: str | None, site: str | None) -> str | None:
    """Take the h1 that the title repeats; else the h1 named so; else what JSON-LD, meta tags or the title say."""
    title = tidy("".join(tree.findtext(".//title") or "")[:1_000])
    titles = [_without_site(text, site) for text in (linked, tagged, title) if text]
    heads = [text for head, _ in zip(tree.iter("h1"), range(50)) if (text := tidy("".join(head.itertext())[:1_000]))]  # noqa: B905
    for head in heads:
        # The site's name is often an h1 too, and stands in the title as well.
        if any(_plain(head) in _plain(text) and len(head) > 0.6 * len(text) for text in titles):
            return head
    if (named := _named_headline(tree)) is not None:
        return named
    if titles:
        return titles[0]
    return heads[0] if heads else None


def _named_headline(tree: HtmlElement) -> str | None:
    """Find the heading that its class names as the report's, where there is one only."""
    named = [
        text
        for head in tree.iter("h1", "h2")
        if re.search(r"(?:entry|post|article|story|content)[-_]?(?:title|headline)", (head.get("class") or "").lower())
        and (text := tidy("".join(head.itertext())[:1_000]))
    ]
    return named[0] if len(named) == 1 else None


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold())


@cache
def _ends_with_site() -> re.Pattern[str]:
    return re.compile(r"\s+(?:[|\u2013\u2014\u00bb\u00b7•-]|::)\s+(?=[^|\u2013\u2014\u00bb•]{1,60}$)")


def _without_site(title: str, site: str | None) -> str:
    parts = _ends_with_site().split(title)
    if len(parts) < 2:
        return title
    last = parts[-1]
    if site and (last.casefold() in site.casefold() or site.casefold() in last.casefold()):
        return title[: -len(last)].rstrip(" |\u2013\u2014\u00bb\u00b7•:-")
    return title if site else (title[: -len(last)].rstrip(" |\u2013\u2014\u00bb\u00b7•:-") if " | " in title else title)
