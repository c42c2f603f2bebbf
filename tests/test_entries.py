import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from summitcal import store
from summitcal.entries import id_of
from summitcal.feed import to_ical
from summitcal.model import (
    Kind,
    Participant,
    ParticipantKind,
    Role,
    Source,
    Status,
)
from summitcal.when import month_of
from tests.read_back import HOUR, OFF, VILLA, ZURICH, entries, entry, wanted

SEED = store.load(Path(__file__).parents[1] / "data" / "events.yaml")


def test_a_uid_is_made_from_the_id_and_nothing_else():
    assert [str(event["UID"]) for event in entries(SEED)] == [
        "biden-putin-call@summitcal",
        "us-russia-geneva@summitcal",
        "nato-russia-session@summitcal",
        "us-russia-europe@summitcal",
    ]


def test_a_uid_of_ours_says_its_id_again_and_no_other_does():
    assert (id_of("us-russia-geneva@summitcal"), id_of("us-russia-geneva@example.org")) == ("us-russia-geneva", None)


def test_the_end_of_days_is_the_day_after_the_last():
    event = entry(dt.date(2022, 1, 9), dt.date(2022, 1, 10))

    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["DTEND"].dt == dt.date(2022, 1, 11)


def test_hours_go_out_in_utc_and_are_told_in_local_time():
    event = entry(dt.datetime(2026, 6, 1, 9, tzinfo=ZURICH), dt.datetime(2026, 6, 1, 11, tzinfo=ZURICH))

    assert event["DTSTART"].to_ical() == b"20260601T070000Z"
    assert event["DTEND"].to_ical() == b"20260601T090000Z"
    assert "Local time: Monday 1 June 2026, 09:00–11:00 (Europe/Zurich)" in event["DESCRIPTION"]


@pytest.mark.parametrize(("kind", "hours"), [(Kind.CALL, 1), (Kind.MEETING, 1), (Kind.TALKS, 2), (Kind.SUMMIT, 4)])
def test_an_end_that_nobody_announced_is_as_usual_for_its_kind_and_says_so(kind: Kind, hours: int):
    event = entry(dt.datetime(2026, 6, 1, 9, tzinfo=ZURICH), kind=kind)

    assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(hours=hours)
    assert "End not announced" in event["DESCRIPTION"]


@pytest.mark.parametrize(
    ("status", "title", "word"),
    [
        (Status.CONFIRMED, "Talks", "CONFIRMED"),
        (Status.TENTATIVE, "Tentative: Talks", "TENTATIVE"),
        (Status.POSTPONED, "Postponed: Talks", "TENTATIVE"),
        (Status.CANCELLED, "Cancelled: Talks", "CANCELLED"),
    ],
)
def test_what_does_not_simply_stand_is_said_in_the_title(status: Status, title: str, word: str):
    event = entry(status=status)

    assert (str(event["SUMMARY"]), str(event["STATUS"])) == (title, word)


def test_nobody_is_invited_and_nobody_is_busy():
    event = entry(participants=(Participant(id="us", name="United States"),))

    assert "ORGANIZER" not in event
    assert "ATTENDEE" not in event
    assert event["TRANSP"] == "TRANSPARENT"
    assert b"mailto" not in to_ical(SEED).lower()
    assert b"METHOD" not in to_ical(SEED)


def test_google_shows_what_is_off_since_it_would_hide_what_is_cancelled():
    event = wanted(OFF, client="google")

    assert (str(event["STATUS"]), str(event["SUMMARY"])) == ("CONFIRMED", "Cancelled: Talks")
    assert str(wanted(OFF, client="apple")["STATUS"]) == "CANCELLED"


def test_outlook_gets_a_text_whose_links_work():
    html = wanted(replace(HOUR, description="One & <all>"), client="outlook")["X-ALT-DESC"]

    assert html.params["FMTTYPE"] == "text/html"
    assert "<html><body>One &amp; &lt;all&gt;<br><br>Local time: " in str(html)
    assert '<a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>' in str(html)
    assert "X-ALT-DESC" not in wanted(HOUR)


