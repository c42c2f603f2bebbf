"""What stands at each address: calendar → the bytes of every feed, plain page and JSON; without a clock."""

import base64
import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from html import escape
from importlib.resources import files
from typing import TypedDict, Unpack
from urllib.parse import quote, unquote, urlencode, urlsplit

from summitcal import atom
from summitcal.agenda import Relatives, narrowed, phrases
from summitcal.cadence import repeat_words
from summitcal.feed import MEDIA_TYPE, recent, to_ical
from summitcal.history import History, Published
from summitcal.language import ENGLISH, Language
from summitcal.markup import STYLE, TICKER, Reader, back_link, full, group, masthead, row, subscribe_panel
from summitcal.model import Calendar, Certainty, Kind, Meeting, Participant, ParticipantKind, Place, Status
from summitcal.options import AS_IS, Client, Options
from summitcal.recurrence import changed_occurrences, last_day_of, to_rrule, whole_id
from summitcal.updates import Update, updates
from summitcal.when import Point
from summitcal.wording import summary

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"

CHANGES = "/changes.atom"
"""The address of the feed that tells what changed."""

MOST_CHANGES = 100
"""So many changes are told, the newest; those before them are in the history of each meeting."""

CLIENTS = ("google", "apple", "outlook", "office365", "webcal")
"""The calendar programs that a subscription can be handed to."""

_WITHOUT_SCRIPT = 50  # meetings that every visitor's browser is sent for the case that it runs no scripts
_SCRIPT = f"""{TICKER}
const facts = document.querySelector('script[type="application/json"]')
start({{ data: JSON.parse(facts?.textContent ?? "{{}}"), setTriggerValue: () => location.reload() }})
"""
_FIRST = files("summitcal").joinpath("assets/first.css").read_text(encoding="utf-8")
_PLAIN = files("summitcal").joinpath("assets/plain.css").read_text(encoding="utf-8")
ICON = "data:image/svg+xml," + quote(files("summitcal").joinpath("assets/icon.svg").read_text(encoding="utf-8").strip())
"""The picture of the calendar that browsers show in a tab, as an address that holds it."""

_EVENT_STATUS = {
    Status.CONFIRMED: "https://schema.org/EventScheduled",
    Status.TENTATIVE: "https://schema.org/EventScheduled",
    Status.POSTPONED: "https://schema.org/EventPostponed",
    Status.CANCELLED: "https://schema.org/EventCancelled",
}
_PARTY_TYPE = {
    ParticipantKind.STATE: "Country",
    ParticipantKind.ORGANISATION: "Organization",
    ParticipantKind.GROUP: "Organization",
    ParticipantKind.PERSON: "Person",
}

SECURITY_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src "
    f"'sha256-{base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()}'"
)
"""The Content-Security-Policy that the plain pages keep: nothing from anywhere but themselves."""


@dataclass(frozen=True)
class Page:
    """The bytes at an address, and what they are."""

    body: bytes
    media_type: str

    @cached_property
    def etag(self) -> str:
        """The strong entity tag of these bytes (RFC 9110 §8.8.3)."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'


class Narrowing(TypedDict, total=False):
    """Whose meetings a feed holds, of which kinds, how certain, where, and with which words said of them.

    What is left out narrows nothing. Places are names of the calendar, or codes of countries in capitals.
    """

    participants: Collection[str]
    kinds: Collection[Kind]
    certainties: Collection[Certainty]
    places: Collection[str]
    text: str


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


def public_address(calendar: Calendar) -> str:
    """Return the address with which those of a calendar begin, as its file says it, without a slash at its end.

    It is empty where the file says none, or one after which no path can stand.
    """
    parts = urlsplit(calendar.url or "")
    return "" if parts.query or parts.fragment else parts.geturl().rstrip("/?#")


def index(calendar: Calendar, *, base_url: str) -> Page:
    """Return the whole calendar as one plain page; which meeting is next, the browser's clock says."""
    head = masthead(calendar, _reader(base_url), subscribe=_subscribe(calendar, base_url))
    following = '<div class="sc"><div class="sc-note" data-next></div></div>'
    body = head + following + group("Meetings", _by_date(calendar), _reader(base_url))
    first = First(title=calendar.title, about=calendar.description or "", address=f"{base_url}/" if base_url else "")
    return Page(_document(first, body, base_url=base_url), HTML)


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """What a page shows before its program runs: ``html`` is what will stand on top of it.

    ``title`` and ``about`` say what it is, to link previews too; ``address`` is the whole address of this view.
    """

    title: str
    about: str = ""
    html: str = ""
    address: str = ""
    language: Language = ENGLISH


