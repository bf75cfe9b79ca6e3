"""Sources: who speaks, found from the verb of saying on its left or, in turned order, on its right."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.speech.adjuncts import HEARD
from whoholds.reading.speech.phrases import (
    Phrase,
    before_relative,
    is_clear,
    is_time,
    phrase_after,
    phrase_before,
    with_apposition_before,
)
from whoholds.reading.speech.sentences import Word
from whoholds.reading.speech.speakers import is_name, without_possessive
from whoholds.reading.speech.verbs import agrees
from whoholds.reading.speech.words import speech

_PARTICIPLE_REACH = 7
_OCCASION_REACH = 6
_DASHES = frozenset("-–—")
_MARKS = _DASHES | frozenset(',;:”"')


def over_adverbs(words: Sequence[Word], j: int) -> int:
    """Go left over adverbs, auxiliaries, times and brackets."""
    lists = speech()
    while j >= 0:
        word = words[j]
        small = not word.capital or j == 0
        if (word.low in lists.words["adverbs"] and small) or (
            small and word.low.endswith("ly") and word.low not in lists.inside
        ):
            j -= 1
        elif word.is_word and is_time(words, j) and word.low not in {"times"} and j > 0:
            j -= 1
            while j > 0 and (
                words[j].text.isdigit()
                or words[j].low in {"on", "in", "late", "early", "the", "of", "last", "same", "this"}
            ):
                j -= 1
        elif word.text.isdigit() and j >= 2 and (is_time(words, j - 1) or words[j - 1].low == "in"):
            j -= 1
            while j > 0 and (words[j].text.isdigit() or words[j].low in {"on", "in"} or is_time(words, j)):
                j -= 1
        else:
            break
    return j


def source_of(words: Sequence[Word], i: int) -> Phrase | None:
    """Find the speaker of the finite cue at `i`, on its left or, if the order is turned round, on its right."""
    lists = speech()
    j = over_adverbs(words, i - 1)
    if j < 0 or words[j].is_quote or words[j].text in _MARKS:
        turned = _turned(words, i)
        if turned is not None and (
            j < 0 or words[j].is_quote or words[j].text != "," or not _parenthetical(words, j, turned)
        ):
            return turned
        if j > 0 and (words[j].text == "," or words[j].text in _DASHES):
            apart = with_apposition_before(words, j)
            # "On the other side, half of the land is lost, wrote a site from the same table."
            said = words[i].low not in lists.plural | lists.ambiguous
            return turned if apart is None and said else apart
        return None
    low = words[j].low
    if low in lists.words["passives"] or (low == "as" and words[i + 1 : i + 2] and words[i + 1].low == "by"):
        return agent_of(words, i)
    if (low in lists.words["unsaid"] and not words[j].capital) or low.endswith("n't"):
        return None
    if low == "and" and j:
        return None
    if low in {"who", "which", "that"} and j:
        before = j - 2 if words[j - 1].text == "," else j - 1
        relative = phrase_before(words, before)
        return relative if relative is not None and is_clear(words, relative) else None
    speaking = _before_occasion(words, j)
    if speaking is not None:
        return speaking
    source = phrase_before(words, j)
    if source is not None and (source.governed or (source.lo and words[source.lo - 1].low in lists.words["verbs"])):
        outer = before_relative(words, source.lo - 1)
        if outer is not None and is_clear(words, outer):
            return outer._replace(end=j + 1)
    if source is not None and source.lo and _is_doing(words[source.lo - 1]):
        source = _before_participle(words, j) or source
    source = _without_agent(words, source)
    if source is None or not is_clear(words, source):
        source = _before_participle(words, j) or source
    if source is None or not is_clear(words, source):
        turned = _turned(words, i)
        return turned if source is None or turned is not None else _whole_start(words, source)
    if source.lo > 3 and words[i].low in {"said", "says"} and words[source.lo - 1].is_word:
        turned = _turned(words, i)
        if turned is not None:
            return turned
    return _with_partner(words, _with_name_before(words, _with_named_body(words, source)), i)


def _before_occasion(words: Sequence[Word], j: int) -> Phrase | None:
    """Find the speaker before where it was said: "the army in a statement said", "Petrov at a briefing told"."""
    lists = speech()
    if words[j].low not in lists.occasions["nouns"] | lists.speakers["documents"] or words[j].capital:
        return None
    for k in range(j - 2, max(0, j - _OCCASION_REACH), -1):
        if words[k].low in {"in", "at", "during", "on"} and words[k + 1].low in lists.words["articles"]:
            subject = phrase_before(words, k - 1)
            clear = subject is not None and not subject.governed and is_clear(words, subject)
            if subject is None or not clear or words[subject.hi - 1].low in lists.speakers["documents"]:
                return None
            opens = subject.lo == 0 or not words[subject.lo - 1].is_word
            return subject._replace(end=j + 1) if opens else None
        if not words[k].is_word or words[k].low in lists.closed:
            return None
    return None


def _without_agent(words: Sequence[Word], source: Phrase | None) -> Phrase | None:
    """Go back over "interviewed by X" and "based in X": the speaker stands before."""
    if source is None or source.lo < 3:
        return source
    participle, join = words[source.lo - 2].low, words[source.lo - 1].low
    if not (join == "by" and participle.endswith(("ed", "en", "wn"))) and not (
        join in {"in", "on"} and participle in {"based", "located"}
    ):
        return source
    outer = phrase_before(words, source.lo - 3)
    if outer is None or not is_clear(words, outer):
        return source
    paper = without_possessive(words[outer.hi - 1].low) in speech().speakers["documents"]
    made = paper and participle not in speech().speakers["handled"]
    return outer._replace(hi=source.hi, end=source.end) if made else outer._replace(end=source.end)


def _is_doing(word: Word) -> bool:
    """Whether a word is a participle of a deed: "the alliance fighting the group said"."""
    return word.low.endswith("ing") and not word.capital and word.low not in speech().inside | speech().cues


def _before_participle(words: Sequence[Word], j: int) -> Phrase | None:
    """Find the speaker before a participle: "the guards leading the attack said", "a group watching the war said"."""
    for k in range(j, max(0, j - _PARTICIPLE_REACH), -1):
        if not words[k].is_word:
            return None
        verb = k < j and (words[k].low not in speech().inside or words[k + 1].low in speech().words["determiners"])
        if words[k].low.endswith("ing") and verb:
            outer = phrase_before(words, k - 1)
            if outer is None or outer.governed or not is_clear(words, outer):
                return None
            return outer._replace(end=j + 1) if words[outer.lo].low in speech().words["determiners"] else None
        if k < j and words[k].low in speech().introductions["reached"] and words[k + 1].low in {"by", "in", "at", "on"}:
            outer = phrase_before(words, k - 1)  # "residents reached by phone said"
            return outer._replace(end=j + 1) if outer is not None and is_clear(words, outer) else None
    return None


def _with_name_before(words: Sequence[Word], source: Phrase) -> Phrase:
    """Prefer the name that an office follows after a single comma: "…, Ana Brodek, spokeswoman of the Guard said"."""
    if source.lo < 2 or words[source.lo - 1].text != "," or not _has_office(words, source):
        return source
    inner = words[source.lo : source.hi]
    if inner[0].capital or is_name(inner):
        return source
    named = phrase_before(words, source.lo - 2)
    if named is None or named.hi - named.lo < 2 or not is_name(words[named.lo : named.hi]):
        return source
    opens = named.lo == 0 or not words[named.lo - 1].is_word
    return named._replace(apposed=(source.lo, source.hi), end=source.end) if opens else source


def agent_of(words: Sequence[Word], i: int) -> Phrase | None:
    """Read the speaker of a passive: "it was announced by X that …"."""
    if i + 2 >= len(words) or words[i + 1].low != "by":
        return None
    agent = phrase_after(words, i + 2)
    return apposition_after(words, agent) if agent is not None and is_clear(words, agent) else None


def _with_partner(words: Sequence[Word], source: Phrase, i: int) -> Phrase:
    """Take in the first of two speakers before a plural verb: "activists and the monitor say"."""
    if source.lo < 2 or words[source.lo - 1].low != "and":
        return source
    partner = phrase_before(words, source.lo - 2)
    if partner is None or not is_clear(words, partner):
        return source
    # Before a singular verb form only people and media: "… and a monitor said".
    speaks = words[source.lo - 2].low in speech().speakers["roles"] | {"media", "sources", "television"}
    speaks = speaks or (partner.lo == 0 and is_name(words[partner.lo : partner.hi]))
    return source._replace(lo=partner.lo) if speaks or words[i].low in speech().plural else source


def _whole_start(words: Sequence[Word], source: Phrase) -> Phrase | None:
    """Accept an unknown noun as a speaker if it has an article and opens its clause ("The charity's cook said")."""
    opens = (
        source.lo == 0 or words[source.lo - 1].text in ",;:" or words[source.lo - 1].low in speech().words["contrasts"]
    )
    first = words[source.lo].low
    inner = words[source.lo : source.hi]
    plain = all(w.low not in speech().speakers["nobody"] for w in inner)
    return (
        source if opens and first in {"the", "a", "an", "one", "two", "several"} and len(inner) > 1 and plain else None
    )


def _parenthetical(words: Sequence[Word], comma: int, turned: Phrase) -> bool:
    return turned.end < len(words) and words[turned.end].is_word and not is_time(words, turned.end)


def _turned(words: Sequence[Word], i: int) -> Phrase | None:
    """Find the speaker after the cue, as in "…," said X on Monday."""
    lists = speech()
    if i == 0 and words[i].low in lists.plural:
        return None  # "State media"
    opens = i > 0 and (words[i - 1].text == "," or words[i - 1].is_quote)
    if (words[i].low in lists.ambiguous or words[i].low in HEARD) and not (opens and words[i].low in lists.turned):
        return None
    phrase = phrase_after(words, i + 1)
    if phrase is not None and words[i].low in lists.plural - lists.say and not agrees(words, i, phrase):
        return None  # "told state television"
    if phrase is None or not is_clear(words, phrase) or _is_nobody(words, phrase):
        return None
    phrase = apposition_after(words, phrase)
    end = phrase.end
    if end >= len(words):
        return phrase
    nxt = words[end]
    if not nxt.is_word or is_time(words, end):
        return phrase if nxt.text in ".,;:!?…)-–—" or nxt.is_quote or nxt.is_word else None
    return (
        phrase
        if nxt.low in {"on", "in", "at", "during", "when", "as", "after", "told", "to", "who", "from", "of", "while"}
        else None
    )


def _is_nobody(words: Sequence[Word], phrase: Phrase) -> bool:
    """Whether nobody in particular is named: "many", but not "one resident"."""
    alone = words[phrase.lo].low != "one" or phrase.hi == phrase.lo + 1
    return alone and words[phrase.lo].low in speech().speakers["nobody"]


def _has_office(words: Sequence[Word], phrase: Phrase) -> bool:
    return any(w.low in speech().speakers["roles"] for w in words[phrase.lo : phrase.hi])


def apposition_after(words: Sequence[Word], phrase: Phrase) -> Phrase:
    """Take in what stands in commas after a phrase: "said X, head of Y," and "said the head of Y, NAME,"."""
    comma = phrase.hi
    if comma + 1 >= len(words) or not (words[comma].text == "," or words[comma].low in {"a", "an"}):
        return phrase
    inner = phrase_after(words, comma + (words[comma].text == ","))
    if inner is None or not is_clear(words, inner):
        return phrase
    closed = inner.hi >= len(words) or words[inner.hi].text in ",.;" or words[inner.hi].is_quote
    lists = speech()
    heads = {w.low for w in words[inner.lo : inner.hi]}
    named = all(w.capital for w in words[inner.lo : inner.hi]) and any(
        w.low in lists.speakers["roles"] for w in words[phrase.lo : phrase.hi]
    )
    if closed and (heads & lists.speakers["roles"] or named):
        return phrase._replace(apposed=(inner.lo, inner.hi), end=inner.hi)
    return phrase


def _with_named_body(words: Sequence[Word], source: Phrase) -> Phrase:
    """Prefer the name that a description follows without a comma: "the Observatory a Britain-based monitor said"."""
    if source.lo < 2 or words[source.lo].low not in {"a", "an"} or not words[source.lo - 1].is_word:
        return source
    named = phrase_before(words, source.lo - 1)
    if named is not None and not words[named.hi - 1].capital and not is_name(words[named.lo : named.hi]):
        return source
    if named is not None and _has_office(words, source) and is_name(words[named.lo : named.hi]):
        opens = named.lo == 0 or not words[named.lo - 1].is_word
        return named._replace(apposed=(source.lo, source.hi), end=source.end) if opens else source
    if (
        named is None
        or words[named.lo].low != "the"
        or not any(w.low in speech().speakers["bodies"] for w in words[named.lo : named.hi])
    ):
        return source
    return named._replace(end=source.end)
