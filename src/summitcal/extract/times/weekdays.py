"""Weekdays without a date: "on Thursday", "next Tuesday", "Monday to Wednesday", "Friday of next week", "Tuesday week"."""

import re
from dataclasses import replace

from summitcal.extract.times.anchors import Anchor, row
from summitcal.extract.times.reading import (
    ANY_WEEKDAY,
    DASH,
    FROM_BEFORE,
    FROM_COUNT,
    FROM_TENSE,
    FROM_WEEKDAY,
    NUMBER,
    WEEKDAY,
    Context,
    Reading,
    Readings,
    S,
    Tense,
    count,
    only,
    shift,
    week_span,
    weekday_number,
)

_PART_OF_DAY = r"(?:'s)?(?:\s(?:morning|lunchtime|afternoon|evening|night)\b)?"
_OF_WEEK = (
    r"(?:,?\s(?:of\s|in\s)?(?:(?P<week>next|last|this|the\s(?:following|coming|same|previous))\sweek"
    r"|the\sweek\s(?P<weeks>after\snext)|(?P<after>after\snext))"
    r"|\s(?P<postponed>next|last)(?=\s*(?:[.,;)]|$)|\s(?:in|at|for|with)\s))"
)
_WHICH = (
    r"(?:(?P<which>next|last|this(?:\scoming|\spast)?|coming|the\s(?:coming|following|next|previous|same)|that|past)\s)"
)
_EARLY = r"(?:(?P<early>late|early|later|earlier|overnight)\s)?(?:on\s)?(?:(?:late|early)\s(?:on\s)?)?"

SINGLE = rf"\b{_EARLY}{_WHICH}?(?P<wd1>{WEEKDAY}){_PART_OF_DAY}{_OF_WEEK}?\b"
SEVERAL = (
    rf"\b(?:on\s|from\s|between\s)?{_WHICH}?(?P<wd1>{ANY_WEEKDAY})"
    rf"(?:\s?{DASH}\s?|/|,?\s(?:to|until|till|through|thru|and)\s(?:on\s)?)(?P<wd2>{WEEKDAY}){_PART_OF_DAY}{_OF_WEEK}?\b"
)
WEEK_FIRST = rf"\b(?P<week>next|last|this)\sweek(?:,?\son|'s)\s(?P<wd1>{WEEKDAY})\b"
THE_WEEKDAY = rf"\b(?:on\s)the\s(?P<wd1>{WEEKDAY}){_PART_OF_DAY}(?!\s(?:after|before|of|in\s[A-Z][a-z]+(?:ary|ch|il|ay|ne|ly|st|ber))\b)"
WEEKDAY_AND_FIGURE = rf"\b(?P<wd1>{ANY_WEEKDAY}),?\s(?P<d1>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?=\s*(?:$|[\n,:;)–-]))(?!\s?[–-]\s?\d|[:.]\d)"
WEEKDAY_AFTER = rf"\b(?:on\s)?the\s(?P<wd1>{WEEKDAY})\s(?P<way>after|before)(?:\sthat)?(?=\s*(?:[.,;]|$))"
A_WEEK_ON = (
    rf"\b(?:(?P<count>{NUMBER}){S}(?P<unit>weeks?|fortnights?)\s(?:on|from|after)\s(?:(?P<which>next|this|last)\s)?(?P<wd1>{WEEKDAY})"
    rf"|(?:on\s)?(?P<wd2>{WEEKDAY})\s(?P<unit2>week|fortnight)(?!\w|\s(?:of|later)\b|\sin\s(?!(?-i:[A-Z]))))\b"
)
A_WEEK_AGO = rf"\b(?:a\sweek\sago\son\s(?P<wd1>{WEEKDAY})|(?:on\s)?(?P<wd2>{WEEKDAY})\sa\sweek\sago)\b"

_NEAR = 45
"""How many days from publication a day can be of which only weekday and number are told."""

_EACH = re.compile(r"\b(?:every|each)\s$", re.IGNORECASE)
_LITERAL = {"next": 7, "this": 0, "last": -7, "the following": 7, "the coming": 7, "the same": 0, "the previous": -7}


