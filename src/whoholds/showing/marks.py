"""Figures, statements and notes marked in a text: the text cut into pieces that never overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from whoholds.model import Note, Span, Statement, Struct


class Piece(Struct, frozen=True, kw_only=True):
    """A stretch of text.

    `figure` is the index of the figure that it belongs to; `first` says that the figure begins here; `inside` are
    further figures that stand wholly within marked text and end here.
    """

    text: str
    figure: int | None = None
    first: bool = False
    inside: tuple[int, ...] = ()


class Stretch(Struct, frozen=True, kw_only=True):
    """Pieces that one statement or one note covers, or neither. `note` is an index into the report's notes."""

    pieces: tuple[Piece, ...]
    statement: Statement | None = None
    note: int | None = None


class _Mark(Struct, frozen=True, kw_only=True):
    start: int
    end: int
    what: int
    inside: tuple[int, ...] = ()


def passage(
    text: str,
    figures: Iterable[tuple[int, Span]],
    statements: Sequence[Statement] = (),
    notes: Iterable[tuple[int, Span]] = (),
) -> tuple[Stretch, ...]:
    """Cut a text at its figures (index and span), its statements and the notes (index and span) inside it.

    Spans that do not lie in the text are left out. Where two overlap, the one that begins first keeps all its words.

    >>> [(s.note, [(p.text, p.figure) for p in s.pieces]) for s in passage("a third held [half?]", [(4, (2, 7))],
    ...                                                                     notes=[(0, (13, 20))])]
    [(None, [('a ', None), ('third', 4), (' held ', None)]), (0, [('[half?]', None)])]
    """
    marks = _apart(figures, len(text))
    told = [(index, _with_its_quotes(text, statement.span)) for index, statement in enumerate(statements)]
    noted = _apart(notes, len(text))
    said = _around(_apart(told, len(text)), noted)
    covers = sorted([(m.start, m.end, m.what, True) for m in noted] + [(m.start, m.end, m.what, False) for m in said])
    stretches, at, cut = [], 0, _Cutter(text, marks)
    for start, end, what, is_note in covers:
        if start > at:
            stretches.append(Stretch(pieces=cut(at, start)))
        found = cut(start, end)
        stretches.append(
            Stretch(pieces=found, note=what) if is_note else Stretch(pieces=found, statement=statements[what])
        )
        at = end
    if at < len(text) or not stretches:
        stretches.append(Stretch(pieces=cut(at, len(text))))
    return tuple(stretches)


def _with_its_quotes(text: str, span: Span) -> Span:
    """Take in the quotation marks and the stop right beside a statement, so that its speaker is named behind them."""
    start, end = span
    if 0 < start <= len(text) and text[start - 1] in '“‘«„"':
        start -= 1
    while 0 <= end < len(text) and text[end] in '”’»".,;!?…' and end - span[1] < 3:
        end += 1
    return start, end


def _apart(spans: Iterable[tuple[int, Span]], length: int) -> list[_Mark]:
    """Make spans that do not overlap: each later one begins where the one before it ends."""
    valid = [(start, -end, what) for what, (start, end) in spans if 0 <= start < end <= length]
    marks: list[_Mark] = []
    hidden: list[int] = []
    for start, minus_end, what in sorted(valid):
        at = marks[-1].end if marks else 0
        if -minus_end > at:
            _keep_hidden(marks, hidden)
            marks.append(_Mark(start=max(start, at), end=-minus_end, what=what))
        else:
            hidden.append(what)
    _keep_hidden(marks, hidden)
    return marks


def _keep_hidden(marks: list[_Mark], hidden: list[int]) -> None:
    if hidden:
        last = marks[-1]
        marks[-1] = _Mark(start=last.start, end=last.end, what=last.what, inside=tuple(hidden))
        hidden.clear()


def _around(marks: list[_Mark], holes: list[_Mark]) -> Iterator[_Mark]:
    """Cut the holes out of the marks. Both are sorted and do not overlap among themselves."""
    first = 0
    for mark in marks:
        start = mark.start
        while first < len(holes) and holes[first].end <= start:
            first += 1
        at = first
        while at < len(holes) and holes[at].start < mark.end:
            if holes[at].start > start:
                yield _Mark(start=start, end=holes[at].start, what=mark.what)
            start = max(start, holes[at].end)
            at += 1
        if start < mark.end:
            yield _Mark(start=start, end=mark.end, what=mark.what)


class _Cutter:
    """Cuts a text at its figures, from the front to the back."""

    def __init__(self, text: str, marks: list[_Mark]) -> None:
        self.text = text
        self.marks = marks
        self.next = 0

    def __call__(self, start: int, end: int) -> tuple[Piece, ...]:
        pieces, at = [], start
        while self.next < len(self.marks) and self.marks[self.next].start < end:
            mark = self.marks[self.next]
            left, right = max(mark.start, start), min(mark.end, end)
            if left > at:
                pieces.append(Piece(text=self.text[at:left]))
            if left < right:
                inside = mark.inside if mark.end <= end else ()
                first = left == mark.start
                pieces.append(Piece(text=self.text[left:right], figure=mark.what, first=first, inside=inside))
                at = right
            if mark.end > end:
                break
            self.next += 1
        if at < end:
            pieces.append(Piece(text=self.text[at:end]))
        return tuple(pieces)


def inside_note(note: Note, paragraphs: Sequence[str]) -> bool:
    """Say whether a note stands inside a paragraph, where it can be shown in its place."""
    if note.paragraph is None or note.span is None or not 0 <= note.paragraph < len(paragraphs):
        return False
    return 0 <= note.span[0] < note.span[1] <= len(paragraphs[note.paragraph])
