"""Time `whoholds sweep` on an archive of our own writing beside FastWARC alone on the same archive, in the same run.

    uv run benchmarks/sweep.py [--size 200] [--packing gzip|zstd|none] [--runs 3] [--pages FOLDER] [--json]

An archive of `--size` megabytes of pages, 1 in 100 with a figure about ground, is written to a temporary folder. Then:

* FastWARC reads every record and gives it away. The same records are swept on one core, by what one worker process
  does, in this process. Both in CPU time, in turns; the ratio is that of records a second.
* How much of a sweep is the look at the bytes, and how much the reading of the pages that are kept.
* Two worker processes against one on eight copies of the archive, by the clock, start-up and all. The clock tells the
  truth on a machine that does nothing else; "at most" is what the CPU time that both took would allow.
* The peak memory of a worker on a quarter of the archive, and on all of it.

The pages are made up. They have 166 kB on average, as those of Common Crawl's archive of December 2024 (2.64 billion
pages with 394 TiB, 164 kB each). Nine tenths of a page are scripts, styles and data, and 3 percent text; gzip packs
them to 37 percent. Saved pages are of many makes: of 110 in trafilatura's tests of 2021 (115 kB each) a third is
scripts and styles and the rest markup and text, and gzip packs them to 20 percent. On such pages there is less to
unpack and more to look at. With `--pages FOLDER` the HTML files of a folder take turns as the pages without a figure.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

EVERY = 100  # records, of which one holds a figure
COPIES = 8
FURNITURE = 1.62  # times the pieces of furniture named below, for pages of the size that they have in large crawls

NAMES = [
    "Orla Benn",
    "Tomas Reed",
    "Ida Kessler",
    "Marek Osei",
    "Lena Haddad",
    "Paulo Brandt",
    "Anna Virtanen",
    "Jon Abara",
    "Mina Sor",
]
CITIES = ["Harwick", "Olmstad", "Port Elden", "Lindau", "Monterra", "Selby", "Kostrava", "Weyhill", "Tarn", "Ostrom"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
COUNTRIES = ["Oruland", "Maravia", "Kampara", "Velmar", "Tolsia"]
SENTENCES = {
    "sport": """{name} scored twice in the second half and was carried off the pitch by the crowd.
        The home side has won {few} of its last {some} matches.
        The coach said that his players had lost their heads after the break.
        Some {many} people watched the final in {city}, many of them from the roof of the bus station.
        Nobody expected the visitors to come back after such an evening.
        The captain will miss the next round with an injured knee.
        It was the third time in a row that the cup went to the coast.
        The referee looked at the screen for so long that the crowd began to sing.
        {name} left the ground without a word to the reporters.
        There was little to choose between the two sides until the rain came.
        The goalkeeper, who had not been asked before, took the kick himself.
        In the dressing room somebody had written the score of the last meeting on the door.""",
    "markets": """Shares in the company fell {share} percent after the report, then rose again before the close.
        The bank expects prices to rise by {share}% next year.
        Analysts had hoped for more, and said so.
        The firm sells tyres in {few} countries and has {many} employees.
        {name}, who runs the fund, called the result a pleasant surprise.
        The merger was called off on {day} because the two boards could not agree on a name.
        Wages have not kept up, and the union will go back to the table in the autumn.
        The warehouse by the harbour will close, and with it the canteen that everybody used.
        Nobody at the company wanted to be quoted, which is a statement too.
        The price of a cup of coffee is what people ask about first.
        Small shops feel it more than the chains, which have their own lorries.
        The minister spoke of a soft landing and then had to run for her train.""",
    "weather": """Rain is expected in the north of the country on {day}, and snow above the tree line.
        Winds of up to {share} kilometres an hour were measured near {city}.
        The ferry did not sail, and the road over the pass stayed closed.
        About {share} percent of the fire is contained, the service said.
        {name}, who has farmed here for {some} years, said she had never seen the river so low.
        The forecast for the weekend is better, though nobody would bet on it.
        In the old town the cellars are being pumped out for the second time this month.
        The storks have left early, which some take for a sign.
        Schools stay open, but the heating in the gymnasium has given up.
        Children built a dam of sandbags that nobody had asked for and everybody praised.""",
    "culture": """The museum shows {some} paintings that have not left the family before.
        {name} wrote the novel in {few} months, in a house by the sea.
        The film was shot in two villages near {city}, with the people who live there.
        Visitors have until {day} to see it.
        The hall was silent until she had finished, and then it was not.
        There is a bench in the garden from which one can hear the rehearsals for nothing.
        The letters are kept in a biscuit tin, in the order in which they were answered.
        He plays the part as if he had read the last page first.
        The curtain stuck, and for a while the play went on in front of it.
        What the book leaves out is what one remembers.
        The poet read in a low voice, standing with his back to the window.""",
    "council": """The council voted {some} to {few} for the new tram line.
        {name} said that the square would be closed to cars from {day}.
        The library on Station Road keeps its opening hours, for now.
        Residents asked for more trees and fewer meetings.
        The plans were first drawn up a decade ago and have been changed {few} times since.
        The money would have been better spent on schools, the opposition said.
        What happens next is for the committee to decide, which meets again after the summer.
        The swimming pool leaks, and the report on the leak has been lost.
        A petition against the car park was handed over in a wheelbarrow.
        The clock on the town hall has been right twice a day for years.
        She thanked the fire brigade, the choir and the man who had brought the chairs.""",
    "conflict": """At least {some} people were killed and {share} wounded when a market in {city} was shelled on {day}.
        The two sides accuse each other of breaking the truce.
        Aid workers said that {many} people had fled since the weekend.
        {name}, a teacher, left with two bags and the keys of the school.
        The talks in {city} ended without a date for the next round.
        The ministry gave no details, and its account could not be checked.
        Bread costs {few} times what it did in the spring.
        The hospital works by candlelight, and its doctors sleep in the corridors.
        Nobody in the convoy knew who had given the order to turn back.
        The bridge is gone, and the ferry takes only those who can walk.
        Shops opened for an hour in the morning and closed again when the guns began.""",
}
FIGURES = """The rebels now control {share} percent of {country}, the ministry said on {day}.
    {name}, a spokesman for the army, said that over {share} percent of the territory of {country} had been retaken.
    The army has recaptured {some} villages in the north of {country} since {day}.
    About a third of {country} is still held by the insurgents, according to the monitoring group.
    Government forces seized {some} square kilometres of territory near {city} in a week, the map shows.
    The front's fighters hold {few} of the {some} districts, {name} told reporters.
    Nearly half of the country is under the control of the militia, the United Nations estimates.
    Occupying forces hold {share}% of the province, down from {share}% in the spring."""


def _filled(rng: random.Random, sentence: str) -> str:
    return sentence.format(
        name=rng.choice(NAMES),
        city=rng.choice(CITIES),
        day=rng.choice(DAYS),
        country=rng.choice(COUNTRIES),
        few=rng.randint(2, 9),
        some=rng.randint(10, 60),
        share=rng.randint(2, 97),
        many=f"{rng.randint(1, 90)},{rng.randint(0, 999):03}",
    )


def _sentences(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def _word(rng: random.Random) -> str:
    return "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randint(1, 4)))


class Furniture:
    """What stands on a page around its text: styles, scripts and data, menus, teasers, drawings, a footer.

    Their text is the least part of news pages; so it is of these.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._rules = [
            f".{_word(rng)}-{rng.randint(0, 99)}{{margin:{rng.randint(0, 40)}px;width:{rng.randint(1, 100)}%;"
            f"color:#{rng.getrandbits(24):06x}}}"
            for _ in range(8000)
        ]
        self._calls = [
            f"w.{_word(rng)}={{id:{rng.getrandbits(30)},u:'/{rng.getrandbits(40):x}.js',n:'{_word(rng)}'}};"
            for _ in range(8000)
        ]
        self._data = [
            f'{{"id":{rng.getrandbits(40)},"slug":"{_word(rng)}-{_word(rng)}","at":"{rng.getrandbits(60):x}","n":{n}}},'
            for n in range(8000)
        ]
        self._links = [
            f"<li class=nav-{n % 7}><a href='/{_word(rng)}/{rng.getrandbits(20)}'>{_word(rng)} {_word(rng)}</a></li>"
            for n in range(2000)
        ]
        self._paths = [
            f"<svg><path d='M{rng.getrandbits(20)} {rng.getrandbits(20)}l{rng.getrandbits(40)}z'/></svg>"
            for _ in range(500)
        ]

    def _some(self, pool: list[str], low: int, high: int) -> str:
        return "".join(self._rng.choices(pool, k=self._rng.randint(int(FURNITURE * low), int(FURNITURE * high))))

    def before(self) -> str:
        """The head's rest and what stands before the text."""
        return (
            f"<style>{self._some(self._rules, 100, 900)}</style><script>{self._some(self._calls, 100, 600)}</script>"
            f"</head><body><header>{self._some(self._paths, 3, 12)}</header>"
            f"<nav><ul>{self._some(self._links, 20, 90)}</ul></nav>"
        )

    def behind(self, topics: list[str]) -> str:
        """What stands behind the text."""
        rng = self._rng
        teasers = "".join(
            f"<div class='teaser'><a href='/{_word(rng)}-{rng.getrandbits(20)}'><img src='/{rng.getrandbits(40)}.jpg'>"
            f"<h4>{_filled(rng, rng.choice(_sentences(SENTENCES[rng.choice(topics)])))}</h4></a></div>"
            for _ in range(rng.randint(4, 16))
        )
        return (
            f"<aside>{teasers}</aside><footer><ul>{self._some(self._links, 10, 40)}</ul>Terms, contact</footer>"
            f"<script>{self._some(self._calls, 100, 600)}</script>"
            f"<script type='application/json'>[{self._some(self._data, 100, 900)}0]</script></body>"
        )


