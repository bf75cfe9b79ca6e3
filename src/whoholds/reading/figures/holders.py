"""Who holds, contests, gained or lost the ground of a figure, as the text names them.

The trigger's shape says where the name stands: before an active verb, after "by", inside "under X control".
"They", "which" and "the group" are looked up in the sentence, then in the sentences before.
"""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.names import (
    COUNTRY,
    SIDE,
    Passage,
    Run,
    bare,
    is_named,
    strip_possessive,
    tidy,
    who,
)
from whoholds.reading.figures.noun_phrases import ARTICLES, ends_noun, plain_noun, walk_left
from whoholds.reading.figures.partners import with_partner
from whoholds.reading.figures.referents import (
    ending_at,
    ourselves,
    over_aside,
    over_brackets,
    pronoun,
    referent,
    run_name,
)
from whoholds.reading.figures.relations import FAR, Stand, triggers_of
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.triggers import Trigger, before_adverbs
from whoholds.reading.figures.vocabulary import english

_JOINING = ("and", ",", "while", ";", "with")

_GOES_ON = 3
"""How many sentences are searched for who took ground, the figure's own counted in."""


def _clause_start(tokens: Sequence[Token], before: int) -> int:
    for k in range(before - 1, max(-1, before - FAR), -1):
        low = tokens[k].low
        if (
            low in ("while", "whereas", "although", "though", "but", "when", ";", ":", "—")
            or low in english()["grammar.speech"]
        ):
            return k + 1
        if low in ("that",) and k and tokens[k - 1].low in english()["grammar.speech"]:
            return k + 1
    return max(0, before - FAR)


def _first_subject(passage: Passage, i: int, before: int) -> Run | None:
    """Return the subject of the clause that goes on at token `before` after "and", a comma or with "-ing"."""
    tokens = passage.sentence(i).tokens
    start = _clause_start(tokens, before)
    runs = [run for run in passage.runs(i) if run.first >= start and run.last <= before]
    for run in runs:
        if run.sort >= COUNTRY and not run.before:
            return run
    earlier = [run for run in passage.runs(i) if run.last <= before and run.sort >= COUNTRY and not run.before]
    return earlier[-1] if earlier else None


def _belongs_to_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word before a verb is part of it: "has now", "wants to", "managed to"."""
    words = english()
    low = tokens[at].low
    if low_at(tokens, at + 1) == "to" and low_at(tokens, at - 1) in words["grammar.being"] and at > 1:
        # "Was said to hold", "is thought to control".
        return low.endswith("ed") or low in ("said", "thought", "known", "understood")
    intends = low in words["intent.words"] and low_at(tokens, at + 1) == "to" and low not in words["intent.nouns"]
    return intends or low in words["grammar.auxiliaries"] or low in words["grammar.adverbs"]


def _subject(passage: Passage, i: int, verb: Trigger) -> str | None:
    """Return the subject of an active verb."""
    tokens = passage.sentence(i).tokens
    words = english()
    at = before_adverbs(tokens, verb.first)
    while at >= 0 and _belongs_to_verb(tokens, at):
        at -= 1
    at = over_brackets(tokens, at)
    low = low_at(tokens, at).replace("'", "’").split("’")[0]
    if at < 0:
        return _subject_later(passage, i, verb) if verb.form == "ing" else None
    if low in ("they", "it", "he", "she", "who", "which", "that", "whom", "these", "those", "this"):
        return pronoun(passage, i, at)
    if low in ("we", "i", "you"):
        return ourselves(passage, i)
    if low == ",":
        aside = over_aside(tokens, at)
        run = ending_at(passage, i, aside) if aside is not None and verb.form != "ing" else None
        if run and not run.before:
            return run_name(passage, i, run)
        plain = plain_noun(passage, i, aside) if aside is not None and run is None and verb.form != "ing" else None
        return plain or _subject_of_clause(passage, i, at)
    if verb.form == "ing" and at == 0 and low in words["grammar.prepositions"]:
        return _subject_later(passage, i, verb)
    if low in ("people", "persons") and low_at(tokens, at - 1) in ("these", "those", "such"):
        return pronoun(passage, i, at - 1)
    if low in words["grammar.conjunctions"] or low in (
        "but",
        "then",
        "by",
        "while",
        "after",
        "for",
        "from",
        "before",
        "in",
    ):
        return _subject_of_clause(passage, i, at)
    return _noun_subject(passage, i, at, verb)


def _subject_later(passage: Passage, i: int, verb: Trigger) -> str | None:
    """Return the subject that follows a participle at the sentence's start: "After taking it, the army …"."""
    tokens = passage.sentence(i).tokens
    for k in range(verb.last, len(tokens)):
        if tokens[k].low == "we":
            return ourselves(passage, i)
        if tokens[k].low in ("they", "it"):
            return referent(passage, i, 0)
        run = next((r for r in passage.runs(i) if r.first == k and not r.before and r.sort >= SIDE), None)
        if run and low_at(tokens, run.last) not in ("-", "in", "of"):
            return run_name(passage, i, run)
    return None


