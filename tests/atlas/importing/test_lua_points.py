"""A Lua table of marks becomes a layer of points; marks that nobody knows are left to the user."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from imported_maps import rows, text_file

from whoholds.atlas.importing import Unsettled
from whoholds.atlas.importing.draft import Draft

Drafted = Callable[..., Draft]
MODULE = """return { marks = {
  { lat = "34.73", long = "36.72", mark = "Location dot red.svg", label = "[[Homs]]" },
  { lat = "37.05", long = "41.22", mark = "Location dot yellow.svg", label = "[[Qamishli]]" },
  { lat = "35.00", long = "37.00", mark = "Odd thing.svg", label = "Odd" },
} }
"""


def test_marks_become_points(tmp_path: Path, drafted: Drafted) -> None:
    path = text_file(tmp_path / "module.lua", MODULE.replace("Odd thing", "Location dot black"))
    draft = drafted(path)
    assert draft.papers.kind == "points"
    assert rows(draft, "place_name", "holder", "status", "settlement", "land") == [
        ("Homs", "Government", "controlled", True, True),
        ("Qamishli", "SDF", "controlled", True, True),
        ("Odd", "ISIS", "controlled", True, True),
    ]


def test_an_unknown_mark_is_settled_in_a_file(tmp_path: Path, drafted: Drafted) -> None:
    path = text_file(tmp_path / "module.lua", MODULE)
    with pytest.raises(Unsettled, match="--marks") as caught:
        drafted(path)
    assert list(caught.value.names["marks"]) == ["Odd thing.svg"]
    marks = text_file(tmp_path / "marks.toml", caught.value.lines)
    assert drafted(path, marks=str(marks)).table.num_rows == 2
    text_file(marks, '[SYR.marks]\n"Odd thing.svg" = { holder = "ISIS" }\n')
    assert rows(drafted(path, marks=str(marks)), "holder")[2] == ("ISIS",)


def test_a_module_without_the_ending_of_its_name(tmp_path: Path, drafted: Drafted) -> None:
    path = text_file(tmp_path / "module.txt.raw", MODULE.replace("Odd thing", "Location dot black"))
    assert drafted(path).table.num_rows == 3
