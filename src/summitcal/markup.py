"""Facts of a calendar → HTML fragments: one wording for the Streamlit page, the plain pages and the static site.

Whatever comes from the file is escaped here, once; only http(s) addresses become links.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from summitcal.agenda import Agenda, countdown, until_its_day
from summitcal.cadence import repeat_words
from summitcal.gazetteer import find_participant
from summitcal.model import Calendar, Certainty, Meeting, Participant, Place, Source, Status
from summitcal.recurrence import changed_occurrences
from summitcal.when import When, day_words, zone_words

STYLE = files("summitcal").joinpath("assets/style.css").read_text(encoding="utf-8")
TICKER = files("summitcal").joinpath("assets/ticker.js").read_text(encoding="utf-8")

_CLIENTS = {
    "google": "Google Calendar",
    "apple": "Apple Calendar",
    "outlook": "Outlook.com",
    "office365": "Microsoft 365",
    "webcal": "Another program",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom a fragment is written, and where its links lead.

    Without ``now`` nothing is said about how far away a meeting is: the ticker says it in the browser. Without
    ``zone`` hours are only said by the clocks of the place.
    """

    to_meeting: Callable[[str], str]
    to_participant: Callable[[str], str] | None = None
    now: dt.datetime | None = None
    zone: ZoneInfo | None = None


def masthead(calendar: Calendar, *, subscribe: str, below: str = "") -> str:
    """Write the title of the calendar, and the panel from which it is subscribed to."""
    about = f'<p class="sc-quiet">{escape(calendar.description)}</p>' if calendar.description else ""
    head = f"<h1>{escape(calendar.title)}</h1>{about}{subscribe}{below}"
    return f'<div class="sc"><header class="sc-head">{head}</header></div>'


def subscribe_panel(
    address: str, links: Mapping[str, str], *, participants: Mapping[str, str], local: bool = False
) -> str:
    """Write how to subscribe: a link for each client, the ``address`` to copy, and feeds of one participant.

    ``participants`` gives the address of each narrower feed by the name of its participant. ``local`` warns that
    the address means nothing to a service on the internet.
    """
    clients = "".join(f'<li><a href="{escape(link)}">{_CLIENTS[client]}</a></li>' for client, link in links.items())
    ways = f'<ul class="sc-clients">{clients}</ul>' if clients else ""
    paste = _link("https://calendar.google.com/calendar/u/0/r/settings/addbyurl", "Add calendar → From URL")
    hints = [
        "Google looks for changes about once a day, Apple and Outlook every few hours; this page is always current.",
        f"If a link does nothing, copy the address and paste it into your calendar. In Google that is {paste}.",
    ]
    if local:
        hints.append("This address works on this machine or network only: Google and Microsoft cannot reach it.")
    if participants:
        feeds = ", ".join(_link(feed, name) for name, feed in participants.items())
        hints.append(f"Only the meetings of one participant: {feeds}.")
    return f"""<details class="sc-subscribe"><summary>Subscribe</summary><div class="sc-panel">
<p>New and changed meetings reach your calendar by themselves. No account is needed.</p>
{ways}<div class="sc-address"><label for="sc-feed">Address of the feed</label>
<input id="sc-feed" readonly value="{escape(address)}">
<button type="button" data-copy="{escape(address)}">Copy</button></div>
<ul class="sc-hints">{"".join(f"<li>{hint}</li>" for hint in hints)}</ul></div></details>"""


def note(html: str, *, warns: bool = False, details: Iterable[str] = ()) -> str:
    """Write a sentence set apart; ``html`` is markup, ``details`` are plain lines beneath it."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in details)
    more = f"<ul>{lines}</ul>" if lines else ""
    return f'<div class="sc"><div class="sc-note{" sc-warn" if warns else ""}">{html}{more}</div></div>'


def hero(meeting: Meeting, reader: Reader, *, eyebrow: str, offer: str = "") -> str:
    """Write the one meeting to see first, with its countdown to the second; ``offer`` is markup beneath its facts."""
    topics = f'<div class="sc-topics"><h3>Agenda</h3>{agenda_list(meeting)}</div>' if meeting.agenda else ""
    return f"""<div class="sc"><section class="sc-hero{_off(meeting)}" aria-label="{escape(eyebrow)}">
