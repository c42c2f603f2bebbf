"""Dates that name their day: "9 January", "January 9 and 10", "Sunday, 12 June, until Wednesday, 15 June", "14.10.2022"."""

import datetime as dt
import re

from summitcal.extract.times.reading import (
    ANY_WEEKDAY,
    FROM_NEAREST,
    FROM_PUBLICATION,
    FROM_WEEKDAY,
    MONTH,
    YEAR,
    Context,
    Reader,
    Reading,
    S,
    Tense,
    day_of,
    month_number,
    month_span,
    weekday_number,
)

NEAR = dt.timedelta(days=120)
"""Within this time of publication a day without a year is simply the nearest one; beyond it the tense decides."""

RECENT = dt.timedelta(days=14)
"""What is to come cannot have been longer ago than this: "will be held on 13 December", read in March."""

LONGEST_RANGE = dt.timedelta(days=45)
LONGEST_LIST = dt.timedelta(days=3)
"""Within this time "9 and 10 January" is one meeting; "9 and 23 January" are two."""

_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%/]|:\d|[.,]\d|\s?[ap]\.?m\b)"
_ORDINAL_DAY = r"(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?!\w)"
_TO = r"(?:,?\s{0,2}[-–—]\s{0,2}|/|,?\s(?:(?:to|until|till|through|thru)\s(?:on\s)?|(?:and|or|&)\s))"
_WD = rf"{ANY_WEEKDAY}(?:,?{S}(?:the{S})?|,?\s\()"
_LEAD = r"\b(?:(?:on|from|between|starting|beginning)\s(?:the\s)?)?"
# An ordinal without a month counts rounds and centuries too: it is a date only where the phrase ends with it.
_PHRASE_ENDS = (
    r"(?=\s*(?:[.,;:)!?\"']|$|-\s)|\s(?:in|at|with|for|to|between|when|and|as|by|or|after|before|but|he|she|they|it"
    r"|is|was|will|would|has|had|of\s(?:this|that|next|the\s(?:same|following))\smonth)\b)"
)

_OF_YEAR = r"\s(?:of\s)?(?P<year>next|last)\syear\b"

DAYS_MONTH = (
    rf"{_LEAD}(?P<wd1>{_WD})?(?P<d1>{_DAY})(?:,{S}{_DAY}){{0,4}}(?P<to>{_TO})(?:{_WD})?(?:the{S})?(?P<d2>{_DAY})"
    rf"{S}(?:of{S})?(?P<m2>{MONTH})(?:,?{S}(?P<y2>{YEAR})|{_OF_YEAR})?"
)
DAY_MONTH_TO_DAY_MONTH = (
    rf"{_LEAD}(?P<wd1>{_WD})?(?P<d1>{_DAY}){S}(?:of{S})?(?P<m1>{MONTH})(?:,?{S}(?P<y1>{YEAR}))?(?P<to>{_TO})"
    rf"(?:{_WD})?(?:the{S})?(?P<d2>{_DAY}){S}(?:of{S})?(?P<m2>{MONTH})(?:,?{S}(?P<y2>{YEAR})|{_OF_YEAR})?"
)
DAY_MONTH = rf"{_LEAD}(?P<wd1>{_WD})?(?P<d1>{_DAY}){S}(?:of{S})?(?P<m1>{MONTH})(?:,?{S}(?P<y1>{YEAR})|{_OF_YEAR})?"
MONTH_DAYS = (
    rf"{_LEAD}(?P<wd1>{_WD})?(?P<m1>{MONTH}){S}(?:the{S})?(?P<d1>{_DAY})(?:,?{S}(?P<y1>{YEAR}))?"
    rf"(?:,{S}{_DAY}){{0,4}}(?P<to>{_TO})(?:{_WD})?(?:(?P<m2>{MONTH}){S})?(?:the{S})?(?P<d2>{_DAY})(?:,?{S}(?P<y2>{YEAR})|{_OF_YEAR})?"
)
MONTH_DAY = rf"{_LEAD}(?P<wd1>{_WD})?(?P<m1>{MONTH}){S}(?:the{S})?(?P<d1>{_DAY})(?:,?{S}(?P<y1>{YEAR})|{_OF_YEAR})?"
ISO = (
    r"\b(?:on\s|from\s)?(?P<y1>\d{4})-(?P<n1>\d\d)-(?P<d1>\d\d)(?!\d)"
    r"(?:(?:/|\s?(?:-|–|to|until)\s?)(?P<y2>\d{4})-(?P<n2>\d\d)-(?P<d2>\d\d)(?!\d))?"
)
NUMERIC = (
    rf"{_LEAD}(?:(?:{ANY_WEEKDAY}),?\s)?(?<![\d.,/])(?P<d1>[0-3]?\d)(?:(?P<s1>[./])(?P<n1>[01]?\d)[./]?)?"
    r"(?:\.?\s?(?:-|–|to|until|and|bis)\s?(?P<d2>[0-3]?\d))?(?P<s2>[./])(?P<n2>[0-3]?\d)[./](?P<y2>(?:20|19)\d\d)(?![\d/])"
)
WEEKDAY_ORDINAL = rf"\b(?:on\s)?(?P<wd1>{ANY_WEEKDAY}),?\s(?:the\s)?(?P<d1>{_ORDINAL_DAY})"
ORDINAL = (
    rf"\b(?:on|from|between|for|until)\s(?:the\s)?(?P<d1>{_ORDINAL_DAY})"
    rf"(?:{_TO}(?:the\s)?(?P<d2>{_ORDINAL_DAY}))?{_PHRASE_ENDS}"
)
ORDINAL_OF_MONTH = (
    rf"\b(?:on\s)?the\s(?P<d1>{_ORDINAL_DAY})(?:{_TO}(?:the\s)?(?P<d2>{_ORDINAL_DAY}))?"
    r"(?:\sof\s|,?\s(?=next|last))(?P<of>(?:next|this|last|that|the\s(?:same|following|coming|current))\smonth|the\smonth)"
)
MONTH_THEN_ORDINAL = (
    rf"\b(?P<of>next|last|this)\smonth,?\son\sthe\s(?P<d1>{_ORDINAL_DAY})(?:{_TO}(?:the\s)?(?P<d2>{_ORDINAL_DAY}))?"
)
NTH_WEEKDAY = (
    rf"\b(?:on\s)?the\s(?P<nth>first|second|third|fourth|last)\s(?P<wd1>{ANY_WEEKDAY})\s(?:of|in)\s"
    rf"(?:(?P<m1>{MONTH})(?:\s(?P<y1>{YEAR}))?|(?P<of>next|this|that)\smonth)"
)


