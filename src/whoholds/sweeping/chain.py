"""Where one shard of a WARC file ends, the next must begin: so each record is read once, whoever reads it.

A worker that begins in the middle of a file looks for the next record. In the body of a record a false one may stand,
in an archive of an archive, and only who comes from before it can tell. So the end of each shard is held against the
beginning that was found for the next; a shard that began at a false one is read again from the true one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from whoholds.sweeping.parts import Head, Shard, Task


def broken_link(shards: Sequence[Shard], heads: Mapping[tuple[int, int], Sequence[Head]], archive: int) -> Task | None:
    """Give the first shard that does not begin where the one before it ended, to be read again; None if all fit.

    `heads` are those of each shard's parts in order, by archive and shard. All shards are done.
    """
    for before, shard in pairwise(shards):
        following = _following(heads[archive, before.number])
        found = heads[archive, shard.number][0].begins
        expected = following if following is not None and following < shard.high else None
        if found != expected:
            return Task(shard=shard, at=shard.archive.size if following is None else following)
    return None


def _following(parts: Sequence[Head]) -> int | None:
    return parts[-1].following
