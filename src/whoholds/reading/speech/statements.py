"""Statements: who said what on a page, as source, cue and content.

Quotations are covered up first, so that a cue is looked for outside them. Then every sentence with a cue gives its
statements, and the cast of the page tells whom "he" and "the general" mean.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from whoholds.model import Statement
from whoholds.reading.speech.between import bridge
from whoholds.reading.speech.cast import Cast
from whoholds.reading.speech.contents import content_of, speaks_beside
from whoholds.reading.speech.cues import Cue, find_cues
from whoholds.reading.speech.going_on import announces, goes_on, is_listed, points_back, reports_at_length
from whoholds.reading.speech.headlines import read_headline
from whoholds.reading.speech.introductions import introduce
from whoholds.reading.speech.occasions import date_in, occasion_in, speaking_at
from whoholds.reading.speech.phrases import is_clear, phrase_after, subject_of
from whoholds.reading.speech.quotations import Quotation, find_quotations
from whoholds.reading.speech.sentences import COVER, Word, sentences_of, words_of
from whoholds.reading.speech.sources import apposition_after
from whoholds.reading.speech.speakers import Speaker, speaker_of
from whoholds.reading.speech.utterances import cover, is_utterance, trimmed, with_marks, within
from whoholds.reading.speech.words import speech

_LETTERS = re.compile(r"[A-Za-z]+")
_LOOK_BACK = 3
_LABEL = 30
_LABEL_LINE = 200
_REMEMBERED = 2_000
_WHITE = " \t\n\r\u00a0"


def find_statements(paragraphs: Sequence[str], *, published: str | None = None) -> tuple[Statement, ...]:
    """Find what is said by whom in the paragraphs of one page, in the order in which it stands there.

    `published` (ISO 8601) gives days without a year their year. `content` is as it stands, without quotation marks:
    `paragraphs[s.paragraph][slice(*s.span)] == s.content`. What the writer says in the first person is no statement.

    >>> page = ["Colonel General Ivan Petrov said on May 3 that 12 villages fell.", "“We go on,” the general added."]
    >>> for s in find_statements(page):
    ...     print(s.speaker, s.rank, s.date, s.direct, s.content)
    Ivan Petrov Colonel General --05-03 False 12 villages fell
    Ivan Petrov Colonel General --05-03 True We go on
    """
    page = _Page(published)
    for number, paragraph in enumerate(paragraphs):
        page.read(number, paragraph)
    if len(paragraphs) > 1:
        page.read_headline(paragraphs[0])
    told = sorted(page.statements, key=lambda s: s.paragraph or 0)
    return tuple(introduce(bridge(told, page.untold, paragraphs), page.speakers))


def headline_statements(headline: str, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Find what a headline says that somebody said; `statements` are those of the page below it.

    >>> page = find_statements(["Ana Brodek said that it snowed."])
    >>> [(said.speaker, said.content) for said in headline_statements("Brodek: Half of Velin is free", page)]
    [('Ana Brodek', 'Half of Velin is free')]
    """
    page = _Page(None)
    for said in {said.speaker: said for said in statements}.values():
        page.meet(said)
    page.read(0, headline)
    page.read_headline(headline)
    return tuple(page.statements)


@dataclass(slots=True)
class _Voice:
    """A speaker with the cue, the day and the occasion of what they say next."""

    speaker: Speaker
    cue: str | None
    date: str | None = None
    occasion: str | None = None


@dataclass(slots=True)
class _Following:
    """Whose report the next sentences can go on with: `at_length` if the last one named a paper or a survey."""

    voice: _Voice
    at_length: bool
    in_paragraph: bool = True


