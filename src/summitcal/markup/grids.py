"""The meetings of a month as a table of its weeks, and those of a season along a line of time."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from html import escape

from summitcal.almanac import Day, Season, Span
from summitcal.markup.facts import off, tags, title_link
from summitcal.markup.reader import Reader
from summitcal.model import Meeting


def month_table(
    weeks: Sequence[Sequence[Day]],
    reader: Reader,
    *,
    undated: Sequence[Meeting] = (),
    today: dt.date | None = None,
    steps: tuple[str, str],
) -> str:
    """Write the weeks of a month; ``undated`` are those that are in it on a day not known.

    ``steps`` are the addresses of the month before and after, ``today`` the day to mark.
    """
    month = next(day.date for day in weeks[0] if not day.outside)
    heads = "".join(
        f'<th scope="col" abbr="{escape(reader.language.weekday(day.date.weekday()))}">'
        f"{escape(reader.language.short_weekday(day.date.weekday()))}</th>"
        for day in weeks[0]
    )
    rows = "".join(f"<tr>{''.join(_cell(day, reader, today) for day in week)}</tr>" for week in weeks)
    name = reader.language.month(month)
    without = ""
    if undated:
        items = "".join(f"<li{_class(each)}>{title_link(each, reader)}{tags(each, reader)}</li>" for each in undated)
        without = f'<section class="sc-undated"><h3>{reader.say("Day not set")}</h3><ul>{items}</ul></section>'
    none = ""
    if not undated and not any(day.meetings for week in weeks for day in week):
        none = f'<p class="sc-quiet">{reader.say("No meeting in this month.")}</p>'
    return f"""<div class="sc"><section class="sc-grid">{_head(name, steps, reader)}
<table class="sc-month"><caption class="sc-hidden">{escape(name)}</caption><thead><tr>{heads}</tr></thead>
<tbody>{rows}</tbody></table>{without}{none}</section></div>"""


def season_table(season: Season, reader: Reader, *, today: dt.date | None = None, steps: tuple[str, str]) -> str:
    """Write a season as a line for each meeting; ``steps`` are the addresses of the one before and after."""
    name = reader.language.months(season.first, season.last)
    months = "".join(
        f'<span style="inset-inline-start:{_percent(place)}">{escape(reader.language.month_name(day.month))}</span>'
        for day, place in season.months
    )
    mark = ""
    if today and season.first <= today <= season.last:
        mark = f'<i class="sc-today" style="inset-inline-start:{_percent(season.place_of(today))}"></i>'
    rows = "".join(_line(span, reader, mark) for span in season.spans)
    none = "" if rows else f'<p class="sc-quiet">{reader.say("No meeting in these months.")}</p>'
    table = f"""<table class="sc-season"><caption class="sc-hidden">{escape(name)}</caption><thead><tr>
<th scope="col"><span class="sc-hidden">{reader.say("Meeting")}</span></th>
<th scope="col"><span class="sc-hidden">{reader.say("When")}</span>
<div class="sc-scale" aria-hidden="true">{months}</div></th>
</tr></thead><tbody>{rows}</tbody></table>"""
    head = _head(name, steps, reader)
    return f'<div class="sc"><section class="sc-grid">{head}{table if rows else none}</section></div>'


def _head(name: str, steps: tuple[str, str], reader: Reader) -> str:
    before, after = steps
    return f"""<header class="sc-steps"><h2 aria-live="polite">{escape(name)}</h2>
<a href="{escape(before)}" rel="prev">{reader.say("← Earlier")}</a>
<a href="{escape(after)}" rel="next">{reader.say("Later →")}</a></header>"""


def _cell(day: Day, reader: Reader, today: dt.date | None) -> str:
    current = ' aria-current="date"' if day.date == today else ""
    classes = " ".join(filter(None, ("sc-outside" * day.outside, "sc-free" * (not day.meetings))))
    items = "".join(
        f"<li{_class(each)}>{_hour(each, day, reader)}{title_link(each, reader)}{tags(each, reader)}</li>"
        for each in day.meetings
    )
    meetings = f"<ul>{items}</ul>" if items else ""
    weekday = escape(reader.language.short_weekday(day.date.weekday()))
    label = f'<time datetime="{day.date}"><span class="sc-weekday">{weekday} </span>{day.date.day}</time>'
    return f'<td class="{classes}"{current}>{label}{meetings}</td>'


def _hour(meeting: Meeting, day: Day, reader: Reader) -> str:
    """Write when a meeting begins, by the clocks that the reader asks for, on the day on which it does."""
    if not isinstance(meeting.start, dt.datetime):
        return ""
    begins = meeting.start.astimezone(reader.main_zone(meeting.when))
    return f"<span>{escape(reader.language.clock(begins.time()))}</span> " if begins.date() == day.date else ""


def _line(span: Span, reader: Reader, mark: str) -> str:
    meeting = span.meeting
    guess = "" if span.exact else " sc-somewhere"
    place = f"inset-inline-start:{_percent(span.begins)};width:{_percent(span.length)}"
    bar = f'<b class="sc-bar{guess}" style="{place}"></b>'
    date, _ = meeting.when.in_two_lines(language=reader.language)
    return f"""<tr{_class(meeting)}><th scope="row">{title_link(meeting, reader)}{tags(meeting, reader)}
<span class="sc-quiet">{escape(date)}</span></th>
<td><div class="sc-track" aria-hidden="true">{mark}{bar}</div></td></tr>"""


def _class(meeting: Meeting) -> str:
    return f' class="{off(meeting).strip()}"' if off(meeting) else ""


def _percent(part: Fraction) -> str:
    return f"{float(part) * 100:.2f}%"
