"""Letters of a language made alike, and the forms under which one word of a text can stand in a vocabulary.

"Ёлка" and "елка", "حُمْص" and "حمص", "l'armée" and "L’ARMÉE" are written alike; what is written onto a word (the Arabic
"and", "in", "the"; a Turkish case after an apostrophe) can be taken off.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘`´′"), "'")
LONGEST_WORD = 40
"""Letters of the longest word that is looked up."""
KNOWN_WORDS = 4096
"""So many words of a language are kept with what was found out about them, since most words of a text come again.

A word longer than `LONGEST_WORD` is not kept, so that hostile texts take no more memory.
"""


@dataclass(frozen=True, slots=True)
class Letters:
    """How a language's words are made alike.

    `same` are letters written as others; with `accents` false all accents are dropped. `before` are groups of what can
    be written onto the front of a word, each group at most once and in this order; `behind` is what can stand at its
    end, and `turned` are letters that are written as others before it ("مدينة", "مدينتها"). A word that would be
    shorter than `shortest` keeps what it has. Words of `keep` keep their accents ("à").
    """

    same: dict[str, str]
    accents: bool
    before: tuple[tuple[str, ...], ...] = ()
    behind: tuple[str, ...] = ()
    turned: dict[str, str] = field(default_factory=dict)
    shortest: int = 3
    keep: frozenset[str] = frozenset()

    def fold(self, text: str) -> str:
        """Return a word in small letters, all spellings of it alike.

        >>> Letters(same={"ё": "е"}, accents=True).fold("Ёлка"), Letters(same={}, accents=False).fold("L’Armée")
        ('елка', "l'armee")
        """
        for letter, other in self.same.items():
            if len(letter) == 1 and letter.isupper():
                text = text.replace(letter, other)
        low = text.translate(_APOSTROPHES).lower()
        if low in self.keep:
            return low
        if not low.isascii():
            low = unicodedata.normalize("NFC", low) if self.accents else _without_accents(low)
        for letter, other in self.same.items():
            low = low.replace(letter, other)
        return low

    def forms(self, folded: str) -> tuple[str, ...]:
        """Return a folded word and what is left of it without what is written onto it, each once."""
        word = folded[:LONGEST_WORD]
        found = {word: None}
        cores = [word]
        for group in self.before:
            cores += [core[len(p) :] for core in cores for p in group if self._can_lose(core, p, core.startswith(p))]
        found |= dict.fromkeys(cores)
        for core in list(found):
            for ending in self.behind:
                if self._can_lose(core, ending, core.endswith(ending)):
                    stem = core[: -len(ending)]
                    found.setdefault(stem)
                    if stem[-1] in self.turned:
                        found.setdefault(stem[:-1] + self.turned[stem[-1]])
        return tuple(found)

    def _can_lose(self, word: str, part: str, has_it: bool) -> bool:
        return has_it and len(word) - len(part) >= self.shortest


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def letters_of(table: dict[str, object]) -> Letters:
    """Make the letters of a language from the `[letters]` table of its vocabulary."""
    before: Sequence[Sequence[str]] = table.get("before", ())  # type: ignore[assignment]
    return Letters(
        same=dict(table.get("same", {})),  # type: ignore[call-overload]
        accents=bool(table.get("accents", True)),
        before=tuple(tuple(group) for group in before),
        behind=tuple(table.get("behind", ())),  # type: ignore[arg-type]
        turned=dict(table.get("turned", {})),  # type: ignore[call-overload]
        keep=frozenset(table.get("keep", ())),  # type: ignore[call-overload]
        shortest=int(table.get("shortest", 3)),  # type: ignore[call-overload]
    )