def _subject_of_clause(passage: Passage, i: int, before: int) -> str | None:
    run = _first_subject(passage, i, before) or _opening_name(passage, i, before)
    if run is not None:
        return run_name(passage, i, run)
    tokens = passage.sentence(i).tokens
    for k in range(before - 1, -1, -1):
        if tokens[k].low in ("they", "it"):
            return referent(passage, i, k)
        if tokens[k].low == "we":
            return ourselves(passage, i)
    return _opening_noun(passage, i, before)


def _opening_name(passage: Passage, i: int, before: int) -> Run | None:
    """Return a name of an unknown sort that opens the clause and does something: "Ansar Oru occupied half and …"."""
    tokens = passage.sentence(i).tokens
    start = _clause_start(tokens, before)
    for run in passage.runs(i):
        if run.first >= start and run.last < before and not run.before and run.sort < COUNTRY:
            following = tokens[run.last].low
            if following in english().verbs or following in english()["grammar.auxiliaries"] - {"to"}:
                return run
    return None


def _opening_noun(passage: Passage, i: int, before: int) -> str | None:
    """Return the noun phrase that opens the clause: "The gendarmerie withdrew from two towns and …"."""
    tokens = passage.sentence(i).tokens
    start = _clause_start(tokens, before)
    if low_at(tokens, start) not in ARTICLES:
        return None
    k = start + 1
    while k < before and tokens[k].kind == "w" and not ends_noun(tokens[k].low):
        k += 1
    return plain_noun(passage, i, k - 1) if k > start + 1 else None


def _noun_subject(passage: Passage, i: int, at: int, verb: Trigger) -> str | None:
    tokens = passage.sentence(i).tokens
    if tokens[at].low in english()["holders.owned"] and at:
        owner = _owner(passage, i, at)
        if owner:
            return owner
    run = ending_at(passage, i, at)
    subjects = [r for r in passage.runs(i) if r.last <= verb.first and not r.before and r.sort >= COUNTRY]
    start = _clause_start(tokens, verb.first)
    in_clause = [r for r in subjects if r.first >= start]
    if run and run.before == "with" and verb.form == "ing":
        return run_name(passage, i, run)
    near = run is not None and bool(in_clause) and 0 < run.first - in_clause[-1].last <= 3
    if run and near and run.before in ("to", "with", "by"):
        # "Forces loyal to the president", "militants backed by Turkey".
        return tidy(passage.words(i, in_clause[-1].first, run.last))
    if run and run.before == "like":
        return run_name(passage, i, run)
    if run and (run.before in ("", "with") or (run.sort == SIDE and not in_clause)):
        apart = any(token.low == "," for token in tokens[in_clause[-1].last : run.first]) if in_clause else True
        if run.sort >= COUNTRY or apart or low_at(tokens, run.first - 1) == "the":
            return run_name(passage, i, run)
        # "Spokesman Oru of the Army": a person's name beside a side.
        return run_name(passage, i, in_clause[-1])
    if run is None and low_at(tokens, at).isalpha():
        walked = walk_left(tokens, at)
        part = [bare(token.low) for token in tokens[walked : at + 1]]
        if any(word in english()["holders.nouns"] for word in part):
            return tidy(passage.words(i, walked, at + 1))
        plain = plain_noun(passage, i, at)
        if plain:
            return plain
    if in_clause:
        return run_name(passage, i, in_clause[-1])
    if subjects:
        return run_name(passage, i, subjects[-1])
    others = [r for r in passage.runs(i) if start <= r.first and r.last <= verb.first and not r.before]
    others = [r for r in others if tokens[r.first].low not in english()["places.not_places"] | set(english().units)]
    if run or others:
        return run_name(passage, i, run or others[-1])
    return referent(passage, i, verb.first)


