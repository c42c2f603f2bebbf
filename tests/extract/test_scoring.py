"""How found meetings are held against those that people read, so that the figures of all other tests mean something."""

import math
from typing import Any

import pytest
from tests.extract.scoring import Score, matches, one_name, same_place, score, score_articles


def meeting(start: str = "2022-01-12", **more: Any) -> dict[str, Any]:
    usual = {"kind": "talks", "participants": ["Chile", "Peru"], "location": "Geneva", "status": "upcoming"}
    return usual | {"start": start, "end": start} | more


def test_what_is_found_as_people_read_it_is_right_in_everything():
    got = score([meeting("2022-01-12T10:00+01:00")], [meeting("2022-01-12T09:00+00:00")])

    figures = (got.f1, got.range, got.time, got.participants, got.place, got.status, got.kind, got.strict_f1)
    assert figures == (1.0,) * 8


def test_what_is_missed_and_what_is_made_up_lower_recall_and_precision():
    read = [meeting("2022-01-12"), meeting("2022-01-13"), meeting("2022-01-14")]
    got = score(read, [meeting("2022-01-12"), meeting("2022-02-01")])

    assert (got.recall, got.precision, got.f1) == (pytest.approx(1 / 3), 0.5, 0.4)
    assert got.participants == 1.0
    assert got.participants_of_all == 0.4


def test_a_month_is_not_one_of_its_days():
    assert matches([meeting("2022-01")], [meeting("2022-01-12")]) == []


def test_of_several_on_one_day_those_with_most_participants_in_common_are_the_same():
    first, second = meeting(participants=["Chile", "Peru"]), meeting(participants=["Oman", "Qatar"])
    ours = [meeting(participants=["Oman", "Qatar", "Iran"]), meeting(participants=["Chile"])]

    assert matches([first, second], ours) == [(second, ours[0]), (first, ours[1])]


def test_of_two_alike_only_one_is_matched():
    got = score([meeting()], [meeting(), meeting()])

    assert (got.matched, got.found) == (1, 2)


def test_half_of_the_participants_are_enough_to_be_lenient():
    got = score([meeting(participants=["Chile", "Peru"])], [meeting(participants=["Chile"])])

    assert (got.strict_f1, got.lenient_f1) == (0.0, 1.0)


@pytest.mark.parametrize(
    "wrong", [{"end": "2022-01-13"}, {"location": "Vienna"}, {"location": None}, {"participants": ["Chile"]}], ids=str
)
def test_strictly_right_is_only_what_has_its_days_participants_and_place(wrong: dict[str, Any]):
    assert score([meeting()], [meeting(**wrong)]).strict == 0


def test_what_is_found_where_nothing_is_counts_as_a_false_alarm():
    got = score([], [meeting()]) + score([], []) + score([meeting()], [])

    assert (got.texts, got.quiet, got.false_alarms) == (3, 2, 0.5)


@pytest.mark.parametrize(
    ("one", "other"), [("US", "United States"), ("Türkiye", "Turkey"), ("Ana Čosić", "the Ana Cosic"), ("G-7", "G7")]
)
def test_a_name_is_the_same_by_any_spelling(one: str, other: str):
    assert one_name(one) == one_name(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Geneva", "geneva", True),
        ("Mimi Castle", "Mimi Castle, near Chișinău", True),
        ("York", "New York", True),
        ("Oman", "Romania", False),
        ("Geneva", None, False),
        (None, None, True),
    ],
)
def test_a_place_is_the_same_as_one_that_holds_its_words(one: str | None, other: str | None, *, same: bool):
    assert same_place({"location": one}, {"location": other}) is same


def test_a_share_of_nothing_is_no_figure():
    assert all(math.isnan(each) for each in (Score().f1, Score().time, Score().place, Score().false_alarms))


def test_an_article_is_read_before_it_is_scored():
    text = "Chile and Peru will meet in Geneva on 12 January."
    read = meeting(kind="meeting")

    assert score_articles([{"published": "2022-01-03", "text": text, "meetings": [read]}]).strict_f1 == 1.0
