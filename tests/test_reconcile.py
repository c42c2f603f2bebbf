import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

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
    Status,
)
from summitcal.reconcile import Match, Verdict, recognised, reconciled
from summitcal.when import month_of

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


@pytest.mark.parametrize(
    ("known", "said", "why"),
    [
        (Status.CONFIRMED, Status.CANCELLED, "cancelled, the calendar confirmed"),
        (Status.CONFIRMED, Status.POSTPONED, "postponed, the calendar confirmed"),
        (Status.TENTATIVE, Status.CANCELLED, "cancelled, the calendar tentative"),
        (Status.POSTPONED, Status.CANCELLED, "cancelled, the calendar postponed"),
    ],
)
def test_a_known_meeting_that_is_called_off_is_a_change_to_be_looked_at(known: Status, said: Status, why: str):
    calendar = replace(CALENDAR, meetings=(replace(GENEVA, status=known),))
    [found] = reconciled([draft(replace(GENEVA, id="x", status=said))], calendar)

    assert (found.verdict, found.why) == (Verdict.CHANGED, why)


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
