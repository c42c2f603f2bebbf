import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.cadence import read_repeat
from summitcal.model import (
    UTC,
    Calendar,
    Draft,
    Evidence,
    Kind,
    Meeting,
    Participant,
    ParticipantKind,
    Place,
    Source,
    Status,
)
from summitcal.reconcile import Match, Verdict, recognised, reconciled
from summitcal.when import UNKNOWN, Point, month_of, week_of
from tests.calendars import small_worlds

US = Participant(id="us", name="United States", country="US")
RUSSIA = Participant(id="russia", name="Russia", country="RU", aliases=("Kremlin",))
NATO = Participant(id="nato", name="NATO", kind=ParticipantKind.ORGANISATION)
BIDEN = Participant(id="biden", name="Joe Biden", kind=ParticipantKind.PERSON, country="US")

GENEVA = Meeting(
    id="us-russia-geneva",
    title="US–Russia security meeting",
    kind=Kind.TALKS,
    start=dt.date(2022, 1, 9),
    end=dt.date(2022, 1, 10),
    participants=(US, RUSSIA),
)
TOLD = Source(title="Talks agreed", outlet="Example News", published=dt.date(2021, 12, 31), quote="They will meet.")
OTHER = Source(published=dt.date(2022, 1, 3), quote="The talks are in Geneva.")
CALENDAR = Calendar(participants=(US, RUSSIA, NATO, BIDEN), meetings=(GENEVA,))


def match(meeting: Meeting) -> Match:
    [only] = reconciled([draft(meeting)], CALENDAR)
    return only


def draft(meeting: Meeting) -> Draft:
    return Draft(meeting=meeting, quote=Evidence(start=0, end=0, text=""))


def test_the_same_parties_on_the_same_days_are_the_meeting_we_know():
    found = match(replace(GENEVA, id="russia-united-states-talks", start=dt.date(2022, 1, 10), end=None))

    assert found.verdict is Verdict.KNOWN
    assert found.known == GENEVA


def test_persons_beside_their_states_make_no_other_meeting():
    assert match(replace(GENEVA, id="x", participants=(US, RUSSIA, BIDEN))).verdict is Verdict.KNOWN


def test_other_parties_on_the_same_days_are_another_meeting():
    assert match(replace(GENEVA, id="x", participants=(NATO, RUSSIA))).verdict is Verdict.NEW


def test_the_day_before_is_another_meeting_wherever_its_midnight_is():
    geneva = replace(GENEVA, timezone=ZoneInfo("Europe/Zurich"))

    [found] = reconciled([draft(replace(GENEVA, start=dt.date(2022, 1, 8), end=None))], Calendar(meetings=(geneva,)))

    assert found.verdict is Verdict.NEW


def test_two_calls_on_one_day_are_two_meetings():
    early, late = (replace(GENEVA, start=dt.datetime(2022, 1, 9, hour, tzinfo=UTC), end=None) for hour in (9, 18))

    [found] = reconciled([draft(late)], Calendar(meetings=(early,)))

    assert found.verdict is Verdict.NEW


def test_a_draft_without_a_zone_of_its_own_is_in_the_zone_of_the_calendar():
    calendar = Calendar(timezone=ZoneInfo("Europe/Zurich"))
    tokyo = Place(name="Tokyo", timezone=ZoneInfo("Asia/Tokyo"))
    [day, hour, there] = reconciled(
        [
            draft(GENEVA),
            draft(replace(GENEVA, start=dt.datetime(2022, 2, 1, 9, tzinfo=UTC), end=None)),
            draft(replace(GENEVA, start=dt.date(2022, 3, 1), end=None, place=tokyo, timezone=ZoneInfo("Asia/Tokyo"))),
        ],
        calendar,
    )

    assert day.meeting.timezone.key == "Europe/Zurich"
    assert hour.meeting.timezone.key == "UTC"
    assert there.meeting.timezone.key == "Asia/Tokyo"


def test_a_month_without_a_day_is_not_taken_for_a_day_in_it():
    assert match(replace(GENEVA, id="x", start=month_of(dt.date(2022, 1, 1)), end=None)).verdict is Verdict.NEW


