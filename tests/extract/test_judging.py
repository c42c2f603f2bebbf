import pytest
from tests.extract.asking import spots

from summitcal.extract.cast import Cast
from summitcal.extract.findings import Finding
from summitcal.extract.judging import signs_of, with_cast
from summitcal.extract.members import named
from summitcal.extract.pages import Spot
from summitcal.model import Kind

PLAIN = "Chile and Peru will hold talks in Lima on 12 January at 15:00."


def signs(text: str) -> frozenset[str]:
    """Return what speaks for and against the last date of a text."""
    spot = spots(text)[-1]
    return signs_of(spot, named(spot))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (PLAIN, "grain day"),
        ("Chile and Peru will hold talks in March.", "grain month"),
        (PLAIN, "when soon"),
        ("Chile and Peru held talks on 1 June 1998.", "when long ago"),
        (PLAIN, "tense future"),
        ("Chile and Peru held talks on Sunday.", "tense past"),
        (PLAIN, "prep on"),
        ("The talks of Chile and Peru run from 12 to 14 January.", "range True"),
        ("A spokesman said on Sunday that the talks were frank.", "doubt said"),
        ("Bids for the summit must be in by 12 January.", "doubt limit"),
        ("Date: 12 January 2022\nTalks of Chile and Peru", "header True"),
    ],
)
def test_a_date_speaks_for_itself(text: str, sign: str):
    assert sign in signs(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (PLAIN, "word verb"),
        (PLAIN, "called hold talks"),
        (PLAIN, "kind talks"),
        (PLAIN, "gap near"),
        ("The talks, which the ministers called frank and useful, open on 12 January.", "gap far"),
        ("France and Poland vote on 12 January.", "word none"),
        (PLAIN, "place True"),
        (PLAIN, "clock True"),
        ("No talks of Chile and Peru are planned on 12 January.", "denied True"),
        ("If Chile and Peru meet on 12 January, nobody will be surprised.", "condition True"),
        ("The talks were moved from 12 to 19 January.", "moved True"),
        ("The president met his counterpart on Sunday.", "together True"),
        ("The parliament held talks on Sunday.", "domestic True"),
        ("The talks on the elections on 12 January were frank.", "event between True"),
        ("The talks that open on 12 January are secret.", "stop between True"),
        ("France meet Poland in the semi-final on 12 January.", "sport here True"),
        ("Chile denied that its president would meet Peru's on 12 January.", "denial here True"),
        ("Correction: Chile and Peru meet on 12 January.", "correction here True"),
        ("Chile and Peru will meet on 12 January. The stadium is sold out.", "sport next True"),
        (PLAIN, "says talks"),
    ],
)
def test_the_words_around_a_date_speak_for_it_or_against_it(text: str, sign: str):
    assert sign in signs(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Chile and Peru will meet on 12 January.", "sides 2"),
        ("Chile will wait until 12 January.", "sides 1"),
        ("Nobody will meet on 12 January.", "sides 0"),
        ("NATO will meet on 12 January.", "sides 1 body"),
        ("French President Jeanne Morel will travel on 12 January.", "people 1"),
    ],
)
def test_so_do_those_whom_its_words_name(text: str, sign: str):
    assert sign in signs(text)


def test_some_signs_say_more_together():
    assert {"word verb + sides 2", "word verb + tense future", "sides 2 + place True"} <= signs(PLAIN)
    assert "word none + sides 2" in signs("France and Poland vote on 12 January.")


def test_each_thing_is_said_once():
    told = [sign.rsplit(" ", 1)[0] for sign in signs(PLAIN) if "+" not in sign and not sign.startswith("says")]

    assert len(told) == len(set(told))


def of_cast(text: str, *before: Finding) -> frozenset[str]:
    spot = spots(text)[-1]
    return frozenset(with_cast(spot, named(spot), before))


def told(text: str) -> Finding:
    spot = spots(text)[-1]
    return finding(spot, named(spot))


def finding(spot: Spot, cast: Cast) -> Finding:
    return Finding(spot=spot, time=spot.encounter.time, cast=cast, kind=Kind.MEETING, held=False, confidence=0.9)


def test_its_most_probable_cast_speaks_for_a_date_too():
    assert {"cast 2", "cast 2 + verb", "cast people 0", "cast here 2 of 2"} <= of_cast(PLAIN)
    assert "cast 1 body" in of_cast("NATO will meet on 12 January.")


@pytest.mark.parametrize(
    ("before", "sign"),
    [
        ("Chile and Peru will meet on 12 January.", "told before"),
        ("Chile and Peru met on Sunday.", "met before"),
        ("Oman and Qatar met on Sunday.", "first time"),
    ],
)
def test_a_meeting_of_the_same_sides_may_have_been_told_before(before: str, sign: str):
    assert {sign, f"{sign} + verb"} <= of_cast(PLAIN, told(before))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("12 January - talks of Chile and Peru", "line led by its date"),
        ("Wednesday 12 January\n- Talks in Oslo", "line under a date"),
        (f"{PLAIN[:-1]} in the palace of the old viceroys{' and of copper' * 6}.", "line prose"),
        ("NATO: the year ahead\n12 January - meeting of ministers", "title some body"),
        ("France meet Poland in the group stage on 12 January.", "story sport 1"),
        ("The governing coalition meets on 12 January.", "party here True"),
        ("Executives of both companies meet on 12 January.", "company here True"),
        ("The judges of the court meet on 12 January.", "court here True"),
        ("It was their second call this month.", "counted True"),
        ("They talk on 12 January.", "counted False"),
    ],
)
def test_the_text_as_a_whole_and_the_count_of_meetings_speak(text: str, sign: str):
    assert sign in signs(text)
