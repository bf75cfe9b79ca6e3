"""The example of docs/explanation/reckoning.md is run, and says what the page says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "reckoning.md"


def test_the_worked_example_comes_out_as_it_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    names: dict[str, Any] = {}

    exec(compile("\n".join(blocks), str(PAGE), "exec"), names)  # noqa: S102

    assert len(blocks) > 5
    assert names["answer"].verdict == "only if"
    assert "19 come out with one departure or none" in capsys.readouterr().out
