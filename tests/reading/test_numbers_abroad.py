"""Numbers, bounds and units in six languages: a phrase in a sentence about ground, and what is read from it."""

from __future__ import annotations

import pytest

from whoholds.reading.figures.abroad import figures_in

# Language, a sentence with one figure, value, high, bound, unit, relation.
TABLE = [
    # ---- Russian
    ("ru", "Армия контролирует 60 процентов территории.", 60, None, "exact", "percent", "holds"),
    ("ru", "Армия контролирует свыше 96,5% территории.", 96.5, None, "at_least", "percent", "holds"),
    ("ru", "Армия контролирует 96.5 % территории.", 96.5, None, "exact", "percent", "holds"),
    ("ru", "Под контролем армии не менее двух третей страны.", 66.6667, None, "at_least", "percent", "holds"),
    ("ru", "Под контролем армии менее чем четверть страны.", 25, None, "at_most", "percent", "holds"),
    ("ru", "Оккупирован каждый пятый километр территории.", 20, None, "exact", "percent", "holds"),
    ("ru", "Боевики удерживают от 15 до 20 процентов страны.", 15, 20, "exact", "percent", "holds"),
    ("ru", "Освобождено 27 тысяч квадратных километров.", 27000, None, "exact", "km2", "gained"),
    ("ru", "Освобождено 116 тыс. 165 кв. км.", 116165, None, "exact", "km2", "gained"),
    ("ru", "Освобождено двадцать семь тысяч кв. км земли.", 27000, None, "exact", "km2", "gained"),
    ("ru", "Армия освободила 12 небольших сёл.", 12, None, "exact", "settlements", "gained"),
    ("ru", "Повстанцы потеряли двести сорок один населённый пункт.", 241, None, "exact", "settlements", "lost"),
    ("ru", "Талибы удерживают 133 из 407 районов.", 133, None, "exact", "districts", "holds"),
    ("ru", "Армия освободила квадратных километров сорок земли.", 40, None, "about", "km2", "gained"),
    ("ru", "Почти вся территория провинции захвачена.", 100, None, "about", "percent", "gained"),
    ("ru", "Боевики потеряли три пятых территории.", 60, None, "exact", "percent", "lost"),
    # ---- Ukrainian
    ("uk", "Армія контролює понад 60 відсотків території.", 60, None, "at_least", "percent", "holds"),
    ("uk", "Росія окупувала п’яту частину країни.", 20, None, "exact", "percent", "holds"),
    ("uk", "Під контролем армії дві третини країни.", 66.6667, None, "exact", "percent", "holds"),
    ("uk", "Звільнено двадцять сім сіл.", 27, None, "exact", "settlements", "gained"),
    ("uk", "Звільнено 1,5 тис. кв. км.", 1500, None, "exact", "km2", "gained"),
    ("uk", "Бойовики утримують від 10 до 15 % області.", 10, 15, "exact", "percent", "holds"),
    ("uk", "Кожне третє село під окупацією.", 33.3333, None, "exact", "percent", "holds"),
    ("uk", "Війська звільнили щонайменше дванадцять населених пунктів.", 12, None, "at_least", "settlements", "gained"),
    # ---- French
    ("fr", "L'armée contrôle 60 % du territoire.", 60, None, "exact", "percent", "holds"),
    ("fr", "L'armée contrôle plus des deux tiers du pays.", 66.6667, None, "at_least", "percent", "holds"),
    ("fr", "Les rebelles tiennent près de la moitié de la ville.", 50, None, "about", "percent", "holds"),
    ("fr", "Les rebelles tiennent quatre-vingt-dix-sept villages.", 97, None, "exact", "settlements", "holds"),
    ("fr", "Les rebelles tiennent deux cents villages.", 200, None, "exact", "settlements", "holds"),
    ("fr", "L'armée a repris vingt-sept mille kilomètres carrés.", 27000, None, "exact", "km2", "gained"),
    ("fr", "L'armée a repris 1 411 km².", 1411, None, "exact", "km2", "gained"),
    ("fr", "L’armée a repris 3,5 % du territoire.", 3.5, None, "exact", "percent", "gained"),
    ("fr", "Un village sur cinq est aux mains des rebelles.", 20, None, "exact", "percent", "holds"),
    ("fr", "Les talibans contrôlent 41 des 407 districts.", 41, None, "exact", "districts", "holds"),
    ("fr", "L'armée a perdu une vingtaine de localités.", 20, None, "about", "settlements", "lost"),
    ("fr", "Les rebelles contrôlent entre 10 et 15 pour cent du pays.", 10, 15, "exact", "percent", "holds"),
    ("fr", "Les rebelles contrôlent jusqu'à 80 % du pays.", 80, None, "at_most", "percent", "holds"),
    # ---- Spanish
    ("es", "El ejército controla el 60 por ciento del territorio.", 60, None, "exact", "percent", "holds"),
    ("es", "El ejército recuperó 27.000 kilómetros cuadrados.", 27000, None, "exact", "km2", "gained"),
    ("es", "El ejército recuperó 3,5 km2 de la ciudad.", 3.5, None, "exact", "km2", "gained"),
    ("es", "Los rebeldes dominan la mitad del país.", 50, None, "exact", "percent", "holds"),
    ("es", "Los rebeldes dominan tres cuartas partes del país.", 75, None, "exact", "percent", "holds"),
    ("es", "Una de cada cinco aldeas está en manos de los rebeldes.", 20, None, "exact", "percent", "holds"),
    ("es", "Los rebeldes perdieron treinta y cinco aldeas.", 35, None, "exact", "settlements", "lost"),
    ("es", "Los rebeldes controlan entre 10 y 15 por ciento del país.", 10, 15, "exact", "percent", "holds"),
    ("es", "Los rebeldes controlan al menos 1.234,5 km² de selva.", 1234.5, None, "at_least", "km2", "holds"),
    ("es", "Los rebeldes asedian 18 de los 34 distritos.", 18, None, "exact", "districts", "contests"),
    ("es", "El ejército tomó unas doscientas aldeas.", 200, None, "about", "settlements", "gained"),
    # ---- Turkish
    ("tr", "Ordu ülkenin yüzde 60'ını kontrol ediyor.", 60, None, "exact", "percent", "holds"),
    ("tr", "Ordu ülkenin %60’ını kontrol ediyor.", 60, None, "exact", "percent", "holds"),
    ("tr", "Ordu ülkenin % 96,5'ini kontrol ediyor.", 96.5, None, "exact", "percent", "holds"),
    ("tr", "Ülkenin üçte birinden fazlası isyancıların elinde.", 33.3333, None, "at_least", "percent", "holds"),
    ("tr", "Kentin yarısı işgal altında.", 50, None, "exact", "percent", "holds"),
    ("tr", "Topraklarımızın dörtte üçünü isyancılar kontrol ediyor.", 75, None, "exact", "percent", "holds"),
    ("tr", "Ülkenin yüzde 10 ile 15'i işgal altında.", 10, 15, "exact", "percent", "holds"),
    ("tr", "Ordu yirmi yedi bin kilometrekareyi kurtardı.", 27000, None, "exact", "km2", "gained"),
    ("tr", "Ordu 12 köyü geri aldı.", 12, None, "exact", "settlements", "gained"),
    ("tr", "Ordu 12'den fazla köyü geri aldı.", 12, None, "at_least", "settlements", "gained"),
    ("tr", "Taliban 407 ilçenin 133'ünü elinde tutuyor.", 133, None, "exact", "districts", "holds"),
    ("tr", "Her beş köyden biri işgal altında.", 20, None, "exact", "percent", "holds"),
    ("tr", "İsyancılar yaklaşık 1.411 km²'lik alanı kaybetti.", 1411, None, "about", "km2", "lost"),
    # ---- Arabic
    ("ar", "يسيطر الجيش على 60 في المئة من البلاد.", 60, None, "exact", "percent", "holds"),
    ("ar", "يسيطر الجيش على ٩٦٫٥٪ من البلاد.", 96.5, None, "exact", "percent", "holds"),
    ("ar", "يسيطر الجيش على ۹۶٫۵٪ من البلاد.", 96.5, None, "exact", "percent", "holds"),
    ("ar", "يسيطر الجيش على أكثر من ثلثي البلاد.", 66.6667, None, "at_least", "percent", "holds"),
    ("ar", "يسيطر الجيش على خُمس مساحة البلاد.", 20, None, "exact", "percent", "holds"),
    ("ar", "حرر الجيش خمس قرى.", 5, None, "exact", "settlements", "gained"),
    ("ar", "حرر الجيش قريتين.", 2, None, "exact", "settlements", "gained"),
    ("ar", "استعاد الجيش ٢٧٬٠٠٠ كم².", 27000, None, "exact", "km2", "gained"),
    ("ar", "استعاد الجيش سبعة وعشرين ألف كيلومتر مربع.", 27000, None, "exact", "km2", "gained"),
    ("ar", "استعاد الجيش القرى الـ12.", 12, None, "exact", "settlements", "gained"),
    ("ar", "فقد المسلحون ثلاثة أرباع المحافظة.", 75, None, "exact", "percent", "lost"),
    ("ar", "يحتل العدو من 10 إلى 15 في المئة من البلاد.", 10, 15, "exact", "percent", "holds"),
    ("ar", "تحتفظ الحكومة بنحو 133 مديرية من أصل 407.", 133, None, "about", "districts", "holds"),
    # ---- What decides what is said: "remain contested", "which they held", "want to take", "the loss of"
    ("ru", "Повстанцы отбили у армии 12 сёл.", 12, None, "exact", "settlements", "gained"),
    ("ru", "Спорными остаются 12 уездов провинции.", 12, None, "exact", "districts", "contests"),
    ("ru", "По данным штаба, 12 сёл остаются спорными.", 12, None, "exact", "settlements", "contests"),
    (
        "ru",
        "Враг отступает: из 800 кв. км, которые он занимал, выведены его войска.",
        800,
        None,
        "exact",
        "km2",
        "holds",
    ),
    ("ru", "Армия хочет захватить 12 сёл.", 12, None, "exact", "settlements", "contests"),
    ("ru", "Штаб сообщил об освобождении 12 сёл.", 12, None, "exact", "settlements", "gained"),
    ("ru", "Армия контролирует тридцатикилометровую зону.", 30, None, "exact", "km", "holds"),
    ("ru", "В осаждённом городе заперто четверть миллиона человек.", 250000, None, "exact", "people", "contests"),
    ("uk", "У районі 12 сіл лишаються спірними.", 12, None, "exact", "settlements", "contests"),
    ("uk", "Ворог хоче захопити 12 сіл.", 12, None, "exact", "settlements", "contests"),
    ("uk", "Штаб повідомив про звільнення 12 навколишніх сіл.", 12, None, "exact", "settlements", "gained"),
    ("uk", "Армія визнала втрату 800 гектарів землі.", 800, None, "exact", "ha", "lost"),
    ("fr", "L'armée tient 15 p. cent du pays.", 15, None, "exact", "percent", "holds"),
    ("fr", "Le gouvernement contrôle ou influence 268 districts.", 268, None, "exact", "districts", "holds"),
    ("fr", "Dans le nord, 12 districts restent disputés.", 12, None, "exact", "districts", "contests"),
    ("fr", "Les rebelles veulent prendre 12 villages.", 12, None, "exact", "settlements", "contests"),
    ("fr", "Les rebelles ont quitté quatre quartiers.", 4, None, "exact", "neighbourhoods", "lost"),
    ("es", "Los rebeldes resisten en 12 aldeas.", 12, None, "exact", "settlements", "holds"),
    ("es", "Los rebeldes quieren tomar 12 aldeas.", 12, None, "exact", "settlements", "contests"),
    ("es", "El ejército ha retirado sus tropas de 12 aldeas.", 12, None, "exact", "settlements", "lost"),
    ("es", "Según el ejército, 12 aldeas esperan su liberación.", 12, None, "exact", "settlements", "holds"),
    ("tr", "Ordu 12 köyü almak istiyor.", 12, None, "exact", "settlements", "contests"),
    ("tr", "Sözcü 12 köyün alındığını söyledi.", 12, None, "exact", "settlements", "gained"),
    ("tr", "Ordu 30 km'den fazla ilerledi.", 30, None, "at_least", "km", "gained"),
    ("tr", "General 300 militan kaldığını tahmin ediyor.", 300, None, "about", "fighters", "none"),
    ("ar", "استعاد الجيش مدينة واحدة.", 1, None, "exact", "cities", "gained"),
    ("ar", "ما زالت 12 قرية محل نزاع.", 12, None, "exact", "settlements", "contests"),
    ("ar", "يريد الجيش تحرير 12 قرية.", 12, None, "exact", "settlements", "contests"),
    ("ar", "سيطر المسلحون على نصف مدينتهم.", 50, None, "exact", "percent", "holds"),
    ("ru", "Правительство утратило контроль над третью провинций.", 33.3333, None, "exact", "percent", "lost"),
    ("uk", "Режим утратив контроль над третиною провінцій.", 33.3333, None, "exact", "percent", "lost"),
    ("fr", "Le régime a été chassé de 40 villages du nord.", 40, None, "exact", "settlements", "lost"),
    ("es", "El régimen fue expulsado de 40 aldeas del norte.", 40, None, "exact", "settlements", "lost"),
    ("ar", "فقدت الحكومة السيطرة على ثلث المحافظات.", 33.3333, None, "exact", "percent", "lost"),
    ("ar", "أعلن الجيش السيطرة على 12 قرية.", 12, None, "exact", "settlements", "gained"),
    ("tr", "Hükümet illerin üçte birinin kontrolünü kaybetti.", 33.3333, None, "exact", "percent", "lost"),
    ("ar", "استعادت القوات 23 بلدة وقتلت 140 مسلحا.", 23, None, "exact", "towns", "gained"),
    # ---- "A thousand" in a word and the rest in digits
    ("tr", "Ordu bin 300 kilometrekareyi kurtardı.", 1300, None, "exact", "km2", "gained"),
    ("tr", "Ordu 2 bin 55 köyü kurtardı.", 2055, None, "exact", "settlements", "gained"),
    ("tr", "Ordu bin köyü kurtardı.", 1000, None, "exact", "settlements", "gained"),
    ("es", "Los rebeldes tomaron mil 300 kilómetros cuadrados.", 1300, None, "exact", "km2", "gained"),
    ("ar", "استعاد الجيش ألف و300 كيلومتر مربع.", 1300, None, "exact", "km2", "gained"),
    ("ru", "Армия освободила тысячу 300 кв. км земли.", 1300, None, "exact", "km2", "gained"),
    # ---- Elided and contracted words of a bound
    ("fr", "Les rebelles tiennent près d'un cinquième du pays.", 20, None, "about", "percent", "holds"),
    ("fr", "Les rebelles tiennent près d’une dizaine de villages.", 10, None, "about", "settlements", "holds"),
    ("fr", "Les rebelles tiennent près des deux tiers du pays.", 66.6667, None, "about", "percent", "holds"),
    ("fr", "Les rebelles tiennent aux environs d'un tiers du pays.", 33.3333, None, "about", "percent", "holds"),
    ("fr", "Les rebelles tiennent pas loin d'un tiers du pays.", 33.3333, None, "about", "percent", "holds"),
    ("fr", "Les rebelles tiennent bien plus d'un tiers du pays.", 33.3333, None, "at_least", "percent", "holds"),
    ("fr", "Les rebelles tiennent guère plus d'un tiers du pays.", 33.3333, None, "at_most", "percent", "holds"),
    ("fr", "Les rebelles tiennent jusqu’à un tiers du pays.", 33.3333, None, "at_most", "percent", "holds"),
    # ---- The noun again behind the total
    ("ar", "تسيطر القوات على 14 محافظة من أصل 22 محافظة.", 14, None, "exact", "provinces", "holds"),
    ("ru", "Талибы удерживают 59 районов из 407 районов.", 59, None, "exact", "districts", "holds"),
    ("uk", "Таліби утримують 59 районів із 407 районів.", 59, None, "exact", "districts", "holds"),
    ("fr", "Les talibans tiennent 59 districts sur 407 districts.", 59, None, "exact", "districts", "holds"),
    ("es", "Los talibanes controlan 59 distritos de los 407 distritos.", 59, None, "exact", "districts", "holds"),
    ("tr", "Taliban 407 ilçenin 59 ilçesini elinde tutuyor.", 59, None, "exact", "districts", "holds"),
    # ---- Control that is gained or lost behind the subject
    ("ar", "استعاد الجيش العراقي السيطرة على أكثر من 1411 بلدة.", 1411, None, "at_least", "towns", "gained"),
    ("ar", "فقدت الحكومة اليمنية السيطرة على 12 بلدة.", 12, None, "exact", "towns", "lost"),
    ("ar", "خسر الجيش المدينة ويواصل السيطرة على 12 بلدة.", 12, None, "exact", "towns", "holds"),
    ("ru", "Войска вернули себе полный контроль над 12 сёлами.", 12, None, "exact", "settlements", "gained"),
    # ---- Behind the abbreviation of a measure a capital letter begins a sentence
    ("ru", "Силы отступили от границы на 40 км. Цены на газ выросли на 12%.", 40, None, "exact", "km", "lost"),
    ("uk", "Війська відступили на 40 км. Ціни на газ зросли на 12%.", 40, None, "exact", "km", "lost"),
    ("fr", "L'armée a reculé de 40 km. Les prix ont augmenté de 12 %.", 40, None, "exact", "km", "lost"),
    ("es", "El ejército retrocedió 40 km. Los precios subieron un 12 %.", 40, None, "exact", "km", "lost"),
    ("ar", "لا تسيطر الحكومة إلا على خمس البلاد.", 20, None, "exact", "percent", "holds"),
    ("ar", "لا تسيطر الحكومة إلا على خمس قرى.", 5, None, "exact", "settlements", "holds"),
]


