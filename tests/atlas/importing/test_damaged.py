"""Files with a few bytes changed: whatever comes of it, it is a layer or one clear line, never an error of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imported_maps import NEIGHBOUR, SQUARE, geojson, kml, placemark

from whoholds.atlas.importing.draft import Draft
from whoholds.errors import WhoholdsError

Drafted = Callable[..., Draft]
TABLE = "town,lat,lon,holder,status,population\nHoms,34.73,36.72,SAA,controlled,775404\nRaqqa,35.95,39.01,SDF,,\n"
CHANGES = st.lists(st.tuples(st.integers(0, 5_000), st.binary(max_size=3)), min_size=1, max_size=4)
quick = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def damaged(content: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    for at, put in changes:
        at %= len(content)
        content = content[:at] + put + content[at + 1 :]
    return content


def read_anyhow(drafted: Drafted, path: Path) -> None:
    try:
        draft = drafted(path, holder=None, new_holders=True)
    except WhoholdsError as error:
        assert len(str(error).splitlines()) == 1
    else:
        assert draft.table.num_rows > 0


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("samples")
    made = {
        "geojson": geojson(folder / "a.geojson", [(SQUARE, {"holder": "SDF", "n": 1}), (NEIGHBOUR, {"holder": None})]),
        "kml": kml(folder / "a.kml", placemark("A", SQUARE).replace("<name>", "<styleUrl>#a</styleUrl><name>")),
    }
    return {name: path.read_bytes() for name, path in made.items()} | {"csv": TABLE.encode()}


@quick
@given(changes=CHANGES)
def test_damaged_geojson(
    tmp_path: Path, drafted: Drafted, samples: dict[str, bytes], changes: list[tuple[int, bytes]]
) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(damaged(samples["geojson"], changes))
    read_anyhow(drafted, path)


@quick
@given(changes=CHANGES)
def test_damaged_kml(
    tmp_path: Path, drafted: Drafted, samples: dict[str, bytes], changes: list[tuple[int, bytes]]
) -> None:
    path = tmp_path / "a.kml"
    path.write_bytes(
        damaged(samples["kml"], changes).replace(b"<name>", b"<Data name='holder'><value>x</value></Data><name>")
    )
    read_anyhow(drafted, path)


@quick
@given(changes=CHANGES)
def test_damaged_csv(
    tmp_path: Path, drafted: Drafted, samples: dict[str, bytes], changes: list[tuple[int, bytes]]
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(damaged(samples["csv"], changes))
    read_anyhow(drafted, path)