@pytest.mark.parametrize("known", [Status.CONFIRMED, Status.TENTATIVE])
@pytest.mark.parametrize("said", [Status.CANCELLED, Status.POSTPONED])
def test_a_known_meeting_that_is_called_off_or_put_off_takes_that_status(known: Status, said: Status):
    before = replace(GENEVA, status=known, sources=(TOLD,))
    calendar = replace(CALENDAR, meetings=(before,))
    [found] = reconciled([draft(replace(GENEVA, id="x", status=said, sources=(OTHER,)))], calendar)

    assert (found.verdict, found.why) == (Verdict(said), f"{said}, the calendar {known}")
    assert found.becomes == replace(before, status=said, sources=(TOLD, OTHER))


def test_what_was_put_off_and_is_now_called_off_is_to_be_looked_at():
    calendar = replace(CALENDAR, meetings=(replace(GENEVA, status=Status.POSTPONED),))
    [found] = reconciled([draft(replace(GENEVA, id="x", status=Status.CANCELLED))], calendar)

    assert (found.verdict, found.why, found.becomes) == (
        Verdict.CHANGED,
        "cancelled, the calendar postponed",
        None,
    )


def test_one_day_of_several_that_is_called_off_or_one_of_two_meetings_is_to_be_looked_at():
    second = match(replace(GENEVA, id="x", start=dt.date(2022, 1, 10), end=None, status=Status.CANCELLED))
    twice = replace(CALENDAR, meetings=(GENEVA, replace(GENEVA, id="dinner")))
    [one_of_two] = reconciled([draft(replace(GENEVA, id="x", status=Status.CANCELLED))], twice)

    assert second.verdict is one_of_two.verdict is Verdict.CHANGED


@pytest.mark.parametrize("status", Status)
def test_what_the_article_says_as_the_calendar_does_is_no_change(status: Status):
    calendar = replace(CALENDAR, meetings=(replace(GENEVA, status=status),))
    [found] = reconciled([draft(replace(GENEVA, id="x", status=status))], calendar)

    assert (found.verdict, found.why) == (Verdict.KNOWN, "")


def test_participants_are_those_of_the_registry_by_whatever_name_the_article_calls_them():
    russia = Participant(id="russian-federation", name="Kremlin", country="RU")
    america = Participant(id="united-states-of-america", name="America", country="US")

    found = match(replace(GENEVA, id="x", participants=(america, russia)))

    assert found.meeting.participants == (US, RUSSIA)
    assert found.verdict is Verdict.KNOWN


def test_two_new_meetings_never_get_one_id():
    later = replace(GENEVA, start=dt.date(2022, 2, 1), end=None)
    again = replace(later, start=dt.date(2022, 2, 2))

    ids = [each.meeting.id for each in reconciled([draft(later), draft(again)], CALENDAR)]

    assert ids == ["us-russia-geneva-2", "us-russia-geneva-3"]


def recognise(meeting: Meeting) -> Match:
    [only] = recognised([meeting], CALENDAR)
    return only


def test_a_meeting_of_a_feed_is_known_by_its_id_and_what_the_feed_says_otherwise_is_told():
    same = recognise(replace(GENEVA, title="Other words", participants=()))
    moved = recognise(replace(GENEVA, start=dt.date(2022, 1, 16), end=None))
    off = recognise(replace(GENEVA, status=Status.CANCELLED))

    assert (same.verdict, same.known, same.why) == (Verdict.KNOWN, GENEVA, "")
    assert (moved.verdict, moved.why) == (Verdict.CHANGED, "Sunday 16 January 2022, the calendar 9–10 January 2022")
    assert (off.verdict, off.why) == (Verdict.CHANGED, "cancelled, the calendar confirmed")


def test_a_meeting_of_a_feed_is_known_by_its_title_and_start():
    assert recognise(replace(GENEVA, id="x", title="US–RUSSIA security meeting", participants=())).known == GENEVA
    assert recognise(replace(GENEVA, id="x", start=dt.date(2022, 1, 10), participants=())).verdict is Verdict.NEW


def test_a_meeting_of_a_feed_is_known_as_a_draft_is_where_its_names_say_nothing():
    found = recognise(replace(GENEVA, id="x", title="Talks", start=dt.date(2022, 1, 10)))

    assert (found.verdict, found.known) == (Verdict.KNOWN, GENEVA)


