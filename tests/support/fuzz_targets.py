"""What the fuzzer calls: each kind of source, by its own reader, and what is done with a report."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from fuzz_demands import check_figures, check_report
from pdfs_by_hand import Words, pdf

LINE = re.compile(r"(-?\d{1,4}) (-?\d{1,4}) (\d{1,2})([- ])(.*)")


def read_bytes(data: bytes) -> None:
    """Bytes of any kind: decoded, told apart, read."""
    from whoholds.reading.assemble import _read
    from whoholds.reading.pages.source import from_bytes

    source = from_bytes(data)
    if source.kind != "pdf":  # a process of its own for each takes too long
        check_report(_read(source, None))


def read_html_text(data: bytes) -> None:
    """Any text as HTML."""
    from whoholds.reading import read_html

    check_report(read_html(text_of(data)))


def read_plain_text(data: bytes) -> None:
    """Any text as plain text."""
    from whoholds.reading import read_text

    check_report(read_text(text_of(data)))


def read_markdown_text(data: bytes) -> None:
    """Any text as Markdown."""
    from whoholds.reading.assemble import assemble
    from whoholds.reading.formats.markdown import read_markdown

    check_report(assemble(read_markdown(text_of(data).replace("\r", "\n"))))


def read_message(data: bytes) -> None:
    """Any bytes as a message, or as a box of messages."""
    from whoholds.reading.assemble import assemble
    from whoholds.reading.formats.mail import read_mail, read_mbox

    check_report(assemble(read_mbox(data) if data.startswith(b"From ") else read_mail(data)))


def read_chat(data: bytes) -> None:
    """Any bytes as an export of a chat."""
    from whoholds.reading.assemble import assemble
    from whoholds.reading.formats.telegram import chat_of
    from whoholds.reading.formats.telegram_page import read_telegram

    day = "2018-12-11" if data.endswith(b"\n") else None
    check_report(assemble(read_telegram(io.BytesIO(data), chat_of(data), on=day, name="the export")))


def read_lines_of_pdf(data: bytes) -> None:
    """Any lines as those of a PDF: "72 700 11 Words" is a line at a place, in a size, and a blank line a new page."""
    from whoholds.reading.assemble import assemble
    from whoholds.reading.formats.pdf import page_of_lines
    from whoholds.reading.formats.pdf_inside import Answer, Line

    pages: list[tuple[Line, ...]] = []
    for block in text_of(data).split("\n\n"):
        found = [match for line in block.split("\n") if (match := LINE.match(line))]
        pages.append(
            tuple(
                Line(
                    text=match[5],
                    left=float(match[1]),
                    right=float(match[1]) + len(match[5]) * float(match[3]) / 2,
                    bottom=float(match[2]),
                    top=float(match[2]) + float(match[3]),
                    soft=match[4] == "-",
                )
                for match in found
                if match[5].strip()
            )
        )
    answer = Answer(pages=tuple(pages), num_pages=len(pages), created="D:20181211", title=text_of(data)[:50])
    check_report(assemble(page_of_lines(answer)))


def read_whole_pdf(data: bytes) -> None:
    """The same lines as a PDF that is written and read, or bytes that say themselves that they are one."""
    from whoholds.reading.assemble import assemble
    from whoholds.reading.formats.pdf import read_pdf

    if not data.startswith(b"%PDF"):
        blocks = text_of(data).encode("latin-1", "replace").decode("latin-1").split("\n\n")
        lines = ([match for line in block.split("\n") if (match := LINE.match(line))] for block in blocks)
        data = pdf(*([Words(m[5], int(m[1]), int(m[2]), int(m[3])) for m in found] for found in lines))
    check_report(assemble(read_pdf(data)))


def read_one_passage(data: bytes) -> None:
    """Any text as one passage: figures, statements and notes."""
    from whoholds.reading.passage import read_passage

    text = text_of(data)
    check_figures(read_passage(text), lambda _: text)


def read_lines(data: bytes) -> None:
    """Any lines as JSON lines: an answer or an error a line."""
    import msgspec

    from whoholds.reading.lines import figures_of_lines

    text = text_of(data)
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

    report = read_text(text_of(data))
    country = WholeArea(name="Syria", area_km2=185180, source=Evidence(source="an almanac", as_of="2017"))
    for check in check_inside(report, on="2018-12-11", country=country):
        assert check.say and all(0 <= index < len(report.figures) for index in check.figures), check


def text_of(data: bytes) -> str:
    """Any bytes as text."""
    return data.decode("utf-8", errors="replace")


# Each target with its share of the runs, in percent: pages of HTML have the most to go wrong.
TARGETS: dict[str, tuple[Callable[[bytes], None], int]] = {
    "html": (read_html_text, 28),
    "text": (read_plain_text, 10),
    "markdown": (read_markdown_text, 10),
    "mail": (read_message, 16),
    "telegram": (read_chat, 18),
    "pdflines": (read_lines_of_pdf, 12),
    "passage": (read_one_passage, 3),
    "bytes": (read_bytes, 1),
    "inside": (check_the_inside, 1),
    "lines": (read_lines, 1),
    "pdf": (read_whole_pdf, 0),
}
