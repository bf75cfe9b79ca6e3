"""Parsing: once, safely, in linear time; what is too deep or too much is cut, and its text kept."""

from __future__ import annotations

import pytest
from growth import ends
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.reading.pages.markup import DEEPEST, parse, shallow
from whoholds.reading.pages.nesting import OpenElements
from whoholds.reading.pages.tags import tags

TEXT = "Half of it is held."
MANY = 100_000
DEEP = {
    "blocks": "<div>" * MANY,
    "inline": "<b>" * MANY,
    "lists": "<ul><li>" * (MANY // 2),
    "tables": "<table><tr><td>" * (MANY // 3),
    "unended terms": "<dl>" + "<dd>x" * MANY,
    "pictures": "<svg>" + "<g>" * MANY + "</svg>",
    "stray ends": "<div>" * 3_000 + "</p></span></section>" * 50_000,
}


def depth_of(html: str) -> int:
    parsed = parse(html)
    assert parsed.tree is not None
    flat = shallow(parsed.tree)
    assert flat.tree is not None
    assert TEXT in "".join(flat.tree.itertext())
    return max(sum(1 for _ in element.iterancestors()) for element in list(flat.tree.iter())[-300:])


@pytest.mark.parametrize("name", DEEP)
def test_deep_pages_become_shallow_and_keep_their_text(name: str) -> None:
    with ends():
        assert depth_of(f"<html><body>{DEEP[name]}<p>{TEXT}</p></body></html>") <= DEEPEST + 3


ATTRIBUTES = {
    "given": " ".join(f"a{number}=1" for number in range(MANY)),
    "bare": " ".join(f"a{number}" for number in range(MANY)),
    "with ends in them": " ".join(f'a{number}=">"' for number in range(MANY)),
    "with beginnings in them": " ".join(f"a{number}='<'" for number in range(MANY)),
    "without blanks": "".join(f'a{number}="1"' for number in range(MANY)),
    "parted by strokes": "/".join(f"a{number}" for number in range(MANY)),
    "that begin with signs": "".join(f" =a{number}=b" for number in range(MANY)),
}


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_very_many_attributes_are_dropped(name: str) -> None:
    with ends():
        tree = parse(f"<p {ATTRIBUTES[name]}>{TEXT}</p>").tree
        assert tree is not None
        assert "".join(tree.itertext()) == TEXT


def test_a_tag_with_a_hundred_attributes_keeps_them() -> None:
    tree = parse(f"<p {' '.join(f'a{number}={number}' for number in range(100))} id=x>{TEXT}</p>").tree
    assert tree is not None
    assert len(tree.find(".//p").attrib) == 101


@pytest.mark.parametrize("odd", ["\x00", "\x0c", "\ufffe", "&#12;", "&#x1b;", "&#xFFFE;", "&#65535;", "&#0;", "\ud800"])
def test_what_is_no_character_can_be_moved_about(odd: str) -> None:
    tree = parse(f"<p>a<i>i</i>{odd}b</p>").tree
    assert tree is not None
    tree.find(".//i").drop_tree()
    assert tree.findtext(".//p").replace(" ", "").strip("?\ufffd") in ("ab", "a?b", "a\ufffdb")


def test_references_that_are_characters_stay() -> None:
    tree = parse("<p>&#123;&#x7b;&#9;&#10;&#160;&#8217;&#x201c;&#31415;</p>").tree
    assert tree is not None
    assert tree.findtext(".//p") == "{{\t\n\xa0’“窷"


def test_only_the_first_tags_of_very_many_are_read() -> None:
    parsed = parse(f"<p>{TEXT}</p>" + "<i>x</i>" * 200_000)
    assert parsed.tree is not None
    assert "more than 300,000 tags" in parsed.warnings[0]
    assert TEXT in "".join(parsed.tree.itertext())


def test_a_page_without_an_element_has_no_tree() -> None:
    assert parse("").tree is None


SOUP = "<p>|</p>|<li>|</li>|<ul>|</ul>|<td>|<table>|</table>|<b>|</b>|x|<!--|-->|<script>|<br>|<dd>|<"
PIECES = st.sampled_from(SOUP.split("|"))


@settings(deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_open_elements_are_a_stack(soup: str) -> None:
    elements = OpenElements()
    for tag in tags(soup):
        place = elements.closed_by(tag.name) if tag.closing else elements.ended_by(tag.name)
        assert 0 <= place <= len(elements)
        while len(elements) > place:
            elements.pop()
        if not tag.closing:
            elements.push(tag.name)
        assert elements.names == list(elements.names)
