"""`check --annotations` and `--claim-review`: files for other programs, and one clear line for every wrong use."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from web_annotation import faults

ROOT = Path(__file__).resolve().parents[2]
WHOHOLDS = str(Path(sys.executable).parent / "whoholds")
SYRIA = ROOT / "examples/syria-2018-12-11.txt"


def run(*arguments: str | Path, folder: Path, text: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [WHOHOLDS, "check", *map(str, arguments), "--deals", "100"]
    return subprocess.run(command, input=text, capture_output=True, timeout=120, cwd=folder, check=False)


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    done = run(
        SYRIA, "--html", "answer.html", "--annotations", "notes.jsonld", "--claim-review", "reviews.jsonld",
        "--reviewer", "The Example Desk", "--reviewer-url", "https://desk.example", "--reviewed", "2018-12-20",
        folder=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr.decode().splitlines()[-3:] == [
        "Wrote answer.html", "Wrote reviews.jsonld", "Wrote notes.jsonld"
    ]  # fmt: skip
    return folder


def test_annotations_of_a_file_lead_to_its_words_and_to_the_page_beside_it(written: Path) -> None:
    document = load(written / "notes.jsonld")
    assert faults(document) == []
    text = SYRIA.read_text(encoding="utf-8")
    page: Any = lxml.html.document_fromstring((written / "answer.html").read_text(encoding="utf-8"))
    placed = 0
    for annotation in document["first"]["items"]:
        assert annotation["target"]["source"] == "./syria-2018-12-11.txt"
        quoted, *position = annotation["target"]["selector"]
        for place in position:
            placed += 1
            assert text[place["start"] : place["end"]] == quoted["exact"]
        where, _, anchor = annotation["body"][1]["source"].partition("#")
        assert where == "./answer.html"
        assert len(page.xpath(f"//*[@id='{anchor}']")) == 1
    assert placed >= 8


def test_reviews_are_those_in_the_page(written: Path) -> None:
    document = load(written / "reviews.jsonld")
    page: Any = lxml.html.document_fromstring((written / "answer.html").read_text(encoding="utf-8"))
    (script,) = page.xpath("//script[@type='application/ld+json']")
    assert json.loads(script.text) == document
    review = document["@graph"][0]
    assert review["reviewRating"]["alternateName"].startswith("given by ")
    assert review["itemReviewed"]["author"] == {"@type": "Person", "name": "Mikhail Mizintsev"}
    assert review["datePublished"] == "2018-12-20"
    assert "url" not in review


def test_a_page_on_the_web_is_linked_by_its_address(tmp_path: Path) -> None:
    text = b"The Taliban hold 45% of Afghanistan's districts, a spokesman said on 31 October 2018."
    done = run(
        "-", "--annotations", "notes.jsonld", "--claim-review", "reviews.jsonld", "--reviewer", "Desk",
        "--page-url", "https://desk.example/a.html#top", "--json", folder=tmp_path, text=text,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["reckonings"]
    (annotation,) = load(tmp_path / "notes.jsonld")["first"]["items"]
    assert annotation["body"][1]["source"] == "https://desk.example/a.html#figure-1"
    assert annotation["target"]["source"] == "./standard-input.txt"
    (review,) = load(tmp_path / "reviews.jsonld")["@graph"]
    assert review["url"] == "https://desk.example/a.html#figure-1"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--claim-review", "r.jsonld"), "--claim-review goes with --reviewer"),
        (("--reviewer", "Desk"), "--reviewer goes with --claim-review or --html"),
        (("--claim-review", "r.jsonld", "--reviewer", " "), "--reviewer is empty"),
        (("--html", "a.html", "--reviewer-url", "https://desk.example"), "--reviewer-url goes with --reviewer"),
        (("--html", "a.html", "--reviewed", "2018-12-20"), "--reviewed goes with --reviewer"),
        (("--html", "a.html", "--page-url", "javascript:alert(1)"), "--page-url is no web address"),
        (("--html", "a.html", "--reviewer", "D", "--reviewer-url", "desk"), "--reviewer-url is no web address"),
    ],
)
def test_wrong_use_is_one_line_and_writes_nothing(arguments: tuple[str, ...], says: str, tmp_path: Path) -> None:
    done = run(SYRIA, *arguments, folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"Error: {says}")
    assert len(done.stderr.decode().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = run(SYRIA, "--annotations", "missing/notes.jsonld", folder=tmp_path)
    assert done.returncode == 1
    assert b"missing/notes.jsonld" in done.stderr.splitlines()[-1]
    assert b"Traceback" not in done.stderr
