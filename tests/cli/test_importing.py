"""The command for whoever has a calendar already."""

import io
from pathlib import Path

import pytest

from summitcal import feed, store
from summitcal.cli import main

ROOT = Path(__file__).parents[2]
FEED = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART:20220301
SUMMARY:Budget talks
BEGIN:VALARM
END:VALARM
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def ics(events: Path) -> str:
    (events.parent.parent / "feed.ics").write_text(FEED)
    return "feed.ics"


def test_import_adds_what_is_new_and_names_what_is_left_by_line(
    ics: str, events: Path, capsys: pytest.CaptureFixture[str]
):
    before = events.read_text()

    assert main(["import", ics]) == 0
    assert capsys.readouterr().err.splitlines() == [
        'feed.ics:6: "Budget talks": VALARM is not kept: subscribers set their own',
        "added budget-talks-2022-03-01: Budget talks, Tuesday 1 March 2022",
        "data/events.yaml: 1 meeting added; read them before you publish",
    ]
    assert before in events.read_text()
    assert main(["check"]) == 0


def test_import_a_second_time_leaves_the_file_as_it_is(ics: str, events: Path, capsys: pytest.CaptureFixture[str]):
    main(["import", ics])
    once = events.read_text()
    capsys.readouterr()

    assert main(["import", ics]) == 0
    assert "known budget-talks-2022-03-01: left as it is\ndata/events.yaml: 0 meetings added" in capsys.readouterr().err
    assert events.read_text() == once


def test_import_shows_what_it_would_write(ics: str, events: Path, capsys: pytest.CaptureFixture[str]):
    before = events.read_text()

    assert main(["import", ics, "--dry-run"]) == 0
    shown = capsys.readouterr()
    assert "+  - id: budget-talks-2022-03-01\n" in shown.out
    assert shown.err.endswith("data/events.yaml: nothing is written; 1 meeting to add, 0 to change\n")
    assert events.read_text() == before


def test_import_makes_the_file_that_it_is_given(ics: str):
    assert main(["import", ics, "other/new.yaml"]) == 0
    assert [meeting.title for meeting in store.load("other/new.yaml").meetings] == ["Budget talks"]


def test_import_reads_standard_input(events: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FEED.encode())))

    assert main(["import", "-"]) == 0
    assert 'standard input:6: "Budget talks": VALARM' in capsys.readouterr().err
    assert len(store.load(events).meetings) == 2


def test_import_of_our_own_feed_makes_a_calendar_that_gives_the_same_feed_of_meetings(tmp_path: Path):
    seed = store.load(ROOT / "data" / "events.yaml")
    (tmp_path / "feed.ics").write_bytes(feed.to_ical(seed))
    registry = "participants:\n" + (ROOT / "data" / "events.yaml").read_text().partition("participants:\n")[2]
    (tmp_path / "new.yaml").write_text(registry.partition("meetings:")[0] + "meetings: []\n")

    assert main(["import", str(tmp_path / "feed.ics"), str(tmp_path / "new.yaml")]) == 0

    said = feed.to_ical(store.load(tmp_path / "new.yaml"))
    assert said.partition(b"BEGIN:VEVENT")[2] == feed.to_ical(seed).partition(b"BEGIN:VEVENT")[2]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html>Sign in", "page.ics: this is a web page, not a calendar; take the address that its iCal or .ics link"),
        (b"", "page.ics: it is empty; save the feed again"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR", "page.ics: the calendar is empty; there is nothing to import"),
        (b"meetings: []", "page.ics: this is no calendar, as it has no BEGIN:VCALENDAR; save the feed itself as .ics"),
    ],
)
def test_import_refuses_what_is_no_calendar(
    data: bytes, message: str, events: Path, capsys: pytest.CaptureFixture[str]
):
    before = events.read_text()
    Path("page.ics").write_bytes(data)

    assert main(["import", "page.ics"]) == 2
    assert capsys.readouterr().err.startswith(f"summitcal: {message}")
    assert events.read_text() == before


def test_import_says_what_it_cannot_read(capsys: pytest.CaptureFixture[str]):
    assert main(["import", "gone.ics"]) == 2
    assert capsys.readouterr().err == "summitcal: gone.ics: there is no such file; check the name or create it\n"


def test_import_does_not_take_a_second_feed_for_the_calendar_file(ics: str, capsys: pytest.CaptureFixture[str]):
    assert main(["import", ics, "second.ics"]) == 2
    assert "second.ics: the meetings go into a calendar file, as data/events.yaml" in capsys.readouterr().err


def test_import_leaves_a_calendar_with_mistakes_alone(ics: str, events: Path, capsys: pytest.CaptureFixture[str]):
    events.write_text("meetings:\n  - id: talks\n    title: Talks\n")

    assert main(["import", ics]) == 1
    assert "'start' is missing" in capsys.readouterr().err
