"""The words of reports in English, read once from `vocabulary/en.toml` and `vocabulary/demonyms.toml`.

Logic lives in the files beside; words live in the TOML files, so that somebody who knows the language but not the
code can add one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

_WORD = re.compile(r"[^\W\d_²]+|[%/²]")
"""A word or a mark of a unit: what `words_in` cuts a text into."""

Phrases = dict[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb of holding, contesting, gaining or losing: `form` is base, s, past, part or ing."""

    base: str
    relation: str
    form: str
    weak: bool
    prepositions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that numbers count: its `unit` (an English plural), its `kind`, and whether it is a singular."""

    unit: str
    kind: str
    singular: bool


@dataclass(frozen=True)
class Vocabulary:
    """All words of one language, in the shape in which the grammar asks for them."""

    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    parts: dict[str, int]
    glyphs: dict[str, tuple[int, int]]
    percent: frozenset[tuple[str, ...]]
    before: Phrases
    after: Phrases
    measures: dict[tuple[str, ...], tuple[str, str]]
    nouns: dict[tuple[str, ...], Noun]
    verbs: dict[str, Verb]
    light: dict[str, str]
    idioms: dict[str, dict[str, list[str]]]
    deverbal: dict[str, str]
    places: dict[str, str]
    peoples: dict[str, str]
    holder_names: frozenset[str]
    sets: dict[str, frozenset[str]]
    maps: dict[str, dict[str, str]]
    common: frozenset[str]

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return a set of words by its table and key in the TOML file, as in "grammar.being"."""
        return self.sets[name]

    @cached_property
    def function_words(self) -> frozenset[str]:
        """The words of grammar, which name nobody even with a capital letter."""
        keys = "prepositions auxiliaries subordinators pronouns determiners conjunctions adverbs months days speech"
        return frozenset[str]().union(*(self.sets[f"grammar.{key}"] for key in keys.split()))

    @cached_property
    def place_names(self) -> frozenset[str]:
        """The countries and regions by the one name that each is given here."""
        return frozenset(self.places.values())

    @cached_property
    def number_openings(self) -> frozenset[str]:
        """The words at which a number in words can begin."""
        others = ("a", "an", "one", "half", "every", "dozen")
        return frozenset((*others, *self.glyphs, *self.parts, *self.tens, *self.units))

    @cached_property
    def noun_openings(self) -> frozenset[str]:
        """The first words of the nouns that numbers count."""
        return frozenset(noun[0] for noun in self.nouns)

    @cached_property
    def measure_openings(self) -> frozenset[str]:
        """The first words of the units of area and distance."""
        return frozenset(measure[0] for measure in self.measures)

    @cached_property
    def percent_openings(self) -> frozenset[str]:
        """The first words of what stands for percent."""
        return frozenset(phrase[0] for phrase in self.percent)

    @cached_property
    def unit_words(self) -> frozenset[str]:
        """The words and marks of which a sentence has at least one if a number in it has a unit of its own.

        They are those of areas, distances and nouns, of percentages ("p.c." too) and fractions ("3/4"), and of
        "nearly all", as `words_in` cuts them.
        """
        counted = self.noun_openings | self.peoples.keys() | self.sets["candidates.residential"] | {"population"}
        shares = self.percent_openings | self.parts.keys() | self.glyphs.keys() | {"p", "/", "half", "nearly", "almost"}
        found = counted | shares | self.measure_openings
        return frozenset(part for word in found for part in words_in(word))

    @cached_property
    def country_words(self) -> frozenset[str]:
        """The words of which a sentence has at least one if it names a country, as `words_in` cuts them.

        Of a name it is the first word, also with an "s" for its people. Capitals, which name a country too, are not
        among them.
        """
        named = [*self.places, *self.peoples, *(name + "s" for name in self.place_names)]
        found = [*named, *self.sets["bases.formal"], *self.sets["bases.state_nouns"]]
        return frozenset(words_in(name)[0] for name in found)

    @cached_property
    def before_endings(self) -> frozenset[str]:
        """The last words of the bounds that stand before a number."""
        return frozenset(phrase[-1] for phrase in self.before)

    @cached_property
    def after_openings(self) -> frozenset[str]:
        """The first words of the bounds that stand behind a number."""
        return frozenset(phrase[0] for phrase in self.after)


