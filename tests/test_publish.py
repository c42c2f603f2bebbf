from pathlib import Path

import icalendar
import pytest

from summitcal import store
from summitcal.feed import to_ical
from summitcal.history import Published
from summitcal.problems import SummitcalError
from summitcal.publish import to_folder

SEED = store.load(Path(__file__).parents[1] / "data" / "events.yaml")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_folder_holds_the_page_the_feeds_and_the_plain_pages(tmp_path: Path):
    count = to_folder(Published(calendar=SEED), str(tmp_path), base_url="https://example.org/talks")

    found = files(tmp_path)
    assert count == len(found)
    assert found["calendar.ics"] == to_ical(SEED)
    assert {"index.html", "calendar.json", "feeds/participant/nato.ics", "feeds/kind/call.ics"} <= set(found)
    assert {"meetings/us-russia-geneva.ics", "meetings/us-russia-geneva/index.html"} <= set(found)


def test_every_feed_in_it_is_a_feed(tmp_path: Path):
    to_folder(Published(calendar=SEED), str(tmp_path))

    feeds = [data for name, data in files(tmp_path).items() if name.endswith(".ics")]
    assert len(feeds) > 5
    assert all(icalendar.Calendar.from_ical(data).name == "VCALENDAR" for data in feeds)


def test_publishing_twice_writes_the_same_bytes(tmp_path: Path):
    to_folder(Published(calendar=SEED), str(tmp_path))
    first = files(tmp_path)
    to_folder(Published(calendar=SEED), str(tmp_path))

    assert files(tmp_path) == first


def test_a_file_is_not_a_folder(tmp_path: Path):
    (tmp_path / "file").write_text("")

    with pytest.raises(SummitcalError, match="this is a file; name a folder"):
        to_folder(Published(calendar=SEED), str(tmp_path / "file"))
