"""The addresses of a calendar: of its feeds, of calendar programs that take them, and of what a feed is narrowed to."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import TypedDict, Unpack
from urllib.parse import quote, unquote, urlencode, urlsplit

from summitcal.model import Calendar, Certainty, Kind, Meeting
from summitcal.options import Client
from summitcal.wording import summary

CHANGES = "/changes.atom"
"""The address of the feed that tells what changed."""

CLIENTS = ("google", "apple", "outlook", "office365", "webcal")
"""The calendar programs that a subscription can be handed to."""


class Narrowing(TypedDict, total=False):
    """Whose meetings a feed holds, of which kinds, how certain, where, and with which words said of them.

    What is left out narrows nothing. Places are names of the calendar, or codes of countries in capitals.
    """

    participants: Collection[str]
    kinds: Collection[Kind]
    certainties: Collection[Certainty]
    places: Collection[str]
    text: str


def public_address(calendar: Calendar) -> str:
    """Return the address with which those of a calendar begin, as its file says it, without a slash at its end.

    It is empty where the file says none, or one after which no path can stand.
    """
    parts = urlsplit(calendar.url or "")
    return "" if parts.query or parts.fragment else parts.geturl().rstrip("/?#")


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


def client_path(client: Client) -> str:
    """Return the address of the feed that is made for one program."""
    return f"/feeds/client/{client}.ics"


def is_whole(base_url: str) -> bool:
    """Whether addresses that begin with this can be followed from anywhere, not only from pages of the host."""
    return "://" in base_url
