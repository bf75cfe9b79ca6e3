"""The HTML page as text: what is in it, and what can never be in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

import lxml.html
import pytest

from whoholds.model import Answer, Appeal, Comment, Evidence, Figure, Image, Note, Reckoning, Report, Statement
from whoholds.showing.page import page

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}\x1b[2J\u202e&lt;b&gt;"


def tree(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text)


def test_every_figure_has_one_place_to_open(answer: Answer) -> None:
    root = tree(page(answer))
    ids = [str(value) for value in root.xpath("//@id")]
    assert len(ids) == len(set(ids))
    for number in range(1, len(answer.report.figures) + 1):
        assert f"figure-{number}" in ids
        assert f"mark-{number}" in ids


def test_marks_hold_the_words_of_their_figures(answer: Answer) -> None:
    root = tree(page(answer))
    for number, figure in enumerate(answer.report.figures, start=1):
        assert root.xpath(f"//*[@id='mark-{number}']/mark")[0].text_content() == figure.quote


def test_every_link_inside_the_page_leads_somewhere(answer: Answer) -> None:
    root = tree(page(answer))
    ids = set(root.xpath("//@id"))
    assert {str(target)[1:] for target in root.xpath("//a/@href") if str(target).startswith("#")} <= ids


def test_headings_come_in_order(answer: Answer) -> None:
    levels = [int(heading.tag[1]) for heading in tree(page(answer)).xpath("//h1|//h2|//h3|//h4|//h5")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_nothing_is_loaded_from_anywhere(answer: Answer) -> None:
    root = tree(page(answer))
    assert root.xpath("//script|//iframe|//img|//object|//form|//video|//audio") == []
    assert [link.get("href") for link in root.xpath("//link")] == ["data:,"]
    assert "default-src 'none'" in root.xpath("//meta[@http-equiv]/@content")[0]
    assert "url(" not in page(answer)
    assert "@import" not in page(answer)


def hostile_report() -> Report:
    figure = Figure(
        quote=HOSTILE, span=(0, 20), value=5, kind="share", unit=HOSTILE, holder=HOSTILE, speaker=HOSTILE, base=HOSTILE,
        where=HOSTILE, paragraph=0,
    )  # fmt: skip
    return Report(
        headline=HOSTILE,
        url="javascript:alert(1)",
        site=HOSTILE,
        published=HOSTILE,
        language=HOSTILE,
        images=(Image(src="javascript:alert(1)", caption=HOSTILE, alt="x" + HOSTILE),),
        paragraphs=(HOSTILE,),
        notes=(Note(text=HOSTILE, by=HOSTILE, after=99),),
        statements=(Statement(speaker=HOSTILE, role=HOSTILE, content=HOSTILE, direct=True, paragraph=0, span=(3, 9)),),
        figures=(figure,) * 11,
        thread=(Comment(id=HOSTILE, author=HOSTILE, text=HOSTILE, posted=HOSTILE),),
        appeal=Appeal(asks=HOSTILE, raised=float("inf"), goal=5, currency=HOSTILE),
        warnings=(HOSTILE,),
    )


def test_hostile_text_stays_text(
    build_answer: Callable[..., Answer], build_reckoning: Callable[..., Reckoning]
) -> None:
    evidence = (Evidence(source=HOSTILE, as_of=HOSTILE, url="data:text/html,x", licence=HOSTILE, note=HOSTILE),) * 3
    reckoning = build_reckoning(0, evidence=evidence, say=HOSTILE)
    text = page(build_answer(hostile_report(), reckonings=(reckoning,)), title=HOSTILE)
    root = tree(text)
    assert root.xpath("//script|//img|//b") == []
    assert root.xpath("//@onerror") == []
    assert {str(link).split(":")[0] for link in root.xpath("//a/@href") if not str(link).startswith("#")} <= {
        "https",
        "http",
    }
    assert "49" not in root.xpath("//h1")[0].text_content()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_the_language_and_its_direction_stand_on_the_reports_own_text(
    build_answer: Callable[..., Answer], build_report: Callable[..., Report]
) -> None:
    article = tree(page(build_answer(build_report(language="ar"))).replace("<bdi>", "")).xpath("//article")[0]
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")


def test_outside_links_say_nothing_of_where_the_reader_was(answer: Answer) -> None:
    links = [link for link in tree(page(answer)).xpath("//a") if not link.get("href").startswith("#")]
    assert links
    assert all(link.get("rel") == "noreferrer noopener" for link in links)


def test_the_same_answer_is_the_same_page(build_answer: Callable[..., Answer]) -> None:
    assert page(build_answer()) == page(build_answer())


def test_twenty_reckonings_stay_below_a_megabyte_and_a_half(
    build_answer: Callable[..., Answer], build_report: Callable[..., Report], build_reckoning: Callable[..., Reckoning]
) -> None:
    report = build_report()
    twenty = report.figures[:1] * 20
    report = build_report(figures=twenty)
    text = page(build_answer(report, reckonings=tuple(build_reckoning(n) for n in range(20))))
    assert text.count('class="curve"') == 20
    assert len(text.encode("utf-8")) < 1_500_000


def test_an_empty_report_is_a_page() -> None:
    root = tree(page(Answer(report=Report(), reckonings=(), checks=())))
    assert root.xpath("//h1")[0].text_content() == "A report without a headline"


@pytest.mark.parametrize("depth", [3, 5000])
def test_a_deep_thread_nests_a_few_levels_only(build_answer: Callable[..., Answer], depth: int) -> None:
    thread = tuple(
        Comment(id=n, parent=n - 1 or None, author=f"r{n}", text="x", depth=n - 1) for n in range(1, depth + 1)
    )
    text = page(build_answer(Report(thread=thread), reckonings=(), checks=()))
    assert text.count('class="comment"') == depth
    deepest = max(
        sum(a.tag == "ol" for a in node.iterancestors()) for node in tree(text).xpath("//div[@class='comment']")
    )
    assert deepest == min(depth, 8)
