import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest

from summitcal import site, store
from summitcal.history import Published
from summitcal.model import Calendar, Certainty, Kind

WEEK = store.load(Path(__file__).parent / "week.yaml")
PAGES = site.pages(Published(calendar=WEEK), base_url="https://summits.example")


def titles(address: str) -> list[str]:
    feed = icalendar.Calendar.from_ical(PAGES[address].body)
    return [str(event["SUMMARY"]) for event in feed.walk("VEVENT")]


def linked_data(html: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    return dict(json.loads(found[1]))


def test_every_address_is_there_and_says_what_it_is():
    kinds = {address: page.media_type for address, page in PAGES.items()}

    assert kinds["/calendar.ics"] == kinds["/feeds/kind/talks.ics"] == "text/calendar; charset=utf-8"
    assert kinds["/meetings/geneva"] == "text/html; charset=utf-8"
    assert kinds["/calendar.json"] == "application/json; charset=utf-8"
    assert set(kinds) == {
        "/calendar.ics",
        "/calendar.json",
        *(f"/feeds/participant/{each}.ics" for each in ("us", "russia", "ministers")),
        *(f"/feeds/kind/{kind}.ics" for kind in Kind),
        *(f"/feeds/certainty/{certainty}.ics" for certainty in Certainty),
        *(f"/feeds/client/{client}.ics" for client in ("google", "outlook", "apple")),
        "/feeds/year/2022.ics",
        *(f"/meetings/{meeting.id}" for meeting in WEEK.meetings),
        *(f"/meetings/{each}.ics" for each in ("council", "geneva", "perhaps", "off", "later")),
    }


def test_the_same_calendar_makes_the_same_bytes():
    assert site.pages(Published(calendar=WEEK), base_url="https://summits.example") == PAGES
    assert site.index(WEEK, base_url="https://a.example") == site.index(WEEK, base_url="https://a.example")


def test_a_narrow_feed_has_the_meetings_of_its_participant_or_kind():
    assert titles("/feeds/participant/russia.ics") == ["Geneva talks", "Tentative: Perhaps a call"]
    assert titles("/feeds/kind/talks.ics") == ["Geneva talks"]
    assert titles("/feeds/certainty/reported.ics") == ["Tentative: Perhaps a call"]
    assert len(titles("/feeds/year/2022.ics")) == 5
    assert titles("/meetings/geneva.ics") == ["Geneva talks"]


def test_the_feed_of_a_kind_without_meetings_is_empty_and_whole():
    feed = PAGES["/feeds/kind/conference.ics"].body

    assert feed.startswith(b"BEGIN:VCALENDAR")
    assert feed.endswith(b"END:VCALENDAR\r\n")
    assert b"VEVENT" not in feed


def test_the_json_tells_every_date_as_exactly_as_it_is_known():
    facts = json.loads(PAGES["/calendar.json"].body)
    start = {meeting["id"]: (meeting["start"], meeting["end"]) for meeting in facts["meetings"]}

    assert start["council"] == ("2022-01-12T15:00:00+01:00", "2022-01-12T17:30:00+01:00")
    assert start["geneva"] == ("2022-01-09", "2022-01-10")
    assert start["spring"] == ("2022-03", None)
    assert start["someday"] == ("unknown", None)
    assert [each["id"] for each in facts["participants"]] == ["us", "russia", "ministers"]


def test_a_plain_page_cannot_be_broken_out_of():
    html = PAGES["/meetings/council"].body.decode()

    assert "<b>" not in html
    assert "alert(1)</script>" not in html
    assert html.count("<script") == html.count("</script>") == 2


def test_a_plain_page_describes_its_meeting_to_search_engines():
    data = linked_data(PAGES["/meetings/council"].body.decode())

    assert data["@type"] == "Event"
    assert data["name"] == 'Council of <b>ministers</b> & "partners"'
    assert data["startDate"] == "2022-01-12T15:00:00+01:00"
    assert data["endDate"] == "2022-01-12T17:30:00+01:00"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["location"] == {"@type": "Place", "name": "Brussels", "address": "BE"}
    assert data["url"] == "https://summits.example/meetings/council"


def test_search_engines_hear_of_what_is_off_and_what_waits():
    status = [linked_data(PAGES[f"/meetings/{each}"].body.decode())["eventStatus"] for each in ("off", "later")]

    assert status == ["https://schema.org/EventCancelled", "https://schema.org/EventPostponed"]
    assert "ld+json" not in PAGES["/meetings/spring"].body.decode()


def test_nothing_on_a_plain_page_comes_from_elsewhere():
    for page in (*PAGES.values(), site.index(WEEK, base_url="")):
        assert not re.search(rb'(?:src|@import|<link rel="stylesheet")\s*=?\s*["\']?http', page.body)


def test_only_a_meeting_with_a_day_can_be_added_to_a_calendar():
    assert b"Add to my calendar" in PAGES["/meetings/geneva"].body
    assert b"Add to my calendar" not in PAGES["/meetings/spring"].body


def test_the_published_index_has_every_meeting_and_whole_addresses():
    html = site.index(WEEK, base_url="https://summits.example").body.decode()

    assert all(f'href="https://summits.example/meetings/{meeting.id}"' in html for meeting in WEEK.meetings)
    assert 'value="https://summits.example/calendar.ics"' in html
    assert "cid=webcal%3A%2F%2Fsummits.example%2Ffeeds%2Fclient%2Fgoogle.ics" in html
    assert "url=webcal%3A%2F%2Fsummits.example%2Fcalendar.ics" in html


def test_an_index_that_does_not_know_where_it_will_stand_hands_out_no_half_addresses():
    html = site.index(WEEK, base_url="").body.decode()

    assert "cid=" not in html
    assert "webcal:" not in html
    assert 'href="/meetings/geneva"' in html


def test_the_front_page_says_what_it_is_before_any_program_runs():
    shell = '<head><link rel="shortcut icon" href="./favicon.png" /><title>X</title></head><noscript>run it</noscript>'
    html = site.front_page(shell, WEEK)

    assert "<title>Talks of the week</title>" in html
    assert '<link rel="alternate" type="text/calendar" title="Talks of the week" href="/calendar.ics">' in html
    assert "Geneva talks" in html.partition("<noscript>")[2]
    assert "favicon.png" not in html
    assert "run it" not in html


FEED = "https://x.example/feeds/kind/talks.ics"


def test_google_is_handed_a_webcal_address():
    link = urlsplit(site.subscribe_link("google", FEED, "Talks"))

    assert (link.scheme, link.netloc, link.path) == ("https", "calendar.google.com", "/calendar/u/0/r")
    assert parse_qs(link.query) == {"cid": ["webcal://x.example/feeds/kind/talks.ics"]}


@pytest.mark.parametrize(("client", "host"), [("outlook", "outlook.live.com"), ("office365", "outlook.office.com")])
def test_outlook_is_handed_the_address_and_the_name(client: str, host: str):
    link = urlsplit(site.subscribe_link(client, FEED, "Talks & more"))

    assert (link.netloc, link.path) == (host, "/calendar/0/addfromweb/")
    assert parse_qs(link.query) == {"url": ["webcal://x.example/feeds/kind/talks.ics"], "name": ["Talks & more"]}


@pytest.mark.parametrize("client", ["apple", "webcal"])
def test_programs_on_the_visitors_own_machine_are_called_by_webcal(client: str):
    assert site.subscribe_link(client, FEED, "Talks") == "webcal://x.example/feeds/kind/talks.ics"


def test_a_client_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="'lotus' is none of google, apple, outlook, office365, webcal"):
        site.subscribe_link("lotus", FEED, "Talks")


