"""Expressions of a Lua text: constants, names for them, sums of them and strings joined. Nothing is run.

A name that is not set in the text, and a call, come out as an `Unread` with the way in which they are written.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from whoholds.atlas.importing.lua_text import MOST_CHARACTERS, LuaText
from whoholds.atlas.importing.lua_values import Table, Unread, Value, as_key, as_text, reckoned, with_signs
from whoholds.errors import BadTable

DEEPEST = 32
MOST_STEPS = 1_000_000  # constants and names outside plain fields: some ten seconds' work
LONGEST_JOINED = 100_000  # characters of one string made of others
LONGEST_SAID = 80

WORDS: dict[str, Value] = {"nil": None, "true": True, "false": False}
RUN = ("function", "for", "while", "if", "do", "repeat")  # they begin code that would have to be run
KEYWORDS = frozenset((*RUN, "and", "break", "else", "elseif", "end", "goto", "in", "local", "not", "or", "return"))
KEYWORDS |= {"then", "until"}
_COMPARING = frozenset({"==", "~=", "<=", ">=", "<", ">"})
_MISSING = Unread("")


class LuaExpressions(LuaText, ABC):
    """A reader of expressions, by recursive descent of bounded depth. How tables are read, a class above it says."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.names: Table = {}
        self.depth = 0
        self._steps = 0
        self._gaps = 0  # places where a value is missing
        self._joined = 0

    def expression(self) -> Value:
        """Read an expression; where none stands, an `Unread` comes out and the place stays."""
        self.skip_blanks()
        start, gaps = self.at, self._gaps
        value = self._joining()
        while True:
            self.skip_blanks()
            word, symbol = self.name(), self.symbol()
            if word not in ("and", "or") and symbol not in _COMPARING:
                if self._gaps > gaps and self.at > start:
                    self.report(start, f"{self.said(start)!r} was not understood here")
                return value
            self.at += len(word or symbol)
            self._joining()
            value = Unread(self.said(start))

    @abstractmethod
    def table(self) -> Table:
        """Read the table at the place."""

    def named(self) -> tuple[Value, Table | None, str | int | None]:
        """Read the name at the place and what follows it; return its value, and the table and key of it, if known."""
        start = self.at
        name = self.name()
        self.at += len(name)
        return self._followed(self.names.get(name, Unread(name)), start, home=self.names, key=name)

    def unrun(self, word: str) -> None:
        """Go past code that begins with the keyword at the place, and report it."""
        start = self.at
        self.at += len(word)
        self.skip_block(word)
        if word == "repeat":
            self.expression()
        self.report(start, f"{word!r} begins code, which is not run: what it would make or change is not known")

    def listed(self) -> list[Value]:
        """Read expressions between commas."""
        values = []
        while True:
            self.skip_blanks()
            start = self.at
            value = self.expression()
            if self.at > start:
                values.append(value)
            if not self.take(","):
                return values

    def said(self, start: int) -> str:
        """Return how the text writes what stands between the start and the place, shortened."""
        said = " ".join(self.text[start : min(self.at, start + LONGEST_SAID + 1)].split())
        return said if self.at - start <= LONGEST_SAID else f"{said}…"

    # ------------------------------------------------------------------------------- expressions, loosest bond first

    def _joining(self) -> Value:
        value = self._sum()
        if not self.take(".."):
            return value
        start = self.at
        pieces = [value, self._sum()]
        while self.take(".."):
            pieces.append(self._sum())
        texts = [as_text(piece) for piece in pieces]
        length = sum(len(text or "") for text in texts)
        self._joined += length
        if None in texts or length > LONGEST_JOINED or self._joined > MOST_CHARACTERS:
            self.report(start, "strings are joined of which one is not known, or which are too long together")
            return Unread(next((piece.said for piece in pieces if isinstance(piece, Unread)), "a joined string"))
        return "".join(text or "" for text in texts)

    def _sum(self) -> Value:
        value = self._product()
        while True:
            self.skip_blanks()
            symbol = self.symbol()
            if symbol not in ("+", "-"):
                return value
            self.at += 1
            value = reckoned(symbol, value, self._product())

    def _product(self) -> Value:
        value = self._signed()
        while True:
            self.skip_blanks()
            symbol = self.symbol()
            if symbol not in ("*", "/", "//", "%"):
                return value
            self.at += len(symbol)
            value = reckoned(symbol, value, self._signed())

    def _signed(self) -> Value:
        signs = self._signs()
        powers = [self._one()]
        while self.take("^"):
            inner = self._signs()
            powers.append(with_signs(inner, self._one()))
        value = powers.pop()
        while powers:
            value = reckoned("^", powers.pop(), value)
        return with_signs(signs, value)

    def _signs(self) -> list[str]:
        signs: list[str] = []
        while True:
            self.skip_blanks()
            sign = "not" if self.name() == "not" else self.symbol()
            if sign not in ("-", "#", "not"):
                return signs
            self.at += len(sign)
            signs.append(sign)

    def _one(self) -> Value:
        """Read one constant, table, name or bracket with the calls that follow it."""
        self.skip_blanks()
        start = self.at
        self.step(start)
        word = self.name()
        if word in WORDS:
            self.at += len(word)
            return WORDS[word]
        if word == "function":
            self.unrun(word)
            return Unread(word)
        if word in KEYWORDS:
            return self._gap(word)
        if word:
            return self.named()[0]
        symbol = self.symbol()
        if symbol == "{":
            return self.table()
        if symbol == "(":
            return self._followed(self.bracketed("(", ")"), start, home=None, key=None)[0]
        string = self.string()
        if string is not None:
            return string
        number = self.number()
        return self._gap(symbol) if number is None else number

    def _gap(self, said: str) -> Unread:
        self._gaps += 1
        return Unread(said)

    def bracketed(self, opening: str, closing: str) -> Value:
        """Read an expression in brackets."""
        start = self.at
        self.at += len(opening)
        self.deeper(start)
        value = self.expression()
        self.depth -= 1
        if not self.take(closing):
            self.report(start, f"{opening!r} is not closed")
        return value

    def _followed(
        self, value: Value, start: int, *, home: Table | None, key: str | int | None
    ) -> tuple[Value, Table | None, str | int | None]:
        """Follow fields and calls after a value that is kept in a table, if any, under a key."""
        while True:
            end = self.at
            self.step(end)
            self.skip_blanks()
            symbol = self.symbol()
            if symbol == ".":
                self.at += 1
                self.skip_blanks()
                key = self.name()
                self.at += len(key)
            elif symbol == "[" and not self.text.startswith(("[[", "[="), self.at):
                key = as_key(self.bracketed("[", "]"))
            elif self._arguments(symbol):
                value, home, key = Unread(self.said(start)), None, None
                self.report(start, f"{value.said!r} is a call, which is not run")
                continue
            else:
                self.at = end
                return value, home, key
            home = value if isinstance(value, dict) else None
            value = home[key] if home is not None and key in home else Unread(self.said(start))

    def _arguments(self, symbol: str) -> bool:
        """Read the arguments of a call, for the tables in them; without moving, if there are none."""
        start = self.at
        if symbol == ":":
            self.at += 1
            self.skip_blanks()
            self.at += len(self.name())
            self.skip_blanks()
            symbol = self.symbol()
        if symbol not in ("(", "{", '"', "'", "["):
            self.at = start
            return False
        self.deeper(start)
        if symbol == "(":
            self.at += 1
            if not self.take(")"):
                self.listed()
                if not self.take(")"):
                    self.report(start, "the arguments of a call are not closed")
        else:
            self._one()
        self.depth -= 1
        return self.at > start

    def deeper(self, start: int) -> None:
        """Count one more level; raises BadTable when there are too many."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadTable(f"line {self.line(start)}: nested more than {DEEPEST} deep; no module of a map is")

    def step(self, start: int, many: int = 1) -> None:
        """Count work; raises BadTable when it is too much."""
        self._steps += many
        if self._steps > MOST_STEPS:
            raise BadTable(f"line {self.line(start)}: more to work out than a module of a map has: split the file")
