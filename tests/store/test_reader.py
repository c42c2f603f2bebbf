"""What a field may be written as. What it may not be is told by the folders of ``tests/cases``."""

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from summitcal import store
from summitcal.cadence import read_repeat
from summitcal.model import (
    Calendar,
    Certainty,
    Frequency,
    Kind,
    Meeting,
    Occurrence,
    Place,
    Repeat,
    Role,
    Source,
    Status,
    Weekday,
)
from summitcal.problems import InvalidCalendar

ZURICH = ZoneInfo("Europe/Zurich")


def calendar(text: str) -> Calendar:
    return store.parse(text, file="events.yaml")


def meeting(*lines: str, above: str = "") -> Meeting:
    """Return a meeting with these lines beside its id, title and start."""
    facts = {"id": "geneva-talks", "title": "Talks", "start": "2022-01-09"}
    facts |= dict(line.split(": ", 1) for line in lines)
    body = "\n    ".join(f"{key}: {fact}" for key, fact in facts.items())
    [only] = calendar(f"{above}\nmeetings:\n  - {body}\n").meetings
    return only


def names(found: Meeting) -> list[str]:
    return [each.name for each in found.participants]


def test_an_id_a_title_and_a_start_are_enough():
    found = meeting()

    assert (found.id, found.title, found.start) == ("geneva-talks", "Talks", dt.date(2022, 1, 9))
    assert (found.kind, found.status, found.certainty) == (Kind.MEETING, Status.CONFIRMED, Certainty.CONFIRMED)


def test_a_calendar_without_a_heading_is_in_utc():
    assert meeting().timezone == ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("lines", "zone"),
    [
        (["timezone: Asia/Tokyo", "place: Geneva"], "Asia/Tokyo"),
        (["place: {name: Geneva, timezone: Europe/Paris}"], "Europe/Paris"),
        (["place: Geneva"], "Europe/Zurich"),
        (["place: Geneva", "start: 2022-01-09 15:00 Europe/Kyiv"], "Europe/Zurich"),
        (["start: 2022-01-09 15:00 Europe/Kyiv"], "Europe/Kyiv"),
        (["start: 2022-01-09 15:00"], "Europe/Oslo"),
        (["start: 2022-01-09 15:00+02:00"], "Europe/Oslo"),
    ],
)
def test_the_nearest_zone_holds_own_place_start_calendar(lines: list[str], zone: str):
    assert meeting(*lines, above="calendar: {timezone: Europe/Oslo}").timezone.key == zone


def test_a_time_without_a_zone_is_meant_at_the_place():
    found = meeting("place: Geneva", "start: 2022-01-09 15:00")

    assert found.start == dt.datetime(2022, 1, 9, 14, tzinfo=dt.UTC)


@pytest.mark.parametrize("written", ["[us, Russia, NATO]", "[US, Moscow, the Alliance]", "[Washington, RU, nato]"])
def test_participants_go_by_id_name_alias_or_code(written: str):
    registry = """\
participants:
  us: {name: United States, country: US, aliases: [Washington]}
  russia: {name: Russia, country: RU, aliases: [Moscow]}
  nato: {name: NATO, kind: organisation, aliases: [the Alliance]}"""

    found = meeting(f"participants: {written}", above=registry)

    assert [each.id for each in found.participants] == ["us", "russia", "nato"]


def test_states_and_organisations_that_everyone_knows_need_no_registry():
    assert names(meeting("participants: [France, NO, NATO]")) == ["France", "Norway", "NATO"]


def test_a_registered_state_is_that_one_by_whatever_name():
    registry = "participants: {us: {name: United States, country: US}}"

    assert [each.id for each in meeting("participants: [USA]", above=registry).participants] == ["us"]


def test_one_value_stands_for_a_list_of_one():
    found = meeting("participants: France", "agenda: Grain", "sources: {title: Talks agreed}")

    assert names(found) == ["France"]
    assert [item.topic for item in found.agenda] == ["Grain"]
    assert [source.title for source in found.sources] == ["Talks agreed"]


def test_whoever_is_named_twice_takes_part_once():
    assert names(meeting("participants: [France, FR]")) == ["France"]


def test_an_hour_of_the_agenda_is_on_the_day_of_the_meeting():
    found = meeting("place: Geneva", "agenda: [{topic: Lunch, at: 12:30}]")

    assert found.agenda[0].at == dt.datetime(2022, 1, 9, 12, 30, tzinfo=ZURICH)


