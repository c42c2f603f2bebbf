import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from summitcal.cadence import read_repeat
from summitcal.check import find_problems, find_warnings
from summitcal.model import (
    AgendaItem,
    Calendar,
    Kind,
    Meeting,
    Occurrence,
    Participant,
    ParticipantKind,
    Place,
    Source,
    Status,
)
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


def test_of_three_meetings_with_one_id_both_others_name_the_first():
    first = meeting(dt.date(2022, 1, 9))
    problems = find_problems(Calendar(meetings=(first, first, first)))

    assert [problem.path for problem in problems] == [("meetings", 1, "id"), ("meetings", 2, "id")]
    assert [problem.other for problem in problems] == [("meetings", 0, "id"), ("meetings", 0, "id")]


@pytest.mark.parametrize("at", [dt.date(2022, 1, 11), dt.datetime(2022, 1, 11, 9, tzinfo=ZURICH)])
def test_an_agenda_item_outside_its_meeting_is_told(at: Point):
    talks = meeting(dt.date(2022, 1, 9), dt.date(2022, 1, 10), agenda=(AgendaItem(topic="Opening", at=at),))

    assert rules(talks) == ["agenda-outside"]


def test_an_agenda_item_late_on_the_last_day_is_within():
    late = dt.datetime(2022, 1, 10, 23, 30, tzinfo=ZURICH)
    talks = meeting(dt.date(2022, 1, 9), dt.date(2022, 1, 10), agenda=(AgendaItem(topic="Dinner", at=late),))

    assert rules(talks) == []


NOW = dt.datetime(2022, 1, 5, 12, tzinfo=dt.UTC)
US = Participant(id="us", name="United States", country="US")
RUSSIA = Participant(id="russia", name="Russia", country="RU")
LAVROV = Participant(id="lavrov", name="Sergei Lavrov", kind=ParticipantKind.PERSON, country="RU")
GENEVA = Place(name="Geneva", country="CH", timezone=ZURICH)
PARIS = Place(name="Paris", country="FR", timezone=ZoneInfo("Europe/Paris"))
WORKDAY = meeting(dt.date(2022, 1, 12), participants=(US, RUSSIA), place=GENEVA)


def warnings(*meetings: Meeting) -> list[str]:
    return [str(problem) for problem in find_warnings(Calendar(meetings=meetings), now=NOW)]


def test_a_meeting_on_a_working_day_deserves_no_warning():
    assert warnings(WORKDAY) == []


def test_a_weekend_ahead_is_doubted_once():
    weekend = replace(WORKDAY, start=dt.date(2022, 1, 8), end=dt.date(2022, 1, 9))

    assert warnings(weekend) == [
        "warning: meetings[0].start: 2022-01-08 is a Saturday; make sure that the date is meant"
    ]


def test_a_public_holiday_at_the_place_is_doubted_in_english_wherever_it_is_read(monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("holidays", reason="public holidays are known with the package holidays")
    monkeypatch.setenv("LANGUAGE", "de")

    assert warnings(replace(WORKDAY, start=dt.date(2022, 8, 1))) == [
        (
            "warning: meetings[0].start: 2022-08-01 is a public holiday there: National Day; "
            "make sure that the date is meant"
        )
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"start": dt.date(2021, 1, 9)},
        {"kind": Kind.CALL},
        {"status": Status.CANCELLED},
        {"start": month_of(dt.date(2022, 5, 1))},
    ],
)
def test_a_weekend_is_not_doubted_where_nobody_travels_on_it(changes: dict[str, object]):
    weekend = replace(WORKDAY, start=dt.date(2022, 1, 8))

    assert warnings(replace(weekend, **changes)) == []  # type: ignore[arg-type]


def test_a_meeting_ahead_whose_sources_are_old_is_stale():
    sources = tuple(Source(published=dt.date(2021, 12, day)) for day in (1, 21))

    assert warnings(replace(WORKDAY, sources=sources)) == [
        (
            "warning: meetings[0].sources: the latest source is of 2021-12-21, 15 days ago; "
            "look whether it still stands, and add the source that says so"
        )
    ]


def test_one_fresh_source_is_enough():
    sources = tuple(Source(published=day) for day in (dt.date(2022, 1, 4), dt.date(2021, 12, 1)))

    assert warnings(replace(WORKDAY, sources=sources)) == []


def test_a_tentative_meeting_that_is_over_asks_what_became_of_it():
    assert warnings(replace(WORKDAY, start=dt.date(2022, 1, 4), status=Status.TENTATIVE)) == [
        "warning: meetings[0].status: was tentative and is over since 2022-01-04; say whether it was held"
    ]


def test_a_source_without_a_date_is_told():
    assert warnings(replace(WORKDAY, sources=(Source(title="Said"),))) == [
        "warning: meetings[0].sources[0]: the source has no date; add `published:`"
    ]


def test_a_zone_of_another_country_is_told():
    vienna = Place(name="Geneva", country="CH", timezone=ZoneInfo("Europe/Vienna"))

    assert warnings(replace(WORKDAY, place=vienna)) == [
        (
            "warning: meetings[0].place: Europe/Vienna is not a zone of CH, where Geneva is said to be; "
            "correct the zone or the country"
        )
    ]


def test_a_zone_that_countries_share_is_fine():
    oslo = Place(name="Oslo", country="NO", timezone=ZoneInfo("Europe/Berlin"))

    assert warnings(replace(WORKDAY, place=oslo)) == []


def test_two_entries_that_look_like_one_meeting_are_told():
    again = replace(WORKDAY, id="again", participants=(RUSSIA, US))

    [warning] = warnings(WORKDAY, again)
    assert "meetings[1]: looks like another meeting: the same days and parties" in warning


