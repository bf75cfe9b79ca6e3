"""Fuzz the reading room: whatever the bytes, a Report comes out, or one line that says why not.

    uv run --with atheris python tests/fuzz/fuzz_reading.py --minutes 10
    uv run python tests/fuzz/fuzz_reading.py --minutes 1 --target html      without coverage: plain mutation

With atheris the fuzzer is led by coverage; without it, it mutates the seeds at random (the seed is fixed). What it
finds is kept as small files in tests/fuzz/cases/, which tests/reading/test_fuzz_cases.py replays.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import os
import random
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES = HERE / "cases"
EXAMPLES = HERE.parents[1] / "examples"
SLOW = 2.0  # seconds of CPU time for one input of at most LONGEST bytes
LONGEST = 8192
MEMORY = 3 * 2**30
SHOWN = re.compile(r"FOUND|stat::(?:number_of|average|slowest|peak)|\w+: [\d,]+ runs|==\d+==")

SNIPPETS = [
    "The rebels hold about 20 percent of the country, 41 of 407 districts, and the remaining 27,000 sq km.",
    "“More than 96.5% of Syria was retaken,” General Ivan Ivanov said on December 11, 2018.",
    "[AB: It is unclear how he came to 96.5%. Most likely 3.5% is the north.]",
    "Editor's note: 1/3 of the land is theirs, another 1/10, two-thirds, 10 to 15 percent, 3,5%, 1.411 villages.",
    "Headline Of The Page\n\nParagraph.\n\n  • Reader One\n\n    Half of it!\n\n    • Reader Two\n\n      A fifth.\n",
    "0 $\n500 $\n1,000 $\n410 $\n\nDo you like this? Please help us!",
    "# Title\n\nPublished: 12 December 2018\n\nUpdate (13:00): they hold 10,425 square miles (27,000 sq km).",
    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>A</title></head><body><article><h1>A</h1>"
    "<p>They hold 55 km around it.</p><blockquote>Half</blockquote></article><ol class=commentlist>"
    "<li id=comment-1 class='comment depth-1'><cite>One</cite><p>20%</p><ul class=children><li id=comment-2>"
    "<p>30 percent</p></ul></ol></body></html>",
    '{"id": "a", "text": "They hold all 18 provinces, ninety-nine point five per cent and a quarter of it."}',
    "Идлиб 20 процентов \u200b\u202e\xa0 ½ ⅔ ٢٠٪ 二十",
]
WORDS = [
    *(
        "percent",
        "per cent",
        "%",
        "sq km",
        "km2",
        "square miles",
        "hectares",
        "districts",
        "of the country",
        "of",
        "half",
    ),
    *("two thirds", "a fifth", "1/3", "½", "more than", "about", "up to", "between", " to ", " and ", "hundred"),
    *("thousand", "million", "1,411", "96.5", "said", "according to", "told reporters", "“", "”", '"', "’", "[SF: "),
    *("]", "Update:", "Editor's note:", "December 11", "2018-12-11", "Reply", "2 years ago", "$ ", "€", "---"),
    *("\n\n", "\n", "  • ", "    ", "\t", "- ", "> ", "# ", "**", "](", "![", "\x00", "\ufeff", "\u2028"),
    *("<p>", "</p>", "<div>", "<li>", "<ul>", "<ol>", "<!--", "-->", "<![CDATA[", "<script>", "</script>", "<table>"),
    *("<br>", "&nbsp;", "&#0;", '<li id="comment-1" class="comment">', "<article>", "<blockquote>", "<meta charset="),
    *("<?xml", "<time datetime="),
]


# -------------------------------------------------------------------------------- what must be true


def check_text(text: str, quote: str, span: tuple[int, int]) -> None:
    """A span lies in its text, and the text there is the quote."""
    start, end = span
    assert 0 <= start <= end <= len(text), ("span outside its text", span, len(text))
    assert text[start:end] == quote, ("the text at the span is not the quote", text[start:end], quote)


def check_figures(figures: object, text_of: Callable[[object], str]) -> None:
    """The figures' words are where they say, and their numbers are numbers."""
    for figure in figures:  # type: ignore[attr-defined]
        check_text(text_of(figure), figure.quote, figure.span)
        numbers = [n for n in (figure.value, figure.high, figure.last_place) if n is not None]
        assert all(math.isfinite(n) for n in numbers), ("not a finite number", figure)
        assert figure.quote.strip(), ("an empty quote", figure)
        assert figure.high is None or figure.high >= figure.value, ("a range that runs down", figure)
        assert figure.last_place is None or figure.last_place > 0, ("a last place that is none", figure)


