"""Names that a user has settled: which holder, unit or status a source means by its own words.

The file is TOML, and `whoholds atlas add` prints the lines that are missing:

    [holders]
    "Assad's forces" = "Government"
    "the buffer" = ""                  # nobody's
    [units]
    "Rural Damascus" = "SY-RD"
    [statuses]
    "heavy fighting" = "contested"
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import msgspec

from whoholds.atlas.words import LONGEST_NAME
from whoholds.errors import BadTable, UnreadableSource, WhoholdsError
from whoholds.model import Status, Struct

LARGEST_FILE = 2_000_000  # bytes
GROUPS = ("holders", "units", "statuses")


class Settled(Struct, frozen=True, kw_only=True):
    """A user's answers: a source's word to a holder ("" for nobody), to a unit (its id, code or name), to a status."""

    holders: dict[str, str] = msgspec.field(default_factory=dict)
    units: dict[str, str] = msgspec.field(default_factory=dict)
    statuses: dict[str, str] = msgspec.field(default_factory=dict)


NOTHING = Settled()


class Unsettled(WhoholdsError):
    """Names that nobody knows. `names` maps a group ("holders", "units", "statuses") to names with what comes near.

    `lines` is what the user can paste into a file, correct there, and give back with --names.
    """

    def __init__(self, where: str, names: dict[str, dict[str, list[str]]], known: dict[str, list[str]]) -> None:
        self.where = where
        self.names = names
        self.known = known
        super().__init__(self._message())

    def _message(self) -> str:
        singular = {"holders": "holder", "units": "unit", "statuses": "status", "marks": "mark"}
        told = []
        for group, names in self.names.items():
            listed = ", ".join(f"{name[:60]!r}{_near(near)}" for name, near in list(names.items())[:5])
            more = f" and {len(names) - 5} more" if len(names) > 5 else ""
            told.append(f"{listed}{more} (no {singular[group]} that is known)")
        own = " or let them be holders of their own with --new-holders" if "holders" in self.names else ""
        option = "--marks" if "marks" in self.names else "--names"
        return f"{self.where}: {'; '.join(told)}. Settle them in a file that you give with {option}{own}."

    @property
    def lines(self) -> str:
        """The lines of TOML that settle the names, once the user has corrected them."""
        blocks = []
        for group, names in self.names.items():
            if group == "marks":
                blocks.append(self._mark_lines(names))
                continue
            block = [f"[{group}]", f"# one of: {', '.join(self.known.get(group, []))}"]
            block += [f"{_quoted(name)} = {_quoted(near[0] if near else '?')}" for name, near in names.items()]
            blocks.append("\n".join(block))
        return "\n\n".join(blocks) + "\n"

    def _mark_lines(self, names: dict[str, list[str]]) -> str:
        """Return the lines of a file of marks: each says nothing of control until the user writes who it stands for."""
        block = [f"[{(self.known.get('place') or ['SYR'])[0]}.marks]", '# or { holder = "…" }, as in lua_marks.toml']
        for name, near in names.items():
            hint = f"  # near: {', '.join(near)}" if near else ""
            block.append(f'{_quoted(name)} = {{ control = false, why = "says nothing of control" }}{hint}')
        return "\n".join(block)


def merged(errors: list[Unsettled]) -> Unsettled:
    """Return one error that names all that several days leave unsettled."""
    names: dict[str, dict[str, list[str]]] = {}
    known: dict[str, list[str]] = {}
    for error in errors:
        known.update(error.known)
        for group, found in error.names.items():
            names.setdefault(group, {}).update(found)
    return Unsettled(errors[0].where, names, known)


def read_settled(path: Path) -> Settled:
    """Read a file of settled names. Raises UnreadableSource if it cannot be read, BadTable if its form is wrong."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableSource(f"{path}: larger than {LARGEST_FILE // 1_000_000} MB; no list of names is")
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnreadableSource(f"{path}: {error.strerror or error}; give a file that can be read") from error
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8 text") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadTable(f"{path.name}: not TOML: {str(error) or 'nested too deeply'}") from error
    for group, table in tables.items():
        if group not in GROUPS:
            raise BadTable(f"{path.name}: unknown table {group[:40]!r}; write one of {', '.join(GROUPS)}")
        if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
            raise BadTable(f'{path.name}: {group} must map names to names, as in "Assad\'s forces" = "Government"')
        for word, value in table.items():
            if value == "?" or len(value) > LONGEST_NAME:
                raise BadTable(f"{path.name}: {group}: {word[:60]!r} is not settled yet; write what it means")
            if group == "statuses" and value not in get_args(Status):
                raise BadTable(f"{path.name}: {value[:40]!r} is no status; write one of {', '.join(get_args(Status))}")
    return Settled(**tables)


def _near(names: list[str]) -> str:
    return f" (near: {', '.join(names)})" if names else ""


def _quoted(text: str) -> str:
    """Return the text as a basic string of TOML."""
    escaped = "".join(
        f"\\u{ord(c):04x}" if ord(c) < 0x20 or ord(c) == 0x7F else f"\\{c}" if c in '"\\' else c for c in text
    )
    return f'"{escaped}"'
