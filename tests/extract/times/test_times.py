import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.times.reading_aloud import days, words

from summitcal.extract.sentences import sentences
from summitcal.extract.times import find_times


def test_the_longest_words_win_where_several_could_be_read():
    assert words("They will meet from Sunday, 9 January, until Monday, 10 January, in Oslo.") == [
        "from Sunday, 9 January, until Monday, 10 January"
    ]


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        ("The two-day summit opens on 9 January.", "2022-01-10"),
        ("They meet over three days starting 9 January.", "2022-01-11"),
    ],
)
def test_a_meeting_of_several_days_ends_with_the_last(sentence: str, last: str):
    assert days(sentence) == ("2022-01-09", last)


@given(st.text(max_size=300), st.dates(dt.date(1900, 1, 1), dt.date(2150, 1, 1)))
def test_any_text_can_be_read(text: str, published: dt.date):
    for time in find_times(sentences(text), published=published):
        assert 0 <= time.start < time.end <= len(text)
        assert time.reading.first <= time.reading.last


@given(
    st.lists(
        st.sampled_from(
            [
                "9",
                "10",
                "the",
                "on",
                "and",
                "to",
                "from",
                "January",
                "Friday",
                "next",
                "2022",
                "-",
                ",",
                ".",
                "week",
                "two",
                "days",
                "later",
            ]
        )
    ),
    st.dates(dt.date(1900, 1, 1), dt.date(2150, 1, 1)),
)
def test_any_order_of_the_words_of_dates_can_be_read(tokens: list[str], published: dt.date):
    for time in find_times(sentences(" ".join(tokens)), published=published):
        assert time.reading.first <= time.reading.last
