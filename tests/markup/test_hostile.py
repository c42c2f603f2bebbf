"""Whatever a file says is text in every fragment, and never markup."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal import markup
from summitcal.agenda import at_moment
from summitcal.almanac import season_of, undated_in, weeks_of
from summitcal.cadence import read_repeat
from summitcal.history import Record
from summitcal.language import Language
from summitcal.markup import Clocks, Reader
from summitcal.markup.facts import source_list
from summitcal.markup.sheet import agenda_list
from summitcal.model import Draft, Evidence, Meeting, Role
from summitcal.translation import languages
from summitcal.updates import Update, What
from summitcal.when import month_of
from tests.calendars import ZONES, meetings
from tests.markup.fragments import HOSTILE, NEW_YORK, NOW, READER, WEEK, meeting, unclosed

EVIL = '<x>"&'
[SOURCE] = HOSTILE.meetings[0].sources
SOURCES = (SOURCE, replace(SOURCE, url=None), replace(SOURCE, url=f"data:{EVIL}"))
BREAKING = replace(
    HOSTILE.meetings[0],
    id=EVIL,
    participants=(replace(HOSTILE.participants[0], id=EVIL, role=Role.HOST),),
    sources=SOURCES,
    conference=f"https://{EVIL}/{EVIL}",
    replaces=EVIL,
    repeat=None,
)
UNDATED = replace(BREAKING, start=month_of(dt.date(2022, 1, 12)), end=None)
DAY = dt.date(2022, 1, 12)
RECORDS = tuple(
    Record(at=NOW + dt.timedelta(days=day), id="x", sequence=day, changes=(f"title: {EVIL} → {EVIL}",))
    for day in (0, 1)
)
WORDS = Evidence(start=3, end=8, text=EVIL, how=EVIL)
DRAFT = Draft(meeting=BREAKING, quote=WORDS, evidence={"place": (WORDS,)}, inferred=(EVIL,), doubts=(EVIL,))
STEPS = (f"?{EVIL}", f"?{EVIL}")
EVERY_FRAGMENT = {
    "masthead": markup.masthead(HOSTILE, READER),
    "panel": markup.subscribe_panel(
        f"https://x.org/{EVIL}",
        {"google": f"/{EVIL}"},
        READER,
        participants={EVIL: f"/{EVIL}"},
        preview=[BREAKING],
        qr=EVIL,
        remarks=[EVIL],
    ),
    "hero": markup.hero(BREAKING, READER, eyebrow=EVIL),
    "group": markup.group(EVIL, [BREAKING], READER),
    "list": markup.listing(at_moment([BREAKING, UNDATED], now=NOW), READER),
    "waiting": markup.waiting([UNDATED], READER),
    "row": markup.row(BREAKING, READER),
    "sources": source_list(SOURCES, READER),
    "agenda": agenda_list(BREAKING, READER, whole=True),
    "full": markup.full(BREAKING, READER, changes=RECORDS, related=[(EVIL, BREAKING)]),
    "month": markup.month_table(
        weeks_of([BREAKING], DAY), READER, undated=undated_in([UNDATED], DAY), today=DAY, steps=STEPS
    ),
    "season": markup.season_table(season_of([BREAKING, UNDATED], DAY), READER, today=DAY, steps=STEPS),
    "note": markup.note("", details=[EVIL]),
    "way back": markup.back_link(f"/{EVIL}", EVIL),
    "choices": markup.choices(EVIL, {EVIL: EVIL, "b": EVIL}, chosen=EVIL, links={EVIL: EVIL, "b": EVIL}),
    "pages": markup.page_links(2, 3, READER, {1: EVIL, 3: EVIL}),
    "article": markup.marked(f"{EVIL}{EVIL} {EVIL}", [DRAFT], READER),
    "draft": markup.said_of(DRAFT, READER),
    "text": markup.text(EVIL),
    "changes": markup.changes(
        [Update(at=NOW, what=what, meeting=BREAKING, changes=(EVIL,)) for what in (What.MOVED, What.TAKEN_OUT)],
        READER,
        since=EVIL,
        spans={EVIL: EVIL},
        feed=f"/{EVIL}",
    ),
    "chosen": markup.chosen_filters([(EVIL, EVIL)], READER, said=EVIL, clear=EVIL),
}


def everything() -> str:
    agenda, reader = at_moment(WEEK.meetings, now=NOW), replace(READER, zone=NEW_YORK)
    panel = markup.subscribe_panel(
        "https://x.org/a&b.ics", {"google": "/g?a=1&b=2"}, reader, participants={"<i>": "/f"}
    )
    return "".join(
        (
            markup.masthead(WEEK, reader, subscribe=panel),
            markup.hero(meeting("council"), reader, eyebrow="<Next>"),
            markup.listing(agenda, reader),
            *(markup.full(each, reader) for each in WEEK.meetings),
            markup.month_table(weeks_of(WEEK.meetings, DAY), reader, steps=STEPS),
            markup.season_table(season_of(WEEK.meetings, DAY), reader, steps=STEPS),
            markup.note("<p>note</p>", warns=True, details=["<b>line</b>"]),
        )
    )


def test_what_the_file_says_is_text_and_never_markup():
    html = everything()

    assert "<script" not in html
    assert "<i>" not in html
    assert "<soon>" not in html
    assert "Council of &lt;b&gt;ministers&lt;/b&gt; &amp; &quot;partners&quot;" in html


@pytest.mark.parametrize("html", EVERY_FRAGMENT.values(), ids=EVERY_FRAGMENT)
def test_no_text_breaks_out_of_any_fragment(html: str):
    assert "&lt;x&gt;&quot;&amp;" in html
    assert "<x>" not in html
    assert '&gt;"' not in html


def test_no_fragment_is_left_out_here():
    writes = {each for each in markup.__all__ if each.islower()} - {"count", "name_in", "pages_of"}
    source = Path(__file__).read_text(encoding="utf-8")

    assert [each for each in sorted(writes) if f"markup.{each}(" not in source.partition("def everything")[0]] == []


@pytest.mark.parametrize("html", [*EVERY_FRAGMENT.values(), everything()], ids=[*EVERY_FRAGMENT, "everything"])
def test_every_element_that_is_opened_is_closed_in_order(html: str):
    assert unclosed(html) == []


class Hostile(Language):
    """A language whose catalogue was written by somebody who means harm."""

    def translated(self, message: str) -> str:
        return f"{super().translated(message)}{EVIL}"

    def forms(self, one: str, many: str) -> dict[str, str]:
        return {category: f"{form}{EVIL}" for category, form in super().forms(one, many).items()}

    def day(self, day: dt.date) -> str:
        return f"{super().day(day)}{EVIL}"

    full_day = month = day_of_year = day

    def days(self, first: dt.date, last: dt.date) -> str:
        return f"{super().days(first, last)}{EVIL}"

    months = days

    def month_name(self, month: int) -> str:
        return f"{super().month_name(month)}{EVIL}"

    def weekday(self, number: int) -> str:
        return f"{super().weekday(number)}{EVIL}"

    short_weekday = weekday

    def clock(self, time: dt.time) -> str:
        return f"{super().clock(time)}{EVIL}"

    def city(self, zone: object) -> str:
        return f"{zone}{EVIL}"

    def country(self, code: str) -> str:
        return f"{code}{EVIL}"


FRAGMENTS: dict[str, Callable[[Meeting, Reader], str]] = {
    "hero": lambda each, reader: markup.hero(each, reader, eyebrow="Next"),
    "row": markup.row,
    "list": lambda each, reader: markup.listing(at_moment([each], now=NOW), reader),
    "full": lambda each, reader: markup.full(each, reader, changes=RECORDS, related=[("at the same time", each)]),
    "waiting": lambda each, reader: markup.waiting([each], reader),
    "month": lambda each, reader: markup.month_table(
        weeks_of([each], each.when.first_day or DAY), reader, undated=[each], steps=("?", "?")
    ),
    "season": lambda each, reader: markup.season_table(
        season_of([each], each.when.first_day or DAY), reader, steps=("?", "?")
    ),
    "panel": lambda each, reader: markup.subscribe_panel("/x", {"google": "/x"}, reader, preview=[each]),
}


@pytest.mark.parametrize("fragment", FRAGMENTS.values(), ids=FRAGMENTS)
@pytest.mark.parametrize("clocks", Clocks)
def test_not_even_a_catalogue_breaks_out_of_a_fragment(fragment: Callable[[Meeting, Reader], str], clocks: Clocks):
    reader = replace(READER, language=Hostile(), zone=NEW_YORK, clocks=clocks)
    weekly = replace(BREAKING, repeat=replace(read_repeat("every week"), excepted=(dt.date(2022, 1, 19),)))

    for each in (*WEEK.meetings, BREAKING, UNDATED, weekly):
        html = fragment(each, reader)
        assert "<x>" not in html
        assert '&gt;"' not in html
        assert unclosed(html) == []


@given(
    meetings("any"),
    st.sampled_from(sorted(FRAGMENTS)),
    st.sampled_from(Clocks),
    st.none() | ZONES,
    st.sampled_from(languages()),
)
def test_every_fragment_of_every_meeting_is_whole_in_every_language(
    any_: Meeting, name: str, clocks: Clocks, zone: ZoneInfo | None, language: Language
):
    html = FRAGMENTS[name](any_, replace(READER, clocks=clocks, zone=zone, language=language))

    assert unclosed(html) == []
    assert not re.search("<(?!/?[a-z][a-z0-9]*[ >])", html)
