"""What only a browser can tell of the page as a whole: on a phone, in the dark, on paper, in a frame, under a path."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Site
from tests.page.browsing import DAY_BEFORE, WEEK, Visit, drawn, keep, now_on, serving_page, sticking_out

pytestmark = pytest.mark.browser

SOON = 30_000
"""Milliseconds within which an open page follows; it asks every few seconds, and machines that test are busy."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path]]:
    """Serve a file that is being edited."""
    file = tmp_path_factory.mktemp("desk") / "events.yaml"
    file.write_bytes(WEEK.read_bytes())
    with serving_page(file) as site:
        yield site, file


def sheets(page: Page) -> int:
    page.emulate_media(media="print")
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


PHONE = {
    "home": "/?",
    "month": "/?view=month&",
    "timeline": "/?view=timeline&",
    "meeting": "/?meeting=council&",
    "plain": "/meetings/council?",
    "frame": "/?embed=true&",
    "empty": "/?q=atlantis&",
}


@pytest.mark.parametrize("name", PHONE)
def test_a_phone_shows_all_of_it_without_scrolling_sideways(visit: Visit, name: str):
    page = visit(f"{PHONE[name]}{DAY_BEFORE}", size="phone")
    keep(page, f"{name}-light-phone")
    assert sticking_out(page) == []

    if name == "home":
        page.locator("#root .sc-subscribe > summary").click()
        keep(page, "subscribe-light-phone")
        assert sticking_out(page) == []
        page.locator("#root .sc-subscribe > summary").click()
        page.get_by_role("button", name="Filter").click()
        box = page.locator("[data-testid=stPopoverBody]").bounding_box()
        assert box
        assert (box["x"] >= 0, box["x"] + box["width"] <= 360) == (True, True)


@pytest.mark.parametrize("path", ["/", "/?embed=true", "/meetings/council"])
def test_it_is_dark_for_those_who_want_it_dark(visit: Visit, path: str):
    page = visit(path)
    colours = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.wait_for_function(
            "([dark]) => matchMedia('(prefers-color-scheme: dark)').matches === dark", arg=[scheme == "dark"]
        )
        page.wait_for_timeout(100)
        colours.append(page.evaluate("getComputedStyle(document.querySelector('#root .sc, body > main .sc')).color"))

    assert colours == ["rgb(27, 27, 26)", "rgb(236, 234, 230)"]


