"""New holders: names that an import has brought get a place in the `holders.toml` of the atlas."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from whoholds.writing import write_whole

HEAD = "# Holders that imports brought. Add aliases, dates and blocs as in docs/reference/starter-data.md.\n"


def note_new_holders(atlas: Path, place: str, names: Iterable[str]) -> tuple[str, ...]:
    r"""Add holders that nobody knew to the `holders.toml` of an atlas, and return those that were added.

    What stands in the file stays. A reckoning then knows them by name.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> note_new_holders(folder, "GAB", ["The \"Blues\""]), note_new_holders(folder, "GAB", ["The \"Blues\""])
    (('The "Blues"',), ())
    """
    from whoholds.atlas import open_atlas

    file = atlas / "holders.toml"
    known = open_atlas(atlas if file.exists() else None).holders(place)
    new = tuple(name for name in dict.fromkeys(names) if name not in known)
    if new:
        before = file.read_text(encoding="utf-8").rstrip() + "\n" if file.exists() else HEAD
        entries = "".join(f"\n[[{place}.holders]]\nname = {json.dumps(name, ensure_ascii=False)}\n" for name in new)
        write_whole(file, before + entries)
    return new
