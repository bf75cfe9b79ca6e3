"""The figures of a text by the grammar of its language: English here, six further languages in the chamber beside."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.model import Figure
from whoholds.reading.figures.find import find_figures
from whoholds.reading.pages.language import language_of

FURTHER = frozenset(("ar", "es", "fr", "ru", "tr", "uk"))
"""Languages that are read beside English."""


def spoken_in(text: str, declared: str | None = None) -> str:
    """Return the language (ISO 639-1) to read a text in: what its words say, else what it says of itself, else English.

    >>> spoken_in("Армия контролирует половину страны."), spoken_in("60 %", "fr-BE"), spoken_in("60 %")
    ('ru', 'fr', 'en')
    """
    return language_of(text) or (declared or "en").replace("_", "-").split("-")[0].lower() or "en"


def is_read(language: str) -> bool:
    """Whether there is a grammar for a language.

    >>> is_read("uk"), is_read("de")
    (True, False)
    """
    return language == "en" or language in FURTHER


def figures_of(
    text: str, language: str, *, known: Sequence[Figure] = (), published: str | None = None
) -> tuple[Figure, ...]:
    """Return the figures about ground in a text in a language; none in one that is not read.

    `known` are figures that the text answers to and `published` is its day (see `find_figures`), in English only.

    >>> [figure.value for figure in figures_of("L'armée contrôle un tiers du pays.", "fr")]
    [33.3333]
    """
    if language == "en":
        return find_figures(text, known=known, published=published)
    if language not in FURTHER:
        return ()
    from whoholds.reading.figures.abroad import figures_in

    return figures_in(text, language)
