"""Draws the desks on which one meeting is edited as a form, and the whole file as text."""

from dataclasses import replace

import streamlit as st

from summitcal import desk, markup
from summitcal.files import digest
from summitcal.history import first_revision
from summitcal.model import Calendar, Meeting
from summitcal.page.forms import Saving, draw_fields, warn
from summitcal.page.source import edit_source
from summitcal.problems import InvalidCalendar
from summitcal.saving import examined
from summitcal.screen import Screen
from summitcal.wording import description, summary

_ROWS = (
    *(("title",), ("start", "end"), ("kind", "status", "certainty"), ("participants",), ("place",)),
    *(("was", "reason"), ("description",), ("url",)),
)


def show_meeting(saving: Saving, seen: Screen) -> None:
    """Draw the form of the one meeting that the address names, with what subscribers and readers will see of it."""
    calendar = saving.calendar()
    if calendar is None:
        return
    meeting = calendar.meeting(seen.asked.meeting)
    if meeting is None:
        warn("There is no such meeting in the file.")
        return
    st.html(f'<div class="sc sc-desk"><h1>{markup.text(meeting.title)}</h1></div>')
    form, preview = st.columns([1, 1], gap="large")
    with form:
        fields = draw_fields(meeting, calendar, _ROWS, key=meeting.id)
    try:
        changed = desk.corrected(meeting, fields, calendar)
    except InvalidCalendar as error:
        with form:
            warn("Not yet:", *map(desk.mistake, error.problems))
        return
    with preview:
        _preview(changed, seen)
    begun = saving.begun(meeting.id)
    if changed != meeting and saving.write_meetings([changed], begun=begun):
        st.rerun()


def show_file(saving: Saving) -> None:
    """Draw the whole file as text, with its mistakes at their lines; what is typed outlives the page."""
    live = saving.live
    st.html(f'<div class="sc sc-desk"><h1>{markup.text(live.file.name)}</h1></div>')
    before = saving.text()
    if before is None:
        return
    calendar = live.edition.calendar if live.edition else Calendar()
    problems = st.session_state.get("problems of the file", ())
    written = edit_source(before, digest=digest(before), file=live.file, problems=problems, calendar=calendar)
    st.caption("Ctrl+Space completes keys and names. What you type stays in this browser until it is saved.")
    found = tuple(examined(live.file, written.text, whole=live.file).problems)
    if found != problems:
        st.session_state["problems of the file"] = found
        st.rerun()
    if found:
        words = "It can be saved once this is mended; subscribers go on to see the last good state."
        saving.warn(words, *map(str, found))
        saving.keep_aside(written.text, begun=written.digest)
    elif written.text != before and saving.write_text(written.text, present=before, begun=written.digest):
        st.rerun()


def _preview(meeting: Meeting, seen: Screen) -> None:
    """Show a meeting as the page and as a calendar program will."""
    say = seen.reader.say
    st.html(f'<div class="sc"><p class="sc-label">{say("On the page")}</p></div>')
    st.html(markup.group("Meetings", [meeting], replace(seen.reader, to_participant=None)))
    st.html(f'<div class="sc"><p class="sc-label">{say("In a calendar program")}</p></div>')
    st.text(f"{summary(meeting)}\n\n{description(meeting, first_revision(meeting))}")
