"""In whose voice a figure is said, where that can be told from its sentence."""

from __future__ import annotations

from whoholds.model import Figure
from whoholds.reckoning.inside.passages import Key, sentence, sentence_start
from whoholds.reckoning.inside.words import has_word, tokens

Voice = tuple[str, str | int]


def voice_of(key: Key, text: str, figure: Figure) -> Voice:
    """Whose figure it is: the speaker's, the text's own, or, if a source is named that was not read, its sentence's.

    "One map gives the army 60 percent. Another gives the rebels 45." has two voices, though no speaker is known. A
    sentence that names its source, and not the speaker, has another voice than his. Notes and comments have their own.
    """
    words = sentence(text, figure)
    cued = has_word(words, "voices", "cues")
    if figure.speaker and (not cued or tokens(figure.speaker) & tokens(words) or has_word(words, "voices", "he")):
        return ("speaker", figure.speaker.casefold())
    if cued:
        return ("sentence", sentence_start(text, figure))
    return ("text", f"{key[0]} {key[1]}" if key[0] in ("note", "comment") else "")
