"""The visitor's world: their clocks, their days, their language and its direction."""

import pytest
from playwright.sync_api import Page, expect

from tests.page.browsing import DAY_BEFORE, Visit, drawn, keep, query, sticking_out

pytestmark = pytest.mark.browser

COUNCIL = f"/?{DAY_BEFORE}&meeting=council"


def first_line(page: Page) -> str:
    return page.locator("#root .sc-hero .sc-facts p").first.inner_text()


def test_the_hours_of_the_place_stand_first_and_the_visitors_beside_them(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}")

    assert first_line(page) == "Wednesday 12 January 2022, 15:00–17:30 Brussels time (09:00–11:30 your time)"


def test_who_has_the_clocks_of_the_place_is_told_no_hour_twice(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}", timezone_id="Europe/Paris")

    assert first_line(page) == "Wednesday 12 January 2022, 15:00–17:30 Brussels time"


def test_all_hours_can_be_had_by_ones_own_clocks_or_in_utc(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}")
    clocks = page.locator("#root .sc-views nav").last
    clocks.get_by_role("link", name="My time").click()
    expect(clocks.locator("[aria-current]")).to_have_text("My time")
    assert first_line(page) == "Wednesday 12 January 2022, 09:00–11:30 your time (15:00–17:30 Brussels time)"
    assert query(page)["clocks"] == "mine"

    clocks.get_by_role("link", name="UTC").click()
    expect(clocks.locator("[aria-current]")).to_have_text("UTC")
    assert first_line(page) == "Wednesday 12 January 2022, 14:00–16:30 UTC (15:00–17:30 Brussels time)"
    clocks.get_by_role("link", name="Local time").click()
    expect(clocks.locator("[aria-current]")).to_have_text("Local time")
    assert "clocks" not in query(page)


def test_where_it_is_another_day_the_day_is_said(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}", timezone_id="Pacific/Auckland")
    assert "(Thursday 13 January 2022, 03:00–05:30 your time)" in first_line(page)

    page = visit(f"/?{DAY_BEFORE}&clocks=mine", timezone_id="Pacific/Auckland")
    assert first_line(page).startswith("Thursday 13 January 2022, 03:00–05:30 your time")


def test_a_meeting_says_the_hours_of_the_place_of_the_visitor_and_utc(visit: Visit):
    page = visit(COUNCIL)

    assert page.locator("#root .sc-table dd").first.locator("p").all_inner_texts()[:3] == [
        "Wednesday 12 January 2022, 15:00–17:30 Brussels time", "09:00–11:30 your time", "14:00–16:30 UTC",
    ]  # fmt: skip


@pytest.mark.parametrize("locale", ["fr-FR", "fr"])
def test_dates_are_written_as_the_browser_asks(visit: Visit, locale: str):
    page = visit(f"/?{DAY_BEFORE}", locale=locale)

    assert first_line(page).startswith("mercredi 12 janvier 2022")
    expect(page.locator("html")).to_have_attribute("lang", locale)
    expect(page.get_by_role("link", name="français")).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize(
    ("lang", "direction", "day"),
    [
        ("fr", "ltr", "mercredi 12 janvier 2022"),
        ("ar", "rtl", "الأربعاء، 12 يناير 2022"),
        ("en-US", "ltr", "Wednesday, January 12, 2022"),
    ],
)
def test_the_address_may_ask_for_a_language(visit: Visit, lang: str, direction: str, day: str):
    page = visit(f"/?{DAY_BEFORE}&lang={lang}")

    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.locator("html")).to_have_attribute("dir", direction)
    assert first_line(page).startswith(day)


def test_another_language_is_a_click_away_and_comes_along(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}")
    page.locator("#root .sc-foot").get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("#root .sc-row").get_by_role("link", name="Geneva talks").click()
    expect(page.locator("#root .sc-full")).to_be_visible()
    assert query(page)["lang"] == "ar"

    page.locator("#root .sc-foot").get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")


def test_who_reads_from_the_right_finds_all_of_it_there(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}&lang=ar")
    keep(page, "home-arabic-desktop")
    title, subscribe = (
        page.locator(f"#root {each}").bounding_box() for each in (".sc-head h1", ".sc-subscribe > summary")
    )
    assert title
    assert subscribe
    assert subscribe["x"] < 640

    # The title itself is in another direction, and begins where the lines of the page do.
    shown = page.evaluate(
        "() => { const range = document.createRange(); range.selectNodeContents(document.querySelector('#root h1'));"
        " return range.getBoundingClientRect().right }"
    )
    assert abs(shown - title["x"] - title["width"]) < 2


@pytest.mark.parametrize(
    "path", ["/?", "/?view=month&", "/?view=timeline&", "/?meeting=council&", "/meetings/council?"]
)
def test_a_phone_that_reads_from_the_right_shows_all_of_it(visit: Visit, path: str):
    page = visit(f"{path}{DAY_BEFORE}&lang=ar", size="phone")
    if path == "/?":
        keep(page, "home-arabic-phone")

    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert sticking_out(page) == []


def test_a_plain_page_speaks_the_language_it_is_asked_for(visit: Visit):
    page = visit("/?meeting=council&lang=fr")
    page.locator("#root .sc-actions a").last.click()
    page.wait_for_url("**/meetings/council?lang=fr")

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator(".sc-table")).to_contain_text("mercredi 12 janvier 2022")


def test_a_language_that_there_is_not_is_english(visit: Visit):
    page = drawn(visit(f"/?{DAY_BEFORE}&lang=tlh", locale="en-GB"))

    expect(page.locator("html")).to_have_attribute("lang", "en")
