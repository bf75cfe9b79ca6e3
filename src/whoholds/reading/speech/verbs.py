"""Verbs of saying: whether a word that can report a saying does so where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.speech.phrases import Phrase, in_think_tank, in_vocabulary
from whoholds.reading.speech.sentences import Word
from whoholds.reading.speech.words import speech

_PUT_REACH = 14
_INNER_MARKS = frozenset("‘’'\"“”")
_HEARSAY = frozenset({"said", "reported", "believed", "thought", "estimated", "alleged"})


def is_deed(words: Sequence[Word], i: int) -> bool:
    """Whether the verb means a deed here ("claimed responsibility", "declared war")."""
    objects = speech().deeds.get(words[i].low)
    if not objects:
        return False
    for k, word in enumerate(words[i + 1 : i + 4], start=i + 1):
        if word.low == "that" or not (word.is_word or word.text in _INNER_MARKS):
            return False
        if word.low.strip("'") in objects:
            if words[i].low in {"put", "puts"} and _puts_at(words, i):
                return False
            # "posted on its channel that …" is a saying.
            announced = any(w.low == "that" or w.text == ":" for w in words[k + 1 : k + 8])
            return not (announced and word.low in speech().words["prepositions"])
    return False


def _puts_at(words: Sequence[Word], i: int) -> bool:
    """Whether somebody names a number: "put the share under rebel control at a quarter"."""
    numbers = speech().going_on["numbers"]
    for k in range(i + 2, min(len(words) - 1, i + _PUT_REACH)):
        if not words[k].is_word:
            return False
        if words[k].low == "at":
            return any(word.text[0].isdigit() or word.low in numbers for word in words[k + 1 : k + 4])
    return False


def is_object_relative(words: Sequence[Word], i: int, source: Phrase) -> bool:
    """Whether the sentence only names what somebody claims: "the islands that Oruland claims", "land it claimed"."""
    if not words[i].low.startswith("claim") or source.lo == 0 or source.lo > i:
        return False
    ends = i + 1 >= len(words) or words[i + 1].text in ".;,)" or words[i + 1].low in {"as", "and", "but"}
    before = words[source.lo - 1]
    pronoun = words[source.lo].low in speech().speakers["body_pronouns"] and before.is_word
    return ends and (before.low in {"that", "which"} or (pronoun and before.low not in speech().words["conjunctions"]))


def is_hearsay(words: Sequence[Word], i: int) -> bool:
    """Whether others say it: "the rebels said to have captured it"."""
    return words[i].low in _HEARSAY and i + 1 < len(words) and words[i + 1].low == "to"


def is_noun(words: Sequence[Word], i: int) -> bool:
    """Whether a word that can be a verb is a noun here: "the report says", "as saying"."""
    lists = speech()
    low = words[i].low
    if in_think_tank(words, i):
        return True
    if low in lists.participle:
        return i > 0 and words[i - 1].low == "as"
    if not (low in lists.plural or low in lists.ambiguous):
        return False
    following = words[i + 1].low if i + 1 < len(words) else ""
    says = following in lists.say or following in lists.of_documents
    return says and following not in lists.participle


def agrees(words: Sequence[Word], i: int, source: Phrase) -> bool:
    """Whether a verb that could be a noun, or a plural, agrees with its subject."""
    lists = speech()
    low = words[i].low
    inside = words[source.lo : source.hi]
    join = next((k for k, w in enumerate(inside) if k and w.low in lists.words["joins"] | {"by", "near"}), len(inside))
    # "Petrov's claim that …" passes too: a noun of saying with its speaker.
    heads = (*inside[max(0, join - 2) : join], inside[-1])  # "data compiled by X show"
    plural = any(_is_plural(head) for head in heads) or any(w.low == "and" for w in inside)
    # "In a recent VELA report": by its article, the name before the verb is none of many.
    one = inside[0].low in {"a", "an"} and inside[-1].capital and join == len(inside)
    if low in lists.plural and low not in lists.say and (one or not plural):
        return False
    if low in lists.of_documents | lists.of_observers and low not in {"puts", "put"}:
        inner = {w.low.removesuffix("'s") for w in words[source.lo : source.hi]}
        able = lists.speakers["documents"] if low in lists.of_documents else frozenset[str]()
        able |= lists.speakers["observers"] if low in lists.of_observers else frozenset()
        told = i + 2 < len(words) and words[i + 1].low == "that"
        told = told and words[i + 2].low != "as"  # "counts that as lost"
        # "Recent trips to Velin show that …" is the writer's own.
        told = told and (low in lists.of_observers or _may_tell(inside[join - 1]))
        if not (inner & able or told or _finds_that(words, i, source)):
            return False
    if low in lists.ambiguous:
        return not source.governed
    return True


def _may_tell(head: Word) -> bool:
    return head.capital or in_vocabulary(head) or head.low in speech().pronouns


def _finds_that(words: Sequence[Word], i: int, source: Phrase) -> bool:
    """Whether a clause without "that" follows: "the VPI found the rebels had fled", but not "found 12 villages"."""
    if not words[i].low.startswith("f") or not all(w.text.isupper() or w.low == "the" for w in words[source.lo : i]):
        return False
    clause = next((k for k in range(i + 1, len(words)) if words[k].text in ",;"), len(words))
    return any(word.low in speech().words["passives"] | {"had", "has", "have"} for word in words[i + 2 : clause])


def _is_plural(word: Word) -> bool:
    return word.low.endswith(("s", "they", "people", "police", "media", "data", "imagery"))