def page(rng: random.Random, furniture: Furniture, *, figure: bool) -> bytes:
    """A page of news. One with a figure is like the others, but for one to three sentences."""
    topics = list(SENTENCES)
    topic = "conflict" if figure or rng.random() < 0.05 else rng.choice(topics[:-1])
    pool = _sentences(SENTENCES[topic])
    texts = [[_filled(rng, rng.choice(pool)) for _ in range(rng.randint(2, 4))] for _ in range(rng.randint(5, 14))]
    if figure:
        for _ in range(rng.randint(1, 3)):
            rng.choice(texts).append(_filled(rng, rng.choice(_sentences(FIGURES))))
    title = _filled(rng, rng.choice(pool)).rstrip(".")
    body = "".join(f"<p>{' '.join(text)}</p>\n" for text in texts)
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>{furniture.before()}"
        f"<main><article><h1>{title}</h1>{body}</article></main>{furniture.behind(topics[:-1])}</html>"
    ).encode()


def write_archive(path: Path, size: int, packing: str, seed: int = 1, saved: list[bytes] | None = None) -> int:
    """Write an archive with `size` bytes of pages; return the number of its records.

    `saved` are pages to be put in, in turns, in place of those without a figure.
    """
    from fastwarc import WarcRecord, WarcRecordType
    from fastwarc.stream_io import GzipWriter, ZstdWriter

    rng = random.Random(seed)  # noqa: S311  # no secret
    furniture = Furniture(rng)
    many = written = 0
    with path.open("wb") as file:
        packer: Any = file
        if packing == "gzip":
            packer = GzipWriter(file, 6)
        elif packing == "zstd":
            packer = ZstdWriter(file)
        while written < size:
            figure = many % EVERY == EVERY // 2
            html = saved[many % len(saved)] if saved and not figure else page(rng, furniture, figure=figure)
            body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
            record = WarcRecord()
            record.init_headers(WarcRecordType.response, content_length=len(body))
            record.headers["WARC-Target-URI"] = f"https://news.example/{many}"
            record.headers["WARC-Date"] = "2024-01-01T00:00:00Z"
            record.headers["WARC-Record-ID"] = f"<urn:uuid:00000000-0000-0000-0000-{many:012}>"
            record.headers["Content-Type"] = "application/http; msgtype=response"
            record.set_bytes_content(body)
            record.write(packer)
            if packing != "none":
                packer.finish()  # a member of its own
            many += 1
            written += len(body)
    return many


