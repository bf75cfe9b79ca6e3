"""CSV with a Data Package beside it (Frictionless): `datapackage.json` says what each column is and whose it all is.

The cells have no outlines. `datapackage.json` may describe several tables of one folder: a further export adds its own.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoholds.atlas.exporting.cells import cell
from whoholds.atlas.exporting.fields import Field, field
from whoholds.atlas.exporting.licences import address_in, spdx_of, text_of
from whoholds.errors import WhoholdsError

if TYPE_CHECKING:
    from whoholds.atlas.exporting.gather import Exported
    from whoholds.atlas.exporting.papers import ExportPapers

DESCRIPTOR = "datapackage.json"
SCHEMAS = "https://datapackage.org/profiles/2.0"
LARGEST_DESCRIPTOR = 50_000_000  # bytes


def csv_table(exported: Exported) -> bytes:
    """Return the bytes of a table as CSV: UTF-8, a header, one row a line, numbers with a point."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(exported.table.column_names)
    for row in exported.table.to_pylist():
        writer.writerow([cell(value) for value in row.values()])
    return out.getvalue().encode()


def data_package(exported: Exported, content: bytes, path: Path) -> bytes:
    """Return the bytes of the descriptor that stands beside a CSV file at `path`, whose content is given.

    What the descriptor in that folder says of other tables is kept. Raises WhoholdsError if it is somebody else's.
    """
    others = [each for each in described_beside(path) if each.get("path") != path.name]
    resources = sorted([*others, _resource(exported, content, path.name)], key=lambda each: str(each["path"]))
    package: dict[str, Any] = {
        "$schema": f"{SCHEMAS}/datapackage.json",
        "name": _name(resources[0]["title"] if len(resources) == 1 else f"whoholds {path.parent.resolve().name}"),
        "title": resources[0]["title"] if len(resources) == 1 else "Tables exported from an atlas of control",
        "created": max(each["papers"]["known"] for each in resources) + "T00:00:00Z",
        "licenses": _union(resources, "licenses"),
        "sources": _union(resources, "sources"),
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def described_beside(path: Path) -> list[dict[str, Any]]:
    """Return the tables that a descriptor beside a file describes. Raises WhoholdsError if it is none of ours."""
    file = path.parent / DESCRIPTOR
    if not file.exists():
        return []
    try:
        if file.stat().st_size > LARGEST_DESCRIPTOR:
            raise ValueError("too large")
        found = json.loads(file.read_text(encoding="utf-8"))["resources"]
        if all(each["papers"]["known"] and each["licenses"] and each["sources"] and each["title"] for each in found):
            return list(found)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    raise WhoholdsError(f"{file}: not written by an export of ours, and would be lost; choose another folder for -o")


# ------------------------------------------------------------------------------------------------ pieces of it


def _resource(exported: Exported, content: bytes, file: str) -> dict[str, Any]:
    papers = exported.papers
    fields = [field(name, of_shares=exported.of_shares) for name in exported.table.column_names]
    return {
        "$schema": f"{SCHEMAS}/dataresource.json",
        "name": _name(file.rpartition(".")[0] or file),
        "path": file,
        "type": "table",
        "title": papers.title,
        "description": f"{papers.measured} {papers.disclaimer} A text that would be taken for a formula begins with '.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {
            "$schema": f"{SCHEMAS}/tabledialect.json",
            "header": True,
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
        },
        "schema": {
            "$schema": f"{SCHEMAS}/tableschema.json",
            "fields": [_described(each) for each in fields],
            "missingValues": [""],
        },
        "licenses": _licences(papers),
        "sources": _sources(papers),
        "papers": papers.as_dict(),
    }


def _described(column: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.says}
    if column.unit:
        found["unit"] = column.unit
    if column.one_of:
        found["constraints"] = {"enum": list(column.one_of)}
    return found


def _licences(papers: ExportPapers) -> list[dict[str, str]]:
    words = dict.fromkeys([papers.licence, *(origin.licence for origin in papers.also_from)])
    return [_licence(each) for each in words]


def _licence(words: str) -> dict[str, str]:
    found = {"name": spdx_of(words) or "other", "title": words}
    address = text_of(words)
    return found | ({"path": address} if address else {})


def _sources(papers: ExportPapers) -> list[dict[str, str]]:
    address = address_in(papers.url)
    own = {"title": papers.source} | ({"path": address} if address else {})
    return [own, *({"title": origin.source} for origin in papers.also_from)]


def _name(title: str) -> str:
    """Return a name as a Data Package may bear it: small letters, digits, hyphens.

    >>> _name("Syria on 2018-12-11: parts")
    'syria-on-2018-12-11-parts'
    """
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-") or "table"


def _union(resources: list[dict[str, Any]], key: str) -> list[Any]:
    found = {json.dumps(entry, sort_keys=True): entry for resource in resources for entry in resource[key]}
    return list(found.values())
