"""Speakers: a noun phrase taken apart into name, role and rank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from whoholds.reading.speech.sentences import Word
from whoholds.reading.speech.words import speech

SpeakerKind = Literal["person", "body", "document", "pronoun"]

_POSSESSIVE = re.compile(r"(?:[’'´`]s?|(?<=s)[’'´`])$")
_APOSTROPHES = frozenset("’'´`")
_OWN = {"its": "it", "their": "they", "his": "he", "her": "she"}
_LATEST = frozenset({"latest", "own", "recent", "last", "new", "current"})
_OF_BODIES = frozenset({"its", "their"})
_BASED = ("-based", "-backed", "-led", "-dominated", "-allied", "-aligned")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: a name, and what the page calls its bearer. `head` is the noun that says what it is."""

    name: str
    kind: SpeakerKind
    role: str | None = None
    rank: str | None = None
    head: str = ""
    # Whether the phrase has a name of its own, and does not only point back ("the group", "the general").
    named: bool = True
    # Whether the phrase has "the" or the like, so that it can mean somebody named before.
    definite: bool = False
    # The initials that stand behind the name in brackets.
    short: str = ""


def without_possessive(word: str) -> str:
    """Return a word without its possessive ending.

    >>> without_possessive("Mizintsev´s"), without_possessive("Russia’s"), without_possessive("rebels'")
    ('Mizintsev', 'Russia', 'rebels')
    """
    return word if _APOSTROPHES.isdisjoint(word) else _POSSESSIVE.sub("", word)


def written(words: Sequence[Word]) -> str:
    """Return words as one phrase, as they would be written.

    >>> from whoholds.reading.speech.sentences import words_of
    >>> written(words_of("the People's  Units (YPG)", 0, 25))
    "the People's Units (YPG)"
    """
    parts: list[str] = []
    end = words[0].start if words else 0
    for word in words:
        parts.append((" " if end < word.start else "") + word.text)
        end = word.end
    return "".join(parts).strip()


def speaker_of(phrase: Sequence[Word], apposed: Sequence[Word] = ()) -> Speaker | None:
    """Read a noun phrase as a speaker; `apposed` is what stands in commas after it.

    >>> from whoholds.reading.speech.sentences import words_of
    >>> text = "the Head of the Defense Center Colonel General Ivan Petrov"
    >>> speaker = speaker_of(words_of(text, 0, len(text)))
    >>> speaker.name, speaker.role, speaker.rank
    ('Ivan Petrov', 'Head of the Defense Center', 'Colonel General')
    """
    words = _without_articles(_without_brackets(phrase))
    if not words:
        return _pronoun(phrase) if phrase and phrase[0].low in _OWN else None
    while len(words) > 1 and words[-1].low in _LATEST:
        words.pop()  # "The Guard's latest estimate is that …"
    first = phrase[0].low
    head = next((k for k, w in enumerate(words) if k and w.low in speech().words["joins"]), len(words))
    paper = words[head - 1].low in speech().speakers["documents"]
    if first in _OWN and paper and not any(w.capital for w in words[:head]):
        return Speaker(_OWN[first], "pronoun", head="body" if first in _OF_BODIES else "person", named=False)
    by_initials = _by_initials(phrase, words)
    if by_initials is not None:
        return by_initials
    if first in {"my", "our"} and words[-1].low in speech().speakers["bodies"] | {"delegation", "country", "people"}:
        return None  # a delegate's own voice
    speaker = _speaker_of(words, apposed)
    if speaker is None:
        return None
    short = _initials(phrase) if speaker.kind == "body" else ""
    return replace(speaker, definite=first in speech().words["articles"] - {"a", "an"}, short=short)


def _initials(phrase: Sequence[Word]) -> str:
    """Return the initials in brackets that close a phrase: "the Velin War Monitor (VWM)"."""
    if len(phrase) < 5 or phrase[-1].text != ")" or phrase[-3].text != "(" or not phrase[-2].text.isupper():
        return ""
    letters = iter([word.low[0] for word in phrase[:-3] if word.is_word])
    return phrase[-2].text if all(letter in letters for letter in phrase[-2].low) else ""


def _by_initials(phrase: Sequence[Word], words: Sequence[Word]) -> Speaker | None:
    """Read the short name of a body that has no other: "the office for the relief of the coast (Orc)"."""
    if len(phrase) < 4 or phrase[-1].text != ")" or phrase[-3].text != "(" or not phrase[-2].capital:
        return None
    head = next((k for k, w in enumerate(words) if w.low in speech().words["joins"]), len(words)) - 1
    if head < 0 or words[head].capital or words[head].low in speech().speakers["documents"]:
        return None
    initials = iter([w.low[0] for w in words if w.is_word])
    if len(phrase[-2].text) < 3 or not all(letter in initials for letter in phrase[-2].low):
        return None
    return Speaker(phrase[-2].text, "body", role=written(words), head=_head(words))


