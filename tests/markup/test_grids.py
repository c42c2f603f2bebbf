import datetime as dt
import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from summitcal.almanac import season_of, undated_in, weeks_of
from summitcal.cadence import read_repeat
from summitcal.language import Language
from summitcal.markup import Clocks, month_table, season_table
from summitcal.model import Meeting
from tests.markup.fragments import READER, WEEK, meeting, text_of, unclosed

STEPS = ("?month=before&a=1", "?month=after")
JANUARY, MARCH = dt.date(2022, 1, 1), dt.date(2022, 3, 1)


class FromSunday(Language):
    first_weekday = 6


def month(*meetings: Meeting, day: dt.date = JANUARY, today: dt.date | None = None) -> str:
    return month_table(weeks_of(meetings, day), READER, undated=undated_in(meetings, day), today=today, steps=STEPS)


def cell(html: str, day: int) -> str:
    """Return the cell of a day of the month itself."""
    [found] = [
        each for each in re.findall(r"<td.*?</td>", html) if f"</span>{day}</time>" in each and "sc-outside" not in each
    ]
    return found


class TestMonth:
    def test_a_meeting_stands_on_its_day_with_its_hour(self):
        html = month(*WEEK.meetings)

        assert text_of(cell(html, 12)) == 'Wed 12 15:00 Council of <b>ministers</b> & "partners"'
        assert '<a href="?meeting=council" dir="auto">' in cell(html, 12)

    def test_a_meeting_of_several_days_stands_on_each_and_says_its_hour_on_the_first(self):
        zurich = ZoneInfo("Europe/Zurich")
        hours = dt.datetime(2022, 1, 9, 10, tzinfo=zurich), dt.datetime(2022, 1, 10, 12, tzinfo=zurich)
        timed = replace(meeting("geneva"), start=hours[0], end=hours[1])
        html = month(timed)

        assert [text_of(cell(html, day)) for day in (8, 9, 10, 11)] == [
            "Sat 8",
            "Sun 9 10:00 Geneva talks",
            "Mon 10 Geneva talks",
            "Tue 11",
        ]

    @pytest.mark.parametrize(
        ("clocks", "day", "hour"), [(Clocks.PLACE, 12, "15:00"), (Clocks.MINE, 13, "03:00"), (Clocks.UTC, 12, "14:00")]
    )
    def test_day_and_hour_are_by_the_clocks_that_are_asked_for(self, clocks: Clocks, day: int, hour: str):
        reader = replace(READER, zone=ZoneInfo("Pacific/Auckland"), clocks=clocks)
        weeks = weeks_of([meeting("council")], JANUARY, zone=reader.chosen_zone)
        html = month_table(weeks, reader, steps=STEPS)

        assert f" {day} {hour} Council of" in text_of(cell(html, day))

    def test_one_that_is_called_off_is_struck_out_on_its_day(self):
        assert '<li class="sc-off">' in cell(month(*WEEK.meetings), 21)

    def test_one_that_does_not_simply_stand_is_seen_to_be_so(self):
        html = month(*WEEK.meetings)

        assert 'sc-tag">Tentative<' in cell(html, 20)
        assert 'sc-tag">Cancelled<' in cell(html, 21)
        assert "sc-hidden" not in cell(html, 21)

    def test_today_is_marked_and_no_other_day(self):
        html = month(today=dt.date(2022, 1, 12))

        assert 'aria-current="date"' in cell(html, 12)
        assert html.count("aria-current") == 1
        assert "aria-current" not in month(today=dt.date(2023, 1, 12))

    def test_days_of_other_months_and_days_without_a_meeting_are_told_apart(self):
        html = month(*WEEK.meetings)

        assert html.count("sc-outside") == 11
        assert 'class="sc-free"' in cell(html, 8)
        assert 'class=""' in cell(html, 9)

    def test_the_columns_are_headed_by_the_days_of_the_week_as_the_reader_counts_them(self):
        sunday = replace(READER, language=FromSunday())
        html = month_table(weeks_of([], JANUARY, first_weekday=6), sunday, steps=STEPS)

        assert re.findall(r'<th scope="col" abbr="(\w+)">(\w+)</th>', html)[:2] == [
            ("Sunday", "Sun"),
            ("Monday", "Mon"),
        ]
        assert re.findall(r"<th .*?>(\w+)</th>", month()) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    def test_what_is_only_known_to_be_in_it_stands_below(self):
        html = month(*WEEK.meetings, day=MARCH)

        assert text_of(html).endswith("Day not set Donors' conference")
        assert "No meeting" not in html

    def test_a_month_without_a_meeting_says_so(self):
        assert text_of(month()).endswith("No meeting in this month.")
        assert "No meeting" not in month(*WEEK.meetings)

    def test_it_is_named_and_leads_to_the_months_before_and_after(self):
        html = month()

        assert '<h2 aria-live="polite">January 2022</h2>' in html
        assert '<caption class="sc-hidden">January 2022</caption>' in html
        assert '<a href="?month=before&amp;a=1" rel="prev">← Earlier</a>' in html
        assert '<a href="?month=after" rel="next">Later →</a>' in html

    def test_every_row_has_seven_days_and_every_element_its_end(self):
        html = month(*WEEK.meetings)

        assert {row.count("<td") for row in re.findall("<tr>(?:<td.*?)</tr>", html)} == {7}
        assert unclosed(html) == []


