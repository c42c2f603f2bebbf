import datetime as dt
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from summitcal import markup, store
from summitcal.agenda import at_moment
from summitcal.cadence import read_repeat
from summitcal.markup import Reader
from summitcal.model import Meeting, Occurrence, Participant, ParticipantKind, Place, Status
from summitcal.recurrence import occurrence_on

WEEK = store.load(Path(__file__).parent / "week.yaml")
HOSTILE = store.load(Path(__file__).parent / "hostile.yaml")
LAVROV = Participant(id="lavrov", name="Sergei Lavrov", kind=ParticipantKind.PERSON, office="Foreign Minister")
NOW = dt.datetime(2022, 1, 9, 12, tzinfo=dt.UTC)
READER = Reader(now=NOW, to_meeting=lambda each: f"?meeting={each}", to_participant=lambda each: f"?participant={each}")
NEW_YORK = ZoneInfo("America/New_York")


def meeting(id: str) -> Meeting:  # noqa: A002
    found = WEEK.meeting(id)
    assert found is not None
    return found


def text_of(html: str) -> str:
    """Return what a reader reads: no tags, white space as one space."""
    words: list[str] = []
    parser = HTMLParser()
    parser.handle_data = words.append  # type: ignore[method-assign]
    parser.feed(html)
    return " ".join(" ".join(words).split())


def everything() -> str:
    agenda = at_moment(WEEK.meetings, now=NOW)
    panel = markup.subscribe_panel("https://x.org/a&b.ics", {"google": "/g?a=1&b=2"}, participants={"<i>": "/f.ics"})
    return "".join(
        (
            markup.masthead(WEEK, subscribe=panel),
            markup.hero(meeting("council"), READER, eyebrow="<Next>"),
            markup.listing(agenda, READER),
            *(markup.full(each, READER) for each in WEEK.meetings),
            markup.note("<p>note</p>", warns=True, details=["<b>line</b>"]),
        )
    )


def test_what_the_file_says_is_text_and_never_markup():
    html = everything()

    assert "<script" not in html
    assert "<i>" not in html
    assert "<soon>" not in html
    assert "Council of &lt;b&gt;ministers&lt;/b&gt; &amp; &quot;partners&quot;" in html


[SOURCE] = HOSTILE.meetings[0].sources
SOURCES = (SOURCE, replace(SOURCE, url=None), replace(SOURCE, url='data:<x>"&'))
BREAKING = replace(
    HOSTILE.meetings[0], id='<x>"&', participants=(replace(HOSTILE.participants[0], id='<x>"&'),), sources=SOURCES
)


@pytest.mark.parametrize(
    "html",
    [
        markup.masthead(HOSTILE, subscribe=""),
        markup.subscribe_panel('/<x>"&', {"google": '/<x>"&'}, participants={'<x>"&': '/<x>"&'}),
        markup.hero(BREAKING, READER, eyebrow='<x>"&'),
        markup.group('<x>"&', [BREAKING], READER),
        markup.row(BREAKING, READER),
        markup.source_list(SOURCES),
        markup.full(BREAKING, READER),
        markup.note("", details=['<x>"&']),
        markup.back_link('/<x>"&', '<x>"&'),
    ],
    ids=["masthead", "panel", "hero", "group", "row", "sources", "full", "note", "way back"],
)
def test_no_text_breaks_out_of_any_fragment(html: str):
    assert "&lt;x&gt;&quot;&amp;" in html
    assert "<x>" not in html
    assert '&gt;"' not in html


def test_every_element_that_is_opened_is_closed_in_order():
    still_open: list[str] = []

    class Checker(HTMLParser):
        def handle_starttag(self, tag, attrs):  # noqa: ARG002
            if tag not in {"input", "meta", "link"}:
                still_open.append(tag)

        def handle_endtag(self, tag):
            assert still_open.pop() == tag

    Checker().feed(everything())

    assert still_open == []


