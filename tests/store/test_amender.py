import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.calendars import DAYS, SOURCES

from summitcal import store
from summitcal.model import Source, Status
from summitcal.problems import InvalidCalendar, SummitcalError
from summitcal.when import month_of

ZURICH = ZoneInfo("Europe/Zurich")
DAY = dt.date(2022, 1, 19)
TOLD = Source(title="Talks: moved", outlet="Example News", published=dt.date(2022, 1, 5))
IN_BRACES = "{title: 'Talks: moved', outlet: Example News, published: 2022-01-05}"

HAND_MADE = """\
# A header that says what this is.
calendar: {timezone: Europe/Zurich}

meetings:
  # the first of all
  - id: first      # for ever
    title: 'First: talks'
    start: "2022-01-12"   # both sides say so
    place: Geneva # the villa
    sources:
      # from the wire
      - {title: One, published: 2022-01-01}   # seen

  # the second
  - {id: second, title: Second, start: 2022-01-10}

  - title: Third
    id: third
    start: 2022-01-12 15:00
    end: 16:30
    status: tentative
    description: |
      What looks like

      # a comment
# The end.
"""


def change(text: str, id_: str, **facts: object) -> str:
    meeting = store.parse(text, file="events.yaml").meeting(id_)
    assert meeting
    return store.edited(text, [replace(meeting, **facts)], file="events.yaml")  # type: ignore[arg-type]


def told(text: str, id_: str, *sources: Source) -> str:
    meeting = store.parse(text, file="events.yaml").meeting(id_)
    assert meeting
    return change(text, id_, sources=(*meeting.sources, *sources))


def test_a_day_is_set_in_its_quotes_and_the_one_before_is_put_below_it():
    assert change(HAND_MADE, "first", start=DAY, was=dt.date(2022, 1, 12)) == HAND_MADE.replace(
        '    start: "2022-01-12"   # both sides say so\n',
        '    start: "2022-01-19"   # both sides say so\n    was: 2022-01-12\n',
    )


def test_a_status_is_set_or_put_below_the_place():
    assert change(HAND_MADE, "third", status=Status.CANCELLED) == HAND_MADE.replace("tentative", "cancelled")
    assert change(HAND_MADE, "first", status=Status.POSTPONED) == HAND_MADE.replace(
        "# the villa\n", "# the villa\n    status: postponed\n"
    )


@pytest.mark.parametrize(
    ("lines", "above"),
    [
        ("    place: {name: Geneva, country: CH}\n    kind: talks\n", "    place: {name: Geneva, country: CH}\n"),
        ("    place: {name: Geneva,\n            country: CH}\n    kind: talks\n", "    start: 2022-01-12\n"),
        ("    place: {name: Geneva, country: CH}\n", "    start: 2022-01-12\n"),
    ],
)
def test_a_status_goes_below_what_surely_has_a_line_of_its_own(lines: str, above: str):
    text = f"meetings:\n  - id: talks\n    title: Talks\n    start: 2022-01-12\n{lines}"

    assert change(text, "talks", status=Status.CANCELLED) == text.replace(above, f"{above}    status: cancelled\n")


def test_a_source_is_put_below_the_last_one_and_written_as_that_is():
    assert told(HAND_MADE, "first", TOLD) == HAND_MADE.replace("# seen\n", f"# seen\n      - {IN_BRACES}\n")


def test_a_first_source_is_put_at_the_end_of_its_meeting():
    block = "    sources:\n      - title: 'Talks: moved'\n        outlet: Example News\n        published: 2022-01-05\n"

    assert told(HAND_MADE, "third", TOLD) == HAND_MADE.replace("# The end.\n", f"{block}# The end.\n")


def test_everything_at_once_is_what_it_is_one_by_one():
    changes = {"start": DAY, "end": DAY, "was": dt.date(2022, 1, 12), "status": Status.TENTATIVE}
    by_turns = HAND_MADE
    for number in range(1, len(changes) + 1):
        by_turns = change(by_turns, "first", **dict([*changes.items()][:number]))

    assert change(HAND_MADE, "first", **changes) == by_turns
    assert (
        "    end: 2022-01-19\n    was: 2022-01-12\n    place: Geneva # the villa\n    status: tentative\n" in by_turns
    )


