"""Weekends, weeks, months, quarters and seasons: "over the weekend", "early next month", "in the spring"."""

import datetime as dt
import re

from summitcal.extract.times.reading import (
    ANY_WEEKDAY,
    FROM_BEFORE,
    FROM_COUNT,
    FROM_PUBLICATION,
    MONTH,
    YEAR,
    Context,
    Grain,
    Reader,
    Reading,
    S,
    Tense,
    month_number,
    month_span,
    shift,
    week_span,
)

_PART = (
    r"(?:(?:(?:the\s)?(?:very\s)?(?:early|mid|late|later|earlier|sometime|somewhere|middle|beginning|start|end|close|course"
    r"|(?:first|second)\shalf|(?:first|second|third|fourth|last|closing|opening|final)\s(?:days?|weeks?))(?:\s|-)(?:in\s|of\s|on\s)?){1,2})"
)
_OF_LAST = r"(?:before\s|by\s|at\s|towards?\s|until\s|in\s|during\s|within\s)?"
_PREPOSITION = r"(?:(?:in|during|before|by|until|since|for|throughout|from|of|to)\s)"

WEEKEND = (
    r"\b(?:(?:over|at|on|during|for)\s)?(?:(?:the|this|next|last|that|coming|past|following)\s){1,2}weekend\b"
    rf"(?:\sof\s(?:(?P<d1>\d{{1,2}})(?:\s?(?:-|–|and|to)\s?\d{{1,2}})?\s(?P<m1>{MONTH})|(?P<m2>{MONTH})\s(?P<d2>\d{{1,2}})))?"
)
WEEK = (
    rf"\b{_OF_LAST}{_PART}?(?P<which>next|this|last|(?:the\s)?(?:coming|following|same|previous)|that)\sweek\b"
    r"(?!end|'s\s|ly|\sof\b)|\b(?P<after>the\sweek\safter(?:\snext)?)(?=\s*(?:[.,;]|$))"
)
IN_WEEK = r"\b(?:later|earlier|early|late)\sin\sthe\sweek\b|\b(?:by|before|at)\sthe\s(?:end\sof\sthe\sweek(?!end)|week\sis\sout)\b"
IN_MONTH = r"\b(?:later|earlier|early|late)\sin\sthe\smonth\b|\b(?:by|before|at)\s(?:the\s)?(?:month\sis\sout|month's\send|month-end|end\sof\sthe\smonth)\b"
WEEK_OF = (
    rf"\b(?:in\s|during\s)?the\sweek\s(?:of|beginning|starting|commencing|from)\s(?:on\s)?(?:{ANY_WEEKDAY},?\s)?(?:the\s)?"
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m1>{MONTH})|(?P<m2>{MONTH})\s(?P<d2>\d{{1,2}})(?!\d))(?:,?\s(?P<y1>{YEAR}))?"
)
NAMED_MONTH = (
    rf"\b(?:(?P<prep>{_PREPOSITION})(?:the\s)?(?:month\sof\s)?{_PART}?|{_PART}|(?P<rel>this|next|last)\s)(?P<m1>{MONTH})(?:,?{S}(?:of\s)?(?P<y1>{YEAR})"
    rf"|\s(?:of\s)?(?P<year>next|this|last)\syear)?(?!\s\d|{S}\d|[-'])"
)
MONTH_YEAR = rf"\b(?P<m1>{MONTH}){S}(?P<y1>{YEAR})"
MONTHS = rf"\b(?:between|from|in)\s{_PART}?(?P<m1>{MONTH})\s(?:and|to|or)\s{_PART}?(?P<m2>{MONTH})(?:,?{S}(?P<y1>{YEAR}))?(?!\s\d)"
RELATIVE_MONTH = rf"\b{_OF_LAST}(?:{_PART})?(?P<which>this|next|last|that|the|the\s(?:coming|following|same|current))\smonth\b(?!'s\s(?!end)|\sago|\sof|\safter)"
SEASON = (
    rf"\b(?:(?:in|during|by|for|over|before)\s)?(?:(?:the|this|next|last|early|late|mid|coming|following|of)[\s-]){{1,3}}(?P<season>spring|summer|autumn|fall|winter)\b"
    rf"(?:\s(?:of\s)?(?P<y1>{YEAR})|\s(?:of\s)?(?P<year>next|this|last)\syear)?(?!\s(?:games|olympics?|camp|school|festival|break|time|season)\b)"
    rf"|\b(?:in|by)\s(?P<season2>spring|summer|autumn|winter)(?:\s(?P<y2>{YEAR}))?\b"
)
QUARTER = (
    rf"\b(?:(?:in|during|by)\s)?(?:(?:the\s)?(?P<nth>first|second|third|fourth|last|next|final)\squarter|Q(?P<q>[1-4]))\b"
    rf"(?:\s(?:of\s)?(?P<y1>{YEAR})|\s(?:of\s)?(?P<year>next|this|last)\syear)?"
)

_SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_STEPS = {"next": 1, "coming": 1, "the coming": 1, "following": 1, "the following": 1, "last": -1, "previous": -1}
_FROM_BEFORE = {"that", "the same", "the following", "following", "same", "the previous", "previous"}


def read_weekend(match: re.Match[str], context: Context) -> Reading | None:
    """Read a weekend as its Saturday and Sunday."""
    words = match[0].casefold()
    inferred = (FROM_COUNT,)
    monday, _ = week_span(context.published)
    if match["m1"] or match["m2"]:
        day = _day(match, context)
        if day is None:
            return None
        monday, _ = week_span(day)
    elif "next weekend" in words:
        monday = shift(monday, 7)
    elif "last" in words or "past" in words:
        monday = shift(monday, -7)
    elif re.search(r"\b(?:that|following)\b", words) and context.before:
        monday, inferred = week_span(shift(context.before.first, 7 * ("following" in words)))[0], (FROM_BEFORE,)
    elif context.tense is Tense.PAST and context.published < shift(monday, 5):
        monday = shift(monday, -7)
    return Reading(first=shift(monday, 5), last=shift(monday, 6), grain=Grain.WEEKEND, inferred=inferred)


def read_week(match: re.Match[str], context: Context) -> Reading | None:
    """Read "next week" as its Monday to Sunday."""
    if match["after"]:
        next_week = "next" in match["after"].casefold()
        base, steps = context.published, 2
        if context.before and not next_week:
            base, steps = context.before.first, 1
    else:
        which = " ".join(match["which"].casefold().split())
        anaphoric = which in _FROM_BEFORE and context.before
        base, steps = context.before.first if anaphoric and context.before else context.published, _STEPS.get(which, 0)
    first, last = week_span(shift(base, 7 * steps))
    return Reading(first=first, last=last, grain=Grain.WEEK, inferred=(FROM_COUNT,))


def read_in_week(_: re.Match[str], context: Context) -> Reading:
    """Read "later in the week"."""
    first, last = week_span(context.published)
    return Reading(first=first, last=last, grain=Grain.WEEK, inferred=(FROM_COUNT,))


def read_in_month(_: re.Match[str], context: Context) -> Reading:
    """Read "before the month is out"."""
    first, last = month_span(context.published.year, context.published.month)
    return Reading(first=first, last=last, grain=Grain.MONTH, inferred=(FROM_COUNT,))


