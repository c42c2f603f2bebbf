import datetime as dt
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.almanac import SEASON, Day, month_after, season_of, undated_in, weeks_of
from summitcal.cadence import read_repeat
from summitcal.model import Meeting, Occurrence, Status
from summitcal.when import UNKNOWN, month_of, quarter_of, week_of
from tests.calendars import DAYS, meetings

ZURICH = ZoneInfo("Europe/Zurich")
JANUARY = dt.date(2022, 1, 15)
GENEVA = Meeting(id="geneva", title="Talks", start=dt.date(2022, 1, 9), end=dt.date(2022, 1, 10), timezone=ZURICH)
CALL = replace(GENEVA, id="call", start=dt.datetime(2022, 1, 9, 23, 30, tzinfo=ZURICH), end=None)
WHOLE_YEARS = st.dates(dt.date(1801, 1, 1), dt.date(2198, 12, 31))


def days(weeks: tuple[tuple[Day, ...], ...]) -> dict[dt.date, list[str]]:
    """Return the meetings of each day that has some."""
    return {day.date: [each.id for each in day.meetings] for week in weeks for day in week if day.meetings}


def _stands(meeting: Meeting) -> bool:
    return meeting.status is not Status.POSTPONED


def january(*numbers: int, month: int = 1) -> list[dt.date]:
    return [dt.date(2022, month, number) for number in numbers]


