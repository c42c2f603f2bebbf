"""What only a browser can tell: the clock goes on, links lead where they say, it fits a phone and the dark."""

import datetime as dt
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.conftest import Site, free_port, running, uvicorn_command

from summitcal import store
from summitcal.agenda import countdown
from summitcal.markup import TICKER, Reader, row

pytestmark = pytest.mark.browser
WEEK = Path(__file__).parents[1] / "week.yaml"
DAY_BEFORE = "2022-01-11T15:10Z"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    file = tmp_path_factory.mktemp("site") / "events.yaml"
    file.write_bytes(WEEK.read_bytes())
    port = free_port()
    code = f"from summitcal.page import serve; serve({str(file)!r}, port={port})"
    with running([sys.executable, "-c", code], port, SUMMITCAL_FILE=str(file)) as site:
        yield site


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def visit(browser: Browser, site: Site, path: str, **context: object) -> Page:
    page = browser.new_context(timezone_id="America/New_York", **context).new_page()
    page.goto(f"{site.url}{path}")
    page.wait_for_selector(".sc-hero, .sc-full")
    return page


def next_tick(page: Page, text: str) -> str:
    """Wait until the clock on top says something else, and return that."""
    changed = page.wait_for_function(
        "before => { const now = document.querySelector('.sc-hero time').textContent; return now !== before && now }",
        arg=text,
    )
    return str(changed.json_value())


def test_the_countdown_goes_on_in_the_browser_and_asks_nothing_of_the_server(browser: Browser, site: Site):
    sent: list[str | bytes] = []
    page = browser.new_page()
    # Playwright marks what it is to call, and a method of list cannot be marked.
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))  # noqa: PLW0108
    page.goto(f"{site.url}/?now={DAY_BEFORE}")
    page.wait_for_selector(".sc-hero time")
    seen = [next_tick(page, "in 22:50:00")]
    so_far = len(sent)
    for _ in range(4):
        seen.append(next_tick(page, seen[-1]))

    assert all(re.fullmatch(r"in 22:(49|48):\d\d", text) for text in seen)
    assert seen == sorted(set(seen), reverse=True)
    assert so_far > 0
    assert len(sent) == so_far


def test_until_a_day_without_an_hour_a_clock_runs_to_its_beginning(browser: Browser, tmp_path: Path):
    file = tmp_path / "events.yaml"
    file.write_bytes((Path(__file__).parents[2] / "data" / "events.yaml").read_bytes())
    port = free_port()
    with running(uvicorn_command(port), port, SUMMITCAL_FILE=str(file)) as site:
        page = visit(browser, site, "/?now=2022-01-05T12:00:00Z")
        clock = page.locator(".sc-hero .sc-until time")
        before = clock.text_content()
        expect(clock).not_to_have_text(str(before))

        assert page.locator(".sc-hero .sc-count").text_content() == "in 4 days"
        expect(page.locator(".sc-hero .sc-until")).to_contain_text("9 January begins in Geneva in 3 days 10:59:")


def test_the_visitors_hours_stand_beside_those_of_the_place(browser: Browser, site: Site):
    page = visit(browser, site, f"/?now={DAY_BEFORE}")

    expect(page.locator(".sc-hero .sc-facts")).to_contain_text("15:00–17:30 Brussels time (09:00–11:30 your time)")


def test_a_subscribe_link_leads_to_the_client_with_the_narrowed_feed(browser: Browser, site: Site):
    page = visit(browser, site, "/?participant=russia")
    page.get_by_text("Subscribe", exact=True).click()
    expect(page.get_by_label("Address of the feed")).to_have_value(f"{site.url}/feeds/participant/russia.ics")
    with page.expect_request("https://calendar.google.com/**") as asked:
        page.get_by_role("link", name="Google Calendar").click()

    cid = f"webcal%3A%2F%2F127.0.0.1%3A{site.port}%2Ffeeds%2Fparticipant%2Frussia.ics%3Fclient%3Dgoogle"
    assert asked.value.url == f"https://calendar.google.com/calendar/u/0/r?cid={cid}"


def test_the_address_can_be_copied(browser: Browser, site: Site):
    page = visit(browser, site, "/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("Subscribe", exact=True).click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()

    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}/calendar.ics"


def test_a_title_leads_to_its_meeting_and_back(browser: Browser, site: Site):
    page = visit(browser, site, f"/?now={DAY_BEFORE}")
    page.locator(".sc-row").get_by_role("link", name="Perhaps a call").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Perhaps a call")
    page.get_by_role("link", name="Talks of the week").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Talks of the week")

    assert "now=2022-01-11" in page.url


