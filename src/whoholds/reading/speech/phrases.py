"""Noun phrases beside a cue: the words that name a speaker, found without a parser.

Every scan goes a bounded number of words, so that time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from whoholds.reading.speech.sentences import Word
from whoholds.reading.speech.speakers import is_name, rank_at, without_possessive
from whoholds.reading.speech.words import speech

_REACH = 24
_APPOSITION = 40
_MADE = 9  # words from a participle to its "by"
_DASHES = frozenset("-–—")
_BEFORE_MONTH = frozenset(
    {
        "in",
        "since",
        "by",
        "of",
        "late",
        "early",
        "mid",
        "until",
        "during",
        "last",
        "from",
        "this",
        "next",
        "to",
        "before",
    }
)
_WHO = frozenset({"who", "which", "that", "whose"})


class Phrase(NamedTuple):
    """A noun phrase: words `lo` to `hi` of its sentence (half-open), and what is apposed to it, if anything.

    `governed` says that a preposition stands before it, so that it is hardly the subject of what follows.
    """

    lo: int
    hi: int
    apposed: tuple[int, int] = (0, 0)
    governed: bool = False
    # Where the phrase with its apposition ends.
    end: int = 0


def in_vocabulary(word: Word) -> bool:
    """Whether a small word is one that names of speakers are made of."""
    plain = without_possessive(word.low)
    return plain in speech().inside or word.low in speech().inside or word.low.endswith(("-based", "-backed", "-led"))


def is_clear(words: Sequence[Word], phrase: Phrase) -> bool:
    """Whether a phrase is a speaker by its own words: a name, an office, a body or a pronoun."""
    inner = words[phrase.lo : phrase.hi]
    lists = speech()
    if not inner or (len(inner) == 1 and inner[0].low in lists.speakers["nobody"]):
        return False
    if any(
        w.capital and w.text[0].isalpha() and w.low not in lists.words["determiners"] and not in_vocabulary(w)
        for w in inner
    ):
        return True
    return any(without_possessive(w.low) in lists.nouns or w.low in lists.pronouns for w in inner) or any(
        rank_at(inner, k) for k in range(len(inner))
    )


def is_time(words: Sequence[Word], i: int) -> bool:
    """Whether word number `i` is a day, a month or another word for a time."""
    lists = speech()
    if not 0 <= i < len(words):
        return False
    low = words[i].low
    if low in lists.weekdays:
        return True
    if low in lists.words["times"] or low in {"late", "early", "last", "same", "next"}:
        return not words[i].capital or i == 0  # "The Velin Times" is no time
    if not words[i].capital or not (low in lists.months or low.rstrip(".") in lists.months_short):
        return False
    # "Theresa May" and "Jan Egeland" are no months.
    beside = [w for w in (words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None) if w is not None]
    return any(w.text[0].isdigit() for w in beside) or (i > 0 and words[i - 1].low in _BEFORE_MONTH)


def phrase_before(words: Sequence[Word], i: int) -> Phrase | None:
    """Find the noun phrase whose last word is number `i`."""
    if i < 0 or not (words[i].is_word or words[i].text == ")"):
        return None
    lists = speech()
    lowest = max(-1, i - _REACH)
    accepted = i + 1
    j = i
    if words[i].low in lists.pronouns or words[i].low in lists.speakers["nobody"]:
        return Phrase(i, i + 1, end=i + 1)
    while j > lowest:
        word = words[j]
        low = word.low
        if word.text == ")":
            j = _bracket_before(words, j)
            continue
        if not word.is_word:
            break
        if low in lists.words["determiners"] and low != "that":
            accepted = j
            joined = _joined_before(words, j)
            if joined is None:
                break
            j = joined
            continue
        if is_time(words, j) and not (j < i and low == "times"):
            break
        if low == "and":
            if not _coordinates(words, j):
                break
        elif j < i and (low == "by" or low in lists.words["joins"]):
            joined = _joined_before(words, j + 1)
            if joined is None:
                break
            j = joined
            continue
        elif (
            _is_closed(word)
            or (low in lists.words["adverbs"] and not word.capital)
            or _is_cue(words, j)
            or (accepted == j + 1 <= i and _ends_adjunct(words, j))
        ):
            break
        elif word.text[0].isdigit() and is_time(words, j - 1):
            break  # "In May 2012 Petrov said"
        elif word.capital or in_vocabulary(word) or (word.text[0].isdigit() and j < i and accepted == j + 1):
            accepted = j
        elif (
            low.endswith("ed")
            and "-" not in low
            and j < i
            and low not in {"united", "armed", "allied", "unnamed", "informed", "so-called"}
        ):
            break
        j -= 1
    if accepted > i:
        # An unknown noun without an article is no clear speaker, unless it is the whole start of the sentence.
        return None
    governed = _governed(words, accepted)
    if accepted < i and (governed or (accepted and words[accepted - 1].low == "and")) and _is_place(words[accepted]):
        # "… 20 percent in Syria US officials say": the place belongs to what was said.
        shorter = Phrase(accepted + 1, i + 1, end=i + 1)
        if is_clear(words, shorter):
            return shorter
    return Phrase(accepted, i + 1, governed=governed, end=i + 1)


def _ends_adjunct(words: Sequence[Word], j: int) -> bool:
    """Whether the words before a name say on what occasion it spoke: "at a press briefing Petrov said"."""
    word = words[j]
    lists = speech()
    if word.capital or not words[j + 1].capital or words[j + 1].low in lists.inside:
        return False
    opening = next((k for k in range(j - 1, max(-1, j - 5), -1) if words[k].low in {"at", "in", "during", "on"}), None)
    return opening == 0 and word.low in lists.occasions["nouns"] | lists.speakers["documents"]


def _is_cue(words: Sequence[Word], j: int) -> bool:
    """Whether word number `j` can be a verb of saying that ends a name."""
    low = words[j].low
    return low in speech().cues and low not in speech().inside and not in_think_tank(words, j)


def in_think_tank(words: Sequence[Word], j: int) -> bool:
    """Whether word number `j` is the first of "think tank"."""
    return words[j].low == "think" and j + 1 < len(words) and words[j + 1].low.startswith("tank")


def _is_closed(word: Word) -> bool:
    """Whether a word ends a name; "May" and "Will" are names too."""
    return word.low in speech().closed and not (word.capital and word.low in {"may", "will"})


def _is_proper(word: Word) -> bool:
    """Whether a word is written as a name: "Petrov", "al-Saadi"."""
    return word.capital or (word.low.startswith(("al-", "el-")) and word.text[3:4].isupper())


def _is_place(word: Word) -> bool:
    return word.text in speech().speakers["seats"]


def _governed(words: Sequence[Word], lo: int) -> bool:
    lists = speech().words
    for _ in range(2):
        lo -= lo > 0 and words[lo - 1].low in lists["determiners"]  # "on the other side"
    return lo > 0 and words[lo - 1].low in lists["prepositions"]


def _joined_before(words: Sequence[Word], lo: int) -> int | None:
    """Return where to go on to the left of a phrase that hangs on "of", "for", "in" after an office or a body."""
    if lo < 2:
        return None
    join, noun = words[lo - 1].low, words[lo - 2]
    if not (join == "by" or join in speech().words["joins"]) or not noun.is_word:
        return None
    lists = speech().speakers
    plain = without_possessive(noun.low)
    if join in {"of", "for"}:
        # "Ana Brodek of the Guard", but not "in Velin of the Guard".
        of_body = words[lo].capital or (join == "of" and words[lo].low == "the" and lo > 2 and words[lo - 3].capital)
        fits = plain in speech().nouns | {"general"} or (_is_proper(noun) and of_body)
    elif join in {"from", "by"} and plain in lists["documents"]:
        fits = True
    else:
        fits = plain in lists["roles"] | {"source", "sources", "monitors", "activists", "forces"} or _opens_clause(
            words, lo - 2
        )
    return lo - 2 if fits else None


def _opens_clause(words: Sequence[Word], i: int) -> bool:
    """Whether a body with its article opens the clause, so that a place may follow: "The army in Oruland said"."""
    if without_possessive(words[i].low) not in speech().speakers["bodies"] or (words[i].capital and i):
        return False
    first = i
    if words[i].low in speech().speakers["plural_bodies"]:
        first -= first > 0 and in_vocabulary(words[first - 1])
        return first == 0 or words[first - 1].text == "," or words[first - 1].low in {"that", "the", "while", "but"}
    articles = {"the", "a", "an"}
    while first > 0 and i - first < 3 and words[first].low not in articles and _may_describe(words[first]):
        first -= 1
    return words[first].low in articles


def _may_describe(word: Word) -> bool:
    """Whether a word can stand between the article of a body and its head: "a Velin delegation"."""
    return word.capital or in_vocabulary(word)


def _coordinates(words: Sequence[Word], j: int) -> bool:
    """Whether "and" at `j` joins two speakers: the phrase before it opens its clause."""
    if j == 0 or j + 1 >= len(words):
        return False
    left, right = words[j - 1], words[j + 1]
    if not (right.capital or in_vocabulary(right) or right.low == "the"):
        return False
    if not (left.capital or in_vocabulary(left) or left.text == ")"):
        return False
    k = j - 1
    while (
        k >= 0
        and j - k < 8
        and (words[k].capital or in_vocabulary(words[k]) or words[k].low == "the" or words[k].text in "()")
    ):
        if words[k].low in speech().closed:
            return False
        k -= 1
    return (
        k < 0
        or words[k].text in ",;:"
        or words[k].low in {"that", "while", "but", "whereas", "though", "although", "both"}
    )


def _bracket_before(words: Sequence[Word], j: int) -> int:
    """Return the index before the bracket that closes at `j`."""
    k = j - 1
    while k >= 0 and j - k < 12:
        if words[k].text == "(":
            return k - 1
        k -= 1
    return j - 1


def phrase_after(words: Sequence[Word], i: int, *, joined: bool = True) -> Phrase | None:
    """Find the noun phrase whose first word is number `i`; with `joined`, "and" and a second speaker belong to it."""
    lists = speech()
    j = i
    noun = False
    limit = min(len(words), i + _REACH + 4)
    if i < len(words) and words[i].low in lists.pronouns:
        return Phrase(i, i + 1, end=i + 1)
    while j < limit:
        word = words[j]
        low = word.low
        if word.text == "(":
            close = next((k for k in range(j, min(len(words), j + 12)) if words[k].text == ")"), None)
            if close is None or not noun:
                break
            j = close + 1
            continue
        if not word.is_word:
            if (
                word.text in _DASHES
                and j > i
                and word.start == words[j - 1].end
                and j + 1 < limit
                and words[j + 1].start == word.end
            ):
                j += 1
                continue
            break
        if is_time(words, j) and not (noun and word.capital and low in {"times"}):
            break
        if low in lists.words["determiners"]:
            if j > i and not _links(words[j - 1].low):
                break
        elif low == "and":
            if not (joined and noun and _goes_on_after_and(words, j)):
                break
        elif _links(low):
            if not noun or not _goes_on(words, j):
                break
        elif _is_closed(word) or _is_cue(words, j):
            break
        elif word.capital and word.text[0].isalpha():
            noun = True
        elif in_vocabulary(word) or low.endswith("'s"):
            noun = noun or without_possessive(low) in lists.nouns
            if low == "s":
                break
        elif noun and _is_made(words, j):
            j = next((k for k in range(j + 1, min(limit, j + _MADE)) if words[k].low == "by"), limit)
            if j == limit:
                break
        elif word.text[0].isdigit() or (noun and not _describes(words, j)):
            break
        j += 1
    while j > i and (_links(words[j - 1].low) or words[j - 1].low in lists.words["determiners"]):
        j -= 1
    return Phrase(i, j, end=j) if j > i else None


def _links(low: str) -> bool:
    """Whether a word joins another noun to a phrase."""
    return low in {"by", "and", "near"} or low in speech().words["joins"]


def _is_made(words: Sequence[Word], j: int) -> bool:
    """Whether the maker of a paper follows its participle: "a study published last week by X"."""
    participle = words[j].low
    if without_possessive(words[j - 1].low) not in speech().speakers["documents"] or not participle.endswith("ed"):
        return False
    for word in words[j + 1 : j + _MADE]:
        if not word.is_word or word.low in speech().words["verbs"] | speech().words["conjunctions"]:
            return False
        if word.low == "by":
            return participle not in speech().speakers["handled"]
    return False


def _describes(words: Sequence[Word], j: int) -> bool:
    """Whether an unknown small word stands between an article and the noun or name: "by the civilian Velin Council"."""
    if words[j - 1].low not in speech().words["determiners"] or j + 1 >= len(words):
        return False
    return words[j + 1].capital or in_vocabulary(words[j + 1])


def _goes_on(words: Sequence[Word], j: int) -> bool:
    """Whether the phrase goes on over the preposition at `j`."""
    if j + 1 >= len(words) or is_time(words, j + 1):
        return False
    before, after = words[j - 1], words[j + 1]
    lists = speech()
    plain = without_possessive(before.low)
    if not (after.capital or after.low in lists.words["determiners"] or in_vocabulary(after)):
        return False
    of_document = words[j].low in {"of", "by", "from"} and plain in lists.speakers["documents"]
    if not of_document and any(
        w.low in lists.occasions["nouns"] | lists.speakers["documents"] and not w.capital for w in words[j + 1 : j + 4]
    ):
        return False
    if words[j].low in {"of", "for"}:
        of_body = after.capital or (words[j].low == "of" and after.low == "the" and j > 1 and words[j - 2].capital)
        return plain in lists.nouns or (_is_proper(before) and of_body)
    if words[j].low == "by":
        return plain in lists.speakers["documents"]
    return plain in lists.speakers["roles"] | {"source", "sources"} | lists.speakers["documents"]


def _goes_on_after_and(words: Sequence[Word], j: int) -> bool:
    if j + 1 >= len(words):
        return False
    first = words[j + 1]
    fits = first.capital or first.low in {"the", "a", "an"} or in_vocabulary(first)
    # Not joined: each "and" asks for itself, so that time stays linear.
    following = phrase_after(words, j + 1, joined=False) if fits else None
    if following is None or not is_clear(words, following):
        return False
    return following.hi >= len(words) or not words[following.hi].is_word or words[following.hi].low == "and"


def with_apposition_before(words: Sequence[Word], close: int) -> Phrase | None:
    """Find the subject before a stretch between commas or dashes that closes at `close`.

    "X, who …, said", "the head of Y, NAME, said", "NAME, head of Y, said".
    """
    mark = words[close].text
    lowest = max(0, close - _APPOSITION)
    marks = {",": {","}}.get(mark, _DASHES)
    opening = next((k for k in range(close - 1, lowest, -1) if words[k].text in marks), None)
    if opening is None or opening + 1 >= close:
        # A comma that should not stand there: "The Velin Group, says it …".
        whole = phrase_before(words, close - 1) if mark == "," and opening is None else None
        return whole._replace(end=close + 1) if whole is not None and whole.lo == 0 and is_clear(words, whole) else None
    subject = phrase_before(words, opening - 1)
    if subject is None or not is_clear(words, subject):
        inner = phrase_before(words, close - 1) if mark == "," else None
        return None if inner is None or inner.lo != opening + 1 else inner
    inside = words[opening + 1 : close]
    if subject.governed:
        return None
    maker = _maker(words, subject, opening + 1, close)
    if maker is not None:
        return maker
    if (
        inside[0].low in _WHO
        or inside[0].low in speech().words["prepositions"]
        or not _is_nominal(words, opening + 1, close)
    ):
        return subject._replace(end=close + 1)
    return subject._replace(apposed=(opening + 1, close), end=close + 1)


def _maker(words: Sequence[Word], subject: Phrase, lo: int, hi: int) -> Phrase | None:
    """Find who made the paper that is the subject: "the report, published on Monday by X, says"."""
    if without_possessive(words[subject.hi - 1].low) not in speech().speakers["documents"]:
        return None
    if not words[lo].low.endswith("ed") or words[lo].low in speech().speakers["handled"]:
        return None
    by = next((k for k in range(lo + 1, min(hi - 1, lo + _MADE)) if words[k].low == "by"), None)
    maker = phrase_after(words, by + 1) if by is not None else None
    if maker is None or maker.hi > hi or not is_clear(words, maker):
        return None
    return maker._replace(end=hi + 1)


def _is_nominal(words: Sequence[Word], lo: int, hi: int) -> bool:
    inner = words[lo:hi]
    if is_name(inner):
        return True
    first = inner[0]
    return first.low in speech().words["determiners"] or first.capital or in_vocabulary(first)


def before_relative(words: Sequence[Word], i: int) -> Phrase | None:
    """Find the noun phrase that a relative clause ending at `i` hangs on ("the group which has sources there said")."""
    lowest = max(0, i - _APPOSITION)
    for k in range(i, lowest, -1):
        if not words[k].is_word and words[k].text not in "()":
            return None
        if words[k].low in {"which", "who", "whose"}:
            return phrase_before(words, k - 1)
    return None


def subject_of(words: Sequence[Word], lo: int, hi: int) -> Phrase | None:
    """Find the subject of the clause that begins at `lo`: its first noun phrase, after an adverbial with a comma."""
    lists = speech()
    comma = next((k for k in range(lo, min(hi, lo + 14)) if words[k].text == ","), None)
    start = lo
    if comma is not None and (
        words[lo].low in lists.words["prepositions"] | lists.words["adverbs"] | lists.words["conjunctions"]
        or words[lo].low.endswith("ly")
    ):
        start = comma + 1
    while start < hi and words[start].low in lists.words["conjunctions"] | lists.words["adverbs"]:
        start += 1
    phrase = phrase_after(words, start)
    if phrase is None or phrase.hi > hi or not is_clear(words, phrase):
        return None
    if phrase.hi < hi and words[phrase.hi].text == "and":
        more = phrase_after(words, phrase.hi + 1)
        if more is not None and more.hi < hi and words[phrase.hi + 1].capital:
            phrase = Phrase(phrase.lo, more.hi, end=more.hi)
    return phrase
