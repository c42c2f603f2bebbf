import datetime as dt
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal import store
from summitcal.agenda import facets_of
from summitcal.asked import Asked, View, accepted_languages, read_address, visitor_zone
from summitcal.markup import Clocks
from summitcal.model import Kind, Status
from summitcal.search import LONGEST_TEXT
from summitcal.search import read_text as one_line

WEEK = store.load(Path(__file__).parent / "week.yaml")
FACETS = facets_of(WEEK)
CLOCK = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
NOTHING = Asked(now=CLOCK)


def read(query: str = "", **named: str) -> Asked:
    """Read an address, as its text or by its names."""
    return read_address(dict(parse_qsl(query.removeprefix("?"))) | named, FACETS, clock=CLOCK, zone=WEEK.timezone)


MOMENTS = st.dates(dt.date(1801, 1, 1), dt.date(2198, 1, 1)).flatmap(
    lambda day: st.sampled_from([f"{day}", f"{day}T12:30", f"{day}T23:59Z", f"{day}T12:30+05:30", f"{day} 12:30-0800"])
)


@st.composite
def askings(draw: st.DrawFn) -> Asked:
    """Draw whatever an address can ask of the calendar of the week."""
    moment = draw(st.just("") | MOMENTS)
    return Asked(
        now=read(now=moment).now,
        moment=moment,
        meeting=draw(st.text(max_size=20)),
        participant=draw(st.sampled_from(["", *FACETS.participants])),
        kind=draw(st.sampled_from(["", *Kind])),
        place=draw(st.sampled_from(["", *FACETS.places])),
        status=draw(st.sampled_from(["", *Status])),
        text=one_line(draw(st.text(max_size=30))),
        view=draw(st.sampled_from(View)),
        month=draw(
            st.none() | st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31)).map(lambda day: day.replace(day=1))
        ),
        page=draw(st.integers(1, 99_999)),
        clocks=draw(st.sampled_from(Clocks)),
        lang=draw(st.sampled_from(["", "fr", "zh-Hans-CN", "x" * 35])),
    )


@given(askings())
def test_an_address_asks_for_what_its_link_was_made_of(asked: Asked):
    assert read(asked.link()) == asked


def test_what_is_as_usual_is_left_out_of_an_address():
    assert NOTHING.link() == "?"
    assert read("view=list&clocks=place&page=1").link() == "?"


def test_a_link_changes_what_it_is_told_and_keeps_the_rest():
    asked = read(participant="russia", view="month", now="2022-01-05")

    assert asked.link(meeting="geneva") == "?meeting=geneva&participant=russia&view=month&now=2022-01-05"
    assert asked.link(participant="", view="") == "?now=2022-01-05"


@pytest.mark.parametrize(
    "query",
    [
        {"participant": "atlantis"},
        {"participant": "United States"},
        {"kind": "party"},
        {"kind": "Talks"},
        {"place": "Atlantis"},
        {"status": "maybe"},
        {"q": "x" * (LONGEST_TEXT + 1)},
        {"q": " \u202e "},
        {"view": "globe"},
        *({"month": each} for each in ("2022", "2022-13", "2022-00", "1799-12", "2200-01", "2022-1", "٢٠٢٢-٠١", "x")),
        *({"page": each} for each in ("0", "-1", "1.5", "one", "123456", "²", "٢", "")),
        {"clocks": "sundial"},
        {"colour": "red"},
    ],
    ids=str,
)
def test_what_means_nothing_asks_for_nothing(query: dict[str, str]):
    assert read(**query) == NOTHING


@given(st.dictionaries(st.sampled_from([*NOTHING.__dataclass_fields__, "q", "now"]), st.text()))
def test_no_address_is_too_odd_to_be_read(query: dict[str, str]):
    asked = read_address(query, FACETS, clock=CLOCK, zone=WEEK.timezone)
    again = read(asked.link())

    assert again == replace(asked, complaint="")


