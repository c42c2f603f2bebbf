"""Weekends, weeks, months, quarters, halves and seasons: "over the weekend", "early next month", "in the spring"."""

import datetime as dt
import re
from dataclasses import replace

from summitcal.extract.times.anchors import Anchor, row
from summitcal.extract.times.reading import (
    ANY_WEEKDAY,
    DASH,
    FROM_BEFORE,
    FROM_COUNT,
    FROM_PUBLICATION,
    MONTH,
    YEAR,
    Context,
    Grain,
    Reading,
    Readings,
    S,
    Tense,
    day_of,
    month_number,
    month_span,
    only,
    shift,
    week_span,
    year_number,
)

_PART = (
    r"(?:(?:(?:the\s)?(?:very\s)?(?:early|mid|late|later|earlier|sometime|somewhere|middle|beginning|start|end|close|course"
    r"|(?:first|second)\shalf|(?:first|second|third|fourth|last|closing|opening|final)\s(?:days?|weeks?))(?:\s|-)(?:in\s|of\s|on\s)?){1,2})"
)
_OF_LAST = r"(?:before\s|by\s|at\s|towards?\s|until\s|in\s|during\s|within\s)?"
_PREPOSITION = r"(?:(?:in|during|before|by|until|since|for|throughout|from|of|to)\s)"
_OF_YEAR = rf"(?:(?:\s(?:of\s)?|,\s)(?P<y1>{YEAR})|\s(?:of\s)?(?P<year>next|this|last)\syear\b)?"

_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?(?!\w)"
_MONTH_DAYS = (
    rf"(?:{_DAY.format('d1')}(?:\s?(?:{DASH}|and|to|/)\s?(?:the\s)?(?P<last1>[0-3]?\d)(?:st|nd|rd|th)?)?\s(?:of\s)?(?P<m1>{MONTH})"
    rf"|(?P<m2>{MONTH})\s{_DAY.format('d2')}(?:\s?(?:{DASH}|and|to|/)\s?(?P<last2>[0-3]?\d)(?:st|nd|rd|th)?(?!\w))?)(?:,?\s(?P<y1>{YEAR}))?"
)

WEEKEND = (
    r"\b(?:(?:over|at|on|during|for)\s)?(?:(?:the|this|next|last|that|coming|past|following)\s){1,2}weekend\b"
    rf"(?:\sof\s{_MONTH_DAYS})?"
)
NTH_WEEKEND = (
    rf"\b(?:(?:over|at|on|during|for)\s)?the\s(?P<nth>first|second|third|fourth|last)\sweekend\s(?:of|in)\s"
    rf"(?:(?P<m1>{MONTH}){_OF_YEAR}|(?P<of>next|this|the)\smonth)"
)
WEEKEND_AFTER = r"\b(?:(?:over|at|on|during|for)\s)?the\sweekend\safter\snext\b"
WEEK = (
    rf"\b{_OF_LAST}{_PART}?(?P<which>next|this|last|(?:the\s)?(?:coming|following|same|previous)|that(?:\ssame)?)\sweek\b"
    r"(?!end|'s\s|ly|\sof\b)|\b(?P<after>the\sweek\safter(?:\snext)?)(?=\s*(?:[.,;]|$))"
)
WEEK_COUNTED = r"\b(?:in\s|during\s)?the\s(?P<unit>week|month)\s(?P<way>after\snext|before\slast)\b"
IN_WEEK = r"\b(?:later|earlier|early|late)\sin\sthe\sweek\b|\b(?:by|before|at)\sthe\s(?:end\sof\sthe\sweek(?!end)|week\sis\sout)\b"
IN_MONTH = r"\b(?:later|earlier|early|late)\sin\sthe\smonth\b|\b(?:by|before|at)\s(?:the\s)?(?:month\sis\sout|month's\send|month-end|end\sof\sthe\smonth)\b"
WEEK_OF = rf"\b(?:in\s|during\s)?the\sweek\s(?:of|beginning|starting|commencing|from)\s(?:on\s)?(?:{ANY_WEEKDAY},?\s)?(?:the\s)?{_MONTH_DAYS}"
NAMED_MONTH = (
    rf"\b(?:(?P<prep>{_PREPOSITION})(?:the\s)?(?:month\sof\s)?{_PART}?|{_PART}|(?P<rel>this|next|last)\s)(?P<m1>{MONTH})(?:,?{S}(?:of\s)?(?P<y1>{YEAR})"
    rf"|\s(?:of\s)?(?P<year>next|this|last)\syear)?(?!\.?\s{{0,3}}\d|[-'])"
)
MONTH_YEAR = rf"\b(?P<m1>{MONTH}){S}(?P<y1>{YEAR})"
MONTHS = rf"\b(?:between|from|in)\s{_PART}?(?P<m1>{MONTH})\s(?:and|to|or)\s{_PART}?(?P<m2>{MONTH})(?:,?{S}(?P<y1>{YEAR}))?(?!\.?\s{{0,3}}\d)"
RELATIVE_MONTH = rf"\b{_OF_LAST}(?:{_PART})?(?P<which>this|next|last|that(?:\ssame)?|the|the\s(?:coming|following|same|current))\smonth\b(?!'s\s(?!end)|\sago|\sof|\safter)"
SEASON = (
    rf"\b(?:(?:in|during|by|for|over|before)\s)?(?:(?:the|this|next|last|early|late|mid|coming|following|of)[\s-]){{1,3}}"
    rf"(?P<season>spring|summer|autumn|fall|winter)\b{_OF_YEAR}"
    r"(?!\s(?:games|olympics?|camp|school|festival|break|time|season)\b|(?<=fall)\sof\b)"
    rf"|\b(?:in|by)\s(?P<season2>spring|summer|autumn|winter)(?:\s(?P<y2>{YEAR}))?\b"
)
QUARTER = rf"\b(?:(?:in|during|by)\s)?(?:(?:the\s)?(?P<nth>first|second|third|fourth|last|next|final)\squarter|Q(?P<q>[1-4]))\b{_OF_YEAR}"
HALF = (
    rf"\b(?:(?:in|during|by)\s)?(?:(?:the\s)?(?P<nth>first|second|latter)\shalf\sof\s(?=(?:the|this|next|last)\syear|\d)"
    rf"|H(?P<h>[12])\s(?:of\s)?)(?:(?P<y1>{YEAR})|(?P<year>the|this|next|last)\syear)\b"
)

_SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_STEPS = {"next": 1, "coming": 1, "the coming": 1, "following": 1, "the following": 1, "last": -1, "previous": -1}
_STEPS["the previous"] = -1
_FROM_BEFORE = {"that", "that same", "the same", "the following", "following", "same", "the previous", "previous"}
_COUNTED = "counted from publication"


def read_weekend(match: re.Match[str], context: Context) -> Readings:
    """Read a weekend as its Saturday and Sunday."""
    words = match[0].casefold()
    if match["m1"] or match["m2"]:
        return tuple(_weekend(week_span(each.first)[0], each.inferred, each.reason) for each in _days(match, context))
    monday, _ = week_span(context.published)
    by_count = (FROM_COUNT,)
    if "next weekend" in words:
        return (
            _weekend(shift(monday, 7), by_count, "of next week"),
            _weekend(monday, by_count, "the coming one"),
        )
    if "last" in words or "past" in words:
        return (_weekend(shift(monday, -7), by_count, "of last week"),)
    if re.search(r"\b(?:that|following)\b", words) and context.before:
        monday, _ = week_span(shift(context.before.first, 7 * ("following" in words)))
        return (_weekend(monday, (FROM_BEFORE,), "beside the date named before"),)
    coming = _weekend(monday, by_count, "of this week")
    if context.published >= shift(monday, 5) or "coming" in words:
        return (coming,)
    past = _weekend(shift(monday, -7), by_count, f"past, {context.by_verb}")
    return (past, coming) if context.tense is Tense.PAST else (coming, replace(past, reason="past"))


def _weekend(monday: dt.date, inferred: tuple[str, ...], reason: str) -> Reading:
    first, last = shift(monday, 5), shift(monday, 6)
    return Reading(first=first, last=last, grain=Grain.WEEKEND, inferred=inferred, reason=reason)


def read_nth_weekend(match: re.Match[str], context: Context) -> Readings:
    """Read "the second weekend of June": that of its second Saturday."""
    if match["of"]:
        published = context.published
        month = month_span(published.year, published.month + (match["of"].casefold() == "next"))
        months = only(*month, inferred=(FROM_COUNT,), reason=_COUNTED)
    else:
        months = read_month(match, context)
    return tuple(_nth_weekend(each, match["nth"].casefold()) for each in months)