def test_a_feed_of_one_thing_has_a_short_address_and_one_of_several_a_query():
    assert site.feed_path(participants=["us"]) == "/feeds/participant/us.ics"
    assert site.feed_path(kinds=[Kind.CALL]) == "/feeds/kind/call.ics"
    assert site.feed_path(participants=["us"], kinds=[Kind.CALL]) == "/calendar.ics?participant=us&kind=call"


def test_the_tag_of_a_page_changes_with_its_bytes():
    other = site.pages(Published(calendar=replace(WEEK, title="Another")), base_url="https://summits.example")

    assert other["/calendar.ics"].etag != PAGES["/calendar.ics"].etag
    assert re.fullmatch(r'"[0-9a-f]{32}"', PAGES["/calendar.ics"].etag)


def test_a_calendar_without_meetings_is_a_whole_site():
    assert b"BEGIN:VCALENDAR" in site.pages(Published(calendar=Calendar()))["/calendar.ics"].body


REPEATING = store.parse(
    """\
calendar: {timezone: Europe/Zurich}
meetings:
  - id: council
    title: Council
    start: 2022-01-12 10:00
    repeat:
      every: week
      until: 2022-06-30
      except: 2022-01-26
      changes: {on: 2022-01-19, start: 2022-01-20 11:00, title: Extraordinary session}
""",
    file="events.yaml",
)


def test_the_json_tells_how_a_meeting_repeats_in_a_rule_and_in_words():
    [council] = json.loads(site.pages(Published(calendar=REPEATING))["/calendar.json"].body)["meetings"]
    [change] = council["repeat"].pop("changes")

    assert council["repeat"] == {
        "rule": "FREQ=WEEKLY;UNTIL=20220630T215959Z",
        "words": "Every week on Wednesday until 30 June 2022",
        "except": ["2022-01-26"],
    }
    assert (change["on"], change["start"]) == ("2022-01-19", "2022-01-20T11:00:00+01:00")
    assert (change["id"], change["series"]) == ("council~2022-01-19", "council")
    assert (change["repeat"], council["series"]) == (None, None)


def test_every_link_to_an_occurrence_leads_to_the_page_of_its_meeting():
    html = site.pages(Published(calendar=REPEATING))["/meetings/council"].body.decode()

    assert 'href="/meetings/council">Extraordinary session</a>' in html
    assert "~" not in "".join(re.findall('href="(.*?)"', html))
