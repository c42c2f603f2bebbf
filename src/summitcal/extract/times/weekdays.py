"""Weekdays without a date: "on Thursday", "next Tuesday", "Monday to Wednesday", "Friday of next week"."""

import re

from summitcal.extract.times.reading import (
    ANY_WEEKDAY,
    FROM_BEFORE,
    FROM_COUNT,
    FROM_TENSE,
    NUMBER,
    WEEKDAY,
    Context,
    Reader,
    Reading,
    S,
    Tense,
    count,
    shift,
    week_span,
    weekday_number,
)

_PART_OF_DAY = r"(?:'s)?(?:\s(?:morning|lunchtime|afternoon|evening|night)\b)?"
_OF_WEEK = (
    r"(?:,?\s(?:of\s|in\s)?(?:(?P<week>next|last|this|the\s(?:following|coming|same|previous))\sweek"
    r"|the\sweek\s(?P<weeks>after\snext)|(?P<after>after\snext)))"
)
_WHICH = (
    r"(?:(?P<which>next|last|this(?:\scoming|\spast)?|coming|the\s(?:coming|following|next|previous|same)|that|past)\s)"
)
_EARLY = r"(?:(?:late|early|later|earlier)\s)?(?:on\s)?(?:(?:late|early)\s(?:on\s)?)?"

SINGLE = rf"\b{_EARLY}{_WHICH}?(?P<wd1>{WEEKDAY}){_PART_OF_DAY}{_OF_WEEK}?\b"
SEVERAL = (
    rf"\b(?:on\s|from\s|between\s)?{_WHICH}?(?P<wd1>{ANY_WEEKDAY})"
    rf"(?:\s?[-–—]\s?|,?\s(?:to|until|till|through|thru|and)\s(?:on\s)?)(?P<wd2>{WEEKDAY}){_OF_WEEK}?\b"
)
WEEK_FIRST = rf"\b(?P<week>next|last|this)\sweek(?:,?\son|'s)\s(?P<wd1>{WEEKDAY})\b"
WEEKDAY_AFTER = rf"\b(?:on\s)?the\s(?P<wd1>{WEEKDAY})\s(?P<way>after|before)(?:\sthat)?(?=\s*(?:[.,;]|$))"
A_WEEK_ON = (
    rf"\b(?:(?P<count>{NUMBER}){S}(?P<unit>weeks?|fortnights?)\s(?:on|from|after)\s(?:(?P<which>next|this|last)\s)?(?P<wd1>{WEEKDAY})"
    rf"|(?:on\s)?(?P<wd2>{WEEKDAY})\s(?P<unit2>week|fortnight)(?!\w|\s(?:of|in|later)))\b"
)
A_WEEK_AGO = rf"\b(?:a\sweek\sago\son\s(?P<wd1>{WEEKDAY})|(?:on\s)?(?P<wd2>{WEEKDAY})\sa\sweek\sago)\b"

_LITERAL = {"next": 7, "this": 0, "last": -7, "the following": 7, "the coming": 7, "the same": 0, "the previous": -7}


def read_single(match: re.Match[str], context: Context) -> Reading | None:
    """Read one weekday; without more words it looks the way its verb does."""
    if not match["wd1"][0].isupper():
        return None
    return _one(match, weekday_number(match["wd1"]), context)


def read_several(match: re.Match[str], context: Context) -> Reading | None:
    """Read "Monday to Wednesday" and "Monday and Tuesday"."""
    first, last = weekday_number(match["wd1"]), weekday_number(match["wd2"])
    start = _one(match, first, context)
    days = (last - first) % 7
    joined = re.search(r"\sand\s", match[0]) is not None
    if start is None or not days or (joined and days > 1):
        return None
    return Reading(first=start.first, last=shift(start.first, days), inferred=start.inferred)


