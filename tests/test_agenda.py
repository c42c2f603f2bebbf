import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from summitcal import store
from summitcal.agenda import (
    at_moment,
    countdown,
    first_source_day,
    known_places,
    narrowed,
    next_change,
    until_its_day,
    upcoming,
)
from summitcal.cadence import read_repeat
from summitcal.model import Calendar, Kind, Meeting, Participant, Place, Status
from summitcal.when import UNKNOWN, month_of

SEED = store.load(Path(__file__).parents[1] / "data" / "events.yaml")
ZURICH = ZoneInfo("Europe/Zurich")
GENEVA = Meeting(id="geneva", title="Talks", start=dt.date(2022, 1, 9), end=dt.date(2022, 1, 10), timezone=ZURICH)
NOON = Meeting(id="noon", title="Call", start=dt.datetime(2022, 1, 9, 12, tzinfo=ZURICH), timezone=ZURICH)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZURICH)


def ids(meetings: tuple[Meeting, ...]) -> list[str]:
    return [meeting.id for meeting in meetings]


def test_before_geneva_the_meetings_of_the_seed_are_ahead_soonest_first():
    agenda = at_moment(SEED.meetings, now=at("2022-01-05T12:00"))

    assert agenda.under_way == ()
    assert ids(agenda.upcoming) == ["us-russia-geneva", "nato-russia-session", "us-russia-europe"]
    assert ids(agenda.undated) == ["biden-putin-call-december"]
    assert ids(agenda.past) == ["biden-putin-call"]


def test_during_geneva_it_is_under_way_and_on_top():
    agenda = at_moment(SEED.meetings, now=at("2022-01-10T23:59"))

    assert ids(agenda.under_way) == ["us-russia-geneva"]
    assert agenda.next is not None
    assert agenda.next.id == "us-russia-geneva"


def test_years_later_nothing_is_ahead_and_the_latest_comes_first():
    agenda = at_moment(SEED.meetings, now=at("2026-11-24T12:00"))

    assert agenda.next is None
    assert ids(agenda.past) == ["us-russia-europe", "nato-russia-session", "us-russia-geneva", "biden-putin-call"]


def test_a_meeting_without_a_day_stays_apart_even_when_its_month_is_over():
    assert ids(at_moment(SEED.meetings, now=at("2026-11-24T12:00")).undated) == ["biden-putin-call-december"]


def test_a_postponed_meeting_waits_for_its_day():
    agenda = at_moment([replace(GENEVA, status=Status.POSTPONED)], now=at("2022-01-05T12:00"))

    assert ids(agenda.undated) == ["geneva"]


def test_a_cancelled_meeting_is_listed_but_never_next_and_never_under_way():
    off = replace(GENEVA, status=Status.CANCELLED)
    agenda = at_moment([off, replace(NOON, start=at("2022-01-12T12:00"))], now=at("2022-01-09T12:00"))

    assert ids(agenda.upcoming) == ["geneva", "noon"]
    assert agenda.next is not None
    assert agenda.next.id == "noon"


def test_upcoming_begins_with_what_is_under_way():
    assert ids(upcoming(SEED.meetings, now=at("2022-01-12T08:00"))) == ["nato-russia-session", "us-russia-europe"]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2021-12-24T12:00", "in 16 days"),
        ("2022-01-08T00:00", "tomorrow"),
        ("2022-01-08T23:59", "tomorrow"),
        ("2022-01-09T00:00", "under way, day 1 of 2"),
        ("2022-01-10T23:59", "under way, day 2 of 2"),
        ("2022-01-11T00:00", "yesterday"),
        ("2022-01-13T12:00", "3 days ago"),
        ("2022-06-13T12:00", "5 months ago"),
        ("2023-02-01T12:00", "12 months ago"),
        ("2026-06-13T12:00", "4 years ago"),
    ],
)
def test_days_are_counted_where_only_days_are_known(now: str, words: str):
    assert countdown(GENEVA, now=at(now)) == words


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2022-01-01T12:00", "in 8 days"),
        ("2022-01-07T12:01", "in 47 h 59 min"),
        ("2022-01-09T10:30", "in 1 h 30 min"),
        ("2022-01-09T11:58", "in 2 min"),
        ("2022-01-09T11:59:30", "in less than a minute"),
        ("2022-01-09T12:30", "under way"),
        ("2022-01-09T13:00", "earlier today"),
    ],
)
def test_hours_are_counted_where_an_hour_is_known_and_near(now: str, words: str):
    assert countdown(NOON, now=at(now)) == words


