"""Words that say what somebody does with ground: a sentence's triggers.

"rebels seized control of"  active: the subject has done it        "was captured by the army"  passive: by whom
"in the hands of the army"  under: whose                           "rebel-held"                attributive: whose
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from whoholds.reading.figures.attributes import ADJECTIVES, adjective, suffixed
from whoholds.reading.figures.bounds import amount_at
from whoholds.reading.figures.changes import CHANGES
from whoholds.reading.figures.having import having
from whoholds.reading.figures.idioms import first_words_of_idioms, idiom_at
from whoholds.reading.figures.powers import in_hands, names_side, power_noun, under_power
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.trigger import FirstWords, Reader, Trigger, before_adverbs, intended
from whoholds.reading.figures.turnovers import TURNOVERS
from whoholds.reading.figures.vocabulary import Verb, english

__all__ = ["Trigger", "before_adverbs", "find_triggers"]


def _idiom(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read a turn of phrase of the vocabulary: "at the mercy of", "flew its flag over"."""
    found = idiom_at(tokens, i)
    if found is None:
        return None
    last, shape, relation = found
    if relation == "holds" and tokens[i].low.startswith("stretch") and _is_front_line(tokens, i):
        # "The front line stretches over 1,000 km": they fight along it.
        return Trigger(i, last, "contests", "passive")
    if shape == "active":
        form = "ing" if tokens[i].low.endswith("ing") else "past"
        return Trigger(i, last, relation, shape, weak=not _object_is_ground(tokens, last), form=form)
    return Trigger(i, last, relation, shape, last if shape == "under" else None)


