import re
from dataclasses import replace

import pytest

from summitcal.addresses import CLIENTS
from summitcal.markup import Clocks, subscribe_panel
from tests.markup.fragments import NEW_YORK, READER, meeting, text_of, unclosed

FEED = "https://summits.example/calendar.ics"


def test_each_calendar_program_has_its_link():
    html = subscribe_panel(FEED, {each: f"/subscribe/{each}" for each in CLIENTS}, READER)

    assert re.findall(r'<a href="/subscribe/(\w+)">(.*?)</a>', html) == [
        ("google", "Google Calendar"),
        ("apple", "Apple Calendar"),
        ("outlook", "Outlook.com"),
        ("office365", "Microsoft 365"),
        ("webcal", "Thunderbird and others"),
    ]
    assert "sc-clients" not in subscribe_panel(FEED, {}, READER)


def test_the_address_can_be_copied_as_it_is_and_as_webcal():
    html = subscribe_panel(FEED, {}, READER)

    assert f'value="{FEED}"' in html
    assert f'data-copy="{FEED}"' in html
    assert 'value="webcal://summits.example/calendar.ics"' in html
    assert 'data-copy="webcal://summits.example/calendar.ics"' in html


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_webcal_stands_for_either_scheme_of_the_web(scheme: str):
    assert 'value="webcal://x.org/a.ics"' in subscribe_panel(f"{scheme}://x.org/a.ics", {}, READER)


@pytest.mark.parametrize("address", ["/calendar.ics", "/talks/calendar.ics"])
def test_half_an_address_is_no_webcal_address(address: str):
    assert "webcal" not in subscribe_panel(address, {}, READER)


def test_every_field_has_its_label():
    html = subscribe_panel(FEED, {}, READER)

    assert re.findall('<label for="(.*?)">', html) == re.findall('<input id="(.*?)"', html) == ["sc-feed", "sc-webcal"]


def test_the_preview_is_what_a_calendar_program_shows_by_the_visitors_clocks():
    reader = replace(READER, zone=NEW_YORK)
    html = subscribe_panel(FEED, {}, reader, preview=[meeting("council"), meeting("off"), meeting("geneva")])

    assert text_of(html.partition("sc-preview")[2].partition("</section>")[0].partition(">")[2]) == (
        'What your calendar will show next Council of <b>ministers</b> & "partners" '
        "Wednesday 12 January 2022, 09:00–11:30 Brussels "
        "Cancelled: Trade council Friday 21 January 2022 "
        "Geneva talks 9–10 January 2022 Geneva"
    )


@pytest.mark.parametrize("clocks", Clocks)
def test_the_preview_is_by_the_visitors_clocks_whatever_the_page_is_by(clocks: Clocks):
    html = subscribe_panel(FEED, {}, replace(READER, zone=NEW_YORK, clocks=clocks), preview=[meeting("council")])

    assert "09:00–11:30" in html


def test_without_a_meeting_ahead_there_is_no_preview():
    assert "sc-preview" not in subscribe_panel(FEED, {}, READER)


def test_a_picture_of_the_address_says_what_it_is():
    html = subscribe_panel(FEED, {}, READER, qr="data:image/svg+xml,x")

    assert '<img class="sc-qr" src="data:image/svg+xml,x" alt="QR code of the address of the feed">' in html
    assert "<img" not in subscribe_panel(FEED, {}, READER)


def test_remarks_are_said_as_text():
    assert "<li>A &lt; B</li>" in subscribe_panel(FEED, {}, READER, remarks=["A < B"])


def test_feeds_of_single_participants_are_offered_only_where_they_are_named():
    html = subscribe_panel(FEED, {}, READER, participants={"Russia": "/r.ics", "NATO": "/n.ics"})

    assert "Only the meetings of one participant: Russia , NATO ." in text_of(html)
    assert "one participant" not in subscribe_panel(FEED, {}, READER)


def test_it_unfolds_and_every_element_has_its_end():
    html = subscribe_panel(FEED, {"google": "/g"}, READER, preview=[meeting("council")], qr="x", remarks=["y"])

    assert html.startswith('<details class="sc-subscribe"><summary>Subscribe</summary>')
    assert unclosed(html) == []
