"""Cues: the words of a sentence that mark a saying, each with its source and with what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from whoholds.reading.speech.adjuncts import HEARD, after_cue
from whoholds.reading.speech.phrases import (
    Phrase,
    before_relative,
    is_clear,
    is_time,
    phrase_after,
    phrase_before,
    subject_of,
    with_apposition_before,
)
from whoholds.reading.speech.reckonings import by_reckoning
from whoholds.reading.speech.sentences import Word
from whoholds.reading.speech.speakers import is_name, without_possessive
from whoholds.reading.speech.words import speech

CueKind = Literal["say", "according", "participle", "relay", "denial"]

# More sayings in one sentence are not read: time stays bounded on hostile text.
_MOST_CUES = 12
_MOST_TRIED = 40
_PARTICIPLE_REACH = 7
_DASHES = frozenset("-–—")
_HEARSAY = frozenset({"said", "reported", "believed", "thought", "estimated", "alleged"})
_MARKS = _DASHES | frozenset(',;:”"')


@dataclass(frozen=True, slots=True)
class Cue:
    """One saying in a sentence; all numbers are indexes of its words.

    `word` is the cue as it stands, `at` where it begins. `source` is the speaker's phrase, None for a participle whose
    speaker is named elsewhere. The cue with its source and adjuncts fills `lo` to `hi`; `adjuncts` say when, where and
    to whom. `clause` is true if "that" or a colon announces what was said.
    """

    kind: CueKind
    word: str
    at: int
    source: Phrase | None
    lo: int
    hi: int
    adjuncts: tuple[int, int]
    clause: bool


def find_cues(words: Sequence[Word]) -> list[Cue]:
    """Find the cues of one sentence, from left to right."""
    found: list[Cue] = []
    cues = speech().cues
    tried = 0
    for i, word in enumerate(words):
        if len(found) == _MOST_CUES or tried == _MOST_TRIED:
            break
        cue = None
        if word.low == "according" and i + 2 < len(words) and words[i + 1].low == "to":
            cue = _according(words, i)
        elif word.low in {"in", "by", "on", "per"}:
            reckoned = by_reckoning(words, i)
            if reckoned is not None:
                source, end, name = reckoned
                cue = Cue("according", name, i, source, i, end, (end, end), False)
        elif (word.low in cues and not (word.capital and i)) or _says_with_preposition(words, i):
            tried += 1
            cue = _spoken(words, i, found)
        if cue is not None and not (
            found and cue.source is not None and cue.source == found[-1].source and cue.kind == "relay"
        ):
            found.append(cue)
    return found


def _says_with_preposition(words: Sequence[Word], i: int) -> bool:
    low = words[i].low
    if low not in speech().with_preposition_first or i + 1 >= len(words):
        return False
    if f"{low} {words[i + 1].low}" not in speech().with_preposition:
        return False
    # "She went on" and "Oru went on", but not "the fighting went on".
    person = i > 0 and (words[i - 1].low in {"he", "she"} or words[i - 1].capital)
    return words[i + 1].low != "on" or person


def _according(words: Sequence[Word], i: int) -> Cue | None:
    source = phrase_after(words, i + 2 + (words[i + 2].low in {"both", "either"}))
    if source is None or not is_clear(words, source):
        return None
    end = _apposition_after(words, source)
    hi = end.end
    if hi < len(words) and words[hi].text == ",":
        hi += 1
    return Cue("according", "according to", i, end, i, hi, (hi, hi), False)


def _spoken(words: Sequence[Word], i: int, before: list[Cue]) -> Cue | None:
    low = words[i].low
    lists = speech()
    if low in lists.relay or (low in {"reported", "reports", "report"} and _reports_another(words, i)):
        return _relayed(words, i)
    if _is_deed(words, i) or _is_noun(words, i) or (_is_hearsay(words, i) and words[i + 2].low in {"have", "be"}):
        return None
    if low in lists.participle or (low in lists.denial and low.endswith("ing")):
        return _participle(words, i, before)
    source = _shared_subject(words, i, before) or _source(words, i)
    if source is None or _is_object_relative(words, i, source):
        return None
    if before and source is before[-1].source:
        hi, clause, adjuncts = after_cue(words, i + 1, low)
        return Cue(_kind(low), words[i].text, i, source, i, hi, adjuncts, clause)
    if source.lo > i:
        hi, clause, adjuncts = after_cue(words, source.end, low)
        # "It was announced by X that …", but not "The fall of the town was announced by X."
        follows = hi < len(words) and words[hi].is_word
        clause = clause or (words[i + 1].low == "by" and follows and words[i - 1].low != "as")
        return Cue(_kind(low), words[i].text, i, source, i, hi, (source.end, hi), clause)
    if not _agrees(words, i, source):
        return None
    hi, clause, adjuncts = after_cue(words, i + 1, low)
    return Cue(
        _kind(low), words[i].text, i, source, min(source.lo, source.apposed[0] or source.lo), hi, adjuncts, clause
    )


def _reports_another(words: Sequence[Word], i: int) -> bool:
    """Whether "reported" hands on another's words: "state media reported Petrov as saying"."""
    near = range(i + 2, min(len(words) - 1, i + 14))
    at = next((k for k in near if words[k].low == "as" or not words[k].is_word), None)
    return at is not None and _as_saying(words, at)


