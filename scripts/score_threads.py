"""Score the reading of threads, notes and appeals, and of the peers on the same pages.

    uv run scripts/score_threads.py [--json] [--no-peers]

The pages are those of our own making (tests/reading/pages, one for each comment system) and, where they are, the four
saved pages of ../shared/threads. docs/explanation/threads.md says how each thing is counted, and what came out.

Each peer runs in an environment of its own, which uv makes: this file is run there again with `--as-peer NAME`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from html import unescape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "tests" / "reading" / "pages"
SHARED = ROOT.parent / "shared" / "threads"
# The shared key takes the tree from the nesting of <li> alone, and one theme closes each comment before its answers:
# the page's lists, its depth classes and its words agree on these three.
SHARED_PARENTS = {"411829": "411811", "411831": "411829", "411834": "411821"}
THEMES_WORDS = ("says:", "sagt:", "Autor")  # which the shared key has behind some names
PEERS = {
    "trafilatura, with comments": ("trafilatura==2.3.1",),
    "resiliparse, with comments": ("resiliparse==2.0.1",),
    "newspaper4k": ("newspaper4k==0.9.6", "python-dateutil<3"),
}
_LEAST = 20  # letters by which words are known again in a body
_TIMES = 15  # that a page is read by a reader that does not always give the same
_STARTS = 40  # letters of a comment that the shared key has at least

Page = dict[str, Any]


# ---------------------------------------------------------------------------------------------------- the pages


def own_pages(*, plain: bool = False) -> list[Page]:
    """Give the keys of our own pages, each with its file."""
    ending = ".txt" if plain else ".html"
    keys = [(key, key.with_suffix(ending)) for key in sorted(OWN.glob("*.json"))]
    return [{**json.loads(key.read_text("utf-8")), "file": str(page)} for key, page in keys if page.exists()]


def shared_pages() -> list[Page]:
    """Give the keys of the four saved pages in the form of our own; they have only the first words of each comment."""
    pages = []
    for key in sorted(SHARED.glob("*.json")):
        comments = json.loads(key.read_text("utf-8"))
        thread = [
            {
                "id": comment["id"],
                "parent": SHARED_PARENTS.get(comment["id"], comment["parent"]),
                "author": without_themes_words(comment["author"]),
                "text": comment["starts"],
            }
            for comment in comments
        ]
        pages.append({"file": str(key.with_suffix(".html")), "thread": thread, "starts": True})
    return pages


def without_themes_words(name: str) -> str:
    """Take what a theme puts behind a name off it."""
    for words in THEMES_WORDS:
        name = name.removesuffix(words).strip()
    return name


# ---------------------------------------------------------------------------------------------------- the readers


def by_whoholds(files: Sequence[str]) -> list[Page]:
    """Read pages with whoholds."""
    import msgspec

    from whoholds import read

    reports = [msgspec.to_builtins(read(file)) for file in files]
    return [{**report, "body": "\n".join(report["paragraphs"])} for report in reports]


def by_trafilatura(files: Sequence[str]) -> list[Page]:
    """Read pages with trafilatura, its comments switched on."""
    from trafilatura import bare_extraction

    found = []
    for file in files:
        document = bare_extraction(Path(file).read_bytes(), include_comments=True, with_metadata=True)
        comments, body = (getattr(document, part, None) or "" for part in ("comments", "text"))
        found.append({"body": body, "stream": _lines(comments)})
    return found


def by_resiliparse(files: Sequence[str]) -> list[Page]:
    """Read pages with resiliparse: its comments are the lines that it gives only when it is asked for comments."""
    from resiliparse.extract.html2text import extract_plain_text  # type: ignore[import-not-found,unused-ignore]

    found = []
    for file in files:
        html = Path(file).read_text("utf-8")
        body = extract_plain_text(html, main_content=True, comments=False)
        alone = frozenset(_lines(body))
        with_comments = extract_plain_text(html, main_content=True, comments=True)
        found.append({"body": body, "stream": [line for line in _lines(with_comments) if line not in alone]})
    return found


def by_newspaper(files: Sequence[str]) -> list[Page]:
    """Read pages with newspaper4k, which gives no comments. It reads one page now so, now so: the commonest counts."""
    import newspaper  # type: ignore[import-not-found,unused-ignore]

    config = newspaper.Config()
    config.fetch_images = False  # nothing is fetched

    def body(html: str) -> str:
        article = newspaper.Article("https://example.org/", config=config)
        article.download(input_html=html)
        article.parse()
        return str(article.text)

    pages = [Path(file).read_text("utf-8") for file in files]
    return [{"body": Counter(sorted(body(html) for _ in range(_TIMES))).most_common(1)[0][0]} for html in pages]


READERS = {
    "trafilatura, with comments": by_trafilatura,
    "resiliparse, with comments": by_resiliparse,
    "newspaper4k": by_newspaper,
}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def by_peer(name: str, files: Sequence[str]) -> list[Page] | None:
    """Run a peer in its own environment; None if it cannot be had here."""
    packages = [word for package in PEERS[name] for word in ("--with", package)]
    command = ["uv", "run", "--no-project", "--isolated", *packages, "python", __file__, "--as-peer", name]
    seeded = {**os.environ, "PYTHONHASHSEED": "0"}  # so that the order of a set is always the same
    try:
        run = subprocess.run(
            command, input=json.dumps(files), env=seeded, capture_output=True, text=True, timeout=900, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if run.returncode:
        print(f"{name} did not run: {(run.stderr.strip().splitlines() or ['no word'])[-1]}", file=sys.stderr)
        return None
    found: list[Page] = json.loads(run.stdout.splitlines()[-1])
    return found


# ---------------------------------------------------------------------------------------------------- the counting


class Tally:
    """How many were given, how many of those are right, how many there are, and how many of those were found."""

    def __init__(self) -> None:
        self.given = self.right = self.wanted = self.found = 0

    def add(self, given: int, wanted: int, right: int, found: int | None = None) -> None:
        """Count one page; as many were found as are right, if nothing else is said."""
        self.given, self.right = self.given + given, self.right + right
        self.wanted, self.found = self.wanted + wanted, self.found + (right if found is None else found)

    def shown(self) -> dict[str, float | int | None]:
        """Give precision, recall and the counts."""
        return {
            "precision": round(self.right / self.given, 4) if self.given else None,
            "recall": round(self.found / self.wanted, 4) if self.wanted else None,
            "given": self.given,
            "right": self.right,
            "wanted": self.wanted,
            "found": self.found,
        }


MEASURES = ("comments", "authors", "parents", "times", "votes", "in body", "body kept", "notes", "appeals")


def score(keys: Sequence[Page], found: Sequence[Page]) -> dict[str, Any]:
    """Score one reader on pages; what it has no place for is not counted."""
    tallies = {measure: Tally() for measure in MEASURES}
    for key, page in zip(keys, found, strict=True):
        _comments(key, page, tallies)
        _body(key, page, tallies)
        if "notes" in key and "notes" in page:
            _notes(key, page, tallies["notes"])
            _appeal(key, page, tallies["appeals"])
    return {measure: tally.shown() for measure, tally in tallies.items() if tally.wanted or tally.given}


def letters(text: str | None) -> str:
    """Leave the letters and digits of a text."""
    return re.sub(r"\W+", "", (text or "").casefold())


def _comments(key: Page, page: Page, tallies: dict[str, Tally]) -> None:
    wanted = [comment for comment in key["thread"] if comment["text"]]
    if "stream" in page:
        _stream(key, page["stream"], wanted, tallies["comments"])
        return
    if "thread" not in page:
        return
    given = [comment for comment in page["thread"] if comment["text"]]
    pairs = _pairs(wanted, given, by_start=bool(key.get("starts")))
    tallies["comments"].add(len(given), len(wanted), len(pairs))
    authors = [(want, got) for want, got in pairs if got["author"]]
    right = sum(want["author"] == got["author"] for want, got in authors)
    tallies["authors"].add(len(authors), sum(bool(want["author"]) for want in wanted), right)
    _edges(key, page, pairs, tallies["parents"])
    for measure, field in (("times", "posted"), ("votes", "votes")):
        if not key.get("starts"):
            stated = [(want[field], got[field]) for want, got in pairs if got[field] is not None]
            said = sum(want[field] is not None for want in wanted)
            tallies[measure].add(len(stated), said, sum(want == got for want, got in stated))


def _pairs(wanted: Sequence[Page], given: Sequence[Page], *, by_start: bool) -> list[tuple[Page, Page]]:
    """Pair the comments of a key with those that were found, by their words; each one once."""
    waiting = list(given)
    pairs = []
    for want in wanted:
        said = letters(want["text"])
        for place, got in enumerate(waiting):
            words = letters(got["text"])
            if words == said or (by_start and words.startswith(said[:_STARTS]) and said):
                pairs.append((want, waiting.pop(place)))
                break
    return pairs


def _edges(key: Page, page: Page, pairs: Sequence[tuple[Page, Page]], tally: Tally) -> None:
    """Count who answers whom, by the key's IDs."""
    names = {str(got["id"]): str(want["id"]) for want, got in pairs}
    gone = {str(comment["id"]): str(comment["id"]) for comment in key["thread"] if not comment["text"]}
    names = {**gone, **names}
    wanted = {(str(c["id"]), str(c["parent"])) for c in key["thread"] if c["text"] and c["parent"] is not None}
    given = [
        (names.get(str(c["id"]), ""), names.get(str(c["parent"]), ""))
        for c in page["thread"]
        if c["text"] and c["parent"] is not None
    ]
    tally.add(len(given), len(wanted), len(wanted & set(given)))


