"""The hooks, the action and the sample workflow, run the way that pre-commit and GitHub run them."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from summitcal.cli import main

ROOT = Path(__file__).parents[1]
BROKEN = "meetings:\n  - {id: a, title: A, start: 2022-02-30}\n"
GOOD = "meetings:\n  - {id: a, title: A, start: 9 January 2022}\n"
# The commands are found as where the package was installed: beside Python.
PLACES = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


HOOKS = read(".pre-commit-hooks.yaml")


def run(words: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=folder, env=PLACES | more, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository of somebody else, with a calendar and a file that is none."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "events.yaml").write_text(BROKEN)
    (tmp_path / "other.yaml").write_text("a: 1\n")
    run(["git", "init", "--quiet"], tmp_path)
    run(["git", "add", "."], tmp_path)
    return tmp_path


def pre_commit(hook: dict[str, str], repository: Path) -> subprocess.CompletedProcess[str]:
    """Run a hook as pre-commit does: its entry, with those tracked files whose names match."""
    tracked = run(["git", "ls-files"], repository).stdout.splitlines()
    return run([*shlex.split(hook["entry"]), *(file for file in tracked if re.search(hook["files"], file))], repository)


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_a_hook_stops_a_commit_that_breaks_the_calendar(hook: dict[str, str], repository: Path):
    done = pre_commit(hook, repository)

    assert done.returncode == 1
    assert "data/events.yaml:2:30: meetings[0].start: there is no 30 February 2022" in done.stdout + done.stderr
    assert "other.yaml" not in done.stdout + done.stderr


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_a_hook_lets_a_good_calendar_pass(hook: dict[str, str], repository: Path):
    (repository / "data" / "events.yaml").write_text(GOOD)

    assert pre_commit(hook, repository).returncode == 0


def test_the_hook_that_formats_changes_the_file_which_pre_commit_takes_for_a_stop(repository: Path):
    file = repository / "data" / "events.yaml"
    file.write_text(GOOD)
    [hook] = [hook for hook in HOOKS if hook["id"] == "summitcal-fmt"]
    pre_commit(hook, repository)

    assert file.read_text() == GOOD.replace("9 January 2022", "2022-01-09")


def test_the_hooks_that_the_docs_name_exist():
    page = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
    named = set(re.findall(r"- id: (summitcal-\S+)", page))

    assert named == {hook["id"] for hook in HOOKS}


def test_the_action_shows_every_problem_at_its_line(repository: Path):
    action = read("action.yml")
    *_, check = action["runs"]["steps"]
    given = {"${{ inputs.file }}": action["inputs"]["file"]["default"]}
    more = {name: given[value] for name, value in check["env"].items()}
    done = run([check["shell"], "-c", check["run"]], repository, **more)

    assert done.returncode == 1
    assert done.stdout.startswith("::error file=data/events.yaml,line=2,col=30,title=bad-date::there is no 30 February")


def test_the_action_installs_the_summitcal_that_it_came_with():
    steps = read("action.yml")["runs"]["steps"]

    assert [step["run"] for step in steps if step.get("run", "").startswith("pip")] == [
        'pip install "$GITHUB_ACTION_PATH"'
    ]


def test_the_sample_workflow_publishes_what_is_good(tmp_path: Path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    steps = read("examples/publish.yml")["jobs"]["publish"]["steps"]
    [publish] = [step["run"] for step in steps if step.get("run", "").startswith("summitcal")]
    [folder] = [step["with"]["path"] for step in steps if "path" in step.get("with", {})]
    done = run(["bash", "-c", publish], tmp_path)

    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / folder / "calendar.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_the_sample_workflow_keeps_what_was_published(tmp_path: Path):
    """Run its steps in a clone, as the build server does: what they record is in the repository afterwards."""
    steps = [step["run"] for step in read("examples/publish.yml")["jobs"]["publish"]["steps"] if "run" in step]
    publish, keep = (next(step for step in steps if word in step) for word in ("summitcal publish", "history.jsonl"))
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    person = "-c user.name=a -c user.email=a@b.example"
    made = [
        f"git init --quiet --bare --initial-branch=main {origin} && git clone --quiet {origin} {clone}",
        f"mkdir {clone}/data && cp {ROOT}/data/events.yaml {clone}/data/",
        f"cd {clone} && git add . && git {person} commit --quiet -m first && git push --quiet origin HEAD:main",
    ]
    for command in (*made, f"cd {clone} && {publish}", f"cd {clone} && {keep}", f"cd {clone} && {keep}"):
        done = run(["bash", "-ec", command], tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr

    logged = run(["git", "-C", str(origin), "log", "--format=%s", "main"], tmp_path).stdout.splitlines()
    assert logged == ["Record what was published", "first"]
    held = run(["git", "-C", str(origin), "show", "main:data/events.history.jsonl"], tmp_path).stdout
    assert len(held.splitlines()) == 5


def test_the_sample_workflow_gives_a_pull_request_no_right_to_write():
    workflow = read("examples/publish.yml")
    jobs = workflow["jobs"]

    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in jobs["check"]
    assert jobs["publish"]["if"] == "github.ref == 'refs/heads/main'"
    assert jobs["publish"]["needs"] == "check"


@pytest.mark.parametrize("file", [".pre-commit-hooks.yaml", "action.yml", "examples/publish.yml"])
def test_every_command_that_they_name_exists(file: str):
    commands = re.findall(r"(?:run|entry): summitcal (\w+)", (ROOT / file).read_text(encoding="utf-8"))

    assert commands
    assert [command for command in commands if main([command, "--help"]) != 0] == []
