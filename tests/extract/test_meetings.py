"""What the extractor finds in texts of our own, each for one thing; whole articles are in the other tests."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.extract import find_meetings, to_json
from summitcal.model import Draft, Kind, Status

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
FRIDAY = dt.date(2021, 12, 31)
Facts = tuple[str, str, str, set[str], str | None]

SEED: list[Facts] = [
    ("call", "2021-12-30", "past", {"United States", "Russia", "Joe Biden", "Vladimir Putin"}, None),
    ("call", "2021-12", "past", {"United States", "Russia", "Joe Biden", "Vladimir Putin"}, None),
    ("talks", "2022-01-09/2022-01-10", "upcoming", {"United States", "Russia"}, "Geneva"),
    ("session", "2022-01-12", "upcoming", {"NATO", "Russia"}, None),
    ("meeting", "2022-01-13", "upcoming", {"United States", "Russia", "European countries"}, None),
]


def found(text: str, published: dt.date = FRIDAY) -> list[Facts]:
    return [facts(draft) for draft in find_meetings(text, published=published)]


def facts(draft: Draft) -> Facts:
    plain = to_json(draft)
    start, end = plain["start"], plain["end"]
    when = start if start == end else f"{start}/{end}"
    return plain["kind"], when, plain["status"], set(plain["participants"]), plain["location"]


def test_the_sample_article_has_its_five_meetings_and_nothing_else():
    assert found((ROOT / "examples" / "article.txt").read_text(encoding="utf-8")) == SEED


def test_the_real_article_has_its_five_meetings_and_nothing_else():
    article = SHARED / "seed" / "article.txt"
    if not article.exists():
        pytest.skip("the real article is not kept with the code")
    # There the security meeting is called a meeting.
    assert [each[1:] for each in found(article.read_text(encoding="utf-8"))] == [each[1:] for each in SEED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The foreign ministers of France and Poland will meet in Warsaw on 12 January.",
            ("meeting", "2022-01-12", "upcoming", {"France", "Poland"}, "Warsaw"),
        ),
        (
            "Egypt and Sudan held talks in Cairo on Tuesday.",
            ("talks", "2021-12-28", "past", {"Egypt", "Sudan"}, "Cairo"),
        ),
        (
            "Leaders of ASEAN open their three-day summit in Jakarta on 10 January.",
            ("summit", "2022-01-10/2022-01-12", "upcoming", {"ASEAN"}, "Jakarta"),
        ),
        (
            "Talks between Kosovo and Serbia planned for 12 January in Brussels have been called off.",
            ("talks", "2022-01-12", "cancelled", {"Kosovo", "Serbia"}, "Brussels"),
        ),
        (
            "India and Pakistan could hold talks in Dubai on 12 January.",
            ("talks", "2022-01-12", "tentative", {"India", "Pakistan"}, "Dubai"),
        ),
        (
            "Japan and South Korea are to hold a summit in February.",
            ("summit", "2022-02", "upcoming", {"Japan", "South Korea"}, None),
        ),
    ],
)
def test_a_plain_sentence_makes_a_meeting(text: str, expected: Facts):
    assert found(text) == [expected]


def test_a_meeting_that_was_moved_is_told_once_on_its_new_day():
    text = "A round of talks between Egypt and Sudan first set for 12 January will now be held on 19 January."

    assert [(when, status) for _, when, status, _, _ in found(text)] == [("2022-01-19", "upcoming")]


def test_those_who_are_pointed_back_to_take_part():
    text = (
        "French President Jeanne Morel and her Polish counterpart Adam Nowak met in Paris on Monday. "
        "The two leaders will meet again in Warsaw on 12 January."
    )

    assert found(text)[1][3] == {"France", "Poland", "Jeanne Morel", "Adam Nowak"}


def test_a_list_under_a_date_has_its_meetings_on_that_day():
    text = "Wednesday 12 January\n - 10:00 Press briefing\n - EU-Moldova Association Council, Brussels\n"

    assert [(when, who) for _, when, _, who, _ in found(text)] == [("2022-01-12", {"European Union", "Moldova"})]


@pytest.mark.parametrize(
    "text",
    [
        "The deadline for bids from France and Poland is 12 January.",
        "Sanctions of the EU against Russia have been in force since 12 January.",
        "France and Poland vote on 12 January.",
        "France meet Poland in the semi-final on 12 January.",
        "No meeting of France and Poland is planned before 12 January.",
        "Were France and Poland to meet on 12 January, nobody would be surprised.",
        "Spain face Italy in a World Cup qualifier; France meet Poland in Lyon on 12 January.",
        "France denied that its envoys had met Polish officials on 28 December.",
        "On Monday the French president called for talks with Poland.",
        "The French cabinet meets on 12 January.",
        "France and Poland might talk one day.",
        "Shareholders of the Franco-Polish bank hold their annual general meeting on 12 January.",
        "The treaty of France and Poland was signed on 12 January 1921, a century ago.",
        "France and Poland will meet the deadline of 12 January... Read More",
    ],
)
def test_what_is_no_meeting_is_left_alone(text: str):
    assert found(text) == []


def test_every_field_says_its_words():
    text = "France and Poland will hold talks in Warsaw on 12 January."
    [draft] = find_meetings(text, published=FRIDAY)

    words = {name: [each.text for each in spans] for name, spans in draft.evidence.items()}
    assert draft.quote.text == "on 12 January"
    assert words == {"kind": ["hold talks"], "participants": ["France", "Poland"], "place": ["Warsaw"]}
    assert draft.inferred == ("year from the publication date",)
    assert (draft.meeting.kind, draft.meeting.status, draft.held) == (Kind.TALKS, Status.CONFIRMED, False)


WORDS = [
    "France",
    "Poland",
    "NATO",
    "Russia",
    "the",
    "ministers",
    "will",
    "meet",
    "met",
    "talks",
    "summit",
    "on",
    "in",
    "Warsaw",
    "12",
    "January",
    "next",
    "Friday",
    "and",
    ",",
    ".",
    ";",
    "French",
    "President",
    "Jeanne",
    "Morel",
    "said",
    "that",
    "was",
    "called",
    "off",
    "by",
    "phone",
    "\n",
    "-",
    "their",
    "counterpart",
    "two",
    "leaders",
]


@given(st.text(max_size=400) | st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_any_text_gives_drafts_whose_words_stand_in_it(text: str):
    drafts = find_meetings(text, published=FRIDAY)

    for draft in drafts:
        for evidence in (draft.quote, *(each for spans in draft.evidence.values() for each in spans)):
            assert text[evidence.start : evidence.end] == evidence.text
        assert json.dumps(to_json(draft))
    assert find_meetings(text, published=FRIDAY) == drafts


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "a",
        "12 January ",
        "next Friday and ",
        "France, ",
        "meeting ",
        "\n- ",
        "Jeanne Morel ",
        "the President of ",
        "1.",
        '"',
    ],
)
def test_a_hundred_thousand_characters_of_anything_hold_no_meeting(piece: str):
    assert find_meetings(piece * (100_000 // len(piece)), published=FRIDAY) == ()


def score(gold: Path, tmp_path: Path) -> dict[str, float]:
    lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    predicted = tmp_path / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for each in lines:
            drafts = find_meetings(each["text"], published=dt.date.fromisoformat(each["published"]))
            out.write(json.dumps({"id": each["id"], "meetings": [to_json(draft) for draft in drafts]}) + "\n")
    command = [sys.executable, str(SHARED / "gold" / "score.py"), str(gold), str(predicted), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_the_texts_that_were_read_by_people_are_read_alike(tmp_path: Path):
    """A ratchet: these figures may only go up."""
    gold = SHARED / "gold" / "dev.jsonl"
    if not gold.exists():
        pytest.skip("the texts with people's readings are not kept with the code")
    figures = score(gold, tmp_path)

    assert figures["det_F1"] >= 0.99
    assert figures["range_acc"] >= 0.99
    assert figures["part_F1"] >= 0.97
    assert figures["false_per_nomeeting_text"] == 0
