import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given

from summitcal.agenda import countdown
from summitcal.cadence import read_repeat
from summitcal.markup.clocks import count, milliseconds
from summitcal.model import Meeting, Status
from tests.calendars import HOURS, meetings
from tests.markup.fragments import READER, meeting, text_of

BEFORE = replace(READER, now=dt.datetime(2022, 1, 5, tzinfo=dt.UTC))


def test_the_browser_is_told_all_that_it_needs_to_count():
    council = dt.datetime(2022, 1, 12, 14, tzinfo=dt.UTC), dt.datetime(2022, 1, 12, 16, 30, tzinfo=dt.UTC)

    assert count(meeting("council"), READER, to_the_second=True) == (
        '<time class="sc-count" datetime="2022-01-12T14:00:00+00:00" '
        f'data-begins="{milliseconds(council[0])}" data-ends="{milliseconds(council[1])}" '
        'data-first="2022-01-12" data-last="2022-01-12" data-zone="Europe/Brussels" data-days="1" data-timed="1" '
        'data-ending="1" data-seconds="1">in 3 days 02:00:00</time>'
    )


def test_a_moment_is_counted_in_milliseconds_as_javascript_does():
    assert milliseconds(dt.datetime(1970, 1, 2, tzinfo=dt.UTC)) == 86_400_000
    assert milliseconds(dt.datetime(1969, 12, 31, 23, 59, 59, tzinfo=dt.UTC)) == -1_000


def test_an_hour_that_is_not_known_is_not_counted_but_the_clock_runs_until_the_day_begins():
    assert count(meeting("geneva"), BEFORE, to_the_second=True) == (
        '<time class="sc-count" datetime="2022-01-09" data-begins="1641682800000" data-ends="1641855600000" '
        'data-first="2022-01-09" data-last="2022-01-10" data-zone="Europe/Zurich" data-days="2" data-timed="" '
        'data-ending="" data-seconds="1">in 4 days</time><p class="sc-until">9 January begins in Geneva in '
        '<time data-until="1641682800000">3 days 23:00:00</time></p>'
    )


def test_the_seconds_until_a_day_run_only_where_seconds_are_counted():
    assert 'data-seconds="">in 4 days</time>' in count(meeting("geneva"), BEFORE)
    assert "sc-until" not in count(meeting("geneva"), BEFORE)
    assert "sc-until" not in count(meeting("geneva"), READER, to_the_second=True)


def test_without_a_clock_nothing_is_said_about_how_far_away_it_is():
    html = count(meeting("geneva"), replace(READER, now=None), to_the_second=True)

    assert re.fullmatch(r"<time [^>]*data-begins[^>]*></time>", html)


@pytest.mark.parametrize(
    "nowhere",
    [
        *(meeting(each) for each in ("off", "later", "spring", "someday")),
        replace(meeting("council"), status=Status.POSTPONED),
        replace(meeting("council"), repeat=read_repeat("every week")),
    ],
    ids=lambda each: f"{each.id} {each.status}",
)
def test_what_has_no_day_to_count_to_has_no_clock(nowhere: Meeting):
    assert count(nowhere, READER, to_the_second=True) == ""


@given(meetings("any"), HOURS)
def test_a_clock_says_what_a_countdown_says(any_: Meeting, now: dt.datetime):
    for to_the_second in (False, True):
        html = count(any_, replace(READER, now=now), to_the_second=to_the_second)
        words = " ".join(countdown(any_, now=now, to_the_second=to_the_second).split())

        assert not html or text_of(html.partition("</time>")[0]) == words
