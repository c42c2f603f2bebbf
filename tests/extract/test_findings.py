import datetime as dt

import pytest
from tests.extract.asking import spots

from summitcal import gazetteer
from summitcal.extract.cast import Cast, Member
from summitcal.extract.findings import Finding, merged
from summitcal.model import Kind, Participant, ParticipantKind, Status

CHILE, PERU, OMAN, QATAR, GERMANY, GREECE, G20 = "Chile", "Peru", "Oman", "Qatar", "Germany", "Greece", "G20"


def person(name: str, country: str) -> Participant:
    return Participant(id=name.lower().replace(" ", "-"), name=name, kind=ParticipantKind.PERSON, country=country)


def found(
    *sides: str, text: str = "They meet on 12 January.", people: tuple[Participant, ...] = (), kind: Kind = Kind.MEETING
) -> Finding:
    """Return what the first date of a text amounts to if these take part."""
    [spot, *_] = spots(text)
    states = [state for each in sides if (state := gazetteer.find_participant(each))]
    assert len(states) == len(sides)
    members = [{each.id: Member(participant=each, start=0, end=4) for each in some} for some in (states, people)]
    cast = Cast(sides=members[0], people=members[1])
    return Finding(spot=spot, time=spot.encounter.time, cast=cast, kind=kind, held=False, confidence=0.8)


def test_a_finding_says_where_it_stands():
    finding = found(CHILE, PERU, text="Nobody spoke. They meet on 12 January, and he said so.")

    assert finding.page.index == 1
    assert finding.words == finding.page.sentence.text
    assert finding.encounter.triggers[0].text == "meet"
    assert (finding.published, finding.reading.first) == (dt.date(2022, 1, 3), dt.date(2022, 1, 12))


def test_a_meeting_that_is_told_twice_is_one():
    first, again = found(CHILE, PERU), found(PERU, CHILE)

    assert merged([first, again]) == [first]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (found(CHILE, PERU), found(OMAN, QATAR)),
        (found(CHILE, PERU), found(CHILE, PERU, text="They meet on 13 January.")),
        (found(CHILE, PERU), found(CHILE, PERU, text="They meet in January.")),
        (found(G20, CHILE, kind=Kind.SUMMIT), found(CHILE, PERU)),
        (found(G20, kind=Kind.SUMMIT), found(G20, CHILE)),
    ],
    ids=["others meet", "another day", "a month", "a summit and others", "a summit and one beside it"],
)
def test_what_is_another_meeting_is_told_too(one: Finding, other: Finding):
    assert merged([one, other]) == [one, other]


def test_two_people_of_one_side_on_one_day_are_two_meetings():
    hartwig, petrou, pappas = (
        person("Lena Hartwig", "DE"),
        person("Nikos Petrou", "GR"),
        person("Dimitris Pappas", "GR"),
    )
    first = found(GERMANY, GREECE, people=(hartwig, petrou))
    then = found(GERMANY, GREECE, people=(hartwig, pappas))

    assert merged([first, then]) == [first, then]


def test_somebody_more_of_another_side_makes_no_second_meeting():
    hartwig, petrou = person("Lena Hartwig", "DE"), person("Nikos Petrou", "GR")
    first = found(GERMANY, GREECE, people=(hartwig,))

    assert merged([first, found(GERMANY, GREECE, people=(petrou,))]) == [first]
    assert set(first.cast.people) == {"lena-hartwig", "nikos-petrou"}


def test_what_is_told_again_adds_what_was_not_yet_known():
    first = found(CHILE, PERU)
    again = found(CHILE, PERU, OMAN, text="They meet on 12 January, postponed, for talks.", kind=Kind.TALKS)
    again.status, again.status_span, again.kind_span, again.confidence = Status.POSTPONED, (25, 34), (40, 45), 0.9

    [one] = merged([first, again])

    assert set(one.cast.sides) == {"chile", "peru", "oman"}
    assert (one.status, one.status_span) == (Status.POSTPONED, (25, 34))
    assert (one.kind, one.kind_span) == (Kind.TALKS, (40, 45))
    assert one.confidence == 0.9


def test_what_is_told_again_says_no_less():
    first = found(CHILE, PERU, kind=Kind.TALKS)
    first.status, first.status_span = Status.CANCELLED, (0, 4)

    [one] = merged([first, found(CHILE, PERU)])

    assert (one.kind, one.status, one.status_span) == (Kind.TALKS, Status.CANCELLED, (0, 4))


def test_the_day_a_meeting_was_moved_from_is_not_told():
    text = "The session, originally planned for 12 January, will be held on 19 January."
    old, new = (found(CHILE, PERU, text=text), found(CHILE, PERU, text=text))
    new.spot, new.time = spots(text)[1], spots(text)[1].encounter.time

    assert merged([old, new]) == [new]
    assert merged([old]) == [old]


def test_a_day_is_widened_to_the_day_until_which_a_meeting_lasts():
    finding = found(CHILE, PERU)
    finding.widen(dt.date(2022, 1, 14))
    finding.widen(dt.date(2022, 1, 20))

    assert (finding.reading.first, finding.reading.last) == (dt.date(2022, 1, 12), dt.date(2022, 1, 14))


def test_a_meeting_that_lasts_longer_than_to_the_day_of_publication_is_not_over():
    finding = found(CHILE, PERU, text="They met on 2 January.")
    finding.held = True
    finding.widen(dt.date(2022, 1, 4))

    assert not finding.held
