"""Markdown: markdown-it-py reads the marks; what they mark goes on as plain text, and titles and days as such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from whoholds.model import Image
from whoholds.reading.formats.markdown_thread import Head, head_of, is_heading
from whoholds.reading.pages.moments import moment
from whoholds.reading.pages.page import Page
from whoholds.reading.pages.page_words import is_line
from whoholds.reading.pages.plain import read_plain
from whoholds.reading.pages.tidy import tidy

if TYPE_CHECKING:
    from markdown_it.token import Token

# What is read of a file, as characters of prose, which take about 3 µs each. Some marks take the parser twenty times as
# long, so each counts as that many.
MOST_WORK = 600_000
_MARKS = "[*_|~<"
_MARK = 20
_DEEPEST = 60  # lists in lists, quotes in quotes
_HOLDING = frozenset(("blockquote_open", "list_item_open"))
_WORDS = frozenset(("paragraph_open", "blockquote_open", "fence", "code_block", "html_block"))
_LISTS = frozenset(("bullet_list_open", "ordered_list_open"))
_NO_HEADING = 7  # where a paragraph stands for a heading: below all of them
_BULLET = "• "
_FRONT = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\n(.{0,20000}?)\n\1[ \t]*(?:\n|$)", re.DOTALL)
_PAIR = re.compile(r"([A-Za-z_][\w-]{0,40})[ \t]*[:=][ \t]+(\S.*)")
_MOST_IMAGES = 1_000


def read_markdown(text: str) -> Page:
    r"""Read the skeleton of a page of Markdown.

    The headline is the title of the front matter, else the first heading, if no paragraph stands before it. Links leave
    their words; a row of a table is a paragraph, its cells parted by " | ".

    >>> page = read_markdown("---\ndate: 2018-12-11\n---\n# Half Is Held\n\nThe army *holds* [half](a.html) of it.\n")
    >>> page.headline, page.published, page.paragraphs
    ('Half Is Held', '2018-12-11', ('The army holds half of it.',))
    """
    said, text = front_matter(text)
    warnings: list[str] = []
    first = _affordable(text)
    if len(first) < len(text):
        warnings.append(f"The page has {len(text):,} characters of Markdown; only the first {len(first):,} were read.")
    writer = _Writer()
    writer.write(_tokens(first))
    if writer.deepest >= _DEEPEST:
        warnings.append("The page has lists or quotes that are nested too deep to be read; the deepest were left out.")
    title = tidy(said.get("title", "")) or writer.title
    page = read_plain("\n".join(writer.lines), headline=title)
    url = next((said[key] for key in ("canonical_url", "canonical", "url", "source", "link") if key in said), "")
    day = next((day for key in ("date", "published", "created") if (day := moment(said.get(key, "")))), None)
    language = said.get("lang") or said.get("language")
    return replace(
        page,
        url=url if re.match(r"https?://\S+$", url) else None,
        published=day[:10] if day and not day.startswith("--") else page.published,
        language=language if language and re.fullmatch(r"[A-Za-z]{2,3}(?:-\w{2,8})*", language) else page.language,
        images=(*writer.images, *page.images),
        paragraphs=tuple(paragraph.removeprefix(_BULLET) for paragraph in page.paragraphs),
        warnings=(*warnings, *page.warnings),
    )


def front_matter(text: str) -> tuple[dict[str, str], str]:
    r"""Split simple front matter ("key: value" or "key = value") from the text; of two of one name the first counts.

    >>> front_matter("---\ntitle: 'Half'\ntags: [a]\n---\nText")
    ({'title': 'Half', 'tags': '[a]'}, 'Text')
    """
    found = _FRONT.match(text)
    pairs = [pair for line in found[2].split("\n") if (pair := _PAIR.match(line))] if found else []
    if found is None or not pairs:
        return {}, text
    said: dict[str, str] = {}
    for pair in pairs:
        value = pair[2].strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        said.setdefault(pair[1].lower(), value)
    return said, text[found.end() :]


def _affordable(text: str) -> str:
    """Give as many of the first lines as may be read, and at least a part of the first."""
    work = at = 0
    for line in text.splitlines(keepends=True):
        work += len(line) + _MARK * (1 + sum(map(line.count, _MARKS)))
        if work > MOST_WORK:
            return text[: at or MOST_WORK // (1 + _MARK)]
        at += len(line)
    return text


def _tokens(text: str) -> Sequence[Token]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    return parser.parse(text)


class _Writer:
    """Writes tokens as lines of plain text: a block a line, blank lines between, lists by bullets and indents."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.images: list[Image] = []
        self.title: str | None = None
        self.deepest = 0
        self._lists = self._quotes = 0
        self._begins = False  # the next block begins an item of a list
        self._heading: int | None = None  # how high the heading is that comes next: 1 is the highest
        self._row: list[str] | None = None
        self._thread: int | None = None  # how high the heading is below which comments stand
        self._by_paragraphs = False  # they are paragraphs, not items of a list

    def write(self, tokens: Sequence[Token]) -> None:
        for place, token in enumerate(tokens):
            if token.type in _HOLDING:
                self.deepest = max(self.deepest, token.level + 1)
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self._lists += 1
                case "bullet_list_close" | "ordered_list_close":
                    self._lists -= 1
                case "blockquote_open":
                    self._quotes += 1
                case "blockquote_close":
                    self._quotes -= 1
                case "list_item_open":
                    self._begins = True
                case "list_item_close":
                    self._begins = False
                case "heading_open":
                    self._heading = int(token.tag[1:])
                case "tr_open":
                    self._row = []
                case "tr_close":
                    row, self._row = self._row or [], None
                    self._put(" | ".join(row).strip("| "))
                case "inline":
                    after = tokens[place + 2].type if place + 2 < len(tokens) else ""
                    # Outside of a thread what only has points below it is a point itself, and nobody's name.
                    self._begins = self._begins and (self._thread is not None or after not in _LISTS)
                    self._inline(token, goes_on=after in _WORDS)
                case "fence" | "code_block":
                    for line in token.content.split("\n"):
                        self._put(line)
                case "html_block":
                    for line in _markup_lines(token.content):
                        self._put(line)

    def _inline(self, token: Token, *, goes_on: bool) -> None:
        lines = [line for piece in "".join(self._words(token.children or ())).split("\n") if (line := tidy(piece))]
        text = " ".join(lines)
        height, self._heading = self._heading, None
        if height is not None:
            if self.title is None and not any(self.lines) and text:
                self.title = text
                return
            if self._thread is None or height <= self._thread:
                self._thread, self._by_paragraphs = height if is_heading(text) else None, False
        elif not self._lists and not self._quotes and is_heading(text):
            self._thread, self._by_paragraphs = _NO_HEADING, False
        if self._row is not None:
            self._row.append(text)
        elif head := self._head(lines, is_bold=height is not None or _is_bold(token), goes_on=goes_on):
            self._put_head(head)
        else:
            self._put(text)

    def _head(self, lines: Sequence[str], *, is_bold: bool, goes_on: bool) -> Head | None:
        if self._thread is None or not lines or is_heading(lines[0]):
            return None
        if self._by_paragraphs and is_line("furniture", lines[0]):
            self._thread, self._by_paragraphs = None, False
            return None
        is_item = self._lists > 0 and self._begins and not self._by_paragraphs
        return head_of(lines, is_bold=is_bold, is_item=is_item, goes_on=goes_on)

    def _put_head(self, head: Head) -> None:
        """Write who wrote a comment, as far in as it is nested, and what the block says besides further in."""
        self._by_paragraphs = self._by_paragraphs or not self._lists
        level = min(self._lists + self._quotes - self._begins, _DEEPEST)
        self._begins = False
        self.lines += ["", f"{'  ' * level}{_BULLET}{head.name}"]
        if head.words:
            self.lines += ["", f"{'  ' * (level + 1)}{head.words}"]

    def _words(self, tokens: Sequence[Token]) -> Iterator[str]:
        struck = 0  # nobody says what is struck out
        for token in tokens:
            struck += (token.type == "s_open") - (token.type == "s_close")
            if struck:
                continue
            if token.type == "image":
                if len(self.images) < _MOST_IMAGES:
                    src, title = (str(token.attrs.get(key) or "") for key in ("src", "title"))
                    self.images.append(
                        Image(src=src or None, alt=tidy(token.content) or None, caption=tidy(title) or None)
                    )
            elif token.type in ("softbreak", "hardbreak"):
                yield "\n"
            elif token.type in ("text", "code_inline", "text_special"):
                yield token.content
            elif token.type == "html_inline" and token.content[:3].lower() == "<br":
                yield "\n"

    def _put(self, text: str) -> None:
        """Write a block; a line of its own, behind a blank line unless it only goes on in a list."""
        text = tidy(text)
        if not text:
            return
        level = self._lists
        if self._thread is not None:  # words stand further in than the name, which is no item but in a list
            level += self._quotes + (self._quotes > 0 or self._by_paragraphs)
        indent = "  " * min(level, _DEEPEST + 1)
        if self._lists and self._begins and not self._by_paragraphs:
            text = f"{'  ' * (min(self._lists, _DEEPEST) - 1)}{_BULLET}{text}"
            self._begins = False
        else:
            text = indent + text
        self.lines += ["", text]


def _is_bold(token: Token) -> bool:
    """Tell whether a block begins with bold words."""
    marks = [child.type for child in token.children or () if child.type != "text" or child.content.strip()]
    return marks[:1] == ["strong_open"]


def _markup_lines(html: str) -> list[str]:
    """Give the paragraphs of a piece of HTML inside Markdown."""
    from whoholds.reading.pages.html_text import every_paragraph
    from whoholds.reading.pages.markup import parse

    tree = parse(html).tree
    return [] if tree is None else [block.text for block in every_paragraph(tree, around=True)]
