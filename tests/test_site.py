import base64
import datetime as dt
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal import addresses, documents, site, store
from summitcal.history import History, Published
from summitcal.model import Calendar, Certainty, Kind, Meeting, Participant, ParticipantKind
from summitcal.search import read_text
from tests.documents import REPEATING, fetched

WEEK = store.load(Path(__file__).parent / "week.yaml")
HOSTILE = store.load(Path(__file__).parent / "hostile.yaml")
PAGES = site.pages(Published(calendar=WEEK), base_url="https://summits.example")
SHELL = (
    '<html lang="en"><head><link rel="shortcut icon" href="./favicon.png" /><title>X</title></head>'
    '<body class="x"><noscript>run it</noscript></body>'
)
LAVROV = Participant(
    id="lavrov", name="Sergei Lavrov", kind=ParticipantKind.PERSON, country="RU", office="Foreign Minister"
)


def titles(address: str) -> list[str]:
    feed = icalendar.Calendar.from_ical(PAGES[address].body)
    return [str(event["SUMMARY"]) for event in feed.walk("VEVENT")]


def linked_data(html: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    return dict(json.loads(found[1]))


def described(id: str, **changes: object) -> dict[str, object]:  # noqa: A002
    """Return what the plain page of a meeting tells search engines."""
    meeting = WEEK.meeting(id)
    assert meeting
    changed = replace(meeting, **changes)  # type: ignore[arg-type]
    published = Published(calendar=replace(WEEK, meetings=(changed,)))
    address = f"/meetings/{id}"
    data = linked_data(site.pages(published, base_url="https://summits.example")[address].body.decode())
    assert (data.pop("@context"), data.pop("@type")) == ("https://schema.org", "Event")
    assert data.pop("url") == f"https://summits.example{address}"
    assert "url" not in linked_data(site.pages(published)[address].body.decode())
    return data


def added(id: str, program: str, **changes: object) -> dict[str, str]:  # noqa: A002
    """Return what a calendar program on the web is told of a meeting."""
    meeting = WEEK.meeting(id)
    assert meeting
    link = urlsplit(addresses.add_links(replace(meeting, **changes))[program])  # type: ignore[arg-type]
    assert link.scheme == "https"
    assert "+" not in link.query  # Outlook shows it as it is
    return {name: value for name, [value] in parse_qs(link.query, strict_parsing=True).items()}


NOW = dt.datetime(2022, 1, 3, 9, tzinfo=dt.UTC)


def changed(base_url: str = "https://summits.example") -> site.Pages:
    """Return what stands at each address after the talks in Geneva were taken out and the council has a new title."""
    history = History().plus(History().pending(WEEK, now=NOW))
    meetings = [replace(each, title="The council") if each.id == "council" else each for each in WEEK.meetings]
    later = replace(WEEK, meetings=tuple(each for each in meetings if each.id != "geneva"))
    history = history.plus(history.pending(later, now=NOW + dt.timedelta(days=1)))
    return site.pages(history.published(later, now=NOW), base_url=base_url)


def hrefs(pages: site.Pages) -> list[str]:
    return re.findall(r'<link [^>]*href="(.*?)"', pages["/changes.atom"].body.decode())


def test_every_address_is_there_and_says_what_it_is():
    kinds = {address: page.media_type for address, page in PAGES.items()}

    assert kinds["/calendar.ics"] == kinds["/feeds/kind/talks.ics"] == "text/calendar; charset=utf-8"
    assert kinds["/meetings/geneva"] == "text/html; charset=utf-8"
    assert kinds["/calendar.json"] == "application/json; charset=utf-8"
    assert set(kinds) == {
        "/calendar.ics",
        "/calendar.json",
        "/changes.atom",
        *(f"/feeds/participant/{each}.ics" for each in ("us", "russia", "ministers")),
        *(f"/feeds/kind/{kind}.ics" for kind in Kind),
        *(f"/feeds/certainty/{certainty}.ics" for certainty in Certainty),
        *(f"/feeds/client/{client}.ics" for client in ("google", "outlook", "apple", "rfc9073")),
        "/feeds/year/2022.ics",
        *(f"/meetings/{meeting.id}" for meeting in WEEK.meetings),
        *(f"/meetings/{each}.ics" for each in ("council", "geneva", "perhaps", "off", "later")),
    }


def test_the_same_calendar_makes_the_same_bytes():
    assert site.pages(Published(calendar=WEEK), base_url="https://summits.example") == PAGES
    assert documents.index(WEEK, base_url="https://a.example") == documents.index(WEEK, base_url="https://a.example")


def test_a_narrow_feed_has_the_meetings_of_its_participant_or_kind():
    assert titles("/feeds/participant/russia.ics") == ["Geneva talks", "Tentative: Perhaps a call"]
    assert titles("/feeds/kind/talks.ics") == ["Geneva talks"]
    assert titles("/feeds/certainty/reported.ics") == ["Tentative: Perhaps a call"]
    assert len(titles("/feeds/year/2022.ics")) == 5
    assert titles("/meetings/geneva.ics") == ["Geneva talks"]


@given(st.text(max_size=200))
def test_whatever_text_is_asked_for_the_feed_that_names_it_is_fit(text: str):
    body = site.feed(Published(calendar=WEEK), addresses.Narrowing(text=read_text(text))).body

    assert body.startswith(b"BEGIN:VCALENDAR")


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


def test_the_json_says_who_it_is_of_and_who_takes_part():
    meetings = (replace(WEEK.meetings[1], participants=(LAVROV,)),)
    calendar = replace(WEEK, url="https://example.org", participants=(), meetings=meetings)

    assert {**site.calendar_facts(calendar), "meetings": None} == {
        "title": "Talks of the week",
        "description": "What is on, week by week.",
        "url": "https://example.org",
        "timezone": "Europe/Zurich",
        "participants": [
            {
                "id": "lavrov",
                "name": "Sergei Lavrov",
                "kind": "person",
                "country": "RU",
                "office": "Foreign Minister",
            }
        ],
        "meetings": None,
    }


def test_the_json_says_all_that_is_known_of_a_meeting():
    facts = {each["id"]: each for each in json.loads(PAGES["/calendar.json"].body)["meetings"]}

    assert facts["council"] == {
        "id": "council",
        "title": 'Council of <b>ministers</b> & "partners"',
        "kind": "session",
        "start": "2022-01-12T15:00:00+01:00",
        "end": "2022-01-12T17:30:00+01:00",
        "timezone": "Europe/Brussels",
        "when": "Wednesday 12 January 2022, 15:00–17:30",
        "series": None,
        "repeat": None,
        "participants": ["us", "ministers"],
        "roles": {},
        "place": {"name": "Brussels", "country": "BE", "timezone": "Europe/Brussels", "coordinates": None},
        "status": "confirmed",
        "certainty": "confirmed",
        "was": None,
        "reason": None,
        "description": "They meet <i>twice</i> a year.",
        "url": "https://example.org/council?a=1&b=2",
        "conference": None,
        "replaces": None,
        "agenda": [
            {"topic": "Opening & greetings", "at": "2022-01-12T15:00:00+01:00"},
            {"topic": "</script><script>alert(1)</script>", "at": None},
        ],
        "sources": [
            {
                "title": "Ministers to meet",
                "outlet": "Gazette",
                "url": "https://example.org/news",
                "published": "2022-01-02",
                "quote": "The Council will meet <soon>",
            },
            {"title": None, "outlet": "Wire", "url": None, "published": "2022-01-03", "quote": None},
        ],
    }
    assert facts["later"] == {
        "id": "later",
        "title": "Arctic summit",
        "kind": "summit",
        "start": "2022-01-25",
        "end": None,
        "timezone": "Europe/Zurich",
        "when": "Tuesday 25 January 2022",
        "series": None,
        "repeat": None,
        "participants": [],
        "roles": {},
        "place": None,
        "status": "postponed",
        "certainty": "confirmed",
        "was": "2022-01-18",
        "reason": "The host asked for time",
        "description": None,
        "url": None,
        "conference": None,
        "replaces": None,
        "agenda": [],
        "sources": [],
    }
    assert facts["perhaps"]["certainty"] == "reported"


def test_the_json_is_read_by_people_too():
    published = Published(calendar=Calendar(title="Gespräche"))

    assert site.pages(published)["/calendar.json"].body.startswith('{\n "title": "Gespräche",\n'.encode())


def test_a_plain_page_cannot_be_broken_out_of():
    html = PAGES["/meetings/council"].body.decode()

    assert "<b>" not in html
    assert "alert(1)</script>" not in html
    assert html.count("<script") == html.count("</script>") == 2


def test_what_the_file_says_is_text_on_every_page():
    addresses = site.pages(Published(calendar=HOSTILE))
    index = documents.index(HOSTILE, base_url="https://summits.example/a&b")
    htmls = [page.body.decode() for page in (index, addresses["/meetings/hostile"])]

    first = documents.First(title='<x>"&', about='<x>"&', html="<p>top</p>", address='https://x.org/?<x>"&')
    for html in (
        *htmls,
        documents.front_page(SHELL, HOSTILE, first),
        documents.embedded(first, {"x": '</script><x>"&'}).body.decode(),
    ):
        assert "<title>&lt;x&gt;&quot;&amp;</title>" in html
        assert "<x>" not in html
        assert '&gt;"' not in html
    assert 'href="https://summits.example/a&amp;b/calendar.ics"' in htmls[0]


def test_a_plain_page_describes_its_meeting_to_search_engines():
    assert described("council") == {
        "name": 'Council of <b>ministers</b> & "partners"',
        "startDate": "2022-01-12T15:00:00+01:00",
        "endDate": "2022-01-12T17:30:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "description": "They meet <i>twice</i> a year.",
        "location": {"@type": "Place", "name": "Brussels", "address": "BE"},
        "attendee": [
            {"@type": "Country", "name": "United States"},
            {"@type": "Organization", "name": "The <ministers>"},
        ],
    }


@pytest.mark.parametrize(
    ("id", "changes", "expected"),
    [
        ("geneva", {}, {"startDate": "2022-01-09", "endDate": "2022-01-10"}),
        ("council", {"end": None}, {"startDate": "2022-01-12T15:00:00+01:00", "endDate": None}),
        ("council", {"end": dt.date(2022, 1, 13)}, {"endDate": "2022-01-13"}),
        ("perhaps", {}, {"endDate": "2022-01-20", "eventStatus": "https://schema.org/EventScheduled"}),
        ("off", {}, {"eventStatus": "https://schema.org/EventCancelled", "previousStartDate": None}),
        ("later", {}, {"eventStatus": "https://schema.org/EventPostponed", "previousStartDate": "2022-01-18"}),
        ("geneva", {"participants": (LAVROV,)}, {"attendee": [{"@type": "Person", "name": "Sergei Lavrov"}]}),
        (
            "geneva",
            {"participants": (replace(LAVROV, name="NATO", kind=ParticipantKind.ORGANISATION),)},
            {"attendee": [{"@type": "Organization", "name": "NATO"}]},
        ),
    ],
)
def test_search_engines_hear_of_days_open_ends_and_what_does_not_stand(
    id: str,  # noqa: A002
    changes: dict[str, object],
    expected: dict[str, object],
):
    data = described(id, **changes)

    assert {name: data.get(name) for name in expected} == expected


def test_search_engines_are_told_nothing_of_a_meeting_without_a_day():
    assert "ld+json" not in PAGES["/meetings/spring"].body.decode()


def test_nothing_on_a_plain_page_comes_from_elsewhere():
    pages = [
        page for page in (*PAGES.values(), documents.index(WEEK, base_url="")) if page.media_type == documents.HTML
    ]

    assert len(pages) == 8
    for page in pages:
        assert all(address.startswith("data:") for address in fetched(page.body.decode()))


@pytest.mark.parametrize(
    "html",
    [
        "<script src=//cdn></script>",
        '<link rel="stylesheet" href="//cdn">',
        "<style>@import url(//cdn)</style>",
        "<style>@import '//cdn'</style>",
        "<style>p { background: url( '//cdn') }</style>",
        '<p style="background: url(//cdn)"></p>',
    ],
)
def test_what_comes_from_elsewhere_would_be_found(html: str):
    assert fetched(html) == ["//cdn"]


def test_a_plain_page_may_run_its_own_script_and_load_nothing():
    html = PAGES["/meetings/council"].body.decode()
    script = html.partition('<script type="module">')[2].partition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

    policy = documents.SECURITY_POLICY
    assert policy == (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        f"script-src 'sha256-{digest}'"
    )


def test_the_feed_of_one_meeting_bears_its_title():
    feed = icalendar.Calendar.from_ical(PAGES["/meetings/geneva.ics"].body)

    assert (str(feed["NAME"]), "DESCRIPTION" in feed) == ("Geneva talks", False)


def test_a_plain_page_can_be_printed():
    assert b'<button type="button" data-print>Print</button>' in PAGES["/meetings/spring"].body


def test_only_a_meeting_with_a_day_can_be_added_to_a_calendar():
    assert b"Add to my calendar" in PAGES["/meetings/geneva"].body
    assert b"Add to my calendar" not in PAGES["/meetings/spring"].body


def test_a_plain_page_tells_what_changed_and_what_is_related():
    council, *others = WEEK.meetings
    instead = replace(council, replaces="geneva")
    calendar = replace(WEEK, meetings=(instead, *others))
    history = History().plus(History().pending(calendar, now=dt.datetime(2022, 1, 3, tzinfo=dt.UTC)))
    html = documents.meeting_page(instead, calendar, base_url="/talks", history=history).body.decode()

    assert "3 January 2022</time> first published" in html
    assert '<a href="/talks/meetings/geneva" dir="auto">Geneva talks</a>' in html.partition("Related meetings")[2]
    assert site.pages(Published(calendar=calendar, history=history), base_url="/talks")["/meetings/council"].body == (
        html.encode()
    )


def test_google_is_offered_the_hours_of_a_meeting_in_utc():
    assert added("council", "Google Calendar") == {
        "action": "TEMPLATE",
        "text": 'Council of <b>ministers</b> & "partners"',
        "dates": "20220112T140000Z/20220112T163000Z",
        "location": "Brussels",
    }


def test_outlook_is_offered_the_hours_of_a_meeting_in_utc():
    assert added("council", "Outlook.com") == {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": 'Council of <b>ministers</b> & "partners"',
        "startdt": "2022-01-12T14:00:00Z",
        "enddt": "2022-01-12T16:30:00Z",
        "location": "Brussels",
    }


def test_a_meeting_whose_end_is_not_known_is_offered_with_its_usual_length():
    assert added("council", "Google Calendar", end=None)["dates"].startswith("20220112T140000Z/20220112T1")


def test_days_are_offered_as_days_whose_end_is_the_day_after():
    assert added("geneva", "Google Calendar")["dates"] == "20220109/20220111"
    assert added("perhaps", "Google Calendar")["dates"] == "20220120/20220121"
    outlook = added("geneva", "Outlook.com")
    assert (outlook["startdt"], outlook["enddt"], outlook["allday"]) == ("2022-01-09", "2022-01-11", "true")


def test_what_does_not_simply_stand_is_offered_with_the_words_of_the_feed():
    assert added("off", "Google Calendar")["text"] == "Cancelled: Trade council"
    assert added("perhaps", "Outlook.com")["subject"] == "Tentative: Perhaps a call"


def test_the_tag_of_a_page_changes_with_its_bytes():
    other = site.pages(Published(calendar=replace(WEEK, title="Another")), base_url="https://summits.example")

    assert other["/calendar.ics"].etag != PAGES["/calendar.ics"].etag
    assert re.fullmatch(r'"[0-9a-f]{32}"', PAGES["/calendar.ics"].etag)


def test_a_calendar_without_meetings_is_a_whole_site():
    assert b"BEGIN:VCALENDAR" in site.pages(Published(calendar=Calendar()))["/calendar.ics"].body


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

    assert 'href="/meetings/council" dir="auto">Extraordinary session</a>' in html
    assert "~" not in "".join(re.findall('href="(.*?)"', html))


def test_the_json_has_each_language_that_the_file_names():
    text = (
        "calendar: {title: {en: Winter, de: Der Winter}}\n"
        "meetings: [{id: a, title: {en: A, no: Å}, start: 2022-01-09, description: {fr: Deux jours.}}]"
    )
    facts = site.calendar_facts(store.parse(text, file="events.yaml"))

    assert (facts["title"], facts["titles"]) == ("Winter", {"en": "Winter", "de": "Der Winter"})
    assert "descriptions" not in facts
    [meeting] = json.loads(json.dumps(facts["meetings"]))
    assert (meeting["title"], meeting["titles"]) == ("A", {"en": "A", "no": "Å"})
    assert (meeting["description"], meeting["descriptions"]) == ("Deux jours.", {"fr": "Deux jours."})


def test_the_feed_of_a_meeting_in_several_languages_bears_its_first_title():
    text = "meetings: [{id: a, title: {en: A, no: Å}, start: 2022-01-09}]"
    calendars = (store.parse(each, file="events.yaml") for each in (text, text.replace("{en: A, no: Å}", "A")))
    one, other = (site.pages(Published(calendar=calendar)) for calendar in calendars)

    assert one["/calendar.ics"].body == other["/calendar.ics"].body
    assert one["/meetings/a.ics"].body == other["/meetings/a.ics"].body


def test_under_a_path_alone_links_stay_on_the_host_and_nothing_says_a_whole_address():
    there = site.pages(Published(calendar=WEEK), base_url="/sub/cal")
    html = there["/meetings/geneva"].body.decode()

    assert 'href="/sub/cal/meetings/geneva.ics"' in html
    assert "url" not in linked_data(html)
    assert there["/calendar.ics"].body == site.pages(Published(calendar=WEEK))["/calendar.ics"].body
    assert "webcal:" not in documents.index(WEEK, base_url="/sub/cal").body.decode()


def test_whether_something_stands_at_an_address_is_told_without_making_it():
    there = site.pages(Published(calendar=WEEK))

    assert "/meetings/geneva" in there
    assert "/meetings/atlantis" not in there
    assert there.made("/meetings/geneva") is None
    assert "/meetings/geneva" in there.replaced(site.plain_pages(Published(calendar=WEEK), base_url="/talks"))
    assert there.made("/meetings/geneva") is None


def test_what_changed_stands_in_a_feed_of_its_own():
    page = changed()["/changes.atom"]
    titles = re.findall("<title>(.*?)</title>", page.body.decode())

    assert page.media_type == "application/atom+xml; charset=utf-8"
    assert titles[:3] == [
        "Talks of the week: what changed",
        "Taken out: Geneva talks, planned for 9–10 January 2022",
        "Changed: The council, title",
    ]
    assert len(titles) == 3 + len(WEEK.meetings)


def test_what_changed_leads_to_the_pages_that_there_are():
    there = changed()
    links = hrefs(there)

    assert links[:3] == [
        "https://summits.example/changes.atom",
        "https://summits.example/",
        "https://summits.example/meetings/council",
    ]
    assert all(each.removeprefix("https://summits.example") in there for each in links[2:])
    assert "https://summits.example/meetings/geneva" not in links


def test_where_the_address_is_not_known_links_stay_on_the_host():
    assert hrefs(changed(""))[:2] == ["/", "/meetings/council"]


def test_the_json_tells_the_same_changes():
    told = json.loads(changed()["/calendar.json"].body)["changes"]

    assert told[1] == {
        "at": "2022-01-04T09:00:00Z",
        "meeting": "council",
        "what": "changed",
        "title": "Changed: The council, title",
        "changes": [told[1]["changes"][0]],
    }
    assert [each["what"] for each in told] == ["taken out", "changed", *("added" for _ in WEEK.meetings)]
    assert json.loads(PAGES["/calendar.json"].body)["changes"] == []


def test_no_more_than_the_latest_changes_are_told():
    days = [dt.date(2022, 1, 1) + dt.timedelta(days=number) for number in range(120)]
    many = Calendar(meetings=tuple(Meeting(id=f"on-{day}", title="Talks", start=day) for day in days))
    history = History().plus(History().pending(many, now=NOW))

    assert site.pages(history.published(many, now=NOW))["/changes.atom"].body.count(b"<entry>") == 100


def test_every_page_says_where_it_is_told_what_changed():
    link = '<link rel="alternate" type="application/atom+xml" title="What changed" href="{}/changes.atom">'

    assert link.format("https://summits.example") in PAGES["/meetings/geneva"].body.decode()
    assert link.format("") in documents.index(WEEK, base_url="").body.decode()
