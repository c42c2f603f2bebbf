import contextlib
import subprocess
import sys

import pytest
from tests.pdfs import pdf

from summitcal.ingest import Article, Form, opening, read_article
from summitcal.problems import UnreadableFile

PAGE = b"<!doctype html><p>They will meet in Geneva on 9 January.</p>"


def test_an_article_is_read_by_what_is_in_it_and_not_by_its_name():
    assert read_article(PAGE, "a.txt").form is Form.HTML
    assert read_article(pdf(["They will meet in Geneva."]), "a.html").form is Form.PDF
    assert read_article(b"They will meet.", "a.pdf") == Article(form=Form.TEXT, text="They will meet.")


def test_text_stays_as_it_is_but_for_its_byte_order_mark():
    assert read_article(b"\xef\xbb\xbfThey\r\nwill\xc2\xa0meet.\n", "a.txt").text == "They\r\nwill\xa0meet.\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"They meet\nin Z\xfcrich.", "a.txt:2: byte 0xfc on line 2 is not UTF-8; save it as UTF-8"),
        ("They meet.".encode("utf-16"), "a.txt: this looks like UTF-16; save it as UTF-8"),
        (b"PK\x03\x04...", "a.txt: this is a ZIP file, as Word and LibreOffice write; save it as PDF or as text"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, message: str):
    with pytest.raises(UnreadableFile) as caught:
        read_article(data, "a.txt")

    assert str(caught.value) == message


def test_a_page_may_be_only_so_large(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, "LARGEST_PAGE", len(PAGE))
    read_article(PAGE, "a.html")

    with pytest.raises(
        UnreadableFile, match=r"^a\.html: it is larger than 60 bytes of HTML; save the page without its"
    ):
        read_article(PAGE + b" ", "a.html")


@pytest.mark.parametrize("data", [PAGE, b"<html>http://127.0.0.1:9/page.html</html>", b"http://127.0.0.1:9/page.html"])
def test_nothing_is_fetched(data: bytes, monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket", fails)
    with contextlib.suppress(UnreadableFile):
        read_article(data, "http://127.0.0.1:9/page.html")


@pytest.mark.parametrize(
    ("data", "needs"),
    [
        (PAGE, "a: reading HTML needs trafilatura; pip install 'summitcal[web]'"),
        (pdf(["They will meet."]), "a: reading PDF needs pypdf; pip install 'summitcal[web]'"),
        (b"They will meet.", "They will meet."),
    ],
    ids=["HTML", "PDF", "text"],
)
def test_without_the_extra_text_is_read_and_for_the_rest_it_says_what_to_install(data: bytes, needs: str):
    code = f"""
import sys
sys.modules.update(dict.fromkeys(("trafilatura", "htmldate", "lxml", "pypdf")))
from summitcal.ingest import read_article
from summitcal.problems import SummitcalError
try:
    print(read_article({data!r}, "a").text)
except SummitcalError as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout

    assert said.strip() == needs