def test_the_hero_counts_a_timed_meeting_down_to_the_second():
    html = markup.hero(meeting("council"), READER, eyebrow="Next")

    assert ">in 3 days 02:00:00</time>" in html
    assert 'data-timed="1" data-seconds="1"' in html
    assert f'data-begins="{int(dt.datetime(2022, 1, 12, 14, tzinfo=dt.UTC).timestamp()) * 1000}"' in html


def test_an_hour_that_is_not_known_is_not_counted():
    html = markup.hero(meeting("geneva"), replace(READER, now=dt.datetime(2022, 1, 5, tzinfo=dt.UTC)), eyebrow="Next")

    assert (
        '<time class="sc-count" datetime="2022-01-09" data-begins="1641682800000" data-ends="1641855600000" '
        'data-first="2022-01-09" data-last="2022-01-10" data-zone="Europe/Zurich" data-days="2" data-timed="" '
        'data-seconds="1">in 4 days</time><p class="sc-until">9 January begins in Geneva in '
        '<time data-until="1641682800000">3 days 23:00:00</time></p>'
    ) in html


def test_a_row_does_not_count_the_seconds_until_a_day():
    html = markup.row(meeting("geneva"), replace(READER, now=dt.datetime(2022, 1, 5, tzinfo=dt.UTC)))

    assert 'data-seconds="">in 4 days</time>' in html
    assert "sc-until" not in html


def test_what_is_under_way_says_which_day_it_is():
    assert ">under way, day 1 of 2</time>" in markup.row(meeting("geneva"), READER)


def test_without_a_clock_nothing_is_said_about_how_far_away_it_is():
    html = markup.row(meeting("geneva"), replace(READER, now=None))

    assert re.search(r"<time [^>]*data-begins[^>]*></time>", html)


@pytest.mark.parametrize("id", ["off", "later", "spring", "someday"])
def test_what_has_no_day_to_count_to_has_no_clock(id: str):  # noqa: A002
    assert "<time class" not in markup.row(meeting(id), READER)


def test_hours_are_those_of_the_place_and_then_the_visitors():
    text = text_of(markup.hero(meeting("council"), replace(READER, zone=NEW_YORK), eyebrow="Next"))

    assert "Wednesday 12 January 2022, 15:00–17:30 Brussels time (09:00–11:30 your time)" in text


def test_hours_are_said_once_where_the_visitors_clock_agrees():
    assert "your time" not in markup.hero(
        meeting("council"), replace(READER, zone=ZoneInfo("Europe/Paris")), eyebrow=""
    )


def test_a_row_says_date_place_participants_agenda_and_sources():
    text = text_of(markup.row(meeting("council"), replace(READER, zone=NEW_YORK)))

    assert text == (
        "12 January 2022 Wednesday, 15:00–17:30 09:00–11:30 your time "
        'Council of <b>ministers</b> & "partners" Brussels, Belgium United States , The <ministers> '
        "Agenda and sources They meet <i>twice</i> a year. "
        "Agenda 15:00 Opening & greetings </script><script>alert(1)</script> "
        "Sources Ministers to meet , Gazette, 2 January 2022 “The Council will meet <soon>” Wire, 3 January 2022 "
        "in 3 days"
    )


