import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal import store
from summitcal.feed import to_ical
from summitcal.problems import InvalidCalendar, Problem, UnreadableFile

ROOT = Path(__file__).parents[2]


def test_the_seed_holds_its_five_meetings():
    calendar = store.load(ROOT / "data" / "events.yaml")

    assert [meeting.when.in_words() for meeting in calendar.meetings] == [
        "December 2021, day not set",
        "Thursday 30 December 2021",
        "9–10 January 2022",
        "Wednesday 12 January 2022",
        "Thursday 13 January 2022",
    ]


def test_all_problems_are_told_at_once_in_the_order_of_the_file():
    text = (
        "meetings:\n"
        "  - {id: b, title: B, start: 2022-01-09, end: 2022-01-08}\n"
        "  - {id: a, titel: A, start: 2022-02-30}\n"
        "  - {id: b, title: B, start: 2022-01-09}\n"
    )

    with pytest.raises(InvalidCalendar) as refused:
        store.parse(text, file="events.yaml")

    assert [(problem.rule, problem.line) for problem in refused.value.problems] == [
        ("end-before-start", 2),
        ("unknown-key", 3),
        ("bad-date", 3),
        ("duplicate-id", 4),
    ]


def test_a_rule_that_is_broken_after_a_meeting_that_cannot_be_read_is_told_at_its_own_line():
    text = "meetings:\n  - {id: a}\n  - {id: b, title: B, start: 2022-01-09, end: 2022-01-08}\n"

    with pytest.raises(InvalidCalendar) as refused:
        store.parse(text, file="events.yaml")

    last = refused.value.problems[-1]
    assert (last.path, last.line) == (("meetings", 1, "end"), 3)


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path):
    with pytest.raises(UnreadableFile, match="there is no such file"):
        store.load(tmp_path / "events.yaml")


def test_a_calendar_is_the_sum_of_the_files_it_includes(tmp_path: Path):
    write(
        tmp_path,
        {
            "events.yaml": "calendar: {timezone: Europe/Oslo}\ninclude: [nato.yaml, osce/*.yaml]\n",
            "nato.yaml": "participants: {x: {name: X}}\nmeetings: [{id: a, title: A, start: 2022-01-09 15:00}]\n",
            "osce/two.yaml": "meetings: [{id: c, title: C, start: 2022-01-11, participants: X}]\n",
            "osce/one.yaml": "calendar: {timezone: Asia/Tokyo}\nmeetings: [{id: b, title: B, start: 2022-01-10}]\n",
        },
    )

    calendar = store.load(tmp_path / "events.yaml")

    assert [meeting.id for meeting in calendar.meetings] == ["a", "b", "c"]
    assert [meeting.timezone.key for meeting in calendar.meetings] == ["Europe/Oslo", "Asia/Tokyo", "Europe/Oslo"]
    assert [each.name for each in calendar.everyone()] == ["X"]


def test_versions_of_a_file_are_no_part_of_a_calendar_whatever_its_patterns_say(tmp_path: Path):
    meetings = "meetings: [{id: a, title: A, start: 2022-01-09}]\n"
    write(
        tmp_path,
        {
            "all.yml": "include: '**/*.yaml'\n",
            "osce/a.yaml": meetings,
            "osce/a.versions/2026-11-24T183000Z.yaml": meetings,
            "all.yml.versions/draft-2026-11-24T183000Z.yaml": "meetings: [",
        },
    )

    assert [meeting.id for meeting in store.load(tmp_path / "all.yml").meetings] == ["a"]


def test_a_text_can_stand_for_that_of_a_file_that_is_included(tmp_path: Path):
    (tmp_path / "nato.yaml").write_text("meetings: []\n")
    instead = {str(tmp_path / "nato.yaml"): "meetings:\n  - {id: a, title: A, start: 2022-01-09}\n"}

    calendar = store.parse("include: nato.yaml\n", file=str(tmp_path / "events.yaml"), instead=instead)

    assert [meeting.id for meeting in calendar.meetings] == ["a"]


def test_a_problem_of_an_included_file_is_told_at_its_place_there(tmp_path: Path):
    write(
        tmp_path,
        {
            "events.yaml": "include: nato.yaml\nmeetings:\n  - {id: a, title: A, start: 2022-01-09}\n",
            "nato.yaml": "meetings:\n  - {id: a, title: A, start: 2022-01-09}\n  - {id: b, title: B, start: soon}\n",
        },
    )

    problems = refused(tmp_path / "events.yaml")

    assert [(Path(problem.file).name, problem.line, problem.rule) for problem in problems] == [
        ("nato.yaml", 2, "duplicate-id"),
        ("nato.yaml", 3, "bad-date"),
    ]
    assert f"({tmp_path / 'events.yaml'}, meetings[0], line 3)" in problems[0].what


