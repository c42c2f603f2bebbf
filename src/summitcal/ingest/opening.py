"""Bytes to an article, whatever it is written in; what reads HTML and PDF is an extra, and loaded when it is needed."""

from summitcal.files import decoded
from summitcal.ingest.article import Article, Form, form_of, why_not_read
from summitcal.problems import SummitcalError, UnreadableFile

LARGEST_PAGE = 5_000_000
"""More bytes of HTML than this are no article."""


def read_article(data: bytes, name: str) -> Article:
    """Return the article that some bytes hold; ``name`` is what they are called in messages.

    The form is told by the bytes and not by the name. Nothing is fetched, and no clock is read.

    Raises:
        UnreadableFile: they hold no article that can be read, or are too many.
        SummitcalError: what reads this form is not installed.
    """
    match form_of(data, name):
        case Form.HTML:
            return _page(data, name)
        case Form.PDF:
            return _print(data, name)
        case _:
            if reason := why_not_read(data):
                raise UnreadableFile(f"{name}: this is {reason}")
            return Article(form=Form.TEXT, text=decoded(data, name))


def _page(data: bytes, name: str) -> Article:
    if len(data) > LARGEST_PAGE:
        mend = "save the page without its pictures, or save its text"
        raise UnreadableFile(f"{name}: it is larger than {LARGEST_PAGE:,} bytes of HTML; {mend}")
    try:
        from summitcal.ingest.webpages import read_page  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise _missing(Form.HTML, name) from None
    return read_page(data, name)


def _print(data: bytes, name: str) -> Article:
    try:
        from summitcal.ingest.prints import read_print  # noqa: PLC0415 - as above
    except ImportError:
        raise _missing(Form.PDF, name) from None
    return read_print(data, name)


def _missing(form: Form, name: str) -> SummitcalError:
    needs = {Form.HTML: "trafilatura", Form.PDF: "pypdf"}[form]
    return SummitcalError(f"{name}: reading {form.value} needs {needs}; pip install 'summitcal[web]'")
