"""How well figures are read from annotated passages in a further language.

Run with the code of a language to see its scores, and with `--misses` to see what is wrong in each passage:

    uv run python tests/support/abroad_scores.py ru --misses
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from whoholds.model import Figure
from whoholds.reading.passage import read_passage

HERE = Path(__file__).parents[1] / "reading"
CODES = ("ar", "es", "fr", "ru", "tr", "uk")
ATTRIBUTES = ("kind", "unit", "relation", "bound", "measure")
CLOSE = 1e-3  # a value is right to one part in a thousand

Annotation = dict[str, Any]


def passages(code: str) -> list[dict[str, Any]]:
    """Return the annotated passages of a language, in the order of the file."""
    text = (HERE / f"passages_{code}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def is_same(wanted: Annotation, found: Figure) -> bool:
    """Say whether the spans overlap and the values agree."""
    start, end = wanted["span"]
    value = float(wanted["value"])
    overlap = min(end, found.span[1]) > max(start, found.span[0])
    return overlap and abs(value - found.value) <= CLOSE * max(abs(value), abs(found.value))


def pairs(wanted: Sequence[Annotation], found: Sequence[Figure]) -> Iterator[tuple[Annotation, Figure]]:
    """Pair annotated and found figures of one passage, each at most once."""
    left = list(found)
    for annotation in wanted:
        match = next((figure for figure in left if is_same(annotation, figure)), None)
        if match is not None:
            left.remove(match)
            yield annotation, match


@cache
def scores(code: str) -> dict[str, float]:
    """Read every passage of a language: precision, recall and F1, and the share right of each attribute.

    The attributes are of the figures that were found and wanted. Who holds, of what and who says so is not read in
    these languages and not scored.
    """
    wanted = found = matched = 0
    right = dict.fromkeys(ATTRIBUTES, 0)
    for passage in passages(code):
        figures = read_passage(passage["text"])
        wanted, found = wanted + len(passage["figures"]), found + len(figures)
        for annotation, figure in pairs(passage["figures"], figures):
            matched += 1
            for name in ATTRIBUTES:
                right[name] += annotation[name] == getattr(figure, name)
    return {
        "precision": matched / max(found, 1),
        "recall": matched / max(wanted, 1),
        "f1": 2 * matched / max(wanted + found, 1),
    } | {name: count / max(matched, 1) for name, count in right.items()}


def misses(code: str) -> Iterator[str]:
    """Yield what is wrong in each passage: missed (-), too much (+) or with a wrong attribute (~)."""
    for passage in passages(code):
        figures = read_passage(passage["text"])
        matched = list(pairs(passage["figures"], figures))
        lines = [f"  - {w['quote']}" for w in passage["figures"] if not any(w is pair[0] for pair in matched)]
        lines += [f"  + {f.quote}" for f in figures if not any(f is pair[1] for pair in matched)]
        for annotation, figure in matched:
            wrong = {n: (annotation[n], getattr(figure, n)) for n in ATTRIBUTES if annotation[n] != getattr(figure, n)}
            lines += [f"  ~ {figure.quote}: {wrong}"] if wrong else []
        if lines:
            yield "\n".join([f"{passage['id']}: {passage['text']}", *lines])


def main() -> None:
    """Print the scores of the languages named, or of all."""
    for code in [argument for argument in sys.argv[1:] if argument in CODES] or CODES:
        if "--misses" in sys.argv:
            sys.stdout.writelines(line + "\n" for line in misses(code))
        shown = "  ".join(f"{name} {score:.3f}" for name, score in scores(code).items())
        sys.stdout.write(f"{code}  {len(passages(code))} passages  {shown}\n")


if __name__ == "__main__":
    main()
