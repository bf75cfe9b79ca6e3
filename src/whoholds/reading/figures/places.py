"""Which place the text means: after "in" and "of", or by "the city" and "the country" named before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from whoholds.reading.figures.countries import (
    LOOK_BACK,
    country_spoken_of,
    has_title,
    is_formal,
    is_likeness,
    is_longer,
    is_named_near,
    names_country,
)
from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.runs import COUNTRY, OTHER, Run, bare, place_of, strip_possessive, tidy
from whoholds.reading.figures.tellers import is_of_teller
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english

_REGION = 60
"""How many words of a sentence are searched for the name of a region."""


def _is_place(passage: Passage, i: int, run: Run, sort: str) -> bool:
    tokens = passage.sentence(i).tokens
    if _is_person(tokens, run) or run.before in ("by", "with", "against") or sort == "country":
        return False
    if _is_spot_only(tokens, run, sort) or _is_band(tokens, run) or is_of_teller(tokens, run):
        return False
    if any(token.low in english()["places.not_places"] for token in tokens[run.first : run.last]):
        return False
    if _is_faith(tokens, run):
        return False
    if run.before in ("between", "for") or (run.before == "to" and not _is_way(tokens, run)):
        # "The Observatory for Human Rights", "told reporters", "according to Oru News".
        return False
    if low_at(tokens, run.first - 1) == "(" and low_at(tokens, run.last) == ")":
        return False
    if run.before in ("of", "from") and low_at(tokens, run.first - 2) in english()["bases.compass"]:
        # "Oru, north of Aru": it is not in Aru.
        return False
    if any(token.text in english().peoples for token in tokens[run.first : run.last]) or is_likeness(tokens, run):
        return False
    if run.before == "from" and run.first > 1 and tokens[run.first - 2].low in english()["holders.nouns"]:
        # "Militias from Oru".
        return False
    if run.sort == COUNTRY:
        return sort == "any" and names_country(tokens, run)
    if is_formal(tokens, run):
        return sort == "any" and run.before in english()["bases.place_words"]
    if run.sort != OTHER:
        return False
    before = run.before or preposition(tokens, run)
    return before in english()["bases.place_words"] or low_at(tokens, run.last) in english()["ground.nouns"]


def _is_spot_only(tokens: Sequence[Token], run: Run, sort: str) -> bool:
    """Whether a run names a spot in a place ("the Oru crossing"), or a place of another sort ("Aru district")."""
    following = low_at(tokens, run.last)
    if following in english()["places.spots"]:
        return True
    sorts = english().maps["sorts"]
    own = tokens[run.last - 1].low if run.last - run.first > 1 else ""
    # "Aru District" is no city.
    named = sorts.get(following) or sorts.get(own, sort)
    return sort != "any" and named in ("city", "province") and named != sort


def _is_faith(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is the adjective of a faith: "Islamic law"."""
    return run.last - run.first == 1 and tokens[run.first].low in english()["places.faiths"]