@pytest.mark.parametrize(("code", "text", "value", "high", "bound", "unit", "relation"), TABLE)
def test_one_figure(
    code: str, text: str, value: float, high: float | None, bound: str, unit: str, relation: str
) -> None:
    (figure,) = figures_in(text, code)
    start, end = figure.span
    assert text[start:end] == figure.quote
    read = (figure.value, figure.high, figure.bound, figure.unit, figure.relation)
    assert read == (value, high, bound, unit, relation)


# A share of people or of places has that as its measure.
MEASURES = [
    ("ru", "Под контролем армии треть населения страны.", "population"),
    ("ru", "Боевики удерживают 40 процентов сёл.", "settlements"),
    ("uk", "Бойовики контролюють половину районів.", "districts"),
    ("fr", "Les rebelles contrôlent 40 % des districts.", "districts"),
    ("es", "Los rebeldes controlan el 40 % de la población.", "population"),
    ("tr", "İsyancılar nüfusun yüzde 40'ını kontrol ediyor.", "population"),
    ("tr", "İsyancılar köylerin yarısını kontrol ediyor.", "settlements"),
    ("ar", "يسيطر المتمردون على ثلث السكان.", "population"),
    ("ar", "يسيطر المتمردون على نصف المدينة.", "area"),
]


@pytest.mark.parametrize(("code", "text", "measure"), MEASURES)
def test_measures(code: str, text: str, measure: str) -> None:
    assert [figure.measure for figure in figures_in(text, code)] == [measure]