def _speaker_of(words: list[Word], apposed: Sequence[Word]) -> Speaker | None:
    words = _without_participle(words)
    pronoun = _pronoun(words)
    if pronoun is not None:
        return pronoun
    if words[0].low in speech().words["determiners"] | speech().speakers["nobody"] and len(words) == 1:
        return None
    if apposed:
        return _with_apposition(words, _without_articles(_without_brackets(apposed)))
    return _person(words) or _body(words)


def is_name(words: Sequence[Word]) -> bool:
    """Whether words look like a person's name: one to five capitalised words, none of them an office or a body."""
    vocabulary = speech()
    if not 1 <= len(words) <= 6 or not words[0].is_word:
        return False
    proper = 0
    for word in words:
        if word.capital and word.text[0].isalpha():
            proper += 1
            if without_possessive(word.low) in vocabulary.nouns - {"king", "prince", "elder", "general"}:
                return False
        elif word.low not in vocabulary.speakers["particles"] and not word.low.startswith(
            ("al-", "el-", "as-", "ash-")
        ):
            return False
    return proper > 0 or words[0].low.startswith("al-")


def rank_at(words: Sequence[Word], start: int) -> int:
    """Return how many words from `start` on are a rank (0: none)."""
    ranks = speech().ranks
    if start >= len(words) or words[start].low not in speech().ranks_first:
        return 0
    for length in (4, 3, 2, 1):
        key = tuple(word.low for word in words[start : start + length])
        if len(key) == length and key in ranks:
            return length
    return 0


def _pronoun(words: Sequence[Word]) -> Speaker | None:
    lists = speech()
    if len(words) == 1 and words[0].low in lists.speakers["person_pronouns"]:
        return Speaker(words[0].text, "pronoun", head="person", named=False)
    if len(words) == 1 and words[0].low in _OWN:
        return Speaker(
            _OWN[words[0].low], "pronoun", head="body" if words[0].low in _OF_BODIES else "person", named=False
        )
    if len(words) == 1 and words[0].low in lists.speakers["body_pronouns"]:
        return Speaker(words[0].text, "pronoun", head="body", named=False)
    return None


def _without_brackets(words: Sequence[Word]) -> list[Word]:
    kept: list[Word] = []
    depth = 0
    for word in words:
        depth += word.text in "([" if not word.is_word else 0
        if not depth and (word.is_word or word.text in ",&"):
            kept.append(word)
        if not word.is_word and word.text in ")]" and depth:
            depth -= 1
    return kept


def _without_participle(words: list[Word]) -> list[Word]:
    """Drop what follows a noun with a participle: "a study published on 31 January"."""
    for i, word in enumerate(words):
        if (
            i
            and word.low.endswith("ed")
            and "-" not in word.low
            and not word.capital
            and word.low not in speech().inside
        ):
            before = without_possessive(words[i - 1].low)
            if before in speech().nouns:
                maker = next((k for k in range(i + 1, len(words)) if words[k].low == "by"), None)
                made = before in speech().speakers["documents"] and word.low not in speech().speakers["handled"]
                return [*words[:i], *words[maker:]] if made and maker is not None else words[:i]
    return words


def _without_articles(words: list[Word]) -> list[Word]:
    articles = speech().words["articles"]
    start = 0
    while start < len(words) and (words[start].low in articles or not words[start].is_word):
        start += 1
    return words[start:]


def _with_apposition(words: list[Word], apposed: list[Word]) -> Speaker | None:
    """Read "NAME, role" and "role, NAME"."""
    main = _person(words) or _body(words)
    if main is None or not apposed:
        return main
    if is_name(_after_rank(apposed)) and not is_name(words):
        second = _person(apposed) or _body(apposed)
        if second is not None and (main.kind != "body" or not words[-1].capital):
            kind = "person" if main.kind != "body" or main.head not in speech().speakers["bodies"] else main.kind
            return Speaker(second.name, kind, role=written(words), rank=second.rank or main.rank, head=main.head)
        return main
    if is_name(words) or (main.kind == "person" and main.named and main.role is None):
        first = next((w.low for w in apposed if w.low in speech().speakers["roles"]), "")
        office = first and main.head not in speech().speakers["bodies"]
        if office:
            return Speaker(main.name, "person", role=written(apposed), rank=main.rank, head=first)
    return main


def _after_rank(words: list[Word]) -> list[Word]:
    return words[rank_at(words, 0) :] if words else words


