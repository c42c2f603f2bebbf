"""Whole pages of HTML: one meeting, the whole calendar, a frame, and what is seen before the page's program runs."""

import base64
import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from importlib.resources import files
from urllib.parse import quote

from summitcal.addresses import CHANGES, CLIENTS, client_path, feed_path, is_whole, subscribe_link
from summitcal.agenda import Relatives, phrases
from summitcal.history import History
from summitcal.language import ENGLISH, Language
from summitcal.markup import STYLE, TICKER, Reader, back_link, full, group, masthead, row, subscribe_panel
from summitcal.model import Calendar, Meeting, ParticipantKind, Status
from summitcal.options import Client
from summitcal.recurrence import changed_occurrences, whole_id
from summitcal.when import Point

HTML = "text/html; charset=utf-8"

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


def as_text(point: Point | None) -> str | None:
    """Write when something is as JSON has it: ``2022-01-09``, ``2022-01`` or ISO 8601 with its offset."""
    if point is None:
        return None
    return point.isoformat() if isinstance(point, dt.date) else str(point)


def _reader(base_url: str) -> Reader:
    return Reader(
        to_meeting=lambda each: f"{base_url}/meetings/{quote(whole_id(each))}",
    )


def _by_date(calendar: Calendar) -> list[Meeting]:
    return sorted(calendar.meetings, key=lambda each: (each.when.first_day or dt.date.max, each.id))


def _subscribe(calendar: Calendar, base_url: str) -> str:
    address = f"{base_url}{feed_path()}"
    # Programs elsewhere can follow nothing but a whole address.
    feeds_of = dict.fromkeys(CLIENTS, address) | {"google": f"{base_url}{client_path(Client.GOOGLE)}"}
    links = {
        client: subscribe_link(client, each, calendar.title) for client, each in feeds_of.items() if is_whole(base_url)
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
    address = f'\n<meta property="og:url" content="{escape(first.address)}">' if is_whole(first.address) else ""
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
        "startDate": as_text(meeting.start),
        "endDate": as_text(meeting.end if when.timed else when.last_day),
        "eventStatus": _EVENT_STATUS[meeting.status],
        "previousStartDate": as_text(meeting.was),
        "description": meeting.description,
        "url": f"{base_url}/meetings/{quote(meeting.id)}" if is_whole(base_url) else None,
        "location": meeting.place and {"@type": "Place", "name": meeting.place.name, "address": meeting.place.country},
        "attendee": [{"@type": _PARTY_TYPE[each.kind], "name": each.name} for each in meeting.participants],
    }
    return {name: value for name, value in event.items() if value}
