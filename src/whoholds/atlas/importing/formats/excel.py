"""Workbooks of Excel and LibreOffice: one sheet, whose first row names its columns. Nothing in it is computed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoholds.atlas.importing.features import Features, check_counts, from_rows, listed, text_of
from whoholds.errors import UnreadableSource


def read_excel(path: Path, *, layer: str | None = None) -> Features:
    """Read the sheet called `layer`, or the only one that is not hidden. Raises UnreadableSource."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_path(path) as book:
            sheets = [
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
                and (sheet.visible == SheetVisibleEnum.Visible or sheet.name == layer)
            ]
            name = _chosen(sheets, layer, path)
            sheet = book.get_sheet_by_name(name)
            check_counts(sheet.total_height, sheet.total_width, f"{path}, sheet {name[:60]!r}")
            rows: list[list[Any]] = sheet.to_python(skip_empty_area=True)
    except CalamineError as error:
        raise UnreadableSource(
            f"{path}: not a workbook that can be read ({str(error)[:120]}); save it as CSV"
        ) from error
    if not rows:
        raise UnreadableSource(f"{path}: sheet {name[:60]!r} is empty; name another with --layer")
    header = [text_of(cell) or "" for cell in rows[0]]
    return Features(columns=from_rows(header, rows[1:], f"{path}, sheet {name[:60]!r}"), layer=name)


def _chosen(sheets: list[str], layer: str | None, path: Path) -> str:
    if layer is not None:
        if layer not in sheets:
            raise UnreadableSource(f"{path}: no sheet {layer[:60]!r}; it has {listed(sheets)}")
        return layer
    if len(sheets) != 1:
        raise UnreadableSource(f"{path}: name one of its sheets with --layer: {listed(sheets)}")
    return sheets[0]
