"""Days counted from another day: "tomorrow", "in three weeks", "the following day", "a day later", "on the final day"."""

import re

from summitcal.extract.times.reading import (
    FROM_BEFORE,
    FROM_COUNT,
    NUMBER,
    Context,
    Grain,
    Reader,
    Reading,
    S,
    count,
    month_span,
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
    rf"\b(?:in\s(?P<c1>{NUMBER}){S}(?P<u1>days?|weeks?|fortnights?|months?)(?:'s?\stime)?(?!\s(?:of|or|ago|to)\b)\b"
    rf"|(?P<c2>{NUMBER}){S}(?P<u2>days?|weeks?|fortnights?|months?)\s(?:from\s(?:now|today|tomorrow)|hence)\b"
    rf"|(?P<u3>today|tomorrow)\s(?P<c3>week|fortnight)\b)"
)
AGO = rf"\b(?:(?:just|only|barely|exactly)\s)?(?P<c1>{NUMBER}){S}{_UNIT}\s(?:ago|back)(?:\stoday)?\b"
NEXT_DAY = (
    r"\b(?:on\s)?(?:the\s(?:following|next)\s(?:day|morning|afternoon|evening)|the\sday\safter(?!\s\w)|next\sday)\b"
)
SAME_DAY = (
    r"\b(?:(?:on|later|earlier)\s)?(?:(?:that|the)\ssame\s(?:day|morning|afternoon|evening|night)"
    r"|that\s(?:day|morning|afternoon|evening|night)|(?:later|earlier)\s(?:in\sthe|the\ssame)\sday)\b"
)
LATER = rf"\b(?:(?:just|only)\s)?(?P<c1>{NUMBER}){S}(?P<unit>days?|weeks?|fortnights?|months?)\s(?:(?P<way>later|after\sthat|earlier|before\sthat)\b(?!\sthan)|(?P<before>before)(?=\s*(?:[.,;)]|$)))"
THEN_AND_THEN = rf"\b(?P<c1>{NUMBER}){S}(?P<unit>days?|weeks?|fortnights?)\s(?P<way>after|before)(?=\s(?:he|she|it|they|the|an?|his|her|their|its|[A-Z][a-z]+)\b)"
DAY_BEFORE = r"\b(?:on\s)?the\s(?:(?:previous|preceding)\sday|day\sbefore(?:\sthat)?|evening\sbefore|night\sbefore)(?=\s*(?:[.,;]|$))"
NTH_DAY = r"\b(?:on\s|for\s)?(?:the|its|their)\s(?P<nth>first|opening|second|third|fourth|last|final|closing)\sday\b(?!\sof\s(?!the\s(?:summit|meeting|talks|conference|session|gathering|forum|visit)))"

_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_NTH = {"first": 0, "opening": 0, "second": 1, "third": 2, "fourth": 3}


def _from_publication(days: int) -> Reader:
    def read(_: re.Match[str], context: Context) -> Reading:
        day = shift(context.published, days)
        return Reading(first=day, last=day, inferred=(FROM_COUNT,))

    return read


def read_today_and_tomorrow(match: re.Match[str], context: Context) -> Reading:
    """Read "today and tomorrow" and "yesterday and today"."""
    first = shift(context.published, -match[0].casefold().startswith("yesterday"))
    return Reading(first=first, last=shift(first, 1), inferred=(FROM_COUNT,))


def read_ahead(match: re.Match[str], context: Context) -> Reading:
    """Read "in three weeks", "a fortnight from today", "tomorrow week"."""
    if match["u3"]:
        days = (7 if match["c3"].casefold() == "week" else 14) + (match["u3"].casefold() == "tomorrow")
        day = shift(context.published, days)
        return Reading(first=day, last=day, inferred=(FROM_COUNT,))
    number, unit = count(match["c1"] or match["c2"]), match["u1"] or match["u2"]
    start = shift(context.published, match[0].casefold().endswith("from tomorrow"))
    return _counted(Reading(first=start, last=start), number, unit, FROM_COUNT)


def read_ago(match: re.Match[str], context: Context) -> Reading:
    """Read "ten days ago"."""
    today = Reading(first=context.published, last=context.published)
    return _counted(today, -count(match["c1"]), match["unit"], FROM_COUNT)


def read_next_day(_: re.Match[str], context: Context) -> Reading | None:
    """Read "the following day"."""
    return _counted(context.before, 1, "day", FROM_BEFORE) if context.before else None


def read_same_day(_: re.Match[str], context: Context) -> Reading | None:
    """Read "on the same day"."""
    return _counted(context.before, 0, "day", FROM_BEFORE) if context.before else None


def read_day_before(_: re.Match[str], context: Context) -> Reading | None:
    """Read "the day before"."""
    return _counted(context.before, -1, "day", FROM_BEFORE) if context.before else None


def read_later(match: re.Match[str], context: Context) -> Reading | None:
    """Read "two days later" and "a day earlier"."""
    if not context.before or context.before.grain is not Grain.DAY:
        return None
    number = count(match["c1"])
    later = (match["way"] or "before").casefold().startswith(("later", "after"))
    return _counted(context.before, number if later else -number, match["unit"], FROM_BEFORE)


def read_then_and_then(match: re.Match[str], context: Context) -> Reading | None:
    """Read "on Friday, a day after they had dined": the dinner was a day before the Friday."""
    if not context.before or context.before.grain is not Grain.DAY:
        return None
    number = count(match["c1"])
    return _counted(
        context.before, -number if match["way"].casefold() == "after" else number, match["unit"], FROM_BEFORE
    )


def read_nth_day(match: re.Match[str], context: Context) -> Reading | None:
    """Read "on the final day" of what was dated before."""
    before = context.before
    if not before or before.grain is not Grain.DAY:
        return None
    nth = _NTH.get(match["nth"].casefold())
    day = before.last if nth is None else min(shift(before.first, nth), before.last)
    return Reading(first=day, last=day, inferred=(FROM_BEFORE,))


def _counted(start: Reading, number: int, unit: str, reason: str) -> Reading:
    unit = unit.casefold().removesuffix("s")
    if unit == "month":
        first, last = month_span(start.first.year, start.first.month + number)
        return Reading(first=first, last=last, grain=Grain.MONTH, inferred=(reason,))
    day = shift(start.first, number * _UNIT_DAYS[unit])
    return Reading(first=day, last=day, inferred=(reason,))


TABLE: tuple[tuple[str, Reader], ...] = (
    (AFTER_TOMORROW, _from_publication(2)),
    (BEFORE_YESTERDAY, _from_publication(-2)),
    (TODAY_AND_TOMORROW, read_today_and_tomorrow),
    (TODAY, _from_publication(0)),
    (TOMORROW, _from_publication(1)),
    (YESTERDAY, _from_publication(-1)),
    (AHEAD, read_ahead),
    (AGO, read_ago),
    (NEXT_DAY, read_next_day),
    (SAME_DAY, read_same_day),
    (DAY_BEFORE, read_day_before),
    (THEN_AND_THEN, read_then_and_then),
    (LATER, read_later),
    (NTH_DAY, read_nth_day),
)
