import datetime as dt
import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from summitcal.agenda import Agenda, at_moment
from summitcal.cadence import read_repeat
from summitcal.language import Language
from summitcal.markup import Clocks, group, hero, listing, pages_of, row, waiting
from summitcal.markup.rows import ROWS
from summitcal.model import Meeting, Status
from summitcal.recurrence import occurrence_on
from summitcal.when import UNKNOWN
from tests.markup.fragments import NEW_YORK, NOW, READER, TOKYO, WEEK, meeting, text_of

BRUSSELS = ZoneInfo("Europe/Brussels")


def headings(html: str) -> list[str]:
    return [text_of(each) for each in re.findall(r"<h2>(.*?)</h2>", html)]


def days(number: int, first: dt.date = dt.date(2022, 2, 1)) -> tuple[Meeting, ...]:
    every = (first + dt.timedelta(days=each) for each in range(number))
    return tuple(Meeting(id=f"on-{day}", title=f"Talks {day}", start=day) for day in every)


class TestHero:
    def test_a_timed_meeting_is_counted_down_to_the_second(self):
        html = hero(meeting("council"), READER, eyebrow="Next")

        assert '<p class="sc-eyebrow">Next</p>' in html
        assert ">in 3 days 02:00:00</time>" in html

    def test_where_only_a_day_is_known_the_clock_runs_until_it_begins(self):
        html = hero(meeting("geneva"), replace(READER, now=dt.datetime(2022, 1, 5, tzinfo=dt.UTC)), eyebrow="Next")

        assert "9 January begins in Geneva in 3 days 23:00:00" in text_of(html)

    def test_it_says_when_where_who_and_what_about(self):
        text = text_of(hero(meeting("council"), replace(READER, zone=NEW_YORK), eyebrow="Next"))

        assert text == (
            'Next Council of <b>ministers</b> & "partners" in 3 days 02:00:00 '
            "Wednesday 12 January 2022, 15:00–17:30 Brussels time (09:00–11:30 your time) Brussels, Belgium "
            "United States , The <ministers> "
            "Agenda 15:00 Opening & greetings </script><script>alert(1)</script>"
        )

    def test_without_an_agenda_nothing_stands_for_it(self):
        assert "sc-topics" not in hero(meeting("geneva"), READER, eyebrow="Next")

    def test_what_is_offered_stands_beneath_the_facts(self):
        html = hero(meeting("geneva"), READER, eyebrow="Next", offer="<p>offer</p>")

        assert text_of(html).endswith("United States , Russia offer")


