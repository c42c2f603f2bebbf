"""What the list is narrowed to stands in the address, and goes along into the subscription."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.page.browsing import DAY_BEFORE, Visit, drawn, query, titles

pytestmark = pytest.mark.browser

MOMENT = {"now": "2022-01-11T15:10Z"}


def choose(page: Page, name: str, option: str) -> None:
    """Choose something in the box behind Filter, and leave it open."""
    box = page.locator("[data-testid=stPopoverBody]")
    if not box.count():
        page.get_by_role("button", name="Filter").click()
    box.get_by_role("combobox", name=name).click()
    page.get_by_role("option", name=option).click()


def left(page: Page, *expected: str) -> None:
    expect(page.locator("#root .sc-row")).to_have_count(len(expected))
    assert titles(page) == list(expected)


def test_words_are_looked_for(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}")
    page.get_by_role("searchbox", name="Search").fill("opening greetings")
    page.keyboard.press("Enter")
    left(page, 'Council of <b>ministers</b> & "partners"')

    assert query(page) == {**MOMENT, "q": "opening greetings"}
    expect(page.get_by_role("status").filter(has_text="1 of 8 meetings")).to_be_visible()


def test_choices_narrow_the_list_stand_in_the_address_and_are_taken_back_one_by_one(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}")
    choose(page, "Participant", "United States")
    left(page, 'Council of <b>ministers</b> & "partners"', "Trade council", "Geneva talks")
    choose(page, "Kind", "talks")
    left(page, "Geneva talks")
    choose(page, "Place", "Geneva")
    choose(page, "Status", "confirmed")
    page.wait_for_url("**status=confirmed**")
    chosen = {"participant": "us", "kind": "talks", "place": "Geneva", "status": "confirmed"}
    assert query(page) == {**MOMENT, **chosen}
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Filter (4)")).to_be_visible()

    for name in ("talks", "Geneva", "confirmed"):
        page.get_by_role("link", name=f"Without {name}").click()
        expect(page.get_by_role("link", name=f"Without {name}")).to_have_count(0)
    left(page, 'Council of <b>ministers</b> & "partners"', "Trade council", "Geneva talks")
    page.get_by_role("link", name="Show all").click()
    expect(page.locator("#root .sc-row")).to_have_count(8)
    assert query(page) == MOMENT


def test_the_same_address_shows_the_same_to_whoever_opens_it(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}&participant=us&status=cancelled&q=council")

    left(page, "Trade council")
    assert page.locator("#root .sc-chosen li").all_inner_texts() == [
        "United States ×",
        "cancelled ×",
        "“council” ×",
        "Show all",
    ]
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("council")
    page.get_by_role("button", name="Filter (2)").click()
    box = page.locator("[data-testid=stPopoverBody]")
    expect(box.get_by_role("combobox", name="Participant")).to_have_value("United States (3)")
    expect(box.get_by_role("combobox", name="Status")).to_have_value("cancelled (1)")


def test_words_that_were_taken_back_do_not_come_again(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}")
    page.get_by_role("searchbox", name="Search").fill("council")
    page.keyboard.press("Enter")
    expect(page.locator("#root .sc-row")).to_have_count(2)
    page.get_by_role("link", name="Show all").click()
    expect(page.locator("#root .sc-row")).to_have_count(8)
    page.get_by_role("link", name="UTC").click()
    expect(page.locator("#root .sc-views [aria-current]").last).to_have_text("UTC")

    assert query(page) == {**MOMENT, "clocks": "utc"}
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("")


def test_a_participant_leads_to_the_meetings_they_are_in(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}&meeting=geneva")
    page.locator("#root .sc-who").get_by_role("link", name="Russia").click()
    left(page, "Perhaps a call", "Geneva talks")

    assert query(page) == {**MOMENT, "participant": "russia"}


def test_a_list_left_empty_says_what_to_do(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}&q=atlantis")
    expect(page.locator("#root .sc-note").last).to_contain_text("Take something away, or show all.")
    page.get_by_role("link", name="Show all").click()

    expect(page.locator("#root .sc-row")).to_have_count(8)


def test_the_month_shows_only_what_is_chosen(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}&view=month&participant=russia")

    assert page.locator("#root .sc-month li a").all_inner_texts() == ["Geneva talks", "Geneva talks", "Perhaps a call"]


def test_the_subscription_is_to_what_is_chosen(visit: Visit):
    page = visit("/?participant=russia&q=call")
    page.locator("#root .sc-subscribe > summary").click()
    feed = "/feeds/participant/russia.ics?q=call"
    root = page.url.partition("/?")[0]
    expect(page.get_by_label("Address of the feed", exact=True)).to_have_value(f"{root}{feed}")
    expect(page.get_by_label("The same for programs that want webcal")).to_have_value(
        f"webcal{root.removeprefix('http')}{feed}"
    )
    with page.expect_request("https://calendar.google.com/**") as asked:
        page.get_by_role("link", name="Google Calendar").click()

    address = f"webcal%3A{root.removeprefix('http:').replace('/', '%2F').replace(':', '%3A')}"
    query = "%3Fq%3Dcall%26client%3Dgoogle"
    expected = f"https://calendar.google.com/calendar/u/0/r?cid={address}%2Ffeeds%2Fparticipant%2Frussia.ics{query}"
    assert asked.value.url == expected


def test_the_address_can_be_copied(visit: Visit):
    page = visit("/", permissions=("clipboard-read", "clipboard-write"))
    page.locator("#root .sc-subscribe > summary").click()
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()

    assert page.evaluate("navigator.clipboard.readText()") == f"{page.url}calendar.ics"


def test_the_panel_shows_a_picture_for_telephones_and_the_next_entries(visit: Visit):
    page = visit(f"/?{DAY_BEFORE}", timezone_id="Asia/Tokyo")
    page.locator("#root .sc-subscribe > summary").click()
    panel = page.locator("#root .sc-panel")

    expect(panel.get_by_role("img", name="QR code")).to_be_visible()
    shown = panel.locator(".sc-preview li").all_inner_texts()
    assert [each.split("\n")[0] for each in shown][1:] == ["Tentative: Perhaps a call", "Cancelled: Trade council"]
    assert re.search(r"Wednesday 12 January 2022, 23:00.*01:30", shown[0].replace("\n", " "))


def test_a_meeting_is_copied_into_calendars_on_the_web(visit: Visit):
    page = drawn(visit(f"/?{DAY_BEFORE}&meeting=council"))
    google = page.locator("#root").get_by_role("link", name="Google Calendar").get_attribute("href")
    outlook = page.locator("#root").get_by_role("link", name="Outlook.com").get_attribute("href")

    assert "dates=20220112T140000Z%2F20220112T163000Z" in str(google)
    assert "startdt=2022-01-12T14%3A00%3A00Z" in str(outlook)