def test_a_place_that_we_know_brings_its_country_and_zone():
    place = meeting("place: Geneva").place

    assert place is not None
    assert (place.country, place.timezone) == ("CH", ZURICH)


def test_a_place_that_we_know_keeps_its_country_in_another_zone():
    place = meeting("place: {name: Geneva, timezone: Europe/Paris}").place

    assert place == Place(name="Geneva", country="CH", timezone=ZoneInfo("Europe/Paris"))


def test_a_place_that_we_know_keeps_its_zone_where_its_country_is_said():
    assert meeting("place: {name: Geneva, country: CH}").place == Place(name="Geneva", country="CH", timezone=ZURICH)


def test_the_hour_it_was_to_begin_is_meant_where_the_meeting_is():
    assert meeting("place: Geneva", "was: 2022-01-08 15:00").was == dt.datetime(2022, 1, 8, 14, tzinfo=dt.UTC)


def test_a_reason_a_description_and_a_quote_may_have_lines_and_a_title_may_not():
    text = "\n".join(
        (
            "meetings:",
            "  - id: a",
            "    start: 2022-01-09",
            *(f"    {key}: |\n      one\n      two" for key in ("title", "reason", "description")),
            *(
                "    sources:",
                "      - quote: |\n          one\n          two",
                "        title: |\n          a\n          b",
            ),
        )
    )
    [found] = calendar(text).meetings

    assert (found.title, found.reason, found.description) == ("one two", "one\ntwo", "one\ntwo")
    assert found.sources == (Source(title="a b", quote="one\ntwo"),)


def test_the_zone_of_the_first_file_holds_in_an_included_one_that_says_none(tmp_path: Path):
    (tmp_path / "events.yaml").write_text("calendar: {timezone: Europe/Oslo}\ninclude: more.yaml\n")
    (tmp_path / "more.yaml").write_text(
        "calendar: {title: More}\nmeetings: [{id: a, title: A, start: 2022-01-09 15:00}]\n"
    )

    [found] = store.load(tmp_path / "events.yaml").meetings
    assert found.start == dt.datetime(2022, 1, 9, 14, tzinfo=dt.UTC)


def test_a_place_of_the_same_name_in_another_country_brings_nothing():
    place = meeting("place: {name: Geneva, country: US}").place

    assert place is not None
    assert place.timezone is None


def test_a_place_that_we_do_not_know_is_taken_at_its_word():
    place = meeting("place: Villa Somewhere").place

    assert place is not None
    assert (place.name, place.country, place.timezone) == ("Villa Somewhere", None, None)


def test_texts_are_made_alike_where_they_look_alike():
    assert meeting('title: "Zu\u0308rich\u00a0talks"').title == "Z\u00fcrich talks"


def test_addresses_are_made_ascii():
    assert (
        meeting("url: https://дом.рф/привет").url == "https://xn--d1aqf.xn--p1ai/%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82"
    )


def test_what_cannot_be_read_hides_nothing_else():
    text = "meetings:\n  - {id: a, title: A, start: never}\n  - {id: b, title: B, start: 2022-01-09, end: 2022-01-08}\n"

    with pytest.raises(InvalidCalendar) as refused:
        calendar(text)

    assert [problem.path for problem in refused.value.problems] == [("meetings", 0, "start"), ("meetings", 1, "end")]


def test_an_end_may_be_an_hour_alone():
    found = meeting("start: 2022-01-09 15:00", "end: 17:30", "place: Geneva")

    assert found.end == dt.datetime(2022, 1, 9, 17, 30, tzinfo=ZURICH)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["start: 2022-01", "agenda: {topic: x, at: 09:30}"], "09:30 is an hour of no day, as the meeting has none; "),
        (["agenda: {topic: x, at: 8am}"], "'8am' is not an hour; write it as 09:30"),
        (["agenda: {topic: x, at: noon}"], "'noon' is not an hour; write it as 09:30"),
        (["start: 2022-01-09 15:00", "end: 17"], "'17' is not an hour; write it as 09:30"),
        (["timezone: CEST"], "time zone 'CEST' is unknown; use the name of a city's zone, as Europe/Zurich, or UTC; "),
        (["start: 2022-01-09 15:00 IST"], "time zone 'IST' is unknown; use the name of a city's zone"),
        (["timezone: Europe/Zürich"], "did you mean 'Europe/Zurich'?"),
        (["participants: US, Russia"], "participant 'US, Russia' is unknown; write them as a list: [US, Russia]"),
        (["participants: US and Russia"], "write them as a list: [US, Russia]"),
        (["participants: Moscw"], "participant 'Moscw' is unknown; add them to `participants:`"),
        (["participants: Rusia"], "did you mean 'Russia'?"),
    ],
)
def test_a_mend_is_one_that_helps(lines: list[str], message: str):
    with pytest.raises(InvalidCalendar) as refused:
        meeting(*lines)

    assert message in str(refused.value)


