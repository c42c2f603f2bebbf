"""Links lead to what they say without a new page, the browser's own ways back and forward hold, and keys suffice."""

import pytest
from playwright.sync_api import Page, expect

from tests.page.browsing import DAY_BEFORE, Visit, query

pytestmark = pytest.mark.browser

MARK = "window.sameDocument = true"


def heading(page: Page, words: str) -> None:
    expect(page.locator("#root").get_by_role("heading", level=1)).to_contain_text(words)


def focused(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.matches('a, h1') ? document.activeElement.innerText : ''")
    return text


def step_to(page: Page, name: str) -> None:
    """Press Tab until the link of that name has the focus, as somebody without a mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in focused(page):
            return
    pytest.fail(f"Tab never comes to {name!r}")


def test_an_address_of_a_meeting_can_be_passed_on(visit: Visit):
    page = visit("/?meeting=council")

    heading(page, "Council of <b>ministers</b>")
    expect(page).to_have_title('Council of <b>ministers</b> & "partners"')


def test_an_address_of_no_meeting_says_so_above_all_of_them(visit: Visit):
    page = visit("/?meeting=summit-of-nobody")

    expect(page.locator("#root .sc-warn")).to_contain_text("There is no meeting 'summit-of-nobody'")
    expect(page.locator("#root .sc-row")).to_have_count(8)


def test_a_title_leads_to_its_meeting_and_back_without_a_new_page(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}")
    page.evaluate(MARK)
    page.locator("#root .sc-row").get_by_role("link", name="Perhaps a call").click()
    heading(page, "Perhaps a call")
    assert query(page) == {"meeting": "perhaps", "now": "2022-01-11T15:10Z"}

    page.locator("#root").get_by_role("link", name="Talks of the week").click()
    heading(page, "Talks of the week")
    assert query(page) == {"now": "2022-01-11T15:10Z"}
    assert page.evaluate("window.sameDocument")


def test_the_browsers_ways_back_and_forward_lead_through_what_was_seen(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}")
    page.evaluate(MARK)
    page.locator("#root").get_by_role("link", name="Timeline").click()
    expect(page.locator("#root .sc-season")).to_be_visible()
    page.locator("#root .sc-season").get_by_role("link", name="Geneva talks").click()
    heading(page, "Geneva talks")

    page.go_back()
    expect(page.locator("#root .sc-season")).to_be_visible()
    page.go_back()
    expect(page.locator("#root .sc-list").first).to_be_visible()
    page.go_forward()
    page.go_forward()
    heading(page, "Geneva talks")
    assert page.evaluate("window.sameDocument")


def test_whoever_opens_a_meeting_is_at_its_title(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}")
    page.locator("#root .sc-row").get_by_role("link", name="Geneva talks").press("Enter")
    heading(page, "Geneva talks")
    page.wait_for_function("document.activeElement.tagName === 'H1'")

    assert focused(page) == "Geneva talks"


def test_a_link_opens_in_a_tab_of_its_own_for_who_asks_for_it(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}")
    with page.context.expect_page() as opened:
        page.locator("#root .sc-row").get_by_role("link", name="Geneva talks").click(modifiers=["ControlOrMeta"])

    assert "meeting=geneva" in opened.value.url
    assert "meeting" not in query(page)


def test_the_month_is_reached_by_keys_alone_and_stays_where_the_keys_are(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}")
    step_to(page, "Month")
    page.keyboard.press("Enter")
    month = page.locator("#root .sc-month")
    expect(month).to_be_visible()
    expect(month.locator("td[aria-current=date] > time")).to_have_attribute("datetime", "2022-01-11")
    page.wait_for_function("document.activeElement.innerText === 'Month'")

    step_to(page, "Later")
    page.keyboard.press("Enter")
    expect(page.locator("#root .sc-steps h2")).to_have_text("February 2022")
    page.wait_for_function("document.activeElement.matches('a') && document.activeElement.innerText.includes('Later')")
    page.keyboard.press("Shift+Tab")
    assert "Earlier" in focused(page)
    page.keyboard.press("Enter")
    expect(page.locator("#root .sc-steps h2")).to_have_text("January 2022")
    step_to(page, "Council of")
    page.keyboard.press("Enter")
    heading(page, "Council of")


def test_the_timeline_is_reached_by_keys_alone(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}")
    step_to(page, "Timeline")
    page.keyboard.press("Enter")
    expect(page.locator("#root .sc-season")).to_be_visible()
    expect(page.locator("#root .sc-steps h2")).to_have_text("January–April 2022")
    step_to(page, "Donors")
    page.keyboard.press("Enter")
    heading(page, "Donors' conference")


def test_month_and_timeline_are_tables_with_heads(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}&view=month")
    month = page.get_by_role("table", name="January 2022")
    assert month.get_by_role("columnheader").all_inner_texts() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    expect(month.get_by_role("cell", name="21")).to_contain_text("Cancelled")

    page = visit(f"/?{DAY_BEFORE}&view=timeline")
    expect(page.get_by_role("table").get_by_role("rowheader", name="Trade council")).to_contain_text("Cancelled")


def test_another_moment_is_said_with_the_way_back_to_now(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}")
    page.evaluate(MARK)
    expect(page.locator("#root .sc-note")).to_contain_text("As of 11 January 2022, 16:10 Zurich time.")
    page.locator("#root").get_by_role("link", name="Back to now").click()
    expect(page.locator("#root .sc-eyebrow")).to_have_text("Nothing is ahead. The latest was")
    expect(page.locator("#root .sc-note")).to_have_count(0)

    assert query(page) == {}
    assert page.evaluate("window.sameDocument")


def test_when_all_is_over_the_page_leads_to_when_it_was_news(visit: Visit):
    page = visit("/")
    page.locator("#root .sc-offer a").click()
    expect(page.locator("#root .sc-note")).to_contain_text("As of 2 January 2022")

    assert query(page) == {"now": "2022-01-02"}