def _person(words: list[Word]) -> Speaker | None:
    """Read "role rank NAME", "role NAME", "NAME of the X" or a plain name; None if it is no person."""
    lists = speech().speakers
    if len(words) > 2 and without_possessive(words[0].text) != words[0].text and is_name(words[1:]):
        words = words[1:]  # "the UN's Ana Brodek"
    cut = _by_rank(words) or _by_title(words) or _by_role(words) or _by_office_of_body(words)
    if cut is not None:
        return cut
    for i, word in enumerate(words):
        if (
            word.low in {"of", "from", "with", "in", "at"}
            and i > 1
            and is_name(words[:i])
            and not words[0].text.isupper()
        ):
            return Speaker(written(words[:i]), "person", role=None, head="")
    if is_name(words) and (len(words) > 1 or not _one_word_body(words[0])):
        name = [*words[:-1], words[-1]]
        return Speaker(without_possessive(written(name)), "person")
    last = _head(words)
    if any(rank_at(words, i) == len(words) - i for i in (0, 1) if i < len(words)):
        return Speaker(written(words), "person", rank=written(words), head=last, named=False)
    if last in lists["roles"] - lists["bodies"]:
        return Speaker(written(words), "person", head=last, named=len(words) > 1)
    return None


def _one_word_body(word: Word) -> bool:
    plain = without_possessive(word.text)
    return plain in speech().speakers["seats"] or (plain.isupper() and len(plain) > 1) or plain.endswith("ISIL")


def _by_rank(words: list[Word]) -> Speaker | None:
    for i in range(len(words)):
        length = rank_at(words, i)
        name = words[i + length :]
        if length and name and is_name(_name_part(name)):
            role = words[:i]
            return Speaker(
                written(_name_part(name)), "person", role=_as_role(role), rank=written(words[i : i + length]),
                head=_head(role) if role else "",
            )  # fmt: skip
    return None


def _by_title(words: list[Word]) -> Speaker | None:
    if words[0].low in speech().speakers["titles"] and is_name(words[1:]):
        return Speaker(without_possessive(written(words[1:])), "person")
    return None


def _by_role(words: list[Word]) -> Speaker | None:
    """Read "spokesman NAME": the last word for an office that only a name follows."""
    roles = speech().speakers["roles"]
    for i in range(len(words) - 1, 0, -1):
        if words[i - 1].low in roles and is_name(_name_part(words[i:])):
            name = _name_part(words[i:])
            if name[0].low in speech().speakers["titles"] and len(name) > 1:
                name = name[1:]
            return Speaker(written(name), "person", role=_as_role(words[:i]), head=words[i - 1].low)
    return None


def _by_office_of_body(words: list[Word]) -> Speaker | None:
    """Read "head of the Defense Center NAME": an office, the body, and at least two words of a name."""
    lists = speech().speakers
    office = next((i for i, w in enumerate(words) if w.low in lists["roles"]), None)
    if office is None or office + 1 >= len(words) or words[office + 1].low not in {"of", "for", "at", "in"}:
        return None
    for i in range(len(words) - 2, office + 2, -1):
        before = words[i - 1]
        of_body = before.low in lists["bodies"] or (before.text.isupper() and len(before.text) > 1)
        if of_body and is_name(words[i:]):
            return Speaker(written(words[i:]), "person", role=_as_role(words[:i]), head=words[office].low)
    return _by_office_of_place(words, office)


def _by_office_of_place(words: list[Word], office: int) -> Speaker | None:
    """Read "president of Oruland NAME NAME": the last two capitalised words after the place, which is a name itself."""
    place = max(k for k, w in enumerate(words) if w.low in {"of", "for", "at", "in"}) + 1
    name = words[-2:]
    vocabulary = speech()
    if len(words) - place < 3 or not all(w.capital and w.text[0].isalpha() for w in words[place:]):
        return None
    if any(w.low in vocabulary.speakers["parts_of_places"] | vocabulary.nouns or w.text.isupper() for w in name):
        return None
    return Speaker(written(name), "person", role=_as_role(words[:-2]), head=words[office].low)


def _name_part(words: list[Word]) -> list[Word]:
    """Return the name without what is said of its bearer after it ("NAME of the X group")."""
    for i, word in enumerate(words):
        if i and word.low in {"of", "from", "in", "at", "with"}:
            return words[:i]
    return words


def _as_role(words: list[Word]) -> str | None:
    words = list(words)
    while words and not words[-1].is_word:
        words.pop()
    # "Russian Colonel General X" has no office.
    office = any(without_possessive(word.low) in speech().nouns for word in words)
    return written(words) if office else None


def _head(words: Sequence[Word]) -> str:
    """Return the head noun of a phrase, lower case: the last word before "of", "for" and the like."""
    head = ""
    for i, word in enumerate(words):
        if i and word.low in speech().words["joins"] | {"by", "near", "on"}:
            break
        if word.is_word:
            head = without_possessive(word.low)
    return head


