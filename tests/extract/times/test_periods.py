import pytest
from tests.extract.times.reading_aloud import days


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("in January", "2022-01-01", "2022-01-31"),
        ("in early February", "2022-02-01", "2022-02-28"),
        ("next month", "2022-01-01", "2022-01-31"),
        ("later this month", "2021-12-01", "2021-12-31"),
        ("in the spring", "2022-03-01", "2022-05-31"),
        ("in the first quarter of 2022", "2022-01-01", "2022-03-31"),
        ("next weekend", "2022-01-08", "2022-01-09"),
        ("in the week of 10 January", "2022-01-10", "2022-01-16"),
    ],
)
def test_a_period_is_known_from_its_first_day_to_its_last(words: str, first: str, last: str):
    assert days(f"The ministers will meet {words}.") == (first, last)


@pytest.mark.parametrize("words", ["The ministers may meet.", "The march went on.", "They have a second."])
def test_words_that_are_months_elsewhere_are_none_here(words: str):
    assert days(words) is None