def iterate(path: Path) -> int:
    """What FastWARC does by itself: give each record away."""
    from fastwarc import ArchiveIterator

    return sum(1 for _ in ArchiveIterator(str(path)))


def _parts(path: Path) -> Iterator[Any]:
    from whoholds.sweeping.archives import find_archives
    from whoholds.sweeping.parts import Task, encode, run, shards_of

    for archive in find_archives([path])[0]:
        for shard in shards_of(archive, 8 << 20):
            for part in run(Task(shard=shard)):
                encode(part)
                yield part


def sweep_here(path: Path) -> int:
    """What one worker process does, in this process."""
    return sum(part.head.records for part in _parts(path))


def look_only(path: Path) -> int:
    """A sweep without the reading of pages: records are unpacked and their bytes looked at."""
    from unittest.mock import patch

    with patch("whoholds.sweeping.reading.read_page", lambda page: None):
        return sweep_here(path)


def cpu_seconds(work: Callable[[Path], int], path: Path) -> float:
    """The CPU time of one piece of work."""
    started = time.process_time()
    work(path)
    return time.process_time() - started


def timed_sweep(paths: list[Path], out: Path, workers: int) -> tuple[float, float]:
    """The time by the clock of a sweep with its own processes, and the CPU time of all of them together."""
    code = "from whoholds.cli.sweep import sweep; sweep()"
    command = [sys.executable, "-c", code, *map(str, paths), "--out", str(out), "--workers", str(workers)]
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    after, taken = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - started
    return taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peak_memory(path: Path) -> int:
    """The peak memory, in bytes, of a process that sweeps an archive; Linux alone says it.

    What `getrusage` says is no use: a new process begins with the peak of the one that started it.
    """
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import sweep; from pathlib import Path; "
        "sweep.sweep_here(Path(sys.argv[2])); print(Path('/proc/self/status').read_text())"
    )
    here = str(Path(__file__).parent)
    done = subprocess.run([sys.executable, "-c", code, here, str(path)], check=True, capture_output=True, text=True)
    return int(done.stdout.split("VmHWM:")[1].split()[0]) * 1024


