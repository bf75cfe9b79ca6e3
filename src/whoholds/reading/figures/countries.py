"""Which country a text speaks of: the one that "the country" and "our land" stand for.

A country counts by its name more than by its adjective, and more after "in" and "of"; a capital's name counts a little.
Who tells it and where he does so does not count. Where two countries are about as likely, it is none of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.names import Passage, in_aside
from whoholds.reading.figures.runs import COUNTRY, SIDE, Run, bare, place_of, strip_possessive, tidy
from whoholds.reading.figures.tellers import describes_teller, is_of_teller
from whoholds.reading.figures.tokens import Token, low_at, words_of
from whoholds.reading.figures.vocabulary import english, words_in

LOOK_BACK = 6
"""How many sentences before "the city" or "the country" are searched for which it is."""

_ABOUT_AS_LIKELY = 0.85
"""From which part of the highest score on a second country is about as likely as the first."""


def is_likeness(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a place is only compared with: "as large as Oru", "the size of Aru"."""
    before = (low_at(tokens, run.first - 2), low_at(tokens, run.first - 1))
    return before == ("size", "of") or (before[1] == "as" and before[0].isalpha())


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
    return name is not None and _has_words(
        name, [strip_possessive(token.text) for token in tokens[run.first : run.last]]
    )


def _has_words(name: str, words: Sequence[str]) -> bool:
    """Whether a name stands among some words: "South Oru", but not in its adjective, "South Oruvian"."""
    return f" {name} " in f" {' '.join(words)} ".replace(" - ", "-")


