import datetime as dt
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitcal import screen
from summitcal.asked import View, accepted_languages
from summitcal.cadence import read_repeat
from summitcal.history import History
from summitcal.live import Edition, Live
from summitcal.markup import Clocks
from summitcal.markup.rows import ROWS
from summitcal.model import Calendar, Repeat
from summitcal.screen import Screen, screen_of
from summitcal.site import Pages
from summitcal.translation import languages
from tests.calendars import HOURS, IDS, LINES, ZONES, calendars
from tests.markup.fragments import NEW_YORK, text_of, unclosed

PUBLISHED = dt.datetime(2022, 1, 3, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
BEFORE = dt.datetime(2022, 1, 5, 12, tzinfo=dt.UTC)
FIRST_DAY = dt.datetime(2022, 1, 9, 12, tzinfo=dt.UTC)
LONG_AFTER = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
ROOT = "https://summits.example"
HOSTILE = (Path(__file__).parent / "hostile.yaml").read_text(encoding="utf-8")

Look = Callable[..., Screen]


@pytest.fixture
def live(week: Path) -> Live:
    found = Live(week)
    found.refresh(now=PUBLISHED)
    return found


def edit(live: Live, text: str, *, now: dt.datetime) -> None:
    before = live.file.stat().st_mtime_ns
    live.file.write_text(text, encoding="utf-8")
    os.utime(live.file, ns=(before + 10**9, before + 10**9))
    live.refresh(now=now)


@pytest.fixture
def look(live: Live) -> Look:
    """Return a way to look at the page as somebody asks to see it; what the file says can be another ``text``."""

    def at(
        clock: dt.datetime = BEFORE,
        /,
        *,
        text: str = "",
        root: str = ROOT,
        zone: ZoneInfo | None = None,
        accept: str = "",
        **query: str,
    ) -> Screen:
        if text:
            edit(live, text, now=PUBLISHED)
        assert live.edition
        languages = accepted_languages(accept)
        return screen_of(live, live.edition, query, root=root, clock=clock, zone=zone, languages=languages)

    return at


def above(seen: Screen, **given: str) -> str:
    html = "".join(screen.top(seen, **given))
    assert unclosed(html) == []
    return html


def beneath(seen: Screen) -> str:
    html = "".join(screen.below(seen))
    assert unclosed(html) == []
    return html


def headings(html: str, level: int = 2) -> list[str]:
    return [text_of(each) for each in re.findall(rf"(?s)<h{level}[^>]*>(.*?)</h{level}>", html)]


def hero(html: str) -> str:
    """Return what the meeting on top says."""
    return text_of((re.findall('(?s)<section class="sc-hero.*?</section>', html) or [""])[0])


def notes(html: str) -> list[str]:
    return [text_of(each) for each in re.findall('(?s)<div class="sc-note.*?</div>', html)]


def links(html: str) -> dict[str, str]:
    """Return where each link leads by what it says."""
    found = re.findall(r'(?s)<a [^>]*?href="(.*?)"[^>]*>(.*?)</a>', html)
    return {text_of(words): address.replace("&amp;", "&") for address, words in found}


def listed(html: str) -> list[str]:
    return re.findall(r'<article class="sc-row[^"]*" id="(.*?)"', html)


def meetings(*lines: str) -> str:
    return "meetings:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


class TestOnTop:
    def test_what_is_next_is_counted_down_to(self, look: Look):
        html = above(look())

        assert headings(html, 1) == ["Talks of the week"]
        assert hero(html).startswith("Next Geneva talks in 4 days 9 January begins in Geneva in 3 days 11:00:00 ")
        assert notes(html) == []

    def test_what_is_under_way_says_which_day_it_is(self, look: Look):
        assert hero(above(look(FIRST_DAY))).startswith("Under way Geneva talks under way, day 1 of 2 9–10 January 2022")

    def test_a_meeting_that_is_called_off_is_never_on_top(self, look: Look):
        assert "Trade council" not in hero(above(look(dt.datetime(2022, 1, 20, 23, tzinfo=dt.UTC))))

    def test_when_nothing_is_ahead_it_shows_the_latest_and_what_still_waits_for_a_day(self, look: Look):
        html = above(look(LONG_AFTER))

        assert hero(html).startswith("Nothing is ahead. The latest was Perhaps a call Tentative")
        assert "Still without a day: Arctic summit , State visit" in hero(html)
        assert "Donors" not in hero(html)  # its month is over

    def test_when_nothing_is_ahead_it_offers_the_time_when_all_this_was_news(self, look: Look):
        words = "See this page as of 2 January 2022, when these meetings were news"

        assert links(above(look(LONG_AFTER)))[words] == "?now=2022-01-02"
        assert words not in text_of(above(look(LONG_AFTER, now="2026-11-24")) + above(look(BEFORE)))

    def test_a_calendar_of_meetings_without_a_day_names_them(self, look: Look):
        html = above(look(text=meetings("id: a, title: Visit, start: unknown")))

        assert notes(html) == ["There is no meeting with a day to show. Still without a day: Visit"]

    def test_an_empty_calendar_says_so(self, look: Look):
        seen = look(text="meetings: []")

        assert notes(above(seen)) == ["There is no meeting with a day to show."]
        assert notes(beneath(seen)) == ["There is no meeting in this calendar yet."]

    def test_of_what_is_narrowed_it_shows_the_next(self, look: Look):
        assert hero(above(look(kind="session"))).startswith("Next Council of")

    def test_no_fragment_of_it_is_empty(self, look: Look):
        for query in (
            {},
            {"q": "nothing at all"},
            {"kind": "conference"},
            {"meeting": "geneva"},
            {"now": "2022-01-05"},
        ):
            assert all(screen.top(look(**query)))


class TestNotes:
    def test_of_another_moment_it_says_of_which_and_leads_back(self, look: Look):
        html = above(look(LONG_AFTER, now="2022-01-05T12:00Z", participant="russia"))

        assert notes(html) == [
            "As of 5 January 2022, 13:00 Zurich time. The facts are those published by then. Back to now"
        ]
        assert links(html)["Back to now"] == "?participant=russia"

    def test_of_a_moment_before_all_records_it_does_not_say_that_the_facts_were_known(self, look: Look):
        [note] = notes(above(look(now="2022-01-02")))

        assert note.startswith("As of 2 January 2022, 12:00 Zurich time. What was known then is not recorded: ")

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            (1, "One meeting was published later and is left out."),
            (2, "2 meetings were published later and are left out."),
        ],
    )
    def test_it_counts_the_meetings_that_were_published_later(self, look: Look, live: Live, more: int, words: str):
        added = "".join(f"  - {{id: more{number}, title: More, start: 2022-01-15}}\n" for number in range(more))
        edit(live, live.file.read_text(encoding="utf-8") + added, now=PUBLISHED + 5 * DAY)
        seen = look(LONG_AFTER, now="2022-01-05")

        assert words in notes(above(seen))[0]
        assert "more0" not in listed(beneath(seen))
        assert "more0" in listed(beneath(look(BEFORE)))

    def test_a_meeting_is_shown_as_it_was_known_at_that_moment(self, look: Look, live: Live):
        moved = live.file.read_text(encoding="utf-8").replace("start: 2022-01-20", "start: 2022-01-21")
        edit(live, moved, now=PUBLISHED + 5 * DAY)

        assert "Thursday 20 January 2022" in text_of(above(look(now="2022-01-05", meeting="perhaps")))
        assert "Friday 21 January 2022" in text_of(above(look(now="2022-01-09", meeting="perhaps")))
        assert "moved: 20 → 21" not in text_of(above(look(now="2022-01-05", meeting="perhaps")))
        assert "moved: 20 → 21" in text_of(above(look(LONG_AFTER, meeting="perhaps")))

    def test_a_moment_that_is_none_is_complained_of(self, look: Look):
        html = above(look(now="<b>"))

        assert notes(html)[0].startswith("now=<b>: ")
        assert notes(html)[0].endswith("This is the page as of now.")
        assert "<b>:" not in html

    def test_a_file_held_back_says_why_and_of_when_this_is(self, look: Look, live: Live):
        edit(live, live.file.read_text(encoding="utf-8").replace("2022-01-20", "2022-01-32"), now=BEFORE)
        html = above(look())

        assert "This is its last good state, of 3 January 2022, 10:00 Zurich time." in notes(html)[0]
        assert "there is no 32 January 2022" in notes(html)[0]
        assert "sc-warn" in html
        assert "Geneva talks" in hero(html)

    @pytest.mark.parametrize("id_", ["atlantis", "<script>", "council~2022-01-13", "~", "x" * 3000])
    def test_a_meeting_that_there_is_not_is_said_above_all_the_others(self, look: Look, id_: str):
        html = above(look(meeting=id_))

        assert notes(html) == [f"There is no meeting {id_!r} in this calendar. Here are all of them."]
        assert hero(html).startswith("Next Geneva talks")
        assert "<script" not in html