# A figure that says nothing of its own goes on the one before it: value, unit, relation and measure of both.
GOING_ON = [
    (
        "fr",
        "L'armée a reconquis 85 % de la ville ; Moscou dit 93 %.",
        [(85, "percent", "gained", "area"), (93, "percent", "gained", "area")],
    ),
    (
        "ru",
        "Кабул контролирует 55 % уездов, талибы — 12 %.",
        [(55, "percent", "holds", "districts"), (12, "percent", "holds", "districts")],
    ),
    (
        "uk",
        "Армія контролює 80 % міста. Було 75 відсотків, стало 81.",
        [(80, "percent", "holds", "area"), (75, "percent", "holds", "area"), (81, "percent", "holds", "area")],
    ),
    (
        "es",
        "El ejército tomó 210 millas cuadradas y el enemigo 720.",
        [(210, "mi2", "gained", None), (720, "mi2", "gained", None)],
    ),
    (
        "fr",
        "Les Turcs occupent une bande de 120 km sur 32.",
        [(120, "km", "holds", None), (32, "km", "holds", None)],
    ),
    (
        "tr",
        "Örgüt 88 bin kilometrekareye ve 8 milyon insana hükmediyordu.",
        [(88000, "km2", "holds", None), (8000000, "people", "holds", None)],
    ),
]


