import datetime as dt
import json
import re
from pathlib import Path

from summitcal import documents, store
from summitcal.language import Language
from summitcal.model import Calendar, Meeting
from tests.documents import fetched

WEEK = store.load(Path(__file__).parent / "week.yaml")
SHELL = (
    '<html lang="en"><head><link rel="shortcut icon" href="./favicon.png" /><title>X</title></head>'
    '<body class="x"><noscript>run it</noscript></body>'
)


def test_the_published_index_has_every_meeting_and_whole_addresses():
    html = documents.index(WEEK, base_url="https://summits.example").body.decode()

    assert all(f'href="https://summits.example/meetings/{meeting.id}"' in html for meeting in WEEK.meetings)
    assert 'value="https://summits.example/calendar.ics"' in html
    assert "cid=webcal%3A%2F%2Fsummits.example%2Ffeeds%2Fclient%2Fgoogle.ics" in html
    assert "url=webcal%3A%2F%2Fsummits.example%2Fcalendar.ics" in html
    assert '<meta name="description" content="What is on, week by week.">' in html
    assert "data-next" in html.partition("<style>")[2].partition("</style>")[2].partition("<script")[0]


def test_an_index_that_does_not_know_where_it_will_stand_hands_out_no_half_addresses():
    html = documents.index(WEEK, base_url="").body.decode()

    assert "cid=" not in html
    assert "webcal:" not in html
    assert 'href="/meetings/geneva"' in html


def test_the_front_page_says_what_it_is_before_any_program_runs():
    first = documents.First(title="Talks of the week", about="What is on, week by week.", html="<p>on top</p>")
    html = documents.front_page(SHELL, WEEK, first)

    assert "<title>Talks of the week</title>" in html
    assert '<link rel="alternate" type="text/calendar" title="Talks of the week" href="/calendar.ics">' in html
    assert "Geneva talks" in html.partition("<noscript>")[2]
    assert '<meta name="description" content="What is on, week by week.">' in html
    assert "favicon.png" not in html
    assert "run it" not in html


def test_the_front_page_shows_what_is_seen_first_before_any_program_runs():
    first = documents.First(
        title="Geneva talks", about="9 January.", html="<p>on top</p>", address="https://x.org/?a=1&b=2"
    )
    html = documents.front_page(SHELL, WEEK, first)

    assert '</noscript><div id="sc-first"><main><p>on top</p></main></div></body>' in html
    assert '<html lang="en" dir="ltr">' in html
    assert '<meta property="og:title" content="Geneva talks">' in html
    assert '<meta property="og:url" content="https://x.org/?a=1&amp;b=2">' in html
    assert "sc-first" not in re.sub(
        "(?s)<style>.*?</style>", "", documents.front_page(SHELL, WEEK, documents.First(title="X"))
    )


def test_half_an_address_is_said_to_no_link_preview():
    assert "og:url" not in documents.front_page(SHELL, WEEK, documents.First(title="X", address="/talks/"))


def test_a_page_in_another_language_says_so_to_whatever_reads_it():
    class Arabic(Language):
        tag = "ar"
        direction = "rtl"

    html = documents.front_page(SHELL, WEEK, documents.First(title="X", language=Arabic()))
    page = documents.meeting_page(WEEK.meetings[1], WEEK, base_url="", language=Arabic()).body.decode()

    assert '<html lang="ar" dir="rtl">' in html
    assert '<html lang="ar" dir="rtl">' in page
    data = re.search('<script type="application/json">(.*?)</script>', page)
    assert data
    assert json.loads(data[1])["language"] == "ar"


def test_a_page_for_a_frame_knows_what_its_clock_needs_and_fetches_nothing():
    page = documents.embedded(
        documents.First(title="Talks", html="<p>soon</p>"), {"next": "2022-01-09"}, base_url="/talks"
    )
    html = page.body.decode()

    assert '<main><div class="sc-frame"><p>soon</p></div></main>' in html
    assert '<script type="application/json">{"next": "2022-01-09"}</script>' in html
    assert 'href="/talks/calendar.ics"' in html
    assert all(address.startswith("data:") for address in fetched(html))


def test_what_a_meeting_is_about_is_said_in_a_line():
    about = {meeting.id: documents.about(meeting) for meeting in WEEK.meetings}

    assert about["council"] == ("Wednesday 12 January 2022, 15:00–17:30, Brussels. They meet <i>twice</i> a year.")
    assert about["geneva"] == "9–10 January 2022, Geneva."
    assert about["someday"] == "date not set."


def test_the_front_page_sends_the_latest_meetings_and_no_more():
    days = [dt.date(2022, 1, 1) + dt.timedelta(days=number) for number in range(60)]
    meetings = tuple(Meeting(id=f"on-{day}", title="Talks", start=day) for day in reversed(days))
    html = documents.front_page(SHELL, Calendar(meetings=meetings), documents.First(title="Talks"))

    assert re.findall(r'href="/meetings/on-(.*?)"', html) == [str(day) for day in days[10:]]


def test_a_title_with_a_backslash_is_only_a_title():
    html = documents.front_page(SHELL, Calendar(title=r"a\1"), documents.First(title=r"a\1"))

    assert r"<title>a\1</title>" in html
    assert r'<h1 dir="auto">a\1</h1>' in html
