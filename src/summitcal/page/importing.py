"""Draws the desk on which an article becomes meetings: paste it, look at what it tells, correct it, take it."""

import datetime as dt

import streamlit as st

from summitcal import desk, markup
from summitcal.desk import Proposal
from summitcal.files import digest
from summitcal.ingest import Article, read_article
from summitcal.model import Calendar, Meeting
from summitcal.page.forms import Saving, draw_fields, warn
from summitcal.problems import InvalidCalendar, SummitcalError
from summitcal.reconcile import Verdict

_WORDS = {
    Verdict.NEW: "New",
    Verdict.KNOWN: "Already there: one more source",
    Verdict.MOVED: "Moved",
    Verdict.POSTPONED: "Postponed",
    Verdict.CANCELLED: "Called off",
    Verdict.CHANGED: "Told otherwise than in the calendar",
}
_ROWS = (("title",), ("start", "end"), ("kind", "status"), ("participants",), ("place",))


def show_import(saving: Saving, reader: markup.Reader) -> None:
    """Draw the desk: an article in, its meetings out, and what they would change in the file."""
    st.html('<div class="sc sc-desk"><h1>From an article</h1></div>')
    article = _article()
    if article is None:
        return
    published = _published(article, saving.now)
    if published is None:
        return
    calendar = saving.calendar()
    if calendar is None:
        return
    found = desk.proposals(article, calendar, published=published)
    text, beside = st.columns([1, 1], gap="large")
    text.html(markup.marked(article.text, [each.draft for each in found], reader))
    with beside:
        if not found:
            st.html(markup.note(f"<p>{reader.say('No meeting was found in this article.')}</p>"))
        key = digest(article.text)
        cards = (_card(each, calendar, reader, key=f"{number} {key}") for number, each in enumerate(found))
        taken = [meeting for meeting in cards if meeting]
    why = article.title or "from an article"
    if taken and saving.write_meetings(taken, begun=saving.begun("an article"), why=why):
        st.rerun()


def _article() -> Article | None:
    """Return the article that was pasted or dropped; None as long as there is none that can be read."""
    dropped = st.file_uploader("Drop a file: text, HTML or PDF", type=["txt", "html", "htm", "pdf"], key="dropped")
    pasted = st.text_area("Or paste the article", height=200, key="pasted")
    data, name = (dropped.getvalue(), dropped.name) if dropped else (pasted.encode(), "the pasted text")
    if not data.strip():
        return None
    try:
        return desk.as_filed(read_article(data, name))
    except SummitcalError as error:
        warn("It cannot be read.", str(error))
        return None


def _published(article: Article, clock: dt.datetime) -> dt.date | None:
    """Return the day of publication: what the article says itself, else what the editor says."""
    told = article.published
    label = "Published (its own page says so)" if told else "When was it published? Weekdays and years hang on it."
    latest = clock.date() + dt.timedelta(days=1)
    key = f"published {digest(article.text)}"
    day = st.date_input(
        label, value=told, min_value=dt.date(1900, 1, 1), max_value=latest, key=key, format="YYYY-MM-DD"
    )
    if day is None and article.hint:
        st.caption(f"Not sure, but {article.hint.why} {article.hint.day}.")
    return day if isinstance(day, dt.date) else None


def _card(proposal: Proposal, calendar: Calendar, reader: markup.Reader, *, key: str) -> Meeting | None:
    """Draw one proposal; return the meeting to write if it is taken and can be read."""
    key = f"{key} {proposal.draft.quote.start}"
    match, becomes = proposal.match, proposal.becomes
    with st.container(border=True, gap="small"):
        of = f": {match.known.title}" if match.known else ""
        why = f" ({match.why})" if match.why else ""
        st.html(markup.note(f"<p>{reader.say(_WORDS[match.verdict])}{markup.text(of + why)}</p>"))
        meeting = becomes or match.meeting
        is_new = match.verdict is Verdict.NEW
        fields = draw_fields(meeting, calendar, _ROWS, key=key) if is_new else {}
        st.html(markup.said_of(proposal.draft, reader))
        if becomes is None:
            st.caption("Nothing is written for this one; edit the file if the article is right.")
            return None
        # Another verdict, as with another day of publication, is to be taken anew.
        if not st.checkbox("Take it", value=proposal.is_sure, key=f"take {match.verdict} {proposal.is_sure} {key}"):
            return None
        try:
            return desk.corrected(becomes, fields, calendar) if is_new else becomes
        except InvalidCalendar as error:
            warn("Not yet:", *map(desk.mistake, error.problems))
            return None
