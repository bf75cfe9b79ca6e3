"""A Lua text and a place in it: blanks, comments, strings, numbers, lines, and what was not understood where.

Nothing here runs Lua. Every pattern eats what it matched for good, so that the time grows with the text and no faster.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from whoholds.atlas.importing.lua_values import Unread

MOST_CHARACTERS = 8_000_000  # four times what Wikipedia lets a page hold
LONGEST_STRING = 100_000  # characters; the legend of the longest map has 7,000
LONGEST_NUMBER = 64  # characters
MOST_PROBLEMS = 200

NAME = re.compile(r"[A-Za-z_]\w*+", re.ASCII)
_BLANKS = re.compile(r"\s*+")
_REST_OF_LINE = re.compile(r"[^\r\n]*+")
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_LONG_BRACKET = re.compile(r"\[(=*+)\[")
_QUOTED = {
    quote: re.compile(rf"{quote}((?:[^{quote}\\\r\n]|\\z\s*+|\\\r\n|\\[\s\S])*+){quote}") for quote in ('"', "'")
}
_NUMBER = re.compile(
    r"0[xX][\da-fA-F]*+\.?+[\da-fA-F]*+(?:[pP][+-]?+\d++)?+|(?:\d++\.?+\d*+|\.\d++)(?:[eE][+-]?+\d++)?+", re.ASCII
)
_SYMBOL = re.compile(r"\.\.\.|\.\.|==|~=|<=|>=|//|::|<<|>>|[\s\S]")
_SYMBOLS = re.compile(r"[^A-Za-z_\"'\[\-{;]++")
_NEITHER_WORD_NOR_STRING = re.compile(r"[^A-Za-z_\"'\[\-]++")
_ESCAPE = re.compile(r"\\(?:x([\da-fA-F]{2})|(\d{1,3})|u\{([\da-fA-F]{1,8})\}|(z)\s*+|(\r\n|[\s\S]))", re.ASCII)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\r\n": "\n", "\r": "\n"}
_OPENING = frozenset({"function", "if", "do", "repeat"})
_CLOSING = frozenset({"end", "until"})


class LuaText:
    """A Lua text, the place `at` which it is read, and the problems met so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.problems: dict[tuple[int, str], None] = {}
        self.more_problems = 0
        self._line_starts: list[int] | None = None

    def line(self, at: int) -> int:
        """Return the number of the line that the place stands in, from 1."""
        if self._line_starts is None:
            self._line_starts = [found.end() for found in _LINE_ENDS.finditer(self.text)]
        return bisect_right(self._line_starts, at) + 1

    def report(self, at: int, reason: str) -> None:
        """Note what was not understood at the place; one line says the same thing once."""
        if len(self.problems) >= MOST_PROBLEMS:
            self.more_problems += 1
        else:
            self.problems[self.line(at), reason] = None

    def skip_blanks(self) -> None:
        """Go past blanks and comments."""
        text = self.text
        while True:
            found = _BLANKS.match(text, self.at)
            self.at = found.end() if found else self.at
            if not text.startswith("--", self.at):
                return
            start = self.at
            self.at += 2
            if self._long_bracket("a comment", start) is None:
                line = _REST_OF_LINE.match(text, self.at)
                self.at = line.end() if line else self.at

    def name(self) -> str:
        """Return the name or keyword at the place, or nothing; stay there."""
        found = NAME.match(self.text, self.at)
        return found[0] if found else ""

    def symbol(self) -> str:
        """Return the symbol at the place, or nothing at the end; stay there."""
        found = _SYMBOL.match(self.text, self.at)
        return found[0] if found else ""

    def take(self, symbol: str) -> bool:
        """Go past the symbol after blanks, if it stands there."""
        self.skip_blanks()
        if self.symbol() != symbol:
            return False
        self.at += len(symbol)
        return True

    def string(self) -> str | Unread | None:
        """Read the string at the place; None if there is none."""
        start = self.at
        quote = self.text[start : start + 1]
        if quote == "[":
            return self._long_bracket("a string", start)
        pattern = _QUOTED.get(quote)
        if pattern is None:
            return None
        found = pattern.match(self.text, start)
        if found is None:
            self.report(start, "a string is not closed on its line; it was left out")
            line = _REST_OF_LINE.match(self.text, start)
            self.at = line.end() if line else start + 1
            return Unread("a string that is not closed")
        self.at = found.end()
        return self._of_fitting_length(found[1], start, escapes=True)

    def number(self) -> float | Unread | None:
        """Read the number at the place; None if there is none."""
        start = self.at
        found = _NUMBER.match(self.text, start)
        if found is None:
            return None
        self.at = found.end()
        word = NAME.match(self.text, self.at)
        if word is None and len(found[0]) <= LONGEST_NUMBER:
            try:
                return float.fromhex(found[0]) if found[0][:2] in ("0x", "0X") else float(found[0])
            except (ValueError, OverflowError):
                pass
        self.at = word.end() if word else self.at
        self.report(start, f"{self.text[start : min(self.at, start + 30)]!r} is no number")
        return Unread(self.text[start : min(self.at, start + 30)])

    def skip_token(self) -> None:
        """Go past one name, string, number or symbol."""
        name = self.name()
        if name:
            self.at += len(name)
        elif self.string() is None and self.number() is None:
            self.at += len(self.symbol())

    def skip_symbols(self) -> None:
        """Go past what begins no name, string, comment or table."""
        found = _SYMBOLS.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def skip_block(self, opener: str) -> None:
        """Go past the body of a function, loop or condition whose first keyword was just read, to its end."""
        start = self.at
        depth = 0 if opener in ("for", "while") else 1  # their "do" opens it
        while self.at < len(self.text):
            self.skip_blanks()
            name = self.name()
            if name:
                self.at += len(name)
                depth += (name in _OPENING) - (name in _CLOSING)
                if depth <= 0 and name in _CLOSING:
                    return
            elif self.string() is None:
                bulk = _NEITHER_WORD_NOR_STRING.match(self.text, self.at)
                self.at = bulk.end() if bulk else self.at + 1
        self.report(start, f"{opener!r} has no end")

    def _long_bracket(self, what: str, start: int) -> str | Unread | None:
        opening = _LONG_BRACKET.match(self.text, self.at)
        if opening is None:
            return None
        closing = f"]{opening[1]}]"
        end = self.text.find(closing, opening.end())
        if end < 0:
            self.report(start, f"{what} in long brackets is never closed; the rest of the file was left out")
            self.at = len(self.text)
            return Unread("a string that is not closed")
        self.at = end + len(closing)
        if what == "a comment":
            return ""
        inside = self.text[opening.end() : end]
        return self._of_fitting_length(inside.removeprefix("\r").removeprefix("\n"), start, escapes=False)

    def _of_fitting_length(self, inside: str, start: int, *, escapes: bool) -> str | Unread:
        if len(inside) > LONGEST_STRING:
            self.report(start, f"a string of {len(inside):,} characters was left out; {LONGEST_STRING:,} are read")
            return Unread("a string that is too long")
        if not escapes or "\\" not in inside:
            return inside
        try:
            return _unescaped(inside)
        except ValueError:
            self.report(start, "a string has an escape that stands for no character; it was left out")
            return Unread("a string that cannot be read")


def _unescaped(inside: str) -> str:
    """Return the string without escapes. Lua's escapes are bytes, of UTF-8; raises ValueError if they are not."""
    pieces: list[bytes] = []
    done = 0
    for found in _ESCAPE.finditer(inside):
        pieces.append(inside[done : found.start()].encode("utf-8", "surrogatepass"))
        done = found.end()
        as_hex, as_decimal, as_code, gap, other = found.groups()
        if as_hex or as_decimal:
            pieces.append(bytes([int(as_hex, 16) if as_hex else int(as_decimal)]))
        elif as_code:
            pieces.append(chr(int(as_code, 16)).encode())
        elif not gap:
            pieces.append(_ESCAPED.get(other, other).encode("utf-8", "surrogatepass"))
    pieces.append(inside[done:].encode("utf-8", "surrogatepass"))
    return b"".join(pieces).decode("utf-8", "surrogatepass")