class TestMonth:
    @pytest.mark.parametrize(
        ("first_weekday", "first", "last"),
        [
            (0, dt.date(2021, 12, 27), dt.date(2022, 2, 6)),
            (6, dt.date(2021, 12, 26), dt.date(2022, 2, 5)),
            (5, dt.date(2022, 1, 1), dt.date(2022, 2, 4)),
        ],
        ids=["Monday", "Sunday", "Saturday"],
    )
    def test_its_weeks_are_whole_and_begin_on_the_day_on_which_weeks_begin(
        self, first_weekday: int, first: dt.date, last: dt.date
    ):
        weeks = weeks_of([], JANUARY, first_weekday=first_weekday)

        assert (weeks[0][0].date, weeks[-1][-1].date) == (first, last)
        assert {week[0].date.weekday() for week in weeks} == {first_weekday}

    def test_a_month_that_is_four_whole_weeks_has_no_days_of_others(self):
        weeks = weeks_of([], dt.date(2021, 2, 28))

        assert len(weeks) == 4
        assert not any(day.outside for week in weeks for day in week)

    def test_days_of_the_months_beside_it_are_outside(self):
        weeks = weeks_of([], JANUARY)

        assert [day.date for week in weeks for day in week if day.outside] == [
            *(dt.date(2021, 12, day) for day in range(27, 32)),
            *january(*range(1, 7), month=2),
        ]

    def test_a_meeting_over_several_days_stands_on_each(self):
        assert days(weeks_of([GENEVA], JANUARY)) == {day: ["geneva"] for day in january(9, 10)}

    def test_a_meeting_that_reaches_over_from_the_month_before_stands_on_its_days_in_this_one(self):
        long = replace(GENEVA, start=dt.date(2021, 11, 30), end=dt.date(2022, 1, 2))
        weeks = days(weeks_of([long], JANUARY))

        assert list(weeks) == [*(dt.date(2021, 12, day) for day in range(27, 32)), *january(1, 2)]

    def test_a_meeting_stands_on_its_day_by_its_own_clocks(self):
        late = replace(CALL, timezone=ZoneInfo("Pacific/Auckland"))

        assert list(days(weeks_of([CALL], JANUARY))) == january(9)
        assert list(days(weeks_of([late], JANUARY))) == january(10)

    @pytest.mark.parametrize(
        ("zone", "numbers"), [("America/New_York", [9]), ("Asia/Tokyo", [10]), ("Pacific/Honolulu", [9])]
    )
    def test_by_other_clocks_it_may_stand_on_another_day_but_a_day_without_an_hour_stays(
        self, zone: str, numbers: list[int]
    ):
        day = replace(GENEVA, end=None)

        assert list(days(weeks_of([CALL], JANUARY, zone=ZoneInfo(zone)))) == january(*numbers)
        assert list(days(weeks_of([day], JANUARY, zone=ZoneInfo(zone)))) == january(9)

    def test_by_other_clocks_it_may_come_into_the_month_or_leave_it(self):
        late = replace(CALL, start=dt.datetime(2022, 2, 6, 23, 30, tzinfo=ZURICH))
        early = replace(CALL, start=dt.datetime(2022, 2, 7, 1, 30, tzinfo=ZURICH))

        assert list(days(weeks_of([late], JANUARY))) == january(6, month=2)
        assert days(weeks_of([late], JANUARY, zone=ZoneInfo("Asia/Tokyo"))) == {}
        assert days(weeks_of([early], JANUARY)) == {}
        assert list(days(weeks_of([early], JANUARY, zone=ZoneInfo("America/New_York")))) == january(6, month=2)

    def test_an_hour_that_ends_at_midnight_does_not_stand_on_the_next_day(self):
        call = replace(CALL, end=dt.datetime(2022, 1, 10, 0, 0, tzinfo=ZURICH))

        assert list(days(weeks_of([call], JANUARY))) == january(9)

    def test_on_one_day_meetings_stand_in_the_order_of_their_hours(self):
        early = replace(CALL, id="early", start=dt.datetime(2022, 1, 9, 8, tzinfo=ZURICH))

        assert days(weeks_of([CALL, early, GENEVA], JANUARY))[dt.date(2022, 1, 9)] == ["geneva", "early", "call"]

    def test_what_repeats_stands_on_each_of_its_days_and_on_none_that_is_excepted(self):
        rule = replace(
            read_repeat("every week"),
            excepted=(dt.date(2022, 1, 23),),
            changes=(
                Occurrence(on=dt.date(2022, 1, 16), start=dt.date(2022, 1, 18)),
                Occurrence(on=dt.date(2022, 1, 30), status=Status.CANCELLED),
            ),
        )
        weekly = replace(GENEVA, end=None, repeat=rule)

        assert days(weeks_of([weekly], JANUARY)) == {
            dt.date(2022, 1, 9): ["geneva~2022-01-09"],
            dt.date(2022, 1, 18): ["geneva~2022-01-16"],
            dt.date(2022, 1, 30): ["geneva~2022-01-30"],
            dt.date(2022, 2, 6): ["geneva~2022-02-06"],
        }

    def test_what_is_postponed_stands_on_no_day_but_below_the_month_for_which_it_was_planned(self):
        postponed = [replace(GENEVA, status=Status.POSTPONED)]

        assert days(weeks_of(postponed, JANUARY)) == {}
        assert undated_in(postponed, JANUARY) == (*postponed,)
        assert undated_in(postponed, dt.date(2022, 2, 1)) == ()
        assert season_of(postponed, JANUARY).spans == ()

    def test_what_has_no_day_stands_on_none(self):
        undated = [replace(GENEVA, start=point, end=None) for point in (UNKNOWN, month_of(JANUARY), week_of(JANUARY))]

        assert days(weeks_of(undated, JANUARY)) == {}

    @given(DAYS, st.integers(0, 6), st.lists(meetings("any"), max_size=1))
    def test_each_day_of_a_month_stands_in_exactly_one_cell(self, day: dt.date, first: int, any_: list[Meeting]):
        period = month_of(day)
        weeks = weeks_of(any_, day, first_weekday=first)
        cells = [each for week in weeks for each in week]

        assert {len(week) for week in weeks} == {7}
        assert all(later.date - each.date == dt.timedelta(days=1) for each, later in pairwise(cells))
        inside = [each.date for each in cells if not each.outside]
        assert (inside[0], inside[-1], len(inside)) == (period.first, period.last, period.last.day)

    @given(meetings("any"), st.data())
    def test_a_meeting_stands_on_a_day_exactly_if_it_is_on_it(self, any_: Meeting, data: st.DataObject):
        near = any_.when.first_day or JANUARY
        day = data.draw(st.dates(max(near - dt.timedelta(days=40), dt.date(1800, 2, 1)), near + dt.timedelta(days=40)))
        first, last = any_.when.first_day, any_.when.last_day

        for cell in (each for week in weeks_of([any_], day) for each in week):
            is_on = bool(any_.when.dated and first and last and first <= cell.date <= last) and _stands(any_)
            assert bool(cell.meetings) is is_on