def _owner(passage: Passage, i: int, at: int) -> str | None:
    """Return whose "rebel territory" or "IS's remaining territory" it is."""
    tokens = passage.sentence(i).tokens
    k = at - 1
    while k > 0 and tokens[k].low in ("remaining", "own", "territorial", "total", "former"):
        k -= 1
    if tokens[k].low in ("its", "their"):
        return referent(passage, i, k)
    run = ending_at(passage, i, k)
    if run is not None and tokens[k].low not in english()["holders.owned"]:
        return adjectival(passage, i, run.first, k + 1)
    known = strip_possessive(tokens[k].text) in english().places or tokens[k].low in english().maps["plural"]
    return adjectival(passage, i, k, k + 1) if known else None


def phrase_from(passage: Passage, i: int, first: int, *, stop: int | None = None) -> str | None:
    """Return the name of a side that begins at token `first`: a run, "their", or the words up to a border."""
    tokens = passage.sentence(i).tokens
    end = min(stop if stop is not None else len(tokens), first + 20)
    at = first
    while at < end and (
        tokens[at].low in english()["grammar.determiners"]
        or tokens[at].low in english()["grammar.adverbs"]
        or tokens[at].low in ('"', "“", "both", "the")
    ):
        if tokens[at].low in ("their", "its", "his", "our", "my"):
            if tokens[at].low in ("our", "my"):
                run = next((r for r in passage.runs(i) if at < r.first <= at + 2 and r.last <= end), None)
                return passage.name(i, run) if run else ourselves(passage, i)
            run = next((r for r in passage.runs(i) if at < r.first <= at + 2 and r.last <= end), None)
            if run:
                return run_name(passage, i, run)
            if low_at(tokens, at + 1) in english()["holders.own_men"] | english()["triggers.powers"] or at + 1 == end:
                return referent(passage, i, at)
        at += 1
    if at >= end or tokens[at].low in english()["grammar.auxiliaries"]:
        return None
    if tokens[at].low in ("them", "him", "it", "they"):
        return referent(passage, i, at)
    if tokens[at].low == "us":
        return ourselves(passage, i)
    run = next((r for r in passage.runs(i) if r.first <= at < r.last), None)
    last = at
    while last < end:
        token = tokens[last]
        if run and last < run.last:
            last += 1
            continue
        if token.kind == "p" and token.low not in ("-", "’", "'", "´"):
            break
        if token.low == "of" or (token.low == "and" and _side_follows(passage, i, last + 1)):
            last += 1
            continue
        if token.low == "to" and low_at(tokens, last - 1) in ("loyal", "allied", "close", "linked", "affiliated"):
            last += 1
            continue
        named = last > at and any(r.last == last and r.first >= at for r in passage.runs(i))
        if named and not token.cap and bare(token.low) not in english()["holders.nouns"] and token.low != "-":
            break
        if token.low in english()["relations.agent_stops"] or token.low in english()["grammar.prepositions"]:
            break
        last += 1
        run = next((r for r in passage.runs(i) if r.first <= last < r.last), None)
    if tokens[at].low in english()["relations.no_agents"]:
        return None
    return tidy(passage.words(i, at, last)) or None


def _side_follows(passage: Passage, i: int, at: int) -> bool:
    return any(at <= r.first <= at + 1 and r.sort >= COUNTRY for r in passage.runs(i))


def _agent_of_passive(passage: Passage, i: int, trigger: Trigger) -> str | None:
    """Return who stands after "by" of a passive verb, also some words later ("occupied now by", "captured … by")."""
    tokens = passage.sentence(i).tokens
    for k in range(trigger.last, min(trigger.last + 10, len(tokens))):
        low = tokens[k].low
        if low == "by" and low_at(tokens, k + 1) not in ("the", *tuple(english()["grammar.months"])):
            if tokens[k + 1 if k + 1 < len(tokens) else k].kind == "n":
                return None
            return phrase_from(passage, i, k + 1)
        if low == "by":
            return phrase_from(passage, i, k + 1)
        if low in (",", ".", ";", "while", "when", "but", "with") or low in english().verbs:
            return None
    return None


