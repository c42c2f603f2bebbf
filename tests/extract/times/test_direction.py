import pytest
from tests.extract.asking import PUBLISHED, Judge

from summitcal.extract.sentences import sentences
from summitcal.extract.times import TimeExpression, find_times
from summitcal.extract.times.direction import MARGIN
from summitcal.extract.weighing import Question

LAST, NEXT = "2021-12-30", "2022-01-06"
"""The Thursdays before and after the day of publication, a Monday."""


def read(text: str, judge: Judge) -> TimeExpression:
    [time] = find_times(sentences(text), published=PUBLISHED, weigh=judge)
    return time


def day(text: str, chance: float) -> str:
    """Return the day that a weekday is taken for if it is so probable that it is to come."""
    return str(read(text, Judge(chance)).reading.first)


@pytest.mark.parametrize("text", ["The ministers met on Thursday.", "The ministers will meet on Thursday."])
def test_a_weekday_looks_the_way_that_is_far_more_probable(text: str):
    assert (day(text, 0.1), day(text, 0.9)) == (LAST, NEXT)


@pytest.mark.parametrize("chance", [0.5 - 0.9 * MARGIN, 0.5, 0.5 + 0.9 * MARGIN])
def test_where_the_odds_are_even_the_verb_decides(chance: float):
    assert day("The ministers met on Thursday.", chance) == LAST
    assert day("The ministers will meet on Thursday.", chance) == NEXT


def test_the_other_day_is_kept_and_the_reason_said():
    by_verb = read("The ministers met on Thursday.", Judge(0.1))
    by_words = read("The ministers met on Thursday.", Judge(0.9))

    assert [str(each.first) for each in by_verb.readings] == [LAST, NEXT]
    assert [str(each.first) for each in by_words.readings] == [NEXT, LAST]
    assert by_verb.reading.reason == 'past, by the verb "met"'
    assert by_words.reading.reason == "to come, by the words around it"


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met last Thursday.",
        "The ministers will meet next Thursday.",
        "The ministers met on Thursday 30 December.",
        "The ministers will meet on 6 January 2022.",
        "The ministers will meet in May 2022.",
    ],
)
def test_of_what_says_itself_which_day_it_means_nothing_is_asked(text: str):
    judge = Judge()
    read(text, judge)

    assert judge.names(Question.AHEAD) == set()


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("The ministers met on Thursday.", {"prep on", "ruled past", "first left verb met", "first left past close"}),
        ("The ministers will meet on Thursday.", {"ruled ahead", "first left verb will", "has future"}),
        ("Thursday saw new talks.", {"prep none", "first left none", "first right past close"}),
        ("He left, and they talk on Thursday, he said.", {"first right saying", "first right saying stop"}),
        ("They meet on Thursday evening.", {"part of day True", "published 0"}),
        ("They met on 28 December 2021. They talk on Thursday.", {"date before past", "3 days ahead | past"}),
    ],
)
def test_the_verbs_the_words_and_the_date_before_it_are_weighed(text: str, signs: set[str]):
    judge = Judge()
    find_times(sentences(text), published=PUBLISHED, weigh=judge)

    assert signs <= judge.shown[Question.AHEAD, f"{LAST} {NEXT}"]


@pytest.mark.parametrize("text", ["The ministers met on 20 November.", "The ministers will meet on 20 November."])
def test_a_day_without_a_year_is_in_the_year_that_is_far_more_probable(text: str):
    assert (day(text, 0.1), day(text, 0.9)) == ("2021-11-20", "2022-11-20")


def test_of_a_day_without_a_year_it_is_weighed_which_is_nearer():
    judge = Judge()
    read("The ministers met on 20 November.", judge)

    assert {"nearest past 1", "year past"} <= judge.shown[Question.AHEAD, "2021-11-20 2022-11-20"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The ministers of Chile and Peru met in Lima on Thursday.", LAST),
        ("The ministers of Chile and Peru will meet in Lima on Thursday.", NEXT),
    ],
)
def test_in_a_plain_sentence_a_weekday_looks_the_way_of_its_verb(text: str, day: str):
    [time] = find_times(sentences(text), published=PUBLISHED)

    assert str(time.reading.first) == day
