"""Facts of a calendar → HTML fragments: one wording for the Streamlit page, the plain pages and the static site.

Whatever comes from the file is escaped here, once; only http(s) addresses become links.
"""

import json
from html import escape as text
from importlib.resources import files

from summitcal.agenda import phrases
from summitcal.markup.article import marked, said_of
from summitcal.markup.clocks import count
from summitcal.markup.facts import name_in
from summitcal.markup.frame import back_link, choices, chosen_filters, masthead, note, page_links
from summitcal.markup.grids import month_table, season_table
from summitcal.markup.news import changes
from summitcal.markup.reader import Clocks, Reader
from summitcal.markup.rows import group, hero, listing, pages_of, row, waiting
from summitcal.markup.sheet import full
from summitcal.markup.subscribing import subscribe_panel

__all__ = [
    "STYLE",
    "TICKER",
    "Clocks",
    "Reader",
    "back_link",
    "changes",
    "choices",
    "chosen_filters",
    "count",
    "full",
    "group",
    "hero",
    "listing",
    "marked",
    "masthead",
    "month_table",
    "name_in",
    "note",
    "page_links",
    "pages_of",
    "row",
    "said_of",
    "season_table",
    "subscribe_panel",
    "text",
    "waiting",
]

STYLE = files("summitcal").joinpath("assets/style.css").read_text(encoding="utf-8")
TICKER = (
    files("summitcal")
    .joinpath("assets/ticker.js")
    .read_text(encoding="utf-8")
    .replace("/* phrases */ {}", json.dumps(phrases(), ensure_ascii=False))
)
