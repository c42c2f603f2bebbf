"""What our feed says in a description is taken apart again, or left whole."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from summitcal import wording
from summitcal.history import first_revision
from summitcal.ics.ours import has_open_end, local_zone, periods, strangers, taken_apart
from summitcal.model import AgendaItem, Certainty, Meeting, Participant, ParticipantKind, Source, Status
from summitcal.registry import Registry
from summitcal.when import UNKNOWN, month_of, week_of

ZURICH = ZoneInfo("Europe/Zurich")
US = Participant(id="us", name="United States", country="US")
LAVROV = Participant(id="lavrov", name="Sergei Lavrov", kind=ParticipantKind.PERSON, office="Foreign Minister")
REGISTRY = Registry((US, LAVROV))

AGREED = Source(title="Talks, agreed", url="https://example.org/a", published=dt.date(2022, 1, 2))
BARE = Meeting(id="geneva", title="Talks", start=dt.date(2022, 1, 9), end=dt.date(2022, 1, 10), timezone=ZURICH)
TIMED = replace(BARE, start=dt.datetime(2022, 1, 9, 9, tzinfo=ZURICH), end=None)


def description(meeting: Meeting) -> str:
    return wording.description(meeting, first_revision(meeting))


def again(meeting: Meeting) -> Meeting | None:
    """Return what comes of a meeting by way of its description, beside what other properties say."""
    facts = {"id": meeting.id, "title": meeting.title, "start": meeting.start, "end": meeting.end, "url": meeting.url}
    bare = Meeting(**facts, timezone=meeting.timezone, status=meeting.status)  # type: ignore[arg-type]
    return taken_apart(description(meeting), bare, REGISTRY)


@pytest.mark.parametrize(
    "meeting",
    [
        replace(BARE, description="One.\n\nTwo:\n- three"),
        replace(BARE, participants=(US, LAVROV)),
        replace(BARE, participants=(US,), description="Participants: nobody yet.\n\nMore."),
        replace(BARE, url="https://example.org/talks"),
        replace(BARE, agenda=(AgendaItem(topic="Guarantees"), AgendaItem(topic="Other: things"))),
        replace(BARE, agenda=(AgendaItem(topic="Opening", at=dt.datetime(2022, 1, 10, 9, 30, tzinfo=ZURICH)),)),
        replace(BARE, agenda=(AgendaItem(topic="Second day", at=dt.date(2022, 1, 10)),)),
        replace(TIMED, agenda=(AgendaItem(topic="Opening", at=dt.datetime(2022, 1, 9, 9, 30, tzinfo=ZURICH)),)),
        replace(TIMED, description="They talk."),
        replace(BARE, sources=(AGREED,)),
        replace(BARE, sources=(Source(url="https://example.org/a"), Source(published=dt.date(2022, 1, 2)))),
        replace(BARE, status=Status.POSTPONED, reason="Snow: too much."),
        replace(BARE, status=Status.CANCELLED),
        replace(BARE, was=dt.date(2022, 1, 8), reason="Snow."),
        replace(TIMED, was=dt.datetime(2022, 1, 8, 15, 30, tzinfo=ZURICH)),
        replace(BARE, was=month_of(dt.date(2021, 12, 1))),
        replace(BARE, was=UNKNOWN),
        replace(BARE, certainty=Certainty.REPORTED, participants=(US,)),
        replace(
            TIMED,
            status=Status.TENTATIVE,
            certainty=Certainty.ANNOUNCED,
            participants=(US,),
            description="All of it.",
            url="https://example.org/talks",
            agenda=(AgendaItem(topic="Guarantees"),),
            sources=(Source(title="Agreed", published=dt.date(2022, 1, 2)),),
        ),
    ],
)
def test_the_facts_of_a_description_come_back(meeting: Meeting):
    assert again(meeting) == meeting


def test_the_outlet_of_a_source_stays_in_its_title_and_its_quote_is_not_in_the_feed():
    found = again(replace(BARE, sources=(Source(title="Agreed", outlet="Gazette", quote="They agreed."),)))

    assert found is not None
    assert found.sources == (Source(title="Agreed, Gazette"),)


def test_a_source_of_which_the_feed_says_nothing_is_none():
    assert again(replace(BARE, sources=(Source(quote="They agreed."),))) == BARE


def test_whom_nobody_knows_is_a_person_with_an_office_and_else_a_group():
    chair = Participant(id="jane-doe", name="Jane Doe", kind=ParticipantKind.PERSON, office="Chair")
    friends = Participant(id="the-friends", name="The Friends", kind=ParticipantKind.GROUP)

    found = again(replace(BARE, participants=(US, chair, friends)))

    assert found is not None
    assert found.participants == (US, chair, friends)
    assert strangers(found, REGISTRY) == ("The Friends",)


@pytest.mark.parametrize(
    "text",
    [
        "Local time: soon",
        "Participants: United States\n\nAnd what somebody wrote below.",
        "Was: the other day",
        "Agenda:\n-  A blank too many",
        "Reason: ",
    ],
)
def test_a_description_that_would_not_be_made_again_is_left_whole(text: str):
    found = taken_apart(text, BARE, REGISTRY)

    assert found is None or found == replace(BARE, description=text)


def test_a_date_in_words_that_nothing_reads_leaves_the_description_whole():
    assert again(replace(BARE, was=week_of(dt.date(2022, 1, 3)))) is None


def test_the_zone_and_the_open_end_are_read_from_their_lines():
    assert local_zone(description(TIMED)) == ZURICH
    assert local_zone("Local time: noon (Atlantis)") is None
    assert has_open_end(description(TIMED))
    assert not has_open_end(description(BARE))


def test_hours_in_other_capitals_are_said_by_the_feed_and_are_no_facts():
    norway = Participant(id="norway", name="Norway", country="NO")
    stranger = Participant(id="jane-doe", name="Jane Doe", kind=ParticipantKind.PERSON, office="Chair", country="JP")
    text = description(replace(TIMED, participants=(norway, stranger)))

    assert "Tokyo: " in text
    found = taken_apart(text, TIMED, REGISTRY)
    assert found is not None
    assert (found.description, [each.name for each in found.participants]) == (None, ["Norway", "Jane Doe"])


def test_hours_that_people_wrote_are_kept():
    assert again(replace(BARE, description="UTC: 09:00")) == replace(BARE, description="UTC: 09:00")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (dt.date(2022, 1, 3), dt.date(2022, 1, 9), ["2022-W01"]),
        (dt.date(2022, 1, 1), dt.date(2022, 1, 31), ["2022-01"]),
        (dt.date(2022, 1, 1), dt.date(2022, 3, 31), ["2022-Q1"]),
        (dt.date(2022, 1, 1), dt.date(2022, 2, 28), ["2022-01", "2022-02"]),
        (dt.date(2022, 1, 3), dt.date(2022, 1, 16), ["2022-W01", "2022-W02"]),
        (dt.date(2022, 1, 3), dt.date(2022, 1, 10), []),
    ],
)
def test_days_that_make_up_weeks_or_months_are_those(first: dt.date, last: dt.date, words: list[str]):
    assert [str(each) for each in periods(first, last) or () if each] == words
