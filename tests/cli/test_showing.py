"""Commands for whoever shows the calendar to others."""

import json
import socket
from pathlib import Path

import icalendar
import pytest

from summitcal.cli import main

SEED = str(Path(__file__).parents[2] / "data" / "events.yaml")


def test_export_writes_a_feed_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "feed.ics"

    assert main(["export", SEED, "-o", str(out)]) == 0
    assert len(icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT")) == 4
    assert "left out, as no day is known: 1" in capsys.readouterr().err


def test_export_to_standard_output_is_the_same_bytes(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]):
    assert main(["export", SEED, "-o", str(tmp_path / "feed.ics")]) == 0
    assert main(["export", SEED]) == 0
    assert capfdbinary.readouterr().out == (tmp_path / "feed.ics").read_bytes()


def test_export_narrows_to_participants_and_kinds(tmp_path: Path):
    out = tmp_path / "feed.ics"

    assert main(["export", SEED, "-o", str(out), "--participant", "nato", "--kind", "session"]) == 0
    [event] = icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert str(event["UID"]) == "nato-russia-session@summitcal"


def test_export_narrows_to_places_and_texts(tmp_path: Path):
    out = tmp_path / "feed.ics"

    assert main(["export", SEED, "-o", str(out), "--place", "geneva", "--place", "CH", "--text", "security"]) == 0
    feed = icalendar.Calendar.from_ical(out.read_bytes())
    assert [str(event["UID"]) for event in feed.walk("VEVENT")] == ["us-russia-geneva@summitcal"]
    assert str(feed["NAME"]).replace("\\", "").endswith(": Geneva, Switzerland, “security”")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--place", "Genva"], "the calendar has no place 'Genva'; did you mean 'Geneva'?"),
        (["--place", "Atlantis"], "the calendar has no place 'Atlantis'; there are "),
        (["--text", "x" * 201], "the text to look for has 201 characters; use at most 200"),
    ],
)
def test_export_refuses_a_place_or_a_text_that_means_nothing(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["export", SEED, *words]) == 2
    assert message in capsys.readouterr().err


def test_export_of_a_stranger_is_refused_with_a_guess(capsys: pytest.CaptureFixture[str]):
    assert main(["export", SEED, "--participant", "rusia"]) == 2
    assert "the calendar has no participant 'rusia'; did you mean 'russia'?" in capsys.readouterr().err


def test_agenda_shows_the_calendar_as_of_a_moment(capsys: pytest.CaptureFixture[str]):
    assert main(["agenda", SEED, "--now", "2022-01-05T12:00Z"]) == 0
    shown = capsys.readouterr().out
    assert shown == (
        "UPCOMING\n"
        "  in 4 days  9–10 January 2022          US–Russia security meeting                        Geneva\n"
        "  in 7 days  Wednesday 12 January 2022  NATO–Russia session\n"
        "  in 8 days  Thursday 13 January 2022   Meeting of the US, Russia and European countries\n"
        "DAY NOT SET\n"
        "  over  December 2021, day not set  First Biden–Putin call of December\n"
        "PAST\n"
        "  6 days ago  Thursday 30 December 2021  Biden–Putin call\n"
    )


def test_agenda_says_when_nothing_is_ahead(capsys: pytest.CaptureFixture[str]):
    assert main(["agenda", SEED, "--now", "2026-11-24"]) == 0
    assert "nothing is ahead" in capsys.readouterr().err


def test_agenda_writes_json_for_programs(capsys: pytest.CaptureFixture[str]):
    assert main(["agenda", SEED, "--now", "2022-01-09T12:00Z", "--format", "json"]) == 0
    agenda = json.loads(capsys.readouterr().out)
    assert [(each["id"], each["countdown"]) for each in agenda["under_way"]] == [
        ("us-russia-geneva", "under way, day 1 of 2")
    ]


def test_agenda_refuses_a_moment_that_is_none(capsys: pytest.CaptureFixture[str]):
    assert main(["agenda", SEED, "--now", "soon"]) == 2
    assert "summitcal: 'soon' is not a date" in capsys.readouterr().err


@pytest.mark.usefixtures("events")
def test_publish_writes_a_folder(capsys: pytest.CaptureFixture[str]):
    assert main(["publish", "public"]) == 0
    assert Path("public/calendar.ics").exists()
    assert Path("public/index.html").exists()
    assert capsys.readouterr().err.startswith("public: ")


