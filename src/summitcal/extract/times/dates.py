"""Dates that name their day: "9 January", "January 9 and 10", "Sunday, 12 June, until Wednesday, 15 June", "the 12th"."""

import datetime as dt
import re
from dataclasses import replace

from summitcal.extract.times.anchors import Anchor, row
from summitcal.extract.times.reading import (
    ANY_WEEKDAY,
    DASH,
    FROM_NEAREST,
    FROM_PUBLICATION,
    FROM_WEEKDAY,
    MONTH,
    UNFIT,
    WORD_DAYS,
    YEAR,
    Context,
    Reading,
    Readings,
    S,
    Tense,
    day_number,
    day_of,
    month_number,
    month_span,
    only,
    weekday_number,
    year_number,
)

NEAR = dt.timedelta(days=120)
"""Within this time of publication a day without a year is simply the nearest one; beyond it the tense decides."""

RECENT = dt.timedelta(days=14)
"""What is to come cannot have been longer ago than this: "will be held on 13 December", read in March."""

_FOLLOWS = dt.timedelta(days=14)
"""Within this time after the date named before, "the 12th" goes on from it."""

LONGEST_RANGE = dt.timedelta(days=45)
LONGEST_LIST = dt.timedelta(days=3)
"""Within this time "9 and 10 January" is one meeting; "9 and 23 January" are two."""

_FIGURE = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|/(?!\d\d?(?![\d/]))|:\d|[.,]\d|\s?[ap]\.?m\b)"
_LETTERS = f"(?:{'|'.join(sorted(WORD_DAYS, key=len, reverse=True))})"
_DAY = _FIGURE
_ORDINAL_DAY = r"(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?!\w)"
_TO = rf"(?:,?\s{{0,2}}{DASH}\s{{0,2}}|/|,?\s(?:(?:to|until|till|through|thru)\s(?:on\s)?|(?:and|or|&)\s))"
_WD = (
    rf"{ANY_WEEKDAY}(?:\s?(?:{DASH}|/|to|and|until|through)\s?{ANY_WEEKDAY})?"
    rf"(?:\s(?:morning|afternoon|evening|night))?(?:,?{S}(?:on{S})?(?:the{S})?|,?\s\()"
)
_WHICH = r"(?:(?:next|last|this(?:\scoming|\spast)?|coming)\s)?"
_LEAD = r"\b(?:(?:on|from|between|starting|beginning)\s(?:the\s)?)?"
# An ordinal without a month counts rounds and centuries too: it is a date only where the phrase ends with it.
_PHRASE_ENDS = (
    r"(?=\s*(?:[.,;:)!?\"']|$|-\s)|\s(?:in|at|with|for|to|between|when|and|as|by|or|after|before|but|he|she|they|it"
    r"|is|was|will|would|has|had|of\s(?:this|that|next|the\s(?:same|following))\smonth)\b)"
)

_OF_YEAR = r"\s(?:of\s)?(?P<year>next|last|this)\syear\b"
_YEAR_1 = rf"(?:,?{S}(?:of{S})?(?P<y1>{YEAR}))?"
_YEAR_2 = rf"(?:,?{S}(?:of{S})?(?P<y2>{YEAR})|{_OF_YEAR})?"

