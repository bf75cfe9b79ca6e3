"""Names that only an import brings become holders that a reckoning knows, and nothing that stood there is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyarrow")

from whoholds.atlas import open_atlas
from whoholds.atlas.importing.new_holders import note_new_holders


def test_a_new_holder_is_known_afterwards_and_the_file_keeps_what_it_had(tmp_path: Path) -> None:
    before = '[[GAB.holders]]\nname = "Greens"\naliases = ["the Green Army"]\n'
    (tmp_path / "holders.toml").write_text(before, encoding="utf-8")
    assert note_new_holders(tmp_path, "GAB", ["Blues", "Greens", 'The "Reds"', "Blues"]) == ("Blues", 'The "Reds"')
    assert (tmp_path / "holders.toml").read_text(encoding="utf-8").startswith(before)
    assert set(open_atlas(tmp_path).holders("GAB")) >= {"Greens", "Blues", 'The "Reds"'}
    assert open_atlas(tmp_path).holder("Blues", "GAB") == ("Blues",)


def test_holders_that_are_known_write_nothing(tmp_path: Path) -> None:
    assert note_new_holders(tmp_path, "SYR", ["Government", "SDF"]) == ()
    assert list(tmp_path.iterdir()) == []