def measured(folder: Path, size: int, packing: str, runs: int, saved: list[bytes]) -> dict[str, float]:
    """All figures, by name."""
    ending = {"gzip": ".gz", "zstd": ".zst", "none": ""}[packing]
    path, quarter = folder / f"pages.warc{ending}", folder / f"quarter.warc{ending}"
    many = write_archive(path, size, packing, saved=saved)
    write_archive(quarter, size // 4, packing, saved=saved)
    works = {"iterate": iterate, "look": look_only, "sweep": sweep_here}
    for work in works.values():
        work(quarter)  # once, to load what it needs
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            times[name].append(cpu_seconds(work, path))
    cpu = {name: min(values) for name, values in times.items()}
    copies = [folder / f"copy-{number}{path.suffix}" for number in range(COPIES)]
    for copy in copies:
        os.link(path, copy)
    clock, spent = {1: 1e9, 2: 1e9}, {1: 1e9, 2: 1e9}
    for run in range(runs):
        for workers in (1, 2):
            taken, cpu_of_all = timed_sweep(copies, folder / f"out-{workers}-{run}", workers)
            clock[workers], spent[workers] = min(clock[workers], taken), min(spent[workers], cpu_of_all)
    return {
        "records": many,
        "archive_mb": path.stat().st_size / 1e6,
        "pages_mb": size / 1e6,
        "iterate_records_per_s": many / cpu["iterate"],
        "look_records_per_s": many / cpu["look"],
        "sweep_records_per_s": many / cpu["sweep"],
        "look_to_iterate": cpu["iterate"] / cpu["look"],
        "sweep_to_iterate": cpu["iterate"] / cpu["sweep"],
        "one_worker_s": clock[1],
        "two_workers_s": clock[2],
        "two_to_one": clock[1] / clock[2],
        "one_worker_cpu_s": spent[1],
        "two_workers_cpu_s": spent[2],
        "two_to_one_at_most": 2 * spent[1] / spent[2],
        "memory_quarter_mb": peak_memory(quarter) / 1e6,
        "memory_all_mb": peak_memory(path) / 1e6,
    }


def main() -> None:
    """Print what was measured."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--size", type=int, default=200, help="megabytes of pages")
    arguments.add_argument("--packing", choices=("gzip", "zstd", "none"), default="gzip")
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--pages", type=Path, help="a folder of saved pages")
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    saved = [path.read_bytes() for path in sorted(options.pages.glob("*.html"))] if options.pages else []
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), options.size * 1_000_000, options.packing, options.runs, saved)
    if options.json:
        print(json.dumps({name: round(value, 3) for name, value in found.items()}))
        return
    print(f"{options.packing}, {os.cpu_count()} cores; CPU time on one core is the least of {options.runs} runs")
    for name, value in found.items():
        print(f"{name:24} {value:12,.2f}")


if __name__ == "__main__":
    main()
