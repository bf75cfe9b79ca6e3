"""An answer to show: a report of our own writing about a made-up country, with every kind of reckoning."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from whoholds.model import (
    Answer,
    Appeal,
    Chance,
    Check,
    Claim,
    Comment,
    Contested,
    Departure,
    Evidence,
    Explanation,
    Figure,
    Image,
    LeftOut,
    Missing,
    Note,
    Reading,
    Reckoning,
    Report,
    Statement,
    Tried,
)

HOLDERS = ("Government", "Northern Council", "River Front", "Harbour Union", "Border Force")

SHARES = {
    "Observatory 2021-05": (61.2, 24.9, 9.1, 3.3, 1.5),
    "Observatory 2021-04": (60.4, 25.1, 9.6, 2.4, 1.5),
    "Atlas Desk 2021-05-10": (58.7, 27.0, 8.8, 3.5, 2.0),
}
EVIDENCE = (
    Evidence(
        source="Observatory",
        as_of="2021-05",
        url="https://observatory.example/maps/2021/05/control",
        licence="CC-BY-4.0",
    ),
    Evidence(
        source="Observatory",
        as_of="2021-04",
        url="https://observatory.example/maps/2021/04/control",
        note="the shares add up to 99.0",
    ),
    Evidence(
        source="Atlas Desk", as_of="2021-05-10", url="http://atlasdesk.example/vardia?day=2021-05-10", kind="units"
    ),
)
PARAGRAPHS = (
    "The army has retaken 640 villages since the spring campaign began, General Ilan Moss said on 14 May.",
    "“With the help of the militia we now hold more than 96.5% of Vardia,” Moss told a joint session of the relief "
    "committee, and a third of the border is quiet. [VR: It is not clear how 96.5% was counted.]",
    "Foreign Ministry spokeswoman Petra Lund said that 4,000 fighters remain in a zone of 40 km around the port.",
    "According to the Northern Council, it holds about 25 percent of the country.",
)
NOTE = "The Harbour Union and the Border Force are left out. If 3.5% of the land is theirs, the sum is another."
COMMENTS = (
    "This is good news for everyone who lives near the river.",
    "Nobody has counted the river villages twice. A third of the land is still with the Council.",
    "Which third? Show the map.",
    "The map on the wall of the town hall says so.",
    "That map is from before the flood.",
    "And the flood took half of the roads, so 96.5% is a dream.",
    "They say 96.5% and mean the land without the desert.",
    "مساحة الأرض التي يسيطر عليها المجلس هي 25٪",
)
PARENTS = (None, 1, 2, 3, 4, 5, None, 7)
AUTHORS = ("Tomas R", "river_reader", "Old Pilot", "Tomas R", "Hana", "Old Pilot", "cartographer", "سامي")


def figure(text: str, quote: str, **fields: Any) -> Figure:
    """Make a figure from its words: the span is where they stand first in the text."""
    start = text.index(quote)
    given = {"kind": "share", "unit": "percent", "measure": "area", **fields}
    return Figure(quote=quote, span=(start, start + len(quote)), **given)


def make_figures() -> tuple[Figure, ...]:
    """One figure of each kind and place. 1, 3, 4, 8 and 9 are the same quantity."""
    first, second, third, fourth = PARAGRAPHS
    moss: dict[str, Any] = {"relation": "gained", "speaker": "Ilan Moss"}
    villages: dict[str, Any] = {**moss, "kind": "count", "unit": "settlements", "measure": None, "base": "Vardia"}
    return (
        figure(HEADLINE, "640 Villages", value=640, where="headline", **villages),
        figure(
            second,
            "more than 96.5%",
            value=96.5,
            bound="at_least",
            relation="holds",
            holder="the army and the militia",
            base="Vardia",
            speaker="Ilan Moss",
            quoted=True,
            last_place=0.1,
            where="body",
            paragraph=1,
        ),
        figure(first, "640 villages", value=640, where="body", paragraph=0, **villages),
        figure(NOTE, "3.5%", value=3.5, relation="holds", where="note", note=0, last_place=0.1, speaker="VR"),
        figure("It is not clear how 96.5% was counted.", "96.5%", value=96.5, where="note", note=1, last_place=0.1),
        figure(
            third, "4,000 fighters", value=4000, kind="people", unit="fighters", measure=None, paragraph=2, where="body"
        ),
        figure(third, "40 km", value=40, kind="distance", unit="km", measure=None, paragraph=2, where="body"),
        figure(
            fourth,
            "about 25 percent",
            value=25,
            bound="about",
            relation="holds",
            holder="Northern Council",
            base="Vardia",
            speaker="Northern Council",
            where="body",
            paragraph=3,
        ),
        figure(COMMENTS[5], "96.5%", value=96.5, where="comment 6", comment=6),
        figure(COMMENTS[6], "96.5%", value=96.5, where="comment 7", comment=7),
        figure(COMMENTS[1], "A third of the land", value=33.3333, in_words=True, where="comment 2", comment=2),
        figure(COMMENTS[7], "25٪", value=25, relation="holds", where="comment 8", comment=8),
    )


HEADLINE = "640 Villages Back In Army Hands Since The Spring, General Says"


def make_report(**changes: Any) -> Report:
    """Make the report, with fields changed at will."""
    second, third = PARAGRAPHS[1], PARAGRAPHS[2]
    quoted = "With the help of the militia we now hold more than 96.5% of Vardia,"
    reported = "The army has retaken 640 villages since the spring campaign began"
    border = "a third of the border is quiet"
    remark = "[VR: It is not clear how 96.5% was counted.]"
    fields: dict[str, Any] = {
        "headline": HEADLINE,
        "url": "https://vardiareport.example/2021/05/640-villages?from=front&lang=en",
        "site": "Vardia Report",
        "published": "2021-05-15T08:30:00Z",
        "event_date": "--05-14",
        "language": "en",
        "images": (
            Image(src="https://vardiareport.example/img/river.jpg", caption="The river at Sollen", alt="A bridge"),
        ),
        "paragraphs": PARAGRAPHS,
        "notes": (
            Note(text=NOTE, by="VR", label="VR", after=2),
            Note(
                text="It is not clear how 96.5% was counted.",
                by="VR",
                label="VR",
                paragraph=1,
                span=(second.index(remark), second.index(remark) + len(remark)),
            ),
        ),
        "statements": (
            Statement(
                speaker="Ilan Moss",
                rank="General",
                cue="said",
                content=reported,
                direct=False,
                paragraph=0,
                span=(0, len(reported)),
                date="--05-14",
            ),
            Statement(
                speaker="Ilan Moss",
                rank="General",
                role="head of the Staff",
                cue="told",
                content=quoted,
                direct=True,
                paragraph=1,
                span=(1, 1 + len(quoted)),
                occasion="a joint session of the relief committee",
            ),
            Statement(
                speaker="Ilan Moss",
                content=border,
                direct=False,
                paragraph=1,
                span=(second.index(border), second.index(border) + len(border)),
            ),
            Statement(
                speaker="Petra Lund",
                role="Foreign Ministry spokeswoman",
                cue="said",
                content=third[45:],
                direct=False,
                paragraph=2,
                span=(45, len(third)),
            ),
        ),
        "figures": make_figures(),
        "thread": tuple(
            Comment(id=n, parent=parent, author=author, text=text, depth=depth, posted="2021-05-16" if n == 1 else None)
            for n, (parent, author, text, depth) in enumerate(
                zip(PARENTS, AUTHORS, COMMENTS, (0, 1, 2, 3, 4, 5, 0, 1), strict=True), start=1
            )
        ),
        "appeal": Appeal(
            asks="Help us to keep counting.", marks=(0, 2500, 5000), goal=5000, raised=1586, currency="USD"
        ),
        "warnings": ("The date of the event has no year.",),
    }
    return Report(**{**fields, **changes})


def make_readings(low: float, high: float) -> tuple[Tried, ...]:
    """Try all unions of the holders on three tables, with three treatments of contested ground: 279 readings."""
    treatments: tuple[Contested, ...] = ("against", "half", "with")
    tried = []
    for (index, shares), (step, contested) in itertools.product(enumerate(SHARES.values()), enumerate(treatments)):
        for size in range(1, len(HOLDERS) + 1):
            for chosen in itertools.combinations(range(len(HOLDERS)), size):
                counted = tuple(HOLDERS[n] for n in chosen)
                value = round(sum(shares[n] for n in chosen) - 0.4 * (2 - step), 4)
                departures = [
                    Departure(dimension="holder", to=name, say=f"land held by the {name} is counted")
                    for name in counted
                    if name != "Government"
                ]
                if step:
                    departures.append(
                        Departure(dimension="contested", to=contested, say=f"contested ground is counted {contested}")
                    )
                if index:
                    departures.append(
                        Departure(
                            dimension="date",
                            to=EVIDENCE[index].as_of,
                            say=f"the map is that of {EVIDENCE[index].as_of}",
                        )
                    )
                reading = Reading(evidence=index, measure="area", counted=counted, contested=contested)
                tried.append(
                    Tried(
                        reading=reading,
                        value=value,
                        holds=value >= low,
                        gives=low <= value <= high,
                        cost=len(departures),
                        departures=tuple(departures),
                    )
                )
    return tuple(tried)


def make_explanations(readings: tuple[Tried, ...]) -> tuple[Explanation, ...]:
    """Say the three cheapest readings that give the figure."""
    cheapest = sorted((tried for tried in readings if tried.gives), key=lambda tried: tried.cost)[:3]
    return tuple(
        Explanation(
            departures=tried.departures,
            reading=tried.reading,
            value=tried.value,
            say=f"It comes out at {tried.value}% if " + " and ".join(d.say for d in tried.departures) + ".",
        )
        for tried in cheapest
    )


def make_reckoning(figure_index: int = 1, **changes: Any) -> Reckoning:
    """Make the reckoning of "more than 96.5%": an "only if" with 279 readings."""
    readings = make_readings(96.45, 97.5)
    literal = next(tried for tried in readings if tried.reading.counted == ("Government",))
    giving = sum(tried.gives for tried in readings)
    by_source = tuple(
        next(t for t in readings if t.reading.counted == ("Government",) and t.reading.evidence == index)
        for index in range(3)
    )
    fields: dict[str, Any] = {
        "figure": figure_index,
        "claim": Claim(value=96.5, bound="at_least", holders=("Government",), enemies=("Border Force",), place="VAR"),
        "holds_window": (96.45, float("inf")),
        "gives_window": (96.45, 97.5),
        "literal": literal,
        "by_source": by_source,
        "verdict": "only if",
        "say": "The words do not come out as they stand: the Government held 60.4%. They do if more is counted.",
        "explanations": make_explanations(readings),
        "at_least_holds": tuple(tried for tried in readings if tried.holds and tried.cost <= 3)[:2],
        "readings_tried": len(readings),
        "readings_that_give": giving,
        "coincidence": 0.81,
        "by_dealing": 0.412,
        "chance": Chance(
            cost=3,
            low=86.5,
            high=100.0,
            could_have_been_said=136,
            given=110,
            deals=1000,
            deals_that_give=412,
            seed=1,
            say="Of 136 figures like this one between 86.5 and 100, 110 would have come out as cheaply.",
        ),
        "evidence": EVIDENCE,
        "readings": readings,
        "over_time": by_source[1:2],
        "left_out": (
            LeftOut(
                rule="too old",
                kind="table",
                say="A source whose latest table is too old does not answer.",
                number=14,
                tables=("Harbour Watch, map of 2019 (land)", "Vardia Post, figures of May 2019 (villages)"),
            ),
        ),
    }
    return Reckoning(**{**fields, **changes})


def make_missing(index: int) -> Reckoning:
    """Make a reckoning that cannot tell, because nobody is named as the holder."""
    holder = Missing(what="holder", say="Nobody is named as the holder.", option="--holder")
    return Reckoning(
        figure=index, verdict="cannot tell", say="The sentence does not say who holds it.", missing=(holder,)
    )


def make_answer(report: Report | None = None, **changes: Any) -> Answer:
    """Make the whole answer: all four verdicts, figures without a reckoning, and two checks."""
    readings = make_readings(24.5, 25.5)
    as_stated = make_reckoning(
        7,
        claim=Claim(value=25, bound="about", holders=("Northern Council",), place="VAR"),
        holds_window=(24.5, 25.5),
        gives_window=(24.5, 25.5),
        literal=next(tried for tried in readings if tried.reading.counted == ("Northern Council",)),
        verdict="as stated",
        say="It comes out as it stands: the Northern Council held 24.9% of Vardia.",
        readings=readings,
        explanations=(),
        by_source=(),
        at_least_holds=(),
    )
    none_fits = make_readings(33.0, 33.0)
    no_reading = make_reckoning(
        10,
        claim=Claim(value=33.3333, in_words=True, holders=("Northern Council",), place="VAR"),
        holds_window=(33.31, 33.35),
        gives_window=(33.31, 33.35),
        verdict="no reading",
        say="No way of counting that was tried gives a third.",
        nearest=none_fits[1],
        explanations=(),
        readings=none_fits,
        readings_that_give=0,
    )
    fields: dict[str, Any] = {
        "report": report or make_report(),
        "reckonings": (
            make_missing(0),
            make_reckoning(),
            make_missing(2),
            make_missing(3),
            make_reckoning(
                4, gives_window=(96.45, 96.55), holds_window=(96.45, 96.55), verdict="no reading", readings=()
            ),
            as_stated,
            make_missing(8),
            make_missing(9),
            no_reading,
        ),
        "checks": (
            Check(kind="sum to a whole", figures=(1, 3), holds=True, say="96.5% and 3.5% add up to 100%."),
            Check(
                kind="same figure before",
                figures=(1,),
                holds=None,
                say="The same speaker gave the same figure on 2 February 2021, although the map has moved since.",
                sources=(
                    Evidence(source="Vardia Report", as_of="2021-02-02", url="https://vardiareport.example/2021/02"),
                ),
            ),
            Check(kind="distance implies an area", figures=(6,), holds=False, say="A ring of 40 km is 5,027 km²."),
        ),
    }
    return Answer(**{**fields, **changes})


CHROMIUM = Path("/usr/bin/chromium")
ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is missing. Install it: apt-get install chromium")
        pytest.skip(f"{CHROMIUM} is missing. Install it: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield opened
        opened.close()


@pytest.fixture
def answer() -> Answer:
    return make_answer()


@pytest.fixture
def report() -> Report:
    return make_report()


@pytest.fixture
def reckoning() -> Reckoning:
    return make_reckoning()


@pytest.fixture
def build_report() -> Callable[..., Report]:
    return make_report


@pytest.fixture
def build_answer() -> Callable[..., Answer]:
    return make_answer


@pytest.fixture
def build_reckoning() -> Callable[..., Reckoning]:
    return make_reckoning
