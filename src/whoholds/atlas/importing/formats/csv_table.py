"""Tables as text: CSV with commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from whoholds.atlas.importing.features import Features, from_rows
from whoholds.atlas.importing.guard import MOST_ROWS
from whoholds.errors import UnreadableSource

DELIMITERS = (",", ";", "\t", "|")
LONGEST_LINE = 1_000_000  # characters


def read_csv(path: Path) -> Features:
    """Read a table whose first row names its columns. Raises UnreadableSource with the row that cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{path}: not UTF-8 at byte {error.start}; save it as CSV UTF-8") from error
    except OSError as error:
        raise UnreadableSource(f"{path}: {error.strerror or error}; give a file that can be read") from error
    first = text[:LONGEST_LINE].partition("\n")[0]
    if len(first) == LONGEST_LINE:
        raise UnreadableSource(f"{path}: its first line does not end; save it as CSV")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        header = next(reader, [])
        for row in reader:
            if row and len(row) != len(header):
                raise UnreadableSource(
                    f"{path}, line {reader.line_num}: {len(row)} cells, but {len(header)} columns; correct the line"
                )
            if row:
                rows.append(row)
            if len(rows) > MOST_ROWS:
                break
    except csv.Error as error:
        raise UnreadableSource(f"{path}, line {reader.line_num}: {error}; save the table as plain CSV") from error
    return Features(columns=from_rows(header, rows, str(path)))