def test_one_person_in_two_cities_on_one_day_is_told():
    here = replace(WORKDAY, participants=(LAVROV, US))
    there = replace(WORKDAY, id="there", participants=(LAVROV,), place=Place(name="Minsk"))

    assert warnings(here, there) == [
        (
            "warning: meetings[1].place: Sergei Lavrov would be in Minsk and in Geneva on 2022-01-12; "
            "make sure that both are meant"
        )
    ]


def test_one_person_by_two_ids_is_one_person():
    here = replace(WORKDAY, participants=(LAVROV,))
    there = replace(WORKDAY, id="there", participants=(replace(LAVROV, id="minister"),), place=PARIS)

    [warning] = warnings(here, there)
    assert "Sergei Lavrov would be in Paris and in Geneva on 2022-01-12" in warning


@pytest.mark.parametrize(
    "changes",
    [
        {"status": Status.CANCELLED},
        {"start": dt.date(2022, 1, 13)},
        {"participants": (Participant(id="nato", name="NATO", kind=ParticipantKind.ORGANISATION),)},
        {"participants": (RUSSIA,)},
    ],
)
def test_nobody_need_be_in_two_cities_where_one_is_off_or_others_are_meant(changes: dict[str, object]):
    nato = Participant(id="nato", name="NATO", kind=ParticipantKind.ORGANISATION)
    here = replace(WORKDAY, participants=(LAVROV, nato, RUSSIA))
    there = replace(WORKDAY, id="there", participants=(LAVROV,), place=PARIS)

    assert warnings(here, replace(there, **changes)) == []  # type: ignore[arg-type]


WEEKLY = meeting(dt.date(2022, 1, 12), repeat=read_repeat("weekly until 2022-06-30"))


def told(**facts: object) -> list[str]:
    repeat = replace(WEEKLY.repeat, **facts) if WEEKLY.repeat else None  # type: ignore[arg-type]
    return [str(each) for each in find_problems(Calendar(meetings=(replace(WEEKLY, repeat=repeat),)))]


def test_a_rule_that_its_first_day_is_on_is_fine_and_so_are_days_of_it_that_differ():
    assert told(excepted=(dt.date(2022, 1, 19),), changes=(Occurrence(on=dt.date(2022, 1, 26), title="T"),)) == []


@pytest.mark.parametrize("text", ["every tuesday", "every month on the 13th", "every month on the first wednesday"])
def test_the_first_is_on_a_day_of_its_rule(text: str):
    assert rules(replace(WEEKLY, repeat=read_repeat(text))) == ["repeat-start"]


def test_the_first_is_on_a_day_of_its_rule_in_the_zone_of_the_meeting():
    late = dt.datetime(2022, 1, 12, 23, 30, tzinfo=dt.UTC)  # Thursday in Zurich

    assert rules(meeting(late, repeat=read_repeat("every thursday"))) == []
    assert rules(meeting(late, repeat=read_repeat("every wednesday"))) == ["repeat-start"]


def test_a_month_or_nothing_can_not_be_counted_from():
    weekly = read_repeat("every week")

    assert rules(meeting(UNKNOWN, repeat=weekly)) == ["repeat-undated"]
    assert rules(meeting(month_of(dt.date(2022, 1, 1)), repeat=weekly)) == ["repeat-undated"]


def test_the_last_day_is_not_before_the_first():
    assert rules(replace(WEEKLY, repeat=read_repeat("weekly until 2022-01-12"))) == []
    assert rules(replace(WEEKLY, repeat=read_repeat("weekly until 2022-01-11"))) == ["until-before-start"]


def test_days_that_are_no_occurrence_are_told_with_the_nearest():
    assert told(excepted=(dt.date(2022, 7, 6),), changes=(Occurrence(on=dt.date(2022, 1, 7)),)) == [
        "meetings[0].repeat.except[0]: there is none on Wednesday 2022-07-06; the nearest is on Wednesday 2022-06-29",
        "meetings[0].repeat.changes[0].on: there is none on Friday 2022-01-07; the nearest is on Wednesday 2022-01-12",
    ]


def test_a_changed_one_keeps_the_rules_of_every_meeting():
    early = Occurrence(on=dt.date(2022, 1, 19), end=dt.date(2022, 1, 18))
    elsewhere = Occurrence(on=dt.date(2022, 1, 26), agenda=(AgendaItem(topic="T", at=dt.date(2022, 1, 25)),))

    assert [line.partition(": ")[0] for line in told(changes=(early, elsewhere))] == [
        "meetings[0].repeat.changes[0].end",
        "meetings[0].repeat.changes[1].agenda[0].at",
    ]


def test_a_tentative_one_that_goes_on_is_not_asked_what_became_of_it():
    weekly = replace(WEEKLY, status=Status.TENTATIVE)

    def found(repeat: str, now: dt.datetime) -> list[str]:
        calendar = Calendar(meetings=(replace(weekly, repeat=read_repeat(repeat)),))
        return [each.what for each in find_warnings(calendar, now=now)]

    assert found("every week", NOON.replace(year=2040)) == []
    assert found("weekly until 2022-06-30", NOON.replace(month=6)) == []
    assert found("weekly until 2022-06-30", NOON.replace(month=7)) == ["was tentative and is over since 2022-06-29"]


def test_repeats_confuse_no_warning():
    """Those look at the first occurrence: two weekly meetings on other days are two, whatever weeks they share."""
    ada = Participant(id="ada", name="Ada", kind=ParticipantKind.PERSON)
    first, second = (
        replace(WEEKLY, id=name, start=day, participants=(ada,), place=Place(name=name))
        for name, day in (("geneva", dt.date(2022, 1, 12)), ("oslo", dt.date(2022, 1, 13)))
    )

    assert find_warnings(Calendar(meetings=(first, second)), now=NOON) == []
