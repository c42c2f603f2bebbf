import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from summitcal import store
from summitcal.model import Kind, Place, Role, Source, Status
from summitcal.registry import Registry
from summitcal.store.nodes import read_nodes
from summitcal.store.splices import CannotEdit, Sheet, Splice, edits, spliced

ZURICH = ZoneInfo("Europe/Zurich")
SOURCE = Source(title="New")


def changed(text: str, **facts: object) -> str:
    """Change facts of the only meeting of a text."""
    calendar = store.parse(text, file="events.yaml")
    [known] = calendar.meetings
    edited = replace(known, **facts)  # type: ignore[arg-type]
    root, _ = read_nodes(text, "")
    section = root and root.get("meetings")
    assert section is not None
    assert isinstance(section.value, list)
    registry = Registry(calendar.participants)
    return spliced(text, edits(Sheet(text), section.value[0], (known, edited), registry, calendar.timezone))


def test_what_is_put_in_at_one_place_stands_in_its_order_and_before_what_goes():
    splices = [
        Splice(start=1, end=2, text=""),
        Splice(start=1, end=1, text="x"),
        Splice(start=1, end=1, text="y"),
        Splice(start=3, end=3, text="!"),
    ]

    assert spliced("abc", splices) == "axyc!"


BLOCK = "meetings:\n- id: a\n  title: A\n  start: 2022-01-09  # day\n"


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_value_keeps_its_quotes(quote: str):
    text = BLOCK.replace("2022-01-09", f"{quote}2022-01-09{quote}")

    assert changed(text, start=dt.date(2022, 1, 12)) == text.replace("-09", "-12")


def test_a_key_stands_behind_what_people_write_before_it():
    text = f"{BLOCK}  description: |\n    one\n\n    two\n\n  # sources\n  sources: [{{title: Old}}]\n"

    assert changed(text, url="https://example.org", kind=Kind.CALL, status=Status.CANCELLED) == (
        text.replace("title: A\n", "title: A\n  kind: call\n")
        .replace("# day\n", "# day\n  status: cancelled\n")
        .replace("two\n", "two\n  url: https://example.org\n")
    )


def test_a_text_without_a_last_line_end_gets_none():
    assert changed(BLOCK.rstrip("\n"), status=Status.CANCELLED).endswith("# day\n  status: cancelled")


def test_a_key_goes_with_its_line_and_leaves_its_comment():
    text = f"{BLOCK}  end: 2022-01-10\n  url: https://example.org\n"

    assert changed(text, end=None) == text.replace("  end: 2022-01-10\n", "")
    assert changed(text.replace("-10\n", "-10  # last\n"), end=None) == text.replace("end: 2022-01-10", "# last")


def test_in_brackets_keys_come_and_go_between_commas():
    text = "meetings:\n- {id: a, title: A, start: 2022-01-09, end: 2022-01-10, url: 'https://example.org'}\n"

    assert changed(text, end=None, status=Status.TENTATIVE, reason="So, {there}.") == (
        "meetings:\n- {id: a, title: A, start: 2022-01-09, status: tentative, reason: 'So, {there}.', "
        "url: 'https://example.org'}\n"
    )


def test_that_a_meeting_stands_again_is_written_where_something_else_stood():
    assert changed(f"{BLOCK}  status: postponed\n", status=Status.CONFIRMED) == f"{BLOCK}  status: confirmed\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "  sources:\n    - title: New\n"),
        ("  sources: []\n", "  sources: [{title: New}]\n"),
        ("  sources: {title: Old} # c\n", "  sources: [{title: Old}, {title: New}] # c\n"),
        ("  sources: [{title: Old}]\n", "  sources: [{title: Old}, {title: New}]\n"),
        ("  sources: [\n   {title: Old},\n   ]\n", "  sources: [\n   {title: Old}, {title: New},\n   ]\n"),
        ("  sources:\n  - {title: Old} # c\n", "  sources:\n  - {title: Old} # c\n  - {title: New}\n"),
        ("  sources:\n    -   title: Old\n", "  sources:\n    -   title: Old\n    -   title: New\n"),
        ("  sources:\n  -\n    title: Old\n", "  sources:\n  -\n    title: Old\n  - title: New\n"),
    ],
)
def test_an_item_is_added_as_the_others_are_written(before: str, after: str):
    sources = store.parse(BLOCK + before, file="events.yaml").meetings[0].sources

    assert changed(BLOCK + before, sources=(*sources, SOURCE)) == BLOCK + after


def test_who_takes_part_too_is_added_with_their_part():
    [meeting] = store.parse(f"{BLOCK}  participants: [US, NO, CH]\n", file="events.yaml").meetings
    us, norway, swiss = meeting.participants

    assert changed(f"{BLOCK}  participants: US\n", participants=(us, norway, replace(swiss, role=Role.HOST))) == (
        f"{BLOCK}  participants: [US, Norway, {{who: Switzerland, role: host}}]\n"
    )


IN_ZURICH = f"calendar: {{timezone: Europe/Zurich}}\n{BLOCK}"


@pytest.mark.parametrize(
    ("text", "facts", "written"),
    [
        (IN_ZURICH, {"start": dt.datetime(2022, 1, 9, 14, tzinfo=dt.UTC)}, "start: 2022-01-09 15:00 "),
        (BLOCK, {"start": dt.datetime(2022, 1, 9, 14, tzinfo=dt.UTC)}, "start: 2022-01-09 14:00 "),
        (
            BLOCK,
            {"start": dt.datetime(2022, 1, 9, 15, tzinfo=ZURICH), "timezone": ZURICH},
            "start: 2022-01-09 15:00 Europe/Zurich ",
        ),
        (IN_ZURICH, {"start": dt.datetime(2022, 10, 30, 0, 30, tzinfo=dt.UTC)}, "start: 2022-10-30 02:30+02:00 "),
        (
            IN_ZURICH.replace("-09", "-09 10:00"),
            {"place": Place(name="Kyiv", country="UA", timezone=ZoneInfo("Europe/Kyiv"))},
            "timezone: Europe/Zurich\n",
        ),
    ],
)
def test_an_hour_is_written_by_the_clock_by_which_it_is_read(text: str, facts: dict[str, object], written: str):
    new = changed(text, **facts)

    assert written in new
    [meeting] = store.parse(new, file="events.yaml").meetings
    assert all(getattr(meeting, key) == fact for key, fact in facts.items())


@pytest.mark.parametrize(
    ("text", "facts", "why"),
    [
        ("  sources:\n    title: Old\n", {"sources": (Source(title="Old"), SOURCE)}, "`sources` is no list"),
        ("  sources: [{title: Old}]\n", {"sources": ()}, "`sources` does not stand on a line of its own"),
        ("  sources: [{title: Old}]\n", {"sources": (SOURCE,)}, "`sources` would have to change"),
        ("  place: {name: Bern}\n", {"place": Place(name="Geneva")}, "`place` has keys, items or lines of its own"),
        ("  timezone: Europe/Kyiv\n", {"timezone": ZURICH}, "`timezone` would have to be Europe/Zurich"),
        ("  participants: >\n    US\n", {"participants": ()}, "`participants` does not stand on a line"),
    ],
)
def test_what_stands_in_another_way_is_refused_with_the_mend(text: str, facts: dict[str, object], why: str):
    with pytest.raises(CannotEdit, match=why):
        changed(BLOCK + text, **facts)