def _stream(key: Page, lines: Sequence[str], wanted: Sequence[Page], tally: Tally) -> None:
    """Count comments in a reader's lines: one is found if its words are there; a line is right if it is part of one."""
    said = [letters(comment["text"]) for comment in wanted]
    joined = "".join(map(letters, lines))
    found = sum(words[:_STARTS] in joined if key.get("starts") else words in joined for words in said)
    # What a line of the saved pages belongs to cannot be told by a comment's first words.
    lines = [] if key.get("starts") else lines
    right = sum(any(letters(line) in words or words in letters(line) for words in said) for line in lines)
    tally.add(len(lines), len(wanted), right, found)


def _body(key: Page, page: Page, tallies: dict[str, Tally]) -> None:
    body, everything = letters(page["body"]), letters(_without_tags(Path(key["file"]).read_text("utf-8")))
    # A reader who quotes the page says what stands in its body anyway.
    pieces = [
        [known for known in _known_by(comment["text"], whole=bool(key.get("starts"))) if everything.count(known) < 2]
        for comment in key["thread"]
    ]
    looked_for = [known for known in pieces if known]
    leaked = sum(any(piece in body for piece in known) for known in looked_for)
    tallies["in body"].add(len(looked_for), len(looked_for), leaked)
    if key.get("body"):
        tallies["body kept"].add(len(key["body"]), len(key["body"]), sum(letters(text) in body for text in key["body"]))


