"""Checks of claims that a page has in its JSON-LD (`ClaimReview`), as fact-checkers write them for search engines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whoholds.model import Review
from whoholds.reading.pages.linked_data import Node, items, kinds_of, text_at
from whoholds.reading.pages.moments import moment

_MOST = 100


def find_reviews(nodes: Sequence[Node]) -> tuple[Review, ...]:
    """Read what a page's JSON-LD says that it checked.

    >>> find_reviews([{"@type": "ClaimReview", "claimReviewed": "Half of it is held.", "author": {"name": "The Desk"}}])
    (Review(claim='Half of it is held.', by=None, said=None, rating=None, reviewer='The Desk'),)
    """
    found = (_review(node) for node in nodes if "claimreview" in kinds_of(node))
    return tuple(review for review in found if review is not None)[:_MOST]


def _review(node: Node) -> Review | None:
    claim = text_at(node, "claimReviewed")
    if claim is None:
        return None
    reviewed = next(iter(items(node.get("itemReviewed"))), {})
    said = text_at(reviewed, "datePublished") or text_at(reviewed, "firstAppearance", "datePublished")
    rating = text_at(node, "reviewRating", "alternateName") or text_at(node, "reviewRating", "name")
    return Review(
        claim=claim,
        by=text_at(reviewed, "author", "name") or text_at(reviewed, "author"),
        said=(moment(said) or said)[:10] if said else None,
        rating=rating,
        reviewer=text_at(node, "author", "name") or text_at(node, "author"),
    )


def not_shown(reviews: Sequence[Review], texts: Sequence[str]) -> tuple[str, ...]:
    """Say which of the claims that were checked the page does not show in these words.

    >>> not_shown([Review(claim="Half of it is held.")], ["They say that “half of it is held”."])
    ()
    """
    if not reviews:
        return ()
    page = _plain(" ".join(texts))
    return tuple(
        f"The JSON-LD says that the page checks a claim that it does not show: {review.claim[:200]}"
        for review in reviews
        if _plain(review.claim).strip() not in page
    )


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold())
