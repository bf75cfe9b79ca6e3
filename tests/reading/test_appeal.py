"""What a page asks of its readers: scales, wording, currencies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fromstring

from whoholds.model import Appeal
from whoholds.reading.pages.appeal import find_money, from_scale, from_words, money_line
from whoholds.reading.pages.appeal_html import find_appeal
from whoholds.reading.pages.html_text import every_paragraph


@pytest.mark.parametrize(
    ("line", "amount", "currency"),
    [
        ("0 $", 0, "USD"),
        ("2,500 $", 2500, "USD"),
        ("$2,500.50", 2500.5, "USD"),
        ("1.586 €", 1586, "EUR"),
        ("£12k", 12000, "GBP"),
        ("USD 300", 300, "USD"),
        ("300 EUR", 300, "EUR"),
        ("12 000 ₽", 12000, "RUB"),
        ("5000 грн", 5000, "UAH"),
        ("$12.5k", 12500, "USD"),
        ("£7.5K", 7500, "GBP"),
        ("$1.2m", 1_200_000, "USD"),
        ("1,5 Mio. €", 1_500_000, "EUR"),
        ("3 млн ₽", 3_000_000, "RUB"),
        ("$12.5", 12.5, "USD"),
    ],
)
def test_a_line_that_is_a_sum(line: str, amount: float, currency: str) -> None:
    found = money_line(line)
    assert found is not None
    assert (found.amount, found.currency) == (amount, currency)


@pytest.mark.parametrize(
    "line", ["2,500", "5 percent", "$5 was lost", "Euro", "", "$", "$12kg", "$12.345k", "$1.250m", "$5miles"]
)
def test_a_line_that_is_no_sum(line: str) -> None:
    assert money_line(line) is None


@pytest.mark.parametrize(
    ("lines", "marks", "raised"),
    [
        (["0 $", "2,500 $", "5,000 $", "1,586 $"], (0, 2500, 5000), 1586),
        (["$0", "$700", "$1,000", "$2,000", "$3,000"], (0, 1000, 2000, 3000), 700),
        (["0 €", "100 €", "200 €"], (0, 100, 200), None),
        (["0 €", "30 €", "100 €"], (0, 30, 100), None),
    ],
)
def test_the_sum_raised_is_the_one_off_the_scale(
    lines: list[str], marks: tuple[float, ...], raised: float | None
) -> None:
    appeal = from_scale(lines, None)
    assert appeal is not None
    assert (appeal.marks, appeal.raised, appeal.goal) == (marks, raised, max(marks))


@pytest.mark.parametrize(
    ("text", "raised", "goal", "currency"),
    [
        ("We have raised $1,586 of our $5,000 goal", 1586, 5000, "USD"),
        ("€300 raised. Goal: €2.000", 300, 2000, "EUR"),
        ("£1,586 out of £5,000", 1586, 5000, "GBP"),
        ("Our target is $5,000 and we are 32% funded", 1600, 5000, "USD"),
        ("Raised so far: 700 UAH", 700, None, "UAH"),
        ("Support us", None, None, None),
        ("$12.5k of $30k raised", 12500, 30000, "USD"),
        ("£7.5k raised of £10k goal", 7500, 10000, "GBP"),
        ("Raised $1.2m of $2m", 1_200_000, 2_000_000, "USD"),
        ("$1.25 million raised of our $3 million goal", 1_250_000, 3_000_000, "USD"),
        ("Help us reach $50,000! $31,200 raised", 31200, 50000, "USD"),
        ("Help us reach more people. $300 raised", 300, None, "USD"),
        ("$1.250m of $3 million raised", None, None, None),  # which of the two the mark means is not said
        ("$12kg of $30 raised", None, None, None),
    ],
)
def test_wording(text: str, raised: float | None, goal: float | None, currency: str | None) -> None:
    appeal = from_words(text, "Support us")
    assert appeal == Appeal(asks="Support us", raised=raised, goal=goal, currency=currency)


@pytest.mark.parametrize(
    ("html", "appeal"),
    [
        (
            '<div><p>Please donate</p><meter value="1586" max="5000"></meter> <b>$1,586</b> of <b>$5,000</b></div>',
            Appeal(asks="Please donate", raised=1586, goal=5000, currency="USD"),
        ),
        (
            '<div class="donation-box"><p>Support us</p><p>€40 raised of €100</p></div>',
            Appeal(asks="Support us", raised=40, goal=100, currency="EUR"),
        ),
        (
            '<div id="donate"><div role="progressbar" aria-valuenow="32" aria-valuemax="100"></div>Goal: $5,000</div>',
            Appeal(raised=1600, goal=5000, currency="USD"),
        ),
        (
            '<div class="fundraiser"><span>0 $</span><br><br><span>2,500 $</span><p>5,000 $</p><p>1,586 $</p></div>',
            Appeal(marks=(0, 2500, 5000), raised=1586, goal=5000, currency="USD"),
        ),
        ("<p>Half of it is lost.</p><a href=/give>Support us</a>", Appeal(asks="Support us")),
        ("<p>It cost $5,000 of the $9,000 that they had.</p><progress value=3 max=9></progress>", None),
    ],
)
def test_appeals_in_html(html: str, appeal: Appeal | None) -> None:
    tree = fromstring(f"<html><body>{html}</body></html>")
    assert find_appeal(tree, every_paragraph(tree, around=True)) == appeal


@given(st.text(alphabet="0123456789.,$€ kUSDRaisedofgoal%\n", max_size=80))
def test_any_text_is_read(text: str) -> None:
    from_words(text)
    from_scale(text.split("\n"), None)
    assert all(money.amount >= 0 for money in find_money(text))
