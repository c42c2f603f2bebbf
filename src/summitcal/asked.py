"""What the address of the page asks to see, and the addresses of what else there is to see."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from summitcal.addresses import Narrowing
from summitcal.agenda import Facets
from summitcal.markup import Clocks
from summitcal.model import Kind, Status
from summitcal.notation import find_zone, read_moment
from summitcal.problems import SummitcalError, UnreadableDate
from summitcal.search import read_text

_Word = TypeVar("_Word", bound=StrEnum)
_WEIGHTED = re.compile(r"\s*(?P<tag>[^\s;]+)\s*(;\s*[qQ]=(?P<weight>[01](\.\d{0,3})?))?\s*", re.ASCII)
_MONTH = re.compile(r"(1[89]\d\d|2[01]\d\d)-(0[1-9]|1[0-2])", re.ASCII)


class View(StrEnum):
    """How the meetings are laid out."""

    LIST = "list"
    MONTH = "month"
    TIMELINE = "timeline"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks to see, as far as it means something.

    ``now`` is the moment to show; ``moment`` is the text that asked for it, empty if it is simply now, and
    ``complaint`` what is wrong with that text. Ids and words are empty for all. ``month`` is a day of the month to
    begin with, ``page`` which page of the list, ``lang`` the language asked for, empty for the visitor's own;
    ``since`` the day from which on changes are asked for.
    """

    now: dt.datetime
    moment: str = ""
    complaint: str = ""
    meeting: str = ""
    participant: str = ""
    kind: str = ""
    place: str = ""
    status: str = ""
    text: str = ""
    view: View = View.LIST
    month: dt.date | None = None
    page: int = 1
    clocks: Clocks = Clocks.PLACE
    lang: str = ""
    since: dt.date | None = None

    def link(self, **changes: str) -> str:
        """Return the address of the same view with some things changed; what is as usual is left out of it."""
        view = {
            "meeting": self.meeting,
            "participant": self.participant,
            "kind": self.kind,
            "place": self.place,
            "status": self.status,
            "q": self.text,
            "view": "" if self.view is View.LIST else str(self.view),
            "month": f"{self.month:%Y-%m}" if self.month else "",
            "page": str(self.page) if self.page > 1 else "",
            "clocks": "" if self.clocks is Clocks.PLACE else str(self.clocks),
            "lang": self.lang,
            "since": str(self.since or ""),
            "now": self.moment,
            **changes,
        }
        return f"?{urlencode({name: value for name, value in view.items() if value})}"

    @property
    def narrowing(self) -> Narrowing:
        """What the list is narrowed to, as far as a feed can be narrowed to it: by all but the status.

        Whoever subscribes must hear when a meeting is called off.
        """
        return Narrowing(
            participants=[self.participant] if self.participant else [],
            kinds=[Kind(self.kind)] if self.kind else [],
            places=[self.place] if self.place else [],
            text=self.text,
        )

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses that the list is narrowed to besides."""
        return (Status(self.status),) if self.status else ()

    @property
    def is_narrowed(self) -> bool:
        """Whether not all meetings are asked for."""
        return bool(self.participant or self.kind or self.place or self.status or self.text)


def read_address(query: Mapping[str, str], facets: Facets, *, clock: dt.datetime, zone: ZoneInfo) -> Asked:
    """Read the query of an address; what means nothing in this calendar asks for nothing.

    ``facets`` are those of the calendar and ``zone`` its own, in which a moment without one is meant; ``clock`` is the
    real now.
    """
    # An address turns the + of an offset into a space.
    moment = re.sub(r"(:\d\d) (\d\d:?\d\d)$", r"\1+\2", query.get("now", ""))
    now, complaint = _moment(moment, zone, clock)
    participant, place = query.get("participant", ""), query.get("place", "")
    return Asked(
        now=now,
        moment="" if complaint else moment,
        complaint=complaint,
        meeting=query.get("meeting", ""),
        participant=participant if participant in facets.participants else "",
        kind=_word(query.get("kind", ""), Kind),
        place=place if place in facets.places else "",
        status=_word(query.get("status", ""), Status),
        text=_text(query.get("q", "")),
        view=View(_word(query.get("view", ""), View) or View.LIST),
        month=_month(query.get("month", "")),
        page=_page(query.get("page", "")),
        clocks=Clocks(_word(query.get("clocks", ""), Clocks) or Clocks.PLACE),
        lang=query.get("lang", "")[:35],
        since=_day(query.get("since", "")),
    )


def visitor_zone(name: str | None) -> ZoneInfo | None:
    """Return the zone that a browser says it is in; None if it is none that we know."""
    try:
        return find_zone(name or "")
    except UnreadableDate:
        return None


def accepted_languages(header: str) -> list[str]:
    """Return the tags of an Accept-Language header, what is liked most first (RFC 9110 §12.5.4)."""
    found = filter(None, map(_WEIGHTED.fullmatch, header[:500].split(",")))
    weighted = [(-float(each["weight"] or 1), each["tag"]) for each in found]
    return [tag for weight, tag in sorted(weighted, key=lambda each: each[0]) if weight < 0]


def _moment(text: str, zone: ZoneInfo, clock: dt.datetime) -> tuple[dt.datetime, str]:
    if not text:
        return clock, ""
    try:
        return read_moment(text, zone), ""
    except UnreadableDate as error:
        return clock, f"now={text}: {error}."


def _word(text: str, words: Iterable[_Word]) -> str:
    return text if text in {str(each) for each in words} else ""


def _text(text: str) -> str:
    try:
        return read_text(text)
    except SummitcalError:
        return ""


def _month(text: str) -> dt.date | None:
    found = _MONTH.fullmatch(text)
    return dt.date(int(found[1]), int(found[2]), 1) if found else None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if len(text) == len("2022-01-09") else None
    except ValueError:
        return None


def _page(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