def has_title(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is a person by a title: "President Oru"."""
    titles = english()["places.titles"]
    # Not "Port-au-Prince".
    return any(tokens[k].low in titles and low_at(tokens, k - 1) != "-" for k in range(max(0, run.first - 2), run.last))


def is_longer(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is a name of its own that only begins with a country's adjective: "Portuguese Guinea"."""
    words = english()
    text = [strip_possessive(token.text) for token in tokens[run.first : run.last]]
    if len(text) < 2 or " ".join(text) in words.places:
        return False
    last = tokens[run.last - 1]
    if (
        text[0] in words["bases.regions"]
        and last.cap
        and words.maps["sorts"].get(bare(last.low)) in ("province", "country")
    ):
        # "Shan State".
        return True
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
    for run in [each for joined in passage.runs(k) for each in _each(tokens, joined)]:
        name = _land_of_people(tokens, run) or place_of(tokens, run.first, run.last)
        if is_longer(tokens, run) and (is_formal(tokens, run) or name in english()["bases.regions"]):
            name = passage.name(k, run)
        if name is None:
            name = _state_of(passage, k, run)
        seat = None if name else _seat(passage, k, run)
        if seat is not None and not is_of_teller(tokens, run):
            # "Israel bombed Damascus."
            hit = low_at(tokens, run.first - 1) in english()["places.invades"]
            found.append((seat, run.last, 1 if hit else 0.5))
        if name is not None:
            river = name in english()["bases.rivers"] and low_at(tokens, run.first - 1) == "the"
            if river or in_aside(tokens, run) or is_likeness(tokens, run) or is_of_teller(tokens, run):
                continue
            if _is_behind(tokens, run):
                continue
            found.append((name, run.last, _weight(tokens, run, name) * _clearness(tokens, run)))
    return found


def _each(tokens: Sequence[Token], run: Run) -> list[Run]:
    """Return the countries that "and" joins one by one, but "Bosnia and Herzegovina" as it stands."""
    if run.sort != COUNTRY:
        return [run]
    at = next((k for k in range(run.first, run.last) if tokens[k].low in ("and", "&", "or")), run.last)
    parts = [Run(run.first, at, run.sort, run.before), Run(at + 1, run.last, run.sort, run.before)]
    several = at < run.last and all(place_of(tokens, part.first, part.last) for part in parts)
    return parts if several else [run]


def _is_behind(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a country only stands behind a side: "Oruvian-backed rebels"."""
    backed = {token.low for token in tokens[run.first : run.last + 2]}
    if run.before == "by":
        # "Rebels backed by Oru".
        backed |= {token.low for token in tokens[max(0, run.first - 3) : run.first]}
    return not english()["places.backed"].isdisjoint(backed)


def _clearness(tokens: Sequence[Token], run: Run) -> float:
    """Return what part of its weight a country has by what is said of it there; most have all of it."""
    words = english()
    if run.before == "of" and low_at(tokens, run.first - 2) in words["places.speaks_of"]:
        # "They said of Oru": also behind the figure.
        return 4
    named = names_country(tokens, run) or is_formal(tokens, run)
    if named and (run.before == "against" or low_at(tokens, run.first - 1) in words["places.invades"]):
        # "Aru continues its aggression against Oru", "Aru invaded Oru".
        return 2
    weak = run.before in ("by", "from") or has_title(tokens, run)
    weak = weak or (run.before == "on" and low_at(tokens, run.first - 2) in words["places.tellers"])
    if weak or (not named and low_at(tokens, run.last) in words["bases.deeds"]):
        return 0.5 if named else 0.1
    return 0.25 if named and _acts(tokens, run, words["places.acts"] | words["grammar.speech"]) else 1


def _acts(tokens: Sequence[Token], run: Run, acts: frozenset[str]) -> bool:
    """Whether a country or its men are the subject of one of some verbs: "Aru has bombed Oru"."""
    if run.before:
        return False
    at = run.last
    while low_at(tokens, at) in english()["grammar.auxiliaries"] | english()["grammar.adverbs"]:
        if tokens[at].low in english()["grammar.being"]:
            # "Oru was bombed".
            return False
        at += 1
    return low_at(tokens, at) in acts


def country_spoken_of(passage: Passage, i: int, before: int, but: str | None, home: str | None = None) -> str | None:
    """Return the country that the sentences up to a token speak of most; "in X" and "of X" count double.

    It is the one of which the same sentence says "in Oru"; else `home`, the country of the figure's holder, unless his
    men are abroad. Where a second country is about as likely there is none.
    """
    here = _said_here(passage, i, before) - {but}
    if len(here) == 1:
        return here.pop()
    if home is not None and home != but and not _is_abroad(passage, i, before, home):
        return home
    start = _last_turn(passage, i)
    last = i + 1 if i + 1 < len(passage.spans) and passage.spans[i + 1][2] == passage.spans[i][2] else i
    last_country = passage.last_country if start == max(0, i - LOOK_BACK) else None
    if but is not None and but == last_country:
        # "Oru lost a fifth of its territory. Oru controls the rest of the country."
        but = None
    scores = _scores(passage, i, range(start, last + 1), before, but)
    if not scores and last_country in (None, but):
        scores = _scores(passage, i, range(last + 1, min(last + LOOK_BACK, len(passage.spans))), before, but)
    if last_country not in (None, but):
        # The figure before was of this country.
        scores[last_country] = scores.get(last_country, 0) + 4
    states = {name: score for name, score in scores.items() if name not in english()["bases.regions"]}
    # "The country" is no region where a country is spoken of.
    scores = states or scores
    best = max(scores.values(), default=0)
    likely = [name for name, score in scores.items() if score >= _ABOUT_AS_LIKELY * best]
    return likely[0] if best and len(likely) == 1 else None


def _last_turn(passage: Passage, i: int) -> int:
    """Return the sentence from which on a text speaks of what sentence i does: "Separately, …" turns to another."""
    turns = tuple(english()["places.turns"])
    first = max(0, i - LOOK_BACK)
    for k in range(i, first, -1):
        start, end, _ = passage.spans[k]
        if passage.text[start:end].lower().startswith(turns):
            return k
    return first


def _said_here(passage: Passage, i: int, before: int) -> set[str]:
    """Return the countries that a sentence names after "in" before a token, where nobody only speaks."""
    tokens = passage.sentence(i).tokens
    places = ("across", "in", "inside", "throughout", "within")
    runs = [run for joined in passage.runs(i) for run in _each(tokens, joined) if run.before in places]
    runs = [run for run in runs if run.last <= before and names_country(tokens, run) and not is_of_teller(tokens, run)]
    return {name for run in runs if (name := place_of(tokens, run.first, run.last))}


def _is_abroad(passage: Passage, i: int, before: int, home: str) -> bool:
    """Whether a country's men are in another one: "Aru invaded Oru", "Aruvian men in Oru", "Aru holds half of Oru"."""
    words = english()
    for k in range(max(0, i - LOOK_BACK), i + 1):
        tokens = passage.sentence(k).tokens
        runs = [run for run in passage.runs(k) if k < i or run.last <= before]
        for run in runs:
            if place_of(tokens, run.first, run.last) != home or run.before:
                continue
            attacks = _acts(tokens, run, words["places.invades"])
            if attacks or low_at(tokens, run.last) in words["bases.deeds"] | {"war"}:
                return True
            holds = run.sort == SIDE or _acts(tokens, run, frozenset(words.verbs))
            if holds and any(_is_another(tokens, other, home) for other in runs if other.first >= run.last):
                return True
    return False


def _is_another(tokens: Sequence[Token], run: Run, home: str) -> bool:
    """Whether a run is another country in or of which something is: "in Oru", "of Oru"."""
    if run.before not in ("across", "against", "in", "into", "inside", "of") or is_of_teller(tokens, run):
        return False
    return names_country(tokens, run) and place_of(tokens, run.first, run.last) != home


def land_of(holder: str | None) -> str | None:
    """Return the country whose a side is by its name: Oru of "Oruvian troops" and "Oru's government".

    >>> land_of("Syrian troops"), land_of("Turkish-backed rebels"), land_of("rebels")
    ('Syria', None, None)
    """
    tokens = words_of(holder or "", 0, len(holder or ""))
    lows = {token.low for token in tokens}
    words = english()
    if "-" in lows or "islamic" in lows or not lows.isdisjoint(words["places.backed"]):
        return None
    land = place_of(tokens, 0, len(tokens))
    return None if land in words["bases.regions"] else land


def home_of(holder: str | None) -> str | None:
    """Return the country of a side that seldom holds another one.

    >>> home_of("Syrian army"), home_of("Syrian troops")
    ('Syria', None)
    """
    words = (holder or "").lower().split()
    return None if english()["places.at_home"].isdisjoint(words) else land_of(holder)


def is_rising(holder: str | None) -> bool:
    """Whether a side rises against its own country: "rebels" occupy no other one."""
    return not english()["places.rising"].isdisjoint((holder or "").lower().split())


def its_own(passage: Passage, i: int, before: int, holder: str | None) -> str | None:
    """Return the country that holds what a figure calls "its territory", if the text named it and no other first."""
    governs = "government" in (holder or "").lower()
    home = place_named(holder or "") or _land_of_people_named(holder or "") or (land_of(holder) if governs else None)
    if home is None or _is_abroad(passage, i, before, home) or _said_here(passage, i, before) - {home}:
        return None
    earlier = [name for k in range(_last_turn(passage, i), i) for name, *_ in passage.kept("countries", k, _countries)]
    here = [name for name, last, _ in passage.kept("countries", i, _countries) if last <= before]
    named = [*earlier, *here]
    return home if home in earlier or named[:1] == [home] or passage.last_country == home else None


def _land_of_people_named(holder: str) -> str | None:
    """Return Oru for "Oruvians"."""
    return english().places.get(holder.removesuffix("s")) if holder in english().peoples else None


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
    named = _has_words(name, [token.text for token in tokens[run.first : run.last]])
    if run.sort == SIDE and not named and not is_formal(tokens, run):
        return 0.5
    weight = 2 if run.before in ("in", "of", "across", "throughout", "inside", "within") and named else 1
    return weight + named


def land_of_teller(passage: Passage, i: int) -> str | None:
    """Return the country that "our country" is by who says it in a sentence or before: "an Oruvian official said"."""
    for k in range(i, max(-1, i - 1 - LOOK_BACK), -1):
        lands = passage.kept("tellers' lands", k, _lands_of_tellers)
        if lands:
            return next(iter(lands)) if len(lands) == 1 else None
    return None


def _lands_of_tellers(passage: Passage, k: int) -> set[str]:
    tokens = passage.sentence(k).tokens
    runs = [run for run in passage.runs(k) if describes_teller(tokens, run) or _is_head_of_state(tokens, run)]
    return {land for run in runs if (land := place_of(tokens, run.first, run.last))}


def _is_head_of_state(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is of who speaks for his country: "Oruland's President Aru", "Oruvian leader Aru"."""
    titled = any(token.low in english()["places.titles"] for token in tokens[run.first : run.last + 1])
    return titled and not run.before and run.sort >= COUNTRY


def place_named(name: str) -> str | None:
    """Return the country of a name that is only its name: "Russia", but not "Syrian army"."""
    return name if name in english().place_names else None
