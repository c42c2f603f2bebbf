"""What extract and import share."""

from dataclasses import replace
from pathlib import Path

import pytest

from summitcal import store
from summitcal.cli.adding import add_new
from summitcal.model import Calendar, Meeting, Status
from summitcal.reconcile import Match, recognised
from summitcal.when import UNKNOWN

LATER = Meeting(id="later", title="Later", start=UNKNOWN)


def test_what_is_new_is_added_and_what_is_known_is_left(events: Path, capsys: pytest.CaptureFixture[str]):
    before = events.read_text()
    [known] = store.load(events).meetings

    def reconcile(calendar: Calendar) -> tuple[Match, ...]:
        return recognised([known, LATER], calendar)

    add_new(reconcile, str(events), told_by="feed")

    assert before in events.read_text()
    assert [meeting.id for meeting in store.load(events).meetings] == ["talks", "later"]
    assert capsys.readouterr().err.splitlines() == [
        "known talks: left as it is",
        "added later: Later, date not set",
        f"{events}: 1 meeting added; read them before you publish",
    ]


def test_what_is_told_otherwise_is_to_be_checked(events: Path, capsys: pytest.CaptureFixture[str]):
    before = events.read_text()
    [known] = store.load(events).meetings

    def reconcile(calendar: Calendar) -> tuple[Match, ...]:
        return recognised([replace(known, status=Status.CANCELLED)], calendar)

    add_new(reconcile, str(events), told_by="feed")

    said = capsys.readouterr().err
    assert "CHECK talks: the feed says cancelled, the calendar confirmed; the file is left as it is" in said
    assert events.read_text() == before


def test_a_file_is_made_when_there_is_something_to_put_into_it(tmp_path: Path):
    file = tmp_path / "data" / "new.yaml"

    add_new(lambda calendar: recognised([], calendar), str(file), told_by="feed")
    assert not file.exists()

    add_new(lambda calendar: recognised([LATER], calendar), str(file), told_by="feed")
    assert store.load(file).meetings == (LATER,)


def test_an_empty_file_is_begun_like_a_new_one(tmp_path: Path):
    file = tmp_path / "empty.yaml"
    file.touch()

    add_new(lambda calendar: recognised([LATER], calendar), str(file), told_by="feed")

    assert store.load(file).meetings == (LATER,)


def test_a_last_line_without_an_end_is_marked_in_the_difference(events: Path, capsys: pytest.CaptureFixture[str]):
    events.write_text("meetings:\n  - id: talks\n    title: Talks\n    start: 2022-01-09")

    add_new(lambda calendar: recognised([LATER], calendar), str(events), told_by="feed", dry_run=True)

    start = "    start: 2022-01-09\n"
    assert f"-{start}\\ No newline at end of file\n+{start}+\n" in capsys.readouterr().out
    assert "later" not in events.read_text()
