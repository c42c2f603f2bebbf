import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal import store
from summitcal.agenda import (
    MOST_RELATED,
    Facets,
    Relatives,
    at_moment,
    countdown,
    facets_of,
    first_source_day,
    known_places,
    narrowed,
    phrases,
    running_item,
    until_its_day,
    upcoming,
)
from summitcal.cadence import read_repeat
from summitcal.model import AgendaItem, Calendar, Kind, Meeting, Participant, ParticipantKind, Place, Status
from summitcal.recurrence import occurrence_on
from summitcal.when import UNKNOWN, month_of
from tests.calendars import DAYS, meetings

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


def holds_until(*meetings: Meeting, now: str) -> dt.datetime | None:
    return at_moment(meetings, now=at(now)).until


def test_the_agenda_holds_until_a_meeting_begins_or_is_over():
    assert holds_until(GENEVA, now="2022-01-01T12:00") == at("2022-01-09T00:00")
    assert holds_until(GENEVA, now="2022-01-09T00:00") == at("2022-01-11T00:00")
    assert holds_until(GENEVA, now="2022-01-09T12:00") == at("2022-01-11T00:00")
    assert holds_until(GENEVA, NOON, now="2022-01-09T12:00") == at("2022-01-09T13:00")
    assert holds_until(GENEVA, now="2022-01-12T12:00") is None


def test_what_has_no_day_changes_no_agenda():
    assert holds_until(replace(GENEVA, start=month_of(dt.date(2022, 1, 1)), end=None), now="2021-12-01T12:00") is None
    assert holds_until(replace(GENEVA, start=UNKNOWN, end=None), now="2021-12-01T12:00") is None


@given(meetings("one"), meetings("other"), DAYS, st.integers(0, 10**9))
def test_an_agenda_is_the_same_at_every_moment_until_it_ends(one: Meeting, other: Meeting, day: dt.date, seconds: int):
    now = dt.datetime.combine(day, dt.time(), dt.UTC)
    agenda = at_moment([one, other], now=now)
    later = now + dt.timedelta(seconds=seconds)
    if agenda.until:
        later = min(later, agenda.until - dt.timedelta(microseconds=1))

    assert at_moment([one, other], now=later) == agenda
    if agenda.until:
        assert at_moment([one, other], now=agenda.until) != agenda


def test_a_meeting_that_repeats_is_in_it_as_its_occurrences():
    weekly = replace(NOON, repeat=read_repeat("every week"))
    agenda = at_moment([weekly, GENEVA], now=at("2022-01-16T12:30"))

    assert ids(agenda.under_way) == ["noon~2022-01-16"]
    assert ids(agenda.upcoming)[:2] == ["noon~2022-01-23", "noon~2022-01-30"]
    assert ids(agenda.past) == ["noon~2022-01-09", "geneva"]
    assert ids(upcoming([weekly], now=at("2022-01-16T12:30")))[0] == "noon~2022-01-16"


def test_the_agenda_holds_until_the_next_occurrence_begins_or_is_over():
    weekly = replace(NOON, repeat=read_repeat("every week"))

    assert holds_until(weekly, now="2022-06-15T12:00") == at("2022-06-19T12:00")
    assert holds_until(weekly, now="2022-06-19T12:00") == at("2022-06-19T13:00")


@pytest.mark.parametrize(
    ("end", "now", "words"),
    [
        ("2022-01-09T14:30", "2022-01-09T12:00", "under way, ends in 02:30:00"),
        ("2022-01-09T14:30", "2022-01-09T14:29:59", "under way, ends in 00:00:01"),
        ("2022-01-10T14:30", "2022-01-10T12:00", "under way, day 2 of 2"),
        (None, "2022-01-09T12:30", "under way"),
    ],
    ids=["long", "short", "several days", "no end known"],
)
def test_what_is_under_way_is_counted_down_to_an_end_that_is_known(end: str | None, now: str, words: str):
    call = replace(NOON, end=end and at(end))

    assert countdown(call, now=at(now), to_the_second=True) == words
    assert "ends" not in countdown(call, now=at(now))


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