def _nth_weekend(month: Reading, nth: str) -> Reading:
    first = month.last if nth == "last" else shift(month.first, 7 * (_NTH[nth] - 1))
    away = -((first.weekday() - 5) % 7) if nth == "last" else (5 - first.weekday()) % 7
    return _weekend(shift(first, away - 5), month.inferred, month.reason)


def read_weekend_after(_: re.Match[str], context: Context) -> Readings:
    """Read "the weekend after next"."""
    return (_weekend(shift(week_span(context.published)[0], 14), (FROM_COUNT,), _COUNTED),)


def read_week(match: re.Match[str], context: Context) -> Readings:
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
    return _week(shift(base, 7 * steps), _COUNTED)


def _week(day: dt.date, reason: str) -> Readings:
    return only(*week_span(day), grain=Grain.WEEK, inferred=(FROM_COUNT,), reason=reason)


def read_week_counted(match: re.Match[str], context: Context) -> Readings:
    """Read "the week after next" and "the month before last"."""
    steps = 2 if match["way"].casefold().startswith("after") else -2
    if match["unit"].casefold() == "week":
        return _week(shift(context.published, 7 * steps), _COUNTED)
    return _month(context.published, steps)


def _month(base: dt.date, steps: int) -> Readings:
    span = month_span(base.year, base.month + steps)
    return only(*span, grain=Grain.MONTH, inferred=(FROM_COUNT,), reason=_COUNTED)


def read_in_week(_: re.Match[str], context: Context) -> Readings:
    """Read "later in the week"."""
    return _week(context.published, "the week of publication")


def read_in_month(_: re.Match[str], context: Context) -> Readings:
    """Read "before the month is out"."""
    return _month(context.published, 0)


def read_week_of(match: re.Match[str], context: Context) -> Readings:
    """Read "the week of 12 June", and "the week of 10-14 June" as its days."""
    last = match["last1"] or match["last2"]
    found = []
    for each in _days(match, context):
        first, sunday = week_span(each.first)
        end = day_of(each.first.year, each.first.month, int(last)) if last else None
        if end and each.first < end <= sunday:
            found.append(replace(each, last=end))
        else:
            found.append(replace(each, first=first, last=sunday, grain=Grain.WEEK))
    return tuple(found)


def read_month(match: re.Match[str], context: Context) -> Readings:
    """Read "late July" and "in March next year": the whole month, as its parts have no edges."""
    month = month_number(match["m1"])
    if month is None:
        return ()
    years = _years(match, month, 1, context)
    relative = (match.groupdict().get("rel") or "").casefold()
    if relative in {"next", "last"}:
        near, year = context.published.year * 12 + context.published.month, context.published.year
        year += {"next": year * 12 + month <= near, "last": -(year * 12 + month >= near)}[relative]
        reason = "the coming one" if relative == "next" else "the latest one before that of publication"
        years = ((year, (FROM_PUBLICATION,), reason),)
    return tuple(
        Reading(first=first, last=last, grain=Grain.MONTH, inferred=inferred, reason=reason)
        for year, inferred, reason in years
        for first, last in [month_span(year, month)]
    )


def read_months(match: re.Match[str], context: Context) -> Readings:
    """Read "between May and July"."""
    month, last_month = month_number(match["m1"]), month_number(match["m2"])
    if month is None or last_month is None:
        return ()
    return _spans(_years(match, month, 1, context), month, (last_month - month) % 12 + 1, Grain.SEASON)


def read_relative_month(match: re.Match[str], context: Context) -> Readings:
    """Read "early next month" and "that month"."""
    which = " ".join(match["which"].casefold().split())
    base = context.before.first if which in _FROM_BEFORE and context.before else context.published
    return _month(base, _STEPS.get(which, 0))


def read_season(match: re.Match[str], context: Context) -> Readings:
    """Read a season of the northern year as its three months."""
    month = _SEASON_MONTH[(match["season"] or match["season2"]).casefold()]
    words, published = match[0].casefold(), context.published
    if match["year"] or match["y1"] or match["y2"] or not re.search(r"\b(?:next|last)\s", words):
        return _spans(_years(match, month, 3, context), month, 3, Grain.SEASON)
    spans = [month_span(published.year + each, month, 3) for each in (-2, -1, 0, 1)]
    if "next " in words:
        span = next(each for each in spans if each[0] > published)
    else:
        span = next(each for each in reversed(spans) if each[1] < published)
    reason = "the coming one" if "next " in words else "the latest that is over"
    return only(*span, grain=Grain.SEASON, inferred=(FROM_PUBLICATION,), reason=reason)


