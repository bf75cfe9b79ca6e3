"""A Lua module, read without running it: its statements, and what stands in their tables.

What would have to be run (functions, loops, conditions, calls) is left out and reported with its line.
"""

from __future__ import annotations

from dataclasses import dataclass

from whoholds.atlas.importing.lua_expressions import KEYWORDS, RUN
from whoholds.atlas.importing.lua_tables import LuaTables
from whoholds.atlas.importing.lua_text import MOST_CHARACTERS
from whoholds.atlas.importing.lua_values import Table
from whoholds.errors import BadTable

_LOST = 20  # steps that one statement counts for that was not understood: a page of prose is soon given up


@dataclass(frozen=True, slots=True)
class LuaModule:
    """What stands in a module: its entries (tables with a `lat`) in their order, each with its line.

    `captions` are the legends, `other_modules` the modules that it draws besides its own entries, and `problems` what
    was not understood, with its line.
    """

    entries: tuple[tuple[int, Table], ...]
    captions: tuple[str, ...]
    other_modules: tuple[str, ...]
    problems: tuple[tuple[int, str], ...]


def read_module(text: str) -> LuaModule:
    r"""Read a Lua module; nothing of it is run.

    Raises BadTable for a text that is too long, too deeply nested or has too many values to be a module of a map.

    >>> read_module('local d = 36\nreturn { marks = { { lat = d + 12/60, long = "37.1" } } }').entries
    ((2, {'lat': 36.2, 'long': '37.1'}),)
    """
    if len(text) > MOST_CHARACTERS:
        raise BadTable(f"a Lua text of {len(text):,} characters, and at most {MOST_CHARACTERS:,} are read: split it")
    module = _Statements(text.removeprefix("\ufeff"))
    module.read()
    problems = sorted(module.problems)
    if module.more_problems:
        problems.append((problems[-1][0], f"and {module.more_problems:,} more problems in the file"))
    return LuaModule(
        entries=tuple((module.line(at), table) for at, table in sorted(module.entries, key=lambda entry: entry[0])),
        captions=tuple(module.captions),
        other_modules=tuple(module.other_modules),
        problems=tuple(problems),
    )


class _Statements(LuaTables):
    """The statements of a module: what names are set to, and what it returns."""

    def read(self) -> None:
        """Read all of it."""
        while True:
            self.skip_blanks()
            start = self.at
            if start >= len(self.text):
                return
            word = self.name()
            if word == "local":
                self.at += len(word)
                self._local()
            elif word == "return":
                self.at += len(word)
                self.listed()
            elif word in RUN:
                self.unrun(word)
            elif word and word not in KEYWORDS:
                self._assignment()
            elif self.symbol() == "{":
                self.table()
                self.report(start, "a table stands by itself, without a name; its entries were read")
                self.take(",")
            elif not self.take(";"):
                self.skip_token()
                self.skip_symbols()
                self._lost(start)

    def _local(self) -> None:
        self.skip_blanks()
        if self.name() == "function":
            self.unrun("function")
            return
        names = [self._local_name()]
        while self.take(","):
            names.append(self._local_name())
        values = self.listed() if self.take("=") else []
        for number, name in enumerate(names):
            self.names[name] = values[number] if number < len(values) else None

    def _local_name(self) -> str:
        self.skip_blanks()
        name = self.name()
        self.at += len(name)
        if self.take("<"):  # <const>
            self.skip_blanks()
            self.at += len(self.name())
            self.take(">")
        return name

    def _assignment(self) -> None:
        """Read `name = value`, also of several names and of fields, or a call by itself."""
        targets = []
        while True:
            self.skip_blanks()
            start = self.at
            _, home, key = self.named()
            targets.append((start, self.said(start), home, key))
            if not self.take(","):
                break
        if not self.take("="):
            if targets[-1][3] is not None:  # a call has been reported already
                self._lost(targets[0][0])
            return
        values = self.listed()
        for number, (start, said, home, key) in enumerate(targets):
            if home is None or key is None:
                self.report(start, f"{said!r} is not of this file; what it is set to here was left out")
            else:
                home[key] = values[number] if number < len(values) else None

    def _lost(self, start: int) -> None:
        self.step(start, _LOST)
        self.report(start, f"{self.said(start)!r} was not understood here")
