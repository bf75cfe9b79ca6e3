"""Tables: any table of parts in, part tables out. It knows Arrow, pandas, Polars, DuckDB and lists, and no files."""

from whoholds.tables.asking import reckon
from whoholds.tables.making import part_tables

__all__ = ["part_tables", "reckon"]
