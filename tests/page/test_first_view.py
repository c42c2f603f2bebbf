"""What is seen before the page's program runs: sent with the page, and what is drawn later stands in the same place."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Site
from tests.page.browsing import DAY_BEFORE, Visit, drawn

pytestmark = pytest.mark.browser

SHIFTS = """
window.shifted = 0
new PerformanceObserver((list) => list.getEntries().forEach((each) => { window.shifted += each.value }))
    .observe({ type: "layout-shift", buffered: true })
"""
FONT_LOADS = 0.02
"""How far the page may move in all (CLS; 0.1 is good): what a title does when its font comes later than its text."""

VIEWS = [f"/?{DAY_BEFORE}", f"/?{DAY_BEFORE}&meeting=council", "/", f"/?{DAY_BEFORE}&lang=ar"]
BOXES = """(root) => [...document.querySelectorAll(`${root} .sc :is(h1, h2, p, time, dt, dd, li, summary, a, button)`)]
    .filter((each) => each.checkVisibility() && !each.closest(".sc-subscribe > div, .sc-list, .sc-foot, .sc-views"))
    .map((each) => { const { x, y, width, height } = each.getBoundingClientRect();
        return [each.className || each.tagName, ...[x, y, width, height].map(Math.round)].join(" ") })"""


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("path", VIEWS)
def test_what_is_drawn_stands_exactly_where_the_first_view_stood(visit: Visit, path: str, size: str):
    page = visit(path, size=size, before=SHIFTS, timezone_id="Europe/Zurich")
    expect(page.locator("#sc-first")).to_be_hidden()
    page.wait_for_function("document.fonts.status === 'loaded'")
    shifted = page.evaluate("window.shifted")
    page.add_style_tag(content="#sc-first { display: block !important }")
    first, after = page.evaluate(BOXES, "#sc-first"), page.evaluate(BOXES, "#root")

    assert len(first) > 5
    assert after[: len(first)] == first
    assert shifted < FONT_LOADS


@pytest.mark.parametrize("path", VIEWS[:2])
def test_nothing_of_ours_moves_when_hours_elsewhere_are_added(visit: Visit, path: str):
    page = visit(path, before=SHIFTS, timezone_id="Asia/Tokyo")

    assert page.evaluate("window.shifted") < FONT_LOADS


def test_it_is_there_before_any_program_has_run(visit: Visit, site: Site):
    page: Page = visit("/meetings/geneva")
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(f"{site.url}/?{DAY_BEFORE}")
    first = page.locator("#sc-first")

    expect(first.get_by_role("heading", level=1)).to_have_text("Talks of the week")
    expect(first.locator(".sc-count")).to_have_text("in 22:50:00")
    expect(first.get_by_role("link", name="Council of")).to_have_attribute("href", re.compile(r"^\?meeting=council&"))


def test_it_is_gone_for_those_who_hear_the_page_too(visit: Visit):
    page = visit("/")

    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("heading", level=1).count() == 1


@pytest.mark.parametrize("narrowed", ["status=cancelled", "status=postponed", "q=State+visit"])
def test_a_view_of_what_is_all_off_or_without_a_day_is_shown_too(visit: Visit, narrowed: str):
    page = visit(f"/?{DAY_BEFORE}&{narrowed}")

    expect(page.locator("#sc-first")).to_be_hidden()
    expect(page.locator("#root .sc-row")).to_be_visible()


def test_a_view_with_nothing_on_top_is_shown_too(visit: Visit):
    page = drawn(visit("/?q=nothing-of-the-kind"))

    expect(page.locator("#sc-first")).to_be_hidden()
    expect(page.get_by_text("No meeting fits all of this.")).to_be_visible()