def test_a_calendar_is_narrowed_to_those_that_stand_and_says_so():
    calendar = Calendar(title="Talks", meetings=(GENEVA, replace(NOON, status=Status.CANCELLED)))
    off = narrowed(calendar, statuses=[Status.CANCELLED])

    assert (ids(off.meetings), off.title) == (["noon"], "Talks: cancelled")
    assert ids(narrowed(calendar, statuses=[Status.CANCELLED, Status.CONFIRMED]).meetings) == ["geneva", "noon"]


OPENING = AgendaItem(topic="Opening", at=at("2022-01-09T12:00"))
LUNCH = AgendaItem(topic="Lunch", at=at("2022-01-09T13:00"))
LONG = replace(
    NOON,
    end=at("2022-01-09T15:00"),
    agenda=(OPENING, AgendaItem(topic="Any other business"), LUNCH, AgendaItem(topic="Tour", at=dt.date(2022, 1, 9))),
)


@pytest.mark.parametrize(
    ("now", "item"),
    [
        ("2022-01-09T11:59", None),
        ("2022-01-09T12:00", OPENING),
        ("2022-01-09T12:59", OPENING),
        ("2022-01-09T13:00", LUNCH),
        ("2022-01-09T14:59", LUNCH),
        ("2022-01-09T15:00", None),
    ],
)
def test_the_item_that_is_on_is_the_last_whose_hour_has_come(now: str, item: AgendaItem | None):
    assert running_item(LONG, now=at(now)) == item


def test_an_agenda_in_any_order_has_the_same_item_on():
    backwards = replace(LONG, agenda=LONG.agenda[::-1])

    assert running_item(backwards, now=at("2022-01-09T12:30")) == OPENING
    assert running_item(backwards, now=at("2022-01-09T14:00")) == LUNCH


def test_of_two_items_of_one_hour_the_later_in_the_list_is_on():
    second = AgendaItem(topic="Photograph", at=OPENING.at)

    assert running_item(replace(LONG, agenda=(OPENING, second)), now=at("2022-01-09T12:30")) == second


def test_no_item_is_on_where_no_hour_or_no_day_is_known():
    days = replace(LONG, agenda=(AgendaItem(topic="Tour", at=dt.date(2022, 1, 9)), AgendaItem(topic="Talk")))

    assert running_item(days, now=at("2022-01-09T12:30")) is None
    assert running_item(replace(LONG, start=UNKNOWN, end=None), now=at("2022-01-09T12:30")) is None


US = Participant(id="us", name="United States", country="US")
RUSSIA = Participant(id="russia", name="Russia", country="RU")
NATO = Participant(id="nato", name="NATO", kind=ParticipantKind.ORGANISATION)


def on(day: int, *who: Participant, id: str = "", **facts: object) -> Meeting:  # noqa: A002
    start = dt.date(2022, 1, day)
    return Meeting(id=id or f"on-{day}", title="Talks", start=start, participants=who, **facts)  # type: ignore[arg-type]


def reasons(meeting: Meeting, *others: Meeting) -> list[tuple[str, str]]:
    return [(why, each.id) for why, each in Relatives((meeting, *others)).of(meeting)]


def test_what_is_held_in_place_of_another_is_related_both_ways():
    old, new = on(9, US, id="vienna"), on(20, NATO, id="geneva", replaces="vienna")

    assert reasons(new, old) == [("replaced by this one", "vienna")]
    assert reasons(old, new) == [("replaces this one", "geneva")]


def test_the_last_before_and_the_next_after_of_the_same_parties_are_related():
    others = [on(day, US, RUSSIA) for day in (16, 3, 5, 12)]

    assert reasons(on(9, US, RUSSIA), *others, on(10, NATO)) == [
        ("the same parties", "on-5"),
        ("the same parties", "on-12"),
    ]


def test_meetings_without_parties_are_not_of_the_same_parties():
    assert reasons(on(9), on(10), on(12)) == []


def test_what_is_on_the_same_days_is_related_whoever_meets():
    month = replace(on(1, NATO, id="january"), start=month_of(dt.date(2022, 1, 1)))

    assert reasons(on(9, US), on(9, NATO, id="nato"), on(10, NATO), month) == [("at the same time", "nato")]