def test_an_alarm_is_set_only_for_who_asks_and_only_for_what_stands():
    [alarm] = wanted(HOUR, alarm="PT30M").walk("VALARM")

    assert (str(alarm["ACTION"]), str(alarm["DESCRIPTION"])) == ("DISPLAY", "Talks")
    assert alarm["TRIGGER"].dt == -dt.timedelta(minutes=30)
    assert not wanted(HOUR).walk("VALARM")
    assert not wanted(OFF, alarm="PT30M").walk("VALARM")


def test_what_has_no_day_spans_the_days_it_can_be_on_for_who_asks():
    event = wanted(replace(OFF, start=month_of(dt.date(2022, 2, 1)), status=Status.CONFIRMED), undated="span")

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2022, 2, 1), dt.date(2022, 3, 1))
    assert (str(event["SUMMARY"]), str(event["STATUS"])) == ("Talks (day not set)", "TENTATIVE")
    assert str(event["DESCRIPTION"]) == "When: February 2022, day not set"


def test_categories_are_the_kind_and_who_takes_part():
    assert wanted(HOUR)["CATEGORIES"].cats == ["meeting", "United States", "Russia Federation of", "Switzerland"]


def test_an_entry_is_as_old_as_its_first_source_and_as_new_as_its_last():
    event = entry(sources=tuple(Source(published=dt.date(2022, 1, day)) for day in (3, 1, 2)))

    assert {name: event[name].to_ical() for name in ("CREATED", "LAST-MODIFIED", "DTSTAMP")} == {
        "CREATED": b"20220101T000000Z",
        "LAST-MODIFIED": b"20220103T000000Z",
        "DTSTAMP": b"20220103T000000Z",
    }


def test_a_place_with_coordinates_is_on_the_map():
    meeting = replace(HOUR, place=VILLA)

    assert wanted(meeting)["GEO"].to_ical() == "46.2077;6.1653"
    assert "X-APPLE-STRUCTURED-LOCATION" not in wanted(meeting)
    apple = wanted(meeting, client="apple")["X-APPLE-STRUCTURED-LOCATION"]
    assert str(apple) == "geo:46.2077,6.1653"
    assert apple.params["X-TITLE"] == "Villa 'La Grange', Geneva"


def test_who_reads_rfc_9073_gets_place_and_participants_as_components():
    observer = Participant(id="un", name="United Nations", kind=ParticipantKind.ORGANISATION, role=Role.OBSERVER)
    event = wanted(replace(HOUR, place=VILLA, participants=(HOUR.participants[0], observer)), client="rfc9073")

    [place, us, un] = event.subcomponents
    assert (place.name, str(place["NAME"]), place["GEO"].to_ical()) == (
        "VLOCATION",
        'Villa "La Grange"\\, Geneva',
        "46.2077;6.1653",
    )
    assert [
        (each.name, str(each["UID"]), str(each["PARTICIPANT-TYPE"]), str(each["SUMMARY"])) for each in (us, un)
    ] == [
        ("PARTICIPANT", "us.participant@summitcal", "ACTIVE", "United States"),
        ("PARTICIPANT", "un.participant@summitcal", "INACTIVE", "United Nations (observer)"),
    ]
    assert not wanted(HOUR).subcomponents


def test_where_the_public_can_follow_is_a_link_in_the_text_too():
    event = wanted(replace(OFF, conference="https://example.org/live?a=1;b=2"))

    assert (str(event["CONFERENCE"]), event["CONFERENCE"].params["VALUE"]) == (
        "https://example.org/live?a=1;b=2",
        "URI",
    )
    assert "Follow it at https://example.org/live?a=1;b=2" in str(event["DESCRIPTION"])


def test_a_meeting_is_tied_to_the_one_that_it_replaces():
    event = wanted(replace(OFF, replaces="vienna"))

    assert (str(event["RELATED-TO"]), event["RELATED-TO"].params["RELTYPE"]) == ("vienna@summitcal", "SIBLING")
