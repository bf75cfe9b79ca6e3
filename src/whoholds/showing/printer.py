"""Lines on a terminal: wrapped to 80 columns, coloured only where there are colours, hostile text made harmless."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whoholds.showing.words import clean, vocabulary

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 80
Piece = str | tuple[str, str]

# Letters written from right to left, and what stands between two of them. Apart from the words around it, such a run
# is shown in its own order and leaves theirs alone (Unicode Standard Annex 9, isolates).
_RTL = (
    "\u05d0-\u05f4\u0620-\u064a\u066e-\u06d3\u06fa-\u08c7\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_QUOTED = re.compile(rf"(?<=“)[^“”]*[{_RTL}][^“”]*(?=”)")
_RUN = re.compile(rf"[{_RTL}](?:[^A-Za-z“”\u2068\u2069]*[{_RTL}])?")
_ISOLATED = re.compile("(\u2068[^\u2068\u2069]*\u2069)")
ISOLATE, ISOLATE_ENDS = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """Return text in which every quotation, and every run of words, that is written from right to left is isolated.

    >>> isolated("“ثلث 5” · x") == "“\u2068ثلث 5\u2069” · x", isolated("half of it")
    (True, 'half of it')
    """
    if text.isascii():
        return text
    quoted = _QUOTED.sub(lambda match: ISOLATE + match[0] + ISOLATE_ENDS, text)
    return "".join(
        part if part.startswith(ISOLATE) else _RUN.sub(lambda match: ISOLATE + match[0] + ISOLATE_ENDS, part)
        for part in _ISOLATED.split(quoted)
    )


class Printer:
    """Prints lines made of pieces. A piece is a text, or a text with its style; markup in a text is never obeyed."""

    def __init__(self, console: Console | None = None) -> None:
        if console is None:
            from rich.console import Console as NewConsole

            console = NewConsole()
        self.console = console
        self.width = max(20, min(console.width, WIDEST))
        self.encoding = console.encoding or "utf-8"
        self.unicode = self.encoding.lower().replace("-", "").startswith("utf")

    def line(self, *pieces: Piece, indent: int = 0, hang: int = 2) -> None:
        """Print one paragraph; its further lines stand `hang` columns further in."""
        from rich.text import Text

        text = Text()
        for piece in pieces:
            words, style = (piece, "") if isinstance(piece, str) else piece
            text.append(self._printable(words), style)
        room = self.width - indent - hang
        opened = False
        for number, wrapped in enumerate(text.wrap(self.console, room, overflow="fold")):
            wrapped.rstrip()
            margin = Text(" " * (indent + (hang if number else 0)) + ISOLATE * opened)
            # An isolate ends with its line: the next line opens it again.
            opened = opened + wrapped.plain.count(ISOLATE) > wrapped.plain.count(ISOLATE_ENDS)
            wrapped.append(ISOLATE_ENDS * opened)
            self.console.print(margin + wrapped, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)

    def heading(self, words: str) -> None:
        """Print a heading with an empty line before it."""
        self.console.print()
        self.line((words.upper(), "bold"))

    def verdict(self, verdict: str, by_whom: str = "") -> tuple[Piece, ...]:
        """Return a verdict's mark and words, so that colour is never alone; `by_whom` follows the word."""
        shown = vocabulary()["verdicts"][verdict]
        mark = shown["mark"] if self.unicode else shown["ascii"]
        return ((f"{mark} {verdict.upper()}{by_whom.upper()}", f"bold {shown['colour']}"),)

    def _printable(self, words: str) -> str:
        text = clean(words)
        return isolated(text) if self.unicode else text.encode(self.encoding, "replace").decode(self.encoding)
