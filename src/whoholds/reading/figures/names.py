"""Names of sides and places in a sentence, and who "they" and "the group" are.

A run is a stretch of words that can name somebody or something: "people's army of the Royal Government",
"Syrian Democratic Forces (SDF)", "Wagner Group", "rebels", "Kobanî". What may be a side and what only a place is
told by its words.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from whoholds.reading.figures.bounds import amount_at
from whoholds.reading.figures.datelines import dash_of_dateline
from whoholds.reading.figures.tokens import Sentence, Token, low_at, sentence_spans, untitled, with_points, words_of
from whoholds.reading.figures.vocabulary import english

_COMMA = re.compile(r"\d,\d{1,2}(?!\d)")
_ADJECTIVAL = ("ic", "ical", "ive", "ary", "ist", "ous", "ish", "ern")

T = TypeVar("T")

LOOK_BACK = 6
"""How many sentences before a pronoun are searched for who it is."""

_DESCRIBED = 7  # words that may stand between "are" and what somebody is said to be

_MOST_KEPT = 32 * LOOK_BACK  # of what is found in sentences: more than all that is asked of those near one figure

SIDE, COUNTRY, OTHER = 3, 2, 1
DATELINE = "—"
"""What stands "before" a name in a dateline: it is no subject, and nothing happens in it."""

_GLUE = frozenset(("-", "‑", "–", "'", "’", "&", "/"))
_ARTICLES = ("al", "at", "an", "ar", "au", "el", "ez", "az", "ul", "as", "ash", "ad", "ed", "es", "la")
_PARTICLES = frozenset((*_ARTICLES, "de", "bin", "ibn", "abu"))


@dataclass(frozen=True, slots=True)
class Run:
    """A name in tokens `first` to `last` (half-open). `sort` is SIDE, COUNTRY or OTHER; `before` the preposition."""

    first: int
    last: int
    sort: int
    before: str


def bare(low: str) -> str:
    """Return a word without its possessive ending."""
    if "'" not in low and "’" not in low and "´" not in low:
        return low
    for ending in ("'s", "’s", "´s", "s'", "s’"):
        if low.endswith(ending):
            return low[: -len(ending)] + ("s" if ending[0] == "s" else "")
    return low


def is_name(token: Token) -> bool:
    """Whether a token is written as part of a name."""
    return token.cap and (token.low not in english().function_words or (token.text.isupper() and len(token.text) > 1))


def _is_noun(token: Token) -> bool:
    return token.kind == "w" and bare(token.low) in english()["holders.nouns"]


def _begins(tokens: Sequence[Token], i: int) -> bool:
    """Whether a run can begin at token i."""
    if i >= len(tokens) or tokens[i].kind != "w":
        return False
    if tokens[i].low in _PARTICLES and low_at(tokens, i + 1) == "-" and i + 2 < len(tokens) and tokens[i + 2].cap:
        return True
    word, words = bare(tokens[i].low), english()
    if is_name(tokens[i]) and (i > 0 or word not in words.verbs):
        return True
    return word in words["holders.nouns"] or (word in words["holders.modifiers"] and _leads_to_noun(tokens, i))


def _leads_to_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether modifiers from token i end in a noun for a side, or a name."""
    for k in range(i + 1, min(i + 6, len(tokens))):
        token = tokens[k]
        if _is_noun(token):
            return True
        if is_name(token):
            return bare(tokens[i].low) not in english()["holders.not_before_name"]
        if not (token.low in _GLUE or bare(token.low) in english()["holders.modifiers"]):
            return False
    return False


def _joins(tokens: Sequence[Token], first: int, i: int) -> int | None:
    """Return where a run goes on after a connecting word at token i, or None if it ends there."""
    low = tokens[i].low
    if low in _GLUE and i + 1 < len(tokens) and tokens[i].start == tokens[i - 1].end:
        return i + 1 if tokens[i + 1].kind in "wn" and (tokens[i + 1].start == tokens[i].end or low == "-") else None
    if low in _PARTICLES and i + 1 < len(tokens) and (tokens[i + 1].low in _GLUE or tokens[i + 1].cap):
        return i + 1
    if low == "of" and (_is_noun(tokens[i - 1]) or tokens[i - 1].cap):
        at = i + 1 + (low_at(tokens, i + 1) in ("the", "a", "our", "its"))
        return at if _begins(tokens, at) else None
    if low == "(" and i + 2 < len(tokens) and tokens[i + 2].low == ")" and tokens[i + 1].text.isupper():
        return i + 3
    return None


