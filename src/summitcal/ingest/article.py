"""An article and what it says of itself; and which form some bytes have, by what is in them."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What an article is written in."""

    TEXT = "text"
    HTML = "HTML"
    PDF = "PDF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A day that may be that of publication, for a person to decide; ``why`` leads up to it: ``its address says``."""

    day: dt.date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The text of an article, and what it says of itself; None is what it does not say.

    ``published`` is the day of publication as its metadata gives it, in the zone they are written in; ``hint`` is
    there only where ``published`` is not.
    """

    form: Form
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: dt.date | None = None
    hint: Hint | None = None


# WHATWG MIME Sniffing §7.1 looks past blanks; saved pages also begin with an XML declaration or a comment.
_HTML = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->)*<(?:!doctype\s+html|(?:html|head|body)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_BEGINNING = 4096
_NOT_READ = (
    (b"PK\x03\x04", "a ZIP file, as Word and LibreOffice write; save it as PDF or as text"),
    (b"\xd0\xcf\x11\xe0", "an old Word file; save it as PDF or as text"),
    (b"{\\rtf", "RTF; save it as PDF or as text"),
    (b"\x1f\x8b", "compressed; unpack it first"),
    (b"bplist00", "a web archive; save the page as HTML"),
    (b"From: <Saved by ", "a web archive; save the page as HTML"),
    (b"\xff\xd8\xff", "a picture; save the article as text"),
    (b"\x89PNG", "a picture; save the article as text"),
)


def form_of(data: bytes, name: str) -> Form:
    """Return which form some bytes have; the name counts only for HTML that does not begin as HTML should."""
    beginning = data[:_BEGINNING]
    if beginning.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-"):
        return Form.PDF
    # Whatever its letters are, the words of markup are ASCII; in UTF-16 every other byte of them is zero.
    markup = beginning.replace(b"\0", b"").decode("latin-1").removeprefix("ÿþ").removeprefix("þÿ").removeprefix("ï»¿")
    if _HTML.match(markup) or (_named_html(name) and re.search(r"<[a-z!]|^\s*$", markup, re.IGNORECASE)):
        return Form.HTML
    return Form.TEXT


def why_not_read(data: bytes) -> str | None:
    """Return what some bytes are that are no article, and what to do about it; None if they may be one."""
    return next((words for magic, words in _NOT_READ if data.startswith(magic)), None)


def _named_html(name: str) -> bool:
    return name.casefold().endswith((".html", ".htm", ".xhtml"))
