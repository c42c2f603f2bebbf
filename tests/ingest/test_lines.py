import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.ingest.lines import joined, tidy

LONG = "Officials from the United States and Russia will hold security talks, said the ministry"


def page(*lines: str) -> str:
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["The foreign minis-", "ters will meet."], "The foreign ministers will meet."),
        (["The foreign minis\u00ad", "ters will meet."], "The foreign ministers will meet."),
        (["The US-", "Russia talks begin."], "The US-Russia talks begin."),
        (["The NATO–", "Russia session is due."], "The NATO–Russia session is due."),
        (["They meet on 9-", "10 January."], "They meet on 9-10 January."),
        (["The vice-", "president will come."], "The vice-president will come."),
        (
            ["A peace-keeping force and a peace-", "keeping mission."],
            "A peace-keeping force and a peace-keeping mission.",
        ),
        (["They will meet on", "9 January in Geneva."], "They will meet on 9 January in Geneva."),
        (["Talks will start at", "15:00 in Geneva."], "Talks will start at 15:00 in Geneva."),
        (["Talks will be held", "in Geneva."], "Talks will be held in Geneva."),
    ],
)
def test_a_sentence_reads_on_where_its_line_was_broken(lines: list[str], text: str):
    assert joined([page(*lines)]) == text


def test_a_full_line_goes_on_and_a_short_one_ends_its_paragraph():
    text = joined([page(LONG, "Geneva will be the place.", LONG, "Vienna comes next.")])

    assert text == f"{LONG} Geneva will be the place.\n\n{LONG} Vienna comes next."


def test_the_lines_of_a_programme_stay_lines():
    lines = ["Programme", "9 January: US–Russia talks in Geneva", "12 January: NATO–Russia Council", "13 January: OSCE"]

    assert joined([page(*lines)]) == page(*lines)


def test_a_sentence_goes_on_over_the_end_of_a_page_and_what_is_on_each_page_is_left_out():
    head = "Ministry of Foreign Affairs"
    pages = [page(head, LONG, "on", "Page 1 of 3"), page(head, "Tuesday.", "2"), page(head, "They met.", "Page 3 of 3")]

    assert joined(pages) == f"{LONG} on Tuesday.\n\nThey met."


def test_a_head_of_several_lines_is_left_out_of_each_page():
    pages = [
        page("Ministry", f"Page {at} of 2", "For immediate release 31.12.2021", f"They met {at}.") for at in (1, 2)
    ]

    assert joined(pages).split() == ["They", "met", "1.", "They", "met", "2."]


def test_a_heading_with_a_day_above_each_page_is_no_number_of_the_page():
    pages = [page(f"{day} January", f"Talks number {day} begin in Geneva in the morning.") for day in (9, 10)]

    assert "9 January\nTalks number 9" in joined(pages)
    assert "10 January\nTalks number 10" in joined(pages)


@pytest.mark.parametrize(
    "line",
    ["11/24/26, 2:57 PM Talks agreed - Example News", "24/11/2026, 14:57", "https://example.org/talks 1/1", "- 3 -"],
)
def test_what_a_browser_prints_on_a_page_is_left_out(line: str):
    assert joined([page("They will meet on 9 January.", line)]) == "They will meet on 9 January."


def test_a_text_is_tidied_of_what_cannot_be_seen():
    assert tidy("the o\u00adﬃ\u200bce\u00a0of\x07 the co\u2011chair") == "the office of the co-chair"


@given(st.lists(st.text(max_size=80), max_size=6))
def test_no_letter_is_added_whatever_the_lines_are(pages: list[str]):
    text = joined(pages)

    assert text == text.strip()
    assert "\n\n\n" not in text
    assert set(text) <= set(tidy("".join(pages))) | set("\n -")