class TestMeeting:
    def test_it_says_all_that_is_known_and_leads_back_to_the_same_view(self, look: Look):
        html = above(look(meeting="council", now="2022-01-05T12:00Z", zone=NEW_YORK))

        assert headings(html, 1) == ['Council of <b>ministers</b> & "partners"']
        assert "15:00–17:30 Brussels time 09:00–11:30 your time 14:00–16:30 UTC" in text_of(html)
        assert links(html)["← Talks of the week"] == "?now=2022-01-05T12%3A00Z"
        assert look(meeting="council").title == 'Council of <b>ministers</b> & "partners"'

    def test_it_can_be_taken_copied_passed_on_and_printed(self, look: Look):
        html = above(look(meeting="council"))
        ways = links(html[html.index("sc-actions") :])

        assert ways["Add to my calendar"] == "/meetings/council.ics"
        assert ways["Google Calendar"].startswith("https://calendar.google.com/calendar/render?")
        assert ways["Outlook.com"].startswith("https://outlook.live.com/calendar/0/deeplink/compose?")
        assert ways["Printable page"] == "/meetings/council"
        assert 'data-copy="https://summits.example/?meeting=council" data-copied="Copied">Copy link<' in html

    def test_without_a_day_it_can_only_be_passed_on_and_printed(self, look: Look):
        html = above(look(meeting="spring"))

        assert "Add to my calendar" not in html
        assert ".ics" not in html
        assert links(html)["Printable page"] == "/meetings/spring"

    def test_its_printable_page_is_in_the_language_that_is_asked_for(self, look: Look):
        ways = links(above(look(meeting="spring", lang="x&y=#")))

        assert ways["Printable page"] == "/meetings/spring?lang=x%26y%3D%23"

    def test_what_was_published_when_is_told(self, look: Look, live: Live):
        moved = live.file.read_text(encoding="utf-8").replace("start: 2022-01-20", "start: 2022-01-21")
        edit(live, moved, now=PUBLISHED + DAY)
        text = text_of(above(look(meeting="perhaps")))

        assert "What changed 4 January 2022 moved: 20 → 21 January 2022 3 January 2022 first published" in text

    def test_what_is_related_to_it_is_told(self, look: Look):
        text = meetings(
            "id: first, title: First, start: 2022-01-09, participants: [us, russia]",
            "id: second, title: Second, start: 2022-01-12, participants: [us, russia], replaces: first",
            "id: beside, title: Beside, start: 2022-01-12",
        )
        html = above(look(text=text, meeting="second", kind="meeting"))

        assert (
            "Related meetings First , Sunday 9 January 2022, replaced by this one "
            "Beside , Wednesday 12 January 2022, at the same time"
        ) in text_of(html)
        assert links(html)["Beside"] == "?meeting=beside&kind=meeting"

    def test_who_takes_part_leads_to_the_list_of_their_meetings(self, look: Look):
        assert links(above(look(meeting="geneva", page="2")))["Russia"] == "?participant=russia"

    def test_one_that_repeats_has_its_occurrences_below(self, look: Look):
        text = meetings("id: council, title: Council, start: 2022-01-05 10:00, repeat: every week")
        html = above(look(dt.datetime(2022, 1, 19, 10, 30, tzinfo=dt.UTC), text=text, meeting="council"))

        assert headings(html, 1) == ["Council"]
        assert [each for each in headings(html) if each[:4] in {"Unde", "Upco", "Past"}] == [
            "Under way 1",
            "Upcoming 4",
            "Past 2",
        ]
        assert 'href="?meeting=council~2022-01-26"' in html

    def test_an_occurrence_has_the_feed_and_the_plain_page_of_its_meeting_and_an_address_of_its_own(self, look: Look):
        text = meetings("id: council, title: Council, start: 2022-01-12 10:00, repeat: every week")
        html = above(look(text=text, meeting="council~2022-01-19"))

        assert "Wednesday 19 January 2022, 10:00" in text_of(html)
        assert links(html)["Add to my calendar"] == "/meetings/council.ics"
        assert links(html)["Printable page"] == "/meetings/council"
        assert 'data-copy="https://summits.example/?meeting=council~2022-01-19"' in html


