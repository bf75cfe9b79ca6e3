"""Pin the score on the gold set as the floor below which the gate in tests/shared/test_gold.py does not let it fall.

    uv run python scripts/pin_gold_floor.py [--allow-regression]

The gate runs the functions that stand here, so that both measure the same. A floor is never lowered by accident: if
f1, full or the share right of an attribute is lower than what is pinned, or more figures are found in passages that
have none, the script says so and exits with 1, unless `--allow-regression` is given.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from whoholds.reading.passage import read_passage

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold" / "en-dev.jsonl"
SCORER = ROOT.parent / "shared" / "gold" / "score.py"
FLOOR = ROOT / "tests" / "shared" / "gold_floor.json"


def passages() -> list[dict[str, Any]]:
    """Return the passages of the gold set."""
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines() if line.strip()]


def digest() -> str:
    """Return the hash of the gold set, so that a floor is never held against another set."""
    return hashlib.sha256(GOLD.read_bytes()).hexdigest()


def predict(folder: Path) -> Path:
    """Read every passage and write the figures as the scorer wants them."""
    target = folder / "predicted.jsonl"
    with target.open("w", encoding="utf-8") as out:
        for passage in passages():
            figures = [msgspec.to_builtins(figure) for figure in read_passage(passage["text"])]
            out.write(json.dumps({"id": passage["id"], "figures": figures}) + "\n")
    return target


def figures_in_negatives(predicted: Path) -> int:
    """Count the figures found in passages that have none."""
    empty = {passage["id"] for passage in passages() if not passage["figures"]}
    lines = (json.loads(line) for line in predicted.read_text(encoding="utf-8").splitlines())
    return sum(len(line["figures"]) for line in lines if line["id"] in empty)


def score(predicted: Path) -> dict[str, Any]:
    """Run the gold set's own scorer and return what it prints last."""
    run = subprocess.run([sys.executable, SCORER, GOLD, predicted], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(run.stdout.strip().splitlines()[-1])
    return found


def measure(folder: Path) -> dict[str, Any]:
    """Return what is pinned: f1, full, each attribute, figures in the negatives and the hash of the set."""
    predicted = predict(folder)
    scored = score(predicted)
    return {
        "sha256": digest(),
        "f1": scored["f1"],
        "full": scored["full"],
        "figures_in_negatives": figures_in_negatives(predicted),
        "right": scored["right"],
    }


def regressions(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Say in which numbers a score is worse than the pinned one."""
    worse = [f"{name} {old[name]} -> {new[name]}" for name in ("f1", "full") if new[name] < old[name]]
    right = old.get("right", {})
    worse += [f"{name} {right[name]} -> {new['right'][name]}" for name in right if new["right"][name] < right[name]]
    name = "figures_in_negatives"
    if new[name] > old[name]:
        worse.append(f"{name} {old[name]} -> {new[name]}")
    return worse


def main() -> int:
    """Measure, compare and pin. Return 0 if the floor was written, 1 if not."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--allow-regression", action="store_true", help="write a lower floor all the same")
    options = arguments.parse_args()
    if not GOLD.exists():
        print(f"The gold set is not at {GOLD}.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        new = measure(Path(folder))
    old = json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.exists() else None
    worse = regressions(old, new) if old else []
    if worse and not options.allow_regression:
        print(f"Not pinned, worse than before: {'; '.join(worse)}. Use --allow-regression to pin it.", file=sys.stderr)
        return 1
    FLOOR.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(new))
    return 0


if __name__ == "__main__":
    sys.exit(main())
