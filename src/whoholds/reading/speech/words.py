"""The vocabulary of saying: `vocabulary/speech_en.toml`, read once and kept as frozen sets."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).parents[1] / "vocabulary" / "speech_en.toml"


class Speech(NamedTuple):
    """Which words mean what when somebody is quoted. Sets are of lower-case words, except `seats`."""

    say: frozenset[str]
    ambiguous: frozenset[str]
    plural: frozenset[str]
    participle: frozenset[str]
    relay: frozenset[str]
    handing_on: frozenset[str]
    denial: frozenset[str]
    only_with_that: frozenset[str]
    of_documents: frozenset[str]
    of_observers: frozenset[str]
    put_with: dict[str, str]
    turned: frozenset[str]
    with_preposition: frozenset[str]
    reckonings: dict[str, frozenset[str]]
    cues: frozenset[str]
    with_preposition_first: frozenset[str]
    with_preposition_words: tuple[frozenset[str], ...]
    whole_cues: frozenset[str]
    parts_of_cues: frozenset[str]
    triggers: frozenset[str]
    deeds: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    speakers: dict[str, frozenset[str]]
    labels: dict[str, frozenset[str]]
    occasions: dict[str, frozenset[str]]
    going_on: dict[str, frozenset[str]]
    introductions: dict[str, frozenset[str]]
    headlines: dict[str, frozenset[str]]
    figures: dict[str, frozenset[str]]
    notes: dict[str, tuple[str, ...]]
    ranks: frozenset[tuple[str, ...]]
    ranks_first: frozenset[str]
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    nouns: frozenset[str]
    pronouns: frozenset[str]
    inside: frozenset[str]
    closed: frozenset[str]


@lru_cache(maxsize=1)
def speech() -> Speech:
    """Return the vocabulary.

    >>> "said" in speech().say, "said" in speech().denial
    (True, False)
    """
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    reckonings = {name: frozenset(table["cues"].pop(f"{name}_reckoning")) for name in ("by", "on", "in")}
    put_with = dict(phrase.split() for phrase in table["cues"].pop("put_with"))
    with_preposition = frozenset(table["cues"].pop("with_preposition"))
    with_preposition_first = frozenset(phrase.split()[0] for phrase in with_preposition)
    cues = {name: frozenset(words) for name, words in table["cues"].items()}
    given = frozenset(table["figures"]["given"])
    single_cues = frozenset(put_with).union(*cues.values())
    whole_cues = single_cues | {"according", "per"}
    parts_of_cues = with_preposition_first.union(given, *reckonings.values()) - whole_cues
    words = {name: frozenset(listed) for name, listed in table["words"].items()}
    speakers = {name: frozenset(listed) for name, listed in table["speakers"].items()}
    nouns = speakers["roles"] | speakers["bodies"] | speakers["documents"] | speakers["pointing"]
    return Speech(
        **cues,
        put_with=put_with,
        with_preposition=with_preposition,
        reckonings=reckonings,
        cues=single_cues,
        with_preposition_first=with_preposition_first,
        with_preposition_words=tuple(frozenset(phrase.split()) for phrase in with_preposition),
        whole_cues=whole_cues,
        parts_of_cues=parts_of_cues,
        triggers=whole_cues | parts_of_cues | {"According", "Per"},
        deeds=_deeds(table["deeds"], table["deed_forms"]),
        words=words,
        speakers=speakers,
        labels={name: frozenset(listed) for name, listed in table["labels"].items()},
        occasions={name: frozenset(listed) for name, listed in table["occasions"].items()},
        going_on={name: frozenset(listed) for name, listed in table["going_on"].items()},
        introductions={name: frozenset(listed) for name, listed in table["introductions"].items()},
        headlines={name: frozenset(listed) for name, listed in table["headlines"].items()},
        figures={name: frozenset(listed) for name, listed in table["figures"].items()},
        notes={name: tuple(sorted(listed, key=len, reverse=True)) for name, listed in table["notes"].items()},
        ranks=frozenset(tuple(rank.split()) for rank in table["speakers"]["ranks"]),
        ranks_first=frozenset(rank.split()[0] for rank in table["speakers"]["ranks"]),
        months=tuple(table["words"]["months"]),
        months_short=tuple(table["words"]["months_short"]),
        weekdays=tuple(table["words"]["weekdays"]),
        nouns=nouns,
        pronouns=speakers["person_pronouns"] | speakers["body_pronouns"],
        inside=nouns | speakers["modifiers"] | speakers["particles"] | speakers["titles"],
        closed=words["prepositions"] | words["conjunctions"] | words["verbs"] | words["unsaid"],
    )


def _deeds(objects: dict[str, list[str]], forms: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {form: frozenset(objects[stem]) for stem, listed in forms.items() for form in listed}
