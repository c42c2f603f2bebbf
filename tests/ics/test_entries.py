"""What a meeting takes from an entry, and what is said of the rest."""

import datetime as dt

import pytest

from summitcal.ics import Imported, meetings
from summitcal.model import Calendar, Kind, Meeting, Participant, ParticipantKind, Place, Status
from summitcal.notation import find_zone

LAVROV = Participant(id="lavrov", name="Sergei Lavrov", kind=ParticipantKind.PERSON, aliases=("Lavrov",))
VIENNA = Calendar(participants=(LAVROV,), timezone=find_zone("Europe/Vienna"))


def imported(*lines: str) -> Imported:
    """Return what comes of one entry, which is called Talks and on 4 July 2022 unless its lines say otherwise."""
    own = {line.partition(":")[0].partition(";")[0] for line in lines}
    usual = {"UID": "UID:1@example.org", "DTSTART": "DTSTART:20220704", "SUMMARY": "SUMMARY:Talks"}
    lines = (*lines, *(line for name, line in usual.items() if name not in own))
    data = "\n".join(("BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"))
    return meetings(data.encode(), calendar=VIENNA)


def meeting(*lines: str) -> Meeting:
    """Return the meeting of an entry of which nothing is left out."""
    found = imported(*lines)
    assert found.left == ()
    [only] = found.meetings
    return only


def left(*lines: str) -> list[str]:
    """Return what is said of an entry that becomes a meeting all the same."""
    found = imported(*lines)
    assert len(found.meetings) == 1
    return [each.what for each in found.left]


def test_an_entry_is_a_meeting_with_an_id_of_its_title_and_date():
    found = meeting("URL:https://example.org/ü", "DESCRIPTION:One\\, two\\nand three")

    assert found == Meeting(
        id="talks-2022-07-04",
        title="Talks",
        start=dt.date(2022, 7, 4),
        timezone=VIENNA.timezone,
        url="https://example.org/%C3%BC",
        description="One, two\nand three",
    )


@pytest.mark.parametrize(
    ("lines", "title", "status"),
    [
        (("STATUS:TENTATIVE",), "Talks", Status.TENTATIVE),
        (("STATUS:CANCELLED",), "Talks", Status.CANCELLED),
        (("STATUS:canceled",), "Talks", Status.CANCELLED),
        (("SUMMARY:Canceled: Talks",), "Talks", Status.CANCELLED),
        (("SUMMARY:CANCELLED: Talks", "STATUS:CONFIRMED"), "Talks", Status.CANCELLED),
        (("SUMMARY:Postponed: Talks", "STATUS:TENTATIVE"), "Talks", Status.POSTPONED),
        (("SUMMARY:Tentative: Talks",), "Talks", Status.TENTATIVE),
        (("SUMMARY:Tentative: Talks", "STATUS:CANCELLED"), "Talks", Status.CANCELLED),
        (("SUMMARY:Postponed:",), "Postponed:", Status.CONFIRMED),
        (("SUMMARY:Tentative: Talks", "STATUS:CONFIRMED", "UID:t@summitcal"), "Tentative: Talks", Status.CONFIRMED),
        (("SUMMARY:Tentative: Postponed: x", "STATUS:TENTATIVE", "UID:t@summitcal"), "Postponed: x", Status.TENTATIVE),
    ],
)
def test_whether_it_stands_is_in_its_status_or_before_its_title(lines: tuple[str, ...], title: str, status: Status):
    found = meeting(*lines)

    assert (found.title, found.status) == (title, status)


def test_a_status_of_nobodys_is_said():
    assert left("STATUS:DONE") == ["STATUS DONE is not kept: taken for confirmed"]


@pytest.mark.parametrize(
    ("location", "name", "country"),
    [
        ("Geneva", "Geneva", "CH"),
        ("geneva", "Geneva", "CH"),
        ("Palais des Nations\\, Geneva", "Palais des Nations, Geneva", "CH"),
        ("Some Hotel\\, Geneva\\, Switzerland", "Some Hotel, Geneva, Switzerland", "CH"),
        ("Paris\\, Texas", "Paris, Texas", None),
        ("Geneva\\, France", "Geneva, France", None),
        ("UN Headquarters\\n405 E 42nd St", "UN Headquarters, 405 E 42nd St", None),
        ("Room 5", "Room 5", None),
    ],
)
def test_a_place_that_is_known_has_its_country_and_zone(location: str, name: str, country: str | None):
    zone = find_zone("Europe/Zurich") if country else None

    assert meeting(f"LOCATION:{location}").place == Place(name=name, country=country, timezone=zone)


