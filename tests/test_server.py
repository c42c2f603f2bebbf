import http.client
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import icalendar
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from summitcal.live import Live
from summitcal.server import Addresses, base_url_setting, watching
from tests.conftest import ROOT, WAIT, Site, eventually, free_port, running, serving, uvicorn_command

SHELL = "<head><title>Streamlit</title></head><body><noscript></noscript></body>"


def application(live: Live, shell: str = "", prefix: str = "") -> Starlette:
    """Put our addresses before something that, like Streamlit, answers 200 to whatever it is asked."""

    async def anything(request):  # noqa: ARG001
        return PlainTextResponse("the page")

    @asynccontextmanager
    async def lifespan(app):  # noqa: ARG001
        async with watching(live):
            yield

    return Starlette(
        routes=[Route("/{rest:path}", anything)],
        middleware=[Middleware(Addresses, live=live, shell=shell, prefix=prefix)],
        lifespan=lifespan,
    )


@pytest.fixture
def site(week: Path) -> Iterator[Site]:
    with serving(application(Live(week), SHELL)) as site:
        yield site


def test_the_feed_is_a_calendar_that_any_page_may_read_and_any_cache_may_keep(site: Site):
    answer = site.ask("/calendar.ics", Accept_Encoding="gzip", Origin="https://elsewhere.example")

    assert answer.status == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-length"] == str(len(answer.body))
    assert "content-encoding" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert answer.body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert answer.body.endswith(b"END:VCALENDAR\r\n")


def test_head_says_what_get_would(site: Site):
    get, head = site.ask("/calendar.ics"), site.ask("/calendar.ics", "HEAD")

    assert head.status == 200
    assert head.body == b""
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '"other" ,W/{}', "*"])
def test_who_has_the_bytes_is_told_so(site: Site, form: str):
    tag = site.ask("/calendar.ics").headers["etag"]
    answer = site.ask("/calendar.ics", If_None_Match=form.format(tag))

    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["etag"] == tag
    assert answer.headers["cache-control"] == "public, max-age=300"


def test_what_changed_is_asked_for_as_feeds_are(site: Site):
    answer = site.ask("/changes.atom")
    again = site.ask("/changes.atom", If_None_Match=answer.headers["etag"])

    assert (answer.status, answer.headers["content-type"]) == (200, "application/atom+xml; charset=utf-8")
    assert (answer.headers["cache-control"], answer.headers["vary"]) == ("public, max-age=300", "X-Forwarded-Prefix")
    assert answer.text.count("<title>Added: ") == 7
    assert (again.status, again.body) == (304, b"")


def test_tags_may_come_in_two_headers(site: Site):
    tag = site.ask("/calendar.ics").headers["etag"]
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=WAIT)
    connection.putrequest("GET", "/calendar.ics")
    for each in ('"other"', tag):
        connection.putheader("If-None-Match", each)
    connection.endheaders()

    assert connection.getresponse().status == 304
    connection.close()


def test_the_file_was_changed_when_the_feed_says_so(week: Path):
    os.utime(week, (4_102_444_801, 4_102_444_801))
    with serving(application(Live(week))) as site:
        assert site.ask("/calendar.ics").headers["last-modified"] == "Fri, 01 Jan 2100 00:00:01 GMT"


def test_a_filter_means_nothing_where_there_is_nothing_to_narrow(site: Site):
    for path in ("/meetings/geneva", "/meetings/geneva.ics", "/calendar.json"):
        assert site.ask(f"{path}?participant=atlantis").body == site.ask(path).body


def test_who_has_other_bytes_gets_these(site: Site):
    assert site.ask("/calendar.ics", If_None_Match='"other"').status == 200


def test_a_date_is_only_asked_for_where_there_is_no_tag(site: Site):
    date = site.ask("/calendar.ics").headers["last-modified"]

    assert site.ask("/calendar.ics", If_Modified_Since=date).status == 304
    assert site.ask("/calendar.ics", If_Modified_Since=date, If_None_Match='"other"').status == 200
    assert site.ask("/calendar.ics", If_Modified_Since="Sat, 01 Jan 2000 00:00:00 GMT").status == 200
    assert site.ask("/calendar.ics", If_Modified_Since="yesterday").status == 200


