"""Which place the text means: after "in" and "of", or by "the city" and "the country" named before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from whoholds.reading.figures.names import (
    COUNTRY,
    OTHER,
    SIDE,
    Passage,
    Run,
    bare,
    in_aside,
    place_of,
    strip_possessive,
    tidy,
)
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english

LOOK_BACK = 6
"""How many sentences before "the city" are searched for which city it is."""


def _is_place(passage: Passage, i: int, run: Run, sort: str) -> bool:
    tokens = passage.sentence(i).tokens
    if _is_person(tokens, run) or run.before in ("by", "with", "against") or sort == "country":
        return False
    if any(token.low in english()["places.not_places"] for token in tokens[run.first : run.last]):
        return False
    if run.before == "for" or (run.before == "to" and not _is_way(tokens, run)):
        # "The Observatory for Human Rights", "told reporters", "according to Oru News".
        return False
    if low_at(tokens, run.first - 1) == "(" and low_at(tokens, run.last) == ")":
        return False
    if run.before in ("of", "from") and low_at(tokens, run.first - 2) in english()["bases.compass"]:
        # "Oru, north of Aru": it is not in Aru.
        return False
    if any(token.text in english().peoples for token in tokens[run.first : run.last]) or _is_likeness(tokens, run):
        return False
    if run.before == "from" and run.first > 1 and tokens[run.first - 2].low in english()["holders.nouns"]:
        # "Militias from Oru".
        return False
    if run.sort == COUNTRY:
        return sort == "any" and _names_country(tokens, run)
    if is_formal(tokens, run):
        return sort == "any" and run.before in english()["bases.place_words"]
    if run.sort != OTHER:
        return False
    before = run.before or preposition(tokens, run)
    return before in english()["bases.place_words"] or low_at(tokens, run.last) in english()["ground.nouns"]


def _is_likeness(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a place is only compared with: "as large as Oru", "the size of Aru"."""
    before = (low_at(tokens, run.first - 2), low_at(tokens, run.first - 1))
    return before == ("size", "of") or before[1] == "as"