@pytest.mark.parametrize(
    ("meeting", "text"),
    [
        (
            meeting("council"),
            (
                'session Council of <b>ministers</b> & "partners" in 3 days 02:00:00 '
                "When Wednesday 12 January 2022, 15:00–17:30 Brussels time Where Brussels, Belgium More example.org "
                "They meet <i>twice</i> a year. Agenda 15:00 Opening & greetings </script><script>alert(1)</script> "
                "Participants United States The <ministers> "
                "Sources Ministers to meet , Gazette, 2 January 2022 “The Council will meet <soon>” "
                "Wire, 3 January 2022"
            ),
        ),
        (
            replace(meeting("council"), end=None, description=None, participants=(), agenda=(), sources=()),
            (
                'session Council of <b>ministers</b> & "partners" in 3 days 02:00:00 '
                "When Wednesday 12 January 2022, 15:00 Brussels time The end has not been announced. "
                "Where Brussels, Belgium More example.org"
            ),
        ),
        (
            replace(meeting("geneva"), participants=(LAVROV,)),
            (
                "talks Geneva talks under way, day 1 of 2 When 9–10 January 2022 No hour is known. "
                "Where Geneva, Switzerland Participants Sergei Lavrov , Foreign Minister"
            ),
        ),
        (
            meeting("perhaps"),
            (
                "call Perhaps a call Tentative Reported in 11 days "
                "20 January begins by Zurich time in 10 days 11:00:00 "
                "When Thursday 20 January 2022 Only reported, not announced No hour is known. "
                "Status Tentative Participants Russia"
            ),
        ),
        (
            replace(meeting("later"), timezone=NEW_YORK, start=dt.datetime(2022, 1, 25, 9, tzinfo=NEW_YORK)),
            (
                "summit Arctic summit Postponed When Tuesday 25 January 2022, 09:00 A new date is not set. "
                "Status Postponed Changed Moved from Tuesday 18 January 2022. The host asked for time"
            ),
        ),
        (meeting("spring"), "conference Donors' conference When March 2022, day not set"),
    ],
    ids=["hours", "open end", "person", "perhaps", "postponed", "month"],
)
def test_the_page_of_a_meeting_says_all_that_is_known_and_how_exactly(meeting: Meeting, text: str):
    assert text_of(markup.full(meeting, READER)) == text


def test_a_description_alone_still_unfolds():
    geneva = replace(meeting("geneva"), description="Asked for by Moscow.")

    assert "<details><summary>More</summary><p>Asked for by Moscow.</p></details>" in markup.row(geneva, READER)
    assert "<details>" not in markup.row(meeting("geneva"), READER)


def test_a_meeting_that_is_over_is_grey_unless_it_waits_for_another_day():
    past = replace(READER, now=dt.datetime(2022, 1, 11, tzinfo=dt.UTC))
    geneva = meeting("geneva")

    assert '<article class="sc-row sc-over" id="geneva">' in markup.row(geneva, past)
    assert '<article class="sc-row" id="geneva">' in markup.row(geneva, READER)
    assert '<article class="sc-row" id="geneva">' in markup.row(replace(geneva, status=Status.POSTPONED), past)


def test_only_a_note_that_warns_looks_like_a_warning():
    assert markup.note("No.", warns=True, details=["Line 1"]) == (
        '<div class="sc"><div class="sc-note sc-warn">No.<ul><li>Line 1</li></ul></div></div>'
    )
    assert markup.note("Yes.") == '<div class="sc"><div class="sc-note">Yes.</div></div>'


def test_the_head_has_a_place_for_what_stands_below_it():
    assert markup.masthead(replace(WEEK, description=None), subscribe="<hr>", below="<br>") == (
        '<div class="sc"><header class="sc-head"><h1>Talks of the week</h1><hr><br></header></div>'
    )


def test_a_cancelled_meeting_is_struck_through_and_says_why():
    html = markup.row(meeting("off"), READER)

    assert "sc-off" in html
    assert "Trade council Cancelled" in text_of(html)
    assert "Called off" in text_of(html)


def test_a_postponed_meeting_strikes_out_its_date_and_says_that_there_is_no_other():
    assert "<s>25 January 2022</s>" in markup.row(meeting("later"), READER)
    text = text_of(markup.full(meeting("later"), READER))
    assert "Tuesday 25 January 2022 A new date is not set." in text
    assert "Moved from Tuesday 18 January 2022. The host asked for time" in text


def test_what_is_only_reported_is_marked():
    assert "Perhaps a call Tentative Reported" in text_of(markup.row(meeting("perhaps"), READER))
    assert "Only reported, not announced" in markup.full(meeting("perhaps"), READER)


def test_the_groups_come_in_order_and_only_those_with_meetings():
    html = markup.listing(at_moment(WEEK.meetings, now=NOW), READER)

    assert re.findall(r"<h2>(.*?)</h2>", html) == ["Under way", "Upcoming", "Day not set"]


