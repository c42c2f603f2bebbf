"""What holds for every command."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from summitcal.cli import main

SEED = str(Path(__file__).parents[2] / "data" / "events.yaml")


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


def test_a_reader_that_stops_reading_is_no_error():
    command = f"{sys.executable} -m summitcal export {SEED} | head -c 20"
    done = subprocess.run(command, shell=True, capture_output=True, check=True, env=dict(os.environ))

    assert done.stderr in {b"", b"left out, as no day is known: 1\n"}


def test_completion_is_printed_for_the_shell(capsys: pytest.CaptureFixture[str]):
    assert main(["completion", "bash"]) == 0
    assert "summitcal" in capsys.readouterr().out


def test_the_help_of_every_command_shows_an_example(capsys: pytest.CaptureFixture[str]):
    assert main(["--help"]) == 0
    commands = re.findall(r"^    (\w+)", capsys.readouterr().out, re.MULTILINE)
    assert {"check", "schema", "completion"} <= set(commands)

    for command in commands:
        assert main([command, "--help"]) == 0
        assert "Example: " in capsys.readouterr().out, command
