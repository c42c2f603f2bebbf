from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summitcal import store
from summitcal.files import read_text
from summitcal.problems import InvalidCalendar
from summitcal.store.formatter import formatted

ROOT = Path(__file__).parents[2]
CASES = sorted(ROOT.glob("tests/cases/*/events.yaml"))

UNTIDY = """\
# Talks \t \n\
meetings:
  - id: talks   # the first
    title: "Talks at 9 January 2022"
    start: 9 January 2022, 9:30   # early
    end: "2022-01-09T11:00"
    kind: Talks
    sources: [{published: 'Jan 3, 2022', title: x}, {published: 2022-01-04}]
    agenda:
      - {at: 9:45, topic: Opening}
    description: |
      A line with blanks at its end   \n\
      and another"""

TIDY = """\
# Talks
meetings:
  - id: talks   # the first
    title: "Talks at 9 January 2022"
    start: 2022-01-09 09:30   # early
    end: 2022-01-09 11:00
    kind: talks
    sources: [{published: 2022-01-03, title: x}, {published: 2022-01-04}]
    agenda:
      - {at: 09:45, topic: Opening}
    description: |
      A line with blanks at its end   \n\
      and another
"""


def test_dates_and_words_are_respelled_and_all_else_stays():
    assert formatted(UNTIDY) == TIDY


def test_formatting_keeps_what_the_file_says():
    assert store.parse(formatted(UNTIDY), file="events.yaml") == store.parse(UNTIDY, file="events.yaml")


@pytest.mark.parametrize("case", [*CASES, ROOT / "data" / "events.yaml"], ids=lambda path: path.parent.name)
def test_formatting_twice_changes_nothing_more(case: Path):
    once = formatted(read_text(case))

    assert formatted(once) == once


def test_blanks_at_the_end_of_a_line_go_from_brackets_too():
    assert formatted("sources: [{title: A},  \n  {title: B}] \n") == "sources: [{title: A},\n  {title: B}]\n"


def test_the_seed_is_formatted():
    text = read_text(ROOT / "data" / "events.yaml")

    assert formatted(text) == text


def test_a_date_that_cannot_be_read_stays_for_the_person_who_wrote_it():
    text = "meetings:\n  - {id: a, title: A, start: soon}\n"

    assert formatted(text) == text


def test_rules_of_meetings_that_repeat_are_respelled_and_their_days_too():
    untidy = """\
meetings:
  - {id: a, title: A, start: 2022-01-12, repeat: "Every second Wednesday of the month"}
  - id: b
    title: B
    start: 2022-01-12
    repeat:
      every: week
      on: [Wednesday, 'thursday']
      until: 30 June 2022
      except: ["2022-01-19", 20 January 2022]
      changes:
        - {on: Jan 26 2022, start: 9:00, status: Cancelled}
"""

    assert (
        formatted(untidy)
        == """\
meetings:
  - {id: a, title: A, start: 2022-01-12, repeat: every month on the second wednesday}
  - id: b
    title: B
    start: 2022-01-12
    repeat:
      every: week
      on: [Wednesday, 'thursday']
      until: 2022-06-30
      except: [2022-01-19, 2022-01-20]
      changes:
        - {on: 2022-01-26, start: 09:00, status: cancelled}
"""
    )
    assert outcome(formatted(untidy)) == outcome(untidy)


@pytest.mark.parametrize("rule", ['"weekly, 10 times"', "now and then", "[every week]"])
def test_a_rule_that_cannot_be_respelled_stays(rule: str):
    text = f"meetings:\n  - {{id: a, title: A, start: 2022-01-12, repeat: {rule}}}\n"

    assert formatted(text) == text


def test_a_title_in_a_language_whose_tag_looks_like_another_key_stays():
    text = "meetings:\n  - id: a\n    title: {en: A, at: 9 January 2022, was: 'Jan 3, 2022'}\n    start: 2022-01-09\n"

    assert formatted(text) == text


def test_windows_line_ends_stay():
    assert formatted(UNTIDY.replace("\n", "\r\n")) == TIDY.replace("\n", "\r\n")


def test_a_file_of_any_line_ends_is_formatted():
    assert formatted("meetings:\r  - {id: a, title: A, start: 9 January 2022}\r").startswith(
        "meetings:\r  - {id: a, title: A, start: 2022-01-09}"
    )


@example("\r \n0")
@given(st.text(alphabet="ab: -[]{}\n\r'\"#|>start9meetings0"))
def test_no_text_is_harmed(text: str):
    """What could be read is read alike after formatting; what could not stays unreadable."""
    once = formatted(text)

    assert formatted(once) == once
    assert outcome(once) == outcome(text)


def outcome(text: str) -> object:
    try:
        return store.parse(text, file="events.yaml")
    except InvalidCalendar as error:
        return {problem.rule for problem in error.problems}