def read_quarter(match: re.Match[str], context: Context) -> Readings:
    """Read "the first quarter of 2025"."""
    nth = (match["nth"] or "").casefold()
    if nth == "next":
        span = month_span(context.published.year, (context.published.month - 1) // 3 * 3 + 4, 3)
        return only(*span, grain=Grain.QUARTER, inferred=(FROM_COUNT,), reason=_COUNTED)
    month = 3 * int(match["q"] or _NTH[nth]) - 2
    return _spans(_years(match, month, 3, context), month, 3, Grain.QUARTER)


def read_half(match: re.Match[str], context: Context) -> Readings:
    """Read "the second half of 2025" and "H1 2026"."""
    month = 1 if match["h"] == "1" or (match["nth"] or "").casefold() == "first" else 7
    return _spans(_years(match, month, 6, context), month, 6, Grain.SEASON)


def _spans(years: "_Years", month: int, months: int, grain: Grain) -> Readings:
    return tuple(
        Reading(first=first, last=last, grain=grain, inferred=inferred, reason=reason)
        for year, inferred, reason in years
        for first, last in [month_span(year, month, months)]
    )


def _days(match: re.Match[str], context: Context) -> Readings:
    month = month_number(match["m1"] or match["m2"])
    if month is None:
        return ()
    number = int(match["d1"] or match["d2"])
    return tuple(
        Reading(first=day, last=day, inferred=inferred, reason=reason)
        for year, inferred, reason in _years(match, month, 1, context)
        if (day := day_of(year, month, number))
    )


_Years = tuple[tuple[int, tuple[str, ...], str], ...]


def _years(match: re.Match[str], month: int, months: int, context: Context) -> _Years:
    """Return the years a period can be in, with why: as said, else by tense, else the nearest, and then its rival."""
    said = match.groupdict()
    year = said.get("y1") or said.get("y2")
    if year:
        return ((year_number(year, context.published), (), "as written"),)
    published, inferred = context.published, (FROM_PUBLICATION,)
    if said.get("year"):
        step = {"next": 1, "this": 0, "the": 0, "last": -1}[said["year"].casefold()]
        return ((published.year + step, inferred, _COUNTED),)
    if context.tense is Tense.PAST:
        year = published.year - (month_span(published.year, month)[0] > published)
        return ((year, inferred, f"past, {context.by_verb}"), (year + 1, inferred, "a year later"))
    if context.tense in {Tense.FUTURE, Tense.AHEAD}:
        year = published.year + (month_span(published.year, month, months)[1] < published)
        return ((year, inferred, f"to come, {context.by_verb}"), (year - 1, inferred, "a year earlier"))
    near = (published.year, published.year + 1, published.year - 1)
    first, second, _ = sorted(near, key=lambda year: abs(month_span(year, month)[0] - published))
    return (
        (first, inferred, "nearest to publication"),
        (second, inferred, "a year later" if second > first else "a year earlier"),
    )


TABLE = (
    row(WEEKEND, read_weekend, Anchor.WEEKEND),
    row(NTH_WEEKEND, read_nth_weekend, Anchor.WEEKEND),
    row(WEEKEND_AFTER, read_weekend_after, Anchor.WEEKEND),
    row(WEEK_OF, read_week_of, Anchor.MONTH),
    row(IN_WEEK, read_in_week, Anchor.WEEK),
    row(IN_MONTH, read_in_month, Anchor.MONTHS),
    row(WEEK, read_week, Anchor.WEEK),
    row(WEEK_COUNTED, read_week_counted, Anchor.WEEK, Anchor.MONTHS),
    row(NAMED_MONTH, read_month, Anchor.MONTH),
    row(MONTH_YEAR, read_month, Anchor.MONTH),
    row(MONTHS, read_months, Anchor.MONTH),
    row(RELATIVE_MONTH, read_relative_month, Anchor.MONTHS),
    row(SEASON, read_season, Anchor.SEASON),
    row(QUARTER, read_quarter, Anchor.QUARTER),
    row(HALF, read_half, Anchor.QUARTER),
)
