"""The meeting to see first, and the list of all of them in their groups and months."""

import datetime as dt
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from summitcal.agenda import Agenda
from summitcal.markup.clocks import count
from summitcal.markup.facts import (
    is_over,
    off,
    source_list,
    sources_heading,
    standing,
    tags,
    title_link,
    when_words,
    who_and_where,
)
from summitcal.markup.reader import Reader
from summitcal.markup.sheet import agenda_list
from summitcal.model import Meeting

ROWS = 50
"""How many meetings stand on one page of the list."""

_WAITING = 3


def hero(meeting: Meeting, reader: Reader, *, eyebrow: str, offer: str = "", level: int = 2) -> str:
    """Write the one meeting to see first, with its countdown to the second; ``offer`` is markup beneath its facts.

    ``eyebrow`` is a message: why it is the first. ``level`` is that of its heading.
    """
    topics = ""
    if meeting.agenda:
        topics = f'<div class="sc-topics"><h3>{reader.say("Agenda")}</h3>{agenda_list(meeting, reader)}</div>'
    return f"""<div class="sc"><section class="sc-hero{off(meeting)}" aria-label="{reader.say(eyebrow)}">
<p class="sc-eyebrow">{reader.say(eyebrow)}</p>
<h{level}>{title_link(meeting, reader)}{tags(meeting, reader)}</h{level}>
{count(meeting, reader, to_the_second=True)}
<div class="sc-columns"><div class="sc-facts"><p>{when_words(meeting, reader)}</p>{who_and_where(meeting, reader)}
{offer}</div>{topics}</div></section></div>"""


def waiting(meetings: Sequence[Meeting], reader: Reader) -> str:
    """Write which meetings are still without a day; empty if all those without one are over."""
    ahead = [meeting for meeting in meetings if not is_over(meeting, reader)]
    if not ahead:
        return ""
    links = reader.say(", ").join(title_link(meeting, reader) for meeting in ahead[:_WAITING])
    more = len(ahead) - _WAITING
    rest = f" {escape(reader.language.count('and {number} more', 'and {number} more', more))}" if more > 0 else ""
    return f"<p>{reader.say('Still without a day:')} {links}{rest}</p>"


def listing(agenda: Agenda, reader: Reader, *, page: int = 1) -> str:
    """Write a page of all meetings in their groups: under way, upcoming, day not set, past.

    Each group says how many it holds; its meetings stand under their months where there are several.
    """
    over = tuple(meeting for meeting in agenda.undated if is_over(meeting, reader))
    ahead = tuple(meeting for meeting in agenda.undated if not is_over(meeting, reader))
    groups = {
        "Under way": agenda.under_way,
        "Upcoming": agenda.upcoming,
        "Day not set": ahead,
        "Past": agenda.past,
        "Past, day not known": over,
    }
    skipped, room, written = (page - 1) * ROWS, ROWS, []
    for name, meetings in groups.items():
        shown = meetings[skipped : skipped + room]
        skipped, room = max(0, skipped - len(meetings)), room - len(shown)
        if shown:
            written.append(group(name, shown, reader, number=len(meetings)))
    return "".join(written)


def pages_of(agenda: Agenda) -> int:
    """Return on how many pages the list of all meetings stands; at least one."""
    number = sum(map(len, (agenda.under_way, agenda.upcoming, agenda.undated, agenda.past)))
    return max(1, -(-number // ROWS))


def group(name: str, meetings: Sequence[Meeting], reader: Reader, *, number: int | None = None) -> str:
    """Write a headed list of meetings; ``name`` is a message, ``number`` how many there are in all."""
    counted = f' <span class="sc-number">{number}</span>' if number else ""
    # Those without a day of their own are few, and stand in no month.
    dated = all(meeting.when.dated for meeting in meetings)
    months = [(month, tuple(each)) for month, each in groupby(meetings, _month)] if dated else []
    head = f"<h2>{reader.say(name)}{counted}</h2>"
    if len(months) < 2:
        body = "".join(row(meeting, reader) for meeting in meetings)
    else:
        body = "".join(_month_of_rows(month, each, reader) for month, each in months)
    return f'<div class="sc"><section class="sc-list">{head}{body}</section></div>'


def row(meeting: Meeting, reader: Reader, *, level: int = 3) -> str:
    """Write one meeting of a list, headed at a level; its agenda and sources unfold."""
    when = meeting.when
    date, rest = when.in_two_lines(reader.main_zone(when), language=reader.language)
    day = "".join(f"<span>{line}</span>" for line in (escape(rest), reader.hours_beside(when)) if line)
    over = " sc-over" if is_over(meeting, reader) else ""
    return f"""<article class="sc-row{over}{off(meeting)}" id="{escape(meeting.id)}">
<div class="sc-day"><b>{standing(date, meeting)}</b>{day}</div>
<div class="sc-what"><h{level}>{title_link(meeting, reader)}{tags(meeting, reader)}</h{level}>
<div class="sc-facts">{who_and_where(meeting, reader)}</div>{_unfolding(meeting, reader)}</div>
{count(meeting, reader)}</article>"""


def _month(meeting: Meeting) -> dt.date:
    return (meeting.when.first_day or dt.date.min).replace(day=1)


def _month_of_rows(month: dt.date, meetings: Iterable[Meeting], reader: Reader) -> str:
    name = escape(reader.language.month(month))
    rows = "".join(row(meeting, reader, level=4) for meeting in meetings)
    return f'<section><h3 class="sc-monthname">{name}</h3>{rows}</section>'


def _unfolding(meeting: Meeting, reader: Reader) -> str:
    parts = []
    if meeting.agenda:
        parts.append((reader.say("Agenda"), agenda_list(meeting, reader)))
    if meeting.sources:
        parts.append((sources_heading(meeting, reader), source_list(meeting.sources, reader)))
    description = meeting.description_in(reader.language.tag)
    if not parts and not description:
        return ""
    about = f'<p dir="auto">{escape(description)}</p>' if description else ""
    # In one piece, since not every language writes nouns small within a line.
    both = "Agenda and sources" if len(meeting.sources) > 1 else "Agenda and source"
    summary = reader.say(both) if parts[1:] else parts[0][0] if parts else reader.say("More")
    inside = "".join(f'<p class="sc-label">{name}</p>{body}' for name, body in parts)
    return f"<details><summary>{summary}</summary>{about}{inside}</details>"
