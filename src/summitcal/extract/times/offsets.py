"""Days counted from another day: "tomorrow", "in three weeks", "the following day", "a day later", "on the final day"."""

import datetime as dt
import re

from summitcal.extract.times.anchors import Anchor, row
from summitcal.extract.times.reading import (
    FROM_BEFORE,
    FROM_COUNT,
    FROM_LENGTH,
    NUMBER,
    Context,
    Grain,
    Reader,
    Reading,
    Readings,
    S,
    count,
    month_span,
    only,
    shift,
)

_PART_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night)\b)?"
_UNIT = r"(?P<unit>days?|weeks?|fortnights?|months?)"

TODAY = (
    r"\b(?:(?:here|earlier|later|late|early)\s)?(?:today|tonight|this\s(?:morning|afternoon|evening))\b"
    r"(?!'s\s(?:\w+\s)?(?:world|market|russia|society))"
)
TODAY_AND_TOMORROW = r"\b(?:today\s(?:and|to|until|through)\stomorrow|yesterday\sand\stoday)\b"
TOMORROW = rf"\b(?:(?:late|early)\s)?tomorrow{_PART_OF_DAY}"
YESTERDAY = rf"\b(?:(?:late|early)\s)?(?:yesterday{_PART_OF_DAY}|last\s(?:night|evening)|overnight\b)"
AFTER_TOMORROW = r"\b(?:on\s)?(?:the\s)?day\safter\stomorrow\b"
BEFORE_YESTERDAY = r"\b(?:on\s)?(?:the\s)?day\sbefore\syesterday\b"
AHEAD = (
    rf"\b(?:in\s(?:(?:about|around|roughly|just|some|exactly)\s)?(?P<c1>{NUMBER}){S}(?P<u1>days?|weeks?|fortnights?|months?)(?:'s?\stime)?(?!\s(?:of|or|ago|to)\b)\b"
    rf"|(?P<c2>{NUMBER}){S}(?P<u2>days?|weeks?|fortnights?|months?)\s(?:from\s(?:now|today|tomorrow)|hence)\b"
    rf"|(?P<u3>today|tomorrow)\s(?P<c3>week|fortnight)\b|an?\s(?P<c4>week|fortnight)\s(?:from\s)?(?P<u4>today|tomorrow)\b)"
)
AGO = rf"\b(?:(?:just|only|barely|exactly)\s)?(?P<c1>{NUMBER}){S}{_UNIT}\s(?:ago|back)(?:\stoday)?\b"
NEXT_DAY = (
    r"\b(?:on\s)?(?:the\s(?:following|next)\s(?:day|morning|afternoon|evening)|the\sday\safter(?!\s\w)|next\sday)\b"
)
SAME_DAY = (
    r"\b(?:(?:on|later|earlier)\s)?(?:(?:that|the)\ssame\s(?:day|morning|afternoon|evening|night)"
    r"|(?:on\s)?that\s(?:day|morning|afternoon|evening|night)|(?:on\s)?the\svery\s(?:same\s)?day|(?:later|earlier)\s(?P<the>in\sthe|the\ssame)\sday)\b"
)
LATER = (
    rf"\b(?:(?:just|only|exactly)\s)?(?P<c1>{NUMBER}){S}{_UNIT}(?:\sto\sthe\sday)?\s"
    r"(?:(?P<way>later|after\sthat|afterwards?|earlier|before\sthat)\b(?!\sthan)|(?P<before>before|after)(?=\s*(?:[.,;)]|$)))"
)
THEN_AND_THEN = (
    rf"\b(?P<c1>{NUMBER}){S}(?P<unit>days?|weeks?|fortnights?)\s(?P<way>after|before)"
    r"(?=\s(?:he|she|it|they|the|an?|his|her|their|its|[A-Z][a-z]+)\b)"
)
DAY_BEFORE = (
    r"\b(?:on\s)?the\s(?:(?:previous|preceding)\s(?:day|evening|night)\b(?!')"
    r"|(?:day\sbefore(?:\sthat)?|evening\sbefore|night\sbefore)(?=\s*(?:[.,;]|$)))"
)
NTH_DAY = (
    r"\b(?:on\s|for\s)?(?:the|its|their)\s(?P<nth>first|opening|second|third|fourth|fifth|penultimate|last|final|closing)\sday\b"
    r"(?!\sof\s(?!the\s(?:summit|meeting|talks|conference|session|gathering|forum|visit)))"
)
PUSHED_BACK = rf"\b(?:by|back)\s(?P<c1>{NUMBER}){S}(?P<unit>days?|weeks?|fortnights?)\b(?=\s*(?:[.,;)]|$)|\s(?:and|to|because|after|so|at|in)\b)"
DAY_N = rf"\bon\sday\s(?P<number>{NUMBER})\b"