def test_an_article_about_one_occurrence_is_about_the_meeting_that_repeats():
    weekly = Calendar(meetings=(replace(GENEVA, end=None, repeat=read_repeat("every week")),))
    third = replace(GENEVA, id="x", start=dt.date(2022, 1, 23), end=None)

    [known, off, other] = reconciled(
        [
            draft(third),
            draft(replace(third, status=Status.CANCELLED)),
            draft(replace(third, start=dt.date(2022, 1, 24))),
        ],
        weekly,
    )

    assert known.verdict is Verdict.KNOWN
    assert known.known is not None
    assert known.known.id == "us-russia-geneva~2022-01-23"
    assert off.verdict is Verdict.CHANGED
    assert other.verdict is Verdict.NEW


@pytest.mark.parametrize(
    ("source", "is_there"),
    [
        (TOLD, True),
        (replace(TOLD, quote="Another sentence of it."), True),
        (Source(title="Copied", quote=TOLD.quote), True),
        (replace(TOLD, url="https://example.org/talks", title="Talks", quote=None), True),
        (replace(TOLD, outlet="Another", quote=None), False),
        (Source(published=TOLD.published, quote="Another sentence."), False),
        (Source(published=TOLD.published), False),
    ],
)
def test_a_source_that_a_known_meeting_lacks_is_added(source: Source, is_there: bool):  # noqa: FBT001
    known = replace(GENEVA, sources=(replace(TOLD, url="https://example.org/talks"),))
    [found] = reconciled([draft(replace(GENEVA, id="x", sources=(source,)))], replace(CALENDAR, meetings=(known,)))

    assert found.verdict is Verdict.KNOWN
    assert found.becomes == (None if is_there else replace(known, sources=(*known.sources, source)))


def test_an_article_that_comes_back_to_a_meeting_is_one_source_of_it():
    first, again = (draft(replace(GENEVA, id="x", sources=(source,))) for source in (TOLD, OTHER))
    [one, two] = reconciled([first, again], CALENDAR)

    assert one.becomes == replace(GENEVA, sources=(TOLD,))
    assert (two.verdict, two.known, two.becomes) == (Verdict.KNOWN, one.becomes, None)


ONE_DAY = replace(GENEVA, end=None)
MOVED = replace(ONE_DAY, id="x", start=dt.date(2022, 1, 19), was=dt.date(2022, 1, 9), sources=(OTHER,))


@pytest.mark.parametrize(
    ("known", "told", "start", "end"),
    [
        (ONE_DAY, MOVED, MOVED.start, None),
        (GENEVA, MOVED, MOVED.start, dt.date(2022, 1, 20)),
        (GENEVA, replace(MOVED, end=dt.date(2022, 1, 21)), MOVED.start, dt.date(2022, 1, 21)),
        (ONE_DAY, replace(MOVED, start=month_of(dt.date(2022, 2, 1))), month_of(dt.date(2022, 2, 1)), None),
        (replace(ONE_DAY, status=Status.POSTPONED), MOVED, MOVED.start, None),
        (ONE_DAY, replace(MOVED, status=Status.POSTPONED), MOVED.start, None),
    ],
)
def test_a_meeting_that_was_moved_is_the_known_one_on_its_new_day(
    known: Meeting, told: Meeting, start: Point, end: Point | None
):
    [found] = reconciled([draft(told)], replace(CALENDAR, meetings=(known,)))

    assert found.verdict is Verdict.MOVED
    assert found.becomes == replace(
        known, start=start, end=end, was=known.start, status=Status.CONFIRMED, sources=(OTHER,)
    )


NOON = dt.datetime(2022, 1, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ((replace(ONE_DAY, start=NOON),), MOVED),
        ((GENEVA,), replace(MOVED, start=month_of(dt.date(2022, 2, 1)))),
        ((ONE_DAY, replace(ONE_DAY, id="dinner")), MOVED),
        ((ONE_DAY, replace(ONE_DAY, id="later", start=MOVED.start)), MOVED),
        ((replace(ONE_DAY, status=Status.CANCELLED),), MOVED),
        ((ONE_DAY,), replace(MOVED, status=Status.CANCELLED)),
        ((replace(ONE_DAY, repeat=read_repeat("every week")),), replace(MOVED, start=dt.date(2022, 1, 20))),
    ],
    ids=["no hour said", "how long", "which of two", "both days taken", "was off", "is off", "one of a series"],
)
def test_a_move_that_is_doubtful_is_to_be_looked_at(known: tuple[Meeting, ...], told: Meeting):
    [found] = reconciled([draft(told)], replace(CALENDAR, meetings=known))

    assert (found.verdict, found.becomes) == (Verdict.CHANGED, None)


