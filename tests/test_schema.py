"""The JSON Schema as other people's editors and hooks read it, and the reference that is made with it."""

import datetime as dt
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from check_jsonschema.parsers import yaml as its_yaml
from hypothesis import given
from hypothesis import strategies as st

from summitcal import gazetteer, store
from summitcal.cli import main
from summitcal.model import (
    AgendaItem,
    Calendar,
    Certainty,
    Kind,
    Meeting,
    Occurrence,
    Participant,
    ParticipantKind,
    Place,
    Repeat,
    Source,
    Status,
    file_keys,
)
from summitcal.notation import read_point
from summitcal.problems import UnreadableDate
from summitcal.schema import json_schema, reference, with_reference
from summitcal.store.document import examine
from summitcal.when import UNKNOWN, month_of, quarter_of, week_of
from tests.repeats import repeats

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "data" / "events.schema.json"
CASES = ROOT / "tests" / "cases"
RIGHT = {case.parent.name for case in CASES.glob("*/feed.ics")}
WRONG = {case.parent.name for case in CASES.glob("*/problems.txt")}
# What a schema cannot know: which days, zones and people exist, and what two values say together. YAML's own
# references are gone before a schema sees the file.
UNSEEN = {
    "an-end-before-its-start",
    "an-id-used-twice",
    "an-unknown-participant",
    "an-unknown-zone",
    "texts-that-programs-mangle",
    "yaml-that-is-not-for-calendars",
}
MISTAKES = {
    "a typo in a key of a meeting": "meetings: [{id: a, titel: A, title: A, start: 2022-01-09}]",
    "a typo in a key of the file": "meeting: []\nmeetings: []",
    "a typo in a key of a place": "meetings: [{id: a, title: A, start: 2022-01-09, place: {name: X, contry: CH}}]",
    "a missing title": "meetings: [{id: a, start: 2022-01-09}]",
    "a missing topic": "meetings: [{id: a, title: A, start: 2022-01-09, agenda: [{at: 12:30}]}]",
    "a missing name": "participants: {biden: {kind: person}}\nmeetings: []",
    "a key without a value": "meetings: [{id: a, title: , start: 2022-01-09}]",
    "an empty text": "meetings: [{id: a, title: ' ', start: 2022-01-09}]",
    "an unknown kind": "meetings: [{id: a, title: A, start: 2022-01-09, kind: sumit}]",
    "an unknown status": "meetings: [{id: a, title: A, start: 2022-01-09, status: maybe}]",
    "a list where a text must be": "meetings: [{id: a, title: [A], start: 2022-01-09}]",
    "a text where a list must be": "meetings: none yet",
    "a country code of three letters": "participants: {us: {name: US, country: USA}}\nmeetings: []",
    "a country code in small letters": "participants: {us: {name: US, country: us}}\nmeetings: []",
    "an id that no address can have": "meetings: [{id: geneva talks, title: A, start: 2022-01-09}]",
    "a registry id that no address can have": "participants: {the us: {name: US}}\nmeetings: []",
    "a date in no form that we read": "meetings: [{id: a, title: A, start: next week}]",
    "a year alone": "meetings: [{id: a, title: A, start: 2022}]",
    "a source of a month": "meetings: [{id: a, title: A, start: 2022-01-09, sources: {published: 2022-01}}]",
    "a repeat of which no day is known": "meetings: [{id: a, title: A, start: 2022-01-09, repeat: {on: monday}}]",
    "a repeat in figures": "meetings: [{id: a, title: A, start: 2022-01-09, repeat: 7}]",
    "a typo in a key of a repeat": "meetings: [{id: a, title: A, start: 2022-01, repeat: {every: week, util: x}}]",
    "a change of no day": "meetings: [{id: a, title: A, start: 2022-01, repeat: {every: week, changes: {title: B}}}]",
    "an address that is none": "meetings: [{id: a, title: A, start: 2022-01-09, url: example.org}]",
    "a title in no language": "meetings: [{id: a, title: {}, start: 2022-01-09}]",
    "a language written out": "meetings: [{id: a, title: {english: A}, start: 2022-01-09}]",
    "an empty translation": "meetings: [{id: a, title: {en: A, fr: ''}, start: 2022-01-09}]",
    "a list of translations": "calendar: {title: [{en: A}]}\nmeetings: []",
    "a language that stands twice": "meetings: [{id: a, title: {en: A, en: B}, start: 2022-01-09}]",
    "a key that stands twice": "meetings: [{id: a, title: A, title: B, start: 2022-01-09}]",
    "a file with neither meetings nor other files": "calendar: {title: Talks}",
}  # fmt: skip