def check_report(report: object) -> None:
    """Every span, every parent and every number of a report is in order, and it survives being written and read."""
    import msgspec

    from whoholds.model import Report

    assert isinstance(report, Report)
    comments = {comment.id: comment for comment in report.thread}
    assert len(comments) == len(report.thread), "two comments with one ID"

    def text_of(figure: object) -> str:
        where = figure
        if where.comment is not None:  # type: ignore[attr-defined]
            return comments[where.comment].text  # type: ignore[attr-defined]
        if where.note is not None:  # type: ignore[attr-defined]
            return report.notes[where.note].text  # type: ignore[attr-defined]
        if where.image is not None:  # type: ignore[attr-defined]
            return report.images[where.image].caption or ""  # type: ignore[attr-defined]
        if where.paragraph is not None:  # type: ignore[attr-defined]
            return report.paragraphs[where.paragraph]  # type: ignore[attr-defined]
        return report.headline or ""

    check_figures(report.figures, text_of)
    for statement in report.statements:
        within = report.notes[statement.note].text if statement.note is not None else None
        if within is None and statement.paragraph is not None:
            within = report.paragraphs[statement.paragraph]
        assert within is not None, ("a statement that stands nowhere", statement)
        check_text(within, within[slice(*statement.span)], statement.span)
        assert statement.speaker.strip(), ("a statement without a speaker", statement)
    for note in report.notes:
        if note.span is not None and note.paragraph is not None:
            check_text(
                report.paragraphs[note.paragraph], report.paragraphs[note.paragraph][slice(*note.span)], note.span
            )
    for comment in report.thread:
        parent = comments.get(comment.parent) if comment.parent is not None else None
        assert comment.parent is None or parent is not None, ("a parent that is not there", comment)
        assert comment.depth == (0 if parent is None else parent.depth + 1), ("a wrong depth", comment)
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report, "JSON changes the report"


# -------------------------------------------------------------------------------- the targets


def read_bytes(data: bytes) -> None:
    """Bytes of any kind: decoded, told apart, read."""
    from whoholds.reading import read_html, read_text
    from whoholds.reading.pages.source import from_bytes

    source = from_bytes(data)
    check_report(read_html(source.text) if source.kind == "html" else read_text(source.text))


def read_html_text(data: bytes) -> None:
    """Any text as HTML."""
    from whoholds.reading import read_html

    check_report(read_html(_text(data)))


def read_plain_text(data: bytes) -> None:
    """Any text as plain text."""
    from whoholds.reading import read_text

    check_report(read_text(_text(data)))


def read_one_passage(data: bytes) -> None:
    """Any text as one passage: figures, statements and notes."""
    from whoholds.reading.passage import read_passage

    text = _text(data)
    check_figures(read_passage(text), lambda _: text)


def read_lines(data: bytes) -> None:
    """Any lines as JSON lines: an answer or an error a line."""
    import msgspec

    from whoholds.reading.lines import figures_of_lines

    text = _text(data)
    lines = [*text.split("\n"), msgspec.json.encode({"id": 1, "text": text}).decode()]
    answers = list(figures_of_lines(lines))
    assert len(answers) == sum(1 for line in lines if line.strip()), "a line without an answer"
    for answer in answers:
        if isinstance(answer, str):
            msgspec.json.decode(answer)


def check_the_inside(data: bytes) -> None:
    """Any text read and checked inside itself."""
    from whoholds.model import Evidence
    from whoholds.reading import read_text
    from whoholds.reckoning.inside import WholeArea, check_inside

    report = read_text(_text(data))
    country = WholeArea(name="Syria", area_km2=185180, source=Evidence(source="an almanac", as_of="2017"))
    for check in check_inside(report, on="2018-12-11", country=country):
        assert check.say and all(0 <= index < len(report.figures) for index in check.figures), check


TARGETS: dict[str, Callable[[bytes], None]] = {
    "bytes": read_bytes,
    "html": read_html_text,
    "text": read_plain_text,
    "passage": read_one_passage,
    "lines": read_lines,
    "inside": check_the_inside,
}


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def replay(target: str, data: bytes) -> None:
    """Run one input: only a WhoholdsError may come out, and no more than `SLOW` seconds of CPU time may go in."""
    from whoholds.errors import WhoholdsError

    start = time.process_time()
    try:
        TARGETS[target](data)
    except WhoholdsError as error:
        assert "\n" not in str(error).strip(), ("an error of more than one line", str(error))
    taken = time.process_time() - start
    assert taken < SLOW, f"{taken:.1f} s for {len(data):,} bytes"


# -------------------------------------------------------------------------------- the fuzzers


def seeds() -> Iterator[bytes]:
    """What the mutations start from: our own examples and strings, and what was found before."""
    yield from (snippet.encode() for snippet in SNIPPETS)
    yield from (snippet.encode(encoding, "replace") for snippet in SNIPPETS[:2] for encoding in ("utf-16", "cp1251"))
    for path in sorted([*EXAMPLES.glob("*"), *CASES.glob("*")]):
        if path.is_file():
            yield path.read_bytes()[:LONGEST]


