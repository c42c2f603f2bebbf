"""What words that say when can mean: days as exactly as they are known, and how that reading was come by."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from summitcal.when import MONTHS, WEEKDAYS, YEARS


class Tense(StrEnum):
    """Which way the verb beside a date looks."""

    PAST = "past"
    FUTURE = "future"
    AHEAD = "ahead"
    """Ahead when it was planned: "was to meet", "cancelled Thursday's talks"."""


class Grain(StrEnum):
    """How exactly an expression says when."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The first and last day that an expression means; ``inferred`` says in words what the text left open."""

    first: dt.date
    last: dt.date
    grain: Grain = Grain.DAY
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an expression is read against: the day of publication, the tense beside it, the date named before it."""

    published: dt.date
    tense: Tense | None = None
    before: Reading | None = None


Reader = Callable[[re.Match[str], Context], Reading | None]
"""Reads a match; None where the words turn out to be no date."""

FROM_PUBLICATION = "year from the publication date"
FROM_WEEKDAY = "year from the weekday"
FROM_TENSE = "week from the tense"
FROM_COUNT = "counted from the publication date"
FROM_BEFORE = "counted from the date named before"
FROM_NEAREST = "month from the dates around it"

S = r"\s{1,3}"
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|jun\.|july?|jul\.|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?![a-z])"
)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
ANY_WEEKDAY = rf"(?:{WEEKDAY}|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\.?)(?![a-z])"
YEAR = r"(?:1[89]|2[01])\d\d(?![\d:])"
NUMBER = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty"
    r"|\d{1,2})"
)
COUNTS = {
    **{
        word: count
        for count, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
    },
    "a": 1,
    "an": 1,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
}


def count(word: str) -> int:
    """Return the number that a word or figure says."""
    return COUNTS.get(word.casefold()) or int(word)


def month_number(word: str) -> int | None:
    """Return which month a word names; None for "may" and "march", which are verbs."""
    if not word[0].isupper():
        return None
    start = word[:3].title()
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(start))


def weekday_number(word: str) -> int:
    """Return which weekday a word names, Monday being 0."""
    start = word[:3].title()
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(start))


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """Return that day, or None where the calendar has none."""
    try:
        return dt.date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def shift(day: dt.date, days: int) -> dt.date:
    """Return the day so many days later, or the last that there is."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), dt.date.max.toordinal()))


def month_span(year: int, month: int, months: int = 1) -> tuple[dt.date, dt.date]:
    """Return the first and last day of so many months; ``month`` may run over either end of the year."""
    first = dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    beyond = month - 1 + months
    return first, shift(dt.date(year + beyond // 12, beyond % 12 + 1, 1), -1)


def week_span(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the Monday and the Sunday around a day."""
    monday = shift(day, -day.weekday())
    return monday, shift(monday, 6)