def read_day(match: re.Match[str], context: Context) -> Reading | None:
    """Read one day with the name of its month."""
    month = month_number(match["m1"])
    return _with_year(month, _number(match["d1"]), _year(match, context), match["wd1"], context) if month else None


def read_days(match: re.Match[str], context: Context) -> Reading | None:
    """Read several days with the name of their month, or of both their months."""
    said = match.groupdict()
    last_month = month_number(said["m2"] or said["m1"])
    month = month_number(said.get("m1") or said["m2"])
    if month is None or last_month is None:
        return None
    year = said.get("y1") or (str(int(said["y2"]) - (month > last_month)) if said["y2"] else _year(match, context))
    start = _with_year(month, _number(said["d1"]), year, said["wd1"], context)
    if start is None:
        return None
    last = day_of(start.first.year + (last_month < month), last_month, _number(said["d2"]))
    listed = said["to"].strip(" ,") in {"and", "or", "&"} and not match[0].casefold().startswith("between")
    longest = LONGEST_LIST if listed else LONGEST_RANGE
    if last is None or not start.first <= last <= start.first + longest:
        return None
    return Reading(first=start.first, last=last, inferred=start.inferred)


def read_iso(match: re.Match[str], _: Context) -> Reading | None:
    """Read ``2022-01-09`` and ``2022-01-09/2022-01-10``."""
    first = day_of(int(match["y1"]), int(match["n1"]), int(match["d1"]))
    last = day_of(int(match["y2"]), int(match["n2"]), int(match["d2"])) if match["d2"] else first
    return Reading(first=first, last=max(first, last)) if first and last else None


def read_numeric(match: re.Match[str], _: Context) -> Reading | None:
    """Read ``14.10.2022``, ``14.-16.10.2022``, ``14/10/2022``: the day first, unless it can only be the month."""
    year, last_day, month = int(match["y2"]), int(match["d2"] or match["d1"]), int(match["n2"])
    if month > 12 >= last_day and not match["d2"]:
        last_day, month = month, last_day
    last = day_of(year, month, last_day)
    if last is None or (match["n1"] and not match["d2"]):
        return None
    if not match["d2"]:
        return Reading(first=last, last=last)
    first = day_of(year, int(match["n1"] or month), int(match["d1"]))
    if first is None or not first <= last <= first + LONGEST_RANGE:
        return None
    return Reading(first=first, last=last)