@pytest.mark.parametrize(("code", "text", "wanted"), GOING_ON)
def test_figures_that_go_on_what_was_said(
    code: str, text: str, wanted: list[tuple[float, str, str, str | None]]
) -> None:
    assert [(f.value, f.unit, f.relation, f.measure) for f in figures_in(text, code)] == wanted


# Counts with their shares in brackets: a number goes on the count, and not on the share in the brackets before it.
BRACKETS = [
    ("ru", "Правительство контролирует 229 районов (56%), талибы — 59 (14,5%), остальные 119 (29%) оспариваются."),
    ("uk", "Уряд контролює 229 районів (56%), таліби — 59 (14,5%), решта 119 (29%) спірні."),
    (
        "fr",
        "Le gouvernement tient 229 districts (56 %), les talibans 59 (14,5 %), les 119 autres (29 %) sont disputés.",
    ),
    (
        "fr",
        "Le gouvernement tient 229 districts (56 %), les talibans en tiennent 59 (14,5 %) et 119 (29 %) sont disputés.",
    ),
    ("es", "El gobierno controla 229 distritos (56 %), los talibanes 59 (14,5 %) y 119 (29 %) están en disputa."),
    (
        "tr",
        "Hükümet 229 ilçeyi (yüzde 56), Taliban ise 59 (yüzde 14,5) kontrol ediyor, kalan 119'u (yüzde 29) ihtilaflı.",
    ),
    ("tr", "Hükümet 229 ilçeyi (%56), Taliban ise 59 ilçeyi (%14,5) kontrol ediyor, kalan 119 ilçe (%29) ihtilaflı."),
    ("ar", "تسيطر الحكومة على 229 مديرية (56٪)، وطالبان على 59 (14٫5٪)، والـ119 الباقية (29٪) متنازع عليها."),
]