class TestUndated:
    @pytest.mark.parametrize(
        ("point", "in_january"),
        [
            (month_of(JANUARY), True),
            (month_of(dt.date(2022, 2, 1)), False),
            (quarter_of(JANUARY), True),
            (week_of(dt.date(2022, 1, 31)), True),
            (week_of(dt.date(2022, 2, 7)), False),
            (UNKNOWN, False),
            (dt.date(2022, 1, 9), False),
        ],
        ids=str,
    )
    def test_what_may_be_in_a_month_is_undated_in_it(self, point: object, in_january: bool):  # noqa: FBT001
        meeting = replace(GENEVA, start=point, end=None)  # type: ignore[arg-type]

        assert bool(undated_in([meeting], JANUARY)) is in_january

    @given(meetings("any"), DAYS)
    def test_no_meeting_is_both_on_a_day_and_undated(self, any_: Meeting, day: dt.date):
        assert not (undated_in([any_], day) and days(weeks_of([any_], day)))


class TestSeason:
    def test_it_lasts_some_whole_months(self):
        season = season_of([], JANUARY)

        assert (season.first, season.last) == (dt.date(2022, 1, 1), dt.date(2022, 4, 30))
        assert [month for month, _ in season.months] == [dt.date(2022, month, 1) for month in (1, 2, 3, 4)]

    def test_it_goes_on_over_new_year(self):
        season = season_of([], dt.date(2021, 11, 30))

        assert (season.first, season.last) == (dt.date(2021, 11, 1), dt.date(2022, 2, 28))

    def test_a_day_is_one_of_its_days(self):
        season = season_of([GENEVA], JANUARY)
        [span] = season.spans

        assert season.place_of(dt.date(2022, 1, 1)) == 0
        assert season.place_of(dt.date(2022, 5, 1)) == 1
        assert (span.begins, span.length, span.exact) == (Fraction(8, 120), Fraction(2, 120), True)

    def test_what_reaches_beyond_it_is_cut_at_its_ends(self):
        long = replace(GENEVA, start=dt.date(2021, 12, 1), end=dt.date(2022, 12, 31))
        [span] = season_of([long], JANUARY).spans

        assert (span.begins, span.length) == (0, 1)

    def test_what_has_only_a_month_is_somewhere_in_it(self):
        [span] = season_of([replace(GENEVA, start=month_of(JANUARY), end=None)], JANUARY).spans

        assert (span.begins, span.length, span.exact) == (0, Fraction(31, 120), False)

    def test_what_is_not_known_at_all_is_nowhere(self):
        assert season_of([replace(GENEVA, start=UNKNOWN, end=None)], JANUARY).spans == ()

    def test_what_repeats_has_a_span_each_time_and_all_stand_in_the_order_of_time(self):
        weekly = replace(GENEVA, end=None, repeat=read_repeat("every month"))
        spans = season_of([weekly, replace(GENEVA, id="last", start=dt.date(2022, 2, 1), end=None)], JANUARY).spans

        assert [span.meeting.id for span in spans] == [
            "geneva~2022-01-09",
            "last",
            "geneva~2022-02-09",
            "geneva~2022-03-09",
            "geneva~2022-04-09",
        ]

    @given(WHOLE_YEARS)
    def test_its_months_fill_it_without_a_gap(self, day: dt.date):
        season = season_of([], day)
        lengths = [
            Fraction(month_of(month).last.day, (season.last - season.first).days + 1) for month, _ in season.months
        ]

        assert sum(lengths) == 1
        assert [place for _, place in season.months] == [sum(lengths[:number]) for number in range(SEASON)]

    @given(meetings("any"), st.integers(-6, 6))
    def test_every_span_lies_within_it(self, any_: Meeting, months: int):
        near = any_.when.first_day or JANUARY
        day = month_after(near, months) if 1801 < near.year < 2198 else JANUARY

        for span in season_of([any_], day).spans:
            assert 0 <= span.begins < 1
            assert 0 < span.length <= 1 - span.begins
            assert span.exact is any_.when.dated


class TestMonthAfter:
    def test_it_goes_over_new_year_both_ways(self):
        assert month_after(dt.date(2021, 12, 31)) == dt.date(2022, 1, 1)
        assert month_after(dt.date(2022, 1, 1), -1) == dt.date(2021, 12, 1)
        assert month_after(dt.date(2021, 11, 30), SEASON) == dt.date(2022, 3, 1)
        assert month_after(dt.date(2022, 3, 31), -15) == dt.date(2020, 12, 1)

    @given(WHOLE_YEARS, st.integers(-11, 11))
    def test_as_many_months_back_it_is_the_month_itself(self, day: dt.date, months: int):
        assert month_after(month_after(day, months), -months) == day.replace(day=1)