def test_choosing_a_participant_narrows_the_list(browser: Browser, site: Site):
    page = visit(browser, site, "/")
    page.get_by_role("combobox").click()
    page.get_by_role("option", name="Russia").click()
    expect(page.locator(".sc-row")).to_have_count(2)

    assert page.url.endswith("?participant=russia")


@pytest.mark.parametrize("path", ["/", "/?meeting=council", "/meetings/council"])
def test_a_narrow_phone_shows_all_of_it_without_scrolling_sideways(browser: Browser, site: Site, path: str):
    page = visit(browser, site, path, viewport={"width": 360, "height": 740})
    if subscribe := page.get_by_text("Subscribe", exact=True).all():
        subscribe[0].click()
    beyond = page.evaluate(
        "[...document.querySelectorAll('.sc *')].filter(e => e.getBoundingClientRect().right > innerWidth).length"
    )

    assert beyond == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["/", "/meetings/council"])
def test_the_page_is_dark_for_those_who_want_it_dark(browser: Browser, site: Site, path: str):
    colours = [
        visit(browser, site, path, color_scheme=scheme).evaluate(
            "getComputedStyle(document.querySelector('.sc')).color"
        )
        for scheme in ("light", "dark")
    ]

    assert colours == ["rgb(27, 27, 26)", "rgb(236, 234, 230)"]


def test_nothing_is_asked_of_any_other_host(browser: Browser, site: Site):
    page = browser.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(f"{site.url}/")
    page.wait_for_selector(".sc-list")

    assert {url for url in asked if not url.startswith((site.url, "data:", "blob:"))} == set()


def test_the_plain_page_tells_its_meeting_without_javascript(browser: Browser, site: Site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.url}/meetings/council")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Council of <b>ministers</b>")
    expect(page.get_by_text("Opening & greetings")).to_be_visible()


def test_the_plain_page_prints_on_one_sheet_without_what_is_only_true_today(browser: Browser, site: Site):
    page = browser.new_page()
    page.goto(f"{site.url}/meetings/council")
    page.emulate_media(media="print")

    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    expect(page.locator("time.sc-count")).to_be_hidden()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()


def test_the_plain_page_keeps_to_its_own_security_policy(browser: Browser, site: Site):
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{site.url}/meetings/council")
    expect(page.locator("time.sc-count")).to_contain_text("years ago")

    assert complaints == []


def test_without_javascript_the_front_page_still_lists_the_meetings(browser: Browser, site: Site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site.url)

    expect(page.get_by_role("link", name="Geneva talks")).to_be_visible()


def test_the_browser_says_how_far_away_in_the_same_words_as_everything_else(browser: Browser):
    """The ticker's words are written twice, in Python and in JavaScript: minute by minute they must agree."""
    calendar = store.load(WEEK)
    start = dt.datetime(2022, 1, 5, tzinfo=dt.UTC)
    moments = [start + dt.timedelta(minutes=37 * step, seconds=step % 60) for step in range(700)]
    moments += [start + dt.timedelta(days=17 * step) for step in range(100)]
    html = "".join(
        row(meeting, Reader(to_meeting=str)) for meeting in calendar.meetings if meeting.id in {"council", "geneva"}
    )
    page = browser.new_page()
    page.set_content(html)
    said = page.evaluate(
        """async ([source, moments]) => {
            const { words } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })))
            const times = [...document.querySelectorAll("time[data-begins]")]
            const both = (facts, now) => [words(facts, now), words({ ...facts, seconds: 1 }, now)]
            return moments.map((now) => times.flatMap(({ dataset }) => both(dataset, now)))
        }""",
        [TICKER, [int(moment.timestamp() * 1000) for moment in moments]],
    )
    meetings = [meeting for meeting in calendar.meetings if meeting.id in {"council", "geneva"}]

    assert said == [
        [countdown(meeting, now=now, to_the_second=fine) for meeting in meetings for fine in (False, True)]
        for now in moments
    ]


def test_an_open_page_follows_an_edit_of_the_file_without_being_loaded_again(browser: Browser, tmp_path: Path):
    file = tmp_path / "events.yaml"
    good = WEEK.read_text(encoding="utf-8")
    file.write_text(good, encoding="utf-8")
    port = free_port()
    with running(uvicorn_command(port), port, SUMMITCAL_FILE=str(file)) as site:
        page = visit(browser, site, "/")
        page.evaluate("window.sameDocument = true")
        file.write_text(good.replace("Geneva talks", "Talks in Geneva"), encoding="utf-8")
        expect(page.locator(".sc-row", has_text="Talks in Geneva")).to_be_visible(timeout=30_000)
        file.write_text("meetings: [", encoding="utf-8")
        expect(page.locator(".sc-warn")).to_contain_text("This is its last good state", timeout=30_000)

        assert page.evaluate("window.sameDocument")