def test_a_file_put_back_from_a_backup_reaches_who_asks_by_date(week: Path, site: Site):
    date = site.ask("/calendar.ics").headers["last-modified"]
    backup = week.with_name("backup.yaml")
    backup.write_text(week.read_text(encoding="utf-8").replace("Geneva talks", "Older talks"), encoding="utf-8")
    os.utime(backup, (1, 1))
    backup.replace(week)

    eventually(lambda: b"Older talks" in site.ask("/calendar.ics", If_Modified_Since=date).body)


@pytest.mark.parametrize(
    ("query", "meetings"),
    [
        ("participant=russia", ["geneva", "perhaps"]),
        ("participant=russia&kind=talks", ["geneva"]),
        ("participant=us&participant=russia", ["council", "geneva", "perhaps", "off"]),
        ("kind=call", ["perhaps"]),
        ("kind=conference&participant=us", []),
        ("place=Brussels", ["council"]),
        ("place=brussels", ["council"]),
        ("place=BE&participant=us", ["council"]),
        ("place=BE&participant=russia", []),
        ("q=opening+GREETINGS", ["council"]),
        ("q=opening&q=geneva", []),
        ("q=Belgium&place=Brussels&kind=session", ["council"]),
        ("v=2", ["council", "geneva", "perhaps", "off", "later"]),
    ],
)
def test_a_query_narrows_the_feed(site: Site, query: str, meetings: list[str]):
    answer = site.ask(f"/calendar.ics?{query}")
    found = [
        line.removeprefix("UID:").partition("@")[0] for line in answer.text.split("\r\n") if line.startswith("UID:")
    ]

    assert answer.status == 200
    assert found == meetings
    assert site.ask(f"/calendar.ics?{query}", If_None_Match=answer.headers["etag"]).status == 304


def test_a_short_address_and_its_query_give_the_same_bytes(site: Site):
    assert site.ask("/feeds/participant/us.ics").body == site.ask("/calendar.ics?participant=us").body


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/calendar.ics?participant=atlantis", "There is no participant 'atlantis' in this calendar."),
        ("/calendar.ics?kind=party", "There is no kind 'party'; use one of summit, talks, meeting, session,"),
        ("/calendar.ics?participant=rusia", "There is no participant 'rusia' in this calendar; did you mean 'russia'?"),
        ("/calendar.ics?place=Atlantis", "There is no place 'Atlantis' in this calendar."),
        ("/calendar.ics?place=Brusels", "There is no place 'Brusels' in this calendar; did you mean 'Brussels'?"),
        ("/calendar.ics?place=be", "There is no place 'be' in this calendar"),
        (f"/calendar.ics?q={201 * 'x'}", "the text to look for has 201 characters; use at most 200"),
        ("/feeds/participant/atlantis.ics", "There is nothing at /feeds/participant/atlantis.ics."),
        ("/feeds", "There is nothing at /feeds."),
        ("/meetings", "There is nothing at /meetings."),
        ("/subscribe", "There is nothing at /subscribe."),
        ("/meetings/spring.ics", "There is nothing at /meetings/spring.ics."),
        ("/meetings/", "There is nothing at /meetings/."),
        ("/meetings/a/b", "There is nothing at /meetings/a/b."),
        ("/meetings/%00%3F%23", "There is nothing at /meetings/%00%3F%23."),
        ("/meetings/geneva%3Fx", "There is nothing at /meetings/geneva%3Fx."),
        ("/subscribe/lotus", "There is no way to subscribe with 'lotus'; there is google, apple, outlook,"),
        ("/subscribe/google?place=Atlantis", "There is no place 'Atlantis' in this calendar."),
        ("/subscribe/google?participant=atlantis", "There is no participant 'atlantis' in this calendar."),
    ],
)
def test_an_address_of_ours_that_means_nothing_is_not_found_in_plain_words(site: Site, path: str, sentence: str):
    answer = site.ask(path)

    assert answer.status == 404
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.startswith(sentence)


def test_every_other_address_is_the_pages(site: Site):
    assert site.ask("/_stcore/health").text == "the page"
    assert site.ask("/feedsomething").text == "the page"


@pytest.mark.parametrize("path", ["/calender.ics", "/calendar.ICS", "/talks/feed.ics"])
def test_a_misspelled_feed_is_no_page(path: str, site: Site):
    assert site.ask(path).status == 404


