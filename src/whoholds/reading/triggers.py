"""Words that say what somebody does with ground: a sentence's triggers.

"rebels seized control of"  active: the subject has done it        "was captured by the army"  passive: by whom
"in the hands of the army"  under: whose                           "rebel-held"                attributive: whose
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whoholds.reading.tokens import Token
from whoholds.reading.vocabulary import Verb, english

_HAVE = frozenset(("has", "have", "had", "having", "’ve", "they've", "they’ve", "we’ve", "we've", "i’ve", "it’s"))
_HANDS = frozenset(("hand", "hands"))
_FALL = frozenset(("fall", "falls", "fell", "fallen", "falling"))
_PUSH = frozenset(
    (
        "throw",
        "threw",
        "thrown",
        "drive",
        "drove",
        "driven",
        "driving",
        "push",
        "pushed",
        "pushing",
        "expel",
        "expelled",
        "expelling",
        "oust",
        "ousted",
        "force",
        "forced",
        "forcing",
        "kick",
        "kicked",
        "chase",
        "chased",
        "evict",
        "evicted",
        "dislodge",
        "dislodged",
        "swept",
        "cleared",
        "pull",
        "pulled",
        "pulling",
        "pulls",
        "push",
        "flushed",
        "repelled",
        "retreated",
        "beaten",
        "rout",
        "routed",
    )
)
_POWERS = frozenset(
    (
        "control",
        "occupation",
        "siege",
        "rule",
        "administration",
        "authority",
        "jurisdiction",
        "blockade",
        "command",
        "sovereignty",
        "grip",
        "influence",
        "possession",
        "domination",
    )
)
_TAKEN = frozenset(
    ("taken", "took", "brought", "bring", "brings", "bringing", "taking", "take", "takes", "put", "placed", "passed")
)
_REDUCED = frozenset(
    (
        "reduced",
        "shrunk",
        "shrank",
        "shrinks",
        "dwindled",
        "confined",
        "whittled",
        "cut",
        "fallen",
        "fell",
        "dropped",
        "declined",
        "contracted",
    )
)
_ACTIVE_IN = frozenset(("active", "presence", "operating", "operate", "operates", "operated"))
_OBJECT = frozenset(
    (
        "the",
        "a",
        "an",
        "its",
        "their",
        "our",
        "all",
        "some",
        "about",
        "over",
        "more",
        "up",
        "nearly",
        "almost",
        "around",
        "roughly",
        "approximately",
        "at",
        "another",
        "only",
        "just",
        "half",
        "less",
        "most",
        "his",
        "an",
        "under",
        "control",
        "barely",
        "every",
        "both",
        "two",
        "three",
        "well",
        "between",
        "close",
        "large",
        "several",
        "many",
        "additional",
        "as",
        "additional",
        "considerably",
        "no",
        "virtually",
    )
)


_NOT_DETERMINERS = frozenset(
    ("that", "these", "those", "all", "both", "some", "each", "most", "several", "many", "others")
)


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


def _low(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def before_adverbs(tokens: Sequence[Token], i: int) -> int:
    """Return the index of the word before token i, over adverbs; -1 if there is none."""
    at = i - 1
    while at >= 0 and at > i - 8 and tokens[at].low in english()["grammar.adverbs"] and tokens[at].low not in _HAVE:
        at -= 1
    return at


def _intended(tokens: Sequence[Token], i: int) -> bool:
    """Whether what follows at token i is only wished for: "plans to", "offensive to", "planned"."""
    return any(tokens[k].low in english()["intent.words"] for k in range(max(0, i - 7), i))


def _under(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "under the control of X", "under X control", "under siege" from token i."""
    if tokens[i].low not in ("under", "beneath"):
        return None
    for k in range(i + 1, min(i + 9, len(tokens))):
        low = tokens[k].low
        if low in _POWERS:
            break
        if (tokens[k].kind == "p" and low not in ("-", "'", "’")) or low in ("by", "in", "of", "to", "and"):
            return None
    else:
        return None
    if low not in _POWERS:
        return None
    relation = "contests" if low in ("siege", "blockade") else "holds"
    brought = before_adverbs(tokens, i)
    first = i
    if _low(tokens, brought) in _TAKEN and relation == "holds":
        relation, first = "gained", brought
    passive = _low(tokens, brought - 1) in english()["grammar.being"] or relation != "gained"
    shape = "under" if passive or _low(tokens, brought) not in _TAKEN else "active"
    if _low(tokens, k + 1) in ("of", "by"):
        return Trigger(first, k + 2, relation, shape, k + 2)
    owner = [
        n
        for n in range(i + 1, k)
        if tokens[n].low
        not in ("the", "full", "complete", "direct", "total", "de", "facto", "firm", "tight", "partial", "effective")
    ]
    return Trigger(first, k + 1, relation, shape, owner[0] if owner else None, k if owner else None)


