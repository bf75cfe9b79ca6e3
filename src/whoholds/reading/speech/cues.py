"""Cues: the words of a sentence that mark a saying, each with its source and with what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from whoholds.reading.speech.adjuncts import after_cue
from whoholds.reading.speech.phrases import (
    Phrase,
    is_clear,
    phrase_after,
    phrase_before,
    subject_of,
    with_apposition_before,
)
from whoholds.reading.speech.reckonings import by_reckoning, subject_of_own
from whoholds.reading.speech.sentences import Word
from whoholds.reading.speech.sources import agent_of, apposition_after, over_adverbs, source_of
from whoholds.reading.speech.verbs import agrees, is_deed, is_hearsay, is_noun, is_object_relative
from whoholds.reading.speech.words import speech

CueKind = Literal["say", "according", "participle", "relay", "denial"]

# More sayings in one sentence are not read: time stays bounded on hostile text.
_MOST_CUES = 12
_MOST_TRIED = 40
_PUT_REACH = 14
_GIVEN_REACH = 8


@dataclass(frozen=True, slots=True)
class Cue:
    """One saying in a sentence; all numbers are indexes of its words.

    `word` is the cue as it stands, `at` where it begins. `source` is the speaker's phrase, None for a participle whose
    speaker is named elsewhere. The cue with its source and adjuncts fills `lo` to `hi`; `adjuncts` say when, where and
    to whom. `clause` is true if "that" or a colon announces what was said. `content` is what was said where the cue
    stands around it or in the middle of another's sentence, None where it has to be looked for beside the cue.
    """

    kind: CueKind
    word: str
    at: int
    source: Phrase | None
    lo: int
    hi: int
    adjuncts: tuple[int, int]
    clause: bool
    content: tuple[int, int] | None = None


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
                cue = Cue("according", name, i, source, i, end, (end, end), False, _words_apart(words, i, end))
        elif (word.low in cues and not (word.capital and i)) or _says_with_preposition(words, i):
            tried += 1
            put_with = speech().put_with.get(word.low)
            cue = _put_with(words, i, put_with) if put_with else None
            cue = cue or (_claim_by(words, i) if word.low in {"claim", "claims"} else None)
            cue = cue or (_spoken(words, i, found) if not put_with or word.low in speech().say else None)
        elif word.low in speech().figures["given"]:
            cue = _given(words, i)
        if cue is not None and not (
            found and cue.source is not None and cue.source == found[-1].source and cue.kind == "relay"
        ):
            found.append(cue)
    return _with_colons(words, found)


def _with_colons(words: Sequence[Word], found: list[Cue]) -> list[Cue]:
    """Add the speakers of quotations that only a colon announces: "Petrov was blunt: “…”"."""
    added: list[Cue] = []
    for i, word in enumerate(words[:-1]):
        if word.text != ":" or not words[i + 1].is_quote or len(found) + len(added) >= _MOST_CUES:
            continue
        start = next((k + 1 for k in range(i - 1, max(-1, i - 60), -1) if _begins_another(words, k)), max(0, i - 60))
        subject = subject_of(words, start, i) if not any(start <= cue.at < i or cue.hi > i for cue in found) else None
        if subject is not None and subject.hi < i:
            subject = apposition_after(words, subject)
            added.append(Cue("say", ":", i, subject, subject.lo, i + 1, (i, i), True))
    return sorted([*found, *added], key=lambda cue: cue.at) if added else found


def _begins_another(words: Sequence[Word], k: int) -> bool:
    """Whether another clause begins behind word number `k`."""
    contrast = words[k].low in speech().words["contrasts"] and k > 0 and words[k - 1].text == ","
    return contrast or words[k].text == ";" or words[k].is_quote


def _words_apart(words: Sequence[Word], i: int, end: int) -> tuple[int, int] | None:
    """Return what "…, in the words of X, …" says in the middle of a sentence: only what follows."""
    apart = i > 0 and words[i - 1].text == "," and end < len(words) and words[end].text == ","
    if apart and end + 1 < len(words) and words[end + 1].low in {"which", "who"}:
        return (0, i)  # "…, in X's assessment, which drew on the data of May"
    return (end + 1, len(words)) if apart and any(word.is_word for word in words[end:]) else None


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
    end = apposition_after(words, source)
    hi = end.end
    end = subject_of_own(words, i, source) or end
    if hi < len(words) and words[hi].text == ",":
        hi += 1
    return Cue("according", "according to", i, end, i, hi, (hi, hi), False)


def _spoken(words: Sequence[Word], i: int, before: list[Cue]) -> Cue | None:
    """Read the cue whose verb or participle is word number `i`; `before` are those found so far."""
    low = words[i].low
    lists = speech()
    if low in lists.relay or (low in {"reported", "reports", "report"} and _reports_another(words, i)):
        return _relayed(words, i)
    if is_deed(words, i) or is_noun(words, i) or (is_hearsay(words, i) and words[i + 2].low in {"have", "be"}):
        return None
    if low in lists.participle or (low in lists.denial and low.endswith("ing")):
        return _participle(words, i, before)
    if low in lists.only_with_that and not after_cue(words, i + 1, low)[1]:
        return None
    source = _shared_subject(words, i, before) or source_of(words, i)
    if source is not None and source.hi == i and agent_of(words, i) is not None:
        return None  # "the emirate proclaimed by the rebels"
    if source is None or is_object_relative(words, i, source):
        return None
    if low in lists.only_with_that and not is_clear(words, source):
        return None  # "the attack highlighted that …"
    if before and source is before[-1].source:
        hi, clause, adjuncts = after_cue(words, i + 1, low)
        return Cue(_kind(low), words[i].text, i, source, i, hi, adjuncts, clause)
    if source.lo > i:
        hi, clause, adjuncts = after_cue(words, source.end, low)
        # "It was announced by X that …", but not "The fall of the town was announced by X."
        follows = hi < len(words) and words[hi].is_word
        clause = clause or (words[i + 1].low == "by" and follows and words[i - 1].low != "as")
        return Cue(_kind(low), words[i].text, i, source, i, hi, (source.end, hi), clause)
    if not agrees(words, i, source):
        return None
    hi, clause, adjuncts = after_cue(words, i + 1, low)
    return Cue(
        _kind(low), words[i].text, i, source, min(source.lo, source.apposed[0] or source.lo), hi, adjuncts, clause
    )


def _put_with(words: Sequence[Word], i: int, low: str) -> Cue | None:
    """Read "put at 2,000 men by X" and "put by X at 2,000 men": the number stands between or behind."""
    for k in range(i + 1, min(len(words) - 1, i + _PUT_REACH)):
        in_number = words[k].text == "," and words[k + 1].text[0].isdigit()
        if not (words[k].is_word or words[k].text in "()%" or in_number) or words[k].low in speech().words["verbs"]:
            return None
        if words[k].low == "by":
            source = phrase_after(words, k + 1)
            if source is None or not is_clear(words, source):
                return None
            if k > i + 1 and words[i + 1].low == low:
                return Cue("say", words[i].text, i, source, i, source.hi, (source.hi, source.hi), False, (i + 2, k))
            end = next((e for e in range(source.hi, len(words)) if words[e].text in ",;."), len(words))
            behind = k == i + 1 and source.hi + 1 < end and words[source.hi].low == low
            content = (source.hi + 1, end)
            return Cue("say", words[i].text, i, source, i, end, (end, end), False, content) if behind else None
    return None


def _claim_by(words: Sequence[Word], i: int) -> Cue | None:
    """Read "the claim by X that …"."""
    source = agent_of(words, i)
    if source is None or source.end >= len(words) or words[source.end].low != "that":
        return None
    return Cue("say", words[i].text, i, source, i, source.end + 1, (source.end, source.end), True)


def _given(words: Sequence[Word], i: int) -> Cue | None:
    """Read "a figure of 14 percent provided by X"."""
    of = next((k for k in range(i - 1, max(0, i - _GIVEN_REACH), -1) if words[k].low == "of"), None)
    if of is None or words[of - 1].low not in speech().figures["nouns"]:
        return None
    source = agent_of(words, i)
    if source is None:
        return None
    return Cue("say", words[i].text, i, source, i, source.end, (source.end, source.end), False, (of + 1, i))


def _reports_another(words: Sequence[Word], i: int) -> bool:
    """Whether "reported" hands on another's words: "state media reported Petrov as saying"."""
    near = range(i + 2, min(len(words) - 1, i + 14))
    at = next((k for k in near if words[k].low == "as" or not words[k].is_word), None)
    return at is not None and _as_saying(words, at)


