"""The cheap look at a page's bytes loses no figure that the reader finds, and most of the pages that have none.

Recall is measured against the reader itself, on its own test passages, in every wrapping that pages come in.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from whoholds.reading.passage import read_passage
from whoholds.sweeping.prefilter import prefilter
from whoholds.sweeping.reading import may_hold

READING = Path(__file__).parents[1] / "reading"


def _passages() -> list[str]:
    passages = [
        json.loads(line)["text"] for line in (READING / "passages_en.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    for name in ("turns_en.txt", "other_numbers_en.txt"):
        lines = (READING / name).read_text(encoding="utf-8").splitlines()
        passages += [line.partition(" | ")[0] for line in lines if line and line[0] != "#"]
    return passages


PASSAGES = [(text, bool(read_passage(text))) for text in _passages()]
STYLE = "<style>.a{width:50%;margin:0 5%}</style><script>var control={territory:'40% of',held:12};</script>"


def _page(text: str) -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return f"<!doctype html><html><head>{STYLE}</head><body><nav><ul><li>Home</li></ul></nav>{paragraphs}</body></html>"


def _marked_up(text: str) -> str:
    """Words inside a line marked as pages do: a number in bold, a link, blanks that do not break."""
    words = text.split(" ")
    for number, word in enumerate(words):
        if word[:1].isdigit():
            words[number] = f"<b>{word}</b>"
        elif number % 7 == 3 and word.isalpha() and word not in ("per", "cent"):
            words[number] = f'<a href="/{number}?a=1&amp;b=2">{word}</a>'
    return " ".join(words).replace("</b> ", "</b>&nbsp;")


WRAPPINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": lambda text: _page(text).encode(),
    "UTF-16 with its mark": lambda text: _page(text).encode("utf-16"),
    "UTF-16 without": lambda text: _page(text).encode("utf-16-be"),
    "windows-1252": lambda text: _page(text).encode("windows-1252", errors="replace"),
    "marked up": lambda text: _page(_marked_up(text)).encode(),
    "a list": lambda text: f"<ul><li>{text}</li></ul>".encode(),
    "one line": lambda text: f"<html><body><div>{text}</div></body></html>".encode(),
    "plain text": lambda text: text.encode(),
    "in capitals": lambda text: _page(text).upper().encode(),
}


@pytest.mark.parametrize("wrap", WRAPPINGS.values(), ids=WRAPPINGS)
def test_recall_of_the_look_is_1(wrap: Callable[[str], bytes]) -> None:
    look = prefilter()
    held = [text for text, has_figure in PASSAGES if has_figure]
    assert len(held) > 400
    assert [text for text in held if not look.may_hold(wrap(text))] == []


def test_recall_of_the_closer_look_is_1() -> None:
    held = [text for text, has_figure in PASSAGES if has_figure]
    assert [text for text in held if not may_hold(_page(text))] == []


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "tr", "uk"])
def test_recall_in_other_languages_is_1(language: str) -> None:
    lines = (READING / f"passages_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    held = [text for line in lines if read_passage(text := json.loads(line)["text"])]
    assert len(held) > 15
    look = prefilter()
    encodings = ("utf-8", "utf-16", *(ENCODINGS[language][2:] if language != "uk" else ()))
    for encoding in encodings:
        assert [text for text in held if not look.may_hold(_page(text).encode(encoding, errors="replace"))] == []
    assert [text for text in held if not may_hold(_page(text))] == []


def test_words_of_other_languages_do_not_keep_an_english_page() -> None:
    text = "The long general test of the radio was passed by 60% of those that sat it."
    assert not prefilter().may_hold(_page(text).encode())
    assert prefilter().may_hold(_page("Test general de radio: 60%").encode())  # which may be in Spanish


# Pages in languages that are not read: words of them begin like words of those that are ("perdita", "región").
UNREAD = {
    "de": "Die Stadt hat 12 Dörfer und das Land verliert 40 Prozent der Fläche an den Wald. "
    "Das ist nicht alles: Für die Region sind 60 Prozent der Straßen auch im Winter zu, und wir müssen führen.",
    "it": "La provincia ha perso il 40% del territorio, e la perdita non è nella sola pianura. "
    "Gli abitanti della zona sono più di 12 mila, e si dice che il controllo delle acque sia del comune.",
    "nl": "De provincie verliest 40 procent van het gebied door het water, en dat is niet te zien. "
    "In de stad zijn 12 wijken ook voor de regio van belang, werd bij de controle op de dijk gezegd.",
    "pl": "Miasto straciło 40% powierzchni, a to nie jest wszystko, jak się mówi. "
    "Na terytorium gminy są 12 wsie oraz kontrola dróg przez powiat, ale od roku nie ma pieniędzy dla nich.",
}
FRAME = "<ul><li>Nachrichten aus der Region und von uns</li><li>Das ist die Stadt, wie sie wird</li></ul>"


@pytest.mark.parametrize("language", UNREAD)
def test_a_page_in_a_language_that_is_not_read_is_dropped(language: str) -> None:
    assert not prefilter().may_hold(_page(UNREAD[language]).encode())


@pytest.mark.parametrize(("language", "least"), [("en", 1.0), ("tr", 1.0), ("ru", 1.0), ("ar", 1.0), ("fr", 0.95)])
def test_a_report_in_a_frame_in_another_language_is_kept(language: str, least: float) -> None:
    lines = (READING / f"passages_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    held = [text for line in lines if read_passage(text := json.loads(line)["text"])]
    kept = [text for text in held if prefilter().may_hold(_page(f"{FRAME}\n\n{text}\n\n{FRAME}").encode())]
    assert len(kept) >= least * len(held) > 15


def test_words_in_attributes_are_not_read() -> None:
    text = (
        b"<div class='one block' id=every-village data-town=1><img height='12' alt='' width='40%' data-people=5000>"
        b"<p>The army held the bridge.</p></div>"
    )
    assert not prefilter().may_hold(text)


def test_a_menu_of_languages_does_not_keep_an_english_page() -> None:
    menu = "".join(
        f"<li>{name}</li>" for name in ("Русский: 12 км", "под контролем", "العربية", "Українська", "захоплено")
    )
    text = "<p>The film is shown in one of the cinemas of the town for the first time, and that is all.</p>"
    assert not prefilter().may_hold(f"<html><ul>{menu}</ul>{text}".encode())


def test_the_closer_look_reads_other_languages_in_their_own_grammar() -> None:
    held = "Les rebelles contrôlent 40 % du territoire du pays, selon les autorités, et une ville est tombée."
    other = "Les ventes ont perdu 40 % dans une région du pays, selon les magasins, et une ville est en fête."
    assert may_hold(_page(held))
    assert prefilter().may_hold(_page(other).encode())
    assert not may_hold(_page(other))


def test_the_closer_look_drops_numbers_of_other_kinds() -> None:
    others = [text for text, has_figure in PASSAGES if not has_figure]
    assert len(others) > 40
    kept = [text for text in others if may_hold(_page(text))]
    assert len(kept) <= len(others) // 20


ORDINARY = """
    The home side has won 12 of its last 30 matches.
    Prices rose by 4 percent in the spring, and wages by 2%.
    Some 12,000 people watched the final from the roof of the bus station.
    She opened the second half of the concert with three songs of her own.
    Winds of up to 90 kilometres an hour shook the windows.
    The recipe takes half an hour and a third of a cup of sugar.
    The library lends 40,000 books in 12 languages.
    He has lived in two cities and a village by the sea.
