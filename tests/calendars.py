"""Made-up calendars: whatever the store lets through, and what calendar programs are known to trip over."""

import datetime as dt
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from summitcal.history import Revision
from summitcal.model import (
    AgendaItem,
    Calendar,
    Certainty,
    Draft,
    Evidence,
    Kind,
    Meeting,
    Participant,
    ParticipantKind,
    Place,
    Source,
    Status,
)
from summitcal.store.texts import fault_of, plain
from summitcal.when import UNKNOWN, Point, month_of, quarter_of, week_of

IDS = ("geneva", "us-russia-geneva", "2022", "a_b-c", "n" * 60, "x-0")
LONG = 10_000
"""Characters of a text that is longer than anybody means to write."""

# Whatever the store lets through: no control characters, nothing that line splitters trip over.
TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\\"), min_size=1, max_size=200
)

SCRIPTS = (
    *("Встреча министров", "Σύνοδος κορυφής", "პრემიერები", "Գագաթաժողով", "ጉባኤ", "शिखर सम्मेलन", "การประชุมสุดยอด"),
    *("قمة جنيف", "پیشین: مذاکرات وین", "פגישת הפסגה (ז׳נבה)", "首脑会议，北京", "サミット「京都」", "정상회담"),
    *("Đà Nẵng", "e\u0301te\u0301", "ﬁnal", "İstanbul", "𝔖𝔲𝔪𝔪𝔦𝔱", "नि\u200dति", "می\u200cروند"),
    *("👨‍👩‍👧‍👦", "🏳️‍🌈", "🇺🇳🇨🇭", "👍🏽", "🧑🏿‍🤝‍🧑🏻", "1️⃣"),
)
"""Texts whose characters take two to four octets, run from right to left, or are one sign made of several."""

SIGNS = (
    *(",", ";", ":", '"', "'", ", ", "; ", ": ", '"a;b":c', "END:VEVENT", "BEGIN:VEVENT", "=", "^n", "^'", "%2C"),
    *("/n", "&amp;", "<b>", "mailto:a@example.org", "  two  blanks  ", "http://example.org/a;b,c?d=e:f", "-", "?"),
)
"""What has a meaning in iCalendar, or looks as if it had."""


def _kept(text: str) -> bool:
    return fault_of(text, "text") is None


LINES = (
    st.one_of(
        TEXTS,
        st.lists(st.sampled_from((*SCRIPTS, *SIGNS)), min_size=1, max_size=12).map("".join),
        # So long that lines are folded at every octet of every character.
        st.builds(lambda text, shift: "x" * shift + text * 40, st.sampled_from((*SCRIPTS, *SIGNS)), st.integers(0, 80)),
    )
    .map(lambda text: plain(text, lines=False))
    .filter(_kept)
)
"""A text of a single line, as the store keeps it."""

PARAGRAPHS = (
    st.one_of(
        st.lists(LINES | st.just(""), min_size=1, max_size=6).map("\n".join),
        LINES.map(lambda text: (text * LONG)[:LONG]),
    )
    .map(lambda text: plain(text, lines=True))
    .filter(_kept)
)
"""A text of several lines, as the store keeps it, or a very long one."""

ADDRESSES = st.sampled_from(
    (
        "https://example.org/talks",
        "https://example.org/a,b;c=d?e=f,g&h=i;j#k:l",
        "http://xn--bcher-kva.example:8080/%C3%BCber?q=%22a%22&b='c'",
        "https://example.org/" + "long/" * 60,
    )
)
ZONES = st.timezone_keys(allow_prefix=False).map(ZoneInfo)
"""Any zone by its own name; those of ``posix/`` and ``right/`` no file may use."""

DAYS = st.dates(dt.date(1800, 1, 2), dt.date(2199, 11, 30))
"""Any day that the store takes, with room for the length of a meeting and the clocks of every zone."""

HOURS = st.builds(
    dt.datetime.combine, DAYS, st.builds(dt.time, st.integers(0, 23), st.integers(0, 59)), st.just(dt.UTC)
)
LENGTHS = st.integers(1, 30 * 24 * 60).map(lambda minutes: dt.timedelta(minutes=minutes))

PARTICIPANTS = st.builds(
    Participant,
    id=st.sampled_from(("us", "russia", "nato", "un", "who", "x-1")),
    name=LINES,
    kind=st.sampled_from(ParticipantKind),
    office=st.none() | LINES,
)
SOURCES = st.builds(
    Source, title=LINES, outlet=st.none() | LINES, url=st.none() | ADDRESSES, published=st.none() | DAYS
)
REVISIONS = st.builds(
    Revision,
    sequence=st.integers(0, 99),
    created=HOURS,
    modified=HOURS,
    changed=st.lists(LINES, min_size=1, max_size=2).map(tuple),
    changed_at=st.none() | HOURS,
)


def spans(zone: ZoneInfo) -> st.SearchStrategy[tuple[Point, Point | None]]:
    """Return start and end of meetings, as exactly as meetings are known."""
    hours = st.builds(lambda hour, length: (hour.astimezone(zone), (hour + length).astimezone(zone)), HOURS, LENGTHS)
    hour_to_day = hours.map(lambda span: (span[0], span[1].date()))
    days = st.builds(lambda day, length: (day, day + length), DAYS, LENGTHS)
    units = st.sampled_from((week_of, month_of, quarter_of))
    periods = st.builds(lambda span, unit: (unit(span[0]), unit(span[1])), days, units)
    ended: st.SearchStrategy[tuple[Point, Point | None]] = hours | hour_to_day | days | periods
    return ended | ended.map(lambda span: (span[0], None)) | st.just((UNKNOWN, None))


