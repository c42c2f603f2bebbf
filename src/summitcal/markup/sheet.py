"""All that is known of one meeting, on one sheet."""

import datetime as dt
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlsplit

from summitcal.agenda import running_item
from summitcal.gazetteer import find_participant
from summitcal.history import Record
from summitcal.markup.clocks import count, milliseconds
from summitcal.markup.facts import (
    link,
    moved,
    off,
    participant_link,
    participant_name,
    place_words,
    repeats,
    source_list,
    sources_heading,
    standing,
    tags,
    title_link,
)
from summitcal.markup.reader import Reader
from summitcal.model import UTC, AgendaItem, Meeting, Participant, ParticipantKind, Status


def full(  # noqa: PLR0913 - each is a part of the sheet, named by whoever fills it
    meeting: Meeting,
    reader: Reader,
    *,
    actions: str = "",
    changes: Sequence[Record] = (),
    related: Sequence[tuple[str, Meeting]] = (),
    occurrences: str = "",
) -> str:
    """Write all that is known of one meeting.

    ``actions`` is markup: what can be done with it. ``changes`` are the records of its history, ``related`` other
    meetings, each with a message that says why; ``occurrences`` is markup: those of one that repeats.
    """
    language, description = reader.language, meeting.description_in(reader.language.tag)
    facts = "".join(f"<dt>{name}</dt><dd>{words}</dd>" for name, words in _facts(meeting, reader, related))
    sections = (
        f'<p dir="auto">{escape(description)}</p>' if description else "",
        _section(reader.say("Agenda"), agenda_list(meeting, reader, whole=True)) if meeting.agenda else "",
        _section(reader.say("Participants"), _participants(meeting, reader)) if meeting.participants else "",
        _section(sources_heading(meeting, reader), source_list(meeting.sources, reader)) if meeting.sources else "",
        _section(reader.say("Occurrences that differ"), occurrences) if occurrences else "",
        _section(reader.say("What changed"), _changes(changes, reader)),
        _section(reader.say("Related meetings"), _related(related, reader)),
    )
    return f"""<div class="sc"><article class="sc-full">
<header class="{off(meeting).strip()}"><p class="sc-eyebrow">{escape(language.say(str(meeting.kind)))}</p>
<h1 dir="auto">{reader.title(meeting)}{tags(meeting, reader)}</h1>{count(meeting, reader, to_the_second=True)}</header>
<dl class="sc-table">{facts}</dl>{f'<p class="sc-actions">{actions}</p>' if actions else ""}{"".join(sections)}
</article></div>"""


def agenda_list(meeting: Meeting, reader: Reader, *, whole: bool = False) -> str:
    """Write what a meeting is about, each item with its hour where that is known, and the running one marked.

    ``whole`` says the visitor's hours too.
    """
    running = running_item(meeting, now=reader.now) if reader.now else None
    items = (_item(meeting, item, reader, whole=whole, running=item is running) for item in meeting.agenda)
    return f'<ol class="sc-agenda">{"".join(items)}</ol>'


def _item(meeting: Meeting, item: AgendaItem, reader: Reader, *, whole: bool, running: bool) -> str:
    hours = ""
    if item.at is not None:
        zone = reader.main_zone(meeting.when)
        words = [meeting.hour_of(item, zone=zone, language=reader.language)]
        if whole and isinstance(item.at, dt.datetime):
            beside = reader.hours_beside(meeting.when_of(item))
            words += [beside] if beside else []
        at = f' data-at="{milliseconds(item.at)}"' if isinstance(item.at, dt.datetime) else ""
        beside = f' <span class="sc-quiet">({words[1]})</span>' if words[1:] else ""
        hours = f"<time{at}>{escape(words[0])}</time>{beside}"
    current = ' aria-current="time"' if running else ""
    return f'<li{current}>{hours}<span dir="auto">{escape(item.topic)}</span></li>'


def _facts(meeting: Meeting, reader: Reader, related: Sequence[tuple[str, Meeting]]) -> Iterable[tuple[str, str]]:
    yield reader.say("When"), f"{_times(meeting, reader)}{_exactness(meeting, reader)}"
    if meeting.place:
        yield reader.say("Where"), place_words(meeting.place, reader)
    if meeting.status is not Status.CONFIRMED:
        yield reader.say("Status"), reader.say(str(meeting.status).capitalize())
    if words := moved(meeting, reader):
        yield reader.say("Changed"), words
    if words := repeats(meeting, reader):
        yield reader.say("Repeats"), f"<p>{words}</p>{_excepted(meeting, reader)}"
    if meeting.conference:
        yield reader.say("Follow"), link(meeting.conference, urlsplit(meeting.conference).netloc or meeting.conference)
    if meeting.replaces:
        yield reader.say("Replaces"), _replaced(meeting.replaces, reader, related)
    if meeting.url:
        yield reader.say("More"), link(meeting.url, urlsplit(meeting.url).netloc or meeting.url)


