"""What the desks share: the fields of a meeting, what would be written, and the writing of it."""

import datetime as dt
import os
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

_ROUND = "round of the desk"
_SEEN = "digests of what the desk showed"

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

    def calendar(self) -> Calendar | None:
        """Return what the file says now, nothing if there is none yet; None if it cannot be used, which is said."""
        if not self.live.file.exists():
            return Calendar()
        try:
            return store.load(self.live.file)
        except SummitcalError as error:
            self.warn("The calendar file cannot be used; mend it first.", str(error))
            return None

    def text(self) -> str | None:
        """Return the text of the file as it is now; None if it cannot be read, which is said."""
        try:
            return read_text(self.live.file)
        except SummitcalError as error:
            self.warn("The calendar file cannot be read.", str(error))
            return None

    def warn(self, text: str, *details: str) -> None:
        """Say what stands in the way, and line by line why; files are named without the server's folders."""
        warn(*(each.replace(f"{self.live.file.parent}{os.sep}", "") for each in (text, *details)))

    def begun(self, what: str) -> str:
        """Return the digest of the file as it was when somebody began with something; it is kept until it is saved."""
        return str(st.session_state.setdefault(f"begun {what}", digest(self._present())))

    def _present(self) -> str:
        return read_text(self.live.file) if self.live.file.exists() else ""

    def write_text(self, text: str, *, present: str, begun: str) -> bool:
        """Offer to write the whole file, of which ``present`` is the text now; return whether it was done.

        ``begun`` is the digest of the text that was begun from.
        """
        self._tell_of_others(present, begun)
        name = self.live.file.name
        return self._offered(
            difference(present, text, names=(name, name)),
            {name: digest(present)},
            lambda: save(self.editing, text, before=digest(present), now=self.now),
        )

    def write_meetings(self, meetings: Sequence[Meeting], *, begun: str, why: str = "") -> bool:
        """Offer to write some meetings into the file; return whether it was done. ``why`` is kept with the version."""
        try:
            plan = store.plan(self.live.file, meetings)
        except SummitcalError as error:
            self.warn("This cannot be written.", str(error))
            return False
        self._tell_of_others(self._present(), begun)
        for words in plan.refused.values():
            self.warn(words)
        return self._offered(
            desk.difference(plan),
            {str(each.path): digest(each.before or "") for each in plan.rewrites},
            lambda: save_plan(self.editing, plan, now=self.now, why=why),
        )

    def keep_aside(self, text: str, *, begun: str) -> None:
        """Offer to keep a text that cannot be saved yet as a draft, which is never served."""
        if st.button("Save as draft"):
            try:
                draft = keep_draft(self.editing, text, before=begun, now=self.now)
            except SummitcalError as error:
                self.warn("Not kept; what you typed is still here.", str(error))
                return
            st.toast(f"Kept as {draft.name}. Subscribers see nothing of it.")

    def _tell_of_others(self, present: str, begun: str) -> None:
        if digest(present) != begun:
            warn("Somebody else has saved the file since you began. What follows is against what is there now.")

    def _offered(self, words: str, before: Mapping[str, str], write: Callable[[], object]) -> bool:
        if not words:
            return False
        st.html('<div class="sc"><h2>What will be written</h2></div>')
        st.code(words, language="diff", wrap_lines=True)
        is_as_seen = _is_as_seen(before)
        if not st.button("Save", type="primary"):
            return False
        if not is_as_seen:
            warn("Somebody else has just saved the file. Above stands what would be written now: look, and save again.")
            return False
        try:
            write()
        except SummitcalError as error:
            self.warn("Not saved; what you typed is still here.", str(error))
            return False
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
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
    """Draw fields of a meeting, and return what stands in each of ``desk.FIELDS``.

    A field that nobody has touched follows the meeting when that changes; one that was touched keeps what was typed.
    """
    fields = desk.fields_of(meeting, calendar)
    for row in rows:
        for name, column in zip(row, st.columns(len(row)), strict=True):
            with column:
                # After each save the fields begin anew, as the file has what was typed.
                key_ = f"{name} {key} {st.session_state.get(_ROUND, 0)}"
                fields[name] = _field(name, fields[name], meeting, key=key_)
    return fields


def _field(name: str, text: str, meeting: Meeting, *, key: str) -> str:
    label, usual = name.capitalize(), str(getattr(meeting, name)) if name in _CHOICES else text
    is_contested = _follow(key, usual)
    if name in _CHOICES:
        chosen = str(st.selectbox(label, [str(each) for each in _CHOICES[name]], key=key))
        # What is as usual is not written.
        typed = text if chosen == usual else chosen
    elif name == "description":
        typed = st.text_area(label, key=key) or ""
    else:
        typed = st.text_input(label, key=key) or ""
    if is_contested:
        st.html(markup.note(f"<p>Meanwhile this became “{markup.text(usual)}”; what stands here replaces it.</p>"))
    return typed


def _follow(key: str, text: str) -> bool:
    """Let an untouched field say what it should by now; return whether it was touched, and should say otherwise."""
    begun = st.session_state.setdefault(f"begun {key}", text)
    typed = st.session_state.setdefault(key, text)
    if typed not in {begun, text}:
        return bool(begun != text)
    if begun != text:
        st.session_state[f"begun {key}"] = st.session_state[key] = text
    return False


def _is_as_seen(digests: Mapping[str, str]) -> bool:
    """Whether no file has become another since it was last shown, by their digests; this showing is remembered."""
    seen = st.session_state.get(_SEEN, {})
    st.session_state[_SEEN] = digests
    return all(seen.get(path, digest_) == digest_ for path, digest_ in digests.items())
