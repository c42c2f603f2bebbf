import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from summitcal.history import History
from summitcal.model import Calendar, Kind, Meeting, Occurrence, Place, Repeat, Source, Status
from summitcal.model import Frequency as Every
from summitcal.updates import Update, What, updates
from summitcal.when import UNKNOWN

NOW = dt.datetime(2022, 1, 3, 9, 15, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
TALKS = Meeting(id="geneva", title="Talks", start=dt.date(2022, 1, 9))
CALL = Meeting(id="call", title="Call", start=dt.date(2022, 1, 20))


def after(*states: tuple[Meeting, ...]) -> History:
    """Return the history of a calendar that had these meetings, a day after another from ``NOW`` on."""
    history = History()
    for day, meetings in enumerate(states):
        history = history.plus(history.pending(Calendar(meetings=meetings), now=NOW + day * DAY))
    return history


def last(*states: tuple[Meeting, ...]) -> Update:
    return updates(after(*states))[0]


def became(**facts: object) -> Update:
    return last((TALKS,), (replace(TALKS, **facts),))  # type: ignore[arg-type]


def test_a_meeting_that_was_not_there_is_added():
    update = last((TALKS,), (TALKS, CALL))

    assert (update.what, update.meeting, update.at) == (What.ADDED, CALL, NOW + DAY)
    assert update.title == "Added: Call, Thursday 20 January 2022"


def test_a_meeting_that_moves_is_told_with_its_new_day():
    update = became(start=dt.date(2022, 1, 9), end=dt.date(2022, 1, 10))

    assert update.title == "Moved: Talks, now 9–10 January 2022"
    assert update.changes == ("moved: 9 → 9–10 January 2022",)


def test_what_is_off_is_told_with_the_day_it_was_planned_for():
    assert became(status=Status.POSTPONED).title == "Postponed: Talks, planned for Sunday 9 January 2022"
    assert became(status=Status.CANCELLED).title == "Called off: Talks, planned for Sunday 9 January 2022"
    assert last((TALKS,), ()).title == "Taken out: Talks, planned for Sunday 9 January 2022"


def test_of_two_things_at_once_the_graver_one_leads():
    moved = became(status=Status.POSTPONED, start=dt.date(2022, 1, 12))
    undated = became(status=Status.POSTPONED, start=UNKNOWN)

    assert moved.title == "Postponed: Talks, now Wednesday 12 January 2022"
    assert undated.title == "Postponed: Talks, now date not set"
    assert len(moved.changes) == 2


def test_what_stands_again_and_what_comes_back_are_told():
    off = replace(TALKS, status=Status.CANCELLED)

    assert last((off,), (TALKS,)).title == "Stands again: Talks, Sunday 9 January 2022"
    assert last((TALKS,), (), (TALKS,)).title == "Back in the calendar: Talks, Sunday 9 January 2022"


def test_of_anything_else_it_is_told_what_is_different():
    assert became(kind=Kind.TALKS, place=Place(name="Geneva")).title == "Changed: Talks, place, kind"


def test_a_single_occurrence_is_told_by_its_day():
    weekly = replace(TALKS, repeat=Repeat(every=1, unit=Every.WEEK))
    on = dt.date(2022, 1, 16)
    off = replace(
        weekly, repeat=Repeat(every=1, unit=Every.WEEK, changes=(Occurrence(on=on, status=Status.CANCELLED),))
    )

    assert last((weekly,), (off,)).title == "Changed: Talks, on 16 January 2022"


def test_what_is_for_editors_alone_is_left_out():
    assert became(sources=(Source(title="A paper"),)).what is What.ADDED


def test_of_one_that_was_taken_out_it_is_known_what_it_was():
    assert last((TALKS,), ()).meeting == TALKS


def test_only_what_changed_since_a_moment_is_told_the_newest_first():
    history = after((TALKS,), (TALKS, CALL), (CALL,))

    assert [each.what for each in updates(history)] == [What.TAKEN_OUT, What.ADDED, What.ADDED]
    assert [each.meeting.id for each in updates(history, since=NOW + DAY)] == ["geneva", "call"]
    assert updates(history, since=NOW + 3 * DAY) == ()
    assert [each.what for each in updates(history, most=1)] == [What.TAKEN_OUT]


def test_a_calendar_that_was_never_published_has_not_changed():
    assert updates(History()) == ()


@given(st.lists(st.lists(st.sampled_from([TALKS, CALL, replace(TALKS, start=UNKNOWN)]), max_size=2), max_size=6))
def test_whatever_happens_is_told_in_the_order_of_time_and_no_two_are_the_same(states: list[list[Meeting]]):
    found = updates(after(*(tuple({each.id: each for each in state}.values()) for state in states)))

    assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)
    assert len({(each.at, each.meeting.id, each.number) for each in found}) == len(found)
    assert all("  " not in each.title and each.title.endswith(each.title.strip()) for each in found)
