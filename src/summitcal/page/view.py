"""Draws the page for one visitor. What it says comes from agenda and markup; here is only what goes where."""

import datetime as dt
import ipaddress
import re
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

import streamlit as st

from summitcal import agenda, markup
from summitcal.live import Edition, Live
from summitcal.model import Calendar, Meeting
from summitcal.notation import find_zone, read_moment
from summitcal.page import live_calendar
from summitcal.problems import UnreadableDate
from summitcal.recurrence import find_meeting, whole_id
from summitcal.site import CLIENTS, ICON, feed_path
from summitcal.when import day_words, zone_words

_STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
_EVERYONE = ""

_ticker = st.components.v2.component("summitcal_ticker", js=markup.TICKER)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the address asks to see.

    ``now`` is the moment to show; ``moment`` is the text that asked for it, empty if it is simply now, and
    ``complaint`` what is wrong with that text. ``participant`` and ``meeting`` are ids, empty for all.
    """

    now: dt.datetime
    moment: str = ""
    complaint: str = ""
    participant: str = ""
    meeting: str = ""

    def link(self, **changes: str) -> str:
        """Return the address of the same view with some things changed."""
        view = {"now": self.moment, "participant": self.participant, "meeting": self.meeting, **changes}
        return f"?{urlencode({name: value for name, value in view.items() if value})}"


def show() -> None:
    """Draw the page as the address asks: all meetings, or one, at this moment or as of another."""
    clock = dt.datetime.now(dt.UTC)  # noqa: TID251 - the page's one clock
    live = live_calendar()
    live.refresh(now=clock)
    edition = live.edition
    meeting = find_meeting(edition.calendar, st.query_params.get("meeting", "")) if edition else None
    title = meeting.title if meeting else edition.calendar.title if edition else "Calendar"
    st.set_page_config(page_title=title, page_icon=ICON, layout="centered")
    st.html(f"<style>{markup.STYLE}{_STYLE}</style>")
    if edition is None:
        text = "<p>There is no calendar to show yet: its file cannot be used.</p>"
        st.html(markup.note(text, warns=True, details=live.problems))
        return
    asked = _read_address(edition.calendar, clock)
    _mount_ticker(live, edition, asked)
    if meeting:
        _show_one(meeting, edition.calendar, asked, live)
    else:
        _show_all(edition.calendar, asked, live)


def _read_address(calendar: Calendar, clock: dt.datetime) -> _Asked:
    meeting, participant = (st.query_params.get(name, "") for name in ("meeting", "participant"))
    if not any(each.id == participant for each in calendar.everyone()):
        participant = _EVERYONE
    # An address turns the + of an offset into a space.
    moment = re.sub(r"(:\d\d) (\d\d:?\d\d)$", r"\1+\2", st.query_params.get("now", ""))
    now, complaint = _moment(moment, calendar, clock)
    moment = "" if complaint else moment
    return _Asked(now=now, moment=moment, complaint=complaint, participant=participant, meeting=meeting)


def _moment(text: str, calendar: Calendar, clock: dt.datetime) -> tuple[dt.datetime, str]:
    if not text:
        return clock, ""
    try:
        return read_moment(text, calendar.timezone), ""
    except UnreadableDate as error:
        return clock, f"now={text}: {error}."


def _mount_ticker(live: Live, edition: Edition, asked: _Asked) -> None:
    """Start the clock in the browser. It asks for a new page when a meeting begins or ends, or the file changes."""
    data = {"now": asked.now.isoformat(), "state": f"{edition.digest} {live.status}"}
    following = agenda.next_change(edition.calendar.meetings, now=asked.now)
    if following and not asked.moment:
        data["next"] = following.isoformat()
    _ticker(data=data, key="ticker", on_stale_change=lambda: None)


def _show_all(calendar: Calendar, asked: _Asked, live: Live) -> None:
    st.html(_masthead(calendar, asked.participant, live))
    _notes(calendar, asked, live)
    if asked.meeting:
        asked = replace(asked, meeting="")
        text = escape(f"There is no meeting {st.query_params['meeting']!r} in this calendar. Here are all of them.")
        st.html(markup.note(f"<p>{text}</p>", warns=True))
    top = st.container()
    _filter(calendar, asked.participant)
    chosen = agenda.narrowed(calendar, participants=[asked.participant] if asked.participant else [])
    groups = agenda.at_moment(chosen.meetings, now=asked.now)
    reader = _reader(asked)
    top.html(_hero(chosen, groups, reader, asked))
    if listing := markup.listing(groups, reader):
        st.html(listing)


def _show_one(meeting: Meeting, calendar: Calendar, asked: _Asked, live: Live) -> None:
    st.html(markup.back_link(asked.link(meeting=""), calendar.title))
    _notes(calendar, asked, live)
    address = f"/meetings/{escape(whole_id(meeting.id))}"
    actions = [f'<a href="{address}">Printable page</a>']
    if meeting.when.dated:
        actions.insert(0, f'<a href="{address}.ics">Add to my calendar</a>')
    st.html(markup.full(meeting, _reader(asked), actions="".join(actions)))
    if meeting.repeat:
        st.html(markup.listing(agenda.at_moment([meeting], now=asked.now), _reader(asked)))


def _filter(calendar: Calendar, participant: str) -> None:
    """Offer the meetings of one participant; the choice stands in the address, so that it can be passed on."""
    names = {_EVERYONE: "All participants", **{each.id: each.name for each in calendar.everyone()}}
    st.session_state["participant"] = participant

    def choose() -> None:
        if chosen := st.session_state["participant"]:
            st.query_params["participant"] = chosen
        else:
            st.query_params.pop("participant", None)

    with st.container(key="filter"):
        st.selectbox(
            "Participant",
            list(names),
            format_func=names.__getitem__,
            key="participant",
            on_change=choose,
            label_visibility="collapsed",
        )


def _masthead(calendar: Calendar, participant: str, live: Live) -> str:
    narrowing = [participant] if participant else []
    parts = urlsplit(st.context.url or "")
    root = live.base_url or f"{parts.scheme}://{parts.netloc}"
    query = f"?{urlencode({'participant': participant})}" if participant else ""
    links = {client: f"/subscribe/{client}{query}" for client in CLIENTS}
    feeds = {each.name: feed_path(participants=[each.id]) for each in calendar.everyone()}
    panel = markup.subscribe_panel(
        root + feed_path(participants=narrowing),
        links,
        participants={} if participant else feeds,
        local=_is_local(urlsplit(root).hostname or ""),
    )
    return markup.masthead(calendar, subscribe=panel)


def _notes(calendar: Calendar, asked: _Asked, live: Live) -> None:
    """Say what the visitor must know about what they see: whether it is the newest, and of which moment."""
    if live.problems and live.edition:
        since = live.edition.loaded.astimezone(calendar.timezone)
        when = f"{day_words(since.date())}, {since:%H:%M} {zone_words(calendar.timezone)}"
        text = f"The calendar file has been changed and has mistakes. This is its last good state, of {when}."
        st.html(markup.note(f"<p>{escape(text)}</p>", warns=True, details=live.problems))
    if asked.complaint:
        st.html(markup.note(f"<p>{escape(asked.complaint)} This is the page as of now.</p>", warns=True))
    if asked.moment:
        local = asked.now.astimezone(calendar.timezone)
        words = f"As of {day_words(local.date())}, {local:%H:%M} {zone_words(calendar.timezone)}."
        st.html(markup.note(f'<p>{escape(words)} <a href="{escape(asked.link(now=""))}">Back to now</a></p>'))


def _hero(calendar: Calendar, groups: agenda.Agenda, reader: markup.Reader, asked: _Asked) -> str:
    following = groups.next
    if following:
        eyebrow = "Under way" if following in groups.under_way else "Next"
        return markup.hero(following, reader, eyebrow=eyebrow)
    offer = _offer(calendar, asked)
    if groups.past:
        return markup.hero(groups.past[0], reader, eyebrow="Nothing is ahead. The latest was", offer=offer)
    return markup.note("<p>There is no meeting with a day to show.</p>")


def _offer(calendar: Calendar, asked: _Asked) -> str:
    first = agenda.first_source_day(calendar)
    if first is None:
        return ""
    link = escape(asked.link(now=first.isoformat()))
    text = f"See this page as of {day_words(first)}, when these meetings were news"
    return f'<p class="sc-offer"><a href="{link}">{escape(text)}</a></p>'


def _reader(asked: _Asked) -> markup.Reader:
    return markup.Reader(
        now=asked.now,
        zone=_visitor_zone(),
        to_meeting=lambda each: asked.link(meeting=each),
        to_participant=lambda each: asked.link(participant=each, meeting=""),
    )


def _visitor_zone() -> ZoneInfo | None:
    try:
        return find_zone(st.context.timezone or "")
    except UnreadableDate:
        return None


def _is_local(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal"))