SCHEMA_IN_USE = jsonschema.Draft7Validator(json_schema())


def refused(files: Iterable[Path]) -> set[Path]:
    """Ask check-jsonschema, as people run it, which files are not of the form that the schema wants.

    Each has a run of its own: after a key that stands twice, the next file of the same run is refused too.
    """

    def is_refused(file: Path) -> bool:
        command = [sys.executable, "-m", "check_jsonschema", "--schemafile", SCHEMA, "--output-format", "json", file]
        answer = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
        return answer["status"] != "ok"

    files = list(files)
    with ThreadPoolExecutor() as runs:
        return {file for file, so in zip(files, runs.map(is_refused, files), strict=True) if so}


def is_accepted(text: str) -> bool:
    """Say whether a file has the form that the schema wants, its YAML read as check-jsonschema reads it."""
    load = its_yaml.impl2loader(its_yaml.construct_yaml_implementation())
    try:
        return SCHEMA_IN_USE.is_valid(load(io.BytesIO(text.encode())))
    except its_yaml.ParseError:
        return False


def test_the_schema_is_a_schema():
    jsonschema.Draft7Validator.check_schema(json_schema())


def test_the_schema_in_the_data_folder_is_the_one_that_the_model_makes(capsysbinary: pytest.CaptureFixture[bytes]):
    assert main(["schema"]) == 0
    assert capsysbinary.readouterr().out == SCHEMA.read_bytes(), "make reference renews it"


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
    assert [path for path, each in found if not each.get("description") or not each.get("examples")] == []


def examples() -> list[tuple[str, dict[str, object]]]:
    """Return a file for each example of each key, in which it stands."""
    talks = {"id": "talks", "title": "Talks", "start": "2022-01-09", "end": "2022-01-10"}
    changed = {"on": "2022-01-19", "start": "2022-01-20 11:00"}
    weekly = {"id": "weekly", "title": "Weekly", "start": "2022-01-12", "repeat": "every week"}
    frames: dict[type, Callable[[dict[str, object]], dict[str, object]]] = {
        Calendar: lambda facts: {"calendar": facts, "meetings": []},
        Participant: lambda facts: {"participants": {"x": {"name": "X"} | facts}, "meetings": []},
        Meeting: lambda facts: {"meetings": [talks | facts, talks | {"id": facts.get("replaces", "b")}]},
        Place: lambda facts: {"meetings": [talks | {"place": {"name": "X"} | facts}]},
        AgendaItem: lambda facts: {"meetings": [talks | {"agenda": [{"topic": "X"} | facts]}]},
        Source: lambda facts: {"meetings": [talks | {"sources": [facts]}]},
        Repeat: lambda facts: {"meetings": [weekly | {"repeat": {"every": "week"} | facts}]},
        Occurrence: lambda facts: {"meetings": [weekly | {"repeat": {"every": "week", "changes": changed | facts}}]},
    }
    found = [
        (f"{declaration.__name__}.{name}", frame({name: each.metadata["example"]}))
        for declaration, frame in frames.items()
        for name, each in file_keys(declaration).items()
    ]
    tops = json_schema()["properties"].items()
    tops = [(name, {"meetings": []} | {name: each["examples"][0]}) for name, each in tops if name != "include"]
    return [*found, *tops]


@pytest.mark.parametrize("file", [file for _, file in examples()], ids=[name for name, _ in examples()])
def test_every_example_can_be_written(file: dict[str, object]):
    text = json.dumps(file)  # JSON is YAML too

    assert examine(text, file="events.yaml").problems == ()
    assert is_accepted(text)


def test_what_is_good_is_accepted():
    files = [ROOT / "data" / "events.yaml", *(CASES / case / "events.yaml" for case in sorted(RIGHT))]

    assert refused(files) == set()


def test_cases_of_the_wrong_form_are_refused_and_only_those():
    files = {CASES / case / "events.yaml" for case in WRONG}

    assert {file.parent.name for file in refused(files)} == WRONG - UNSEEN


def test_every_mistake_of_form_is_refused(tmp_path: Path):
    for about, text in MISTAKES.items():
        (tmp_path / about).with_suffix(".yaml").write_text(text)

    assert {file.stem for file in refused(tmp_path.iterdir())} == set(MISTAKES)


@pytest.mark.parametrize("text", MISTAKES.values(), ids=MISTAKES)
def test_the_reader_refuses_them_too(text: str):
    assert examine(text, file="events.yaml").problems


