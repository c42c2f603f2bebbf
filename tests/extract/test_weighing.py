import math
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.extract.weighing import Question, weigh

TEXT = files("summitcal.extract").joinpath("weights.toml").read_text(encoding="utf-8")
WEIGHTS: dict[str, dict[str, float]] = tomllib.loads(TEXT)
SIGNS = {question: sorted(set(weights) - {"always"}) for question, weights in WEIGHTS.items()}

questions = st.sampled_from(Question)
asked = questions.flatmap(lambda each: st.tuples(st.just(each), st.lists(st.sampled_from(SIGNS[each]), unique=True)))


def chance(question: Question, *signs: str) -> float:
    return weigh(question, None, "", signs)


def test_every_question_has_its_table_and_every_table_its_question():
    assert sorted(WEIGHTS) == sorted(Question)


@pytest.mark.parametrize("question", Question)
def test_the_table_of_a_question_starts_with_what_always_counts_and_is_sorted(question: Question):
    first, *others = WEIGHTS[question]

    assert first == "always"
    assert others == sorted(others)


def test_a_sign_that_weighs_nothing_is_not_listed():
    nothing = [
        (table, sign)
        for table, weights in WEIGHTS.items()
        for sign, each in weights.items()
        if sign != "always" and not each
    ]

    assert nothing == []


def test_the_weights_say_that_no_hand_should_touch_them():
    assert TEXT.startswith("# What each sign weighs. Fitted by `make weights`, never edited by hand.\n")


def test_without_a_sign_only_what_always_counts_is_weighed():
    always = WEIGHTS[Question.PLACE]["always"]

    assert chance(Question.PLACE) == pytest.approx(1 / (1 + math.exp(-always)))


@pytest.mark.parametrize("question", Question)
def test_a_sign_makes_an_answer_more_probable_if_its_weight_is_positive_and_less_if_not(question: Question):
    more = [sign for sign in SIGNS[question] if chance(question, sign) > chance(question)]
    less = [sign for sign in SIGNS[question] if chance(question, sign) < chance(question)]

    assert more == [sign for sign in SIGNS[question] if WEIGHTS[question][sign] > 0]
    assert less == [sign for sign in SIGNS[question] if WEIGHTS[question][sign] < 0]


@given(questions, st.lists(st.text()))
def test_signs_that_nobody_has_seen_weigh_nothing(question: Question, signs: list[str]):
    unknown = [each for each in signs if each not in WEIGHTS[question]]

    assert chance(question, *unknown) == chance(question)


@given(asked)
def test_a_probability_is_between_0_and_1(asked: tuple[Question, list[str]]):
    question, signs = asked

    assert 0 < chance(question, *signs) < 1


@pytest.mark.parametrize("question", Question)
@pytest.mark.parametrize("sense", [1, -1])
def test_even_all_signs_at_once_make_nothing_certain(question: Question, sense: int):
    signs = [sign for sign in SIGNS[question] if WEIGHTS[question][sign] * sense > 0]

    assert 0 <= chance(question, *signs) <= 1


@given(asked.flatmap(lambda each: st.tuples(st.just(each[0]), st.just(each[1]), st.permutations(each[1]))))
def test_the_order_of_the_signs_makes_not_the_least_difference(asked: tuple[Question, list[str], list[str]]):
    question, signs, shuffled = asked

    assert chance(question, *signs) == chance(question, *shuffled)