@pytest.mark.parametrize(("code", "text"), BRACKETS)
def test_a_share_in_brackets_goes_with_its_count(code: str, text: str) -> None:
    assert [(f.value, f.unit, f.relation) for f in figures_in(text, code)] == [
        (229, "districts", "holds"),
        (56, "percent", "holds"),
        (59, "districts", "holds"),
        (14.5, "percent", "holds"),
        (119, "districts", "contests"),
        (29, "percent", "contests"),
    ]


# What is said of "the rest", or by the next verb, is not said of the figure before.
NEXT_CLAUSE = [
    ("ar", "تسيطر الحكومة على 229 مديرية، وطالبان على 59 مديرية (14٫5٪)، والباقي متنازع عليه.", ["holds"] * 3),
    ("ru", "Правительство контролирует 229 районов, талибы — 59 (14,5%), остальное оспаривается.", ["holds"] * 3),
    ("uk", "Уряд контролює 229 районів, таліби — 59 (14,5%), решта спірна.", ["holds"] * 3),
    ("fr", "Le gouvernement tient 229 districts, les talibans 59 (14,5 %), le reste est contesté.", ["holds"] * 3),
    ("es", "El gobierno controla 229 distritos, los talibanes 59 (14,5 %), el resto está en disputa.", ["holds"] * 3),
    ("tr", "Hükümet 229 ilçeyi, Taliban ise 59 ilçeyi (yüzde 14,5) kontrol ediyor, kalanı ihtilaflı.", ["holds"] * 3),
    ("tr", "Hükümet ülkenin yüzde 56'sını, isyancılar ise yüzde 30'unu kontrol ediyor.", ["holds"] * 2),
    ("tr", "Hükümet 12 köyü kaybetti, isyancılar ise 3 köyü kontrol ediyor.", ["lost", "holds"]),
    ("es", "El ejército ya solo controla el 17 % del país y perdió tres cuartas partes.", ["holds", "lost"]),
    ("fr", "L'armée ne contrôle plus que 17 % du pays et a perdu 12 villages.", ["holds", "lost"]),
    ("ru", "Армия контролирует 40 % страны (20 % потеряно за год).", ["holds", "lost"]),
]


