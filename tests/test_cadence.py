import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.cadence import (
    fitting,
    in_order,
    read_days,
    read_every,
    read_repeat,
    read_times,
    repeat_words,
    write_days,
    write_every,
    write_repeat,
)
from summitcal.model import Frequency, Repeat, Weekday
from summitcal.problems import UnreadableDate, UnreadableRepeat, UnreadableText
from tests.repeats import DAYS, rules

WEDNESDAY = dt.date(2022, 1, 12)


@pytest.mark.parametrize(
    ("text", "written", "said"),
    [
        ("every week", "every week", "Every week on Wednesday"),
        ("Weekly", "every week", "Every week on Wednesday"),
        ("every week until 30 June 2022", "every week until 2022-06-30", "Every week on Wednesday until 30 June 2022"),
        ("weekly, 10 times", "every week, 10 times", "Every week on Wednesday, 10 times"),
        ("weekly for ten times", "every week, 10 times", "Every week on Wednesday, 10 times"),
        ("daily, 1 time", "every day, 1 time", "Every day, once"),
        ("every two weeks", "every 2 weeks", "Every second week on Wednesday"),
        ("every other wednesday", "every 2 weeks on wednesday", "Every second week on Wednesday"),
        ("fortnightly on Tue", "every 2 weeks on tuesday", "Every second week on Tuesday"),
        (
            "every 2 weeks on thursday and tuesday until 2022-06-30",
            "every 2 weeks on tuesday and thursday until 2022-06-30",
            "Every second week on Tuesday and Thursday until 30 June 2022",
        ),
        (
            "every weekday",
            "every week on monday, tuesday, wednesday, thursday and friday",
            "Every week on Monday, Tuesday, Wednesday, Thursday and Friday",
        ),
        ("every month", "every month", "Every month on the 12th"),
        ("quarterly", "every 3 months", "Every third month on the 12th"),
        ("every 13th of the month", "every month on the 13th", "Every month on the 13th"),
        (
            "monthly on the 1st and last day",
            "every month on the 1st and the last day",
            "Every month on the 1st and the last day",
        ),
        ("every second tuesday of the month", "every month on the second tuesday", "Every month on the second Tuesday"),
        ("every last friday", "every month on the last friday", "Every month on the last Friday"),
        (
            "the first and third monday of every month",
            "every month on the first monday and the third monday",
            "Every month on the first and third Monday",
        ),
        (
            "every month on the last friday and the first monday",
            "every month on the first monday and the last friday",
            "Every month on the first Monday and the last Friday",
        ),
        ("every year", "every year", "Every year on 12 January"),
        (
            "every 4 years on the first tuesday",
            "every 4 years on the first tuesday",
            "Every 4 years on the first Tuesday of January",
        ),
    ],
)
def test_what_people_write_is_read_and_has_one_spelling(text: str, written: str, said: str):
    repeat = read_repeat(text)

    assert write_repeat(repeat) == written
    assert read_repeat(written) == repeat
    assert repeat_words(repeat, WEDNESDAY) == said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("every wek", "'wek' does not say how it repeats; did you mean 'week'?"),
        ("every week on mnday", "'mnday' does not say how it repeats; did you mean 'monday'?"),
        (
            "now and then",
            (
                "'now' does not say how it repeats; "
                "write it as every week, every 2 weeks on tuesday, every month on the first monday"
            ),
        ),
        ("every 0 weeks", "'0' is no number of weeks; write one from 1 to 999"),
        ("every 1000 days", "'1000' is no number of days; write one from 1 to 999"),
        (
            "every second tuesday",
            (
                "'every second tuesday' can mean two things; "
                "write every month on the second tuesday, or every so many weeks on its day"
            ),
        ),
        (
            "weekly, 10 times until 2022-06-30",
            "it ends twice, by a day and by a count; keep `until` or `times`, not both",
        ),
        (
            "weekly until 2022-06-30, 10 times",
            "it ends twice, by a day and by a count; keep `until` or `times`, not both",
        ),
        (
            "weekly, 0 times",
            "'0' is no number of meetings; write one from 1 to 1,000, or the last day as `until`",
        ),
        (
            "every day on monday",
            "a meeting of every day is on no day in particular; write `every: week`",
        ),
        (
            "every week on first monday",
            "a week has one of each day; write `every: month`, or the day alone, as monday",
        ),
        (
            "every month on monday",
            "it does not say which of them in the month; write it as first monday or last monday, or `every: week`",
        ),
        (
            "every month on the first monday and the 13th",
            "it has days of the week and of the month; keep the ones or the others",
        ),
        (
            "every year on the 13th",
            (
                "which day of the year it is, `start` says; "
                "leave the days out, or write first monday, which is in the month of `start`"
            ),
        ),
        ("every month on the 32nd", "no month has a day 32; write one from 1 to 31, or last day"),
        ("every month on the 6th monday", "no month has 6 of a weekday; write first to fifth, or last"),
    ],
)
def test_what_says_nothing_is_answered_with_what_would(text: str, message: str):
    with pytest.raises(UnreadableRepeat) as caught:
        read_repeat(text)

    assert str(caught.value) == message


