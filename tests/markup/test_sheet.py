import datetime as dt
import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from summitcal.cadence import read_repeat
from summitcal.history import Record
from summitcal.markup import Clocks, full, row
from summitcal.markup.sheet import agenda_list
from summitcal.model import AgendaItem, Meeting, Occurrence, Participant, Role, Status
from summitcal.recurrence import changed_occurrences, occurrence_on
from tests.markup.fragments import LAVROV, NEW_YORK, READER, meeting, text_of

COUNCIL_IN_WORDS = (
    'session Council of <b>ministers</b> & "partners" in 3 days 02:00:00 '
    "When Wednesday 12 January 2022, 15:00–17:30 Brussels time 14:00–16:30 UTC "
    "Where Brussels, Belgium More example.org "
    "They meet <i>twice</i> a year. Agenda 15:00 Opening & greetings </script><script>alert(1)</script> "
    "Participants United States The <ministers> "
    "Sources Ministers to meet , Gazette, 2 January 2022 “The Council will meet <soon>” Wire, 3 January 2022"
)


@pytest.mark.parametrize(
    ("meeting", "text"),
    [
        (meeting("council"), COUNCIL_IN_WORDS),
        (
            replace(meeting("council"), end=None, description=None, participants=(), agenda=(), sources=()),
            (
                'session Council of <b>ministers</b> & "partners" in 3 days 02:00:00 '
                "When Wednesday 12 January 2022, 15:00 Brussels time 14:00 UTC The end has not been announced. "
                "Where Brussels, Belgium More example.org"
            ),
        ),
        (
            replace(meeting("geneva"), participants=(LAVROV,)),
            (
                "talks Geneva talks under way, day 1 of 2 When 9–10 January 2022 No hour is known. "
                "Where Geneva, Switzerland Participants Sergei Lavrov , Foreign Minister"
            ),
        ),
        (
            meeting("perhaps"),
            (
                "call Perhaps a call Tentative Reported in 11 days "
                "20 January begins by Zurich time in 10 days 11:00:00 "
                "When Thursday 20 January 2022 Only reported, not announced No hour is known. "
                "Status Tentative Participants Russia"
            ),
        ),
        (
            replace(meeting("later"), timezone=NEW_YORK, start=dt.datetime(2022, 1, 25, 9, tzinfo=NEW_YORK)),
            (
                "summit Arctic summit Postponed When Tuesday 25 January 2022, 09:00 A new date is not set. "
                "Status Postponed Changed Moved from Tuesday 18 January 2022. The host asked for time"
            ),
        ),
        (meeting("spring"), "conference Donors' conference When March 2022, day not set"),
        (meeting("someday"), f"visit {meeting('someday').title} When date not set"),
    ],
    ids=["hours", "open end", "person", "perhaps", "postponed", "month", "unknown"],
)
def test_the_sheet_says_all_that_is_known_and_how_exactly(meeting: Meeting, text: str):
    assert text_of(full(meeting, READER)) == text


@pytest.mark.parametrize("clocks", Clocks)
def test_the_sheet_says_the_hours_of_the_place_the_visitors_and_utc_whatever_is_asked_for(clocks: Clocks):
    html = full(meeting("council"), replace(READER, zone=NEW_YORK, clocks=clocks))
    [hours] = re.findall("<dt>When</dt><dd>(.*?)</dd>", html)

    assert re.findall("<p>(.*?)</p>", hours) == [
        "Wednesday 12 January 2022, 15:00–17:30 Brussels time",
        "09:00–11:30 your time",
        "14:00–16:30 UTC",
    ]


def test_hours_that_are_the_same_are_said_once():
    there = replace(meeting("council"), timezone=ZoneInfo("UTC"), start=dt.datetime(2022, 1, 12, 15, tzinfo=dt.UTC))

    assert "15:00–16:30 UTC More" in text_of(full(replace(there, place=None), READER))
    assert text_of(full(meeting("council"), replace(READER, zone=ZoneInfo("Africa/Accra")))).count("14:00–16:30") == 1


