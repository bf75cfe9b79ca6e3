"""Contents: which words of a sentence a cue reports, before it, after it or around it."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.speech.adjuncts import HEARD
from whoholds.reading.speech.cues import Cue
from whoholds.reading.speech.going_on import counts
from whoholds.reading.speech.sentences import Word
from whoholds.reading.speech.words import speech

_SHORT_ADVERBIAL = 14
_LONGEST_COUNT = 8


def speaks_beside(words: Sequence[Word], content: tuple[int, int]) -> bool:
    """Whether a cue with a quotation has content of its own before it."""
    inner = words[content[0] : content[1]]
    first = next((i for i, w in enumerate(inner) if w.is_quote), len(inner))
    return first >= 5 and sum(w.is_word for w in inner[:first]) >= 5


def content_of(words: Sequence[Word], cues: list[Cue], n: int) -> tuple[int, int] | None:
    """Return which words a cue reports: those after it, those before it, or both around it."""
    cue = cues[n]
    if cue.content is not None:
        return cue.content
    end = _end_of_content(words, cues, n)
    start = _start_of_content(words, cues, n)
    before = (start, cue.lo)
    says_before = _has_words(words, *before, least=2)
    after = (cue.hi, end)
    says_after = _has_words(words, *after, least=1 if cue.clause else 2)
    if cue.clause and says_after:
        return after
    counted = _counted_before(words, cue) if says_after else None
    if counted is not None:
        return counted, end
    if cue.kind == "participle" or (cue.word.endswith("ing") and " " not in cue.word):
        return after if says_after else None
    if says_after and says_before and _concedes_after(words, cue) and not _is_adverbial(words, *before):
        return before
    if says_after and says_before and _is_parenthetical(words, cue):
        return after if _is_adverbial(words, *before) else (start, end)
    if says_after and says_before and _goes_on_with_adjunct(words, cue) and not _is_adverbial(words, *before):
        return before
    if says_after and not (
        says_before
        and (words[cue.hi].text in ",;–—" or _trails(words, cue, before))
        and not _is_adverbial(words, *before)
    ):
        return after
    if says_before and not cue.clause:
        return before
    return None


def _counted_before(words: Sequence[Word], cue: Cue) -> int | None:
    """Return where the number begins of which a relative clause tells: "12 villages that the army says it took"."""
    if cue.kind != "say" or cue.lo < 3 or words[cue.lo - 1].low != "that":
        return None
    lists = speech()
    small = lists.closed | lists.words["articles"] | lists.cues
    first = cue.lo - 1
    while first > 0 and cue.lo - first < _LONGEST_COUNT and (words[first - 1].is_word or words[first - 1].text == "%"):
        if words[first - 1].low in small:
            break
        first -= 1
    told = first > 0 and words[first - 1].low in HEARD  # "told 40 residents that the army says …"
    return None if told else next((k for k in range(first, cue.lo - 2) if counts(words, k)), None)


def _goes_on_with_adjunct(words: Sequence[Word], cue: Cue) -> bool:
    """Whether only the occasion goes on after a cue that trails what it reports: "C, X said at a forum held in Y"."""
    first = words[cue.hi].low
    goes_on = first in speech().words["accompanying"] or first.endswith(("ed", "ing"))
    return cue.lo > 0 and words[cue.lo - 1].text in ",–—" and goes_on


def _trails(words: Sequence[Word], cue: Cue, before: tuple[int, int]) -> bool:
    """Whether a cue stands after what it reports though words follow ("C, according to X in the city")."""
    if cue.kind == "according":
        return cue.lo > before[0] and not (
            words[cue.lo - 1].text in ";:" or words[cue.lo - 1].low in speech().words["openers"]
        )
    return cue.source is not None and cue.source.lo > cue.at


def _concedes_after(words: Sequence[Word], cue: Cue) -> bool:
    """Whether only the writer's "although" follows a cue that trails what it reports."""
    following = next((word for word in words[cue.hi :] if word.is_word), None)
    return following is not None and following.low in {"although", "though"} and words[cue.lo - 1].text in ",–—"