class TestList:
    def test_its_groups_stand_in_the_order_of_what_matters(self, look: Look):
        assert headings(beneath(look())) == ["Upcoming 4", "Day not set 3"]
        assert headings(beneath(look(LONG_AFTER))) == ["Day not set 2", "Past 4", "Past, day not known 1"]

    def test_its_links_keep_the_view(self, look: Look):
        ways = links(beneath(look(now="2022-01-05", participant="russia", clocks="utc")))

        assert ways["Geneva talks"] == "?meeting=geneva&participant=russia&clocks=utc&now=2022-01-05"
        assert ways["United States"] == "?participant=us&clocks=utc&now=2022-01-05"

    @pytest.mark.parametrize(
        ("query", "ids"),
        [
            ({"participant": "russia"}, ["geneva", "perhaps"]),
            ({"kind": "summit"}, ["later"]),
            ({"place": "Geneva"}, ["geneva"]),
            ({"status": "cancelled"}, ["off"]),
            ({"q": "greetings"}, ["council"]),
            ({"participant": "russia", "kind": "call"}, ["perhaps"]),
        ],
    )
    def test_it_can_be_narrowed_by_each_thing_and_by_all_of_them(
        self, look: Look, query: dict[str, str], ids: list[str]
    ):
        seen = look(**query)

        assert listed(beneath(seen)) == ids
        assert text_of(beneath(seen)).startswith(f"{len(ids)} of 7 meetings ")

    def test_each_thing_can_be_taken_away_by_itself_and_all_at_once(self, look: Look):
        html = beneath(look(participant="russia", kind="call", q="perhaps", status="tentative", now="2022-01-05"))
        ways = links(html)

        assert ways["Russia ×"] == "?kind=call&status=tentative&q=perhaps&now=2022-01-05"
        assert ways["call ×"] == "?participant=russia&status=tentative&q=perhaps&now=2022-01-05"
        assert ways["tentative ×"] == "?participant=russia&kind=call&q=perhaps&now=2022-01-05"
        assert ways["“perhaps” ×"] == "?participant=russia&kind=call&status=tentative&now=2022-01-05"
        assert ways["Show all"] == "?now=2022-01-05"

    def test_two_things_of_one_name_can_each_be_taken_away(self, look: Look):
        text = meetings("id: a, title: A, start: 2022-01-09, participants: [russia], place: Russia")
        html = beneath(look(text=text, participant="russia", place="Russia"))

        assert html.count('aria-label="Without Russia"') == 2

    def test_if_nothing_fits_it_says_what_to_do(self, look: Look):
        html = beneath(look(participant="russia", kind="summit"))

        assert notes(html) == ["No meeting fits all of this. Take something away, or show all."]
        assert text_of(html).startswith("0 of 7 meetings Russia × summit × Show all")

    def test_a_list_of_everything_says_nothing_of_narrowing(self, look: Look):
        assert "sc-chosen" not in beneath(look())

    def test_a_long_list_stands_on_pages_that_lead_to_each_other(self, look: Look):
        days = (dt.date(2022, 2, 1) + dt.timedelta(days=number) for number in range(120))
        text = meetings(*(f"id: d{day}, title: Talks of {day}, start: {day}" for day in days))
        pages = [beneath(look(text=text if page == "1" else "", page=page, kind="meeting")) for page in ("1", "2", "3")]

        assert [len(listed(each)) for each in pages] == [ROWS, ROWS, 20]
        assert len({id_ for page in pages for id_ in listed(page)}) == 120
        assert links(pages[0])["More meetings →"] == "?kind=meeting&page=2"
        assert links(pages[1])["← Back"] == "?kind=meeting"
        assert links(pages[1])["More meetings →"] == "?kind=meeting&page=3"
        assert "More meetings →" not in links(pages[2])
        assert listed(beneath(look(page="99", kind="meeting"))) == listed(pages[2])
        # Whatever narrows or leads elsewhere begins at the first page.
        assert links(pages[1])["Show all"] == "?"