class _Page:
    """Reads a page paragraph by paragraph, and remembers who has spoken."""

    def __init__(self, published: str | None) -> None:
        self.statements: list[Statement] = []
        # The sentences that nobody has told: paragraph, start and end.
        self.untold: list[tuple[int, int, int]] = []
        # Everybody who has spoken, by the name that the statements give.
        self.speakers: dict[str, Speaker] = {}
        self._published = published
        self._cast = Cast()
        self._carried: _Voice | None = None
        self._expected: _Voice | None = None
        self._quoted: _Voice | None = None
        # Who told the sentence before, for a quotation that stands alone and nobody else claims.
        self._told_by: _Voice | None = None
        # Whose words the next paragraphs are ("X explained:"), and whose the next sentences can be.
        self._announced: _Voice | None = None
        # Whom a line "Source: X" names, for the quotation behind "Quote:".
        self._source: _Voice | None = None
        self._listing = False
        # The latest sentences that are nobody's yet: paragraph, its text, start and end.
        self._untold: tuple[int, str, int, int] | None = None
        self._carried_here = False
        self._following: _Following | None = None
        # Names come again and again: each phrase is taken apart once.
        self._read: dict[tuple[str, str], Speaker | None] = {}
        self._unread: deque[tuple[str, int, int]] = deque(maxlen=_LOOK_BACK)

    def read(self, number: int, paragraph: str) -> None:
        """Read one paragraph."""
        text = paragraph.replace(COVER, " ")
        quotations = [q for q in find_quotations(text) if is_utterance(text, q)]
        covered = cover(text, quotations)
        waiting: list[Quotation] = []
        self._begin(number, paragraph, quoted=bool(quotations))
        for start, end in sentences_of(covered):
            inside = within(quotations, start, end)
            told = len(self.statements)
            triggers = _triggers(covered, start, end)
            if inside or _may_say(triggers, covered[start:end]):
                waiting = self._sentence(number, paragraph, covered, (start, end), inside, waiting)
            else:
                self._expected = self._quoted = None
                # A word of saying ends the wait for a speaker, also where nobody says anything.
                waiting = [] if triggers else waiting
            self._leave(number, paragraph, (start, end), told=told < len(self.statements))
            if told == len(self.statements):
                self._told_by = self._told_by if waiting else None
                self._unread.append((covered, start, end))
                self._go_on(number, paragraph, covered, (start, end), quoted=bool(inside))
            if told == len(self.statements):
                self.untold.append((number, start, end))
        if quotations and waiting:
            self._give(number, paragraph, waiting, self._quoted or self._expected or self._told_by)
        if not quotations:
            self._quoted = None
        self._quotations_done(quotations, covered)
        self._announced = self._carried if announces(covered) and self._carried_here else self._announced

    def meet(self, said: Statement) -> None:
        """Take somebody who speaks below a headline for known."""
        speaker = speaker_of(words_of(said.speaker, 0, len(said.speaker)))
        if speaker is not None and speaker.name == said.speaker:
            self._cast.meet(speaker, speaker.kind)
            self.speakers[speaker.name] = speaker

    def read_headline(self, headline: str) -> None:
        """Read the first paragraph once more, as the headline of those below it."""
        if any(statement.paragraph == 0 for statement in self.statements):
            return
        told = read_headline(headline, self.speakers)
        if told is not None:
            voice = _Voice(told.speaker, told.cue)
            self.statements.append(self._statement(0, headline, told.start, told.end, voice, direct=False))

    def _begin(self, number: int, paragraph: str, *, quoted: bool) -> None:
        """Give a paragraph that a colon announced to its speaker, and forget what holds for one paragraph only."""
        if self._following is not None:
            self._following.in_paragraph = False
        self._carried_here = False
        self._source = self._source_named(paragraph) or self._source
        voice, start, end = self._announced, *trimmed(paragraph, 0, len(paragraph), _WHITE, _WHITE)
        listed = is_listed(paragraph)
        if voice is not None and not quoted and start < end and (listed or not self._listing):
            self.statements.append(self._statement(number, paragraph, start, end, voice, direct=False))
        self._listing = listed and not quoted
        if not self._listing:
            self._announced = None

    def _source_named(self, paragraph: str) -> _Voice | None:
        """Read a line "Source: X"."""
        label, colon, _ = paragraph[:_LABEL].partition(":")
        if not colon or label.strip().lower() not in speech().labels["source"]:
            return None
        words = words_of(paragraph, len(label) + 1, min(len(paragraph), _LABEL_LINE))
        source = phrase_after(words, 0)
        named = speaker_of(words[source.lo : source.hi]) if source is not None and is_clear(words, source) else None
        meant = self._cast.look_up(named) if named is not None else None
        return _Voice(meant, label.strip()) if meant is not None else None

    def _go_on(self, number: int, paragraph: str, covered: str, span: tuple[int, int], *, quoted: bool) -> None:
        """Read a sentence without a speaker of its own, which can go on with what the one before reported."""
        following = self._following
        if following is None:
            return
        words = words_of(covered, *span)
        if quoted or not goes_on(words, at_length=following.at_length, in_paragraph=following.in_paragraph):
            self._following = None
            return
        self.statements.append(self._statement(number, paragraph, *span, following.voice, direct=False))

    def _quotations_done(self, quotations: list[Quotation], covered: str) -> None:
        """Keep the voice for a next paragraph that is only a quotation, if this one ended with one."""
        if quotations and not quotations[-1].closed:
            self._quoted = self._quoted or self._carried
        elif quotations and self._carried is not None:
            self._quoted = self._carried

    def _sentence(
        self,
        number: int,
        paragraph: str,
        covered: str,
        span: tuple[int, int],
        quoted: list[Quotation],
        waiting: list[Quotation],
    ) -> list[Quotation]:
        """Read one sentence; return the quotations whose speaker is not known yet."""
        words = words_of(covered, *span)
        cues = find_cues(words)
        self._note_people(cues, words)
        voices = self._voices(cues, words, covered)
        if not voices:
            return self._without_cue(number, paragraph, words, quoted, waiting)
        first = min(voices)
        # "X said this on Monday, reports the agency."
        alone = len(voices) == 1 or (len(voices) == 2 and cues[max(voices)].hi >= len(words) - 1)
        if alone and points_back(words[: cues[max(voices)].lo] if len(voices) == 2 else words, cues[first]):
            self._give_back(voices[first])
            return []
        chosen = _nearest(words, cues, quoted, voices)
        told: list[Statement] = []
        speaking = _last_to_speak(cues, voices, words)
        for q, n in chosen:
            told.append(self._direct(number, paragraph, q, voices[n]))
        for n in sorted(voices):
            if cues[n].kind == "relay":
                continue
            used = any(k == n for _, k in chosen)
            content = content_of(words, cues, n)
            if content is None:
                if not used and n <= speaking:
                    self._bare(number, paragraph, waiting, voices[n], words, cues[n])
                    waiting = []
                continue
            if used and not speaks_beside(words, content):
                continue
            said = self._indirect(number, paragraph, covered, content, voices[n], words)
            if said is not None:
                told.append(said)
        self.statements.extend(sorted(told, key=lambda s: (s.span[0], -s.span[1])))
        last = voices[speaking]
        told_before, self._told_by = self._told_by, last if told else None
        self._follow(cues, voices, words, quoted=bool(quoted), told=bool(told))
        if quoted:
            self._quoted = voices[chosen[-1][1]] if chosen else None
        self._carried = last
        if waiting:
            self._give(number, paragraph, waiting, self._carried if words[0].low in {"he", "she"} else told_before)
        return []

    def _give_back(self, voice: _Voice) -> None:
        """Give the sentences before "This was reported by X." to X: those of a paragraph that nobody else told."""
        untold, self._untold = self._untold, None
        if untold is not None:
            number, paragraph, start, end = untold
            self.statements.append(self._statement(number, paragraph, start, end, voice, direct=False))

    def _leave(self, number: int, paragraph: str, span: tuple[int, int], *, told: bool) -> None:
        """Remember the sentences just read that nobody is said to have said, for a speaker named behind them."""
        if told:
            self._untold = None
        elif self._untold is not None and self._untold[0] == number:
            self._untold = (number, paragraph, self._untold[2], span[1])
        else:
            self._untold = (number, paragraph, *span)

    def _follow(
        self, cues: list[Cue], voices: dict[int, _Voice], words: Sequence[Word], *, quoted: bool, told: bool
    ) -> None:  # fmt: skip
        """Remember whose report the next sentence can go on with: what one speaker said in words of the writer."""
        self._carried_here = True
        last = max(voices)
        alone = len({voice.speaker.name for voice in voices.values()}) == 1 and cues[last].kind != "denial"
        self._following = None
        if told and alone and not quoted:
            at_length = any(reports_at_length(words, cues[n]) for n in voices)
            self._following = _Following(voices[last], at_length)

    def _without_cue(
        self, number: int, paragraph: str, words: Sequence[Word], quoted: list[Quotation], waiting: list[Quotation]
    ) -> list[Quotation]:  # fmt: skip
        """A sentence without a speaker of its own: a quotation that stands alone goes with its neighbour."""
        labelled = len(words) > 2 and words[0].low in speech().labels["quote"] and words[1].text == ":"
        alone = bool(quoted) and not any(w.is_word for w in words[1 if labelled else 0 :])
        voice = (self._source or self._carried) if labelled else self._expected or self._quoted
        if alone and voice is not None:
            self._give(number, paragraph, [*waiting, *quoted], voice)
            self._expected = None
            self._quoted = voice
            return []
        if alone:
            return [*waiting, *quoted]
        self._quoted = self._expected = None
        return []

    def _bare(
        self, number: int, paragraph: str, waiting: list[Quotation], voice: _Voice, words: Sequence[Word], cue: Cue
    ) -> None:  # fmt: skip
        """A cue that says nothing itself ("Petrov stressed.", "Petrov said:") goes with the quotation beside it."""
        if waiting:
            self._give(number, paragraph, waiting, voice)
        self._expected = voice
        self._quoted = voice

    def _give(self, number: int, paragraph: str, quotations: list[Quotation], voice: _Voice | None) -> None:
        if voice is not None:
            self.statements.extend(self._direct(number, paragraph, q, voice) for q in quotations)

    def _note_people(self, cues: list[Cue], words: Sequence[Word]) -> None:
        """Before a pronoun is resolved, look for its bearer in the sentences passed over: "Petrov came. He said …"."""
        lists = speech().speakers
        said = {words[cue.source.lo].low for cue in cues if cue.source is not None}
        for cue in cues:
            # "The president closed the talks: the army, he said, …"
            if cue.source is not None and words[cue.source.lo].low in lists["person_pronouns"]:
                subject = _subject(words[: cue.source.lo])
                if subject is not None and (subject.head in lists["roles"] or _is_introduced(subject)):
                    self._cast.meet(subject, "person")
        unread = [words_of(*place) for place in self._unread] if said & speech().pronouns else []
        for passed in unread:
            subject = _subject(passed)
            if subject is None:
                continue
            officer = passed is unread[-1] and subject.head in lists["roles"]
            if said & lists["person_pronouns"] and (_is_introduced(subject) or officer):
                self._cast.meet(subject, "person")
            speaks = subject.head in lists["pointing"] | lists["observers"]
            if said & lists["body_pronouns"] and speaks and not self._cast.has_body:
                self._cast.meet(subject, subject.kind)
        if cues:
            self._unread.clear()

    def _voices(self, cues: list[Cue], words: Sequence[Word], text: str) -> dict[int, _Voice]:
        """Return the voice of each cue that has a speaker."""
        voices: dict[int, _Voice] = {}
        for n, cue in enumerate(cues):
            speaker = self._speaker(cue, words, text)
            if speaker is None:
                continue
            date, occasion = self._when(cues, n, words, text)
            if self._carried is not None and self._carried.speaker.name == speaker.name:
                date, occasion = date or self._carried.date, occasion or self._carried.occasion
            voices[n] = _Voice(speaker, cue.word, date, occasion)
        for n in [n for n in voices if cues[n].kind == "relay"]:
            _hand_over(cues, n, voices, words)
        return voices

    def _speaker(self, cue: Cue, words: Sequence[Word], text: str) -> Speaker | None:
        if cue.source is None:
            return self._cast.last
        phrase, apposed = words[cue.source.lo : cue.source.hi], words[slice(*cue.source.apposed)]
        key = (text[phrase[0].start : phrase[-1].end], text[apposed[0].start : apposed[-1].end] if apposed else "")
        if key not in self._read:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            self._read[key] = speaker_of(phrase, apposed)
        named = self._read[key]
        return self._cast.resolve(named) if named is not None else None

    def _when(self, cues: list[Cue], n: int, words: Sequence[Word], text: str) -> tuple[str | None, str | None]:
        cue = cues[n]
        beside = words[slice(*cue.adjuncts)]
        date = date_in(text[beside[0].start : beside[-1].end], self._published) if beside else None
        occasion = occasion_in(beside, text) if beside else None
        if n == 0 and 0 < cue.lo <= 40:
            lead = words[: cue.lo]
            if date is None and lead[0].low in {"on", "in", "speaking", "late", "earlier", "addressing"}:
                date = date_in(text[lead[0].start : lead[-1].end], self._published)
            occasion = occasion or speaking_at(lead, text)
            if occasion is None and lead[0].low in {"during", "at", "in"}:
                occasion = occasion_in(lead, text)
        return date, occasion

    def _direct(self, number: int, paragraph: str, q: Quotation, voice: _Voice) -> Statement:
        start, end = trimmed(paragraph, q.start, q.end, " \t\n\r\u00a0", " \t\n\r\u00a0,")
        return self._statement(number, paragraph, start, end, voice, direct=True)

    def _indirect(
        self, number: int, paragraph: str, covered: str, content: tuple[int, int], voice: _Voice, words: Sequence[Word]
    ) -> Statement | None:  # fmt: skip
        start, end = words[content[0]].start, words[content[1] - 1].end
        start, end = trimmed(paragraph, start, end, " \t\n\r,;:–—-", " \t\n\r,;:.–—-")
        if end <= start:
            return None
        start, end = with_marks(paragraph, start, end)
        return self._statement(number, paragraph, start, end, voice, direct=False)

    def _statement(
        self, number: int, paragraph: str, start: int, end: int, voice: _Voice, *, direct: bool
    ) -> Statement:
        who = voice.speaker
        self.speakers[who.name] = who
        return Statement(
            speaker=who.name, role=who.role, rank=who.rank, cue=voice.cue, content=paragraph[start:end], direct=direct,
            occasion=voice.occasion, date=voice.date, paragraph=number, span=(start, end),
        )  # fmt: skip


