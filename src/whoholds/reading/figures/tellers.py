"""Which places only tell of the teller: where he speaks, meets or publishes, or which country he is of.

"A minister said in Kabul", "analysts in Turkey", "the American auditor": none of them says what the text is about.
"""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.runs import Run, strip_possessive
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english

_WHERE = ("at", "from", "in")
_REACH = 8
"""How many words before "in Kabul" are searched for who speaks there: "told reporters late on Monday in Kabul"."""


def is_of_teller(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a place only tells where somebody speaks from, or which country he is of."""
    return describes_teller(tokens, run) or _is_where_told(tokens, run) or _is_dateline(tokens, run)


def describes_teller(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is the adjective or genitive of a teller: "American auditor", "Turkey's foreign minister"."""
    words = english()
    last = tokens[run.last - 1]
    if low_at(tokens, run.last) == "-" and low_at(tokens, run.last + 1) == "based":
        return True
    if run.before and last.text in words.place_names:
        # "In Oruland officials said".
        return False
    owner = next((k for k in range(run.first, run.last) if strip_possessive(tokens[k].text) in words.places), run.first)
    for k in range(owner, min(run.last + 3, len(tokens))):
        low = tokens[k].low
        if low in words["places.tellers"]:
            return True
        if k >= run.last and (tokens[k].kind != "w" or low in words.function_words or low in words.verbs):
            return False
    return False


def _is_where_told(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a place is where somebody speaks or meets: "said in Kabul", "met in Kabul", "analysts in Turkey"."""
    words = english()
    at = _preposition(tokens, run)
    if at is None:
        return False
    if _opens_with_seat(tokens, at, run):
        return True
    for k in range(at - 1, max(-1, at - 1 - _REACH), -1):
        low = tokens[k].low
        if low in words["places.tellers"] or (low == "reported" and run.before == "from"):
            return True
        if low in words["places.told"]:
            # "A truce was announced in Oruland".
            return low_at(tokens, k - 1) not in words["grammar.being"]
        time = low in words["grammar.days"] or low in words["grammar.months"] or tokens[k].kind == "n"
        if not (time or low in ("on", "late", "early", "news", "press") or low in words["grammar.determiners"]):
            return False
    return False


def _preposition(tokens: Sequence[Token], run: Run) -> int | None:
    """Return the "in" before a place, also before the city in "in Aru, Oruland"."""
    at = run.first - 1
    if low_at(tokens, at) == "," and at > 0 and tokens[at - 1].cap:
        while at >= 0 and (tokens[at].cap or tokens[at].low == ","):
            at -= 1
        return at if low_at(tokens, at) in _WHERE else None
    if run.before not in _WHERE:
        return None
    while tokens[at].low != run.before:
        at -= 1
    return at


def _opens_with_seat(tokens: Sequence[Token], at: int, run: Run) -> bool:
    """Whether a sentence opens with the capital in which somebody speaks: "In Ankara, a minister said"."""
    words = english()
    name = " ".join(token.text for token in tokens[run.first : run.last])
    if at != 0 or name not in words.maps["capitals"] or low_at(tokens, run.last) != ",":
        return False
    said = next((k for k, token in enumerate(tokens) if token.low in words["places.told"]), 0)
    return any(token.low in words["places.tellers"] for token in tokens[run.last : said])


def _is_dateline(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is the country in a line that says where a report was written: "ANKARA, Turkey (AP)"."""
    city = tokens[0].text.isupper() and len(tokens[0].text) > 1
    return (
        city and run.first <= 4 and low_at(tokens, run.first - 1) == "," and low_at(tokens, run.last) in ("(", "—", "–")
    )