class TestRow:
    def test_it_says_date_place_participants_agenda_and_sources(self):
        text = text_of(row(meeting("council"), replace(READER, zone=NEW_YORK)))

        assert text == (
            "12 January 2022 Wednesday, 15:00–17:30 09:00–11:30 your time "
            'Council of <b>ministers</b> & "partners" Brussels, Belgium United States , The <ministers> '
            "Agenda and sources They meet <i>twice</i> a year. "
            "Agenda 15:00 Opening & greetings </script><script>alert(1)</script> "
            "Sources Ministers to meet , Gazette, 2 January 2022 “The Council will meet <soon>” Wire, 3 January 2022 "
            "in 3 days"
        )

    @pytest.mark.parametrize(
        ("clocks", "text"),
        [
            (Clocks.PLACE, "12 January 2022 Wednesday, 15:00–17:30 09:00–11:30 your time "),
            (Clocks.MINE, "12 January 2022 Wednesday, 09:00–11:30 15:00–17:30 Brussels time "),
            (Clocks.UTC, "12 January 2022 Wednesday, 14:00–16:30 15:00–17:30 Brussels time "),
        ],
    )
    def test_its_day_and_hours_are_said_by_the_clocks_that_are_asked_for(self, clocks: Clocks, text: str):
        reader = replace(READER, zone=NEW_YORK, clocks=clocks)

        assert text_of(row(meeting("council"), reader)).startswith(text)

    def test_the_day_is_that_of_the_clocks(self):
        late = replace(meeting("council"), start=dt.datetime(2022, 1, 12, 23, tzinfo=BRUSSELS), end=None)
        reader = replace(READER, zone=TOKYO, clocks=Clocks.MINE)

        assert text_of(row(late, reader)).startswith(
            "13 January 2022 Thursday, 07:00 Wednesday 12 January 2022, 23:00 Brussels time "
        )

    def test_several_days_with_hours_name_the_weekday_of_each(self):
        long = replace(meeting("council"), end=dt.datetime(2022, 1, 14, 12, tzinfo=BRUSSELS))
        text = text_of(row(long, replace(READER, zone=TOKYO)))

        assert text.startswith(
            "12–14 January 2022 Wednesday 15:00 – Friday 12:00 Wednesday 23:00 – Friday 20:00 your time Council"
        )

    def test_the_visitors_day_is_named_where_it_is_another(self):
        text = text_of(row(meeting("council"), replace(READER, zone=ZoneInfo("Pacific/Auckland"))))

        assert "Wednesday, 15:00–17:30 Thursday 13 January 2022, 03:00–05:30 your time" in text

    def test_more_than_a_week_is_said_as_a_number_of_days(self):
        long = replace(meeting("geneva"), end=dt.date(2022, 1, 19))

        assert text_of(row(long, READER)).startswith("9–19 January 2022 11 days")

    def test_what_is_under_way_says_which_day_it_is(self):
        assert ">under way, day 1 of 2</time>" in row(meeting("geneva"), READER)

    def test_a_description_alone_still_unfolds(self):
        geneva = replace(meeting("geneva"), description="Asked for by Moscow.")

        assert '<details><summary>More</summary><p dir="auto">Asked for by Moscow.</p></details>' in row(geneva, READER)
        assert "<details>" not in row(meeting("geneva"), READER)

    def test_what_unfolds_is_named_in_one_piece_for_languages_that_write_nouns_large(self):
        class German(Language):
            def translated(self, message: str) -> str:
                return {"Agenda and sources": "Tagesordnung und Quellen"}.get(message, message)

        assert "<summary>Tagesordnung und Quellen</summary>" in row(
            meeting("council"), replace(READER, language=German())
        )

    def test_a_single_source_is_called_one(self):
        assert "<summary>Source</summary>" in row(
            replace(meeting("geneva"), sources=meeting("council").sources[:1]), READER
        )

    def test_a_meeting_that_is_over_is_grey_unless_it_waits_for_another_day(self):
        past = replace(READER, now=dt.datetime(2022, 1, 11, tzinfo=dt.UTC))
        geneva = meeting("geneva")

        assert '<article class="sc-row sc-over" id="geneva">' in row(geneva, past)
        assert '<article class="sc-row" id="geneva">' in row(geneva, READER)
        assert '<article class="sc-row" id="geneva">' in row(replace(geneva, status=Status.POSTPONED), past)

    def test_a_cancelled_meeting_is_struck_through_and_says_why(self):
        html = row(meeting("off"), READER)

        assert 'class="sc-row sc-off"' in html
        assert "Trade council Cancelled" in text_of(html)
        assert "Called off" in text_of(html)

    def test_a_postponed_meeting_strikes_out_its_date(self):
        assert "<s>25 January 2022</s>" in row(meeting("later"), READER)

    def test_what_is_only_reported_is_marked(self):
        assert "Perhaps a call Tentative Reported" in text_of(row(meeting("perhaps"), READER))

    def test_an_occurrence_leads_to_itself_and_to_the_whole(self):
        weekly = replace(meeting("council"), repeat=read_repeat("every week until 2022-06-30"))
        found = occurrence_on(weekly, dt.date(2022, 1, 12))
        assert found is not None

        assert 'href="?meeting=council~2022-01-12"' in row(found, READER)
        assert '<a href="?meeting=council">Every week on Wednesday until 30 June 2022</a>' in row(found, READER)

    def test_a_meeting_that_repeats_has_no_clock_as_a_whole(self):
        weekly = replace(meeting("council"), repeat=read_repeat("every week"))

        assert "data-begins" not in row(weekly, READER)

    def test_its_heading_is_of_the_level_beneath_the_one_above_it(self):
        assert "<h3><a" in row(meeting("geneva"), READER)
        assert "<h4><a" in row(meeting("geneva"), READER, level=4)


