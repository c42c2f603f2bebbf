"""The law of the grammar: a day written in any style, in news of any day, is read back as that day."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.times.reading_aloud import days

from summitcal.language import MONTHS, WEEKDAYS

TENTHS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
TEENTHS = (
    "tenth",
    "eleventh",
    "twelfth",
    *(f"{each}teenth" for each in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
)
WORDS = (
    *(*TENTHS, *TEENTHS, "twentieth"),
    *(f"twenty-{each}" for each in TENTHS),
    *("thirtieth", "thirty-first"),
)
SHORT = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
COUNTS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def month(day: dt.date) -> str:
    return MONTHS[day.month - 1]


def weekday(day: dt.date) -> str:
    return WEEKDAYS[day.weekday()]


def nth(day: dt.date) -> str:
    return f"{day.day}{'th' if 10 < day.day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day.day % 10, 'th')}"


ONE, TWO = dt.date(2024, 9, 5), dt.date(2024, 9, 7)
"""Days to name a style by."""

EDGES = [
    *(dt.date(year, 1, 1) + dt.timedelta(days=each) for year in (2000, 2021, 2024, 2025) for each in range(-10, 11)),
    *(dt.date(2024, 2, 29) + dt.timedelta(days=each) for each in range(-2, 3)),
    *(dt.date(2023, each, 1) - dt.timedelta(days=1) for each in range(1, 13)),
    *(dt.date(2024, 7, 1) + dt.timedelta(days=each) for each in range(7)),
]
"""Days about New Year, 29 February, the ends of months, and each weekday."""

PUBLISHED = st.one_of(st.sampled_from(EDGES), st.dates(dt.date(1950, 1, 1), dt.date(2120, 12, 31)))
NEAR = st.integers(-100, 100).map(lambda each: dt.timedelta(days=each))

WITH_A_YEAR: tuple[Callable[[dt.date], str], ...] = (
    lambda day: f"{day.day} {month(day)} {day.year}",
    lambda day: f"{day.day} {month(day)}, {day.year}",
    lambda day: f"the {nth(day)} of {month(day)}, {day.year}",
    lambda day: f"the {WORDS[day.day - 1]} of {month(day)}, {day.year}",
    lambda day: f"{nth(day)} {month(day)} {day.year}",
    lambda day: f"{month(day)} {day.day}, {day.year}",
    lambda day: f"{month(day)} {nth(day)} {day.year}",
    lambda day: f"{SHORT[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{day.day} {month(day)[:3]} {day.year}",
    lambda day: f"{day.day:02}-{month(day)[:3]}-{day.year}",
    lambda day: f"{weekday(day)}, {month(day)} {day.day}, {day.year}",
    lambda day: f"{weekday(day)} {day.day} {month(day)} {day.year}",
    lambda day: f"{weekday(day)}, the {nth(day)} of {month(day)} {day.year}",
    lambda day: f"{weekday(day)[:3]}., {SHORT[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{weekday(day)} ({day.day} {month(day)} {day.year})",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day.day:02}.{day.month:02}.{day.year}",
    lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    lambda day: f"{day}",
    lambda day: f"{day.year}/{day.month:02}/{day.day:02}",
)
WITHOUT_A_YEAR: tuple[Callable[[dt.date], str], ...] = (
    lambda day: f"{day.day} {month(day)}",
    lambda day: f"{month(day)} {day.day}",
    lambda day: f"{SHORT[day.month - 1]} {day.day}",
    lambda day: f"the {nth(day)} of {month(day)}",
    lambda day: f"the {WORDS[day.day - 1]} of {month(day)}",
    lambda day: f"{weekday(day)}, {day.day} {month(day)}",
    lambda day: f"{weekday(day)}, {month(day)} {day.day}",
    lambda day: f"{weekday(day)} the {nth(day)} of {month(day)}",
    lambda day: f"{weekday(day)[:3]} {day.day} {month(day)[:3]}",
    lambda day: f"{weekday(day)} ({day.day} {month(day)})",
)
RANGES_WITH_A_YEAR: tuple[Callable[[dt.date, dt.date], str], ...] = (
    lambda one, two: f"from {one.day} {month(one)} {one.year} to {two.day} {month(two)} {two.year}",
    lambda one, two: f"from {month(one)} {one.day}, {one.year}, through {month(two)} {two.day}, {two.year}",
    lambda one, two: f"{one.day} {month(one)} {one.year} – {two.day} {month(two)} {two.year}",
    lambda one, two: f"({SHORT[one.month - 1]} {one.day}, {one.year}–{SHORT[two.month - 1]} {two.day}, {two.year})",
    lambda one, two: f"from {one} to {two}",
    lambda one, two: f"on {one}/{two}",
    lambda one, two: f"on {one:%d.%m.%Y}-{two:%d.%m.%Y}",
    lambda one, two: f"on {one:%d/%m/%Y} to {two:%d/%m/%Y}",
    lambda one, two: f"on {one:%d.%m.}-{two:%d.%m.%Y}",
)
RANGES_WITHOUT_A_YEAR: tuple[Callable[[dt.date, dt.date], str], ...] = (
    lambda one, two: f"from {one.day} {month(one)} to {two.day} {month(two)}",
    lambda one, two: f"from {month(one)} {one.day} through {month(two)} {two.day}",
    lambda one, two: f"between {one.day} {month(one)} and {two.day} {month(two)}",
    lambda one, two: f"({SHORT[one.month - 1]} {one.day}-{SHORT[two.month - 1]} {two.day})",
    lambda one, two: f"from {weekday(one)}, {one.day} {month(one)}, until {weekday(two)}, {two.day} {month(two)}",
    lambda one, two: f"from {weekday(one)}, {month(one)} {one.day}, to {weekday(two)}, {month(two)} {two.day}",
)
RANGES_IN_A_MONTH: tuple[Callable[[dt.date, dt.date], str], ...] = (
    lambda one, two: f"from {one.day} to {two.day} {month(one)}",
    lambda one, two: f"{one.day}–{two.day} {month(one)}",
    lambda one, two: f"{one.day}-{two.day} {month(one)}",
    lambda one, two: f"{month(one)} {one.day}-{two.day}",
    lambda one, two: f"from {month(one)} {one.day} to {two.day}",
    lambda one, two: f"between {one.day} and {two.day} {month(one)}",
    lambda one, two: f"from the {nth(one)} to the {nth(two)} of {month(one)}",
    lambda one, two: f"from {one.day} to {two.day} of {month(one)}",
    lambda one, two: f"{weekday(one)} to {weekday(two)}, {one.day}-{two.day} {month(one)}",
)


def read(words: str, published: dt.date, *, ahead: bool) -> tuple[str, str] | None:
    return days(f"The ministers {'will meet' if ahead else 'met'} {words} in Oslo.", published=published)


@pytest.mark.parametrize("style", WITH_A_YEAR, ids=[style(ONE) for style in WITH_A_YEAR])
@given(day=st.one_of(st.sampled_from(EDGES), st.dates(dt.date(1950, 1, 1), dt.date(2120, 12, 31))), published=PUBLISHED)
def test_a_day_with_its_year_is_that_day(style: Callable[[dt.date], str], day: dt.date, published: dt.date):
    assert read(f"on {style(day)}", published, ahead=day > published) == (str(day), str(day))


@pytest.mark.parametrize("style", WITHOUT_A_YEAR, ids=[style(ONE) for style in WITHOUT_A_YEAR])
@given(published=PUBLISHED, distance=NEAR)
def test_a_day_without_a_year_is_the_one_the_verb_looks_to(
    style: Callable[[dt.date], str], published: dt.date, distance: dt.timedelta
):
    day = published + distance

    assert read(f"on {style(day)}", published, ahead=day > published) == (str(day), str(day))


@pytest.mark.parametrize("style", RANGES_WITH_A_YEAR, ids=[style(ONE, TWO) for style in RANGES_WITH_A_YEAR])
@given(first=PUBLISHED, length=st.integers(1, 20), published=PUBLISHED)
def test_days_with_their_years_are_those_days(
    style: Callable[[dt.date, dt.date], str], first: dt.date, length: int, published: dt.date
):
    last = first + dt.timedelta(days=length)

    assert read(style(first, last), published, ahead=first > published) == (str(first), str(last))


@pytest.mark.parametrize("style", RANGES_WITHOUT_A_YEAR, ids=[style(ONE, TWO) for style in RANGES_WITHOUT_A_YEAR])
@given(published=PUBLISHED, distance=NEAR, length=st.integers(1, 6))
def test_days_without_a_year_are_found_over_the_ends_of_months_and_years(
    style: Callable[[dt.date, dt.date], str], published: dt.date, distance: dt.timedelta, length: int
):
    first = published + distance
    last = first + dt.timedelta(days=length)

    assert read(style(first, last), published, ahead=first > published) == (str(first), str(last))


@pytest.mark.parametrize("style", RANGES_IN_A_MONTH, ids=[style(ONE, TWO) for style in RANGES_IN_A_MONTH])
@given(published=PUBLISHED, distance=NEAR, length=st.integers(1, 6))
def test_days_of_one_month_are_found_in_every_style(
    style: Callable[[dt.date, dt.date], str], published: dt.date, distance: dt.timedelta, length: int
):
    first = published + distance
    last = first + dt.timedelta(days=length)
    if last.month != first.month:
        first, last = first - dt.timedelta(days=last.day), last - dt.timedelta(days=last.day)

    assert read(style(first, last), published, ahead=first > published) == (str(first), str(last))


@given(published=PUBLISHED, number=st.integers(1, 12))
def test_counted_days_are_so_many_from_publication(published: dt.date, number: int):
    unit, count = f"day{'s' * (number > 1)}", COUNTS[number - 1]
    later, before = (str(published + dt.timedelta(days=each)) for each in (number, -number))

    for words in (f"in {count} {unit}", f"in {number} {unit}' time", f"{count} {unit} from now"):
        assert read(words, published, ahead=True) == (later, later)
    for words in (f"{count} {unit} ago", f"{number} {unit} ago"):
        assert read(words, published, ahead=False) == (before, before)


@given(published=PUBLISHED, number=st.integers(1, 12))
def test_counted_weeks_are_so_many_times_seven_days(published: dt.date, number: int):
    unit, count = f"week{'s' * (number > 1)}", COUNTS[number - 1]
    later, before = (str(published + dt.timedelta(weeks=each)) for each in (number, -number))

    assert read(f"in {count} {unit}", published, ahead=True) == (later, later)
    assert read(f"{count} {unit} from today", published, ahead=True) == (later, later)
    assert read(f"{count} {unit} ago", published, ahead=False) == (before, before)


@given(published=PUBLISHED, index=st.integers(0, 6))
def test_a_weekday_is_counted_as_people_count(published: dt.date, index: int):
    name, monday = WEEKDAYS[index], published - dt.timedelta(days=published.weekday())
    coming = next(day for each in range(1, 8) if (day := published + dt.timedelta(days=each)).weekday() == index)
    in_next_week = monday + dt.timedelta(days=7 + index)

    for words, day in (
        (f"on {name}", coming),
        (f"this coming {name}", coming),
        (f"next {name}", in_next_week),
        (f"on {name} next week", in_next_week),
        (f"on {name} of next week", in_next_week),
        (f"{name} week", coming + dt.timedelta(weeks=1)),
        (f"a week on {name}", coming + dt.timedelta(weeks=1)),
        (f"a fortnight on {name}", coming + dt.timedelta(weeks=2)),
    ):
        assert read(words, published, ahead=True) == (str(day), str(day))


@given(published=PUBLISHED)
def test_weeks_weekends_and_months_are_whole(published: dt.date):
    monday = published - dt.timedelta(days=published.weekday())
    week, first = dt.timedelta(days=7), published.replace(day=1)
    next_month = (first + dt.timedelta(days=31)).replace(day=1)
    after_next = (next_month + dt.timedelta(days=31)).replace(day=1)

    assert read("next week", published, ahead=True) == (str(monday + week), str(monday + 2 * week - dt.timedelta(1)))
    assert read("last week", published, ahead=False) == (str(monday - week), str(monday - dt.timedelta(1)))
    assert read("next weekend", published, ahead=True) == (
        str(monday + dt.timedelta(days=12)),
        str(monday + dt.timedelta(days=13)),
    )
    assert read("early next month", published, ahead=True) == (str(next_month), str(after_next - dt.timedelta(1)))
    assert read("later this month", published, ahead=True) == (str(first), str(next_month - dt.timedelta(1)))


@given(published=PUBLISHED, distance=NEAR, number=st.integers(1, 9))
def test_what_follows_a_date_is_counted_from_it(published: dt.date, distance: dt.timedelta, number: int):
    day = published + distance
    lead = f"The ministers {'will meet' if day > published else 'met'} on {day.day} {month(day)} {day.year}."
    count, unit = COUNTS[number - 1], f"day{'s' * (number > 1)}"

    for words, days_later in (
        ("The following day", 1),
        ("The next morning", 1),
        ("The previous day", -1),
        ("On the same day", 0),
        (f"{count.title()} {unit} later", number),
        (f"{count.title()} {unit} earlier", -number),
    ):
        expected = str(day + dt.timedelta(days=days_later))
        assert days(f"{lead} {words} they dine in Bergen.", published=published, number=1) == (expected, expected)
