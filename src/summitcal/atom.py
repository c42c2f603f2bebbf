"""What changed → an Atom feed (RFC 4287), for whoever reads of it rather than subscribes to the meetings."""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from xml.etree import ElementTree as ET

from summitcal.history import BEFORE_RECORDS
from summitcal.model import Meeting
from summitcal.updates import Update

NAMESPACE = "http://www.w3.org/2005/Atom"

# What makes an id of the moment and the id of a meeting: the same on every machine, and for ever.
_OURS = uuid.UUID("b3b9a1c2-8a5c-5f0e-9d0b-6f2f6b1f7a41")
# XML 1.0 §2.2: whatever else there is in a text, no reader of XML takes it.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a feed says of itself.

    ``identity`` is a text that no other calendar has and that never changes; the feed's id is made of it. ``home`` is
    the address of the page, ``source`` the whole one of the feed itself; empty if it is not known.
    """

    title: str
    identity: str
    subtitle: str = ""
    home: str = ""
    source: str = ""


def to_atom(about: About, updates: Sequence[Update], *, link: Callable[[Meeting], str]) -> bytes:
    """Write some updates, the newest first, as a feed: the same bytes each time.

    ``link`` gives the address of a meeting, or an empty text if none tells of it. Titles are plain text; the content of
    an entry is HTML, in which what people wrote is text.
    """
    root = ET.Element("feed", xmlns=NAMESPACE)
    _add(root, "id", _urn(f"feed {about.identity}"))
    _add(root, "title", f"{about.title}: what changed")
    if about.subtitle:
        _add(root, "subtitle", about.subtitle)
    _add(root, "updated", _moment(updates[0].at if updates else BEFORE_RECORDS))
    _add(_add(root, "author"), "name", about.title)
    _add(root, "generator", "summitcal")
    if about.source:
        _add(root, "link", rel="self", type="application/atom+xml", href=about.source)
    if about.home:
        _add(root, "link", rel="alternate", type="text/html", href=about.home)
    for update in updates:
        _entry(root, update, link(update.meeting))
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _entry(root: ET.Element, update: Update, address: str) -> None:
    entry, at = _add(root, "entry"), _moment(update.at)
    again = f" {update.number}" if update.number else ""
    _add(entry, "id", _urn(f"{at} {update.meeting.id}{again}"))
    _add(entry, "title", update.title)
    _add(entry, "updated", at)
    _add(entry, "published", at)
    if address:
        _add(entry, "link", rel="alternate", type="text/html", href=address)
    _add(entry, "category", term=str(update.what))
    _add(entry, "content", _content(update), type="html")


def _content(update: Update) -> str:
    """Say what changed, then when and where the meeting is and who takes part, a paragraph each."""
    meeting = update.meeting
    who = ", ".join(each.in_words() for each in meeting.participants)
    zone = f" ({meeting.timezone.key})" if meeting.when.timed else ""
    lines = [
        *update.changes,
        f"When: {meeting.when.in_words()}{zone}",
        *([f"Where: {meeting.place.name}"] if meeting.place else []),
        *([f"Who: {who}"] if who else []),
        *([f"Reason: {meeting.reason}"] if meeting.reason else []),
    ]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, {key: _NO_XML.sub("", value) for key, value in attributes.items()})
    if text is not None:
        element.text = _NO_XML.sub("", text)
    return element


def _moment(at: dt.datetime) -> str:
    """Write a moment as RFC 3339 has it, which RFC 4287 §3.3 asks for."""
    return f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def _urn(text: str) -> str:
    return uuid.uuid5(_OURS, text.encode("utf-8", "replace").decode()).urn
