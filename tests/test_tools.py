"""What fits the weights of the extractor: the same bytes each time, of nothing but the cases that it may see."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tools.weights import Row, as_toml, asked, fit, fitted_on, main, probability

from summitcal.extract.weighing import Question

TEXT = "Chile and Peru will meet in Geneva on 12 January. Votes are counted on 20 January."
ARTICLE: dict[str, Any] = {
    "id": "one",
    "published": "2022-01-03",
    "text": TEXT,
    "meetings": [
        {
            "kind": "meeting",
            "start": "2022-01-12",
            "end": "2022-01-12",
            "participants": ["Chile", "Peru"],
            "location": "Geneva",
            "status": "upcoming",
            "quote": "on 12 January",
        }
    ],
}


def test_a_text_gives_the_right_answers_to_what_is_weighed_in_it():
    rows = asked(ARTICLE, {})

    assert {row.yes for row in rows[Question.SIDE]} == {True}
    assert [row.yes for row in rows[Question.PLACE]] == [True]
    assert [row.yes for row in rows[Question.CANDIDATE]] == [True, False]


def test_a_sign_weighs_for_the_answer_it_comes_with():
    weights = fit([Row(("good",), yes=True), Row(("bad",), yes=False)] * 100)

    assert probability(weights, ["good"]) > 0.8
    assert probability(weights, ["bad"]) < 0.2
    assert probability(weights, ["unheard of"]) == pytest.approx(0.5)


def test_a_sign_seen_once_and_a_word_seen_thrice_weigh_nothing():
    rare = [Row(("once",), yes=True), *[Row(("says so",), yes=True)] * 3]
    weights = fit([*rare, Row(("twice",), yes=False), Row(("twice",), yes=True)])

    assert sorted(weights) == ["always", "twice"]


def test_weights_are_written_in_order_and_small_ones_left_out():
    text = as_toml({Question.OFF: {"b": 0.123, 'says "a"': -1.0, "small": -0.049, "always": -2.0}})

    assert tomllib.loads(text) == {"off": {"always": -2.0, "b": 0.12, 'says "a"': -1.0}}
    assert text.endswith('[off]\nalways = -2.00\n"b" = 0.12\n"says \\"a\\"" = -1.00\n')


def test_what_is_kept_for_measuring_is_never_fitted_on(tmp_path: Path):
    for name in ("plain", "kept", "blind", "more"):
        (tmp_path / f"{name}.jsonl").touch()

    assert [file.stem for file in fitted_on(tmp_path)] == ["more", "plain"]


def test_without_cases_it_says_what_to_do(tmp_path: Path):
    with pytest.raises(SystemExit, match="there are no cases to fit on; add"):
        main(["--cases", str(tmp_path)])
