"""ClaimReviews: a rating in words for each reckoning, nothing that nobody said, and nothing that leaves its script."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import lxml.html
import pytest

from whoholds.model import Answer, Figure, Reckoning, Report, Review
from whoholds.reading import read_html
from whoholds.showing import Reviewer, page, to_claim_reviews

DESK = Reviewer(
    name="Vardia Desk", url="https://desk.example", page="https://desk.example/640-villages.html", on="2021-05-20"
)
HOSTILE = "</script><script>alert(1)</script><!-- ]]> \u2028\u202e & \ud800"
# What schema.org has for these types, of the properties that are used here.
PROPERTIES = {
    "ClaimReview": {"claimReviewed", "url", "datePublished", "inLanguage", "author", "itemReviewed", "reviewRating"},
    "Claim": {"author", "datePublished", "appearance"},
    "CreativeWork": {"url", "headline", "datePublished", "publisher"},
    "Rating": {"alternateName", "ratingExplanation"},
    "Organization": {"name", "url"},
    "Person": {"name", "url"},
    None: {"name"},
}


def tree(text: str) -> Any:
    return lxml.html.document_fromstring(text)


def nodes(built: Any) -> list[dict[str, Any]]:
    """Every node of a document, wherever it stands in it."""
    if isinstance(built, list):
        return [node for item in built for node in nodes(item)]
    if isinstance(built, dict):
        return [built, *(node for item in built.values() for node in nodes(item))]
    return []


def embedded(text: str) -> dict[str, Any]:
    """The JSON-LD of a page."""
    (script,) = tree(text).xpath("//script[@type='application/ld+json']")
    found: dict[str, Any] = json.loads(script.text)
    return found


def told(answer: Answer) -> list[Reckoning]:
    """The reckonings that have an answer, without those of readers' comments."""
    figures = answer.report.figures
    return [r for r in answer.reckonings if r.verdict != "cannot tell" and figures[r.figure or 0].comment is None]


def test_each_reckoning_that_has_an_answer_is_one_review(answer: Answer) -> None:
    graph = to_claim_reviews(answer, DESK)["@graph"]
    assert [review["url"] for review in graph] == [f"{DESK.page}#figure-{(r.figure or 0) + 1}" for r in told(answer)]
    assert len(graph) == 3
    first = graph[0]
    assert first["claimReviewed"] == "“more than 96.5%”: share of area, held by the army and the militia, of Vardia"
    assert first["author"] == {"@type": "Organization", "name": "Vardia Desk", "url": "https://desk.example"}
    assert first["datePublished"] == "2021-05-20"
    assert first["itemReviewed"]["appearance"] == {
        "@type": "CreativeWork",
        "url": answer.report.url,
        "headline": answer.report.headline,
        "datePublished": "2021-05-15",
        "publisher": {"@type": "Organization", "name": "Vardia Report"},
    }
    assert first["itemReviewed"]["author"] == {"@type": "Person", "name": "Ilan Moss"}


def test_the_rating_speaks_of_ways_of_counting_and_is_no_number(answer: Answer) -> None:
    document = to_claim_reviews(answer, DESK)
    for review, reckoning in zip(document["@graph"], told(answer), strict=True):
        rating = review["reviewRating"]
        giving = reckoning.readings_that_give or "none"
        # A verdict that no reading gives the figure does not stand beside a bare number of those that do.
        far = ", none of them near the words" if reckoning.verdict == "no reading" and giving != "none" else ""
        assert rating["alternateName"] == f"given by {giving} of {reckoning.readings_tried} ways of counting{far}"
        assert rating["ratingExplanation"] == reckoning.say
    for node in nodes(document):
        assert not {"ratingValue", "bestRating", "worstRating"} & set(node)
        assert all(isinstance(value, str | dict | list) for value in node.values())


def test_every_property_is_one_that_schema_org_has_for_its_type(answer: Answer) -> None:
    document = to_claim_reviews(answer, DESK)
    assert document["@context"] == "https://schema.org"
    for node in nodes(document["@graph"]):
        assert set(node) - {"@type"} <= PROPERTIES[node.get("@type")]
        assert None not in node.values()


def test_what_nobody_said_is_left_out(build_answer: Callable[..., Answer], build_report: Callable[..., Report]) -> None:
    report = build_report(url="javascript:alert(1)", site=None, published=None, statements=())
    graph = to_claim_reviews(build_answer(report), Reviewer(name="A reader", kind="Person", url="data:x"))["@graph"]
    assert graph[0]["author"] == {"@type": "Person", "name": "A reader"}
    assert "url" not in graph[0]
    assert "datePublished" not in graph[0]
    # Without a rank the page does not say whether the speaker is a person or a body.
    assert graph[0]["itemReviewed"] == {"@type": "Claim", "author": {"name": "Ilan Moss"}}
    assert graph[1]["itemReviewed"] == {"@type": "Claim"}


def test_a_readers_comment_has_no_review(
    build_answer: Callable[..., Answer], build_reckoning: Callable[..., Reckoning]
) -> None:
    assert to_claim_reviews(build_answer(reckonings=(build_reckoning(10),)), DESK)["@graph"] == []


def test_a_page_has_reviews_only_where_somebody_answers_for_them(answer: Answer) -> None:
    assert "ld+json" not in page(answer)
    assert embedded(page(answer, reviewer=DESK)) == to_claim_reviews(answer, DESK)


def test_our_own_reading_reads_them(answer: Answer) -> None:
    said = answer.reckonings[1]
    assert read_html(page(answer, reviewer=DESK)).reviews[0] == Review(
        claim="“more than 96.5%”: share of area, held by the army and the militia, of Vardia",
        by="Ilan Moss",
        said="2021-05-15",
        rating=f"given by {said.readings_that_give} of 279 ways of counting",
        reviewer="Vardia Desk",
    )


@pytest.mark.parametrize("where", ["quote", "speaker", "say", "reviewer"])
def test_hostile_text_stays_in_the_script(
    where: str, build_answer: Callable[..., Answer], build_report: Callable[..., Report],
    build_reckoning: Callable[..., Reckoning],
) -> None:  # fmt: skip
    figure = Figure(
        quote=HOSTILE if where == "quote" else "5%", span=(0, 2), value=5, kind="share", unit="percent",
        speaker=HOSTILE if where == "speaker" else "A",
    )  # fmt: skip
    reckoning = build_reckoning(0, say=HOSTILE if where == "say" else "It does.")
    answer = build_answer(build_report(figures=(figure,)), reckonings=(reckoning,), checks=())
    by = Reviewer(name=HOSTILE if where == "reviewer" else "Desk")
    text = page(answer, reviewer=by)
    text.encode("utf-8")
    root = tree(text)
    assert [script.get("type") for script in root.xpath("//script")] == ["application/ld+json"]
    (script,) = root.xpath("//script")
    assert not set("<>&\u2028\u202e") & set(script.text)
    assert "</script><script>alert(1)</script>" in json.dumps(json.loads(script.text))