_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_NTH = {"first": 0, "opening": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}


# "their second call in three days" counts calls, and not the days until one.
_COUNTED = re.compile(
    r"\b(?:first|second|third|[a-z]+th|\dth|only|times?|twice|once)\s(?:[\w'-]+\s){0,2}$", re.IGNORECASE
)

_NEAR = dt.timedelta(days=3)
"""How long ago the day can be that "earlier in the day" is of."""

_COUNTED_FROM = "counted from publication"
_COUNTED_BEFORE = "counted from the date named before"


def _from_publication(days: int) -> Reader:
    def read(_: re.Match[str], context: Context) -> Readings:
        return only(shift(context.published, days), inferred=(FROM_COUNT,), reason=_COUNTED_FROM)

    return read


def read_today_and_tomorrow(match: re.Match[str], context: Context) -> Readings:
    """Read "today and tomorrow" and "yesterday and today"."""
    first = shift(context.published, -match[0].casefold().startswith("yesterday"))
    return only(first, shift(first, 1), inferred=(FROM_COUNT,), reason=_COUNTED_FROM)


def read_ahead(match: re.Match[str], context: Context) -> Readings:
    """Read "in three weeks", "a fortnight from today", "tomorrow week", "a week tomorrow"."""
    day, week = match["u3"] or match["u4"], match["c3"] or match["c4"]
    if day:
        days = _UNIT_DAYS[week.casefold()] + (day.casefold() == "tomorrow")
        return only(shift(context.published, days), inferred=(FROM_COUNT,), reason=_COUNTED_FROM)
    if match["c1"] and _COUNTED.search(match.string, max(0, match.start() - 40), match.start()):
        return ()
    number, unit = count(match["c1"] or match["c2"]), match["u1"] or match["u2"]
    return _from_day(shift(context.published, match[0].casefold().endswith("from tomorrow")), number, unit)


def read_ago(match: re.Match[str], context: Context) -> Readings:
    """Read "ten days ago"."""
    return _from_day(context.published, -count(match["c1"]), match["unit"])


