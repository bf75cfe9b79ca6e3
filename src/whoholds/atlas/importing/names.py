"""Names: who a source's words mean, and in what state of control its ground is. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, get_args

from whoholds.atlas.importing.settled import Unsettled
from whoholds.atlas.importing.vocabulary import form_of, word_to, words
from whoholds.atlas.words import near_misses
from whoholds.errors import UnknownName
from whoholds.model import Status

if TYPE_CHECKING:
    from whoholds.atlas.atlas import Atlas
    from whoholds.atlas.importing.features import Cells
    from whoholds.atlas.importing.request import Request

_JOINTS = re.compile(r"\s*(?:[,/&+;|]|\b(?:and|or|plus|vs|versus|against|та|і|и|و)\b)\s*", re.IGNORECASE)
NO_HOLDER_STATUS: dict[str, Status] = {"nobody": "controlled", "contested": "contested", "unknown": "unknown"}


class Held(NamedTuple):
    """A row's holder: what the source calls it, the atlas's name (None for nobody's) and the status."""

    name: str
    holder: str | None
    status: Status


@dataclass(frozen=True, kw_only=True, slots=True)
class Whose:
    """The holders of all rows, and in sentences what was understood of their names."""

    rows: tuple[Held, ...]
    said: tuple[str, ...]


def whose(
    request: Request,
    atlas: Atlas,
    day: str,
    *,
    holders: Cells | None,
    statuses: Cells | None,
    num_rows: int,
    where: str,
    keep: Sequence[int] | None = None,
    offered: str = "none",
) -> Whose:
    """Return who holds each row, by the request's holder or by the cells of the holder column.

    A name that means two holders at once is contested ground between them. Rows at other indexes than those to `keep`
    are not looked at. `offered` are the columns, for a message. Raises Unsettled for names and words of status that are
    not known, UnknownName if nothing says who holds the rows.
    """
    if request.holder is None and holders is None:
        raise UnknownName(
            f"{where}: nothing says who holds this; give --holder NAME, or --holder-column with one of "
            f"its columns ({offered})"
        )
    names = (request.holder,) * num_rows if request.holder is not None else holders or ()
    book = _Names(request, atlas, day)
    rows = []
    for index in range(num_rows) if keep is None else keep:
        written = statuses[index] if statuses is not None else None
        rows.append(book.held(names[index], written, index))
    book.raise_unsettled(where)
    return Whose(rows=tuple(rows), said=tuple(book.said()))


class _Names:
    """Looks up names, and remembers what it could not find."""

    def __init__(self, request: Request, atlas: Atlas, day: str) -> None:
        self._request = request
        self._atlas = atlas
        self._day = day
        self._known: dict[str, tuple[str | None, Status | None]] = {}
        self._statuses: dict[str, Status | None] = {}
        self._unsettled: dict[str, dict[str, list[str]]] = {}
        self._unnamed: list[int] = []

    def held(self, name: str | None, status: str | None, index: int) -> Held:
        """Return whose the row is; a row without a name is nobody's as far as is known."""
        if name is None:
            self._unnamed.append(index)
            return Held("not named", None, "unknown")
        holder, own = self._holder(name)
        said = self._status(status) if status is not None else None
        return Held(name, holder, own or said or self._request.status or "controlled")

    def raise_unsettled(self, where: str) -> None:
        """Raise Unsettled if there were names that nobody knows."""
        if self._unsettled:
            known = {"holders": list(dict.fromkeys(self._atlas.holders(self._request.place)))}
            known["statuses"] = list(get_args(Status))
            raise Unsettled(where, self._unsettled, known)

    def said(self) -> list[str]:
        """Return in sentences which names mean somebody else than they say."""
        told = []
        for name, (holder, status) in self._known.items():
            if holder is None and status == "contested":
                told.append(f"{name!r} is contested ground, held by nobody alone.")
            elif holder is None:
                told.append(f"{name!r} is ground of no holder ({status}).")
            elif holder != name:
                told.append(f"{name!r} is {holder}.")
        if self._unnamed:
            rows = ", ".join(str(index + 1) for index in self._unnamed[:5])
            more = f" and {len(self._unnamed) - 5} more" if len(self._unnamed) > 5 else ""
            told.append(f"Not said whose: {'row' if len(self._unnamed) == 1 else 'rows'} {rows}{more}.")
        return told

    def _holder(self, name: str) -> tuple[str | None, Status | None]:
        """Return the holder that a name means, and the status that the name itself gives."""
        if name not in self._known:
            self._known[name] = self._looked_up(name)
        return self._known[name]

    def _looked_up(self, name: str) -> tuple[str | None, Status | None]:
        settled = self._request.settled.holders.get(name)
        if settled == "":
            return None, None if self._request.status else "unknown"
        if settled is not None:
            return self._one(settled) or (settled, None)
        nobody = word_to("no_holder").get(form_of(name))
        if nobody is not None:
            return None, NO_HOLDER_STATUS[nobody]
        found = self._one(name)
        if found is not None:
            return found
        if self._request.new_holders:
            return name, None
        self._unsettled.setdefault("holders", {})[name] = self._near(name)
        return None, None

    def _near(self, name: str) -> list[str]:
        """Return the holders one of whose names is spelt nearly so, best first."""
        place = self._request.place
        theatre = self._atlas._holders.theatres.get(place)
        known = [n for holder in (theatre.holders if theatre else ()) for n in (holder.name, *holder.aliases)]
        near = near_misses(name, list(dict.fromkeys(known)))
        return list(dict.fromkeys(h for each in near for h in self._atlas.holder(each, place, self._day)))[:3]

    def _one(self, name: str) -> tuple[str | None, Status | None] | None:
        """Return the holder that a name means, or that it joins several; None where any part of it is not known."""
        exact = self._exactly(name)
        if exact is not None:
            return exact, None
        parts = [part for part in parts_of(name) if not is_following(part)]
        holders: list[str] = []
        for part in parts:
            found = self._atlas.holder(part, self._request.place, self._day)
            if len(found) != 1:
                return None
            holders += found
        different = list(dict.fromkeys(holders))
        return (different[0], None) if len(different) == 1 else (None, "contested") if different else None

    def _exactly(self, name: str) -> str | None:
        """Return the holder that bears exactly this name, or had it on the day."""
        if name in self._atlas.holders(self._request.place):
            return name
        found, _ = self._atlas._holders.of_table(self._request.place, name, self._day)
        return found if found != name else None

    def _status(self, word: str) -> Status | None:
        if word not in self._statuses:
            found = self._request.settled.statuses.get(word) or word_to("statuses").get(form_of(word))
            if found is None:
                near = near_misses(word, [w for listed in words("statuses").values() for w in listed], most=1)
                meant = [word_to("statuses")[form_of(each)] for each in near]
                self._unsettled.setdefault("statuses", {})[word] = meant
            self._statuses[word] = found  # type: ignore[assignment]  # one of Status, as both tables have been checked
        return self._statuses[word]


def parts_of(name: str) -> tuple[str, ...]:
    """Return the names that a name joins, without a word before them that says that they share ground.

    >>> parts_of("mixed: SDF and Government"), parts_of("Hamas"), parts_of("Contested")
    (('SDF', 'Government'), ('Hamas',), ('Contested',))
    """
    for before in sorted(words("joined", "before"), key=len, reverse=True):
        if form_of(name).startswith(f"{before} "):
            name = re.sub(
                r"\s*".join([r"\W*", *map(re.escape, before.split()), r"\W*"]), "", name, count=1, flags=re.IGNORECASE
            )
            break
    return tuple(part.strip() for part in _JOINTS.split(name) if part.strip())


def is_following(part: str) -> bool:
    """Tell whether a part of a name names nobody of its own ("and allied groups").

    >>> is_following("its allies"), is_following("rebels"), is_following("Wagner")
    (True, False, False)
    """
    said = set(form_of(part).split())
    return bool(said & set(words("joined", "allies"))) and said <= {
        *words("joined", "allies"),
        *words("joined", "following"),
    }
