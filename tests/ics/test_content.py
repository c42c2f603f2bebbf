"""RFC 5545 §3.1: lines, folded and unfolded, the way programs really write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.ics.content import Component, Property, read_components
from summitcal.problems import UnreadableFile


def event(*lines: str | bytes, end: bytes = b"\r\n") -> Component:
    """Return the one VEVENT of a file whose third line is the first of these."""
    data = [each.encode() if isinstance(each, str) else each for each in lines]
    whole = [b"BEGIN:VCALENDAR", b"BEGIN:VEVENT", *data, b"END:VEVENT", b"END:VCALENDAR", b""]
    return only(end.join(whole))


def only(data: bytes) -> Component:
    [calendar] = read_components(data, name="feed.ics").parts
    [found] = calendar.parts
    return found


def summary(component: Component) -> Property:
    found = component.first("SUMMARY")
    assert found is not None
    return found


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_lines_may_end_in_any_way(end: bytes):
    found = event("UID:1", "SUMMARY:Talks", end=end)

    assert (summary(found).text, summary(found).line) == ("Talks", 4)


def test_a_byte_order_mark_is_not_part_of_the_first_line():
    assert only(b"\xef\xbb\xbfBEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR").faults == []


def test_folded_lines_are_one_even_where_a_letter_is_cut_in_two():
    found = event(b"SUMMARY:Z\xc3", b" \xbcrich", b"\t talks", "UID:1")

    assert summary(found).text == "Zürich talks"
    assert [each.line for each in found.properties] == [3, 6]


def test_quoted_printable_is_read_with_its_soft_line_ends():
    found = event("SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Z=FCrich=", " talks=0D=0Aand more")

    assert summary(found).text == "Zürichtalks\nand more"


def test_a_letter_set_that_nobody_knows_is_read_as_windows_does():
    assert summary(event("SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=X:Z=FCrich")).text == "Zürich"


def test_what_is_not_utf_8_is_read_as_windows_does_and_noted():
    found = event(b"SUMMARY:Z\xfcrich")

    assert summary(found).text == "Zürich"
    assert found.faults == [(3, "a line is not UTF-8: read as Windows-1252, look at its letters")]


@pytest.mark.parametrize(
    ("line", "params"),
    [
        ("SUMMARY;LANGUAGE=de:Talks", {"LANGUAGE": "de"}),
        ('SUMMARY;ALTREP="https://example.org/a:b";X=y:Talks', {"ALTREP": "https://example.org/a:b", "X": "y"}),
        ("summary ;language=de:Talks", {"LANGUAGE": "de"}),
        ("SUMMARY;X=a,b:Talks", {"X": "a, b"}),
        ('SUMMARY;X="a:Talks', {"X": "a"}),
    ],
)
def test_parameters_are_read_apart_from_the_value(line: str, params: dict[str, str]):
    found = summary(event(line))

    assert (found.text, found.params) == ("Talks", params)


@pytest.mark.parametrize("line", ["SUMMARY", "and one that is not folded", "SUMMARY;=:Talks", ":Talks"])
def test_a_line_that_cannot_be_read_is_noted_and_the_others_are_read(line: str):
    found = event(line, "UID:1")

    assert [each.name for each in found.properties] == ["UID"]
    assert found.faults == [(3, f"{line!r} cannot be read: left out")]


def test_an_entry_without_its_end_ends_where_the_next_begins():
    root = read_components(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VALARM\nBEGIN:VEVENT\nEND:VEVENT\n", name="x")
    first, second = root.parts[0].parts

    assert list(first.all_faults()) == [
        (2, "END:VEVENT is missing: read as far as it goes"),
        (3, "END:VALARM is missing: read as far as it goes"),
    ]
    assert second.faults == []
    assert root.parts[0].faults == [(1, "END:VCALENDAR is missing: the file may have been cut off")]


def test_an_end_without_a_beginning_is_noted():
    root = read_components(b"BEGIN:VCALENDAR\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR", name="x")

    what = "END:VEVENT has no BEGIN:VEVENT: what stands above it is in no entry, and left out"
    assert root.parts[0].faults == [(3, what)]


def test_components_that_are_too_deep_are_noted_and_exhaust_nothing():
    found = only(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + b"BEGIN:X\n" * 5_000 + b"END:VEVENT\nEND:VCALENDAR")

    assert (10, "BEGIN:X is one too many within others: left out") in list(found.all_faults())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "feed.ics: it is empty; save the feed again"),
        (b" \r\n\xef\xbb\xbf"[2:], "feed.ics: this is no calendar"),
        (b"<!DOCTYPE html><html>", "feed.ics: this is a web page, not a calendar; take the address that its iCal or"),
        ("BEGIN:VCALENDAR".encode("utf-16"), "feed.ics: this looks like UTF-16; save it as UTF-8"),
        ("BEGIN:VCALENDAR".encode("utf-16-le"), "feed.ics: this looks like UTF-16; save it as UTF-8"),
        (b'{"meetings": []}', "feed.ics: this is no calendar, as it has no BEGIN:VCALENDAR; save the feed itself"),
        (b"BEGIN:VCARD\nFN:Somebody\nEND:VCARD", "feed.ics: this is no calendar, as it has no BEGIN:VCALENDAR"),
        (b"\x1f\x8b\x08\x00", "feed.ics: this is no calendar"),
    ],
)
def test_what_is_no_calendar_is_refused(data: bytes, message: str):
    with pytest.raises(UnreadableFile) as refused:
        read_components(data, name="feed.ics")

    assert str(refused.value).startswith(message)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=300), st.integers(10, 60))
def test_whatever_is_folded_comes_back(text: str, width: int):
    line = b"X:" + text.encode()
    folded = b"\r\n ".join(line[at : at + width] for at in range(0, len(line), width))

    [found] = event(folded).properties
    assert found.value == text.strip()
