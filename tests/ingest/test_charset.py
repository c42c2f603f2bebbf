import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.ingest.charset import decoded_page

WORDS = "<p>Переговоры в Женеве"


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ("<META CHARSET=koi8-r>", "koi8-r"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        ('<?xml version="1.0" encoding="iso-8859-5"?>', "iso-8859-5"),
        ('<!-- <meta charset="koi8-r"> --><meta charset="windows-1251">', "cp1251"),
        ("", "utf-8"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="no-such">', "utf-8"),
        ('<meta charset="rot13">', "utf-8"),
        ('<meta charset="idna">', "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names(head: str, codec: str):
    assert decoded_page((head + WORDS).encode(codec)) == head + WORDS


@pytest.mark.parametrize(
    ("mark", "codec"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_says_more_than_what_is_named(mark: bytes, codec: str):
    text = f'<meta charset="windows-1251">{WORDS}'

    assert decoded_page(mark + text.encode(codec)) == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_shows_without_a_mark(codec: str):
    assert decoded_page(WORDS.encode(codec)) == WORDS


@pytest.mark.parametrize("head", ["", '<meta charset="iso-8859-1">'])
def test_what_names_nothing_or_latin_1_is_windows_1252_as_in_browsers(head: str):
    assert decoded_page(f"{head}<p>“Zürich”".encode("cp1252")) == f"{head}<p>“Zürich”"


def test_what_is_no_letter_is_shown_as_such():
    assert decoded_page(b'<meta charset="utf-8"><p>Z\xfcrich').endswith("<p>Z\ufffdrich")


@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "idna", "utf-7", "shift_jis", "big5", "x" * 40, "\x00"]))
def test_any_bytes_can_be_decoded(data: bytes, label: str):
    assert isinstance(decoded_page(f"<meta charset='{label}'>".encode() + data), str)
    assert isinstance(decoded_page(data), str)