class TestLayouts:
    def test_a_month_begins_with_that_of_the_meeting_on_top(self, look: Look):
        assert headings(beneath(look(view="month")))[0] == "January 2022"
        assert headings(beneath(look(LONG_AFTER, view="month")))[0] == "January 2022"
        assert headings(beneath(look(LONG_AFTER, view="month", kind="conference")))[0] == "November 2026"

    def test_a_month_leads_to_those_beside_it(self, look: Look):
        ways = links(beneath(look(view="month", month="2022-01", participant="us")))

        assert ways["← Earlier"] == "?participant=us&view=month&month=2021-12"
        assert ways["Later →"] == "?participant=us&view=month&month=2022-02"

    def test_a_month_has_only_the_meetings_that_are_left(self, look: Look):
        html = beneath(look(view="month", participant="russia"))

        assert {"Geneva talks", "Perhaps a call"} <= set(links(html))
        assert "Trade council" not in html

    def test_today_is_the_visitors_and_of_the_moment_that_is_asked_for(self, look: Look):
        late = dt.datetime(2022, 1, 5, 23, 30, tzinfo=dt.UTC)
        marked = re.compile(r'aria-current="date"><time datetime="(.*?)"')

        assert marked.findall(beneath(look(late, view="month"))) == ["2022-01-06"]
        assert marked.findall(beneath(look(late, view="month", zone=NEW_YORK))) == ["2022-01-05"]
        assert marked.findall(beneath(look(LONG_AFTER, view="month", now="2022-01-08"))) == ["2022-01-08"]

    def test_what_is_somewhere_in_a_month_stands_below_it(self, look: Look):
        assert text_of(beneath(look(view="month", month="2022-03"))).endswith("Day not set Donors' conference")

    def test_a_timeline_shows_a_season_and_leads_to_those_beside_it(self, look: Look):
        html = beneath(look(view="timeline"))

        assert headings(html) == ["January–April 2022"]
        assert html.count('class="sc-bar') == 5
        assert links(html)["← Earlier"] == "?view=timeline&month=2021-09"
        assert links(html)["Later →"] == "?view=timeline&month=2022-05"

    def test_each_layout_says_what_the_list_is_narrowed_to(self, look: Look):
        for view in ("list", "month", "timeline"):
            assert "2 of 7 meetings" in text_of(beneath(look(view=view, participant="russia")))

    def test_the_ways_to_lay_out_keep_what_is_narrowed_and_forget_the_page_and_the_month(self, look: Look):
        html = screen.views(look(view="month", month="2022-03", page="2", kind="talks", clocks="utc"))

        assert unclosed(html) == []
        assert links(html) == {
            "List": "?kind=talks&clocks=utc",
            "Month": "?kind=talks&view=month&clocks=utc",
            "Timeline": "?kind=talks&view=timeline&clocks=utc",
            "Changes": "?kind=talks&view=changes&clocks=utc",
            "Local time": "?kind=talks&view=month&month=2022-03&page=2",
            "My time": "?kind=talks&view=month&month=2022-03&page=2&clocks=mine",
            "UTC": "?kind=talks&view=month&month=2022-03&page=2&clocks=utc",
        }
        assert re.findall('aria-current="true">(.*?)<', html) == ["Month", "UTC"]

    @pytest.mark.parametrize(
        ("clocks", "hours"),
        [
            ("", "Wednesday, 15:00–17:30 09:00–11:30 your time"),
            ("mine", "Wednesday, 09:00–11:30 15:00–17:30 Brussels time"),
            ("utc", "Wednesday, 14:00–16:30 15:00–17:30 Brussels time"),
        ],
    )
    def test_hours_are_by_the_clocks_that_are_asked_for(self, look: Look, clocks: str, hours: str):
        assert hours in text_of(beneath(look(zone=NEW_YORK, clocks=clocks)))


