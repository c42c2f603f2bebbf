import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.notation import (
    canonical,
    find_zone,
    free_id,
    known_zone,
    read_language,
    read_moment,
    read_point,
    slug,
    write_point,
)
from summitcal.problems import UnreadableDate, UnreadableText
from summitcal.when import UNKNOWN, Point, month_of, quarter_of, week_of

UTC = ZoneInfo("UTC")
ZURICH = ZoneInfo("Europe/Zurich")
KYIV = ZoneInfo("Europe/Kyiv")

DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31))
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
INSTANTS = st.datetimes(dt.datetime(1800, 1, 1), dt.datetime(2199, 12, 31), timezones=OFFSETS).map(  # noqa: DTZ001
    lambda instant: instant.replace(second=0, microsecond=0)
)
POINTS = st.one_of(DAYS, INSTANTS, DAYS.map(week_of), DAYS.map(month_of), DAYS.map(quarter_of), st.just(UNKNOWN))


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("2022-01-09", dt.date(2022, 1, 9)),
        ("2022-01", month_of(dt.date(2022, 1, 1))),
        ("2022-W02", week_of(dt.date(2022, 1, 12))),
        ("2022-Q1", quarter_of(dt.date(2022, 1, 1))),
        ("unknown", UNKNOWN),
        ("2022-01-09 15:00", dt.datetime(2022, 1, 9, 15, tzinfo=ZURICH)),
        ("2022-01-09 9:30", dt.datetime(2022, 1, 9, 9, 30, tzinfo=ZURICH)),
        ("2022-01-09T15:00:00", dt.datetime(2022, 1, 9, 15, tzinfo=ZURICH)),
        ("2022-01-09T15:00Z", dt.datetime(2022, 1, 9, 15, tzinfo=UTC)),
        ("2022-01-09 15:00 Europe/Kyiv", dt.datetime(2022, 1, 9, 15, tzinfo=KYIV)),
        ("2022-01-09 15:00+02:00", dt.datetime(2022, 1, 9, 13, tzinfo=UTC)),
        ("2022-01-09 15:00 CET", dt.datetime(2022, 1, 9, 14, tzinfo=UTC)),
        ("2022-07-09 15:00 CEST", dt.datetime(2022, 7, 9, 13, tzinfo=UTC)),
        ("9 January 2022", dt.date(2022, 1, 9)),
        ("9 Jan. 2022", dt.date(2022, 1, 9)),
        ("9th january 2022", dt.date(2022, 1, 9)),
        ("January 9, 2022", dt.date(2022, 1, 9)),
        ("9 Sept 2022", dt.date(2022, 9, 9)),
        ("January 2022", month_of(dt.date(2022, 1, 1))),
        ("9 January 2022 15:00", dt.datetime(2022, 1, 9, 15, tzinfo=ZURICH)),
        ("9 January 2022, 15:00 Europe/Kyiv", dt.datetime(2022, 1, 9, 15, tzinfo=KYIV)),
    ],
)
def test_what_a_careful_person_writes_is_read(text: str, point: Point):
    assert read_point(text, ZURICH) == point


@pytest.mark.parametrize(
    ("clock", "hour"),
    [
        ("WEST", 11),
        ("BST", 11),
        ("CEST", 10),
        ("EEST", 9),
        ("MSK", 9),
        ("EDT", 16),
        ("CDT", 17),
        ("MDT", 18),
        ("PDT", 19),
        ("PST", 20),
        ("JST", 3),
        ("KST", 3),
    ],
)
def test_an_hour_may_say_by_which_clock(clock: str, hour: int):
    assert read_point(f"2022-07-09 12:00 {clock}", ZURICH) == dt.datetime(2022, 7, 9, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "12:30",
            "'12:30' is not a date; write it as 2022-01-09, 2022-01-09 15:00, 2022-01, 2022-W02, 2022-Q1 or unknown",
        ),
        ("30 February 2022", "there is no 30 February 2022; February 2022 has 28 days"),
        (
            "9 Janvember 2022",
            (
                "'9 Janvember 2022' is not a date; "
                "write it as 2022-01-09, 2022-01-09 15:00, 2022-01, 2022-W02, 2022-Q1 or unknown"
            ),
        ),
        ("2022-02-30", "there is no 30 February 2022; February 2022 has 28 days"),
        ("2022-13-01", "there is no month 13; months run from 01 to 12"),
        ("2022-13", "there is no month 13; months run from 01 to 12"),
        ("2022-W54", "2022 has no week 54; weeks are counted as in ISO 8601"),
        ("2022-Q5", "there is no quarter 5; quarters run from Q1 to Q4"),
        ("2022-01-09 24:00", "there is no time 24:00; times run from 00:00 to 23:59"),
        ("0022-01-09", "0022 is not a year we can use; years run from 1800 to 2199"),
        ("2022-01-09 15:00 Europe/Zurch", "time zone 'Europe/Zurch' is unknown; did you mean 'Europe/Zurich'?"),
        ("2022-01-09 15:00+25:00", "'+25:00' is not an offset from UTC; write it as +02:00"),
        (
            "2026-10-25 02:30",
            (
                "02:30 on 2026-10-25 comes twice in Europe/Zurich, as clocks change; "
                "write 2026-10-25 02:30+02:00 or 2026-10-25 02:30+01:00"
            ),
        ),
        (
            "2026-03-29 02:30",
            (
                "02:30 on 2026-03-29 does not exist in Europe/Zurich, as clocks change; "
                "write 2026-03-29 02:30+01:00 or 2026-03-29 02:30+02:00"
            ),
        ),
    ],
)
def test_what_is_no_date_is_refused_with_its_mend(text: str, message: str):
    with pytest.raises(UnreadableDate) as refused:
        read_point(text, ZURICH)

    assert str(refused.value) == message