class Findings:
    """What went wrong, one file for each place in the code, the smallest input of each."""

    def __init__(self, target: str, folder: Path) -> None:
        self.target, self.folder = target, folder
        self.known: dict[str, int] = {}
        self.runs = 0

    def run(self, data: bytes) -> None:
        """Replay one input, and keep it if it fails in a new place or is smaller than the one that is kept."""
        self.runs += 1
        try:
            replay(self.target, data[:LONGEST])
        except Exception as error:
            self._keep(data[:LONGEST], error)

    def _keep(self, data: bytes, error: Exception) -> None:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "whoholds" in frame.filename]
        place = frames[-1] if frames else None
        what = re.sub(r"[\d.]+", "N", str(error.args[0] if error.args else ""))[:60]
        where = f"{Path(place.filename).name}:{place.lineno}" if place else "?"
        key = f"{type(error).__name__} {what} at {where}"
        if len(data) >= self.known.get(key, LONGEST + 1):
            return
        if key not in self.known:
            print(f"FOUND {self.target}: {type(error).__name__}: {str(error)[:300]} at {where}", flush=True)
        self.known[key] = len(data)
        name = f"{self.target}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(data)
        (self.folder / f"{name}.why").write_text(f"{key}\n{str(error)[:500]}\n", encoding="utf-8")


def fuzz_by_mutation(findings: Findings, seconds: float, seed: int = 1) -> None:
    """Mutate the seeds at random for some seconds."""
    chance, pool = random.Random(seed), list(seeds())  # noqa: S311
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        findings.run(mutate(chance, pool))


def mutate(chance: random.Random, pool: list[bytes]) -> bytes:
    """One input: a piece of a seed with some cuts, repetitions, words, bytes and pieces of other seeds in it."""
    data = bytearray(chance.choice(pool))
    for _ in range(chance.choice((1, 2, 4, 8, 16))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 3, 10, 50, 400)))
        match chance.randrange(6):
            case 0:
                del data[at:end]
            case 1:
                data[at:at] = chance.choice(WORDS).encode()
            case 2:
                data[at:at] = bytes(data[at:end]) * chance.choice((1, 2, 20, 300))
            case 3:
                other = chance.choice(pool)
                start = chance.randrange(len(other) + 1)
                data[at:end] = other[start : start + 200]
            case 4:
                data[at:end] = chance.choice(WORDS).encode() * chance.choice((1, 2, 50, 1000))
            case _:
                data[at : at + 1] = bytes([chance.randrange(256)])
        del data[LONGEST:]
    return bytes(data)


def fuzz_by_coverage(findings: Findings, seconds: float, work: Path) -> None:
    """Let atheris lead the mutations by the code that they reach. It ends the process when the time is over."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["whoholds"]):
        import whoholds.reading.lines
        import whoholds.reckoning.inside  # noqa: F401
        from whoholds.reading import read_html, read_text  # noqa: F401
    corpus = work / f"corpus-{findings.target}"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds()):
        (corpus / f"seed-{number}").write_bytes(data)
    words = work / "words.dict"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS), encoding="ascii")
    options = [
        f"-max_total_time={int(seconds)}",
        f"-max_len={LONGEST}",
        "-timeout=60",
        "-rss_limit_mb=3000",
        f"-dict={words}",
    ]
    atheris.Setup([sys.argv[0], *options, "-verbosity=0", "-print_final_stats=1", str(corpus)], findings.run)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


# -------------------------------------------------------------------------------- the command


def main() -> int:
    """Give each target its share of the minutes, in a process of its own, and say what was found."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=10.0, help="in all, shared by the targets")
    options.add_argument(
        "--target", choices=sorted(TARGETS), action="append", help="only this one (may be given again)"
    )
    options.add_argument("--work", type=Path, default=Path("/tmp/whoholds-fuzz"), help="where the corpus grows")  # noqa: S108
    options.add_argument("--found", type=Path, default=CASES, help="where failing inputs are kept")
    options.add_argument("--child", type=float, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    targets = chosen.target or list(TARGETS)
    if chosen.child is not None:
        fuzz(Findings(targets[0], chosen.found), chosen.child, chosen.work)
        return 0
    chosen.work.mkdir(parents=True, exist_ok=True)
    before = set(chosen.found.glob("*"))
    for target in targets:
        seconds = chosen.minutes * 60 / len(targets)
        print(f"{target}: {seconds:.0f} s", flush=True)
        paths = ["--work", str(chosen.work), "--found", str(chosen.found)]
        command = [sys.executable, __file__, "--child", str(seconds), "--target", target, *paths]
        done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        log = done.stdout.decode("utf-8", "replace")
        (chosen.work / f"{target}.log").write_text(log, encoding="utf-8")
        print("".join(f"  {line}\n" for line in log.splitlines() if SHOWN.match(line)), end="", flush=True)
        if done.returncode:
            print(f"  ended with {done.returncode}: see {chosen.work / target}.log", flush=True)
    found = sorted(path.name for path in set(chosen.found.glob("*")) - before if path.suffix == ".why")
    print(f"found: {', '.join(found) or 'nothing'}")
    return 1 if found else 0


def fuzz(findings: Findings, seconds: float, work: Path) -> None:
    """Fuzz one target in this process, which may not take more than `MEMORY` bytes."""
    try:
        import_module("atheris")
    except ImportError:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        fuzz_by_mutation(findings, seconds)
        print(f"{findings.target}: {findings.runs:,} runs in {seconds:.0f} s by mutation, {len(findings.known)} found")
        return
    fuzz_by_coverage(findings, seconds, work)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main())