def test_a_day_is_counted_at_the_place_of_the_meeting_wherever_the_reader_is():
    tokyo = replace(GENEVA, timezone=ZoneInfo("Asia/Tokyo"))

    assert countdown(tokyo, now=dt.datetime(2022, 1, 8, 16, tzinfo=dt.UTC)) == "under way, day 1 of 2"


def test_a_single_day_without_an_hour_is_today():
    assert countdown(replace(GENEVA, end=None), now=at("2022-01-09T12:00")) == "today"


@pytest.mark.parametrize(
    ("meeting", "words"),
    [
        (replace(GENEVA, start=UNKNOWN, end=None), "day not set"),
        (replace(GENEVA, start=month_of(dt.date(2022, 1, 1)), end=None), "day not set"),
        (replace(GENEVA, status=Status.POSTPONED), "postponed"),
        (replace(GENEVA, status=Status.CANCELLED), "cancelled"),
    ],
)
def test_what_has_no_day_to_count_to_is_not_counted(meeting: Meeting, words: str):
    assert countdown(meeting, now=at("2022-01-01T12:00")) == words


def test_across_a_change_of_clocks_hours_are_those_that_pass():
    early = Meeting(id="a", title="A", start=dt.datetime(2022, 3, 27, 6, tzinfo=ZURICH), timezone=ZURICH)

    assert countdown(early, now=at("2022-03-27T00:00")) == "in 5 h 0 min"


def test_until_a_day_without_an_hour_the_clock_runs_to_its_beginning_there():
    geneva = replace(GENEVA, place=Place(name="Geneva"))

    assert until_its_day(geneva, now=at("2022-01-05T13:00:02")) == (
        "9 January begins in Geneva in",
        "3 days 10:59:58",
    )
    assert until_its_day(GENEVA, now=at("2022-01-07T23:00:00"))[1] == "1 day 01:00:00"
    assert until_its_day(GENEVA, now=at("2022-01-08T23:59:59")) == ("9 January begins by Zurich time in", "00:00:01")


def test_the_clock_runs_true_across_a_change_of_clocks():
    spring = replace(GENEVA, start=dt.date(2022, 3, 28), end=None)

    assert until_its_day(spring, now=at("2022-03-26T12:00:00"))[1] == "1 day 11:00:00"


@pytest.mark.parametrize("meeting", [GENEVA, NOON, replace(GENEVA, start=UNKNOWN, end=None)])
def test_no_clock_runs_where_a_day_has_begun_or_an_hour_or_nothing_is_known(meeting: Meeting):
    assert until_its_day(meeting, now=at("2022-01-09T00:00:00")) == ("", "")


def test_the_agenda_next_changes_when_a_meeting_begins_or_is_over():
    assert next_change([GENEVA], now=at("2022-01-01T12:00")) == at("2022-01-09T00:00")
    assert next_change([GENEVA], now=at("2022-01-09T00:00")) == at("2022-01-11T00:00")
    assert next_change([GENEVA], now=at("2022-01-09T12:00")) == at("2022-01-11T00:00")
    assert next_change([GENEVA], now=at("2022-01-12T12:00")) is None


def test_a_meeting_that_repeats_is_in_it_as_its_occurrences():
    weekly = replace(NOON, repeat=read_repeat("every week"))
    agenda = at_moment([weekly, GENEVA], now=at("2022-01-16T12:30"))

    assert ids(agenda.under_way) == ["noon~2022-01-16"]
    assert ids(agenda.upcoming)[:2] == ["noon~2022-01-23", "noon~2022-01-30"]
    assert ids(agenda.past) == ["noon~2022-01-09", "geneva"]
    assert ids(upcoming([weekly], now=at("2022-01-16T12:30")))[0] == "noon~2022-01-16"