class TestListing:
    def test_the_groups_come_in_order_with_their_numbers_and_only_those_with_meetings(self):
        html = listing(at_moment(WEEK.meetings, now=NOW), READER)

        assert headings(html) == ["Under way 1", "Upcoming 3", "Day not set 3"]

    def test_a_month_that_is_over_is_past_though_its_day_is_not_known(self):
        later = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
        html = listing(at_moment(WEEK.meetings, now=later), replace(READER, now=later))

        assert headings(html) == ["Day not set 2", "Past 4", "Past, day not known 1"]
        assert html.index("Past, day not known") < html.index("Donors")

    def test_an_empty_agenda_is_an_empty_list(self):
        assert listing(at_moment([], now=NOW), READER) == ""
        assert pages_of(at_moment([], now=NOW)) == 1

    def test_meetings_of_several_months_stand_under_their_months(self):
        html = listing(at_moment(days(40), now=NOW), READER)

        assert re.findall(r'sc-monthname">(.*?)<', html) == ["February 2022", "March 2022"]
        assert "<h4>" in html
        assert "<h3><a" not in html

    def test_meetings_of_one_month_do_without_its_name(self):
        assert "sc-monthname" not in listing(at_moment(days(28), now=NOW), READER)

    def test_those_without_a_day_stand_in_no_month(self):
        html = group("Day not set", [meeting("spring"), meeting("someday")], READER)

        assert "sc-monthname" not in html

    def test_a_long_list_stands_on_several_pages_and_each_meeting_on_one_of_them(self):
        agenda = at_moment([*days(120), *WEEK.meetings], now=dt.datetime(2022, 3, 1, tzinfo=dt.UTC))
        assert pages_of(agenda) == 3

        pages = [
            re.findall(r'<article class="sc-row[^"]*" id="(.*?)"', listing(agenda, READER, page=n)) for n in (1, 2, 3)
        ]
        groups = (agenda.under_way, agenda.upcoming, agenda.undated, agenda.past)

        assert [len(each) for each in pages] == [ROWS, ROWS, 27]
        assert [id_ for page in pages for id_ in page] == [each.id for group in groups for each in group]

    def test_a_group_that_goes_on_over_pages_says_how_many_it_has_in_all(self):
        agenda = at_moment(days(120), now=NOW)

        assert [headings(listing(agenda, READER, page=page)) for page in (1, 2, 3)] == [["Upcoming 120"]] * 3
        assert listing(agenda, READER, page=4) == ""

    @pytest.mark.parametrize(("number", "pages"), [(0, 1), (1, 1), (ROWS, 1), (ROWS + 1, 2), (2 * ROWS, 2)])
    def test_no_page_is_empty(self, number: int, pages: int):
        agenda = at_moment(days(number), now=NOW)

        assert pages_of(agenda) == pages
        assert bool(listing(agenda, READER, page=pages)) is bool(number)


class TestWaiting:
    def test_it_names_those_that_are_still_without_a_day(self):
        undated = at_moment(WEEK.meetings, now=NOW).undated

        assert text_of(waiting(undated, READER)).startswith("Still without a day: Arctic summit , Donors' conference ,")

    def test_it_counts_those_that_it_does_not_name(self):
        many = [replace(meeting("someday"), id=f"x{number}", title=f"Visit {number}") for number in range(5)]

        assert text_of(waiting(many, READER)) == "Still without a day: Visit 0 , Visit 1 , Visit 2 and 2 more"

    def test_what_is_over_waits_for_nothing(self):
        later = replace(READER, now=dt.datetime(2023, 1, 1, tzinfo=dt.UTC))

        assert waiting([meeting("spring")], later) == ""
        assert waiting([], READER) == ""
        assert waiting([replace(meeting("spring"), start=UNKNOWN)], later) != ""


def test_an_agenda_is_made_of_its_groups_alone():
    """The list and the number of its pages must count the same groups."""
    assert set(Agenda.__dataclass_fields__) == {"under_way", "upcoming", "undated", "past", "until"}