def _body(words: list[Word]) -> Speaker | None:
    """Read an organisation, a source or a document as a speaker."""
    lists = speech().speakers
    head = _head(words)
    if head in lists["documents"] and head != "intelligence" and not _in_a_name(words, head):
        return _document(words, head)
    words = _without_descriptor(words)
    own = [w for w in words if not w.low.endswith(_BASED)]
    named = any(w.capital for w in own[1:]) or (bool(own) and _proper_first(own))
    return Speaker(
        without_possessive(written(words)),
        "body",
        head=head,
        named=named or (len(own) > 1 and head not in lists["pointing"]),
    )


def _proper_first(words: list[Word]) -> bool:
    first = words[0]
    return first.capital and without_possessive(first.low) not in speech().inside


def _in_a_name(words: list[Word], head: str) -> bool:
    """Whether the head belongs to a proper name ("the Velin Post"), so that it is no document."""
    at = next(i for i, w in enumerate(words) if without_possessive(w.low) == head)
    return at > 0 and words[at].capital and words[at - 1].capital


def _document(words: list[Word], head: str) -> Speaker:
    """A report speaks for its maker: "a report by X", "X's report", "the UN report"."""
    at = next(i for i, w in enumerate(words) if without_possessive(w.low) == head)
    # "An AFP analysis of data supplied by X" is AFP's.
    owned = at > 0 and words[at - 1].text.isupper() and len(words[at - 1].text) > 1
    owned = owned or any(w.capital and without_possessive(w.text) != w.text for w in words[:at])
    joins = [i for i, word in enumerate(words[:-1]) if word.low in {"by", "from", "of"} and not owned]
    i = next((i for i in joins if words[i].low == "by"), joins[0] if joins else None)
    if i is not None:
        maker = speaker_of(_adjectives_off(words[i + 1 :]))
        if maker is not None and maker.kind in {"person", "body"} and _makes(words[i], words[i + 1 :], maker):
            return maker
    front = words[:at]
    while front and not front[-1].capital and not front[-1].low.endswith("'s"):
        front = front[:-1]
    front = _adjectives_off(front)
    if len(front) == 1 and front[0].text.endswith("ed") and "-" not in front[0].text:
        front = []  # "Leaked documents" at the beginning of a sentence
    if any(w.capital and _may_make(w) for w in front):
        maker = _person(front) or _body(front)
        if maker is not None:
            return maker
    return Speaker(written(words), "document", head=head, named=False)


def _may_make(word: Word) -> bool:
    plain = without_possessive(word.text)
    return plain.lower() not in speech().inside or plain in speech().speakers["seats"]


def _adjectives_off(words: list[Word]) -> list[Word]:
    """Drop the small words before a name of capitals only: "the latest Velin Group", "the rebel Free Velin Army"."""
    start = next((i for i, w in enumerate(words) if w.capital), 0)
    small = all(w.is_word and not w.low.endswith("'s") and "-" not in w.low for w in words[:start])
    proper = all(w.capital or w.low in speech().words["joins"] | {"and"} for w in words[start:])
    lists = speech().speakers
    named = bool(start) and words[start - 1].low in lists["particles"] | lists["roles"] | lists["bodies"]
    return words[start:] if small and proper and not named else words


def _makes(join: Word, words: Sequence[Word], maker: Speaker) -> bool:
    """Whether a paper is by the one named after "by", "from" or "of", and not only about them ("a map of Velin")."""
    if join.low != "of":
        return words[-1].capital or maker.named or maker.head in speech().nouns
    single = len(words) == 1 and not words[0].text.isupper()
    body = not single and any(without_possessive(w.low) in speech().nouns for w in words)
    return (maker.kind == "person" and not single) or body or words[0].text.isupper()


def _without_descriptor(words: list[Word]) -> list[Word]:
    """Drop what only describes a body with a name: "Britain-based X", "news agency SANA", "ANF News media outlet"."""
    lists = speech().speakers
    start = 0
    while start + 1 < len(words) and words[start].low.endswith(_BASED) and words[start + 1].capital:
        start += 1
    for i in range(len(words) - 1, start, -1):
        small = words[i - 1]
        if (
            not small.capital
            and small.is_word
            and without_possessive(small.low) in lists["bodies"]
            and words[i].capital
            and all(w.capital or w.low in speech().words["joins"] for w in words[i:])
        ):
            start = i
            break
    end = len(words)
    while end - start > 2 and words[end - 1].low in lists["outlet_words"] and not words[end - 1].capital:
        end -= 1
    if end < len(words) and sum(w.capital for w in words[start:end]) < 2:
        end = len(words)
    return words[start:end]