def _shared_subject(words: Sequence[Word], i: int, before: list[Cue]) -> Phrase | None:
    """Return the speaker of the cue before, if this one shares it: "X said … and added …"."""
    j = _over_adverbs(words, i - 1)
    if not before or j <= before[-1].at or words[j].low not in {"and", "but"} or words[i].low in speech().ambiguous:
        return None
    return before[-1].source


def _kind(low: str) -> CueKind:
    return "denial" if low in speech().denial else "say"


def _is_deed(words: Sequence[Word], i: int) -> bool:
    """Whether the verb means a deed here ("claimed responsibility", "declared war")."""
    objects = speech().deeds.get(words[i].low)
    if not objects:
        return False
    for k, word in enumerate(words[i + 1 : i + 4], start=i + 1):
        if word.low == "that" or not word.is_word:
            return False
        if word.low in objects:
            # "posted on its channel that …" is a saying.
            announced = any(w.low == "that" or w.text == ":" for w in words[k + 1 : k + 8])
            return not (announced and word.low in speech().words["prepositions"])
    return False


def _is_object_relative(words: Sequence[Word], i: int, source: Phrase) -> bool:
    """Whether the sentence only names what somebody claims: "the islands that Oruland claims"."""
    if not words[i].low.startswith("claim") or source.lo == 0 or source.lo > i:
        return False
    ends = i + 1 >= len(words) or words[i + 1].text in ".;,)" or words[i + 1].low in {"as", "and", "but"}
    return ends and words[source.lo - 1].low in {"that", "which"}


def _is_hearsay(words: Sequence[Word], i: int) -> bool:
    """Whether others say it: "the rebels said to have captured it"."""
    return words[i].low in _HEARSAY and i + 1 < len(words) and words[i + 1].low == "to"


def _is_noun(words: Sequence[Word], i: int) -> bool:
    """Whether a word that can be a verb is a noun here: "the report says", "as saying"."""
    lists = speech()
    low = words[i].low
    if low in lists.participle:
        return i > 0 and words[i - 1].low == "as"
    if not (low in lists.plural or low in lists.ambiguous):
        return False
    following = words[i + 1].low if i + 1 < len(words) else ""
    says = following in lists.say or following in lists.of_documents
    return says and following not in lists.participle


def _agrees(words: Sequence[Word], i: int, source: Phrase) -> bool:
    """Whether a verb that could be a noun, or a plural, agrees with its subject."""
    lists = speech()
    low = words[i].low
    inside = words[source.lo : source.hi]
    join = next((k for k, w in enumerate(inside) if k and w.low in lists.words["joins"] | {"by", "near"}), len(inside))
    # "Petrov's claim that …" passes too: a noun of saying with its speaker.
    heads = (*inside[max(0, join - 2) : join], inside[-1])  # "data compiled by X show"
    plural = any(_is_plural(head) for head in heads) or any(w.low == "and" for w in inside)
    if low in lists.plural and low not in lists.say and not plural:
        return False
    if low in lists.of_documents and low not in {"puts", "put"}:
        inner = {w.low.removesuffix("'s") for w in words[source.lo : source.hi]}
        if not inner & lists.speakers["documents"] and not (i + 1 < len(words) and words[i + 1].low == "that"):
            return False
    if low in lists.ambiguous:
        return not source.governed
    return True


def _is_plural(word: Word) -> bool:
    return word.low.endswith(("s", "they", "people", "police", "media", "data", "imagery"))


def _participle(words: Sequence[Word], i: int, before: list[Cue]) -> Cue | None:
    """Read "…, adding that …" and "with X saying that …"."""
    lists = speech()
    hi, clause, adjuncts = after_cue(words, i + 1, words[i].low)
    kind: CueKind = "denial" if words[i].low in lists.denial else "participle"
    j = _over_adverbs(words, i - 1)
    if j >= 0 and words[j].low in lists.words["prepositions"] and words[j].low != "with":
        return None
    if j >= 0 and words[j].low in lists.words["passives"]:
        source = phrase_before(words, j - 1)
        if source is None or not is_clear(words, source):
            return None
        return Cue(kind, words[i].text, i, source, source.lo, hi, adjuncts, clause)
    if j >= 0 and words[j].is_word:
        source = phrase_before(words, j)
        if source is not None and is_clear(words, source) and (source.lo == 0 or words[source.lo - 1].low == "with"):
            return Cue(kind, words[i].text, i, source, source.lo, hi, adjuncts, clause)
        if not clause and words[j].low not in {"and", "while", "by"}:
            return None
    if before:
        return Cue(kind, words[i].text, i, before[-1].source, i, hi, adjuncts, clause)
    subject = subject_of(words, _clause_start(words, i), i)
    return Cue(kind, words[i].text, i, subject, i, hi, adjuncts, clause)