@pytest.mark.parametrize("text", ["weekly until soon", "weekly until 2022-06", "weekly until 2022-02-30"])
def test_it_ends_on_a_day_that_exists(text: str):
    with pytest.raises(UnreadableDate):
        read_repeat(text)


def test_how_often_and_the_days_can_be_read_alone():
    assert read_every("2 weeks") == (2, Frequency.WEEK, ())
    assert read_every("month on the last day") == (1, Frequency.MONTH, (-1,))
    assert read_days("tuesday, thursday") == (Weekday(1), Weekday(3))
    assert read_days("last day") == (-1,)
    assert read_days("day 13") == (13,)
    assert read_times("ten") == 10


def test_days_have_one_order_and_stand_once():
    assert in_order([-1, 13, 1, 13]) == (1, 13, -1)
    assert in_order([Weekday(4, -1), Weekday(0, 2), Weekday(0, 1)]) == (Weekday(0, 1), Weekday(0, 2), Weekday(4, -1))


def test_no_days_go_with_every_unit():
    assert [fitting((), unit) for unit in Frequency] == [()] * len(Frequency)


@given(rules())
def test_every_rule_can_be_written_and_read_back(repeat: Repeat):
    assert read_repeat(write_repeat(repeat)) == repeat


@given(rules())
def test_every_rule_can_be_written_with_its_keys(repeat: Repeat):
    every, unit, _ = read_every(write_every(repeat))

    assert (every, unit) == (repeat.every, repeat.unit)
    assert in_order(day for text in write_days(repeat.on) for day in read_days(str(text))) == repeat.on


@given(rules(), DAYS)
def test_what_readers_are_told_can_be_written_in_the_file(repeat: Repeat, start: dt.date):
    """The sentence names the days where the rule leaves them out; of a year it names the month of the start too."""
    if repeat.unit is Frequency.YEAR:
        return
    found = read_repeat(repeat_words(repeat, start).replace(", once", ", 1 time"))

    named = {Frequency.WEEK: (Weekday(start.weekday()),), Frequency.MONTH: (start.day,)}
    assert found.on == (repeat.on or named.get(repeat.unit, ()))
    assert (found.every, found.unit, found.until, found.times) == (
        repeat.every, repeat.unit, repeat.until, repeat.times,
    )  # fmt: skip


@given(st.text() | st.from_regex(r"(every|each)? ?(\w+ ){1,4}(on|until|of the month)?( \w+)*", fullmatch=True))
def test_any_text_is_read_or_refused_in_words(text: str):
    try:
        repeat = read_repeat(text)
    except UnreadableText:
        return
    assert read_repeat(write_repeat(repeat)) == repeat
