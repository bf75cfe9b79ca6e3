"""Find the figures of a text in one of the further languages: numbers about ground, with unit, bound and relation.

Who holds, of what and who says so is left open: better not said than wrong.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from whoholds.model import Figure, Relation
from whoholds.reading.figures.abroad.candidates import Candidate, Candidates
from whoholds.reading.figures.abroad.digits import decimal_mark, in_ascii
from whoholds.reading.figures.abroad.grounds import Ground
from whoholds.reading.figures.abroad.language import Language, Sentence, language
from whoholds.reading.figures.abroad.numbers import Numbers
from whoholds.reading.figures.abroad.relations import Relations, Trigger, ends_at
from whoholds.reading.figures.abroad.tokens import behind_brackets
from whoholds.reading.figures.find import MOST_FIGURES

_LOOK_BACK = 2  # sentences
_RESTATED = 8  # words between a figure and the same in another unit
_BEFORE_BRACKETS = 3  # words between a figure and brackets that belong to it
_PLANNED = 8  # words before a verb or a figure in which it can be a plan
_DENIED = 5  # words before a verb or a figure in which it can be denied


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence leaves to the next ones: its last candidate, for the next only, and what it says of ground."""

    candidate: Candidate | None
    trigger: Trigger | None
    relation: Relation
    measure: str | None = None


def find_figures(text: str, code: str) -> tuple[Figure, ...]:
    """Return the figures about ground in a text in a further language, in order.

    `holder`, `base` and `speaker` are None throughout.

    >>> figure, = find_figures("Повстанцы контролируют более трети территории страны.", "ru")
    >>> figure.quote, round(figure.value, 1), figure.bound, figure.relation
    ('более трети', 33.3, 'at_least', 'holds')
    >>> [(f.quote, f.value, f.high) for f in find_figures("يسيطر الجيش على ما بين ١٠ و١٥ في المئة من البلاد", "ar")]
    [('ما بين ١٠ و١٥ في المئة', 10.0, 15.0)]
    """
    spoken = language(code)
    decimal = decimal_mark(in_ascii(text), spoken.decimal)
    sentences = list(spoken.sentences(text))
    war = any(sentence.marked.of("ground.war") for sentence in sentences)
    if not war and any(sentence.marked.of("not_ground.topic") for sentence in sentences):
        return ()
    figures: list[Figure] = []
    told: _Told | None = None
    passed: list[Sentence] = []  # the sentences without a figure since then
    for sentence in sentences:
        if len(figures) >= MOST_FIGURES:
            break
        numbers = Numbers(text, sentence, decimal, spoken.joined_and, spoken.article).all()
        found = Candidates(spoken, sentence).all(numbers, told.candidate if told and not passed else None)
        left: _Told | None = None
        if found:
            read, left = _read(spoken, text, sentence, found, _before(spoken, told, passed), war=war)
            figures += read
        if left is None:
            passed.append(sentence)
        else:
            told, passed = left, []
    return tuple(figures)


def _before(spoken: Language, told: _Told | None, passed: Sequence[Sentence]) -> _Told | None:
    """Return what was said before a sentence: by the last figures, or by a sentence without one that stands nearer.

    From more than one sentence away it counts for people "in the town" only, so the figure itself is left out.
    """
    if told is not None and not passed:
        return told
    for sentence in reversed(passed[-1 - _LOOK_BACK :]):
        stated = _stated(Relations(spoken, sentence))
        if stated is not None:
            return stated
    return _Told(None, told.trigger, told.relation) if told is not None and len(passed) <= _LOOK_BACK else None


def _read(
    spoken: Language,
    text: str,
    sentence: Sentence,
    found: Sequence[Candidate],
    before: _Told | None,
    *,
    war: bool,
) -> tuple[list[Figure], _Told | None]:
    """Return the figures of a sentence with candidates, and what they leave to the next."""
    relations = Relations(spoken, sentence)
    ground = Ground(spoken, sentence, relations, war=war)
    figures: list[Figure] = []
    told: _Told | None = None
    for candidate in found:
        if not math.isfinite(candidate.number.value) or candidate.number.value <= 0:
            continue
        last = told.candidate if told else None
        if told is not None and last is not None and _converts(sentence, candidate, last):
            figure = _figure(spoken, text, sentence, candidate, figures[-1].relation, None)
        else:
            trigger = relations.choose(candidate, ends_at(sentence, candidate, relations.triggers), found)
            again = _restates(candidate, told, sentence, relations)
            aside = _is_aside(candidate, last, sentence, relations)
            source = told if again or aside else _source(candidate, trigger, relations, ground, told, before)
            stated = source.trigger if source else trigger
            after = source is not None or told is not None or _is_share(before)
            joined = _is_joined(spoken, sentence, candidate, last)
            if (
                not ground.is_ground(candidate, stated, after=after, goes_on=source is not None, joined=joined)
                and not again
            ):
                continue
            relation = _relation(candidate, trigger, source, ground)
            if candidate.kind == "people" and relation == "lost" and source is not None and source is not told:
                relation = "holds"  # who lives in what is left
            if relation in ("gained", "none") and source is None and _is_planned(spoken, sentence, candidate, trigger):
                relation = "contests"
            if _is_total(sentence, candidate, last):
                relation = "none"
            whole = ground.whole_of(candidate) if candidate.kind == "share" else None
            measure = _measure(candidate, whole, told or before)
            figure = _figure(spoken, text, sentence, candidate, relation, measure)
            if source is None and _is_denied(sentence, candidate, trigger):
                figure = replace(figure, asserted=False)
            elif aside:
                figure = replace(figure, asserted=figures[-1].asserted)
            told = _Told(candidate, stated, relation, measure=measure)
        figures.append(figure)
    return figures, told