def _clause_start(words: Sequence[Word], i: int) -> int:
    return next((k + 1 for k in range(i - 1, max(-1, i - 60), -1) if words[k].text in ";:"), max(0, i - 60))


def _relayed(words: Sequence[Word], i: int) -> Cue | None:
    """Read "citing X", "quoted X as saying" and "X was quoted as saying"."""
    j = _over_adverbs(words, i - 1)
    if j > 0 and words[j].low in speech().words["passives"]:
        return _quoted_by_others(words, i, j)
    source = phrase_after(words, i + 1)
    if source is None or not is_clear(words, source):
        return None
    hi = source.hi
    if _as_saying(words, hi):
        hi, clause, adjuncts = after_cue(words, hi + 2, words[hi + 1].low)
        clause = clause or (hi < len(words) and words[hi].is_word)
        return Cue("say", f"{words[i].text} as saying", i, source, _relay_start(words, i), hi, adjuncts, clause)
    return Cue("relay", words[i].text, i, source, i, hi, (hi, hi), False)


def _as_saying(words: Sequence[Word], i: int) -> bool:
    return i + 1 < len(words) and words[i].low == "as" and words[i + 1].low in speech().participle


def _quoted_by_others(words: Sequence[Word], i: int, j: int) -> Cue | None:
    """Read "X was quoted (by Y) as saying": the passive that begins at `j`."""
    k = next((k for k in range(i + 1, min(len(words) - 1, i + 12)) if words[k].low == "as"), None)
    if k is None or words[k + 1].low not in speech().participle or not all(w.is_word for w in words[i:k]):
        return None
    before = _over_adverbs(words, j - 1)
    apposed = before > 0 and words[before].text == ","
    source = with_apposition_before(words, before) if apposed else phrase_before(words, before)
    if source is None or not is_clear(words, source):
        return None
    hi, clause, adjuncts = after_cue(words, k + 2, words[k + 1].low)
    return Cue("say", f"{words[i].text} as saying", i, source, source.lo, hi, adjuncts, clause)


def _relay_start(words: Sequence[Word], i: int) -> int:
    relayer = phrase_before(words, _over_adverbs(words, i - 1))
    return relayer.lo if relayer is not None else i


def _over_adverbs(words: Sequence[Word], j: int) -> int:
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
                words[j].text.isdigit() or words[j].low in {"on", "in", "late", "early", "the", "of", "last", "same"}
            ):
                j -= 1
        elif word.text.isdigit() and j >= 2 and (is_time(words, j - 1) or words[j - 1].low == "in"):
            j -= 1
            while j > 0 and (words[j].text.isdigit() or words[j].low in {"on", "in"} or is_time(words, j)):
                j -= 1
        else:
            break
    return j


def _source(words: Sequence[Word], i: int) -> Phrase | None:
    """Find the speaker of the finite cue at `i`, on its left or, if the order is turned round, on its right."""
    lists = speech()
    j = _over_adverbs(words, i - 1)
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
        return _agent(words, i)
    if (low in lists.words["unsaid"] and not words[j].capital) or low.endswith("n't"):
        return None
    if low == "and" and j:
        return None
    if low in {"who", "which", "that"} and j:
        before = j - 2 if words[j - 1].text == "," else j - 1
        relative = phrase_before(words, before)
        return relative if relative is not None and is_clear(words, relative) else None
    source = phrase_before(words, j)
    if source is not None and (source.governed or (source.lo and words[source.lo - 1].low in lists.words["verbs"])):
        outer = before_relative(words, source.lo - 1)
        if outer is not None and is_clear(words, outer):
            return outer._replace(end=j + 1)
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


def _agent(words: Sequence[Word], i: int) -> Phrase | None:
    """Read the speaker of a passive: "it was announced by X that …"."""
    if i + 2 >= len(words) or words[i + 1].low != "by":
        return None
    agent = phrase_after(words, i + 2)
    return _apposition_after(words, agent) if agent is not None and is_clear(words, agent) else None


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
    opens = i > 0 and (words[i - 1].text == "," or words[i - 1].is_quote)
    if (words[i].low in lists.ambiguous or words[i].low in HEARD) and not (opens and words[i].low in lists.turned):
        return None
    phrase = phrase_after(words, i + 1)
    if phrase is not None and words[i].low in lists.plural - lists.say and not _agrees(words, i, phrase):
        return None  # "told state television"
    if phrase is None or not is_clear(words, phrase) or words[phrase.lo].low in lists.speakers["nobody"]:
        return None
    phrase = _apposition_after(words, phrase)
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


def _has_office(words: Sequence[Word], phrase: Phrase) -> bool:
    return any(w.low in speech().speakers["roles"] for w in words[phrase.lo : phrase.hi])


def _apposition_after(words: Sequence[Word], phrase: Phrase) -> Phrase:
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