class TestSubscribing:
    def test_the_feed_is_narrowed_as_the_list_is(self, look: Look):
        seen = look(participant="russia", q="geneva")

        assert screen.feed_address(look()) == f"{ROOT}/calendar.ics"
        assert screen.feed_address(seen) == f"{ROOT}/feeds/participant/russia.ics?q=geneva"
        assert f'value="{ROOT}/feeds/participant/russia.ics?q=geneva"' in above(seen)
        assert links(above(seen))["Google Calendar"] == "/subscribe/google?participant=russia&q=geneva"

    def test_it_shows_what_a_calendar_will_show_next(self, look: Look):
        html = above(look(FIRST_DAY))
        preview = text_of(html.partition('<section class="sc-preview">')[2].partition("</section>")[0])

        assert preview == (
            "What your calendar will show next Geneva talks 9–10 January 2022 Geneva "
            'Council of <b>ministers</b> & "partners" Wednesday 12 January 2022, 15:00–17:30 Brussels '
            "Tentative: Perhaps a call Thursday 20 January 2022"
        )
        assert "sc-preview" not in above(look(LONG_AFTER))

    def test_the_status_is_no_part_of_the_feed_and_it_says_so(self, look: Look):
        html = above(look(status="cancelled"))

        assert screen.feed_address(look(status="cancelled")) == f"{ROOT}/calendar.ics"
        assert "whoever subscribes must hear when a meeting is called off" in text_of(html)
        assert "Geneva talks" in text_of(html.partition("sc-preview")[2].partition("</section>")[0])
        assert "must hear" not in above(look())

    @pytest.mark.parametrize(
        "root",
        ["http://127.0.0.1:8501", "http://192.168.1.7", "http://localhost:8501", "http://desk.local", "http://[::1]"],
    )
    def test_an_address_of_this_machine_or_network_says_that_services_cannot_reach_it(self, look: Look, root: str):
        assert "Google and Microsoft cannot reach it" in above(look(root=root))

    @pytest.mark.parametrize("root", [ROOT, "http://93.184.215.14", "https://[2606:2800::1]/talks"])
    def test_a_public_address_needs_no_remark(self, look: Look, root: str):
        assert "cannot reach it" not in above(look(root=root))

    def test_a_picture_of_the_address_stands_beside_it(self, look: Look):
        assert 'src="data:x"' in above(look(), qr="data:x")


