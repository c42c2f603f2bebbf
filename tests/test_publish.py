from dataclasses import replace
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
    assert count == len(found) - 1  # and the list of them
    assert found["calendar.ics"] == to_ical(SEED, source="https://example.org/talks/calendar.ics")
    assert {"index.html", "calendar.json", "changes.atom", "feeds/participant/nato.ics", "feeds/kind/call.ics"} <= set(
        found
    )
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


def test_a_calendar_that_says_its_address_is_published_for_there(tmp_path: Path):
    to_folder(Published(calendar=replace(SEED, url="https://file.example/talks/")), str(tmp_path))

    found = files(tmp_path)
    assert b"SOURCE;VALUE=URI:https://file.example/talks/calendar.ics\r\n" in found["calendar.ics"]
    assert b'href="https://file.example/talks/meetings/us-russia-geneva"' in found["index.html"]


def test_a_file_is_not_a_folder(tmp_path: Path):
    (tmp_path / "file").write_text("")

    with pytest.raises(SummitcalError, match="this is a file; name a folder"):
        to_folder(Published(calendar=SEED), str(tmp_path / "file"))


def test_what_is_no_longer_made_goes_and_what_is_not_ours_stays(tmp_path: Path):
    to_folder(Published(calendar=SEED), str(tmp_path))
    (tmp_path / "meetings" / "notes.txt").write_text("mine")
    (tmp_path / "robots.txt").write_text("mine")

    to_folder(Published(calendar=replace(SEED, meetings=SEED.meetings[:1])), str(tmp_path))

    left = files(tmp_path)
    assert "meetings/us-russia-geneva.ics" not in left
    assert "meetings/us-russia-geneva/index.html" not in left
    assert not (tmp_path / "meetings" / "us-russia-geneva").exists()
    assert f"meetings/{SEED.meetings[0].id}/index.html" in left
    assert (left["meetings/notes.txt"], left["robots.txt"]) == (b"mine", b"mine")


@pytest.mark.parametrize("listed", ["../outside", "/etc/hostname", "", ".", "a\0b"])
def test_nothing_outside_of_the_folder_is_deleted(listed: str, tmp_path: Path):
    folder, outside = tmp_path / "public", tmp_path / "outside"
    folder.mkdir()
    outside.write_text("mine")
    (folder / ".summitcal").write_text(f"{listed}\n")

    to_folder(Published(calendar=SEED), str(folder))

    assert outside.read_text() == "mine"