def _is_band(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is a side by its plural: "the Whites", "the Tigers' holdings"."""
    single = run.last - run.first == 1 and run.sort == OTHER and low_at(tokens, run.first - 1) == "the"
    return (
        single
        and bare(tokens[run.first].low).endswith("s")
        and low_at(tokens, run.last) not in english()["ground.nouns"]
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
    return has_title(tokens, run) or low_at(tokens, run.last) in words["grammar.speech"]


def _may_be_place(passage: Passage, k: int, run: Run) -> bool:
    """Whether a name without a preposition may be a place: one word, or words with hyphens ("Deir ez-Zor").

    A person's name has two words more often than a place's.
    """
    tokens = passage.sentence(k).tokens
    short = run.last - run.first == 1 or any(token.low == "-" for token in tokens[run.first : run.last])
    short = short or (run.last - run.first == 2 and _is_taken(tokens, run))
    following = low_at(tokens, run.last)
    acts = following in english()["grammar.auxiliaries"] - {"to"} or following in english()["triggers.fall"]
    opens = low_at(tokens, run.first - 1) in ("", '"', "“", "‘", "«", ":")
    first = opens and not acts and not _is_told(tokens, run)
    first = first or run.last - run.first == len(tokens[run.first].text) == 1
    first = first or tokens[run.last - 1].text.isupper() or low_at(tokens, run.last).endswith("ed")
    known = any(token.low in english()["places.not_places"] for token in tokens[run.first : run.last])
    known = known or following in english()["places.spots"] or _is_faith(tokens, run)
    # "The Whites", "the Tigers".
    known = known or (low_at(tokens, run.first - 1) == "the" and tokens[run.last - 1].low.endswith("s"))
    return run.sort == OTHER and short and not first and not known and not run.before and not _is_person(tokens, run)


def _is_taken(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a name is what somebody takes: "the army retook Old Aru"."""
    verb = english().verbs.get(low_at(tokens, run.first - 1))
    return verb is not None and verb.relation == "gained" and verb.form == "past"


def _is_told(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a name is said to be a place: "Aru, an old city, is encircled"."""
    after = [token.low for token in tokens[run.last : run.last + 6]]
    if after[:1] != [","] or after[1:2] not in (["a"], ["an"], ["the"]) or "," not in after[2:]:
        return False
    return sort_of(tokens, run.last + 2, run.last + 1 + after[1:].index(",")) == "city"


def place_name(passage: Passage, i: int, run: Run) -> str:
    """Return a place's name with a noun that belongs to it: "Idlib province", "northern Syria"."""
    tokens = passage.sentence(i).tokens
    run = _without_owner(tokens, run)
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
    if name and plain and run.last - run.first <= 2 and not is_longer(tokens, run):
        return name
    return tidy(passage.words(i, first, last))


def _without_owner(tokens: Sequence[Token], run: Run) -> Run:
    """Return Aru for "Oru's Aru"."""
    at = run.first + 1
    owned = at < run.last and strip_possessive(tokens[run.first].text) != tokens[run.first].text
    if not owned or not tokens[at].cap or place_of(tokens, run.first, at) is None:
        return run
    return Run(at, run.last, OTHER, run.before)


def _any_places(passage: Passage, i: int) -> list[Run]:
    return [run for run in passage.runs(i) if _is_place(passage, i, run, "any")]


def _towns(passage: Passage, i: int) -> list[Run]:
    return [run for run in passage.runs(i) if _is_place(passage, i, run, "city")]


def _provinces(passage: Passage, i: int) -> list[Run]:
    return [run for run in passage.runs(i) if _is_place(passage, i, run, "province")]


def _maybe(passage: Passage, i: int) -> list[Run]:
    return [run for run in passage.runs(i) if _may_be_place(passage, i, run)]


def _places(passage: Passage, i: int, sort: str) -> list[Run]:
    """Return the places of sentence number i; for "any" also countries."""
    if sort == "province":
        return passage.kept("provinces", i, _provinces)
    return passage.kept("places", i, _any_places) if sort == "any" else passage.kept("towns", i, _towns)


def is_place_here(passage: Passage, i: int, before: int) -> bool:
    """Whether a sentence names a place before a token."""
    return _last_before(_places(passage, i, "any"), before) is not None


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
    if head is not None and near:
        return head
    told = _last_before(_maybe_places(passage, k), run.first)
    between = [token.low for token in tokens[told.last : run.first]] if told else []
    # "Took Aru, one of the largest towns in Oru".
    apart = between[:1] == [","] and between[1:2] in (["a"], ["an"], ["one"], ["the"]) and between.count(",") == 1
    return told if told is not None and apart and run.before == "in" else run


def topic(passage: Passage, i: int) -> str | None:
    """Return the place that the sentence before is about: "The Oru Heights are a plateau. A third of the area …"."""
    if i == 0 or passage.spans[i - 1][2] != passage.spans[i][2]:
        return None
    tokens = passage.sentence(i - 1).tokens
    run = next(iter(passage.runs(i - 1)), None)
    if run is None or run.first > 1 or run.sort not in (COUNTRY, OTHER) or has_title(tokens, run):
        return None
    return place_name(passage, i - 1, run) if low_at(tokens, run.last) in ("is", "was", "are", "were") else None


def nearest_place(
    passage: Passage, i: int, before: int, sort: str, but: str | None = None, home: str | None = None
) -> str | None:
    """Return the place of a sort ("country", "city", "province", "any") that the text means by "the city".

    It is the one named last before token `before`; for a country the one spoken of most; else the first one later in
    the sentence or the next. It is not the country `but`; `home` is the country of the figure's holder.
    """
    if sort == "country":
        return country_spoken_of(passage, i, before, but, home)
    for k in range(i, max(-1, i - 1 - LOOK_BACK), -1):
        limit = before if k == i else len(passage.sentence(k).tokens)
        run = _last_before(_places(passage, k, sort), limit)
        if run and but is not None and place_name(passage, k, run) == but:
            run = _last_before(_places(passage, k, sort), run.first)
        run = _head_of_chain(passage, k, sort, run) if run else _last_before(_maybe_places(passage, k), limit)
        if run and (but is None or place_name(passage, k, run) != but):
            return place_name(passage, k, run)
    country = country_spoken_of(passage, i, before, but) if sort == "any" else None
    if country is not None and is_named_near(passage, i + 3, country):
        return country
    # A place in a later sentence is less near than the country whose people the text names.
    for k in range(i, i + (1 if country is not None else 4)):
        if k < len(passage.spans) and passage.spans[k][2] == passage.spans[i][2]:
            start = before if k == i else 0
            later = [_first_from(runs, start) for runs in (_places(passage, k, sort), _maybe_places(passage, k))]
            found = [run for run in later if run]
            names = [place_name(passage, k, run) for run in sorted(found, key=lambda run: run.first)]
            name = next((name for name in names if name != but), None)
            if name:
                return name
    return country


def lives_in(passage: Passage, i: int, before: int) -> str | None:
    """Return the place that the text is in, by "in", "of" or "across": not one that is only taken or shelled."""
    inner = ("in", "of", "across", "inside", "within", "throughout")
    for k in range(i, max(-1, i - 1 - LOOK_BACK), -1):
        tokens = passage.sentence(k).tokens
        for run in reversed(_places(passage, k, "any")):
            if (run.before or preposition(tokens, run)) in inner and (k < i or run.last <= before):
                return place_name(passage, k, run)
    return None


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


def region_before(passage: Passage, i: int, before: int) -> str | None:
    """Return the region known by its name that was named last, also in the name of a side: "the Tigray forces"."""
    for k in range(i, max(-1, i - 1 - LOOK_BACK), -1):
        tokens = passage.sentence(k).tokens
        end = before if k == i else len(tokens)
        for at in range(end - 1, max(-1, end - 1 - _REGION), -1):
            name = strip_possessive(tokens[at].text)
            if tokens[at].cap and name in english()["bases.regions"]:
                return name
    return None


def place_with_noun(passage: Passage, i: int, before: int, noun: str) -> str | None:
    """Return the place that was named last with a noun: "Oru district" for "the district", or None."""
    for k in range(i, max(-1, i - 1 - LOOK_BACK), -1):
        for other, run in reversed(passage.kept("nouned", k, _nouned)):
            if other == noun and (k < i or run.last <= before):
                return place_name(passage, k, run)
    return None