def read_ordinal(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the 12th": of the month that it is, was or will be next."""
    number = _number(match["d1"])
    weekday = match.groupdict().get("wd1")
    base = context.before.first if context.before else context.published
    days = [found for month in range(-1, 3) if (found := _in_month(base, month, number))]
    if weekday:
        days = [day for day in days if day.weekday() == weekday_number(weekday)]
    if context.tense is Tense.PAST:
        days = [day for day in days if day <= context.published][-1:] or days
    elif context.tense in {Tense.FUTURE, Tense.AHEAD}:
        days = [day for day in days if day >= min(base, context.published)] or days
    if not days:
        return None
    first = min(days, key=lambda day: (abs(day - base), day))
    last_number = match.groupdict().get("d2")
    last = _in_month(first, 0, _number(last_number)) if last_number else first
    return Reading(first=first, last=max(first, last or first), inferred=(FROM_NEAREST,))


def read_ordinal_of_month(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the 3rd of next month"."""
    base, offset = _month_meant(match["of"], context)
    first = _in_month(base, offset, _number(match["d1"]))
    last = _in_month(base, offset, _number(match["d2"])) if match["d2"] else first
    if first is None or last is None:
        return None
    return Reading(first=first, last=max(first, last), inferred=(FROM_NEAREST,))


def read_nth_weekday(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the second Tuesday of March"."""
    if match["of"]:
        base, offset = _month_meant(match["of"], context)
        first, last = month_span(base.year, base.month + offset)
    else:
        month = month_number(match["m1"])
        start = _with_year(month, 15, match["y1"], None, context) if month else None
        if start is None:
            return None
        first, last = month_span(start.first.year, start.first.month)
    days = [first + dt.timedelta(days=each) for each in range((last - first).days + 1)]
    days = [day for day in days if day.weekday() == weekday_number(match["wd1"])]
    nth = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[match["nth"].casefold()]
    return Reading(first=days[nth], last=days[nth], inferred=() if match["y1"] else (FROM_PUBLICATION,))


def _month_meant(words: str, context: Context) -> tuple[dt.date, int]:
    words = words.casefold()
    if words.startswith("next") or "coming" in words:
        return context.published, 1
    if words.startswith("last"):
        return context.published, -1
    base = context.before.first if context.before and words.startswith(("that", "the same", "the following")) else None
    return base or context.published, 1 if "following" in words else 0


def _in_month(base: dt.date, months: int, day: int) -> dt.date | None:
    first, _ = month_span(base.year, base.month + months)
    return day_of(first.year, first.month, day)


def _with_year(month: int, day: int, year: str | None, weekday: str | None, context: Context) -> Reading | None:
    if year:
        found = day_of(int(year), month, day)
        return Reading(first=found, last=found) if found else None
    published = context.published
    days = [found for each in range(-4, 5) if (found := day_of(published.year + each, month, day))]
    if weekday:
        agreeing = [
            each for each in days if each.weekday() == weekday_number(weekday) and abs(each.year - published.year) < 2
        ]
        if len(agreeing) == 1:
            return Reading(first=agreeing[0], last=agreeing[0], inferred=(FROM_WEEKDAY,))
    if not days:
        return None
    nearest = min(days, key=lambda each: (abs(each - published), each))
    ahead = context.tense in {Tense.FUTURE, Tense.AHEAD}
    if context.tense is Tense.FUTURE and nearest < published - RECENT:
        nearest = min(each for each in days if each >= published)
    listed = context.tense is None and context.before is not None and context.before.first >= published
    if listed or (abs(nearest - published) > NEAR and context.tense):  # a list of dates goes on the way it began
        ahead = ahead or listed
        side = [each for each in days if (each >= published) == ahead]
        nearest = min(side, key=lambda each: abs(each - published), default=nearest)
    return Reading(first=nearest, last=nearest, inferred=(FROM_PUBLICATION,))


def _year(match: re.Match[str], context: Context) -> str | None:
    said = match.groupdict()
    if said.get("year"):
        return str(context.published.year + (1 if said["year"].casefold() == "next" else -1))
    return said.get("y1")


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


TABLE: tuple[tuple[str, Reader], ...] = (
    (DAYS_MONTH, read_days),
    (DAY_MONTH_TO_DAY_MONTH, read_days),
    (DAY_MONTH, read_day),
    (MONTH_DAYS, read_days),
    (MONTH_DAY, read_day),
    (ISO, read_iso),
    (NUMERIC, read_numeric),
    (WEEKDAY_ORDINAL, read_ordinal),
    (ORDINAL, read_ordinal),
    (ORDINAL_OF_MONTH, read_ordinal_of_month),
    (MONTH_THEN_ORDINAL, read_ordinal_of_month),
    (NTH_WEEKDAY, read_nth_weekday),
)
