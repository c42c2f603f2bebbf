"""The law of reading again: whatever was changed, what comes of it is what reading the whole file gives."""

from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from summitcal.store.document import examine
from summitcal.store.rereading import read

TEXT = """\
calendar: {title: Talks, timezone: Europe/Zurich}
participants:
  x: {name: X}
meetings:
  # the first
  - id: a
    title: A
    start: 2022-01-09
  - id: b
    title: B
    start: 2022-01-10 15:00
    participants: [X, US]
    description: |
      two
      lines

  - {id: c, title: C, start: 2022-01-11}
# the end
"""
LINES = [
    "",
    "# a comment",
    "    status: tentative",
    "    start: soon",
    "  - {id: d, title: D, start: 2022-02-01}",
    "  - id: b",
    "    titel: B",
    "meetings: []",
    "calendar: {}",
    "---",
    '    title: "open',
    "      more",
    "- id: e",
]
EDITS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 3), st.lists(st.sampled_from(LINES), max_size=3)), max_size=4
)


def edited(text: str, at: int, gone: int, new: list[str]) -> str:
    lines = text.splitlines()
    return "\n".join([*lines[:at], *new, *lines[at + gone :]]) + "\n"


@given(EDITS)
@example([(9, 1, ["    title: changed"])])
@example([(16, 1, ["  - {id: c, title: C}"])])
@example([(17, 0, ["  - {id: d, title: D, start: 2022-02-01}"])])
@example([(5, 3, [])])
@example([(5, 1, ["  - id: b"])])
def test_reading_again_gives_what_reading_the_whole_gives(edits: list[tuple[int, int, list[str]]]):
    text, reading = TEXT, read(TEXT, file="events.yaml")
    for at, gone, new in edits:
        text = edited(text, at, gone, new)
        reading = read(text, file="events.yaml", before=reading)

        assert reading.found == examine(text, file="events.yaml")


def test_only_the_meeting_that_changed_is_read_again():
    first = read(TEXT, file="events.yaml")
    second = read(TEXT.replace("title: B", "title: Changed"), file="events.yaml", before=first)

    before, after = first.found.calendar.meetings, second.found.calendar.meetings
    assert [meeting.title for meeting in after] == ["A", "Changed", "C"]
    assert (after[0] is before[0], after[2] is before[2]) == (True, True)


def test_a_calendar_of_several_files_is_read_whole(tmp_path: Path):
    (tmp_path / "more.yaml").write_text("meetings: []\n")
    file = str(tmp_path / "events.yaml")
    text = f"include: more.yaml\n{TEXT}"

    assert read(text, file=file).starts == ()
