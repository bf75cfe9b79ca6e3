"""Measure how long the explorer's script keeps the page's main thread at one input, in Chromium.

    uv run benchmarks/explorer.py PAGE.html [--rounds 5] [--json]

PAGE is what `whoholds check --html` writes. All controls of every panel are used in turn: each switch, each list, each
button, and each several times over. Two times are taken of each use: from before the event is sent until all its
handlers have run, and until the browser has also worked out styles and layout anew (the height of the panel is asked
for). A frame is 16 ms. These are times on the clock: where other programs want the processor too, the best time of each
control says more of the work than the worst of all, and both are printed.
"""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path
from typing import Any

CHROMIUM = "/usr/bin/chromium"
ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
FRAME_MS = 16.0

USE_ALL = """(rounds) => {
  document.querySelectorAll('details.figure').forEach((one) => { one.open = true; });
  const found = [];
  const timed = (kind, key, use, root) => {
    const before = performance.now();
    use();
    const handled = performance.now();
    root.getBoundingClientRect();
    found.push([kind, key, handled - before, performance.now() - before]);
  };
  const inputs = (root) => root.querySelectorAll('.try-controls input, .try-controls select, .try-answer button');
  for (const figure of explorer.figures) {
    const root = explorer.panel(figure).place;
    for (let round = 0; round < rounds; round += 1) {
      for (let at = 0; at < inputs(root).length && at < 200; at += 1) {
        const one = inputs(root)[at];
        if (one.disabled || one.textContent.startsWith('Copy')) continue;
        if (one.tagName === 'SELECT') {
          for (let option = 0; option < one.options.length; option += 1) {
            const list = root.querySelector('#' + one.id);
            if (!list || option >= list.options.length) continue;
            list.selectedIndex = option;
            const key = `${figure.figure} ${at} ${option}`;
            timed(one.id.split('-').pop(), key, () => list.dispatchEvent(new Event('change')), root);
          }
        } else timed(one.type, `${figure.figure} ${at}`, () => one.click(), root);
      }
    }
  }
  return found;
}"""


def times_in_browser(page: Path, rounds: int) -> list[Any]:
    """The kind of control, which one it is, the milliseconds of its handlers and those with layout, of each use."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        shown = browser.new_page(viewport={"width": 1280, "height": 900})
        shown.goto(page.resolve().as_uri())
        # What goes into the address is held back by the browser when it comes too fast: it is not what is timed.
        shown.evaluate("History.prototype.pushState = () => {}")
        found: list[Any] = shown.evaluate(USE_ALL, rounds)
        browser.close()
    return found


def summed_up(times: list[float]) -> dict[str, float]:
    """The number of uses, the median, the 95th of 100, the worst, and the share within a frame."""
    order = sorted(times)
    return {
        "uses": len(order),
        "median_ms": round(statistics.median(order), 2),
        "p95_ms": round(order[int(0.95 * (len(order) - 1))], 2),
        "worst_ms": round(order[-1], 2),
        "within_a_frame": round(sum(one <= FRAME_MS for one in order) / len(order), 3),
    }


def best_of_each(times: list[tuple[str, float]]) -> list[float]:
    """The best time of each control."""
    best: dict[str, float] = {}
    for key, time in times:
        best[key] = min(time, best.get(key, time))
    return list(best.values())


def main() -> None:
    """Print the times of each kind of control, and of all."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("page", type=Path, metavar="PAGE.html")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    times = times_in_browser(options.page, options.rounds)
    kinds = [*dict.fromkeys(kind for kind, *_ in times), "all"]
    rows = {
        f"{kind}, {what}": summed_up([row[at] for name, _, *row in times if kind in (name, "all")])
        for kind in kinds
        for at, what in enumerate(("handlers", "with layout"))
    }
    for at, what in enumerate(("handlers", "with layout")):
        rows[f"best of each, {what}"] = summed_up(best_of_each([(key, row[at]) for _, key, *row in times]))
    if options.json:
        print(json.dumps(rows))
        return
    for name, row in rows.items():
        print(f"{name:26} " + "   ".join(f"{key} {value:g}" for key, value in row.items()))


if __name__ == "__main__":
    main()