@pytest.mark.parametrize(("code", "text", "relations"), NEXT_CLAUSE)
def test_what_is_said_in_the_next_clause(code: str, text: str, relations: list[str]) -> None:
    assert [f.relation for f in figures_in(text, code)] == relations


def test_a_share_in_brackets_is_denied_with_its_count() -> None:
    assert [f.asserted for f in figures_in("Армия не контролирует 12 сёл (5%).", "ru")] == [False, False]


# Two counts of other things are no part and total.
def test_villages_of_districts_are_two_figures() -> None:
    assert [f.value for f in figures_in("Армия освободила 12 сёл из 3 районов.", "ru")] == [12, 3]


# From one level to another: two figures, and no range.
CHANGES = [
    ("ru", "Доля территории под контролем армии выросла с 56,7 до 78,1 процента."),
    ("uk", "Частка території під контролем армії зросла з 56,7 до 78,1 відсотка."),
    ("fr", "La part du territoire contrôlée par l'armée est passée de 56,7 à 78,1 %."),
    ("es", "La parte del territorio controlada por el ejército pasó del 56,7 al 78,1 por ciento."),
    ("tr", "Ordunun kontrolündeki toprakların oranı yüzde 56,7'den yüzde 78,1'e yükseldi."),
    ("ar", "ارتفعت نسبة الأراضي الخاضعة لسيطرة الجيش من 56.7 إلى 78.1 في المئة."),
]


