"""The whole way: an article becomes drafts, the drafts a file, the file a feed that others read over HTTP."""

import datetime as dt
from pathlib import Path

import icalendar
import vobject

from summitcal.cli import main
from tests.conftest import free_port, running, uvicorn_command

ARTICLE = Path(__file__).parents[1] / "examples" / "article.txt"


def test_an_article_becomes_a_feed_that_people_subscribe_to(tmp_path: Path):
    file = tmp_path / "events.yaml"

    assert main(["extract", str(ARTICLE), "--published", "2021-12-31", "--add", str(file)]) == 0
    assert main(["check", str(file)]) == 0

    port = free_port()
    with running(uvicorn_command(port), port, SUMMITCAL_FILE=str(file)) as site:
        feed = site.ask("/calendar.ics")
        facts = site.ask("/calendar.json")
        page = site.ask("/")

    assert (feed.status, feed.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    ours = {
        (event["DTSTART"].dt, event["DTEND"].dt) for event in icalendar.Calendar.from_ical(feed.body).walk("VEVENT")
    }
    theirs = {(event.dtstart.value, event.dtend.value) for event in vobject.readOne(feed.text).vevent_list}
    days = {(dt.date(2021, 12, 30), dt.date(2021, 12, 31)), (dt.date(2022, 1, 9), dt.date(2022, 1, 11))}
    days |= {(dt.date(2022, 1, day), dt.date(2022, 1, day + 1)) for day in (12, 13)}
    assert ours == theirs == days
    # The fifth has no day: it is on the page and in the JSON, and not in the feed.
    assert facts.text.count('"start": "2021-12",') == 1
    assert "December 2021" in page.text
