"""Draws the desk of versions: what was saved when, by whom, what was different, and the way back."""

import streamlit as st

from summitcal import markup
from summitcal.files import digest, read_text
from summitcal.page.forms import Saving, warn
from summitcal.problems import SummitcalError
from summitcal.saving import drop_draft, restore
from summitcal.versions import Draft, Version, difference, drafts, text_of, versions


def show_versions(saving: Saving) -> None:
    """Draw the versions of the file and the drafts beside it."""
    file = saving.live.file
    st.html('<div class="sc sc-desk"><h1>Versions</h1></div>')
    kept: list[Version | Draft] = [*drafts(file), *versions(file)]
    if not kept:
        st.html(
            markup.note("<p>Nothing has been saved in the page yet. The first save keeps what was there before.</p>")
        )
        return
    chosen = st.selectbox("Version", kept, format_func=_words, key="version")
    present, text = read_text(file), text_of(chosen)
    words = difference(present, text, names=("the file now", chosen.name))
    if not words:
        st.caption("This is what is in the file now.")
        return
    st.html('<div class="sc"><h2>What it would change</h2></div>')
    st.code(words, language="diff", wrap_lines=True)
    if isinstance(chosen, Draft):
        if st.button("Delete the draft"):
            drop_draft(file, chosen.name)
            st.rerun()
        return
    if st.button("Restore", type="primary"):
        try:
            restore(saving.editing, chosen.name, before=digest(present), now=saving.now)
        except SummitcalError as error:
            warn("Not restored.", str(error))
            return
        saving.live.refresh(now=saving.now)
        st.rerun()


def _words(kept: Version | Draft) -> str:
    when = f"{kept.at:%Y-%m-%d %H:%M} UTC"
    if isinstance(kept, Draft):
        return f"Draft of {when}, {kept.who}"
    number = "" if kept.meetings is None else f"{kept.meetings} meetings"
    return ", ".join(filter(None, (when, kept.who, kept.why, number, "; ".join(kept.changes))))[:200]
