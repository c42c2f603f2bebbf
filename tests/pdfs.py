"""Small PDFs made by hand, as ISO 32000-1 §7.5 has them: one line of text below the other, a page each."""

from collections.abc import Sequence


def pdf(*pages: Sequence[str], **info: str) -> bytes:
    """Return a PDF of some pages of lines; ``info`` is what it says of itself, as ``Title`` and ``CreationDate``."""
    first = 5
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {' '.join(f'/{key} ({value})' for key, value in info.items())} >>".encode("cp1252"),
    ]
    for number, lines in enumerate(pages):
        font = "<< /Font << /F1 3 0 R >> >>"
        content = f"{first + 2 * number + 1} 0 R"
        media = "/MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {media} /Resources {font} /Contents {content} >>".encode())
        objects.append(_stream(lines))
    return _file(objects)


def _stream(lines: Sequence[str]) -> bytes:
    shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    words = f"BT /F1 11 Tf 14 TL 50 800 Td\n{shown}\nET".encode("cp1252")
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(words), words)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[bytes]) -> bytes:
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
    tail = b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return made + head + tail
