"""Holders: who the words of a report name, their blocs and allies, and on which days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from whoholds.atlas.estimates import last_day
from whoholds.atlas.theatres import NO_LAST_DAY, Holder, Theatre, check_within, laid_over, read_theatres
from whoholds.atlas.words import LONGEST_NAME, near_misses, normalised, vocabulary, without_article
from whoholds.errors import UnknownName

_HOLDING = re.compile(
    r" (?:held|controlled|occupied|run|ruled)(?: (?:areas?|territor(?:y|ies)|lands?|zones?|parts?))?$"
)
_OF = re.compile(r"(?:forces|troops|fighters|units|militias|supporters|those) (?:loyal to|of|under|led by|backing) ")
_BACKED_BY = re.compile(r" (?:backed|supported|aided|assisted|helped) by | with the (?:support|help|aid) of ")
_SOMEBODY_BACKED_BY = re.compile(
    r"(?:groups|forces|rebels|factions|militias|fighters|opposition|troops) (?:backed|supported) by "
)
_JOINTS = re.compile(
    r"\s*(?:[,/&+;]|\b(?:and|or|plus|as well as|along with|together with|alongside|with)\b)\s*", re.IGNORECASE
)
_LISTING = (",", "and", "or", "the")
_SENTENCE_END = re.compile(r"[.;:!?]\s")
_LONGEST_TEXT = 50_000  # characters: no paragraph is as long, and a longer text takes no longer
_REACH = 15  # words between the taking and "from"
_LONGEST_NAME_IN_WORDS = 7


class HolderBook:
    """Who holds ground in which country, as `holders.toml` says, with files laid over it."""

    def __init__(self, demonyms: Mapping[str, tuple[str, ...]]) -> None:
        """`demonyms` maps each country's code to the adjectives that may stand before a holder's name."""
        self.theatres: dict[str, Theatre] = {}
        self._demonyms = {code: frozenset(map(normalised, words)) for code, words in demonyms.items()}
        self._changes: tuple[str, ...] = ()
        self._ground: frozenset[str] = frozenset()
        self._by_name: dict[str, dict[str, list[Holder]]] = {}

    def lay(self, path: Path) -> None:
        """Lay a file over what is known: new holders are added, known ones get its aliases and dates.

        Raises UnreadableSource if it cannot be read, BadTable if it is not of the form of the starter data's file.
        """
        laid = read_theatres(path, known=self._demonyms)
        self._changes += laid.changes
        self._ground |= frozenset(laid.ground)
        for code, theatre in laid.theatres.items():
            both = laid_over(self.theatres.get(code, Theatre()), theatre)
            check_within(both, f"{path.name}: {code}")
            self.theatres[code] = both
            self._by_name.pop(code, None)

    def add(self, country: str, name: str) -> None:
        """Add a holder that a table names and no file knows, under the name that the table gives it."""
        self.theatres[country] = laid_over(self.theatres.get(country, Theatre()), Theatre(holders=(Holder(name=name),)))
        self._by_name.pop(country, None)

    def known(self, place: str, on: str | None = None) -> tuple[str, ...]:
        """Return the names of the country's holders; with a day, of those who bore their names then."""
        day = last_day(on) if on else None
        holders = self.theatres.get(place, Theatre()).holders
        return tuple(holder.name for holder in holders if holder.bears_its_name(day))

    def days_of(self, name: str, place: str) -> tuple[str | None, str | None]:
        """Return the first and the last day on which a holder bore its name; None where the atlas gives no such day."""
        holder = next(holder for holder in self.theatres[place].holders if holder.name == name)
        return holder.first or None, None if holder.last == NO_LAST_DAY else holder.last

    def of_table(self, country: str, name: str, as_of: str) -> tuple[str | None, bool]:
        """Return the holder that a table's row names, and whether the name stands for ground that changed hands.

        None is ground that is nobody's or not said whose; a name that nobody knows stays as the table has it.
        """
        if name in self._ground:
            return None, False
        if name.startswith(self._changes):
            return None, True
        on = last_day(as_of)
        for form in (name, name.partition(" (")[0]):
            found = self._named(normalised(form), country, on)
            if found:
                return found, False
        return name, False

    def region(self, place: str, text: str) -> str | None:
        """Return the region of the country, as tables name it, that the text names."""
        wanted = without_article(normalised(text))
        for region, spellings in self.theatres.get(place, Theatre()).regions.items():
            if wanted in {without_article(normalised(name)) for name in (region, *spellings)}:
                return region
        return None

    def blocs(self, place: str, on: str | None) -> dict[str, tuple[str, ...]]:
        """Return the country's blocs on the day (without one, all of them): name to holders.

        A holder that others stand within is a bloc of them, under its own name.
        """
        day = last_day(on) if on else None
        theatre = self.theatres.get(place, Theatre())
        blocs = {bloc.name: bloc.holders for bloc in theatre.blocs if day is None or bloc.first <= day <= bloc.last}
        return theatre.finer(day) | blocs

    def ally_of(self, name: str, place: str, on: str | None) -> str | None:
        """Return the holder whose side the state or body of that name is on in the country, on the day."""
        day = last_day(on) if on else None
        return next(
            (
                ally.holders[0]
                for ally in self.theatres.get(place, Theatre()).allies
                if ally.name == name and (day is None or ally.first <= day <= ally.last)
            ),
            None,
        )

    def holders(self, text: str, place: str, on: str | None = None) -> tuple[str, ...]:
        """Return the holders that the words name, in their order; () where nothing is sure."""
        if len(text) > LONGEST_NAME or place not in self.theatres:
            return ()
        day = last_day(on) if on else None
        whole = self._settled(normalised(text), place, day)
        if whole:
            return (whole,)
        pieces = _JOINTS.split(_before_backers(text))
        return tuple(dict.fromkeys(filter(None, (self._settled(normalised(piece), place, day) for piece in pieces))))

    def speaking(self, text: str, place: str, on: str | None, abroad: Callable[[str], bool]) -> str | None:
        """Return the holder that a speaker's name or office belongs to ("SDF commander"), by the longest name in it.

        `abroad` says of a word whether it names another country: such a speaker is a state's, not a holder's.
        """
        words = text[:LONGEST_NAME].split()
        day = last_day(on) if on else None
        for length in range(min(len(words), _LONGEST_NAME_IN_WORDS), 0, -1):
            for start in range(len(words) - length + 1):
                found = self._named(normalised(" ".join(words[start : start + length])), place, day)
                if found and not abroad(words[start]):
                    return found
        return None

    def find(self, name: str, place: str, on: str | None = None) -> tuple[str, ...]:
        """Return the holders that an option names. Raises UnknownName with the country's holders."""
        found = self.holders(name, place, on)
        if found:
            return found
        known = self.known(place)
        if not known:
            raise UnknownName(f"no holders are known in {place}; add them with --atlas DIR (its holders.toml)")
        near = near_misses(name, [n for h in self.theatres[place].holders for n in (h.name, *h.aliases)], most=3)
        hint = f"did you mean {', '.join(near)}? " if near else ""
        raise UnknownName(f"unknown holder {name[:80]!r} in {place}: {hint}known are {', '.join(dict.fromkeys(known))}")

    def enemies(self, text: str, place: str, on: str | None = None) -> tuple[str, ...]:
        """Return the holders that the text names as those from whom ground was taken ("retaken from the Taliban")."""
        if place not in self.theatres:
            return ()
        day = last_day(on) if on else None
        named: dict[str, None] = {}
        for sentence in _SENTENCE_END.split(text[:_LONGEST_TEXT]):
            words = re.findall(r"[^\s,()\[\]\"“”]+|,", sentence)
            for after_from in _after_from(words):
                named.update(dict.fromkeys(self._list_at(words, after_from, place, day)))
        return tuple(named)

    def _list_at(self, words: list[str], start: int, place: str, day: str | None) -> Iterator[str]:
        """Yield the holders of the list that begins at the word ("ISIS, the rebels and Kurdish forces")."""
        while start < len(words):
            for end in range(min(len(words), start + _LONGEST_NAME_IN_WORDS), start, -1):
                holder = self._settled(normalised(" ".join(words[start:end])), place, day)
                if holder:
                    break
            else:
                return
            if end < len(words) and words[end].casefold().strip(".") in vocabulary()["places"]:
                return
            yield holder
            while end < len(words) and words[end].casefold() in _LISTING:
                end += 1
            if end == len(words) or words[end - 1].casefold() not in _LISTING:
                return
            start = end

    def _settled(self, name: str, place: str, day: str | None) -> str | None:
        """Return the one holder that a normalised name means, whatever stands around it that names nobody."""
        for form in self._forms(name, place):
            found = self._named(form, place, day)
            if found:
                return found
        return None

    def _forms(self, name: str, place: str) -> Iterator[str]:
        """Yield the name, and the name with less and less around it."""
        if not name or len(name) > LONGEST_NAME:
            return
        people = vocabulary()["people"]
        name = without_article(name)
        yield name
        somebody = _SOMEBODY_BACKED_BY.match(name)
        if somebody:
            yield f"{without_article(name[somebody.end() :])} backed"
            return
        name = _BACKED_BY.split(name)[0]
        of = _OF.match(name)
        name = _HOLDING.sub("", without_article(name[of.end() :] if of else name))
        words = name.split()
        while words and words[0] in vocabulary()["before"]:
            words.pop(0)
        yield " ".join(words)
        shorter = list(words)
        while len(shorter) > 1 and shorter[-1] in people:
            shorter.pop()
            yield " ".join(shorter)
        # "Turkish-backed Syrian factions": who backs them says who they are, as long as nobody else is named.
        nobody = people | vocabulary()["before"] | self._demonyms[place]
        if len(words) > 2 and words[1] == "backed" and nobody.issuperset(words[2:]):
            yield " ".join(words[:2])
        # "Afghan Taliban", "Syrian rebels": the country's adjective says where, the rest says who.
        if len(words) > 1 and words[0] in self._demonyms[place]:
            rest = words[1:]
            yield " ".join(rest)
            while len(rest) > 1 and rest[-1] in people:
                rest.pop()
                yield " ".join(rest)

    def _named(self, form: str, place: str, day: str | None) -> str | None:
        """Return the holder of exactly this normalised name, on the day; without one, the first of that name."""
        found = self._index(place).get(without_article(form), ())
        return next((holder.name for holder in found if holder.bears_its_name(day)), None)

    def _index(self, place: str) -> dict[str, list[Holder]]:
        if place not in self._by_name:
            index: dict[str, list[Holder]] = {}
            for holder in self.theatres.get(place, Theatre()).holders:
                for name in (holder.name, *holder.aliases):
                    index.setdefault(without_article(normalised(name)), []).append(holder)
            self._by_name[place] = index
        return self._by_name[place]


def _after_from(words: list[str]) -> Iterator[int]:
    """Yield where the words after each "from" begin that follows a taking, after "lost by" and after "cleared of"."""
    taking, ridding = vocabulary()["taking"], vocabulary()["ridding"]
    plain = [word.casefold() for word in words]
    taken_at = -_REACH - 1
    for at, word in enumerate(plain):
        if word in taking and plain[at : at + 2] != [
            "free",
            "syrian",
        ]:  # the Free Syrian Army takes nothing by its name
            taken_at = at
        before = plain[at - 1] if at else ""
        if (
            (word == "from" and at - taken_at <= _REACH)
            or (word == "by" and before == "lost")
            or (word == "of" and before in ridding)
        ):
            yield at + 1


def _before_backers(text: str) -> str:
    """Return the text up to those who back whom it names: "rebels backed by Turkey" are the rebels."""
    return re.split(_BACKED_BY, text, maxsplit=1)[0] if not _SOMEBODY_BACKED_BY.match(normalised(text)) else text
