"""What holds for reading whatever the page: spans, numbers, threads, encodings, and the same answer twice."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fuzz_mutation import WORDS
from fuzz_seeds import COMMENTS, NOTES, SENTENCES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whoholds.reading import read_html, read_text
from whoholds.reading.pages.source import from_bytes
from whoholds.reading.passage import read_passage

RELAXED = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
spec = importlib.util.spec_from_file_location(
    "fuzz_reading", Path(__file__).resolve().parents[1] / "fuzz" / "fuzz_reading.py"
)
assert spec and spec.loader
fuzz: Any = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fuzz)

pieces = st.sampled_from([*WORDS, *SENTENCES, *NOTES, *COMMENTS, " "]) | st.text(max_size=20)
pages = st.lists(pieces, max_size=40).map("".join)
names = st.sampled_from(["Ana", "map_fan_7", "J. Osei", "Lena Okafor", "desert fox", "Omar", "R2", "Élodie"])


# ------------------------------------------------------------------------------------------------ any page at all


@RELAXED
@given(pages)
def test_any_text_makes_a_report_that_is_in_order(page: str) -> None:
    fuzz.replay("text", page.encode("utf-8", "replace"))


@RELAXED
@given(pages)
def test_any_markup_makes_a_report_that_is_in_order(page: str) -> None:
    fuzz.replay("html", f"<html><body><article>{page}</article></body></html>".encode("utf-8", "replace"))


@RELAXED
@given(pages)
def test_any_passage_gives_figures_that_are_in_order(page: str) -> None:
    fuzz.replay("passage", page.encode("utf-8", "replace"))


@RELAXED
@given(pages.filter(lambda page: page.strip() != ""))
def test_the_same_page_gives_the_same_report(page: str) -> None:
    encode = msgspec.json.Encoder(order="deterministic").encode
    page = page.encode("utf-8", "replace").decode("utf-8")
    assert encode(read_passage(page)) == encode(read_passage(page))


MARKS = [
    *WORDS,
    *("(Ed: ", "- Ed]", "“a said ", "”, he said, “", "A, a B, ", "1,", "one ", "of 5 ", "A said B said ", "[1]"),
    *("according to A ", "2018-", "$5 ", "U.S.", "> a\n", "A: b\n\n", "’s ", "between 5 and ", "5-", "<p>[SF: a"),
]


@pytest.mark.parametrize("target", ["text", "html"])
def test_marks_without_end_take_no_longer_than_words(target: str) -> None:
    head = "<article><p>" if target == "html" else "A Headline\n\n"
    for mark in MARKS:
        fuzz.replay(target, f"{head}The army holds 20 percent of it. {mark * 4000} 5% of it".encode())


# ------------------------------------------------------------------------------------------------ numbers


@RELAXED
@given(st.integers(2, 9_999_999))
def test_a_count_is_read_as_it_is_written(count: int) -> None:
    (figure,) = read_passage(f"The army captured {count:,} villages in Syria.")
    assert (figure.value, figure.unit, figure.quote) == (count, "settlements", f"{count:,} villages")


@RELAXED
@given(st.integers(1, 999), st.sampled_from([" percent", "%", " per cent"]))
def test_a_share_is_read_to_its_last_digit(tenths: int, sign: str) -> None:
    written = f"{tenths / 10:.1f}"
    (figure,) = read_passage(f"The rebels hold {written}{sign} of the country.")
    assert (figure.value, figure.last_place, figure.unit) == (float(written), 0.1, "percent")


@RELAXED
@given(st.integers(1, 90), st.integers(1, 9))
def test_a_range_keeps_both_ends(low: int, more: int) -> None:
    (figure,) = read_passage(f"The rebels control {low} to {low + more} percent of the country.")
    assert (figure.value, figure.high) == (low, low + more)


# ------------------------------------------------------------------------------------------------ threads


@st.composite
def trees(draw: st.DrawFn) -> list[tuple[int | None, int, str]]:
    """Comments in order as (parent's number or None, depth, author); a reply follows its parent's last reply."""
    path: list[int] = []
    comments: list[tuple[int | None, int, str]] = []
    for number in range(draw(st.integers(2, 12))):
        depth = draw(st.integers(0, min(len(path), 5)))
        parent = path[depth - 1] if depth else None
        path = [*path[:depth], number]
        comments.append((parent, depth, draw(names)))
    return comments


@RELAXED
@given(trees())
def test_a_thread_of_bullets_keeps_its_tree(tree: list[tuple[int | None, int, str]]) -> None:
    lines = ["A Headline About The Valley", "", "The army holds half of the valley, the mayor said on Monday.", ""]
    for number, (_, depth, author) in enumerate(tree):
        indent = "  " * (depth + 1)
        lines += [f"{indent}• {author}", "", f"{indent}  This is what I think of it, number {number} of us.", ""]
    report = read_text("\n".join(lines))
    ids = [comment.id for comment in report.thread]
    assert [(comment.author, comment.depth) for comment in report.thread] == [
        (author, depth) for _, depth, author in tree
    ]
    assert [comment.parent for comment in report.thread] == [None if p is None else ids[p] for p, _, _ in tree]


@RELAXED
@given(trees())
def test_a_thread_of_markup_keeps_its_tree(tree: list[tuple[int | None, int, str]]) -> None:
    def item(number: int) -> str:
        replies = "".join(item(n) for n, (parent, _, _) in enumerate(tree) if parent == number)
        body = f"<cite class='fn'>{tree[number][2]}</cite><p>Number {number} thinks so.</p>"
        inner = f"<ul class='children'>{replies}</ul>" if replies else ""
        return f"<li class='comment' id='comment-{number + 1}'><div class='comment-body'>{body}</div>{inner}</li>"

    tops = "".join(item(n) for n, (parent, _, _) in enumerate(tree) if parent is None)
    story = "<p>The army holds half of the valley, the mayor said on Monday. Nobody has counted it so far.</p>" * 3
    article = f"<article><h1>About The Valley</h1>{story}</article>"
    report = read_html(f"<html><body>{article}<ol class='commentlist'>{tops}</ol></body></html>")
    found = sorted(report.thread, key=lambda comment: int("".join(filter(str.isdigit, comment.text))))
    numbers = {comment.id: number for number, comment in enumerate(found)}
    assert [(comment.author, comment.depth) for comment in found] == [(author, depth) for _, depth, author in tree]
    assert [None if c.parent is None else numbers[c.parent] for c in found] == [parent for parent, _, _ in tree]


# ------------------------------------------------------------------------------------------------ encodings

letters = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]), min_size=1, max_size=200
)


@RELAXED
@given(letters.filter(lambda text: text.strip() != ""), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_a_text_comes_back_from_unicode(text: str, encoding: str) -> None:
    marked = f"The page: {text}"
    assert from_bytes(marked.encode(encoding)).text.lstrip("\ufeff") == marked
