"""Which country a text speaks of: the one that "the country" and "our land" stand for.

A country counts by its name more than by its adjective, and more after "in" and "of"; a capital's name counts a little.
"""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.names import SIDE, Passage, Run, in_aside, place_of, strip_possessive, tidy
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english, words_in

LOOK_BACK = 6
"""How many sentences before "the city" or "the country" are searched for which it is."""


def is_likeness(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a place is only compared with: "as large as Oru", "the size of Aru"."""
    before = (low_at(tokens, run.first - 2), low_at(tokens, run.first - 1))
    return before == ("size", "of") or before[1] == "as"


def is_formal(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is a state's full name: "Oru People's Republic (OPR)"."""
    words = english()
    nouns = words["holders.nouns"] - words["bases.formal"]
    many = run.last - run.first > 1 and not any(token.low in nouns for token in tokens[run.first : run.last])
    return many and any(token.cap and token.low in english()["bases.formal"] for token in tokens[run.first : run.last])


def names_country(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is a country's name and not its adjective, and not a river's ("the Niger")."""
    if tokens[run.last - 1].text in english()["bases.rivers"] and low_at(tokens, run.first - 1) == "the":
        return False
    name = place_of(tokens, run.first, run.last)
    return name is not None and (
        " " in name or any(strip_possessive(token.text) == name for token in tokens[run.first : run.last])
    )


def has_title(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is a person by a title: "President Oru"."""
    titles = english()["places.titles"]
    return any(token.low in titles for token in tokens[max(0, run.first - 2) : run.last])


def is_longer(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is a name of its own that only begins with a country's adjective: "Portuguese Guinea"."""
    words = english()
    text = [strip_possessive(token.text) for token in tokens[run.first : run.last]]
    if len(text) < 2 or " ".join(text) in words.places:
        return False
    last = tokens[run.last - 1]
    if text[0].lower() in words["bases.compass"] | {"new"} and tokens[run.first].cap and last.cap:
        # "New Oru", "South Aru".
        return True
    return last.low in words["bases.formal"] or (
        last.cap and text[0] in words.places and words.places[text[0]] != text[0] and text[-1] not in words.places
    )


def is_named_near(passage: Passage, i: int, name: str) -> bool:
    """Whether a country is named by its own name, and not only by an adjective, in the sentences up to i."""
    for k in range(max(0, i - LOOK_BACK), min(i + 1, len(passage.spans))):
        tokens = passage.sentence(k).tokens
        for run in passage.runs(k):
            if names_country(tokens, run) and place_of(tokens, run.first, run.last) == name:
                return True
    return False


def _state_of(passage: Passage, k: int, run: Run) -> str | None:
    """Return the country that "the Government of Oru" or "the people of Oru" names."""
    tokens = passage.sentence(k).tokens
    of = next((n for n in range(run.last - 2, run.first, -1) if tokens[n].low == "of"), run.first - 1)
    if low_at(tokens, of) != "of" or low_at(tokens, of - 1) not in english()["bases.state_nouns"]:
        return None
    if any(token.low in english()["bases.unions"] for token in tokens[of + 1 : run.last]):
        # "The Government of National Unity".
        return None
    name = tidy(passage.words(k, of + 1, run.last))
    return name if name[:1].isupper() else None


def _land_of_people(tokens: Sequence[Token], run: Run) -> str | None:
    """Return Oru for "Arulandish Orus", but not for "Aru's Orus"."""
    people = tokens[run.last - 1].text
    owned = any(strip_possessive(token.text) != token.text for token in tokens[run.first : run.last - 1])
    return None if owned or people not in english().peoples else english().places.get(people.removesuffix("s"))


def _seat(passage: Passage, k: int, run: Run) -> str | None:
    """Return the country whose capital a run names; who is "in Damascus" or speaks from there may be of anywhere."""
    capitals = english().maps["capitals"]
    words = passage.words(k, run.first, run.last)
    if not words.startswith(tuple(capitals)):
        return None
    return next(country for capital, country in capitals.items() if words.startswith(capital))


def _may_name(passage: Passage, k: int) -> bool:
    """Whether a sentence has a word that the name of a country needs; most have none and need not be taken apart."""
    start, end, _ = passage.spans[k]
    text = passage.text[start:end]
    words = english()
    return not words.country_words.isdisjoint(words_in(text)) or any(city in text for city in words.maps["capitals"])


def _countries(passage: Passage, k: int) -> list[tuple[str, int, float]]:
    """Return the countries that a sentence speaks of: name, last token, weight."""
    if not _may_name(passage, k):
        return []
    tokens = passage.sentence(k).tokens
    found = []
    for run in passage.runs(k):
        name = _land_of_people(tokens, run) or place_of(tokens, run.first, run.last)
        if is_formal(tokens, run) and is_longer(tokens, run):
            name = passage.name(k, run)
        if name is None:
            name = _state_of(passage, k, run)
        seat = None if name else _seat(passage, k, run)
        if seat is not None:
            found.append((seat, run.last, 0.5))
        if name is not None:
            river = name in english()["bases.rivers"] and low_at(tokens, run.first - 1) == "the"
            if river or in_aside(tokens, run) or is_likeness(tokens, run):
                continue
            weak = run.before in ("by", "from") or has_title(tokens, run)
            named = names_country(tokens, run) or is_formal(tokens, run)
            weak = weak or (not named and low_at(tokens, run.last) in english()["bases.deeds"])
            found.append((name, run.last, _weight(tokens, run, name) * ((0.5 if named else 0.1) if weak else 1)))
    return found


def country_spoken_of(passage: Passage, i: int, before: int, but: str | None) -> str | None:
    """Return the country that the sentences up to a token speak of most; "in X" and "of X" count double."""
    last = i + 1 if i + 1 < len(passage.spans) and passage.spans[i + 1][2] == passage.spans[i][2] else i
    scores = _scores(passage, i, range(max(0, i - LOOK_BACK), last + 1), before, but)
    if not scores and passage.last_country in (None, but):
        scores = _scores(passage, i, range(last + 1, min(last + LOOK_BACK, len(passage.spans))), before, but)
    if passage.last_country not in (None, but):
        # The figure before was of this country.
        scores[passage.last_country] = scores.get(passage.last_country, 0) + 4
    states = {name: score for name, score in scores.items() if name not in english()["bases.regions"]}
    # "The country" is no region where a country is spoken of.
    scores = states or scores
    best = max(scores.values(), default=0)
    # Of equals the one named last.
    return next((name for name in reversed(list(scores)) if scores[name] == best), None) if best else None


def _scores(passage: Passage, i: int, sentences: range, before: int, but: str | None) -> dict[str, float]:
    scores: dict[str, float] = {}
    for k in sentences:
        for name, end, weight in passage.kept("countries", k, _countries):
            if name != but:
                near = 2 if k < i or (k == i and end <= before) else 0.5
                scores[name] = scores.get(name, 0) + near * weight
    return scores


def _weight(tokens: Sequence[Token], run: Run, name: str) -> float:
    """Weigh how much a sentence speaks of a country: its name more than its adjective, "in X" more than "X's".

    The adjective of a side ("the Orulandish army") says little of where something is.
    """
    words = [token.text for token in tokens[run.first : run.last]]
    named = name in words or " " in name
    if run.sort == SIDE and not named and not is_formal(tokens, run):
        return 0.5
    weight = 2 if run.before in ("in", "of", "across", "throughout", "inside", "within") and named else 1
    return weight + named


def place_named(name: str) -> str | None:
    """Return the country of a name that is only its name: "Russia", but not "Syrian army"."""
    return name if name in english().place_names else None
