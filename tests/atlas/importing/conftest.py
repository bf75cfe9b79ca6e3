"""Drafts of files, made in the process of the tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

from imported_maps import request_for

from whoholds.atlas import open_atlas
from whoholds.atlas.importing.draft import Draft, draft_of, fitted
from whoholds.atlas.importing.plan import plan_of


@pytest.fixture(scope="session")
def drafted() -> Callable[..., Draft]:
    """Make the draft of a file; with `fit=True`, measure how it fits its country as well."""
    atlas = open_atlas()

    def make(path: Path, *, fit: bool = False, **asked: Any) -> Draft:
        plan = plan_of(request_for(path, **asked))
        draft = draft_of(plan, plan.tasks[0], atlas)
        return fitted(draft) if fit else draft

    return make
