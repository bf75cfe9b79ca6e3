"""The thread as nested lists."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whoholds.model import Comment
from whoholds.showing.thread import DEEPEST, FOLDED, steps

IDS = st.integers(0, 12)


@given(st.lists(st.tuples(IDS, st.none() | IDS), max_size=12))
def test_every_comment_stands_once_and_lists_close(tree: list[tuple[int, int | None]]) -> None:
    thread = [Comment(id=own, parent=parent, text="x") for own, parent in tree]
    done = list(steps(thread))
    assert sorted(step.position for step in done if step.do == "begin") == list(range(len(thread)))
    level = deepest = begun = 0
    for step in done:
        level += {"open": 1, "close": -1}.get(step.do, 0)
        begun += {"begin": 1, "end": -1}.get(step.do, 0)
        deepest = max(deepest, level)
        assert level >= 0
        assert begun >= 0
    assert (level, begun) == (0, 0)
    assert deepest <= DEEPEST


def test_answers_are_folded_away_from_the_fourth_level_on() -> None:
    thread = [Comment(id=n, parent=n - 1 or None, text="x", depth=n - 1) for n in range(1, 7)]
    folds = [step.fold for step in steps(thread) if step.do == "open"]
    assert folds.index(True) == FOLDED - 1
    assert folds.count(True) == 1


def test_whom_a_comment_answers_is_named_where_it_cannot_be_nested() -> None:
    thread = [Comment(id=n, parent=n - 1 or None, author=f"r{n}", text="x", depth=n - 1) for n in range(1, 12)]
    begun = [step for step in steps(thread) if step.do == "begin"]
    assert [step.answering for step in begun][:8] == [None] * 8
    assert begun[9].answering == "r9"
