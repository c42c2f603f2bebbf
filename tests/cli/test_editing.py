import io
from pathlib import Path

import pytest

from summitcal.cli import main

GENEVA = ["new", "--title", "Talks in Geneva", "--start", "2022-02-01 15:00", "--participants", "US, Russia"]


def test_new_adds_a_meeting_at_the_end_of_the_file(events: Path, capsys: pytest.CaptureFixture[str]):
    before = events.read_text()

    assert main([*GENEVA, "--kind", "talks", "--place", "Geneva", "--end", "2022-02-01 17:00"]) == 0
    assert events.read_text() == (
        f"{before}\n"
        "  - id: talks-in-geneva-2022-02-01\n"
        "    title: Talks in Geneva\n"
        "    kind: talks\n"
        "    start: 2022-02-01 15:00 Europe/Zurich\n"
        "    end: 2022-02-01 17:00 Europe/Zurich\n"
        "    participants: [United States, Russia]\n"
        "    place: Geneva\n"
    )
    assert "added talks-in-geneva-2022-02-01, Tuesday 1 February 2022, 15:00–17:00" in capsys.readouterr().err
    assert main(["check"]) == 0


def test_new_makes_the_file_if_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    assert main([*GENEVA, "mine.yaml"]) == 0
    assert main(["check", "mine.yaml"]) == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--start", "soon"], "--start: 'soon' is not a date"),
        (["--participants", "Rusia"], "--participants: 'Rusia' is unknown; did you mean 'Russia'?"),
        (["--kind", "sumit"], "'sumit' is no kind; did you mean 'summit'? use one of summit, talks,"),
        (["--id", "talks"], "id 'talks' is already used; give the new meeting another"),
        (["--end", "2022-01-01"], "meetings[1].end: 2022-01-01 is before start"),
    ],
)
def test_new_refuses_what_cannot_be_with_the_mend(
    words: list[str], message: str, events: Path, capsys: pytest.CaptureFixture[str]
):
    before = events.read_text()

    assert main([*GENEVA, *words]) != 0
    assert message in capsys.readouterr().err
    assert events.read_text() == before


@pytest.mark.usefixtures("events")
def test_new_asks_only_at_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr("sys.stdin", io.StringIO())

    assert main(["new", "--title", "Talks"]) == 2
    assert "say at least --title and --start" in capsys.readouterr().err


def test_new_asks_for_what_is_missing(events: Path, monkeypatch: pytest.MonkeyPatch):
    answers = io.StringIO("2022-02-01\n\nsummit\nFrance\n\n")
    answers.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", answers)

    assert main(["new", "--title", "Talks"]) == 0
    assert events.read_text().endswith(
        "  - id: talks-2022-02-01\n    title: Talks\n    kind: summit\n    start: 2022-02-01\n"
        "    participants: [France]\n"
    )