@pytest.mark.parametrize("text", ["January 2022-05", "9 January 2022-01-09", "9 January 202215:00"])
def test_a_spelled_date_with_something_stuck_to_it_is_none(text: str):
    with pytest.raises(UnreadableDate, match="is not a date"):
        read_point(text, ZURICH)


def test_digits_of_other_scripts_are_no_date():
    with pytest.raises(UnreadableDate, match="is not a date"):
        read_point("２０２２-01-09", ZURICH)


@given(POINTS)
def test_what_is_written_is_read_back(point: Point):
    assert read_point(write_point(point), ZURICH) == point


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("9 January 2022", "2022-01-09"),
        ("January 2022", "2022-01"),
        ("2022Q1", "2022-Q1"),
        ("Unknown", "unknown"),
        ("2022-01-09T9:00:00", "2022-01-09 09:00"),
        ("2022-01-09 15:00 CET", "2022-01-09 15:00 CET"),
        ("2022-07-09 15:00 CEST", "2022-07-09 15:00+02:00"),
        ("2022-01-09T15:00Z", "2022-01-09 15:00 UTC"),
    ],
)
def test_there_is_one_way_to_write_each_date(written: str, spelled: str):
    assert canonical(written) == spelled


@given(POINTS)
def test_what_is_canonical_stays_so(point: Point):
    assert canonical(write_point(point)) == write_point(point)


@given(st.text())
def test_no_text_is_worse_than_unreadable(text: str):
    try:
        answer = write_point(read_point(text, ZURICH))
    except UnreadableDate as refused:
        answer = f"{refused.what}; {refused.mend}"

    assert answer


def test_a_bare_day_as_a_moment_is_its_noon():
    assert read_moment("2022-01-05", ZURICH) == dt.datetime(2022, 1, 5, 12, tzinfo=ZURICH)
    assert read_moment("2022-01-05T12:00Z", ZURICH) == dt.datetime(2022, 1, 5, 12, tzinfo=UTC)


def test_a_month_is_not_a_moment():
    with pytest.raises(UnreadableDate, match="'2022-01' is not a moment; write it as 2022-01-05 or 2022-01-05T12:00Z"):
        read_moment("2022-01", ZURICH)


@pytest.mark.parametrize("name", ["Europe", "europe/zurich", "../etc/passwd", "", "Europe/Zurich\nX:1"])
def test_a_zone_is_known_by_its_exact_name_only(name: str):
    with pytest.raises(UnreadableDate, match="is unknown"):
        find_zone(name)
    assert known_zone(name) is None


def test_a_zone_that_is_known_is_found_either_way():
    assert known_zone("Europe/Zurich") is find_zone("Europe/Zurich")


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("NATO–Russia session", "nato-russia-session"),
        ("Zürich", "zurich"),
        ("会談", "meeting"),
        (f"{'a' * 149} b", "a" * 149),
        ("a" * 151, "a" * 150),
    ],
)
def test_an_id_is_made_of_the_plain_letters_of_a_title(text: str, id_: str):
    assert slug(text) == id_


def test_an_id_that_is_taken_gets_a_number():
    assert free_id("talks", []) == "talks"
    assert free_id("talks", ["talks", "talks-2"]) == "talks-3"


@pytest.mark.parametrize("tag", ["en", "no", "yue", "fr-CH", "zh-Hant", "sr-Latn-RS", "es-419"])
def test_the_tag_of_a_language_is_read(tag: str):
    assert read_language(tag) == tag


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("english", "did you mean 'en'?"),
        ("Frensh", "did you mean 'fr'?"),
        ("EN", "did you mean 'en'?"),
        (" fr ", "did you mean 'fr'?"),
        ("EN_us", "did you mean 'en-US'?"),
        ("zh-hant-tw", "did you mean 'zh-Hant-TW'?"),
        ("", "write it as en, fr-CH or zh-Hant"),
        ("f", "write it as en, fr-CH or zh-Hant"),
        ("fr-", "write it as en, fr-CH or zh-Hant"),
        ("fr--CH", "write it as en, fr-CH or zh-Hant"),
        ("topic", "write it as en, fr-CH or zh-Hant"),
        ("де", "write it as en, fr-CH or zh-Hant"),
    ],
)
def test_what_is_no_tag_of_a_language_is_refused_with_the_one_that_was_meant(text: str, mend: str):
    with pytest.raises(UnreadableText) as refused:
        read_language(text)

    assert str(refused.value) == f"{text!r} is no tag of a language; {mend}"


@given(st.text() | st.from_regex(r"[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,4}){0,3}", fullmatch=True))
def test_a_language_that_is_suggested_can_be_read(text: str):
    try:
        assert read_language(text) == text
    except UnreadableText as error:
        _, asked, meant = error.mend.partition("did you mean ")
        assert not asked or read_language(meant.strip("'?"))