@pytest.mark.parametrize(
    ("lines", "zone", "hour"),
    [
        (("DTSTART:20220704T080000Z",), "Europe/Vienna", 10),
        (("DTSTART:20220704T080000Z", "LOCATION:Kyiv"), "Europe/Kyiv", 11),
        (("DTSTART;TZID=Asia/Tokyo:20220704T170000",), "Asia/Tokyo", 17),
        (("DTSTART;TZID=Asia/Tokyo:20220704T170000", "LOCATION:Kyiv"), "Europe/Kyiv", 11),
    ],
)
def test_hours_are_said_by_the_clocks_of_the_place(lines: tuple[str, ...], zone: str, hour: int):
    found = meeting(*lines)

    assert found.start == dt.datetime(2022, 7, 4, hour, tzinfo=find_zone(zone))
    assert isinstance(found.start, dt.datetime)
    assert (found.start.hour, found.timezone.key) == (hour, zone)


def test_a_category_that_is_a_kind_is_its_kind():
    assert meeting("CATEGORIES:Summit").kind is Kind.SUMMIT
    kinds = "summit, talks, meeting, session, call, visit, conference"
    what = f"CATEGORIES Work, visit are not kept: a meeting has one of {kinds}"
    assert left("CATEGORIES:Work,Call", "CATEGORIES:Visit") == [what]


def test_only_who_is_known_takes_part_and_no_address_is_taken():
    lines = (
        "ORGANIZER;CN=NATO:mailto:press@example.org",
        "ATTENDEE;CN=Lavrov:mailto:one@example.org",
        'ATTENDEE;CN="Somebody, Else":mailto:two@example.org',
        "ATTENDEE;CN=three@example.org:mailto:three@example.org",
        "DESCRIPTION:Write to desk@example.org",
    )
    found = imported(*lines)

    assert [each.name for each in found.meetings[0].participants] == ["NATO", "Sergei Lavrov"]
    assert "example.org" not in repr(found.meetings)
    assert [str(each) for each in found.left] == [
        '5: "Talks": ATTENDEE (2) is not kept: the calendar knows nobody of that name, and takes no addresses',
        '7: "Talks": e-mail addresses in DESCRIPTION are left out: the file is for everyone',
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("LOCATION:Geneva", "GEO:91;2"), "GEO is not kept: it is no place on earth"),
        (("GEO:46.2;6.1",), "GEO is not kept: the place has no name"),
        (("ATTACH:a", "ATTACH:b"), "ATTACH (2) is not kept: link to it in `url:` or in a source"),
        (("BEGIN:VALARM", "END:VALARM"), "VALARM is not kept: subscribers set their own"),
        (("RDATE:20220705",), "RDATE is not kept: the meeting stands once, on its first date; add the others"),
        (("RECURRENCE-ID:20220704",), "RECURRENCE-ID is not kept: this one of the series stands as a meeting of its"),
        (("CONTACT:x",), "CONTACT is not kept: a meeting has no key for it"),
        (("X-A:1", "X-B:1", "X-C:1", "X-D:1"), "X-A, X-B, X-C and 1 more are not kept: nothing but the program that"),
        (("X-A:1", "X-A:1"), "X-A is not kept: nothing but the program that wrote it reads it"),
        (("X-ALT-DESC:<b>x</b>",), "X-ALT-DESC is not kept: its plain DESCRIPTION is"),
        (("CLASS:PRIVATE",), "it is marked PRIVATE, and the file is for everyone"),
        (("URL:message:1",), "URL is not kept: it is no web address that everyone can open"),
        (("DESCRIPTION:<p>x</p>",), "DESCRIPTION is HTML: its text is kept, its tags are taken off"),
        (("SUMMARY:One", "SUMMARY:Two"), "SUMMARY comes again: the first is kept"),
        (("SUMMARY:One\\nTwo",), "SUMMARY has several lines: they are made one"),
        (("SUMMARY:C:\\\\new",), "SUMMARY has signs that calendar programs mangle: they are taken out"),
        (("DESCRIPTION:\u200b",), "DESCRIPTION is left out: nothing of it can be seen"),
    ],
)
def test_what_is_left_out_is_said_once_with_its_reason(lines: tuple[str, ...], said: str):
    [what] = left(*lines)

    assert what.startswith(said)


def test_what_a_feed_says_of_itself_needs_no_mention():
    lines = ("DTSTAMP:x", "CREATED:x", "LAST-MODIFIED:x", "SEQUENCE:1", "TRANSP:OPAQUE", "CLASS:PUBLIC", "PRIORITY:5")

    assert meeting(*lines, "URL:", "LOCATION:", "DESCRIPTION:").title == "Talks"


@pytest.mark.parametrize("lines", [("SUMMARY:",), ("SUMMARY:\u2800",), ("SUMMARY: ",)])
def test_an_entry_without_a_title_is_named(lines: tuple[str, ...]):
    found = imported(*lines)

    assert found.meetings == ()
    assert str(found.left[-1]) == ('3: "1@example.org": it has no SUMMARY: left out, as a meeting needs a title')


def test_an_id_of_ours_that_a_file_could_not_have_is_made_anew():
    assert meeting("UID:a b@summitcal").id == "talks-2022-07-04"
    assert meeting("UID:a@summitcal").id == "a"