def _front(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "the front, which now extends over 1,200 km": they fight along it."""
    at = i + 1 + (low_at(tokens, i + 1) in ("across", "along", "for", "over"))
    found = _is_front_line(tokens, i) and (amount_at(tokens, i + 1) or amount_at(tokens, at))
    return Trigger(i, i + 1, "contests", "passive") if found else None


def _is_front_line(tokens: Sequence[Token], i: int) -> bool:
    """Whether what stretches from token i on is a front."""
    return any(token.low in english()["ground.fronts"] for token in tokens[max(0, i - 10) : i])


def _fell_to(tokens: Sequence[Token], i: int) -> Trigger | None:
    if low_at(tokens, i + 1) == "to":
        return Trigger(i, i + 2, "gained", "to", i + 2)
    if low_at(tokens, i + 1) == "from":
        ground = i + 2 < len(tokens) and amount_at(tokens, i + 2)
        # "The share of the rebels fell from 70 to 50 percent": who holds it is said elsewhere.
        return None if ground else Trigger(i, i + 2, "lost", "to", i + 2)
    if low_at(tokens, i + 1) in (".", ",", "in", "within", "during", "after", "on", "last", "yesterday", "today"):
        return Trigger(i, i + 1, "gained", "to")
    return None


def _driven_out(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "drove Portugal out of", "was pushed back from": the driven lose it."""
    passive = low_at(tokens, before_adverbs(tokens, i)) in english()["grammar.being"]
    if passive and low_at(tokens, i + 1) == "back" and _object_is_ground(tokens, i + 2):
        return Trigger(i, i + 2, "lost", "active", form="past")
    for k in range(i + 1, min(i + 9, len(tokens) - 1)):
        if tokens[k].low == "from" or (tokens[k].low == "of" and tokens[k - 1].low == "out"):
            bare = k - 1 == i or (tokens[k - 1].low in ("out", "back") and k - 2 == i)
            if passive or bare:
                return Trigger(i, k + 1, "lost", "active", form="past")
            if _is_force_before(tokens, i):
                # The force that drives another one out has gained the ground; an offensive is no force.
                return Trigger(i, k + 1, "gained", "active", form="ing" if tokens[i].low.endswith("ing") else "past")
            last = k - 1 if tokens[k - 1].low in ("out", "back", "away") else k
            return Trigger(i, k + 1, "lost", "active", i + 1, last)
        if tokens[k].low in (",", ".", ";") or tokens[k].kind == "n" or tokens[k].low in english().units:
            return None
    return None


def _is_force_before(tokens: Sequence[Token], i: int) -> bool:
    """Whether the subject of a verb at token i is a force, so far as the word before it tells."""
    words = english()
    at = before_adverbs(tokens, i)
    while at > 0 and tokens[at].low in words["grammar.auxiliaries"]:
        at -= 1
    low = low_at(tokens, at)
    if low in words["holders.armed"] or low in words["holders.names"]:
        return True
    armed = words["holders.armed_only"] | {"peacekeepers"}
    if tokens[at].cap and low_at(tokens, at - 1) in ("from", "of", "and"):
        # "Soldiers from Oru and Aru have driven them from …".
        return any(tokens[k].low in armed for k in range(max(0, at - 6), at))
    return low in armed


def _reduced(tokens: Sequence[Token], i: int) -> Trigger | None:
    if low_at(tokens, i + 1) not in ("to", "from"):
        return None
    if (
        low_at(tokens, i) in english()["triggers.fall"]
        and low_at(tokens, i + 1) == "to"
        and not low_at(tokens, i + 2).isdigit()
    ):
        return None
    if any(token.low in english()["turnovers.levels"] for token in tokens[max(0, i - 12) : i]):
        # "The number of districts under their control fell to 40": what they hold.
        by = next((k for k in range(i - 1, max(0, i - 6), -1) if tokens[k].low == "by"), None)
        # "The share of the land held by the rebels fell from 70 to 50 percent".
        held = by is not None and english().verbs.get(tokens[by - 1].low)
        return Trigger(i, i + 2, "holds", "active", by + 1, i) if by is not None and held else None
    # "Shrank from 90,000 to 70,000 square kilometres": what is held before and after.
    both = low_at(tokens, i + 1) == "from" and any(token.low == "to" for token in tokens[i + 2 : i + 16])
    remaining = both or any(token.low == "remaining" for token in tokens[max(0, i - 6) : i])
    return Trigger(i, i + 2, "holds" if remaining else "lost", "active", form="past")


def _fight_for(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "fighting for three villages", "clashes over"."""
    if low_at(tokens, i + 1) not in ("for", "over"):
        return None
    return Trigger(i, i + 2, "contests", "active", weak=not _object_is_ground(tokens, i + 2))


def _deverbal(tokens: Sequence[Token], i: int) -> Trigger | None:
    words = english()
    low = tokens[i].low
    by = _doer_of_noun(tokens, i)
    if low_at(tokens, i + 1) not in ("of", "from") and by is None:
        return None
    if low == "withdrawal" and low_at(tokens, i + 1) == "of":
        return None
    relation = words.deverbal[low]
    if relation == "gained" and any(token.low in words["intent.noun"] for token in tokens[max(0, i - 2) : i]):
        relation = "contests"
    if by is not None:
        return Trigger(i, by + 1, relation, "nominal", i + 2, by)
    return Trigger(i, i + 2, relation, "nominal")


def _doer_of_noun(tokens: Sequence[Token], i: int) -> int | None:
    """Return the "of" in "the occupation by Oruland of a fifth", the words before it being who does it."""
    if low_at(tokens, i + 1) != "by":
        return None
    end = next((k for k in range(i + 3, min(i + 9, len(tokens))) if tokens[k].low == "of"), None)
    if end is None or not all(token.kind == "w" for token in tokens[i + 2 : end]):
        return None
    return end if not amount_at(tokens, i + 2) else None


def _object_is_ground(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number or a noun for ground follows close by, before any preposition: the verb is no idiom."""
    words = english()
    for k in range(i, min(i + 6, len(tokens))):
        low = tokens[k].low
        if tokens[k].kind == "n" or low in words.units or low in words["ground.nouns"] or low in words.parts:
            return True
        if (
            low in words["grammar.prepositions"]
            and low not in ("over", "about", "under", "around", "of", "near", "than")
        ) or (tokens[k].kind == "p" and low != "-"):
            return False
    return False


def _active_in(tokens: Sequence[Token], i: int) -> Trigger | None:
    low = tokens[i].low
    if low_at(tokens, i + 1) not in ("in", "across", "over", "to"):
        return None
    if (low in ("confined",)) != (low_at(tokens, i + 1) == "to"):
        return None
    return Trigger(i, i + 2, "contests", "active")


def _object_follows(tokens: Sequence[Token], i: int) -> bool:
    if i >= len(tokens):
        return False
    token = tokens[i]
    if token.low in english()["grammar.prepositions"] and token.low not in english()["triggers.object"]:
        return False
    return (
        token.kind == "n"
        or token.low in english()["triggers.object"]
        or token.cap
        or token.low in english().units
        or (
            token.kind == "w"
            and token.low not in english()["grammar.prepositions"]
            and token.low not in english()["grammar.conjunctions"]
            and token.low not in english()["grammar.auxiliaries"]
            and token.low not in english()["grammar.adverbs"]
        )
    )


def _verb(tokens: Sequence[Token], i: int) -> Trigger | None:
    words = english()
    verb = words.verbs[tokens[i].low]
    if tokens[i].cap and tokens[i].low in words["grammar.months"]:
        # "From Jan. 1 to March 28".
        return None
    if i + 2 < len(tokens) and tokens[i + 1].low == "-" and tokens[i + 1].start == tokens[i].end:
        return None
    again = low_at(tokens, i - 2) == "re"
    if i and tokens[i - 1].low == "-" and tokens[i - 1].start == tokens[i].start - 1 and not again:
        return None
    subject = before_adverbs(tokens, i)
    moving = words["grammar.being"] if verb.form == "ing" else frozenset[str]()
    while subject > 0 and (tokens[subject].low in ("have", "has", "had") or tokens[subject].low in moving):
        subject -= 1
    if low_at(tokens, subject) in words["triggers.nature"]:
        # "Pastures occupy a third of the land", "rain threatens 12 villages".
        return None
    if verb.base in english()["weak.strict"] and not _is_strictly_ground(tokens, i, verb):
        return None
    if verb.base in ("establish", "create", "maintain") and not _zone_follows(tokens, i):
        return None
    if _is_suffix_apart(tokens, i):
        return Trigger(i - 1, i + 1, "holds", "under", i - 1, i)
    before = before_adverbs(tokens, i)
    prior = low_at(tokens, before)
    being = prior in words["grammar.being"] and prior not in ("lives", "live")
    if verb.form in ("past",) or tokens[i].low == "overrun":
        return _past(tokens, i, verb, being=being, had=prior in english()["triggers.have"])
    if verb.form == "ing":
        if low_at(tokens, i - 1) in ("the", "an", "a", "its", "these", "being", "illegally", "of"):
            return None
        if verb.base == "surround" and (tokens[i - 1].kind == "n" or low_at(tokens, i - 1) in words.units):
            return None
        last = _after_preposition(tokens, i, verb)
        weak = verb.weak and not _object_is_ground(tokens, last)
        # "Have proposed annexing a third of it".
        wished = verb.relation == "gained" and low_at(tokens, i - 1) in words["intent.considering"]
        return Trigger(i, last, "contests" if wished else verb.relation, "active", weak=weak, form="ing")
    return _present(tokens, i, verb, prior)


def _is_suffix_apart(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is the "occupied" of "a fifth of it is Orulandic occupied", written without its hyphen."""
    words = english()
    if i < 2 or tokens[i].low not in words["holders.suffixes"]:
        return False
    if (
        low_at(tokens, i - 2) not in words["grammar.being"]
        and tokens[i - 2].kind != "n"
        and tokens[i - 2].low not in words.units
    ):
        return False
    return names_side(tokens[i - 1]) and low_at(tokens, i + 1) != "by" and not _object_follows(tokens, i + 1)


def _is_strictly_ground(tokens: Sequence[Token], i: int, verb: Verb) -> bool:
    """Whether a verb of many meanings speaks of ground: its object follows at once, or it is a passive."""
    if verb.form == "past" and low_at(tokens, before_adverbs(tokens, i)) in english()["grammar.being"]:
        return low_at(tokens, i + 1) not in ("back", "for", "out", "off", "from")
    far = {token.low for token in tokens[i + 1 : i + 5]}
    if verb.base == "run" and not far.isdisjoint(("km", "kilometres", "kilometers", "miles", "metres", "meters")):
        return False
    return low_at(tokens, i + 1) not in english()["grammar.prepositions"] and _object_is_ground(tokens, i + 1)


def _after_preposition(tokens: Sequence[Token], i: int, verb: Verb) -> int:
    if verb.prepositions and low_at(tokens, i + 1) in verb.prepositions:
        return i + 2
    if low_at(tokens, i + 1) in ("over", "back", "up") and verb.base in ("take", "win", "give"):
        return i + 2
    return i + 1


def _zone_follows(tokens: Sequence[Token], i: int) -> bool:
    """Whether a zone is established, and not a settlement or a committee."""
    return any(token.low in english()["ground.zone_before"] for token in tokens[i + 1 : i + 10])


def _past(tokens: Sequence[Token], i: int, verb: Verb, *, being: bool, had: bool) -> Trigger | None:
    last = _after_preposition(tokens, i, verb)
    if low_at(tokens, i + 1) == "by" and low_at(tokens, i + 2) in ("neither", "no", "nobody"):
        return None
    if verb.base in english()["weak.given_back"] and (being or low_at(tokens, i + 1) in ("and", "by", "to")):
        to = next((k for k in range(i + 1, min(i + 8, len(tokens))) if tokens[k].low == "to"), None)
        return Trigger(i, last, "gained", "to", to + 1) if to else Trigger(i, last, "lost", "passive")
    if being and verb.base in english()["weak.leaving"] and not _is_of_war(tokens, i):
        return None
    if being and verb.relation == "gained" and _is_still_to_be(tokens, i):
        # "Another 40 villages need to be liberated": who has taken them holds them.
        return Trigger(i, last, "holds", "passive", form="past")
    if not being and verb.base in ("withdraw", "retreat") and low_at(tokens, i + 1) == "into":
        return Trigger(i, last, verb.relation, "active", form="past")
    if being and verb.base not in ("withdraw", "retreat", "advance", "expand"):
        return Trigger(i, last, verb.relation, "passive", weak=False, form="past")
    if not had and not being and low_at(tokens, i - 1) in ("the", "its", "their", "these", "all", "of", "illegally"):
        return Trigger(i, i + 1, verb.relation, "attributive")
    if not had and low_at(tokens, i + 1) == "by" and not verb.prepositions:
        return Trigger(i, last, verb.relation, "passive", form="past")
    had = had or low_at(tokens, before_adverbs(tokens, i)).endswith(("’ve", "'ve", "’d", "'d"))
    if verb.base == "control" and _from_side(tokens, last):
        # "The army controlled seven more villages from the rebels".
        return Trigger(i, last, "gained", "active", form="past")
    if had or _object_follows(tokens, last):
        return Trigger(
            i, last, verb.relation, "active", weak=verb.weak and not _object_is_ground(tokens, last), form="past"
        )
    if verb.weak and low_at(tokens, i + 1) not in ("by", "from"):
        return Trigger(i, last, verb.relation, "passive", weak=True, form="past")
    return Trigger(i, last, verb.relation, "passive", form="past")


def _is_still_to_be(tokens: Sequence[Token], i: int) -> bool:
    """Whether "to be" stands before a participle, and before it a word that says that it is not done."""
    at = before_adverbs(tokens, i)
    undone = english()["intent.undone"]
    return [low_at(tokens, at - 1), low_at(tokens, at)] == ["to", "be"] and low_at(tokens, at - 2) in undone


def _from_side(tokens: Sequence[Token], i: int) -> bool:
    """Whether "from" and a side follow token i in the same breath."""
    words = english()
    for k in range(i, min(i + 10, len(tokens) - 1)):
        if tokens[k].low == "from":
            at = k + 1 + (low_at(tokens, k + 1) == "the")
            return low_at(tokens, at) in words.holder_names or low_at(tokens, at) in words["holders.nouns"]
        if tokens[k].kind == "p" and tokens[k].low != "-":
            return False
    return False


def _is_of_war(tokens: Sequence[Token], i: int) -> bool:
    """Whether what was evacuated or abandoned was left by an army, and not to a fire or a flood."""
    near = {token.low for token in tokens[max(0, i - 12) : i + 12]}
    return not near.isdisjoint(english()["holders.armed"]) or "by" in near


def _present(tokens: Sequence[Token], i: int, verb: Verb, prior: str) -> Trigger | None:
    words = english()
    last = _after_preposition(tokens, i, verb)
    noun = (prior in words["grammar.determiners"] and prior not in english()["triggers.not_determiners"]) or prior in (
        "of",
        "in",
        "by",
        "for",
        "with",
        "from",
        "on",
        "under",
        "after",
        "full",
        "during",
        "its",
        "his",
        "their",
        "our",
        "new",
        "into",
    )
    if noun and verb.base not in ("occupy", "seize", "govern"):
        return None
    if verb.form == "s" and verb.relation == "contests" and prior.endswith("ing"):
        # "In three years of grinding attacks".
        return None
    relation = verb.relation
    if relation in ("gained", "lost") and verb.form == "base" and prior in ("to", "could", "would", "might", "may"):
        to = before_adverbs(tokens, i)
        repulsed = any(token.low in words["weak.repulsed"] for token in tokens[i + 1 : i + 16])
        planned = prior == "would" and any(token.low in words["intent.schemes"] for token in tokens[max(0, i - 12) : i])
        wished = prior == "to" and (repulsed or intended(tokens, to))
        if wished or planned or prior in ("might", "may", "could"):
            relation = "contests"
    if not _object_follows(tokens, last):
        if verb.prepositions:
            return None
        return Trigger(i, last, relation, "active", weak=True, form=verb.form)
    if verb.base == "vacate":
        # Who vacates a village loses it; what "was vacated to" somebody he has gained.
        relation = "lost"
    return Trigger(i, last, relation, "active", weak=verb.weak and not _object_is_ground(tokens, last), form=verb.form)


def _joins(tokens: Sequence[Token], first: Trigger, second: Trigger) -> bool:
    """Whether two verbs say one thing of one object: "control or influence", "seized and still holds"."""
    between = [token.low for token in tokens[first.last : second.first]]
    same = first.shape == second.shape or (first.form, second.form) == ("past", "past")
    # "Either contested or under rebel control".
    same = same or (first.shape, second.shape, first.relation) == ("passive", "under", "contests")
    if not same or {first.relation, second.relation} != {"holds", "contests"}:
        return False
    contesting = english()["triggers.contesting"]
    disputed = not contesting.isdisjoint(token.low for token in tokens[first.first : second.last])
    joints = ("or", "and/or", "/", ",", "and") if disputed else ("or", "and/or", "/", ",")
    if not between or between[0] not in joints or (first.relation == "contests" and not disputed):
        return False
    light = english()["grammar.adverbs"] | {"had", "has", "have", "a", *joints}
    return all(low in light or low.endswith("ly") for low in between[1:])


_READERS: tuple[tuple[Reader, FirstWords], ...] = (
    (under_power, lambda words: ("under", "beneath")),
    *TURNOVERS,
    *CHANGES,
    (in_hands, lambda words: ("in", "into", "on", "at")),
    (_front, lambda words: words["triggers.extending"]),
    (_idiom, lambda words: first_words_of_idioms()),
    (_driven_out, lambda words: words["triggers.push"]),
    (_reduced, lambda words: words["triggers.reduced"]),
    (_fell_to, lambda words: words["triggers.fall"]),
    (power_noun, lambda words: words["light.nouns"]),
    (suffixed, lambda words: words["holders.suffixes"]),
    (_deverbal, lambda words: words.deverbal),
    (_fight_for, lambda words: words["intent.fight"]),
    (_active_in, lambda words: words["triggers.active_in"]),
    (adjective, lambda words: ADJECTIVES),
    (having, lambda words: ("have", "has", "had")),
    (_verb, lambda words: words.verbs),
)
"""The readers in the order in which they are asked, each with the words at which its phrases begin."""


@lru_cache(maxsize=1)
def _readers_by_word() -> Mapping[str, tuple[Reader, ...]]:
    """Return the readers of each word, in their order; most words have none."""
    found: dict[str, list[Reader]] = {}
    for reader, first_words in _READERS:
        for word in frozenset(first_words(english())):
            found.setdefault(word, []).append(reader)
    return {word: tuple(readers) for word, readers in found.items()}


def find_triggers(tokens: Sequence[Token]) -> list[Trigger]:
    """Return a sentence's triggers in order. Where several begin in one place, the longest phrase stands.

    >>> from whoholds.reading.figures.tokens import words_of
    >>> [(t.relation, t.shape) for t in find_triggers(words_of("Rebels took control of it; it was lost by the army"))]
    [('gained', 'active'), ('lost', 'passive')]
    """
    found: list[Trigger] = []
    readers_of = _readers_by_word()
    for i, token in enumerate(tokens):
        if token.kind != "w" or token.low not in readers_of:
            continue
        for reader in readers_of[token.low]:
            trigger = reader(tokens, i)
            if trigger is None:
                continue
            if found and _joins(tokens, found[-1], trigger):
                found[-1] = replace(trigger, first=found[-1].first, relation="holds")
                break
            # "took control of": the noun's reading, which begins at the verb, replaces the verb's own.
            while found and found[-1].first >= trigger.first:
                found.pop()
            if not found or trigger.first >= found[-1].last:
                found.append(trigger)
            break
    return found
