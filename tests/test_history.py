import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal import store
from summitcal.history import (
    BEFORE_RECORDS,
    TAKEN_OUT,
    TOMBSTONE,
    History,
    Known,
    first_revision,
    from_lines,
    history_file,
    read_history,
    record,
)
from summitcal.model import (
    UTC,
    AgendaItem,
    Calendar,
    Frequency,
    Kind,
    Meeting,
    Occurrence,
    Participant,
    Place,
    Repeat,
    Source,
    Status,
    Weekday,
)

NOW = dt.datetime(2022, 1, 3, 9, 15, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
US = Participant(id="us", name="United States", country="US", aliases=("Washington",))
GENEVA = Place(name="Geneva", country="CH")
TALKS = Meeting(id="geneva", title="Talks", start=dt.date(2022, 1, 9), place=GENEVA, participants=(US,))
NOON = dt.datetime(2022, 1, 9, 12, tzinfo=UTC)
WEEKLY = Repeat(every=1, unit=Frequency.WEEK)
CALL = Meeting(id="call", title="Call", start=dt.date(2022, 1, 20))


def after(*states: tuple[Meeting, ...]) -> History:
    """Return the history of a calendar that had these meetings, a day after another from ``NOW`` on."""
    history = History()
    for day, meetings in enumerate(states):
        history = history.plus(history.pending(Calendar(meetings=meetings), now=NOW + day * DAY))
    return history


def sequence(*states: Meeting) -> int:
    history = after(*((each,) for each in states))
    return history.published(Calendar(meetings=states[-1:]), now=NOW).revisions["geneva"].sequence


class TestRevisions:
    """RFC 5546 §2.1.4: DTSTART, DTEND, DURATION, RRULE, RDATE, EXDATE and STATUS raise SEQUENCE; others may."""

    def test_a_new_meeting_begins_at_nought(self):
        revision = after((TALKS,)).published(Calendar(meetings=(TALKS,)), now=NOW).revisions["geneva"]

        assert (revision.sequence, revision.created, revision.modified) == (0, NOW, NOW)
        assert (revision.changed, revision.changed_at) == ((), None)

    @pytest.mark.parametrize(
        "facts",
        [
            {"start": dt.date(2022, 1, 10)},
            {"end": dt.date(2022, 1, 10)},
            {"status": Status.POSTPONED},
            {"place": Place(name="Lausanne", country="CH")},
        ],
    )
    def test_what_is_planned_by_raises_the_sequence(self, facts: dict[str, object]):
        assert sequence(TALKS, replace(TALKS, **facts)) == 1  # type: ignore[arg-type]

    @pytest.mark.parametrize("facts", [{"title": "Long talks"}, {"description": "Two days."}, {"url": "https://a.b"}])
    def test_other_facts_only_move_the_moment_of_change(self, facts: dict[str, object]):
        changed = replace(TALKS, **facts)  # type: ignore[arg-type]
        revision = after((TALKS,), (changed,)).published(Calendar(meetings=(changed,)), now=NOW).revisions["geneva"]

        assert (revision.sequence, revision.created, revision.modified) == (0, NOW, NOW + DAY)

    @pytest.mark.parametrize(
        ("before", "later"),
        [
            ({"start": NOON, "kind": Kind.TALKS}, {"start": NOON, "kind": Kind.CONFERENCE}),
            (
                {"start": NOON, "repeat": WEEKLY},
                {"start": NOON, "repeat": WEEKLY, "timezone": ZoneInfo("Africa/Algiers")},
            ),
            ({"repeat": WEEKLY}, {"repeat": replace(WEEKLY, excepted=(dt.date(2022, 1, 16),))}),
        ],
        ids=["its length", "its clocks", "its rule"],
    )
    def test_whatever_moves_its_hours_raises_the_sequence(self, before: dict[str, object], later: dict[str, object]):
        assert sequence(replace(TALKS, **before), replace(TALKS, **later)) == 1  # type: ignore[arg-type]

    def test_a_rule_that_is_said_in_another_way_is_the_same_rule(self):
        sunday = replace(WEEKLY, on=(Weekday(6),), excepted=(dt.date(2022, 1, 23), dt.date(2022, 1, 16)))
        plain = replace(WEEKLY, excepted=(dt.date(2022, 1, 16), dt.date(2022, 1, 23)))

        assert len(after((replace(TALKS, repeat=plain),), (replace(TALKS, repeat=sunday),))) == 1

    def test_the_country_of_a_place_is_no_new_place(self):
        assert sequence(TALKS, replace(TALKS, place=Place(name="Geneva"))) == 0

    def test_a_day_that_ends_on_the_day_is_a_day(self):
        assert len(after((TALKS,), (replace(TALKS, end=dt.date(2022, 1, 9)),))) == 1

    def test_what_means_the_same_is_not_recorded(self):
        respelled = replace(TALKS, participants=(replace(US, aliases=("POTUS",)),))

        assert len(after((TALKS, CALL), (CALL, respelled))) == 2

    def test_a_clock_that_is_set_back_does_not_set_a_revision_back(self):
        moved = replace(TALKS, start=dt.date(2022, 1, 10))
        history = after((TALKS,))

        [found] = history.pending(Calendar(meetings=(moved,)), now=NOW - 365 * DAY)

        assert found.at > NOW

    def test_without_a_clock_a_record_is_dated_by_what_is_known(self):
        sourced = replace(TALKS, sources=(Source(published=dt.date(2021, 12, 31)),))
        [first] = History().pending(Calendar(meetings=(sourced,)), now=None)
        [later] = after((TALKS,)).pending(Calendar(meetings=(sourced,)), now=None)

        assert first.at == dt.datetime(2021, 12, 31, tzinfo=dt.UTC)
        assert later.at == NOW + dt.timedelta(seconds=1)

    def test_the_last_change_that_matters_is_said(self):
        moved = replace(TALKS, place=Place(name="Lausanne", country="CH"))
        sourced = replace(moved, sources=(Source(title="They move"),))
        history = after((TALKS,), (moved,), (sourced,))

        revision = history.published(Calendar(meetings=(sourced,)), now=NOW).revisions["geneva"]

        assert revision.changed == ("place: Geneva, CH → Lausanne, CH",)
        assert revision.changed_at == NOW + DAY
        assert revision.modified == NOW + 2 * DAY

    def test_a_first_revision_is_dated_by_its_sources_whatever_their_order(self):
        early, late = dt.date(2021, 12, 31), dt.date(2022, 1, 3)
        sources = tuple(Source(published=day) for day in (late, early, None))

        revision = first_revision(replace(TALKS, sources=sources))

        assert revision.sequence == 0
        assert revision.created == dt.datetime(2021, 12, 31, tzinfo=UTC)
        assert revision.modified == dt.datetime(2022, 1, 3, tzinfo=UTC)

    def test_a_meeting_without_sources_has_a_revision_all_the_same(self):
        assert first_revision(TALKS).modified == BEFORE_RECORDS


class TestTombstones:
    def test_a_meeting_that_is_taken_out_while_ahead_is_said_to_be_off_for_a_time(self):
        history, calendar = after((TALKS, CALL), (CALL,)), Calendar(meetings=(CALL,))

        published = history.published(calendar, now=NOW + 2 * DAY)

        [gone] = published.removed
        assert (gone.id, gone.status, gone.reason) == ("geneva", Status.CANCELLED, TAKEN_OUT)
        assert published.revisions["geneva"].sequence == 1
        assert published.until == NOW + DAY + TOMBSTONE
        assert history.published(calendar, now=NOW + DAY + TOMBSTONE).removed == ()

    def test_no_occurrence_of_a_series_outlives_it(self):
        sure = Occurrence(on=dt.date(2022, 1, 16), status=Status.CONFIRMED)
        weekly = replace(TALKS, repeat=replace(WEEKLY, changes=(sure,)))

        [gone] = after((weekly,), ()).published(Calendar(), now=NOW + 2 * DAY).removed

        assert gone.repeat
        assert [(each.status, each.reason) for each in gone.repeat.changes] == [(Status.CANCELLED, TAKEN_OUT)]

    def test_a_series_without_an_end_is_ahead_however_long_ago_it_began(self):
        weekly = replace(TALKS, start=dt.date(2012, 1, 8), repeat=WEEKLY)

        [gone] = after((weekly,), ()).published(Calendar(), now=NOW + 2 * DAY).removed

        assert gone.status is Status.CANCELLED

    def test_a_meeting_that_is_over_can_be_taken_out_without_a_word(self):
        past = replace(TALKS, start=dt.date(2022, 1, 1))

        assert after((past,), ()).published(Calendar(), now=NOW + 2 * DAY).removed == ()

    def test_a_meeting_that_comes_back_stands_again(self):
        history = after((TALKS,), (), (TALKS,))
        published = history.published(Calendar(meetings=(TALKS,)), now=NOW + 3 * DAY)

        assert published.removed == ()
        assert published.revisions["geneva"].sequence == 2
        assert published.revisions["geneva"].changed == ("back in the calendar",)

    def test_what_vanished_since_the_last_record_is_told(self):
        history = after((TALKS, CALL))

        [vanished] = history.vanished(Calendar(meetings=(CALL,)), now=NOW)

        assert vanished == replace(TALKS, participants=(replace(US, aliases=()),))
        assert history.vanished(Calendar(meetings=(CALL,)), now=NOW + 30 * DAY) == ()


class TestKnown:
    """What was published at a moment, as the page shows it for ``?now=``."""

    MOVED = replace(TALKS, start=dt.date(2022, 1, 10))

    def test_before_the_first_record_nothing_is_known_of_what_was_known(self):
        calendar = Calendar(meetings=(TALKS,))

        assert after((TALKS,)).known_at(calendar, NOW - dt.timedelta(seconds=1)) == Known(calendar=calendar)
        assert History().known_at(calendar, NOW) == Known(calendar=calendar)

    def test_between_two_changes_a_meeting_is_as_it_was_then(self):
        history, calendar = after((TALKS,), (self.MOVED,)), Calendar(title="Winter", meetings=(self.MOVED,))

        first, second = (history.known_at(calendar, NOW + time) for time in (DAY / 2, DAY))

        assert first == Known(
            calendar=replace(calendar, meetings=(replace(TALKS, participants=(replace(US, aliases=()),)),)),
            recorded=True,
        )
        assert [each.start for each in second.calendar.meetings] == [self.MOVED.start]

    def test_a_meeting_that_was_published_later_is_counted_and_left_out(self):
        history, calendar = after((TALKS,), (TALKS, CALL)), Calendar(meetings=(TALKS, CALL))

        early, late = (history.known_at(calendar, NOW + time) for time in (DAY / 2, DAY))

        assert ([each.id for each in early.calendar.meetings], early.later) == (["geneva"], 1)
        assert ([each.id for each in late.calendar.meetings], late.later) == (["geneva", "call"], 0)

    def test_a_meeting_that_was_taken_out_was_in_it_until_then(self):
        history, calendar = after((TALKS, CALL), (CALL,)), Calendar(meetings=(CALL,))

        early, late = (history.known_at(calendar, NOW + time) for time in (DAY / 2, DAY))

        assert {each.id for each in early.calendar.meetings} == {"geneva", "call"}
        assert [each.id for each in late.calendar.meetings] == ["call"]
        assert (early.later, late.later) == (0, 0)

    def test_one_that_came_and_went_afterwards_is_not_missed(self):
        history, calendar = after((TALKS,), (TALKS, CALL), (TALKS,)), Calendar(meetings=(TALKS,))

        assert history.known_at(calendar, NOW).later == 0

    def test_one_that_comes_back_was_not_known_meanwhile(self):
        history, calendar = after((TALKS, CALL), (CALL,), (TALKS, CALL)), Calendar(meetings=(TALKS, CALL))
        found = [history.known_at(calendar, NOW + day * DAY) for day in (0, 1, 2)]

        assert [len(each.calendar.meetings) for each in found] == [2, 1, 2]
        assert [each.later for each in found] == [0, 0, 0]

    def test_where_a_record_still_holds_the_meeting_of_the_calendar_is_used_which_knows_more(self):
        history, calendar = after((TALKS,), (TALKS, CALL)), Calendar(meetings=(TALKS, CALL))
        assert history.pending(calendar, now=NOW + DAY) == ()

        [talks] = history.known_at(calendar, NOW + DAY / 2).calendar.meetings

        assert talks is TALKS

    def test_meetings_stand_in_the_order_of_the_calendar_and_those_that_are_gone_at_its_end(self):
        gone = replace(TALKS, id="gone")
        history = after((gone, CALL, TALKS), (CALL, TALKS))

        known = history.known_at(Calendar(meetings=(TALKS, CALL)), NOW)

        assert [each.id for each in known.calendar.meetings] == ["geneva", "call", "gone"]

    def test_all_else_of_the_calendar_is_as_it_is_now(self):
        calendar = Calendar(title="Winter", description="Talks.", timezone=ZoneInfo("Europe/Zurich"), meetings=(TALKS,))

        assert replace(after((TALKS,)).known_at(calendar, NOW).calendar, meetings=(TALKS,)) == calendar


MEETINGS = st.builds(
    replace,
    st.sampled_from([TALKS, CALL]),
    start=st.dates(dt.date(2022, 1, 1), dt.date(2022, 1, 5)),
    title=st.sampled_from(["Talks", "Längere\n\u2028Gespräche"]),
    status=st.sampled_from(Status),
    agenda=st.lists(st.builds(AgendaItem, topic=st.text(min_size=1)), max_size=2).map(tuple),
)
STATES = st.lists(st.lists(MEETINGS, max_size=2, unique_by=lambda each: each.id).map(tuple), max_size=5)


class TestLaws:
    @given(STATES)
    def test_a_history_comes_back_from_its_lines(self, states: list[tuple[Meeting, ...]]):
        history = after(*states)
        again = from_lines([each.line() for each in history], name="events.history.jsonl")

        assert list(again) == list(history)
        assert again.faults == ()

    @given(STATES, STATES, st.randoms())
    def test_two_machines_that_join_their_histories_agree(self, ours, theirs, random):  # type: ignore[no-untyped-def]
        lines = [*after(*ours), *after(*theirs)]
        shuffled = random.sample(lines, len(lines))

        assert list(History(lines)) == list(History(shuffled))

    @given(STATES, STATES)
    def test_no_sequence_ever_goes_down(self, ours: list[tuple[Meeting, ...]], theirs: list[tuple[Meeting, ...]]):
        joined = History([*after(*ours), *after(*theirs)])
        states = [*ours[-1:], ()]
        numbers: dict[str, int] = {each.id: each.sequence for each in joined}
        for state in states:
            joined = joined.plus(joined.pending(Calendar(meetings=state), now=NOW))
            later = {each.id: each.sequence for each in joined}
            assert all(later[id_] >= number for id_, number in numbers.items())
            numbers = later

    @given(STATES)
    def test_what_was_known_at_a_record_is_what_was_recorded(self, states: list[tuple[Meeting, ...]]):
        history, last = after(*states), Calendar(meetings=states[-1] if states else ())

        for day, meetings in enumerate(states):
            known = history.known_at(last, NOW + day * DAY)
            if known.recorded:
                again = History().plus(History().pending(known.calendar, now=NOW))
                assert {each.id: each.facts for each in again} == {each.id: each.facts for each in after(meetings)}

    @given(STATES)
    def test_recording_twice_records_once(self, states: list[tuple[Meeting, ...]]):
        history = after(*states)

        assert history.pending(Calendar(meetings=states[-1] if states else ()), now=NOW + 99 * DAY) == ()


def test_a_history_is_kept_beside_the_calendar(tmp_path: Path):
    file = history_file(tmp_path / "events.yaml")

    record(file, Calendar(meetings=(TALKS,)), now=NOW)
    record(file, Calendar(meetings=(TALKS,)), now=NOW + DAY)
    record(file, Calendar(meetings=(replace(TALKS, status=Status.CANCELLED),)), now=NOW + 2 * DAY)

    assert file.name == "events.history.jsonl"
    assert history_file("events.yml").name == "events.yml.history.jsonl"
    assert [line.partition(', "meeting"')[0] for line in file.read_text().splitlines()] == [
        '{"at": "2022-01-03T09:15:00Z", "id": "geneva", "sequence": 0, "changes": []',
        '{"at": "2022-01-05T09:15:00Z", "id": "geneva", "sequence": 1, "changes": ["cancelled: confirmed → cancelled"]',
    ]
    assert [each.sequence for each in read_history(file)] == [0, 1]


def test_lines_that_are_no_records_are_told_of_and_do_no_harm(tmp_path: Path):
    file = tmp_path / "events.history.jsonl"
    record(file, Calendar(meetings=(TALKS,)), now=NOW)
    bad = '{"at": "2022-01-03T09:15:00Z", "id": "x", "sequence": 0, "changes": [], "meeting": null}'
    with file.open("ab") as more:
        more.write(b"<<<<<<< ours\n")
        for old, new in (("null", "7"), ("0, ", "1e999, "), ("0, ", "5000000000, "), ("null", "[" * 100_000)):
            more.write(bad.replace(old, new).encode() + b"\n")
        more.write(bad.replace("x", "Z\u00fc").encode("latin-1"))

    record(file, Calendar(meetings=(TALKS, CALL)), now=NOW)

    found = read_history(file)
    assert [each.id for each in found] == ["call", "geneva"]
    assert found.faults == tuple(
        f"{file}:{line}: this is no record of a meeting; it is left out" for line in range(2, 8)
    )


def test_the_history_of_our_own_calendar_is_kept_up():
    file = Path(__file__).parents[1] / "data" / "events.yaml"

    assert read_history(history_file(file)).pending(store.load(file), now=NOW) == ()


def test_a_history_that_is_not_there_is_an_empty_one(tmp_path: Path):
    assert len(read_history(tmp_path / "gone.jsonl")) == 0


def test_a_translation_is_recorded_but_nothing_that_subscribers_plan_by_or_are_told():
    translated = replace(TALKS, titles=(("en", "Talks"), ("fr", "Pourparlers")))
    history = after((TALKS,), (translated,))
    [_, last] = history
    revision = history.published(Calendar(meetings=(translated,)), now=NOW).revisions["geneva"]

    assert last.changes == ("title (en): none → Talks", "title (fr): none → Pourparlers")
    assert last.meeting == replace(translated, participants=(replace(US, aliases=()),))
    assert (revision.sequence, revision.modified, revision.changed) == (0, NOW + DAY, ())


def test_a_translation_of_a_single_occurrence_is_nothing_to_plan_by():
    first, second = (
        replace(
            TALKS, repeat=replace(WEEKLY, changes=(Occurrence(on=dt.date(2022, 1, 16), title="Last", titles=titles),))
        )
        for titles in ((), (("en", "Last"), ("fr", "Dernier")))
    )

    assert sequence(first, second) == 0
    assert after((first,), (second,)).published(Calendar(), now=NOW).changed == NOW + DAY


def test_facts_of_a_meeting_that_names_no_languages_are_as_ever():
    [only] = after((TALKS,))

    assert only.facts
    assert not {"titles", "descriptions"} & only.facts.keys()


def test_a_place_where_no_meeting_is_any_more_is_remembered():
    moved = replace(TALKS, place=Place(name="Vienna", country="AT"))
    history = after((TALKS,), (moved,))

    assert history.published(Calendar(meetings=(moved,)), now=NOW).former_places == (GENEVA,)
    assert history.published(Calendar(meetings=(TALKS,)), now=NOW).former_places == (moved.place,)
