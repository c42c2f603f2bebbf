"""Draws the page for one visitor. What it says comes from ``screen``; here is only what goes where."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from summitcal import markup, screen
from summitcal.asked import Asked, visitor_zone
from summitcal.documents import ICON
from summitcal.language import ENGLISH, Language
from summitcal.live import Edition, Live
from summitcal.page import live_calendar
from summitcal.page.editing import show_file, show_meeting
from summitcal.page.forms import Saving
from summitcal.page.history import show_versions
from summitcal.page.importing import show_import
from summitcal.page.login import offer_login
from summitcal.page.rights import editor
from summitcal.screen import Screen, screen_of
from summitcal.translation import languages, own_name

_STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
_ALL = ""
_LONGEST_QR = 500  # beyond it, a telephone does not make out the squares of the picture

_ticker = st.components.v2.component("summitcal_ticker", js=markup.TICKER)


def show() -> None:
    """Draw the page as the address asks: all meetings, or one, at this moment or as of another."""
    clock = dt.datetime.now(dt.UTC)  # noqa: TID251 - the page's one clock
    live = live_calendar()
    live.refresh(now=clock)
    edition = live.edition
    if edition is None:
        _show_none(live)
        if who := editor():
            show_file(Saving(live=live, who=who, now=clock))
        offer_login(ENGLISH)
        return
    seen = _screen(live, edition, clock)
    who = editor()
    st.set_page_config(page_title=seen.title, page_icon=ICON, layout="centered")
    st.html(f"<style>{markup.STYLE}{_STYLE}{_direction(seen.language)}</style>")
    _mount_ticker(live, seen)
    if who and (work := st.query_params.get("desk")):
        _desk(work, seen, Saving(live=live, who=who, now=clock))
        return
    qr = "" if seen.meeting else _qr(screen.feed_address(seen))
    for fragment in screen.top(seen, qr=qr):
        st.html(fragment)
    if seen.meeting is None:
        with st.container(key="tools"):
            _tools(seen)
        for fragment in filter(None, screen.below(seen)):
            st.html(fragment)
    desks = _desks(seen) if who else {}
    st.html(screen.foot(seen, {each.tag: own_name(each) for each in languages()}, desks=desks))
    offer_login(seen.language)


def _desk(work: str, seen: Screen, saving: Saving) -> None:
    """Draw where an editor works: on an article, on one meeting, or on the file."""
    st.html(markup.back_link(seen.asked.link(), seen.title))
    match work:
        case "import":
            show_import(saving, seen.reader)
        case "meeting":
            show_meeting(saving, seen)
        case "versions":
            show_versions(saving)
        case _:
            show_file(saving)


def _desks(seen: Screen) -> dict[str, str]:
    say, meeting = seen.language.say, seen.asked.meeting
    one = {f"?{urlencode({'desk': 'meeting', 'meeting': meeting})}": say("Edit this meeting")} if seen.meeting else {}
    return {
        **one,
        "?desk=import": say("Add from an article"),
        "?desk=file": say("Edit the file"),
        "?desk=versions": say("Versions"),
    }


def _show_none(live: Live) -> None:
    st.set_page_config(page_title="Calendar", page_icon=ICON, layout="centered")
    st.html(f"<style>{markup.STYLE}{_STYLE}</style>")
    text = "<p>There is no calendar to show yet: its file cannot be used.</p>"
    st.html(markup.note(text, warns=True, details=live.problems))


def _screen(live: Live, edition: Edition, clock: dt.datetime) -> Screen:
    query, zone = st.query_params.to_dict(), visitor_zone(st.context.timezone)
    parts = urlsplit(st.context.url or "")
    root = live.base_url or f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
    languages = [st.context.locale or ""]
    return screen_of(live, edition, query, root=root, clock=clock, zone=zone, languages=languages)


def _direction(language: Language) -> str:
    return f"[data-testid='stMain'] {{ direction: {language.direction}; }}"


def _mount_ticker(live: Live, seen: Screen) -> None:
    """Start the clock in the browser.

    It asks for a new page when a meeting begins or ends, or the file changes, and where a link leads to another view.
    """
    data = {**screen.ticker_data(seen), "state": f"{seen.edition.digest} {live.status}"}
    _ticker(data=data, key="ticker", on_stale_change=lambda: None)


def _tools(seen: Screen) -> None:
    """Offer what the meetings can be narrowed to, and how they are laid out."""
    asked, say, facets = seen.asked, seen.language.say, seen.edition.facets
    with st.container(key="find", horizontal=True, vertical_alignment="bottom"):
        _search(asked, say("Search"))
        chosen = sum(map(bool, (asked.participant, asked.kind, asked.place, asked.status)))
        label = say("Filter") + (f" ({chosen})" if chosen else "")
        with st.popover(label):
            _pick(
                "participant",
                say("Participant"),
                _counted(facets.participants, screen.names_of(seen)),
                asked.participant,
                seen,
            )
            words = {each: say(each) for each in (*facets.kinds, *facets.statuses)}
            _pick("kind", say("Kind"), _counted(facets.kinds, words), asked.kind, seen)
            _pick("place", say("Place"), _counted(facets.places, {}), asked.place, seen)
            _pick("status", say("Status"), _counted(facets.statuses, words), asked.status, seen)
    st.html(screen.views(seen))


def _search(asked: Asked, label: str) -> None:
    st.session_state["q"] = asked.text

    def look() -> None:
        _set("q", st.session_state["q"])

    st.text_input(label, key="q", type="search", on_change=look, placeholder=label, label_visibility="collapsed")


def _pick(name: str, label: str, options: Mapping[str, str], chosen: str, seen: Screen) -> None:
    """Offer one of several things; the choice stands in the address, so that it can be passed on."""
    names = {_ALL: seen.language.say("All"), **options}
    # What no meeting has can still be asked for, and is then to be seen.
    names.setdefault(chosen, seen.language.say(chosen))
    # A box that is folded away is not told what the address says now: it would say its old choice again with whatever
    # is asked for next. So each choice has a box of its own.
    key = f"{name}={chosen}"
    st.session_state[key] = chosen
    st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=lambda: _set(name, st.session_state[key]),
    )


def _set(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)
    st.query_params.pop("page", None)


def _counted(numbers: Mapping[str, int], names: Mapping[str, str]) -> dict[str, str]:
    return {each: f"{names.get(each, each)} ({number})" for each, number in numbers.items()}


@lru_cache(maxsize=64)
def _qr(address: str) -> str:
    """Return a picture of an address, as an address that holds it; empty if it is too long for one."""
    if len(address) > _LONGEST_QR:
        return ""
    return str(segno.make(address, error="m").svg_data_uri(scale=3, border=2, dark="#000", light="#fff"))