<p class="sc-eyebrow">{escape(eyebrow)}</p>
<h2>{_title_link(meeting, reader)}{_tags(meeting)}</h2>
{_count(meeting, reader, to_the_second=True)}
<div class="sc-columns"><div class="sc-facts"><p>{_when(meeting, reader)}</p>{_who_and_where(meeting, reader)}
{offer}</div>{topics}</div></section></div>"""


def listing(agenda: Agenda, reader: Reader) -> str:
    """Write all meetings in their groups: under way, upcoming, day not set, past."""
    over = tuple(meeting for meeting in agenda.undated if _is_over(meeting, reader))
    groups = {
        "Under way": agenda.under_way,
        "Upcoming": agenda.upcoming,
        "Day not set": tuple(meeting for meeting in agenda.undated if meeting not in over),
        "Past": agenda.past,
        "Past, day not known": over,
    }
    return "".join(group(name, meetings, reader) for name, meetings in groups.items() if meetings)


def group(name: str, meetings: Sequence[Meeting], reader: Reader) -> str:
    """Write a headed list of meetings."""
    rows = "".join(row(meeting, reader) for meeting in meetings)
    return f'<div class="sc"><section class="sc-list"><h2>{escape(name)}</h2>{rows}</section></div>'


def row(meeting: Meeting, reader: Reader) -> str:
    """Write one meeting of a list; its agenda and sources unfold."""
    date, rest = meeting.when.in_two_lines()
    yours = meeting.when.hours_elsewhere(reader.zone) if reader.zone else ""
    day = "".join(f"<span>{escape(line)}</span>" for line in (rest, yours and f"{yours} your time") if line)
    over = " sc-over" if _is_over(meeting, reader) else ""
    return f"""<article class="sc-row{over}{_off(meeting)}" id="{escape(meeting.id)}">
<div class="sc-day"><b>{_standing(date, meeting)}</b>{day}</div>
<div class="sc-what"><h3>{_title_link(meeting, reader)}{_tags(meeting)}</h3>
<div class="sc-facts">{_who_and_where(meeting, reader)}</div>{_unfolding(meeting)}</div>
{_count(meeting, reader)}</article>"""


def full(meeting: Meeting, reader: Reader, *, actions: str = "") -> str:
    """Write all that is known of one meeting; ``actions`` is markup: what can be done with it."""
    sections = (
        f"<p>{escape(meeting.description)}</p>" if meeting.description else "",
        _section("Agenda", agenda_list(meeting)) if meeting.agenda else "",
        _section("Participants", participant_list(meeting.participants, reader)) if meeting.participants else "",
        _section(_sources_heading(meeting), source_list(meeting.sources)) if meeting.sources else "",
        _section("Changes", "".join(row(each, reader) for each in changed_occurrences(meeting))),
    )
    facts = "".join(f"<dt>{name}</dt><dd>{words}</dd>" for name, words in _facts(meeting, reader))
    return f"""<div class="sc"><article class="sc-full">