TEXTS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
ZONES = st.sampled_from([ZoneInfo("UTC"), ZoneInfo("Asia/Tokyo")])  # their clocks never change
HOURS = st.builds(dt.datetime.combine, DAYS, st.times().map(lambda at: at.replace(second=0, microsecond=0)), ZONES)
PEOPLE = [gazetteer.find_participant(name) for name in ("NO", "NATO", "Russia")]
OCCURRENCES = st.builds(
    Occurrence,
    on=DAYS,
    start=st.none() | DAYS | HOURS,
    end=st.none() | DAYS | HOURS,
    title=st.none() | TEXTS,
    place=st.none() | st.builds(Place, name=TEXTS),
    status=st.none() | st.sampled_from(Status),
    agenda=st.lists(st.builds(AgendaItem, topic=TEXTS, at=st.none() | DAYS | HOURS), max_size=2).map(tuple),
    sources=st.lists(st.builds(Source, title=TEXTS, published=st.none() | DAYS), max_size=2).map(tuple),
)
BIDEN = Participant(id="biden", name="Joe Biden", kind=ParticipantKind.PERSON, country="US")
MEETINGS = st.builds(
    Meeting,
    id=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True),
    title=TEXTS,
    kind=st.sampled_from(Kind),
    start=DAYS | HOURS | st.one_of(*(DAYS.map(of) for of in (month_of, week_of, quarter_of))) | st.just(UNKNOWN),
    end=st.none() | DAYS | HOURS,
    timezone=ZONES,
    repeat=st.none() | repeats(OCCURRENCES),
    participants=st.sets(st.sampled_from([BIDEN, *PEOPLE])).map(tuple),
    place=st.none() | st.builds(Place, name=TEXTS, country=st.sampled_from([None, "CH", "NO"]), timezone=ZONES),
    status=st.sampled_from(Status),
    certainty=st.sampled_from(Certainty),
    was=st.none() | DAYS | HOURS,
    reason=st.none() | TEXTS,
    description=st.none() | TEXTS,
    url=st.sampled_from([None, "https://example.org/talks?a=b"]),
    agenda=st.lists(st.builds(AgendaItem, topic=TEXTS, at=st.none() | DAYS | HOURS), max_size=2).map(tuple),
    sources=st.lists(st.builds(Source, title=st.none() | TEXTS, published=st.none() | DAYS), max_size=2).map(tuple),
)


@given(MEETINGS)
def test_whatever_we_write_is_accepted(meeting: Meeting):
    written = store.to_yaml(meeting, Calendar(participants=(BIDEN,)))

    assert is_accepted(f"meetings:\n{written}\n")


# Values as people might write them, most of them right for one key or another.
VALUES = """
{en: A, fr-CH: B} | {english: A} | {EN: A} | {en: } | {en: [A]} | {zh-Hant: A, en: 7} | {no: A}
A | x y | 7 | -5 | 1.5 | 08 | yes | true | NO | US | [US, NO] | [] | {} | '' | ' ' | ' a ' | ~ | [~] | a/b | ü
talks | Talks | ' CALL ' | sumit | confirmed | Confirmed | person | GROUP | reported
2022-01-09 | 2022-01 | 2022-W02 | 2022Q1 | unknown | Unknown | 2022-01-09 15:00 | 2022-01-09T15:00:00Z | soon
9 January 2022 | 'Jan. 9th, 2022, 15:00 CET' | JANUARY 2022 | 2022 | 2022-1-9 | 12:30 | 9:30
UTC | Europe/Zurich | https://example.org | HTTPS://example.org/a | ftp://example.org | https://a b
{name: X} | {name: X, country: CH} | {name: X, country: ch} | {name: X, town: Y} | {country: CH}
{topic: X} | [{topic: X, at: 12:30}, Y] | [{topic: X, at: soon}] | {at: 12:30} | [[X]]
every week | Weekly, 10 times | 2 weeks | every sunday until 2022-06-30 | every wek | {every: week} | {on: sunday}
{every: 2 weeks, on: [sunday, MON], times: 7} | {every: month, on: 9} | {every: week, times: ten, except: 2022-01-16}
{every: week, changes: [{on: 2022-01-16, start: 12:30}]} | {every: week, changes: {on: 2022-01-16, status: CANCELLED}}
{title: X, published: 2021-12-31} | [{quote: X}, {}] | {published: 2022-01} | {published: 9 January 2022}
"""
ANY_VALUE = [value for line in VALUES.strip().splitlines() for value in line.split(" | ")]
REPEAT_VALUES = ["week", "monday", "MON and tue", "[sunday, 9]", "last day", "0", "10", "ten"]
REPEAT_OR_ANY = [*REPEAT_VALUES, *ANY_VALUE]
# Rules about more than form: what exists, and what two values say together.
BEYOND_FORM = {"agenda-outside", "bad-date", "bad-url", "bad-zone", "mixed-exactness", "end-before-start", "no-length"}
BEYOND_FORM |= {"unknown-participant", "bad-repeat", "repeat-start", "repeat-undated", "until-before-start"}
BEYOND_FORM |= {"not-an-occurrence", "occurrence-twice", "unknown-meeting", "bad-coordinates"}


