"""Figures in languages other than English: one small engine, and one file of words for each language.

    figures_in(text, "ru")     the figures of a text in a language

The words stand in `reading/vocabulary/CODE.toml`; docs/how-to/add-a-language.md says how to add to them.
"""

from whoholds.reading.figures.abroad.find import find_figures as figures_in

__all__ = ["figures_in"]