def words_in(text: str) -> list[str]:
    """Return a text's words in lower case and its marks of units, faster and less finely than tokens are cut.

    Each word of a token is among them.

    >>> words_in("12 km² of Oruland's north")
    ['km', '²', 'of', 'oruland', 's', 'north']
    """
    return _WORD.findall(text.lower())


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("whoholds.reading").joinpath("vocabulary", name).read_text("utf-8"))


def _words(phrase: str) -> tuple[str, ...]:
    """Cut a phrase as `tokens.words_of` cuts the text: hyphens and dots are words of their own or dropped."""
    return tuple(phrase.replace("-", " - ").replace(".", "").split())


def plural_forms(noun: str) -> tuple[str, str]:
    """Return the singular and plural of a regular plural noun.

    >>> plural_forms("oil fields")
    ('oil field', 'oil fields')
    """
    return (noun[:-1] if noun.endswith("s") else noun), noun


def inflect(verb: str) -> list[str]:
    """Return base, -s, past, past participle and -ing of a regular verb; "=" at its end doubles the last letter.

    >>> inflect("seize")
    ['seize', 'seizes', 'seized', 'seized', 'seizing']
    >>> inflect("grab=")
    ['grab', 'grabs', 'grabbed', 'grabbed', 'grabbing']
    """
    stem = verb.rstrip("=")
    if verb.endswith("="):
        third, past, ing = stem + "s", stem + stem[-1] + "ed", stem + stem[-1] + "ing"
    elif stem.endswith("e"):
        third, past, ing = stem + "s", stem + "d", stem[:-1] + "ing"
    elif stem.endswith("y") and stem[-2] not in "aeiou":
        third, past, ing = stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"
    else:
        third = stem + ("es" if stem.endswith(("s", "x", "sh", "ch")) else "s")
        past, ing = stem + "ed", stem + "ing"
    return [stem, third, past, past, ing]


def _verb_forms(verb: str, irregular: dict[str, list[str]]) -> list[tuple[str, str]]:
    stem = verb.rstrip("=")
    if stem not in irregular:
        return list(zip(inflect(verb), ("base", "s", "past", "past", "ing"), strict=True))
    forms = irregular[stem]
    named = [(forms[0], "base"), (forms[1], "s")]
    named += [(form, "ing" if form.endswith("ing") else "past") for form in forms[2:]]
    return named


def _verbs(table: dict[str, Any]) -> dict[str, Verb]:
    found: dict[str, Verb] = {}
    weak, prepositional = set(table["weak"]["verbs"]), table["weak"]["prepositional"]
    for relation, verbs in table["verbs"].items():
        for verb in verbs:
            stem = verb.rstrip("=")
            for form, name in _verb_forms(verb, table["irregular"]):
                made = Verb(stem, relation, name, stem in weak, tuple(prepositional.get(stem, ())))
                # "overrun" is base and participle: the first form stays.
                found.setdefault(form, made)
    return found


def _light(table: dict[str, Any]) -> dict[str, str]:
    found = {}
    for relation in ("gained", "lost"):
        for verb in table["light"][relation]:
            for form, _ in _verb_forms(verb, table["irregular"]):
                found[form] = relation
    return found


def _nouns(table: dict[str, Any]) -> dict[tuple[str, ...], Noun]:
    found: dict[tuple[str, ...], Noun] = {}
    for kind in ("count", "people"):
        for unit, plurals in table["units"][kind].items():
            for plural in plurals:
                single = table["singular"].get(plural, plural_forms(plural)[0])
                if single != plural:
                    found.setdefault(_words(single), Noun(unit, kind, True))
                found[_words(plural)] = Noun(unit, kind, False)
    return found


def _people_plural(adjective: str) -> str:
    return adjective if adjective.endswith(("ese", "ish", "ch", "s", "z", "i")) else adjective + "s"


