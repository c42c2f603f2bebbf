import pytest

from summitcal.ics.wording import is_html, without_addresses, without_tags


@pytest.mark.parametrize("text", ["a < b and c > d", "<soon>", "if x<y", "<3", "<https://example.org>"])
def test_signs_are_no_html(text: str):
    assert not is_html(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>One.</p><p>Two &amp; three.</p>", "One.\n\nTwo & three."),
        ("One<br>two<BR/>three", "One\ntwo\nthree"),
        ("<ul><li>One</li><li><b>Two</b></li></ul>", "One\nTwo"),
        ('See <a href="https://example.org/a" class="x">the annex</a>.', "See the annex (https://example.org/a)."),
        ('<a href="https://example.org/a">https://example.org/a</a>', "https://example.org/a"),
        ("<span>a</span>&nbsp;<i>b</i>", "a b"),
    ],
)
def test_tags_are_taken_off(text: str, words: str):
    assert is_html(text)
    assert without_tags(text) == words


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("Write to desk.one@example.org, please.", "Write to …, please.", 1),
        ("mailto:desk@example.org", "…", 1),
        ("@example and a@b and https://example.org/@name", "@example and a@b and https://example.org/@name", 0),
    ],
)
def test_addresses_of_people_are_left_out(text: str, words: str, number: int):
    assert without_addresses(text) == (words, number)