def test_the_hours_in_utc_of_all_occurrences_cannot_be_said_at_once():
    weekly = replace(meeting("council"), repeat=read_repeat("every week"))

    assert "UTC" not in text_of(full(weekly, READER))


def test_a_postponed_meeting_strikes_out_its_date_and_says_that_there_is_no_other():
    text = text_of(full(meeting("later"), READER))

    assert "Tuesday 25 January 2022 A new date is not set." in text
    assert "Moved from Tuesday 18 January 2022. The host asked for time" in text


def test_only_web_addresses_become_links():
    bad = replace(meeting("geneva"), url="javascript:alert(1)", conference="javascript:alert(2)")

    assert "javascript:" not in re.sub(r">[^<]*<", "", full(bad, READER))


def test_where_the_public_can_follow_and_what_it_replaces_lead_there():
    there = replace(meeting("geneva"), conference="https://live.example.org/a?b=1&c=2", replaces="perhaps")
    html = full(there, READER)

    assert '<dt>Follow</dt><dd><a href="https://live.example.org/a?b=1&amp;c=2">live.example.org</a></dd>' in html
    assert '<dt>Replaces</dt><dd><a href="?meeting=perhaps">perhaps</a></dd>' in html


def test_what_it_replaces_is_said_by_its_title_where_that_is_known():
    there = replace(meeting("geneva"), replaces="perhaps")
    html = full(there, READER, related=[("replaced by this one", meeting("perhaps"))])

    assert text_of(re.search("<dt>Replaces</dt>(<dd>.*?</dd>)", html)[1]) == "Perhaps a call"  # type: ignore[index]


def test_a_participant_is_said_with_office_state_and_part():
    host = Participant(id="us", name="United States", country="US", role=Role.HOST)
    html = full(replace(meeting("geneva"), participants=(replace(LAVROV, country="RU"), host)), READER)

    assert text_of(html).endswith("Participants Sergei Lavrov , Foreign Minister, Russia United States , host")
    assert '<a href="?participant=lavrov">Sergei Lavrov</a>' in html


def test_what_can_be_done_with_it_stands_below_the_facts():
    assert '</dl><p class="sc-actions"><b>act</b></p>' in full(meeting("geneva"), READER, actions="<b>act</b>")
    assert "sc-actions" not in full(meeting("geneva"), READER)


class TestAgenda:
    def test_an_agenda_of_several_days_names_the_day(self):
        at = dt.datetime(2022, 1, 10, 9, 30, tzinfo=ZoneInfo("Europe/Zurich"))
        item = replace(meeting("council").agenda[0], at=at)

        assert "Monday 10 January 2022, 09:30" in agenda_list(replace(meeting("geneva"), agenda=(item,)), READER)

    @pytest.mark.parametrize(
        ("clocks", "hour", "both"),
        [
            (Clocks.PLACE, "15:00", "15:00 (09:00 your time)"),
            (Clocks.MINE, "09:00", "09:00 (15:00 Brussels time)"),
            (Clocks.UTC, "14:00", "14:00 (15:00 Brussels time)"),
        ],
    )
    def test_its_hours_are_said_by_the_clocks_that_are_asked_for_and_on_the_sheet_by_the_others_too(
        self, clocks: Clocks, hour: str, both: str
    ):
        reader = replace(READER, zone=NEW_YORK, clocks=clocks)

        assert text_of(agenda_list(meeting("council"), reader)).startswith(f"{hour} Opening")
        assert text_of(agenda_list(meeting("council"), reader, whole=True)).startswith(f"{both} Opening")

    def test_the_item_that_is_on_is_marked_and_the_browser_knows_when_each_begins(self):
        lunch = AgendaItem(topic="Lunch", at=dt.datetime(2022, 1, 12, 16, tzinfo=ZoneInfo("Europe/Brussels")))
        council = replace(meeting("council"), agenda=(*meeting("council").agenda, lunch))
        during = replace(READER, now=dt.datetime(2022, 1, 12, 15, 30, tzinfo=dt.UTC))
        items = re.findall("<li.*?</li>", agenda_list(council, during))

        assert [text_of(each) for each in items if 'aria-current="time"' in each] == ["16:00 Lunch"]
        assert [bool(re.search(r'<time data-at="\d+">', each)) for each in items] == [True, False, True]
        assert "aria-current" not in agenda_list(council, READER)
        assert "aria-current" not in agenda_list(council, replace(READER, now=None))