def test_mistakes_are_told_beside_a_key_that_stands_twice():
    with pytest.raises(InvalidCalendar) as refused:
        calendar("meetings:\n  - id: a\n    title: A\n    title: B\n    start: 2022-02-30\n  - {id: b}\n")

    rules = [problem.rule for problem in refused.value.problems]
    assert rules == ["duplicate-key", "bad-date", "missing-key", "missing-key"]


def test_a_repeat_is_read_in_words_or_with_keys():
    in_words = meeting("start: 2022-01-12", "repeat: every 2 weeks on Wednesday and thu until 30 June 2022").repeat
    with_keys = meeting(
        "start: 2022-01-12", "repeat: {every: 2 weeks, on: [THURSDAY, wednesday], until: 2022-06-30}"
    ).repeat

    assert in_words == with_keys
    assert in_words == Repeat(
        every=2, unit=Frequency.WEEK, on=(Weekday(2), Weekday(3)), until=dt.date(2022, 6, 30), times=None
    )


def test_the_days_may_stand_with_how_often_or_by_themselves():
    for written in ("{every: month on the second wednesday}", "{every: month, on: second wednesday}"):
        assert meeting("start: 2022-01-12", f"repeat: {written}").repeat == Repeat(
            every=1, unit=Frequency.MONTH, on=(Weekday(2, 2),)
        )


def test_one_day_that_differs_needs_no_list():
    found = meeting(
        "start: 2022-01-12", "repeat: {every: week, except: 2022-01-19, changes: {on: 2022-01-26, title: T}}"
    )

    assert found.repeat == Repeat(
        every=1,
        unit=Frequency.WEEK,
        excepted=(dt.date(2022, 1, 19),),
        changes=(Occurrence(on=dt.date(2022, 1, 26), title="T"),),
    )


def test_hours_alone_are_on_the_day_of_the_occurrence_in_the_zone_of_the_meeting():
    changes = "{on: 2022-01-19, start: 9:00, end: 10:30, place: New York, agenda: {topic: T, at: 9:30}}"
    found = meeting("place: Geneva", "start: 2022-01-12 15:00", f"repeat: {{every: week, changes: {changes}}}").repeat
    assert found is not None
    [change] = found.changes

    assert change.start == dt.datetime(2022, 1, 19, 9, tzinfo=ZURICH)
    assert change.end == dt.datetime(2022, 1, 19, 10, 30, tzinfo=ZURICH)
    assert change.agenda[0].at == dt.datetime(2022, 1, 19, 9, 30, tzinfo=ZURICH)


def test_an_hour_alone_of_a_moved_one_is_on_its_new_day():
    changes = "{on: 2022-01-19, start: 2022-01-20 11:00, end: 13:00}"
    found = meeting("start: 2022-01-12 15:00", f"repeat: {{every: week, changes: {changes}}}").repeat

    assert found is not None
    assert found.changes[0].end == dt.datetime(2022, 1, 20, 13, tzinfo=dt.UTC)


def test_every_way_to_say_a_repeat_that_the_reference_tells_of_is_read():
    page = (Path(__file__).parents[2] / "docs" / "events.md").read_text(encoding="utf-8")
    section = page.partition("## Meetings that repeat\n")[2].partition("\n## ")[0]
    told = [
        text
        for row in section.splitlines()
        if row.startswith("| `")
        for text in re.findall("`(.*?)`", row.split(" | ")[0])
    ]
    examples = re.findall(r"```yaml\n(.*?)```", section, flags=re.DOTALL)

    assert len(told) > 12
    assert [read_repeat(text.replace("…", "weekly")) for text in told]
    whole, rule = examples
    [simple] = calendar(f"meetings:\n{whole}").meetings
    [changed] = calendar(
        f"meetings:\n{whole.replace('    repeat: every week until 2022-06-30', rule.rstrip())}"
    ).meetings
    assert simple.repeat is not None
    assert changed.repeat is not None
    assert len(changed.repeat.changes) == 3


