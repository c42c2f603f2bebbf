"""Parsers of four other hands, each asked the same: what stands in this feed?"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a parser reads in a VEVENT. A day is written 2022-01-09, an hour 2022-01-09T15:00:00Z, both as text.

    ``end`` is the one of RFC 5545, of days the day after the last. What is not there is None.
    """

    uid: str | None = None
    summary: str | None = None
    location: str | None = None
    description: str | None = None
    status: str | None = None
    start: str | None = None
    end: str | None = None
    all_day: bool = False
    sequence: int | None = None
    categories: tuple[str, ...] = ()
    url: str | None = None
    recurrence_id: str | None = None
    rrule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a parser reads in a feed, in the order of the feed, and what it complains about."""

    entries: tuple[Entry, ...] = ()
    errors: tuple[str, ...] = ()


Reader = Callable[[bytes], Reading]