def _run_end(tokens: Sequence[Token], first: int) -> int:
    at = first + 1
    while at < len(tokens) and at - first < 24:
        if tokens[at - 1].low.endswith(("'s", "’s")) and tokens[at].kind != "w":
            return at
        if _begins(tokens, at):
            at += 1
            continue
        if tokens[at].kind == "n" and tokens[at - 1].text.isupper() and tokens[at].start == tokens[at - 1].end:
            # "M23" is two tokens.
            at += 1
            continue
        joined = _joins(tokens, first, at)
        if joined is None:
            return at
        at = joined
    return min(at, len(tokens))


def _sort(tokens: Sequence[Token], first: int, last: int) -> int:
    words = english()
    lows = [bare(token.low) for token in tokens[first:last]]
    if (
        any(low in words.holder_names for low in lows)
        or any(f"{a} {b}" in words.holder_names or a + b in words.holder_names for a, b in itertools.pairwise(lows))
        or any(f"{a} - {b}" in words.holder_names for a, b in zip(lows, lows[2:], strict=False))
    ):
        return SIDE
    if any(_is_noun(token) for token in tokens[first:last]):
        return SIDE
    text = [token.text for token in tokens[first:last]]
    if any(word in words.peoples for word in text):
        return SIDE
    if place_of(tokens, first, last) in words.place_names:
        return COUNTRY
    return OTHER