def test_a_change_that_the_extractor_doubts_is_to_be_looked_at():
    [found] = reconciled(
        [replace(draft(MOVED), confidence=0.6, doubts=("perhaps not the date of a meeting",))], CALENDAR
    )

    why = "19–20 January 2022, the calendar 9–10 January 2022; but perhaps not the date of a meeting"
    assert (found.verdict, found.becomes, found.why) == (Verdict.CHANGED, None, why)


@pytest.mark.parametrize("start", [month_of(dt.date(2022, 1, 1)), week_of(dt.date(2022, 1, 9)), UNKNOWN])
def test_the_day_of_a_known_meeting_without_one_is_set(start: Point):
    known = replace(ONE_DAY, start=start)
    [found] = reconciled([draft(replace(ONE_DAY, id="x"))], replace(CALENDAR, meetings=(known,)))

    assert (found.verdict, found.becomes) == (Verdict.MOVED, ONE_DAY)


def test_another_kind_or_month_is_another_meeting_and_of_two_that_fit_neither_is_taken():
    known = replace(ONE_DAY, start=month_of(dt.date(2022, 1, 1)))
    told = replace(ONE_DAY, id="x")

    [call, later] = reconciled(
        [draft(replace(told, kind=Kind.CALL)), draft(replace(told, start=dt.date(2022, 2, 9)))],
        replace(CALENDAR, meetings=(known,)),
    )
    [of_two] = reconciled([draft(told)], replace(CALENDAR, meetings=(known, replace(known, id="second"))))

    assert call.verdict is later.verdict is Verdict.NEW
    assert of_two.verdict is Verdict.CHANGED


def test_a_month_whose_meeting_is_called_off_is_held_against_the_days_in_it():
    found = match(replace(GENEVA, id="x", start=month_of(dt.date(2022, 1, 1)), end=None, status=Status.CANCELLED))

    why = "January 2022, day not set, cancelled, the calendar 9–10 January 2022, confirmed"
    assert (found.verdict, found.why) == (Verdict.CHANGED, why)


def test_a_meeting_that_is_off_on_another_day_is_hardly_a_new_one():
    off = replace(GENEVA, id="x", start=dt.date(2022, 1, 19), end=None, status=Status.POSTPONED)

    assert match(off).why == "Wednesday 19 January 2022, postponed, the calendar 9–10 January 2022, confirmed"
    assert match(replace(off, kind=Kind.CALL)).verdict is Verdict.NEW
    assert match(replace(off, start=dt.date(2022, 3, 1))).verdict is Verdict.NEW


def test_an_article_that_still_has_the_day_from_which_a_meeting_was_moved_is_about_that_meeting():
    moved = replace(ONE_DAY, start=dt.date(2022, 1, 19), was=ONE_DAY.start)
    [old, off] = reconciled(
        [draft(replace(ONE_DAY, id="x")), draft(replace(ONE_DAY, id="x", status=Status.CANCELLED))],
        replace(CALENDAR, meetings=(moved,)),
    )

    assert (old.verdict, old.known) == (Verdict.KNOWN, moved)
    assert (off.verdict, off.known) == (Verdict.CHANGED, moved)


def test_an_article_that_was_read_before_changes_no_meeting_that_it_is_a_source_of():
    known = replace(GENEVA, sources=(OTHER,))
    [found] = reconciled(
        [draft(replace(GENEVA, id="x", status=Status.CANCELLED, sources=(OTHER,)))],
        replace(CALENDAR, meetings=(known,)),
    )

    why = "cancelled, the calendar confirmed; but the article said more of it, or was read before"
    assert (found.verdict, found.becomes, found.why) == (Verdict.CHANGED, None, why)