def _places(table: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what an adjective, a people or a country's own name is the place of, and the peoples' names."""
    places: dict[str, str] = {}
    peoples: dict[str, str] = dict(table["peoples"]) | {plural: plural for plural in table["peoples"].values()}
    for place, adjectives in table["places"].items():
        places.setdefault(place, place)
        for adjective in adjectives:
            places.setdefault(adjective, place)
            plural = adjective + "s" if adjective.endswith("i") else _people_plural(adjective)
            if plural != adjective:
                peoples.setdefault(plural, plural)
    return places, peoples


def _phrases(lists: dict[str, list[str]]) -> Phrases:
    return {_words(phrase): bound for bound in ("about", "at_least", "at_most") for phrase in lists[bound]}


def _sets(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {
        f"{name}.{key}": frozenset(value)
        for name, part in table.items()
        if name not in ("verbs", "irregular", "idioms")
        for key, value in part.items()
        if isinstance(value, list) and all(isinstance(item, str) for item in value)
    }


def _measures(table: dict[str, Any]) -> dict[tuple[str, ...], tuple[str, str]]:
    return {
        _words(spelling): (kind, unit)
        for kind in ("area", "distance")
        for unit, spellings in table["units"][kind].items()
        for spelling in spellings
    }


def _common(
    table: dict[str, Any],
    sets: dict[str, frozenset[str]],
    verbs: dict[str, Verb],
    nouns: dict[tuple[str, ...], Noun],
) -> frozenset[str]:
    """Return the words that are no names, also when a headline writes them with a capital."""
    found = set(verbs) | {word for words, noun in nouns.items() if not noun.singular for word in words}
    for name in ("units", "tens", "scales", "parts"):
        found |= set(table["numbers"][name])
    for name, words in sets.items():
        if not name.startswith(("holders.names", "grammar.months", "grammar.days", "places.")):
            found |= {word for phrase in words for word in phrase.split()}
    return frozenset(found)


def _joined(words: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(_words(word)) for word in words)


@lru_cache(maxsize=1)
def _irregular() -> dict[str, list[str]]:
    table: dict[str, list[str]] = _table("en.toml")["irregular"]
    return table


def verb_forms(verb: str) -> list[tuple[str, str]]:
    """Return the forms of an English verb, each with its name: "base", "s", "past" or "ing".

    >>> verb_forms("hold")
    [('hold', 'base'), ('holds', 's'), ('held', 'past'), ('holding', 'ing')]
    """
    return _verb_forms(verb, _irregular())


@lru_cache(maxsize=1)
def english() -> Vocabulary:
    """Return the vocabulary of English. It is read on first use and kept.

    >>> english().verbs["seized"].relation
    'gained'
    >>> english().places["Georgian"]
    'Georgia'
    """
    table, demonyms = _table("en.toml"), _table("demonyms.toml")
    places, peoples = _places(demonyms)
    numbers = table["numbers"]
    sets = _sets(table)
    verbs = _verbs(table)
    nouns = _nouns(table)
    return Vocabulary(
        units=numbers["units"],
        tens=numbers["tens"],
        scales=numbers["scales"],
        parts=numbers["parts"],
        glyphs={glyph: (a, b) for glyph, (a, b) in numbers["glyphs"].items()},
        percent=frozenset(_words(spelling) for spelling in numbers["percent"]),
        before=_phrases(table["bounds"]),
        after={_words(phrase): bound for phrase, bound in table["bounds"]["after"].items()},
        measures=_measures(table),
        nouns=nouns,
        verbs=verbs,
        light=_light(table),
        idioms=table["idioms"],
        deverbal={noun: relation for relation, nouns in table["deverbal"].items() for noun in nouns},
        places=places,
        peoples=peoples,
        holder_names=_joined(table["holders"]["names"]),
        sets=sets,
        maps={
            "measures": table["ground"]["measures"],
            "sorts": table["ground"]["sorts"],
            "plural": table["holders"]["plural"],
            "capitals": demonyms["capitals"],
            "turned": table["carried"]["turned"],
            "changed": table["continued"]["changed"],
        },
        common=_common(table, sets, verbs, nouns),
    )
