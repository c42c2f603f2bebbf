import datetime as dt
import os
import re
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from summitcal.page import SCRIPT, live_calendar
from summitcal.translation import find_language, languages

LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
BEFORE_GENEVA = "2022-01-05T12:00Z"


@pytest.fixture(autouse=True)
def _calendar(week: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITCAL_FILE", str(week))
    monkeypatch.delenv("SUMMITCAL_BASE_URL", raising=False)


def page(zone: str = "Europe/Zurich", **address: str) -> AppTest:
    app = AppTest.from_file(str(SCRIPT), default_timeout=30)
    app.context = {"timezone": zone, "url": "https://summits.example/"}
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return "".join(each.value for each in app.get("html") if not each.value.startswith("<style>"))


def headings(app: AppTest, level: int) -> list[str]:
    """Return what stands in the headings of a level, without those in the panel that is folded up."""
    shown = re.sub("(?s)<details.*?</details>", "", html(app))
    return [re.sub("<.*?>", "", found) for found in re.findall(rf"<h{level}[^>]*>(.*?)</h{level}>", shown)]


def test_before_geneva_it_is_next_and_days_away():
    app = page(now=BEFORE_GENEVA)

    assert headings(app, 1) == ["Talks of the week"]
    assert headings(app, 2) == ["Geneva talks", "Upcoming 4", "Day not set 3"]
    assert ">Next</p>" in html(app)
    assert ">in 4 days</time>" in html(app)
    assert "As of 5 January 2022, 13:00 Zurich time." in html(app)


def test_during_geneva_it_is_under_way():
    app = page(now="2022-01-10T12:00Z")

    assert headings(app, 2) == ["Geneva talks", "Under way 1", "Upcoming 3", "Day not set 3"]
    assert ">under way, day 2 of 2</time>" in html(app)


def test_when_all_is_past_the_page_says_so_and_offers_the_time_of_the_news():
    app = page()

    assert "Nothing is ahead." in html(app)
    assert 'href="?now=2022-01-02"' in html(app)
    assert "See this page as of 2 January 2022" in html(app)
    assert headings(app, 2)[1:] == ["Day not set 2", "Past 4", "Past, day not known 1"]


def test_a_day_without_an_hour_is_shown_as_of_its_noon():
    assert "As of 5 January 2022, 12:00 Zurich time." in html(page(now="2022-01-05"))


@pytest.mark.parametrize("offset", ["+01:00", " 01:00"])
def test_the_plus_of_an_offset_survives_the_address(offset: str):
    assert "As of 5 January 2022, 13:00 Zurich time." in html(page(now=f"2022-01-05T13:00{offset}"))


@pytest.mark.parametrize("bad", ["yesterday", "2022-01", "unknown", "2022-02-30", "<b>"])
def test_a_moment_that_is_none_is_said_and_the_page_is_as_of_now(bad: str):
    text = html(page(now=bad))

    assert "; write it as 2022-01-05 or 2022-01-05T12:00Z. This is the page as of now." in text
    assert "<b>:" not in text
    assert "As of" not in text


def test_one_meeting_has_an_address_of_its_own():
    app = page(zone="America/New_York", now=BEFORE_GENEVA, meeting="council")

    assert headings(app, 1) == ["Council of &lt;b&gt;ministers&lt;/b&gt; &amp; &quot;partners&quot;"]
    assert "<p>09:00–11:30 your time</p><p>14:00–16:30 UTC</p>" in html(app)
    assert f'href="?now={BEFORE_GENEVA.replace(":", "%3A")}"><span class="sc-arrow" aria-hidden="true">←</span>' in (
        html(app)
    )
    assert 'href="/meetings/council.ics"' in html(app)


def test_a_meeting_that_there_is_not_is_said_above_all_the_others():
    app = page(meeting="<script>")

    assert "There is no meeting &#x27;&lt;script&gt;&#x27; in this calendar." in html(app)
    assert "Geneva talks" in html(app)


def test_choosing_a_participant_narrows_list_feed_and_address():
    app = page(now=BEFORE_GENEVA)
    app.selectbox[0].select("russia").run()

    assert app.query_params["participant"] == "russia"
    assert headings(app, 3) == ["Geneva talks", "Perhaps a call Tentative Reported"]
    assert 'value="https://summits.example/feeds/participant/russia.ics"' in html(app)
    assert 'href="/subscribe/google?participant=russia"' in html(app)


def test_choosing_everyone_again_clears_the_address():
    app = page(participant="russia")
    assert app.selectbox[0].value == "russia"
    app.selectbox[0].select("").run()

    assert "participant" not in app.query_params


def test_a_participant_that_there_is_not_narrows_nothing():
    assert len(headings(page(participant="atlantis"), 3)) == 7


def test_links_keep_the_moment_and_the_participant():
    text = html(page(now="2022-01-05", participant="russia"))

    assert 'href="?meeting=geneva&amp;participant=russia&amp;now=2022-01-05"' in text
    assert 'href="?participant=russia"' in text


def test_the_subscribe_panel_hands_out_whole_addresses():
    text = html(page())

    assert 'value="https://summits.example/calendar.ics"' in text
    assert all(f'href="/subscribe/{each}"' in text for each in ("google", "apple", "outlook", "office365", "webcal"))
    assert "cannot reach it" not in text


def test_a_file_held_back_is_said_to_whoever_looks(week: Path):
    live_calendar().refresh(now=LATER)
    week.write_text(week.read_text(encoding="utf-8").replace("2022-01-20", "2022-01-32"), encoding="utf-8")
    os.utime(week, (1, 1))
    text = html(page())

    assert "The calendar file has been changed and has mistakes. This is its last good state" in text
    assert "there is no 32 January 2022" in text
    assert "Geneva talks" in text


def test_without_any_good_calendar_the_page_says_why(week: Path):
    week.write_text("meetings: [", encoding="utf-8")
    text = html(page())

    assert "There is no calendar to show yet" in text
    assert "events.yaml:2:1: not readable as YAML" in text


def test_a_calendar_without_meetings_is_shown(week: Path):
    week.write_text("meetings: []", encoding="utf-8")

    assert "There is no meeting with a day to show." in html(page())


def test_a_visitor_whose_zone_is_not_known_gets_the_hours_of_the_place():
    assert "your time" not in html(page(zone="Mars/Olympus", now=BEFORE_GENEVA))


def test_a_meeting_without_a_day_cannot_be_added_to_a_calendar():
    text = html(page(meeting="spring"))

    assert 'href="/meetings/spring"' in text
    assert ".ics" not in text


WEEKLY = """\
meetings:
  - {id: council, title: Council, start: 2022-01-12 10:00, repeat: every week, description: They sit.}
"""


def test_a_meeting_that_repeats_is_shown_by_its_occurrences(week: Path):
    week.write_text(WEEKLY, encoding="utf-8")
    text = html(page(now="2022-01-19T10:30Z"))

    assert ">Under way</p>" in text
    assert 'href="?meeting=council~2022-01-26&amp;now=2022-01-19T10%3A30Z"' in text
    assert "Every week on Wednesday" in text


def test_one_occurrence_has_a_page_of_its_own_with_the_feed_of_its_meeting(week: Path):
    week.write_text(WEEKLY, encoding="utf-8")
    text = html(page(now="2022-01-19T10:30Z", meeting="council~2022-01-26"))

    assert "Wednesday 26 January 2022, 10:00" in text
    assert 'href="/meetings/council.ics"' in text
    assert "There is no meeting &#x27;council~2022-01-27&#x27;" in html(page(meeting="council~2022-01-27"))


def test_a_meeting_that_repeats_has_a_page_with_its_occurrences_below(week: Path):
    week.write_text(WEEKLY, encoding="utf-8")
    app = page(now="2022-01-19T10:30Z", meeting="council")

    assert headings(app, 1) == ["Council"]
    assert headings(app, 2) == ["Under way 1", "Upcoming 4", "Past 1"]


def test_each_filter_offers_what_there_is_with_how_many_there_are():
    app = page(now=BEFORE_GENEVA)
    options = {each.label: each.options for each in app.selectbox}

    assert list(options) == ["Participant", "Kind", "Place", "Status"]
    assert options["Participant"] == ["All", "United States (3)", "Russia (2)", "The <ministers> (1)"]
    assert options["Place"] == ["All", "Brussels (1)", "Geneva (1)"]
    assert "talks (1)" in options["Kind"]
    assert options["Status"] == ["All", "confirmed (4)", "tentative (1)", "cancelled (1)", "postponed (1)"]


@pytest.mark.parametrize(
    ("number", "name", "value", "titles"),
    [
        (1, "kind", "talks", ["Geneva talks"]),
        (2, "place", "Geneva", ["Geneva talks"]),
        (3, "status", "cancelled", ["Trade council Cancelled"]),
    ],
)
def test_choosing_something_narrows_list_and_address(number: int, name: str, value: str, titles: list[str]):
    app = page(now=BEFORE_GENEVA, page="2")
    app.selectbox[number].select(value).run()

    assert not app.exception
    assert app.query_params[name] == value
    assert "page" not in app.query_params
    assert headings(app, 3) == titles


def test_what_is_searched_for_stands_in_the_address_and_comes_back_from_it():
    app = page(now=BEFORE_GENEVA)
    app.text_input[0].input("greetings").run()

    assert not app.exception
    assert app.text_input[0].value == "greetings"
    assert "1 of 7 meetings" in html(app)
    assert page(now=BEFORE_GENEVA, q="greetings").text_input[0].value == "greetings"

    app.text_input[0].input("").run()
    assert "q" not in app.query_params
    assert "of 7 meetings" not in html(app)


def test_filters_that_are_on_are_counted_where_they_are_folded_up():
    app = page(participant="russia", kind="call")

    assert [each.proto.popover.label for each in app.get("popover")] == ["Filter (2)"]
    assert [each.value for each in app.selectbox] == ["russia", "call", "", ""]


def test_a_kind_that_no_meeting_has_is_still_seen_to_be_chosen(week: Path):
    week.write_text("meetings: [{id: call, title: Call, kind: call, start: 2022-01-12}]", encoding="utf-8")
    app = page(kind="summit")

    assert app.selectbox[1].value == "summit"
    assert "No meeting fits all of this." in html(app)


def test_where_nothing_fits_the_page_is_drawn_all_the_same():
    text = html(page(q="nothing at all"))

    assert "0 of 7 meetings" in text
    assert "No meeting fits all of this. Take something away, or show all." in text


def test_an_address_too_long_for_a_picture_has_none():
    assert 'class="sc-qr"' in html(page())
    assert 'class="sc-qr"' not in html(page(q="\N{MATHEMATICAL FRAKTUR CAPITAL S}" * 200))


@pytest.mark.parametrize(("view", "sign"), [("month", "sc-month"), ("timeline", "sc-season"), ("globe", "sc-list")])
def test_meetings_are_laid_out_as_the_address_asks(view: str, sign: str):
    text = html(page(now=BEFORE_GENEVA, view=view))

    assert f'class="{sign}"' in text
    assert sum(f'class="{each}"' in text for each in ("sc-month", "sc-season", "sc-list")) == 1


def test_hours_are_by_the_clocks_that_the_address_asks_for():
    assert "09:00–11:30</span><span>15:00–17:30 Brussels time" in html(page(zone="America/New_York", clocks="mine"))


def test_a_page_under_a_path_hands_out_addresses_that_begin_with_it():
    app = AppTest.from_file(str(SCRIPT), default_timeout=30)
    app.context = {"timezone": "Europe/Zurich", "url": "https://summits.example/talks/"}
    app.run()

    assert not app.exception
    assert 'value="https://summits.example/talks/calendar.ics"' in html(app)
    assert 'href="/talks/subscribe/google"' in html(app)


def test_the_public_address_goes_before_the_one_by_which_the_visitor_came(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SUMMITCAL_BASE_URL", "https://public.example/cal")

    assert 'value="https://public.example/cal/calendar.ics"' in html(page())


@pytest.mark.parametrize("tag", [each.tag for each in languages()])
def test_the_page_speaks_the_language_that_is_asked_for_and_runs_its_way(tag: str):
    language = find_language([tag])
    app = page(now=BEFORE_GENEVA, lang=tag)

    assert f"{escape(language.say('Upcoming'))} " in re.sub("<.*?>", "", html(app))
    assert app.selectbox[0].label == language.say("Participant")
    styles = "".join(each.value for each in app.get("html") if each.value.startswith("<style>"))
    assert f"direction: {language.direction};" in styles
    assert html(page(now=BEFORE_GENEVA, lang=tag, meeting="council"))
