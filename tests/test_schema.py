"""The JSON Schema as other people's editors and hooks read it, and the reference that is made with it."""

import datetime as dt
import re
import shlex
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from summitcal import store
from summitcal.cli import main
from summitcal.model import AgendaItem, Calendar, Kind, Meeting, Place, Source, Status
from summitcal.schema import json_schema, reference
from summitcal.when import UNKNOWN, month_of

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "data" / "events.schema.json"
CASES = ROOT / "tests" / "cases"
# What has to do with the structure of a file; whether a date or a participant exists, a schema cannot know.
SEEN = {
    "a-colon-in-a-title",
    "a-key-that-stands-twice",
    "a-typo-in-a-key",
    "addresses-that-are-none",
    "agenda-items-elsewhere",
    "keys-that-are-missing",
    "meetings-that-are-no-list",
    "no-meetings",
    "nothing-in-it",
    "words-that-we-do-not-know",
}
RIGHT = sorted(case.parent.name for case in CASES.glob("*/feed.ics"))


def accepted(file: Path) -> bool:
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_the_schema_is_a_schema():
    jsonschema.Draft7Validator.check_schema(json_schema())


def test_the_schema_in_the_data_folder_is_the_one_that_the_model_makes(capsys: pytest.CaptureFixture[str]):
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == SCHEMA.read_text(encoding="utf-8")


def test_every_key_has_a_description_and_an_example():
    def keys(schema: object, path: str = "") -> list[tuple[str, dict[str, object]]]:
        if isinstance(schema, list):
            return [found for part in schema for found in keys(part, path)]
        if not isinstance(schema, dict):
            return []
        own = [(f"{path}.{name}", each) for name, each in schema.get("properties", {}).items()]
        return own + [found for name, part in schema.items() for found in keys(part, f"{path}.{name}")]

    found = keys(json_schema())
    assert len(found) > 30
    assert [path for path, each in found if not each.get("description")] == []
    top = {".calendar", ".participants", ".meetings"}
    assert [path for path, each in found if not each.get("examples") and path not in top] == []


def test_the_calendar_of_this_repository_is_accepted():
    assert accepted(ROOT / "data" / "events.yaml")


@pytest.mark.parametrize("case", RIGHT)
def test_a_good_file_is_accepted(case: str):
    assert accepted(CASES / case / "events.yaml")


@pytest.mark.parametrize("case", sorted(SEEN))
def test_a_file_of_the_wrong_form_is_refused(case: str):
    assert not accepted(CASES / case / "events.yaml")


TEXTS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
MEETINGS = st.builds(
    Meeting,
    id=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True),
    title=TEXTS,
    kind=st.sampled_from(Kind),
    start=DAYS | DAYS.map(month_of) | st.just(UNKNOWN),
    place=st.none() | st.builds(Place, name=TEXTS, country=st.just("CH")),
    status=st.sampled_from(Status),
    agenda=st.lists(st.builds(AgendaItem, topic=TEXTS, at=st.none() | DAYS), max_size=2).map(tuple),
    sources=st.lists(st.builds(Source, title=TEXTS, published=DAYS), max_size=2).map(tuple),
)


@given(MEETINGS)
def test_whatever_we_write_is_accepted(meeting: Meeting):
    written = yaml.load(f"meetings:\n{store.to_yaml(meeting, Calendar())}\n", Loader=yaml.BaseLoader)

    jsonschema.validate(written, json_schema())


def test_the_reference_has_the_tables_that_the_model_makes():
    page = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
    sections = {part.partition("`")[0].rstrip(":"): part for part in re.split(r"^## `", page, flags=re.MULTILINE)[1:]}

    for name, table in reference().items():
        assert table in sections[name]


def test_the_hooks_run_what_they_say(tmp_path: Path):
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (tmp_path / "events.yaml").write_text("meetings:\n  - {id: a, title: A, start: 2022-02-30}\n")

    assert {hook["id"] for hook in hooks} == {"summitcal-check", "summitcal-fmt"}
    for hook in hooks:
        program, *words = shlex.split(hook["entry"])
        command = [sys.executable, "-m", program, *words, "events.yaml"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "events.yaml:2:30: meetings[0].start: there is no 30 February 2022" in done.stdout + done.stderr
        assert re.search(hook["files"], "data/events.yaml")


@pytest.mark.parametrize("file", ["action.yml", "examples/publish.yml"])
def test_every_command_in_our_workflows_exists(file: str):
    text = (ROOT / file).read_text(encoding="utf-8")
    commands = re.findall(r"run: summitcal (\w+)", text)

    assert isinstance(yaml.safe_load(text), dict)
    assert commands
    for command in commands:
        assert main([command, "--help"]) == 0
