import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.store.texts import fault_of, plain, web_address


def test_what_looks_alike_is_made_alike():
    assert plain(" Zu\u0308rich\u00a0talks\t", lines=False) == "Z\u00fcrich talks"


def test_line_ends_stay_only_where_a_text_may_have_lines():
    assert plain("one\r\ntwo\n", lines=True) == "one\ntwo"
    assert plain("one\r\ntwo\n", lines=False) == "one two"


@given(st.text())
def test_what_is_plain_stays_plain(text: str):
    once = plain(text, lines=True)

    assert plain(once, lines=True) == once


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a\x07", "control-character"),
        ("a\u2028b", "control-character"),
        ("a\\n", "backslash"),
        ("\u200b", "empty-text"),
    ],
)
def test_what_programs_would_mangle_is_a_fault(text: str, rule: str):
    fault = fault_of(text, "title")

    assert fault is not None
    assert (fault.rule, fault.what.split()[0]) == (rule, "title")


@pytest.mark.parametrize("text", ["Talks", "a \\ b", "قمة", "🕊", "a\nb"])
def test_an_ordinary_text_has_no_fault(text: str):
    assert fault_of(text, "title") is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org:8080/ü", "http://example.org:8080/%C3%BC"),
        ("https://дом.рф/", "https://xn--d1aqf.xn--p1ai/"),
    ],
)
def test_a_web_address_is_written_in_ascii(text: str, address: str):
    assert web_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https://a b.org",
        "https://u:p@example.org",
        "https://[x",
    ],
)
def test_what_is_no_web_address_is_none(text: str):
    assert web_address(text) is None


@given(st.text())
def test_any_text_can_be_asked(text: str):
    address = web_address(text)

    assert address is None or (address.isascii() and web_address(address) == address)