def test_publish_to_what_is_no_folder_is_refused(events: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["publish", str(events), "s3://bucket"]) == 2
    assert "s3://bucket: only folders can be published to" in capsys.readouterr().err


def test_what_is_published_is_remembered_and_told(events: Path, capsys: pytest.CaptureFixture[str]):
    events.write_text("meetings:\n  - {id: talks, title: Talks, start: 2122-01-09}\n")
    assert main(["history"]) == 0
    assert "nothing has been published yet" in capsys.readouterr().err

    assert main(["publish", "public"]) == 0
    events.write_text("meetings:\n  - {id: talks, title: Talks, start: 2122-01-12}\n")
    assert main(["publish", "public"]) == 0
    [event] = icalendar.Calendar.from_ical(Path("public/calendar.ics").read_bytes()).walk("VEVENT")
    assert event["SEQUENCE"] == 1

    capsys.readouterr()
    assert main(["history"]) == 0
    moved, added = capsys.readouterr().out.splitlines()
    assert moved.endswith("  talks  moved: 9 → 12 January 2122")
    assert added.endswith("  talks  added")


def test_export_counts_what_is_not_published_yet_and_writes_nothing_down(events: Path):
    events.write_text("meetings:\n  - {id: talks, title: Talks, start: 2122-01-09}\n")
    assert main(["publish", "public"]) == 0
    kept = Path("data/events.history.jsonl").read_bytes()
    events.write_text("meetings:\n  - {id: talks, title: Talks, start: 2122-01-12}\n")

    assert main(["export", "-o", "one.ics"]) == 0
    assert main(["export", "-o", "two.ics"]) == 0

    assert Path("one.ics").read_bytes() == Path("two.ics").read_bytes()
    assert b"SEQUENCE:1" in Path("one.ics").read_bytes()
    assert Path("data/events.history.jsonl").read_bytes() == kept


def test_check_warns_of_a_meeting_that_vanished(events: Path, capsys: pytest.CaptureFixture[str]):
    events.write_text("meetings:\n  - {id: talks, title: Talks, start: 2122-01-09}\n")
    assert main(["publish", "public"]) == 0
    events.write_text("meetings: []\n")

    assert main(["check"]) == 0
    assert "warning: meetings: 'talks', Friday 9 January 2122, has vanished" in capsys.readouterr().out


@pytest.mark.parametrize("out", ["data/events.yaml", "./data/../data/events.yaml", "data/events.history.jsonl"])
def test_export_never_writes_over_what_it_reads(out: str, events: Path, capsys: pytest.CaptureFixture[str]):
    before = events.read_bytes()

    assert main(["export", "-o", out]) == 2
    assert "this is what is read, and would be overwritten; name another file" in capsys.readouterr().err
    assert events.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["serve", "--port", "99999"], "'99999' is no port; use a number from 1 to 65535, as 8501"),
        (["serve", "--port", "0"], "'0' is no port"),
        (["publish", "public", "--base-url", "example.org"], "'example.org' is no web address; write it as https://"),
        (["publish", "public", "--base-url", "https://exa mple/"], "is no web address"),
    ],
)
@pytest.mark.usefixtures("events")
def test_what_cannot_be_meant_is_refused(words: list[str], message: str, capsys: pytest.CaptureFixture[str]):
    assert main(words) == 2
    assert message in capsys.readouterr().err


@pytest.mark.usefixtures("events")
def test_a_port_that_is_taken_is_told_before_anything_starts(capsys: pytest.CaptureFixture[str]):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2

    assert f"cannot listen at 127.0.0.1, port {port}: " in capsys.readouterr().err


def test_agenda_lists_a_meeting_that_repeats_by_its_occurrences(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "events.yaml"
    file.write_text("meetings:\n  - {id: council, title: Council, start: 2022-01-12, repeat: 'weekly, 3 times'}\n")

    assert main(["agenda", str(file), "--now", "2022-01-19T12:00Z"]) == 0
    assert capsys.readouterr().out == (
        "UNDER WAY\n"
        "  today  Wednesday 19 January 2022  Council\n"
        "UPCOMING\n"
        "  in 7 days  Wednesday 26 January 2022  Council\n"
        "PAST\n"
        "  7 days ago  Wednesday 12 January 2022  Council\n"
    )
