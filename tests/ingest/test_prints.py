import datetime as dt
import io

import pytest
from pypdf import PdfReader, PdfWriter
from tests.pdfs import pdf

from summitcal.ingest import prints
from summitcal.ingest.article import Form
from summitcal.ingest.prints import read_print
from summitcal.problems import UnreadableFile

LINES = ["The foreign minis-", "ters of the United States and Russia will meet in", "Geneva on 9 and 10 January."]
TEXT = "The foreign ministers of the United States and Russia will meet in Geneva on 9 and 10 January."


def locked(data: bytes, *, user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_print(data, "a.pdf")
    return str(caught.value)


def test_a_pdf_is_its_text_with_sentences_that_read_on():
    article = read_print(pdf(LINES, Title="Talks agreed", CreationDate="D:20211231103000+01'00'"), "a.pdf")

    assert (article.form, article.text, article.title) == (Form.PDF, TEXT, "Talks agreed")
    assert (article.outlet, article.url) == (None, None)


def test_the_day_on_which_a_pdf_was_made_is_only_a_hint():
    article = read_print(pdf(LINES, CreationDate="D:20211231233000-05'00'"), "a.pdf")

    assert article.published is None
    assert article.hint is not None
    assert (article.hint.day, article.hint.why) == (dt.date(2021, 12, 31), "the PDF was made on")


@pytest.mark.parametrize("info", [{}, {"CreationDate": "yesterday"}, {"CreationDate": ""}])
def test_a_pdf_that_does_not_say_when_it_was_made_hints_at_nothing(info: dict[str, str]):
    assert read_print(pdf(LINES, **info), "a.pdf").hint is None


@pytest.mark.parametrize("title", ["Microsoft Word - release.docx", "untitled", "", "page.html"])
def test_the_name_of_a_file_is_no_title(title: str):
    assert read_print(pdf(LINES, Title=title), "a.pdf").title is None


def test_a_pdf_that_asks_for_no_password_is_read():
    assert read_print(locked(pdf(LINES), user=""), "a.pdf").text == TEXT


def test_a_pdf_that_asks_for_a_password_says_so():
    said = refused(locked(pdf(LINES), user="secret"))

    assert said == "a.pdf: this PDF is encrypted; open it and print it into a new PDF, or save its text"


def test_a_pdf_without_text_says_so():
    mend = "let a program recognise the text (OCR), or type it"

    assert refused(pdf([])) == f"a.pdf: this PDF has no text in it, as when pages were scanned; {mend}"
    assert refused(pdf(["#$%&", "@@@ a"])) == f"a.pdf: this PDF does not say which letters its signs are; {mend}"


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", pdf(LINES)[:300], pdf(LINES).replace(b"/Pages 2", b"/Pages 9")])
def test_a_broken_pdf_says_so(data: bytes, capfd: pytest.CaptureFixture[str]):
    assert "; open it and print it into a new PDF, or save its text" in refused(data)
    assert capfd.readouterr() == ("", "")


def test_a_book_is_no_article(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(prints, "MOST_PAGES", 2)

    assert read_print(pdf(LINES, ["Talks follow."]), "a.pdf").text == f"{TEXT}\n\nTalks follow."
    mend = "print those of the article into a new PDF"
    assert refused(pdf(LINES, [], [])) == f"a.pdf: it has more than 2 pages; {mend}"
