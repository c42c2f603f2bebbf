"""How far away a meeting is, as elements that ``ticker.js`` keeps true in the browser."""

import datetime as dt
from html import escape

from summitcal.agenda import countdown, until_its_day
from summitcal.markup.reader import Reader
from summitcal.model import Meeting, Status


def count(meeting: Meeting, reader: Reader, *, to_the_second: bool = False) -> str:
    """Write how far away it is; empty where its date, or a tag, says all there is to say."""
    when = meeting.when
    if meeting.status in {Status.CANCELLED, Status.POSTPONED} or meeting.repeat:
        return ""
    if not when.dated or when.begins is None or when.ends is None:
        return ""
    words = ""
    if reader.now:
        words = countdown(meeting, now=reader.now, to_the_second=to_the_second, language=reader.language)
    facts = {
        "begins": milliseconds(when.begins),
        "ends": milliseconds(when.ends),
        "first": when.first_day,
        "last": when.last_day,
        "zone": when.zone.key,
        "days": when.days,
        "timed": 1 if when.timed else "",
        "ending": 1 if isinstance(when.end, dt.datetime) else "",
        "seconds": 1 if to_the_second else "",
    }
    data = "".join(f' data-{name}="{escape(str(value))}"' for name, value in facts.items())
    moment = when.begins.isoformat() if when.timed else str(when.first_day)
    until = _until_its_day(meeting, reader) if to_the_second else ""
    return f'<time class="sc-count" datetime="{moment}"{data}>{escape(words)}</time>{until}'


def milliseconds(moment: dt.datetime) -> int:
    """Return a moment as JavaScript counts it."""
    return int(moment.timestamp() * 1000)


def _until_its_day(meeting: Meeting, reader: Reader) -> str:
    """Write the clock that runs until a day without an hour begins; the ticker empties it when it does."""
    if reader.now is None or meeting.when.begins is None:
        return ""
    words, clock = until_its_day(meeting, now=reader.now, language=reader.language)
    if not words:
        return ""
    until = milliseconds(meeting.when.begins)
    return f'<p class="sc-until">{escape(words)} <time data-until="{until}">{escape(clock)}</time></p>'