def test_the_agenda_next_changes_with_each_occurrence():
    weekly = replace(NOON, repeat=read_repeat("every week"))

    assert next_change([weekly], now=at("2022-06-15T12:00")) == at("2022-06-19T12:00")
    assert next_change([weekly], now=at("2022-06-19T12:00")) == at("2022-06-19T13:00")


def test_the_first_source_says_from_when_the_calendar_is_known():
    assert first_source_day(SEED) == dt.date(2021, 12, 31)
    assert first_source_day(Calendar(meetings=(GENEVA,))) is None


def test_a_calendar_is_narrowed_to_participants_and_kinds_and_says_so():
    nato = narrowed(SEED, participants=["nato"])
    calls = narrowed(SEED, participants=["us", "nato"], kinds=[Kind.CALL])

    assert ids(nato.meetings) == ["nato-russia-session"]
    assert nato.title == "European security talks, winter 2021–22: NATO"
    assert ids(calls.meetings) == ["biden-putin-call-december", "biden-putin-call"]


def test_the_title_of_a_narrowed_calendar_names_whom_and_what_is_left():
    strangers = (Participant(id="lavrov", name="Lavrov"), Participant(id="blinken", name="Blinken"))
    calendar = Calendar(title="Talks", meetings=(replace(GENEVA, participants=strangers),))

    assert narrowed(calendar, participants=["lavrov"]).title == "Talks: Lavrov"
    assert narrowed(calendar, kinds=[Kind.CALL, Kind.SUMMIT]).title == "Talks: call, summit"
    assert narrowed(calendar, participants=["lavrov", "blinken"], kinds=[Kind.CALL]).title == (
        "Talks: Blinken, Lavrov, call"
    )


def test_a_calendar_is_narrowed_to_places_and_texts_and_says_so():
    calendar = Calendar(
        title="Talks",
        meetings=(
            replace(GENEVA, place=Place(name="Geneva", country="CH"), description="On arms control."),
            replace(NOON, place=Place(name="Zürich", country="CH")),
            replace(GENEVA, id="brussels", place=Place(name="Brussels", country="BE"), description="On arms."),
        ),
    )
    geneva, swiss = narrowed(calendar, places=["GENEVA"]), narrowed(calendar, places=["CH"])
    arms, both = narrowed(calendar, text="Arms"), narrowed(calendar, places=["CH", "Brussels"], text="arms control")

    assert known_places(calendar) == ("BE", "Brussels", "CH", "Geneva", "Zürich")
    assert (ids(geneva.meetings), geneva.title) == (["geneva"], "Talks: Geneva")
    assert (ids(swiss.meetings), swiss.title) == (["geneva", "noon"], "Talks: Switzerland")
    assert (ids(arms.meetings), arms.title) == (["geneva", "brussels"], "Talks: “Arms”")
    assert (ids(both.meetings), both.title) == (["geneva"], "Talks: Switzerland, Brussels, “arms control”")


def test_on_one_day_what_has_no_hour_comes_first_wherever_it_is():
    new_york = replace(GENEVA, id="z", end=None, timezone=ZoneInfo("America/New_York"))
    early = replace(NOON, start=at("2022-01-09T03:00"))

    assert ids(upcoming([early, new_york], now=at("2022-01-01T12:00"))) == ["z", "noon"]


def test_a_calendar_narrowed_to_nothing_in_particular_is_the_calendar():
    assert narrowed(SEED) == SEED
    assert narrowed(SEED, text=" ! ") == SEED


def test_a_title_that_names_what_is_left_is_in_no_language():
    calendar = Calendar(title="Talks", titles=(("en", "Talks"), ("fr", "Pourparlers")))

    assert narrowed(calendar).title_in("fr") == "Pourparlers"
    assert narrowed(calendar, kinds=[Kind.CALL]).title_in("fr") == "Talks: call"
