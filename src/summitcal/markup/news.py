"""What changed in the calendar, newest first: the same as the Atom feed tells."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from summitcal.markup.facts import title_link, when_words
from summitcal.markup.frame import choices
from summitcal.markup.reader import Reader
from summitcal.updates import Update, What


def changes(updates: Sequence[Update], reader: Reader, *, since: str, spans: Mapping[str, str], feed: str) -> str:
    """Write what changed; ``spans`` are the names of how far one can look back, by the addresses of each.

    ``since`` is the address of the one chosen, ``feed`` that of the same as a feed.
    """
    links = {each: each for each in spans}
    look_back = choices(reader.language.say("Since when"), spans, chosen=since, links=links)
    days = "".join(_day(list(each), reader) for _, each in groupby(updates, lambda each: each.at.date()))
    none = "" if days else f'<p class="sc-quiet">{reader.say("Nothing has changed in this time.")}</p>'
    follow = f'<p class="sc-quiet"><a href="{escape(feed)}">{reader.say("The same as an Atom feed")}</a></p>'
    head = f"<h2>{reader.say('What changed')}</h2>"
    return f'<div class="sc"><section class="sc-list">{head}{look_back}{days}{none}{follow}</section></div>'


def _day(updates: Sequence[Update], reader: Reader) -> str:
    name = escape(reader.language.day(updates[0].at.date()))
    items = "".join(_update(each, reader) for each in updates)
    return f'<section><h3 class="sc-monthname">{name}</h3><ul class="sc-news">{items}</ul></section>'


def _update(update: Update, reader: Reader) -> str:
    meeting = update.meeting
    taken = update.what is What.TAKEN_OUT
    title = reader.title(meeting) if taken else title_link(meeting, reader)
    said = "; ".join(map(escape, update.changes))
    # What changed is kept in English.
    more = f'<p class="sc-quiet" lang="en" dir="ltr">{said}</p>' if said else ""
    word = reader.say(str(update.what).capitalize())
    return (
        f'<li><p><span class="sc-tag">{word}</span> <b>{title}</b></p><p>{when_words(meeting, reader)}</p>{more}</li>'
    )