def _contrasts(cues: list[Cue], n: int, words: Sequence[Word]) -> bool:
    """Whether another clause begins between a relay and the cue before it: "X said, while the radio, quoting Y, …"."""
    between = words[cues[n - 1].hi : cues[n].lo] if n else ()
    return any(word.low in speech().words["contrasts"] for word in between)


def _hand_over(cues: list[Cue], n: int, voices: dict[int, _Voice], words: Sequence[Word]) -> None:
    """Give what the relay says to whom it cites: the origin of the claim, not the relay."""
    for k in (n + 1,) if _contrasts(cues, n, words) else (n - 1, n + 1):
        # "Citing the agency, Petrov said": whoever speaks in person is no relay of the press.
        relays = k < n or _contrasts(cues, n, words) or (k in voices and voices[k].speaker.kind != "person")
        if k in voices and relays and 0 <= k < len(cues) and cues[k].kind in {"say", "participle"}:
            voices[k] = _Voice(voices[n].speaker, voices[k].cue, voices[k].date, voices[k].occasion)
            return


def _last_to_speak(cues: list[Cue], voices: dict[int, _Voice], words: Sequence[Word]) -> int:
    """Return whose words the next paragraph can go on with: not those of a paper or an agency that only hands them on.

    "“We go on,” Petrov told the meeting, according to a transcript." and "…, Petrov said, the agency reports."
    """
    last = max(voices)
    before = max((n for n in voices if n < last and cues[n].kind == "say"), default=last)
    cue = cues[last]
    ends = not any(word.is_word or word.is_quote for word in words[cue.hi :])
    behind = cue.kind in {"according", "say"} and cue.lo > cues[before].hi - 1 and words[cue.lo - 1].text == ","
    # A name of one word is not known for an agency's but by its verb ("Velinpress reports").
    agency = " " not in voices[last].speaker.name and cue.word in speech().handing_on
    relays = ends and behind and (voices[last].speaker.kind != "person" or agency)
    return before if relays and voices[before].speaker.kind == "person" else last


