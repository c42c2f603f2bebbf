"""The calendar file as text in the browser: Ace, with what the file's reader finds at its lines."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import streamlit as st

from summitcal.model import Calendar, Certainty, Kind, Meeting, Status, file_keys
from summitcal.problems import Problem

_ACE = files("django_static_ace_builds").joinpath("static/ace-builds")
_PARTS = ("ace.js", "ext-language_tools.js", "mode-yaml.js", "theme-chrome.js", "theme-tomorrow_night.js")
_SCRIPT = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (*map(_ACE.joinpath, _PARTS), files("summitcal").joinpath("assets/editor.js"))
)
_CALENDAR_KEYS = ("calendar", "participants", "meetings", "include")

_editor = st.components.v2.component("summitcal_source", js=_SCRIPT, isolate_styles=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What stands in the editor, and the digest of the text of the file from which it was begun."""

    text: str
    digest: str


def edit_source(text: str, *, digest: str, file: Path, problems: Iterable[Problem], calendar: Calendar) -> Written:
    """Draw the editor; return what stands in it. ``text`` is what the file holds now, ``digest`` tells it from others.

    Of the problems, those of other files are not at its lines.
    """
    data = editor_data(text, digest=digest, file=file, problems=problems, calendar=calendar)
    data["dark"] = st.context.theme.type == "dark"
    state = _editor(data=data, key="source", on_written_change=lambda: None)
    written = state.get("written") or {"text": text, "digest": digest}
    return Written(text=written["text"], digest=written["digest"])


def editor_data(
    text: str, *, digest: str, file: Path, problems: Iterable[Problem], calendar: Calendar
) -> dict[str, object]:
    """Return what the editor in the browser is told, as JSON has it; nothing of the server's folders."""
    return {
        "text": text,
        "digest": digest,
        # Two calendars that are served at one address, one after the other, keep what was typed apart.
        "file": f"summitcal {hashlib.sha256(str(file).encode()).hexdigest()}",
        "label": file.name,
        "problems": [_annotation(each) for each in problems if each.file == str(file)],
        "keys": [(name, "") for name in _CALENDAR_KEYS] + _keys(Meeting),
        "words": _words(calendar),
    }


def _annotation(problem: Problem) -> Mapping[str, object]:
    words = f"{problem.what}; {problem.mend}" if problem.mend else problem.what
    kind = "warning" if problem.is_warning else "error"
    return {"row": max(0, problem.line - 1), "column": max(0, problem.column - 1), "text": words, "type": kind}


def _keys(declaration: type) -> list[tuple[str, str]]:
    return [(name, str(each.metadata["about"])) for name, each in file_keys(declaration).items()]


def _words(calendar: Calendar) -> dict[str, list[tuple[str, str]]]:
    everyone = [(each.id, each.name) for each in calendar.participants]
    places = dict.fromkeys(each.place.name for each in calendar.meetings if each.place)
    return {
        "kind": [(str(each), "") for each in Kind],
        "status": [(str(each), "") for each in Status],
        "certainty": [(str(each), "") for each in Certainty],
        "participants": everyone,
        "place": [(each, "") for each in places],
        "replaces": [(each.id, each.title) for each in calendar.meetings],
    }
