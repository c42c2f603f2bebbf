import pytest
from tests.extract.asking import PUBLISHED, Judge, spots

from summitcal.extract import find_meetings
from summitcal.extract.cast import Cast
from summitcal.extract.findings import Finding
from summitcal.extract.outcome import settle_status
from summitcal.extract.weighing import Question
from summitcal.model import Kind, Status

CALLED_OFF = "The talks of Chile and Peru in Geneva on 12 January have been called off."


def settled(text: str, judge: Judge) -> Finding:
    spot = spots(text)[0]
    finding = Finding(spot=spot, time=spot.encounter.time, cast=Cast(), kind=Kind.TALKS, held=False, confidence=0.9)
    settle_status(finding, judge)
    return finding


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        (CALLED_OFF, Status.CANCELLED, "called off"),
        ("The talks on 12 January were put off.", Status.POSTPONED, "put off"),
        ("The talks may be held on 12 January.", Status.TENTATIVE, "may"),
        ("The talks are on 12 January. They were since cancelled.", Status.CANCELLED, "cancelled"),
    ],
)
def test_words_near_a_meeting_say_that_it_does_not_stand(text: str, status: Status, words: str):
    finding = settled(text, Judge(0.9))

    assert finding.status is status
    assert finding.status_span is not None
    assert text[slice(*finding.status_span)] == words


@pytest.mark.parametrize(
    "text",
    [
        "Chile and Peru will hold talks on 12 January.",
        "Talks were called off.\n\nOther talks are on 12 January.",
        "A spokesman said talks would be held on 12 January.",
    ],
    ids=["no words", "words of another block", "words that only report"],
)
def test_without_such_words_it_stands_and_nothing_is_asked(text: str):
    judge = Judge()
    finding = settled(text, judge)

    assert (finding.status, finding.status_span) == (Status.CONFIRMED, None)
    assert not judge.names(Question.OFF) | judge.names(Question.TENTATIVE)


def test_it_stands_where_the_words_are_probably_not_about_it():
    assert settled(CALLED_OFF, Judge(0.4)).status is Status.CONFIRMED


def test_of_two_that_are_spoken_of_the_more_probable_is_taken():
    text = "The talks, which may be held on 12 January, were put off."

    assert settled(text, Judge(chances={"off": 0.9, "tentative": 0.6})).status is Status.POSTPONED
    assert settled(text, Judge(chances={"off": 0.6, "tentative": 0.9})).status is Status.TENTATIVE


def test_it_is_weighed_which_words_they_are_and_where_they_stand():
    judge = Judge()
    settled(f"{CALLED_OFF} They may be held in May.", judge)

    assert {"says called off", "cue inside", "cue cancelled inside", "cue after near"} <= judge.shown[Question.OFF, ""]
    assert {"says may", "cue next", "other cancelled inside"} <= judge.shown[Question.TENTATIVE, ""]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (CALLED_OFF, Status.CANCELLED),
        ("The talks of Chile and Peru in Geneva on 12 January have been cancelled.", Status.CANCELLED),
        ("The talks of Chile and Peru in Geneva on 12 January have been put off.", Status.POSTPONED),
        ("The talks of Chile and Peru in Geneva on 12 January have been postponed.", Status.POSTPONED),
        ("Chile and Peru could hold talks in Geneva on 12 January.", Status.TENTATIVE),
        ("Chile and Peru may hold talks in Geneva on 12 January.", Status.TENTATIVE),
        ("Chile and Peru will hold talks in Geneva on 12 January.", Status.CONFIRMED),
        ("Chile and Peru held talks in Geneva on Sunday.", Status.CONFIRMED),
    ],
)
def test_a_plain_sentence_says_whether_a_meeting_stands(text: str, status: Status):
    [draft] = find_meetings(text, published=PUBLISHED)

    assert draft.meeting.status is status
