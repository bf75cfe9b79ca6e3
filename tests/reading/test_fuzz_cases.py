"""What the fuzzer found stays found: every kept input is read again, by its target, with the fuzzer's own demands."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

FUZZ = Path(__file__).resolve().parents[1] / "fuzz"
CASES = sorted(path for path in (FUZZ / "cases").iterdir() if path.suffix != ".why")


def fuzzer() -> ModuleType:
    """tests/fuzz/fuzz_reading.py, which is a script and not a part of a package."""
    spec = importlib.util.spec_from_file_location("fuzz_reading", FUZZ / "fuzz_reading.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", CASES, ids=[path.name for path in CASES])
def test_a_case_that_was_found(path: Path) -> None:
    fuzzer().replay(path.name.split("-")[0], path.read_bytes())


@pytest.mark.parametrize("target", ["bytes", "html", "text", "passage", "lines", "inside"])
def test_every_seed_of_the_fuzzer(target: str) -> None:
    module = fuzzer()
    for data in module.seeds():
        module.replay(target, data)


def test_the_fuzzer_notices_a_wrong_span() -> None:
    with pytest.raises(AssertionError, match="not the quote"):
        fuzzer().check_text("half of it", "a half", (0, 6))