def _shared_subject(words: Sequence[Word], i: int, before: list[Cue]) -> Phrase | None:
    """Return the speaker of the cue before, if this one shares it: "X said … and added …"."""
    j = over_adverbs(words, i - 1)
    if not before or j <= before[-1].at or words[j].low not in {"and", "but"} or words[i].low in speech().ambiguous:
        return None
    return before[-1].source


def _kind(low: str) -> CueKind:
    return "denial" if low in speech().denial else "say"


def _participle(words: Sequence[Word], i: int, before: list[Cue]) -> Cue | None:
    """Read "…, adding that …" and "with X saying that …"."""
    lists = speech()
    hi, clause, adjuncts = after_cue(words, i + 1, words[i].low)
    kind: CueKind = "denial" if words[i].low in lists.denial else "participle"
    j = over_adverbs(words, i - 1)
    if j > 0 and clause and words[j].low in {"by", "after", "before", "while"}:
        # "He surprised them by announcing that …"
        subject = subject_of(words, _clause_start(words, j), j)
        return Cue(kind, words[i].text, i, subject, j, hi, adjuncts, clause) if subject is not None else None
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
    j = over_adverbs(words, i - 1)
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
    start = _relay_start(words, i)
    if start < i and words[i].low.startswith("quote") and any(word.is_quote for word in words[:start]):
        # "“…,” the agency quoted X."
        return Cue("say", words[i].text, i, source, start, hi, (hi, hi), False)
    return Cue("relay", words[i].text, i, source, i, hi, (hi, hi), False)


def _as_saying(words: Sequence[Word], i: int) -> bool:
    return i + 1 < len(words) and words[i].low == "as" and words[i + 1].low in speech().participle


def _quoted_by_others(words: Sequence[Word], i: int, j: int) -> Cue | None:
    """Read "X was quoted (by Y) as saying": the passive that begins at `j`."""
    k = next((k for k in range(i + 1, min(len(words) - 1, i + 12)) if words[k].low == "as"), None)
    if k is None or words[k + 1].low not in speech().participle or not all(w.is_word for w in words[i:k]):
        return None
    before = over_adverbs(words, j - 1)
    apposed = before > 0 and words[before].text == ","
    source = with_apposition_before(words, before) if apposed else phrase_before(words, before)
    if source is None or not is_clear(words, source):
        return None
    hi, clause, adjuncts = after_cue(words, k + 2, words[k + 1].low)
    return Cue("say", f"{words[i].text} as saying", i, source, source.lo, hi, adjuncts, clause)


def _relay_start(words: Sequence[Word], i: int) -> int:
    relayer = phrase_before(words, over_adverbs(words, i - 1))
    return relayer.lo if relayer is not None else i
