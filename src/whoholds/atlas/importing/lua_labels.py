"""The words on a map: labels and legends of Lua modules, without the markup of a wiki."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

from whoholds.atlas.importing.lua_icons import icon_key

LONGEST_LABEL = 300  # characters
LONGEST_LEGEND = 20_000
_LINK = re.compile(r"\[\[([^\[\]|]*+)(?:\|([^\[\]]*+))?+\]\]")
_TAG = re.compile(r"<[^<>]*+>")
_ICON_IN_LEGEND = re.compile(r"\[\[\s*+(?:File|Image)\s*+:([^\[\]|]++)(?:\|[^\[\]]*+)?+\]\]", re.IGNORECASE)
_END_OF_WORDS = re.compile(r"[;\r\n]|<br|'''|//", re.IGNORECASE)
_DASHES = " \t:-–—,="


def plain_words(text: str) -> str:
    """Return a label as a reader of the map sees it, without links, tags, entities and bold type.

    >>> plain_words("[[Ras al-Ayn#War|Ras al-Ayn&nbsp; <small>(Serekaniye)</small>]]"), plain_words("[[Hama]]")
    ('Ras al-Ayn (Serekaniye)', 'Hama')
    """
    if "[[" in text:
        text = _LINK.sub(_shown, text)
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "''" in text:
        text = text.replace("'''", "").replace("''", "")
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") else c for c in text)
        text = "".join(c for c in text if unicodedata.category(c)[0] != "C")
    return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text


def legend(captions: Iterable[str]) -> dict[str, str]:
    """Return what the legends of a module say about each icon, by the icon's key; the first that says anything counts.

    >>> legend(["Control: [[File:Location_dot_red.svg|11px]] [[Cabinet|Government]] ; [[File:X.svg]]<br/>Rural"])
    {'location dot red': 'Government'}
    """
    said: dict[str, str] = {}
    for caption in captions:
        pieces = _ICON_IN_LEGEND.split(caption[:LONGEST_LEGEND])
        for icon, after in zip(pieces[1::2], pieces[2::2], strict=True):
            words = plain_words(_END_OF_WORDS.split(after, maxsplit=1)[0]).strip(_DASHES)
            if words:
                said.setdefault(icon_key(plain_words(icon)), words[:LONGEST_LABEL])
    return said


def _shown(link: re.Match[str]) -> str:
    target, shown = link.groups()
    return str(shown) if shown else str(target.partition("#")[0] or target.lstrip("#"))