def read_week_of(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the week of 12 June"."""
    day = _day(match, context)
    if day is None:
        return None
    first, last = week_span(day)
    return Reading(first=first, last=last, grain=Grain.WEEK, inferred=(FROM_PUBLICATION,))


def read_month(match: re.Match[str], context: Context) -> Reading | None:
    """Read "late July" and "in March next year": the whole month, as its parts have no edges."""
    month = month_number(match["m1"])
    if month is None:
        return None
    year, inferred = _year(match, month, 1, context)
    relative = match.groupdict().get("rel")
    if relative:
        near = context.published.year * 12 + context.published.month
        year += {"next": year * 12 + month <= near, "last": -(year * 12 + month >= near), "this": 0}[
            relative.casefold()
        ]
    first, last = month_span(year, month)
    return Reading(first=first, last=last, grain=Grain.MONTH, inferred=inferred)


def read_months(match: re.Match[str], context: Context) -> Reading | None:
    """Read "between May and July"."""
    month, last_month = month_number(match["m1"]), month_number(match["m2"])
    if month is None or last_month is None:
        return None
    year, inferred = _year(match, month, 1, context)
    first, last = month_span(year, month, (last_month - month) % 12 + 1)
    return Reading(first=first, last=last, grain=Grain.SEASON, inferred=inferred)


def read_relative_month(match: re.Match[str], context: Context) -> Reading | None:
    """Read "early next month" and "that month"."""
    which = " ".join(match["which"].casefold().split())
    base = context.before.first if which in _FROM_BEFORE and context.before else context.published
    first, last = month_span(base.year, base.month + _STEPS.get(which, 0))
    return Reading(first=first, last=last, grain=Grain.MONTH, inferred=(FROM_COUNT,))


def read_season(match: re.Match[str], context: Context) -> Reading | None:
    """Read a season of the northern year as its three months."""
    month = _SEASON_MONTH[(match["season"] or match["season2"]).casefold()]
    words = match[0].casefold()
    year, inferred = _year(match, month, 3, context)
    first, last = month_span(year, month, 3)
    if "next " in words and "year" not in words and first <= context.published:
        first, last = month_span(year + 1, month, 3)
    return Reading(first=first, last=last, grain=Grain.SEASON, inferred=inferred)


def read_quarter(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the first quarter of 2025"."""
    nth = (match["nth"] or "").casefold()
    if nth == "next":
        first, last = month_span(context.published.year, (context.published.month - 1) // 3 * 3 + 4, 3)
        return Reading(first=first, last=last, grain=Grain.QUARTER, inferred=(FROM_COUNT,))
    month = 3 * int(match["q"] or _NTH[nth]) - 2
    year, inferred = _year(match, month, 3, context)
    first, last = month_span(year, month, 3)
    return Reading(first=first, last=last, grain=Grain.QUARTER, inferred=inferred)


def _day(match: re.Match[str], context: Context) -> dt.date | None:
    month = month_number(match["m1"] or match["m2"])
    if month is None:
        return None
    year, _ = _year(match, month, 1, context)
    try:
        return dt.date(year, month, int(match["d1"] or match["d2"]))
    except ValueError:
        return None


def _year(match: re.Match[str], month: int, months: int, context: Context) -> tuple[int, tuple[str, ...]]:
    """Return the year a period is in: as said, else by tense, else the nearest."""
    said = match.groupdict()
    year = said.get("y1") or said.get("y2")
    if year:
        return int(year), ()
    published = context.published
    if said.get("year"):
        return published.year + {"next": 1, "this": 0, "last": -1}[said["year"].casefold()], (FROM_PUBLICATION,)
    if context.tense is Tense.PAST:
        return published.year - (month_span(published.year, month)[0] > published), (FROM_PUBLICATION,)
    if context.tense in {Tense.FUTURE, Tense.AHEAD}:
        return published.year + (month_span(published.year, month, months)[1] < published), (FROM_PUBLICATION,)
    years = (published.year, published.year + 1, published.year - 1)
    return min(years, key=lambda year: abs(month_span(year, month)[0] - published)), (FROM_PUBLICATION,)


TABLE: tuple[tuple[str, Reader], ...] = (
    (WEEKEND, read_weekend),
    (WEEK_OF, read_week_of),
    (IN_WEEK, read_in_week),
    (IN_MONTH, read_in_month),
    (WEEK, read_week),
    (NAMED_MONTH, read_month),
    (MONTH_YEAR, read_month),
    (MONTHS, read_months),
    (RELATIVE_MONTH, read_relative_month),
    (SEASON, read_season),
    (QUARTER, read_quarter),
)
