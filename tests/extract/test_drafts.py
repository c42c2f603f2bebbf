import datetime as dt
from zoneinfo import ZoneInfo

from summitcal.extract import find_meetings, to_json
from summitcal.model import Draft
from summitcal.when import Period, Unit

PUBLISHED = dt.date(2022, 1, 3)
SENTENCE = "Chile's and Peru's foreign ministers will hold talks in Geneva on 12 January."


def draft(text: str) -> Draft:
    (found,) = find_meetings(text, published=PUBLISHED)
    return found


def test_a_draft_has_an_id_and_a_title_made_of_its_facts():
    meeting = draft(SENTENCE).meeting

    assert (meeting.id, meeting.title) == ("chile-peru-talks-2022-01-12", "Chile–Peru talks in Geneva")
    assert meeting.timezone == ZoneInfo("Europe/Zurich")


def test_a_draft_says_which_words_say_it():
    found = draft(SENTENCE)

    assert found.quote.text == "on 12 January"
    assert {field: [each.text for each in spans] for field, spans in found.evidence.items()} == {
        "kind": ["hold talks"],
        "participants": ["Chile", "Peru"],
        "place": ["Geneva"],
    }
    assert found.inferred == ("year from the publication date",)


def test_a_source_quotes_at_most_two_hundred_characters():
    (source,) = draft(f"{SENTENCE[:-1]}, {'and so on ' * 40}.").meeting.sources

    assert source.published == PUBLISHED
    assert source.quote is not None
    assert len(source.quote) <= 200


def test_an_hour_is_told_with_its_zone():
    found = draft("Chile and Peru will hold talks in Geneva on 12 January at 15:00.")

    assert to_json(found)["start"] == "2022-01-12T15:00+01:00"
    assert "time zone from the place" in found.inferred


def test_an_hour_that_stands_in_the_next_sentence_is_quoted_from_there():
    found = draft("Chile and Peru will hold talks in Geneva on 12 January. The talks begin at 15:00.")

    assert to_json(found)["start"] == "2022-01-12T15:00+01:00"
    assert [each.text for each in found.evidence["time"]] == ["15:00"]


def test_a_month_and_a_season_are_told_as_months():
    month = draft("Chile and Peru will hold talks in March.")
    season = draft("Chile and Peru will hold talks in the spring.")

    assert month.meeting.start == Period(dt.date(2022, 3, 1), dt.date(2022, 3, 31), Unit.MONTH)
    assert [to_json(each)[key] for each in (month, season) for key in ("start", "end")] == [
        *("2022-03", "2022-03"),
        *("2022-03", "2022-05"),
    ]


def test_as_json_a_draft_has_only_plain_values():
    assert to_json(draft(SENTENCE)) == {
        "kind": "talks",
        "start": "2022-01-12",
        "end": "2022-01-12",
        "participants": ["Chile", "Peru"],
        "location": "Geneva",
        "status": "upcoming",
        "quote": "on 12 January",
        "span": [63, 76],
        "title": "Chile–Peru talks in Geneva",
        "evidence": {
            "kind": [{"text": "hold talks", "span": [42, 52]}],
            "participants": [{"text": "Chile", "span": [0, 5]}, {"text": "Peru", "span": [12, 16]}],
            "place": [{"text": "Geneva", "span": [56, 62]}],
        },
        "inferred": ["year from the publication date"],
    }
