import datetime as dt

import pytest
from tests.extract.times.reading_aloud import days

from summitcal.extract.sentences import sentences
from summitcal.extract.times import TimeExpression, find_times

MAY = dt.date(2024, 5, 15)


def first(text: str, published: dt.date = MAY) -> TimeExpression:
    return find_times(sentences(text), published=published)[-1]


@pytest.mark.parametrize(
    ("words", "first_day", "last_day"),
    [
        ("on 2024-09-03/05", "2024-09-03", "2024-09-05"),
        ("on 2024.09.03", "2024-09-03", "2024-09-03"),
        ("on 3-4.09.2024", "2024-09-03", "2024-09-04"),
        ("on 03.-04.09.2024", "2024-09-03", "2024-09-04"),
        ("from 30.08. to 02.09.2024", "2024-08-30", "2024-09-02"),
        ("on 03.09.24", "2024-09-03", "2024-09-03"),
        ("on 09/23/2024", "2024-09-23", "2024-09-23"),
        ("on 23/09/24", "2024-09-23", "2024-09-23"),
    ],
)
def test_figures_are_read_in_every_order_they_can_have(words: str, first_day: str, last_day: str):
    assert days(f"The ministers will meet {words}.", published=MAY) == (first_day, last_day)


@pytest.mark.parametrize(
    "words", ["24/7", "9/11", "10.12.2", "3.09 percent", "12-13", "192.168.10.10", "022-917-12-34"]
)
def test_figures_that_are_no_date_are_none(words: str):
    assert days(f"They were told of {words} and left.", published=MAY) is None


def test_day_and_month_that_could_change_places_have_both_readings():
    time = first("The talks of 03/09/2024 are confirmed.")

    assert [str(each.first) for each in time.readings] == ["2024-09-03", "2024-03-09"]
    assert [each.reason for each in time.readings] == ["day first", "day and month the other way round"]


@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [
        (
            "They met on 04/23/2024. They will meet on 03/09/2025.",
            "2025-03-09",
            "month first, as elsewhere in the text",
        ),
        (
            "They met on April 23, 2024. They will meet on 03/09/2025.",
            "2025-03-09",
            "month first, as elsewhere in the text",
        ),
        ("They met on 23 April. They will meet on 03/09/2025.", "2025-09-03", "day first"),
        ("They will meet on 09/06/2024.", "2024-06-09", "day first"),
        ("They will meet on 06/03/2024.", "2024-06-03", 'to come, by the verb "will"'),
        ("They will meet on Monday, 09/02/2024.", "2024-09-02", "the order that fits the weekday"),
    ],
)
def test_the_order_is_that_of_the_weekday_of_the_text_or_of_the_verb(text: str, day: str, reason: str):
    chosen = first(text).reading

    assert (str(chosen.first), chosen.reason) == (day, reason)