def read_weekday_after(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the Saturday after"."""
    which = "the following" if match["way"].casefold() == "after" else "the previous"
    return _after(which, weekday_number(match["wd1"]), context.before) if context.before else None


def read_a_week_on(match: re.Match[str], context: Context) -> Reading | None:
    """Read "a week on Monday", "two weeks from Friday", "Monday week"."""
    unit = match["unit"] or match["unit2"]
    weeks = count(match["count"] or "a") * (2 if unit.casefold().startswith("fortnight") else 1)
    weekday = weekday_number(match["wd1"] or match["wd2"])
    ahead = (weekday - context.published.weekday() - 1) % 7 + 1
    day = shift(context.published, ahead + 7 * weeks)
    return Reading(first=day, last=day, inferred=(FROM_COUNT,))


def read_a_week_ago(match: re.Match[str], context: Context) -> Reading | None:
    """Read "a week ago on Monday"."""
    day = _latest(weekday_number(match["wd1"] or match["wd2"]), shift_from(context, -7))
    return Reading(first=day.first, last=day.first, inferred=(FROM_COUNT,))


def shift_from(context: Context, days: int) -> Context:
    """Return the context of an article published so many days later."""
    return Context(published=shift(context.published, days), tense=context.tense, before=context.before)


def _one(match: re.Match[str], weekday: int, context: Context) -> Reading | None:
    said = match.groupdict()
    week = said.get("week")
    if said.get("weeks") or said.get("after"):
        return _in_week(weekday, context, 14)
    if week:
        week = " ".join(week.casefold().split())
        if week in {"the following", "the same", "the previous"} and context.before:
            return _near(week, weekday, context.before, FROM_BEFORE)
        return _in_week(weekday, context, _LITERAL[week])
    which = " ".join((said.get("which") or "").casefold().split())
    return _by_word(which, weekday, context)


def _by_word(which: str, weekday: int, context: Context) -> Reading | None:
    match which:
        case "next" | "the next" if which == "next" or not context.before:
            return _in_week(weekday, context, 7)
        case "last" | "past" | "this past":
            return _latest(weekday, shift_from(context, -1))
        case "this coming" | "coming" | "the coming":
            return _coming(weekday, context)
        case "this":
            return _in_week(weekday, context, 0)
        case "the following" | "the next" | "the same" | "that" | "the previous" if context.before:
            word = {"the next": "the following", "that": "the same"}.get(which, which)
            return _after(word, weekday, context.before)
    if context.tense is Tense.AHEAD and not which:
        return _coming(weekday, shift_from(context, -1))
    if which == "the following" or (context.tense is Tense.FUTURE and not which.endswith("previous")):
        return _coming(weekday, context)
    return _latest(weekday, context)


def _after(which: str, weekday: int, before: Reading) -> Reading:
    if which == "the following":
        day = shift(before.last, (weekday - before.last.weekday() - 1) % 7 + 1)
    elif which == "the previous":
        day = shift(before.first, -((before.first.weekday() - weekday - 1) % 7 + 1))
    else:
        day = shift(week_span(before.first)[0], weekday)
    return Reading(first=day, last=day, inferred=(FROM_BEFORE,))


def _near(which: str, weekday: int, before: Reading, reason: str) -> Reading:
    day = shift(week_span(before.first)[0], weekday + _LITERAL[which])
    return Reading(first=day, last=day, inferred=(reason,))


def _in_week(weekday: int, context: Context, days: int) -> Reading:
    day = shift(week_span(context.published)[0], days + weekday)
    return Reading(first=day, last=day, inferred=(FROM_COUNT,))


def _latest(weekday: int, context: Context) -> Reading:
    day = shift(context.published, -((context.published.weekday() - weekday) % 7))
    return Reading(first=day, last=day, inferred=(FROM_TENSE,))


def _coming(weekday: int, context: Context) -> Reading:
    day = shift(context.published, (weekday - context.published.weekday() - 1) % 7 + 1)
    return Reading(first=day, last=day, inferred=(FROM_TENSE,))


TABLE: tuple[tuple[str, Reader], ...] = (
    (SEVERAL, read_several),
    (SINGLE, read_single),
    (WEEK_FIRST, read_single),
    (WEEKDAY_AFTER, read_weekday_after),
    (A_WEEK_ON, read_a_week_on),
    (A_WEEK_AGO, read_a_week_ago),
)
