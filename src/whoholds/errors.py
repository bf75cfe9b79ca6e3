"""The errors that a user can meet. Each message is one line: what is wrong, where, and what to do."""

from __future__ import annotations


class WhoholdsError(Exception):
    """Something that was asked for could not be done. The command line shows its one line and exits with 1."""


class UnreadableSource(WhoholdsError):
    """A page that cannot be read: missing, empty, binary, too large or not text."""


class UnknownName(WhoholdsError):
    """A place or a holder that the atlas does not know. The message lists names that come near."""


class BadTable(WhoholdsError):
    """Evidence or cases that do not have the form that they must have. The message names the row."""