def read_single(match: re.Match[str], context: Context) -> Readings:
    """Read one weekday; without more words it looks the way its verb does."""
    if not match["wd1"][0].isupper() or _EACH.search(match.string, max(0, match.start() - 8), match.start()):
        return ()
    return _one(match, weekday_number(match["wd1"]), context)


def read_several(match: re.Match[str], context: Context) -> Readings:
    """Read "Monday to Wednesday" and "Monday and Tuesday"."""
    first, last = weekday_number(match["wd1"]), weekday_number(match["wd2"])
    days = (last - first) % 7
    joined = re.search(r"\sand\s", match[0]) is not None
    if not days or (joined and days > 1):
        return ()
    return tuple(replace(start, last=shift(start.first, days)) for start in _one(match, first, context))


def read_weekday_after(match: re.Match[str], context: Context) -> Readings:
    """Read "the Saturday after"."""
    which = "the following" if match["way"].casefold() == "after" else "the previous"
    return _after(which, weekday_number(match["wd1"]), context.before) if context.before else ()


def read_the_weekday(match: re.Match[str], context: Context) -> Readings:
    """Read "on the Friday": the first one from the date named before."""
    if not match["wd1"][0].isupper() or not context.before:
        return ()
    first = context.before.first
    day = shift(first, (weekday_number(match["wd1"]) - first.weekday()) % 7)
    return only(day, inferred=(FROM_BEFORE,), reason="the first one from the date named before")


def read_weekday_and_figure(match: re.Match[str], context: Context) -> Readings:
    """Read "MON 7" and "Tuesday 8:", the nearest day of that number which is that weekday."""
    number, weekday, published = int(match["d1"]), weekday_number(match["wd1"]), context.published
    near = (shift(published, days) for days in range(-_NEAR, _NEAR + 1))
    days = [day for day in near if day.day == number and day.weekday() == weekday]
    if not days:
        return ()
    return only(
        min(days, key=lambda day: abs(day - published)),
        inferred=(FROM_WEEKDAY,),
        reason="the month in which it is that weekday",
    )


def read_a_week_on(match: re.Match[str], context: Context) -> Readings:
    """Read "a week on Monday", "two weeks from Friday", "Monday week"."""
    unit = match["unit"] or match["unit2"]
    weeks = count(match["count"] or "a") * (2 if unit.casefold().startswith("fortnight") else 1)
    coming = _coming(weekday_number(match["wd1"] or match["wd2"]), context)
    return only(shift(coming.first, 7 * weeks), inferred=(FROM_COUNT,), reason="weeks counted from the coming weekday")


def read_a_week_ago(match: re.Match[str], context: Context) -> Readings:
    """Read "a week ago on Monday"."""
    day = _latest(weekday_number(match["wd1"] or match["wd2"]), shift_from(context, -7))
    return only(day.first, inferred=(FROM_COUNT,), reason="the latest one a week before publication")


def shift_from(context: Context, days: int) -> Context:
    """Return the context of an article published so many days later."""
    return replace(context, published=shift(context.published, days))


def _one(match: re.Match[str], weekday: int, context: Context) -> Readings:
    said = match.groupdict()
    week = said.get("week")
    if said.get("weeks") or said.get("after"):
        return (_in_week(weekday, context, 14, "of the week after next"),)
    if week:
        week = " ".join(week.casefold().split())
        if week in {"the following", "the same", "the previous"} and context.before:
            return _near(week, weekday, context.before)
        return (_in_week(weekday, context, _LITERAL[week], f"of {week} week"),)
    early = (said.get("early") or "").casefold()
    if early == "later" and weekday == context.published.weekday():
        return only(context.published, inferred=(FROM_TENSE,), reason="later on the day of publication")
    which = " ".join((said.get("which") or said.get("postponed") or "").casefold().split())
    return _by_word(which, weekday, context)


