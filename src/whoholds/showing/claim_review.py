"""ClaimReview: what a reckoning says of each figure, in the markup of schema.org that fact-checkers publish.

The rating is in words and speaks of ways of counting. No number is given that could be taken for a score of truth:
schema.org asks for none, and Google's fact checks need the words alone (`alternateName`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from whoholds.days import last_day
from whoholds.model import Answer, Figure, Given, Reckoning, Report, Statement, Struct
from whoholds.showing import words
from whoholds.showing.groups import figure_of
from whoholds.showing.json_ld import figure_address, web_address

CONTEXT = "https://schema.org"
LONGEST = 300


class Reviewer(Struct, frozen=True, kw_only=True):
    """Who answers for the reviews: a name, a web address, and whether it is an organisation or a person.

    `page` is where the page with the reckonings stands on the web, `on` the day on which it was published (ISO 8601).
    """

    name: str
    url: str | None = None
    kind: Literal["Organization", "Person"] = "Organization"
    page: str | None = None
    on: str | None = None


def to_claim_reviews(answer: Answer, reviewer: Reviewer) -> dict[str, Any]:
    """Return a ClaimReview for each figure that was reckoned, as one JSON-LD document.

    A figure that cannot be told about has none, nor has a reader's comment. What nobody said (an author, a date, an
    address) is left out.

    >>> to_claim_reviews(Answer(report=Report(), reckonings=(), checks=()), Reviewer(name="Desk"))
    {'@context': 'https://schema.org', '@graph': []}
    """
    return {"@context": CONTEXT, "@graph": list(_reviews(answer, reviewer))}


def rating(reckoning: Reckoning) -> str:
    """Return the rating in words: how many ways of counting give the figure.

    >>> rating(Reckoning(verdict="only if", say="", readings_tried=1212, readings_that_give=3))
    'given by 3 of 1,212 ways of counting'
    >>> rating(Reckoning(verdict="no reading", say="", readings_tried=212))
    'given by none of 212 ways of counting'
    >>> rating(Reckoning(verdict="no reading", say="", readings_tried=2406, readings_that_give=14))
    'given by 14 of 2,406 ways of counting, none of them near the words'
    """
    giving = f"{reckoning.readings_that_give:,}" if reckoning.readings_that_give else "none"
    ways = words.counted(reckoning.readings_tried, "way", "ways")
    return f"given by {giving} of {ways} of counting{words.far(reckoning)}"


def _reviews(answer: Answer, reviewer: Reviewer) -> Iterator[dict[str, Any]]:
    for reckoning in answer.reckonings:
        figure = figure_of(reckoning, answer)
        if reckoning.verdict == "cannot tell" or figure is None or reckoning.figure is None:
            continue
        if figure.comment is not None:
            continue  # search engines would show a reader's name beside a verdict
        yield _without_gaps(
            {
                "@type": "ClaimReview",
                "claimReviewed": _claim(figure, answer.given),
                "url": figure_address(web_address(reviewer.page), reckoning.figure),
                "datePublished": last_day(reviewer.on),
                "inLanguage": "en",
                "author": _named(reviewer.kind, reviewer.name, reviewer.url),
                "itemReviewed": _item(figure, answer.report),
                "reviewRating": {
                    "@type": "Rating",
                    "alternateName": rating(reckoning),
                    "ratingExplanation": words.clean(reckoning.say),
                },
            }
        )


def _claim(figure: Figure, given: Given) -> str:
    """Return the figure's own words, and what they are a quantity of."""
    return f"“{words.shorten(figure.quote, 120)}”: {words.shorten(words.asked(figure, given), LONGEST)}"


def _item(figure: Figure, report: Report) -> dict[str, Any]:
    statement = _statement(figure, report)
    said = statement.date if statement else None
    return _without_gaps(
        {
            "@type": "Claim",
            "author": _author(figure, report, statement),
            "datePublished": _day(said) or _day(report.published),
            "appearance": _appearance(report),
        }
    )


def _author(figure: Figure, report: Report, statement: Statement | None) -> dict[str, Any] | None:
    """Return who said it: the speaker, else who publishes the page. Nobody is guessed."""
    if figure.speaker:
        # Somebody with a rank is a person. Of others the page may not say whether they are one or a body.
        kind = "Person" if statement and statement.rank and statement.speaker == figure.speaker else None
        return _named(kind, figure.speaker)
    return _named("Organization", report.site) if report.site else None


def _statement(figure: Figure, report: Report) -> Statement | None:
    """Return the statement that the figure stands in."""
    if figure.paragraph is None or figure.note is not None:
        return None
    for statement in report.statements:
        start, end = statement.span
        if statement.paragraph == figure.paragraph and start <= figure.span[0] and figure.span[1] <= end:
            return statement
    return None


def _appearance(report: Report) -> dict[str, Any] | None:
    address = web_address(report.url)
    if address is None:
        return None
    return _without_gaps(
        {
            "@type": "CreativeWork",
            "url": address,
            "headline": words.shorten(report.headline, LONGEST) if report.headline else None,
            "datePublished": _day(report.published),
            "publisher": _named("Organization", report.site) if report.site else None,
        }
    )


def _named(kind: str | None, name: str, url: str | None = None) -> dict[str, Any]:
    return _without_gaps({"@type": kind, "name": words.shorten(name, LONGEST), "url": web_address(url)})


def _day(dated: str | None) -> str | None:
    """Return a date that a page gives as a whole day; a month or a day without a year is none."""
    day = last_day(dated)
    return day if day and dated and dated.startswith(day) else None


def _without_gaps(given: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in given.items() if value is not None}
