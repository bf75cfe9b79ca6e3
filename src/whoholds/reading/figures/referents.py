"""Whom "they", "the group" and "our forces" mean: the side that a sentence, or one before it, has named."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from whoholds.reading.figures.mentions import full_name_of, is_anaphor, is_new, is_plural, who
from whoholds.reading.figures.names import LOOK_BACK, Passage, is_named
from whoholds.reading.figures.runs import COUNTRY, OTHER, SIDE, Run, place_of, strip_possessive, tidy
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english

_ASIDE = 24
"""How many words may stand between "said" and "that"."""

_ACTING = ("", "by", "of")
"""What stands before the forces that have done something: "the advance of Orulandic forces"."""

_MANY = 40
"""How many names of a sentence are looked at for who "he" is and whose "our troops" are."""

_STEPS = 4
"""How often "its troops" is followed back to whose they are."""


def _some_before(runs: Sequence[Run], before: int) -> Sequence[Run]:
    """Return the last runs that end before a token, in order."""
    end = bisect_right(runs, before, key=lambda run: run.last)
    return runs[max(0, end - _MANY) : end]


def ending_at(passage: Passage, i: int, at: int) -> Run | None:
    """Return the run that token `at` is part of, or None."""
    return next((run for run in passage.runs(i) if run.first <= at < run.last), None)


def over_brackets(tokens: Sequence[Token], at: int) -> int:
    """Return the token before a bracketed remark that ends at token `at`."""
    if low_at(tokens, at) != ")":
        return at
    k = at - 1
    while k > 0 and k > at - 30 and tokens[k].low != "(":
        k -= 1
    return k - 1


def over_aside(tokens: Sequence[Token], at: int) -> int | None:
    """Return the token before ", assisted by the coalition," if its closing comma, or dash, stands at token `at`."""
    for k in range(at - 1, max(-1, at - 20), -1):
        if tokens[k].low == tokens[at].low:
            return k - 1
    return None


def referent(passage: Passage, i: int, before: int) -> str | None:
    """Return the side that a pronoun at token `before` of sentence i means, or None."""
    tokens = passage.sentence(i).tokens
    low = low_at(tokens, before)
    if low in ("he", "him", "his"):
        person = _person(passage, i, before)
        if person is not None:
            return passage.name(*person)
    for _ in range(_STEPS):
        single = low in ("it", "its")
        found = who(passage, i, before, single=single)
        country = who(passage, i, before, sort=COUNTRY, single=single)
        if found is None or (single and country and not country[1].before and _is_rather(country, found)):
            found = country
        if found is None:
            return _said_only(passage, i, before, single=single)
        i, run = found
        if not is_own(passage, i, run):
            return passage.name(i, run)
        # "Its troops were driven out, but they …": the side whose troops they are.
        before = run.first - 1
        low = low_at(passage.sentence(i).tokens, before)
    return None


def _person(passage: Passage, i: int, before: int) -> tuple[int, Run] | None:
    """Return the leader that "he" means: the nearest name before it that opens a sentence and is no side or place."""
    for k in range(i, max(-1, i - 1 - LOOK_BACK), -1):
        tokens = passage.sentence(k).tokens
        for run in _some_before(passage.runs(k), before) if k == i else passage.runs(k)[:_MANY]:
            if run.before:
                continue
            name = tokens[run.first : run.last]
            if run.sort == COUNTRY or strip_possessive(name[-1].text) != name[-1].text:
                # "Oruland's leader, Aru Bek": he is named next.
                continue
            many = name[-1].low.endswith("s") and len(name) == 1
            if run.sort == OTHER and all(token.cap for token in name) and not many and not _is_place(passage, k, run):
                return k, run
            break
    return None


def _is_place(passage: Passage, i: int, run: Run) -> bool:
    """Whether a name stands elsewhere after "in" or is a place by its words."""
    tokens = passage.sentence(i).tokens
    lows = {token.low for token in tokens[run.first : run.last]}
    return not lows.isdisjoint(english().maps["sorts"]) or place_of(tokens, run.first, run.last) is not None


def _is_rather(country: tuple[int, Run], side: tuple[int, Run]) -> bool:
    """Whether "it" is the country that acts in the sentence before, and not an army of long before.

    Nor is it whom the country fights: "Oruland has fought with the Front. It holds half of the land".
    """
    return country[0] > side[0] or (country[0] == side[0] and side[1].before in ("against", "from", "with"))


def _said_only(passage: Passage, i: int, before: int, *, single: bool) -> str | None:
    """Return "movement" for "it", where nothing but "the movement" has been said."""
    for k in (i, i - 1):
        if k >= 0:
            for run in passage.runs(k):
                other = is_new(passage.sentence(k).tokens, run) or (single and is_plural(passage, k, run))
                if run.sort == SIDE and not run.before and not other and (k < i or run.last <= before):
                    return passage.name(k, run)
    return None


def _is_proper(passage: Passage, i: int, run: Run, k: int, longer: Run) -> bool:
    """Whether "the group" can be a side with a name of several words: "Kachin Independence Army"."""
    if passage.sentence(i).tokens[run.last - 1].low not in english()["holders.groups"]:
        return False
    name = [token for token in passage.sentence(k).tokens[longer.first : longer.last] if token.kind == "w"]
    return len(name) > 1 and all(token.cap or token.low == "of" for token in name)


def is_own(passage: Passage, i: int, run: Run) -> bool:
    """Whether a run is only "its troops" or "his men": it names nobody by itself."""
    tokens = passage.sentence(i).tokens
    own = low_at(tokens, run.first - 1) in ("its", "their") and run.last - run.first == 1
    return own and tokens[run.first].low in english()["holders.own_men"]


def run_name(passage: Passage, i: int, run: Run) -> str:
    """Return a side's name; "the group" gives the name that it stands for, if one was given."""
    tokens = passage.sentence(i).tokens
    if run.before in ("like", "including", "as"):
        # "groups like X and Y": the name begins with the groups.
        whole = next((r for r in passage.runs(i) if r.last in (run.first - 1, run.first - 2) and r.sort >= SIDE), None)
        if whole:
            return tidy(passage.words(i, whole.first, run.last))
    if low_at(tokens, run.last - 2) in ("our", "his") and run.last - run.first <= 2:
        ours = _our_troops(passage, i, run)
        if ours is not None:
            return ours
    if is_own(passage, i, run):
        return referent(passage, i, run.first - 1) or passage.name(i, run)
    if is_anaphor(passage, i, run):
        if low_at(tokens, run.first - 1) in ("these", "those", "such"):
            longer = full_name_of(passage, i, run)
            if longer:
                return passage.name(*longer)
        found = who(passage, i, run.first, told=True)
        named = found is not None and (is_named(passage, *found) or _is_proper(passage, i, run, *found))
        if found and (named or _are_its_troops(passage, i, run, *found)):
            return passage.name(*found)
    return passage.name(i, run)


