import datetime as dt
import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from summitcal.cadence import read_repeat
from summitcal.markup import Clocks
from summitcal.markup.facts import (
    is_over,
    link,
    moved,
    participant_link,
    place_words,
    repeats,
    source_list,
    tags,
    title_link,
    when_words,
    who_and_where,
)
from summitcal.model import Certainty, Participant, ParticipantKind, Place, Source, Status
from summitcal.recurrence import occurrence_on
from tests.markup.fragments import NEW_YORK, READER, TOKYO, meeting, text_of

PLAIN = replace(READER, to_participant=None)


def test_a_title_leads_to_all_of_its_meeting():
    assert title_link(meeting("geneva"), READER) == '<a href="?meeting=geneva" dir="auto">Geneva talks</a>'


def test_only_what_does_not_simply_stand_is_marked():
    assert tags(meeting("geneva"), READER) == ""
    assert text_of(tags(meeting("perhaps"), READER)) == "Tentative Reported"
    assert text_of(tags(meeting("off"), READER)) == "Cancelled"
    assert text_of(tags(replace(meeting("geneva"), certainty=Certainty.REPORTED), READER)) == "Reported"


@pytest.mark.parametrize(
    ("clocks", "words"),
    [
        (Clocks.PLACE, "Wednesday 12 January 2022, 15:00–17:30 Brussels time (09:00–11:30 your time)"),
        (Clocks.MINE, "Wednesday 12 January 2022, 09:00–11:30 your time (15:00–17:30 Brussels time)"),
        (Clocks.UTC, "Wednesday 12 January 2022, 14:00–16:30 UTC (15:00–17:30 Brussels time)"),
    ],
)
def test_hours_are_said_by_the_clocks_that_are_asked_for_and_then_by_the_others(clocks: Clocks, words: str):
    reader = replace(READER, zone=NEW_YORK, clocks=clocks)

    assert text_of(when_words(meeting("council"), reader)) == words


def test_hours_are_said_once_where_clocks_agree():
    paris = replace(READER, zone=ZoneInfo("Europe/Paris"))

    assert "(" not in when_words(meeting("council"), paris)
    assert text_of(when_words(meeting("council"), replace(paris, clocks=Clocks.MINE))).endswith("17:30 your time")
    assert "(" not in when_words(replace(meeting("council"), timezone=ZoneInfo("UTC")), replace(READER, clocks="utc"))


def test_a_visitor_whose_zone_is_not_known_gets_the_hours_of_the_place():
    for clocks in (Clocks.PLACE, Clocks.MINE):
        words = text_of(when_words(meeting("council"), replace(READER, clocks=clocks)))

        assert words == "Wednesday 12 January 2022, 15:00–17:30 Brussels time"


def test_a_day_without_an_hour_is_the_same_day_by_all_clocks():
    for clocks in Clocks:
        reader = replace(READER, zone=TOKYO, clocks=clocks)

        assert when_words(meeting("geneva"), reader) == "9–10 January 2022"


def test_a_postponed_meeting_strikes_out_its_date_and_says_that_there_is_no_other():
    assert when_words(meeting("later"), READER) == "<s>Tuesday 25 January 2022</s> A new date is not set."


def test_where_and_who_stand_on_a_line_each():
    assert who_and_where(meeting("geneva"), PLAIN) == "<p>Geneva, Switzerland</p><p>United States, Russia</p>"
    assert who_and_where(meeting("someday"), PLAIN) == ""


def test_a_city_state_is_not_said_twice():
    assert place_words(Place(name="Singapore", country="SG"), READER) == "Singapore"
    assert place_words(Place(name="Geneva", country="CH"), READER) == "Geneva, Switzerland"
    assert place_words(Place(name="By video"), READER) == "By video"


def test_a_participant_leads_to_their_meetings_where_there_is_a_page_that_shows_them():
    us = Participant(id="us", name="United States", country="US")

    assert participant_link(us, READER) == '<a href="?participant=us">United States</a>'
    assert participant_link(us, PLAIN) == "United States"


def test_a_person_has_the_name_of_the_file_and_not_of_the_state_they_stand_for():
    person = Participant(id="biden", name="Joe Biden", kind=ParticipantKind.PERSON, country="US")

    assert participant_link(person, PLAIN) == "Joe Biden"


def test_what_was_moved_says_from_when_and_why():
    assert moved(meeting("later"), READER) == "Moved from Tuesday 18 January 2022. The host asked for time"
    assert moved(meeting("off"), READER) == "Called off"
    assert moved(meeting("geneva"), READER) == ""


def test_how_a_meeting_repeats_is_said_and_an_occurrence_leads_to_the_whole():
    weekly = replace(meeting("council"), repeat=read_repeat("every week until 2022-06-30"))
    occurrence = occurrence_on(weekly, dt.date(2022, 1, 12))
    assert occurrence

    assert repeats(meeting("council"), READER) == ""
    assert text_of(repeats(weekly, READER)) == "Every week on Wednesday until 30 June 2022"
    assert "<a" not in repeats(weekly, READER)
    assert '<a href="?meeting=council">Every week on Wednesday' in repeats(occurrence, READER)


def test_what_is_over_is_over_unless_it_waits_for_another_day():
    past = replace(READER, now=dt.datetime(2022, 1, 11, tzinfo=dt.UTC))

    assert is_over(meeting("geneva"), past)
    assert not is_over(meeting("geneva"), READER)
    assert not is_over(replace(meeting("geneva"), status=Status.POSTPONED), past)
    assert not is_over(meeting("someday"), past)
    assert not is_over(meeting("geneva"), replace(READER, now=None))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:alert(1)", " javascript:x", "java\nscript:x", "data:text/html,x"]
)
def test_only_web_addresses_become_links(address: str):
    assert link(address, "more") == "more"
    assert "<a" not in source_list([Source(title="Talks", url=address)], READER)


def test_links_keep_their_ampersands():
    assert link("https://x.org/?a=1&b=2", "A & B") == '<a href="https://x.org/?a=1&amp;b=2">A &amp; B</a>'


def test_a_source_says_title_outlet_day_and_words():
    html = source_list(meeting("council").sources, READER)

    assert re.findall("<a.*?</a>", html) == ['<a href="https://example.org/news">Ministers to meet</a>']
    assert text_of(html) == (
        "Ministers to meet , Gazette, 2 January 2022 “The Council will meet <soon>” Wire, 3 January 2022"
    )


def test_a_source_without_a_title_is_called_by_whatever_it_has():
    assert text_of(source_list([Source(outlet="Wire")], READER)) == "Wire"
    assert text_of(source_list([Source(url="https://x.org/")], READER)) == "https://x.org/"
    assert text_of(source_list([Source(quote="They meet.")], READER)) == "Source “They meet.”"
