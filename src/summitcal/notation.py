"""How dates, zones, languages and ids are written in events.yaml: text → what it means, and back."""

import datetime as dt
import re
import unicodedata
from collections.abc import Collection
from functools import cache
from itertools import chain
from zoneinfo import ZoneInfo, available_timezones

from summitcal.language import MONTHS
from summitcal.problems import UnreadableDate, UnreadableText, guess, nearest
from summitcal.when import UNKNOWN, YEARS, Period, Point, month_of, quarter_of, week_of

_POINT = re.compile(
    r"""(?P<year>\d{4}) (?:
        -W(?P<week>\d\d) | -?Q(?P<quarter>\d) | -(?P<month>\d\d) (?:
            -(?P<day>\d\d) (?:
                (?:,?\s+|T) (?P<hour>\d\d?):(?P<minute>\d\d)(?::[0-5]\d)?
                \s* (?P<zone>Z|[+-]\d\d:?[0-5]\d|[A-Z][\w/+-]+)?
            )?
        )?
    )""",
    re.VERBOSE | re.ASCII,
)
_MONTH = r"(?P<month>[A-Z][a-z]{2,8})\.?"
_SPELLED = tuple(
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        rf"(?P<day>\d\d?)(?:st|nd|rd|th)?\s+{_MONTH}\s+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+(?P<year>\d{{4}})",
    )
)
_MONTHS_BY_NAME = {name[:length].casefold(): number for number, name in enumerate(MONTHS, 1) for length in (3, 4, 99)}
# Names of clocks that are no zones of the IANA list and are read alike everywhere.
_CLOCKS = {
    "WEST": "+01:00",
    "BST": "+01:00",
    "CEST": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "EDT": "-04:00",
    "CDT": "-05:00",
    "MDT": "-06:00",
    "PDT": "-07:00",
    "PST": "-08:00",
    "JST": "+09:00",
    "KST": "+09:00",
}
_CLOCK_NAME = re.compile(r"[A-Z]{1,5}([+-]\d.*)?", re.ASCII)
# RFC 5646 §2.1, without what no title needs: extended languages, variants, extensions; in the case of §2.1.1.
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?", re.ASCII)
# What people are most likely to write out.
_LANGUAGES = {
    "arabic": "ar",
    "chinese": "zh",
    "czech": "cs",
    "dutch": "nl",
    "english": "en",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "norwegian": "no",
    "persian": "fa",
    "polish": "pl",
    "portuguese": "pt",
    "romanian": "ro",
    "russian": "ru",
    "spanish": "es",
    "swedish": "sv",
    "turkish": "tr",
    "ukrainian": "uk",
}
_DATE_MEND = "write it as 2022-01-09, 2022-01-09 15:00, 2022-01, 2022-W02, 2022-Q1 or unknown"


def read_point(text: str, zone: ZoneInfo) -> Point:
    """Read one end of a meeting from the text of events.yaml.

    ISO 8601 and its like, ``9 January 2022``, ``January 9, 2022`` and ``January 2022`` are read, with an hour and a
    zone where they follow. A time without a zone of its own is meant in ``zone``.

    Raises:
        UnreadableDate: the text is no date, names a day, an hour or a zone that does not exist, or a local time
            that the change of clocks skips or repeats.
    """
    if text.strip().casefold() == UNKNOWN.value:
        return UNKNOWN
    found = _parts(text)
    year = int(found["year"])
    if year not in YEARS:
        raise UnreadableDate(f"{year:04} is not a year we can use", f"years run from {YEARS[0]} to {YEARS[-1]}")
    if not found["day"]:
        return _period(found, year)
    day = _day(year, int(found["month"]), int(found["day"]))
    if found["hour"] is None:
        return day
    return _instant(day, int(found["hour"]), int(found["minute"]), found["zone"], zone)


def canonical(text: str) -> str:
    """Return the one way to write what a text of events.yaml says; a time without a zone stays without one.

    Raises:
        UnreadableDate: as ``read_point`` does.
    """
    point = read_point(text, ZoneInfo("UTC"))
    return f"{point:%Y-%m-%d %H:%M}" if is_local(text) else write_point(point)


def is_local(text: str) -> bool:
    """Whether a date that ``read_point`` reads has an hour, and does not say by which clock.

    Raises:
        UnreadableDate: the text is no date.
    """
    if text.strip().casefold() == UNKNOWN.value:
        return False
    found = _parts(text)
    return found["hour"] is not None and not found["zone"]


def read_moment(text: str, zone: ZoneInfo) -> dt.datetime:
    """Read the moment as of which a calendar is to be seen; a bare day means its noon.

    Raises:
        UnreadableDate: the text is neither an instant nor a day.
    """
    mend = "write it as 2022-01-05 or 2022-01-05T12:00Z"
    try:
        point = read_point(text, zone)
    except UnreadableDate as error:
        raise UnreadableDate(error.what, mend) from None
    if isinstance(point, dt.datetime):
        return point
    if isinstance(point, dt.date):
        return dt.datetime.combine(point, dt.time(12), zone)
    raise UnreadableDate(f"{text!r} is not a moment", mend)


def write_point(point: Point) -> str:
    """Write one end of a meeting the canonical way of events.yaml, such that ``read_point`` reads it back."""
    if not isinstance(point, dt.datetime):
        return str(point)
    zone = f" {point.tzinfo.key}" if isinstance(point.tzinfo, ZoneInfo) else _offset(point)
    return f"{point:%Y-%m-%d %H:%M}{zone}"


