import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summitcal.extract.linking import Encounter, link
from summitcal.extract.sentences import Sentence, sentences
from summitcal.extract.times import TimeExpression, find_times
from summitcal.extract.triggers import find_triggers

WORDS = (
    *("on 2 January", "on Thursday", "from 12 to 19 January", "until May", "this week", "met", "the talks", "a summit"),
    *("will meet", "was moved", "to", "said", ",", "and", "before", "who", ";", "originally planned for", "no meeting"),
)


def linked(text: str) -> list[tuple[str, str]]:
    """Return each date that has a word of encounter, with that word."""
    return [
        (text[each.time.start : each.time.end], each.triggers[0].text) for each in encounters(text) if each.triggers
    ]


def encounters(text: str) -> tuple[Encounter, ...]:
    return tuple(each for sentence in sentences(text) for each in within(sentence))


def within(sentence: Sentence) -> tuple[Encounter, ...]:
    return link(sentence, times(sentence), find_triggers(sentence.text))


def times(sentence: Sentence) -> tuple[TimeExpression, ...]:
    return find_times([sentence], published=dt.date(2022, 1, 3))


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


@pytest.mark.parametrize("text", ["The vote is on 12 January.", "No meeting is planned on 12 January."])
def test_a_date_without_words_of_encounter_is_kept_and_has_none(text: str):
    [bare] = encounters(text)

    assert (bare.triggers, bare.doubt) == ((), "")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Bids for the conference must be in by 12 January.", "limit"),
        ("The summit declaration remains in force until 12 January.", "limit"),
        ("They have not met since 12 January.", "limit"),
        ("The talks were discussed, a spokesman said on Friday.", "said"),
        ("The call comes ahead of the 12 January summit.", ""),
        ("The talks were put off until 12 January.", ""),
        ("They met on 2 January.", ""),
    ],
)
def test_what_stands_right_before_a_date_can_speak_against_its_being_that_of_a_meeting(text: str, doubt: str):
    [only] = encounters(text)

    assert only.doubt == doubt
    assert bool(only.triggers) is not bool(doubt)


def test_stops_and_other_words_make_a_date_far_from_its_word_of_encounter():
    [near] = encounters("The talks open on 12 January.")
    [far] = encounters("The talks, which the ministers called frank and useful, open on 12 January.")
    [farthest] = encounters("The vote is on 12 January.")

    assert near.cost < far.cost < farthest.cost


def test_each_encounter_has_its_share_of_the_sentence():
    text = "Chile met Peru on 2 January, and Oman will meet Qatar on 12 January."

    assert [text[each.start : each.end] for each in encounters(text)] == [
        "Chile met Peru on 2 January",
        ", and Oman will meet Qatar on 12 January.",
    ]


def test_a_date_can_be_old_and_another_hold():
    [old, holds] = encounters("The session, originally planned for 12 January, will be held on 19 January.")

    assert (old.old, old.triggers) == (True, ())
    assert (holds.old, holds.triggers[0].text) == (False, "session")


def test_a_meeting_moved_from_one_day_to_another_is_on_the_other_and_told_once():
    [moved] = encounters("The session was moved from 12 January to 19 January.")

    assert moved.moved
    assert moved.time.reading.first == dt.date(2022, 1, 19)


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
@example("The session, originally planned for 12 January, will be held on 19 January.")
@example("The session was moved from 12 to 19 January.")
def test_every_date_is_one_encounter_whose_words_it_is_among(text: str):
    for sentence in sentences(text):
        found = within(sentence)

        assert [(each.time.start, each.time.end) for each in found] == [
            (each.start, each.end) for each in times(sentence)
        ]
        for each in found:
            start, end = sentence.start + each.start, sentence.start + each.end
            assert start <= each.time.start < each.time.end <= end <= sentence.end


def test_a_date_without_a_word_of_encounter_has_its_own_clause():
    [met, vote] = encounters("Chile met Peru on 2 January, and the court will rule on 12 January.")

    assert (met.end, vote.triggers) == (len("Chile met Peru on 2 January"), ())
