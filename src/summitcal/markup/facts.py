"""What is said of a meeting in a line: when, where, who, whether it stands, and where it is known from."""

from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from summitcal.cadence import repeat_words
from summitcal.gazetteer import find_participant
from summitcal.language import Language
from summitcal.markup.reader import Reader
from summitcal.model import Certainty, Meeting, Participant, ParticipantKind, Place, Source, Status
from summitcal.when import When


def title_link(meeting: Meeting, reader: Reader) -> str:
    """Write the title of a meeting as the way to all of it."""
    return f'<a href="{escape(reader.to_meeting(meeting.id))}" dir="auto">{reader.title(meeting)}</a>'


def is_over(meeting: Meeting, reader: Reader) -> bool:
    """Whether a meeting is over at the reader's moment; one that waits for a new date never is."""
    ends = meeting.when.ends
    return bool(reader.now and ends and ends <= reader.now and meeting.status is not Status.POSTPONED)


def standing(date: str, meeting: Meeting) -> str:
    """Strike out a date that holds no longer."""
    return f"<s>{escape(date)}</s>" if meeting.status is Status.POSTPONED else escape(date)


def off(meeting: Meeting) -> str:
    """Return the class, after a space, of a meeting that is called off."""
    return " sc-off" if meeting.status is Status.CANCELLED else ""


def tags(meeting: Meeting, reader: Reader) -> str:
    """Mark a meeting that does not simply stand."""
    words = [] if meeting.status is Status.CONFIRMED else [str(meeting.status).capitalize()]
    if meeting.certainty is Certainty.REPORTED:
        words.append("Reported")
    return "".join(f' <span class="sc-tag">{reader.say(word)}</span>' for word in words)


def when_words(meeting: Meeting, reader: Reader) -> str:
    """Say when it is, by whose clocks, and by the other clocks in brackets."""
    when = meeting.when
    words = standing(when.in_words(reader.main_zone(when), language=reader.language), meeting)
    if meeting.status is Status.POSTPONED:
        return f"{words} {reader.say('A new date is not set.')}"
    if when.timed:
        words += f" {reader.zone_words(when)}"
        beside = reader.hours_beside(when)
        words += f' <span class="sc-quiet">({beside})</span>' if beside else ""
    return words


def who_and_where(meeting: Meeting, reader: Reader) -> str:
    """Write the place, those who take part, what was moved and how it repeats, each as a paragraph."""
    who = reader.say(", ").join(participant_link(each, reader) for each in meeting.participants)
    where = place_words(meeting.place, reader) if meeting.place else ""
    return "".join(f"<p>{line}</p>" for line in (where, who, moved(meeting, reader), repeats(meeting, reader)) if line)


def place_words(place: Place, reader: Reader) -> str:
    """Say where it is: ``Geneva, Switzerland``."""
    country = find_participant(place.country) if place.country else None
    if not country or country.name == place.name or not place.country:
        return escape(place.name)
    name = reader.language.country(place.country) or country.name
    return reader.say("{place}, {country}", place=place.name, country=name)


def moved(meeting: Meeting, reader: Reader) -> str:
    """Say from when a meeting was moved, and why it was moved or called off."""
    was = ""
    if meeting.was is not None:
        before = When(meeting.was, None, meeting.timezone).in_words(language=reader.language)
        was = reader.say("Moved from {day}.", day=before)
    return " ".join(filter(None, (was, escape(meeting.reason or ""))))


def repeats(meeting: Meeting, reader: Reader) -> str:
    """Say how a meeting repeats; of a single occurrence, how the one does to which it belongs, with the way there."""
    whole = meeting.series or meeting
    if not whole.repeat or not whole.when.first_day:
        return ""
    words = escape(repeat_words(whole.repeat, whole.when.first_day, language=reader.language))
    words = f'<a href="{escape(reader.to_meeting(whole.id))}">{words}</a>' if meeting.series else words
    return f'<span class="sc-repeats">{words}</span>'


def participant_name(participant: Participant, reader: Reader) -> str:
    """Say what a participant is called; a state by its name in the reader's language, unless the file has its own."""
    return escape(name_in(participant, reader.language))


def name_in(participant: Participant, language: Language) -> str:
    """Return what a participant is called in a language, as plain text."""
    if participant.kind is ParticipantKind.STATE and participant.country:
        known = find_participant(participant.country)
        if known and known.name == participant.name:
            return language.country(participant.country) or participant.name
    return participant.name


def participant_link(participant: Participant, reader: Reader) -> str:
    """Write the name of a participant as the way to the meetings they are in."""
    name = participant_name(participant, reader)
    return f'<a href="{escape(reader.to_participant(participant.id))}">{name}</a>' if reader.to_participant else name


def source_list(sources: Iterable[Source], reader: Reader) -> str:
    """Write where a meeting is known from."""
    return f'<ul class="sc-sources">{"".join(f"<li>{_source(source, reader)}</li>" for source in sources)}</ul>'


def sources_heading(meeting: Meeting, reader: Reader) -> str:
    """Say what stands above the sources of a meeting."""
    return reader.say("Sources") if len(meeting.sources) > 1 else reader.say("Source")


def link(url: str, text: str) -> str:
    """Write a link to an address of the web; of any other, only the text."""
    if urlsplit(url).scheme not in {"http", "https", ""}:
        return escape(text)
    return f'<a href="{escape(url)}">{escape(text)}</a>'


def _source(source: Source, reader: Reader) -> str:
    title = source.title or source.outlet or source.url or reader.language.say("Source")
    head = link(source.url, title) if source.url else escape(title)
    outlet = source.outlet if source.title else None
    published = reader.language.day(source.published) if source.published else None
    comma = reader.say(", ")
    rest = comma.join(map(escape, filter(None, (outlet, published))))
    quote = f'<blockquote dir="auto">“{escape(source.quote)}”</blockquote>' if source.quote else ""
    return f"{head}{f'{comma}<span class=sc-quiet>{rest}</span>' if rest else ''}{quote}"