def test_an_hour_is_written_by_the_clock_of_the_one_before():
    start, end = (dt.datetime(2022, 1, 19, hour, tzinfo=ZURICH) for hour in (9, 10))
    changed = change(HAND_MADE, "third", start=start, end=end, was=dt.datetime(2022, 1, 12, 15, tzinfo=ZURICH))

    assert "    start: 2022-01-19 09:00\n    end: 2022-01-19 10:00\n" in changed
    assert "    was: 2022-01-12 15:00 Europe/Zurich\n" in changed


def test_a_month_gets_its_day():
    text = "meetings:\n  - id: talks\n    title: Talks\n    start: 2022-01 # only the month"

    assert change(text, "talks", start=DAY) == text.replace("2022-01 #", "2022-01-19 #")
    assert change(text, "talks", start=month_of(DAY)) == text
    assert change(text, "talks", status=Status.CANCELLED) == f"{text}\n    status: cancelled\n"


def test_windows_line_ends_and_lists_without_indentation_stay():
    text = (
        "meetings:\r\n- id: talks\r\n  title: T\r\n  start: 2022-01-12\r\n\r\n- {id: b, title: B, start: 2022-02}\r\n"
    )

    assert change(text, "talks", sources=(Source(title="One"),)) == text.replace(
        "start: 2022-01-12\r\n", "start: 2022-01-12\r\n  sources:\r\n    - title: One\r\n"
    )


def test_a_text_that_looks_like_a_comment_stays_whole_when_a_source_follows_it():
    text = (
        "meetings:\n  - id: talks\n    title: Talks\n    start: 2022-01-12\n    sources:\n"
        "      - quote: |\n          They said:\n          # one\n\n    kind: talks\n"
    )

    assert "          # one\n      - title: One\n\n    kind: talks\n" in told(text, "talks", Source(title="One"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{id: talks, title: Talks, start: 2022-01-12}", "2:5: talks: it stands in brackets; "),
        ("id: talks\n    title: Talks\n    start:\n      2022-01-12", "put has a line of its own; "),
        (
            "id: talks\n    title: Talks\n    start: 2022-01-12\n    sources: [{title: A}]",
            "its sources stand in brackets",
        ),
        ("id: talks\n    title: Talks\n    start: 2022-01-12\n    sources:\n      title: A", "are one without a dash"),
    ],
)
def test_what_is_written_in_another_way_is_left_to_people(text: str, why: str):
    text = f"meetings:\n  - {text}\n"
    [meeting] = store.parse(text, file="events.yaml").meetings
    becomes = replace(meeting, was=DAY, sources=(*meeting.sources, Source(title="One")))

    with pytest.raises(SummitcalError) as caught:
        store.edited(text, [becomes], file="events.yaml")

    assert str(caught.value).startswith("events.yaml:2:5: talks: ")
    assert why in str(caught.value)
    assert str(caught.value).endswith("edit it by hand: was: 2022-01-19, in sources: - {title: One}")


def test_a_meeting_of_an_included_file_is_left_to_people(tmp_path: Path):
    (tmp_path / "nato.yaml").write_text("meetings:\n  - id: first\n    title: First\n    start: 2022-01-12\n")
    file = str(tmp_path / "events.yaml")
    text = "include: nato.yaml\nmeetings:\n  - id: own\n    title: Own\n    start: 2022-01-12\n"
    first = store.parse(text, file=file).meeting("first")
    assert first

    with pytest.raises(SummitcalError, match="it stands in another file, which this one includes; edit it by hand"):
        store.edited(text, [replace(first, start=DAY)], file=file)


def test_what_cannot_be_changed_is_refused_and_so_is_what_would_be_a_mistake():
    with pytest.raises(SummitcalError, match="could not be changed without harm"):
        change(HAND_MADE, "first", title="Other", start=DAY)
    with pytest.raises(InvalidCalendar, match="end"):
        change(HAND_MADE, "first", end=dt.date(2021, 1, 1))


@given(st.sampled_from(["first", "third"]), DAYS, st.sampled_from(Status), st.lists(SOURCES, min_size=1, max_size=2))
def test_what_was_meant_is_what_is_read_and_every_other_line_stays(
    id_: str, was: dt.date, status: Status, sources: list[Source]
):
    changed = change(told(HAND_MADE, id_, *sources), id_, was=was, status=status)

    before, after = (store.parse(text, file="events.yaml").meeting(id_) for text in (HAND_MADE, changed))
    assert before
    assert after == replace(before, was=was, status=status, sources=(*before.sources, *sources))
    assert [line for line in HAND_MADE.split("\n") if line not in changed.split("\n")] in (
        [],
        ["    status: tentative"],
    )