_PUSHED = re.compile(r"\b(?:pushed|put|moved?|set|postponed?|delayed|shifted|slipped)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def read_pushed_back(match: re.Match[str], context: Context) -> Readings:
    """Read "pushed back by a week": counted from the day that was named before."""
    if not context.before or context.before.grain is not Grain.DAY:
        return ()
    if not _PUSHED.search(match.string, max(0, match.start() - 40), match.start()):
        return ()
    return _from_before(context.before, count(match["c1"]), match["unit"])


def read_next_day(_: re.Match[str], context: Context) -> Readings:
    """Read "the following day"."""
    return _from_before(context.before, 1, "day")


def read_same_day(match: re.Match[str], context: Context) -> Readings:
    """Read "on the same day"; "earlier in the day" is that of publication where no date was named before."""
    before, published = context.before, context.published
    near = before is not None and published - _NEAR <= before.first <= published
    if (match["the"] or "").casefold() == "in the" and not near:
        return only(published, inferred=(FROM_COUNT,), reason="the day of publication, as none near it is named before")
    return _from_before(context.before, 0, "day")


def read_day_before(_: re.Match[str], context: Context) -> Readings:
    """Read "the day before"."""
    return _from_before(context.before, -1, "day")


def read_later(match: re.Match[str], context: Context) -> Readings:
    """Read "two days later", "a day earlier" and, of months, "a month later"."""
    before, unit = context.before, match["unit"].casefold().removesuffix("s")
    if not before or (before.grain is not Grain.DAY and not (before.grain is Grain.MONTH and unit == "month")):
        return ()
    number = count(match["c1"])
    later = (match["way"] or match["before"]).casefold().startswith(("later", "after"))
    return _from_before(before, number if later else -number, unit)


def read_then_and_then(match: re.Match[str], context: Context) -> Readings:
    """Read "on Friday, a day after they had dined": the dinner was a day before the Friday."""
    if not context.before or context.before.grain is not Grain.DAY:
        return ()
    number = count(match["c1"])
    return _from_before(context.before, -number if match["way"].casefold() == "after" else number, match["unit"])


def read_nth_day(match: re.Match[str], context: Context) -> Readings:
    """Read "on the final day" of what was dated before."""
    before = context.before
    if not before or before.grain is not Grain.DAY:
        return ()
    number = match.groupdict().get("number")
    nth = count(number) - 1 if number else _NTH.get(match["nth"].casefold())
    if number and nth is not None and nth > (before.last - before.first).days:
        return ()
    if nth is None:
        day = shift(before.last, -1) if match["nth"].casefold() == "penultimate" else before.last
    else:
        day = min(shift(before.first, nth), before.last)
    return only(max(day, before.first), inferred=(FROM_BEFORE,), reason="of the days named before")


def _from_before(before: Reading | None, number: int, unit: str) -> Readings:
    if not before:
        return ()
    # "The two-day summit opens on Friday. The following day …" is its second day, not the one after it.
    whole = before.grain in {Grain.DAY, Grain.WEEKEND} and FROM_LENGTH not in before.inferred
    return _counted(before.last if whole and number > 0 else before.first, number, unit, (FROM_BEFORE, _COUNTED_BEFORE))


def _from_day(day: dt.date, number: int, unit: str) -> Readings:
    return _counted(day, number, unit, (FROM_COUNT, _COUNTED_FROM))


def _counted(start: dt.date, number: int, unit: str, why: tuple[str, str]) -> Readings:
    unit = unit.casefold().removesuffix("s")
    inferred, reason = why
    if unit == "month":
        first, last = month_span(start.year, start.month + number)
        return only(first, last, grain=Grain.MONTH, inferred=(inferred,), reason=reason)
    return only(shift(start, number * _UNIT_DAYS[unit]), inferred=(inferred,), reason=reason)


_UNITS = (Anchor.DAY, Anchor.WEEK, Anchor.MONTHS)

TABLE = (
    row(AFTER_TOMORROW, _from_publication(2), Anchor.TODAY),
    row(BEFORE_YESTERDAY, _from_publication(-2), Anchor.TODAY),
    row(TODAY_AND_TOMORROW, read_today_and_tomorrow, Anchor.TODAY),
    row(TODAY, _from_publication(0), Anchor.TODAY),
    row(TOMORROW, _from_publication(1), Anchor.TODAY),
    row(YESTERDAY, _from_publication(-1), Anchor.TODAY),
    row(AHEAD, read_ahead, *_UNITS),
    row(AGO, read_ago, *_UNITS),
    row(NEXT_DAY, read_next_day, Anchor.DAY, Anchor.TODAY),
    row(SAME_DAY, read_same_day, Anchor.DAY, Anchor.TODAY),
    row(DAY_BEFORE, read_day_before, Anchor.DAY, Anchor.TODAY),
    row(THEN_AND_THEN, read_then_and_then, *_UNITS),
    row(LATER, read_later, *_UNITS),
    row(PUSHED_BACK, read_pushed_back, Anchor.DAY, Anchor.WEEK),
    row(NTH_DAY, read_nth_day, Anchor.DAY),
    row(DAY_N, read_nth_day, Anchor.DAY),
)
