"""Parts: what each holder has in each piece of a country that no way of counting splits, and tables summed over them.

Once a layer is cut, no geometry is touched: every table is a sum over parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

from whoholds.errors import UnknownName, WhoholdsError
from whoholds.model import WHOLE_COUNTRY, Evidence, Part, PartTable, Status, Strip, Struct

if TYPE_CHECKING:
    from whoholds.atlas.faces import Faces
    from whoholds.atlas.strips import Strips

Measure = Literal["area", "places", "population", "units"]
UNITS: dict[str, str] = {"area": "km2", "places": "places", "population": "people", "units": "units"}
COLUMNS = {"area": "area_km2", "places": "places", "population": "population"}
DIGITS = 6  # km² to the square metre: what lies below differs between processors
NOT_SAID = "not said"
DIVIDED = "divided"


class Piece(Struct, frozen=True, kw_only=True):
    """What one holder has in one status in one piece of a country: see `faces.Face`, which has its outline besides.

    `places` and `population` are None where nobody knows of places.
    """

    name: str
    holder: str | None = None
    status: Status = "controlled"
    unit: str | None = None
    variants: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    water: bool = False
    area_km2: float
    places: int | None = None
    population: int | None = None


class Parts(Struct, frozen=True, kw_only=True):
    """A layer cut into parts. `variants`, `zones` and `units` are the bases that it can be asked for, with `water`.

    `drawn_km2` is the geodesic area of all land that the layer draws, and `outside_km2` how much of it lies outside the
    country, however its border is drawn. Both are None for a layer of points, whose land ends at the border.
    """

    place: str
    evidence: Evidence
    day: str
    variants: tuple[str, ...]
    zones: tuple[str, ...] = ()
    units: dict[str, str] = msgspec.field(default_factory=dict)
    water: bool = False
    drawn_km2: float | None = None
    outside_km2: float | None = None
    pieces: tuple[Piece, ...]


class BaseChoice(Struct, frozen=True, kw_only=True):
    """What is taken as the whole: a boundary variant (None: the standard one), a zone or a unit in it, without water.

    `unit` is the code of a first-level unit. `inhabited` leaves out land that is too far from any point of a layer,
    `outside` a zone.
    """

    variant: str | None = None
    zone: str | None = None
    unit: str | None = None
    dry: bool = False
    inhabited: bool = False
    outside: str | None = None


STANDARD = BaseChoice()


def parts_of_faces(faces: Faces, units: dict[str, str] | None = None) -> Parts:
    """Return the parts of a layer that was cut into faces; `units` maps the codes of units to their names."""
    base = faces.base
    pieces = tuple(
        Piece(
            name=face.name,
            holder=face.holder,
            status=face.status,
            unit=face.unit,
            variants=face.variants,
            zones=face.zones,
            water=face.water,
            area_km2=face.area_km2,
            places=face.places,
            population=face.population,
        )
        for face in faces.faces
    )
    return Parts(
        place=faces.place,
        evidence=faces.evidence,
        day=faces.day,
        variants=base.variants,
        zones=base.zones,
        units=units or {unit: unit for unit in base.units},
        water=any(cell.water for cell in base.cells),
        pieces=pieces,
    )


def measures_of(parts: Parts) -> tuple[Measure, ...]:
    """Return the measures that the data support: a measure that they do not is absent, never zero.

    >>> measures_of(Parts(place="XXX", evidence=Evidence(source="ours", as_of="2018"), day="2018-12-31", variants=("",),
    ...                   pieces=(Piece(name="A", holder="A", area_km2=5.0),)))
    ('area',)
    """
    found: list[Measure] = ["area"]
    if any(piece.places for piece in parts.pieces):
        found.append("places")
    if any(piece.population for piece in parts.pieces):
        found.append("population")
    if len(parts.units) > 1:
        found.append("units")
    return tuple(found)


def part_table(
    parts: Parts, measure: str = "area", choice: BaseChoice = STANDARD, strips: Strips | None = None
) -> PartTable:
    """Return what each holder and status has by a measure, over a base. The parts add up to the total.

    With `strips`, the table says too what its parts would gain and lose if the map's lines moved; units, which count
    for who has more than half of them, have no strips.

    Areas are in km², to the square metre. A unit counts for the one who has more than half of its land; one of which
    nobody has as much is a part "divided". Raises WhoholdsError for a measure that the data do not support, and
    UnknownName for a base that is not there.

    >>> a, b = (Piece(name=n, holder=n, variants=("",), area_km2=k) for n, k in (("A", 60.0), ("B", 40.0)))
    >>> table = part_table(Parts(place="XXX", evidence=Evidence(source="ours", as_of="2018"), day="2018-12-31",
    ...                          variants=("",), pieces=(a, b)))
    >>> [(part.name, part.value) for part in table.parts], table.total
    ([('A', 60.0), ('B', 40.0)], 100.0)
    """
    known = measures_of(parts)
    if measure not in known:
        raise WhoholdsError(f"no measure {measure[:80]!r} of this layer: it has {', '.join(known)}")
    checked(parts, choice)
    pieces = list(within(parts, parts.pieces, choice))
    sums = _units_held(pieces) if measure == "units" else _sums(pieces, measure)
    total = sum(sums.values())
    moving = None if measure == "units" else strips
    return PartTable(
        evidence=parts.evidence if moving is None else _with_precision(parts.evidence, moving),
        place=parts.place,
        measure=measure,
        unit=UNITS[measure],
        day=parts.day,
        base=base_words(parts, choice),
        parts=tuple(
            Part(name=name, holder=holder, status=status, value=round(value, DIGITS))
            for (name, holder, status), value in sorted(sums.items(), key=_order)
            if value
        ),
        total=round(float(total), DIGITS),
        strips=() if moving is None else _strips(parts, moving, measure, choice),
    )


AnyPiece = TypeVar("AnyPiece", bound=Piece)


def within(parts: Parts, pieces: Iterable[AnyPiece], choice: BaseChoice) -> Iterator[AnyPiece]:
    """Yield those of some pieces that lie in a base of the parts."""
    variant = parts.variants[0] if choice.variant is None else choice.variant
    for piece in pieces:
        if (
            variant in piece.variants
            and choice.zone in (None, *piece.zones)
            and choice.unit in (None, piece.unit)
            and choice.outside not in piece.zones
            and not (choice.dry and piece.water)
            and not (choice.inhabited and piece.name == "uninhabited")
        ):
            yield piece


def checked(parts: Parts, choice: BaseChoice) -> None:
    """Raise UnknownName for a base that the layer does not know, with what it knows."""
    for kind, asked, known in (
        ("boundary variant", choice.variant, parts.variants),
        ("zone", choice.zone, parts.zones),
        ("zone", choice.outside, parts.zones),
        ("unit", choice.unit, tuple(parts.units)),
    ):
        if asked is not None and asked not in known:
            raise UnknownName(f"no {kind} {asked[:80]!r} in this layer's base; known: {'; '.join(known) or 'none'}")
    if choice.dry and not parts.water:
        raise UnknownName(f"no inland water of {parts.place} is known, so nothing can be left out; leave --base away")


def base_words(parts: Parts, choice: BaseChoice) -> str:
    """Return the name of a base as tables have it.

    >>> parts = Parts(place="SYR", evidence=Evidence(source="ours", as_of="2018"), day="2018-12-31",
    ...               variants=("with the Golan", "without the Golan"), units={"SY-ID": "Idlib"}, pieces=())
    >>> base_words(parts, STANDARD), base_words(parts, BaseChoice(variant="without the Golan", dry=True))
    ('the whole country', 'the country without the Golan and without inland water')
    >>> base_words(parts, BaseChoice(unit="SY-ID"))
    'Idlib'
    """
    limits = [choice.variant] if choice.variant not in (None, parts.variants[0]) else []
    limits += ["without inland water"] if choice.dry else []
    limits += ["without uninhabited land"] if choice.inhabited else []
    limits += [f"without {choice.outside}"] if choice.outside else []
    said = " and ".join(filter(None, limits))
    inner = [parts.units.get(choice.unit, choice.unit)] if choice.unit else []
    inner += [choice.zone] if choice.zone else []
    if inner:
        return ", ".join(filter(None, [*inner, said]))
    return f"the country {said}" if said else WHOLE_COUNTRY


def _with_precision(evidence: Evidence, strips: Strips) -> Evidence:
    return msgspec.structs.replace(evidence, precision_km=strips.precision_km, assumed=strips.assumed)


def _strips(parts: Parts, strips: Strips, measure: str, choice: BaseChoice) -> tuple[Strip, ...]:
    """Return the strips in a base, one for each two parts and each direction."""
    sums: dict[tuple[str, Status, str, Status], float] = defaultdict(float)
    for piece in within(parts, strips.pieces, choice):
        sums[piece.name, piece.status, piece.of, piece.of_status] += getattr(piece, COLUMNS[measure]) or 0
    return tuple(
        Strip(to=to, to_status=to_status, of=of, of_status=of_status, value=round(value, 3))
        for (to, to_status, of, of_status), value in sorted(sums.items())
        if value
    )


def _sums(pieces: Iterable[Piece], measure: str) -> dict[tuple[str, str | None, Status], float]:
    column = COLUMNS[measure]
    sums: dict[tuple[str, str | None, Status], float] = defaultdict(float)
    for piece in pieces:
        sums[piece.name, piece.holder, piece.status] += getattr(piece, column) or 0
    return sums


def _units_held(pieces: Iterable[Piece]) -> dict[tuple[str, str | None, Status], float]:
    by_unit: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.unit is not None:
            by_unit[piece.unit].append(piece)
    held: dict[tuple[str, str | None, Status], float] = defaultdict(float)
    for inside in by_unit.values():
        sums = _sums(inside, "area")
        most = max(sums, key=lambda key: (sums[key], key[0]))
        whole = sum(sums.values())
        held[most if 2 * sums[most] > whole else (DIVIDED, None, "contested")] += 1
    return held


def _order(item: tuple[tuple[str, str | None, Status], float]) -> tuple[bool, str, str]:
    """Return the key that puts parts in order: what is not said comes last."""
    (name, _, status), _ = item
    return name == NOT_SAID, name, status
