"""The tests' own measure of growth tells linear work from quadratic, or it would guard nothing."""

from __future__ import annotations

import pytest
from growth import grows_linearly


def test_linear_work_passes() -> None:
    grows_linearly(lambda size: sum(range(size)), 20_000)


def test_quadratic_work_fails() -> None:
    with pytest.raises(AssertionError, match="16 times the input took"):
        grows_linearly(lambda size: [sum(range(size)) for _ in range(size)], 150)
