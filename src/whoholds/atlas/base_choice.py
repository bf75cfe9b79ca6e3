"""What a user asks shares of: the words behind --base, settled as a choice of base."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whoholds.atlas.parts import BaseChoice
from whoholds.atlas.words import near_misses, normalised
from whoholds.errors import UnknownName

if TYPE_CHECKING:
    from whoholds.atlas.maps import Maps
    from whoholds.atlas.zones import Zone

DRY = ("without inland water", "without water", "dry land", "land without water")
INHABITED = ("without uninhabited land", "inhabited land")
# What first-level units are called. "City" is not among them: the city of Kyiv is not Kyiv.
_KINDS = re.compile(
    r"\b(?:(?:province|governorate|oblast|region|state|department|prefecture|muhafazah?)(?: of)?|oblast'|oblasti?|"
    r"ska(?:ya)? oblast'?)(?!\w)"
)
_ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az)[ -]")
_WHOLE = ("whole country", "the whole country", "country")


def settled_base(words: str | None, place: str, maps: Maps) -> tuple[BaseChoice, tuple[Zone, ...]]:
    """Return the base that words ask for, and the zones that are stated in them and not known yet.

    The words are one or more of: a boundary variant ("without the Golan"), "without inland water", "without uninhabited
    land", a first-level unit by name or code, a zone by name, or a zone that is stated ("55 km around 33.5058 N 38.6178
    E"); several are parted by semicolons. Raises UnknownName with all that there is.

    >>> from whoholds.atlas.maps import Maps
    >>> settled_base("without Golan; without inland water", "SYR", Maps())[0].variant
    'without the Golan'
    """
    from whoholds.atlas.zones import stated_zone

    chosen: dict[str, object] = {}
    stated: list[Zone] = []
    for term in filter(None, (part.strip() for part in (words or "").split(";"))):
        key, value = _known(term, place, maps)
        if not key:
            zone = stated_zone(term)
            if zone is None:
                raise UnknownName(_unknown(term, place, maps))
            stated.append(zone)
            key, value = "zone", zone.name
        if key in chosen:
            raise UnknownName(f"{term[:80]!r} and another base of its kind: give one of them")
        if key != "whole":
            chosen[key] = value
    return BaseChoice(**chosen), tuple(stated)  # type: ignore[arg-type]  # the keys are its fields


def bases(place: str, maps: Maps) -> tuple[str, ...]:
    """Return all bases that a country's maps can be asked for, in words; a unit's code stands behind its name."""
    variants = [name for name in maps.boundaries.variants(place) if name]
    units = [f"{name} ({code})" for code, name in maps.unit_names(place).items()]
    return (*variants, "without inland water", *(zone.name for zone in maps.zones(place)), *units)


def _known(term: str, place: str, maps: Maps) -> tuple[str, object]:
    """Return which field of a choice a term fills, and with what; ("", None) if it is no known base."""
    form = _form(term)
    if form in _WHOLE:
        return "whole", None
    if form in DRY:
        return "dry", True
    if form in INHABITED:
        return "inhabited", True
    for name in maps.boundaries.variants(place):
        if name and _form(name) in (form, form.removeprefix("country ")):
            return "variant", name
    zone = _zone_named(term, place, maps)
    if zone:
        return "zone", zone
    code = unit_named(term, place, maps)
    return ("unit", code) if code else ("", None)


def region_named(words: str, place: str, maps: Maps) -> str | None:
    """Return the name of the zone or the first-level unit that words name, or None."""
    zone = _zone_named(words, place, maps)
    code = None if zone else unit_named(words, place, maps)
    return zone or (maps.unit_names(place)[code] if code else None)


def _zone_named(words: str, place: str, maps: Maps) -> str | None:
    return next((zone.name for zone in maps.zones(place) if _form(zone.name) == _form(words)), None)


def unit_named(term: str, place: str, maps: Maps) -> str | None:
    """Return the code of the first-level unit that words name, with or without what it is ("Idlib province"), or None.

    >>> from whoholds.atlas.maps import Maps
    >>> unit_named("the province of Aleppo", "SYR", Maps()), unit_named("Ruritania province", "SYR", Maps())
    ('SY-HL', None)
    """
    form, bare = _form(term), _bare(term)
    names = maps.unit_names(place)
    others = {unit.code: unit.other_names for unit in maps.boundaries.units(place)}
    for code, name in names.items():
        if form in (_form(code), _form(name)) or re.fullmatch(rf".*\({re.escape(code)}\)", term):
            return code
    for code, name in names.items():
        if bare in map(_bare, (name, *others.get(code, ()))):
            return code
    return None


def _bare(name: str) -> str:
    """Return a unit's name without what it is and without an Arabic article: "Al-Hasakah province" is "hasakah"."""
    return _ARTICLE.sub("", " ".join(_KINDS.sub(" ", _form(name)).split()))


def _form(words: str) -> str:
    return " ".join(word for word in normalised(words).casefold().split() if word != "the")


def _unknown(term: str, place: str, maps: Maps) -> str:
    known = list(bases(place, maps))
    near = near_misses(term, [*known, *maps.unit_names(place).values()])
    hint = f"did you mean {'; '.join(near)}?" if near else f"known: {'; '.join(known)[:600]}."
    return f"no base {term[:80]!r} of {place}: {hint} A circle is stated as “55 km around 33.5058 N 38.6178 E”."