def _replaced(id_: str, reader: Reader, related: Sequence[tuple[str, Meeting]]) -> str:
    known = next((each for _, each in related if each.id == id_), None)
    if known:
        return title_link(known, reader)
    return f'<a href="{escape(reader.to_meeting(id_))}">{escape(id_)}</a>'


def _times(meeting: Meeting, reader: Reader) -> str:
    """Say when it is: by the clocks of the place, the visitor's and UTC, each on its line."""
    when, language = meeting.when, reader.language
    words = standing(when.in_words(language=language), meeting)
    if meeting.status is Status.POSTPONED:
        return f"<p>{words} {reader.say('A new date is not set.')}</p>"
    if not when.timed:
        return f"<p>{words}</p>"
    lines = [f"{words} {escape(language.zone(when.zone))}"]
    said = when.hours_elsewhere(reader.zone, language=language) if reader.zone else ""
    if said:
        lines.append(reader.say("{hours} your time", hours=said))
    # What is another hour in summer cannot be said of all occurrences at once.
    if (utc := when.hours_elsewhere(UTC, language=language)) and utc != said and not meeting.repeat:
        lines.append(escape(f"{utc} UTC"))
    return "".join(f"<p>{line}</p>" for line in lines)


def _exactness(meeting: Meeting, reader: Reader) -> str:
    if meeting.status is Status.POSTPONED:
        return ""
    lines = [meeting.certainty.in_words()]
    if meeting.when.timed and meeting.end is None:
        lines.append("The end has not been announced.")
    elif meeting.when.dated and not meeting.when.timed:
        lines.append("No hour is known.")
    return "".join(f'<p class="sc-quiet">{reader.say(line)}</p>' for line in lines if line)


def _excepted(meeting: Meeting, reader: Reader) -> str:
    if not meeting.repeat or not meeting.repeat.excepted:
        return ""
    days = reader.language.say(", ").join(map(reader.language.day, sorted(meeting.repeat.excepted)))
    return f"<p>{reader.say('Not on {days}.', days=days)}</p>"


def _participants(meeting: Meeting, reader: Reader) -> str:
    items = (f"<li>{participant_link(each, reader)}{_part(each, reader)}</li>" for each in meeting.participants)
    return f'<ul class="sc-who">{"".join(items)}</ul>'


def _part(participant: Participant, reader: Reader) -> str:
    """Say what a person does and for which state, and what part somebody has in this meeting."""
    words = [escape(participant.office or "")]
    state = find_participant(participant.country or "")
    if participant.kind is ParticipantKind.PERSON and state:
        words.append(participant_name(state, reader))
    if participant.role:
        words.append(reader.say(str(participant.role)))
    said = reader.say(", ").join(filter(None, words))
    return f'{reader.say(", ")}<span class="sc-quiet">{said}</span>' if said else ""


def _changes(changes: Sequence[Record], reader: Reader) -> str:
    """Write what was published when, the latest first. What changed is kept in English."""
    items = []
    for record in sorted(changes, key=lambda each: each.at, reverse=True):
        words = record.changes or ((reader.language.say("first published"),) if record is changes[0] else ())
        day = escape(reader.language.day(record.at.date()))
        said = "; ".join(map(escape, words))
        spoken = f'<span lang="en" dir="ltr">{said}</span>' if record.changes else said
        items.append(f'<li><time datetime="{record.at:%Y-%m-%dT%H:%M:%SZ}">{day}</time> {spoken}</li>' if said else "")
    return f'<ul class="sc-changes">{"".join(items)}</ul>' if any(items) else ""


def _related(related: Sequence[tuple[str, Meeting]], reader: Reader) -> str:
    comma = reader.say(", ")
    items = (
        f'<li>{title_link(meeting, reader)}{comma}<span class="sc-quiet">'
        f"{escape(meeting.when.in_words(language=reader.language))}{comma}{reader.say(why)}</span></li>"
        for why, meeting in related
    )
    return f'<ul class="sc-related">{"".join(items)}</ul>' if related else ""


def _section(name: str, body: str) -> str:
    return f"<section><h2>{name}</h2>{body}</section>" if body else ""
