"""Hours of the day with the zone they are meant in: "at 10 a.m. Eastern", "14:30 CET", "19:30 Moscow time"."""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from summitcal.gazetteer import find_place
from summitcal.notation import find_zone

ZONES = {
    **dict.fromkeys(("gmt", "utc", "z", "zulu"), "UTC"),
    **dict.fromkeys(("cet", "cest", "central european time", "central european summer time"), "Europe/Brussels"),
    **dict.fromkeys(("eet", "eest"), "Europe/Helsinki"),
    **dict.fromkeys(("bst", "british time", "uk time"), "Europe/London"),
    **dict.fromkeys(("et", "est", "edt", "eastern", "eastern time"), "America/New_York"),
    **dict.fromkeys(("ct", "cst", "cdt", "central", "central time"), "America/Chicago"),
    **dict.fromkeys(("mt", "mst", "mdt", "mountain time"), "America/Denver"),
    **dict.fromkeys(("pt", "pst", "pdt", "pacific", "pacific time"), "America/Los_Angeles"),
    "msk": "Europe/Moscow",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "ist": "Asia/Kolkata",
    "trt": "Europe/Istanbul",
    "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney",
    "sgt": "Asia/Singapore",
    "hkt": "Asia/Hong_Kong",
    "eat": "Africa/Nairobi",
    "cat": "Africa/Maputo",
    "wat": "Africa/Lagos",
    "sast": "Africa/Johannesburg",
    "pkt": "Asia/Karachi",
    "gst": "Asia/Dubai",
    "ict": "Asia/Bangkok",
    "wib": "Asia/Jakarta",
    "idt": "Asia/Jerusalem",
}
"""Zones by the letters and words newspapers use; the summer half of a pair is taken for the place, not the offset."""

_LETTERS = "|".join(sorted(map(re.escape, ZONES), key=len, reverse=True))
_ZONE = rf"(?:\s?\(?(?P<zone>{_LETTERS})\b|\s(?P<city>[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?)\s(?:local\s)?time\b|\s(?P<local>local\stime|local)\b)"
_CLOCK = re.compile(
    rf"""(?<![\d:.,/-]) (?: (?P<hour>[01]?\d|2[0-3]) (?:[:.](?P<minute>[0-5]\d))? \s? (?P<half>[ap])\.?m\b\.?
    | (?P<hour24>[01]?\d|2[0-3]) [:h] (?P<minute24>[0-5]\d) (?![\d:]) (?:\s?(?:hours|hrs|h|o'clock)\b)?
    | (?P<hour4>[01]\d|2[0-3]) (?P<minute4>[0-5]\d) (?:\s?(?:hours|hrs|h)\b | (?=\s?(?:GMT|UTC|CET|CEST|EST|EDT|MSK)\b))
    | (?P<dotted>[01]?\d|2[0-3])\.(?P<minuted>[0-5]\d) (?=\s(?:GMT|UTC|CES?T|E[DS]T|local|[A-Z]\w+\stime)) | \b(?P<noon>noon|midday)\b )
    (?:{_ZONE})?""",
    re.VERBOSE | re.IGNORECASE,
)
ALL_TIMES = re.compile(rf"\ball\stimes\s(?:are\s)?(?:in\s)?(?P<zone>{_LETTERS}|local|[A-Z]\w+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """An hour from ``start`` to ``end`` of a sentence; ``zone`` is None where the place decides."""

    start: int
    end: int
    time: dt.time
    zone: ZoneInfo | None


def find_clocks(text: str) -> tuple[Clock, ...]:
    """Find the hours that a folded sentence names."""
    return tuple(
        Clock(start=match.start(), end=match.end(), time=time, zone=_zone(match))
        for match in _CLOCK.finditer(text)
        if (time := _time(match))
    )


def zone_of_all(text: str) -> ZoneInfo | None:
    """Return the zone of a note such as "(all times CET)"."""
    match = ALL_TIMES.search(text[:4000])
    return _zone_named(match["zone"]) if match else None


def _time(match: re.Match[str]) -> dt.time | None:
    if match["noon"]:
        return dt.time(12)
    hour = int(match["hour"] or match["hour24"] or match["hour4"] or match["dotted"])
    minute = int(match["minute"] or match["minute24"] or match["minute4"] or match["minuted"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (match["half"].casefold() == "p")
    return dt.time(hour, minute)


def _zone(match: re.Match[str]) -> ZoneInfo | None:
    return _zone_named(match["zone"] or match["city"] or "")


def _zone_named(name: str) -> ZoneInfo | None:
    if name.casefold() in ZONES:
        return find_zone(ZONES[name.casefold()])
    place = find_place(name) if name else None
    return place.timezone if place else None
