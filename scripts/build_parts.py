"""Work out the parts of the layers that ship, so that nobody has to wait for them.

    uv run python scripts/build_parts.py

To be run whenever a layer, a boundary, the places, the waters or the zones of the starter data are built anew, and for
each version. `--check` only says whether they are as they must be.
"""

from __future__ import annotations

import sys

from whoholds.atlas.kept import STARTER
from whoholds.atlas.maps import Maps
from whoholds.atlas.parts import Parts
from whoholds.atlas.strips import Strips


def main(*, check: bool) -> None:
    """Write `starter/parts/`, or say which of its files are missing or stale."""
    maps = Maps()
    for place in maps.places():
        for key in maps.maps_of(place):
            is_kept = maps.kept.read(key, Parts) is not None and maps.kept.read(key, Strips) is not None
            if check and not is_kept:
                raise SystemExit(f"{key.path.name}: its parts are not up to date; run scripts/build_parts.py")
            if not is_kept:
                maps.kept.write(STARTER, key, maps.parts(key))
                maps.kept.write(STARTER, key, maps.strips(key))
            print(f"{place} {key.slug} {key.day}: {'up to date' if is_kept else 'written'}")


if __name__ == "__main__":
    main(check="--check" in sys.argv[1:])
