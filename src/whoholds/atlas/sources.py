"""Sources: who assesses and who states, and on whose side a speaker is."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

from whoholds.atlas.words import LONGEST_NAME, normalised, vocabulary, without_article
from whoholds.model import Struct


class Source(Struct, frozen=True, kw_only=True):
    """A source of published figures: whether it assesses or states, and for a statement on whose side it speaks.

    `side` is a state ("Russia") or, where `country` is given, that country's holder ("Government"). `data_of` names the
    source whose data it prints.
    """

    name: str
    full: str
    kind: str
    side: str | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()
    note: str | None = None
    data_of: str | None = None


class SourceBook:
    """The sources by name, and the side of a speaker who is none of them."""

    def __init__(self, sources: list[Source]) -> None:
        self.by_name = {source.name: source for source in sources}
        self._by_form: dict[str, list[Source]] = {}
        for source in sources:
            for name in (source.name, source.full.split(" (")[0], *source.aliases):
                self._by_form.setdefault(without_article(normalised(name)), []).append(source)

    def role(self, name: str) -> str:
        """Return "assessment" or "statement"; a source that nobody knows is taken as one that assesses."""
        return self.by_name[name].kind if name in self.by_name else "assessment"

    def note(self, name: str) -> str | None:
        """Return what a reader should know of the source, or None."""
        return self.by_name[name].note if name in self.by_name else None

    def named(self, text: str) -> Source | None:
        """Return the source that the text is, or has within it, the longest name of; the first of several."""
        return next(iter(self._all_named(text)), None)

    def own(self, text: str) -> frozenset[str]:
        """Return the names of the sources whose tables are those of the one that the text names: its own ones.

        One body may print the data of two others ("SIGAR"), and then both tables are its own.
        """
        names = {name for source in self._all_named(text) for name in (source.name, source.data_of)} - {None}
        return frozenset(other.name for other in self.by_name.values() if names & {other.name, other.data_of})

    def _all_named(self, text: str) -> list[Source]:
        words = without_article(normalised(text)).split()
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                sources = self._by_form.get(" ".join(words[start : start + length]))
                if sources:
                    return sources
        return []


def speaks_for_a_side(text: str) -> bool:
    """Return whether the words are those for an office or a force of a side, and not for those who report on it.

    >>> speaks_for_a_side("Russian Foreign Ministry spokesman"), speaks_for_a_side("Russian newspaper")
    (True, False)
    """
    words = set(normalised(text).split())
    return not words.isdisjoint(vocabulary()["offices"]) and words.isdisjoint(vocabulary()["onlookers"])


def states_in(text: str, place: Callable[[str], str | None]) -> list[str]:
    """Return the codes of the countries whose names or adjectives stand in the text, in their order."""
    if len(text) > LONGEST_NAME:
        return []
    words = text.split()
    found: dict[str, None] = {}
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + 4), at, -1):
            code = place(" ".join(words[at:end]).strip(",.;:()[]"))
            if code:
                found[code] = None
                at = end - 1
                break
        at += 1
    return list(found)


def read_sources(path: Path) -> SourceBook:
    """Read `sources.toml` of the starter data."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))["sources"]
    return SourceBook([Source(**{**table, "aliases": tuple(table["aliases"])}) for table in tables])
