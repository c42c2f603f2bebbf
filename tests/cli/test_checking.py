"""Commands for whoever edits the file: words in, text out, exit status."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from summitcal.cli import main

ROOT = Path(__file__).parents[2]
SEED = str(ROOT / "data" / "events.yaml")
GOOD = "meetings:\n  - id: talks\n    title: Talks\n    start: 2022-01-09\n"
BAD = f"{GOOD}    end: 2022-01-08\n"


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


def test_diff_says_what_changed(events: Path, capsys: pytest.CaptureFixture[str]):
    Path("new.yaml").write_text(GOOD.replace("09", "12"))

    assert main(["diff", str(events), "new.yaml"]) == 0
    assert capsys.readouterr().out == "moved: Talks, 9 → 12 January 2022\n"


def test_diff_of_two_equal_files_says_so(events: Path, capsys: pytest.CaptureFixture[str]):
    events.write_text(GOOD)

    assert main(["diff", str(events), str(events)]) == 0
    assert capsys.readouterr() == ("", "no meeting has changed\n")


def test_check_of_a_calendar_with_warnings_is_fine_and_says_them(events: Path, capsys: pytest.CaptureFixture[str]):
    events.write_text(f"{GOOD}    sources: {{title: Said}}\n")

    assert main(["check"]) == 0
    assert capsys.readouterr().out == (
        "data/events.yaml:5:14: warning: meetings[0].sources[0]: the source has no date; add `published:`\n"
        "data/events.yaml: fine, 1 meeting and 0 participants, 1 warning\n"
    )


def test_check_says_that_the_feed_is_too_big_beside_other_warnings(events: Path, capsys: pytest.CaptureFixture[str]):
    long = "".join(
        f"  - {{id: m{day}, title: M, start: 2022-01-01, description: {'x' * 40_000}}}\n" for day in range(25)
    )
    events.write_text(f"{GOOD}    sources: {{title: Said}}\n{long}")

    assert main(["check"]) == 0
    [size, source, summary] = capsys.readouterr().out.splitlines()
    assert size.startswith("data/events.yaml:1:1: warning: meetings: the feed has 1,")
    assert source.endswith("the source has no date; add `published:`")
    assert summary == "data/events.yaml: fine, 26 meetings and 0 participants, 2 warnings"


def test_check_at_a_terminal_shows_the_line_with_a_caret(events: Path):
    events.write_text(BAD)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "summitcal", "check"]
    status = subprocess.run(command, stdout=theirs, stderr=theirs, env={**os.environ, "NO_COLOR": "1"}, check=False)
    shown = os.read(ours, 10_000).decode().replace("\r", "")

    assert status.returncode == 1
    assert "\n      end: 2022-01-08\n           ^\n" in shown


def test_fmt_respells_the_file(events: Path, capsys: pytest.CaptureFixture[str]):
    events.write_text(GOOD.replace("2022-01-09", "9 January 2022  # soon"))

    assert main(["fmt", "--check"]) == 1
    assert main(["fmt"]) == 0
    assert events.read_text() == GOOD.replace("2022-01-09", "2022-01-09  # soon")
    assert main(["fmt", "--check"]) == 0
    assert "run summitcal fmt" in capsys.readouterr().err


def test_fmt_leaves_a_file_with_mistakes_alone(events: Path):
    events.write_text(BAD)

    assert main(["fmt"]) == 1
    assert events.read_text() == BAD


def test_diff_takes_a_git_revision_for_the_old_file(events: Path, capsys: pytest.CaptureFixture[str]):
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *words], check=True)
    events.write_text(GOOD.replace("09", "12"))

    assert main(["diff", "HEAD", str(events)]) == 0
    assert capsys.readouterr().out == "moved: Talks, 9 → 12 January 2022\n"


@pytest.mark.parametrize("revision", ["HEAD~9", "--output=here"])
def test_diff_of_what_is_neither_file_nor_revision_is_refused(
    revision: str, events: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["diff", "--", revision, str(events)]) == 2
    assert f"{revision}: this is neither a file nor a git revision" in capsys.readouterr().err
    assert not Path("here").exists()


def test_check_fix_mends_what_is_safe(events: Path, capsys: pytest.CaptureFixture[str]):
    events.write_text("meetings:\n  - title: Talks\n    start: 9 January 2022\n")

    assert main(["check", "--fix"]) == 0
    assert events.read_text() == "meetings:\n  - id: talks-2022-01-09\n    title: Talks\n    start: 2022-01-09\n"
    assert "data/events.yaml: mended" in capsys.readouterr().err


def test_fmt_and_fix_reach_the_files_that_a_calendar_includes(events: Path):
    included = events.parent / "nato.yaml"
    events.write_text(f"include: nato.yaml\nparticipants: {{x: {{name: X}}}}\n{GOOD}")
    included.write_text("meetings:\n  - {id: b, title: B, start: 9 January 2022, participants: X}\n")

    assert main(["fmt"]) == 0
    assert included.read_text() == "meetings:\n  - {id: b, title: B, start: 2022-01-09, participants: X}\n"

    included.write_text("meetings:\n  - {title: B, start: 2022-01-09, participants: X}\n")
    assert main(["check", "--fix"]) == 0
    assert "id: b-2022-01-09" in included.read_text()


def test_check_tells_of_the_other_files_beside_one_that_it_cannot_read(
    events: Path, capsys: pytest.CaptureFixture[str]
):
    events.write_text(BAD)

    assert main(["check", "gone.yaml", str(events)]) == 2
    said = capsys.readouterr()
    assert "gone.yaml: there is no such file" in said.err
    assert "2022-01-08 is before start" in said.out
    assert main(["check", "gone.yaml", str(events), "--format", "json"]) == 2
    assert [each["rule"] for each in json.loads(capsys.readouterr().out)] == ["unreadable-file", "end-before-start"]


def test_check_goes_on_where_it_cannot_be_known_what_was_published(events: Path, capsys: pytest.CaptureFixture[str]):
    events.write_text(GOOD)
    (events.parent / "events.history.jsonl").mkdir()

    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert "what was published is not known: data/events.history.jsonl: this is a folder" in said.err
    assert said.out == "data/events.yaml: fine, 1 meeting and 0 participants\n"
