import codecs

import pytest

from summitcal.ingest.article import Form, form_of, why_not_read

PAGE = "<!DOCTYPE html><html><p>They will meet."


@pytest.mark.parametrize(
    "data",
    [
        PAGE.encode(),
        b"\n  <HTML lang=en><p>They will meet.",
        b"<html\n><p>They will meet.",
        b"<head><title>Talks</title></head><p>They will meet.",
        codecs.BOM_UTF8 + PAGE.encode(),
        PAGE.encode("utf-16"),
        PAGE.encode("utf-16-be"),
        b'<?xml version="1.0" encoding="UTF-8"?>\n' + PAGE.encode(),
        b"<!-- saved from url=(0019)https://example.org/ -->\r\n" + PAGE.encode(),
    ],
)
def test_a_page_is_told_by_how_it_begins_whatever_its_name(data: bytes):
    assert form_of(data, "article.txt") is Form.HTML


@pytest.mark.parametrize("data", [b"<p>They will meet.", b"", b" \n"])
def test_a_piece_of_a_page_is_told_by_its_name(data: bytes):
    assert form_of(data, "Article.HTML") is Form.HTML
    assert form_of(data, "article.txt") is Form.TEXT


@pytest.mark.parametrize("before", [b"", b"\n", codecs.BOM_UTF8])
def test_a_pdf_is_told_by_its_first_signs(before: bytes):
    assert form_of(before + b"%PDF-1.4\n%\xe2\xe3", "article.html") is Form.PDF


@pytest.mark.parametrize("text", ["They will meet.", "%PD", "1 < 2"])
def test_all_else_is_text_even_if_it_is_named_as_a_page(text: str):
    assert form_of(text.encode(), "article.html") is Form.TEXT


def test_text_about_pages_is_text():
    assert form_of(b"The tag <html> begins a page, as <!doctype html> does.", "article.txt") is Form.TEXT


@pytest.mark.parametrize(
    ("magic", "what"), [(b"PK\x03\x04", "a ZIP file, as Word"), (b"{\\rtf1", "RTF"), (b"\x89PNG\r\n", "a picture")]
)
def test_what_is_no_article_is_called_by_its_name(magic: bytes, what: str):
    assert what in (why_not_read(magic + b"...") or "")
    assert why_not_read(b"They will meet.") is None