def adjectival(passage: Passage, i: int, first: int, last: int) -> str | None:
    """Return the side that an adjective or noun before "-held" or "control" names: "rebel" gives "rebels"."""
    tokens = passage.sentence(i).tokens
    vague = all(tokens[k].low in english()["holders.qualities"] for k in range(first, last))
    if vague and low_at(tokens, last) == "occupation":
        # "Under military occupation": nobody is named.
        return None
    text = strip_possessive(passage.words(i, first, last))
    low = text.lower()
    words = english()
    if low in words.maps["plural"]:
        return words.maps["plural"][low]
    if tokens[first].low in ("their", "its", "his", "it", "them", "him"):
        return referent(passage, i, first)
    if tokens[first].low in ("our", "my"):
        return ourselves(passage, i)
    if last - first > 1 and tokens[last - 1].low in words["holders.qualities"]:
        # "Turkish military occupation" is Turkey's.
        return adjectival(passage, i, first, last - 1)
    if last - first == 1 and low in words["holders.anaphors"]:
        found = who(passage, i, first, told=True)
        if found and is_named(passage, *found):
            return passage.name(*found)
    if text in words.peoples and last - first == 1:
        return words.peoples[text]
    if text in words.places and last - first == 1:
        return words.places[text]
    if tokens[first].low in ("the", "a"):
        return adjectival(passage, i, first + 1, last) if last - first > 1 else None
    if last - first == 1 and text.islower() and low not in words["holders.nouns"] | words["holders.modifiers"]:
        # "In private hands", "under firm control": nobody is named.
        return None
    return (tidy(text) or None) if any(ch.isalpha() for ch in text) else None


def _from_hands(passage: Passage, i: int, trigger: Trigger) -> str | None:
    tokens = passage.sentence(i).tokens
    assert trigger.agent is not None  # noqa: S101 - the caller has looked
    if trigger.agent_last is None:
        return phrase_from(passage, i, trigger.agent)
    last = trigger.agent_last
    bracket = next((k for k in range(trigger.agent, last) if tokens[k].low == "("), last)
    last = bracket if bracket > trigger.agent else last
    # "In Oru are now in the army's hands": the name begins after the last "in".
    again = [k for k in range(trigger.agent, last - 1) if tokens[k].low in ("in", "at", "into", "are", "is")]
    return adjectival(passage, i, again[-1] + 1 if again else trigger.agent, last)


def holder_of(passage: Passage, stand: Stand, trigger: Trigger) -> str | None:
    """Return who holds, contests, gained or lost the ground, as the text names them; None if it does not say."""
    i = stand.i
    tokens = passage.sentence(i).tokens
    if trigger.agent is not None:
        shared = low_at(tokens, trigger.agent - 1) == "to" and trigger.agent < stand.first
        if shared and low_at(tokens, stand.last) == "to":
            # "Left a half to Oru and a third to Aru".
            return phrase_from(passage, i, stand.last + 1)
        gapped = _gapped(passage, stand, trigger) if trigger.shape == "active" else None
        return gapped or _from_hands(passage, i, trigger)
    if trigger.shape in ("under", "to"):
        return None
    if trigger.shape == "attributive":
        joined = low_at(tokens, trigger.first - 1) in ("and", "or") and trigger.last == stand.first
        return _subject_of_clause(passage, i, trigger.first) if joined else _besieger(passage, i, trigger)
    if trigger.shape == "passive":
        by = next((k for k in (stand.last, stand.end) if low_at(tokens, k) == "by"), None)
        if trigger.last <= stand.first and by is not None:
            # "A fifth is held by the army and two fifths (of it) by the rebels".
            return phrase_from(passage, i, by + 1)
        agent = _agent_of_passive(passage, i, trigger) or _before_quote(passage, i, trigger)
        if agent is None and trigger.relation in ("gained", "lost"):
            agent = _teller(passage, i, trigger) or _same_as_before(passage, i, trigger)
        return agent
    if trigger.shape == "nominal":
        return _agent_of_noun(passage, i, trigger)
    found = _gapped(passage, stand, trigger)
    if found is None:
        subject = _subject(passage, i, trigger)
        found = with_partner(passage, stand, trigger, subject) if subject else None
    return found or (_owner_said(passage, i, trigger) if trigger.relation == "lost" else None)