def find_zone(name: str) -> ZoneInfo:
    """Return the IANA time zone of that exact name, the same on every file system.

    Raises:
        UnreadableDate: there is no such zone.
    """
    zone = known_zone(name)
    if zone is None:
        # Letters as CEST or IST are nearly those of a zone half the world away.
        alike = "" if _CLOCK_NAME.fullmatch(name) else guess(name, (each for each in _zone_names() if "/" in each))
        mend = alike or "use the name of a city's zone, as Europe/Zurich, or UTC; an hour can have an offset, as +02:00"
        raise UnreadableDate(f"time zone {name!r} is unknown", mend)
    return zone


def known_zone(name: str) -> ZoneInfo | None:
    """Return the IANA time zone of that exact name, or None: for names that nobody has to correct."""
    return ZoneInfo(name) if name in _zone_names() else None


def read_language(text: str) -> str:
    """Read the tag of a language, as ``fr``, ``fr-CH`` or ``zh-Hant``; that there is such a language is not asked.

    Raises:
        UnreadableText: it is no tag (BCP 47), or not written as all write it.
    """
    if _LANGUAGE.fullmatch(text):
        return text
    language, *more = re.split("[-_]", text.strip())
    tag = "-".join([language.lower(), *(each.title() if len(each) == 4 else each.upper() for each in more)])
    meant = tag if _LANGUAGE.fullmatch(tag) else _LANGUAGES.get(nearest(text, _LANGUAGES, alike=0.8) or "")
    mend = f"did you mean {meant!r}?" if meant else "write it as en, fr-CH or zh-Hant"
    raise UnreadableText(f"{text!r} is no tag of a language", mend)


def slug(text: str) -> str:
    """Return an id made of a text, at most 150 characters: ``NATO–Russia session`` becomes ``nato-russia-session``."""
    spaced = "".join(" " if unicodedata.category(char).startswith("P") else char for char in text)
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:150].rstrip("-") or "meeting"


def free_id(wanted: str, taken: Collection[str]) -> str:
    """Return the wanted id, with a number behind it if it is taken."""
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in chain((wanted,), numbered) if each not in taken)


def _parts(text: str) -> re.Match[str]:
    """Take a date apart; a month that is spelled out counts as its number."""
    text = text.strip()
    for spelling in _SPELLED:
        spelled = spelling.match(text)
        month = _MONTHS_BY_NAME.get(spelled["month"].casefold()) if spelled else None
        if spelled and month:
            day = spelled.groupdict().get("day")
            iso = f"{spelled['year']}-{month:02}" + (f"-{int(day):02}" if day else "")
            rest = text[spelled.end() :]
            found = _POINT.fullmatch(iso + rest) if rest[:1] in {"", ",", " "} else None
            break
    else:
        found = _POINT.fullmatch(text)
    if not found:
        raise UnreadableDate(f"{text!r} is not a date", _DATE_MEND)
    return found


def _period(found: re.Match[str], year: int) -> Period:
    if found["week"]:
        return _week(year, int(found["week"]))
    if found["quarter"]:
        if found["quarter"] not in "1234":
            raise UnreadableDate(f"there is no quarter {found['quarter']}", "quarters run from Q1 to Q4")
        return quarter_of(dt.date(year, int(found["quarter"]) * 3, 1))
    return month_of(_day(year, int(found["month"]), 1))


def _week(year: int, week: int) -> Period:
    try:
        return week_of(dt.date.fromisocalendar(year, week, 1))
    except ValueError:
        raise UnreadableDate(f"{year} has no week {week:02}", "weeks are counted as in ISO 8601") from None


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        if not 1 <= month <= len(MONTHS):
            raise UnreadableDate(f"there is no month {month:02}", "months run from 01 to 12") from None
        last = month_of(dt.date(year, month, 1)).last.day
        what = f"there is no {day} {MONTHS[month - 1]} {year}"
        raise UnreadableDate(what, f"{MONTHS[month - 1]} {year} has {last} days") from None


def _instant(day: dt.date, hour: int, minute: int, zone_text: str | None, zone: ZoneInfo) -> dt.datetime:
    try:
        clock = dt.time(hour, minute)
    except ValueError:
        raise UnreadableDate(f"there is no time {hour:02}:{minute:02}", "times run from 00:00 to 23:59") from None
    zone_text = _CLOCKS.get(zone_text or "", zone_text)
    if zone_text == "Z":
        return dt.datetime.combine(day, clock, ZoneInfo("UTC"))
    if zone_text and zone_text[0] in "+-":
        return _with_offset(day, clock, zone_text)
    return _with_zone(day, clock, find_zone(zone_text) if zone_text else zone)


def _with_offset(day: dt.date, clock: dt.time, offset: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(f"{day}T{clock}{offset}")
    except ValueError:
        raise UnreadableDate(f"{offset!r} is not an offset from UTC", "write it as +02:00") from None


def _with_zone(day: dt.date, clock: dt.time, zone: ZoneInfo) -> dt.datetime:
    early = dt.datetime.combine(day, clock, zone)
    late = early.replace(fold=1)
    if early.utcoffset() == late.utcoffset():
        return early
    readings = " or ".join(f"{each:%Y-%m-%d %H:%M}{_offset(each)}" for each in (early, late))
    # The offset falls when clocks go back and an hour is lived twice; it rises when they skip one.
    twice = (early.utcoffset() or dt.timedelta()) > (late.utcoffset() or dt.timedelta())
    what = f"{clock:%H:%M} on {day} {'comes twice' if twice else 'does not exist'} in {zone.key}, as clocks change"
    raise UnreadableDate(what, f"write {readings}")


def _offset(instant: dt.datetime) -> str:
    text = instant.strftime("%z")
    return f"{text[:3]}:{text[3:]}"


@cache
def _zone_names() -> frozenset[str]:
    # Two names that are no places: "Factory" says that nobody chose a zone, "localtime" is another on each machine.
    return frozenset(available_timezones()) - {"Factory", "localtime"}