def _without_tags(html: str) -> str:
    return unescape(re.sub(r"<(?:script|style)\b.*?</(?:script|style)>|<[^<>]*>", "", html, flags=re.DOTALL))


def _known_by(text: str, *, whole: bool) -> Iterable[str]:
    sentences = [text] if whole else re.split(r"(?<=[.?!])\s+", text)
    return (said for sentence in sentences if len(said := letters(sentence)) >= _LEAST)


def _notes(key: Page, page: Page, tally: Tally) -> None:
    fields = ("text", "by", "kind")
    wanted = [tuple(note[field] for field in fields) for note in key["notes"]]
    given = [tuple(note[field] for field in fields) for note in page["notes"]]
    tally.add(len(given), len(wanted), sum(note in wanted for note in given))


def _appeal(key: Page, page: Page, tally: Tally) -> None:
    fields = ("asks", "goal", "raised", "currency")
    wanted, given = key["appeal"], page["appeal"]
    right = bool(wanted and given and all(wanted[field] == given[field] for field in fields))
    tally.add(given is not None, wanted is not None, right)


# ---------------------------------------------------------------------------------------------------- the table


def measure(*, peers: bool = True) -> dict[str, dict[str, Any]]:
    """Score all readers on each set of pages."""
    sets = {
        "own pages": own_pages(),
        "saved pages": shared_pages() if SHARED.exists() else [],
        "own plain text": own_pages(plain=True),
    }
    results: dict[str, dict[str, Any]] = {}
    for name, keys in sets.items():
        if not keys:
            continue
        files = [key["file"] for key in keys]
        results[name] = {"pages": len(keys), "readers": {"whoholds": score(keys, by_whoholds(files))}}
        for peer in PEERS if peers and name != "own plain text" else ():
            found = by_peer(peer, files)
            if found is not None:
                results[name]["readers"][peer] = score(keys, found)
    return results


def table(name: str, result: dict[str, Any]) -> str:
    """Print one set's scores as a table of Markdown: precision / recall in percent, the shares of `in body` and `body
    kept` alone, and a dash for what a reader does not give.
    """  # noqa: D205
    comments = result["readers"]["whoholds"]["comments"]["wanted"]
    rows = [f"| {name}: {result['pages']}, with {comments} comments | {' | '.join(MEASURES)} |"]
    rows.append("| --- " * (len(MEASURES) + 1) + "|")
    for reader, scores in result["readers"].items():
        rows.append(f"| {reader} | {' | '.join(_cell(scores.get(measure), measure) for measure in MEASURES)} |")
    return "\n".join(rows)


def _cell(shown: dict[str, Any] | None, measure: str) -> str:
    if shown is None:
        return "–"
    if measure in ("in body", "body kept"):
        return _percent(shown["recall"])
    return f"{_percent(shown['precision'])} / {_percent(shown['recall'])}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f}"


def main() -> None:
    """Print the scores."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--json", action="store_true", help="all counts as JSON")
    arguments.add_argument("--no-peers", action="store_true", help="whoholds alone")
    arguments.add_argument("--as-peer", choices=sorted(READERS), help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.as_peer:
        print(json.dumps(READERS[options.as_peer](json.load(sys.stdin))))
        return
    results = measure(peers=not options.no_peers)
    if options.json:
        print(json.dumps(results, indent=1, ensure_ascii=False))
        return
    print("\n\n".join(table(name, result) for name, result in results.items()))


if __name__ == "__main__":
    main()
