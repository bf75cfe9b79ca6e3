"""PDFs written by hand: paragraphs over lines, columns and pages; heads and hyphens; papers; and traps."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from growth import ends
from pdfs_by_hand import Words, countless, doubling, locked, pdf, running, swollen

from whoholds.errors import UnreadableSource
from whoholds.model import Origin
from whoholds.reading import read
from whoholds.reading.formats.pdf import read_pdf
from whoholds.reading.formats.pdf_inside import Line
from whoholds.reading.formats.pdf_paragraphs import paragraphs_of
from whoholds.reading.formats.right_to_left import Letter, in_reading_order

BODY = (
    "The ministry said on 11 December 2018 that the army holds some 96.5",
    "percent of the country, and that all roads to the south are open to",
    "everybody again.",
)
NEXT = (
    "The other side keeps 6,000 square kilometres, and its speaker said on",
    "Monday that nothing of this is true.",
)
ONE, TWO = " ".join(BODY), " ".join(NEXT)


def placed(*texts: str, soft: bool = False) -> list[Line]:
    return [
        Line(text=text, left=72, right=72 + 5 * len(text), bottom=700 - 14 * n, top=711 - 14 * n, soft=soft)
        for n, text in enumerate(texts)
    ]


def test_lines_are_joined_and_a_gap_parts_paragraphs() -> None:
    page = read_pdf(pdf([*running(*BODY), *running(*NEXT, top=650)]))
    assert page.paragraphs == (ONE, TWO)


def test_an_indent_parts_paragraphs() -> None:
    page = read_pdf(pdf([*running(*BODY), *running(NEXT[0], left=92, top=660.4), *running(*NEXT[1:], top=647.2)]))
    assert page.paragraphs == (ONE, TWO)


def test_a_last_line_with_room_left_parts_paragraphs() -> None:
    assert read_pdf(pdf(running(*BODY, *NEXT))).paragraphs == (ONE, TWO)


def test_columns_are_read_one_after_the_other() -> None:
    left = running("The army holds half of the", "country, and what is more it", "says that the rest", size=10)
    right = running("will be free as soon as the", "roads are open again.", left=320, size=10)
    assert read_pdf(pdf([*left, *right])).paragraphs == (
        "The army holds half of the country, and what is more it says that the rest will be free as soon as the roads "
        "are open again.",
    )


def test_a_name_may_go_on_in_the_next_column() -> None:
    left = running("It was the speaker of the", "ministry, as he is head of the", size=10)
    right = running("Russian Centre, who said it", "on Monday.", left=320, size=10)
    text = "It was the speaker of the ministry, as he is head of the Russian Centre, who said it on Monday."
    assert read_pdf(pdf([*left, *right])).paragraphs == (text,)


def test_a_heading_at_the_foot_of_a_column_does_not_go_on() -> None:
    left = [*running("He is the head of the whole.", size=10), *running("Two words", size=10, top=670)]
    right = running("Russian Centre, who said it.", left=320, size=10)
    assert read_pdf(pdf([*left, *right])).paragraphs == (
        "He is the head of the whole.",
        "Two words",
        "Russian Centre, who said it.",
    )


def test_a_sentence_goes_on_on_the_next_page() -> None:
    page = read_pdf(pdf(running(*BODY[:2]), [*running(BODY[2]), *running(*NEXT, top=650)]))
    assert page.paragraphs == (ONE, TWO)
    assert page.origins == (Origin(paragraph=0, page=1), Origin(paragraph=1, page=2))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("They hold two-", "thirds of it."), "They hold two-thirds of it."),
        (("They hold the terri-", "tory of it."), "They hold the territory of it."),
        (("It is rebel-", "held ground."), "It is rebel-held ground."),
        (("Of Deir ez-", "Zor a third."), "Of Deir ez-Zor a third."),
        (("In 2017-", "2018 a third."), "In 2017-2018 a third."),
        (("A counter-attack; a counter-", "attack again."), "A counter-attack; a counter-attack again."),
        (("The withdrawal: a with-", "drawal, no more."), "The withdrawal: a withdrawal, no more."),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(lines: tuple[str, ...], text: str) -> None:
    assert read_pdf(pdf(running(*lines))).paragraphs == (text,)


def test_running_heads_and_numbers_of_pages_are_no_text() -> None:
    pages = [
        [
            Words("PRESS SERVICE OF THE MINISTRY", 72, 800, 8),
            *running(*body, top=700),
            Words(f"Page {number} of 3", 280, 30, 8),
        ]
        for number, body in enumerate((BODY, NEXT, ("A third paragraph stands on the last page of them all.",)), 1)
    ]
    page = read_pdf(pdf(*pages))
    assert page.paragraphs == (ONE, TWO, "A third paragraph stands on the last page of them all.")


def test_a_row_of_figures_at_the_foot_stays() -> None:
    page = read_pdf(pdf([*running(*BODY), *running("41", "407", top=650)]))
    assert page.paragraphs == (ONE, "41", "407")


def test_the_largest_line_is_the_headline_and_may_be_two() -> None:
    head = running("Most of the Country Is Free,", "Says the Ministry", size=20, top=780)
    page = read_pdf(pdf([*head, *running(*BODY)], papers="/Title (Something else here)"))
    assert (page.headline, page.paragraphs) == ("Most of the Country Is Free, Says the Ministry", (ONE,))


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Most of the Country Is Free", "Most of the Country Is Free"),
        ("Microsoft Word - draft 3.doc", None),
        ("untitled", None),
        ("final statement.pdf", None),
    ],
)
def test_the_title_in_the_papers(title: str, headline: str | None) -> None:
    assert read_pdf(pdf(running(*BODY), papers=f"/Title ({title})")).headline == headline


def test_the_day_in_the_papers_counts_where_the_page_has_none_and_is_said() -> None:
    papers = "/CreationDate (D:20181212090000+03'00') /Author (Press Office)"
    page = read_pdf(pdf(running(*BODY), papers=papers))
    assert (page.published, page.site) == ("2018-12-12", "Press Office")
    assert "when the file was made" in page.warnings[0]
    dated = read_pdf(pdf([*running("Published: 11 December 2018", top=760), *running(*BODY)], papers=papers))
    assert (dated.published, dated.warnings, dated.paragraphs) == ("2018-12-11", (), (ONE,))


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Kabul, 12 March 2018", "2018-03-12"),
        ("NEW YORK (12 March 2018)", "2018-03-12"),
        ("Washington, D.C., Monday, March 12, 2018", "2018-03-12"),
        ("Signed in Kabul, 12 March 2018", None),
        ("Kabul, 12 March", None),
        ("Kabul, 12 March 2018, was quiet", None),
    ],
)
def test_a_town_and_a_day_are_the_day_of_publication(line: str, published: str | None) -> None:
    made = "/CreationDate (D:20181212090000+03'00')"
    page = read_pdf(pdf([*running(line, top=760), *running(*BODY)], papers=made))
    assert page.published == (published or "2018-12-12")
    assert (line in (page.headline, *page.paragraphs), bool(page.warnings)) == (published is None, published is None)


def test_pages_without_text_are_counted() -> None:
    assert "1 of 2 pages have no text" in read_pdf(pdf(running(*BODY), [])).warnings[0]


def test_a_stamp_across_the_page_is_no_text() -> None:
    turned = b"BT /F1 60 Tf 0.7 0.7 -0.7 0.7 100 200 Tm (DRAFT) Tj ET\n"
    from pdfs_by_hand import pdf_of_streams

    straight = "\n".join(f"BT /F1 11 Tf 72 {700 - 13 * n} Td ({text}) Tj ET" for n, text in enumerate(BODY)).encode()
    assert read_pdf(pdf_of_streams(turned + straight)).paragraphs == (ONE,)


def test_arabic_letters_are_put_in_the_order_of_reading() -> None:
    # "holds 96.5 in Homs and 20", as a program may write it: letters from left to right, numbers too.
    shown = "20 و صمح يف 96.5 رطيسي"
    letters = [Letter(char, place, place + 1) for place, char in enumerate(shown)]
    assert in_reading_order(letters) == "يسيطر 96.5 في حمص و 20"
    # The same places, the letters of each word in the order of reading.
    words = [word[::-1] if word.isalpha() else word for word in shown.split(" ")]
    at, logical = 0, []
    for shown_word, word in zip(shown.split(" "), words, strict=True):
        places = range(at, at + len(word))
        order = reversed(places) if shown_word.isalpha() else places
        logical += [Letter(char, place, place + 1) for char, place in zip(word, order, strict=True)]
        logical.append(Letter(" ", at + len(word), at + len(word) + 1))
        at += len(word) + 1
    assert in_reading_order(logical) == "يسيطر 96.5 في حمص و 20"


def test_foreign_words_in_an_arabic_line_keep_their_order() -> None:
    letters = [Letter(char, place, place + 1) for place, char in enumerate("Al Jazeera ةانق")]
    assert in_reading_order(letters) == "قناة Al Jazeera"


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("%25.5 ىلع", "على 25.5%"),
        (".%25.5 ىلع", "على 25.5%."),
        ("٪٦٥ ىلع", "على ٦٥٪"),
        ("25.5% ىلع", "على 25.5%"),
        ("ىلع (SDF) تاوق", "قوات (SDF) على"),
        ("ىلع )SDF) تاوق", "قوات (SDF) على"),
        ("(12) دنب", "بند (12)"),
        (".(بلح) تاوق", "قوات (حلب)."),
        ("SDF (YPG) تاوق", "قوات (YPG) SDF"),
        ("Al (Jazeera) English ةانق", "قناة Al (Jazeera) English"),
        ("ةانق (Al Jazeera)", "(Al Jazeera) قناة"),
    ],
)
def test_brackets_and_signs_in_an_arabic_line(shown: str, read: str) -> None:
    assert in_reading_order([Letter(char, place, place + 1) for place, char in enumerate(shown)]) == read


def test_a_blank_on_the_wrong_side_of_a_bracket_in_the_file_does_no_harm() -> None:
    # What a browser prints: blanks without a width, and either bracket in one form.
    written = [
        ("ق", 414),
        (")", 408),
        (" ", 407),
        ("S", 385),
        ("D", 392),
        ("F", 400),
        (" ", 371),
        (")", 382),
        ("ى", 364),
    ]
    widths = {"S": 7, "D": 8, "F": 7, ")": 3, " ": 0}
    letters = [Letter(char, left, left + widths.get(char, 7)) for char, left in written]
    assert in_reading_order(letters) == "ق (SDF) ى"


def test_items_of_a_list_are_paragraphs() -> None:
    found = paragraphs_of([placed("- Half of the land of the province", "- a third of the villages", "1. and a fifth")])
    assert [paragraph.text for paragraph in found] == [
        "- Half of the land of the province",
        "- a third of the villages",
        "1. and a fifth",
    ]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (locked, "needs a password"),
        (lambda: pdf([]), "without text, as scans are"),
        (lambda: b"%PDF-1.7\nnothing of it", "is damaged"),
        (countless, "is damaged"),
        (doubling, "too much memory|more than 20 s"),
        (swollen, "too much memory|more than 20 s"),
    ],
    ids=["locked", "scan", "broken", "countless", "doubling", "swollen"],
)
def test_what_cannot_be_read_is_one_line_in_bounded_time(tmp_path: Path, make: Callable[[], bytes], says: str) -> None:
    path = tmp_path / "statement.pdf"
    path.write_bytes(make())
    with ends(), pytest.raises(UnreadableSource, match=says) as error:
        read(path)
    assert "statement.pdf" in str(error.value)
    assert "\n" not in str(error.value)


def test_very_many_pages_are_cut_and_it_is_said() -> None:
    pages = [running(f"Sentence number {number} of all that were said that day.") for number in range(2100)]
    page = read_pdf(pdf(*pages))
    assert len(page.paragraphs) == 2000
    assert "has 2,100 pages" in page.warnings[0]


def test_a_pdf_is_told_by_its_first_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    path.write_bytes(pdf(running(*BODY)))
    report = read(path)
    assert report.paragraphs == (ONE,)
    assert [figure.quote for figure in report.figures] == ["some 96.5 percent"]


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here")
def test_what_a_browser_prints_is_read(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    russian = (
        "Армия заявила 3 мая, что удерживает 20 процентов области, а остальное удерживают другие, и дороги закрыты."
    )
    arabic = "قال الجيش إنه يسيطر على ٩٦٫٥ في المئة من مساحة البلاد، وإن الطرق مفتوحة من جديد أمام الجميع."
    page.write_text(
        "<!doctype html><meta charset=utf-8><title>Half</title><style>p{width:50%;text-align:justify}</style>"
        f"<h1>Half of the Country Is Held</h1><p>{ONE}<p>{russian}<p dir=rtl>{arabic}",
        encoding="utf-8",
    )
    printed = tmp_path / "page.pdf"
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={printed}", page.as_uri()],
        check=True,
        capture_output=True,
        timeout=60,
    )
    report = read(printed)
    assert report.headline == "Half of the Country Is Held"
    assert report.paragraphs == (ONE, russian, arabic)