def _owner_said(passage: Passage, i: int, trigger: Trigger) -> str | None:
    """Return X of "the area under the control of X has shrunk"."""
    for other in triggers_of(passage, i):
        if other.last <= trigger.first and other.shape == "under" and other.agent is not None:
            return _from_hands(passage, i, other)
    return None


def _gapped(passage: Passage, stand: Stand, trigger: Trigger) -> str | None:
    """Return Morocco in "the Front holds 20 percent and Morocco the remaining 80 percent"."""
    tokens = passage.sentence(stand.i).tokens
    at = stand.first - 1
    while at > trigger.last and tokens[at].low in ("the", "remaining", "other", "another", "with", "a", "only", "just"):
        at -= 1
    if low_at(tokens, at) == "others" and low_at(tokens, at - 1) in _JOINING:
        return "others"
    run = ending_at(passage, stand.i, at)
    if run is None or run.before or run.first <= trigger.last:
        return None
    if run.sort < COUNTRY and not any(token.kind == "n" for token in tokens[trigger.last : run.first]):
        return None
    before = run.first - 1
    for _ in range(2):
        before -= low_at(tokens, before) in ("the", "other", "various")
    return run_name(passage, stand.i, run) if low_at(tokens, before) in _JOINING else None


def _before_quote(passage: Passage, i: int, trigger: Trigger) -> str | None:
    """Return the subject of a verb whose object stands in quotation marks or before it: "the tenth that it held"."""
    tokens = passage.sentence(i).tokens
    before = before_adverbs(tokens, trigger.first)
    told = low_at(tokens, before) in ("it", "they", "we", "he", "she")
    if not told and low_at(tokens, trigger.last) not in ('"', "“", "‘"):
        return None
    if low_at(tokens, before) in english()["grammar.being"]:
        return None
    return _subject(passage, i, trigger)


def _same_as_before(passage: Passage, i: int, trigger: Trigger) -> str | None:
    """Return who took or lost ground just before, where nobody is named: "Two more towns were captured"."""
    for k in range(i, max(-1, i - _GOES_ON), -1):
        for other in reversed(triggers_of(passage, k)):
            if k == i and other.last > trigger.first:
                continue
            if k < i and trigger.relation == "gained" and other.shape == "under" and other.agent is not None:
                return _from_hands(passage, k, other)
            if other.relation != trigger.relation or other.shape not in ("active", "passive"):
                continue
            active = other.shape == "active"
            found = _subject(passage, k, other) if active else _agent_of_passive(passage, k, other)
            if active or found:
                return found
    return None


def _teller(passage: Passage, i: int, trigger: Trigger) -> str | None:
    """Return the side that itself says that ground was taken: "the army said five villages had been seized"."""
    tokens = passage.sentence(i).tokens
    for k in range(min(trigger.first, len(tokens)) - 1, 0, -1):
        if tokens[k].low not in english()["grammar.speech"]:
            continue
        run = ending_at(passage, i, k - 1)
        if run and run.sort == SIDE and not run.before and _is_armed(passage, i, run):
            return passage.name(i, run)
        return None
    return None


def _is_armed(passage: Passage, i: int, run: Run) -> bool:
    tokens = passage.sentence(i).tokens[run.first : run.last]
    return is_named(passage, i, run) or any(token.low in english()["holders.armed"] for token in tokens)


def _besieger(passage: Passage, i: int, trigger: Trigger) -> str | None:
    tokens = passage.sentence(i).tokens
    for k in range(trigger.last, min(trigger.last + 4, len(tokens))):
        if tokens[k].low == "by":
            return phrase_from(passage, i, k + 1)
    return None


def _agent_of_noun(passage: Passage, i: int, trigger: Trigger) -> str | None:
    """Return who stands with "the occupation of …": "Morocco's", or after "by" later in the clause."""
    tokens = passage.sentence(i).tokens
    before = ending_at(passage, i, trigger.first - 1)
    if before and not before.before and before.sort >= COUNTRY:
        return passage.name(i, before)
    for k in range(trigger.last, min(trigger.last + 16, len(tokens))):
        if tokens[k].low == "by" and tokens[k + 1 if k + 1 < len(tokens) else k].kind == "w":
            return phrase_from(passage, i, k + 1)
        if tokens[k].low in (".", ";"):
            break
    run = _first_subject(passage, i, trigger.first)
    return run_name(passage, i, run) if run else _same_as_before(passage, i, trigger)
