import re

import pytest

from summitcal.extract.standing import CUES, MOVED, OLD, TO_NEW, is_reported
from summitcal.model import Status


def cues(text: str) -> list[tuple[Status, re.Match[str]]]:
    return [(status, match) for status, pattern in CUES for match in pattern.finditer(text)]


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("The talks were called off.", Status.CANCELLED, "called off"),
        ("The visit has been scrapped.", Status.CANCELLED, "scrapped"),
        ("The meeting will not take place.", Status.CANCELLED, "will not take place"),
        ("The session was put off.", Status.POSTPONED, "put off"),
        ("The summit is on ice.", Status.POSTPONED, "on ice"),
        ("They could meet in Oslo.", Status.TENTATIVE, "could"),
        ("A round is pencilled in.", Status.TENTATIVE, "pencilled"),
        ("The day is not yet fixed.", Status.TENTATIVE, "not yet fixed"),
    ],
)
def test_words_say_that_a_meeting_does_not_simply_stand(text: str, status: Status, words: str):
    assert [(found, match[0]) for found, match in cues(text)] == [(status, words)]


@pytest.mark.parametrize("text", ["They will meet in Oslo.", "They will meet in May in Oslo."])
def test_a_meeting_that_stands_needs_no_words(text: str):
    assert cues(text) == []


def test_a_would_after_who_said_it_leaves_no_doubt():
    [(_, reported)] = cues(told := "A spokesman said the talks would be held in Oslo.")
    [(_, doubtful)] = cues(open_ := "The talks would be held in Oslo.")
    [(_, possible)] = cues(could := "A spokesman said the talks could be held in Oslo.")

    assert is_reported(told, reported)
    assert not is_reported(open_, doubtful)
    assert not is_reported(could, possible)


@pytest.mark.parametrize("left", ["The session was moved to ", "The talks were postponed from 12 January to "])
def test_words_before_a_date_say_that_a_meeting_was_moved_there(left: str):
    assert MOVED.search(left)
    assert TO_NEW.search(left)
    assert not OLD.search(left)


@pytest.mark.parametrize(
    "left", ["It was originally planned for ", "They meet in May instead of ", "The date was brought forward from "]
)
def test_words_before_a_date_say_that_it_no_longer_holds(left: str):
    assert OLD.search(left)


def test_a_date_after_the_end_of_a_sentence_is_not_moved():
    assert not MOVED.search("The session was moved. They meet on ")
