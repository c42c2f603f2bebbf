"""How a meeting repeats, in words: the text of events.yaml → what it means, and back; and the sentence for readers."""

import datetime as dt
import re
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from summitcal.language import ENGLISH, WEEKDAYS, Language
from summitcal.model import Frequency, Repeat, Weekday
from summitcal.notation import read_point
from summitcal.problems import UnreadableDate, UnreadableRepeat, guess

MOST_TIMES = 1_000
"""A meeting that is counted is counted up to here; one that goes on longer ends on a day, or never."""

MOST_UNITS = 999
"""No meeting waits for more units than these."""

Cycle = tuple[int, Frequency, tuple[Weekday | int, ...]]
"""So many units, and the days of each such span, as far as they were named."""

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_NTH = {word: number for number, word in enumerate(_ORDINALS, 1)} | {"last": -1}
_NTH_WORDS = {number: word for word, number in _NTH.items()}
_WEEKDAYS = {name[:length].casefold(): number for number, name in enumerate(WEEKDAYS) for length in (3, 4, 5, 9)}
_ADVERBS = {
    "daily": (1, Frequency.DAY),
    "weekly": (1, Frequency.WEEK),
    "fortnightly": (2, Frequency.WEEK),
    "monthly": (1, Frequency.MONTH),
    "quarterly": (3, Frequency.MONTH),
    "yearly": (1, Frequency.YEAR),
    "annually": (1, Frequency.YEAR),
}
_WORKING_DAYS = tuple(map(Weekday, range(5)))
_EVERY = {
    Frequency.DAY: ("Every day", "Every second day", "Every third day"),
    Frequency.WEEK: ("Every week", "Every second week", "Every third week"),
    Frequency.MONTH: ("Every month", "Every second month", "Every third month"),
    Frequency.YEAR: ("Every year", "Every second year", "Every third year"),
}
_EVERY_SO_MANY = {
    Frequency.DAY: ("Every {number} day", "Every {number} days"),
    Frequency.WEEK: ("Every {number} week", "Every {number} weeks"),
    Frequency.MONTH: ("Every {number} month", "Every {number} months"),
    Frequency.YEAR: ("Every {number} year", "Every {number} years"),
}
_VOCABULARY = (*Frequency, *_ADVERBS, *_NTH, *map(str.casefold, WEEKDAYS), "every", "until", "times")

_TIMES = re.compile(r"(?:,\s*|\s+)(?:for )?(\S+) times?$")
_UNTIL = re.compile(r"(?:,\s*|\s+)(?:until|till) (.*)$")
_OF_THE_MONTH = re.compile(r" (?:of|in) (?:the|a|each|every) month$")
_AND = re.compile(r",(?: and)? | and |,")
_UNIT = re.compile(r"(?:(?P<count>\S+) )?(?P<unit>day|week|month|year)s?")
_DAY_OF_MONTH = re.compile(r"(?:day )?(?P<number>\d\d?)(?:st|nd|rd|th)?", re.ASCII)
_MEND = "write it as every week, every 2 weeks on tuesday, every month on the first monday"


def read_repeat(text: str) -> Repeat:
    """Read how a meeting repeats: ``every 2 weeks on tuesday and thursday until 2022-06-30``, ``weekly, 10 times``.

    Raises:
        UnreadableRepeat: a word says nothing that we know, or what it says does not fit together.
        UnreadableDate: what stands after ``until`` is no day.
    """
    words, until, times = _lowered(text), None, None
    if counted := _TIMES.search(words):
        words, times = words[: counted.start()], read_times(counted[1])
    if ending := _UNTIL.search(words):
        words, until = words[: ending.start()], _read_day(ending[1])
    if until and (times or _TIMES.search(words)):
        raise ends_twice()
    every, unit, on = read_every(words)
    return Repeat(every=every, unit=unit, on=on, until=until, times=times)


def read_every(text: str) -> Cycle:
    """Read how often: ``week``, ``2 weeks``, ``every second tuesday of the month``, ``monthly on the 13th``.

    Raises:
        UnreadableRepeat: as ``read_repeat`` does.
    """
    words = _lowered(text)
    in_month = _OF_THE_MONTH.search(words)
    words = words[: in_month.start()] if in_month else words
    head, on, tail = words.partition(" on ")
    counted = None if in_month and not on else _counted(head)
    if counted is None:
        every, unit, days = _each_such_day(words, in_month=in_month is not None)
    else:
        every, unit = counted
        days = read_days(tail) if on else ()
    return every, unit, fitting(days, unit)


