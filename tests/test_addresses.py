import datetime as dt
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from summitcal import addresses, store
from summitcal.model import Calendar, Kind
from summitcal.options import Client
from summitcal.recurrence import occurrence_on
from tests.documents import REPEATING

WEEK = store.load(Path(__file__).parent / "week.yaml")


FEED = "https://x.example/feeds/kind/talks.ics"


def test_google_is_handed_a_webcal_address():
    link = urlsplit(addresses.subscribe_link("google", FEED, "Talks"))

    assert (link.scheme, link.netloc, link.path) == ("https", "calendar.google.com", "/calendar/u/0/r")
    assert parse_qs(link.query) == {"cid": ["webcal://x.example/feeds/kind/talks.ics"]}


@pytest.mark.parametrize(("client", "host"), [("outlook", "outlook.live.com"), ("office365", "outlook.office.com")])
def test_outlook_is_handed_the_address_and_the_name(client: str, host: str):
    link = urlsplit(addresses.subscribe_link(client, FEED, "Talks & more"))

    assert (link.netloc, link.path) == (host, "/calendar/0/addfromweb/")
    assert parse_qs(link.query) == {"url": ["webcal://x.example/feeds/kind/talks.ics"], "name": ["Talks & more"]}
    assert "+" not in link.query  # Outlook shows it as it is


@pytest.mark.parametrize("client", ["apple", "webcal"])
def test_programs_on_the_visitors_own_machine_are_called_by_webcal(client: str):
    assert addresses.subscribe_link(client, FEED, "Talks") == "webcal://x.example/feeds/kind/talks.ics"


def test_a_client_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="'lotus' is none of google, apple, outlook, office365, webcal"):
        addresses.subscribe_link("lotus", FEED, "Talks")


def test_a_feed_of_one_thing_has_a_short_address_and_one_of_several_a_query():
    assert addresses.feed_path(participants=["us"]) == "/feeds/participant/us.ics"
    assert addresses.feed_path(kinds=[Kind.CALL]) == "/feeds/kind/call.ics"
    assert addresses.feed_path(participants=["us"], kinds=[Kind.CALL]) == "/calendar.ics?participant=us&kind=call"
    assert addresses.feed_path(places=["São Paulo", "CH"], text="arms & more") == (
        "/calendar.ics?place=S%C3%A3o+Paulo&place=CH&q=arms+%26+more"
    )
    assert addresses.feed_path(participants=["us"], text="x", client=Client.GOOGLE) == (
        "/feeds/participant/us.ics?q=x&client=google"
    )


def test_a_subscription_to_what_is_narrowed_leads_by_way_of_our_own_address():
    assert addresses.subscribe_path("google") == "/subscribe/google"
    assert addresses.subscribe_path("apple", participants=["us"], kinds=[Kind.CALL], places=["CH"], text="a & b") == (
        "/subscribe/apple?participant=us&kind=call&place=CH&q=a+%26+b"
    )


def test_a_meeting_without_a_day_or_that_repeats_cannot_be_copied():
    spring, council = WEEK.meeting("spring"), REPEATING.meetings[0]
    assert spring

    assert addresses.add_links(spring) == {}
    assert addresses.add_links(council) == {}
    occurrence = occurrence_on(council, dt.date(2022, 1, 12))
    assert occurrence
    assert set(addresses.add_links(occurrence)) == {"Google Calendar", "Outlook.com"}


@pytest.mark.parametrize(
    ("url", "base_url"),
    [
        (None, ""),
        ("https://example.org/", "https://example.org"),
        ("https://example.org/talks/", "https://example.org/talks"),
        ("https://example.org/talks?page=3", ""),
        ("https://example.org/#talks", ""),
        ("https://example.org/?", "https://example.org"),
    ],
)
def test_addresses_begin_with_that_of_the_calendar_if_a_path_can_stand_after_it(url: str | None, base_url: str):
    assert addresses.public_address(Calendar(url=url)) == base_url
