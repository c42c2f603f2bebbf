import datetime as dt

from summitcal.model import Calendar, Meeting, Participant, ParticipantKind, Repeat, file_keys

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


def test_what_only_programs_know_of_a_meeting_is_no_key_of_the_file():
    assert "series" not in file_keys(Meeting)
    assert list(file_keys(Participant))[:2] == ["name", "kind"]


def test_a_key_may_be_a_word_that_python_keeps_for_itself():
    assert list(file_keys(Repeat)) == ["every", "on", "until", "times", "except", "changes"]