def _is_parenthetical(words: Sequence[Word], cue: Cue) -> bool:
    """Whether a cue stands between commas or dashes: "where, he said, 40 people live"."""
    marks = ",–—-"
    left = cue.lo > 0 and words[cue.lo - 1].text in marks
    right = words[cue.hi - 1].text in marks or (cue.hi < len(words) and words[cue.hi].text in marks)
    return left and right


def _is_adverbial(words: Sequence[Word], lo: int, hi: int) -> bool:
    """Whether the words before a cue only say when or where, or open a clause ("… where, he said, …")."""
    lists = speech()
    inner = [w for w in words[lo:hi] if w.is_word]
    if not inner:
        return True
    if inner[-1].low in lists.words["openers"]:
        return True
    opens = inner[0].low in lists.words["prepositions"] | lists.words["adverbs"] | {
        "speaking",
        "meanwhile",
        "but",
        "and",
        "as",
    }
    opens = opens or inner[0].low.endswith("ly")
    return opens and len(inner) <= _SHORT_ADVERBIAL and not any(w.low in lists.words["verbs"] for w in inner)


def _start_of_content(words: Sequence[Word], cues: list[Cue], n: int) -> int:
    """Return where the clause of a cue begins: after a semicolon, or a contrast after the cue before."""
    cue = cues[n]
    earlier = cues[n - 1].hi if n else 0
    for i in range(cue.lo - 1, -1, -1):
        if words[i].text == ";":
            return i + 1
        if i >= earlier and n and words[i].low in speech().words["contrasts"] and i and words[i - 1].text == ",":
            return i + 1
    return 0


def _end_of_content(words: Sequence[Word], cues: list[Cue], n: int) -> int:
    """Return where what a cue reports ends: at a semicolon, or where the next speaker's clause begins."""
    cue = cues[n]
    lists = speech()
    end = _end_of_relative(words, cue)
    for i in range(cue.hi, end):
        if words[i].text == ";":
            end = i
            break
    for later in cues[n + 1 :]:
        if later.lo == cue.hi and later.word.endswith("ing") and later.source == cue.source:
            return cue.hi  # "…, the army said adding that …"
        if later.lo <= cue.hi or later.lo >= end:
            continue
        if later.kind == "relay" or (later.word.endswith("ing") and later.source == cue.source):
            return min(end, later.lo)
        if later.lo > cue.hi and not _has_words(words, later.hi, len(words), least=1):
            return min(end, later.lo)  # "X said that …, the Post reported." and "…, X said, according to the Post."
        for i in range(later.lo, max(cue.hi, later.lo - 16), -1):
            contrast = words[i].low in lists.words["contrasts"] and (words[i].low != "and" or i >= later.lo - 1)
            if contrast and (words[i - 1].text == "," or words[i].low not in {"and", "yet", "however"}):
                return min(end, i)
            if words[i].low == "and" and later.source == cue.source and i == later.lo - 1:
                return min(end, i)
    return end


def _end_of_relative(words: Sequence[Word], cue: Cue) -> int:
    """Return where the clause ends if the cue stands in a relative one: "X, which says that C, retains 5 towns"."""
    relative = cue.source is not None and cue.source.hi + 1 < cue.at and words[cue.source.hi].text == ","
    if not relative or words[cue.at - 1].low not in {"which", "who"}:
        return len(words)
    lists = speech()
    small = lists.words["determiners"] | lists.words["prepositions"] | lists.words["conjunctions"]
    for k in range(cue.hi, len(words) - 1):
        after = words[k + 1]
        goes_on = after.low in small or after.capital or not after.is_word or after.text[0].isdigit()
        if words[k].text == "," and not goes_on and not after.low.endswith("ing"):
            return k
    return len(words)


def _has_words(words: Sequence[Word], lo: int, hi: int, *, least: int) -> bool:
    count = 0
    for word in words[lo:hi]:
        count += word.is_word
        if count >= least or word.is_quote:
            return not word.is_quote
    return False
