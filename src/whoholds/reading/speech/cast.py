"""The cast of a page: who has been named so far, so that "he", "the general" and "Petrov" find their full name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from whoholds.reading.speech.speakers import Speaker, SpeakerKind, without_possessive
from whoholds.reading.speech.words import speech

# Only the latest so many are kept: nobody refers further back, and time stays bounded.
_REMEMBERED = 60
# "The monitoring group" means the body named last; "the ministry" means only a ministry.
_DESCRIBING = frozenset({"monitoring", "rights", "aid", "human", "news", "media", "war", "conflict"})
_SPECIFIC = frozenset(
    {"army", "military", "source", "sources", "ministry", "government", "militia", "party", "command"}
)


class Cast:
    """Speakers in the order in which the page named them, the latest last."""

    def __init__(self) -> None:
        self._named: list[Speaker] = []
        self.last: Speaker | None = None

    def resolve(self, mentioned: Speaker) -> Speaker | None:
        """Return whom a mention means, and remember them as the last who spoke. None for a pronoun without anybody."""
        meant = self._meant(mentioned)
        if meant is not None:
            self.note(meant)
            self.last = meant
        return meant

    def look_up(self, mentioned: Speaker) -> Speaker | None:
        """Return whom a mention means, without remembering them as one who spoke."""
        return self._meant(mentioned)

    @property
    def has_body(self) -> bool:
        """Whether any body has been named."""
        return self._latest_body() is not None

    def meet(self, speaker: Speaker, kind: SpeakerKind) -> None:
        """Remember one of this kind who does something and has not spoken, so that a pronoun can mean them."""
        if speaker.kind == kind:
            meant = self._meant(speaker)
            if meant is not None:
                self.note(meant)

    def note(self, speaker: Speaker) -> None:
        """Remember somebody who was named."""
        if any(speaker is known for known in self._named[-1:]):
            return
        self._named = [known for known in self._named if known.name != speaker.name][-_REMEMBERED:]
        self._named.append(speaker)

    def _meant(self, mentioned: Speaker) -> Speaker | None:
        if mentioned.kind == "pronoun":
            return self._by_pronoun(mentioned)
        if mentioned.kind == "document":
            return (self._latest_body() if mentioned.definite else None) or mentioned
        if mentioned.kind == "person":
            return self._person(mentioned)
        return self._body(mentioned)

    def _latest(self) -> Iterator[Speaker]:
        return reversed(self._named)

    def _latest_body(self) -> Speaker | None:
        return next((known for known in self._latest() if known.kind == "body"), None)

    def _by_pronoun(self, pronoun: Speaker) -> Speaker | None:
        if pronoun.head == "person":
            return next((known for known in self._latest() if known.kind == "person"), None)
        return self._latest_body() or next(self._latest(), None)

    def _person(self, mentioned: Speaker) -> Speaker:
        if mentioned.named and not (mentioned.head and not _has_capital(mentioned)):
            known = next((k for k in self._latest() if k.kind == "person" and _is_part(mentioned.name, k.name)), None)
            if known is None:
                return mentioned
            return Speaker(
                known.name, "person", role=mentioned.role or known.role, rank=mentioned.rank or known.rank,
                head=known.head or mentioned.head,
            )  # fmt: skip
        for known in self._latest():
            if known.kind == "person" and known.named and _fits(mentioned, known):
                return known
        return mentioned

    def _body(self, mentioned: Speaker) -> Speaker:
        if self._named and self._named[-1].name == mentioned.name and self._named[-1].kind == "body":
            return _with_initials(self._named[-1], mentioned)
        words = _words(mentioned.name)
        whole = next((k for k in self._latest() if k.kind == "body" and _is_named(mentioned.name, k)), None)
        if whole is not None:
            return _with_initials(whole, mentioned)
        if not (mentioned.definite and not mentioned.named and mentioned.head in speech().speakers["pointing"]):
            return mentioned
        described = {w for w in words if w != mentioned.head and not w.endswith("-based")}
        for known in self._latest():
            names = set(_words(known.name))
            if mentioned.head in names and described <= names:
                return known
        if described <= _DESCRIBING and mentioned.head not in _SPECIFIC:
            # "The Observatory" is a name itself: it means nobody who is not called so.
            return mentioned if mentioned.name[0].isupper() else self._latest_body() or mentioned
        return mentioned


def _words(name: str) -> list[str]:
    return [without_possessive(word.casefold()) for word in name.replace("*", " ").split()]


def _has_capital(speaker: Speaker) -> bool:
    return any(word[:1].isupper() for word in speaker.name.split()[1:]) or not speaker.head


def _is_part(name: str, whole: str) -> bool:
    """Whether the words of a name stand together in a longer one ("Petrov" in "Ivan Petrov")."""
    part, words = _words(name), _words(whole)
    if not part or len(part) > len(words):
        return False
    return any(words[i : i + len(part)] == part for i in range(len(words) - len(part) + 1))


def _is_named(name: str, known: Speaker) -> bool:
    """Whether a body is called so: by a part of its name, or by its initials."""
    return name == known.short or _is_part(name, known.name)


def _with_initials(known: Speaker, mentioned: Speaker) -> Speaker:
    return replace(known, short=mentioned.short) if mentioned.short and not known.short else known


def _fits(mentioned: Speaker, known: Speaker) -> bool:
    """Whether "the colonel general", "the general" or "the spokesman" can mean a known person."""
    if mentioned.rank:
        rank = (known.rank or "").casefold().replace("-", " ")
        return bool(rank) and rank.endswith(mentioned.rank.casefold().replace("-", " "))
    words = _words(mentioned.name)
    # "The spokesman", and "the Orulandish president" where the role says as much.
    return (len(words) == 1 or mentioned.definite) and bool(known.role) and set(words) <= set(_words(known.role or ""))
