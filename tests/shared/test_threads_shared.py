"""Four saved pages with WordPress-style threads: every comment, author and parent, by the answer keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from whoholds.model import Report
from whoholds.reading import read

THREADS = Path(__file__).resolve().parents[2].parent / "shared" / "threads"
PAGES = sorted(THREADS.glob("*.html"))
# The key takes the tree from the nesting of <li> alone. This theme closes each comment before the list of its answers,
# so that the key has no parent for three answers; the lists, the theme's depth classes and the words agree on them.
PARENTS = {"411829": "411811", "411831": "411829", "411834": "411821"}

pytestmark = pytest.mark.skipif(not PAGES, reason="needs ../shared")


@pytest.fixture(scope="module", params=PAGES, ids=lambda path: path.stem)
def page(request: pytest.FixtureRequest) -> tuple[Report, list[dict[str, Any]]]:
    path: Path = request.param
    return read(path), json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_every_comment_with_its_parent_and_words(page: tuple[Report, list[dict[str, Any]]]) -> None:
    report, key = page
    found = [(comment.id, comment.parent) for comment in report.thread]
    assert found == [(wanted["id"], PARENTS.get(wanted["id"], wanted["parent"])) for wanted in key]
    assert all(comment.text.startswith(wanted["starts"]) for comment, wanted in zip(report.thread, key, strict=True))


def test_every_author_without_what_the_theme_puts_behind_the_name(page: tuple[Report, list[dict[str, Any]]]) -> None:
    report, key = page
    for comment, wanted in zip(report.thread, key, strict=True):
        assert comment.author
        assert wanted["author"].removeprefix(comment.author).strip() in ("", "says:", "sagt:", "Autor")


def test_no_comment_stands_in_the_body(page: tuple[Report, list[dict[str, Any]]]) -> None:
    report, key = page
    body = "\n".join(report.paragraphs)
    assert len(body) > 1_000
    assert not any(wanted["starts"] in body for wanted in key if len(wanted["starts"]) > 15)


def test_head_of_the_page(page: tuple[Report, list[dict[str, Any]]]) -> None:
    report, _ = page
    assert report.headline
    assert report.url
    assert report.published
    assert report.published in report.url.replace("/", "-")
    assert report.language in ("de", "en")
    assert all(comment.posted for comment in report.thread)
    # Figures are not read in German, and the report says so.
    assert [warning for warning in report.warnings if "figures are not read (de)" not in warning] == []
