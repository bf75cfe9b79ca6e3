"""Numbers, dates and figures in words, for the sentences of the checks."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.model import Figure

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
UNITS = {"percent": "percent", "km2": "km²", "mi2": "square miles", "ha": "hectares", "mi": "miles"}


def number(value: float, places: int = 1) -> str:
    """A number with thousands separated and no empty decimals.

    >>> number(9503.318), number(59.60000001), number(0.04, 2)
    ('9,503', '59.6', '0.04')
    """
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    text = f"{value:,.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def digits(value: float) -> str:
    """A number with all the decimals that it has, up to nine: what a table prints.

    >>> digits(36.27), digits(116139.0), digits(22.0)
    ('36.27', '116,139', '22')
    """
    return f"{value:,.9f}".rstrip("0").rstrip(".")


def unit_name(unit: str) -> str:
    """The unit as it is printed behind a number."""
    return UNITS.get(unit, unit)


def quoted(figure: Figure) -> str:
    """The figure's own words in quotation marks, on one line, not longer than 60 characters."""
    words = " ".join(figure.quote.split())
    return f"“{words if len(words) <= 60 else words[:59] + '…'}”"


def listed(pieces: Sequence[str], most: int = 12) -> str:
    """Words in a row: "a, b and c"; of very many only the first.

    >>> listed(["a", "b", "c"]), listed(["a"] * 4, most=2)
    ('a, b and c', 'a, a and 2 more')
    """
    if len(pieces) > most:
        return ", ".join(pieces[:most]) + f" and {len(pieces) - most} more"
    return " and ".join(filter(None, (", ".join(pieces[:-1]), *pieces[-1:])))


def date_words(date: str) -> str:
    """An ISO day, month or year in words.

    >>> date_words("2018-08-22"), date_words("2018-08"), date_words("2018")
    ('22 August 2018', 'August 2018', '2018')
    """
    parts = date.split("-")
    try:
        numbers = [int(part) for part in parts]
        month = MONTHS[numbers[1] - 1] if len(numbers) > 1 and numbers[1] >= 1 else ""
    except (ValueError, IndexError):
        return date
    return " ".join(filter(None, (str(numbers[2]) if len(numbers) > 2 else "", month, parts[0])))
