import datetime as dt

from summitcal.model import Calendar, Meeting, Participant, ParticipantKind

US = Participant(id="us", name="United States", country="US", aliases=("Washington", "White House"))
BIDEN = Participant(id="biden", name="Joe Biden", kind=ParticipantKind.PERSON, country="US")
CALENDAR = Calendar(
    participants=(BIDEN, US),
    meetings=(
        Meeting(id="call", title="Call", start=dt.date(2021, 12, 30), participants=(US, BIDEN)),
        Meeting(id="talks", title="Talks", start=dt.date(2022, 1, 9), participants=(US,)),
    ),
)


def test_a_meeting_is_found_by_its_id():
    found = CALENDAR.meeting("talks")

    assert found is not None
    assert found.title == "Talks"
    assert CALENDAR.meeting("other") is None


def test_everyone_who_takes_part_is_listed_once_by_name():
    assert CALENDAR.everyone() == (BIDEN, US)