def _in_hands(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "in the hands of X", "in rebel hands", "on Kurds (…) hand" from token i."""
    if tokens[i].low not in ("in", "into", "on", "at"):
        return None
    for k in range(i + 1, min(i + 9, len(tokens))):
        if tokens[k].low in _HANDS:
            break
        if tokens[k].low in (",", ";", "."):
            return None
    else:
        return None
    fell = _low(tokens, before_adverbs(tokens, i)) in _FALL | {"passed", "pass", "passing", "slipped"}
    relation, first = ("gained", before_adverbs(tokens, i)) if fell else ("holds", i)
    if _low(tokens, k + 1) == "of":
        return Trigger(first, k + 2, relation, "under", k + 2)
    if k == i + 1 or (k == i + 2 and tokens[i + 1].low in ("the", "other")):
        return None
    return Trigger(first, k + 1, relation, "under", i + 1, k)


def _fell_to(tokens: Sequence[Token], i: int) -> Trigger | None:
    if tokens[i].low not in _FALL:
        return None
    if _low(tokens, i + 1) == "to":
        return Trigger(i, i + 2, "gained", "to", i + 2)
    if _low(tokens, i + 1) == "from":
        return Trigger(i, i + 2, "lost", "to", i + 2)
    if _low(tokens, i + 1) in (".", ",", "in", "within", "during", "after"):
        return Trigger(i, i + 1, "gained", "to")
    return None


def _power_noun(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "take control of", "in control of", "maintain security control of", "Israel's control over"."""
    words = english()
    if tokens[i].low not in words["light.nouns"]:
        return None
    linked = _low(tokens, i + 1) in ("of", "over", "in") or (
        tokens[i].low == "responsibility" and _low(tokens, i + 1) == "for"
    )
    for k in range(i - 1, max(-1, i - 6), -1):
        low = tokens[k].low
        if low == "under":
            return None
        if low in words.light and linked:
            relation = words.light[low]
            form = words.verbs[low].form if low in words.verbs else ""
            if relation == "gained" and _low(tokens, k - 1) == "to" and _intended(tokens, k - 1):
                relation = "contests"
            shape = (
                "passive"
                if _low(tokens, before_adverbs(tokens, k)) in words["grammar.being"] and form == "past"
                else "active"
            )
            return Trigger(k, i + 1 + linked, relation, shape, form=form)
        if (
            low
            in (
                "have",
                "has",
                "had",
                "having",
                "maintain",
                "maintains",
                "maintained",
                "maintaining",
                "retain",
                "retains",
                "retained",
                "exercise",
                "exercises",
                "exercised",
                "exercising",
                "holds",
                "hold",
                "held",
                "keep",
                "keeps",
                "kept",
                "in",
            )
            and linked
        ):
            return Trigger(k, i + 1 + linked, "holds", "active", form="ing" if low.endswith("ing") else "")
        if tokens[k].kind == "p" and low not in ("-", "'", "’"):
            break
    if linked and tokens[i].low == "control" and _low(tokens, i + 1) != "in":
        owner = i - 1 if i and tokens[i - 1].kind == "w" and tokens[i - 1].low.endswith(("’s", "'s", "s")) else None
        return Trigger(i, i + 2, "holds", "active", owner, i if owner is not None else None)
    return None


def _suffixed(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "rebel-held", "IS-held", "Israeli-occupied" from the suffix at token i."""
    if tokens[i].low not in english()["holders.suffixes"] or i < 2 or tokens[i - 1].low not in ("-", "‑", "–"):
        return None
    first = i - 2
    while (
        first >= 2
        and tokens[first - 1].low == "-"
        and tokens[first - 2].kind == "w"
        and tokens[first - 1].start == tokens[first - 2].end
    ):
        first -= 2
    relation = "contests" if tokens[i].low == "besieged" else "holds"
    return Trigger(first, i + 1, relation, "attributive", first, i - 1)


def _adjective(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "occupied", "besieged" or "disputed" before a noun: nobody is named."""
    low = tokens[i].low
    if low not in ("occupied", "besieged", "disputed", "contested", "liberated", "captured", "encircled"):
        return None
    before = _low(tokens, i - 1)
    if before in english()["grammar.being"] or before in _HAVE or not _low(tokens, i + 1).isalpha():
        return None
    if before not in (
        "the",
        "in",
        "of",
        "all",
        "these",
        "its",
        "their",
        "our",
        "and",
        "those",
        "an",
        "illegally",
        "newly",
        "some",
        "a",
        "from",
        "total",
        "19",
        "fully",
        "still",
        "under",
        "into",
        "to",
    ):
        return None
    if _low(tokens, i + 1) in english()["grammar.prepositions"] or _low(tokens, i + 1) in ("the", "a", "its", "all"):
        return None
    relation = {"occupied": "holds", "liberated": "gained", "captured": "gained"}.get(low, "contests")
    return Trigger(i, i + 1, relation, "attributive")


def _driven_out(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "drove Portugal out of", "was pushed back from": the driven lose it."""
    if tokens[i].low not in _PUSH:
        return None
    passive = _low(tokens, before_adverbs(tokens, i)) in english()["grammar.being"]
    for k in range(i + 1, min(i + 9, len(tokens) - 1)):
        if tokens[k].low == "from" or (tokens[k].low == "of" and tokens[k - 1].low == "out"):
            bare = k - 1 == i or (tokens[k - 1].low in ("out", "back") and k - 2 == i)
            if passive or bare:
                return Trigger(i, k + 1, "lost", "active", form="past")
            last = k - 1 if tokens[k - 1].low in ("out", "back", "away") else k
            return Trigger(i, k + 1, "lost", "active", i + 1, last)
        if tokens[k].low in (",", ".", ";") or tokens[k].kind == "n":
            return None
    return None


def _reduced(tokens: Sequence[Token], i: int) -> Trigger | None:
    if tokens[i].low not in _REDUCED or _low(tokens, i + 1) not in ("to", "from"):
        return None
    if _low(tokens, i) in _FALL and _low(tokens, i + 1) == "to" and not _low(tokens, i + 2).isdigit():
        return None
    return Trigger(i, i + 2, "lost", "active", form="past")


def _deverbal(tokens: Sequence[Token], i: int) -> Trigger | None:
    words = english()
    low = tokens[i].low
    if low not in words.deverbal or _low(tokens, i + 1) not in ("of", "from"):
        return None
    if low == "withdrawal" and _low(tokens, i + 1) == "of":
        return None
    relation = words.deverbal[low]
    if relation == "gained" and _intended(tokens, i):
        relation = "contests"
    return Trigger(i, i + 2, relation, "nominal")


def _active_in(tokens: Sequence[Token], i: int) -> Trigger | None:
    if tokens[i].low not in _ACTIVE_IN or _low(tokens, i + 1) not in ("in", "across", "over"):
        return None
    return Trigger(i, i + 2, "contests", "active")


def _object_follows(tokens: Sequence[Token], i: int) -> bool:
    if i >= len(tokens):
        return False
    token = tokens[i]
    return (
        token.kind == "n"
        or token.low in _OBJECT
        or token.cap
        or token.low in english().units
        or (
            token.kind == "w"
            and token.low not in english()["grammar.prepositions"]
            and token.low not in english()["grammar.conjunctions"]
            and token.low not in english()["grammar.auxiliaries"]
            and token.low not in english()["grammar.adverbs"]
        )
    )


def _verb(tokens: Sequence[Token], i: int) -> Trigger | None:
    words = english()
    verb = words.verbs.get(tokens[i].low)
    if verb is None or (i + 2 < len(tokens) and tokens[i + 1].low == "-" and tokens[i + 1].start == tokens[i].end):
        return None
    if i and tokens[i - 1].low == "-" and tokens[i - 1].start == tokens[i].start - 1:
        return None
    before = before_adverbs(tokens, i)
    prior = _low(tokens, before)
    being = prior in words["grammar.being"] and prior not in ("lives", "live")
    if verb.form in ("past",) or tokens[i].low == "overrun":
        return _past(tokens, i, verb, being=being, had=prior in _HAVE)
    if verb.form == "ing":
        if _low(tokens, i - 1) in ("the", "an", "a", "its", "these", "being", "illegally", "of"):
            return None
        return Trigger(i, _after_preposition(tokens, i, verb), verb.relation, "active", weak=verb.weak, form="ing")
    return _present(tokens, i, verb, prior)


def _after_preposition(tokens: Sequence[Token], i: int, verb: Verb) -> int:
    if verb.prepositions and _low(tokens, i + 1) in verb.prepositions:
        return i + 2
    if _low(tokens, i + 1) in ("over", "back", "up") and verb.base in ("take", "win", "give"):
        return i + 2
    return i + 1


def _past(tokens: Sequence[Token], i: int, verb: Verb, *, being: bool, had: bool) -> Trigger | None:
    last = _after_preposition(tokens, i, verb)
    if verb.base in english()["weak.given_back"] and (being or _low(tokens, i + 1) in ("and", "by", "to")):
        to = next((k for k in range(i + 1, min(i + 8, len(tokens))) if tokens[k].low == "to"), None)
        return Trigger(i, last, "gained", "to", to + 1) if to else Trigger(i, last, "lost", "passive")
    if being and verb.base not in ("withdraw", "retreat", "advance", "expand"):
        return Trigger(i, last, verb.relation, "passive", weak=False, form="past")
    if not had and not being and _low(tokens, i - 1) in ("the", "its", "their", "these", "all", "of", "illegally"):
        return Trigger(i, i + 1, verb.relation, "attributive")
    if not had and _low(tokens, i + 1) == "by" and not verb.prepositions:
        return Trigger(i, last, verb.relation, "passive", form="past")
    if had or _object_follows(tokens, last):
        return Trigger(i, last, verb.relation, "active", weak=verb.weak, form="past")
    if verb.weak and _low(tokens, i + 1) not in ("by", "from"):
        return Trigger(i, last, verb.relation, "passive", weak=True, form="past")
    return Trigger(i, last, verb.relation, "passive", form="past")


def _present(tokens: Sequence[Token], i: int, verb: Verb, prior: str) -> Trigger | None:
    words = english()
    last = _after_preposition(tokens, i, verb)
    noun = (prior in words["grammar.determiners"] and prior not in _NOT_DETERMINERS) or prior in (
        "of",
        "in",
        "by",
        "for",
        "with",
        "from",
        "on",
        "under",
        "after",
        "full",
        "during",
        "its",
        "his",
        "their",
        "our",
        "new",
        "into",
    )
    if noun and verb.base not in ("occupy", "seize", "govern"):
        return None
    relation = verb.relation
    if relation in ("gained", "lost") and verb.form == "base" and prior in ("to", "could", "would", "might", "may"):
        to = before_adverbs(tokens, i)
        if (prior == "to" and _intended(tokens, to)) or prior in ("might", "may", "could"):
            relation = "contests"
    if not _object_follows(tokens, last):
        if verb.prepositions:
            return None
        return Trigger(i, last, relation, "active", weak=True, form=verb.form)
    return Trigger(i, last, relation, "active", weak=verb.weak, form=verb.form)


def find_triggers(tokens: Sequence[Token]) -> list[Trigger]:
    """Return a sentence's triggers in order. Where several begin in one place, the longest phrase stands.

    >>> from whoholds.reading.tokens import words_of
    >>> [(t.relation, t.shape) for t in find_triggers(words_of("Rebels took control of it; it was lost by the army"))]
    [('gained', 'active'), ('lost', 'passive')]
    """
    found: list[Trigger] = []
    readers = (
        _under,
        _in_hands,
        _driven_out,
        _reduced,
        _fell_to,
        _power_noun,
        _suffixed,
        _deverbal,
        _active_in,
        _adjective,
        _verb,
    )
    for i in range(len(tokens)):
        if tokens[i].kind != "w":
            continue
        for reader in readers:
            trigger = reader(tokens, i)
            if trigger is None:
                continue
            # "took control of": the noun's reading, which begins at the verb, replaces the verb's own.
            while found and found[-1].first >= trigger.first:
                found.pop()
            if not found or trigger.first >= found[-1].last:
                found.append(trigger)
            break
    return found
