"""The same command on a Dask cluster: two processes on this machine, without a dashboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from archives_by_hand import claims, gz, numbered, output

from whoholds.errors import WhoholdsError
from whoholds.sweeping import Watcher, sweep
from whoholds.sweeping.parts import Head, Shard

distributed = pytest.importorskip("distributed", reason="it comes with whoholds[cluster]")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(gz(one) for one in numbered(60)))
    return path


class Stop(Watcher):
    """Stops a sweep after some parts."""

    def __init__(self, after: int) -> None:
        self.left = after

    def done(self, shard: Shard, head: Head, *, now: bool) -> None:
        self.left -= now
        if self.left < 0:
            raise KeyboardInterrupt


def test_a_cluster_gives_the_same_output(address: str, archive: Path, tmp_path: Path) -> None:
    sweep([archive], tmp_path / "here", workers=1, part_size=2_000)
    with pytest.raises(KeyboardInterrupt):
        sweep([archive], tmp_path / "there", scheduler=address, part_size=2_000, watcher=Stop(3))
    sweep([archive], tmp_path / "there", scheduler=address, part_size=2_000)
    assert output(tmp_path / "here") == output(tmp_path / "there")
    assert len(claims(tmp_path / "there")) == 12


def test_an_archive_that_the_cluster_does_not_see(address: str, archive: Path, tmp_path: Path) -> None:
    class Remove(Watcher):
        def begin(self, shards: object) -> None:
            archive.unlink()

    with pytest.raises(WhoholdsError, match="Every worker must see the archives at the same place"):
        sweep([archive], tmp_path / "out", scheduler=address, watcher=Remove())


def test_no_scheduler_is_an_error(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whoholds.sweeping.cluster.PATIENCE", "0.5s")
    with pytest.raises(WhoholdsError, match="no Dask scheduler answers"):
        sweep([archive], tmp_path / "out", scheduler="tcp://127.0.0.1:9")


def test_a_worker_of_another_version_is_an_error() -> None:
    from whoholds.sweeping.archives import Archive
    from whoholds.sweeping.cluster import parts_of
    from whoholds.sweeping.parts import Task, shards_of

    [shard] = shards_of(Archive(name="a", path="a", kind="warc", size=1), 10)
    with pytest.raises(WhoholdsError, match="another version"):
        parts_of(Task(shard=shard), "another")