def written(facts: dict[str, str]) -> str:
    return f"{{{', '.join(f'{key}: {value}' for key, value in facts.items())}}}"


def test_the_schema_and_the_reader_agree_on_the_keys_of_a_meeting():
    good = {"id": "a", "title": "A", "start": "2022-01-09"}
    for key in [each.name for each in fields(Meeting)] + ["titel"]:
        for value in ANY_VALUE:
            text = f"meetings:\n  - {written(good | {key: value})}\n"
            rules = {problem.rule for problem in examine(text, file="events.yaml").problems}

            assert rules <= BEYOND_FORM if is_accepted(text) else rules, text


@given(st.dictionaries(st.sampled_from([each.name for each in fields(Meeting)]), st.sampled_from(ANY_VALUE)))
def test_the_schema_refuses_no_meeting_that_the_reader_takes(facts: dict[str, str]):
    text = f"meetings:\n  - {written(facts)}\n"

    assert is_accepted(text) or examine(text, file="events.yaml").problems


def test_the_schema_and_the_reader_agree_on_the_keys_of_a_repeat():
    meeting = {"id": "a", "title": "A", "start": "2022-01-09"}
    of_repeat = [
        ({"every": "week"} | {key: value}, "") for key in [*file_keys(Repeat), "util"] for value in REPEAT_OR_ANY
    ]
    of_change = [
        ({"every": "week"}, written({"on": "2022-01-16", key: value}))
        for key in [*file_keys(Occurrence), "off"]
        for value in REPEAT_OR_ANY
    ]
    for facts, change in [*of_repeat, *of_change]:
        repeat = written(facts | ({"changes": change} if change else {}))
        text = f"meetings:\n  - {written(meeting | {'repeat': repeat})}\n"
        rules = {problem.rule for problem in examine(text, file="events.yaml").problems}

        assert rules <= BEYOND_FORM if is_accepted(text) else rules, text


def test_the_schema_and_the_reader_agree_on_the_keys_of_a_participant():
    for key in [*(each.name for each in fields(Participant)), "nmae"]:
        for value in ANY_VALUE:
            text = f"participants:\n  x: {written({'name': 'X', key: value})}\nmeetings: []\n"

            assert is_accepted(text) is not bool(examine(text, file="events.yaml").problems), text


SPELLINGS = (
    r"\s?[0-9]{4}-(0[1-9]|1[0-2])\s?"
    r"|[0-9]{4}-(0[1-9]|1[0-2])-[0-2][0-9]([ T][0-2]?[0-9]:[0-5][0-9](:00)?( ?(Z|CET|\+02:00|-0330|Asia/Tokyo))?)?"
    r"|[0-9]{1,2}(th)? (Jan|january|MAY|Sept\.) 20[0-9]{2}(, 15:00 EDT)?|(March|dec\.) ([0-3]?[0-9],? )?20[0-9]{2}"
    r"|2022(-W[0-5][0-9]|-?Q[0-9])|[uU]nknown"
)


@given(st.from_regex(SPELLINGS, fullmatch=True))
def test_a_date_that_can_be_read_has_a_form_that_the_schema_knows(text: str):
    pattern = json_schema()["properties"]["meetings"]["items"]["properties"]["start"]["pattern"]
    try:
        read_point(text, ZoneInfo("UTC"))
    except UnreadableDate:
        return
    assert re.search(pattern, text)


def test_the_reference_has_the_tables_that_the_model_makes():
    page = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")

    assert with_reference(page) == page, "make reference renews it"
    assert all(table in page for table in reference().values())


def test_a_table_that_drifted_is_renewed_and_the_words_around_it_stay():
    sections = [
        f"## `{name}:`\n\nWords on {name}.\n\n| key |\n|---|\n| old |\n\nMore words.\n\n" for name in reference()
    ]
    page = with_reference("".join(sections))

    assert "| old |" not in page
    assert page.count("More words.") == len(sections)
    assert f"Words on place.\n\n{reference()['place']}\n\nMore words." in page


def test_a_page_that_lacks_a_table_is_not_taken_for_renewed():
    with pytest.raises(ValueError, match="no table below a heading `calendar:`"):
        with_reference("## `calendar:`\n\nWords.\n\n## `meetings:`\n\n| key |\n|---|\n")
