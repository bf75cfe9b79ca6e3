"""Build the fonts that maps are lettered with, from two packages of the npm registry.

    npm pack @expo-google-fonts/source-sans-3@0.4.1 @fontsource/source-sans-3@5.3.1
    uv run --with fonttools==4.68.0 python scripts/build_map_fonts.py \
        expo-google-fonts-source-sans-3-0.4.1.tgz fontsource-source-sans-3-5.3.1.tgz

Both hold Source Sans 3 by Adobe, under the SIL Open Font License 1.1. The first has whole fonts, which pictures in PNG
are drawn with; the second has the same fonts in pieces by script, which pictures in SVG carry. No font is changed.
`fonts.json` says how wide each letter is, and which letters each piece has.
"""

from __future__ import annotations

import io
import json
import sys
import tarfile
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-not-found,import-untyped,unused-ignore]

FONTS = Path(__file__).resolve().parents[1] / "src" / "whoholds" / "showing" / "maps" / "fonts"
WHOLE = {
    "regular": "package/400Regular/SourceSans3_400Regular.ttf",
    "semibold": "package/600SemiBold/SourceSans3_600SemiBold.ttf",
}
WEIGHTS = {"regular": 400, "semibold": 600}
SCRIPTS = ("latin", "latin-ext", "cyrillic", "greek")


def main(whole: Path, pieces: Path) -> None:
    """Write the fonts, their licence and fonts.json."""
    FONTS.mkdir(parents=True, exist_ok=True)
    widths: dict[str, dict[str, int]] = {}
    for weight, name in WHOLE.items():
        font = member(whole, name)
        (FONTS / f"SourceSans3-{weight}.ttf").write_bytes(font)
        widths[weight] = widths_of(font)
        for script in SCRIPTS:
            file = f"source-sans-3-{script}-{WEIGHTS[weight]}-normal.woff2"
            (FONTS / f"SourceSans3-{weight}-{script}.woff2").write_bytes(member(pieces, f"package/files/{file}"))
    (FONTS / "OFL.txt").write_bytes(member(whole, "package/LICENSE_FONT"))
    ranges = json.loads(member(pieces, "package/unicode.json"))
    facts = {"scripts": {script: ranges[script] for script in SCRIPTS}, "widths": widths}
    (FONTS / "fonts.json").write_text(json.dumps(facts, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


def member(package: Path, name: str) -> bytes:
    """Return one file of a packed npm package."""
    with tarfile.open(package) as archive:
        file = archive.extractfile(name)
        if file is None:
            raise SystemExit(f"{package}: no file {name} in it; pack the version that the head of this script names")
        return file.read()


def widths_of(font: bytes) -> dict[str, int]:
    """Return how wide each character of a font is, in thousandths of the font's size."""
    opened = TTFont(io.BytesIO(font))
    per_em, advances = opened["head"].unitsPerEm, opened["hmtx"].metrics
    return {chr(code): round(1000 * advances[glyph][0] / per_em) for code, glyph in opened.getBestCmap().items()}


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
