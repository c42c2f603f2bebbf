"""What stands around the meetings: the head of a calendar, sentences set apart, and the ways from view to view."""

from collections.abc import Iterable, Mapping
from html import escape

from summitcal.markup.reader import Reader
from summitcal.model import Calendar


def masthead(calendar: Calendar, reader: Reader, *, subscribe: str = "", below: str = "") -> str:
    """Write the title of the calendar, and the panel from which it is subscribed to."""
    description = calendar.description_in(reader.language.tag)
    about = f'<p class="sc-quiet" dir="auto">{escape(description)}</p>' if description else ""
    head = f'<h1 dir="auto">{escape(calendar.title_in(reader.language.tag))}</h1>{about}{subscribe}{below}'
    return f'<div class="sc"><header class="sc-head">{head}</header></div>'


def note(html: str, *, warns: bool = False, details: Iterable[str] = ()) -> str:
    """Write a sentence set apart; ``html`` is markup, ``details`` are plain lines beneath it."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in details)
    more = f"<ul>{lines}</ul>" if lines else ""
    return f'<div class="sc"><div class="sc-note{" sc-warn" if warns else ""}">{html}{more}</div></div>'


def back_link(address: str, title: str) -> str:
    """Write the way from a meeting back to the whole calendar."""
    arrow = '<span class="sc-arrow" aria-hidden="true">←</span>'
    return f'<div class="sc"><p class="sc-back"><a href="{escape(address)}">{arrow} {escape(title)}</a></p></div>'


def choices(label: str, options: Mapping[str, str], *, chosen: str, links: Mapping[str, str]) -> str:
    """Write one of several things to choose from as links; ``options`` are their names, ``links`` where they lead.

    ``label`` says what is chosen, to those who cannot see it.
    """
    current = {True: ' aria-current="true"', False: ""}
    items = (
        f'<li><a href="{escape(links[each])}"{current[each == chosen]}>{escape(name)}</a></li>'
        for each, name in options.items()
    )
    return f'<nav class="sc-choices" aria-label="{escape(label)}"><ul>{"".join(items)}</ul></nav>'


def page_links(number: int, pages: int, reader: Reader, links: Mapping[int, str]) -> str:
    """Write the ways to the page of a list before and after this one; ``links`` are the addresses of both."""
    if pages < 2:
        return ""
    before = _page_link("prev", "← Back", links.get(number - 1), reader)
    after = _page_link("next", "More meetings →", links.get(number + 1), reader)
    middle = reader.say("Page {number} of {pages}", number=number, pages=pages)
    ways = f"{before}<span>{middle}</span>{after}"
    return f'<div class="sc"><nav class="sc-pages" aria-label="{middle}">{ways}</nav></div>'


def chosen_filters(chips: Iterable[tuple[str, str]], reader: Reader, *, said: str, clear: str) -> str:
    """Write what the list is narrowed to: ``chips`` are names with the address of the list without each.

    ``said`` tells how many are left; ``clear`` is the address of the whole list.
    """
    items = "".join(
        f'<li><a href="{escape(address)}" aria-label="{reader.say("Without {name}", name=name)}">'
        f'{escape(name)} <span aria-hidden="true">×</span></a></li>'
        for name, address in chips
    )
    everything = f'<li><a class="sc-clear" href="{escape(clear)}">{reader.say("Show all")}</a></li>'
    body = f'<p role="status">{escape(said)}</p><ul>{items}{everything}</ul>'
    return f'<div class="sc"><div class="sc-chosen">{body}</div></div>'


def _page_link(rel: str, message: str, address: str | None, reader: Reader) -> str:
    return f'<a rel="{rel}" href="{escape(address)}">{reader.say(message)}</a>' if address else "<span></span>"