DAYS_MONTH = (
    rf"{_LEAD}(?:{_WHICH}(?P<wd1>{_WD}))?(?P<d1>{_DAY})(?:,{S}{_DAY}){{0,4}}(?P<to>{_TO})(?:{_WD})?(?:the{S})?(?P<d2>{_DAY})"
    rf"{S}(?:of{S})?(?P<m2>{MONTH}){_YEAR_2}"
)
DAY_MONTH_TO_DAY_MONTH = (
    rf"{_LEAD}(?:{_WHICH}(?P<wd1>{_WD}))?(?P<d1>{_DAY}){S}(?:of{S})?(?P<m1>{MONTH}){_YEAR_1}(?P<to>{_TO})"
    rf"(?:{_WD})?(?:the{S})?(?P<d2>{_DAY}){S}(?:of{S})?(?P<m2>{MONTH}){_YEAR_2}"
)
DAY_MONTH = rf"{_LEAD}(?:{_WHICH}(?P<wd1>{_WD}))?(?P<d1>{_DAY}){S}(?:of{S})?(?P<m1>{MONTH})(?:,?{S}(?:of{S})?(?P<y1>{YEAR})|{_OF_YEAR})?"
THE_NINTH_OF_MONTH = (
    rf"\b(?:on\s|from\s)?(?P<wd1>{ANY_WEEKDAY},?\s)?the\s(?P<d1>{_LETTERS})\sof\s(?P<m1>{MONTH})"
    rf"(?:,?{S}(?P<y1>{YEAR})|{_OF_YEAR})?"
)
MONTH_THE_NINTH = (
    rf"\b(?:on\s|from\s|for\s)?(?P<wd1>{ANY_WEEKDAY},?\s)?(?P<m1>{MONTH})\s(?:the\s)?(?P<d1>{_LETTERS})(?!\w)"
    rf"(?:,?{S}(?P<y1>{YEAR})|{_OF_YEAR})?(?!\s(?!in\b|at\b|to\b|and\b|with\b|for\b)\w)"
)
MONTH_DAYS = (
    rf"{_LEAD}(?:{_WHICH}(?P<wd1>{_WD}))?(?P<m1>{MONTH}){S}(?:the{S})?(?P<d1>{_DAY})(?:,?{S}(?P<y1>{YEAR}))?"
    rf"(?:,{S}{_DAY}){{0,4}}(?P<to>{_TO})(?:{_WD})?(?:(?P<m2>{MONTH}){S})?(?:the{S})?(?P<d2>{_DAY}){_YEAR_2}"
)
MONTH_DAY = rf"{_LEAD}(?:{_WHICH}(?P<wd1>{_WD}))?(?P<m1>{MONTH}){S}(?:the{S})?(?P<d1>{_DAY})(?:,?{S}(?:of{S})?(?P<y1>{YEAR})|{_OF_YEAR})?"
DASHED = rf"{_LEAD}(?:{_WHICH}(?P<wd1>{_WD}))?(?P<d1>{_DAY})(?P<joint>[-/.])(?P<m1>{MONTH})(?P=joint)(?P<y1>(?:1[89]|2[01])?\d\d)(?![\d:])"
WEEKDAY_ORDINAL = rf"\b(?:on\s)?(?P<wd1>{ANY_WEEKDAY}),?\s(?:the\s)?(?P<d1>{_ORDINAL_DAY})"
ORDINAL = (
    rf"\b(?:on|from|between|for|until)\s(?:the\s)?(?P<d1>{_ORDINAL_DAY})"
    rf"(?:{_TO}(?:the\s)?(?P<d2>{_ORDINAL_DAY}))?{_PHRASE_ENDS}"
)
ORDINAL_OF_MONTH = (
    rf"\b(?:on\s|from\s)?the\s(?P<d1>{_ORDINAL_DAY}|{_LETTERS})(?:{_TO}(?:the\s)?(?P<d2>{_ORDINAL_DAY}|{_LETTERS}))?"
    r"(?:\sof\s|,?\s(?=next|last))(?P<of>(?:next|this|last|that|the\s(?:same|following|coming|current))\smonth|the\smonth)"
)
MONTH_THEN_ORDINAL = (
    rf"\b(?P<of>next|last|this)\smonth,?\son\sthe\s(?P<d1>{_ORDINAL_DAY})(?:{_TO}(?:the\s)?(?P<d2>{_ORDINAL_DAY}))?"
)
NTH_WEEKDAY = (
    rf"\b(?:on\s)?the\s(?P<nth>first|second|third|fourth|last)\s(?P<wd1>{ANY_WEEKDAY})\s(?:of|in)\s"
    rf"(?:(?P<m1>{MONTH})(?:\s(?P<y1>{YEAR})|{_OF_YEAR})?|(?P<of>next|this|that)\smonth)"
)
EDGE_OF_MONTH = (
    rf"\b(?:on\s)?the\s(?:very\s)?(?P<edge>first|last|final)\sday\sof\s"
    rf"(?:(?P<m1>{MONTH})(?:,?\s(?P<y1>{YEAR})|{_OF_YEAR})?|(?P<of>next|this|that|the)\smonth)"
)


def read_day(match: re.Match[str], context: Context) -> Readings:
    """Read one day with the name of its month."""
    month = month_number(match["m1"])
    return _dated(month, day_number(match["d1"]), _year(match, context), match["wd1"], context) if month else ()