@pytest.mark.parametrize(("code", "text"), CHANGES)
def test_a_change_is_two_figures(code: str, text: str) -> None:
    read = [(f.value, f.high, f.unit, f.relation) for f in figures_in(text, code)]
    assert read == [(56.7, None, "percent", "holds"), (78.1, None, "percent", "holds")]


# What a sentence denies is read, and marked as denied.
DENIED = [
    ("ru", "Армия не контролирует 60 процентов территории.", False),
    ("fr", "L'armée ne contrôle pas 60 % du territoire.", False),
    ("fr", "L'armée ne contrôle que 60 % du territoire.", True),
    ("es", "El ejército no controla el 60 % del territorio.", False),
    ("uk", "Армія не контролює 60 відсотків території.", False),
    ("ar", "لا يسيطر الجيش على 60 في المئة من البلاد.", False),
    ("ar", "لا يسيطر الجيش إلا على 60 في المئة من البلاد.", True),
    ("tr", "Ordu ülkenin yüzde 60'ını kontrol etmiyor.", False),
]


@pytest.mark.parametrize(("code", "text", "asserted"), DENIED)
def test_what_is_denied(code: str, text: str, *, asserted: bool) -> None:
    assert [figure.asserted for figure in figures_in(text, code)] == [asserted]


def test_the_decimal_mark_is_decided_by_the_whole_text() -> None:
    alone = "El ejército recuperó 1,411 km2 del territorio."
    assert [f.value for f in figures_in(alone, "es")] == [1.411]
    beside = "El ejército controla el 96.5 % del territorio. " + alone
    assert [f.value for f in figures_in(beside, "es")] == [96.5, 1411]
