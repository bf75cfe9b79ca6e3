"""Comments in plain text that only their heading marks as comments, as they come when a page is copied.

There are three kinds: items of a list with a name each; a line that says who wrote and when, with the words below it
(WordPress, Disqus, Telegram); and a name, the words, and then the buttons, the only mark of an end (Facebook).
What stands behind such a heading and cannot be read is left out with a warning, unless it reads like an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whoholds.reading.pages.page_words import is_line
from whoholds.reading.pages.thread_buttons import Buttons, answers, is_badge, is_chapter, is_form, read_buttons
from whoholds.reading.pages.thread_chat import chat_head
from whoholds.reading.pages.thread_gather import Found, Gathered, Line, ago, day_alone, says, split_head

_MOST_HEADINGS = 5
_LONGEST_AUTHOR = 80
_LONGEST_COMMENT = 40  # lines, where only buttons end it
_LINE_OF_PROSE = 60  # characters
_FULL_SENTENCE = re.compile(r"""\S.{38,}[.!?…。؟۔]["'”’»)\]]*$""")
# "Lena  Omar K. • 3 years ago": Disqus draws an arrow between the two, which copies as blanks.
_ANSWERS = re.compile(
    r"(?P<who>\S(?:.{0,60}?\S)?)(?:[ \u00a0]{2,}|\s?[➤→▶]\s?)(?P<whom>\S.{0,60}?)\s[•·]\s(?P<when>.+)$"
)


def next_full_lines(lines: Sequence[Line]) -> list[int]:
    """For each line the number of the next one that is not blank (the number of lines, if there is none)."""
    following = [len(lines)] * len(lines)
    for place in range(len(lines) - 2, -1, -1):
        following[place] = place + 1 if lines[place + 1].text else following[place + 1]
    return following


def find_headed(lines: Sequence[Line], following: Sequence[int], headings: Sequence[int]) -> Found | None:
    """Read the comments under the first heading that has some; else leave out what stands behind one."""
    headings = headings[:_MOST_HEADINGS]
    for heading in headings:
        found = _listed(lines, heading) or _named(lines, following, heading) or _with_buttons(lines, following, heading)
        if found:
            return _to_the_end(lines, found)
    for heading in headings:
        behind = lines[heading + 1 :]
        is_open = is_chapter(lines[heading].text) and not _has_buttons(behind)
        if _is_below_a_body(lines, heading) and not is_open and not _is_article(behind):
            return _to_the_end(lines, Found((), heading + 1, heading + 1, ()))
    return None


def _to_the_end(lines: Sequence[Line], found: Found) -> Found:
    """Leave out what stands behind comments, or instead of them, and say how much of it may be somebody's words."""
    left = [line.text for line in lines[found.end :] if line.text]
    if found.thread and _is_article(lines[found.end :]):
        return found
    count = sum(1 for text in left if not _says_nothing(text))
    warnings = found.warnings
    if count and not warnings:
        warnings = (
            f"What stands behind the heading of the comments could not be read as comments and was left out: "
            f"{count:,} {'line' if count == 1 else 'lines'}.",
        )
    return Found(found.thread, found.start, len(lines), warnings)


def _says_nothing(text: str) -> bool:
    return is_form(text) or is_badge(text) or read_buttons(text) is not None or is_line("furniture", text)


def _is_below_a_body(lines: Sequence[Line], heading: int) -> bool:
    """Tell whether a report stands above a heading: at the top of a page "3 Comments" is a link."""
    return any(_FULL_SENTENCE.match(line.text[-200:]) for line in lines[:heading])


def _is_article(lines: Sequence[Line]) -> bool:
    """Tell whether lines read like an article: most of them are long, and no button says that they are comments."""
    full = [line.text for line in lines if line.text]
    return not _has_buttons(lines) and 2 * sum(1 for text in full if len(text) >= _LINE_OF_PROSE) > len(full)


def _has_buttons(lines: Sequence[Line]) -> bool:
    """Tell whether there is a line of buttons with an age, which only comments have."""
    return any(
        (buttons := read_buttons(line.text)) is not None and buttons.has_button and buttons.posted for line in lines
    )


def _listed(lines: Sequence[Line], heading: int) -> Found | None:
    """Read comments of one line each ("- Ana: Who says so?")."""
    reader = Gathered()
    place = end = heading + 1
    while place < len(lines) and (lines[place].bullet is not None or not lines[place].text):
        line = lines[place]
        if line.bullet is not None:
            author, colon, text = line.bullet.partition(": ")
            named = bool(colon) and len(author) <= 40
            if not reader.begin(line.indent, *split_head(author if named else "")):
                break
            reader.add(text if named else line.bullet)
            end = place + 1
        place += 1
    comments = reader.comments()
    return Found(comments, heading + 1, end, reader.warnings) if comments else None


