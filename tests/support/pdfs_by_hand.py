"""Small PDFs written by hand: letters at places, and files that are traps."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple

HEIGHT, WIDTH = 842, 595


class Words(NamedTuple):
    """A line of words at a place, from the lower left corner of the page in points, in Helvetica of some size."""

    text: str
    left: float
    bottom: float
    size: float = 11


def running(*lines: str, left: float = 72, top: float = 700, size: float = 11, step: float = 1.2) -> list[Words]:
    """Lines one below the other."""
    return [Words(text, left, top - number * size * step, size) for number, text in enumerate(lines)]


def pdf(*pages: Sequence[Words], papers: str = "", extra: str = "") -> bytes:
    """A PDF of these pages; `papers` go into its information dictionary, `extra` into its trailer."""
    streams = ["\n".join(_show(words) for words in page).encode("latin-1") for page in pages]
    return pdf_of_streams(*streams, papers=papers, extra=extra)


def _show(words: Words) -> str:
    text = words.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {words.size} Tf 1 0 0 1 {words.left} {words.bottom} Tm ({text}) Tj ET"


def pdf_of_streams(
    *streams: bytes, papers: str = "", extra: str = "", resources: str = "", packed: bool = False
) -> bytes:
    """A PDF whose pages have these streams of drawing."""
    first = 5
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(streams)))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {papers} >>".encode("latin-1"),
    ]
    for number, stream in enumerate(streams):
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {first + 2 * number + 1} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> {resources} >> >>".encode()
        )
        how = "/Filter /FlateDecode " if packed else ""
        bodies.append(f"<< {how}/Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    return written(bodies, "/Root 1 0 R /Info 4 0 R " + extra)


def written(bodies: Sequence[bytes], trailer: str) -> bytes:
    """Put objects, numbered from 1, into a file with its table."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(bodies) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} {trailer} >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def locked() -> bytes:
    """A PDF that nobody can open without a password."""
    key = "<" + "41" * 32 + ">"
    return pdf(
        running("Half of it."),
        extra=f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [{key} {key}]",
    )


def swollen(size: int = 1_500_000_000) -> bytes:
    """A PDF of some megabytes whose one stream unpacks to gigabytes."""
    packer = zlib.compressobj(1)
    piece = b"BT /F1 9 Tf (Half of it) Tj ET\n" * 100_000
    packed = b"".join(packer.compress(piece) for _ in range(size // len(piece))) + packer.flush()
    return pdf_of_streams(packed, packed=True)


def doubling(depth: int = 40) -> bytes:
    """A PDF whose page draws two forms, each of which draws two more, and so on."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /XObject << /X 6 0 R >> >> >>",
        b"<< /Length 11 >>\nstream\n/X Do /X Do\nendstream",
    ]
    for number in range(depth):
        last = number == depth - 1
        stream = b"BT /F1 9 Tf (Half) Tj ET" if last else b"/X Do /X Do"
        uses = "/Font << /F1 3 0 R >>" if last else f"/XObject << /X {7 + number} 0 R >>"
        head = f"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {uses} >> /Length {len(stream)} >>"
        bodies.append(head.encode() + b"\nstream\n" + stream + b"\nendstream")
    return written(bodies, "/Root 1 0 R")


def countless(count: int = 2_000_000_000) -> bytes:
    """A PDF that says that it has very many pages, and whose tree of pages leads back to itself."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{'2 0 R ' * 20}] /Count {count} >>".encode(),
    ]
    return written(bodies, "/Root 1 0 R")