def without_script(calendar: Calendar, *, base_url: str = "") -> str:
    """Write what browsers without JavaScript get to see of a calendar; links begin with ``base_url``."""
    latest = group("Meetings", _by_date(calendar)[-_WITHOUT_SCRIPT:], _reader(base_url))
    # What is sent ahead of the program would hide it.
    style = f"<style>{_PLAIN}#sc-first {{ display: none; }}</style>"
    return f"{style}<main>{masthead(calendar, _reader(base_url))}{latest}</main>"


def front_page(shell: str, calendar: Calendar, first: First, *, base_url: str = "", plain: str = "") -> str:
    """Fill the HTML in which a page's program starts with what can be said of the calendar before it runs.

    That is what is seen at once, and all that link previews, search engines and browsers without JavaScript get to
    see. Links begin with ``base_url``. ``plain`` is what ``without_script`` makes of the calendar, if that is at hand.
    """
    plain = plain or without_script(calendar, base_url=base_url)
    head = f"""{_head(first, base_url=base_url)}
    <style>{STYLE}{_FIRST}</style>"""
    top = f'<div id="sc-first"><main>{first.html}</main></div>' if first.html else ""
    shell = re.sub(r"<title>.*?</title>", lambda _: head, shell, count=1)
    shell = re.sub(r'\s*<link rel="shortcut icon".*?>', "", shell, count=1)
    shell = re.sub(r"<html[^>]*>", lambda _: _html_tag(first.language), shell, count=1)
    # Behind all else: the link with which keys skip to the content stays the first one of the page.
    shell = shell.replace("</body>", f"{top}</body>", 1)
    return re.sub(r"(?s)(?<=<noscript>).*?(?=</noscript>)", lambda _: plain, shell, count=1)


def embedded(first: First, data: Mapping[str, object], *, base_url: str = "") -> Page:
    """Return a small page for a frame on other sites: a countdown that runs, and reloads itself when it must.

    ``data`` is what ``ticker.js`` is to know.
    """
    body = f'<div class="sc-frame">{first.html}</div>'
    return Page(_document(first, body, base_url=base_url, ticker=data), HTML)


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


def feed_path(*, client: Client | None = None, **narrowing: Unpack[Narrowing]) -> str:
    """Return the address of a feed: a short one for all, one participant, one kind or one certainty."""
    query, path = _query(narrowing), "/calendar.ics"
    short = [each for each in query if each[0] in {"participant", "kind", "certainty"}]
    if len(short) == 1:
        [(name, value)] = short
        query.remove(short[0])
        path = f"/feeds/{name}/{quote(value)}.ics"
    if client:
        query.append(("client", str(client)))
    return f"{path}?{urlencode(query)}" if query else path


def subscribe_path(client: str, **narrowing: Unpack[Narrowing]) -> str:
    """Return the address that leads to one of ``CLIENTS`` with the feed of a narrowing."""
    query = _query(narrowing)
    return f"/subscribe/{client}{'?' if query else ''}{urlencode(query)}"


def _query(narrowing: Narrowing) -> list[tuple[str, str]]:
    query = [
        *(("participant", each) for each in narrowing.get("participants", ())),
        *(("kind", str(each)) for each in narrowing.get("kinds", ())),
        *(("certainty", str(each)) for each in narrowing.get("certainties", ())),
        *(("place", each) for each in narrowing.get("places", ())),
    ]
    if text := narrowing.get("text"):
        query.append(("q", text))
    return query


def in_one_order(narrowing: Narrowing) -> Narrowing:
    """Return a narrowing with all of its wishes, each named once and in one order, whoever asks."""
    return Narrowing(
        participants=tuple(sorted(set(narrowing.get("participants", ())))),
        kinds=tuple(sorted(set(narrowing.get("kinds", ())))),
        certainties=tuple(sorted(set(narrowing.get("certainties", ())))),
        places=tuple(sorted(set(narrowing.get("places", ())))),
        text=narrowing.get("text", ""),
    )


def narrowing_of(path: str) -> Narrowing | None:
    """Return what the feed at an address (quoted) is narrowed to; None if none that can be narrowed is there."""
    match path.removesuffix(".ics").split("/"):
        case ["", "calendar"]:
            return Narrowing()
        case ["", "feeds", "participant", id_]:
            return Narrowing(participants=[unquote(id_)])
        case ["", "feeds", "kind", kind] if kind in set(Kind):
            return Narrowing(kinds=[Kind(kind)])
        case ["", "feeds", "certainty", certainty] if certainty in set(Certainty):
            return Narrowing(certainties=[Certainty(certainty)])
    return None


