import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.times.reading_aloud import NEW_YEAR, days, words

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


def readings(text: str, published: dt.date = dt.date(2024, 5, 15)) -> list[tuple[str, str]]:
    time = find_times(sentences(text), published=published)[0]
    assert time.readings[0] is time.reading
    return [(str(each.first), each.reason) for each in time.readings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They will meet on Monday.",
            [("2024-05-20", 'to come, by the verb "will"'), ("2024-05-13", "past")],
        ),
        ("They met on Monday.", [("2024-05-13", 'past, by the verb "met"'), ("2024-05-20", "to come")]),
        ("They will meet next Friday.", [("2024-05-24", "of next week"), ("2024-05-17", "the coming one")]),
        (
            "They will meet on 9 June.",
            [
                ("2024-06-09", "nearest to publication"),
                ("2023-06-09", "a year earlier"),
                ("2025-06-09", "a year later"),
            ],
        ),
        (
            "They will meet in September.",
            [("2024-09-01", 'to come, by the verb "will"'), ("2023-09-01", "a year earlier")],
        ),
        (
            "They will meet on Tuesday, 10 June.",
            [
                ("2025-06-10", "the year in which it is that weekday"),
                ("2024-06-10", "a year earlier"),
                ("2026-06-10", "a year later"),
            ],
        ),
        ("They met on 9 June 2022.", [("2022-06-09", "as written")]),
    ],
)
def test_all_readings_are_kept_with_their_reasons_the_chosen_one_first(text: str, expected: list[tuple[str, str]]):
    assert readings(text) == expected


@pytest.mark.parametrize("text", ["They met on Tuesday, 10 June 2024.", "They met on Sunday, 12 May 2023."])
def test_a_weekday_that_is_not_that_of_its_date_is_flagged(text: str):
    [time] = find_times(sentences(text), published=dt.date(2024, 6, 15))

    assert "weekday does not fit the date" in time.reading.inferred


def test_a_weekday_does_not_move_what_is_past_into_the_next_year():
    [time] = find_times(sentences("They met on Tuesday, 10 June."), published=dt.date(2024, 6, 15))

    assert str(time.reading.first) == "2024-06-10"
    assert "weekday does not fit the date" in time.reading.inferred
    assert "2025-06-10" in [str(each.first) for each in time.others]


@pytest.mark.parametrize(
    "words",
    [
        "in the coming days",
        "recently",
        "in recent weeks",
        "soon",
        "in the near future",
        "every Monday",
        "at the turn of the year",
    ],
)
def test_a_stretch_without_edges_is_no_time(words: str):
    assert days(f"The ministers will meet {words}.") is None


@pytest.mark.parametrize(
    "noise", ["9 ", "9 and ", "1-", "2/2/", "June ", "Monday, ", "the ", "on the 9th ", "a", " ", "12:"]
)
def test_long_runs_of_one_thing_are_read(noise: str):
    assert len(find_times(sentences(noise * 4000), published=NEW_YEAR)) <= 4000 * len(noise)


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


@pytest.mark.parametrize(
    "sentence",
    [
        "Chile and Peru ended two days of talks in Lima on Wednesday with a pledge.",
        "The leaders wrapped up a two-day summit here on Wednesday.",
        "Their two days of talks with Peru ended on Wednesday.",
        "Two days of talks broke up in Lima on Wednesday.",
    ],
)
def test_the_day_on_which_several_days_ended_is_the_last_of_them(sentence: str):
    assert days(sentence) == ("2021-12-28", "2021-12-29")