def test_under_a_path_every_address_of_ours_begins_with_it(look: Look):
    root = f"{ROOT}/talks"
    page, sheet = above(look(root=root)), above(look(root=root, meeting="council"))

    assert look(root=root).path == "/talks"
    assert f'value="{root}/calendar.ics"' in page
    assert links(page)["Google Calendar"] == "/talks/subscribe/google"
    assert links(sheet)["Add to my calendar"] == "/talks/meetings/council.ics"
    assert f'data-copy="{root}/?meeting=council"' in sheet
    assert links(page)["Geneva talks"] == "?meeting=geneva"


def test_the_foot_leads_to_the_page_in_other_languages(look: Look):
    html = screen.foot(look(kind="talks"), {"en": "English", "fr": "français"})

    assert links(html)["English"] == "?kind=talks&lang=en"
    assert links(html)["français"] == "?kind=talks&lang=fr"
    assert re.findall('aria-current="true">(.*?)<', html) == ["English"]


class TestTicker:
    def test_it_knows_the_moment_the_words_and_when_all_this_is_otherwise(self, look: Look):
        data = screen.ticker_data(look(root=f"{ROOT}/talks", kind="talks", q="geneva"))

        assert {**data, "phrases": None} == {
            "now": "2022-01-05T12:00:00+00:00",
            "next": "2022-01-08T23:00:00+00:00",
            "root": "/talks",
            "language": "en",
            "direction": "ltr",
            "phrases": None,
            "view": "?kind=talks",
        }

    def test_as_of_another_moment_nothing_comes_next(self, look: Look):
        assert "next" not in screen.ticker_data(look(now="2022-01-05"))
        assert "next" not in screen.ticker_data(look(LONG_AFTER))


class TestFirst:
    def test_what_is_sent_ahead_is_what_will_stand_on_top(self, look: Look):
        seen = look(participant="russia")
        first = screen.first_of(seen)

        assert first.html == above(seen)
        assert (first.title, first.about) == ("Talks of the week", "What is on, week by week.")
        assert first.address == f"{ROOT}/?participant=russia"
        assert screen.first_of(look()).address == f"{ROOT}/"

    def test_a_link_to_a_meeting_is_previewed_with_when_and_where_it_is(self, look: Look):
        first = screen.first_of(look(meeting="geneva", now="2022-01-05", lang="en"))

        assert (first.title, first.about) == ("Geneva talks", "9–10 January 2022, Geneva.")
        assert first.address == f"{ROOT}/?meeting=geneva"