def _our_troops(passage: Passage, i: int, run: Run) -> str | None:
    """Return "Orulandic forces", the only ones that the sentences before have named, for "our troops" in a speech."""
    tokens = passage.sentence(i).tokens
    if tokens[run.last - 1].low not in english()["holders.troops"]:
        return None
    found: set[str] = set()
    for k in range(i, max(-1, i - 1 - LOOK_BACK), -1):
        for other in _some_before(passage.runs(k), run.first - 1) if k == i else passage.runs(k)[:_MANY]:
            if other.last - other.first > 1 and _are_its_troops(passage, i, run, k, other):
                found.add(passage.name(k, other))
    return found.pop() if len(found) == 1 else None


def _are_its_troops(passage: Passage, i: int, run: Run, k: int, longer: Run) -> bool:
    """Whether "the troops" are "African Union forces", named before."""
    noun = passage.sentence(i).tokens[run.last - 1].low
    named = passage.sentence(k).tokens[longer.first : longer.last]
    same = named[-1].low in english()["holders.troops"] and noun in english()["holders.troops"]
    return same and any(token.cap for token in named)


def pronoun(passage: Passage, i: int, at: int) -> str | None:
    """Return whom "they", "it", "which" or "who" at token `at` means, or None."""
    tokens = passage.sentence(i).tokens
    low = tokens[at].low
    if low in ("which", "who", "that", "whom"):
        end = at - 1
        if low_at(tokens, end) in (",", "of", "in"):
            end -= 1
        run = ending_at(passage, i, over_brackets(tokens, end))
        if run and run.sort >= COUNTRY and (not run.before or run.sort == SIDE or low_at(tokens, at - 1) == ","):
            return run_name(passage, i, run)
        if run and low == "who" and low_at(tokens, at - 1) == "," and not run.before:
            # "The Tigers, who had held a third": whoever they are.
            return passage.name(i, run)
    sayer = _sayer(passage, i, at) if low in ("it", "they") else None
    return sayer or referent(passage, i, at)


