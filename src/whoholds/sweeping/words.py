"""The words by which a page's bytes may speak of ground: those of English, and what is counted in any language.

They come from the reader's own vocabulary; `words_abroad.py` has the other languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from whoholds.sweeping.words_abroad import Kind, Word, once, other_number_words, other_words

# Sets of the English vocabulary by which a sentence says that somebody holds, takes, loses or fights for ground …
_STRONG_SETS = ("triggers.powers", "triggers.hands", "ground.political", "holders.suffixes")
# … and those that say so only beside a word for ground, for an armed side or for a place.
_WEAK_SETS = (
    "ground.settling",
    "intent.attacks",
    "intent.fight",
    "light.nouns",
    "triggers.active_in",
    "triggers.fall",
    "triggers.push",
    "triggers.reduced",
    "triggers.taken",
    "turnovers.depriving",
    "turnovers.granting",
    "turnovers.keeping",
    "turnovers.leaving",
    "turnovers.moving",
    "turnovers.returning",
    "turnovers.slipping",
)
_SHAPE_SETS = ("ground.advances", "ground.stretching", "ground.zones")  # they say so of a length alone
_GROUND_SETS = (
    "ground.nouns",
    "ground.strong",
    "ground.population",
    "holders.nouns",
    "holders.names",
    "holders.armed",
    "holders.aggressors",
)
# Too common to say anything; the reader needs more than them as well.
_EMPTY = frozenset(
    word
    for line in (
        "in into to of on over up as at by for from with the a an is are was were be been not no all and or now more",
        "it its their them has have had back long under",
    )
    for word in line.split()
)
_SHORT = 5  # letters: a unit that has fewer is found by its shape, right behind a digit

# Shapes that count ground and are no plain words: a percent sign in a text (not one in a style sheet), fractions.
_SIGNS = (
    rb"%[ \r\n\t<.,;:)&'\"!?\xc2\xe2\xa0-]",
    rb"\d(?:&#37;|&percnt;)|\xd9\xaa",
    rb"[ >(]%\d",
    rb"\d/\d{1,2} (?:of|the)",
    # In UTF-8, and as one byte: behind another byte above 127 that is a part of a letter.
    rb"&frac[1-7]|\xc2[\xbc-\xbe]|\xe2\x85[\x93-\x9e]|[\x00-\x7f][\xbc-\xbe]",
)
# A short unit, behind a digit or a blank, and before no letter: in UTF-8 those with accents begin with C3 to C5. One
# pattern for each is found twice as fast as one for all.
_SHORT_UNIT = rb"[\d ;\xa0-]%s(?:[^a-z\d\xc3-\xc5-]|-[a-z])"


@dataclass(frozen=True)
class Says:
    """English words in small letters by what they say of a sentence: `strong` and `weak` as in `words.toml`.

    `staying` are what people do who are in an area. `ground` are words for ground and for those who hold it. `shapes`
    say that a length, in one of the units `lengths`, is one of ground. `phrases` are strong and have several words.
    """

    strong: frozenset[bytes]
    weak: frozenset[bytes]
    staying: frozenset[bytes]
    ground: frozenset[bytes]
    shapes: frozenset[bytes]
    lengths: frozenset[bytes]
    phrases: tuple[bytes, ...]

    @cached_property
    def openings(self) -> frozenset[bytes]:
        """The words that the phrases begin with."""
        return frozenset(re.split(rb"[^a-z]+", phrase)[0] for phrase in self.phrases)

    @cached_property
    def every(self) -> frozenset[bytes]:
        """All of these words."""
        return self.strong | self.weak | self.staying | self.ground | self.shapes | self.lengths | self.openings


def counted_words() -> tuple[Word, ...]:
    """Give what a number may stand before, in all encodings: units, places, people; each once.

    They are those of English and of the languages with other letters; `latin_words` gives the rest.

    >>> Word(b"villages", "counted", kind="place") in counted_words()
    True
    """
    return once([*_english_counted(), *(word for word in other_words() if word.sort == "counted" and not word.begins)])


def sign_patterns() -> tuple[bytes, ...]:
    """Give regular expressions for what counts ground and is no plain word: "40%", "12 km", "1/3 of", "½"."""
    short = sorted({re.escape(unit.rstrip("²")).encode() for unit in _units() if len(unit) < _SHORT})
    return (*_SIGNS, *(_SHORT_UNIT % unit for unit in short))


def number_words() -> frozenset[bytes]:
    """Give the words for numbers in languages with Latin letters, in small letters and in every encoding."""
    words = _vocabulary()
    found = {word.encode("ascii") for word in {*words.units, *words.tens, *words.scales, *words.parts, "all", "every"}}
    return frozenset(found) | other_number_words()


def no_half() -> tuple[frozenset[bytes], frozenset[bytes]]:
    """Give the English words before and behind which "half" is no share of ground: "last half", "half an hour"."""
    return _tokens(_of(["numbers.no_half_before"])), _tokens(_of(["numbers.no_half_after"]))


def english_says() -> Says:
    """Give the English words for what is done with ground.

    >>> says = english_says()
    >>> b"seized" in says.strong, b"took" in says.weak, b"rebels" in says.ground
    (True, True, True)
    """
    words = _vocabulary()
    verbs = {form for form, verb in words.verbs.items() if not verb.weak}
    weak = {form for form, verb in words.verbs.items() if verb.weak} | set(words.light)
    turns = {turn for by in words.idioms.values() for some in by.values() for turn in some}
    strong = verbs | set(words.deverbal) | _of(_STRONG_SETS)
    phrases = {word for word in strong if not word.isalpha()} | _bare(turns)
    return Says(
        strong=_tokens(strong),
        weak=_tokens(weak | _of(_WEAK_SETS) | _carrying(turns)),
        staying=_tokens(_of(["not_ground.staying"])),
        ground=_tokens(_of(_GROUND_SETS) | set(words.places) | set(words.peoples)),
        shapes=_tokens(_of(_SHAPE_SETS)) | {b"long"},
        lengths=_tokens(_units("distance")),
        phrases=tuple(sorted(phrase.lower().encode("ascii", "ignore") for phrase in phrases)),
    )


def _vocabulary() -> Any:
    from whoholds.reading.figures.vocabulary import english

    return english()


def _units(*kinds: str) -> set[str]:
    return {" ".join(unit) for unit, (kind, _) in _vocabulary().measures.items() if not kinds or kind in kinds}


def _english_counted() -> Iterator[Word]:
    words = _vocabulary()
    # Of a unit of several words the first is enough: "square", "sq".
    units = {unit.split()[0] for unit in _units()}
    kinds: dict[str, Kind] = {unit: "unit" for unit in units if len(unit) >= _SHORT or unit == "sq"}
    kinds |= dict.fromkeys(("per cent", "percent", "percentage", "pct"), "unit")
    kinds |= dict.fromkeys(words.parts, "part")
    kinds |= dict.fromkeys(("nearly all", "almost all", "population"), "any")
    kinds |= dict.fromkeys(("half", "halves"), "half")
    kinds |= dict.fromkeys((people.lower() for people in words.peoples), "people")
    for noun, named in words.nouns.items():
        if not named.singular:
            kinds[" ".join(noun)] = "people" if named.kind == "people" else "place"
        elif named.kind == "count":
            kinds.setdefault(" ".join(noun), "one")
    for word, kind in sorted(kinds.items()):
        if word.isascii():
            yield Word(word.encode("ascii"), "counted", kind=kind)


def _of(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in _vocabulary()[name]}


def _carrying(turns: Iterable[str]) -> set[str]:
    """Give the words of turns of phrase that say something; behind a "~" any form of the verb may stand."""
    parts = {part for turn in turns for word in turn.split() for part in re.split(r"[|?]", word)}
    grammar = ("pronouns", "determiners", "prepositions", "auxiliaries", "adverbs", "conjunctions", "subordinators")
    # "The fighting went on in": it is the fighting that says something.
    empty = _of(f"grammar.{name}" for name in grammar) | {
        "percent",
        "per",
        "cent",
        "way",
        "back",
        "out",
        "goes",
        "went",
    }
    return {part.rstrip("~=") for part in parts if len(part) > 2} - empty


def _bare(turns: Iterable[str]) -> set[str]:
    """Give the turns of phrase of which no word says anything alone: "down to"."""
    return {turn for turn in turns if turn.replace(" ", "").isalpha() and set(turn.split()) <= _EMPTY | {"down"}}


def _tokens(words: Iterable[str]) -> frozenset[bytes]:
    """Give the words as bytes in small letters, those of several words left out."""
    found = {word.lower() for word in words if word.isascii() and word.isalpha()}
    return frozenset(word.encode("ascii") for word in found - _EMPTY)
