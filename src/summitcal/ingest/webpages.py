"""An HTML page to its article. trafilatura tells the article from menus, banners and teasers; here it becomes text."""

import logging
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata

from summitcal.ingest.article import Article, Form
from summitcal.ingest.charset import decoded_page
from summitcal.ingest.lines import tidy
from summitcal.ingest.publication import hinted_day, published_day
from summitcal.problems import UnreadableFile

FEWEST_WORDS = 6
"""A page of which no line has as many words has menus and buttons, and no article."""

MOST_ELEMENTS, MOST_CHILDREN = 100_000, 10_000
"""A page with more elements, or more within one, is no article, and would take trafilatura minutes."""

_BLOCKS = frozenset({"body", "p", "head", "quote", "list", "item", "table", "row", "code"})
_CELL, _BREAK = "\v", "\r"  # what no text of a page has: they stand for a new cell and a <br>
_SHORT = 200
"""A row or item that is longer is no line of a programme but laid out text, as old pages have it."""

_NOT_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
    "|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));",
    re.IGNORECASE,
)
# What they say on standard error is not for whoever runs a command; what matters is in our own messages.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


def read_page(data: bytes, name: str) -> Article:
    """Return the article of an HTML page.

    Raises:
        UnreadableFile: there is none in it.
    """
    tree = _parsed(data, name)
    try:
        published = published_day(tree)
        about = _about(tree)
        text = _main_text(tree, precise=True) or _main_text(tree, precise=False)
    except Exception as error:  # noqa: BLE001 - a strange page could make trafilatura raise anything
        why = f"this page cannot be read ({type(error).__name__})"
        raise UnreadableFile(f"{name}: {why}; save the text of the article") from None
    if not text:
        mend = "save the page once the article shows, or save its text"
        raise UnreadableFile(f"{name}: there is no article in this page; {mend}")
    return Article(
        form=Form.HTML,
        text=text,
        title=_line(about.title),
        outlet=_line(about.sitename),
        url=about.url,
        published=published,
        hint=None if published else hinted_day(about.url),
    )


def _parsed(data: bytes, name: str) -> html.HtmlElement:
    text = _NOT_XML.sub("", re.sub("\r\n?", "\n", decoded_page(data)))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise UnreadableFile(f"{name}: there is nothing in this page; save it once the article shows") from None
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS or any(len(each) > MOST_CHILDREN for each in tree.iter()):
        raise UnreadableFile(f"{name}: this page has more parts than any article; save the text of the article")
    return tree


def _about(tree: html.HtmlElement) -> Any:
    # Its date is not used: it is that of the last change where there is no other. The clock stays out of it.
    never = {"extensive_search": False, "original_date": True, "min_date": "1900-01-01", "max_date": "9999-12-31"}
    return extract_metadata(tree, date_config=never)


def _main_text(tree: html.HtmlElement, *, precise: bool) -> str:
    found: Any = bare_extraction(tree, include_comments=False, favor_precision=precise)
    text = "" if found is None else _as_text(found.body)
    return text if any(len(line.split()) >= FEWEST_WORDS for line in text.splitlines()) else ""


def _as_text(body: Any) -> str:
    """Return a tree of trafilatura as text: a paragraph a line, an empty line between them, lists and tables close."""
    text, close_before = "", False
    for words, is_close in _lines(body):
        gap = "\n" if is_close and close_before else "\n\n"
        text += (gap if text else "") + words
        close_before = is_close
    return text


def _lines(body: Any) -> Iterator[tuple[str, bool]]:
    """Yield each line and whether it is one of a list or table."""
    words, depth = "", 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        is_start, tag = event == "start", element.tag
        if tag in _BLOCKS:
            yield from _flushed(words, is_listed=depth > 0)
            words = ""
            depth += _is_listed(element) * (1 if is_start else -1)
        elif is_start:
            words += {"cell": _CELL, "lb": _BREAK}.get(tag, "")
        words += (element.text if is_start else element.tail) or ""
    yield from _flushed(words, is_listed=False)


def _is_listed(element: Any) -> bool:
    """Whether an element is a line of a list or a table, and not a part of an old page that is laid out as one."""
    if element.tag == "row":
        return next(element.iter("p", "head", "quote", "list", "table"), None) is None
    return bool(element.tag == "item")


def _flushed(words: str, *, is_listed: bool) -> Iterator[tuple[str, bool]]:
    """Yield what stands in a block: paragraphs end at empty lines, lines where there is a <br>, and nowhere else."""
    if is_listed and len(words) <= _SHORT:
        first, *others = [told for cell in words.split(_CELL) if (told := " ".join(tidy(cell).split()))] or [""]
        if first:
            yield f"- {first}" + (f": {', '.join(others)}" if others else ""), True
        return
    for paragraph in re.split(rf"\n[ \t]*\n|{_CELL}", words):
        lines = (" ".join(tidy(line).split()) for line in paragraph.split(_BREAK))
        if told := "\n".join(filter(None, lines)):
            yield told, False


def _line(text: str | None) -> str | None:
    return " ".join(tidy(text).split()) or None if text else None