def read_days(text: str) -> tuple[Weekday | int, ...]:
    """Read days in their order: ``tuesday and thursday``, ``first and third monday``, ``13``, ``last day``.

    Raises:
        UnreadableRepeat: as ``read_repeat`` does.
    """
    found: list[Weekday | int] = []
    ordinals: list[int] = []
    for item in _AND.split(_lowered(text)):
        words = item.removeprefix("on ").removeprefix("the ")
        first, _, last = words.rpartition(" ")
        number = _weekday(last)
        if number is None:
            ordinals.append(_day_of_month(words.removesuffix(" day")))
        elif first or ordinals:
            ordinals += [_nth(first)] if first else []
            found += [Weekday(number, _fit_to_count(nth)) for nth in ordinals]
            ordinals.clear()
        else:
            found.append(Weekday(number))
    return in_order([*found, *ordinals])


def read_times(text: str) -> int:
    """Read how many there are in all.

    Raises:
        UnreadableRepeat: it is no number from 1 to ``MOST_TIMES``.
    """
    number = _number(_lowered(text))
    if number is None or not 1 <= number <= MOST_TIMES:
        what = f"{text!r} is no number of meetings"
        raise UnreadableRepeat(what, f"write one from 1 to {MOST_TIMES:,}, or the last day as `until`")
    return number


def ends_twice() -> UnreadableRepeat:
    """Return the mistake of a rule that has both a last day and a count (RFC 5545 §3.3.10 forbids it too)."""
    return UnreadableRepeat("it ends twice, by a day and by a count", "keep `until` or `times`, not both")


def in_order(days: Iterable[Weekday | int]) -> tuple[Weekday | int, ...]:
    """Return days once each, in the order of the week or month."""

    def place(day: Weekday | int) -> tuple[int, int]:
        nth, number = (day.nth, day.number) if isinstance(day, Weekday) else (day, 0)
        return (nth if nth >= 0 else 99, number)

    return tuple(sorted(dict.fromkeys(days), key=place))


def fitting(days: tuple[Weekday | int, ...], unit: Frequency) -> tuple[Weekday | int, ...]:
    """Return days if a meeting can be on them in each such unit.

    Raises:
        UnreadableRepeat: they do not go with the unit, or with each other.
    """
    counted = [isinstance(day, Weekday) and day.nth != 0 for day in days]
    plain = [isinstance(day, Weekday) and day.nth == 0 for day in days]
    match unit:
        case _ if not days:
            return days
        case Frequency.DAY:
            raise UnreadableRepeat("a meeting of every day is on no day in particular", "write `every: week`")
        case Frequency.WEEK if not all(plain):
            raise UnreadableRepeat("a week has one of each day", "write `every: month`, or the day alone, as monday")
        case Frequency.MONTH if any(plain):
            what = "it does not say which of them in the month"
            raise UnreadableRepeat(what, "write it as first monday or last monday, or `every: week`")
        case Frequency.MONTH if any(counted) and not all(counted):
            raise UnreadableRepeat("it has days of the week and of the month", "keep the ones or the others")
        case Frequency.YEAR if not all(counted):
            what = "which day of the year it is, `start` says"
            raise UnreadableRepeat(what, "leave the days out, or write first monday, which is in the month of `start`")
    return days


def write_repeat(repeat: Repeat) -> str:
    """Write a rule on one line, such that ``read_repeat`` reads it back; of single days that differ it says nothing."""
    article = "the " if repeat.unit in {Frequency.MONTH, Frequency.YEAR} else ""
    days = [
        article + (ENGLISH.ordinal(day) if isinstance(day, int) and day > 0 else _day_text(day)) for day in repeat.on
    ]
    on = f" on {ENGLISH.listed(days)}" if days else ""
    until = f" until {repeat.until}" if repeat.until else ""
    times = f", {repeat.times} {'time' if repeat.times == 1 else 'times'}" if repeat.times else ""
    return f"every {write_every(repeat)}{on}{until}{times}"


def write_every(repeat: Repeat) -> str:
    """Write how often, as the key ``every:`` has it: ``week``, ``2 weeks``."""
    return str(repeat.unit) if repeat.every == 1 else f"{repeat.every} {repeat.unit}s"


def write_days(days: Iterable[Weekday | int]) -> list[str | int]:
    """Write days as the key ``on:`` has them: ``tuesday``, ``first monday``, ``13``, ``last day``."""
    return [day if isinstance(day, int) and day > 0 else _day_text(day) for day in days]


def repeat_words(repeat: Repeat, start: dt.date, *, language: Language = ENGLISH) -> str:
    """Say a rule to readers: ``Every second week on Tuesday and Thursday until 30 June 2022``.

    ``start`` is the day of the first, in the meeting's own zone: it says which day where the rule does not.
    """
    words = _EVERY[repeat.unit]
    if repeat.every <= len(words):
        often = language.say(words[repeat.every - 1])
    else:
        often = language.count(*_EVERY_SO_MANY[repeat.unit], repeat.every)
    if days := _days_in_words(repeat, start, language):
        often = language.say("{often} on {days}", often=often, days=days)
    if repeat.until:
        often = language.say("{often} until {day}", often=often, day=language.day(repeat.until))
    if repeat.times:
        often += language.count(", once", ", {number} times", repeat.times)
    return often


