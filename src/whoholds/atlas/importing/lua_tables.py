"""Tables of a Lua text: fields of any form, and which tables are entries of a map."""

from __future__ import annotations

import re

from whoholds.atlas.importing.lua_expressions import KEYWORDS, LONGEST_SAID, WORDS, LuaExpressions
from whoholds.atlas.importing.lua_text import NAME
from whoholds.atlas.importing.lua_values import Table, Unread, Value, as_key
from whoholds.errors import BadTable

MOST_ENTRIES = 1_000_000
MOST_VALUES = 10_000_000  # weighed by the memory that they take: see the next three
_TABLE, _FIELD, _PLAIN = 5, 3, 2
MOST_NAMED_FIELDS = 100_000  # of one table

# A field as nearly all of them are: name = "plain string" or plain number or name.name, then a comma or the end.
_PLAIN_FIELD = re.compile(
    r"""[\s,;]*+([A-Za-z_]\w*+)\s*+=\s*+(?:"([^"\\\r\n]*+)"|(-?+\d++(?:\.\d++)?+)(?![\w.])|'([^'\\\r\n]*+)'"""
    r"""|([A-Za-z_]\w*+(?:\.[A-Za-z_]\w*+)*+))\s*+([,;}])""",
    re.ASCII,
)
_LONGEST_PLAIN_FIELD = 10_000  # characters; longer ones go the slow way, which counts them
_NESTED = re.compile(r"[\s,;]*+\{")
_FIELD_ENDS = (",", ";", "}")
_MISSING = Unread("")


class LuaTables(LuaExpressions):
    """A reader of tables; it keeps the entries (tables with a `lat`), captions and further modules that it meets."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.entries: list[tuple[int, Table]] = []
        self.captions: list[str] = []
        self.other_modules: list[str] = []
        self._values = 0

    def table(self) -> Table:
        """Read the table at the place, and keep it if it is an entry."""
        start = self.at
        self.at += 1
        self.deeper(start)
        table: Table = {}
        position, plain, match, text = 0, 0, _PLAIN_FIELD.match, self.text
        while True:
            found = match(text, self.at)
            if found is None or found.end() - self.at > _LONGEST_PLAIN_FIELD:
                nested = _NESTED.match(text, self.at)
                if nested:
                    self.at = nested.end() - 1
                    position += 1
                    table[position] = self.table()
                    self._end_of_field()
                    continue
                position = self._field(table, start, position)
                if position < 0:
                    break
                continue
            name, string, number, other, path, end = found.groups()
            self.at = found.end()
            if name in table:
                self.report(self.at, f"{name[:LONGEST_SAID]} is given twice; the last one counts")
            if string is not None:
                table[name] = string
            elif number is not None:
                table[name] = float(number)
            else:
                table[name] = self._of_path(path) if other is None else other
            plain += 1
            if end == "}" or plain > MOST_NAMED_FIELDS:
                break
        self.depth -= 1
        self._count(_TABLE + _PLAIN * plain, start)
        self._keep(table, start)
        return table

    def _field(self, table: Table, start: int, position: int) -> int:
        """Read a field of any form; return how many without a key there are so far, or -1 at the table's end."""
        while self.take(",") or self.take(";"):
            pass
        at, symbol = self.at, self.symbol()
        if symbol in ("}", ""):
            self.at += len(symbol)
            if not symbol:
                self.report(start, "a table is not closed")
            return -1
        key, keyed = self._field_key(symbol)
        before = self.at
        value = self.expression()
        if self.at == before:
            self.skip_token()
            self.report(at, f"{self.said(at)!r} was not understood here")
            return position
        if not keyed:
            position += 1
            key = position
        if key is None:
            self.report(at, "the key of a field is neither a string nor a whole number")
        elif key in table:
            shown = key if isinstance(key, str) and NAME.fullmatch(key) else repr(key)
            self.report(at, f"{shown[:LONGEST_SAID]} is given twice; the last one counts")
        if key is not None:
            table[key] = value
        self._count(_FIELD, start)
        self._end_of_field()
        return position

    def _end_of_field(self) -> None:
        if not self.text.startswith(_FIELD_ENDS, self.at):
            self.skip_blanks()
            if not self.text.startswith(_FIELD_ENDS, self.at) and self.at < len(self.text):
                self.report(self.at, "a comma is missing before this")

    def _field_key(self, symbol: str) -> tuple[str | int | None, bool]:
        """Read `name =` or `[key] =`; return the key, and whether the field has one."""
        at, word = self.at, self.name()
        if word and word not in KEYWORDS:
            self.at += len(word)
            if self.take("="):
                return word, True
        elif symbol == "[" and not self.text.startswith(("[[", "[="), at):
            key = as_key(self.bracketed("[", "]"))
            if self.take("="):
                return key, True
            self.report(at, "a key in square brackets without a value")
            return None, True
        self.at = at
        return None, False

    def _keep(self, table: Table, start: int) -> None:
        if "lat" in table:
            self.entries.append((start, table))
            if len(self.entries) > MOST_ENTRIES:
                raise BadTable(f"line {self.line(start)}: more than {MOST_ENTRIES:,} entries: split the file")
        elif "mark" in table and ("long" in table or "label" in table):
            self.report(start, "an entry without a latitude was left out")
        caption, others = table.get("caption"), table.get("secondaryModules")
        if isinstance(caption, str):
            self.captions.append(caption)
        if isinstance(others, dict):
            self.other_modules.extend(other for other in others.values() if isinstance(other, str))

    def _of_path(self, path: str) -> Value:
        """Return what a name with dots stands for."""
        if path in WORDS:
            return WORDS[path]
        value: Value = self.names
        for step in path.split("."):
            value = value.get(step, _MISSING) if isinstance(value, dict) else _MISSING
        return Unread(path) if isinstance(value, Unread) else value

    def _count(self, values: int, start: int) -> None:
        self._values += values
        if self._values > MOST_VALUES or values > _PLAIN * MOST_NAMED_FIELDS:
            raise BadTable(f"line {self.line(start)}: more values than a module of a map has: split the file")