def test_a_new_meeting_of_the_same_parties_in_the_weeks_around_may_be_a_known_one_moved():
    later = replace(GENEVA, id="x", start=dt.date(2022, 1, 19), end=None)
    found = match(later)

    assert (found.verdict, found.known) == (Verdict.NEW, None)
    assert found.why == "perhaps us-russia-geneva, 9–10 January 2022, moved"
    assert match(replace(later, participants=(US, RUSSIA, NATO))).why == ""
    assert match(replace(later, start=dt.date(2022, 3, 1))).why == ""


def test_what_comes_later_in_an_article_sees_what_was_made_of_the_meeting():
    [moved, again] = reconciled([draft(MOVED), draft(replace(MOVED, was=None))], CALENDAR)

    assert (again.verdict, again.known) == (Verdict.KNOWN, moved.becomes)


DRAFTS = st.builds(
    lambda start, was, status, kind, who, number: draft(
        replace(
            MOVED, start=start, was=was, status=status, kind=kind, participants=who, sources=(Source(quote=number),)
        )
    ),
    st.dates(dt.date(2022, 1, 1), dt.date(2022, 1, 4)) | st.just(month_of(dt.date(2022, 1, 1))),
    st.none() | st.dates(dt.date(2022, 1, 1), dt.date(2022, 1, 4)),
    st.sampled_from(Status),
    st.sampled_from([Kind.CALL, Kind.TALKS]),
    st.sampled_from([(US, RUSSIA), (US, RUSSIA, NATO), (NATO, RUSSIA)]),
    st.uuids().map(str),
)


@given(st.lists(DRAFTS, max_size=4), DRAFTS.map(lambda each: [each]))
def test_an_article_that_was_reconciled_changes_nothing_more(there: list[Draft], told: list[Draft]):
    known = tuple(replace(each.meeting, id=f"known-{number}") for number, each in enumerate(there))
    calendar = replace(CALENDAR, meetings=known)

    once = after(calendar, reconciled(told, calendar))

    assert after(once, reconciled(told, once)) == once


@given(small_worlds().filter(lambda world: world[1].meeting.start is not UNKNOWN))
def test_an_article_says_what_it_has_to_say_the_first_time_and_nothing_is_lost(world: tuple[Calendar, Draft]):
    calendar, told = world
    matches = reconciled([told], calendar)
    once = after(calendar, matches)

    assert after(once, reconciled([told], once)) == once
    for before, now in zip(calendar.meetings, once.meetings, strict=False):
        moved = before.when.first_day != now.when.first_day and before.when.dated
        assert not moved or (matches[0].verdict is Verdict.MOVED and now.was == before.start)
        assert now.status is before.status or now.status.value == matches[0].verdict or moved
        assert before.place in {None, now.place}
        assert now.participants[: len(before.participants)] == before.participants
        assert now.sources[: len(before.sources)] == before.sources
        assert (now.title, now.kind, now.reason) == (before.title, before.kind, before.reason)


@pytest.mark.parametrize("status", [Status.CONFIRMED, Status.CANCELLED])
def test_what_the_calendar_does_not_say_is_added_once(status: Status):
    geneva = Place(name="Geneva", country="CH", timezone=ZoneInfo("Europe/Zurich"))
    told = replace(ONE_DAY, id="x", place=geneva, participants=(US, RUSSIA, BIDEN), sources=(OTHER,), status=status)
    [found] = reconciled([draft(told)], replace(CALENDAR, meetings=(ONE_DAY,)))
    [doubtful] = reconciled([replace(draft(told), doubts=("perhaps not the place",))], CALENDAR)
    taken_back = replace(ONE_DAY, sources=(OTHER,))
    [again] = reconciled([draft(replace(told, status=Status.CONFIRMED))], replace(CALENDAR, meetings=(taken_back,)))

    assert found.becomes == replace(told, id=ONE_DAY.id, timezone=geneva.timezone)
    assert doubtful.becomes
    assert doubtful.becomes.place is None
    assert again.becomes is None


def after(calendar: Calendar, matches: tuple[Match, ...]) -> Calendar:
    becomes = {each.becomes.id: each.becomes for each in matches if each.becomes}
    new = (each.meeting for each in matches if each.verdict is Verdict.NEW)
    return replace(calendar, meetings=(*(becomes.get(each.id, each) for each in calendar.meetings), *new))
