"""What a sweep reads of a page is what `read_html` reads of it, and pages that are read ahead keep their order."""

from __future__ import annotations

from collections.abc import Iterator

from whoholds import read_html
from whoholds.sweeping.parts import _AHEAD, _read_ahead
from whoholds.sweeping.prefilter import prefilter
from whoholds.sweeping.reading import read_page
from whoholds.sweeping.record import Found, Place

PAGE = """<!doctype html><html lang=en><head><title>Half of Oruland Is Lost</title></head><body>
<div class="donate">Support us! <meter value="1586" max="5000"></meter> $1,586 raised of $5,000</div>
<article><h1>Half of Oruland Is Lost</h1>
<p>The rebels now control 40 percent of Oruland, General Ida Kessler said on May 3.</p>
<p>She added that the army had retaken 12 villages since Monday, and that it would not stop there.</p>
</article><p class="donate">Please donate $20 so that we can go on.</p></body></html>"""


def found(body: bytes, number: int = 0) -> Found:
    return Found(Place(number), "https://a.example/", None, "html", None, body)


def test_a_sweep_reads_the_same_but_for_the_appeal() -> None:
    whole, swept = read_html(PAGE, url="https://a.example/"), read_page(found(PAGE.encode()))
    assert swept is not None
    assert whole.appeal is not None
    assert swept.appeal is None
    assert len(swept.figures) >= 3
    for part in ("headline", "published", "language", "paragraphs", "notes", "images", "statements", "figures"):
        assert getattr(swept, part) == getattr(whole, part)


def test_what_is_read_ahead_keeps_its_order_and_is_bounded() -> None:
    size, taken = _AHEAD // 4, 0
    pages = [found(b"x" * size, number) for number in range(11)]

    def items() -> Iterator[Found]:
        nonlocal taken
        for page in pages:
            taken += 1
            yield page

    given = []
    for page, text in _read_ahead(items(), prefilter()):
        given.append(page)
        assert isinstance(page, Found)
        assert text.strip() == page.body
        assert taken - len(given) <= 3
    assert given == pages