@st.composite
def meetings(draw: st.DrawFn, id: str) -> Meeting:  # noqa: A002 - the field's own name
    """Draw a meeting with any of its facts."""
    zone = draw(ZONES)
    start, end = draw(spans(zone))
    facts: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {"title": LINES, "status": st.sampled_from(Status)},
            optional={
                "kind": st.sampled_from(Kind),
                "certainty": st.sampled_from(Certainty),
                "place": st.builds(Place, name=LINES),
                "participants": st.lists(PARTICIPANTS, max_size=3).map(tuple),
                "was": DAYS,
                "reason": LINES,
                "description": PARAGRAPHS,
                "url": ADDRESSES,
                "agenda": st.lists(st.builds(AgendaItem, topic=LINES, at=st.none() | DAYS | HOURS), max_size=3).map(
                    tuple
                ),
                "sources": st.lists(SOURCES, max_size=2).map(tuple),
            },
        )
    )
    return Meeting(id=id, start=start, end=end, timezone=zone, **facts)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Draw a calendar of a few meetings, each with an id of its own."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, min_size=1, max_size=4))
    return Calendar(
        title=draw(LINES), description=draw(st.none() | LINES), meetings=tuple(draw(meetings(each)) for each in ids)
    )


# So few of each that what articles and calendars hold is often the same, nearly the same, or in each other's way.
_SIDES = (
    Participant(id="us", name="United States", country="US"),
    Participant(id="russia", name="Russia", country="RU"),
    Participant(id="nato", name="NATO", kind=ParticipantKind.ORGANISATION),
)
_PEOPLE = tuple(
    Participant(id=name, name=name.title(), kind=ParticipantKind.PERSON, country=country)
    for name, country in (("biden", "US"), ("blinken", "US"), ("putin", "RU"))
)
_PLACES = (Place(name="Geneva", country="CH", timezone=ZoneInfo("Europe/Zurich")), Place(name="Vienna", country="AT"))
_FEW_DAYS = st.integers(9, 13).map(lambda day: dt.date(2022, 1, day))
_FEW_HOURS = st.builds(lambda day, hour: dt.datetime.combine(day, dt.time(hour), dt.UTC), _FEW_DAYS, st.integers(8, 10))
_FEW_STARTS = st.one_of(_FEW_DAYS, _FEW_DAYS, _FEW_HOURS, st.just(month_of(dt.date(2022, 1, 1))), st.just(UNKNOWN))
_FEW_SOURCES = st.builds(
    Source,
    title=st.sampled_from((None, "Talks agreed", "Talks off")),
    url=st.sampled_from((None, "https://example.org/1", "https://example.org/2")),
    published=_FEW_DAYS,
    quote=st.sampled_from(("They will meet.", "They will not meet.", "They moved it.")),
)


@st.composite
def encounters(draw: st.DrawFn, id: str) -> Meeting:  # noqa: A002 - the field's own name
    """Draw a meeting of a small world, as a calendar or an article may tell it."""
    start = draw(_FEW_STARTS)
    longer = draw(st.integers(0, 2)) if isinstance(start, dt.date) and not isinstance(start, dt.datetime) else 0
    who = draw(st.sampled_from((_SIDES[:2], _SIDES[:2], _SIDES[:2], _SIDES[1:], _SIDES)))
    people = draw(st.lists(st.sampled_from(_PEOPLE), max_size=2, unique=True))
    place = draw(st.none() | st.sampled_from(_PLACES))
    return Meeting(
        id=id,
        title=id.title(),
        start=start,
        end=start + dt.timedelta(days=longer) if longer and isinstance(start, dt.date) else None,
        kind=draw(st.sampled_from((Kind.TALKS, Kind.TALKS, Kind.MEETING, Kind.CALL))),
        timezone=(place and place.timezone) or ZoneInfo("UTC"),
        participants=(*who, *people),
        place=place,
        status=draw(st.sampled_from((Status.CONFIRMED, *Status))),
        was=draw(st.sampled_from((None, None, *(dt.date(2022, 1, day) for day in range(9, 12))))),
        reason=draw(st.sampled_from((None, None, None, "Snow."))),
        sources=tuple(draw(st.lists(_FEW_SOURCES, max_size=2))),
    )


@st.composite
def small_worlds(draw: st.DrawFn) -> tuple[Calendar, Draft]:
    """Draw a calendar of a few meetings, and what an article says of one of them or of another."""
    known = tuple(draw(encounters(f"known-{number}")) for number in range(draw(st.integers(0, 3))))
    told = replace(draw(encounters("told")), sources=(draw(_FEW_SOURCES),), reason=None)
    doubts = draw(st.sampled_from(((), (), ("perhaps not the place",))))
    draft = Draft(meeting=told, quote=Evidence(start=0, end=0, text=""), doubts=doubts)
    return Calendar(participants=(*_SIDES, *_PEOPLE), meetings=known), draft
