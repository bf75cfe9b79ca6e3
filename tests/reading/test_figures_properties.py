"""What must hold for any text: quotes and spans agree, order, finite values, no exception, bounded time."""

from __future__ import annotations

import math

import pytest
from growth import ends, grows_linearly
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.reading.figures.find import find_figures

WORDS = [
    "the",
    "rebels",
    "control",
    "held",
    "captured",
    "lost",
    "by",
    "of",
    "of",
    "in",
    "hands",
    "under",
    "half",
    "a",
    "third",
    "two",
    "thirds",
    "40",
    "percent",
    "%",
    "96.5",
    "1,411",
    "km2",
    "square",
    "kilometres",
    "villages",
    "districts",
    "people",
    "Syria",
    "Oruland",
    "Army",
    "and",
    ",",
    ".",
    ";",
    "(",
    ")",
    "-",
    "“",
    "”",
    "which",
    "they",
    "had",
    "been",
    "was",
    "more",
    "than",
    "about",
    "nearly",
    "all",
    "every",
    "fifth",
    "10",
    "to",
    "15",
    "from",
    "million",
    "dozen",
    "3/4",
    "km",
    "deep",
    "besieged",
    "Kurds'",
    "its",
    "2016",
    "May",
    "$",
    "\n\n",
    "18",
    "out",
    "whose",
]
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
TEXTS = st.one_of(SENTENCES, st.text(max_size=400))
UNRELATED = "\n\nThe weather was fine, and nothing happened for a long time."


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_quotes_and_values(text: str) -> None:
    end = 0
    for figure in find_figures(text):
        start, stop = figure.span
        assert text[start:stop] == figure.quote
        assert end <= start < stop
        end = stop
        assert math.isfinite(figure.value)
        assert figure.value > 0
        assert figure.high is None or (math.isfinite(figure.high) and figure.high > figure.value)
        assert figure.speaker is None
        assert not figure.quoted
        assert figure.relation != "none" or figure.holder is None
        assert (figure.measure is None) == (figure.kind != "share")


@settings(max_examples=200, deadline=None)
@given(SENTENCES)
def test_an_unrelated_paragraph_behind_changes_nothing(text: str) -> None:
    assert find_figures(text + UNRELATED) == find_figures(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_figures(text: str) -> None:
    assert find_figures(text) == find_figures(text)


HOSTILE = {
    "digits": "1" * 1_000_000,
    "digits and commas": "1,234," * 200_000,
    "spaced digits": "123 456 " * 100_000,
    "of of of": "40 percent " + "of " * 300_000,
    "brackets": "40% " + "(" * 500_000 + ")" * 500_000,
    "closing brackets": "40%." + ")" * 1_000_000,
    "quotes": "40% of it.” " * 50_000,
    "hyphens": "rebel-" * 150_000 + "held 40%",
    "capitals": "Army of the " * 80_000 + "controls 40%",
    "blank": "40%" + " " * 1_000_000 + "\n" * 1_000_000,
    "one word": "x" * 2_000_000 + " 5",
    "numbers in words": "two hundred and " * 60_000,
    "slashes": "1/2/" * 200_000,
    "figures and verbs without end": "captured 5 km2 of " * 20_000,
    "figures and names without end": "held 5% of it and rebels " * 10_000,
    "figures and commas without end": "it, 5%, held " * 20_000,
    "people without end": "5000 people live in " * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_soon(name: str) -> None:
    with ends():
        find_figures(HOSTILE[name])


def test_time_grows_no_faster_than_the_text() -> None:
    sentence = "On 3 May the army captured 14 villages and 40 percent of the city, which rebels had held. "

    def read(copies: int) -> None:
        assert len(find_figures(sentence * copies)) == 2 * copies

    grows_linearly(read, 100)


def test_a_long_text_without_numbers_has_no_figures() -> None:
    text = "The army held the hills and the rebels held the plain. " * 40_000
    with ends():
        assert find_figures(text) == ()
