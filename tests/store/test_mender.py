from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from summitcal import store
from summitcal.store.document import examine
from summitcal.store.mender import mended

UNTIDY = """\
calendar: {title: Talks}
meetings:
  # said in the spring
  - title: NATO–Russia session
    start: 12 January 2022

  # the first of all
  - {title: Talks, start: 2022-01-09}  # in Geneva

  - id: early
    title: Early
    start: 2022-01-02
# the end
"""
TIDY = """\
calendar: {title: Talks}
meetings:
  - id: early
    title: Early
    start: 2022-01-02

  # the first of all
  - {id: talks-2022-01-09, title: Talks, start: 2022-01-09}  # in Geneva

  # said in the spring
  - id: nato-russia-session-2022-01-12
    title: NATO–Russia session
    start: 2022-01-12
# the end
"""


def test_ids_are_given_dates_respelled_and_meetings_put_in_order_with_their_comments():
    assert mended(UNTIDY, file="events.yaml") == TIDY


def test_what_is_tidy_stays():
    assert mended(TIDY, file="events.yaml") == TIDY


def test_a_file_with_mistakes_is_not_put_in_another_order():
    text = UNTIDY.replace("2022-01-02", "soon")

    assert mended(text, file="events.yaml").index("NATO") < mended(text, file="events.yaml").index("Early")


def test_windows_line_ends_stay():
    assert mended(UNTIDY.replace("\n", "\r\n"), file="events.yaml") == TIDY.replace("\n", "\r\n")


def test_two_meetings_without_ids_get_two():
    text = "meetings:\n  - {title: Talks, start: 2022-01-09}\n  - {title: Talks, start: 2022-01-09}\n"

    assert len({meeting.id for meeting in store.parse(mended(text, file="x"), file="x").meetings}) == 2


def test_a_new_id_is_not_one_that_another_meeting_has():
    text = "meetings:\n  - {id: talks-2022-01-09, title: A, start: 2022-01-08}\n  - {title: Talks, start: 2022-01-09}\n"

    assert [meeting.id for meeting in store.parse(mended(text, file="x"), file="x").meetings] == [
        "talks-2022-01-09",
        "talks-2022-01-09-2",
    ]


def test_an_id_is_made_of_the_first_of_several_titles():
    text = "meetings:\n  - title: {fr: Pourparlers, en: Talks}\n    start: 2022-01-09\n"

    assert mended(text, file="x") == text.replace("- title", "- id: pourparlers-2022-01-09\n    title")


def test_the_hour_of_a_meeting_is_no_part_of_its_id():
    text = "meetings:\n  - {title: Talks, start: 9 January 2022 15:00}\n"

    assert mended(text, file="x") == "meetings:\n  - {id: talks-2022-01-09, title: Talks, start: 2022-01-09 15:00}\n"


def test_meetings_of_several_files_stay_where_they_are(tmp_path: Path):
    (tmp_path / "more.yaml").write_text("meetings: [{id: c, title: C, start: 2022-01-01}]\n")
    items = "  - {id: b, title: B, start: 2022-01-10}\n  - {id: a, title: A, start: 2022-01-09}\n"
    text = f"include: more.yaml\nmeetings:\n{items}"

    assert mended(text, file=str(tmp_path / "events.yaml")) == text


@given(st.permutations(UNTIDY.splitlines()), st.integers(0, 12))
def test_mending_never_makes_it_worse(lines: list[str], kept: int):
    text = "\n".join(lines[:kept]) + "\n"
    once = mended(text, file="x")

    assert mended(once, file="x") == once
    assert len(examine(once, file="x").problems) <= len(examine(text, file="x").problems)
