"""Licences by their SPDX identifiers, where a source names one and nothing else."""

from __future__ import annotations

import re

_KNOWN = ("0BSD", "Apache-2.0", "BSD-3-Clause", "GPL-3.0-only", "GPL-3.0-or-later", "MIT", "ODbL-1.0", "ODC-By-1.0")
_OTHER_NAMES = {
    "gpl-3.0": "GPL-3.0-only",
    "odbl": "ODbL-1.0",
    "odbl 1.0": "ODbL-1.0",
    "odc-by": "ODC-By-1.0",
    "odc-by 1.0": "ODC-By-1.0",
    "pddl": "PDDL-1.0",
    "cc0": "CC0-1.0",
    "cc0 1.0": "CC0-1.0",
}
_CREATIVE = re.compile(r"cc[ -]by((?:-(?:nc|nd|sa))*)[ -](\d\.\d)")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_TEXTS = "https://spdx.org/licenses/{}.html"
_ADDRESS = re.compile(r"https?://[^\s()<>\"']+[^\s()<>\"'.,;]")


def spdx_of(licence: str) -> str | None:
    """Return the SPDX identifier of a licence in words, None where it is none of one licence alone.

    >>> spdx_of("CC BY 4.0 (GeoNames, https://www.geonames.org/)"), spdx_of("cc-by-sa-4.0"), spdx_of("CC0")
    ('CC-BY-4.0', 'CC-BY-SA-4.0', 'CC0-1.0')
    >>> spdx_of("CC BY 4.0; the holders are ours, Apache-2.0") is None
    True
    """
    plain = _IN_BRACKETS.sub("", licence).strip().casefold()
    creative = _CREATIVE.fullmatch(plain)
    if creative:
        return f"CC-BY{creative[1].upper()}-{creative[2]}"
    by_form = {name.casefold(): name for name in _KNOWN} | _OTHER_NAMES | {"cc0-1.0": "CC0-1.0"}
    return by_form.get(plain)


def text_of(licence: str) -> str | None:
    """Return the address of a licence's text, None where it is none of one licence alone.

    >>> text_of("CC0"), text_of("ask the author")
    ('https://spdx.org/licenses/CC0-1.0.html', None)
    """
    spdx = spdx_of(licence)
    return None if spdx is None else _TEXTS.format(spdx)


def address_in(words: str | None) -> str | None:
    """Return the first address on the web in words, None where there is none.

    >>> address_in("see https://deepstatemap.live."), address_in("javascript:alert(1)"), address_in(None)
    ('https://deepstatemap.live', None, None)
    """
    found = _ADDRESS.search(words or "")
    return found[0] if found else None
