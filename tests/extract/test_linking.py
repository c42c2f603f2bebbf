import datetime as dt

import pytest

from summitcal.extract.linking import Encounter, link
from summitcal.extract.sentences import sentences
from summitcal.extract.times import find_times
from summitcal.extract.triggers import find_triggers


def linked(text: str) -> list[tuple[str, str]]:
    return [(text[each.time.start : each.time.end], each.triggers[0].text) for each in encounters(text)]


def encounters(text: str) -> tuple[Encounter, ...]:
    (sentence,) = sentences(text)
    times = find_times([sentence], published=dt.date(2022, 1, 3))
    return link(sentence, times, find_triggers(sentence.text))


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The talks will open on 12 January.", [("on 12 January", "talks")]),
        (
            "They met on 2 January and will have a dinner on 12 January.",
            [("on 2 January", "met"), ("on 12 January", "dinner")],
        ),
        ("The call comes ahead of the 12 January summit.", [("12 January", "summit")]),
        ("They meet in Oslo on Thursday, in Bergen on Friday.", [("on Thursday", "meet"), ("on Friday", "meet")]),
        ("In Paris on Friday, where they met, he was calm.", [("on Friday", "met")]),
    ],
)
def test_a_date_belongs_to_the_words_of_encounter_nearest_to_it(text: str, pairs: list[tuple[str, str]]):
    assert linked(text) == pairs


@pytest.mark.parametrize(
    "text",
    [
        "Bids for the conference must be in by 12 January.",
        "The talks were discussed, a spokesman said on Friday.",
        "The summit declaration remains in force until 12 January.",
        "They have not met since 12 January.",
        "Before 12 January there will be a meeting, the deadline being what it is.",
    ],
)
def test_a_date_of_something_else_dates_no_encounter(text: str):
    assert linked(text) == []


def test_each_encounter_has_its_share_of_the_sentence():
    text = "Chile met Peru on 2 January, and Oman will meet Qatar on 12 January."

    assert [text[each.start : each.end] for each in encounters(text)] == [
        "Chile met Peru on 2 January",
        ", and Oman will meet Qatar on 12 January.",
    ]


def test_a_date_can_be_old_and_another_new():
    (moved,) = encounters("The session was moved from 12 January to 19 January.")

    assert moved.moved
    assert moved.time.reading.first == dt.date(2022, 1, 19)
