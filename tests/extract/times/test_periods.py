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
        ("on the first weekend of February", "2022-02-05", "2022-02-06"),
        ("on the last weekend of February", "2022-02-26", "2022-02-27"),
        ("on the weekend of 8-9 January", "2022-01-08", "2022-01-09"),
        ("the week after next", "2022-01-10", "2022-01-16"),
        ("in the week of January 10-14", "2022-01-10", "2022-01-14"),
        ("in the month after next", "2022-02-01", "2022-02-28"),
        ("in the second half of 2022", "2022-07-01", "2022-12-31"),
        ("in H1 2022", "2022-01-01", "2022-06-30"),
        ("last spring", "2021-03-01", "2021-05-31"),
        ("by the end of the month", "2021-12-01", "2021-12-31"),
        ("in the week of 10 January", "2022-01-10", "2022-01-16"),
    ],
)
def test_a_period_is_known_from_its_first_day_to_its_last(words: str, first: str, last: str):
    assert days(f"The ministers will meet {words}.") == (first, last)


@pytest.mark.parametrize("words", ["The ministers may meet.", "The march went on.", "They have a second."])
def test_words_that_are_months_elsewhere_are_none_here(words: str):
    assert days(words) is None


@pytest.mark.parametrize("words", ["by Jan. 14", "of the Jan. 14", "before Jan. 14"])
def test_a_month_with_a_day_after_it_is_a_day(words: str):
    assert days(f"The ministers will meet {words}.") == ("2022-01-14", "2022-01-14")


def test_the_fall_of_a_city_is_no_season():
    assert days("They met in the fall of Kabul.") is None
