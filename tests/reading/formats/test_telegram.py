"""Telegram's export: posts one by one, a day of a channel, a post of a group with its answers; and broken files."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from whoholds.errors import UnreadableSource
from whoholds.model import Origin
from whoholds.reading import read
from whoholds.reading.formats.telegram import Post, telegram_posts


def message(ident: int, text: Any, date: str = "2018-12-11T10:00:00", **more: Any) -> dict[str, Any]:
    return {"id": ident, "type": "message", "date": date, "from": "Front News", "text": text, **more}


def export(*messages: Any, kind: str = "public_channel", **more: Any) -> bytes:
    return json.dumps({"name": "Front News", "type": kind, "id": 1, "messages": messages, **more}, indent=1).encode()


def written(folder: Path, raw: bytes) -> Path:
    path = folder / "result.json"
    path.write_bytes(raw)
    return path


CHANNEL = export(
    {"id": 1, "type": "service", "date": "2018-12-01T10:00:00", "action": "create_channel"},
    message(2, "The army holds a third of the province.", "2018-12-10T09:00:00"),
    message(3, ["The army ", {"type": "bold", "text": "holds half"}, " of the province.\n\nRoads are open."]),
    message(4, "", photo="photos/1.jpg"),
    message(5, "They hold 20 percent of it.", "2018-12-11T12:00:00", forwarded_from="Press Office"),
)


def test_the_last_day_of_a_channel_is_the_report(tmp_path: Path) -> None:
    report = read(written(tmp_path, CHANNEL))
    assert (report.site, report.published, report.headline) == ("Front News", "2018-12-11", None)
    assert report.paragraphs == (
        "The army holds half of the province.",
        "Roads are open.",
        "They hold 20 percent of it.",
    )
    assert report.origins == (
        Origin(paragraph=0, post=3, author="Front News", posted="2018-12-11T10:00:00"),
        Origin(paragraph=2, post=5, author="Press Office", posted="2018-12-11T12:00:00"),
    )
    assert [(figure.value, figure.paragraph) for figure in report.figures] == [(50, 0), (20, 2)]
    assert report.warnings == (
        "The chat has posts from 2018-12-10 to 2018-12-11; those of 2018-12-11 were read. Name another with --on.",
    )


def test_another_day_can_be_named(tmp_path: Path) -> None:
    report = read(written(tmp_path, CHANNEL), on="2018-12-10")
    assert (report.paragraphs, report.warnings) == (("The army holds a third of the province.",), ())
    with pytest.raises(UnreadableSource, match="no posts of 2018-12-09: its posts go from 2018-12-10 to 2018-12-11"):
        read(written(tmp_path, CHANNEL), on="2018-12-09")


def test_a_note_among_the_posts_moves_their_numbers(tmp_path: Path) -> None:
    raw = export(message(1, "[AB: Not clear which.]"), message(2, "The army holds half of it."))
    report = read(written(tmp_path, raw))
    assert report.paragraphs == ("The army holds half of it.",)
    assert report.origins == (Origin(paragraph=0, post=2, author="Front News", posted="2018-12-11T10:00:00"),)


GROUP = export(
    message(1, "The army holds half of the province."),
    message(2, "Is that so?", **{"from": "Ana"}, reply_to_message_id=1),
    message(3, "Something else."),
    message(4, "It is 60 percent.", "2018-12-12T08:00:00", **{"from": "Bo"}, reply_to_message_id=2),
    message(5, "Else indeed.", reply_to_message_id=3),
    kind="public_supergroup",
)


def test_a_post_of_a_group_and_what_answers_it(tmp_path: Path) -> None:
    report = read(written(tmp_path, GROUP), on="2018-12-11")
    assert report.paragraphs == ("The army holds half of the province.",)
    assert [(c.id, c.parent, c.depth, c.author, c.text) for c in report.thread] == [
        (2, None, 0, "Ana", "Is that so?"),
        (4, 2, 1, "Bo", "It is 60 percent."),
    ]
    assert report.warnings == ("2 other posts of that day do not answer the first; they were left out.",)


def test_a_group_whose_posts_answer_what_is_not_there(tmp_path: Path) -> None:
    raw = export(message(7, "Half of it?", reply_to_message_id=1), kind="private_group")
    with pytest.raises(UnreadableSource, match="no post that answers none"):
        read(written(tmp_path, raw))


def test_posts_come_one_by_one_with_all_that_is_said_of_them() -> None:
    posts = list(telegram_posts(io.BytesIO(CHANNEL)))
    assert [post.id for post in posts] == [2, 3, 4, 5]
    assert posts[0] == Post(
        id=2, posted="2018-12-10T09:00:00", author="Front News", text="The army holds a third of the province."
    )
    assert posts[3].passed_on_from == "Press Office"


@pytest.mark.parametrize(
    "bad",
    [
        17,
        None,
        [],
        {"id": True, "type": "message"},
        {"id": "x", "type": "message"},
        {"type": "message"},
        {"id": 1, "type": "service"},
        {"id": 1 << 70, "type": 3},
    ],
)
def test_what_is_no_post_is_passed_over(bad: Any) -> None:
    assert [post.id for post in telegram_posts(io.BytesIO(export(bad, message(2, "Half."))))] == [2]


@pytest.mark.parametrize(
    "more",
    [
        {"text": 3},
        {"text": {"text": "Half"}},
        {"text": [1, None, {"text": 2}, ["a"]]},
        {"date": 5, "date_unixtime": 7},
        {"date": "2018-99-99T10:00:00"},
        {"from": ["Ana"], "reply_to_message_id": "x"},
        {"text": "\ud83d half"},
    ],
)
def test_a_field_of_another_kind_is_passed_over(more: dict[str, Any]) -> None:
    raw = export({**message(2, "Half."), **more})
    (post,) = telegram_posts(io.BytesIO(raw))
    post.text.encode()
    assert post.id == 2


def test_seconds_stand_in_for_a_day() -> None:
    raw = export({"id": 1, "type": "message", "date_unixtime": "1544522400", "text": "Half."})
    assert [post.posted for post in telegram_posts(io.BytesIO(raw))] == ["2018-12-11T10:00:00Z"]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (CHANNEL[:-200], "breaks off behind message"),
        (CHANNEL.replace(b'"id": 3', b'"id": 3 3'), "breaks off behind message 2"),
        (CHANNEL.replace(b"half", b"\xff\xfe"), "breaks off"),
        (export(), "no posts with text"),
        (export(message(1, "x" * 9_000_000)), "larger than"),
        (export(message(1, "x")).replace(b'"x"', b"[" * 100_000 + b"]" * 100_000), "breaks off|no posts with text"),
    ],
    ids=["cut", "broken", "no utf-8", "empty", "large", "deep"],
)
def test_a_broken_export_is_one_line(tmp_path: Path, raw: bytes, says: str) -> None:
    with pytest.raises(UnreadableSource, match=says) as error:
        read(written(tmp_path, raw))
    assert "result.json" in str(error.value)
    assert "\n" not in str(error.value)


def test_memory_does_not_grow_with_the_export(tmp_path: Path) -> None:
    one = json.dumps(message(1, "The army holds half of the province. " * 20, "2018-12-10T09:00:00")).encode()
    path = tmp_path / "result.json"
    with path.open("wb") as file:
        file.write(b'{"name": "Front", "type": "public_channel", "id": 1, "messages": [')
        for _ in range(30_000):  # more than may be read of any other file
            file.write(one + b",\n")
        file.write(json.dumps(message(2, "They hold a third of it.")).encode() + b"]}")
    assert path.stat().st_size > 20_000_000
    tracemalloc.start()
    try:
        report = read(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert report.paragraphs == ("They hold a third of it.",)
    assert peak < 20_000_000
