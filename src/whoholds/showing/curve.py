"""The specification curve: every reading a dot, in the order of its value, and below it the choices that it makes.

Laying out only: readings come in with their values, coordinates go out. The template draws them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from whoholds.model import Evidence, Reading, Reckoning, Struct, Tried
from whoholds.showing import words

MOST = 400
MOST_ROWS = 40

WIDTH, LABELS, RIGHT = 780.0, 196.0, 12.0
TOP, PLOT, GAP, ROW, HEAD = 20.0, 210.0, 12.0, 16.0, 22.0


class Row(Struct, frozen=True, kw_only=True):
    """One choice: its name, its height in the drawing, and the path of the readings that make it."""

    label: str
    y: float
    path: str


class RowGroup(Struct, frozen=True, kw_only=True):
    """The choices of one dimension that not all readings make alike."""

    label: str
    y: float
    rows: tuple[Row, ...]


class Tick(Struct, frozen=True, kw_only=True):
    """A value on the upright axis, and its height."""

    label: str
    y: float


class Letter(Struct, frozen=True, kw_only=True):
    """The letter of an explanation beside its dot."""

    text: str
    x: float
    y: float


class Line(Struct, frozen=True, kw_only=True):
    """One reading as a row of the table: its place, its value, what it does to the figure, and its choices."""

    rank: int
    value: str
    outcome: str
    choices: tuple[str, ...]


class Curve(Struct, frozen=True, kw_only=True):
    """All that the drawing and its table need. Heights and widths are in units of the drawing.

    `at` is how far to the right, in percent of the width, the first reading stands that gives the figure, or else the
    literal one: what a narrow screen shows first.
    """

    at: float
    width: float
    height: float
    left: float
    right: float
    top: float
    foot: float
    dots: str
    giving: str
    literal: str
    columns: str
    band_y: float
    band_height: float
    line_y: float | None
    dashes: str
    ticks: tuple[Tick, ...]
    letters: tuple[Letter, ...]
    groups: tuple[RowGroup, ...]
    always: tuple[str, ...]
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    shown: int
    left_out: int
    low: str
    high: str


class _Choice(Struct, frozen=True, kw_only=True):
    """A dimension of a reading: its name, what a reading has there, and the same in words for the table."""

    label: str
    values: tuple[str, ...]
    of: Callable[[Reading], Sequence[str]]


def curve(reckoning: Reckoning) -> Curve | None:
    """Lay out the curve of a reckoning, or return None if it has no readings."""
    kept = keep(reckoning)
    if not kept:
        return None
    unit = reckoning.claim.unit if reckoning.claim else "percent"
    choices = _choices(reckoning, kept, unit)
    varied = [choice for choice in choices if choice.label == _WHOSE or not _alike(choice, kept)]
    scale = _Scale(kept, reckoning)
    step = (WIDTH - LABELS - RIGHT) / len(kept)
    groups, foot = _matrix(varied, kept, step)
    band = _band(reckoning, scale)
    return Curve(
        at=round((LABELS + (_first_to_see(kept, reckoning) + 0.5) * step) / WIDTH * 100, 1),
        width=WIDTH,
        height=round(foot + 6, 1),
        left=LABELS,
        right=WIDTH - RIGHT,
        top=TOP,
        foot=round(foot, 1),
        dots="".join(f"M{_x(n, step)} {scale(t.value)}h0" for n, t in enumerate(kept) if not t.gives),
        giving="".join(_diamond(_x(n, step), scale(t.value)) for n, t in enumerate(kept) if t.gives),
        literal="".join(_ring(_x(n, step), scale(t.value)) for n, t in enumerate(kept) if _is_literal(t, reckoning)),
        columns=_bars([t.gives for t in kept], step, TOP, foot),
        band_y=band[0],
        band_height=band[1],
        line_y=scale.within(reckoning.claim.value) if reckoning.claim else None,
        dashes=f"{_short(step * 0.8)} {_short(step * 0.2)}" if step >= 4 else "none",
        ticks=tuple(Tick(label=words.quantity(value, unit), y=scale(value)) for value in scale.ticks()),
        letters=_letters(reckoning, kept, step, scale),
        groups=groups,
        always=tuple(f"{c.label.lower()}: {c.values[0]}" for c in choices if c not in varied and c.values),
        heads=tuple(choice.label for choice in varied),
        lines=_lines(kept, varied, unit),
        shown=len(kept),
        left_out=max(0, max(len(reckoning.readings), reckoning.readings_tried) - len(kept)),
        low=words.quantity(kept[0].value, unit),
        high=words.quantity(kept[-1].value, unit),
    )


def keep(reckoning: Reckoning) -> tuple[Tried, ...]:
    """Return the readings to show, by value: all, or of more than 400 those that give the figure and an even sample."""
    readings = [tried for tried in reckoning.readings if math.isfinite(tried.value)]
    order = sorted(range(len(readings)), key=lambda n: (readings[n].value, n))
    if len(order) > MOST:
        named = {n for n in order if _is_literal(readings[n], reckoning)}
        giving = [n for n in order if readings[n].gives and n not in named]
        chosen = named | set(_evenly(giving, MOST - len(named)))
        chosen |= set(_evenly([n for n in order if n not in chosen and not readings[n].gives], MOST - len(chosen)))
        order = [n for n in order if n in chosen]
    return tuple(readings[n] for n in order)


def _evenly(items: list[int], most: int) -> list[int]:
    if len(items) <= most:
        return items
    return [items[n * len(items) // most] for n in range(max(0, most))]


def _first_to_see(kept: Sequence[Tried], reckoning: Reckoning) -> int:
    giving = (n for n, tried in enumerate(kept) if tried.gives)
    literal = (n for n, tried in enumerate(kept) if _is_literal(tried, reckoning))
    return next(giving, next(literal, 0))


def _is_literal(tried: Tried, reckoning: Reckoning) -> bool:
    return reckoning.literal is not None and tried.reading == reckoning.literal.reading


# ---------------------------------------------------------------------------------------------------- the choices

_WHOSE = "Ground of"
_SOURCES = "Date and source"


def _choices(reckoning: Reckoning, kept: Sequence[Tried], unit: str) -> list[_Choice]:
    """Return the dimensions in which readings differ, with the values that occur, in a fixed order."""
    contested = words.vocabulary()["short_contested"]

    def holders(reading: Reading) -> list[str]:
        also = [f"{status} ground too" for status in reading.also]
        return [*reading.counted, *(["what is left unsaid"] if reading.unsaid else []), *also]

    def evidence(reading: Reading) -> list[str]:
        known = 0 <= reading.evidence < len(reckoning.evidence)
        return [_dated(reckoning.evidence[reading.evidence])] if known else ["unknown"]

    dimensions: list[tuple[str, Callable[[Reading], Sequence[str]]]] = [
        (_WHOSE, holders),
        ("All ground but that of", lambda reading: reading.all_but),
        ("Contested ground", lambda reading: [contested[reading.contested]]),
        (
            "Out of" if unit == "percent" else "Within",
            lambda reading: [reading.base] if words.has_a_whole(reading, unit) else [],
        ),
        (_SOURCES, evidence),
        ("Measure", lambda reading: [words.measure(reading.measure, _paper(reading, reckoning))]),
        ("Held, gained or lost", lambda reading: [reading.flow]),
    ]
    first = [*(reckoning.claim.holders if reckoning.claim else ()), *_by_date(reckoning.evidence)]
    found = [_Choice(label=label, values=_values(of, kept, first), of=of) for label, of in dimensions]
    return [choice for choice in found if choice.values]


def _paper(reading: Reading, reckoning: Reckoning) -> Evidence | None:
    return reckoning.evidence[reading.evidence] if 0 <= reading.evidence < len(reckoning.evidence) else None


def _alike(choice: _Choice, kept: Sequence[Tried]) -> bool:
    return len(choice.values) == 1 and all(choice.of(tried.reading) for tried in kept)


def _by_date(evidence: Sequence[Evidence]) -> list[str]:
    """Return the names of sources as rows have them, the earliest first."""
    return [_dated(one) for one in sorted(evidence, key=lambda one: (one.as_of, one.source))]


def _dated(evidence: Evidence) -> str:
    """Name a source with its date in front, which a short row still shows."""
    kind = "" if evidence.kind == "shares" else " (map)"
    own = " (its own figure)" if evidence.printed else ""
    return f"{words.dates_of(evidence)}, {words.shorten(evidence.source, 60)}{kind}{own}"


def _values(of: Callable[[Reading], Sequence[str]], kept: Sequence[Tried], first: Sequence[str]) -> tuple[str, ...]:
    """Return the values that occur: those of `first` in their order, then the others by how often they occur."""
    order: dict[str, int] = {}
    times: dict[str, int] = {}
    for tried in kept:
        for value in of(tried.reading):
            times[value] = times.get(value, 0) + 1
    for value in first:
        order.setdefault(value, len(order))
    return tuple(sorted(times, key=lambda value: (order.get(value, len(order)), -times[value], value)))


def _matrix(choices: Iterable[_Choice], kept: Sequence[Tried], step: float) -> tuple[tuple[RowGroup, ...], float]:
    """Lay out the rows of choices below the plot. Return them and where they end."""
    groups, y = [], TOP + PLOT + GAP
    for choice in choices:
        head, rows = y + HEAD - 6, []
        y += HEAD
        for value in choice.values[:MOST_ROWS]:
            made = [value in choice.of(tried.reading) for tried in kept]
            rows.append(
                Row(label=words.shorten(value, 25), y=round(y + ROW / 2, 1), path=_runs(made, step, y + ROW / 2))
            )
            y += ROW
        groups.append(RowGroup(label=choice.label, y=round(head, 1), rows=tuple(rows)))
    return tuple(groups), y


def _lines(kept: Sequence[Tried], choices: Sequence[_Choice], unit: str) -> tuple[Line, ...]:
    return tuple(
        Line(
            rank=rank,
            value=words.quantity(tried.value, unit),
            outcome=words.outcome(tried),
            choices=tuple(
                words.listing(list(choice.of(tried.reading))) if choice.of(tried.reading) else "–" for choice in choices
            ),
        )
        for rank, tried in enumerate(kept, start=1)
    )


# ---------------------------------------------------------------------------------------------------- coordinates


class _Scale:
    """Turns values into heights. The window of the figure is always in sight."""

    def __init__(self, kept: Sequence[Tried], reckoning: Reckoning) -> None:
        ends = [end for end in reckoning.gives_window or () if math.isfinite(end)]
        self.low = min([kept[0].value, *ends])
        self.high = max([kept[-1].value, *ends])
        if self.high - self.low <= abs(self.high) * 1e-9:
            self.low, self.high = self.low - 1, self.high + 1

    def __call__(self, value: float) -> float:
        return round(TOP + PLOT - (value - self.low) / (self.high - self.low) * PLOT, 1)

    def within(self, value: float) -> float | None:
        return self(value) if self.low <= value <= self.high else None

    def ticks(self) -> list[float]:
        """Return some round values."""
        rough = (self.high - self.low) / 6
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
        first = math.ceil(self.low / step)
        values = [n * step for n in range(first, first + 7)]
        return [value for value in values if value <= self.high]


def _band(reckoning: Reckoning, scale: _Scale) -> tuple[float, float]:
    """Return the top and the height of the window in which a value gives the figure: at least three units high."""
    if not reckoning.gives_window:
        return 0.0, 0.0
    low, high = reckoning.gives_window
    top = scale(high) if math.isfinite(high) else TOP
    bottom = scale(low) if math.isfinite(low) else TOP + PLOT
    thin = max(0.0, 3 - (bottom - top))
    return round(top - thin / 2, 1), round(bottom - top + thin, 1)


def _letters(reckoning: Reckoning, kept: Sequence[Tried], step: float, scale: _Scale) -> tuple[Letter, ...]:
    """Return the letters of the explanations beside their dots. Of dots that stand close, only the first has one."""
    names = {explanation.reading: chr(ord("a") + n) for n, explanation in enumerate(reckoning.explanations[:26])}
    letters: list[Letter] = []
    for n, tried in enumerate(kept):
        x = float(_x(n, step))
        if tried.reading in names and (not letters or x - letters[-1].x >= 10):
            letters.append(Letter(text=names[tried.reading], x=x, y=round(scale(tried.value) - 9, 1)))
    return tuple(letters)


def _x(rank: int, step: float) -> str:
    return _short(LABELS + (rank + 0.5) * step)


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _diamond(x: str, y: float) -> str:
    return f"M{x} {_short(y - 4.5)}l4.5 4.5-4.5 4.5-4.5-4.5z"


def _ring(x: str, y: float) -> str:
    return f"M{_short(float(x) - 6)} {_short(y - 6)}h12v12h-12z"


def _stretches(made: Sequence[bool]) -> Iterable[tuple[int, int]]:
    """Yield the runs of neighbours that make a choice, as the first and the one after the last."""
    start = None
    for n, yes in enumerate([*made, False]):
        if yes and start is None:
            start = n
        elif not yes and start is not None:
            yield start, n
            start = None


def _runs(made: Sequence[bool], step: float, y: float) -> str:
    return "".join(f"M{_short(LABELS + a * step)} {_short(y)}h{_short((b - a) * step)}" for a, b in _stretches(made))


def _bars(made: Sequence[bool], step: float, top: float, foot: float) -> str:
    high = _short(foot - top)
    bars = []
    for a, b in _stretches(made):
        wide = _short((b - a) * step)
        bars.append(f"M{_short(LABELS + a * step)} {_short(top)}h{wide}v{high}h-{wide}z")
    return "".join(bars)
