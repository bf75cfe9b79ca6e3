"""Which place the text means: after "in" and "of", or by "the city" and "the country" named before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from whoholds.reading.names import COUNTRY, OTHER, Passage, Run, bare, place_of, strip_possessive, tidy
from whoholds.reading.tokens import Token, low_at
from whoholds.reading.vocabulary import english

LOOK_BACK = 6
"""How many sentences before "the city" are searched for which city it is."""


def _is_place(passage: Passage, i: int, run: Run, sort: str) -> bool:
    tokens = passage.sentence(i).tokens
    if _is_person(tokens, run) or run.before in ("by", "with", "against") or sort == "country":
        return False
    if any(token.low in english()["places.not_places"] for token in tokens[run.first : run.last]):
        return False
    if run.before == "to" and any(token.low == "according" for token in tokens[max(0, run.first - 3) : run.first]):
        return False
    if run.sort == COUNTRY:
        names = english().places.values()
        return sort == "any" and any(strip_possessive(token.text) in names for token in tokens[run.first : run.last])
    if run.sort != OTHER:
        return False
    return run.before in english()["bases.place_words"] or low_at(tokens, run.last) in english()["ground.nouns"]


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
    first = run.first == 0 and low_at(tokens, run.last) not in english()["grammar.auxiliaries"]
    first = first or tokens[run.last - 1].text.isupper() or low_at(tokens, run.last).endswith("ed")
    known = any(token.low in english()["places.not_places"] for token in tokens[run.first : run.last])
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
    if name and plain and run.last - run.first <= 2:
        return name
    return tidy(passage.words(i, first, last))


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


def nearest_place(passage: Passage, i: int, before: int, sort: str, but: str | None = None) -> str | None:
    """Return the place of a sort ("country", "city", "province", "any") that the text means by "the city".

    It is the one named last before token `before`; for a country the one spoken of most; else the first one later in
    the sentence or the next. It is not the country `but`.
    """
    if sort == "country":
        return _country_spoken_of(passage, i, before, but)
    for k in range(i, max(-1, i - 1 - LOOK_BACK), -1):
        limit = before if k == i else len(passage.sentence(k).tokens)
        run = _last_before(_places(passage, k, sort), limit) or _last_before(_maybe_places(passage, k), limit)
        if run:
            return place_name(passage, k, run)
    for k in (i, i + 1):
        if k < len(passage.spans) and passage.spans[k][2] == passage.spans[i][2]:
            start = before if k == i else 0
            later = [_first_from(runs, start) for runs in (_places(passage, k, sort), _maybe_places(passage, k))]
            found = [run for run in later if run]
            if found:
                return place_name(passage, k, min(found, key=lambda run: run.first))
    return _country_spoken_of(passage, i, before, but) if sort == "any" else None


def _countries(passage: Passage, k: int) -> list[tuple[str, int, int]]:
    """Return the countries that a sentence speaks of: name, last token, weight."""
    tokens = passage.sentence(k).tokens
    found = []
    for run in passage.runs(k):
        name = place_of(tokens, run.first, run.last)
        if name is not None and run.before not in ("by", "from") and not _has_title(tokens, run):
            found.append((name, run.last, _weight(tokens, run, name)))
    return found


def _country_spoken_of(passage: Passage, i: int, before: int, but: str | None) -> str | None:
    """Return the country that the sentences up to a token speak of most; "in X" and "of X" count double."""
    scores: dict[str, float] = {}
    last = i + 1 if i + 1 < len(passage.spans) and passage.spans[i + 1][2] == passage.spans[i][2] else i
    for k in range(max(0, i - LOOK_BACK), last + 1):
        for name, end, weight in passage.kept("countries", k, _countries):
            if name != but:
                near = 2 if k < i or (k == i and end <= before) else 0.5
                scores[name] = scores.get(name, 0) + near * weight
    if passage.last_country not in (None, but):
        # The figure before was of this country.
        scores[passage.last_country] = scores.get(passage.last_country, 0) + 4
    best = max(scores.values(), default=0)
    # Of equals the one named last.
    return next((name for name in reversed(list(scores)) if scores[name] == best), None) if best else None


def _weight(tokens: Sequence[Token], run: Run, name: str) -> int:
    """Weigh how much a sentence speaks of a country: its name more than its adjective, "in X" more than "X's"."""
    words = [token.text for token in tokens[run.first : run.last]]
    weight = 2 if run.before in ("in", "of", "across", "throughout", "inside", "within") and name in words else 1
    return weight + (name in words or " " in name)


def sort_of(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """Return which sort of place words name: "city", "country", "province", "any" for "territory", or None."""
    sorts = english().maps["sorts"]
    found = [sorts[bare(token.low)] for token in tokens[first:last] if bare(token.low) in sorts]
    return next((sort for sort in found if sort != "any"), found[0] if found else None)


def place_after(passage: Passage, i: int, at: int, reach: int = 8) -> str | None:
    """Return the place after "in", "of", "on" or "near" behind token `at`, a few words on at most."""
    tokens = passage.sentence(i).tokens
    for k in range(at, min(at + reach, len(tokens))):
        if tokens[k].low in (";", ":", ".") or tokens[k].low in english()["grammar.subordinators"]:
            return None
        if tokens[k].low == "of" and low_at(tokens, k - 1) in english()["places.not_of"]:
            return None
        if tokens[k].low in ("in", "of", "on", "near", "around", "inside", "across", "within", "at"):
            run = next((r for r in passage.runs(i) if k < r.first <= k + 4 and r.sort in (COUNTRY, OTHER)), None)
            if run and all(tokens[n].kind == "w" or tokens[n].low == "-" for n in range(k + 1, run.first)):
                name = place_name(passage, i, run)
                both = next((r for r in passage.runs(i) if r.first == run.last + 1), None)
                if both and low_at(tokens, run.last) == "and" and both.sort == run.sort:
                    return f"{name} and {place_name(passage, i, both)}"
                return name
    return None


def place_before(passage: Passage, i: int, at: int) -> str | None:
    """Return the place that the same sentence names before token `at`, after "in", "of" or "near"."""
    runs = [r for r in passage.runs(i) if r.last <= at and _is_place(passage, i, r, "any")]
    runs = [r for r in runs if r.before in ("in", "of", "near", "inside", "across", "around")]
    return place_name(passage, i, runs[-1]) if runs else None


def place_named(name: str) -> str | None:
    """Return the country of a name that is only its name: "Russia", but not "Syrian army"."""
    return name if name in english().places.values() else None
