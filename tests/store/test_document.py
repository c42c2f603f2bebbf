from pathlib import Path

import pytest

from summitcal import store
from summitcal.problems import InvalidCalendar, UnreadableFile

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
