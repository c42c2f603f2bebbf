import datetime as dt
from dataclasses import replace
from pathlib import Path

import icalendar
import pytest

from summitcal import store
from summitcal.feed import to_ical
from summitcal.history import Revision
from summitcal.model import (
    AgendaItem,
    Calendar,
    Certainty,
    Participant,
    ParticipantKind,
    Role,
    Source,
    Status,
)
from tests.read_back import HOUR, OFF, ZURICH, entry, wanted

SEED = store.load(Path(__file__).parents[1] / "data" / "events.yaml")


def test_the_description_holds_what_other_properties_would_hide():
    event = entry(
        participants=(Participant(id="lavrov", name="Sergei Lavrov", office="Foreign Minister"),),
        url="https://example.org/talks",
        sources=(Source(title="Talks agreed", outlet="Example News", published=dt.date(2021, 12, 31)),),
    )

    assert str(event["DESCRIPTION"]) == (
        "Participants: Sergei Lavrov (Foreign Minister)\n\n"
        "Sources:\n- Talks agreed, Example News, 31 December 2021\n\n"
        "https://example.org/talks"
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"status": Status.POSTPONED, "reason": "Snow."}, "Postponed: Snow."),
        ({"status": Status.CANCELLED}, "Cancelled"),
        ({"was": dt.date(2022, 1, 8), "reason": "Snow."}, "Was: Saturday 8 January 2022\nReason: Snow."),
        (
            {"was": dt.date(2022, 1, 8), "end": dt.date(2022, 1, 11)},
            "Was: Saturday 8 January 2022",
        ),
        (
            {
                "end": dt.date(2022, 1, 10),
                "agenda": (AgendaItem(topic="Opening", at=dt.datetime(2022, 1, 10, 9, 30, tzinfo=ZURICH)),),
            },
            "Agenda:\n- Monday 10 January 2022, 09:30: Opening",
        ),
        (
            {"agenda": (AgendaItem(topic="Opening", at=dt.datetime(2022, 1, 9, 9, 30, tzinfo=ZURICH)),)},
            "Agenda:\n- 09:30: Opening",
        ),
        ({"certainty": Certainty.ANNOUNCED}, "Announced by one side"),
        ({"certainty": Certainty.REPORTED}, "Only reported, not announced"),
    ],
)
def test_the_description_says_how_far_to_trust_it_and_why_it_changed(facts: dict[str, object], said: str):
    assert str(entry(**facts)["DESCRIPTION"]) == said


def test_hours_are_told_in_the_capitals_of_who_takes_part():
    assert str(wanted(HOUR)["DESCRIPTION"]).split("\n")[:5] == [
        "Local time: Wednesday 12 January 2022, 15:00 (Europe/Zurich)",
        "UTC: 14:00",
        "Washington: 09:00",
        "Moscow: 17:00",
        "End not announced",
    ]


def test_the_last_line_says_what_changed_and_when():
    revision = Revision(
        sequence=1,
        created=dt.datetime(2021, 12, 31, tzinfo=dt.UTC),
        modified=dt.datetime(2022, 1, 4, tzinfo=dt.UTC),
        changed=("place: Geneva → Lausanne", "moved: 9 → 12 January 2022"),
        changed_at=dt.datetime(2022, 1, 3, 23, 30, tzinfo=dt.UTC),
    )
    [event] = icalendar.Calendar.from_ical(to_ical(Calendar(meetings=(HOUR,)), revisions={"geneva": revision})).walk(
        "VEVENT"
    )

    assert str(event["DESCRIPTION"]).endswith(
        "\n\nChanged 4 January 2022: place Geneva → Lausanne; moved 9 → 12 January 2022"
    )
    assert (event["SEQUENCE"], event["CREATED"].dt, event["LAST-MODIFIED"].dt, event["DTSTAMP"].dt) == (
        1,
        revision.created,
        revision.modified,
        revision.modified,
    )


def test_participants_are_told_with_what_they_do_and_stand_for():
    lavrov = Participant(id="x", name="Ada", kind=ParticipantKind.PERSON, office="Minister", country="NO")
    host = Participant(id="ch", name="Switzerland", country="CH", role=Role.HOST)

    said = str(wanted(replace(OFF, participants=(lavrov, host)))["DESCRIPTION"])

    assert said.endswith("Participants: Ada (Minister; Norway), Switzerland (host)")
