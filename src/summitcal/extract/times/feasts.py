"""Days with a name of their own: "New Year's Eve", "Easter Monday", "Europe Day"."""

import datetime as dt
import re
from collections.abc import Callable

from dateutil.easter import easter

from summitcal.extract.times.anchors import Anchor, row
from summitcal.extract.times.dates import among
from summitcal.extract.times.reading import YEAR, Context, Readings, only, shift, year_number
from summitcal.when import YEARS

Day = Callable[[int], dt.date]
"""On which day a feast is in a year."""


def _fixed(month: int, day: int) -> Day:
    return lambda year: dt.date(year, month, day)


def _from_easter(days: int) -> Day:
    return lambda year: shift(easter(year), days)


FEASTS: dict[str, Day] = {
    r"new\syear'?s\seve": _fixed(12, 31),
    r"new\syear'?s\sday": _fixed(1, 1),
    r"christmas\seve": _fixed(12, 24),
    r"christmas\sday": _fixed(12, 25),
    r"boxing\sday": _fixed(12, 26),
    r"st\.?\sstephen's\sday": _fixed(12, 26),
    r"may\sday": _fixed(5, 1),
    r"europe\sday": _fixed(5, 9),
    r"bastille\sday": _fixed(7, 14),
    r"maundy\sthursday": _from_easter(-3),
    r"good\sfriday": _from_easter(-2),
    r"easter\ssaturday": _from_easter(-1),
    r"easter\s(?:sun)?day": _from_easter(0),
    r"easter\smonday": _from_easter(1),
    r"ascension\sday": _from_easter(39),
    r"(?:whit\ssunday|pentecost)": _from_easter(49),
    r"whit\smonday": _from_easter(50),
}
"""Feasts of the western calendar that news dates meetings by, each with its day; the name as a pattern."""

_NAMED = "|".join(f"(?P<f{index}>{name})" for index, name in enumerate(FEASTS))
FEAST = (
    rf"\b(?:(?:early|late)\s)?(?:on\s)?(?:{_NAMED})(?!\w)"
    rf"(?:,?\s(?:of\s|in\s)?(?P<y1>{YEAR})|\s(?P<year>this|next|last)\syear\b)?"
)


def read_feast(match: re.Match[str], context: Context) -> Readings:
    """Read a feast of the year that is said, or that the verb looks to."""
    found = match.groupdict()
    day = next(each for index, each in enumerate(FEASTS.values()) if found[f"f{index}"])
    published = context.published
    if match["y1"]:
        return only(day(year_number(match["y1"], published)))
    if match["year"]:
        year = published.year + {"this": 0, "next": 1, "last": -1}[match["year"].casefold()]
        return only(day(year), reason="counted from publication")
    near = range(max(YEARS.start, published.year - 2), min(YEARS.stop, published.year + 3))
    return among([day(year) for year in near], None, context)


TABLE = (row(FEAST, read_feast, Anchor.FEAST, Anchor.DAY),)