def read_days(match: re.Match[str], context: Context) -> Readings:
    """Read several days with the name of their month, or of both their months."""
    said = match.groupdict()
    last_month = month_number(said["m2"] or said["m1"])
    month = month_number(said.get("m1") or said["m2"])
    if month is None or last_month is None:
        return ()
    year = _year(match, context)
    if said["y2"] and not said.get("y1"):
        year = year_number(said["y2"], context.published) - (month > last_month)
    listed = said["to"].strip(" ,") in {"and", "or", "&"} and not match[0].casefold().startswith("between")
    longest = LONGEST_LIST if listed else LONGEST_RANGE
    found = []
    for start in _dated(month, day_number(said["d1"]), year, said["wd1"], context):
        last = day_of(start.first.year + (last_month < month), last_month, day_number(said["d2"]))
        if last and start.first <= last <= start.first + longest:
            found.append(replace(start, last=last))
    return tuple(found)


def read_ordinal(match: re.Match[str], context: Context) -> Readings:
    """Read "the 12th": of the month that it is, was or will be next."""
    number, weekday = day_number(match["d1"]), match.groupdict().get("wd1")
    base = context.before.first if context.before else context.published
    days = _with_number(base, number)
    if not any(base <= day <= base + _FOLLOWS for day in days):  # that date is of something else
        base = context.published
        days = _with_number(base, number)
    if weekday:
        days = [day for day in days if day.weekday() == weekday_number(weekday)]
    if not days:
        return ()
    fitting, reason = days, "nearest to the dates around it"
    if context.tense is Tense.PAST:
        fitting, reason = [day for day in days if day <= context.published][-1:], f"past, {context.by_verb}"
    elif context.tense in {Tense.FUTURE, Tense.AHEAD}:
        fitting = [day for day in days if day >= min(base, context.published)]
        reason = f"to come, {context.by_verb}"
    chosen = min(fitting or days, key=lambda day: (abs(day - base), day))
    last_number = match.groupdict().get("d2")
    return tuple(
        Reading(
            first=day,
            last=max(day, _in_month(day, 0, day_number(last_number)) or day) if last_number else day,
            inferred=(FROM_NEAREST,),
            reason=reason if day == chosen else "of another month",
        )
        for day in sorted(days, key=lambda day: (day != chosen, abs(day - base)))
    )


def _with_number(base: dt.date, number: int) -> list[dt.date]:
    """Return the days of that number in the months around a date."""
    return [found for month in range(-1, 3) if (found := _in_month(base, month, number))]


def read_ordinal_of_month(match: re.Match[str], context: Context) -> Readings:
    """Read "the 3rd of next month"."""
    base, offset = _month_meant(match["of"], context)
    first = _in_month(base, offset, day_number(match["d1"]))
    last = _in_month(base, offset, day_number(match["d2"])) if match["d2"] else first
    if first is None or last is None:
        return ()
    return only(first, max(first, last), inferred=(FROM_NEAREST,), reason="counted in the month meant")


def read_nth_weekday(match: re.Match[str], context: Context) -> Readings:
    """Read "the second Tuesday of March"."""
    months = _months_meant(match, context)
    return tuple(replace(each, first=day, last=day) for each in months for day in [_nth_weekday(match, each.first)])


def read_edge_of_month(match: re.Match[str], context: Context) -> Readings:
    """Read "the last day of May"."""
    edge = match["edge"].casefold() != "first"
    return tuple(
        replace(each, first=day, last=day)
        for each in _months_meant(match, context)
        for day in [month_span(each.first.year, each.first.month)[edge]]
    )


def _months_meant(match: re.Match[str], context: Context) -> Readings:
    """Return a day in each of the months that "of next month" or "of March" can be."""
    if match["of"]:
        base, offset = _month_meant(match["of"], context)
        return only(month_span(base.year, base.month + offset)[0], inferred=(FROM_PUBLICATION,))
    month = month_number(match["m1"])
    return _dated(month, 15, _year(match, context), None, context) if month else ()


