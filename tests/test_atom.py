import datetime as dt
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from summitcal.atom import NAMESPACE, About, to_atom
from summitcal.model import Meeting, Participant, Place
from summitcal.updates import Update, What

AT = dt.datetime(2022, 1, 3, 9, 15, tzinfo=dt.UTC)
TALKS = Meeting(
    id="geneva",
    title="Talks",
    start=dt.date(2022, 1, 9),
    place=Place(name="Geneva"),
    participants=(Participant(id="us", name="United States"),),
    reason="More time",
)
MOVED = Update(at=AT, what=What.MOVED, meeting=TALKS, changes=("moved: 8 → 9 January 2022",))
ADDED = Update(at=AT - dt.timedelta(days=2), what=What.ADDED, meeting=TALKS)
ABOUT = About(
    title="Week",
    subtitle="All of it",
    identity="x",
    home="https://a.example/",
    source="https://a.example/changes.atom",
)
NAMES = {"a": NAMESPACE}


def address(meeting: Meeting) -> str:
    return f"https://a.example/meetings/{meeting.id}"


def read(*updates: Update, about: About = ABOUT) -> ET.Element:
    return ET.fromstring(to_atom(about, updates, link=address))


def text(element: ET.Element, path: str) -> str | None:
    found = element.findall(path, NAMES)
    assert len(found) <= 1
    return found[0].text if found else None


def check_musts(feed: ET.Element) -> None:
    """RFC 4287: what a feed and its entries MUST have, how often, and in which form."""
    moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    assert feed.tag == f"{{{NAMESPACE}}}feed"
    for element in (feed, *feed.findall("a:entry", NAMES)):
        for name in ("id", "title", "updated"):  # §4.1.1, §4.1.2: exactly one
            assert len(element.findall(f"a:{name}", NAMES)) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", text(element, "a:id") or "")  # §4.2.6: an IRI
        assert moment.fullmatch(text(element, "a:updated") or "")  # §3.3
        alternates = [each.get("type") for each in element.findall("a:link[@rel='alternate']", NAMES)]
        assert len(alternates) == len(set(alternates))  # no two of one type and language
        assert all(each.get("href") for each in element.findall("a:link", NAMES))  # §4.2.7.1
    assert len(feed.findall("a:author/a:name", NAMES)) == 1  # §4.1.1, as no entry has its own
    entries = feed.findall("a:entry", NAMES)
    ids = [text(feed, "a:id"), *(text(each, "a:id") for each in entries)]
    assert len(set(ids)) == len(ids)
    assert all(each.get("term") for each in feed.findall("a:entry/a:category", NAMES))  # §4.2.2.1
    for content in feed.findall("a:entry/a:content", NAMES):
        assert (content.get("type"), len(content)) == ("html", 0)  # §4.1.3.3


def test_a_feed_says_what_it_is_and_when_it_changed_last():
    feed = read(MOVED, ADDED)

    check_musts(feed)
    assert text(feed, "a:title") == "Week: what changed"
    assert text(feed, "a:subtitle") == "All of it"
    assert text(feed, "a:updated") == "2022-01-03T09:15:00Z"
    assert {each.get("rel"): each.get("href") for each in feed.findall("a:link", NAMES)} == {
        "self": "https://a.example/changes.atom",
        "alternate": "https://a.example/",
    }


def test_an_entry_says_what_changed_then_when_and_where_it_is():
    entry = read(MOVED).find("a:entry", NAMES)

    assert entry is not None
    assert text(entry, "a:title") == "Moved: Talks, now Sunday 9 January 2022"
    assert text(entry, "a:updated") == text(entry, "a:published") == "2022-01-03T09:15:00Z"
    assert text(entry, "a:content") == (
        "<p>moved: 8 → 9 January 2022</p><p>When: Sunday 9 January 2022</p><p>Where: Geneva</p>"
        "<p>Who: United States</p><p>Reason: More time</p>"
    )
    assert [each.get("href") for each in entry.findall("a:link", NAMES)] == ["https://a.example/meetings/geneva"]


def test_hours_are_said_with_their_zone():
    called = replace(TALKS, start=dt.datetime(2022, 1, 9, 12, tzinfo=dt.UTC))

    said = text(read(replace(ADDED, meeting=called)), "a:entry/a:content") or ""

    assert "<p>When: Sunday 9 January 2022, 12:00 (UTC)</p>" in said


def test_an_id_stays_whatever_comes_later_and_whatever_is_retold():
    first = text(read(ADDED), "a:entry/a:id")

    later = [each.text for each in read(MOVED, ADDED).findall("a:entry/a:id", NAMES)]
    assert later[1] == first
    assert text(read(replace(ADDED, meeting=replace(TALKS, title="Long talks"))), "a:entry/a:id") == first
    assert first == "urn:uuid:1ea4bcd7-34b5-51bf-8a8f-9bc184e94260"


def test_two_updates_of_one_second_are_two():
    check_musts(read(replace(MOVED, number=1), MOVED))


def test_where_no_address_is_known_none_is_given():
    feed = ET.fromstring(to_atom(About(title="Week", identity="x"), [ADDED], link=lambda _: ""))

    check_musts(feed)
    assert feed.findall(".//a:link", NAMES) == []


def test_a_feed_of_nothing_is_a_feed():
    feed = read()

    check_musts(feed)
    assert text(feed, "a:updated") == "2000-01-01T00:00:00Z"


def test_what_people_wrote_is_text():
    hostile = replace(TALKS, title="<b>&amp;]]>", reason="<script>alert(1)</script>")

    entry = read(replace(ADDED, meeting=hostile)).find("a:entry", NAMES)

    assert entry is not None
    assert text(entry, "a:title") == "Added: <b>&amp;]]>, Sunday 9 January 2022"
    assert "<p>Reason: &lt;script&gt;alert(1)&lt;/script&gt;</p>" in (text(entry, "a:content") or "")


@given(st.text(st.characters(codec=None)), st.text())
def test_any_text_at_all_makes_a_feed_that_can_be_read(title: str, reason: str):
    """XML 1.0 §2.2: most control characters and lone surrogates stand in no document."""
    meeting = replace(TALKS, title=title, reason=reason)
    check_musts(read(replace(MOVED, meeting=meeting), about=replace(ABOUT, title=title, identity=title)))