def test_a_month_that_is_over_is_past_though_its_day_is_not_known():
    later = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
    html = markup.listing(at_moment(WEEK.meetings, now=later), replace(READER, now=later))

    assert re.findall(r"<h2>(.*?)</h2>", html) == ["Day not set", "Past", "Past, day not known"]
    assert html.index("Past, day not known") < html.index("Donors")


def test_only_web_addresses_become_links():
    bad = replace(meeting("geneva"), url="javascript:alert(1)")

    assert "javascript:" not in re.sub(r">[^<]*<", "", markup.full(bad, READER))


def test_links_keep_their_ampersands():
    assert 'href="https://example.org/council?a=1&amp;b=2"' in markup.full(meeting("council"), READER)


def test_a_city_state_is_not_said_twice():
    there = replace(meeting("geneva"), place=Place(name="Singapore", country="SG"))

    assert "Singapore, Singapore" not in markup.row(there, READER)


def test_an_agenda_of_several_days_names_the_day():
    item = replace(meeting("council").agenda[0], at=dt.datetime(2022, 1, 10, 9, 30, tzinfo=ZoneInfo("Europe/Zurich")))
    html = markup.agenda_list(replace(meeting("geneva"), agenda=(item,)))

    assert "Monday 10 January 2022, 09:30" in html


def test_a_feed_of_this_machine_says_that_services_cannot_reach_it():
    assert "cannot reach it" in markup.subscribe_panel("http://127.0.0.1/c.ics", {}, participants={}, local=True)
    assert "cannot reach it" not in markup.subscribe_panel("https://x.org/c.ics", {}, participants={})


def test_several_days_with_hours_name_the_weekday_of_each():
    long = replace(meeting("council"), end=dt.datetime(2022, 1, 14, 12, tzinfo=ZoneInfo("Europe/Brussels")))
    text = text_of(markup.row(long, replace(READER, zone=ZoneInfo("Asia/Tokyo"))))

    assert text.startswith(
        "12–14 January 2022 Wednesday 15:00 – Friday 12:00 Wednesday 23:00 – Friday 20:00 your time Council"
    )


def test_the_visitors_day_is_named_where_it_is_another():
    text = text_of(markup.row(meeting("council"), replace(READER, zone=ZoneInfo("Pacific/Auckland"))))

    assert "Wednesday, 15:00–17:30 Thursday 13 January 2022, 03:00–05:30 your time" in text


def test_more_than_a_week_is_said_as_a_number_of_days():
    long = replace(meeting("geneva"), end=dt.date(2022, 1, 19))

    assert text_of(markup.row(long, READER)).startswith("9–19 January 2022 11 days")


def test_a_source_with_a_bad_address_is_only_text():
    source = replace(meeting("council").sources[0], url="data:text/html,x")

    assert "<a" not in markup.source_list([source])


WEEKLY = replace(
    meeting("council"),
    repeat=replace(
        read_repeat("every week until 2022-06-30"),
        excepted=(dt.date(2022, 2, 9),),
        changes=(Occurrence(on=dt.date(2022, 1, 19), status=Status.CANCELLED, reason="Snow & ice"),),
    ),
)


def test_how_a_meeting_repeats_is_said_with_all_that_differs():
    html = markup.full(WEEKLY, READER)
    text = text_of(html)

    assert "Repeats Every week on Wednesday until 30 June 2022 Not on 9 February 2022." in text
    assert "Changes 19 January 2022 Wednesday, 15:00–17:30 " in text
    assert "Snow & ice" in text
    assert 'id="council~2022-01-19"' in html


def test_one_occurrence_says_of_which_meeting_it_is_and_leads_there():
    found = occurrence_on(WEEKLY, dt.date(2022, 1, 12))
    assert found is not None

    for html in (markup.row(found, READER), markup.full(found, READER)):
        assert '<a href="?meeting=council">Every week on Wednesday until 30 June 2022</a>' in html
    assert "Not on" not in markup.full(found, READER)
    assert 'href="?meeting=council~2022-01-12"' in markup.row(found, READER)


def test_a_meeting_that_repeats_has_no_clock_as_a_whole():
    assert "data-begins" not in markup.row(WEEKLY, READER)
