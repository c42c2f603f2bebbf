import pytest

from summitcal.extract.times.anchors import Anchor, starts


@pytest.mark.parametrize(
    ("text", "anchor", "words"),
    [
        ("They meet in Rome on the 9th of June.", Anchor.MONTH, "on the 9th of June."),
        ("They meet in Rome early next week.", Anchor.WEEK, "early next week."),
        ("They meet in Rome on Monday.", Anchor.WEEKDAY, "on Monday."),
        ("They meet in Rome at 3-4.09.2024.", Anchor.NUMERIC, "at 3-4.09.2024."),
    ],
)
def test_an_expression_can_begin_at_the_small_words_before_its_own(text: str, anchor: Anchor, words: str):
    assert text.index(words) in starts(text)[anchor]


@pytest.mark.parametrize("text", ["they may march", "the sun sat low", "he saw 3 men", ""])
def test_where_no_word_of_time_stands_none_can_begin(text: str):
    assert starts(text) == {}


def test_no_more_words_are_looked_back_at_than_an_expression_has():
    assert len(starts("9 " * 500 + "June")[Anchor.MONTH]) <= 16