def _days_in_words(repeat: Repeat, start: dt.date, language: Language) -> str:
    weekdays = [day for day in repeat.on if isinstance(day, Weekday)]
    match repeat.unit:
        case Frequency.DAY:
            return ""
        case Frequency.WEEK:
            return language.listed([language.weekday(day.number) for day in weekdays or [Weekday(start.weekday())]])
        case Frequency.YEAR if not weekdays:
            return language.day_of_year(start)
        case Frequency.MONTH if not weekdays:
            days = [day for day in repeat.on if isinstance(day, int)] or [start.day]
            each = [
                language.say("the last day") if day < 0 else language.say("the {day}", day=language.ordinal(day))
                for day in days
            ]
            return language.listed(each)
    if len({day.number for day in weekdays}) == 1:
        which = language.listed([language.say(_NTH_WORDS[day.nth]) for day in weekdays])
        words = language.say("the {nth} {weekday}", nth=which, weekday=language.weekday(weekdays[0].number))
    else:
        every = [(language.say(_NTH_WORDS[day.nth]), language.weekday(day.number)) for day in weekdays]
        words = language.listed([language.say("the {nth} {weekday}", nth=nth, weekday=name) for nth, name in every])
    if repeat.unit is Frequency.YEAR:
        return language.say("{days} of {month}", days=words, month=language.month_name(start.month))
    return words


def _counted(words: str) -> tuple[int, Frequency] | None:
    """Read a number of units; None if the words are about days."""
    words = words.removeprefix("every ").removeprefix("each ")
    if words in _ADVERBS:
        return _ADVERBS[words]
    found = _UNIT.fullmatch(words)
    if not found:
        return None
    count = found["count"]
    every = 1 if count is None else 2 if count == "other" else _nth_or_number(count)
    if every is None or not 1 <= every <= MOST_UNITS:
        raise UnreadableRepeat(f"{count!r} is no number of {found['unit']}s", f"write one from 1 to {MOST_UNITS}")
    return every, Frequency(found["unit"])


def _each_such_day(words: str, *, in_month: bool) -> Cycle:
    """Read ``every tuesday``, ``every other tuesday``, ``every second tuesday`` of the month."""
    days = re.sub(r"^(?:every|each|on)(?: on)? ", "", words)
    if days in {"weekday", "working day"}:
        return 1, Frequency.WEEK, _WORKING_DAYS
    every, days = (2, days.removeprefix("other ")) if days.startswith("other ") else (1, days)
    on = read_days(days)
    if in_month:
        return every, Frequency.MONTH, on
    if all(isinstance(day, Weekday) and day.nth == 0 for day in on):
        return every, Frequency.WEEK, on
    if not all(isinstance(day, Weekday) and day.nth in {1, -1} for day in on):
        mend = f"write every month on the {days}, or every so many weeks on its day"
        raise UnreadableRepeat(f"{words!r} can mean two things", mend)
    return every, Frequency.MONTH, on


def _weekday(word: str) -> int | None:
    return _WEEKDAYS.get(word, _WEEKDAYS.get(word.removesuffix("s")))


def _nth(word: str) -> int:
    number = _nth_or_number(word)
    if number is None:
        raise _unknown(word)
    return number


def _nth_or_number(word: str) -> int | None:
    return _NTH.get(word) or _number(re.sub("(?<=[0-9])(?:st|nd|rd|th)$", "", word))


def _fit_to_count(nth: int) -> int:
    if nth > len(_ORDINALS):
        raise UnreadableRepeat(f"no month has {nth} of a weekday", "write first to fifth, or last")
    return nth


def _day_of_month(words: str) -> int:
    found = _DAY_OF_MONTH.fullmatch(words)
    number = int(found["number"]) if found else _NTH.get(words)
    if number is None:
        raise _unknown(words)
    if not -1 <= number <= 31 or number == 0:
        raise UnreadableRepeat(f"no month has a day {number}", "write one from 1 to 31, or last day")
    return number


def _number(word: str) -> int | None:
    if word in _NUMBERS:
        return _NUMBERS.index(word) + 1
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 9 else None


def _read_day(text: str) -> dt.date:
    day = read_point(text, ZoneInfo("UTC"))
    if isinstance(day, dt.datetime) or not isinstance(day, dt.date):
        raise UnreadableDate(f"{text!r} is not a day", "write it as 2022-01-09")
    return day


def _unknown(words: str) -> UnreadableRepeat:
    word = next((each for each in words.split() if each not in _VOCABULARY), "")
    return UnreadableRepeat(f"{(word or words)!r} does not say how it repeats", guess(word, _VOCABULARY) or _MEND)


def _lowered(text: str) -> str:
    return " ".join(text.casefold().split())


def _day_text(day: Weekday | int) -> str:
    if isinstance(day, int):
        return "last day" if day < 0 else str(day)
    return f"{_NTH_WORDS[day.nth]} {WEEKDAYS[day.number]}".casefold() if day.nth else WEEKDAYS[day.number].casefold()
