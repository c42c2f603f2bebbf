"""The command as a person uses it: words in, text out, exit status."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest

from summitcal.cli import main

ROOT = Path(__file__).parents[2]
SEED = str(ROOT / "data" / "events.yaml")
ARTICLE = str(ROOT / "examples" / "article.txt")
GOOD = "meetings:\n  - id: talks\n    title: Talks\n    start: 2022-01-09\n"
BAD = "meetings:\n  - id: talks\n    title: Talks\n    start: 2022-01-09\n    end: 2022-01-08\n"


@pytest.fixture
def events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A calendar file in a folder of its own, which is also the working folder."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "data" / "events.yaml"
    file.parent.mkdir()
    file.write_text(GOOD)
    return file


@pytest.fixture(autouse=True)
def no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUMMITCAL_FILE", raising=False)


def test_check_counts_what_is_in_a_good_file(capsys: pytest.CaptureFixture[str]):
    assert main(["check", SEED]) == 0
    assert capsys.readouterr().out == f"{SEED}: fine, 5 meetings and 6 participants\n"


def test_check_says_every_problem_at_its_place(events: Path, capsys: pytest.CaptureFixture[str]):
    events.write_text(BAD)

    assert main(["check"]) == 1
    assert capsys.readouterr().out == (
        "data/events.yaml:5:10: meetings[0].end: 2022-01-08 is before start 2022-01-09; "
        "the end is the last day of the meeting\n"
    )


def test_check_writes_json_for_programs(events: Path, capsys: pytest.CaptureFixture[str]):
    events.write_text(BAD)

    assert main(["check", "--format", "json"]) == 1
    [problem] = json.loads(capsys.readouterr().out)
    assert (problem["rule"], problem["line"], problem["path"]) == ("end-before-start", 5, ["meetings", 0, "end"])


def test_check_writes_annotations_for_build_servers(events: Path, capsys: pytest.CaptureFixture[str]):
    events.write_text(BAD)

    assert main(["check", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith(
        "::error file=data/events.yaml,line=5,col=10,title=end-before-start::2022-01-08 is before start 2022-01-09; "
    )


@pytest.mark.parametrize("command", ["check", "export", "agenda"])
def test_a_file_that_cannot_be_read_is_named(command: str, capsys: pytest.CaptureFixture[str]):
    assert main([command, "gone.yaml"]) == 2
    assert capsys.readouterr().err == ("summitcal: gone.yaml: there is no such file; check the name or create it\n")


def test_the_setting_names_the_file(events: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    events.rename("other.yaml")
    monkeypatch.setenv("SUMMITCAL_FILE", "other.yaml")

    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("other.yaml: fine, 1 meeting and 0 participants")


@pytest.mark.parametrize("words", [["chek"], ["check", "--format", "xml"], ["export", "--kind", "dinner"], []])
def test_wrong_words_are_refused_without_a_traceback(words: list[str], capsys: pytest.CaptureFixture[str]):
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("usage: summitcal")


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


def test_export_of_a_stranger_is_refused_with_a_guess(capsys: pytest.CaptureFixture[str]):
    assert main(["export", SEED, "--participant", "rusia"]) == 2
    assert "no participant 'rusia' takes part in a meeting; did you mean 'russia'?" in capsys.readouterr().err


def test_extract_shows_each_meeting_with_its_words(capsys: pytest.CaptureFixture[str]):
    assert main(["extract", ARTICLE, "--published", "2021-12-31"]) == 0
    shown = capsys.readouterr()
    assert shown.err == "5 meetings found\n"
    assert "9–10 January 2022" in shown.out
    assert "where  Geneva" in shown.out


def test_extract_writes_json_whose_quotes_stand_in_the_text(capsys: pytest.CaptureFixture[str]):
    assert main(["extract", ARTICLE, "--published", "2021-12-31", "--format", "json"]) == 0
    text = Path(ARTICLE).read_text(encoding="utf-8")
    meetings = json.loads(capsys.readouterr().out)["meetings"]
    assert len(meetings) == 5
    assert all(meeting["quote"] == text[slice(*meeting["span"])] for meeting in meetings)


def test_extract_writes_yaml_that_is_a_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["extract", ARTICLE, "--published", "2021-12-31", "--format", "yaml"]) == 0
    (tmp_path / "events.yaml").write_text("meetings:\n" + capsys.readouterr().out)
    main(["check", str(tmp_path / "events.yaml")])
    said = capsys.readouterr().out.splitlines()
    # Persons and loose groups need an entry in the registry; nothing else may be wrong.
    assert all("is unknown; " in line for line in said)


def test_extract_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    text = "France and Germany will hold talks in Paris on 12 January."
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    assert main(["extract", "-", "--published", "2022-01-03", "--format", "json"]) == 0
    [meeting] = json.loads(capsys.readouterr().out)["meetings"]
    assert (meeting["start"], meeting["location"]) == ("2022-01-12", "Paris")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "say when the article was published, as --published 2021-12-31"),
        (["--published", "yesterday"], "--published: 'yesterday' is not a date; write it as 2021-12-31"),
        (["--published", "2021-12"], "--published: '2021-12' is not a day; write it as 2021-12-31"),
    ],
)
def test_extract_needs_the_day_of_publication(words: list[str], message: str, capsys: pytest.CaptureFixture[str]):
    assert main(["extract", ARTICLE, *words]) == 2
    assert message in capsys.readouterr().err


def test_extract_says_that_html_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "page.html").write_text("<!DOCTYPE html><p>They will meet.")

    assert main(["extract", str(tmp_path / "page.html"), "--published", "2021-12-31"]) == 2
    assert "this is HTML, which is not read yet; save the text of the article" in capsys.readouterr().err


def test_extract_adds_what_is_new_and_leaves_what_is_known(events: Path, capsys: pytest.CaptureFixture[str]):
    words = ["extract", ARTICLE, "--published", "2021-12-31", "--add"]

    assert main(words) == 0
    assert "data/events.yaml: 5 meetings added" in capsys.readouterr().err
    once = events.read_text()
    assert once.startswith(GOOD) or GOOD in once

    assert main(words) == 0
    assert "data/events.yaml: 0 meetings added" in capsys.readouterr().err
    assert events.read_text() == once
    assert main(["check"]) == 0


def test_extract_reads_many_articles_a_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    item = {"id": "a", "published": "2021-12-31", "text": Path(ARTICLE).read_text(encoding="utf-8")}
    (tmp_path / "in.jsonl").write_text(f"{json.dumps(item)}\n\n{json.dumps(item | {'id': 'b', 'text': ''})}\n")

    assert main(["extract", "--batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl")]) == 0
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [(line["id"], len(line["meetings"])) for line in lines] == [("a", 5), ("b", 0)]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a", "text": "x"}', '{"id": "a", "text": "x", "published": "no"}'])
def test_extract_names_the_line_that_it_cannot_read(line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    good = json.dumps({"id": "a", "published": "2021-12-31", "text": "x"})
    (tmp_path / "in.jsonl").write_text(f"{good}\n{line}\n")

    assert main(["extract", "--batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl")]) == 2
    assert "in.jsonl:2: " in capsys.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()


def test_agenda_shows_the_calendar_as_of_a_moment(capsys: pytest.CaptureFixture[str]):
    assert main(["agenda", SEED, "--now", "2022-01-05T12:00Z"]) == 0
    shown = capsys.readouterr().out
    assert "UPCOMING\n  US–Russia security meeting: 9–10 January 2022, Geneva (in 4 days)" in shown
    assert "DAY NOT SET\n  First Biden–Putin call of December: December 2021, day not set" in shown


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


def test_diff_says_what_changed(events: Path, capsys: pytest.CaptureFixture[str]):
    Path("new.yaml").write_text(GOOD.replace("09", "12"))

    assert main(["diff", str(events), "new.yaml"]) == 0
    assert capsys.readouterr().out == "talks: moved: 2022-01-09 → 2022-01-12\n"


def test_publish_writes_a_folder(events: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["publish", "public"]) == 0
    assert Path("public/calendar.ics").exists()
    assert Path("public/index.html").exists()
    assert capsys.readouterr().err.startswith("public: ")


def test_publish_to_what_is_no_folder_is_refused(events: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["publish", str(events), "s3://bucket"]) == 2
    assert "s3://bucket: only folders can be published to" in capsys.readouterr().err


def test_a_reader_that_stops_reading_is_no_error():
    command = f"{sys.executable} -m summitcal export {SEED} | head -c 20"
    done = subprocess.run(command, shell=True, capture_output=True, check=True, env=dict(os.environ))

    assert done.stderr in {b"", b"left out, as no day is known: 1\n"}