def _source(
    candidate: Candidate,
    trigger: Trigger | None,
    relations: Relations,
    ground: Ground,
    told: _Told | None,
    before: _Told | None,
) -> _Told | None:
    """Return what was said before a figure that says nothing of its own."""
    if told is not None and not relations.is_beside(candidate, trigger) and (trigger is None or not candidate.told):
        return told  # "…, the Taliban 59"
    first = told.candidate if told is not None else None
    if first is not None and trigger is not None and relations.is_of_the_first(first, trigger, candidate):
        return told  # "lost 40 % of the land that it held in Iraq and 20 % in Syria"
    if (
        trigger is None
        and before is not None
        and (_goes_on(candidate, ground) or (_is_share(before) and relations.is_led(candidate)))
    ):
        return before
    return None


def _stated(relations: Relations) -> _Told | None:
    """Return what a sentence without a figure says of its ground: who is there goes with it."""
    holding = [t for t in relations.triggers if t.sort in ("words", "taken") and t.relation == "holds"]
    return _Told(None, holding[-1], "holds") if holding else None


def _is_share(told: _Told | None) -> bool:
    return told is not None and told.candidate is not None and told.candidate.kind == "share"


def _goes_on(candidate: Candidate, ground: Ground) -> bool:
    """Whether a figure without a verb goes on the sentence before: "C'est 0,94 % du territoire", "505 km² in May"."""
    if candidate.kind == "share":
        whole = ground.whole_of(candidate)
        return ground.is_lived_in() if whole == "population" else whole not in (None, "no")
    return candidate.kind in ("area", "people")


def _figure(
    spoken: Language, text: str, sentence: Sentence, candidate: Candidate, relation: Relation, measure: str | None
) -> Figure:
    start, end = sentence.tokens[candidate.first].start, sentence.tokens[candidate.last - 1].end
    if spoken.begins_with_and(sentence.tokens[candidate.first]):
        start += len(spoken.joined_and)
    number = candidate.number
    return Figure(
        quote=text[start:end],
        span=(start, end),
        value=round(number.value, 4),
        high=None if number.high is None else round(number.high, 4),
        bound=candidate.bound,
        kind=candidate.kind,
        unit=candidate.unit,
        relation=relation,
        measure=measure,
        last_place=number.place,
        in_words=number.form == "fraction",
    )


def _measure(candidate: Candidate, whole: str | None, told: _Told | None) -> str | None:
    """Return of what kind a share is: what it says, or else what the share before it says ("…, 12.5 % the others")."""
    if candidate.kind != "share":
        return None
    if whole is None and told is not None and told.measure not in (None, "population"):
        return told.measure
    return "area" if whole in (None, "land", "no") else whole


def _relation(candidate: Candidate, trigger: Trigger | None, source: _Told | None, ground: Ground) -> Relation:
    if candidate.unit == "fighters":
        return "none"
    if source is not None:
        relation = source.relation
    elif trigger is None:
        relation = "holds" if candidate.kind in ("share", "area") and ground.names_a_side() else "none"
    elif trigger.sort == "taken":
        # "They occupied 20 percent" says what they have, "they occupied 12 villages" what they took.
        relation = "holds" if candidate.kind in ("share", "people") else "gained"
    else:
        relation = trigger.relation
    # People live with who holds the place, however it was taken.
    return "holds" if candidate.kind == "people" and relation == "gained" else relation


