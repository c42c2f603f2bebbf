import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from summitcal.cadence import read_repeat
from summitcal.filling import additions, filled
from summitcal.model import UTC, AgendaItem, Kind, Meeting, Participant, ParticipantKind, Place, Source

ZURICH, KYIV = ZoneInfo("Europe/Zurich"), ZoneInfo("Europe/Kyiv")
TALKS = Meeting(id="talks", title="Talks", kind=Kind.TALKS, start=dt.date(2022, 1, 9))
GENEVA = Place(name="Geneva", country="CH", timezone=ZURICH)
US = Participant(id="us", name="United States", country="US")
ADA, BOB = (Participant(id=each, name=each, kind=ParticipantKind.PERSON, country="US") for each in ("ada", "bob"))


def hour(day: int, hour: int, zone: dt.tzinfo = UTC) -> dt.datetime:
    return dt.datetime(2022, 1, day, hour, tzinfo=zone)


TOLD = replace(TALKS, start=hour(9, 15, ZURICH), timezone=ZURICH, place=GENEVA, participants=(US, ADA))


def test_what_is_not_known_is_added_and_said():
    found = filled(TALKS, TOLD, zone=UTC)

    assert found == TOLD
    assert additions(TALKS, replace(found, sources=(Source(title="A"),))) == (
        "source added",
        "place added: Geneva",
        "hour added: 15:00 Europe/Zurich",
        "participants added: United States, ada",
    )
    assert additions(found, found) == ()


@pytest.mark.parametrize(
    ("facts", "zone"),
    [({}, ZURICH), ({"timezone": KYIV}, KYIV), ({"start": hour(9, 9)}, UTC)],
)
def test_a_place_brings_its_clock_unless_the_meeting_has_one_or_an_hour(facts: dict[str, object], zone: ZoneInfo):
    known = replace(TALKS, **facts)  # type: ignore[arg-type]

    found = filled(known, replace(TALKS, place=GENEVA), zone=UTC)

    assert (found.place, found.timezone, found.start) == (GENEVA, zone, known.start)


def test_an_hour_that_has_just_been_set_is_by_the_clock_of_the_place_too():
    found = filled(replace(TALKS, start=hour(9, 14)), TOLD, zone=UTC, timed=False)

    assert (found, found.when.in_words()) == (TOLD, "Sunday 9 January 2022, 15:00")


@pytest.mark.parametrize(
    "known",
    [
        replace(TALKS, end=dt.date(2022, 1, 10)),
        replace(TALKS, agenda=(AgendaItem(topic="x", at=dt.date(2022, 1, 9)),)),
        replace(TALKS, start=hour(9, 9)),
        replace(TALKS, start=dt.date(2022, 1, 10)),
    ],
)
def test_an_hour_is_not_added_where_something_hangs_on_the_day_or_the_day_is_another(known: Meeting):
    assert filled(known, replace(TALKS, start=hour(9, 15)), zone=UTC) == known


@pytest.mark.parametrize(("known", "result"), [((), (US, ADA)), ((US,), (US, ADA)), ((US, ADA), (US, ADA))])
def test_persons_are_added_where_none_are_named(known: tuple[Participant, ...], result: tuple[Participant, ...]):
    found = filled(replace(TALKS, participants=known), replace(TALKS, participants=(US, ADA)), zone=UTC)

    assert found.participants == result


@pytest.mark.parametrize(
    "known",
    [
        replace(TALKS, kind=Kind.CALL),
        replace(TALKS, participants=(US, BOB)),
        replace(TALKS, repeat=read_repeat("every week")),
    ],
)
def test_what_may_be_another_meeting_is_left_as_it_is(known: Meeting):
    assert filled(known, TOLD, zone=UTC) == known