def test_a_participant_can_have_a_role():
    found = meeting("participants: [US, {who: Switzerland, role: Host}]")

    assert [(each.name, each.role) for each in found.participants] == [
        ("United States", None),
        ("Switzerland", Role.HOST),
    ]


@pytest.mark.parametrize("written", ["'46.2, 6.1'", "[46.2, 6.1]", "46.2 6.1", "'46.2;6.1'"])
def test_coordinates_are_read_as_people_write_them(written: str):
    found = meeting(f"place: {{name: Geneva, coordinates: {written}}}")

    assert found.place == Place(name="Geneva", country="CH", timezone=ZURICH, coordinates=(46.2, 6.1))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            ["participants: {who: Switzerland, role: hots}"],
            "'hots' is no role; did you mean 'host'? use one of host, guest",
        ),
        (["participants: [{role: host}]"], "'who' is missing; add `who:`"),
        (
            ["place: {name: Geneva, coordinates: [46.2]}"],
            "'46.2' is no place on earth; write latitude and longitude in",
        ),
        (["place: {name: Geneva, coordinates: north}"], "'north' is no place on earth"),
        (["conference: example.org"], "conference: 'example.org' is not a web address"),
        (["replaces: other"], "replaces: there is no other meeting 'other'"),
    ],
)
def test_what_is_said_beside_a_name_must_mean_something(lines: list[str], message: str):
    with pytest.raises(InvalidCalendar) as refused:
        meeting(*lines)

    assert message in str(refused.value)


def test_a_calendar_can_have_a_color_and_a_picture():
    found = calendar("calendar: {color: SteelBlue, image: https://example.org/a.png}\nmeetings: []\n")

    assert (found.color, found.image) == ("steelblue", "https://example.org/a.png")
    with pytest.raises(InvalidCalendar, match="'#00f' is no color; use a name of CSS, as steelblue"):
        calendar("calendar: {color: '#00f'}\nmeetings: []\n")


def test_a_title_may_stand_in_several_languages_of_which_the_first_is_the_plain_one():
    found = meeting("title: {fr: Pourparlers, no: Samtaler, en: Talks}", "description: {en: ' Two days. '}")

    assert found.title == "Pourparlers"
    assert found.titles == (("fr", "Pourparlers"), ("en", "Talks"), ("no", "Samtaler"))
    assert (found.description, found.descriptions) == ("Two days.", (("en", "Two days."),))
    assert found.title_in("no") == "Samtaler"


def test_norwegian_needs_no_quotes_and_the_order_of_translations_means_nothing():
    one = meeting("title: {en: Talks, no: Samtaler, ar: محادثات}")

    assert one == meeting("title: {en: Talks, ar: محادثات, 'no': Samtaler}")
    assert one != meeting("title: {no: Samtaler, en: Talks, ar: محادثات}")


def test_a_description_in_several_languages_keeps_its_lines():
    found = meeting('description: {en: "One.\\nTwo.", fr: "Un."}')

    assert found.descriptions == (("en", "One.\nTwo."), ("fr", "Un."))


def test_the_calendar_and_a_single_occurrence_may_be_named_in_several_languages_too():
    above = "calendar: {title: {en: Winter, de: Der Winter}, description: {en: All of it., de: Alles.}}"
    text = (
        "{every: week, changes: [{on: 2022-01-16, title: {en: Last, fr: Dernier}, description: {en: So., fr: Ainsi.}}]}"
    )
    found = calendar(f"{above}\nmeetings: [{{id: a, title: A, start: 2022-01-09, repeat: {text}}}]")
    repeat = found.meetings[0].repeat

    assert (found.title, found.title_in("de"), found.description_in("de-AT")) == ("Winter", "Der Winter", "Alles.")
    assert repeat
    [change] = repeat.changes
    assert (change.title, change.titles) == ("Last", (("en", "Last"), ("fr", "Dernier")))
    assert (change.description, change.descriptions) == ("So.", (("en", "So."), ("fr", "Ainsi.")))