def _is_total(sentence: Sentence, candidate: Candidate, previous: Candidate | None) -> bool:
    """Whether a figure is the whole of the share before it, or the whole that a sentence shares out."""
    marked = sentence.marked
    if previous is not None and previous.kind == "share" and candidate.kind in ("area", "people", "count"):
        between = range(previous.last, candidate.first)
        return len(between) <= 3 and all(marked.at("grammar.between", k) or marked.at("numbers.of", k) for k in between)
    opening = marked.at("numbers.of_opening", 0)
    return candidate.kind == "count" and opening is not None and candidate.first - opening.last <= 2


def _is_joined(spoken: Language, sentence: Sentence, candidate: Candidate, previous: Candidate | None) -> bool:
    """Whether a figure stands right behind one of ground, with no more than "and" or a comma between."""
    if previous is None or previous.kind not in ("area", "share", "count"):
        return False
    between = range(previous.last, candidate.first)
    if not between:
        return spoken.begins_with_and(sentence.tokens[candidate.first])
    return len(between) == 1 and (
        sentence.tokens[between[0]].text in (",", "،") or sentence.marked.at("borders.light", between[0]) is not None
    )


def _converts(sentence: Sentence, candidate: Candidate, previous: Candidate) -> bool:
    """Whether a figure in brackets says the one before it again in another unit: "500 km² (193 sq mi)"."""
    same = candidate.kind == previous.kind and candidate.kind in ("area", "distance")
    between = [token.text for token in sentence.tokens[previous.last : candidate.first]]
    return same and "(" in between and len(between) <= 3


def _restates(candidate: Candidate, told: _Told | None, sentence: Sentence, relations: Relations) -> bool:
    """Whether a figure says the one before it again in another unit: "20 %, soit 450 km", "la moitié — 900 km²"."""
    last = told.candidate if told else None
    measured = ("share", "area", "distance")
    if last is None or last.kind == candidate.kind or {last.kind, candidate.kind} - set(measured):
        return False
    between = range(last.last, candidate.first)
    signs = {"(", "—", "–"} if candidate.kind != "distance" else {"(", "—", "–", ",", "،"}
    if len(between) > _RESTATED:
        return False
    if any(sentence.marked.at("grammar.that_is", k) for k in between):
        return True
    marks = signs & {sentence.tokens[k].text for k in between}
    anew = any(last.last <= trigger.first < candidate.first for trigger in relations.triggers)
    return not anew and (bool(marks) or len(between) <= 1)


def _is_aside(candidate: Candidate, previous: Candidate | None, sentence: Sentence, relations: Relations) -> bool:
    """Whether a figure stands in brackets behind another and says nothing of its own: "59 districts (14.5 %)"."""
    if previous is None:
        return False
    opened = next((k for k in range(previous.last, candidate.first) if sentence.tokens[k].text == "("), None)
    behind = behind_brackets(sentence.tokens, opened) if opened is not None else 0
    if opened is None or opened > previous.last + _BEFORE_BRACKETS or behind < candidate.last:
        return False
    if any(sentence.tokens[k].kind == "p" for k in range(previous.last, opened)):
        return False
    return not any(previous.last <= trigger.first < behind for trigger in relations.triggers)


def _is_planned(spoken: Language, sentence: Sentence, candidate: Candidate, trigger: Trigger | None) -> bool:
    """Whether somebody only wants a figure of ground: "wants to take 12 villages", "plans a zone 30 km deep"."""
    if candidate.kind == "people" or (trigger is None and candidate.kind not in ("area", "distance")):
        return False
    first = min(trigger.first, candidate.first) if trigger is not None else candidate.first
    steps = range(first - 1, max(-1, first - 1 - _PLANNED), -1)
    if spoken.verb_last:
        last = max(trigger.last, candidate.last) if trigger is not None else candidate.last
        steps = range(last - 1, min(len(sentence.tokens), last + _PLANNED))
    for k in steps:
        if sentence.tokens[k].text in ",،;؛:":
            return False
        if sentence.marked.at("denied.planned", k):
            return True
    return False


def _is_denied(sentence: Sentence, candidate: Candidate, trigger: Trigger | None) -> bool:
    """Whether the sentence denies or only foresees its figure: "не контролирует", "ne contrôle pas", "will take"."""
    if trigger is None:
        return False
    marked = sentence.marked
    if marked.within("denied.but_for", trigger.last, candidate.first):
        return False  # "ne contrôle que 40 %"
    if marked.within("denied.inside", trigger.first, trigger.last):
        return True
    first = min(trigger.first, candidate.first)
    for k in range(trigger.first - 1, max(-1, first - 1 - _DENIED), -1):
        token = sentence.tokens[k]
        if token.kind == "p":
            return False
        mark = marked.at("denied.before", k)
        if mark is not None and mark.last == trigger.first:
            return True
        if marked.at("denied.ahead", k):
            return True
    return False
