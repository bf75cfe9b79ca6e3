"""Lines on a terminal: wrapped to 80 columns, coloured only where there are colours, hostile text made harmless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoholds.showing.words import clean, vocabulary

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 80
Piece = str | tuple[str, str]


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
        for number, wrapped in enumerate(text.wrap(self.console, room, overflow="fold")):
            wrapped.rstrip()
            margin = " " * (indent + (hang if number else 0))
            self.console.print(Text(margin) + wrapped, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)

    def heading(self, words: str) -> None:
        """Print a heading with an empty line before it."""
        self.console.print()
        self.line((words.upper(), "bold"))

    def verdict(self, verdict: str) -> tuple[Piece, ...]:
        """Return a verdict's mark and word, so that colour is never alone."""
        shown = vocabulary()["verdicts"][verdict]
        mark = shown["mark"] if self.unicode else shown["ascii"]
        return ((f"{mark} {verdict.upper()}", f"bold {shown['colour']}"),)

    def _printable(self, words: str) -> str:
        text = clean(words)
        return text if self.unicode else text.encode(self.encoding, "replace").decode(self.encoding)