def place_of(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """Return the country or region that the tokens name or whose adjective they are, or None."""
    places, names = english().places, english().place_names
    words = [strip_possessive(token.text) for token in tokens[first:last]]
    for length in range(min(5, len(words)), 0, -1):
        for i in range(len(words) - length + 1):
            name = " ".join(words[i : i + length]).replace(" - ", "-")
            if name in places:
                return places[name]
            if length == 1 and name.endswith("s") and name[:-1] in names:
                return name[:-1]
    return None


def strip_possessive(text: str) -> str:
    """Return a word without "'s".

    >>> strip_possessive("Angola's")
    'Angola'
    """
    return text[:-2] if text.endswith(("'s", "’s", "´s")) else text.rstrip("'’´")


def find_runs(tokens: Sequence[Token]) -> list[Run]:
    """Return the runs of a sentence in order; two sides joined by "and" are one run."""
    found: list[Run] = []
    i = 0
    while i < len(tokens):
        if not _begins(tokens, i):
            i += 1
            continue
        last = _run_end(tokens, i)
        if last - i == 1 and tokens[i].low in ("military", "opposition", "state") and _describes(tokens, last):
            # "A military operation" is nobody.
            i = last
            continue
        run = Run(i, last, _sort(tokens, i, last), _before(tokens, i))
        if found and _joined(tokens, found[-1], run):
            first = found.pop()
            run = Run(first.first, last, max(first.sort, run.sort), first.before)
        found.append(run)
        i = max(last, i + 1)
    dash = dash_of_dateline(tokens)
    return [replace(run, before=DATELINE) if run.last <= dash else run for run in found] if dash else found


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word before token `at` only describes a noun in lower case that stands there."""
    low, words = low_at(tokens, at), english()
    return (
        low.isalpha()
        and low.islower()
        and not tokens[at].cap
        and low not in words.function_words
        and low not in words.verbs
    )


def _joined(tokens: Sequence[Token], left: Run, right: Run) -> bool:
    between = [token.low for token in tokens[left.last : right.first] if token.low not in ("the", "its", "a")]
    if between not in (["and"], ["&"], ["or"]):
        return False
    if {low_at(tokens, right.last), low_at(tokens, right.last + 1)} & {"remaining", "rest", "other", "another"}:
        return False
    verb = english().verbs.get(low_at(tokens, right.last))
    if left.before and verb is not None and verb.form in ("s", "past"):
        # "A third of Oru and Aru holds the rest".
        return False
    if left.before in ("of", "in") and amount_at(tokens, right.last):
        # "The army holds 21 percent of Oru and the resistance 42 percent".
        return False
    return (left.sort >= COUNTRY) == (right.sort >= COUNTRY) and (
        left.sort == right.sort or SIDE in (left.sort, right.sort)
    )


def _before(tokens: Sequence[Token], i: int) -> str:
    """Return the preposition before a run, over its determiner and adjectives in lower case."""
    at = i - 1
    for _ in range(3):
        low = low_at(tokens, at)
        if low in english()["grammar.prepositions"]:
            return "" if low in ("after", "before", "since", "until", "as", "than") else low
        if low not in english()["grammar.determiners"] and low not in (
            "eastern",
            "western",
            "northern",
            "southern",
            "nearby",
            "neighbouring",
            "neighboring",
        ):
            return ""
        at -= 1
    return ""


def _decimal_mark(text: str) -> str:
    """Return the decimal mark of a text: the point, unless commas part one or two digits more often than points do."""
    if _COMMA.search(text) is None:
        return "."
    from whoholds.reading.figures.abroad.digits import decimal_mark

    return decimal_mark(text, ".")


class Passage:
    """A text cut into sentences, whose tokens and runs are found when they are asked for.

    Only the sentences near the one being read are kept, so that a text of any length costs little memory.
    """

    def __init__(self, text: str, published: str | None = None) -> None:
        self.text = text
        self.published = published
        # "44,8" somewhere makes "83.000" a whole number everywhere.
        self.decimal = _decimal_mark(text)
        # The country that the last figure was of: "the country" is this one more often than not.
        self.last_country: str | None = None
        # What the last figure was of: "the area" and "the total" speak of it again.
        self.last_base: str | None = None
        self._sentences: dict[int, Sentence] = {}
        self._runs: dict[int, list[Run]] = {}
        self._kept: dict[tuple[str, int], Any] = {}

    @cached_property
    def spans(self) -> list[tuple[int, int, int]]:
        """Start, end and paragraph of every sentence."""
        return list(sentence_spans(self.text))

    def sentence(self, i: int) -> Sentence:
        """Return sentence number i."""
        if i not in self._sentences:
            if len(self._sentences) > 4 * LOOK_BACK:
                self._sentences.clear()
                self._runs.clear()
            start, end, paragraph = self.spans[i]
            tokens = words_of(self.text, start, end)
            tokens = with_points(tokens) if self.decimal == "," else tokens
            self._sentences[i] = Sentence(start, end, paragraph, untitled(tokens))
        return self._sentences[i]

    def runs(self, i: int) -> list[Run]:
        """Return the names in sentence number i."""
        if i not in self._runs:
            self._runs[i] = find_runs(self.sentence(i).tokens)
        return self._runs[i]

    def kept(self, name: str, i: int, find: Callable[[Passage, int], T]) -> T:
        """Return what a function finds in sentence number i; it is called once as long as that is kept."""
        if (name, i) not in self._kept:
            found = find(self, i)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[name, i] = found
        kept: T = self._kept[name, i]
        return kept

    def words(self, i: int, first: int, last: int) -> str:
        """Return the text of tokens `first` to `last` of sentence i, as it stands."""
        tokens = self.sentence(i).tokens
        return self.text[tokens[first].start : tokens[last - 1].end] if first < last else ""

    def name(self, i: int, run: Run) -> str:
        """Return a run's text without a possessive at its end and without an acronym in brackets."""
        tokens = self.sentence(i).tokens
        last = run.last
        if last - run.first > 3 and tokens[last - 1].low == ")":
            last -= 3
        first = run.first
        if low_at(tokens, first - 1) == "-" and low_at(tokens, first - 2) in ("pro", "anti", "ex", "non"):
            first -= 2
        elif low_at(tokens, first - 2) in ("the", "our") and low_at(tokens, first - 1).endswith(_ADJECTIVAL):
            # "The patriotic forces".
            first -= tokens[first].text.islower() and tokens[first - 1].text.islower()
        return tidy(self.words(i, first, last))


def tidy(name: str) -> str:
    """Strip leading articles and a closing possessive from a name.

    >>> tidy("the  Turkish army's")
    'Turkish army'
    """
    words = name.split()
    while words and words[0].lower() in english()["grammar.determiners"] and len(words) > 1:
        words = words[1:]
    return strip_possessive(" ".join(words)).strip(" ,;:-–—()\"“”'‘")


def is_anaphor(passage: Passage, i: int, run: Run) -> bool:
    """Whether a run is only "the group" or "these militants": it names nobody by itself."""
    tokens = passage.sentence(i).tokens
    article = low_at(tokens, run.first - 1) in ("the", "this", "that", "these", "those", "such")
    return article and run.last - run.first == 1 and tokens[run.first].low in english()["holders.anaphors"]


def is_named(passage: Passage, i: int, run: Run) -> bool:
    """Whether a run is a side with a name of its own: a known group or an acronym."""
    for token in passage.sentence(i).tokens[run.first : run.last]:
        if bare(token.low) in english().holder_names or (token.text.isupper() and len(token.text) > 1):
            return True
    return "islamic state" in passage.words(i, run.first, run.last).lower()


def full_name_of(passage: Passage, i: int, run: Run) -> tuple[int, Run] | None:
    """Return an earlier, longer name that ends in the same noun: "outlaw military groups" for "these groups"."""
    noun = passage.sentence(i).tokens[run.first].low
    for k in range(i, max(-1, i - 1 - LOOK_BACK), -1):
        tokens = passage.sentence(k).tokens
        for other in reversed(passage.runs(k)):
            if (
                (k < i or other.last <= run.first)
                and other.last - other.first > 1
                and tokens[other.last - 1].low == noun
            ):
                return k, other
    return None


def is_plural(passage: Passage, i: int, run: Run) -> bool:
    """Whether a run is several by its noun: "rebels", but not "Oru Forces" or "the Houthis"."""
    last = passage.sentence(i).tokens[run.last - 1]
    return last.text.islower() and last.low.endswith("s") and last.low in english()["holders.nouns"]


def _is_sayer(passage: Passage, i: int, run: Run) -> bool:
    """Whether a run says something: it is a source, and "the militants" of its words are others."""
    tokens = passage.sentence(i).tokens
    at = run.last
    while low_at(tokens, at) in (")", "later", "also", "has", "had", "itself"):
        at += 1
    return low_at(tokens, at) in english()["grammar.speech"]


def in_aside(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run stands in ", including the guerrillas,": it is no subject."""
    for k in range(run.first - 1, max(-1, run.first - 9), -1):
        if tokens[k].low == "including":
            return True
        if tokens[k].low in (",", ";") or tokens[k].low in english().verbs:
            return False
    return False


def _may_describe(token: Token) -> bool:
    """Whether a word may stand between "are" and a noun: "not", "the", "strong"."""
    words = english()
    low = token.low
    if low in words["grammar.determiners"] or low in words["grammar.adverbs"]:
        return True
    other = low in words.function_words or low in words.verbs or low.endswith(("ing", "ed"))
    return token.kind == "w" and not token.cap and not other


def _is_complement(passage: Passage, i: int, run: Run) -> bool:
    """Whether a run is what another one is said to be or not to be: "the SDF are not government troops"."""
    tokens = passage.sentence(i).tokens
    words = english()
    if tokens[run.first].low.endswith("ing"):
        # "The army is fighting rebels".
        return False
    at = run.first - 1
    denied = False
    while at > max(0, run.first - _DESCRIBED) and _may_describe(tokens[at]):
        denied = denied or tokens[at].low in ("not", "no", "never")
        at -= 1
    low = low_at(tokens, at).replace("’", "'")
    if low not in words["grammar.being"] and low.removesuffix("n't") not in words["grammar.being"]:
        return False
    if denied or low.endswith("n't"):
        return True
    # "There are rebels in the north" and "the strongest are the rebels" speak of the rebels.
    runs = passage.runs(i)
    other = runs[bisect_left(runs, run.first, key=lambda other: other.first) - 1]
    return other.last == at and not other.before and other.sort >= COUNTRY


def who(
    passage: Passage, i: int, before: int, *, sort: int = SIDE, single: bool = False, told: bool = False
) -> tuple[int, Run] | None:
    """Return the side that a pronoun at token `before` of sentence i stands for: sentence and run, or None.

    In the same sentence the nearest subject before it; in an earlier one the first subject there. With `single` no
    "rebels" ("it"); with `told` nobody who says something ("the observers said that the group …").
    """

    def fits(k: int, run: Run) -> bool:
        if (
            run.sort < sort
            or run.before == DATELINE
            or is_anaphor(passage, k, run)
            or in_aside(passage.sentence(k).tokens, run)
        ):
            return False
        if _is_complement(passage, k, run):
            return False
        return not (single and is_plural(passage, k, run)) and not (told and _is_sayer(passage, k, run))

    here = [run for run in passage.runs(i) if run.last <= before and fits(i, run)]
    for run in reversed(here):
        if not run.before:
            return i, run
    for k in range(i - 1, max(-1, i - 1 - LOOK_BACK), -1):
        runs = [run for run in passage.runs(k) if fits(k, run)]
        if here and runs:
            break
        for run in runs:
            if not run.before:
                return k, run
        if runs:
            return k, runs[0]
    return (i, here[-1]) if here else None
