"""A made-up country whose figures can be tried: four sources and dates, contested ground, influence, other bases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from whoholds.model import (
    WHOLE_COUNTRY,
    Answer,
    Claim,
    Evidence,
    Figure,
    Part,
    PartTable,
    Reckoning,
    Report,
    Status,
)
from whoholds.reckoning import ByHand, by_hand, reckon
from whoholds.showing import page

TEXT = "The army holds more than 80% of Vardia, the rebels 34%, and the army about 41,500 sq km."
BLOCS = {"Rebels": ("North", "East"), "the North and the Port": ("North", "Port")}


class Tried(NamedTuple):
    """An answer, and what its figures are tried on."""

    answer: Answer
    ways: dict[int, ByHand]


def parts(*rows: tuple[str, Status, float, float]) -> tuple[Part, ...]:
    return tuple(Part(name=name, holder=name or None, status=status, value=value, rounding=rounding)
                 for name, status, value, rounding in rows)  # fmt: skip


def table(source: str, as_of: str, day: str, rows: tuple[Part, ...], **fields: Any) -> PartTable:
    given: dict[str, Any] = {"measure": "area", "unit": "percent", "total": 100.0, **fields}
    kind = given.pop("kind", "shares")
    return PartTable(
        evidence=Evidence(source=source, as_of=as_of, kind=kind), place="VAR", day=day, parts=rows, **given
    )


def make_tables() -> tuple[PartTable, ...]:
    """Published shares of two dates, another source that knows the rebels as one, and a map with two bases."""
    march = parts(
        ("Army", "controlled", 58.3, 0.05), ("North", "controlled", 21.45, 0.05), ("East", "controlled", 9.1, 0.05),
        ("Port", "controlled", 3.0, 0.05), ("Army", "contested", 1.2, 0.05), ("North", "influence", 2.2, 0.05),
        ("East", "unknown", 1.1, 0.05), ("", "contested", 2.0, 0.05),
    )  # fmt: skip
    april = parts(
        ("Army", "controlled", 61.0, 0.5), ("North", "controlled", 25.0, 0.5), ("Port", "controlled", 14, 0.5)
    )
    desk = parts(
        ("Army", "controlled", 60.1, 0.05), ("Rebels", "controlled", 33.6, 0.05), ("Port", "influence", 4, 0.5)
    )
    km2 = {"Army": 41231.43871, "North": 15873.1, "East": 6120.75, "Port": 1800.03125}
    dry = {**km2, "Army": 40100.2}
    ground = tuple(Part(name=name, holder=name, value=value) for name, value in km2.items())
    shared = Part(name="mixed", status="contested", value=731.5)
    maps: dict[str, Any] = {"unit": "km2", "kind": "polygons"}
    people = {"Army": 910.0, "North": 455.0, "East": 101.0, "Port": 333.0}
    return (
        table("Observatory", "2021-03", "2021-03-31", march),
        table("Observatory", "2021-04", "2021-04-30", april),
        table("Atlas Desk", "2021-03-20", "2021-03-20", desk),
        table("Front Watch", "2021-04-02", "2021-04-02", (*ground, shared), total=66000.0, **maps),
        table(
            "Front Watch", "2021-04-02", "2021-04-02",
            (*(Part(name=n, holder=n, value=v) for n, v in dry.items()), shared),
            total=64800.0, base="the country without inland water", **maps,
        ),
        table(
            "Front Watch", "2021-04-02", "2021-04-02",
            tuple(Part(name=n, holder=n, value=v) for n, v in people.items()),
            total=1799.0, measure="population", unit="people", kind="polygons",
        ),
    )  # fmt: skip


def make_tried() -> Tried:
    """Reckon three figures, one of them an area."""
    quotes = ("more than 80%", "34%", "about 41,500 sq km")
    shared: dict[str, Any] = {"on": "2021-05-02", "place": "VAR", "blocs": BLOCS, "base": WHOLE_COUNTRY}
    claims = (
        Claim(value=80.0, bound="at_least", holders=("Army",), enemies=("Port",), **shared),
        Claim(value=34.0, holders=("Rebels",), **shared),
        Claim(value=41500.0, bound="about", unit="km2", kind="area", last_place=1.0, holders=("Army",), **shared),
    )
    figures = tuple(
        Figure(
            quote=quote,
            span=(TEXT.index(quote), TEXT.index(quote) + len(quote)),
            value=claim.value,
            kind="area" if claim.unit == "km2" else "share",
            unit=claim.unit,
            where="body",
            paragraph=0,
        )
        for quote, claim in zip(quotes, claims, strict=True)
    )
    tables = make_tables()
    reckonings: list[Reckoning] = []
    ways: dict[int, ByHand] = {}
    for at, claim in enumerate(claims):
        reckonings.append(reckon(claim, tables, figure=at, deals=10))
        laid = by_hand(claim, tables, most=len(reckonings[-1].evidence))
        assert laid is not None
        ways[at] = laid
    report = Report(headline="The army holds more", paragraphs=(TEXT,), figures=figures)
    return Tried(Answer(report=report, reckonings=tuple(reckonings), checks=()), ways)


@pytest.fixture(scope="session")
def tried() -> Tried:
    return make_tried()


@pytest.fixture
def file(tried: Tried, tmp_path: Path) -> str:
    """The page of the made-up country, with the explorer."""
    path = tmp_path / "answer.html"
    path.write_text(page(tried.answer, ways=tried.ways), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def show(browser: Any, file: str) -> Any:
    """Open the page in a browser, at a width and an address."""
    contexts = []

    def open_page(*, width: int = 1280, fragment: str = "", url: str = file, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        shown = context.new_page()
        shown.set_default_timeout(5000)
        shown.goto(url + fragment)
        return shown

    yield open_page
    for context in contexts:
        context.close()


OpenPage = Callable[..., Any]
