"""What must hold for any text in a further language: quotes and spans agree, no exception, digits of any script."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from growth import ends, grows_linearly
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.reading import read_text
from whoholds.reading.figures.abroad import figures_in
from whoholds.reading.figures.abroad.digits import digits_value
from whoholds.reading.figures.abroad.language import language
from whoholds.reading.figures.abroad.lexicon import spelled_out
from whoholds.reading.lines import figures_of_lines
from whoholds.reading.pages.language import language_of
from whoholds.reading.passage import read_passage

CODES = ("ar", "es", "fr", "ru", "tr", "uk")
OTHERS = [
    line.split("\t")
    for line in (Path(__file__).parent / "other_numbers_abroad.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
SENTENCES = [
    line.split("\t")
    for line in (Path(__file__).parent / "sentences_abroad.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
WORDS = {
    "ar": "سيطر الجيش على من إلى بين و 40 ٤٠ ٪ % في المئة ثلث ثلثي "
    "خمس قرى قرية قريتين الـ 12 ألف كم² ، . ( ) أكثر المحتلة السكان",
    "es": "controla perdió el 40 1.411 % por ciento de a y entre la mitad "
    "tercio parte km2 aldeas , . ( ) más menos mil un no los",
    "fr": "contrôle perdu l' d' 40 1 411 % pour cent de à et entre "
    "moitié tiers km² villages , . ( ) plus moins mille un ne sur cinq",
    "ru": "контролирует потеряли от до 40 1,5 % процентов треть пятых каждый пятый тыс . "
    "кв км сёл , ( ) более из 407 не и - — двадцать",
    "tr": "kontrol ediyor kaybetti yüzde % 40 'ını üçte biri yarısı her beş köyden "
    "bin km² köyü , . ( ) ile fazla 407 ilçenin 12 'si",
    "uk": "контролює втратили від до 40 1,5 % відсотків третина п'ятих кожен п'ятий тис . "
    "кв км сіл , ( ) понад із 407 не і - — двадцять",
}
TEXTS = st.sampled_from(CODES).flatmap(
    lambda code: st.tuples(
        st.just(code),
        st.one_of(st.lists(st.sampled_from(WORDS[code].split()), max_size=50).map(" ".join), st.text(max_size=300)),
    )
)
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_spans_quotes_and_values(spoken: tuple[str, str]) -> None:
    code, text = spoken
    end = 0
    for figure in figures_in(text, code):
        start, stop = figure.span
        assert text[start:stop] == figure.quote
        assert end <= start < stop
        end = stop
        assert math.isfinite(figure.value)
        assert figure.value > 0
        assert figure.high is None or (math.isfinite(figure.high) and figure.high > figure.value)
        assert (figure.holder, figure.base, figure.speaker) == (None, None, None)
        assert (figure.measure is None) == (figure.kind != "share")


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_figures(spoken: tuple[str, str]) -> None:
    code, text = spoken
    assert figures_in(text, code) == figures_in(text, code)


@given(st.integers(1, 10**9), st.sampled_from(",."), st.integers(1, 99))
def test_digits_of_every_script_say_the_same(whole: int, mark: str, decimals: int) -> None:
    text = f"{whole}{mark}{decimals}"
    read = digits_value(text, mark)
    assert read is not None
    assert read[0] == pytest.approx(float(f"{whole}.{decimals}"))
    assert digits_value(text.translate(EASTERN), mark) == read
    assert digits_value(text.translate(PERSIAN), mark) == read


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from([".", " ", "\u00a0", "\u202f", "\u2009"]))
def test_thousands_are_set_off_by_points_and_spaces_of_every_width(thousands: int, rest: int, mark: str) -> None:
    assert digits_value(f"{thousands}{mark}{rest:03}", ",") == (1000 * thousands + rest, 1)


@given(st.integers(1, 999))
def test_a_page_in_arabic_digits_is_read_as_one_in_others(number: int) -> None:
    text = f"استعاد الجيش {number} كيلومترا مربعا من البلاد"
    plain, eastern = figures_in(text, "ar"), figures_in(text.translate(EASTERN), "ar")
    assert [(f.value, f.span, f.unit) for f in plain] == [(f.value, f.span, f.unit) for f in eastern]
    assert [f.value for f in plain] == [number]


@pytest.mark.parametrize(("code", "text"), OTHERS)
def test_other_numbers_are_no_figures(code: str, text: str) -> None:
    assert [figure.quote for figure in figures_in(text, code)] == []


@pytest.mark.parametrize("code", CODES)
def test_most_figures_of_short_sentences_are_found(code: str) -> None:
    wanted = found = matched = 0
    for _, text, values in (line for line in SENTENCES if line[0] == code):
        left = [figure.value for figure in figures_in(text, code)]
        found += len(left)
        for value in map(float, values.split()):
            wanted += 1
            match = next((read for read in left if abs(read - value) <= 0.005 * value), None)
            if match is not None:
                left.remove(match)
                matched += 1
    assert wanted >= 100
    assert matched >= 0.93 * wanted
    assert matched >= 0.95 * found


@pytest.mark.parametrize("code", CODES)
def test_other_numbers_are_written_down_for_every_language(code: str) -> None:
    assert sum(line[0] == code for line in OTHERS) >= 8


HOSTILE = {
    "digits": "1" * 300_000,
    "spaced digits": "123 456 " * 40_000,
    "marks": ".,٫٬'’%٪" * 5_000,
    "letters": "ا" * 200_000 + " 5 %",
    "vowel marks": "ب" + "\u064e" * 200_000,
    "capitals of one letter": "Я. " * 60_000,
    "blanks": "40 %" + " " * 300_000 + "\n" * 300_000,
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_bounded_time(name: str, code: str) -> None:
    with ends():
        figures_in(HOSTILE[name], code)


@pytest.mark.parametrize("code", CODES)
def test_time_is_linear_in_the_text(code: str) -> None:
    unit = " ".join(WORDS[code].split()) + " "
    grows_linearly(lambda times: figures_in(unit * times, code), 50)


@pytest.mark.parametrize("code", CODES)
def test_a_vocabulary_has_the_tables_that_the_engine_asks_for(code: str) -> None:
    assert language(code).code == code
    sections = {"numbers.cardinals", "units.count", "units.people", "bounds.before", "relations.holds", "ground.land"}
    for section in sections | {"relations.gained", "relations.lost", "relations.contests", "not_ground.near"}:
        assert any(language(code).lexicon.of(section)), section


def test_choices_of_endings_are_spelled_out() -> None:
    assert list(spelled_out("{a,b}c{d,}")) == ["acd", "ac", "bcd", "bc"]


# ------------------------------------------------------------------------------------------------- which language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Der Staat hat die Hälfte des Landes verloren, und das ist nicht alles.", "de"),
        ("Повстанцы взяли 12 сёл.", "ru"),
        ("Бойовики взяли 12 сіл і селищ.", "uk"),
        ("Побуњеници држе 12 села у тој области.", None),
        ("نیروهای طالبان بیش از نیمی از خاک این کشور را در اختیار دارند", "fa"),
        ("تسيطر الفصائل على 12 قرية في الريف", "ar"),
        ("Los rebeldes controlan la mitad del país.", "es"),
        ("Les rebelles contrôlent la moitié du pays.", "fr"),
        ("İsyancılar ülkenin yarısını ele geçirdi.", "tr"),
        ("The rebels of Şırnak hold half of the province.", "en"),
    ],
)
def test_languages_are_told_apart_in_a_sentence(text: str, code: str | None) -> None:
    assert language_of(text) == code


# A headline or a comment has few small words.
SHORT = [
    ("ru", "Армия контролирует 60% территории."),
    ("ru", "Талибан удерживает 59 из 407 районов."),
    ("ru", "Боевики потеряли половину города"),
    ("uk", "Окупанти захопили 12 селищ."),
    ("uk", "Армія втратила 60% територій"),
    ("fr", "Les rebelles tiennent 12 villages."),
    ("fr", "Les talibans tiennent 59 districts sur 407."),
    ("fr", "Syrie : 60 % du territoire repris par l'armée"),
    ("es", "Los rebeldes controlan 12 aldeas y perdieron 3 ciudades."),
    ("es", "Los talibanes tomaron 12 distritos"),
    ("es", "El gobierno controla el 60% del país."),
    ("tr", "Taliban 59 ilçeyi elinde tutuyor."),
    ("tr", "Rus ordusu bin 250 kilometrekare toprak kaybetti."),
    ("ar", "تسيطر طالبان على 59 مديرية"),
    ("ar", "الجيش يستعيد 12 قرية"),
]


@pytest.mark.parametrize(("code", "text"), SHORT)
def test_the_language_of_a_short_text_is_known(code: str, text: str) -> None:
    assert language_of(text) == code
    assert read_passage(text) != ()


# A wrong language is worse than none: English, and neighbours of the languages that are read.
OTHER_SHORT = {
    "Bulgarian": ["Армията контролира 60% от територията.", "Въстаниците държат 12 села."],
    "Bulgarian, long": [
        "Армията контролира 60% от територията на страната, а бунтовниците държат 12 села и един град."
    ],
    "Serbian": ["Војска контролише 60% територије.", "Влада контролише половину земље."],
    "Macedonian": ["Владата контролира 60 проценти од територијата", "Бунтовниците држат 12 села."],
    "Belarusian": ["Армія кантралюе 60% тэрыторыі.", "Урад страціў палову краіны", "Паўстанцы захапілі 12 вёсак"],
    "Kazakh": ["Армия елдің 60 пайызын бақылайды.", "Талибан 407 ауданның 59-ын ұстап отыр."],
    "Persian": ["طالبان 59 ولسوالی را در اختیار دارد", "ارتش 60 درصد خاک کشور را در کنترل دارد"],
    "Urdu": ["طالبان کا 59 اضلاع پر کنٹرول ہے", "فوج نے 12 دیہات پر قبضہ کر لیا"],
    "Kurdish": ["Hêzên QSDê 12 gund û bajar kontrol dikin, şer berdewam e", "سوپا 12 گوندی کۆنتڕۆڵ کرد"],
    "Azerbaijani": ["Ermənistan ordusu Azərbaycan torpaqlarının 20%-ni işğal edib", "Ordu 12 kəndi azad etdi"],
    "Turkmen": ["Talyban 59 etraby öz elinde saklaýar."],
    "Italian": ["L'esercito controlla il 60% del territorio.", "I talebani controllano 59 distretti"],
    "Portuguese": ["Os rebeldes controlam 12 aldeias e perderam 3 cidades.", "O governo controla 60% do país"],
    "Catalan": ["El govern controla el 60% del país", "L'exèrcit controla el 60 % del territori."],
    "Romanian": ["Rebelii controlează 12 sate şi au pierdut 3 oraşe.", "Talibanii controlează 59 de districte"],
    "English": [
        "Rebels hold 12 villages.",
        "Army takes Los Mochis and La Paz",
        "Ordu governor lost control of 3 towns",
    ],
    "English with accents": ["Rebels seize Puerto Príncipe, El Paraíso and San José del Guaviare"],
    "Vietnamese": ["Quân nổi dậy kiểm soát 12 làng ở miền bắc và thành phố"],
}


@pytest.mark.parametrize("name", OTHER_SHORT)
def test_no_other_language_is_taken_for_one_that_is_read(name: str) -> None:
    assert [language_of(text) for text in OTHER_SHORT[name] if language_of(text) in CODES] == []


def test_a_short_text_without_figures_says_that_its_language_is_not_known() -> None:
    warning = "The language is not known; figures were looked for in English only."
    assert warning in read_text("Бунтовниците држат 12 села.").warnings
    assert warning in read_text("Idlib 96%").warnings
    assert warning not in read_text("Rebels hold 60% of Syria").warnings
    assert warning not in read_text("Талибан удерживает 59 из 407 районов.").warnings


def test_a_line_may_say_what_language_it_is_in() -> None:
    text = "Goma : 12 villages occupés par le M23"
    assert language_of(text) is None
    assert [f.value for f in read_passage(text, language="fr")] == [12]
    (line,) = figures_of_lines([json.dumps({"id": 1, "text": text, "lang": "fr-CD"})])
    assert '"value":12.0' in str(line)
    # What is no code is passed over, and what the words say counts more.
    for lang in ("English", 5, None, "ru"):
        english = "The rebels hold 60% of Syria, and they have held it for a year."
        (line,) = figures_of_lines([json.dumps({"id": 1, "text": english, "lang": lang})])
        assert '"value":60.0' in str(line)


def test_a_language_that_is_not_read_gives_no_figures_and_a_warning() -> None:
    german = "Die Rebellen haben das Land nicht verlassen, und sie halten 60 Prozent der Provinz und 12 Dörfer."
    assert read_passage(german) == ()
    report = read_text("Was in der Provinz ist\n\n" + german)
    assert (report.language, report.figures, report.statements) == ("de", (), ())
    assert [warning for warning in report.warnings if "(de)" in warning] != []


def test_a_page_is_read_in_its_language_and_a_comment_in_its_own() -> None:
    report = read_text(
        "Что контролирует армия\n\nАрмия, по словам министра, контролирует 60 процентов территории страны.\n\n"
        "Comments\n\nAnna\n1 May 2020\nBut the rebels hold half of the country, and they have held it for a year."
    )
    assert report.language == "ru"
    assert report.statements == ()
    body = [figure for figure in report.figures if figure.where == "body"]
    assert [(f.quote, f.relation, f.holder, f.speaker) for f in body[:1]] == [("60 процентов", "holds", None, None)]


def test_what_stands_in_quotation_marks_is_quoted() -> None:
    text = "«Мы контролируем 60 процентов страны», — сказал он. Боевики удерживают треть провинции."
    assert [figure.quoted for figure in read_passage(text)] == [True, False]