def _by_word(which: str, weekday: int, context: Context) -> Readings:
    """Read a weekday by "next", "last" and their like; the other day that people mean by it is kept as well."""
    coming, latest = _coming(weekday, context), _latest(weekday, shift_from(context, -1))
    match which:
        case "next" | "the next" if which == "next" or not context.before:
            return _both(_in_week(weekday, context, 7, "of next week"), _because(coming, "the coming one"))
        case "last" | "past" | "this past":
            by_week = _in_week(weekday, context, -7, "of last week")
            return _both(_because(latest, "the latest before publication"), by_week)
        case "this coming" | "coming" | "the coming":
            return (_because(coming, "the coming one"),)
        case "this":
            return _both(_in_week(weekday, context, 0, "of this week"), _because(coming, "the coming one"))
        case "the following" | "the next" | "the same" | "that" | "the previous" if context.before:
            word = {"the next": "the following", "that": "the same"}.get(which, which)
            return _after(word, weekday, context.before)
    return _by_tense(which, weekday, context)


def _by_tense(which: str, weekday: int, context: Context) -> Readings:
    past, ahead = _latest(weekday, context), _coming(weekday, context)
    if context.tense is Tense.AHEAD and not which:
        ahead = _coming(weekday, shift_from(context, -1))
        return _both(_because(ahead, f"to come, {context.by_verb}"), _because(past, "past"))
    if which == "the following" or (context.tense is Tense.FUTURE and not which.endswith("previous")):
        reason = "to come" if which else f"to come, {context.by_verb}"
        return _both(_because(ahead, reason), _because(past, "past"))
    reason = f"past, {context.by_verb}" if context.tense else "past, as no verb says otherwise"
    return _both(_because(past, reason), _because(ahead, "to come"))


def _both(chosen: Reading, other: Reading) -> Readings:
    return (chosen,) if chosen.first == other.first else (chosen, other)


def _because(reading: Reading, reason: str) -> Reading:
    return replace(reading, reason=reason)


def _after(which: str, weekday: int, before: Reading) -> Readings:
    if which == "the following":
        day = shift(before.last, (weekday - before.last.weekday() - 1) % 7 + 1)
    elif which == "the previous":
        day = shift(before.first, -((before.first.weekday() - weekday - 1) % 7 + 1))
    else:
        day = shift(week_span(before.first)[0], weekday)
    return only(day, inferred=(FROM_BEFORE,), reason="beside the date named before")


def _near(which: str, weekday: int, before: Reading) -> Readings:
    day = shift(week_span(before.first)[0], weekday + _LITERAL[which])
    return only(day, inferred=(FROM_BEFORE,), reason="beside the week of the date named before")


def _in_week(weekday: int, context: Context, days: int, reason: str) -> Reading:
    day = shift(week_span(context.published)[0], days + weekday)
    return Reading(first=day, last=day, inferred=(FROM_COUNT,), reason=reason)


def _latest(weekday: int, context: Context) -> Reading:
    day = shift(context.published, -((context.published.weekday() - weekday) % 7))
    return Reading(first=day, last=day, inferred=(FROM_TENSE,))


def _coming(weekday: int, context: Context) -> Reading:
    day = shift(context.published, (weekday - context.published.weekday() - 1) % 7 + 1)
    return Reading(first=day, last=day, inferred=(FROM_TENSE,))


TABLE = (
    row(SEVERAL, read_several, Anchor.WEEKDAY),
    row(SINGLE, read_single, Anchor.WEEKDAY),
    row(WEEK_FIRST, read_single, Anchor.WEEKDAY),
    row(THE_WEEKDAY, read_the_weekday, Anchor.WEEKDAY),
    row(WEEKDAY_AND_FIGURE, read_weekday_and_figure, Anchor.WEEKDAY),
    row(WEEKDAY_AFTER, read_weekday_after, Anchor.WEEKDAY),
    row(A_WEEK_ON, read_a_week_on, Anchor.WEEKDAY),
    row(A_WEEK_AGO, read_a_week_ago, Anchor.WEEKDAY),
)