@pytest.mark.parametrize("path", [f"/?meeting=council&{DAY_BEFORE}", "/meetings/council"])
def test_a_meeting_prints_on_one_sheet_without_what_is_only_true_today(visit: Visit, path: str):
    page = visit(path)

    assert sheets(page) == 1
    sheet = page.locator("#root .sc-full, body > main .sc-full")
    expect(sheet.locator("time.sc-count")).to_be_hidden()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(sheet.get_by_text("Opening & greetings")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in {
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    }


def test_nothing_is_asked_of_any_other_host(visit: Visit, site: Site):
    page = visit("/meetings/geneva")
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(f"{site.url}/")
    drawn(page)

    assert len(asked) > 5
    assert {url for url in asked if not url.startswith((site.url, "data:", "blob:"))} == set()


def test_the_head_says_what_it_is_to_those_who_only_pass_the_address_on(visit: Visit, site: Site):
    page = visit("/meetings/geneva")
    for path, title in (
        ("/", "Talks of the week"),
        ("/?meeting=geneva", "Geneva talks"),
        ("/meetings/geneva", "Geneva talks"),
    ):
        page.route("**/static/**", lambda route: route.abort())
        page.goto(f"{site.url}{path}")
        head = page.locator("head")
        assert head.locator("meta[property='og:title']").get_attribute("content") == title
        assert head.locator("meta[property='og:description']").get_attribute("content")
        assert head.locator("meta[name=description]").get_attribute("content")
        assert head.locator("link[rel=alternate][type='text/calendar']").get_attribute("href") == "/calendar.ics"


def test_without_javascript_the_front_page_lists_the_meetings(visit: Visit):
    page = visit("/", java_script_enabled=False)

    expect(page.get_by_role("link", name="Donors' conference")).to_be_visible()
    page.get_by_role("link", name="Geneva talks").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Geneva talks")


def test_without_javascript_the_plain_page_tells_its_meeting(visit: Visit):
    page = visit("/meetings/council", java_script_enabled=False)

    expect(page.get_by_role("heading", level=1)).to_contain_text("Council of <b>ministers</b>")
    expect(page.get_by_text("Opening & greetings")).to_be_visible()


@pytest.mark.parametrize("path", ["/meetings/council", "/?embed=true"])
def test_the_small_pages_keep_to_their_own_security_policy(visit: Visit, site: Site, path: str):
    page = visit("/meetings/geneva")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{site.url}{path}")
    expect(page.locator("time.sc-count")).to_contain_text("ago")

    assert complaints == []


def test_in_a_frame_of_another_site_it_ticks_and_its_links_fill_the_window(visit: Visit, site: Site):
    page = visit("/meetings/geneva")
    frame = f'<iframe src="{site.url}/?embed=true&{DAY_BEFORE}" title="Next" width="340" height="260"></iframe>'
    elsewhere = "http://localhost:1/"
    page.route(elsewhere, lambda route: route.fulfill(body=frame, content_type="text/html"))
    page.goto(elsewhere)
    inside = page.frame_locator("iframe")
    clock = inside.locator(".sc-count")
    expect(clock).to_contain_text("in 22:49")
    before = clock.inner_text()
    expect(clock).not_to_have_text(before)
    assert {each.get_attribute("target") for each in inside.get_by_role("link").all()} == {"_top"}

    inside.get_by_role("link", name="Council of").click()
    expect(page.locator("#root").get_by_role("heading", level=1)).to_contain_text("Council of")
    assert page.url.startswith(f"{site.url}/?meeting=council")


def test_under_a_path_of_its_own_all_of_it_works(visit: Visit, tmp_path: Path):
    file = tmp_path / "events.yaml"
    file.write_bytes(WEEK.read_bytes())
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text('server.baseUrlPath = "sub/cal"', encoding="utf-8")
    with serving_page(file) as site:
        page = visit(f"/sub/cal/?{DAY_BEFORE}&participant=us", site=site)
        page.evaluate("window.sameDocument = true")
        assert now_on(page, "in 22:50:00").startswith("in 22:4")
        page.locator("#root .sc-subscribe > summary").click()
        feed = f"{site.url}/sub/cal/feeds/participant/us.ics"
        expect(page.get_by_label("Address of the feed", exact=True)).to_have_value(feed)
        assert page.request.get(feed).text().startswith("BEGIN:VCALENDAR")
        subscribe = page.locator("#root .sc-clients a").first.get_attribute("href")
        assert subscribe == "/sub/cal/subscribe/google?participant=us"

        page.locator("#root .sc-row").get_by_role("link", name="Council of").click()
        expect(page.locator("#root h1")).to_contain_text("Council of")
        assert page.url.startswith(f"{site.url}/sub/cal/?meeting=council")
        assert page.evaluate("window.sameDocument")
        page.get_by_role("link", name="Printable page").last.click()
        page.wait_for_url(f"{site.url}/sub/cal/meetings/council")
        page.get_by_role("link", name="Talks of the week").click()
        assert page.url == f"{site.url}/sub/cal/"


def test_an_open_page_and_a_frame_follow_an_edit_of_the_file(visit: Visit, desk: tuple[Site, Path]):
    site, file = desk
    good = WEEK.read_text(encoding="utf-8")
    page, frame = visit("/", site=site), visit("/?embed=true&meeting=geneva", site=site)
    page.evaluate("window.sameDocument = true")
    file.write_text(good.replace("Geneva talks", "Talks in Geneva"), encoding="utf-8")
    expect(frame.get_by_role("link", name="Talks in Geneva")).to_be_visible(timeout=SOON)
    page.bring_to_front()
    expect(page.locator("#root .sc-row", has_text="Talks in Geneva")).to_be_visible(timeout=SOON)
    file.write_text("meetings: [", encoding="utf-8")
    expect(page.locator("#root .sc-warn")).to_contain_text("This is its last good state", timeout=SOON)

    assert page.evaluate("window.sameDocument")