def _triggers(text: str, start: int, end: int) -> frozenset[str]:
    """Return the words of a sentence that can be a part of a cue."""
    return speech().triggers.intersection(_LETTERS.findall(text, start, end))


def _may_say(triggers: frozenset[str], sentence: str) -> bool:
    """Whether a sentence with these triggers may have a cue: not if they are parts of one whose rest is missing."""
    lists = speech()
    if not triggers or not triggers <= lists.parts_of_cues:
        return bool(triggers)
    words = set(_LETTERS.findall(sentence.lower()))
    return (
        not words.isdisjoint(lists.whole_cues)
        or any(phrase <= words for phrase in lists.with_preposition_words)
        or not (words.isdisjoint(lists.figures["given"]) or words.isdisjoint(lists.figures["nouns"]))
        or any(preposition in words and not words.isdisjoint(nouns) for preposition, nouns in lists.reckonings.items())
    )


def _nearest(
    words: Sequence[Word], cues: list[Cue], quoted: list[Quotation], voices: dict[int, _Voice]
) -> list[tuple[Quotation, int]]:  # fmt: skip
    """Give each quotation of a sentence to the cue that stands nearest to it."""
    places = {word.start: i for i, word in enumerate(words) if word.is_quote}
    chosen = []
    speaking = [n for n in voices if cues[n].kind not in {"relay", "denial"}]
    for q in quoted:
        at = places.get(max((s for s in places if s <= q.outer_start), default=-1))
        if at is None or not speaking:
            continue
        n = min(speaking, key=lambda n: max(cues[n].lo - at, at - cues[n].hi + 1, 0))
        chosen.append((q, n))
    return chosen


def _subject(words: Sequence[Word]) -> Speaker | None:
    """Read the subject of a sentence as one who may speak in the next."""
    subject = subject_of(words, 0, len(words))
    if subject is None:
        return None
    subject = apposition_after(words, subject)
    return speaker_of(words[subject.lo : subject.hi], words[slice(*subject.apposed)])


def _is_introduced(speaker: Speaker) -> bool:
    """Whether somebody is named with an office or by two names."""
    return speaker.named and bool(speaker.role or speaker.rank or " " in speaker.name)