<header class="{_off(meeting).strip()}"><p class="sc-eyebrow">{escape(str(meeting.kind))}</p>
<h1>{escape(meeting.title)}{_tags(meeting)}</h1>{_count(meeting, reader, to_the_second=True)}</header>
<dl class="sc-table">{facts}</dl>{"".join(sections)}{f'<p class="sc-actions">{actions}</p>' if actions else ""}
</article></div>"""


def back_link(address: str, title: str) -> str:
    """Write the way from a meeting back to the whole calendar."""
    return f'<div class="sc"><p class="sc-back"><a href="{escape(address)}">← {escape(title)}</a></p></div>'


def agenda_list(meeting: Meeting) -> str:
    """Write what a meeting is about, each item with its hour where that is known."""
    items = "".join(
        f"<li>{_hour(meeting.hour_of(item))}<span>{escape(item.topic)}</span></li>" for item in meeting.agenda
    )
    return f'<ol class="sc-agenda">{items}</ol>'


def participant_list(participants: Iterable[Participant], reader: Reader) -> str:
    """Write who takes part, each linked to the meetings they are in."""
    items = (f"<li>{_participant(each, reader)}{_part(each)}</li>" for each in participants)
    return f'<ul class="sc-who">{"".join(items)}</ul>'


def source_list(sources: Iterable[Source]) -> str:
    """Write where a meeting is known from."""
    return f'<ul class="sc-sources">{"".join(f"<li>{_source(source)}</li>" for source in sources)}</ul>'


def _title_link(meeting: Meeting, reader: Reader) -> str:
    return f'<a href="{escape(reader.to_meeting(meeting.id))}">{escape(meeting.title)}</a>'


def _link_to(id_: str, reader: Reader) -> str:
    return f'<a href="{escape(reader.to_meeting(id_))}">{escape(id_)}</a>'


def _is_over(meeting: Meeting, reader: Reader) -> bool:
    ends = meeting.when.ends
    return bool(reader.now and ends and ends <= reader.now and meeting.status is not Status.POSTPONED)


def _standing(date: str, meeting: Meeting) -> str:
    """Strike out a date that holds no longer."""
    return f"<s>{escape(date)}</s>" if meeting.status is Status.POSTPONED else escape(date)


def _off(meeting: Meeting) -> str:
    return " sc-off" if meeting.status is Status.CANCELLED else ""


def _tags(meeting: Meeting) -> str:
    words = [] if meeting.status is Status.CONFIRMED else [str(meeting.status).capitalize()]
    if meeting.certainty is Certainty.REPORTED:
        words.append("Reported")
    return "".join(f' <span class="sc-tag">{word}</span>' for word in words)


def _count(meeting: Meeting, reader: Reader, *, to_the_second: bool = False) -> str:
    """Write how far away it is, as a ``<time>`` that the ticker keeps true."""
    if meeting.status in {Status.CANCELLED, Status.POSTPONED}:
        return ""  # the tag says it
    if meeting.repeat:
        return ""  # the first of them is not what people wait for
    when = meeting.when
    if not when.dated or when.begins is None or when.ends is None:
        return ""  # the date says it
    words = countdown(meeting, now=reader.now, to_the_second=to_the_second) if reader.now else ""
    facts = {
        "begins": _milliseconds(when.begins),
        "ends": _milliseconds(when.ends),
        "first": when.first_day,
        "last": when.last_day,
        "zone": when.zone.key,
        "days": when.days,
        "timed": 1 if when.timed else "",
        "seconds": 1 if to_the_second else "",
    }
    data = "".join(f' data-{name}="{escape(str(value))}"' for name, value in facts.items())
    moment = when.begins.isoformat() if when.timed else str(when.first_day)
    until = _until_its_day(meeting, reader) if to_the_second else ""
    return f'<time class="sc-count" datetime="{moment}"{data}>{escape(words)}</time>{until}'


def _until_its_day(meeting: Meeting, reader: Reader) -> str:
    """Write the clock that runs until a day without an hour begins; the ticker empties it when it does."""
    words, clock = until_its_day(meeting, now=reader.now) if reader.now else ("", "")
    if not words or meeting.when.begins is None:
        return ""
    until = _milliseconds(meeting.when.begins)
    return f'<p class="sc-until">{escape(words)} <time data-until="{until}">{escape(clock)}</time></p>'


def _milliseconds(moment: dt.datetime) -> int:
    return int(moment.timestamp() * 1000)


def _when(meeting: Meeting, reader: Reader) -> str:
    when = meeting.when
    words = _standing(when.in_words(), meeting)
    if meeting.status is Status.POSTPONED:
        return f"{words} A new date is not set."
    if when.timed:
        words += f" {escape(zone_words(when.zone))}"
        yours = when.hours_elsewhere(reader.zone) if reader.zone else ""
        words += f' <span class="sc-quiet">({escape(yours)} your time)</span>' if yours else ""
    return words


def _who_and_where(meeting: Meeting, reader: Reader) -> str:
    who = ", ".join(_participant(each, reader) for each in meeting.participants)
    where = _where(meeting.place) if meeting.place else ""
    return "".join(f"<p>{line}</p>" for line in (where, who, _moved(meeting), _repeats(meeting, reader)) if line)


def _where(place: Place) -> str:
    country = find_participant(place.country) if place.country else None
    return escape(f"{place.name}, {country.name}" if country and country.name != place.name else place.name)


def _moved(meeting: Meeting) -> str:
    was = f"Moved from {When(meeting.was, None, meeting.timezone).in_words()}." if meeting.was is not None else ""
    return escape(" ".join(filter(None, (was, meeting.reason))))


def _repeats(meeting: Meeting, reader: Reader) -> str:
    """Say how a meeting repeats; of a single occurrence, how the one does to which it belongs, with the way there."""
    whole = meeting.series or meeting
    if not whole.repeat or not whole.when.first_day:
        return ""
    words = escape(repeat_words(whole.repeat, whole.when.first_day))
    words = f'<a href="{escape(reader.to_meeting(whole.id))}">{words}</a>' if meeting.series else words
    return f'<span class="sc-repeats">{words}</span>'


def _participant(participant: Participant, reader: Reader) -> str:
    name = escape(participant.name)
    return f'<a href="{escape(reader.to_participant(participant.id))}">{name}</a>' if reader.to_participant else name


def _part(participant: Participant) -> str:
    words = ", ".join(filter(None, (participant.office, participant.role)))
    return f', <span class="sc-quiet">{escape(words)}</span>' if words else ""


def _unfolding(meeting: Meeting) -> str:
    parts = []
    if meeting.agenda:
        parts.append(("Agenda", agenda_list(meeting)))
    if meeting.sources:
        parts.append((_sources_heading(meeting), source_list(meeting.sources)))
    if not parts and not meeting.description:
        return ""
    about = f"<p>{escape(meeting.description)}</p>" if meeting.description else ""
    summary = " and ".join(name for name, _ in parts).capitalize() or "More"
    inside = "".join(f"<h4>{name}</h4>{body}" for name, body in parts)
    return f"<details><summary>{summary}</summary>{about}{inside}</details>"


def _facts(meeting: Meeting, reader: Reader) -> Iterable[tuple[str, str]]:
    yield "When", f"<p>{_when(meeting, reader)}</p>{_exactness(meeting)}"
    if meeting.place:
        yield "Where", _where(meeting.place)
    if meeting.status is not Status.CONFIRMED:
        yield "Status", escape(str(meeting.status).capitalize())
    if moved := _moved(meeting):
        yield "Changed", moved
    if repeats := _repeats(meeting, reader):
        yield "Repeats", f"<p>{repeats}</p>{_excepted(meeting)}"
    if meeting.conference:
        yield "Follow", _link(meeting.conference, urlsplit(meeting.conference).netloc or meeting.conference)
    if meeting.replaces:
        yield "Replaces", _link_to(meeting.replaces, reader)
    if meeting.url:
        yield "More", _link(meeting.url, urlsplit(meeting.url).netloc or meeting.url)


def _exactness(meeting: Meeting) -> str:
    if meeting.status is Status.POSTPONED:
        return ""
    lines = [meeting.certainty.in_words()]
    if meeting.when.timed and meeting.end is None:
        lines.append("The end has not been announced.")
    elif meeting.when.dated and not meeting.when.timed:
        lines.append("No hour is known.")
    return "".join(f"<p>{line}</p>" for line in lines if line)


def _excepted(meeting: Meeting) -> str:
    days = ", ".join(map(day_words, sorted(meeting.repeat.excepted))) if meeting.repeat else ""
    return f"<p>Not on {days}.</p>" if days else ""


def _section(name: str, body: str) -> str:
    return f"<section><h2>{name}</h2>{body}</section>" if body else ""


def _hour(words: str) -> str:
    return f"<time>{escape(words)}</time>" if words else ""


def _sources_heading(meeting: Meeting) -> str:
    return "Sources" if len(meeting.sources) > 1 else "Source"


def _source(source: Source) -> str:
    title = source.title or source.outlet or source.url or "Source"
    head = _link(source.url, title) if source.url else escape(title)
    outlet = source.outlet if source.title else None
    published = day_words(source.published) if source.published else None
    rest = ", ".join(filter(None, (outlet, published)))
    quote = f"<blockquote>“{escape(source.quote)}”</blockquote>" if source.quote else ""
    return f"{head}{f', <span class=sc-quiet>{escape(rest)}</span>' if rest else ''}{quote}"


def _link(url: str, text: str) -> str:
    if urlsplit(url).scheme not in {"http", "https", ""}:
        return escape(text)
    return f'<a href="{escape(url)}">{escape(text)}</a>'
