import datetime as dt
from dataclasses import replace

import pytest

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


TITLES = (("en", "Talks"), ("fr", "Pourparlers"), ("zh-Hant", "會談"))
IN_LANGUAGES = Meeting(id="talks", title="Talks", start=dt.date(2022, 1, 9), titles=TITLES)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Talks"),
        ("fr", "Pourparlers"),
        ("fr-CH", "Pourparlers"),
        ("FR-ch", "Pourparlers"),
        ("zh-Hant-TW", "會談"),
        ("zh", "Talks"),
        ("de", "Talks"),
        ("", "Talks"),
    ],
)
def test_a_title_is_had_in_the_nearest_language_that_there_is(language: str, title: str):
    """RFC 4647 §3.4: a tag is shortened until it is one that is there; else it is the plain title."""
    assert IN_LANGUAGES.title_in(language) == title
    assert Calendar(title="Talks", titles=TITLES).title_in(language) == title


def test_a_text_that_names_no_language_is_the_same_in_all():
    meeting = replace(IN_LANGUAGES, titles=(), description="Two days.")

    assert (meeting.title_in("fr"), meeting.description_in("fr")) == ("Talks", "Two days.")
    assert IN_LANGUAGES.description_in("en") is None
    assert Calendar().description_in("en") is None


def test_a_title_that_a_program_replaced_is_the_one_of_its_own_language():
    assert replace(IN_LANGUAGES, title="Talks: Geneva").title_in("en") == "Talks: Geneva"


def test_what_differs_in_one_language_differs():
    other = replace(IN_LANGUAGES, titles=(*TITLES, ("de", "Gespräche")))

    assert other != IN_LANGUAGES
    assert len({IN_LANGUAGES, other, replace(other)}) == 2
