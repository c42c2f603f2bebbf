"""What tests of fragments are written with: the calendar of a week, a reader of it, and what is read in the end."""

import datetime as dt
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

from summitcal import store
from summitcal.markup import Reader
from summitcal.model import Meeting, Participant, ParticipantKind

WEEK = store.load(Path(__file__).parents[1] / "week.yaml")
HOSTILE = store.load(Path(__file__).parents[1] / "hostile.yaml")
LAVROV = Participant(id="lavrov", name="Sergei Lavrov", kind=ParticipantKind.PERSON, office="Foreign Minister")
NOW = dt.datetime(2022, 1, 9, 12, tzinfo=dt.UTC)
READER = Reader(now=NOW, to_meeting=lambda each: f"?meeting={each}", to_participant=lambda each: f"?participant={each}")
NEW_YORK = ZoneInfo("America/New_York")
TOKYO = ZoneInfo("Asia/Tokyo")

_VOID = {"br", "hr", "img", "input", "link", "meta"}


def meeting(id: str) -> Meeting:  # noqa: A002 - the field's own name
    found = WEEK.meeting(id)
    assert found is not None
    return found


def text_of(html: str) -> str:
    """Return what a reader reads: no tags, white space as one space."""
    words: list[str] = []
    parser = HTMLParser()
    parser.handle_data = words.append  # type: ignore[method-assign]
    parser.feed(html)
    return " ".join(" ".join(words).split())


def unclosed(html: str) -> list[str]:
    """Return the elements that are never closed; fail at one that is closed before those in it."""
    still_open: list[str] = []

    class Checker(HTMLParser):
        def handle_starttag(self, tag, attrs):  # noqa: ARG002
            if tag not in _VOID:
                still_open.append(tag)

        def handle_endtag(self, tag):
            assert still_open.pop() == tag

    Checker().feed(html)
    return still_open