def subscribe_link(client: str, feed_url: str, title: str) -> str:
    """Return the address that hands a feed to one of ``CLIENTS``.

    They all want it as ``webcal:``; what people paste into a form themselves is the plain address.
    """
    parts = urlsplit(feed_url)
    webcal = parts._replace(scheme="webcal").geturl()
    match client:
        case "google":
            return f"https://calendar.google.com/calendar/u/0/r?cid={quote(webcal, safe='')}"
        case "outlook" | "office365":
            host = "outlook.live.com" if client == "outlook" else "outlook.office.com"
            query = urlencode({"url": webcal, "name": title}, quote_via=quote)
            return f"https://{host}/calendar/0/addfromweb/?{query}"
        case "apple" | "webcal":
            return webcal
    raise ValueError(f"{client!r} is none of {', '.join(CLIENTS)}")


def add_links(meeting: Meeting) -> dict[str, str]:
    """Return the addresses that offer one meeting to calendar programs on the web, by the name of each.

    What is added there is a copy: it does not follow what changes. Empty for one without a day, or that repeats.
    """
    when = meeting.when
    if not when.dated or meeting.repeat or when.begins is None or when.ends is None or when.last_day is None:
        return {}
    if when.timed:
        dates = "/".join(f"{each:%Y%m%dT%H%M%SZ}" for each in (when.begins, when.ends))
        start, end = (f"{each:%Y-%m-%dT%H:%M:%SZ}" for each in (when.begins, when.ends))
    else:
        after = when.last_day + dt.timedelta(days=1)
        dates = f"{when.first_day:%Y%m%d}/{after:%Y%m%d}"
        start, end = str(when.first_day), str(after)
    place = meeting.place.name if meeting.place else ""
    google = {"action": "TEMPLATE", "text": summary(meeting), "dates": dates, "location": place}
    outlook = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": summary(meeting),
        "startdt": start,
        "enddt": end,
        "location": place,
        "allday": "" if when.timed else "true",
    }
    return {
        "Google Calendar": f"https://calendar.google.com/calendar/render?{_filled(google)}",
        "Outlook.com": f"https://outlook.live.com/calendar/0/deeplink/compose?{_filled(outlook)}",
    }


