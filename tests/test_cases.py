"""Each folder of ``cases`` is a test: an ``events.yaml`` with the ``problems.txt`` or the ``feed.ics`` it must give."""

from pathlib import Path

import pytest

from summitcal import feed, store
from summitcal.files import read_text
from summitcal.problems import InvalidCalendar

CASES = Path(__file__).parent / "cases"
WRONG = sorted(case.parent.name for case in CASES.glob("*/problems.txt"))
RIGHT = sorted(case.parent.name for case in CASES.glob("*/feed.ics"))


def test_every_case_says_what_it_expects():
    assert sorted([*WRONG, *RIGHT]) == sorted(case.name for case in CASES.iterdir())


@pytest.mark.parametrize("case", WRONG)
def test_every_problem_is_named_at_its_place(case: str):
    with pytest.raises(InvalidCalendar) as refused:
        store.parse(read_text(CASES / case / "events.yaml"), file="events.yaml")

    assert f"{refused.value}\n" == read_text(CASES / case / "problems.txt")


@pytest.mark.parametrize("case", RIGHT)
def test_a_good_file_makes_this_feed(case: str):
    calendar = store.parse(read_text(CASES / case / "events.yaml"), file="events.yaml")

    assert feed.to_ical(calendar) == (CASES / case / "feed.ics").read_bytes()
