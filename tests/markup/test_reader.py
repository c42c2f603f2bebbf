from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.markup import Clocks
from summitcal.model import UTC, Meeting
from tests.calendars import meetings
from tests.markup.fragments import NEW_YORK, READER, TOKYO, meeting

AMERICAN = replace(READER, zone=NEW_YORK)
WHEN = meeting("council").when


def test_what_a_reader_is_told_is_text_for_html():
    assert READER.say("{name} & <more>", name='<b>"') == "&lt;b&gt;&quot; &amp; &lt;more&gt;"


def test_a_title_is_said_in_the_readers_language():
    talks = replace(meeting("geneva"), title="A & B", titles=(("en", "A & B"), ("fr", "Pourparlers")))

    assert READER.title(talks) == "A &amp; B"


@pytest.mark.parametrize(
    ("clocks", "zone", "main", "words", "beside"),
    [
        (Clocks.PLACE, NEW_YORK, "Europe/Brussels", "Brussels time", "09:00–11:30 your time"),
        (Clocks.MINE, NEW_YORK, "America/New_York", "your time", "15:00–17:30 Brussels time"),
        (Clocks.UTC, NEW_YORK, "UTC", "UTC", "15:00–17:30 Brussels time"),
        (Clocks.PLACE, None, "Europe/Brussels", "Brussels time", ""),
        (Clocks.MINE, None, "Europe/Brussels", "Brussels time", ""),
        (Clocks.UTC, None, "UTC", "UTC", "15:00–17:30 Brussels time"),
        (Clocks.MINE, ZoneInfo("Europe/Paris"), "Europe/Paris", "your time", ""),
        (Clocks.PLACE, TOKYO, "Europe/Brussels", "Brussels time", "23:00 – Thursday 13 January 2022, 01:30 your time"),
    ],
)
def test_hours_come_first_by_the_clocks_that_are_asked_for(
    clocks: Clocks, zone: ZoneInfo | None, main: str, words: str, beside: str
):
    reader = replace(READER, clocks=clocks, zone=zone)

    assert reader.main_zone(WHEN).key == main
    assert reader.zone_words(WHEN) == words
    assert reader.hours_beside(WHEN) == beside


@given(meetings("any"), st.sampled_from(Clocks), st.none() | st.timezones())
def test_what_has_no_hour_has_none_by_any_clocks(any_: Meeting, clocks: Clocks, zone: ZoneInfo | None):
    reader = replace(READER, clocks=clocks, zone=zone)

    assert any_.when.timed or reader.hours_beside(any_.when) == ""
    assert reader.main_zone(any_.when) in {zone, any_.timezone, UTC}
