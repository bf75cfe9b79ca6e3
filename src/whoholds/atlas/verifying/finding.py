"""What is wrong in an atlas, where, and what to do."""

from __future__ import annotations

from whoholds.model import Struct


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that is wrong: `where` it is (a file, and a row of it), `what` it is, and what is `to_do`."""

    where: str
    what: str
    to_do: str

    def line(self) -> str:
        """The finding in one line.

        >>> Finding(where="2018-12-11.parquet", what="no licence", to_do="Add it again").line()
        '2018-12-11.parquet: no licence. Add it again.'
        """
        return f"{self.where}: {self.what}. {self.to_do}."


ADD_AGAIN = "Add the layer again with `whoholds atlas add`"
RESTORE = "Put the file back from a copy, or delete it and add the layer again"