def is_formal(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is a state's full name: "Oru People's Republic (OPR)"."""
    words = english()
    nouns = words["holders.nouns"] - words["bases.formal"]
    many = run.last - run.first > 1 and not any(token.low in nouns for token in tokens[run.first : run.last])
    return many and any(token.cap and token.low in english()["bases.formal"] for token in tokens[run.first : run.last])


def _names_country(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is a country's name and not its adjective."""
    name = place_of(tokens, run.first, run.last)
    return name is not None and (
        " " in name or any(strip_possessive(token.text) == name for token in tokens[run.first : run.last])
    )


def preposition(tokens: Sequence[Token], run: Run) -> str:
    """Return the preposition before a run over up to three describing words: "of the besieged old Aru"."""
    words = english()
    for k in range(run.first - 1, max(-1, run.first - 5), -1):
        low = tokens[k].low
        if low in words["bases.place_words"]:
            return low
        if tokens[k].kind != "w" or tokens[k].cap or low in words["grammar.auxiliaries"]:
            return ""
        if (
            low in words["grammar.conjunctions"]
            or low in words["grammar.subordinators"]
            or low in words["grammar.speech"]
        ):
            return ""
    return ""


def _is_way(tokens: Sequence[Token], run: Run) -> bool:
    """Whether "to" before a run is a way or nearness: "close to Oru", "west to Aru"."""
    before = {token.low for token in tokens[max(0, run.first - 3) : run.first]}
    return not before.isdisjoint(english()["bases.ways"] | english()["bases.compass"])


def _is_person(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is a person: it has a title, stands behind one, or somebody says something."""
    words = english()
    return _has_title(tokens, run) or low_at(tokens, run.last) in words["grammar.speech"]


def _has_title(tokens: Sequence[Token], run: Run) -> bool:
    titles = english()["places.titles"]
    return any(token.low in titles for token in tokens[max(0, run.first - 2) : run.last])


def _may_be_place(passage: Passage, k: int, run: Run) -> bool:
    """Whether a name without a preposition may be a place: one word, or words with hyphens ("Deir ez-Zor").

    A person's name has two words more often than a place's.
    """
    tokens = passage.sentence(k).tokens
    short = run.last - run.first == 1 or any(token.low == "-" for token in tokens[run.first : run.last])
    following = low_at(tokens, run.last)
    acts = following in english()["grammar.auxiliaries"] - {"to"} or following in english()["triggers.fall"]
    first = run.first == 0 and not acts
    first = first or run.last - run.first == len(tokens[run.first].text) == 1
    first = first or tokens[run.last - 1].text.isupper() or low_at(tokens, run.last).endswith("ed")
    known = any(token.low in english()["places.not_places"] for token in tokens[run.first : run.last])
    # "The Whites", "the Tigers".
    known = known or (low_at(tokens, run.first - 1) == "the" and tokens[run.last - 1].low.endswith("s"))
    return run.sort == OTHER and short and not first and not known and not run.before and not _is_person(tokens, run)


def place_name(passage: Passage, i: int, run: Run) -> str:
    """Return a place's name with a noun that belongs to it: "Idlib province", "northern Syria"."""
    tokens = passage.sentence(i).tokens
    name = place_of(tokens, run.first, run.last)
    first, last = run.first, run.last
    if run.first and tokens[run.first - 1].low in english()["bases.compass"]:
        first -= 1
    if low_at(tokens, last) in (
        "province",
        "governorate",
        "city",
        "canton",
        "region",
        "district",
        "countryside",
        "oblast",
        "county",
        "state",
        "camp",
        "peninsula",
        "valley",
    ):
        last += 1
    plain = first == run.first and last == run.last
    if name and plain and run.last - run.first <= 2 and not _is_longer(tokens, run):
        return name
    return tidy(passage.words(i, first, last))


def _is_longer(tokens: Sequence[Token], run: Run) -> bool:
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


def _any_places(passage: Passage, i: int) -> list[Run]:
    return [run for run in passage.runs(i) if _is_place(passage, i, run, "any")]


def _towns(passage: Passage, i: int) -> list[Run]:
    return [run for run in passage.runs(i) if _is_place(passage, i, run, "city")]


def _maybe(passage: Passage, i: int) -> list[Run]:
    return [run for run in passage.runs(i) if _may_be_place(passage, i, run)]


def _places(passage: Passage, i: int, sort: str) -> list[Run]:
    """Return the places of sentence number i; for "any" also countries."""
    return passage.kept("places", i, _any_places) if sort == "any" else passage.kept("towns", i, _towns)


def _maybe_places(passage: Passage, i: int) -> list[Run]:
    return passage.kept("maybe", i, _maybe)


def _last_before(runs: Sequence[Run], before: int) -> Run | None:
    """Return the last of some runs, which stand in order, that ends before a token."""
    k = bisect_right(runs, before, key=lambda run: run.last)
    return runs[k - 1] if k else None


def _first_from(runs: Sequence[Run], first: int) -> Run | None:
    k = bisect_left(runs, first, key=lambda run: run.first)
    return runs[k] if k < len(runs) else None


def _head_of_chain(passage: Passage, k: int, sort: str, run: Run) -> Run:
    """Return Aru in "Aru in Oru province"."""
    tokens = passage.sentence(k).tokens
    head = _last_before(_places(passage, k, sort), run.first) if run.before == "in" else None
    near = head is not None and all(token.low in ("in", ",", "the") for token in tokens[head.last : run.first])
    return head if head is not None and near else run


def topic(passage: Passage, i: int) -> str | None:
    """Return the place that the sentence before is about: "The Oru Heights are a plateau. A third of the area …"."""
    if i == 0 or passage.spans[i - 1][2] != passage.spans[i][2]:
        return None
    tokens = passage.sentence(i - 1).tokens
    run = next(iter(passage.runs(i - 1)), None)
    if run is None or run.first > 1 or run.sort not in (COUNTRY, OTHER) or _has_title(tokens, run):
        return None
    return place_name(passage, i - 1, run) if low_at(tokens, run.last) in ("is", "was", "are", "were") else None


def is_named_near(passage: Passage, i: int, name: str) -> bool:
    """Whether a country is named by its own name, and not only by an adjective, in the sentences up to i."""
    for k in range(max(0, i - LOOK_BACK), min(i + 1, len(passage.spans))):
        tokens = passage.sentence(k).tokens
        for run in passage.runs(k):
            if _names_country(tokens, run) and place_of(tokens, run.first, run.last) == name:
                return True
    return False


def nearest_place(passage: Passage, i: int, before: int, sort: str, but: str | None = None) -> str | None:
    """Return the place of a sort ("country", "city", "province", "any") that the text means by "the city".

    It is the one named last before token `before`; for a country the one spoken of most; else the first one later in
    the sentence or the next. It is not the country `but`.
    """
    if sort == "country":
        return _country_spoken_of(passage, i, before, but)
    for k in range(i, max(-1, i - 1 - LOOK_BACK), -1):
        limit = before if k == i else len(passage.sentence(k).tokens)
        run = _last_before(_places(passage, k, sort), limit)
        if run and but is not None and place_name(passage, k, run) == but:
            run = _last_before(_places(passage, k, sort), run.first)
        run = _head_of_chain(passage, k, sort, run) if run else _last_before(_maybe_places(passage, k), limit)
        if run and (but is None or place_name(passage, k, run) != but):
            return place_name(passage, k, run)
    country = _country_spoken_of(passage, i, before, but) if sort == "any" else None
    if country is not None and is_named_near(passage, i + 3, country):
        return country
    for k in range(i, i + 4):
        if k < len(passage.spans) and passage.spans[k][2] == passage.spans[i][2]:
            start = before if k == i else 0
            later = [_first_from(runs, start) for runs in (_places(passage, k, sort), _maybe_places(passage, k))]
            found = [run for run in later if run]
            names = [place_name(passage, k, run) for run in sorted(found, key=lambda run: run.first)]
            name = next((name for name in names if name != but), None)
            if name:
                return name
    return country


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


def _countries(passage: Passage, k: int) -> list[tuple[str, int, float]]:
    """Return the countries that a sentence speaks of: name, last token, weight."""
    tokens = passage.sentence(k).tokens
    found = []
    for run in passage.runs(k):
        name = place_of(tokens, run.first, run.last)
        if is_formal(tokens, run) and _is_longer(tokens, run):
            name = passage.name(k, run)
        if name is None:
            name = _state_of(passage, k, run)
        if name is not None:
            if in_aside(tokens, run) or _is_likeness(tokens, run):
                continue
            weak = run.before in ("by", "from") or _has_title(tokens, run)
            named = _names_country(tokens, run) or is_formal(tokens, run)
            weak = weak or (not named and low_at(tokens, run.last) in english()["bases.deeds"])
            found.append((name, run.last, _weight(tokens, run, name) * ((0.5 if named else 0.1) if weak else 1)))
    return found


def _country_spoken_of(passage: Passage, i: int, before: int, but: str | None) -> str | None:
    """Return the country that the sentences up to a token speak of most; "in X" and "of X" count double."""
    last = i + 1 if i + 1 < len(passage.spans) and passage.spans[i + 1][2] == passage.spans[i][2] else i
    scores = _scores(passage, i, range(max(0, i - LOOK_BACK), last + 1), before, but)
    if not scores and passage.last_country in (None, but):
        scores = _scores(passage, i, range(last + 1, min(last + LOOK_BACK, len(passage.spans))), before, but)
    if passage.last_country not in (None, but):
        # The figure before was of this country.
        scores[passage.last_country] = scores.get(passage.last_country, 0) + 4
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


def sort_of(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """Return which sort of place words name: "city", "country", "province", "any" for "territory", or None."""
    sorts = english().maps["sorts"]
    found = [sorts[bare(token.low)] for token in tokens[first:last] if bare(token.low) in sorts]
    return next((sort for sort in found if sort != "any"), found[0] if found else None)


def _nouned(passage: Passage, k: int) -> list[tuple[str, Run]]:
    """Return the names of a sentence that have a noun for a place: "Oru district", "the city of Aru"."""
    tokens = passage.sentence(k).tokens
    sorts = english().maps["sorts"]
    found = []
    for run in passage.runs(k):
        if run.sort not in (COUNTRY, OTHER):
            continue
        last = tokens[run.last - 1].low
        nouns = [low_at(tokens, run.last), last if run.last - run.first > 1 else ""]
        at = run.first - 1 - (low_at(tokens, run.first - 1) == "the")
        if low_at(tokens, at) == "of":
            nouns.append(low_at(tokens, at - 1))
        found += [(noun, run) for noun in nouns if noun in sorts]
    return found


def place_with_noun(passage: Passage, i: int, before: int, noun: str) -> str | None:
    """Return the place that was named last with a noun: "Oru district" for "the district", or None."""
    for k in range(i, max(-1, i - 1 - LOOK_BACK), -1):
        for other, run in reversed(passage.kept("nouned", k, _nouned)):
            if other == noun and (k < i or run.last <= before):
                return place_name(passage, k, run)
    return None


def place_named(name: str) -> str | None:
    """Return the country of a name that is only its name: "Russia", but not "Syrian army"."""
    return name if name in english().places.values() else None