def _filled(query: Mapping[str, str]) -> str:
    return urlencode({name: value for name, value in query.items() if value}, quote_via=quote)


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
        "start": _point(meeting.start),
        "end": _point(meeting.end),
        "timezone": meeting.timezone.key,
        "when": meeting.when.in_words(),
        "series": meeting.series and meeting.series.id,
        "repeat": _repeat_facts(meeting),
        "participants": [each.id for each in meeting.participants],
        "roles": {each.id: each.role for each in meeting.participants if each.role},
        "place": place and _place_facts(place),
        "status": meeting.status,
        "certainty": meeting.certainty,
        "was": _point(meeting.was),
        "reason": meeting.reason,
        "description": meeting.description,
        "url": meeting.url,
        "conference": meeting.conference,
        "replaces": meeting.replaces,
        "agenda": [{"topic": item.topic, "at": _point(item.at)} for item in meeting.agenda],
        "sources": [
            {
                "title": source.title,
                "outlet": source.outlet,
                "url": source.url,
                "published": _point(source.published),
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
        "except": [_point(day) for day in repeat.excepted],
        "changes": [{"on": _point(change.on)} | facts(occurrence) for change, occurrence in changed],
    }


def _point(point: Point | None) -> str | None:
    if point is None:
        return None
    return point.isoformat() if isinstance(point, dt.date) else str(point)


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
    root = base_url if _is_whole(base_url) else ""
    makers: dict[str, Callable[[], Page]] = {
        **{path: partial(feed, published, narrowing, source=root and f"{root}{path}") for path, narrowing in paths},
        **{_client_path(client): partial(feed, published, options=Options(client=client)) for client in Client},
        **{f"/feeds/year/{year}.ics": partial(_year_feed, year, published) for year in _years(published.whole)},
    }
    return makers


def _client_path(client: Client) -> str:
    return f"/feeds/client/{client}.ics"


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
        source=f"{base_url}{CHANGES}" if _is_whole(base_url) else "",
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


def _is_whole(base_url: str) -> bool:
    """Whether addresses that begin with this can be followed from anywhere, not only from pages of the host."""
    return "://" in base_url


def _reader(base_url: str) -> Reader:
    return Reader(
        to_meeting=lambda each: f"{base_url}/meetings/{quote(whole_id(each))}",
    )


def _by_date(calendar: Calendar) -> list[Meeting]:
    return sorted(calendar.meetings, key=lambda each: (each.when.first_day or dt.date.max, each.id))


def _subscribe(calendar: Calendar, base_url: str) -> str:
    address = f"{base_url}{feed_path()}"
    # Programs elsewhere can follow nothing but a whole address.
    feeds_of = dict.fromkeys(CLIENTS, address) | {"google": f"{base_url}{_client_path(Client.GOOGLE)}"}
    links = {
        client: subscribe_link(client, each, calendar.title) for client, each in feeds_of.items() if _is_whole(base_url)
    }
    feeds = {each.name: f"{base_url}{feed_path(participants=[each.id])}" for each in calendar.everyone()}
    return subscribe_panel(address, links, _reader(base_url), participants=feeds)


def meeting_page(  # noqa: PLR0913 - each is something that the page tells, or how
    meeting: Meeting,
    calendar: Calendar,
    *,
    base_url: str,
    history: History | None = None,
    language: Language = ENGLISH,
    relatives: Relatives | None = None,
) -> Page:
    """Return all that is known of one meeting as a plain page that prints on a sheet and runs without JavaScript.

    ``relatives`` are those of the calendar, if they are at hand.
    """
    reader = replace(_reader(base_url), language=language)
    own = f"{base_url}/meetings/{quote(meeting.id)}"
    actions = [f'<button type="button" data-print>{reader.say("Print")}</button>']
    if meeting.when.dated:
        actions.insert(0, f'<a href="{escape(own)}.ics">{reader.say("Add to my calendar")}</a>')
    sheet = full(
        meeting,
        reader,
        actions="".join(actions),
        changes=history.of(meeting.id) if history else (),
        related=(relatives or Relatives(calendar.meetings)).of(meeting),
        occurrences="".join(row(each, reader) for each in changed_occurrences(meeting)),
    )
    first = First(
        title=meeting.title_in(language.tag),
        about=about(meeting, language),
        html=back_link(f"{base_url}/", calendar.title_in(language.tag)) + sheet,
        address=own,
        language=language,
    )
    data = None
    if language is not ENGLISH:
        data = {"language": language.tag, "direction": language.direction, "phrases": phrases(language)}
    linked = _linked_data(meeting, base_url)
    return Page(_document(first, first.html, base_url=base_url, linked=linked, ticker=data), HTML)


def about(meeting: Meeting, language: Language = ENGLISH) -> str:
    """Say in a line when and where a meeting is, and what it is about, for whoever sees no more of it."""
    where = f", {meeting.place.name}" if meeting.place else ""
    description = meeting.description_in(language.tag) or ""
    return f"{meeting.when.in_words(language=language)}{where}. {description}".strip()


def _html_tag(language: Language) -> str:
    return f'<html lang="{escape(language.tag)}" dir="{language.direction}">'


def _head(first: First, *, base_url: str) -> str:
    title, said = escape(first.title), escape(first.about)
    address = f'\n<meta property="og:url" content="{escape(first.address)}">' if _is_whole(first.address) else ""
    return f"""<title>{title}</title>
<meta name="description" content="{said}">
<meta property="og:type" content="website">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{said}">{address}
<link rel="icon" href="{ICON}">
<link rel="alternate" type="text/calendar" title="{title}" href="{escape(base_url + feed_path())}">
<link rel="alternate" type="application/atom+xml" title="What changed" href="{escape(base_url + CHANGES)}">"""


def _document(
    first: First,
    body: str,
    *,
    base_url: str,
    linked: Mapping[str, object] | None = None,
    ticker: Mapping[str, object] | None = None,
) -> bytes:
    # A "<" inside the data would end the element early, whatever the quotes around it.
    texts = {"application/ld+json": linked, "application/json": ticker}
    data = "".join(
        f'<script type="{kind}">{json.dumps(values, ensure_ascii=False).replace("<", chr(92) + "u003c")}</script>\n'
        for kind, values in texts.items()
        if values
    )
    return f"""<!doctype html>
{_html_tag(first.language)}<head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{_head(first, base_url=base_url)}
<style>{_PLAIN}{STYLE}</style>
{data}</head><body><main>{body}</main>
<script type="module">{_SCRIPT}</script>
</body></html>
""".encode()


def _linked_data(meeting: Meeting, base_url: str) -> dict[str, object] | None:
    """Describe a meeting as search engines read it (schema.org/Event); only with a day, which they demand."""
    when = meeting.when
    if not when.dated:
        return None
    event: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": meeting.title,
        "startDate": _point(meeting.start),
        "endDate": _point(meeting.end if when.timed else when.last_day),
        "eventStatus": _EVENT_STATUS[meeting.status],
        "previousStartDate": _point(meeting.was),
        "description": meeting.description,
        "url": f"{base_url}/meetings/{quote(meeting.id)}" if _is_whole(base_url) else None,
        "location": meeting.place and {"@type": "Place", "name": meeting.place.name, "address": meeting.place.country},
        "attendee": [{"@type": _PARTY_TYPE[each.kind], "name": each.name} for each in meeting.participants],
    }
    return {name: value for name, value in event.items() if value}