WEEKLY = replace(
    meeting("council"),
    repeat=replace(
        read_repeat("every week until 2022-06-30"),
        excepted=(dt.date(2022, 2, 9),),
        changes=(Occurrence(on=dt.date(2022, 1, 19), status=Status.CANCELLED, reason="Snow & ice"),),
    ),
)


class TestRepeating:
    def test_how_a_meeting_repeats_is_said_with_all_that_differs(self):
        differing = "".join(row(each, READER) for each in changed_occurrences(WEEKLY))
        html = full(WEEKLY, READER, occurrences=differing)
        text = text_of(html)

        assert "Repeats Every week on Wednesday until 30 June 2022 Not on 9 February 2022." in text
        assert "Occurrences that differ 19 January 2022 Wednesday, 15:00–17:30 " in text
        assert "Snow & ice" in text
        assert 'id="council~2022-01-19"' in html

    def test_one_occurrence_says_of_which_meeting_it_is_and_leads_there(self):
        found = occurrence_on(WEEKLY, dt.date(2022, 1, 12))
        assert found is not None

        html = full(found, READER)

        assert '<a href="?meeting=council">Every week on Wednesday until 30 June 2022</a>' in html
        assert "Not on" not in html

    def test_a_meeting_that_repeats_has_no_clock_as_a_whole(self):
        assert "data-begins" not in full(WEEKLY, READER)


FIRST = Record(at=dt.datetime(2022, 1, 3, 9, tzinfo=dt.UTC), id="geneva", sequence=0, facts={})
MOVED = replace(FIRST, at=dt.datetime(2022, 1, 5, 9, tzinfo=dt.UTC), sequence=1, changes=("moved 8 → 9 January 2022",))
QUIET = replace(FIRST, at=dt.datetime(2022, 1, 6, 9, tzinfo=dt.UTC), sequence=1)


class TestChanges:
    def test_what_was_published_when_is_told_the_latest_first(self):
        html = full(meeting("geneva"), READER, changes=(FIRST, MOVED))

        assert text_of(html).endswith(
            "What changed 5 January 2022 moved 8 → 9 January 2022 3 January 2022 first published"
        )
        assert '<time datetime="2022-01-05T09:00:00Z">5 January 2022</time>' in html

    def test_what_changed_is_kept_in_english_and_says_so_to_programs_that_read_aloud(self):
        html = full(meeting("geneva"), READER, changes=(FIRST, MOVED))

        assert '<span lang="en" dir="ltr">moved 8 → 9 January 2022</span>' in html
        assert html.count('lang="en"') == 1

    def test_a_record_of_nothing_that_can_be_said_is_not_told(self):
        assert "6 January" not in full(meeting("geneva"), READER, changes=(FIRST, MOVED, QUIET))

    def test_a_meeting_without_a_history_has_no_such_section(self):
        assert "What changed" not in full(meeting("geneva"), READER)


class TestRelated:
    def test_each_related_meeting_is_a_link_with_its_day_and_the_reason(self):
        html = full(meeting("geneva"), READER, related=[("the same parties", meeting("perhaps"))])

        assert text_of(html).endswith("Related meetings Perhaps a call , Thursday 20 January 2022, the same parties")
        assert '<a href="?meeting=perhaps" dir="auto">Perhaps a call</a>' in html

    def test_what_is_related_to_nothing_has_no_such_section(self):
        assert "Related" not in full(meeting("geneva"), READER)