def test_two_meetings_that_belong_to_one_problem_are_both_counted_as_they_stand_in_the_file():
    unreadable = "  - {id: a, title: A}\n"
    twins = "  - {id: b, title: B, start: 2022-01-09}\n  - {id: b, title: C, start: 2022-01-10}\n"
    text = f"meetings:\n{unreadable}{twins}"

    with pytest.raises(InvalidCalendar) as refused:
        store.parse(text, file="events.yaml")

    assert str(refused.value.problems[1]) == (
        "events.yaml:4:10: meetings[2].id: id 'b' is already used (meetings[1], line 3); "
        "give each meeting an id of its own"
    )


@pytest.mark.parametrize(
    ("include", "what"),
    [
        ("gone.yaml", "there is no such file"),
        ("events.yaml", "is part of this calendar already"),
        ("round.yaml", "is part of this calendar already"),
        ("'*.yml'", "no file is like '*.yml'"),
        ("/etc/passwd", "is named as it is found beside this one"),
        ("../events.yaml", "is named as it is found beside this one"),
        ("[[a]]", "is named as it is found beside this one"),
        ("folder", "this is a folder"),
        ("ring.yaml", "cannot be read: Too many levels of symbolic links"),
    ],
)
def test_a_file_that_cannot_be_included_is_a_problem(include: str, what: str, tmp_path: Path):
    write(
        tmp_path,
        {
            "events.yaml": f"include: {include}\nmeetings: []\n",
            "round.yaml": "include: events.yaml\nmeetings: []\n",
            "folder/x": "",
        },
    )
    (tmp_path / "ring.yaml").symlink_to("ring.yaml")

    [problem] = refused(tmp_path / "events.yaml")

    assert problem.rule == "bad-include"
    assert what in problem.what


def test_a_file_is_the_same_by_the_name_of_a_link(tmp_path: Path):
    write(tmp_path, {"events.yaml": "include: link.yaml\nmeetings: []\n"})
    (tmp_path / "link.yaml").symlink_to("events.yaml")

    [problem] = refused(tmp_path / "events.yaml")

    assert str(problem) == (
        f"{tmp_path}/events.yaml:1:10: include: {tmp_path}/link.yaml is part of this calendar already; "
        "include each file once, and none that includes this one"
    )


def test_the_files_of_a_folder_come_in_the_order_of_their_names(tmp_path: Path):
    files = {f"more/{name}.yaml": f"meetings: [{{id: {name}, title: T, start: 2022-01-09}}]\n" for name in "cafebd"}
    write(tmp_path, {"events.yaml": "include: more/*.yaml\n", **files})

    assert "".join(meeting.id for meeting in store.load(tmp_path / "events.yaml").meetings) == "abcdef"


def test_problems_of_several_files_come_file_by_file(tmp_path: Path):
    write(
        tmp_path,
        {
            "events.yaml": "include: [z.yaml, a.yaml]\nmeetings:\n\n\n  - {id: m, title: M, start: soon}\n",
            "z.yaml": "meetings:\n\n  - {id: z, title: Z, start: 2022-01-09, end: 2022-01-08}\n  - {id: y, title: Y}\n",
            "a.yaml": "meetings:\n  - {id: m2, title: M, start: soon}\n",
        },
    )

    assert [(Path(problem.file).name, problem.line) for problem in refused(tmp_path / "events.yaml")] == [
        ("events.yaml", 5),
        ("z.yaml", 3),
        ("z.yaml", 4),
        ("a.yaml", 2),
    ]


def test_two_files_may_register_one_participant_alike_but_not_otherwise(tmp_path: Path):
    write(
        tmp_path,
        {
            "events.yaml": "include: [alike.yaml, other.yaml]\nparticipants: {x: {name: X}}\n",
            "alike.yaml": "participants: {x: {name: X}}\nmeetings: []\n",
            "other.yaml": "participants:\n  x: {name: Y}\nmeetings: []\n",
        },
    )

    [problem] = refused(tmp_path / "events.yaml")

    assert (Path(problem.file).name, problem.line) == ("other.yaml", 2)
    assert problem.what == f"id 'x' is somebody else in {tmp_path / 'events.yaml'}"


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)


def refused(file: Path) -> tuple[Problem, ...]:
    with pytest.raises(InvalidCalendar) as error:
        store.load(file)
    return error.value.problems


SEED_TEXT = (ROOT / "data" / "events.yaml").read_text(encoding="utf-8")
MARKS = st.sampled_from(list(":-[]{}'\"#&*!|>%@?,\n\t "))


@given(
    st.integers(0, len(SEED_TEXT)),
    st.integers(0, 60),
    st.text(max_size=12) | MARKS,
)
def test_however_a_file_is_damaged_every_problem_has_its_place(at: int, gone: int, new: str):
    text = SEED_TEXT[:at] + new + SEED_TEXT[at + gone :]
    found = store.document.examine(text, file="events.yaml", now=dt.datetime(2022, 1, 5, tzinfo=dt.UTC))

    assert all(problem.line > 0 and problem.column > 0 and problem.mend for problem in found.problems)
    if not found.problems:
        assert to_ical(found.calendar).startswith(b"BEGIN:VCALENDAR")
