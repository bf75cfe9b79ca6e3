"""What a page says of itself: headline, site, address, day of publication, language.

JSON-LD is believed where the page shows the same; where it shows something else, what is shown counts, with a warning.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from lxml.html import HtmlElement

from whoholds.reading.pages.dates import find_days
from whoholds.reading.pages.linked_data import Node, kinds_of, text_at
from whoholds.reading.pages.page_words import vocabulary
from whoholds.reading.pages.tidy import tidy

_AROUND = frozenset(("aside", "footer", "nav", "form"))
_DATED = re.compile(
    r" (?:entry-date|published|post-date|posted-on|article-date|pubdate|date-published|meta-date) ", re.IGNORECASE
)
_HINTS = ("date", "published", "posted-on")  # one of them stands in each of these names
_MOST_DATED = 20


class Meta(NamedTuple):
    """What a page says of itself; None where it says nothing. `said_on` is the day that only its JSON-LD gives.

    `said_headline` is the headline that its JSON-LD gives, if the page shows another one.
    """

    headline: str | None
    site: str | None
    url: str | None
    published: str | None
    language: str | None
    said_on: str | None = None
    said_headline: str | None = None
    warnings: tuple[str, ...] = ()


def read_meta(tree: HtmlElement, nodes: Sequence[Node] = (), *, url: str | None = None) -> Meta:
    """Read JSON-LD (`nodes`) first, then meta tags, then the elements that a reader sees."""
    tags = _meta_tags(tree)
    linked = report_node(nodes)
    site = _first(tags, "site") or text_at(linked, "publisher", "name")
    canonical = _first(tags, "url") or _attribute(tree, ".//link[@rel='canonical']", "href") or text_at(linked, "url")
    published, said_on, day_warnings = _published(tree, linked, _first(tags, "published"))
    headline, said_headline = _headline(tree, text_at(linked, "headline"), _first(tags, "headline"), site)
    return Meta(
        headline=headline,
        site=site,
        url=url or (canonical if canonical and re.match(r"https?://\S+$", canonical) else None),
        published=published,
        language=_language(
            tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang"),
            text_at(linked, "inLanguage"),
            _first(tags, "language"),
        ),
        said_on=said_on,
        said_headline=said_headline,
        warnings=day_warnings,
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


def report_node(nodes: Sequence[Node]) -> Node:
    """Find the JSON-LD node that describes the page's report."""
    known = [(place, node) for node in nodes if (place := _rank(node)) is not None]
    return min(known, key=lambda found: found[0])[1] if known else {}


def is_report(node: Node) -> bool:
    """Tell whether a node of JSON-LD describes a report."""
    return _rank(node) is not None


def _rank(node: Node) -> int | None:
    kinds = vocabulary("html")["reports"]
    return min((kinds.index(name) for name in kinds_of(node) if name in kinds), default=None)


def _published(tree: HtmlElement, linked: Node, tagged: str | None) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Give the day of publication, the day if only JSON-LD says so, and whether JSON-LD and the page say two days."""
    said = _first_day((text_at(linked, "datePublished"),))
    if said is None:
        return _first_day((tagged,)) or _first_day(_times(tree)), None, ()
    shown = [day for text in _shown_days(tree) if (day := _day(text))]
    changed = _first_day((text_at(linked, "dateModified"),))
    if not shown:
        return said, said, ()
    if any(near(day, said) or (changed and near(day, changed)) for day in shown):
        return said, None, ()
    return shown[0], None, (another_day(said, shown[0]),)


def another_day(said: str, shown: str) -> str:
    """Say that JSON-LD and the page give two days of publication."""
    return f"The JSON-LD says that the page was published on {said}, but the page shows {shown}, which was taken."


def near(day: str, other: str) -> bool:
    """Tell whether two days are one, or next to each other: two clocks may show two days.

    >>> near("2021-05-04", "2021-05-05"), near("2021-05-04", "2021-06-04")
    (True, False)
    """
    return abs(datetime.date.fromisoformat(day) - datetime.date.fromisoformat(other)) <= datetime.timedelta(days=1)


def _first_day(texts: Iterable[str | None]) -> str | None:
    return next((day for text in texts if text and (day := _day(text))), None)


def _times(tree: HtmlElement) -> Iterator[str]:
    """Give the days in the elements that themes use for the day of publication, and in any other `time`."""
    for number, element in enumerate(tree.iter("time", "abbr", "span", "p", "div")):
        if number > 5_000:
            return
        if element.tag == "time" or _is_dated(element):
            yield from _said_in(element)


def _shown_days(tree: HtmlElement) -> Iterator[str]:
    """Give the days in the elements that are marked as the day of publication of this page, not of another one."""
    count = 0
    for number, element in enumerate(tree.iter("time", "abbr", "span", "p", "div")):
        if number > 5_000 or count == _MOST_DATED:
            return
        if _is_dated(element) and not any(above.tag in _AROUND for above in element.iterancestors()):
            count += 1
            yield from _said_in(element)


def _is_dated(element: HtmlElement) -> bool:
    classes = element.get("class")
    # The second look is the true one; most classes fail the first, which is far faster.
    if classes and any(map(classes.lower().__contains__, _HINTS)) and _DATED.search(f" {classes} "):
        return True
    return (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None


def _said_in(element: HtmlElement) -> Iterator[str]:
    classes = f" {(element.get('class') or '').lower()} "
    if " updated " not in classes or " published " in classes:
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


def _headline(
    tree: HtmlElement, linked: str | None, tagged: str | None, site: str | None
) -> tuple[str | None, str | None]:
    """Take the h1 that the title repeats; else the h1 named so; else what JSON-LD, meta tags or the title say.

    If JSON-LD gives a headline that the page does not show, that one is returned beside the page's.
    """
    title = tidy("".join(tree.findtext(".//title") or "")[:1_000])
    heads = [text for head, _ in zip(tree.iter("h1"), range(50)) if (text := tidy("".join(head.itertext())[:1_000]))]  # noqa: B905
    named = _named_headline(tree)
    unlike: str | None = None
    shown = [text for text in (named, *heads, title) if text]
    if linked and shown and not any(_alike(linked, text) for text in shown):
        linked, unlike = None, linked
    titles = [_without_site(text, site) for text in (linked, tagged, title) if text]
    for head in heads:
        # The site's name is often an h1 too, and stands in the title as well.
        if any(_plain(head) in _plain(text) and len(head) > 0.6 * len(text) for text in titles):
            return head, unlike
    if named is not None:
        return named, unlike
    if titles:
        return titles[0], unlike
    return (heads[0] if heads else None), unlike


def another_headline(said: str) -> str:
    """Say that JSON-LD and the page give two headlines."""
    return f"The JSON-LD gives another headline than the page shows: {said[:200]}"


def with_linked_headline(meta: Meta, tree: HtmlElement) -> Meta:
    """Take the headline of the JSON-LD for a page that shows none: a title stands on no page."""
    if meta.said_headline is None or tree.find(".//h1") is not None:
        return meta
    return meta._replace(headline=meta.said_headline, said_headline=None)


def _alike(text: str, other: str) -> bool:
    """Tell whether one headline is the other, or the other cut short or with the site's name."""
    text, other = _plain(text).strip(), _plain(other).strip()
    return text in other or other in text


def _named_headline(tree: HtmlElement) -> str | None:
    """Find the heading that its class names as the report's, where there is one only."""
    named = [
        text
        for head in tree.iter("h1", "h2")
        if re.search(
            r"(?:entry|post|article|story|content|topic)[-_]?(?:title|headline)", (head.get("class") or "").lower()
        )
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
