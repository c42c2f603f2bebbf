import datetime as dt
import json
from zoneinfo import ZoneInfo

import pytest
from tests.extract.asking import PUBLISHED, Judge

from summitcal.extract import find_meetings, to_json
from summitcal.extract.weighing import Weigh, weigh
from summitcal.model import Certainty, Draft, Status
from summitcal.when import Period, Unit

SENTENCE = "Chile's and Peru's foreign ministers will hold talks in Geneva on 12 January."
YEAR = "year from the publication date"


def draft(text: str, weigh: Weigh = weigh) -> Draft:
    (found,) = find_meetings(text, published=PUBLISHED, weigh=weigh)
    return found


def words(draft: Draft, field: str) -> list[tuple[str, str]]:
    """Return the words behind a field, each with how they were read."""
    return [(each.text, each.how) for each in draft.evidence[field]]


def test_a_draft_has_an_id_and_a_title_made_of_its_facts():
    meeting = draft(SENTENCE).meeting

    assert (meeting.id, meeting.title) == ("chile-peru-talks-2022-01-12", "Chile–Peru talks in Geneva")
    assert meeting.timezone == ZoneInfo("Europe/Zurich")


def test_a_draft_says_which_words_say_each_field_and_how():
    found = draft(SENTENCE)

    assert found.quote == found.evidence["start"][0]
    assert list(found.evidence) == ["start", "kind", "participants", "place"]
    assert words(found, "start") == [("on 12 January", "nearest to publication")]
    assert words(found, "kind") == [("hold talks", "word of encounter")]
    assert words(found, "participants") == [("Chile", "named with the meeting"), ("Peru", "named with the meeting")]
    assert words(found, "place") == [("Geneva", "named with the meeting")]
    assert found.inferred == (YEAR,)


def test_the_words_of_a_status_are_quoted():
    found = draft("The talks of Chile and Peru in Geneva on 12 January have been called off.")

    assert found.meeting.status is Status.CANCELLED
    assert words(found, "status") == [("called off", "words that say so")]


def test_a_meeting_that_may_be_is_only_reported():
    found = draft("Chile and Peru could hold talks in Geneva on 12 January.")

    assert (found.meeting.status, found.meeting.certainty) == (Status.TENTATIVE, Certainty.REPORTED)


def test_the_day_a_meeting_was_moved_from_is_kept_with_its_words():
    text = "The meeting of Chile and Peru, originally planned for 12 January, has been moved to 19 January."
    found = draft(text)

    assert (found.meeting.start, found.meeting.was) == (dt.date(2022, 1, 19), dt.date(2022, 1, 12))
    assert words(found, "was") == [("12 January", "the day it was moved from")]
    assert to_json(found)["was"] == "2022-01-12"


def test_the_kind_is_quoted_from_the_word_that_says_it():
    found = draft("Chile's president flies to Lima on 12 January for a summit with the president of Peru.")

    assert found.meeting.kind.value == "summit"
    assert words(found, "kind") == [("summit", "word of encounter")]


def test_the_kind_is_quoted_from_where_it_is_told_again():
    again = "The talks on 12 January between Peru and Chile will be in Lima."
    found = draft(f"Chile and Peru will meet on 12 January. {again}")

    assert found.meeting.kind.value == "talks"
    assert words(found, "kind") == [("talks", "word of encounter")]


def test_a_source_quotes_at_most_two_hundred_characters():
    (source,) = draft(f"{SENTENCE[:-1]}, {'and so on ' * 40}.").meeting.sources

    assert source.published == PUBLISHED
    assert source.quote is not None
    assert len(source.quote) <= 200


@pytest.mark.parametrize(
    ("hour", "start", "how", "inferred"),
    [
        ("at 15:00", "2022-01-12T15:00+01:00", "time zone from the place", (YEAR, "time zone from the place")),
        ("at 15:00 GMT", "2022-01-12T15:00+00:00", "with its time zone", (YEAR,)),
    ],
)
def test_an_hour_is_told_with_its_zone_and_where_that_is_from(
    hour: str, start: str, how: str, inferred: tuple[str, ...]
):
    found = draft(f"Chile and Peru will hold talks in Geneva on 12 January {hour}.")

    assert to_json(found)["start"] == start
    assert words(found, "time") == [(hour.removeprefix("at "), how)]
    assert found.inferred == inferred


def test_an_hour_that_stands_in_the_next_sentence_is_quoted_from_there():
    found = draft("Chile and Peru will hold talks in Geneva on 12 January. The talks begin at 15:00.")

    assert to_json(found)["start"] == "2022-01-12T15:00+01:00"
    assert words(found, "time") == [("15:00", "time zone from the place")]


def test_a_month_and_a_season_are_told_as_months():
    month = draft("Chile and Peru will hold talks in Geneva in March.")
    season = draft("Chile and Peru will hold talks in Geneva in the spring.")

    assert month.meeting.start == Period(dt.date(2022, 3, 1), dt.date(2022, 3, 31), Unit.MONTH)
    assert [to_json(each)[key] for each in (month, season) for key in ("start", "end")] == [
        *("2022-03", "2022-03"),
        *("2022-03", "2022-05"),
    ]


def test_confidence_is_how_probable_it_is_that_the_date_is_that_of_a_meeting():
    assert draft(SENTENCE.replace("12 January", "12 January 2022"), Judge(0.876)).confidence == 0.88
    assert 0.5 <= draft(SENTENCE).confidence <= 1


def test_what_is_not_sure_is_said_as_a_doubt():
    assert draft("Chile and Peru will hold talks in Geneva on Thursday.", Judge(0.6, {"meeting": 0.78})).doubts == (
        "perhaps not the date of a meeting",
        "the date could also be 2021-12-30 (past)",
        "Chile is named with the meeting, and perhaps does not take part",
        "Peru is named with the meeting, and perhaps does not take part",
        "Geneva is named with the meeting, and perhaps not the place",
    )


def test_of_what_is_sure_there_is_no_doubt_nor_of_a_year_that_is_left_out():
    assert draft("Chile and Peru will hold talks in Geneva on 12 January 2022.", Judge(0.9)).doubts == ()
    assert draft("Chile and Peru will hold talks in Geneva on 12 January.", Judge(0.9)).doubts == ()


def test_as_json_a_draft_has_only_plain_values():
    plain = to_json(draft("Chile and Peru will hold talks in Geneva on 12 January 2022.", Judge(0.9)))

    assert json.loads(json.dumps(plain)) == plain
    assert plain == {
        "kind": "talks",
        "start": "2022-01-12",
        "end": "2022-01-12",
        "participants": ["Chile", "Peru"],
        "location": "Geneva",
        "status": "upcoming",
        "quote": "on 12 January 2022",
        "span": [41, 59],
        "title": "Chile–Peru talks in Geneva",
        "evidence": {
            "start": [{"text": "on 12 January 2022", "span": [41, 59], "how": "as written"}],
            "kind": [{"text": "hold talks", "span": [20, 30], "how": "word of encounter"}],
            "participants": [
                {"text": "Chile", "span": [0, 5], "how": "named with the meeting"},
                {"text": "Peru", "span": [10, 14], "how": "named with the meeting"},
            ],
            "place": [{"text": "Geneva", "span": [34, 40], "how": "named with the meeting"}],
        },
        "inferred": [],
        "was": None,
        "confidence": 0.9,
        "doubts": [],
    }