class TestMoment:
    def test_without_one_the_page_is_as_of_now(self):
        assert (NOTHING.now, read().now, read().moment) == (CLOCK, CLOCK, "")

    def test_a_moment_without_a_zone_is_meant_in_that_of_the_calendar(self):
        assert read(now="2022-01-05T12:00").now == dt.datetime(2022, 1, 5, 11, tzinfo=dt.UTC)

    def test_a_day_is_its_noon(self):
        assert read(now="2022-01-05").now == dt.datetime(2022, 1, 5, 11, tzinfo=dt.UTC)

    @pytest.mark.parametrize("text", ["2022-01-05T13:00+01:00", "2022-01-05T13:00 01:00", "2022-01-05T13:00 0100"])
    def test_the_plus_of_an_offset_may_have_become_a_space(self, text: str):
        assert read(now=text).now == dt.datetime(2022, 1, 5, 12, tzinfo=dt.UTC)
        assert read(read(now=text).link()).now == dt.datetime(2022, 1, 5, 12, tzinfo=dt.UTC)

    def test_an_offset_behind_utc_is_read_as_it_is(self):
        assert read("now=2022-01-05T07:00-05:00").now == dt.datetime(2022, 1, 5, 12, tzinfo=dt.UTC)

    @pytest.mark.parametrize("bad", ["yesterday", "2022-01", "unknown", "2022-02-30", "<b>"])
    def test_one_that_is_none_is_complained_of_and_the_page_is_as_of_now(self, bad: str):
        asked = read(now=bad)

        assert (asked.now, asked.moment) == (CLOCK, "")
        assert asked.complaint.startswith(f"now={bad}: ")
        assert asked.complaint.endswith("; write it as 2022-01-05 or 2022-01-05T12:00Z.")


class TestNarrowing:
    def test_a_feed_is_narrowed_as_the_list_is(self):
        asked = read(participant="russia", kind="call", place="Geneva", q="arms")

        assert asked.is_narrowed
        assert asked.narrowing == {
            "participants": ["russia"],
            "kinds": [Kind.CALL],
            "places": ["Geneva"],
            "text": "arms",
        }

    def test_no_feed_is_narrowed_to_a_status_since_who_subscribes_must_hear_of_another(self):
        asked = read(status="cancelled")

        assert asked.is_narrowed
        assert asked.narrowing == NOTHING.narrowing

    def test_a_layout_a_moment_or_a_meeting_narrows_nothing(self):
        asked = read(
            view="month", month="2022-01", page="2", now="2022-01-05", meeting="geneva", clocks="utc", lang="fr"
        )

        assert not asked.is_narrowed
        assert asked.narrowing == NOTHING.narrowing


@pytest.mark.parametrize("name", ["Europe/Zurich", "UTC", "America/Argentina/Buenos_Aires"])
def test_a_browser_says_in_which_zone_it_is(name: str):
    assert visitor_zone(name) == ZoneInfo(name)


@pytest.mark.parametrize("name", [None, "", "Mars/Olympus", "../etc/passwd", "/etc/localtime", "x" * 10_000, "a\0b"])
def test_a_zone_that_we_do_not_know_is_none(name: str | None):
    assert visitor_zone(name) is None


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("fr", ["fr"]),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", ["fr-CH", "fr", "en", "de", "*"]),
        ("en;q=0.8, fr", ["fr", "en"]),
        ("en;q=0.5, fr;q=0.5, de", ["de", "en", "fr"]),
        ("en, fr;q=0", ["en"]),
        ("en;q=much, fr", ["fr"]),
        ("en ; q=0.5, fr", ["fr", "en"]),
        ("en;q=nan, fr", ["fr"]),
        ("", []),
        (" , ", []),
    ],
)
def test_what_is_liked_most_comes_first(header: str, tags: list[str]):
    """RFC 9110 §12.5.4: each tag may have a weight from 0, not wanted, to 1, which goes without saying."""
    assert accepted_languages(header) == tags


@given(st.text())
def test_no_header_is_too_odd_to_be_read(header: str):
    assert all(accepted_languages(header))