def _nth_weekday(match: re.Match[str], within: dt.date) -> dt.date:
    first, last = month_span(within.year, within.month)
    days = [first + dt.timedelta(days=each) for each in range((last - first).days + 1)]
    days = [day for day in days if day.weekday() == weekday_number(match["wd1"])]
    return days[{"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[match["nth"].casefold()]]


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


def _dated(month: int, day: int, year: int | None, weekday: str | None, context: Context) -> Readings:
    """Return the readings of a day and month: in the year that is said, or in those it could be."""
    if year is not None:
        found = day_of(year, month, day)
        return only(found, inferred=_fit(found, weekday)) if found else ()
    near = range(context.published.year - 4, context.published.year + 5)
    return among([found for each in near if (found := day_of(each, month, day))], weekday, context)


def among(days: list[dt.date], weekday: str | None, context: Context) -> Readings:
    """Return the readings of a day that comes back each year, the chosen one before those a year away from it."""
    if not days:
        return ()
    chosen = _by_weekday(days, weekday, context) or _by_tense(days, weekday, context)
    others = [each for each in days if each != chosen.first and abs(each.year - chosen.first.year) == 1]
    return (chosen, *(_in_another_year(each, chosen.first, weekday) for each in others))


def _in_another_year(day: dt.date, chosen: dt.date, weekday: str | None) -> Reading:
    reason = "a year earlier" if day < chosen else "a year later"
    return Reading(first=day, last=day, inferred=(FROM_PUBLICATION, *_fit(day, weekday)), reason=reason)


def _fit(day: dt.date, weekday: str | None) -> tuple[str, ...]:
    """Return the flag for a weekday that is not that of its date."""
    return (UNFIT,) if weekday and day.weekday() != weekday_number(weekday) else ()


def _by_weekday(days: list[dt.date], weekday: str | None, context: Context) -> Reading | None:
    """Return the day of the one year in which it is that weekday, unless the verb beside it says otherwise."""
    if not weekday:
        return None
    published = context.published
    agreeing = [each for each in days if not _fit(each, weekday) and abs(each.year - published.year) < 2]
    if len(agreeing) != 1:
        return None
    [day] = agreeing
    nearest = min(days, key=lambda each: abs(each - published))
    contrary = (context.tense is Tense.PAST and day > published) or (
        context.tense is Tense.FUTURE and day < published - RECENT
    )
    if day != nearest and contrary and abs(nearest - published) < NEAR:
        return None
    return Reading(first=day, last=day, inferred=(FROM_WEEKDAY,), reason="the year in which it is that weekday")


def _by_tense(days: list[dt.date], weekday: str | None, context: Context) -> Reading:
    """Return the day nearest to publication, or the nearest on the side that the verb looks to."""
    published = context.published
    chosen, reason = min(days, key=lambda each: (abs(each - published), each)), "nearest to publication"
    ahead = context.tense in {Tense.FUTURE, Tense.AHEAD}
    if context.tense is Tense.FUTURE and chosen < published - RECENT:
        chosen, reason = min(each for each in days if each >= published), f"to come, {context.by_verb}"
    listed = context.tense is None and context.before is not None and context.before.first >= published
    if listed or (abs(chosen - published) > NEAR and context.tense):  # a list of dates goes on the way it began
        ahead = ahead or listed
        side = [each for each in days if (each >= published) == ahead]
        chosen = min(side, key=lambda each: abs(each - published), default=chosen)
        reason = "as the dates before it" if listed else f"{'to come' if ahead else 'past'}, {context.by_verb}"
    return Reading(first=chosen, last=chosen, inferred=(FROM_PUBLICATION, *_fit(chosen, weekday)), reason=reason)


def _year(match: re.Match[str], context: Context) -> int | None:
    said = match.groupdict()
    if said.get("year"):
        return context.published.year + {"next": 1, "this": 0, "last": -1}[said["year"].casefold()]
    year = said.get("y1")
    return year_number(year, context.published) if year else None


TABLE = (
    row(DAYS_MONTH, read_days, Anchor.MONTH),
    row(DAY_MONTH_TO_DAY_MONTH, read_days, Anchor.MONTH),
    row(DAY_MONTH, read_day, Anchor.MONTH),
    row(THE_NINTH_OF_MONTH, read_day, Anchor.MONTH),
    row(MONTH_DAYS, read_days, Anchor.MONTH),
    row(MONTH_DAY, read_day, Anchor.MONTH),
    row(MONTH_THE_NINTH, read_day, Anchor.MONTH),
    row(DASHED, read_day, Anchor.MONTH),
    row(WEEKDAY_ORDINAL, read_ordinal, Anchor.WEEKDAY),
    row(ORDINAL, read_ordinal, Anchor.ORDINAL),
    row(ORDINAL_OF_MONTH, read_ordinal_of_month, Anchor.MONTHS),
    row(MONTH_THEN_ORDINAL, read_ordinal_of_month, Anchor.MONTHS),
    row(NTH_WEEKDAY, read_nth_weekday, Anchor.WEEKDAY),
    row(EDGE_OF_MONTH, read_edge_of_month, Anchor.MONTH, Anchor.MONTHS),
)
