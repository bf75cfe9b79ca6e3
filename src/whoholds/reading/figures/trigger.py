"""What a word or turn of phrase says of ground, and how the side stands to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import Vocabulary, english


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens `first` to `last`, the relation, and how the side stands to it.

    `shape` is "active", "passive", "under", "attributive" or "to" (it fell to somebody). `agent` is the token where
    the side's name begins, if it stands at the trigger ("under X control"), with `agent_last`. `weak`: only an
    object close by counts. `form` is the verb's.
    """

    first: int
    last: int
    relation: str
    shape: str
    agent: int | None = None
    agent_last: int | None = None
    weak: bool = False
    form: str = ""


Reader = Callable[[Sequence[Token], int], Trigger | None]
"""Tells what begins at a token, or None; it is asked at its own first words only."""

FirstWords = Callable[[Vocabulary], Iterable[str]]
"""Gives the words, in lower case, at which the phrases of a reader begin."""


def before_adverbs(tokens: Sequence[Token], i: int) -> int:
    """Return the index of the word before token i, over adverbs; -1 if there is none."""
    at = i - 1
    while (
        at >= 0
        and at > i - 8
        and tokens[at].low in english()["grammar.adverbs"]
        and tokens[at].low not in english()["triggers.have"]
    ):
        at -= 1
    return at


def intended(tokens: Sequence[Token], i: int) -> bool:
    """Whether what follows at token i is only wished for: "plans to", "offensive to", "planned"."""
    if low_at(tokens, i - 1) in english()["intent.attacks"]:
        return True
    return any(tokens[k].low in english()["intent.words"] for k in range(max(0, i - 7), i))