def _sayer(passage: Passage, i: int, at: int) -> str | None:
    """Return who says it in "Ankara says that it wants …"."""
    tokens = passage.sentence(i).tokens
    verb = at - 2 if low_at(tokens, at - 1) == "that" else at - 1
    if low_at(tokens, verb) == "," and verb == at - 2:
        # "Aru said in May, months after the war, that it …".
        speech = english()["grammar.speech"]
        verb = next((k for k in range(verb, max(0, verb - _ASIDE), -1) if tokens[k].low in speech), verb)
    if low_at(tokens, verb) not in english()["grammar.speech"]:
        return None
    if tokens[verb].low.endswith("ing") and ending_at(passage, i, verb - 1) is None:
        # "Oru claimed gains, saying they had taken three towns".
        subjects = [r for r in passage.runs(i) if r.last < verb and not r.before and r.sort >= COUNTRY]
        return run_name(passage, i, subjects[0]) if subjects else None
    end = over_brackets(tokens, verb - 1)
    if low_at(tokens, end) == ",":
        aside = over_aside(tokens, end)
        end = aside if aside is not None else end
    run = ending_at(passage, i, end)
    if run is not None and run.before in ("in", "of", "from"):
        # "The army in Oru says": the noun before the place says it.
        run = ending_at(passage, i, run.first - (3 if low_at(tokens, run.first - 1) == "the" else 2))
    if run is None or (run.sort < COUNTRY and low_at(tokens, at) == "they"):
        return None
    return run_name(passage, i, run)


def ourselves(passage: Passage, i: int) -> str | None:
    """Return whom "we" means in sentence i: the side or the country, or its forces, that the speaker speaks for."""
    return passage.kept("ourselves", i, _ourselves)


def _ourselves(passage: Passage, i: int) -> str:
    spoken_for = _spoken_for(passage, i)
    if spoken_for is not None:
        return spoken_for
    # The country whose delegate speaks is the subject of a sentence close by.
    for k in (i, i + 1, i - 1, i + 2, i - 2, i + 3, i - 3, i + 4):
        if 0 <= k < len(passage.spans):
            for run in passage.runs(k):
                if run.sort == COUNTRY and (not run.before or _is_led(passage.sentence(k).tokens, run)):
                    country = _country_of_official(passage, k, run) or passage.name(k, run)
                    return _own_forces(passage, i, country) or country
    return _own_forces(passage, i, None) or "we"


def _is_led(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a country stands with its leader: "Aru Bek, President of Oruland, said"."""
    at = run.first - 2 - (low_at(tokens, run.first - 1) == "the")
    return low_at(tokens, at + 1) == "of" and low_at(tokens, at) in english()["places.titles"]


def _own_forces(passage: Passage, i: int, country: str | None) -> str | None:
    """Return "Orulandic forces", who act in the sentences before, for the "we" of who speaks for Oruland.

    Where the text does not say for whom he speaks, they must be the only forces.
    """
    found: dict[str, str] = {}
    for k in range(i, max(-1, i - 1 - LOOK_BACK), -1):
        tokens = passage.sentence(k).tokens
        for run in passage.runs(k)[:_MANY]:
            if (
                run.before not in _ACTING
                or run.last - run.first < 2
                or tokens[run.last - 1].low not in english()["holders.fielded"]
            ):
                continue
            whose = place_of(tokens, run.first, run.last)
            if whose is not None:
                found.setdefault(whose, passage.name(k, run))
    if country is None and len(found) == 1:
        return next(iter(found.values()))
    return found.get(country or "")


def _country_of_official(passage: Passage, i: int, run: Run) -> str | None:
    """Return Oruland for "Orulandic President Aru Oru" and "the Orulandic president": he says "we" of his country."""
    tokens = passage.sentence(i).tokens[run.first : run.last + 1]
    title = next((k for k, token in enumerate(tokens) if token.low in english()["places.titles"]), 0)
    return place_of(tokens, 0, title) if title else None


def _spoken_for(passage: Passage, i: int) -> str | None:
    """Return the army in '"We hold half of it," said a spokesman for the army' and "an army spokesman said"."""
    tokens = passage.sentence(i).tokens
    words = english()
    for k, token in enumerate(tokens):
        if token.low not in words["places.titles"] or token.low not in words["holders.speakers"]:
            continue
        if low_at(tokens, k + 1) in ("for", "of"):
            at = k + 2 + (low_at(tokens, k + 2) in words["grammar.determiners"])
            run = next((run for run in passage.runs(i) if run.first == at), None)
        else:
            run = next((run for run in passage.runs(i) if run.last in (k, k + 1) and run.first < k), None)
        if run is not None and run.sort == SIDE:
            return run_name(passage, i, run)
    return None
