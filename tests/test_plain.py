import datetime as dt
import json
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.model import (
    AgendaItem,
    Certainty,
    Kind,
    Meeting,
    Occurrence,
    Participant,
    ParticipantKind,
    Place,
    Source,
    Status,
)
from summitcal.plain import from_plain, to_plain
from summitcal.problems import UnreadableDate
from summitcal.when import UNKNOWN, month_of, quarter_of, week_of
from tests.repeats import repeats

TALKS = Meeting(id="geneva", title="Talks", start=dt.date(2022, 1, 9))
ZONES = st.sampled_from(["UTC", "Europe/Zurich", "Asia/Kathmandu"]).map(ZoneInfo)
DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2199, 11, 1))
POINTS = st.one_of(
    DAYS,
    DAYS.map(month_of),
    DAYS.map(quarter_of),
    DAYS.map(week_of).filter(lambda week: week.first.isocalendar().year < 2200),
    st.just(UNKNOWN),
    DAYS.map(lambda day: dt.datetime.combine(day, dt.time(13, 5), ZoneInfo("UTC"))),
)
TEXTS = st.text(min_size=1)
HOURS = DAYS.map(lambda day: dt.datetime.combine(day, dt.time(13, 5), ZoneInfo("UTC")))
TRANSLATIONS = st.lists(st.tuples(st.sampled_from(["en", "fr", "zh-Hant"]), TEXTS), max_size=2).map(tuple)
OCCURRENCES = st.builds(
    Occurrence,
    on=DAYS,
    start=st.none() | DAYS | HOURS,
    end=st.none() | DAYS | HOURS,
    title=st.none() | TEXTS,
    titles=TRANSLATIONS,
    place=st.none() | st.builds(Place, name=TEXTS, timezone=st.none() | ZONES),
    status=st.none() | st.sampled_from(Status),
    agenda=st.lists(st.builds(AgendaItem, topic=TEXTS, at=st.none() | POINTS), max_size=2).map(tuple),
    sources=st.lists(st.builds(Source, title=TEXTS, published=st.none() | DAYS), max_size=2).map(tuple),
)
MEETINGS = st.builds(
    Meeting,
    id=TEXTS,
    title=TEXTS,
    titles=TRANSLATIONS,
    descriptions=TRANSLATIONS,
    start=POINTS,
    kind=st.sampled_from(Kind),
    end=st.none() | POINTS,
    timezone=ZONES,
    repeat=st.none() | repeats(OCCURRENCES),
    participants=st.lists(
        st.builds(
            Participant,
            id=TEXTS,
            name=TEXTS,
            kind=st.sampled_from(ParticipantKind),
            office=st.none() | TEXTS,
            aliases=st.lists(TEXTS, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    place=st.none() | st.builds(Place, name=TEXTS, timezone=st.none() | ZONES),
    status=st.sampled_from(Status),
    certainty=st.sampled_from(Certainty),
    was=st.none() | POINTS,
    reason=st.none() | TEXTS,
    agenda=st.lists(st.builds(AgendaItem, topic=TEXTS, at=st.none() | POINTS), max_size=2).map(tuple),
    sources=st.lists(st.builds(Source, title=TEXTS, published=st.none() | DAYS), max_size=2).map(tuple),
)


@given(MEETINGS)
def test_a_meeting_comes_back_from_json_as_it_went_in(meeting: Meeting):
    assert from_plain(Meeting, json.loads(json.dumps(to_plain(meeting)))) == meeting


def test_what_is_at_its_default_is_left_out():
    assert to_plain(TALKS) == {"id": "geneva", "title": "Talks", "start": "2022-01-09"}


def test_one_instant_is_written_one_way():
    hours = (dt.datetime(2022, 1, 9, 15, tzinfo=ZoneInfo("Europe/Zurich")), dt.datetime(2022, 1, 9, 14, tzinfo=dt.UTC))

    assert {to_plain(hour) for hour in hours} == {"2022-01-09T14:00:00+00:00"}


@pytest.mark.parametrize(
    "value",
    [{}, {"id": "a"}, {"id": "a", "title": "A", "start": "x"}, {"id": "a", "title": "A", "start": "2022", "b": 1}, 7],
)
def test_what_is_no_meeting_is_refused(value: object):
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError, UnreadableDate)):
        from_plain(Meeting, value)