def test_what_is_at_the_same_hour_is_related_though_it_is_two_days_later_there():
    west = replace(on(1, US), start=dt.datetime(2021, 12, 31, 23, 30, tzinfo=ZoneInfo("Pacific/Pago_Pago")))
    east = replace(on(2, NATO), start=dt.datetime(2022, 1, 2, 0, 30, tzinfo=ZoneInfo("Pacific/Kiritimati")))
    zoned = [replace(each, timezone=ZoneInfo(str(each.start.tzinfo))) for each in (west, east)]

    assert reasons(*zoned) == [("at the same time", "on-2")]


def test_each_related_meeting_is_named_once_for_its_best_reason():
    assert reasons(on(9, US, replaces="old"), on(9, US, id="old")) == [("replaced by this one", "old")]


def test_no_more_are_related_than_can_be_taken_in():
    assert len(reasons(on(9, US), *(on(9, NATO, id=f"x{number}") for number in range(20)))) == MOST_RELATED


def test_an_occurrence_is_not_related_to_the_meeting_that_it_is_of():
    weekly = on(9, US, repeat=read_repeat("every week"))
    second = occurrence_on(weekly, dt.date(2022, 1, 16))
    assert second

    assert Relatives([weekly, on(20, NATO)]).of(second) == ()
    assert Relatives([weekly]).of(weekly) == ()


def test_the_facets_of_a_calendar_count_each_thing_most_frequent_first():
    calendar = Calendar(
        meetings=(
            on(1, US, kind=Kind.CALL, place=Place(name="Vienna")),
            on(2, US, RUSSIA, kind=Kind.TALKS, place=Place(name="Geneva"), status=Status.CANCELLED),
            on(3, US, NATO, kind=Kind.TALKS, place=Place(name="Geneva")),
            on(4, RUSSIA),
        )
    )

    facets = facets_of(calendar)

    assert list(facets.participants.items()) == [("us", 3), ("russia", 2), ("nato", 1)]
    assert list(facets.kinds.items()) == [("talks", 2), ("call", 1), ("meeting", 1)]
    assert list(facets.places.items()) == [("Geneva", 2), ("Vienna", 1)]
    assert list(facets.statuses.items()) == [("confirmed", 3), ("cancelled", 1)]
    assert facets_of(Calendar()) == Facets(participants={}, kinds={}, places={}, statuses={})


@given(st.lists(st.sampled_from([US, RUSSIA, NATO]), unique=True), meetings("a"), meetings("b"))
def test_a_facet_counts_as_many_as_narrowing_to_it_leaves(who: list[Participant], one: Meeting, other: Meeting):
    calendar = Calendar(meetings=(replace(one, participants=tuple(who)), replace(other, participants=tuple(who[:1]))))
    facets = facets_of(calendar)

    for id_, number in facets.participants.items():
        assert len(narrowed(calendar, participants=[id_]).meetings) == number
    for kind, number in facets.kinds.items():
        assert len(narrowed(calendar, kinds=[Kind(kind)]).meetings) == number
    for status, number in facets.statuses.items():
        assert len(narrowed(calendar, statuses=[Status(status)]).meetings) == number


def test_the_phrases_are_all_that_a_countdown_can_say():
    said = phrases()

    assert said["in"] == "in {time}"
    assert said["ends_in"] == "under way, ends in {time}"
    assert said["in_days"] == {"one": "in {number} day", "other": "in {number} days"}
    assert all(isinstance(each, str) or set(each) == {"one", "other"} for each in said.values())


def test_the_latest_is_the_last_that_was_held_and_one_that_was_called_off_only_if_there_is_no_other():
    off = replace(GENEVA, id="off", start=dt.date(2022, 1, 12), end=None, status=Status.CANCELLED)

    assert at_moment([GENEVA, off], now=at("2022-02-01T12:00")).latest == GENEVA
    assert at_moment([off], now=at("2022-02-01T12:00")).latest == off
    assert at_moment([GENEVA], now=at("2022-01-01T12:00")).latest is None
