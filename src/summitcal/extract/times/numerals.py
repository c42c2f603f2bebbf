"""Dates in figures alone: "2024-09-03", "14.-16.10.2022", "14/10/2022" and, where they write so, "10/14/2022"."""

import datetime as dt
import re

from summitcal.extract.times.anchors import Anchor, row
from summitcal.extract.times.dates import LONGEST_RANGE
from summitcal.extract.times.reading import (
    ANY_WEEKDAY,
    DASH,
    FROM_STYLE,
    UNFIT,
    Context,
    Reading,
    Readings,
    Tense,
    day_of,
    only,
    weekday_number,
    year_number,
)

FAR = 10
"""Farther than so many years from publication, two figures are no year but a version or a score."""

_N = r"[0-3]?\d"
_LEAD = rf"\b(?:(?:on|from|between|starting|beginning)\s)?(?:(?P<wd1>{ANY_WEEKDAY})(?:,?\s|\s\())?(?<![\d.,/-])"
_TO = rf"\s?(?:{DASH}|to|until|till|through|and|bis)\s?"

ISO = (
    r"\b(?:on\s|from\s)?(?<![\d./-])(?P<y1>(?:1[89]|2[01])\d\d)(?P<joint>[-/.])(?P<n1>[01]?\d)(?P=joint)(?P<d1>[0-3]?\d)(?!\d)"
    rf"(?:(?:/|{_TO})(?:(?:(?P<y2>(?:1[89]|2[01])\d\d)[-/.])?(?P<n2>[01]?\d)[-/.])?(?P<d2>[0-3]?\d)(?!\d|[:.]\d))?"
)
NUMERIC = rf"{_LEAD}(?P<a>{_N})(?P<joint>[./-])(?P<b>{_N})(?P=joint)(?P<y1>(?:1[89]|2[01])\d\d|\d\d)(?!\w|[./-]\d)"
NUMERIC_RANGE = (
    rf"{_LEAD}(?P<a1>{_N})(?:(?P<joint>[./])(?P<b1>{_N})?(?:[./](?P<y1>(?:1[89]|2[01])\d\d)?)?)?{_TO}"
    rf"(?P<a2>{_N})[./](?P<b2>{_N})[./](?P<y2>(?:1[89]|2[01])\d\d)(?![\d/])"
)
SLASHED = re.compile(r"(?<![\d/])(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/(?:1[89]|2[01])\d\d\b")
"""Figures that could have the month first."""


def read_iso(match: re.Match[str], _: Context) -> Readings:
    """Read ``2022-01-09``, ``2022/01/09`` and ``2022-01-09/2022-01-10``."""
    year, month = int(match["y1"]), int(match["n1"])
    first = day_of(year, month, int(match["d1"]))
    if not first or not match["d2"]:
        return only(first) if first else ()
    last = day_of(int(match["y2"] or year), int(match["n2"] or month), int(match["d2"]))
    return only(first, max(first, last)) if last else only(first)


def read_numeric(match: re.Match[str], context: Context) -> Readings:
    """Read ``14.10.2022`` and ``14/10/2022``; with a slash the month can come first, and both readings are kept."""
    figures = match["y1"]
    year = year_number(figures, context.published)
    if len(figures) == 2 and not _is_short(match, year, context):
        return ()
    a, b = int(match["a"]), int(match["b"])
    days = [day_of(year, b, a), day_of(year, a, b) if match["joint"] == "/" else None]
    found = [each for each in dict.fromkeys(days) if each]
    if len(found) < 2:
        return only(found[0], inferred=_fit(found[0], match["wd1"])) if found else ()
    return _of_both(found[0], found[1], match["wd1"], context)


def _is_short(match: re.Match[str], year: int, context: Context) -> bool:
    whole = len(match["a"]) == len(match["b"]) == 2 and match["joint"] != "-"
    return whole and abs(year - context.published.year) <= FAR


def _of_both(day_first: dt.date, month_first: dt.date, weekday: str | None, context: Context) -> Readings:
    """Return both readings of 03/09/2024: by the weekday, else as the text writes elsewhere, else by the verb."""
    chosen, why = day_first, "day first"
    fitting = [day for day in (day_first, month_first) if weekday and not _fit(day, weekday)]
    ahead = [day for day in (day_first, month_first) if day >= context.published]
    if len(fitting) == 1:
        chosen, why = fitting[0], "the order that fits the weekday"
    elif context.month_first:
        chosen, why = month_first, "month first, as elsewhere in the text"
    elif len(ahead) == 1 and context.tense is Tense.FUTURE:
        chosen, why = ahead[0], f"to come, {context.by_verb}"
    other = month_first if chosen == day_first else day_first
    return tuple(
        Reading(first=day, last=day, inferred=(FROM_STYLE, *_fit(day, weekday)), reason=reason)
        for day, reason in ((chosen, why), (other, "day and month the other way round"))
    )


def read_numeric_range(match: re.Match[str], context: Context) -> Readings:
    """Read ``14.-16.10.2022``, ``30.06.-02.07.2022`` and ``03/09/2024-05/09/2024``."""
    year = int(match["y2"])
    orders = [((match["a1"], match["b1"] or match["b2"]), (match["a2"], match["b2"]))]
    if match["joint"] == "/" and match["b1"]:
        orders.append(((match["b1"], match["a1"]), (match["b2"], match["a2"])))
    found = []
    for (day, month), (last_day, last_month) in orders:
        last = day_of(year, int(last_month), int(last_day))
        first = day_of(int(match["y1"] or year - (int(month) > int(last_month))), int(month), int(day))
        if first and last and first <= last <= first + LONGEST_RANGE:
            found.append(Reading(first=first, last=last, inferred=(FROM_STYLE,) if len(orders) > 1 else ()))
    return tuple(reversed(found)) if context.month_first else tuple(found)


def writes_month_first(texts: list[str]) -> bool:
    """Whether an article writes 9/23/2024: by figures that can only be read so, else by its "June 9" or "9 June"."""
    pairs = [(int(each["a"]), int(each["b"])) for text in texts if "/" in text for each in SLASHED.finditer(text)]
    if not pairs:
        return False
    votes = sum((b > 12 >= a) - (a > 12 >= b) for a, b in pairs)
    return votes > 0 or (not votes and any(map(_US_STYLE.search, texts)) and not any(map(_DAY_MONTH.search, texts)))


_NAME = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_US_STYLE = re.compile(rf"\b{_NAME}\.? \d\d?,|\b[ap]\.m\. E[DS]?T\b")
_DAY_MONTH = re.compile(rf"\b\d\d? {_NAME}\b")


def _fit(day: dt.date, weekday: str | None) -> tuple[str, ...]:
    return (UNFIT,) if weekday and day.weekday() != weekday_number(weekday) else ()


TABLE = (
    row(ISO, read_iso, Anchor.NUMERIC),
    row(NUMERIC_RANGE, read_numeric_range, Anchor.NUMERIC),
    row(NUMERIC, read_numeric, Anchor.NUMERIC),
)
