import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from summitcal.check import find_problems
from summitcal.model import AgendaItem, Calendar, Meeting
from summitcal.when import UNKNOWN, Point, month_of, week_of

ZURICH = ZoneInfo("Europe/Zurich")
NOON = dt.datetime(2022, 1, 9, 12, tzinfo=ZURICH)


def rules(*meetings: Meeting) -> list[str]:
    return [problem.rule for problem in find_problems(Calendar(meetings=meetings))]


def meeting(start: Point, end: Point | None = None, **facts: object) -> Meeting:
    return Meeting(id="geneva", title="Talks", start=start, end=end, timezone=ZURICH, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (dt.date(2022, 1, 9), None),
        (dt.date(2022, 1, 9), dt.date(2022, 1, 9)),
        (NOON, NOON + dt.timedelta(hours=1)),
        (NOON, dt.date(2022, 1, 9)),
        (month_of(dt.date(2022, 1, 1)), month_of(dt.date(2022, 3, 1))),
        (UNKNOWN, None),
    ],
)
def test_a_meeting_that_runs_forward_is_fine(start: Point, end: Point | None):
    assert rules(meeting(start, end)) == []


@pytest.mark.parametrize(
    ("start", "end", "rule"),
    [
        (dt.date(2022, 1, 9), dt.date(2022, 1, 8), "end-before-start"),
        (NOON, NOON - dt.timedelta(minutes=1), "end-before-start"),
        (NOON, dt.date(2022, 1, 8), "end-before-start"),
        (NOON, NOON, "no-length"),
        (dt.date(2022, 1, 9), NOON, "mixed-exactness"),
        (month_of(dt.date(2022, 1, 1)), dt.date(2022, 1, 31), "mixed-exactness"),
        (month_of(dt.date(2022, 1, 1)), week_of(dt.date(2022, 1, 31)), "mixed-exactness"),
        (UNKNOWN, dt.date(2022, 1, 31), "mixed-exactness"),
        (dt.date(2022, 1, 9), UNKNOWN, "mixed-exactness"),
    ],
)
def test_a_meeting_that_cannot_be_is_told(start: Point, end: Point, rule: str):
    assert rules(meeting(start, end)) == [rule]


def test_a_problem_says_both_dates_and_the_mend():
    [problem] = find_problems(Calendar(meetings=(meeting(dt.date(2022, 1, 9), dt.date(2022, 1, 8)),)))

    assert str(problem) == (
        "meetings[0].end: 2022-01-08 is before start 2022-01-09; the end is the last day of the meeting"
    )


def test_two_meetings_with_one_id_are_told_by_the_second():
    first = meeting(dt.date(2022, 1, 9))
    [problem] = find_problems(Calendar(meetings=(first, first)))

    assert problem.path == ("meetings", 1, "id")
    assert problem.other == ("meetings", 0, "id")


@pytest.mark.parametrize("at", [dt.date(2022, 1, 11), dt.datetime(2022, 1, 11, 9, tzinfo=ZURICH)])
def test_an_agenda_item_outside_its_meeting_is_told(at: Point):
    talks = meeting(dt.date(2022, 1, 9), dt.date(2022, 1, 10), agenda=(AgendaItem(topic="Opening", at=at),))

    assert rules(talks) == ["agenda-outside"]


def test_an_agenda_item_late_on_the_last_day_is_within():
    late = dt.datetime(2022, 1, 10, 23, 30, tzinfo=ZURICH)
    talks = meeting(dt.date(2022, 1, 9), dt.date(2022, 1, 10), agenda=(AgendaItem(topic="Dinner", at=late),))

    assert rules(talks) == []
