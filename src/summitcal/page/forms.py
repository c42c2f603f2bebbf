"""What the desks share: the fields of a meeting, what would be written, and the writing of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from summitcal import desk, markup, store
from summitcal.files import read_text
from summitcal.live import Live
from summitcal.model import Calendar, Certainty, Kind, Meeting, Status
from summitcal.problems import SummitcalError
from summitcal.store.reviser import Rewrite

_CHOICES = {"kind": Kind, "status": Status, "certainty": Certainty}

Rows = Sequence[Sequence[str]]
"""Names of ``desk.FIELDS``, those that stand side by side together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """Into which calendar somebody saves: ``who`` does so, at ``now``."""

    live: Live
    who: str
    now: dt.datetime

    def write_text(self, text: str, *, begun: str) -> bool:
        """Offer to write the whole file; return whether it was done. ``begun`` is the digest of the text begun from."""
        before = read_text(self.live.file)
        if desk.digest_of(before) != begun:
            words = "Somebody else has saved the file since you began. Below stands what you would undo or change."
            st.html(markup.note(f"<p>{markup.text(words)}</p>", warns=True))
        rewrite = Rewrite(path=self.live.file, before=before, after=text)
        return self.write(store.Plan(rewrites=(rewrite,)))

    def write(self, plan: store.Plan) -> bool:
        """Show what would be written, and write it when the editor says so; return whether it was done."""
        st.html('<div class="sc"><h2>What will be written</h2></div>')
        st.code(desk.difference(plan), language="diff", wrap_lines=True)
        for words in plan.refused.values():
            st.html(markup.note(f"<p>{markup.text(words)}</p>", warns=True))
        if not st.button("Save", type="primary"):
            return False
        try:
            store.carry_out(plan)
        except SummitcalError as error:
            st.html(markup.note("<p>Not saved; what you typed is still here.</p>", warns=True, details=[str(error)]))
            return False
        self.live.refresh(now=self.now)
        st.toast("Saved.")
        return True


def save_plan(saving: Saving, meetings: Sequence[Meeting]) -> None:
    """Show what becomes of the file if some meetings stand in it as they are here, and offer to write it."""
    try:
        plan = store.plan(saving.live.file, meetings)
    except SummitcalError as error:
        st.html(markup.note("<p>This cannot be written.</p>", warns=True, details=str(error).splitlines()))
        return
    if saving.write(plan):
        st.rerun()


def draw_fields(meeting: Meeting, calendar: Calendar, rows: Rows, *, key: str) -> Mapping[str, str]:
    """Draw fields of a meeting, and return what stands in each of ``desk.FIELDS``."""
    fields = desk.fields_of(meeting, calendar)
    for row in rows:
        for name, column in zip(row, st.columns(len(row)), strict=True):
            with column:
                fields[name] = _field(name, fields[name], meeting, key=f"{name} {key}")
    return fields


def _field(name: str, text: str, meeting: Meeting, *, key: str) -> str:
    label = name.capitalize()
    if name == "description":
        return st.text_area(label, text, key=key) or ""
    if name not in _CHOICES:
        return st.text_input(label, text, key=key) or ""
    options = [str(each) for each in _CHOICES[name]]
    usual = str(getattr(meeting, name))
    chosen = str(st.selectbox(label, options, index=options.index(usual), key=key))
    # What is as usual is not written.
    return text if chosen == usual else chosen