def season(*meetings: Meeting, today: dt.date | None = None) -> str:
    return season_table(season_of(meetings, JANUARY), READER, today=today, steps=STEPS)


class TestSeason:
    def test_each_meeting_has_a_line_that_says_when_it_is(self):
        html = season(*WEEK.meetings)
        heads = [text_of(each) for each in re.findall(r'(?s)<th scope="row">(.*?)</th>', html)]

        assert heads[:2] == ["Geneva talks 9–10 January 2022", meeting("council").title + " 12 January 2022"]
        assert "Trade council Cancelled 21 January 2022" in heads
        assert len(heads) == 5

    def test_its_bar_stands_where_it_is_and_is_as_long_as_it_is(self):
        assert 'style="inset-inline-start:6.67%;width:1.67%"' in season(meeting("geneva"))

    def test_a_bar_says_where_only_the_month_is_known(self):
        assert re.findall('<b class="(.*?)" style="(.*?)">', season(meeting("spring"))) == [
            ("sc-bar sc-somewhere", "inset-inline-start:49.17%;width:25.83%")
        ]
        assert "sc-somewhere" not in season(meeting("geneva"))

    def test_what_repeats_has_a_line_for_each_time(self):
        weekly = replace(meeting("geneva"), repeat=read_repeat("every week until 2022-01-31"))

        assert season(weekly).count("<th scope=") == 2 + 4

    def test_its_months_stand_where_they_begin(self):
        marks = re.findall(r'<span style="inset-inline-start:([\d.]+)%">(\w+)<', season(*WEEK.meetings))

        assert marks == [("0.00", "January"), ("25.83", "February"), ("49.17", "March"), ("75.00", "April")]

    def test_today_is_marked_where_it_is_in_the_season(self):
        mark = '<i class="sc-today" style="inset-inline-start:9.17%"></i>'

        assert mark in season(meeting("geneva"), today=dt.date(2022, 1, 12))
        assert "sc-today" not in season(meeting("geneva"), today=dt.date(2022, 5, 1))
        assert "sc-today" not in season(meeting("geneva"), today=dt.date(2021, 12, 31))

    def test_bars_are_nothing_to_whoever_hears_the_page(self):
        html = season(*WEEK.meetings)

        assert all('aria-hidden="true"' in each for each in re.findall('<div class="sc-(?:track|scale)"[^>]*>', html))

    def test_a_season_without_a_meeting_says_so(self):
        html = season()

        assert text_of(html) == "January–April 2022 ← Earlier Later → No meeting in these months."
        assert "<table" not in html

    def test_every_element_has_its_end(self):
        assert unclosed(season(*WEEK.meetings, today=dt.date(2022, 1, 12))) == []
