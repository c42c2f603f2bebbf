"""A PDF to its article: pypdf gives the lines of each page, and they are joined into sentences."""

import io
import logging
from itertools import islice

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from summitcal.ingest.article import Article, Form, Hint
from summitcal.ingest.lines import joined, tidy
from summitcal.problems import UnreadableFile

MOST_PAGES = 200
"""More pages than this are a book and no article."""

_FEWEST_LETTERS = 0.5
# What it says on standard error of small faults in a file is not for whoever runs a command.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


def read_print(data: bytes, name: str) -> Article:
    """Return the article of a PDF. The day on which the file was made is a hint and no day of publication.

    Raises:
        UnreadableFile: it is broken, encrypted, too long, or has no text that can be read.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = _pages(reader)
        title, hint = _title(reader), _hint(reader)
    except (DependencyError, FileNotDecryptedError):
        why = "this PDF is encrypted"
        raise UnreadableFile(f"{name}: {why}; open it and print it into a new PDF, or save its text") from None
    except Exception as error:  # noqa: BLE001 - a broken PDF makes pypdf raise nearly anything
        why = f"this PDF is broken ({type(error).__name__})"
        raise UnreadableFile(f"{name}: {why}; open it and print it into a new PDF, or save its text") from None
    if len(pages) > MOST_PAGES:
        raise UnreadableFile(f"{name}: it has more than {MOST_PAGES} pages; print those of the article into a new PDF")
    return Article(form=Form.PDF, text=_checked(joined(pages), name), title=title, hint=hint)


def _pages(reader: PdfReader) -> list[str]:
    # Many are encrypted only so that they cannot be changed: the empty password opens them.
    if reader.is_encrypted:
        reader.decrypt("")
    return [page.extract_text() for page in islice(reader.pages, MOST_PAGES + 1)]


def _checked(text: str, name: str) -> str:
    signs = [char for char in text if not char.isspace()]
    if not signs:
        why = "this PDF has no text in it, as when pages were scanned"
        raise UnreadableFile(f"{name}: {why}; let a program recognise the text (OCR), or type it")
    if sum(map(str.isalpha, signs)) < _FEWEST_LETTERS * len(signs):
        why = "this PDF does not say which letters its signs are"
        raise UnreadableFile(f"{name}: {why}; let a program recognise the text (OCR), or type it")
    return text


def _title(reader: PdfReader) -> str | None:
    """Return the title of the document, unless a program put the name of a file there."""
    told = reader.metadata.title if reader.metadata else None
    title = " ".join(tidy(told or "").split()).removeprefix("Microsoft Word - ")
    is_file = title.casefold().endswith((".doc", ".docx", ".odt", ".rtf", ".indd", ".pdf", ".html", ".qxd"))
    return None if is_file or title.casefold().startswith("untitled") else title or None


def _hint(reader: PdfReader) -> Hint | None:
    try:
        made = reader.metadata.creation_date if reader.metadata else None
    except ValueError:
        return None
    return Hint(day=made.date(), why="the PDF was made on") if made else None