def _named(lines: Sequence[Line], following: Sequence[int], heading: int) -> Found | None:
    """Read comments of which each begins with a line that says who wrote it.

    The first line after the heading must be one, so that not every name and day in a text begins a comment.
    """
    start = _first(lines, following, heading)
    if start == len(lines) or not _is_named(lines, following, start):
        return None
    reader = Gathered()
    place = start
    while place < len(lines):
        text = lines[place].text
        if _is_named(lines, following, place):
            if not _begin(reader, lines[place]):
                break
        elif buttons := _buttons_from(lines, following, place):
            place = _take_buttons(reader, lines, following, place, buttons)
            continue
        elif is_form(text) or is_line("furniture", text):
            break
        elif whom := answers(text):
            reader.note(names_above=whom)
        elif not is_badge(text):
            reader.add(text)
        place = following[place]
    return Found(reader.comments(), heading + 1, place, reader.warnings)


def _first(lines: Sequence[Line], following: Sequence[int], heading: int) -> int:
    """Find the first line behind a heading that may be somebody's words."""
    place = following[heading]
    while place < len(lines) and (is_badge(lines[place].text) or read_buttons(lines[place].text) is not None):
        place = following[place]
    return place


def _begin(reader: Gathered, line: Line) -> bool:
    if head := chat_head(line.text):
        return reader.begin(0, head.author, head.posted)
    if (found := _ANSWERS.match(line.text)) and (posted := day_alone(found["when"]) or ago(found["when"])):
        return reader.begin(line.indent, found["who"], posted, names_above=found["whom"])
    return reader.begin(line.indent, *split_head(line.text))


def _is_named(lines: Sequence[Line], following: Sequence[int], place: int) -> bool:
    """Tell whether a line says who wrote what follows: "Ana says:", "Ana, 12 December 2018", or a day below a name."""
    text, after = lines[place].text, following[place]
    if after == len(lines) or not 0 < len(text) <= _LONGEST_AUTHOR:
        return False
    if chat_head(text):
        return True
    if read_buttons(text) is not None or is_badge(text):
        return False
    if says(text) or split_head(text)[1] is not None:
        return True
    above = lines[place - 1].text if place else ""
    stands_apart = not above or is_badge(above) or _is_button(read_buttons(above))
    return stands_apart and _is_name(text) and (day_alone(lines[after].text) or ago(lines[after].text)) is not None


def _is_name(text: str) -> bool:
    return len(text) <= 40 and len(text.split()) <= 6 and not re.search(r"[.,;:!?…]$", text)


def _is_button(buttons: Buttons | None) -> bool:
    return buttons is not None and buttons.has_button


def _buttons_from(lines: Sequence[Line], following: Sequence[int], place: int) -> list[Buttons]:
    """Read the lines of buttons, counts and ages that begin here; none, if there is no button among them."""
    found: list[Buttons] = []
    while place < len(lines) and len(found) < 12 and (buttons := read_buttons(lines[place].text)):
        found.append(buttons)
        place = following[place]
    return found if any(buttons.has_button for buttons in found) else []


def _take_buttons(
    reader: Gathered, lines: Sequence[Line], following: Sequence[int], place: int, found: Sequence[Buttons]
) -> int:
    """Note what lines of buttons say, and return the place behind them."""
    for buttons in found:
        # Before any other word a number is what the comment says.
        if buttons.has_button or buttons.posted or reader.has_words:
            reader.note(posted=buttons.posted, votes=buttons.votes)
        else:
            reader.add(lines[place].text)
        place = following[place]
    return place


def _with_buttons(lines: Sequence[Line], following: Sequence[int], heading: int) -> Found | None:
    """Read comments of which each begins with a name and ends with its buttons, and with how long ago it was."""
    if not _is_below_a_body(lines, heading):
        return None
    reader = Gathered()
    place = end = _first(lines, following, heading)
    waiting: list[str] = []
    while place < len(lines) and len(waiting) <= _LONGEST_COMMENT:
        text = lines[place].text
        buttons = _buttons_from(lines, following, place)
        if not buttons:
            if is_form(text):
                break
            if not is_badge(text):
                waiting.append(text)
            place = following[place]
            continue
        if waiting:
            has_age = any(line.posted for line in buttons)
            if not has_age or not _is_name(waiting[0]) or not reader.begin(0, waiting[0]):
                break
            for said in waiting[1:]:
                reader.add(said)
            waiting = []
        elif not reader.has_begun:
            break
        place = end = _take_buttons(reader, lines, following, place, buttons)
    comments = reader.comments()
    return Found(comments, heading + 1, end, reader.warnings) if comments else None