def test_our_addresses_can_only_be_read(site: Site):
    post = site.ask("/calendar.ics", "POST")

    assert (post.status, post.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    asked = site.ask("/calendar.ics", "OPTIONS")
    assert (asked.status, asked.body) == (204, b"")
    assert (asked.headers["allow"], asked.headers["access-control-allow-headers"]) == ("GET, HEAD, OPTIONS", "*")


@pytest.mark.parametrize(
    ("client", "start"),
    [
        ("google", "https://calendar.google.com/calendar/u/0/r?cid=webcal%3A%2F%2F"),
        ("outlook", "https://outlook.live.com/calendar/0/addfromweb/?url=webcal%3A%2F%2F"),
        ("office365", "https://outlook.office.com/calendar/0/addfromweb/?url=webcal%3A%2F%2F"),
        ("apple", "webcal://127.0.0.1:"),
        ("webcal", "webcal://127.0.0.1:"),
    ],
)
def test_subscribing_leads_to_the_client_with_the_feed_of_this_host(site: Site, client: str, start: str):
    answer = site.ask(f"/subscribe/{client}?participant=us")

    assert answer.status == 302
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["location"].startswith(start)
    feed = "us.ics%3Fclient%3Dgoogle" if client == "google" else "us.ics"
    assert feed in answer.headers["location"]


def test_subscribing_takes_every_wish_along(site: Site):
    location = site.ask("/subscribe/apple?participant=us&place=brussels&q=opening%20session").headers["location"]

    assert location == (f"webcal://127.0.0.1:{site.port}/feeds/participant/us.ics?place=Brussels&q=opening+session")


def test_subscribing_leads_to_the_public_address_where_one_is_set(week: Path):
    with serving(application(Live(week, base_url="https://summits.example"))) as site:
        location = site.ask("/subscribe/apple").headers["location"]

    assert location == "webcal://summits.example/calendar.ics"


FORWARDED = {
    "X_Forwarded_For": "203.0.113.7",
    "X_Forwarded_Proto": "https",
    "X_Forwarded_Host": "summits.example",
    "X_Forwarded_Prefix": "/talks",
}


def test_what_stands_at_the_root_stands_under_the_prefix_too(week: Path):
    with serving(application(Live(week), SHELL, "/sub/cal")) as site:
        for path in ("/calendar.ics", "/feeds/kind/talks.ics", "/calendar.json", "/meetings/geneva", "/healthz"):
            assert site.ask(f"/sub/cal{path}").body == site.ask(path).body
        assert "<title>Talks of the week</title>" in site.ask("/sub/cal/").text
        assert site.ask("/sub/cal/_stcore/health").text == "the page"
        assert site.ask("/sub/calendar").text == "the page"
        assert site.ask("/sub/cal/feeds/nothing.ics").text == "There is nothing at /sub/cal/feeds/nothing.ics.\n"


def test_links_lead_to_addresses_under_the_prefix(week: Path):
    with serving(application(Live(week), SHELL, "/sub/cal")) as site:
        front, meeting = site.ask("/sub/cal/").text, site.ask("/sub/cal/meetings/geneva").text
        location = site.ask("/sub/cal/subscribe/apple?participant=us").headers["location"]
        feed = site.ask("/sub/cal/calendar.ics")

    assert 'href="/sub/cal/calendar.ics"' in front
    assert 'href="/sub/cal/meetings/council"' in front
    assert 'href="/sub/cal/meetings/geneva.ics"' in meeting
    assert 'href="/sub/cal/"' in meeting
    assert 'href="/meetings' not in front + meeting
    assert location == f"webcal://127.0.0.1:{site.port}/sub/cal/feeds/participant/us.ics"
    assert b"/sub/cal" not in feed.body


def test_the_prefix_alone_leads_to_the_front_page_by_whatever_path_it_was_asked_for(week: Path):
    with serving(application(Live(week), SHELL, "/sub/cal")) as site:
        answer = site.ask("/sub/cal?meeting=geneva", Host='a"><b>')

    assert (answer.status, answer.headers["location"]) == (307, "cal/?meeting=geneva")


def test_a_proxy_on_this_machine_says_where_we_are(week: Path):
    with serving(application(Live(week), SHELL)) as site:
        meeting = site.ask("/meetings/geneva", **FORWARDED)
        told = site.ask("/changes.atom", **FORWARDED).text
        location = site.ask("/subscribe/google", **FORWARDED).headers["location"]
        without_visitor = {name: each for name, each in FORWARDED.items() if name != "X_Forwarded_For"}
        plain = site.ask("/subscribe/apple", **without_visitor).headers["location"]
        direct = site.ask("/meetings/geneva")

    assert 'href="/talks/meetings/geneva.ics"' in meeting.text
    assert 'href="/talks/meetings/geneva"' in told
    assert 'href="/meetings/geneva.ics"' in direct.text
    assert meeting.headers["vary"] == direct.headers["vary"] == "X-Forwarded-Prefix"
    assert meeting.headers["etag"] != direct.headers["etag"]
    assert location.endswith("webcal%3A%2F%2Fsummits.example%2Ftalks%2Fcalendar.ics%3Fclient%3Dgoogle")
    assert plain == "webcal://summits.example/talks/calendar.ics"


def test_a_stranger_cannot_say_where_we_are(week: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "192.0.2.1")
    with serving(application(Live(week), SHELL)) as site:
        meeting, location = site.ask("/meetings/geneva", **FORWARDED), site.ask("/subscribe/apple", **FORWARDED)

    assert 'href="/meetings/geneva.ics"' in meeting.text
    assert location.headers["location"] == f"webcal://127.0.0.1:{site.port}/calendar.ics"


@pytest.mark.parametrize("host", ['a"><script>b</script>', "a b", "a.example/c?d#e", "a@b.example"])
def test_a_host_that_is_none_comes_into_no_page_and_no_header(site: Site, host: str):
    for path in ("/subscribe/apple", "/subscribe/google", "/meetings/geneva", "/"):
        for name in ("Host", "X_Forwarded_Host", "X_Forwarded_Prefix"):
            answer = site.ask(path, **{name: host})

            assert answer.status in {200, 302, 400}
            assert host.encode() not in answer.body
            assert host not in str(answer.headers)
            assert answer.headers.get("location", "127.0.0.1").count("127.0.0.1") == 1


def test_the_address_in_the_file_goes_before_what_a_request_says_and_ours_before_that(week: Path):
    text = week.read_text(encoding="utf-8")
    week.write_text(text.replace("calendar:", "calendar:\n  url: https://file.example/t&c/", 1), encoding="utf-8")
    found = []
    for base_url in ("", "https://ours.example"):
        with serving(application(Live(week, base_url=base_url), SHELL, "/sub/cal")) as site:
            meeting = site.ask("/sub/cal/meetings/geneva", **FORWARDED).text
            location = site.ask("/sub/cal/subscribe/apple", **FORWARDED).headers["location"]
            source = re.search(rb"SOURCE.*", site.ask("/calendar.ics").body)
            found += [re.findall('href="([^"]*geneva.ics)"', meeting), location, source and source[0].split(b":", 1)[1]]

    assert found == [
        ["https://file.example/t&amp;c/meetings/geneva.ics"],
        "webcal://file.example/t&c/calendar.ics",
        b"https://file.example/t&c/calendar.ics\r",
        ["https://ours.example/meetings/geneva.ics"],
        "webcal://ours.example/calendar.ics",
        b"https://ours.example/calendar.ics\r",
    ]


COMMANDS: dict[str, Callable[[Path, int], list[str]]] = {
    "uvicorn app:app": lambda _, port: uvicorn_command(port),
    "summitcal serve": lambda file, port: [
        sys.executable, "-m", "summitcal", "serve", str(file), "--port", str(port)
    ],
    "streamlit run": lambda _, port: [
        sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)
    ],
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_however_it_is_started_it_answers_under_its_prefix_and_behind_a_proxy(week: Path, command: str):
    port = free_port()
    settings = week.parent / ".streamlit" / "config.toml"
    settings.parent.mkdir()
    settings.write_text('server.baseUrlPath = "/sub/cal/"', encoding="utf-8")
    with running(COMMANDS[command](week, port), port, SUMMITCAL_FILE=str(week)) as site:
        assert site.ask("/sub/cal/calendar.ics").body == site.ask("/calendar.ics").body
        assert site.ask("/sub/cal").headers["location"] == "cal/"
        assert "<title>Talks of the week</title>" in site.ask("/sub/cal/").text
        assert site.ask("/sub/cal/_stcore/health").text == "ok"
        assert 'href="/sub/cal/meetings/geneva.ics"' in site.ask("/sub/cal/meetings/geneva").text
        location = site.ask("/sub/cal/subscribe/apple", **FORWARDED).headers["location"]
        assert location == "webcal://summits.example/talks/sub/cal/calendar.ics"


@pytest.mark.parametrize("command", COMMANDS)
def test_however_it_is_started_strangers_are_not_believed_and_our_own_address_is(week: Path, command: str):
    ours = {"SUMMITCAL_BASE_URL": "https://ours.example"} if command == "uvicorn app:app" else {}
    port = free_port()
    environment = {"SUMMITCAL_FILE": str(week), "FORWARDED_ALLOW_IPS": "192.0.2.1", **ours}
    with running(COMMANDS[command](week, port), port, **environment) as site:
        location = site.ask("/subscribe/apple", **FORWARDED).headers["location"]

    assert location == f"webcal://{'ours.example' if ours else f'127.0.0.1:{port}'}/calendar.ics"


def test_the_public_address_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SUMMITCAL_BASE_URL", "https://summits.example/")
    assert base_url_setting() == "https://summits.example"
    monkeypatch.delenv("SUMMITCAL_BASE_URL")
    assert base_url_setting() == ""


def test_the_plain_page_of_a_meeting_runs_no_script_but_its_own(site: Site):
    answer = site.ask("/meetings/council")

    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "script-src 'sha256-" in answer.headers["content-security-policy"]


def test_what_is_seen_first_says_the_hours_of_a_visitor_who_was_here_before(site: Site):
    query = "/?meeting=council&now=2022-01-05"

    assert "09:00–11:30 your time" in site.ask(query, Cookie="zone=America%2FNew_York").text
    assert "your time" not in site.ask(query).text
    assert "your time" not in site.ask(query, Cookie="zone=%3Cscript%3E").text


def test_the_front_page_bears_the_name_of_what_is_asked_for_and_is_made_for_each_visitor(site: Site):
    whole, one = site.ask("/"), site.ask("/?meeting=geneva&now=2022-01-05")

    assert "<title>Talks of the week</title>" in whole.text
    assert "<title>Geneva talks</title>" in one.text
    assert '<meta name="description" content="9–10 January 2022, Geneva.">' in one.text
    for answer in (whole, one):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["vary"] == "Accept-Language"


@pytest.mark.parametrize(
    "query",
    [
        "meeting=%3Cscript%3E",
        "now=%3Cb%3E",
        "q=" + "%F0%9D%94%96" * 200,
        "page=-1",
        "lang=%00",
        "meeting=%ff",
        "embed=x",
    ],
)
def test_no_query_is_too_odd_for_the_front_page(site: Site, query: str):
    for embed in ("", "&embed=true"):
        answer = site.ask(f"/?{query}{embed}", Accept_Language="\x80;q=x, */*, fr;q=2")

        assert answer.status == 200
        assert "<script>" not in answer.text
        assert "<b>:" not in answer.text


def test_a_frame_on_another_site_shows_a_countdown_that_runs_by_itself(site: Site):
    answer = site.ask("/?embed=true&meeting=council&now=2022-01-05")

    assert "<title>Council of &lt;b&gt;ministers" in answer.text
    assert 'data-begins="1641996000000"' in answer.text
    assert f'<a target="_top" href="{site.url}/?meeting=council&amp;now=2022-01-05' in answer.text
    policy = answer.headers["content-security-policy"]
    assert "connect-src 'self'" in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors" not in policy
    assert "x-frame-options" not in answer.headers


def test_the_plain_page_of_a_meeting_in_a_language_that_there_is_not_is_english(site: Site):
    plain, other = site.ask("/meetings/council"), site.ask("/meetings/council?lang=tlh")

    assert other.text == plain.text
    assert site.ask("/meetings/council.ics?lang=tlh").text == site.ask("/meetings/council.ics").text
    assert site.ask("/meetings/atlantis?lang=tlh").status == 404


def test_without_any_good_calendar_nothing_is_served_that_could_empty_a_subscription(tmp_path: Path):
    file = tmp_path / "events.yaml"
    file.write_text("meetings: [", encoding="utf-8")
    with serving(application(Live(file), SHELL)) as site:
        answer, health = site.ask("/calendar.ics"), site.ask("/healthz")

        assert answer.status == 503
        assert answer.headers["retry-after"] == "30"
        assert answer.headers["cache-control"] == "no-store"
        assert b"VCALENDAR" not in answer.body
        assert site.ask("/").text == "the page"
        assert health.status == 200
        assert json.loads(health.body)["status"] == "no calendar"
        assert json.loads(health.body)["loaded"] is None


def test_health_tells_when_and_from_what_the_calendar_was_read(site: Site):
    answer = site.ask("/healthz")
    health = json.loads(answer.body)

    assert answer.headers["cache-control"] == "no-store"
    assert (health["status"], health["meetings"], health["problems"]) == ("ok", 7, [])
    assert health["loaded"].endswith("+00:00")
    assert len(health["digest"]) == 64


def test_health_is_told_anew_when_how_things_stand_is_another(week: Path):
    live = Live(week)
    with serving(application(live)) as site:
        first = site.ask("/healthz").body
        assert site.ask("/healthz").body == first
        live.notes = ("the disk is full",)
        assert json.loads(site.ask("/healthz").body) == {**json.loads(first), "notes": ["the disk is full"]}
        live.notes = ()
        assert site.ask("/healthz").body == first


def test_a_running_server_follows_its_file_and_never_serves_a_broken_one(week: Path):
    """The whole thing, as it is started in earnest: edit, break and mend the file on disk."""
    good = week.read_text(encoding="utf-8")
    port = free_port()
    with running(uvicorn_command(port), port, SUMMITCAL_FILE=str(week)) as site:
        first = site.ask("/calendar.ics")
        assert first.status == 200

        week.write_text(good.replace("Geneva talks", "Talks in Geneva"), encoding="utf-8")
        eventually(lambda: b"Talks in Geneva" in site.ask("/calendar.ics").body)
        edited = site.ask("/calendar.ics")
        assert edited.headers["etag"] != first.headers["etag"]

        week.write_text(good.replace("2022-01-20", "2022-01-32"), encoding="utf-8")
        eventually(lambda: json.loads(site.ask("/healthz").body)["status"] == "holding back")
        assert site.ask("/calendar.ics").body == edited.body
        assert "there is no 32 January 2022" in json.loads(site.ask("/healthz").body)["problems"][0]

        week.write_text(good, encoding="utf-8")
        eventually(lambda: json.loads(site.ask("/healthz").body)["status"] == "ok")
        # It is as it was, and its subscribers have seen it otherwise in between: what changed last is said.
        changed = icalendar.Calendar.from_ical(site.ask("/meetings/geneva.ics").body).walk("VEVENT")[0]
        assert "title Talks in Geneva → Geneva talks" in str(changed["DESCRIPTION"])

        page = site.ask("/", Accept_Encoding="gzip")
        assert page.status == 200
        assert b"Talks of the week" in page.body
        assert site.ask("/_stcore/health").text == "ok"
        assert site.ask("/feeds/nothing.ics").status == 404


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("client=google", b"STATUS:CONFIRMED\r\nDESCRIPTION:Cancelled: Called off", b"STATUS:CANCELLED"),
        ("certainty=reported", b"Perhaps a call", b"Geneva talks"),
        ("undated=span", b"SUMMARY:Donors' conference (day not set)", b"Llanfair"),
        ("alarm=PT30M&participant=russia", b"TRIGGER:-PT30M", b"Trade council"),
        ("../feeds/participant/russia.ics?alarm=PT30M", b"TRIGGER:-PT30M", b"Trade council"),
        ("../feeds/kind/call.ics?undated=span", b"Perhaps a call", b"Geneva talks"),
        ("../feeds/certainty/reported.ics?client=google", b"Perhaps a call", b"Geneva talks"),
    ],
)
def test_a_feed_is_had_as_it_is_wanted(query: str, there: bytes, gone: bytes, site: Site):
    answer = site.ask(query.removeprefix("..") if query.startswith("..") else f"/calendar.ics?{query}")

    assert answer.status == 200
    assert there in answer.body
    assert gone not in answer.body


@pytest.mark.parametrize("query", ["client=notes", "alarm=soon", "undated=no", "certainty=sure"])
def test_a_wish_that_means_nothing_is_told(query: str, site: Site):
    answer = site.ask(f"/calendar.ics?{query}")

    assert answer.status == 404
    assert query.partition("=")[2] in answer.text
