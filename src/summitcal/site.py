"""What stands at each address: calendar → the bytes of every feed, plain page and JSON; without a clock."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from urllib.parse import quote

from summitcal import atom
from summitcal.addresses import CHANGES, Narrowing, client_path, feed_path, is_whole
from summitcal.agenda import Relatives, narrowed
from summitcal.cadence import repeat_words
from summitcal.documents import Page, as_text, meeting_page
from summitcal.feed import MEDIA_TYPE, recent, to_ical
from summitcal.history import History, Published
from summitcal.model import Calendar, Certainty, Kind, Meeting, Participant, Place
from summitcal.options import AS_IS, Client, Options
from summitcal.recurrence import changed_occurrences, last_day_of, to_rrule
from summitcal.updates import Update, updates

JSON = "application/json; charset=utf-8"

ATOM = "application/atom+xml; charset=utf-8"

MOST_CHANGES = 100
"""So many changes are told, the newest; those before them are in the history of each meeting."""


class Pages(Mapping[str, Page]):
    """What stands at each address (quoted). A page is made when it is first asked for, and then kept."""

    def __init__(self, makers: Mapping[str, Callable[[], Page]]) -> None:
        self._makers = makers
        self._made: dict[str, Page] = {}

    def __getitem__(self, address: str) -> Page:
        """Return the page at an address, or raise KeyError."""
        if address not in self._made:
            self._made[address] = self._makers[address]()
        return self._made[address]

    def made(self, address: str) -> Page | None:
        """Return the page at an address if it has been made already."""
        return self._made.get(address)

    def replaced(self, others: "Pages") -> "Pages":
        """Return these pages with others in the place of those at their addresses."""
        return Pages(
            {address: partial((others if address in others else self).__getitem__, address) for address in self}
        )

    def __contains__(self, address: object) -> bool:
        """Tell whether something stands at an address, without making it."""
        return address in self._makers

    def __iter__(self) -> Iterator[str]:
        """Go over the addresses, the whole feed first."""
        return iter(self._makers)

    def __len__(self) -> int:
        """Count the addresses."""
        return len(self._makers)


def pages(published: Published, *, base_url: str = "") -> Pages:
    """Return what stands at each address (quoted) under ``base_url``, which has no slash at its end.

    A meeting that was taken out is still in the feeds, as long as its subscribers must be told. With an empty
    ``base_url``, or one that is only a path, links stay on the host that serves them.
    """
    calendar = published.calendar
    makers: dict[str, Callable[[], Page]] = {
        **_feeds(published, base_url),
        "/calendar.json": lambda: Page(_json(calendar_facts(calendar) | _changes_facts(published)), JSON),
        **_linking(published, base_url),
    }
    for meeting in published.whole.meetings:
        if meeting.when.dated:
            makers[f"/meetings/{quote(meeting.id)}.ics"] = partial(_meeting_feed, meeting, published)
    return Pages(makers)


def plain_pages(published: Published, *, base_url: str) -> Pages:
    """Return those of ``pages`` that have links to others: the plain page of each meeting, and what changed."""
    return Pages(_linking(published, base_url))


def feed(
    published: Published, narrowing: Narrowing | None = None, *, options: Options = AS_IS, source: str = ""
) -> Page:
    """Return the feed of the calendar, or of a part of it; one that would be too big is without what is long over.

    ``source`` is the whole address at which it can be had, if that is known.

    Raises:
        UnfitFeed: it has faults, which would be ours.
    """
    part = narrowed(published.whole, **(narrowing or {}))
    if published.today:
        part = recent(part, today=published.today, revisions=published.revisions, options=options)
    return _feed_page(part, published, options=options, source=source)


def _feed_page(part: Calendar, published: Published, *, options: Options = AS_IS, source: str = "") -> Page:
    revisions, today = published.revisions, published.today
    return Page(to_ical(part, revisions=revisions, options=options, source=source, today=today), MEDIA_TYPE)


def known_participants(calendar: Calendar, former: Iterable[Participant] = ()) -> tuple[Participant, ...]:
    """Return whoever is registered or takes part, or did so formerly: each has a feed, even if no meeting is in it."""
    known = {each.id: each for each in (*former, *calendar.participants, *calendar.everyone())}
    return tuple(known.values())


def calendar_facts(calendar: Calendar) -> dict[str, object]:
    """Return the calendar as plain values: dates as ``2022-01-09``, ``2022-01`` or ISO 8601 with its offset."""
    return {
        "title": calendar.title,
        "description": calendar.description,
        **_translations(calendar),
        "url": calendar.url,
        "timezone": calendar.timezone.key,
        "participants": [_participant_facts(each) for each in known_participants(calendar)],
        "meetings": [facts(meeting) for meeting in calendar.meetings],
    }


def facts(meeting: Meeting) -> dict[str, object]:
    """Return what calendar.json says of one meeting; ``series`` is the one of which it is an occurrence.

    ``titles`` and ``descriptions``, by language, are there only where the file names languages.
    """
    place = meeting.place
    return {
        "id": meeting.id,
        "title": meeting.title,
        **_translations(meeting),
        "kind": meeting.kind,
        "start": as_text(meeting.start),
        "end": as_text(meeting.end),
        "timezone": meeting.timezone.key,
        "when": meeting.when.in_words(),
        "series": meeting.series and meeting.series.id,
        "repeat": _repeat_facts(meeting),
        "participants": [each.id for each in meeting.participants],
        "roles": {each.id: each.role for each in meeting.participants if each.role},
        "place": place and _place_facts(place),
        "status": meeting.status,
        "certainty": meeting.certainty,
        "was": as_text(meeting.was),
        "reason": meeting.reason,
        "description": meeting.description,
        "url": meeting.url,
        "conference": meeting.conference,
        "replaces": meeting.replaces,
        "agenda": [{"topic": item.topic, "at": as_text(item.at)} for item in meeting.agenda],
        "sources": [
            {
                "title": source.title,
                "outlet": source.outlet,
                "url": source.url,
                "published": as_text(source.published),
                "quote": source.quote,
            }
            for source in meeting.sources
        ],
    }


def _translations(worded: Calendar | Meeting) -> dict[str, dict[str, str]]:
    found = {"titles": dict(worded.titles), "descriptions": dict(worded.descriptions)}
    return {name: texts for name, texts in found.items() if texts}


def _place_facts(place: Place) -> dict[str, object]:
    return {
        "name": place.name,
        "country": place.country,
        "timezone": place.timezone and place.timezone.key,
        "coordinates": place.coordinates,
    }


def _participant_facts(participant: Participant) -> dict[str, object]:
    return {
        "id": participant.id,
        "name": participant.name,
        "kind": participant.kind,
        "country": participant.country,
        "office": participant.office,
    }


def _repeat_facts(meeting: Meeting) -> dict[str, object] | None:
    """Return how a meeting repeats: the value of an RRULE, the same in words, and what is different on which days."""
    repeat, start = meeting.repeat, meeting.when.first_day
    if repeat is None or start is None:
        return None
    changed = zip(repeat.changes, changed_occurrences(meeting), strict=True)
    return {
        "rule": to_rrule(repeat, meeting.start, meeting.timezone),
        "words": repeat_words(repeat, start),
        "except": [as_text(day) for day in repeat.excepted],
        "changes": [{"on": as_text(change.on)} | facts(occurrence) for change, occurrence in changed],
    }


def _json(values: Mapping[str, object]) -> bytes:
    return json.dumps(values, ensure_ascii=False, indent=1).encode()


def _feeds(published: Published, base_url: str) -> dict[str, Callable[[], Page]]:
    """Return what makes each feed that has an address of its own; the whole one is the first."""
    narrowings = [
        Narrowing(),
        *(Narrowing(participants=[each.id]) for each in known_participants(published.whole, published.former)),
        *(Narrowing(kinds=[kind]) for kind in Kind),
        *(Narrowing(certainties=[certainty]) for certainty in Certainty),
    ]
    paths = [(feed_path(**narrowing), narrowing) for narrowing in narrowings]
    root = base_url if is_whole(base_url) else ""
    makers: dict[str, Callable[[], Page]] = {
        **{path: partial(feed, published, narrowing, source=root and f"{root}{path}") for path, narrowing in paths},
        **{client_path(client): partial(feed, published, options=Options(client=client)) for client in Client},
        **{f"/feeds/year/{year}.ics": partial(_year_feed, year, published) for year in _years(published.whole)},
    }
    return makers


def _years(calendar: Calendar) -> list[int]:
    years: set[int] = set()
    for meeting in calendar.meetings:
        first = meeting.when.first_day
        # One that repeats without an end is in whatever years others make.
        last = first and last_day_of(meeting, endless=first)
        if first and last:
            years.update(range(first.year, last.year + 1))
    return sorted(years)


def _year_feed(year: int, published: Published) -> Page:
    whole = published.whole
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    spans = ((meeting, meeting.when.first_day, last_day_of(meeting, endless=dt.date.max)) for meeting in whole.meetings)
    meetings = tuple(meeting for meeting, begins, ends in spans if begins and ends and begins <= last and first <= ends)
    only = replace(whole, title=f"{whole.title}: {year}", titles=(), meetings=meetings)
    return _feed_page(only, published)


def _meeting_feed(meeting: Meeting, published: Published) -> Page:
    named = replace(published.calendar, title=meeting.title, titles=meeting.titles, description=None, descriptions=())
    only = replace(named, meetings=(meeting,))
    return _feed_page(only, published)


def _linking(published: Published, base_url: str) -> dict[str, Callable[[], Page]]:
    """Return what makes the pages that lead to others: the feed of what changed, and the plain page of each meeting."""
    calendar, history = published.calendar, published.history
    relatives = cache(lambda: Relatives(calendar.meetings))

    def page(meeting: Meeting) -> Page:
        return meeting_page(meeting, calendar, base_url=base_url, history=history, relatives=relatives())

    plain = {f"/meetings/{quote(meeting.id)}": partial(page, meeting) for meeting in calendar.meetings}
    return {CHANGES: partial(_changes_page, published, base_url), **plain}


def _changes_page(published: Published, base_url: str) -> Page:
    calendar = published.calendar
    history = published.history or History()
    known = {meeting.id for meeting in calendar.meetings}
    about = atom.About(
        title=calendar.title,
        subtitle=calendar.description or "",
        identity=next((f"{first.at:%Y-%m-%dT%H:%M:%SZ} {first.id}" for first in history), calendar.title),
        home=f"{base_url}/",
        source=f"{base_url}{CHANGES}" if is_whole(base_url) else "",
    )
    body = atom.to_atom(
        about,
        _latest(published),
        # Of one that was taken out there is no page any more.
        link=lambda each: f"{base_url}/meetings/{quote(each.id)}" if each.id in known else "",
    )
    return Page(body, ATOM)


def _latest(published: Published) -> tuple[Update, ...]:
    return updates(published.history, most=MOST_CHANGES) if published.history else ()


def _changes_facts(published: Published) -> dict[str, object]:
    """Return what calendar.json says of what changed, the newest first."""
    return {"changes": [_update_facts(each) for each in _latest(published)]}


def _update_facts(update: Update) -> dict[str, object]:
    return {
        "at": f"{update.at:%Y-%m-%dT%H:%M:%SZ}",
        "meeting": update.meeting.id,
        "what": update.what,
        "title": update.title,
        "changes": update.changes,
    }
