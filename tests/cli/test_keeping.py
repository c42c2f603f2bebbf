"""The command for whoever wants back what was saved."""

import datetime as dt
from pathlib import Path

import pytest
from tests.cli.conftest import GOOD

from summitcal.cli import main
from summitcal.files import digest
from summitcal.saving import Editing, keep_draft, save

NOW = dt.datetime(2026, 11, 24, 18, 30, tzinfo=dt.UTC)
MOVED = GOOD.replace("09", "12").replace("Talks", "Long talks")
FIRST, SECOND = "2026-11-24T183000Z", "2026-11-24T183000Z-2"


@pytest.fixture
def saved(events: Path) -> Path:
    save(Editing(file=events, who="anna"), MOVED, before=digest(GOOD), now=NOW)
    return events


@pytest.mark.usefixtures("saved")
def test_versions_are_listed_with_who_how_many_meetings_and_what_changed(capsys: pytest.CaptureFixture[str]):
    assert main(["versions"]) == 0
    assert capsys.readouterr().out == (
        f"  {SECOND}  anna  1 meeting  moved: Long talks, 9 → 12 January 2022\n"
        f"{41 * ' '}title: Long talks, Talks → Long talks\n"
        f"  {FIRST}          1 meeting  found in the file\n"
    )


def test_drafts_are_told_apart(saved: Path, capsys: pytest.CaptureFixture[str]):
    keep_draft(Editing(file=saved, who="ben"), "a: [", before=None, now=NOW)

    assert main(["versions"]) == 0
    assert capsys.readouterr().err == f"draft-{FIRST}: a draft, by ben; it is not served\n"
    assert main(["versions", "--show", f"draft-{FIRST}"]) == 0
    assert capsys.readouterr().out == "a: ["


def test_a_misspelled_file_is_told_from_one_that_was_never_saved(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    missing = tmp_path / "evnts.yaml"

    assert main(["versions", str(missing)]) == 2
    assert capsys.readouterr().err == f"summitcal: {missing}: there is no such file; check the name or create it\n"


def test_a_file_that_was_never_saved_has_none(events: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["versions", str(events)]) == 0
    assert capsys.readouterr().err == f"{events}: nothing has been saved in the page yet\n"


@pytest.mark.usefixtures("saved")
def test_one_is_shown_as_it_was(capsys: pytest.CaptureFixture[str]):
    assert main(["versions", "--show", FIRST]) == 0
    assert capsys.readouterr().out == GOOD


@pytest.mark.usefixtures("saved")
def test_one_is_held_against_the_file_or_another(capsys: pytest.CaptureFixture[str]):
    assert main(["versions", "--diff", FIRST]) == 0
    assert capsys.readouterr().out == (
        f"--- {FIRST}\n+++ data/events.yaml\n@@ -1,4 +1,4 @@\n meetings:\n   - id: talks\n-    title: Talks\n"
        "-    start: 2022-01-09\n+    title: Long talks\n+    start: 2022-01-12\n"
    )
    assert main(["versions", "--diff", SECOND, FIRST]) == 0
    assert capsys.readouterr().out.startswith(f"--- {SECOND}\n+++ {FIRST}\n")
    assert main(["versions", "--diff", SECOND]) == 0
    assert capsys.readouterr().err == f"{SECOND} and data/events.yaml are the same\n"


def test_one_is_restored_and_what_changes_by_it_is_said(
    saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("USER", "ben")

    assert main(["versions", "--restore", FIRST]) == 0
    told = capsys.readouterr()
    assert told.out == "moved: Talks, 12 → 9 January 2022\ntitle: Talks, Long talks → Talks\n"
    assert told.err.startswith(f"data/events.yaml: restored {FIRST}, as 2")
    assert saved.read_text() == GOOD
    assert main(["versions"]) == 0
    assert f"  ben   1 meeting  restored {FIRST}\n" in capsys.readouterr().out


def test_what_is_in_the_file_already_is_not_restored(saved: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["versions", "--restore", SECOND]) == 0
    assert capsys.readouterr().err == f"data/events.yaml: nothing to restore, it is {SECOND} already\n"
    assert saved.read_text() == MOVED


def test_one_of_an_included_file_is_restored_as_part_of_the_whole(events: Path, capsys: pytest.CaptureFixture[str]):
    part, text = events.with_name("calls.yaml"), GOOD.replace("talks", "call") + "    participants: [cso]\n"
    part.write_text(text)
    events.write_text(f"include: [calls.yaml]\nparticipants:\n  cso: {{name: The cso, kind: group}}\n{GOOD}")
    save(Editing(file=part, whole=events), text.replace("09", "12"), before=digest(text), now=NOW)

    assert main(["versions", "data/calls.yaml", "--restore", FIRST]) == 1
    assert main(["versions", "data/calls.yaml", "--part-of", "data/events.yaml", "--restore", FIRST]) == 0
    assert part.read_text() == text
    assert "participant 'cso' is unknown" in capsys.readouterr().err


@pytest.mark.usefixtures("saved")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--show", "2021"], f"data/events.yaml: there is no version '2021'; the newest is {SECOND}"),
        (["--diff", "a", "b", "c"], "--diff takes one version or two; name the calendar file before it"),
        (["--restore", "draft-x"], "data/events.yaml: there is no version 'draft-x'; the newest is"),
        (["--show", "draft-x"], "data/events.yaml: there is no draft 'draft-x'; there is none at all"),
    ],
)
def test_a_name_that_means_nothing_is_told(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]):
    assert main(["versions", *words]) == 2
    assert capsys.readouterr().err.startswith(f"summitcal: {sentence}")
