import dataclasses
import json
from pathlib import Path

from streamlit.testing.v1 import AppTest

from summitcal import store
from summitcal.model import Kind, file_keys
from summitcal.page.source import Written, editor_data
from summitcal.problems import Problem

WEEK = store.load(Path(__file__).parents[1] / "week.yaml")
FILE = Path("/srv/calendars/events.yaml")


def data(*problems: Problem) -> dict[str, object]:
    return editor_data("text", digest="d", file=FILE, problems=problems, calendar=WEEK)


def test_problems_stand_at_their_lines_and_those_of_other_files_do_not():
    here = Problem(rule="bad-date", path=(), what="no date", mend="write one", file=str(FILE), line=3, column=9)
    warning = dataclasses.replace(here, rule="stale", mend="", line=0, column=0)
    there = dataclasses.replace(here, file="/srv/calendars/more.yaml")

    assert data(here, warning, there)["problems"] == [
        {"row": 2, "column": 8, "text": "no date; write one", "type": "error"},
        {"row": 0, "column": 0, "text": "no date", "type": "warning"},
    ]


def test_all_keys_of_a_meeting_and_the_words_of_the_calendar_can_be_completed():
    given = data()
    words = given["words"]

    assert isinstance(words, dict)
    assert {name for name, _ in given["keys"]} >= {"calendar", "meetings", *file_keys(type(WEEK.meetings[0]))}  # type: ignore[attr-defined]
    assert words["kind"] == [(str(each), "") for each in Kind]
    assert ("us", "United States") in words["participants"]
    assert ("Brussels", "") in words["place"]
    assert ("council", 'Council of <b>ministers</b> & "partners"') in words["replaces"]


def test_the_browser_is_told_of_no_folder_of_the_server():
    assert "/srv" not in json.dumps(data())


def test_what_is_kept_in_the_browser_is_kept_apart_for_each_calendar():
    other = editor_data("", digest="d", file=Path("/srv/other/events.yaml"), problems=(), calendar=WEEK)

    assert data()["label"] == other["label"] == "events.yaml"
    assert data()["file"] != other["file"]


def test_until_something_is_typed_the_file_stands_as_it_is(tmp_path: Path):
    def page(file: str) -> None:
        from pathlib import Path  # noqa: PLC0415 - this is the script of a page

        import streamlit as st  # noqa: PLC0415

        from summitcal.model import Calendar  # noqa: PLC0415
        from summitcal.page.source import edit_source  # noqa: PLC0415

        found = edit_source("a: 1\n", digest="d", file=Path(file), problems=(), calendar=Calendar())
        st.text(repr(found))

    app = AppTest.from_function(page, args=(str(tmp_path / "events.yaml"),)).run()

    assert not app.exception
    assert app.text[0].value == repr(Written(text="a: 1\n", digest="d"))