class TestFrame:
    def test_a_frame_shows_what_is_next_and_its_links_fill_the_window(self, look: Look):
        first = screen.frame_of(look(root=f"{ROOT}/talks", kind="talks"))

        assert hero(first.html).startswith("Next Geneva talks in 4 days")
        assert f'<a target="_top" href="{ROOT}/talks/?meeting=geneva&amp;kind=talks" dir="auto">' in first.html
        assert "?participant=" not in first.html
        assert first.html.count("<a ") == first.html.count('target="_top"')

    @pytest.mark.parametrize(
        ("now", "id_", "eyebrow"),
        [
            (BEFORE, "geneva", "Next"),
            (FIRST_DAY, "geneva", "Under way"),
            (BEFORE, "council", "session"),
            (LONG_AFTER, "geneva", "talks"),
            (BEFORE, "spring", "conference"),
        ],
    )
    def test_a_frame_of_one_meeting_says_how_it_stands(self, look: Look, now: dt.datetime, id_: str, eyebrow: str):
        assert hero(screen.frame_of(look(now, meeting=id_)).html).startswith(f"{eyebrow} ")

    def test_a_frame_of_what_repeats_counts_down_to_the_next_time(self, look: Look):
        text = meetings(
            "id: council, title: Council, start: 2022-01-12 10:00, repeat: every week",
            "id: before, title: Before, start: 2022-01-06",
        )
        before = hero(screen.frame_of(look(text=text, meeting="council")).html)
        during = hero(screen.frame_of(look(dt.datetime(2022, 1, 19, 10, 30, tzinfo=dt.UTC), meeting="council")).html)

        assert before.startswith("Next Council in 6 days 22:00:00")
        assert during.startswith("Under way Council under way")

    def test_a_frame_of_nothing_says_so(self, look: Look):
        assert notes(screen.frame_of(look(text="meetings: []")).html) == ["There is no meeting with a day to show."]


@pytest.mark.parametrize("view", ["list", "month", "timeline"])
@pytest.mark.parametrize("status", ["cancelled", "confirmed"])
def test_what_the_file_says_is_text_wherever_it_stands(look: Look, view: str, status: str):
    text = HOSTILE.replace("status: cancelled", f"status: {status}")
    evil = '<x>"&'
    queries = [
        {"view": view},
        {"view": view, "participant": "hostile", "place": evil, "q": evil, "status": status, "lang": evil},
        {"view": view, "meeting": "hostile", "now": "2022-01-12", "lang": evil},
        {"view": view, "meeting": evil, "now": evil},
    ]
    for query in queries:
        seen = replace(look(text=text, root=f"https://x.org/{evil}", **query), problems=[evil])
        parts = [above(seen, qr=evil), beneath(seen), screen.views(seen), screen.foot(seen, {evil: evil})]
        for html in (*parts, screen.frame_of(seen).html):
            assert "<x>" not in html
            assert '&gt;"' not in html
        assert "&lt;x&gt;&quot;&amp;" in parts[0]


NOTHING_LIVE = Live(Path("nothing.yaml"))
QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "now": st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31)).map(str),
        "meeting": st.sampled_from([*IDS, "geneva~2022-01-09", "x"]),
        "participant": st.sampled_from(["us", "russia", "nato"]),
        "kind": st.sampled_from(["talks", "call"]),
        "status": st.sampled_from(["cancelled", "tentative"]),
        "q": LINES.filter(lambda text: len(text) < 100),
        "view": st.sampled_from(View),
        "month": st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31)).map(lambda day: f"{day:%Y-%m}"),
        "page": st.sampled_from(["2", "99"]),
        "clocks": st.sampled_from(Clocks),
        "lang": st.sampled_from([each.tag for each in languages()]),
    },
)
RULES = st.none() | st.sampled_from(
    [read_repeat(each) for each in ("every day", "every 2 weeks", "every month", "every year")]
)


@settings(max_examples=40)
@given(calendars(), RULES, QUERIES, HOURS, st.none() | ZONES)
def test_every_address_of_every_calendar_shows_a_page(
    calendar: Calendar, rule: Repeat | None, query: dict[str, str], now: dt.datetime, zone: ZoneInfo | None
):
    first, *others = calendar.meetings
    if rule and first.when.dated:
        calendar = replace(calendar, meetings=(replace(first, repeat=rule), *others))
    history = History().plus(History().pending(calendar, now=now - DAY))
    edition = Edition(
        published=history.published(calendar, now=now),
        pages=Pages({}),
        digest="",
        modified=now,
        loaded=now,
        is_cut=False,
    )
    seen = screen_of(NOTHING_LIVE, edition, query, root=ROOT, clock=now, zone=zone, languages=[])

    assert all(screen.top(seen))
    assert headings(above(seen), 1)
    assert beneath(seen)
    assert screen.ticker_data(seen)
    assert screen.first_of(seen).html
    assert unclosed(screen.frame_of(seen).html) == []
