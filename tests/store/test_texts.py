import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.store.texts import fault_of, id_fault, mended, plain, shortened, web_address


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\x07b", "ab"),
        ("a\u2028b\x85c\rd", "a b c d"),
        ("C:\\new\\,", "C:/new/,"),
        ("a\\\x07n", "a/n"),
        ("a\\\u037e", "a/;"),
        ("a" + "\u0301" * 40, "\u00e1" + "\u0301" * 29),
        ("\u200b", ""),
        ("  Talks ", "Talks"),
    ],
)
def test_a_text_is_mended_by_what_its_faults_advise(text: str, said: str):
    assert mended(text, lines=False) == said


@given(st.text(st.sampled_from("aé\u0301\u0344\\n;,\u037e\x07\u2028\r\n\t ")), st.booleans())
def test_a_mended_text_has_no_fault_and_stays_as_it_is(text: str, lines: bool):  # noqa: FBT001 - hypothesis gives it
    once = mended(text, lines=lines)

    assert once == "" or fault_of(once, "title") is None
    assert mended(once, lines=lines) == plain(once, lines=lines) == once


@pytest.mark.parametrize("text", ["", "a b", "-a", "a/b", "a.ics", "x" * 201, "ä"])
def test_some_texts_can_be_no_id(text: str):
    fault = id_fault(text)

    assert fault is not None
    assert fault.rule == "bad-id"


@pytest.mark.parametrize("text", ["a", "A-b_c.d", "x" * 200])
def test_most_texts_without_blanks_can_be_an_id(text: str):
    assert id_fault(text) is None


@pytest.mark.parametrize("text", ["Talks", "a \\ b", "قمة", "🕊", "a\nb"])
def test_an_ordinary_text_has_no_fault(text: str):
    assert fault_of(text, "title") is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org:8080/ü", "http://example.org:8080/%C3%BC"),
        ("https://дом.рф/", "https://xn--d1aqf.xn--p1ai/"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a%zz?b=50%&c=%C3%BC", "https://example.org/a%25zz?b=50%25&c=%C3%BC"),
        ("https://example.org/a:b;c,d~e!$'()*[]@+?f=/:?#g/h?i", "https://example.org/a:b;c,d~e!$'()*[]@+?f=/:?#g/h?i"),
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


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("x" * 400, "x" * 400),
        ("a" * 200 + "x" * 51 + "z" * 150, "a" * 200 + " … " + "z" * 150),
    ],
)
def test_a_very_long_text_is_shown_by_its_beginning_and_its_end(text: str, short: str):
    assert shortened(text) == short


@given(st.text())
def test_any_text_can_be_asked(text: str):
    address = web_address(text)

    assert address is None or (address.isascii() and web_address(address) == address)
