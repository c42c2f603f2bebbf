"""The clock on top goes on by itself, and is right whatever the visitor's machine has been doing."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from summitcal import store
from summitcal.agenda import countdown
from summitcal.markup import TICKER, Reader, row
from tests.page.browsing import DAY_BEFORE, WEEK, Visit, clock, drawn, now_on

pytestmark = pytest.mark.browser

LATER = "(seconds) => { const real = Date.now; Date.now = () => real() + seconds * 1e3 }"
HOUR = 3600


def let_pass(page: Page, seconds: int) -> None:
    """Put the clock of the visitor's machine forward, once the page counts by it: its cookie is the sign."""
    page.wait_for_function("document.cookie.includes('zone=')")
    page.evaluate(LATER, seconds)


def test_it_goes_on_each_second_and_asks_nothing_of_the_server(visit: Visit):
    page = visit("/meetings/geneva")
    sent: list[str | bytes] = []
    # Playwright marks what it is to call, and a method of list cannot be marked.
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))  # noqa: PLW0108
    page.goto(f"{page.url.removesuffix('meetings/geneva')}?{DAY_BEFORE}")
    seen = [now_on(drawn(page), "in 22:50:00")]
    so_far = len(sent)
    for _ in range(4):
        seen.append(now_on(page, seen[-1]))

    assert all(re.fullmatch(r"in 22:(49|48):\d\d", text) for text in seen)
    assert seen == sorted(set(seen), reverse=True)
    assert so_far > 0
    assert len(sent) == so_far


@pytest.mark.parametrize("path", [f"/?{DAY_BEFORE}", f"/?{DAY_BEFORE}&meeting=council", "/meetings/council"])
def test_nobody_has_the_seconds_read_out_to_them(visit: Visit, path: str):
    page = visit(path)

    assert page.locator("time:is([data-begins], [data-until])").count() > 0
    assert page.locator(":is([aria-live], [role=status], [role=timer], [role=alert], output) time").count() == 0
    assert page.locator("time:is([aria-live], [role])").count() == 0


def test_after_sleep_it_is_right_at_once(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}")
    expect(page.locator("#root .sc-hero .sc-count")).to_contain_text("in 22:4")
    let_pass(page, 3 * HOUR)

    assert re.fullmatch(r"in 19:4\d:\d\d", now_on(page, clock(page)))


def test_a_machine_whose_clock_is_wrong_counts_by_the_servers(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}", before=f"({LATER})({30 * HOUR})")

    assert re.fullmatch(r"in 22:(49|50):\d\d", now_on(page, ""))


def test_it_runs_evenly_through_the_night_in_which_the_clocks_are_put_forward(visit: Visit):
    """02:00 in Geneva is 03:00: from 01:59 to 08:00 it is five hours and not six."""
    page = visit("/?meeting=dawn&now=2022-03-27T00:59Z")
    let_pass(page, 57)
    seen = [now_on(page, clock(page))]
    for _ in range(4):
        seen.append(now_on(page, seen[-1]))

    assert all(re.fullmatch(r"in 05:00:0\d|in 04:59:5\d", text) for text in seen)
    assert seen[0] > "in 05" > seen[-1]
    expect(page.locator("#root .sc-table")).to_contain_text("08:00–09:00 Zurich time")


def test_when_midnight_comes_at_the_place_the_second_of_two_days_begins(visit: Visit):
    page = visit("/?meeting=geneva&now=2022-01-09T22:59Z")
    expect(page.locator("#root .sc-count")).to_have_text("under way, day 1 of 2")
    let_pass(page, 58)

    assert now_on(page, "under way, day 1 of 2") == "under way, day 2 of 2"


def test_what_begins_while_somebody_looks_is_said_to_be_under_way(visit: Visit):
    page = visit("/?meeting=council&now=2022-01-12T13:59Z")
    let_pass(page, 59)
    expect(page.locator("#root .sc-count")).to_contain_text("under way")
    expect(page.locator("#root .sc-agenda li[aria-current=time]")).to_contain_text("Opening")


def test_of_a_day_without_an_hour_days_are_counted_and_a_clock_runs_to_its_midnight(visit: Visit):
    page = visit("/?now=2022-01-05T12:00:00Z")
    hero = page.locator("#root .sc-hero")
    before = hero.locator(".sc-until time").inner_text()

    expect(hero.locator(".sc-count")).to_have_text("in 4 days")
    expect(hero.locator(".sc-until")).to_contain_text("9 January begins")
    expect(hero.locator(".sc-until")).to_contain_text("in 3 days 10:59:")
    expect(hero.locator(".sc-until time")).not_to_have_text(before)


def test_in_the_browser_it_says_what_everything_else_says(visit: Visit):
    """The words are written twice, in Python and in JavaScript: minute by minute they must agree."""
    meetings = [each for each in store.load(WEEK).meetings if each.id in {"council", "geneva"}]
    start = dt.datetime(2022, 1, 5, tzinfo=dt.UTC)
    moments = [start + dt.timedelta(minutes=37 * step, seconds=step % 60) for step in range(700)]
    moments += [start + dt.timedelta(days=17 * step) for step in range(100)]
    page = visit("about:blank")
    page.set_content("".join(row(meeting, Reader(to_meeting=str)) for meeting in meetings))

    assert _said(page, moments) == [
        [countdown(meeting, now=now, to_the_second=fine) for meeting in meetings for fine in (False, True)]
        for now in moments
    ]


def _said(page: Page, moments: list[dt.datetime]) -> list[list[str]]:
    said: list[list[str]] = page.evaluate(
        """async ([source, moments]) => {
            const { words } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })))
            const times = [...document.querySelectorAll("time[data-begins]")]
            const both = (facts, now) => [words(facts, now), words({ ...facts, seconds: 1 }, now)]
            return moments.map((now) => times.flatMap(({ dataset }) => both(dataset, now)))
        }""",
        [TICKER, [int(moment.timestamp() * 1000) for moment in moments]],
    )
    return said
