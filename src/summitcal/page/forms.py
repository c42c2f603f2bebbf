"""What the desks share: the fields of a meeting, what would be written, and the writing of it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from summitcal import desk, markup, store
from summitcal.files import digest, read_text
from summitcal.live import Live
from summitcal.model import Calendar, Certainty, Kind, Meeting, Status
from summitcal.problems import SummitcalError
from summitcal.saving import Editing, keep_draft, save, save_plan
from summitcal.versions import difference

_CHOICES = {"kind": Kind, "status": Status, "certainty": Certainty}

Rows = Sequence[Sequence[str]]
"""Names of ``desk.FIELDS``, those that stand side by side together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """Into which calendar somebody saves: ``who`` does so, at ``now``."""

    live: Live
    who: str
    now: dt.datetime

    @property
    def editing(self) -> Editing:
        """Who edits which file."""
        return Editing(file=self.live.file, who=self.who)

    def begun(self, what: str) -> str:
        """Return the digest of the file as it was when somebody began with something; it is kept until it is saved."""
        return str(st.session_state.setdefault(f"begun {what}", digest(read_text(self.live.file))))

    def write_text(self, text: str, *, begun: str) -> bool:
        """Offer to write the whole file; return whether it was done. ``begun`` is the digest of the text begun from."""
        present = read_text(self.live.file)
        self._tell_of_others(present, begun)
        name = self.live.file.name
        return self._offered(
            difference(present, text, names=(name, name)),
            lambda: save(self.editing, text, before=digest(present), now=self.now),
            over=present,
        )

    def write_meetings(self, meetings: Sequence[Meeting], *, begun: str, why: str = "") -> bool:
        """Offer to write some meetings into the file; return whether it was done. ``why`` is kept with the version."""
        try:
            plan = store.plan(self.live.file, meetings)
        except SummitcalError as error:
            warn("This cannot be written.", str(error))
            return False
        self._tell_of_others(read_text(self.live.file), begun)
        for words in plan.refused.values():
            warn(words)
        return self._offered(
            desk.difference(plan),
            lambda: save_plan(self.editing, plan, now=self.now, why=why),
            over="".join(each.before or "" for each in plan.rewrites),
        )

    def keep_aside(self, text: str, *, begun: str) -> None:
        """Offer to keep a text that cannot be saved yet as a draft, which is never served."""
        if st.button("Save as draft"):
            draft = keep_draft(self.editing, text, before=begun, now=self.now)
            st.toast(f"Kept as {draft.name}. Subscribers see nothing of it.")

    def _tell_of_others(self, present: str, begun: str) -> None:
        if digest(present) != begun:
            warn("Somebody else has saved the file since you began. What follows is against what is there now.")

    def _offered(self, words: str, write: Callable[[], object], *, over: str) -> bool:
        """Show what will be written, and write it when told to; ``over`` is the text in whose place it comes."""
        st.html('<div class="sc"><h2>What will be written</h2></div>')
        st.code(words, language="diff", wrap_lines=True)
        # A press is meant for what was seen: over what somebody else has saved since, it is another button.
        if not st.button("Save", type="primary", key=f"save over {digest(over)}"):
            return False
        try:
            write()
        except SummitcalError as error:
            warn("Not saved; what you typed is still here.", str(error))
            return False
        self.live.refresh(now=self.now)
        for key in [each for each in st.session_state if str(each).startswith("begun ")]:
            del st.session_state[key]
        st.toast("Saved.")
        return True


def warn(text: str, *details: str) -> None:
    """Say what stands in the way, and line by line why."""
    lines = [line for each in details for line in each.splitlines()]
    st.html(markup.note(f"<p>{markup.text(text)}</p>", warns=True, details=lines))


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
