"""What the fuzzer found stays found: every kept input is read again, by its target, with the fuzzer's own demands."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from types import ModuleType

import pytest
from fuzz_demands import check_text
from fuzz_mutation import mutate
from fuzz_seeds import LONGEST, seeds
from fuzz_targets import TARGETS

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


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_every_seed_of_the_fuzzer(target: str) -> None:
    module = fuzzer()
    for data in seeds(target):
        module.replay(target, data)


@pytest.mark.parametrize("target", sorted(set(TARGETS) - {"pdf"}))
def test_some_changes_of_the_seeds(target: str) -> None:
    module = fuzzer()
    pool = list(seeds(target))
    chance = random.Random(7)  # noqa: S311
    for _ in range(20):
        module.replay(target, mutate(target, chance.choice(pool), chance, pool, LONGEST))


def test_the_fuzzer_notices_a_wrong_span() -> None:
    with pytest.raises(AssertionError, match="not the quote"):
        check_text("half of it", "a half", (0, 6))


def test_the_fuzzer_keeps_the_smallest_input_of_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes) -> None:
        raise ValueError("no good")

    monkeypatch.setitem(TARGETS, "text", (fail, 1))
    module = fuzzer()
    # The peak is that of the whole process, and other tests have been in it.
    monkeypatch.setattr(module, "MEMORY", module.peak() + 500)
    findings = module.Findings(tmp_path)
    for data in (b"long", b"ab", b"abc"):
        findings.run("text", data)
    (kept,) = (path for path in tmp_path.iterdir() if path.suffix != ".why")
    assert kept.read_bytes() == b"ab"
    assert kept.with_name(f"{kept.name}.why").read_text(encoding="utf-8").startswith("text: ValueError no good")
    assert findings.runs == {"text": 3}
