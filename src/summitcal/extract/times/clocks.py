"""Hours of the day with the zone they are meant in: "at 10 a.m. Eastern", "14:30-16:00 CET", "19:30 Moscow time"."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from zoneinfo import ZoneInfo

from summitcal.extract.anycase import AnyCase
from summitcal.extract.times.reading import COUNTS, DASH
from summitcal.gazetteer import capital, find_participant, find_place
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

_NUMBERS_TO_TWELVE = tuple(word for word, number in COUNTS.items() if number <= 12 and len(word) > 2)
_PARTS_OF_HOURS = {
    "+03:30": "Asia/Tehran",
    "+04:30": "Asia/Kabul",
    "+05:30": "Asia/Kolkata",
    "+05:45": "Asia/Kathmandu",
    "+06:30": "Asia/Yangon",
    "+09:30": "Australia/Darwin",
}
"""Zones of the offsets that are no whole hours, and have no name of their own."""

_LETTERS = "|".join(sorted(map(re.escape, ZONES), key=len, reverse=True))
# A year stands before capitals too: "the 2015 NPT conference".
_CAPITALS = "GMT|UTC|CES?T|EES?T|E[DS]?T|BST|MSK|IST|JST|KST|SGT|HKT|TRT|PKT|GST|AE[SD]T|Z"
_CITY = r"[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?\s(?:local\s)?time\b"
_OFFSET = rf"(?:UTC|GMT)\s?(?P<sign>{DASH}|\+)\s?(?P<hours>1[0-4]|0?\d)(?::?(?P<minutes>[0-5]\d))?(?!\d)"
_ZONE = (
    rf"(?:\s?\(?{_OFFSET}\)?|\s?\(?(?P<zone>{_LETTERS})\b|,?\s\(?(?P<city>{_CITY})"
    r"|,?\s\(?(?P<local>local\stime|local)\b)"
)
_HALF = r"\s?(?:(?P<{0}>[ap])\.?\s?m\b\.?|(?:o'clock\s)?in\sthe\s(?P<{0}word>morning|afternoon|evening)\b)"
_HOUR = r"(?:[01]?\d|2[0-3])"
_WORDS = "|".join(_NUMBERS_TO_TWELVE)
_SINGLE = re.compile(
    rf"""(?<![\d:.,/-]) (?: (?P<hour>{_HOUR}) (?:[:.](?P<minute>[0-5]\d))? {_HALF.format("half")}
    | (?P<hour24>{_HOUR}) [:h] (?P<minute24>[0-5]\d) (?![\d:]) (?:\s?(?:hours|hrs|h|o'clock)\b)?
    | (?P<hour4>[01]\d|2[0-3]) (?P<minute4>[0-5]\d) (?: \s?(?:hours|hrs|h)\b | (?=\s?\(?(?:(?-i:{_CAPITALS})\b|(?-i:{_CITY})|local\stime))
      | (?<=at\s\d\d\d\d)(?=\slocal\b) )
    | (?P<dotted>{_HOUR})\.(?P<minuted>[0-5]\d) (?=\s\(?(?:GMT|UTC|CES?T|E[DS]T|BST|local|[A-Z]\w+\stime))
    | \b(?:(?P<past>half\spast|quarter\spast|quarter\sto)\s|(?<=at\s))(?P<worded>{_WORDS})\b {_HALF.format("spoken")}
    | \b(?P<past2>half\spast|quarter\spast|quarter\sto)\s(?P<worded2>{_WORDS}|1?\d)\b (?=\s\(?(?:{_LETTERS}|local|[A-Z]\w+\stime)\b)
    | \b(?P<noon>noon|midday|(?<=at\s)midnight)\b )
    (?:{_ZONE})?""",
    re.VERBOSE | re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"""(?<![\d:.,/-]) (?P<hour>{_HOUR}) (?:(?P<joint>[:.h])?(?P<minute>[0-5]\d))? (?:{_HALF.format("half")})?
    (?:\s?{DASH}\s?|\s(?:to|until|till|and)\s)
    (?P<hour2>{_HOUR}) (?:(?P<joint2>[:.h])?(?P<minute2>[0-5]\d))? (?![\d:]) (?:{_HALF.format("last")})? (?:{_ZONE})?""",
    re.VERBOSE | re.IGNORECASE,
)
_SAYS_HOUR = AnyCase(
    rf"""noon | midday | midnight | o'clock | in\sthe\s(?:morn|aft|even) | (?:half|quarter)\s(?:to|past)\s | (?<![a-z])[ap]\.?\s?m\b
    | \d[:h][0-5]\d | \d\.?[0-5]\d,?\s?\(? (?: hours | hrs | h\b | utc | gmt | (?:{_LETTERS}|local)\b | [a-z][\w'-]+(?:\s[a-z][\w'-]+)?\s(?:local\s)?time\b )""",
    re.VERBOSE,
)
"""What every hour has about it: most sentences name none, and to look for one takes long."""
ALL_TIMES = re.compile(rf"\ball\stimes\s(?:are\s)?(?:in\s)?(?P<zone>{_LETTERS}|local|[A-Z]\w+)\b", re.IGNORECASE)
_AGAIN = re.compile(r"\s?[(/,;]\s?")
"""What stands between an hour and the same hour said for another zone: "3pm (1200 GMT)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """An hour from ``start`` to ``end`` of a sentence, or all until the hour ``until``.

    ``zone`` is None where the place decides.
    """

    start: int
    end: int
    time: dt.time
    zone: ZoneInfo | None
    until: dt.time | None = None


def find_clocks(text: str) -> tuple[Clock, ...]:
    """Find the hours that a folded sentence names; of one hour in two zones, the one whose zone is said."""
    if not _SAYS_HOUR.search(text):
        return ()
    several = [clock for match in _SEVERAL.finditer(text) if (clock := _span(match))]
    single = [
        Clock(start=match.start(), end=match.end(), time=time, zone=_zone(match))
        for match in _SINGLE.finditer(text)
        if not any(each.start <= match.start() < each.end for each in several) and (time := _time(match))
    ]
    return tuple(_each_once(text, sorted((*several, *single), key=lambda each: each.start)))


def _each_once(text: str, clocks: list[Clock]) -> Iterator[Clock]:
    """Yield the clocks, those in brackets as what the hour before them is elsewhere."""
    skip = False
    for each, after in pairwise([*clocks, None]):
        again = after is not None and _AGAIN.fullmatch(text, each.end, after.start) is not None if each else False
        if each and after and not skip and again and each.zone is None and after.zone:
            yield replace(after, start=each.start)
            skip = True
            continue
        if each and not skip:
            yield each
        skip = False


def _span(match: re.Match[str]) -> Clock | None:
    """Read "10-11.30am" and "10:00 to 11:30": both ends share what only the second says."""
    listed = " and " in match[0].casefold() and not match.string[
        max(0, match.start() - 8) : match.start()
    ].casefold().endswith("between ")
    half, last_half = _half(match, "half"), _half(match, "last")
    whole = match["joint"] in {":", "h"} and match["joint2"] in {":", "h"}
    dotted = match["minute"] and match["minute2"] and _says_zone(match)
    if listed or not (last_half or whole or dotted):
        return None
    until = _hour(match["hour2"], match["minute2"], last_half)
    time = _hour(match["hour"], match["minute"], half or last_half)
    if time and until and not half and last_half and time > until:  # "11-1pm" begins before noon
        time = _hour(match["hour"], match["minute"], "a")
    if time is None or until is None or time == until:
        return None
    return Clock(start=match.start(), end=match.end(), time=time, until=until, zone=_zone(match))


def _says_zone(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("zone", "city", "local", "hours"))


def zone_of_all(text: str) -> ZoneInfo | None:
    """Return the zone of a note such as "(all times CET)"."""
    match = ALL_TIMES.search(text[:4000])
    return _zone_named(match["zone"]) if match else None


def _time(match: re.Match[str]) -> dt.time | None:
    if match["noon"]:
        return dt.time(0 if match["noon"].casefold() == "midnight" else 12)
    word = match["worded"] or match["worded2"]
    if word:
        hour = _NUMBERS_TO_TWELVE.index(word.casefold()) + 1 if not word.isdigit() else int(word)
        return _spoken(hour, (match["past"] or match["past2"] or "").casefold(), _half(match, "spoken"))
    hour_text = match["hour"] or match["hour24"] or match["hour4"] or match["dotted"]
    minute = match["minute"] or match["minute24"] or match["minute4"] or match["minuted"]
    return _hour(hour_text, minute, _half(match, "half"))


def _spoken(hour: int, past: str, half: str) -> dt.time | None:
    """Return "quarter to ten" as 9:45."""
    time = _hour(str(hour), "30" if past.startswith("half") else "15" if past.endswith("past") else None, half)
    if time is None or not past.endswith(" to"):
        return time
    return time.replace(hour=(time.hour - 1) % 24, minute=45)


def _hour(hour: str, minute: str | None, half: str) -> dt.time | None:
    number = int(hour)
    if half and not 1 <= number <= 12:
        return None
    if number > 23:
        return None
    return dt.time(number % 12 + 12 * (half == "p") if half else number, int(minute or 0))


def _half(match: re.Match[str], name: str) -> str:
    """Return "a" or "p" as the words say before or after noon."""
    letter, word = match[name], match[f"{name}word"]
    return (letter or ("" if not word else "a" if word.casefold() == "morning" else "p")).casefold()


def _zone(match: re.Match[str]) -> ZoneInfo | None:
    if match["hours"]:
        return _at_offset(-1 if match["sign"] != "+" else 1, int(match["hours"]), int(match["minutes"] or 0))
    city = re.sub(r"\s(?:local\s)?time$", "", match["city"] or "", flags=re.IGNORECASE)
    return _zone_named(match["zone"] or city)


def _at_offset(sign: int, hours: int, minutes: int) -> ZoneInfo | None:
    if minutes:
        return find_zone(name) if (name := _PARTS_OF_HOURS.get(f"{'-+'[sign > 0]}{hours:02}:{minutes:02}")) else None
    # The names of these zones count westwards: Etc/GMT-3 is three hours ahead of UTC.
    return find_zone(f"Etc/GMT{'+-'[sign > 0]}{hours}" if hours else "UTC")


def _zone_named(name: str) -> ZoneInfo | None:
    if name.casefold() in ZONES:
        return find_zone(ZONES[name.casefold()])
    state = find_participant(name) if name else None
    place = find_place(name) or (capital(state) if state else None)
    return place.timezone if place else None