"""


@pytest.mark.parametrize("text", [line.strip() for line in ORDINARY.strip().splitlines()])
def test_ordinary_pages_are_dropped_at_once(text: str) -> None:
    assert not prefilter().may_hold(_page(text).encode())


# One sentence in each language that is planned: who holds, takes or loses how much.
LANGUAGES = {
    "ru": (
        "Армия контролирует более 60 процентов территории страны.",
        "Боевики захватили двенадцать деревень на севере провинции.",
        "Треть страны остаётся в руках повстанцев.",
        "За неделю освобождено 40 квадратных километров.",
        "Под контролем правительства находится 75% населённых пунктов.",
    ),
    "uk": (
        "Армія контролює понад 60 відсотків території країни.",
        "Окупанти захопили дванадцять сіл на півночі області.",
        "Третина країни залишається в руках повстанців.",
        "За тиждень звільнено 40 квадратних кілометрів.",
        "Росія окупувала п’яту частину, тобто 20% України.",
    ),
    "ar": (
        "يسيطر الجيش على أكثر من 60 في المئة من مساحة البلاد.",
        "سيطر المسلحون على اثنتي عشرة قرية في شمال المحافظة.",
        "لا يزال ثلث البلاد تحت سيطرة المعارضة.",
        "استعادت القوات ٤٠ كيلومتراً مربعاً خلال أسبوع.",
        "تحتل القوات 20٪ من الأراضي.",
    ),
    "tr": (
        "Ordu ülke topraklarının yüzde 60'ından fazlasını kontrol ediyor.",
        "İsyancılar kuzeyde on iki köyü ele geçirdi.",
        "Ülkenin üçte biri hâlâ isyancıların elinde.",
        "Bir haftada 40 kilometrekare kurtarıldı.",
        "Güçler toprakların %20'sini işgal etti.",
    ),
    "fr": (
        "L'armée contrôle plus de 60 % du territoire du pays.",
        "Les rebelles se sont emparés de douze villages dans le nord.",
        "Un tiers du pays reste aux mains des insurgés.",
        "En une semaine, 40 kilomètres carrés ont été libérés.",
        "Les forces occupent 20 pour cent de la province.",
    ),
    "es": (
        "El ejército controla más del 60 por ciento del territorio del país.",
        "Los rebeldes tomaron doce aldeas en el norte de la provincia.",
        "Un tercio del país sigue en manos de los insurgentes.",
        "En una semana se recuperaron 40 kilómetros cuadrados.",
        "Las fuerzas ocupan el 20 % de la región.",
    ),
}
ENCODINGS = {
    "ru": ("utf-8", "utf-16", "windows-1251", "koi8-r"),
    "uk": ("utf-8", "utf-16", "windows-1251", "koi8-u"),
    "ar": ("utf-8", "utf-16", "windows-1256"),
    "tr": ("utf-8", "utf-16", "windows-1254"),
    "fr": ("utf-8", "utf-16", "windows-1252"),
    "es": ("utf-8", "utf-16", "windows-1252"),
}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(text, encoding) for language, texts in LANGUAGES.items() for text in texts for encoding in ENCODINGS[language]],
)
def test_other_languages_in_their_encodings(text: str, encoding: str) -> None:
    missing: dict[str, dict[str | int, str | int | None]] = {
        "windows-1256": {"٪": "%", "٤": "4", "٠": "0"},
        "koi8-u": {"’": "'"},
    }
    written = text.translate(str.maketrans(missing.get(encoding, {})))
    assert prefilter().may_hold(_page(written).encode(encoding))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_closer_look_leaves_other_languages_to_the_reader(language: str) -> None:
    assert may_hold(_page(" ".join(LANGUAGES[language])))


@pytest.mark.parametrize("language", ["ru", "uk", "ar"])
def test_letters_spelled_as_numbers(language: str) -> None:
    look = prefilter()
    for text in LANGUAGES[language]:
        assert look.may_hold(_page(text).encode("ascii", errors="xmlcharrefreplace"))
        spelled = "".join(letter if letter.isascii() else f"&#x{ord(letter):x};" for letter in text)
        assert look.may_hold(_page(spelled).encode())


def test_a_sentence_is_found_where_it_stands() -> None:
    look = prefilter()
    text = b"<p>The fair opened. Rebels hold 40 percent of Oruland. It rained.</p>"
    [spot] = look.spots(text)
    assert text[spot.start : spot.end] == b"Rebels hold 40 percent of Oruland"
    assert text[spot.before : spot.start] == b"<p>The fair opened. "


@pytest.mark.parametrize(
    "raw", [b"", b"\0", b"\xff\xfe", b"\xfe\xff\0", b"<", b"<script>", b"%" * 100, bytes(range(256)) * 50]
)
def test_junk_is_dropped(raw: bytes) -> None:
    assert not prefilter().may_hold(raw)
